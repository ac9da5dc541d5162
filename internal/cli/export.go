package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"wayout/internal/app"
)

func newExport(o *options) *cobra.Command {
	q := app.ExportQuestion{}
	var passphraseFile string
	c := &cobra.Command{
		Use:   "export DIR OUT",
		Short: "Write a plan for other tools: GeoJSON, KML, GPX, CSV with HXL, a workbook",
		Long: `Export writes the plan that “wayout plan” wrote into OUT into the formats of other tools, into
OUT/exchange/LEVEL: plan.geojson and plan.kml for maps, gpx/PLACE.gpx for phones and GPS receivers,
places.csv and arrivals-RECEPTION.csv with HXL tags, and timetable.xlsx. At the level public there are
plan.geojson and places.csv only, without ways, hours and numbers below ten. At the level sealed
everything is in one file, encrypted with age.`,
		Example: `  wayout export valley result
  wayout export valley result --level public
  wayout export valley result --level sealed --passphrase-file secret.txt`,
		Args: needs("the folder of a scenario", "the folder of its plan"),
		RunE: func(c *cobra.Command, args []string) error {
			q.Folder, q.Out = args[0], args[1]
			var err error
			if q.Passphrase, err = passphraseIn(passphraseFile); err != nil {
				return err
			}
			return o.export(c, q)
		},
	}
	c.Flags().StringVar(&q.Level, "level", "restricted", "who may see it: public, partners, restricted or sealed")
	sealFlags(c, &q.Recipients, &passphraseFile)
	return c
}

func (o *options) export(c *cobra.Command, q app.ExportQuestion) error {
	exported, list, err := app.Export(c.Context(), q)
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
