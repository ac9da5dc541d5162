package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
)

// row is one line of a source table by the name of its columns.
type row map[string]string

// number returns a cell that must hold a whole number; an empty one is 0.
func (r row) number(column string) (int, error) {
	if r[column] == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(r[column])
	if err != nil {
		return 0, fmt.Errorf("%s, column %s: %w", r["id"], column, err)
	}
	return n, nil
}

// source is what the examples are made from.
type source struct {
	places, roads []row
	facts         map[string]row // events (E…) and resources (S…) by id
}

func readSource(fsys fs.FS, dir string) (*source, error) {
	places, err := readTable(fsys, dir+"/places.csv")
	if err != nil {
		return nil, err
	}
	roads, err := readTable(fsys, dir+"/roads.csv")
	if err != nil {
		return nil, err
	}
	from := &source{places: places, roads: roads, facts: map[string]row{}}
	for _, name := range []string{"events.csv", "resources.csv"} {
		facts, err := readTable(fsys, dir+"/"+name)
		if err != nil {
			return nil, err
		}
		for _, fact := range facts {
			from.facts[fact["id"]] = fact
		}
	}
	return from, nil
}

func readTable(fsys fs.FS, name string) ([]row, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("%s: no rows", name)
	}
	var rows []row
	for _, record := range records[1:] {
		r := row{}
		for i, column := range records[0] {
			r[column] = record[i]
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// cite names events with the pages they were read on, for a column called source.
func (s *source) cite(ids ...string) (string, error) {
	var out []string
	for _, id := range ids {
		event, ok := s.facts[id]
		if !ok {
			return "", fmt.Errorf("events.csv has no event %s", id)
		}
		out = append(out, fmt.Sprintf("events.csv %s (%s)", id, event["source"]))
	}
	return strings.Join(out, "; "), nil
}

// reference is a number of the source in the tables of this program: {S34} is the value of S34.
var reference = regexp.MustCompile(`\{([ES]\d+)\}`)

// fill returns a text with the values of the source in place of its references, as the source
// writes them where they are the whole text, else with commas between thousands.
func (s *source) fill(text string) (string, error) {
	out := text
	for _, match := range reference.FindAllStringSubmatch(text, -1) {
		fact, ok := s.facts[match[1]]
		if !ok || fact["value"] == "" {
			return "", fmt.Errorf("the source has no value %s", match[1])
		}
		if match[0] == text {
			return fact["value"], nil
		}
		out = strings.ReplaceAll(out, match[0], thousands(fact["value"]))
	}
	return out, nil
}

// thousands puts commas into digits.
func thousands(digits string) string {
	if len(digits) <= 3 {
		return digits
	}
	return thousands(digits[:len(digits)-3]) + "," + digits[len(digits)-3:]
}
