package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"wayout/internal/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"wayout": func() { os.Exit(cli.Run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"json":   jsonValue,
			"change": change,
		},
		Setup: func(env *testscript.Env) error {
			examples, err := filepath.Abs("../../examples")
			env.Setenv("EXAMPLES", examples)
			return err
		},
	})
}

// exits runs a command and wants its exit code: exits 3 wayout plan valley.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND …")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		failed, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = failed.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

// jsonValue wants a value in a JSON file or in stdout or stderr: json stdout not_served.0.people 12.
// Without a value it wants only that there is one; with ! before it that there is none.
func jsonValue(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: json FILE PATH [VALUE]")
	}
	var at any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &at))
	found := true
	for name := range strings.SplitSeq(args[1], ".") {
		switch v := at.(type) {
		case map[string]any:
			at, found = v[name]
		case []any:
			i, err := strconv.Atoi(name)
			if found = err == nil && i < len(v); found {
				at = v[i]
			}
		default:
			found = false
		}
		if !found {
			break
		}
	}
	if found == neg {
		ts.Fatalf("%s has %s: %v", args[0], args[1], found)
	}
	if len(args) == 3 {
		if got := fmt.Sprint(at); got != args[2] {
			ts.Fatalf("%s in %s is %s, want %s", args[1], args[0], got, args[2])
		}
	}
}

// change replaces the first text by the second in a file: change plan.json 12 13.
func change(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: change FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o644))
}

// run runs a command line in this process.
func run(ctx context.Context, args ...string) (code int, out, errOut string) {
	var stdout, stderr bytes.Buffer
	code = cli.Run(ctx, args, &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// TestStopped: a plan that is stopped writes nothing and leaves what was there.
func TestStopped(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "valley")
	out := filepath.Join(t.TempDir(), "out")
	if code, _, errOut := run(context.Background(), "init", dir); code != 0 {
		t.Fatalf("init: %d %s", code, errOut)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	code, text, errOut := run(stopped, "plan", dir, "-o", out)
	if code != 130 || text != "" || !strings.Contains(errOut, "nothing was written") {
		t.Errorf("plan: code %d, out %q, errors %q", code, text, errOut)
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Error("a stopped plan left a folder")
	}
	if code, _, errOut := run(stopped, "flow", "../instance/testdata/01-line"); code != 130 {
		t.Errorf("flow: code %d, errors %q", code, errOut)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestOutputThatFails(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"version", "--json"}, {"flow", "../instance/testdata/01-line"}} {
		var stderr bytes.Buffer
		if code := cli.Run(context.Background(), args, full{}, &stderr); code != 1 || !strings.Contains(stderr.String(), "no space left") {
			t.Errorf("%v: code %d, errors %q", args, code, stderr.String())
		}
	}
}

// TestSameInputSameBytes plans twice and compares every file.
func TestSameInputSameBytes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "valley")
	run(context.Background(), "init", dir)
	var first map[string]string
	for range 2 {
		out := filepath.Join(t.TempDir(), "out")
		run(context.Background(), "plan", dir, "-o", out, "--quiet")
		files := map[string]string{}
		for _, name := range []string{"plan.json", "certificate.json", "slots.csv", "summary.json"} {
			data, err := os.ReadFile(filepath.Join(out, name))
			if err != nil {
				t.Fatal(err)
			}
			files[name] = string(data)
		}
		if first == nil {
			first = files
		}
		for name := range files {
			if files[name] != first[name] {
				t.Errorf("%s differs between two runs", name)
			}
		}
	}
}
