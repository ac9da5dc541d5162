package proof

// separation asks for the set of nodes that costs least: each costs something alone, or earns it where that is
// below 0, and some cost more unless another is in the set as well. The zero value has no nodes. It is
// a minimum cut: Dinic's algorithm on the few nodes that were named.
type separation struct {
	number map[int32]int32 // of nodes, from 2 on
	nodes  []int32
	cost   []int64 // alone, by number less 2
	arcs   []arc   // each followed by its reverse
	out    [][]int32
	level  []int32
	next   []int
}

// arc is one direction between two numbers.
type arc struct {
	to   int32
	left int64
}

// The ends of the network: nodes on the side of in are in the set.
const (
	in  int32 = 0
	not int32 = 1
)

// of returns the number of a node.
func (q *separation) of(v int32) int32 {
	n, known := q.number[v]
	if !known {
		if q.number == nil {
			q.number = map[int32]int32{}
		}
		n = int32(len(q.nodes)) + 2
		q.number[v] = n
		q.nodes = append(q.nodes, v)
		q.cost = append(q.cost, 0)
	}
	return n
}

// alone adds what a node costs in the set.
func (q *separation) alone(v int32, cost int64) {
	if cost != 0 {
		q.cost[q.of(v)-2] += cost
	}
}

// unless adds what a node costs in the set where another is not in it.
func (q *separation) unless(v, other int32, cost int64) {
	if cost > 0 {
		q.join(q.of(v), q.of(other), cost)
	}
}

func (q *separation) join(from, to int32, left int64) {
	for int32(len(q.out)) <= max(from, to) {
		q.out = append(q.out, nil)
	}
	q.out[from] = append(q.out[from], int32(len(q.arcs)))
	q.out[to] = append(q.out[to], int32(len(q.arcs))+1)
	q.arcs = append(q.arcs, arc{to, left}, arc{from, 0})
}

// best returns the smallest set that costs least, which is empty where none costs less than nothing.
func (q *separation) best() []int32 {
	q.join(in, not, 0) // both ends are there
	for k, cost := range q.cost {
		switch n := int32(k) + 2; {
		case cost > 0:
			q.join(n, not, cost)
		case cost < 0:
			q.join(in, n, -cost)
		}
	}
	for q.measure() {
		q.next = make([]int, len(q.out))
		for q.push(in, 1<<62) > 0 {
			continue
		}
	}
	var set []int32
	for k, v := range q.nodes {
		if n := k + 2; n < len(q.level) && q.level[n] >= 0 {
			set = append(set, v)
		}
	}
	return set
}

// measure sets the level of every number that in reaches, -1 for others, and reports whether not is
// reached.
func (q *separation) measure() bool {
	q.level = make([]int32, len(q.out))
	for n := range q.level {
		q.level[n] = -1
	}
	q.level[in] = 0
	queue := []int32{in}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, a := range q.out[n] {
			if to := q.arcs[a].to; q.arcs[a].left > 0 && q.level[to] < 0 {
				q.level[to] = q.level[n] + 1
				queue = append(queue, to)
			}
		}
	}
	return q.level[not] >= 0
}

// push sends up to so much from a number to not, one level after the other, and returns how much it did.
func (q *separation) push(n int32, most int64) int64 {
	if n == not {
		return most
	}
	for ; q.next[n] < len(q.out[n]); q.next[n]++ {
		a := q.out[n][q.next[n]]
		to := q.arcs[a].to
		if q.arcs[a].left == 0 || q.level[to] != q.level[n]+1 {
			continue
		}
		if sent := q.push(to, min(most, q.arcs[a].left)); sent > 0 {
			q.arcs[a].left -= sent
			q.arcs[a^1].left += sent
			return sent
		}
	}
	return 0
}
