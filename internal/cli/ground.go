package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/groundwork"
)

// mapFlags are the flags that say which map is read, and what of it.
func mapFlags(c *cobra.Command, q *app.MapQuestion) {
	c.Flags().StringVar(&q.CRS, "crs", "", "coordinate reference system of a MATSim network that names none, such as EPSG:32754")
	c.Flags().BoolVar(&q.Tracks, "tracks", false, "tracks of fields and forests are roads too")
	c.Flags().BoolVar(&q.Private, "private", false, "private roads are roads too")
}

func newRoads(o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "roads",
		Short: "Bring in roads from OpenStreetMap or MATSim",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newRoadsImport(o))
	return c
}

func newRoadsImport(o *options) *cobra.Command {
	var q app.MapQuestion
	var out string
	c := &cobra.Command{
		Use:   "import FILE -o DIR",
		Short: "Write the roads of a map as tables, with all that was assumed",
		Long: `Import reads a map of OpenStreetMap (.osm.pbf, .osm, .osm.gz, .osm.bz2) or a network of MATSim (.xml,
.xml.gz) and writes its tables into a folder: roads.csv, junctions.csv, map.geojson, settlements.csv,
and import.csv, which lists islands, dead ends, gate candidates and everything that was assumed or left
out. Into the folder of a scenario it writes its roads anew; ids stay the same, and overrides.csv, where
you write what you know better, is never touched.`,
		Example: `  wayout roads import andorra.osm.pbf -o andorra
  wayout roads import country.osm.pbf -o valley --bbox 46.5,39.6,47.2,40.1
  wayout roads import network.xml.gz -o coast --crs EPSG:32754 --polygon shire.geojson`,
		Args: needs("the file of a map"),
		RunE: func(c *cobra.Command, args []string) error {
			if out == "" {
				return fmt.Errorf("%s needs -o DIR, the folder to write into; see “wayout help roads import”", c.CommandPath())
			}
			q.File = args[0]
			return o.importRoads(c, q, out)
		},
	}
	mapFlags(c, &q)
	c.Flags().StringVar(&q.Box, "bbox", "", "read what lies in west,south,east,north, in degrees")
	c.Flags().StringVar(&q.Border, "polygon", "", "read what lies in the polygon of this file, .geojson or .poly")
	c.MarkFlagsMutuallyExclusive("bbox", "polygon")
	c.Flags().StringVarP(&out, "out", "o", "", "folder to write the tables into")
	return c
}

// importedJSON is what roads import prints for programs.
type importedJSON struct {
	Folder      string         `json:"folder"`
	Files       []string       `json:"files"`
	Junctions   int            `json:"junctions"`
	Roads       int            `json:"roads"`
	Links       int            `json:"directed_links"`
	LargestPart int            `json:"junctions_of_the_largest_strong_part"`
	Settlements int            `json:"settlements"`
	Findings    map[string]int `json:"findings"`
}

func (o *options) importRoads(c *cobra.Command, q app.MapQuestion, out string) error {
	tell, over := o.progress("reading")
	made, list, err := app.Import(c.Context(), q, out, tell)
	over()
	if err := o.told(made != nil, list, err); err != nil {
		return err
	}
	if o.json {
		return o.printJSON(importedJSON{
			made.Folder, made.Files, made.Junctions, made.Roads, made.Links, made.LargestPart, made.Settlements, groundwork.Tally(made.Findings),
		})
	}
	if o.quiet {
		return nil
	}
	return o.print(importText(made))
}

func importText(made *app.Imported) string {
	text := fmt.Sprintf("%d roads between %d junctions, %d directed links; %d settlements.\n", made.Roads, made.Junctions, made.Links, made.Settlements)
	if made.Junctions > 0 {
		text += fmt.Sprintf("In the largest part one can drive from everywhere to everywhere: %d junctions, %.1f %%.\n",
			made.LargestPart, 100*float64(made.LargestPart)/float64(made.Junctions))
	}
	text += groundwork.Text(made.Findings)
	text += fmt.Sprintf("\nWrote %d files into %s; import.csv lists all of this one by one.\n", len(made.Files), made.Folder)
	if made.KeptOverrides {
		text += "overrides.csv was there and stays as it is.\n"
	}
	return text
}
