package people

import "wayout/internal/unit"

// Counted is how many people were out by a moment, all together, as somebody counted them.
type Counted struct {
	At     unit.Second
	People unit.Person
}
