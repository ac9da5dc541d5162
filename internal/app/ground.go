package app

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/paulmach/orb"

	"wayout/internal/area"
	"wayout/internal/border"
	"wayout/internal/disk"
	"wayout/internal/draft"
	"wayout/internal/groundwork"
	"wayout/internal/matsim"
	"wayout/internal/osm/roadnet"
	"wayout/internal/problem"
	"wayout/internal/roads"
	"wayout/internal/shape"
	"wayout/internal/sheet"
)

// MapQuestion is a map to be read.
type MapQuestion struct {
	File string // OpenStreetMap or MATSim
	CRS  string // of a MATSim network that does not name its own
	// Box is west,south,east,north in degrees, and Border a file with a polygon: what of the map is read.
	// Empty: all of it.
	Box, Border string
	Tracks      Tracks
	Private     bool // so are private roads
}

// Tracks says what becomes of tracks of fields and forests.
type Tracks string

// They are left out, which is the zero value too, or stand in the tables with the status closed, or are roads like others.
const (
	NoTracks     Tracks = "none"
	ClosedTracks Tracks = "closed"
	OpenTracks   Tracks = "open"
)

// check refuses another word. The error is a UsageError.
func (t Tracks) check() error {
	if !slices.Contains([]Tracks{"", NoTracks, ClosedTracks, OpenTracks}, t) {
		return UsageError{Text: fmt.Sprintf("--tracks %s is not known; it is none, closed or open", t)}
	}
	return nil
}

// shut returns the classes of roads that are closed.
func (t Tracks) shut() groundwork.Shut {
	if t == ClosedTracks {
		return groundwork.Shut{"track": true}
	}
	return nil
}

// readMap is a map that was read.
type readMap struct {
	network *draft.Network
	matsim  *matsim.Network // nil for OpenStreetMap
	roads   []int           // by road of matsim's draft: which it is in network, or -1
	name    string
	credit  string
}

// osmCredit is the notice that the licence of OpenStreetMap asks for.
const osmCredit = "Map data © OpenStreetMap contributors, under the Open Database Licence (ODbL) 1.0."

// read reads the map, and what lies within.
func (q MapQuestion) read(ctx context.Context, within area.Area, progress func(done float64)) (*readMap, problem.List, error) {
	kind, err := kindOf(q.File)
	if err != nil {
		return nil, fileProblem(q.File, err), nil
	}
	if kind == matsimNetwork {
		return q.readMATSim(within)
	}
	info, err := os.Stat(q.File)
	if err != nil {
		return nil, fileProblem(q.File, err), nil
	}
	tell := func(pass int, bytes int64) {
		if progress != nil {
			progress((float64(pass-1) + float64(bytes)/float64(max(info.Size(), 1))) / 2)
		}
	}
	n, err := roadnet.Read(ctx, func() (io.ReadCloser, error) { return os.Open(q.File) },
		roadnet.Options{Area: within, Tracks: q.Tracks == ClosedTracks || q.Tracks == OpenTracks, Private: q.Private, Progress: tell})
	switch {
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case err != nil:
		return nil, fileProblem(q.File, err), nil
	}
	return &readMap{network: n, name: filepath.Base(q.File), credit: osmCredit}, nil, nil
}

func (q MapQuestion) readMATSim(within area.Area) (*readMap, problem.List, error) {
	file, err := os.Open(q.File)
	if err != nil {
		return nil, fileProblem(q.File, err), nil
	}
	defer file.Close()
	n, problems := matsim.ReadNetwork(file, matsim.Options{File: q.File, CRS: q.CRS})
	if problems.HasErrors() {
		return nil, problems, nil
	}
	out := &readMap{matsim: n, name: filepath.Base(q.File)}
	out.network, out.roads = n.Draft.Within(within)
	return out, problems, nil
}

// cut leaves of the map what lies within, so that its exits are where roads leave that.
func (m *readMap) cut(within area.Area) {
	network, now := m.network.Within(within)
	m.network = network
	for i, road := range m.roads {
		if road >= 0 {
			m.roads[i] = now[road]
		}
	}
}

// fileProblem is a map that cannot be read.
func fileProblem(name string, err error) problem.List {
	var out problem.List
	out.Add(problem.MapUnreadable, problem.Where{File: name}, "", disk.Reason(err))
	return out
}

// unreadable is another file that cannot be read: of a border, people or closures.
func unreadable(name string, err error) problem.List {
	var out problem.List
	out.Add(problem.GroundUnreadable, problem.Where{File: name}, "", disk.Reason(err))
	return out
}

// The kinds of files that are told apart by how they begin.
type kind uint8

const (
	otherFile kind = iota
	matsimNetwork
	matsimPopulation
	matsimEvents
	tiffFile
)

