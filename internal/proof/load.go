package proof

import (
	"cmp"
	"math/bits"
	"slices"

	"wayout/internal/unit"
)

// Load is people with the cars that carry them or that they count as.
type Load struct {
	People unit.Person
	Weight unit.Throughput
}

// Part returns what so many of the people count as, rounded up.
func (l Load) Part(n unit.Person) unit.Throughput {
	whole, rest := int64(l.Weight)/int64(l.People), int64(l.Weight)%int64(l.People)
	return unit.Throughput(whole*int64(n) + (rest*int64(n)+int64(l.People)-1)/int64(l.People))
}

// FullestFirst orders loads by people for what they weigh, most first.
func FullestFirst(loads []Load) {
	slices.SortStableFunc(loads, func(a, b Load) int {
		return product(b.People, a.Weight).compare(product(a.People, b.Weight))
	})
}

// wide is a product that does not fit into 64 bits.
type wide struct{ high, low uint64 }

func product(n unit.Person, t unit.Throughput) wide {
	high, low := bits.Mul64(uint64(n), uint64(t))
	return wide{high, low}
}

func (w wide) compare(v wide) int {
	return cmp.Or(cmp.Compare(w.high, v.high), cmp.Compare(w.low, v.low))
}

// MostIn returns the most people that an amount of cars can carry or stand for, the fullest first.
func MostIn(loads []Load, amount unit.Throughput) float64 {
	var sum float64
	for _, l := range loads {
		if l.Weight <= amount {
			sum += float64(l.People)
			amount -= l.Weight
			continue
		}
		return sum + float64(l.People)*float64(amount)/float64(l.Weight)
	}
	return sum
}
