package fullload

import "math"

// column is one variable of a linear programme in sparse form.
type column struct {
	cost float64
	rows []int32
	size []float64
}

// simplex minimises cost over columns x ≥ 0 with the sum of columns equal to the right-hand
// side, by the revised simplex method with an explicit inverse. Columns may be added between
// calls of solve. It is used for prices only: whatever it returns is checked in whole numbers,
// so that its rounding can cost strength but not truth.
//
// Products are converted before they are added, which forbids fused operations: the result is
// the same on every machine.
type simplex struct {
	right   []float64
	columns []column
	basis   []int       // by row: its column
	inside  []bool      // by column: whether it is in the basis
	inverse [][]float64 // of the basis
	level   []float64   // by row: value of its column
	dual    []float64   // by row
	pivots  int
}

const (
	tolerance    = 1e-9
	mostPivots   = 20_000
	refreshAfter = 60
)

// newSimplex starts from a basis of one column for each row, each with 1 in its own row and
// nothing else. The right-hand side must not be negative.
func newSimplex(right []float64, cost []float64) *simplex {
	p := &simplex{right: make([]float64, len(right))}
	for i := range right {
		p.right[i] = right[i] + 1e-7*float64(i+1)/float64(len(right)) // against cycling
		p.columns = append(p.columns, column{cost[i], []int32{int32(i)}, []float64{1}})
		p.basis = append(p.basis, i)
		p.inside = append(p.inside, true)
	}
	p.refresh()
	return p
}

func (p *simplex) add(c column) {
	p.columns = append(p.columns, c)
	p.inside = append(p.inside, false)
}

// refresh computes the inverse of the basis from scratch, by elimination with pivoting.
func (p *simplex) refresh() bool {
	n := len(p.basis)
	work := make([][]float64, n)
	for i := range work {
		work[i] = make([]float64, 2*n)
		work[i][n+i] = 1
	}
	for k, number := range p.basis {
		c := p.columns[number]
		for i, row := range c.rows {
			work[row][k] += c.size[i]
		}
	}
	for k := range n {
		best := k
		for i := k; i < n; i++ {
			if math.Abs(work[i][k]) > math.Abs(work[best][k]) {
				best = i
			}
		}
		if math.Abs(work[best][k]) < tolerance {
			return false
		}
		work[k], work[best] = work[best], work[k]
		scale(work[k], 1/work[k][k])
		for i := range n {
			if i != k && work[i][k] != 0 {
				subtract(work[i], work[k], work[i][k])
			}
		}
	}
	p.inverse = make([][]float64, n)
	p.level = make([]float64, n)
	for i := range n {
		p.inverse[i] = work[i][n:]
		for j, right := range p.right {
			p.level[i] += float64(p.inverse[i][j] * right)
		}
	}
	return true
}

func scale(row []float64, factor float64) {
	for j := range row {
		row[j] *= factor
	}
}

// subtract takes factor times other off the row.
func subtract(row, other []float64, factor float64) {
	for j, x := range other {
		if x != 0 {
			row[j] -= float64(x * factor)
		}
	}
}

// price fills the duals and returns the column that helps most, or -1.
func (p *simplex) price() int {
	p.dual = make([]float64, len(p.basis))
	for i, number := range p.basis {
		if cost := p.columns[number].cost; cost != 0 {
			for j, x := range p.inverse[i] {
				p.dual[j] += float64(cost * x)
			}
		}
	}
	best, least := -1, -tolerance
	for number, c := range p.columns {
		if p.inside[number] {
			continue
		}
		reduced := c.cost
		for i, row := range c.rows {
			reduced -= float64(p.dual[row] * c.size[i])
		}
		if reduced < least {
			best, least = number, reduced
		}
	}
	return best
}

// solve runs until no column helps. It returns false where it gives up: numbers gone bad, too
// many pivots, or no end in sight. The duals are those of the last basis in any case.
func (p *simplex) solve() bool {
	for {
		enter := p.price()
		if enter < 0 {
			return true
		}
		if p.pivots++; p.pivots > mostPivots {
			return false
		}
		if !p.pivot(enter) {
			return false
		}
		if p.pivots%refreshAfter == 0 && !p.refresh() {
			return false
		}
	}
}

// pivot brings a column into the basis.
func (p *simplex) pivot(enter int) bool {
	c := p.columns[enter]
	direction := make([]float64, len(p.basis))
	for i := range direction {
		for k, row := range c.rows {
			direction[i] += float64(p.inverse[i][row] * c.size[k])
		}
	}
	leave, least := -1, math.Inf(1)
	for i, d := range direction {
		if d <= tolerance {
			continue
		}
		ratio := math.Max(0, p.level[i]) / d
		if ratio < least-tolerance || ratio < least+tolerance && (leave < 0 || d > direction[leave]) {
			leave, least = i, ratio
		}
	}
	if leave < 0 {
		return false
	}
	p.inside[p.basis[leave]] = false
	p.inside[enter] = true
	p.basis[leave] = enter
	factor := 1 / direction[leave]
	scale(p.inverse[leave], factor)
	p.level[leave] *= factor
	for i, d := range direction {
		if i != leave && d != 0 {
			subtract(p.inverse[i], p.inverse[leave], d)
			p.level[i] -= float64(p.level[leave] * d)
		}
	}
	return true
}

// objective returns the cost of the present basis.
func (p *simplex) objective() float64 {
	var sum float64
	for i, number := range p.basis {
		sum += float64(p.columns[number].cost * p.level[i])
	}
	return sum
}
