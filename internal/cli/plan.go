package cli

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/report"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

func newPlan(o *options) *cobra.Command {
	var ask asking
	var out, stop string
	c := &cobra.Command{
		Use:   "plan DIR",
		Short: "Plan a scenario: who leaves when, by which road, and how good that is",
		Long: `Plan gives every place one route and time slots, so that people wait at home and not on the road. It
prints the answer, the proof of how good it is, what holds everyone back and who is not served and
why; with --out it writes plan.json, slots.csv, certificate.json and summary.json into a folder, and
the sheets of rounds, crews, fuel, columns on foot and sites where there are any. A plan of a changed
scenario, by --set or --variant, is compared with the scenario as it stands.`,
		Example: `  wayout plan valley -o result
  wayout plan valley --set gate.bridge.hours="daily 08:00-16:00"
  wayout plan valley --deadline 36h
  wayout plan valley --safe-to-stop 2h`,
		Args: needs("the folder of a scenario"),
		RunE: func(c *cobra.Command, args []string) error {
			if c.Flags().Changed("safe-to-stop") {
				ask.set = append(ask.set, "safe_to_stop="+stop)
			}
			return o.plan(c, ask, args[0], out)
		},
	}
	ask.flags(c)
	ask.deadlineFlag(c)
	c.Flags().StringVar(&stop, "safe-to-stop", "",
		"plan so that, if every gate shuts at any minute, everybody on the way is back or at a site with room within this time (2h)")
	c.Flags().StringVarP(&out, "out", "o", "", "folder to write the plan into; files of an older plan there are replaced")
	return c
}

func (o *options) plan(c *cobra.Command, ask asking, dir, out string) error {
	q, err := ask.question(dir)
	if err != nil {
		return err
	}
	tell, over := o.progress("planning")
	planned, list, err := app.Plan(c.Context(), q, tell)
	over()
	if err != nil {
		return usage(err)
	}
	if planned == nil {
		return o.stop(list)
	}
	if out != "" {
		more, err := planned.Write(c.Context(), out)
		if err != nil {
			return err
		}
		list = append(list, more...)
	}
	if list.HasErrors() {
		return o.stop(list)
	}
	if err := o.problems(list); err != nil {
		return err
	}
	if err := o.printPlan(planned, out); err != nil {
		return err
	}
	if planned.Summary.PeopleNotServed > 0 {
		return exit{exitNotServed}
	}
	return nil
}

func (o *options) printPlan(planned *app.Planned, out string) error {
	if o.json {
		return o.print(string(planned.Summary.JSON()))
	}
	if o.quiet && out != "" {
		return nil
	}
	text := report.Plan(planned.Scenario, planned.Result, planned.Question.Variant)
	if planned.AsItStands != nil {
		text += report.Compare(planned.AsItStands, planned.Scenario, planned.Result)
	}
	if out != "" {
		text += fmt.Sprintf("\nWritten to %s\n  check it: wayout verify %s %s\n  print it: wayout orders %s %s\n",
			filepath.Clean(out), planned.Question.Folder, out, planned.Question.Folder, out)
	}
	return o.print(text)
}

func newVerify(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "verify DIR OUT",
		Short: "Judge a plan: does it keep every rule, and is the proof true?",
		Long: `Verify reads the scenario in DIR and the plan that “wayout plan” wrote into OUT, and judges the plan
from these alone, without the code that made it. It lists every violation, or what was checked.`,
		Example: `  wayout verify valley result`,
		Args:    needs("the folder of a scenario", "the folder of its plan"),
		RunE:    func(_ *cobra.Command, args []string) error { return o.verify(args[0], args[1]) },
	}
}

// verdictJSON is what verify prints for programs.
type verdictJSON struct {
	Holds      bool               `json:"holds"`
	Complete   bool               `json:"complete"` // everybody who cannot walk is in a vehicle
	Unassigned unit.Person        `json:"people_who_cannot_walk_not_served"`
	Violations []verify.Violation `json:"violations"`
	Unlisted   int                `json:"violations_not_listed"`
	Checked    verify.Checked     `json:"checked"`
	Proof      verify.Proof       `json:"proof"`
	SHA256     string             `json:"inputs_sha256"`
}

func (o *options) verify(dir, out string) error {
	judged, list := app.Verify(dir, out)
	if err := o.problems(list); err != nil {
		return err
	}
	if judged == nil {
		return exit{exitInput}
	}
	r := &judged.Report
	if err := o.printVerdict(judged); err != nil {
		return err
	}
	if !r.Holds() {
		return exit{exitViolations}
	}
	return nil
}

func (o *options) printVerdict(judged *app.Judged) error {
	r := &judged.Report
	if o.json {
		violations := r.Violations
		if violations == nil {
			violations = []verify.Violation{}
		}
		return o.printJSON(verdictJSON{r.Holds(), r.Complete, r.Unassigned, violations, r.Unlisted, r.Checked, r.Proof, judged.Scenario.SHA256})
	}
	if o.quiet && r.Holds() {
		return nil
	}
	return o.print(report.Verdict(judged.Scenario, r))
}