// beginning is how much of a file is looked at.
const beginning = 4096

// kindOf tells what a file is by its beginning, unpacked where it is packed with gzip.
func kindOf(name string) (kind, error) {
	file, err := os.Open(name)
	if err != nil {
		return otherFile, err
	}
	defer file.Close()
	in := bufio.NewReader(file)
	var from io.Reader = in
	if magic, _ := in.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		if from, err = gzip.NewReader(in); err != nil {
			return otherFile, err
		}
	}
	begins := make([]byte, beginning)
	n, _ := io.ReadFull(from, begins) // what is damaged is told by who reads all of it
	begins = begins[:n]
	has := func(text string) bool { return bytes.Contains(begins, []byte(text)) }
	switch {
	case has("<networkChangeEvents"):
		return matsimEvents, nil
	case has("<network"):
		return matsimNetwork, nil
	case has("<population"), has("<plans"):
		return matsimPopulation, nil
	case bytes.HasPrefix(begins, []byte("II")), bytes.HasPrefix(begins, []byte("MM")):
		return tiffFile, nil
	}
	return otherFile, nil
}

// readBorder reads the border of an area; no file is the whole Earth.
func readBorder(name string) (orb.MultiPolygon, problem.List) {
	if name == "" {
		return nil, nil
	}
	data, err := disk.Read(name, border.MostBytes)
	if err != nil {
		return nil, unreadable(name, err)
	}
	return border.Read(name, data)
}

// wanted returns what of the map is to be read.
func (q MapQuestion) wanted() (area.Area, problem.List) {
	switch {
	case q.Border != "":
		polygons, problems := readBorder(q.Border)
		return area.InPolygons(polygons), problems
	case q.Box != "":
		box, problems := border.Box(q.Box)
		for i := range problems {
			problems[i].Where.File = "--bbox"
		}
		return area.InBound(box), problems
	}
	return area.Area{}, nil
}

// Imported is a map that was imported.
type Imported struct {
	Folder        string
	Files         []string
	Findings      []groundwork.Finding
	Junctions     int
	Links         int // directions in which one may drive
	Roads         int
	Settlements   int
	LargestPart   int // junctions of the largest part with ways there and back
	KeptOverrides bool
}

// Import reads a map and writes its tables into a folder: those of an earlier import are replaced,
// overrides.csv stays. Imported is nil where the problems have errors. The error is of ctx, of the disk, or
// a UsageError.
func Import(ctx context.Context, q MapQuestion, into string, progress func(done float64)) (*Imported, problem.List, error) {
	if err := q.Tracks.check(); err != nil {
		return nil, nil, err
	}
	within, problems := q.wanted()
	if problems.HasErrors() {
		return nil, problems, nil
	}
	m, more, err := q.read(ctx, within, progress)
	if problems = append(problems, more...); m == nil {
		return nil, problems, err
	}
	if len(m.network.Roads) == 0 {
		problems.Add(problem.MapEmpty, problem.Where{File: q.File}, "")
		return nil, problems, nil
	}
	made := groundwork.RoadFiles(m.network, q.Tracks.shut(), areasOf(into))
	strong := m.network.StrongParts()
	out := &Imported{
		Folder: into, Findings: made.Findings, Junctions: len(m.network.Junctions), Links: m.network.DirectedLinks(),
		Roads: len(m.network.Roads), Settlements: len(m.network.Settlements),
	}
	if largest := strong.Largest(); largest >= 0 {
		out.LargestPart = strong.Sizes[largest]
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	out.Files, out.KeptOverrides, err = writeGround(into, made.Files)
	return out, problems, err
}

// areasOf returns the areas that the map.geojson of a folder draws; none where there is no sound one.
func areasOf(folder string) []roads.Area {
	data, err := disk.Read(filepath.Join(folder, groundwork.MapFile), sheet.MostBytes)
	if err != nil {
		return nil
	}
	found, problems := shape.Read(groundwork.MapFile, data)
	if problems.HasErrors() {
		return nil
	}
	return found.Areas
}

// writeGround writes files into a folder, which it makes where there is none, each whole. A table of
// overrides that is there stays as it is.
func writeGround(into string, files []groundwork.File) (names []string, kept bool, err error) {
	if err := os.MkdirAll(into, 0o755); err != nil {
		return nil, false, err
	}
	for _, f := range files {
		path := filepath.Join(into, f.Name)
		if f.Name == groundwork.OverridesFile {
			if _, err := os.Lstat(path); err == nil {
				kept = true
				continue
			}
		}
		if err := disk.Replace(path, f.Data); err != nil {
			return names, kept, fmt.Errorf("write %s: %w", f.Name, err)
		}
		names = append(names, f.Name)
	}
	return names, kept, nil
}
