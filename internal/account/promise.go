package account

import (
	"path/filepath"
	"slices"
	"strings"

	"wayout/internal/document"
	"wayout/internal/problem"
	"wayout/internal/scenario"
)

// MostBytes is the most that is read of a promised.yaml.
const MostBytes = 1 << 20

// mostTerms is how many terms one promise has at most.
const mostTerms = 1000

// Promise is what somebody said they would grant.
type Promise struct {
	Name  string
	Terms []Term
}

// Term is one value that was promised.
type Term struct {
	Path     string // as for --set
	Promised string
	// Delivered is what came of it; empty: what the scenario says.
	Delivered string
	By        string // the party or office that promised it, never a person
	Source    string // where it was said
	Where     problem.Where
}

const example = `
promise: 1
name: Terms of the announcement
terms:
  - path: gate.bridge.booths
    promised: 2
    delivered: 1`

// Read reads a promised.yaml. It returns every problem, ordered by line; the promise is nil if one of them
// is an error. Whether the scenario takes the values is for whoever applies them.
func Read(name string, data []byte) (*Promise, problem.List) {
	var problems problem.List
	r := &document.Reader{File: filepath.ToSlash(name), Empty: problem.PromiseEmpty, Problems: &problems}
	p := &Promise{}
	root := r.Root(data, example)
	if root == nil {
		return nil, problems.Sorted()
	}
	seen := map[string]bool{}
	for _, e := range r.Mapping(root, "", []string{"promise", "name", "terms"}, example) {
		switch seen[e.Key] = true; e.Key {
		case "promise":
			if v, ok := r.Scalar(e.Node, "promise", "1"); ok && v.Text != "1" {
				problems.Add(problem.ValueChoice, v.Where, v.Text, "1")
			}
		case "name":
			v, _ := r.Scalar(e.Node, "name", "Terms of the announcement")
			p.Name = strings.TrimSpace(v.Text)
		case "terms":
			for _, item := range r.Sequence(e.Node, "terms", mostTerms, example) {
				p.add(r, r.Mapping(item, "terms", []string{"path", "promised", "delivered", "by", "source"}, example), item.Line)
			}
		}
	}
	if len(p.Terms) == 0 && !problems.HasErrors() {
		problems.Add(problem.PromiseNothing, problem.Where{File: r.File, Line: root.Line}, "")
	}
	if problems.HasErrors() {
		return nil, problems.Sorted()
	}
	return p, problems.Sorted()
}

func (p *Promise) add(r *document.Reader, entries []document.Entry, line int) {
	t := Term{Where: problem.Where{File: r.File, Line: line, Column: "terms"}}
	into := map[string]*string{"path": &t.Path, "promised": &t.Promised, "delivered": &t.Delivered, "by": &t.By, "source": &t.Source}
	for _, e := range entries {
		v, _ := r.Scalar(e.Node, "terms."+e.Key, "")
		*into[e.Key] = strings.TrimSpace(v.Text)
	}
	for _, need := range []struct{ key, value string }{{"path", t.Path}, {"promised", t.Promised}} {
		if need.value == "" {
			r.Problems.Add(problem.PromiseMissing, t.Where, "", need.key)
		}
	}
	if slices.ContainsFunc(p.Terms, func(other Term) bool { return other.Path == t.Path && t.Path != "" }) {
		r.Problems.Add(problem.PromiseTwice, t.Where, t.Path)
	}
	p.Terms = append(p.Terms, t)
}

// Set returns the overrides of what was promised.
func (p *Promise) Set() []scenario.Override {
	var out []scenario.Override
	for _, t := range p.Terms {
		out = append(out, scenario.Override{Path: t.Path, Value: t.Promised})
	}
	return out
}

// SetDelivered returns the overrides of what came of it, where that is not what the scenario says.
func (p *Promise) SetDelivered() []scenario.Override {
	var out []scenario.Override
	for _, t := range p.Terms {
		if t.Delivered != "" {
			out = append(out, scenario.Override{Path: t.Path, Value: t.Delivered})
		}
	}
	return out
}
