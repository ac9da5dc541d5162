package app

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wayout/internal/i18n"
	"wayout/internal/page"
	"wayout/internal/paper/papertest"
)

// TestBriefing: two pages in every language, with the numbers of summary.json.
func TestBriefing(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: the example is reported in the full tests")
	}
	p, _ := printOrders(t, Question{Folder: departure}, func(q *OrdersQuestion) { q.Level, q.Languages = "public", []string{"en"} })
	for _, l := range i18n.Languages {
		reported, problems, err := Report(context.Background(), ReportQuestion{Folder: departure, Out: p.out, Language: l.Code, Now: time.Now()}, nil)
		if reported == nil {
			t.Fatal(l.Name, problems, err)
		}
		data, err := os.ReadFile(reported.Briefing)
		if err != nil {
			t.Fatal(err)
		}
		pages, err := papertest.Pages(data)
		if err != nil {
			t.Fatal(err)
		}
		if len(pages) != 2 {
			t.Errorf("%s: %d pages", l.Name, len(pages))
		}
		if l.Code == i18n.Source {
			served := flat(i18n.Number(int64(p.summary(t)["people_served"].(float64))))
			if text := flat(strings.Join(pages, " ")); !strings.Contains(text, "Served: "+served) || !strings.Contains(text, "So nobody can promise") {
				t.Errorf("the briefing does not say who is served, or the bound:\n%s", text)
			}
		}
	}
}

// TestReportPage: the page holds the view of the plan and, where the program was built with it, the
// planner, and is small enough to be carried.
func TestReportPage(t *testing.T) {
	out := t.TempDir()
	planned := planInto(t, Question{Folder: valley(t)}, out)
	reported, problems, err := Report(context.Background(), ReportQuestion{Folder: planned.Question.Folder, Out: out, Language: "en", Now: time.Now()}, nil)
	if reported == nil {
		t.Fatal(problems, err)
	}
	html, err := os.ReadFile(filepath.Join(out, PageFile))
	if err != nil {
		t.Fatal(err)
	}
	if len(html) != reported.Bytes || len(html) > 8<<20 {
		t.Errorf("the page has %d bytes, said to be %d", len(html), reported.Bytes)
	}
	_, after, found := bytes.Cut(html, []byte(`<script type="application/json" id="view">`))
	data, _, ended := bytes.Cut(after, []byte("</script>"))
	var shown struct {
		Summary struct {
			Served int `json:"people_served"`
		} `json:"summary"`
	}
	if err := json.Unmarshal(data, &shown); !found || !ended || err != nil || shown.Summary.Served != int(planned.Summary.PeopleServed) {
		t.Errorf("the page does not hold the view: %v", err)
	}
	if has := bytes.Contains(html, []byte(`id="planner"`)); has != page.HasPlanner() || has != reported.WithPlanner {
		t.Errorf("the page has a planner: %v; the program: %v", has, page.HasPlanner())
	}
}
