package archtest

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// floor is one storey of the house. A room may import rooms of lower floors, and on its own floor
// those that stand before it.
type floor struct {
	name  string
	rooms []string
	pure  bool // below the line: no files, clock or network
}

var floors = []floor{
	{"ground", []string{"unit", "problem", "area", "projection"}, true},
	{"model", []string{"gazetteer", "people", "roads", "scenario", "plan"}, true},
	{"engines", []string{"convoy", "flow", "reach", "core", "proof", "calendar", "supply", "fleet", "outcome", "routing", "planner", "pricing", "study"}, true},
	{"judges", []string{"verify", "traffic", "hindsight"}, true},
	{"formats", []string{
		"disk", "border", "draft", "osm", "matsim", "popgrid", "starter", "sheet", "census", "shape", "spelling", "document", "folder", "question", "instance",
		"count", "report", "export", "arrivals", "chart", "account", "replay", "simulation", "ledger", "queue", "groundwork", "view", "replan", "alert", "i18n", "paper", "orders", "handout", "exchange", "page",
	}, false},
	{"app", []string{"app"}, false},
	{"cli", []string{"cli"}, false},
}

// exceptions are the rules that are stricter than the floors.
var exceptions = []struct {
	why  string
	room string
	may  func(imported string) bool
}{
	{"the judges share only the model with the engines", "verify", noEngine},
	{"the judges share only the model with the engines", "traffic", noEngine},
	{"the judges share only the model with the engines", "hindsight", noEngine},
	{"the solver knows nodes, links and steps only", "flow", func(imported string) bool {
		return imported == "unit"
	}},
}

// noEngine reports whether a room is none of those that make plans, nor the other judge.
func noEngine(imported string) bool {
	engines := []string{"convoy", "flow", "reach", "core", "proof", "calendar", "supply", "fleet", "outcome", "routing", "planner", "pricing", "study"}
	return imported != "verify" && !slices.Contains(engines, imported)
}

// place returns the floor of a room and its place on it, or -1.
func place(room string) (storey, before int) {
	for i, f := range floors {
		if at := slices.Index(f.rooms, room); at >= 0 {
			return i, at
		}
	}
	return -1, -1
}

// roomOf returns the first element below internal/ of a folder or import path.
func roomOf(path string) string {
	room, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(path, module), "internal/"), "/")
	return room
}

func TestEveryPackageHasItsFloor(t *testing.T) {
	for _, dir := range inOrder(packages(t)) {
		known := []string{"cmd/wayout", "cmd/planner", "cmd/planner/compile", "cmd/dist", "cmd/bench", "examples", "examples/make", "internal/archtest"}
		if slices.Contains(known, dir) {
			continue
		}
		if storey, _ := place(roomOf(dir)); storey < 0 || !strings.HasPrefix(dir, "internal/") {
			t.Errorf("%s stands on no floor; give it one here and in docs/architecture.md", dir)
		}
	}
}

func TestImportsPointDown(t *testing.T) {
	all := packages(t)
	for _, dir := range inOrder(all) {
		if !strings.HasPrefix(dir, "internal/") {
			continue
		}
		for _, f := range all[dir] {
			for _, imported := range f.imports(t) {
				if strings.HasPrefix(imported, module) && !f.test() {
					if why := forbidden(roomOf(dir), roomOf(imported)); why != "" {
						t.Errorf("%s imports %s: %s", f.name, imported, why)
					}
				}
			}
		}
	}
}

// forbidden says why a room may not import another; empty if it may.
func forbidden(room, imported string) string {
	if room == imported {
		return ""
	}
	storey, before := place(room)
	below, at := place(imported)
	if below > storey || below == storey && at > before {
		return "it does not stand below"
	}
	for _, e := range exceptions {
		if e.room == room && !e.may(imported) {
			return e.why
		}
	}
	return ""
}

func TestForbidden(t *testing.T) {
	tests := []struct {
		room, imported string
		may            bool
	}{
		{"planner", "flow", true},
		{"flow", "planner", false},
		{"flow", "unit", true},
		{"flow", "roads", false},
		{"verify", "plan", true},
		{"verify", "planner", false},
		{"verify", "flow", false},
		{"traffic", "plan", true},
		{"traffic", "convoy", false},
		{"traffic", "verify", false},
		{"scenario", "roads", true},
		{"roads", "scenario", false},
		{"people", "sheet", false},
		{"folder", "sheet", true},
		{"export", "app", false},
		{"cli", "app", true},
	}
	for _, test := range tests {
		if why := forbidden(test.room, test.imported); (why == "") != test.may {
			t.Errorf("%s importing %s: %q, want it allowed: %v", test.room, test.imported, why, test.may)
		}
	}
}

func TestPackagesForTestsStayInTests(t *testing.T) {
	all := packages(t)
	for _, dir := range inOrder(all) {
		for _, f := range all[dir] {
			for _, imported := range f.imports(t) {
				if strings.HasPrefix(imported, module) && strings.HasSuffix(imported, "test") && !f.test() {
					t.Errorf("%s imports %s, which is for tests", f.name, imported)
				}
			}
		}
	}
}

func TestOnlyTheFacesSeeTheApp(t *testing.T) {
	allowed := map[string][]string{
		module + "internal/app": {"internal/app", "internal/app/studies", "internal/cli", "internal/page/browsertest"},
		module + "internal/cli": {"internal/cli", "cmd/wayout"},
	}
	all := packages(t)
	for _, dir := range inOrder(all) {
		for _, f := range all[dir] {
			for _, imported := range f.imports(t) {
				if who, ok := allowed[imported]; ok && !slices.Contains(who, dir) {
					t.Errorf("%s imports %s; only %v may", f.name, imported, who)
				}
			}
		}
	}
}

// outside are packages by which the world could come in below the line.
var outside = []string{
	"os", "os/exec", "os/signal", "io/ioutil", "net", "net/http", "syscall", "log", "log/slog",
	"math/rand", "math/rand/v2", "crypto/rand", "unsafe", "embed",
}

// clock are the functions of package time that look at a clock or wait for it.
var clock = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}

func TestNothingFromOutsideBelowTheLine(t *testing.T) {
	all := packages(t)
	for _, dir := range inOrder(all) {
		storey, _ := place(roomOf(dir))
		if storey < 0 || !floors[storey].pure {
			continue
		}
		for _, f := range all[dir] {
			if f.test() {
				continue
			}
			for _, imported := range f.imports(t) {
				if slices.Contains(outside, imported) {
					t.Errorf("%s imports %s below the line", f.name, imported)
				}
			}
			checkClock(t, f)
		}
	}
}

func checkClock(t *testing.T, f file) {
	t.Helper()
	ast.Inspect(f.syntax, func(node ast.Node) bool {
		selected, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		from, ok := selected.X.(*ast.Ident)
		if ok && from.Name == "time" && slices.Contains(clock, selected.Sel.Name) {
			t.Errorf("%s: time.%s below the line", f.where(node), selected.Sel.Name)
		}
		return true
	})
}
