package instance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"unicode/utf8"

	"wayout/internal/fleet/splitload"
	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// value is one value of a JSON file with its place. One that is absent has been reported.
type value struct {
	file   string
	path   string
	held   any // map[string]any, []any, json.Number, string, bool or nil
	absent bool
}

// at returns the place below a value, without what is there.
func (v value) at(key string) value {
	path := v.path + "." + key
	if v.path == "" {
		path = key
	}
	return value{file: v.file, path: path, absent: true}
}

func (v value) where() problem.Where { return problem.Where{File: v.file, Column: v.path} }

// document reads and parses one file.
func (h *homesReader) document(name string) value {
	top := value{file: name, absent: true}
	file, err := h.folder.Open(name)
	if err != nil {
		h.add(problem.FileMissing, top.where(), "", reason(err))
		return top
	}
	defer file.Close()
	data, err := readLimited(file)
	switch {
	case err != nil:
		h.add(problem.FileMissing, top.where(), "", reason(err))
		return top
	case len(data) > sheet.MostBytes:
		h.add(problem.HomesMany, top.where(), "", "bytes", fmt.Sprint(len(data)), fmt.Sprint(sheet.MostBytes))
		return top
	case !utf8.Valid(data):
		h.add(problem.HomesJSON, top.where(), "", "it is not in UTF-8")
		return top
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	err = decoder.Decode(&top.held)
	if err == nil {
		if _, more := decoder.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("something follows the end")
		}
	}
	if err != nil {
		line := 1 + bytes.Count(data[:min(decoder.InputOffset(), int64(len(data)))], []byte("\n"))
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			line = 1 + bytes.Count(data[:min(syntax.Offset, int64(len(data)))], []byte("\n"))
		}
		h.add(problem.HomesJSON, problem.Where{File: name, Line: line}, "", err.Error())
		return top
	}
	top.absent = false
	return top
}

// wrong reports that a value is not what it should be.
func (h *homesReader) wrong(v value, want string) {
	found, err := json.Marshal(v.held)
	if err != nil {
		found = nil
	}
	h.add(problem.HomesKind, v.where(), string(found), want)
}

// key returns what an object has under a key that it must have.
func (h *homesReader) key(object value, key, what string) value {
	v, ok := h.look(object, key)
	if !ok && !object.absent {
		if _, is := object.held.(map[string]any); is {
			h.add(problem.HomesKey, v.where(), "", what)
		}
	}
	return v
}

// optional returns what an object has under a key, and false where that is nothing or null.
func (h *homesReader) optional(object value, key string) (value, bool) {
	v, ok := h.look(object, key)
	return v, ok && v.held != nil
}

func (h *homesReader) look(object value, key string) (v value, ok bool) {
	v = object.at(key)
	if object.absent {
		return v, false
	}
	members, is := object.held.(map[string]any)
	if !is {
		h.wrong(object, "an object")
		return v, false
	}
	v.held, ok = members[key]
	v.absent = !ok
	return v, ok
}

// list returns the entries of an array.
func (h *homesReader) list(v value) []value {
	if v.absent {
		return nil
	}
	items, is := v.held.([]any)
	if !is {
		h.wrong(v, "a list")
		return nil
	}
	out := make([]value, len(items))
	for i, item := range items {
		out[i] = v.at(strconv.Itoa(i))
		out[i].held, out[i].absent = item, false
	}
	return out
}

// label returns the name of a place, which may be missing.
func (h *homesReader) label(place value) string {
	v, ok := h.optional(place, "label")
	if !ok {
		return ""
	}
	text, is := v.held.(string)
	if !is {
		h.wrong(v, "a text")
	}
	return text
}

// count reads a whole number from 0 to most.
func (h *homesReader) count(v value, most int64) int64 {
	if v.absent {
		return 0
	}
	number, is := v.held.(json.Number)
	n, err := strconv.ParseInt(string(number), 10, 64)
	if !is || err != nil && !errors.Is(err, strconv.ErrRange) {
		h.wrong(v, "a whole number")
		return 0
	}
	if err != nil || n < 0 || n > most {
		h.add(problem.HomesRange, v.where(), string(number), "0", fmt.Sprint(most))
		return 0
	}
	return n
}

// seconds reads a time and rounds it to milliseconds.
func (h *homesReader) seconds(v value) unit.Millisecond {
	if v.absent {
		return 0
	}
	number, is := v.held.(json.Number)
	if !is {
		h.wrong(v, "a number of seconds")
		return 0
	}
	const most = float64(splitload.MostTime) / 1000
	seconds, err := number.Float64()
	if err != nil || seconds < 0 || seconds > most {
		h.add(problem.HomesRange, v.where(), string(number), "0", fmt.Sprint(most))
		return 0
	}
	return unit.Millisecond(math.Round(seconds * 1000))
}
