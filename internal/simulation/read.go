package simulation

import (
	"encoding/json"
	"errors"
	"fmt"
)

const (
	format  = "wayout simulation"
	version = 1
)

// Read reads simulation.json. The error says what is wrong with it. What it says is only as true as
// whoever wrote the file; every number in it may be anything.
func Read(data []byte) (*Numbers, error) {
	var n Numbers
	if err := json.Unmarshal(data, &n); err != nil {
		return nil, err
	}
	if n.Format != format || n.Version != version {
		return nil, fmt.Errorf("it is %q version %d, not %q version %d", n.Format, n.Version, format, version)
	}
	if n.Unplanned == nil {
		return nil, errors.New("it does not say what happens if all leave at once")
	}
	for _, c := range []*Case{n.Planned, n.Unplanned} {
		if c != nil && (len(c.Arrivals) == 0 || len(c.Queue) != len(c.Arrivals)) {
			return nil, errors.New("its curves are not whole")
		}
	}
	return &n, nil
}
