package reach

import (
	"cmp"
	"container/heap"

	"wayout/internal/unit"
)

// Queue holds nodes to visit, the earliest on top and of equals the lowest. The zero value is empty.
type Queue []visit

type visit struct {
	node int32
	time unit.Second
}

// Add puts a node in.
func (q *Queue) Add(node int32, at unit.Second) { heap.Push((*visits)(q), visit{node, at}) }

// First takes the node on top out.
func (q *Queue) First() (node int32, at unit.Second) {
	v := heap.Pop((*visits)(q)).(visit)
	return v.node, v.time
}

// visits is a Queue for container/heap.
type visits []visit

func (v visits) Len() int      { return len(v) }
func (v visits) Swap(i, j int) { v[i], v[j] = v[j], v[i] }
func (v visits) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(v[i].time, v[j].time), cmp.Compare(v[i].node, v[j].node)) < 0
}
func (v *visits) Push(x any) { *v = append(*v, x.(visit)) }
func (v *visits) Pop() any {
	last := len(*v) - 1
	x := (*v)[last]
	*v = (*v)[:last]
	return x
}
