package handout_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"wayout/internal/handout"
	"wayout/internal/orders"
)

func TestNext(t *testing.T) {
	at := time.Date(2026, 4, 10, 6, 0, 0, 0, time.UTC)
	var none *handout.Manifest
	first := none.Next("plan a", false, at)
	if first.Version != 1 || first.Replaces != 0 || !first.Issued.Equal(at) {
		t.Errorf("first: %+v", first)
	}
	first.Told = map[string]orders.Hours{"mill": {First: "2026-04-10T08:00:00Z"}}
	first.Messages = map[string]handout.Message{"mill": {Identifier: "mill-v1"}}
	same := first.Next("plan a", false, at.Add(time.Hour))
	if same.Version != 1 || !same.Issued.Equal(at) {
		t.Errorf("the same plan: %+v", same)
	}
	second := first.Next("plan b", false, at.Add(time.Hour))
	if second.Version != 2 || second.Replaces != 1 || second.Before["mill"].First == "" || second.Earlier["mill"].Identifier != "mill-v1" || second.Told != nil {
		t.Errorf("another plan: %+v", second)
	}
	off := second.Next("plan b", true, at.Add(2*time.Hour))
	if off.Version != 3 || off.Replaces != 2 || !off.Cancelled {
		t.Errorf("called off: %+v", off)
	}
	if again := off.Next("plan b", true, at.Add(3*time.Hour)); again.Version != 3 {
		t.Errorf("called off twice: %+v", again)
	}
}

func TestReadManifest(t *testing.T) {
	out := t.TempDir()
	if m, problems := handout.ReadManifest(out); m != nil || len(problems) > 0 {
		t.Errorf("nothing there: %v, %v", m, problems)
	}
	for name, text := range map[string]string{
		"no JSON":       "{",
		"of another":    `{"format": "other", "version": 1, "orders_version": 1}`,
		"newer":         `{"format": "wayout orders", "version": 2, "orders_version": 1}`,
		"version zero":  `{"format": "wayout orders", "version": 1}`,
		"another shape": `{"format": "wayout orders", "version": 1, "orders_version": 1, "printed": []}`,
	} {
		if err := os.WriteFile(filepath.Join(out, handout.ManifestFile), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if m, problems := handout.ReadManifest(out); m != nil || !problems.HasErrors() {
			t.Errorf("%s: read as %+v", name, m)
		}
	}
}

func FuzzReadManifest(f *testing.F) {
	f.Add([]byte(`{"format": "wayout orders", "version": 1, "orders_version": 3, "printed": {"../x": 2}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		out := t.TempDir()
		if err := os.WriteFile(filepath.Join(out, handout.ManifestFile), data, 0o644); err != nil {
			t.Fatal(err)
		}
		m, problems := handout.ReadManifest(out)
		if (m == nil) != problems.HasErrors() {
			t.Errorf("manifest %v with %v", m, problems)
		}
		handout.MarkOutOfDate(out, []byte("plan"))
		entries, err := os.ReadDir(filepath.Dir(out))
		if err != nil || len(entries) != 1 {
			t.Errorf("something was written outside: %v %v", entries, err)
		}
	})
}
