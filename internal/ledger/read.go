package ledger

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"wayout/internal/document"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/sheet"
	"wayout/internal/study"
)

// MostBytes is the most that is read of a study.yaml.
const MostBytes = 1 << 20

// mostChoices keeps the trial of every choice short.
const mostChoices = 100

// mostNumber bounds numbers that are drawn; fields have narrower limits of their own.
const mostNumber = 1e12

// reader reads one study.yaml.
type reader struct {
	document.Reader
	study  study.Study
	inputs []input
	set    []setting
	names  map[string]int // line by name of an input
	paths  map[string]int // line by path of what is set
}

// input is an input as it is written.
type input struct {
	study.Input
	where  problem.Where
	paths  []document.Value
	whole  bool // asked for
	limits []limit
	set    []setting
}

// limit is a number of a distribution.
type limit struct {
	number float64
	value  document.Value
}

// setting is an override as it is written.
type setting struct {
	scenario.Override
	where problem.Where
}

// Read reads a study of the scenario in a folder; name is what problems call its file. It returns
// every problem, ordered by line; the study is nil if one of them is an error. What each input can be at
// its ends is tried on the scenario, which must be one without errors.
func Read(files fs.FS, name string, data []byte) (*study.Study, problem.List) {
	return read(files, filepath.ToSlash(name), data, true)
}

// Again reads a study that Read has found to be good, without trying anything: the same study for the
// same bytes and the same folder.
func Again(files fs.FS, data []byte) (*study.Study, problem.List) {
	return read(files, "study.yaml", data, false)
}

func read(files fs.FS, name string, data []byte, try bool) (*study.Study, problem.List) {
	var problems problem.List
	r := &reader{
		Reader: document.Reader{File: name, Empty: problem.StudyEmpty, Problems: &problems},
		names:  map[string]int{}, paths: map[string]int{},
	}
	r.read(data)
	if !problems.HasErrors() {
		r.resolve(files)
	}
	if try && !problems.HasErrors() {
		r.try(files)
	}
	if problems.HasErrors() {
		return nil, problems.Sorted()
	}
	return &r.study, problems.Sorted()
}

// The keys of a study and of an input.
var (
	topKeys   = []string{"study", "name", "runs", "seed", "set", "inputs"}
	inputKeys = []string{"name", "path", "paths", "multiply", "as", "whole", "range", "triangular", "choice", "chance", "set"}
)

const exampleInput = "- path: gate.bridge.rate"

func (r *reader) read(data []byte) {
	if len(data) > MostBytes {
		r.Problems.Add(problem.FileTooLarge, problem.Where{File: r.File}, "", "1 MB")
		return
	}
	root := r.Root(data, "name: How sure the answer is")
	if root == nil {
		return
	}
	found := map[string]bool{}
	for _, entry := range r.Mapping(root, "", topKeys, "runs: 200") {
		found[entry.Key] = !document.IsEmpty(entry.Node)
		switch entry.Key {
		case "study":
			r.whole(entry.Node, entry.Key, 1, 1)
		case "name":
			if v, ok := r.Scalar(entry.Node, entry.Key, "How sure the answer is"); ok {
				r.study.Name = r.clean(v)
			}
		case "runs":
			r.study.Runs = int(r.whole(entry.Node, entry.Key, 1, study.MostRuns))
		case "seed":
			r.study.Seed = uint64(r.whole(entry.Node, entry.Key, 0, 1<<53))
		case "set":
			r.set = r.settings(entry.Node, entry.Key)
		case "inputs":
			for i, node := range r.Sequence(entry.Node, entry.Key, study.MostInputs, exampleInput) {
				r.input(node, fmt.Sprintf("inputs[%d]", i))
			}
		}
	}
	examples := map[string]string{"study": "study: 1", "name": "name: How sure the answer is", "runs": "runs: 200", "seed": "seed: 1", "inputs": "inputs: with “" + exampleInput + "”"}
	for _, key := range topKeys {
		if example, required := examples[key]; required && !found[key] {
			r.Problems.Add(problem.KeyMissing, problem.Where{File: r.File}, "", key, example)
		}
	}
	for _, s := range r.set {
		r.study.Set = append(r.study.Set, s.Override)
	}
}

