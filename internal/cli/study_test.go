package cli_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// queuedStudy has runs that are quick to make.
const queuedStudy = `study: 1
name: Made by many
runs: 40
seed: 3
set: {step: 10 minutes}
inputs:
  - path: gate.bridge.seconds_per_vehicle
    range: {from: 15, to: 60}
  - name: people
    path: place.*.people
    multiply: true
    range: {from: 0.9, to: 1.1}
`

// started starts the program as a process of its own, which is killed when the test ends.
func started(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "wayout") // under this name the test binary is the program; see TestMain
	if _, err := os.Lstat(name); err != nil {
		if err := os.Symlink(program, name); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	c := exec.Command(name, args...)
	c.Dir = dir
	if testing.Verbose() {
		c.Stderr = os.Stderr
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { killed(c) })
	return c
}

// killed kills a process as a power cut does, and waits until it is gone.
func killed(c *exec.Cmd) {
	_ = c.Process.Kill()
	_ = c.Wait()
}

// until waits until something holds, for 30 seconds at most.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("after 30 s not yet: %s", what)
		}
	}
}

// linesOf returns how many whole lines a file has.
func linesOf(path string) int {
	data, _ := os.ReadFile(path)
	return bytes.Count(data, []byte("\n"))
}

// TestKilledProcesses: a queue, a study and three workers are processes of their own. The study is killed,
// then a worker, then the queue loses its store; the study goes on and ends with the same bytes as one
// that this process makes alone.
func TestKilledProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: several processes run in the full tests")
	}
	dir := t.TempDir()
	valley := filepath.Join(dir, "valley")
	if code, _, errOut := run(t.Context(), "init", valley); code != 0 {
		t.Fatal(errOut)
	}
	if err := os.WriteFile(filepath.Join(valley, "study.yaml"), []byte(queuedStudy), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := run(t.Context(), "study", valley, "-o", filepath.Join(dir, "alone"), "--quiet"); code != 0 {
		t.Fatal(errOut)
	}

	url := filepath.Join(dir, "q", "url")
	keeper := started(t, dir, "study", "queue", "q")
	until(t, "the queue is reached", func() bool { return linesOf(url) == 1 })
	var workers []*exec.Cmd
	for range 3 {
		workers = append(workers, started(t, dir, "study", "work", "--queue", "q", "--workers", "1"))
	}
	command := []string{"study", "valley", "-o", "out", "--queue", "q", "--workers", "0", "--give-up", "2s"}
	journal := filepath.Join(dir, "out", "runs.jsonl")
	study := started(t, dir, command...)
	until(t, "some runs are made", func() bool { return linesOf(journal) >= 5 })
	killed(study)
	made := linesOf(journal)

	study = started(t, dir, command...)
	until(t, "it has gone on", func() bool { return linesOf(journal) >= made+5 })
	killed(workers[0])
	until(t, "the other two work on", func() bool { return linesOf(journal) >= made+10 })
	killed(keeper)
	if err := os.RemoveAll(filepath.Join(dir, "q", "store")); err != nil {
		t.Fatal(err)
	}
	started(t, dir, "study", "queue", "q")
	ended := make(chan error, 1)
	go func() { ended <- study.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(time.Minute):
		t.Fatalf("after a minute %d lines", linesOf(journal))
	}
	for _, name := range []string{"results.csv", "study.json"} {
		want, err := os.ReadFile(filepath.Join(dir, "alone", name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, "out", name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs from the one made by this process alone: %v", name, err)
		}
	}
}

// TestStoppedStudy keeps what was made.
func TestStoppedStudy(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "valley")
	out := filepath.Join(t.TempDir(), "out")
	run(t.Context(), "init", dir)
	if err := os.WriteFile(filepath.Join(dir, "study.yaml"), []byte(queuedStudy), 0o644); err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	code, text, errOut := run(stopped, "study", dir, "-o", out)
	if code != 130 || text != "" || !bytes.Contains([]byte(errOut), []byte("stopped; 0 of 40 runs are kept")) {
		t.Errorf("code %d, out %q, errors %q", code, text, errOut)
	}
}
