package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"wayout/internal/problem"
	"wayout/internal/spelling"
)

// Reader walks the nodes of one file and adds what is wrong to a list.
type Reader struct {
	File     string       // as problems name it
	Empty    problem.Code // of a file without content
	Problems *problem.List
}

// Value is a text of the file, and where it stands.
type Value struct {
	Text  string
	Where problem.Where
}

// Root returns the mapping at the top of the only document, or nil.
func (r *Reader) Root(data []byte, example string) *yaml.Node {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var top yaml.Node
	err := decoder.Decode(&top)
	switch {
	case errors.Is(err, io.EOF):
		r.Problems.Add(r.Empty, problem.Where{File: r.File}, "")
		return nil
	case err != nil:
		line, text := splitError(err)
		r.Problems.Add(problem.YAMLInvalid, problem.Where{File: r.File, Line: line}, "", text)
		return nil
	}
	var second yaml.Node
	if err := decoder.Decode(&second); err == nil {
		r.Problems.Add(problem.YAMLDocuments, problem.Where{File: r.File, Line: second.Line}, "")
		return nil
	} else if !errors.Is(err, io.EOF) {
		line, text := splitError(err)
		r.Problems.Add(problem.YAMLInvalid, problem.Where{File: r.File, Line: line}, "", text)
		return nil
	}
	if r.refuseReferences(&top) {
		return nil
	}
	root := top.Content[0]
	if IsEmpty(root) {
		r.Problems.Add(r.Empty, problem.Where{File: r.File}, "")
		return nil
	}
	if root.Kind != yaml.MappingNode {
		r.WrongKind(root, "", "keys with values", example)
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
func (r *Reader) refuseReferences(node *yaml.Node) bool {
	where := problem.Where{File: r.File, Line: node.Line}
	switch {
	case node.Kind == yaml.AliasNode || node.Anchor != "":
		r.Problems.Add(problem.YAMLAlias, where, node.Value)
		return true
	case node.Style&yaml.TaggedStyle != 0:
		r.Problems.Add(problem.YAMLTag, where, node.Tag)
		return true
	}
	return slices.ContainsFunc(node.Content, r.refuseReferences)
}

// Entry is one key of a mapping, with what stands under it.
type Entry struct {
	Key  string
	Node *yaml.Node
}

// Mapping returns the entries of a mapping with known keys, each once. A nil list of keys admits
// every key.
func (r *Reader) Mapping(node *yaml.Node, path string, keys []string, example string) []Entry {
	if IsEmpty(node) {
		return nil
	}
	if node.Kind != yaml.MappingNode {
		r.WrongKind(node, path, "keys with values", example)
		return nil
	}
	var out []Entry
	lines := map[string]int{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, child := node.Content[i], node.Content[i+1]
		where := problem.Where{File: r.File, Line: key.Line, Column: Join(path, key.Value)}
		first, twice := lines[key.Value]
		switch {
		case key.Kind != yaml.ScalarNode:
			r.Problems.Add(problem.KeyUnknown, problem.Where{File: r.File, Line: key.Line, Column: path}, "", spelling.Known(keys))
		case twice:
			r.Problems.Add(problem.KeyTwice, where, key.Value, fmt.Sprint(first), fmt.Sprint(key.Line))
		case keys != nil && !slices.Contains(keys, key.Value):
			r.Problems.Add(problem.KeyUnknown, where, key.Value, spelling.Suggest(key.Value, keys))
		default:
			lines[key.Value] = key.Line
			out = append(out, Entry{key.Value, child})
		}
	}
	return out
}

// Scalar returns the text of a node, false if it is empty or no text.
func (r *Reader) Scalar(node *yaml.Node, path, example string) (Value, bool) {
	if IsEmpty(node) {
		return Value{}, false
	}
	if node.Kind != yaml.ScalarNode {
		r.WrongKind(node, path, "a single value", example)
		return Value{}, false
	}
	v := Value{node.Value, problem.Where{File: r.File, Line: node.Line, Column: path}}
	return v, strings.TrimSpace(node.Value) != ""
}

// Sequence returns the items of a list, at most so many.
func (r *Reader) Sequence(node *yaml.Node, path string, most int, example string) []*yaml.Node {
	if IsEmpty(node) {
		return nil
	}
	if node.Kind != yaml.SequenceNode {
		r.WrongKind(node, path, "a list", example)
		return nil
	}
	if len(node.Content) > most {
		where := problem.Where{File: r.File, Line: node.Line, Column: path}
		r.Problems.Add(problem.SettingsMany, where, "", fmt.Sprint(len(node.Content)), fmt.Sprint(most))
		return nil
	}
	return node.Content
}

// WrongKind reports a node of the wrong kind.
func (r *Reader) WrongKind(node *yaml.Node, path, want, example string) {
	found := map[yaml.Kind]string{
		yaml.MappingNode: "keys with values", yaml.SequenceNode: "a list", yaml.ScalarNode: "a single value",
	}[node.Kind]
	where := problem.Where{File: r.File, Line: node.Line, Column: path}
	r.Problems.Add(problem.YAMLKind, where, node.Value, want, found, example)
}

// IsEmpty reports whether a node has no value.
func IsEmpty(node *yaml.Node) bool {
	return node.Kind == 0 || node.Kind == yaml.ScalarNode && node.Tag == "!!null"
}

// Join returns the path of a key below another path.
func Join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// Hidden reports whether a character can change how the text around it is shown: control
// characters, and the marks that turn or isolate the direction of writing.
func Hidden(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}