// clean returns a text on one line, or reports why it may not be shown.
func (r *reader) clean(v document.Value) string {
	joined := strings.Join(strings.Fields(v.Text), " ")
	const most = 200
	if len([]rune(joined)) > most {
		r.Problems.Add(problem.ValueLong, v.Where, joined, fmt.Sprint(most))
		return ""
	}
	if bad := strings.IndexFunc(joined, document.Hidden); bad >= 0 {
		r.Problems.Add(problem.ValueText, v.Where, "", fmt.Sprintf("U+%04X", []rune(joined[bad:])[0]))
		return ""
	}
	return joined
}

func (r *reader) whole(node *yaml.Node, path string, least, most int64) int64 {
	v, ok := r.Scalar(node, path, fmt.Sprint(most))
	if !ok {
		return 0
	}
	n, reason := sheet.Whole(v.Text, sheet.DecimalPoint)
	switch {
	case reason != sheet.Accepted:
		r.Problems.Add(reason.Code(), v.Where, v.Text)
	case n < least || n > most:
		want := fmt.Sprintf("a whole number from %d to %d", least, most)
		if least == most {
			want = fmt.Sprint(most)
		}
		r.Problems.Add(problem.ValueRange, v.Where, v.Text, want, "Write "+want+".")
	}
	return n
}

// number reads a number that may be drawn.
func (r *reader) number(node *yaml.Node, path string, least, most float64) (limit, bool) {
	v, ok := r.Scalar(node, path, "1.5")
	if !ok {
		r.missing(node, path, "a number")
		return limit{}, false
	}
	n, reason := sheet.Number(v.Text, sheet.DecimalPoint)
	switch {
	case reason != sheet.Accepted:
		r.Problems.Add(reason.Code(), v.Where, v.Text)
		return limit{}, false
	case n < least || n > most:
		want := fmt.Sprintf("a number from %s to %s", study.Plain(least), study.Plain(most))
		r.Problems.Add(problem.ValueRange, v.Where, v.Text, want, "Write "+want+".")
		return limit{}, false
	}
	return limit{n, v}, true
}

// missing reports a value that is empty.
func (r *reader) missing(node *yaml.Node, path, what string) {
	if document.IsEmpty(node) || node.Kind == yaml.ScalarNode {
		r.Problems.Add(problem.ValueMissing, problem.Where{File: r.File, Line: node.Line, Column: path}, "", "Write "+what+".")
	}
}

// yes reads true or false.
func (r *reader) yes(node *yaml.Node, path string) bool {
	v, ok := r.Scalar(node, path, "true")
	if !ok {
		return false
	}
	switch strings.ToLower(v.Text) {
	case "true", "yes":
		return true
	case "false", "no":
	default:
		r.Problems.Add(problem.ValueChoice, v.Where, v.Text, "true or false")
	}
	return false
}

// settings reads overrides as they are: paths with values.
func (r *reader) settings(node *yaml.Node, path string) []setting {
	var out []setting
	for _, entry := range r.Mapping(node, path, nil, "horizon: 20 days") {
		s := setting{where: problem.Where{File: r.File, Line: entry.Node.Line, Column: document.Join(path, entry.Key)}}
		s.Path = entry.Key
		if !document.IsEmpty(entry.Node) {
			v, ok := r.Scalar(entry.Node, s.where.Column, "20 days")
			if !ok && entry.Node.Kind != yaml.ScalarNode {
				continue
			}
			s.Value = v.Text
		}
		r.once(r.paths, "The path "+s.Path, s.Path, s.where)
		out = append(out, s)
	}
	return out
}

// once reports what stands in the file already.
func (r *reader) once(lines map[string]int, what, key string, where problem.Where) {
	if first, twice := lines[key]; twice {
		r.Problems.Add(problem.StudyTwice, where, "", what, fmt.Sprint(first))
		return
	}
	lines[key] = where.Line
}

