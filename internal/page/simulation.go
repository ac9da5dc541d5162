package page

import (
	"bytes"
	"fmt"

	"wayout/internal/view"
)

// simulationBegin begins the element for the simulation of a plan. It names the plan, so that nothing is
// put into the page of another one (N6).
func simulationBegin(plan string) []byte {
	return fmt.Appendf(nil, "<script type=\"application/json\" id=\"simulation\" data-plan=%q>", plan)
}

var simulationEnd = []byte("</script>\n")

// Shows reports whether a page made before shows the plan whose file has a SHA-256, in hexadecimal.
func Shows(page []byte, plan string) bool { return bytes.Contains(page, simulationBegin(plan)) }

// WithSimulation returns a page made before with a simulation of its plan in the place of the one that it
// has, byte for byte as Report makes it. It returns nil where the page does not show the plan.
func WithSimulation(page []byte, plan string, s *view.Simulation) ([]byte, error) {
	begin := simulationBegin(plan)
	before, after, shows := bytes.Cut(page, begin)
	_, after, whole := bytes.Cut(after, simulationEnd)
	if !shows || !whole {
		return nil, nil
	}
	data, err := s.JSON()
	if err != nil {
		return nil, err
	}
	return bytes.Join([][]byte{before, begin, data, simulationEnd, after}, nil), nil
}
