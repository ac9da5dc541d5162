package account

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"wayout/internal/export"
	"wayout/internal/roads"
	"wayout/internal/scenario"
)

// ChangesFile is the table of a scenario of terms delivered that holds what its gates let pass.
const ChangesFile = "gate_changes_delivered.csv"

// Changes returns the rates of all gates of a scenario from moment to moment, with those that were counted
// in the place of its own from the first of them on, as a table of changes of gates; and the overrides
// by which the hours of these gates are in the table alone.
func Changes(s *scenario.Scenario, counted map[int][]roads.GateChange) (table []byte, set []scenario.Override) {
	rows := [][]string{{"gate", "from", "rate"}}
	net := s.Network()
	for g := range s.Gates {
		changes := s.Gates[g].Changes
		if rates := counted[g]; len(rates) > 0 {
			set = append(set, scenario.Override{Path: "gate." + s.Gates[g].ID + ".hours", Value: "24/7"})
			changes = slices.Concat(before(net, g, rates[0]), rates)
		}
		for _, c := range changes {
			rows = append(rows, []string{s.Gates[g].ID, s.Instant(c.From), strconv.FormatFloat(c.Rate.VehiclesPerHour(), 'f', -1, 64)})
		}
	}
	return export.CSV(rows), set
}

// before returns what a gate of the scenario passes until the first rate that was counted.
func before(net *roads.Network, gate int, first roads.GateChange) []roads.GateChange {
	var out []roads.GateChange
	for i := range net.Links {
		if l := &net.Links[i]; l.Kind == roads.Passage && l.Item == gate {
			for _, piece := range l.Rate {
				if piece.From < first.From {
					out = append(out, roads.GateChange(piece))
				}
			}
		}
	}
	return out
}

// Settings returns a scenario.yaml that names ChangesFile as its table of changes of gates.
func Settings(data []byte) ([]byte, error) {
	var top yaml.Node
	if err := yaml.Unmarshal(data, &top); err != nil {
		return nil, fmt.Errorf("read scenario.yaml: %w", err)
	}
	root := top.Content[0]
	files := under(root, "files")
	if files == nil {
		files = &yaml.Node{Kind: yaml.MappingNode}
		root.Content = append(root.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: "files"}, files)
	}
	if named := under(files, "gate_changes"); named != nil {
		*named = yaml.Node{Kind: yaml.ScalarNode, Value: ChangesFile}
	} else {
		files.Content = append(files.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: "gate_changes"}, &yaml.Node{Kind: yaml.ScalarNode, Value: ChangesFile})
	}
	var out bytes.Buffer
	e := yaml.NewEncoder(&out)
	e.SetIndent(2)
	if err := e.Encode(&top); err != nil {
		return nil, fmt.Errorf("write scenario.yaml: %w", err)
	}
	return out.Bytes(), e.Close()
}

// under returns what stands under a key of a mapping, or nil.
func under(mapping *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return mapping.Content[i+1]
		}
	}
	return nil
}
