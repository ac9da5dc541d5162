package fullload

// duty is what one bus may do within a limit: a column of the covering problem.
type duty struct {
	depot  int
	rides  []ride
	length int64
}

// prices are what a duty earns for loads and pays for room: whole numbers, so that sums are
// exact.
type prices struct {
	load []int64 // by class
	room []int64 // by shelter, for one person; not negative
	tour []int64 // by depot: what a duty from it earns at most, not negative
}

// gain returns what one ride earns.
func (v prices) gain(m *model, class, shelter int) int64 {
	return v.load[class] - v.room[shelter]*m.classes[class].load
}

// worth returns what all loads together earn, after all room has been paid for. If the duties of
// the fleet cannot earn it, there is no plan (Lagrange; Farley 1990 for the rounding).
func (v prices) worth(m *model) int64 {
	var sum int64
	for c, class := range m.classes {
		sum += v.load[c] * int64(class.count)
	}
	for s, room := range m.room {
		sum -= v.room[s] * room
	}
	return sum
}

// earnings returns what the whole fleet earns at most, or beyondAll where that is too much to
// count.
func (v prices) earnings(m *model) int64 {
	var sum int64
	for g, buses := range m.buses {
		if buses > 0 && v.tour[g] > (beyondAll-sum)/int64(buses) {
			return beyondAll
		}
		sum += v.tour[g] * int64(buses)
	}
	return sum
}

// beyondAll is more than all loads of any problem are worth.
const beyondAll int64 = 1 << 62
