package folder

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"wayout/internal/document"
	"wayout/internal/folder/schema"
	"wayout/internal/problem"
	"wayout/internal/scenario"
)

// settings is scenario.yaml, split into texts that know their line.
type settings struct {
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
	document.Reader
	document settings
}

// readDocument splits the bytes of scenario.yaml. It returns nil if they are no YAML mapping;
// every other fault is reported and left out.
func readDocument(data []byte, problems *problem.List) *settings {
	r := &documentReader{
		Reader:   document.Reader{File: settingsFile, Empty: problem.SettingsEmpty, Problems: problems},
		document: settings{values: map[string]value{}},
	}
	root := r.Root(data, "name: Upper valley")
	if root == nil {
		return nil
	}
	keys := []string{"wayout", "name", "about", "time_zone", "start", "horizon", "step", "safe_to_stop", "notice_languages", "files", "assumptions", "not_planned", "variants"}
	for _, entry := range r.Mapping(root, "", keys, "name: Upper valley") {
		switch entry.Key {
		case "files":
			r.files(entry.Node)
		case "assumptions":
			r.assumptions(entry.Node)
		case "not_planned":
			r.document.notPlanned = r.sentences(entry.Node)
		case "variants":
			r.variants(entry.Node)
		default:
			r.keep(entry.Node, entry.Key)
		}
	}
	r.requireKeys()
	return &r.document
}

// scalar returns the text of a node, false if it is empty or no text.
func (r *documentReader) scalar(node *yaml.Node, path, example string) (value, bool) {
	v, ok := r.Scalar(node, path, example)
	return value{v.Text, v.Where}, ok
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
	for _, entry := range r.Mapping(node, "files", names, "places: places.csv") {
		r.keep(entry.Node, "files."+entry.Key)
	}
}

func (r *documentReader) assumptions(node *yaml.Node) {
	const example = "people_per_vehicle: {value: 4.8, source: briefing}"
	var names []string
	for _, d := range scenario.Defaults() {
		names = append(names, d.Name)
	}
	for _, entry := range r.Mapping(node, "assumptions", names, example) {
		path := document.Join("assumptions", entry.Key)
		a := assumption{name: entry.Key}
		for _, part := range r.Mapping(entry.Node, path, []string{"value", "source", "retrospective"}, "{value: 4.8, source: briefing}") {
			v, _ := r.scalar(part.Node, document.Join(path, part.Key), "4.8")
			switch part.Key {
			case "value":
				a.value = v
			case "source":
				a.source = v
			case "retrospective":
				a.retrospective = v
			}
		}
		r.require(entry.Node, path, map[string]value{"value": a.value, "source": a.source})
		r.document.assumptions = append(r.document.assumptions, a)
	}
}

func (r *documentReader) sentences(node *yaml.Node) []value {
	var out []value
	for i, item := range r.Sequence(node, "not_planned", schema.MostLines, "- People without a car.") {
		if v, ok := r.scalar(item, fmt.Sprintf("not_planned[%d]", i), "- People without a car."); ok {
			out = append(out, v)
		}
	}
	return out
}

func (r *documentReader) variants(node *yaml.Node) {
	for i, item := range r.Sequence(node, "variants", schema.MostVariants, "- id: eight-hours") {
		path := fmt.Sprintf("variants[%d]", i)
		var v variant
		for _, entry := range r.Mapping(item, path, []string{"id", "about", "set"}, "id: eight-hours") {
			switch entry.Key {
			case "id":
				v.id, _ = r.scalar(entry.Node, document.Join(path, "id"), "eight-hours")
			case "about":
				v.about, _ = r.scalar(entry.Node, document.Join(path, "about"), "a sentence")
			case "set":
				r.variantSet(&v, entry.Node, document.Join(path, "set"))
			}
		}
		r.require(item, path, map[string]value{"id": v.id, "about": v.about})
		r.document.variants = append(r.document.variants, v)
	}
}

func (r *documentReader) variantSet(v *variant, node *yaml.Node, path string) {
	for _, entry := range r.Mapping(node, path, nil, "horizon: 20 days") {
		where := problem.Where{File: settingsFile, Line: entry.Node.Line, Column: document.Join(path, entry.Key)}
		text := ""
		if !document.IsEmpty(entry.Node) {
			scalar, ok := r.scalar(entry.Node, where.Column, "20 days")
			if !ok {
				continue
			}
			text = scalar.text
		}
		v.set = append(v.set, scenario.Override{Path: entry.Key, Value: text})
		v.wheres = append(v.wheres, where)
	}
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
			r.Problems.Add(problem.KeyMissing, where, "", key, examples[key])
		}
	}
}

// requireKeys reports required keys at the top and under files.
func (r *documentReader) requireKeys() {
	for _, f := range schema.Settings.Fields {
		if _, ok := r.document.values[f.Name]; f.Required && !ok {
			key := f.Name[strings.LastIndex(f.Name, ".")+1:]
			r.Problems.Add(problem.KeyMissing, problem.Where{File: settingsFile}, "", f.Name, key+": "+f.Example)
		}
	}
}