func (r *reader) input(node *yaml.Node, path string) {
	in := input{where: problem.Where{File: r.File, Line: node.Line, Column: path}}
	given := map[string]problem.Where{}
	for _, entry := range r.Mapping(node, path, inputKeys, "path: gate.bridge.rate") {
		at := document.Join(path, entry.Key)
		given[entry.Key] = problem.Where{File: r.File, Line: entry.Node.Line, Column: at}
		r.inputKey(&in, entry, at)
	}
	if node.Kind != yaml.MappingNode {
		return
	}
	r.oneKind(&in, given)
	r.goTogether(&in, given)
	if in.Name == "" && len(in.paths) > 0 {
		in.Name = in.paths[0].Text
	}
	if in.Name == "" {
		r.Problems.Add(problem.KeyMissing, in.where, "", "name", "name: the pass is snowed in")
	}
	r.once(r.names, "The input "+in.Name, in.Name, in.where)
	r.inputs = append(r.inputs, in)
}

func (r *reader) inputKey(in *input, entry document.Entry, at string) {
	switch entry.Key {
	case "name":
		if v, ok := r.Scalar(entry.Node, at, "rate of the gate"); ok {
			in.Name = r.clean(v)
		}
	case "path":
		r.path(in, entry.Node, at)
	case "paths":
		for i, item := range r.Sequence(entry.Node, at, study.MostSet, "- gate.bridge.rate") {
			r.path(in, item, fmt.Sprintf("%s[%d]", at, i))
		}
	case "multiply":
		in.Multiply = r.yes(entry.Node, at)
	case "whole":
		in.whole = r.yes(entry.Node, at)
	case "as":
		v, ok := r.Scalar(entry.Node, at, "daily 08:00-{}:00")
		if ok && !strings.Contains(v.Text, study.Blank) {
			r.Problems.Add(problem.StudyBlank, v.Where, v.Text, study.Blank)
		}
		in.As = v.Text
	case "range":
		in.Kind = study.Range
		r.limits(in, entry.Node, at, []string{"from", "to"}, "{from: 150, to: 250}")
	case "triangular":
		in.Kind = study.Triangle
		r.limits(in, entry.Node, at, []string{"low", "likely", "high"}, "{low: 150, likely: 200, high: 250}")
	case "choice":
		in.Kind = study.OneOf
		r.choices(in, entry.Node, at)
	case "chance":
		in.Kind = study.Happens
		chance, _ := r.number(entry.Node, at, 0, 1)
		in.Chance = chance.number
	case "set":
		in.set = r.settings(entry.Node, at)
		for _, s := range in.set {
			in.Set = append(in.Set, s.Override)
		}
	}
}

func (r *reader) path(in *input, node *yaml.Node, at string) {
	v, ok := r.Scalar(node, at, "gate.bridge.rate")
	if !ok {
		r.missing(node, at, "a path as --set has it, such as gate.bridge.rate")
		return
	}
	v.Text = strings.TrimSpace(v.Text)
	in.paths = append(in.paths, v)
}

// oneKind reports an input that is not drawn in exactly one way.
func (r *reader) oneKind(in *input, given map[string]problem.Where) {
	var found []string
	for _, key := range []string{"range", "triangular", "choice", "chance"} {
		if _, ok := given[key]; ok {
			found = append(found, key)
		}
	}
	switch {
	case len(found) == 0:
		r.Problems.Add(problem.StudyKinds, in.where, "", "none is given")
	case len(found) > 1:
		r.Problems.Add(problem.StudyKinds, in.where, "", strings.Join(found, " and ")+" are given")
	}
}

