package fleet

// PlanInFull is Plan without giving up an order before its end. It also tells how many orders Plan gives up.
func PlanInFull(task Task) (rounds *Rounds, givenUp int) {
	ways := newWays(task.Network, task.Horizon)
	var best *dispatcher
	for _, order := range []order{farthest, fullest, nearest} {
		if best != nil && !newDispatcher(task, ways, order).run(best) {
			givenUp++
		}
		d := newDispatcher(task, ways, order)
		d.run(nil)
		if best == nil || d.better(best) {
			best = d
		}
	}
	return best.rounds(), givenUp
}
