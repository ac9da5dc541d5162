package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"wayout/internal/app"
)

func newExport(o *options) *cobra.Command {
	level := "restricted"
	c := &cobra.Command{
		Use:   "export DIR OUT",
		Short: "Write a plan for other tools: GeoJSON, KML, GPX, CSV with HXL, a workbook",
		Long: `Export writes the plan that “wayout plan” wrote into OUT into the formats of other tools, into
OUT/exchange/LEVEL: plan.geojson and plan.kml for maps, gpx/PLACE.gpx for phones and GPS receivers,
places.csv and arrivals-RECEPTION.csv with HXL tags, and timetable.xlsx. At the level public there are
plan.geojson and places.csv only, without ways, hours and numbers below ten.`,
		Example: `  wayout export valley result
  wayout export valley result --level public`,
		Args: needs("the folder of a scenario", "the folder of its plan"),
		RunE: func(c *cobra.Command, args []string) error { return o.export(c, args[0], args[1], level) },
	}
	c.Flags().StringVar(&level, "level", level, "who may see it: public, partners or restricted")
	return c
}

func (o *options) export(c *cobra.Command, dir, out, level string) error {
	exported, list, err := app.Export(c.Context(), dir, out, level)
	if err := o.told(exported != nil, list, err); err != nil {
		return err
	}
	if o.json {
		return o.printJSON(exported)
	}
	if o.quiet {
		return nil
	}
	return o.print(fmt.Sprintf("%d files at the level %s in %s\n  %s\n", len(exported.Files), exported.Level, exported.Folder, strings.Join(exported.Files, "\n  ")))
}