// goTogether reports keys that mean nothing beside each other.
func (r *reader) goTogether(in *input, given map[string]problem.Where) {
	clash := func(a, b string) {
		where, one := given[a]
		if _, other := given[b]; one && other {
			r.Problems.Add(problem.StudyTogether, where, "", a, b)
		}
	}
	for _, key := range []string{"path", "paths", "multiply", "as", "whole"} {
		clash(key, "chance")
	}
	clash("set", "range")
	clash("set", "triangular")
	clash("set", "choice")
	clash("path", "paths")
	clash("as", "multiply")
	for _, key := range []string{"as", "whole", "multiply"} {
		clash(key, "choice")
	}
	_, happens := given["chance"]
	switch {
	case happens && len(in.set) == 0:
		r.Problems.Add(problem.StudyTarget, in.where, "", "set: with what comes true, such as “{road.R01.status: closed}”")
	case !happens && len(in.paths) == 0:
		r.Problems.Add(problem.StudyTarget, in.where, "", "path: as --set has it, such as gate.bridge.rate")
	}
}

// limits reads the numbers of a distribution, which must be in order.
func (r *reader) limits(in *input, node *yaml.Node, at string, keys []string, example string) {
	if document.IsEmpty(node) {
		r.missing(node, at, example)
		return
	}
	found := map[string]limit{}
	entries := r.Mapping(node, at, keys, example)
	for _, entry := range entries {
		if n, ok := r.number(entry.Node, document.Join(at, entry.Key), -mostNumber, mostNumber); ok {
			found[entry.Key] = n
		}
	}
	where := problem.Where{File: r.File, Line: node.Line, Column: at}
	for i, key := range keys {
		if !slices.ContainsFunc(entries, func(e document.Entry) bool { return e.Key == key }) && node.Kind == yaml.MappingNode {
			r.Problems.Add(problem.KeyMissing, where, "", key, key+": 200")
		}
		n, ok := found[key]
		if !ok {
			continue
		}
		if i > 0 {
			if before, ok := found[keys[i-1]]; ok && before.number > n.number {
				r.Problems.Add(problem.StudyOrder, n.value.Where, n.value.Text, keys[i-1], key)
			}
		}
		in.limits = append(in.limits, n)
	}
	in.Low, in.High = found[keys[0]].number, found[keys[len(keys)-1]].number
	in.Likely = found[keys[len(keys)/2]].number
}

// choices reads a list of values, or values with their weights.
func (r *reader) choices(in *input, node *yaml.Node, at string) {
	const example = "[24/7, “daily 08:00-16:00”]"
	switch {
	case document.IsEmpty(node):
		r.missing(node, at, example)
	case node.Kind == yaml.MappingNode:
		entries := r.Mapping(node, at, nil, example)
		for _, entry := range entries {
			weight, _ := r.number(entry.Node, document.Join(at, entry.Key), 0, 1e6)
			in.Choices = append(in.Choices, study.Choice{Text: entry.Key, Weight: weight.number})
		}
	default:
		for i, item := range r.Sequence(node, at, mostChoices, example) {
			v, ok := r.Scalar(item, fmt.Sprintf("%s[%d]", at, i), "24/7")
			if ok || item.Kind == yaml.ScalarNode {
				in.Choices = append(in.Choices, study.Choice{Text: v.Text, Weight: 1})
			}
		}
	}
	where := problem.Where{File: r.File, Line: node.Line, Column: at}
	if n := len(in.Choices); n > mostChoices {
		r.Problems.Add(problem.SettingsMany, where, "", fmt.Sprint(n), fmt.Sprint(mostChoices))
	}
	var sum float64
	seen := map[string]bool{}
	for i := range in.Choices {
		c := &in.Choices[i]
		c.Text = r.clean(document.Value{Text: c.Text, Where: where})
		if seen[c.Text] {
			r.Problems.Add(problem.StudyTwice, where, c.Text, "The choice", fmt.Sprint(node.Line))
		}
		seen[c.Text] = true
		sum += c.Weight
	}
	if len(in.Choices) > 0 && sum <= 0 {
		r.Problems.Add(problem.ValueRange, where, "", "a choice that can be drawn", "Give at least one choice a weight above 0.")
	}
}
