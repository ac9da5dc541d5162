package verify

import (
	"slices"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// phases judges the moments at which routes may change. It reports false where they are out of
// order, so that no phase can be told from them.
func (j *judge) phases() bool {
	list := j.p.Phases
	if list[0] != 0 {
		j.r.add(BadPhase, seconds(list[0]), seconds(0), "The first phase of the plan does not begin at the start.")
		return false
	}
	var turns []unit.Second
	for i := range j.net.Links {
		if j.net.Links[i].Kind == roads.Carriageway {
			turns = append(turns, j.net.Links[i].Rate.Opening()...)
		}
	}
	slices.Sort(turns)
	for k, t := range list[1:] {
		if t <= list[k] {
			j.r.add(BadPhase, seconds(t), "", "Phase %d of the plan does not begin after the one before it.", k+1)
			return false
		}
		if _, found := slices.BinarySearch(turns, t); !found || t >= j.horizon {
			j.r.add(BadPhase, seconds(t), "", "Phase %d of the plan begins %d seconds after the start, when no road opens or shuts.", k+1, t)
		}
	}
	return true
}

// phase returns the index of the phase that holds at t.
func (j *judge) phase(t unit.Second) int {
	k, found := slices.BinarySearch(j.p.Phases, t)
	if found {
		return k
	}
	return k - 1
}

// busy returns the phases in which slots enter a link, in order.
func (j *judge) busy(passages []passage) []int {
	rise := make([]int, len(j.p.Phases)+1)
	for _, p := range passages {
		if int(p.stream) >= len(j.p.Slots) {
			continue // a trip, which may drive on by any road
		}
		rise[j.phase(p.from)]++
		rise[j.phase(p.from+j.streams[p.stream].length-1)+1]--
	}
	var out []int
	depth := 0
	for k := range j.p.Phases {
		if depth += rise[k]; depth > 0 {
			out = append(out, k)
		}
	}
	return out
}

// forks judges that at one place, within a phase, all drive on by the same road.
func (j *judge) forks(place int, links []int32, busy [][]int) {
	if len(links) < 2 {
		return
	}
	first := map[int]int32{}
	for _, i := range links {
		for _, k := range busy[i] {
			other, taken := first[k]
			if !taken {
				first[k] = i
				continue
			}
			j.r.add(Fork, "", "", "In the phase that begins at %s the way parts at %s: some drive on by %s, others by %s.",
				j.s.Clock(j.p.Phases[k]), j.s.Places[place].Name, j.stageName(int(other)), j.stageName(int(i)))
			break
		}
	}
}
