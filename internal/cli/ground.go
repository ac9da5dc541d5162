package cli

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"wayout/internal/app"
	"wayout/internal/groundwork"
	"wayout/internal/report"
)

// mapFlags are the flags that say which map is read, and what of it.
func mapFlags(c *cobra.Command, q *app.MapQuestion) {
	c.Flags().StringVar(&q.CRS, "crs", "", "coordinate reference system of a MATSim network that names none, such as EPSG:32754")
	c.Flags().StringVar((*string)(&q.Tracks), "tracks", string(app.NoTracks), "tracks of fields and forests: none; closed, to be opened one by one in overrides.csv; or open")
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
	if err := o.told(made != nil, list, ofDisk(c, err)); err != nil {
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

// ofDisk tells an error of the disk from one of the command line or of a command that was stopped.
func ofDisk(c *cobra.Command, err error) error {
	if _, wrong := errors.AsType[app.UsageError](err); err == nil || wrong || c.Context().Err() != nil {
		return err
	}
	return writeError{err}
}

func importText(made *app.Imported) string {
	english := message.NewPrinter(language.English)
	text := english.Sprintf("%d roads between %d junctions, %d directed links; %d settlements.\n", made.Roads, made.Junctions, made.Links, made.Settlements)
	if made.Junctions > 0 {
		text += english.Sprintf("In the largest part one can drive from everywhere to everywhere: %d junctions, %.1f %%.\n",
			made.LargestPart, 100*float64(made.LargestPart)/float64(made.Junctions))
	}
	text += groundwork.Text(made.Findings)
	text += fmt.Sprintf("\nWrote %d files into %s; import.csv lists all of this one by one.\n", len(made.Files), made.Folder)
	if made.KeptOverrides {
		text += "overrides.csv was there and stays as it is.\n"
	}
	return text
}

// ground are the flags by which a scenario is made of a map.
type ground struct{ question app.GroundQuestion }

// groundFlags are the names of these flags, for the message that they need a map.
var groundFlags = []string{"area", "bbox", "population", "reception", "closures", "credit", "start", "time-zone", "horizon", "crs", "tracks", "private"}

func (g *ground) flags(c *cobra.Command) {
	q := &g.question
	mapFlags(c, &q.Map)
	c.Flags().StringVar(&q.Area, "area", "", "polygon of the area that people leave, .geojson or .poly; without it everybody on the map leaves")
	c.Flags().StringVar(&q.Map.Box, "bbox", "", "read of the map what lies in west,south,east,north, in degrees")
	c.Flags().StringArrayVar(&q.Population, "population", nil, "people: a table of settlements, a grid (GeoTIFF) or a population of MATSim; may be repeated")
	c.Flags().StringArrayVar(&q.Receptions, "reception", nil, "where people shall arrive: a settlement in any spelling, or lat,lon=Name; may be repeated")
	c.Flags().StringArrayVar(&q.Closures, "closures", nil, "closures of a MATSim network: change events or disruptions; may be repeated")
	c.Flags().StringVar(&q.Credit, "credit", "", "who made the map, as its licence asks for; of OpenStreetMap it is known")
	c.Flags().StringVar(&q.Start, "start", "", "when the first may leave, local time (2026-03-01T06:00); default: tomorrow 06:00")
	c.Flags().StringVar(&q.TimeZone, "time-zone", "UTC", "IANA time zone of the clocks there, such as Asia/Manila")
	c.Flags().StringVar(&q.Horizon, "horizon", "", "how far the plan looks ahead (3 days); default: long enough by a rough estimate")
}

// given returns the first of the flags that was used; empty if none was.
func (g *ground) given(c *cobra.Command) string {
	for _, name := range groundFlags {
		if c.Flags().Changed(name) {
			return name
		}
	}
	return ""
}

// asked fills in the start where none was given.
func asked(q app.GroundQuestion) app.GroundQuestion {
	if q.Start == "" {
		q.Start = time.Now().AddDate(0, 0, 1).Format("2006-01-02") + "T06:00"
	}
	return q
}

func (o *options) initGround(c *cobra.Command, q app.GroundQuestion, dir string) error {
	tell, over := o.progress("reading")
	made, list, err := app.Init(c.Context(), asked(q), dir, tell)
	over()
	if err := o.told(made != nil, list, ofDisk(c, err)); err != nil {
		return err
	}
	if o.json {
		return o.printJSON(madeOf(made))
	}
	if o.quiet {
		return nil
	}
	return o.print(madeText(made) + fmt.Sprintf("\nWrote %d files into %s; decisions.csv and import.csv list all of this one by one. Next: wayout check %[2]s\n", len(made.Files), dir))
}

// madeJSON is what init prints of a scenario made of a map.
type madeJSON struct {
	Folder     string         `json:"folder,omitempty"`
	Files      []string       `json:"files"`
	Places     int            `json:"places_with_people"`
	People     int64          `json:"people"`
	Receptions int            `json:"receptions"`
	Findings   map[string]int `json:"findings"`
}

func madeOf(made *app.Made) madeJSON {
	out := madeJSON{Folder: made.Folder, Places: made.Places, People: made.People, Receptions: made.Ways, Findings: groundwork.Tally(made.Findings)}
	for _, f := range made.Files {
		out.Files = append(out.Files, f.Name)
	}
	return out
}

func madeText(made *app.Made) string {
	return fmt.Sprintf("%s of %s leave for %s.\n", counted(made.People, "person", "people"), counted(int64(made.Places), "place", "places"),
		counted(int64(made.Ways), "reception", "receptions")) + groundwork.Text(made.Findings)
}

func newEstimate(o *options) *cobra.Command {
	var g ground
	c := &cobra.Command{
		Use:   "estimate FILE",
		Short: "Say how long an area would take to leave, from a map alone",
		Long: `Estimate makes a scenario of a map as “wayout init --roads” does, plans it, and says when half, nine in
ten and all people are out, what no plan can beat, and everything that was assumed. Nothing is written.`,
		Example: `  wayout estimate legazpi.osm.pbf --area legazpi.geojson
  wayout estimate andorra.osm.pbf --area andorra.poly --population parishes.csv`,
		Args: needs("the file of a map"),
		RunE: func(c *cobra.Command, args []string) error {
			g.question.Map.File = args[0]
			return o.estimate(c, g.question)
		},
	}
	g.flags(c)
	return c
}

func (o *options) estimate(c *cobra.Command, q app.GroundQuestion) error {
	tell, over := o.progress("estimating")
	estimated, list, err := app.Estimate(c.Context(), asked(q), tell)
	over()
	if err := o.told(estimated != nil, list, ofDisk(c, err)); err != nil {
		return err
	}
	if o.json {
		err = o.print(string(estimated.Planned.Summary.JSON()))
	} else {
		err = o.print(madeText(estimated.Made) + "\n" + report.Plan(estimated.Planned.Scenario, estimated.Planned.Result, ""))
	}
	if err == nil && estimated.Planned.Summary.PeopleNotServed > 0 {
		return exit{exitNotServed}
	}
	return err
}

// counted writes a number with its word.
func counted(n int64, one, more string) string {
	if n == 1 {
		more = one
	}
	return message.NewPrinter(language.English).Sprintf("%d %s", n, more)
}
