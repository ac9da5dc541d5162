package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"wayout/internal/folder/schema"
	"wayout/internal/problem"
	"wayout/internal/scenario"
)

// document is scenario.yaml, split into texts that know their line.
type document struct {
	values      map[string]value // scalars by key path: "name", "files.places"
	assumptions []assumption
	notPlanned  []value
	variants    []variant
}

// value is a text of scenario.yaml or of an override, and where it stands.
type value struct {
	text  string
	where problem.Where
}

type assumption struct {
	name                         string
	value, source, retrospective value
}

type variant struct {
	id, about value
	set       []scenario.Override
	wheres    []problem.Where // of each override
}

// documentReader walks the nodes of scenario.yaml.
type documentReader struct {
	document document
	problems *problem.List
}

// readDocument splits the bytes of scenario.yaml. It returns nil if they are no YAML mapping;
// every other fault is reported and left out.
func readDocument(data []byte, problems *problem.List) *document {
	r := &documentReader{document: document{values: map[string]value{}}, problems: problems}
	root := r.parse(data)
	if root == nil {
		return nil
	}
	keys := []string{"wayout", "name", "about", "time_zone", "start", "horizon", "step", "safe_to_stop", "notice_languages", "files", "assumptions", "not_planned", "variants"}
	for _, entry := range r.mapping(root, "", keys, "name: Upper valley") {
		switch entry.key {
		case "files":
			r.files(entry.node)
		case "assumptions":
			r.assumptions(entry.node)
		case "not_planned":
			r.document.notPlanned = r.sentences(entry.node)
		case "variants":
			r.variants(entry.node)
		default:
			r.keep(entry.node, entry.key)
		}
	}
	r.requireKeys()
	return &r.document
}

// parse returns the mapping at the top of the only document, or nil.
func (r *documentReader) parse(data []byte) *yaml.Node {
	file := problem.Where{File: settingsFile}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var top yaml.Node
	err := decoder.Decode(&top)
	switch {
	case errors.Is(err, io.EOF):
		r.problems.Add(problem.SettingsEmpty, file, "")
		return nil
	case err != nil:
		line, text := splitError(err)
		r.problems.Add(problem.YAMLInvalid, problem.Where{File: settingsFile, Line: line}, "", text)
		return nil
	}
	var second yaml.Node
	if err := decoder.Decode(&second); err == nil {
		r.problems.Add(problem.YAMLDocuments, problem.Where{File: settingsFile, Line: second.Line}, "")
		return nil
	} else if !errors.Is(err, io.EOF) {
		line, text := splitError(err)
		r.problems.Add(problem.YAMLInvalid, problem.Where{File: settingsFile, Line: line}, "", text)
		return nil
	}
	if r.refuseReferences(&top) {
		return nil
	}
	root := top.Content[0]
	if isEmpty(root) {
		r.problems.Add(problem.SettingsEmpty, file, "")
		return nil
	}
	if root.Kind != yaml.MappingNode {
		r.kind(root, "", "keys with values", "name: Upper valley")
		return nil
	}
	return root
}

var errorLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(.*)$`)

// splitError takes the line and the text out of an error of the YAML library.
func splitError(err error) (int, string) {
	first, _, _ := strings.Cut(err.Error(), "\n")
	parts := errorLine.FindStringSubmatch(first)
	line, _ := strconv.Atoi(parts[1])
	return line, strings.TrimRight(parts[2], ".")
}

// refuseReferences reports the first anchor, alias or tag of the author's own: they hide where a
// value comes from, and aliases can blow a small file up.
func (r *documentReader) refuseReferences(node *yaml.Node) bool {
	where := problem.Where{File: settingsFile, Line: node.Line}
	switch {
	case node.Kind == yaml.AliasNode || node.Anchor != "":
		r.problems.Add(problem.YAMLAlias, where, node.Value)
		return true
	case node.Style&yaml.TaggedStyle != 0:
		r.problems.Add(problem.YAMLTag, where, node.Tag)
		return true
	}
	return slices.ContainsFunc(node.Content, r.refuseReferences)
}

type entry struct {
	key  string
	node *yaml.Node
}

// mapping returns the entries of a mapping with known keys, each once. A nil list of keys admits
// every key.
func (r *documentReader) mapping(node *yaml.Node, path string, keys []string, example string) []entry {
	if isEmpty(node) {
		return nil
	}
	if node.Kind != yaml.MappingNode {
		r.kind(node, path, "keys with values", example)
		return nil
	}
	var out []entry
	lines := map[string]int{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, child := node.Content[i], node.Content[i+1]
		where := problem.Where{File: settingsFile, Line: key.Line, Column: join(path, key.Value)}
		first, twice := lines[key.Value]
		switch {
		case key.Kind != yaml.ScalarNode:
			r.problems.Add(problem.KeyUnknown, problem.Where{File: settingsFile, Line: key.Line, Column: path}, "", knownAre(keys))
		case twice:
			r.problems.Add(problem.KeyTwice, where, key.Value, fmt.Sprint(first), fmt.Sprint(key.Line))
		case keys != nil && !slices.Contains(keys, key.Value):
			r.problems.Add(problem.KeyUnknown, where, key.Value, suggest(key.Value, keys))
		default:
			lines[key.Value] = key.Line
			out = append(out, entry{key.Value, child})
		}
	}
	return out
}

// scalar returns the text of a node, false if it is empty or no text.
func (r *documentReader) scalar(node *yaml.Node, path, example string) (value, bool) {
	if isEmpty(node) {
		return value{}, false
	}
	if node.Kind != yaml.ScalarNode {
		r.kind(node, path, "a single value", example)
		return value{}, false
	}
	v := value{node.Value, problem.Where{File: settingsFile, Line: node.Line, Column: path}}
	return v, strings.TrimSpace(node.Value) != ""
}

// keep stores a scalar under its path; what is of the wrong kind is kept as empty, so that it is
// not called missing too.
func (r *documentReader) keep(node *yaml.Node, path string) {
	v, ok := r.scalar(node, path, schema.Settings.Field(path).Example)
	if ok || node.Kind != yaml.ScalarNode {
		r.document.values[path] = v
	}
}

func (r *documentReader) files(node *yaml.Node) {
	names := make([]string, len(schema.Tables()))
	for i := range schema.Tables() {
		names[i] = schema.Tables()[i].Name
	}
	names = append(names, mapRole)
	for _, entry := range r.mapping(node, "files", names, "places: places.csv") {
		r.keep(entry.node, "files."+entry.key)
	}
}

func (r *documentReader) assumptions(node *yaml.Node) {
	const example = "people_per_vehicle: {value: 4.8, source: briefing}"
	var names []string
	for _, d := range scenario.Defaults() {
		names = append(names, d.Name)
	}
	for _, entry := range r.mapping(node, "assumptions", names, example) {
		path := join("assumptions", entry.key)
		a := assumption{name: entry.key}
		for _, part := range r.mapping(entry.node, path, []string{"value", "source", "retrospective"}, "{value: 4.8, source: briefing}") {
			v, _ := r.scalar(part.node, join(path, part.key), "4.8")
			switch part.key {
			case "value":
				a.value = v
			case "source":
				a.source = v
			case "retrospective":
				a.retrospective = v
			}
		}
		r.require(entry.node, path, map[string]value{"value": a.value, "source": a.source})
		r.document.assumptions = append(r.document.assumptions, a)
	}
}

func (r *documentReader) sentences(node *yaml.Node) []value {
	var out []value
	for i, item := range r.sequence(node, "not_planned", schema.MostLines, "- People without a car.") {
		if v, ok := r.scalar(item, fmt.Sprintf("not_planned[%d]", i), "- People without a car."); ok {
			out = append(out, v)
		}
	}
	return out
}

func (r *documentReader) variants(node *yaml.Node) {
	for i, item := range r.sequence(node, "variants", schema.MostVariants, "- id: eight-hours") {
		path := fmt.Sprintf("variants[%d]", i)
		var v variant
		for _, entry := range r.mapping(item, path, []string{"id", "about", "set"}, "id: eight-hours") {
			switch entry.key {
			case "id":
				v.id, _ = r.scalar(entry.node, join(path, "id"), "eight-hours")
			case "about":
				v.about, _ = r.scalar(entry.node, join(path, "about"), "a sentence")
			case "set":
				r.variantSet(&v, entry.node, join(path, "set"))
			}
		}
		r.require(item, path, map[string]value{"id": v.id, "about": v.about})
		r.document.variants = append(r.document.variants, v)
	}
}

func (r *documentReader) variantSet(v *variant, node *yaml.Node, path string) {
	for _, entry := range r.mapping(node, path, nil, "horizon: 20 days") {
		where := problem.Where{File: settingsFile, Line: entry.node.Line, Column: join(path, entry.key)}
		text := ""
		if !isEmpty(entry.node) {
			scalar, ok := r.scalar(entry.node, where.Column, "20 days")
			if !ok {
				continue
			}
			text = scalar.text
		}
		v.set = append(v.set, scenario.Override{Path: entry.key, Value: text})
		v.wheres = append(v.wheres, where)
	}
}

// sequence returns the items of a list, at most so many.
func (r *documentReader) sequence(node *yaml.Node, path string, most int, example string) []*yaml.Node {
	if isEmpty(node) {
		return nil
	}
	if node.Kind != yaml.SequenceNode {
		r.kind(node, path, "a list", example)
		return nil
	}
	if len(node.Content) > most {
		where := problem.Where{File: settingsFile, Line: node.Line, Column: path}
		r.problems.Add(problem.SettingsMany, where, "", fmt.Sprint(len(node.Content)), fmt.Sprint(most))
		return nil
	}
	return node.Content
}

// require reports the parts of an entry that have no text.
func (r *documentReader) require(node *yaml.Node, path string, parts map[string]value) {
	examples := map[string]string{
		"value": "value: 4.8", "source": "source: briefing of 28 September",
		"id": "id: eight-hours", "about": "about: The gate is open 8 hours a day.",
	}
	for _, key := range []string{"id", "about", "value", "source"} {
		if v, wanted := parts[key]; wanted && strings.TrimSpace(v.text) == "" {
			where := problem.Where{File: settingsFile, Line: node.Line, Column: path}
			r.problems.Add(problem.KeyMissing, where, "", key, examples[key])
		}
	}
}

// requireKeys reports required keys at the top and under files.
func (r *documentReader) requireKeys() {
	for _, f := range schema.Settings.Fields {
		if _, ok := r.document.values[f.Name]; f.Required && !ok {
			key := f.Name[strings.LastIndex(f.Name, ".")+1:]
			r.problems.Add(problem.KeyMissing, problem.Where{File: settingsFile}, "", f.Name, key+": "+f.Example)
		}
	}
}

// kind reports a node of the wrong kind.
func (r *documentReader) kind(node *yaml.Node, path, want, example string) {
	found := map[yaml.Kind]string{
		yaml.MappingNode: "keys with values", yaml.SequenceNode: "a list", yaml.ScalarNode: "a single value",
	}[node.Kind]
	where := problem.Where{File: settingsFile, Line: node.Line, Column: path}
	r.problems.Add(problem.YAMLKind, where, node.Value, want, found, example)
}

func isEmpty(node *yaml.Node) bool {
	return node.Kind == 0 || node.Kind == yaml.ScalarNode && node.Tag == "!!null"
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
