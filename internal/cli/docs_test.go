package cli_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown is a command line that a document shows, with the lines of its output that stand under it.
type shown struct {
	line    int
	command string
	output  []string
}

// commandsOf returns the lines that begin with a dollar sign in the sh blocks of a document, with
// the lines under them. A line that ends in a backslash goes on in the next.
func commandsOf(t *testing.T, path string) []shown {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out []shown
	inBlock, goesOn := false, false
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimSpace(lines.Text())
		command, starts := strings.CutPrefix(text, "$ ")
		switch {
		case strings.HasPrefix(text, "```"):
			inBlock = text == "```sh"
			continue
		case !inBlock:
			continue
		case goesOn:
			out[len(out)-1].command += "\n" + text
		case starts:
			out = append(out, shown{line: n, command: command})
		default:
			if len(out) > 0 {
				out[len(out)-1].output = append(out[len(out)-1].output, lines.Text())
			}
			continue
		}
		goesOn = strings.HasSuffix(text, `\`)
	}
	return out
}

// elsewhere are commands that documents show and other tests run, or that need a network.
var elsewhere = []string{"git clone", "cd wayout", "make", "go build", "go install", "go run ./examples/make", "go run ./cmd/bench"}

// TestCommandsInDocuments runs every command that README.md and docs/ show, in a scratch copy of
// the examples, one document after the other. Code 3, somebody is not
// served, and code 5, an alarm, are good answers.
// Lines shown under a command must stand in what it prints, in their order.
func TestCommandsInDocuments(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: the commands of the documents run in the full tests")
	}
	root := "../.."
	documents, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(root, "README.md")); err == nil {
		documents = append(documents, filepath.Join(root, "README.md"))
	}
	for _, document := range documents {
		commands := commandsOf(t, document)
		if len(commands) == 0 {
			continue
		}
		t.Run(filepath.Base(document), func(t *testing.T) {
			scratch := scratchCopy(t, root)
			for _, c := range commands {
				runShown(t, scratch, filepath.Base(document), c)
			}
		})
	}
}

// scratchCopy returns a folder with the examples and, in bin, the program.
func scratchCopy(t *testing.T, root string) string {
	t.Helper()
	scratch := t.TempDir()
	if err := os.CopyFS(filepath.Join(scratch, "examples"), os.DirFS(filepath.Join(root, "examples"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(scratch, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// Under this name the test binary is the program; see TestMain.
	if err := os.Symlink(program, filepath.Join(scratch, "bin", "wayout")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	return scratch
}

func runShown(t *testing.T, scratch, document string, c shown) {
	t.Helper()
	for _, prefix := range elsewhere {
		if c.command == prefix || strings.HasPrefix(c.command, prefix+" ") {
			return
		}
	}
	command := exec.Command("sh", "-c", c.command)
	command.Dir = scratch
	command.Env = append(os.Environ(), "PATH="+filepath.Join(scratch, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
	output, err := command.CombinedOutput()
	if code := command.ProcessState.ExitCode(); err != nil && code != 3 && code != 5 {
		t.Errorf("%s:%d: $ %s\n%v\n%s", document, c.line, c.command, err, output)
	}
	rest := string(output)
	for _, line := range c.output {
		_, after, found := strings.Cut(rest, line)
		if !found {
			t.Errorf("%s:%d: $ %s does not print, after the lines before it:\n%s", document, c.line, c.command, line)
			return
		}
		rest = after
	}
}

func TestCommandsOf(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.md")
	text := "$ no\n```sh\n$ one\n  output\n$ two \\\n  more\n# comment\n```\n$ no\n```\n$ no\n```\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	got := commandsOf(t, path)
	want := []shown{{3, "one", []string{"  output"}}, {5, "two \\\nmore", []string{"# comment"}}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(shown{})); diff != "" {
		t.Errorf("commands (-want +got):\n%s", diff)
	}
}
