package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"wayout/internal/app"
	"wayout/internal/folder"
	"wayout/internal/problem"
	"wayout/internal/report"
	"wayout/internal/starter"
)

func newCheck(o *options) *cobra.Command {
	var ask asking
	c := &cobra.Command{
		Use:   "check DIR",
		Short: "Say what a scenario folder holds, and everything that is wrong with it",
		Long: `Check reads a scenario folder and prints what it understood: places, people, roads, gates, hours,
closures, dangers, receptions and every assumption with its source. If something is wrong it prints
every error at once, with file, line, column, the value found and what would be right.`,
		Example: `  wayout check valley
  wayout check valley --set gate.bridge.rate=400`,
		Args: needs("the folder of a scenario"),
		RunE: func(_ *cobra.Command, args []string) error { return o.check(ask, args[0]) },
	}
	ask.flags(c)
	return c
}

// checkJSON is what check prints for programs.
type checkJSON struct {
	Good bool `json:"good"`
	report.Summary
	Problems []problem.Record `json:"problems"`
}

func (o *options) check(ask asking, dir string) error {
	q, err := ask.question(dir)
	if err != nil {
		return err
	}
	f, list, err := app.Read(q)
	if err != nil {
		return usage(err)
	}
	if o.json {
		if err := o.printJSON(checkJSON{f.Scenario != nil, report.Check(f), list.Records()}); err != nil {
			return err
		}
	} else if err := o.checkText(f, list); err != nil {
		return err
	}
	if f.Scenario == nil {
		return exit{exitInput}
	}
	return nil
}

func (o *options) checkText(f *folder.Folder, list problem.List) error {
	if f.Scenario != nil && !o.quiet {
		if err := o.print(report.Check(f).Text()); err != nil {
			return err
		}
	}
	return o.problems(list)
}

func newInit(o *options) *cobra.Command {
	var name string
	var g ground
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Write a scenario to start from: a small commented one, or one made of a map",
		Long: `Init writes a small scenario of an invented valley into a new folder, with comments that explain
every file. Change it line by line into your own; “wayout check” says at any time what is wrong.

With --roads it makes a scenario of a map of OpenStreetMap or a network of MATSim that can be planned at
once: who is inside the area leaves by every road that leads out of it, or for the receptions that you
name. People come from the map, or from --population: a table of names and people (CSV or xlsx, HXL
welcome), a grid of people (GeoTIFF) or a population of MATSim. decisions.csv in the folder lists
every decision with its distance, import.csv everything that was assumed of the map.`,
		Example: `  wayout init valley --name "Upper valley, spring"
  wayout init legazpi --roads legazpi.osm.pbf --area legazpi.geojson
  wayout init coast --roads network.xml.gz --crs EPSG:32754 --population towns.csv \
      --population plans.xml.gz --reception "-38.26,144.54=Geelong road" --closures fire.json`,
		Args: needs("a new folder"),
		RunE: func(c *cobra.Command, args []string) error {
			if g.question.Map.File == "" {
				if flag := g.given(c); flag != "" {
					return fmt.Errorf("--%s needs --roads FILE, the map that the scenario is made of", flag)
				}
				return o.initialise(args[0], name)
			}
			g.question.Name = name
			return o.initGround(c, g.question, args[0])
		},
	}
	c.Flags().StringVar(&name, "name", "", "name of the scenario")
	c.Flags().StringVar(&g.question.Map.File, "roads", "", "make the scenario of this map: OpenStreetMap or MATSim")
	g.flags(c)
	return c
}

func (o *options) initialise(dir, name string) error {
	entries, err := os.ReadDir(dir)
	missing := errors.Is(err, fs.ErrNotExist)
	if err != nil && !missing {
		return writeError{err}
	}
	if len(entries) > 0 {
		return fmt.Errorf("the folder %s is not empty; name a new one", dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return writeError{err}
	}
	var files []string
	err = starter.Write(name, func(file string, data []byte) error {
		files = append(files, file)
		return os.WriteFile(filepath.Join(dir, file), data, 0o644)
	})
	if err != nil { // Nothing half-written stays: the folder was new or empty.
		for _, file := range files {
			_ = os.Remove(filepath.Join(dir, file))
		}
		if missing {
			_ = os.Remove(dir)
		}
		return writeError{err}
	}
	if o.json {
		return o.printJSON(map[string]any{"folder": dir, "files": files})
	}
	if o.quiet {
		return nil
	}
	return o.print(fmt.Sprintf("Wrote %d files into %s. Next: wayout check %s\n", len(files), dir, dir))
}
