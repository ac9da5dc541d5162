// Package export puts a plan into files: plan.json, certificate.json and summary.json, and sheets of
// slots, rounds, crews, fuel, columns on foot and sites. It reads the first two back, so that anybody
// can check them later.
//
// It plans and judges nothing. What it reads may be damaged or hostile: everything wrong is a
// problem with its line and path. A folder of results is written whole or not at all. The form
// of the files is described in docs/formats.md; the same result gives the same bytes.
//
//	planner.Result ──► Summary, Plan, Certificates, Slots, Rounds … ──► Folder
//	files ──► ReadPlan, ReadCertificates ──► verify
package export

// Names of the files that every result has.
const (
	PlanFile        = "plan.json"
	CertificateFile = "certificate.json"
	SlotsFile       = "slots.csv"
	SummaryFile     = "summary.json"
)

// Names of the sheets that a result may have.
const (
	RoundsFile  = "rounds.csv"
	CrewsFile   = "crews.csv"
	FuelFile    = "fuel.csv"
	ColumnsFile = "columns.csv"
	SitesFile   = "sites.csv"
)

// Marks in the files that say what they are.
const (
	planFormat        = "wayout plan"
	certificateFormat = "wayout certificate"
	summaryFormat     = "wayout summary"
	formatVersion     = 1
)

// level is who may see a file: it holds routes and hours, so not everybody.
const level = "restricted"

// caution stands in every file that shows numbers.
const caution = "All numbers hold under these inputs; nothing here is called safe. " +
	"Leaving is voluntary, and who stays remains protected."
