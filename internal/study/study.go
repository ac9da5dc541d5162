package study

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"wayout/internal/scenario"
)

// Limits of what is believed of a study.
const (
	MostRuns   = 100_000
	MostInputs = 50
	MostSet    = 1_000 // overrides of one run
)

// Study is one question with inputs that are not certain.
type Study struct {
	Name   string
	Runs   int
	Seed   uint64
	Set    []scenario.Override // in every run, before what the inputs set
	Inputs []Input
}

// Input is one thing that is not certain.
type Input struct {
	Name string
	Kind Kind
	// Low, Likely and High are the limits of numbers; Likely is the peak of a Triangle.
	Low, Likely, High float64
	// Whole draws whole numbers only.
	Whole bool
	// Multiply takes the number drawn times what is written in each target.
	Multiply bool
	// As is a text in which the number drawn takes the place of Blank; empty for the number alone.
	As string
	// Choices are what an input of the kind OneOf may be.
	Choices []Choice
	// Chance is how often what an input of the kind Happens sets comes true.
	Chance float64
	// Targets are what the value drawn replaces. An input that Happens has Set instead.
	Targets []Target
	Set     []scenario.Override
}

// Blank stands in Input.As for the number drawn.
const Blank = "{}"

// Kind is how an input is drawn.
type Kind uint8

// The kinds of inputs.
const (
	Range    Kind = iota // every number between Low and High as likely as any other
	Triangle             // between Low and High, most often near Likely
	OneOf                // one of the Choices
	Happens              // comes true with a Chance, or not
)

// Choice is one value that an input may have, and how often beside the others.
type Choice struct {
	Text   string
	Weight float64
}

// Target is one value of the scenario that an input replaces.
type Target struct {
	Path    string
	Written float64 // what the scenario has, for inputs that multiply
	Whole   bool    // it takes whole numbers only
}

// Drawn is what a run has drawn for one input. Level orders what was drawn: the number itself, the
// place among the choices, 1 for what has happened and 0 for what has not.
type Drawn struct {
	Level float64
	Text  string
}

// Draw returns what a run has drawn for each input. Runs are numbered from 1. It depends on the seed,
// the number of the run and the names of the inputs alone: neither more runs nor another input, before
// or after it, change it.
func (s *Study) Draw(run int) []Drawn {
	out := make([]Drawn, len(s.Inputs))
	for i := range s.Inputs {
		in := &s.Inputs[i]
		out[i] = in.draw(uniform(s.Seed, run, in.Name))
	}
	return out
}

// draw turns a number from 0 up to 1 into a value, by the inverse of the distribution.
func (in *Input) draw(u float64) Drawn {
	switch in.Kind {
	case OneOf:
		return in.choose(u)
	case Happens:
		if u < in.Chance {
			return Drawn{1, "yes"}
		}
		return Drawn{0, "no"}
	}
	width := in.High - in.Low
	v := in.Low + float64(u*width) // rounded before it is added, as on every machine
	switch {
	case in.Whole && in.Kind == Range: // each whole number as often
		v = min(math.Floor(in.Low+float64(u*(width+1))), in.High)
	case in.Kind == Triangle:
		v = in.triangle(u)
		if in.Whole {
			v = math.Round(v)
		}
	}
	text := Plain(v)
	v, _ = strconv.ParseFloat(text, 64) // what is written is what was drawn
	return Drawn{v, text}
}

// triangle is the inverse of the distribution that rises from Low to Likely and falls to High.
func (in *Input) triangle(u float64) float64 {
	width := in.High - in.Low
	if width == 0 {
		return in.Low
	}
	rise := (in.Likely - in.Low) / width
	if u < rise {
		return in.Low + float64(width*math.Sqrt(u*rise))
	}
	return in.High - float64(width*math.Sqrt((1-u)*(1-rise)))
}

// choose returns the choice into whose share of the weights a number from 0 up to 1 falls.
func (in *Input) choose(u float64) Drawn {
	var sum float64
	for _, c := range in.Choices {
		sum += c.Weight
	}
	last := 0
	for i, c := range in.Choices {
		if c.Weight == 0 {
			continue
		}
		last = i
		if u -= c.Weight / sum; u < 0 {
			break
		}
	}
	return Drawn{float64(last), in.Choices[last].Text}
}

// Overrides returns what a run with these values changes in the scenario.
func (s *Study) Overrides(drawn []Drawn) []scenario.Override {
	out := slices.Clone(s.Set)
	for i := range s.Inputs {
		out = append(out, s.Inputs[i].overrides(drawn[i])...)
	}
	return out
}

func (in *Input) overrides(d Drawn) []scenario.Override {
	if in.Kind == Happens {
		if d.Level == 0 {
			return nil
		}
		return in.Set
	}
	var out []scenario.Override
	for _, target := range in.Targets {
		text := d.Text
		switch {
		case in.Multiply && target.Whole:
			text = Plain(math.Round(d.Level * target.Written))
		case in.Multiply:
			text = Plain(d.Level * target.Written)
		case in.As != "":
			text = strings.ReplaceAll(in.As, Blank, d.Text)
		}
		out = append(out, scenario.Override{Path: target.Path, Value: text})
	}
	return out
}

// Extremes returns what an input may be at its ends, each value as a run would draw it: what holds for
// these may be expected to hold for all between them.
func (in *Input) Extremes() []Drawn {
	switch in.Kind {
	case OneOf:
		var out []Drawn
		for i, c := range in.Choices {
			out = append(out, Drawn{float64(i), c.Text})
		}
		return out
	case Happens:
		return []Drawn{{1, "yes"}}
	}
	out := []Drawn{{in.Low, Plain(in.Low)}}
	if in.High != in.Low {
		out = append(out, Drawn{in.High, Plain(in.High)})
	}
	return out
}

// OverridesOf returns what one input alone changes at a value.
func (s *Study) OverridesOf(input int, d Drawn) []scenario.Override {
	return slices.Concat(s.Set, s.Inputs[input].overrides(d))
}

// MostOverrides returns how many overrides a run can have.
func (s *Study) MostOverrides() int {
	sum := len(s.Set)
	for i := range s.Inputs {
		sum += max(len(s.Inputs[i].Targets), len(s.Inputs[i].Set))
	}
	return sum
}

// Plain writes a number without an exponent, whole numbers as they are and others to six digits: more
// than any input is known to.
func Plain(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatFloat(cmp.Or(v, 0), 'f', -1, 64)
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 6, 64), 64)
	if err != nil {
		return "0"
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}
