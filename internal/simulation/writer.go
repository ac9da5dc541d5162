package simulation

import (
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/traffic"
)

// Writer writes one study.
type Writer struct {
	s     *scenario.Scenario
	net   *roads.Network
	study *traffic.Study
	plan  string
}

// NewWriter returns a writer of a study of a scenario and of the plan whose file has a SHA-256, in
// hexadecimal, by which a reader sees that the simulation is of another plan (N6).
func NewWriter(s *scenario.Scenario, study *traffic.Study, planSHA256 string) *Writer {
	return &Writer{s, s.Network(), study, planSHA256}
}

// linkID names a link for programs: a road with the way it is driven, a gate, a reception.
func linkID(s *scenario.Scenario, l *roads.Link) string {
	switch id := s.StageID(l); {
	case l.Kind == roads.Passage:
		return "gate." + id
	case l.Kind == roads.Intake:
		return "reception." + id
	case l.Forward:
		return "road." + id + ".forward"
	default:
		return "road." + id + ".backward"
	}
}

// stageID names a stage for programs: a link, or the streets of a place.
func (w *Writer) stageID(stage traffic.Stage) string {
	switch {
	case stage.Link >= 0:
		return linkID(w.s, &w.net.Links[stage.Link])
	case stage.Place >= 0:
		return "street." + w.s.Places[stage.Place].ID
	}
	return "path"
}

// stageName names a stage for people.
func (w *Writer) stageName(stage traffic.Stage) string {
	switch {
	case stage.Link >= 0:
		l := &w.net.Links[stage.Link]
		if l.Kind != roads.Carriageway {
			return w.s.DescribeStage(w.s.StageID(l))
		}
		return w.s.PlaceTitle(w.net.Nodes[l.From].Place) + " – " + w.s.PlaceTitle(w.net.Nodes[l.To].Place)
	case stage.Place >= 0:
		return "in the streets of " + w.s.PlaceTitle(stage.Place)
	}
	return "on a path"
}
