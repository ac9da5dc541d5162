package fleet

// keepsDuties reports whether no duty of the crew is too long; every gap as long as a rest ends one while
// nobody is aboard, or if crews take over without one: who waits with people does not rest.
func (r *round) keepsDuties() bool {
	v := r.v
	r.fresh = !v.onDuty || r.begin-v.free >= v.row.Rest
	r.began = v.began
	if r.fresh {
		r.began = r.begin
	}
	last := r.begin
	for i, s := range r.stints {
		if s.begin-last >= v.row.Rest && s.begin > last && (i <= r.taken[0].at || v.row.Rest == 0) {
			r.began = s.begin
		}
		if v.row.Duty > 0 && s.end-r.began > v.row.Duty {
			return false
		}
		last = s.end
	}
	return true
}
