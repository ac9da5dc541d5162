package export_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"wayout/internal/export"
)

// TestFormatsPageNamesEveryKey: docs/formats.md says what every key of summary.json means, there or with
// what all files of a result share.
func TestFormatsPageNamesEveryKey(t *testing.T) {
	page, err := os.ReadFile("../../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "## A result is a folder")
	section, _, _ = strings.Cut(section, "\n## ")
	for _, key := range keysOf(reflect.TypeFor[export.Summary]()) {
		if !strings.Contains(section, "`"+key+"`") {
			t.Errorf("docs/formats.md does not name the key %s of summary.json", key)
		}
	}
}

// keysOf returns the JSON keys of a type and of all it holds.
func keysOf(t reflect.Type) []string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return keysOf(t.Elem())
	case reflect.Struct:
	default:
		return nil
	}
	var out []string
	for i := range t.NumField() {
		f := t.Field(i)
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
			out = append(out, name)
		}
		out = append(out, keysOf(f.Type)...)
	}
	return out
}
