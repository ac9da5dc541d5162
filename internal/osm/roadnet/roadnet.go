package roadnet

import (
	"context"
	"fmt"

	"wayout/internal/area"
	"wayout/internal/draft"
	"wayout/internal/osm"
)

// Options say what of a map is wanted. The zero value wants all roads that anybody may drive on.
type Options struct {
	// Area keeps what lies in it; the zero value keeps everything. A road that crosses its border stays
	// whole, and its end outside is among the exits of the network.
	Area area.Area
	// Tracks keeps tracks of fields and forests too, with the capacity and speed of their class.
	Tracks bool
	// Private keeps roads of private owners. Their gates are taken as open in any case.
	Private bool
	// Progress, where it is not nil, is told again and again which reading of the file runs, 1 or 2, and
	// how many bytes of it were read.
	Progress func(pass int, bytes int64)
}

// Read reads the map twice, first for ways and then for nodes, and makes a network of it. The same file
// and options give the same network.
//
// What callers may rely on: no road leads from a junction to itself, every road is at least a decimetre
// long, every shape has two points or more and lies between its junctions, at least one direction of
// every road is open, and every junction has a road. Roads follow the order of the file.
//
// An error is that of the file: *osm.DamagedError where it cannot be read.
func Read(ctx context.Context, open osm.Opener, options Options) (*draft.Network, error) {
	r := &reader{options: options, network: &draft.Network{}, seen: map[int64]bool{}, listed: map[int64]bool{}, words: map[string]string{}}
	file := osm.NewMap(open)
	first := osm.Visitor{Way: r.takeWay, Relation: r.takeRelation}
	ways, err := file.Scan(ctx, first, r.progress(1))
	if err != nil {
		return nil, fmt.Errorf("ways: %w", err)
	}
	r.number()
	second := osm.Visitor{Node: r.takeNode, WantNode: func(id int64, tagged bool) bool { return tagged || r.index(id) >= 0 }}
	nodes, err := file.Scan(ctx, second, r.progress(2))
	if err != nil {
		return nil, fmt.Errorf("nodes: %w", err)
	}
	r.noteDeleted(ways.Deleted + nodes.Deleted)
	r.build()
	return r.network, nil
}

func (r *reader) progress(pass int) func(int64) {
	if r.options.Progress == nil {
		return nil
	}
	return func(bytes int64) { r.options.Progress(pass, bytes) }
}

// noteDeleted counts entities that a file lists only to say that they are gone.
func (r *reader) noteDeleted(count int64) {
	if count > 0 {
		r.network.Notes = append(r.network.Notes, draft.Note{What: "entities marked as deleted were left out", Count: int(count)})
	}
}
