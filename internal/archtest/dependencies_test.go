package archtest

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite what docs/ holds of the code: dependencies.txt, reference.md, the table in assumptions.md")

// TestDependenciesAreTheCommittedOnes compares the modules in the program with the committed
// list, so that whoever adds one sees it in the difference and in docs/dependencies.md.
func TestDependenciesAreTheCommittedOnes(t *testing.T) {
	if _, err := os.Stat(filepath.Join(root, "cmd", "wayout", "main.go")); err != nil {
		t.Skip("cmd/wayout has no main.go yet, so there is no program to list")
	}
	got := strings.Join(modulesOf(t, "./cmd/wayout"), "\n") + "\n"
	name := filepath.Join("docs", "dependencies.txt")
	if *update {
		if err := os.WriteFile(filepath.Join(root, name), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := string(read(t, "docs/dependencies.txt"))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("modules in the program (-%s +now):\n%s\ngo test ./internal/archtest -update rewrites it", name, diff)
	}
}

func TestEveryModuleIsExplained(t *testing.T) {
	explained := string(read(t, "docs/dependencies.md"))
	modules := append(goList(t, "list", "-m", "-f", "{{if not (or .Main .Indirect)}}{{.Path}}{{end}}", "all"),
		strings.Fields(string(read(t, "docs/dependencies.txt")))...)
	for _, m := range modules {
		if !strings.Contains(explained, "`"+m+"`") {
			t.Errorf("docs/dependencies.md does not say what %s is for", m)
		}
	}
}

// TestNothingReachesOutOfThePage: the planner inside a page has no code for queues and connections.
func TestNothingReachesOutOfThePage(t *testing.T) {
	packages := goListFor(t, "js", "wasm", "list", "-deps", "./cmd/planner")
	if !slices.Contains(packages, module+"internal/planner") {
		t.Fatal("cmd/planner is built without the planner")
	}
	for _, name := range packages {
		if strings.HasPrefix(name, "github.com/nats-io/") || strings.HasPrefix(name, module+"internal/queue") {
			t.Errorf("cmd/planner is built with %s", name)
		}
	}
}

// TestOnlyQueuesConnect: connections are opened below internal/queue and nowhere else.
func TestOnlyQueuesConnect(t *testing.T) {
	all := packages(t)
	for _, dir := range inOrder(all) {
		for _, f := range all[dir] {
			if f.test() || strings.HasPrefix(dir, "internal/queue/") {
				continue
			}
			for _, imported := range f.imports(t) {
				if strings.HasPrefix(imported, "github.com/nats-io/") {
					t.Errorf("%s imports %s; only internal/queue may", f.name, imported)
				}
			}
		}
	}
}

// modulesOf returns the modules of a program other than our own and the standard library, as they
// are on Linux: another system may need one more, to talk to its terminal.
func modulesOf(t *testing.T, program string) []string {
	t.Helper()
	paths := goList(t, "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", program)
	slices.Sort(paths)
	return slices.Compact(paths)
}

// goList runs the go command in the root of the module and returns the lines that are not empty.
func goList(t *testing.T, arguments ...string) []string {
	t.Helper()
	return goListFor(t, "linux", "amd64", arguments...)
}

// goListFor does so for a system and a processor.
func goListFor(t *testing.T, system, processor string, arguments ...string) []string {
	t.Helper()
	command := exec.Command("go", arguments...)
	command.Dir = root
	command.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+processor, "CGO_ENABLED=0")
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go %v: %v", arguments, err)
	}
	return strings.Fields(string(out))
}
