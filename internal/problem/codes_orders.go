package problem

import "maps"

// Codes of orders: what is printed from a plan, and the folder it goes to.
const (
	OrdersManifest    Code = "orders-manifest"
	OrdersForeign     Code = "orders-foreign"
	OrdersUnsound     Code = "orders-unsound"
	OrdersNone        Code = "orders-none"
	OrdersOtherPlan   Code = "orders-other-plan"
	OrdersOld         Code = "orders-old"
	OrdersNames       Code = "orders-names"
	OrdersUnprintable Code = "orders-unprintable"
	ReportOtherPlan   Code = "report-other-plan"
	OrdersPast        Code = "orders-past"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		OrdersManifest:    {Error, "What was printed before cannot be read: {0}.", "Put the file back as wayout orders wrote it; without it nobody knows which version is on the walls."},
		OrdersForeign:     {Error, "The folder holds files that are not known to be from wayout.", "Move it away; nothing was written."},
		OrdersUnsound:     {Error, "The plan does not hold: {0} violation(s), the first: {1}", "Nothing is printed from it. See wayout verify, and plan again."},
		OrdersNone:        {Error, "Nothing was printed from this plan yet, so no sheet has a number.", "Run wayout orders first."},
		OrdersOtherPlan:   {Warning, "The plan is not the one that wayout makes of the scenario today, so the negotiator's page was left out.", "Plan again for a page with prices."},
		OrdersOld:         {Warning, "Version {0} of the orders was made from another plan; its folders are marked as out of date.", "Print them anew with wayout orders, and take the old ones off the walls."},
		OrdersNames:       {Note, "Names in these languages have letters that cannot be printed, so notices leave them out: {0}.", "Paper holds Latin, Cyrillic, Armenian, Greek and Arabic letters."},
		OrdersUnprintable: {Error, "A sheet cannot be printed, so nothing was: {0}.", "Write the name in Latin, Cyrillic, Armenian, Greek or Arabic letters, in a column name_<language> of the language of the sheet."},
		ReportOtherPlan:   {Error, "The plan is not the one that wayout makes of the scenario today, so nothing is shown.", "Plan again: wayout plan DIR -o OUT."},
		OrdersPast:        {Note, "The scenario lies in the past, so sheets and messages are dated at its start: {0}.", "Give another time with --issued."},
	})
}
