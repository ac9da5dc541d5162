package queue

import "math/bits"

// Dice is a source of numbers that look like chance and are the same for a seed everywhere: PCG
// XSH-RR (O'Neill 2014). Each purpose has its own stream, so that one behaviour does not shift the
// draws of another.
type Dice struct{ state, step uint64 }

// NewDice returns dice for a seed, a run and a purpose.
func NewDice(seed uint64, run, purpose int) Dice {
	d := Dice{step: (uint64(run)<<8|uint64(purpose))<<1 | 1}
	d.draw()
	d.state += seed
	d.draw()
	return d
}

func (d *Dice) draw() uint32 {
	old := d.state
	d.state = old*6364136223846793005 + d.step
	return bits.RotateLeft32(uint32((old>>18^old)>>27), -int(old>>59))
}

// Below returns one of 0, 1, …, n-1 evenly; n is from 1 to 2³¹.
func (d *Dice) Below(n int64) int64 { return int64(uint64(d.draw()) * uint64(n) >> 32) }

// Share returns a number in [0, 1) in steps of 2⁻³².
func (d *Dice) Share() float64 { return float64(d.draw()) / (1 << 32) }
