//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// usage is what a process used and printed.
type usage struct {
	seconds float64 // of processors, for the program and by the system for it
	peak    int64   // bytes of memory
	stopped bool    // at its limit of processor time
	out     []byte
}

// run runs a program that must end well. With a limit it is stopped once it has used so much processor time.
func run(limit time.Duration, name string, arguments ...string) (usage, error) {
	if limit > 0 {
		arguments = append([]string{"-c", "ulimit -t " + strconv.Itoa(int(limit.Seconds())) + `; exec "$0" "$@"`, name}, arguments...)
		name = "sh"
	}
	command := exec.Command(name, arguments...)
	command.Env = append(os.Environ(), "GOMAXPROCS=1") // one thread, so that processor time is time
	var out, told bytes.Buffer
	command.Stdout, command.Stderr = &out, &told
	err := command.Run()
	state := command.ProcessState
	if state == nil {
		return usage{}, err
	}
	u := usage{seconds: (state.UserTime() + state.SystemTime()).Seconds(), out: out.Bytes()}
	u.peak = int64(state.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS != "darwin" {
		u.peak *= 1024
	}
	if status := state.Sys().(syscall.WaitStatus); limit > 0 && u.seconds >= limit.Seconds()-1 && (status.Signaled() || status.ExitStatus() > 128) {
		u.stopped = true
		return u, nil
	}
	if code := state.ExitCode(); err != nil && code != 3 { // not everybody is served
		return u, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(arguments, " "), err, told.Bytes())
	}
	return u, nil
}

// bench is one run of all benchmarks.
type bench struct {
	program string // wayout
	scratch string
	data    string // published data
	limit   time.Duration
	problem string // of the ladder, by how its name begins; empty: all
	peer    string // by a part of its name; empty: all
}

// self runs this program as a child.
func (b *bench) self(arguments ...string) (usage, error) {
	program, err := os.Executable()
	if err != nil {
		return usage{}, err
	}
	return run(0, program, append([]string{"-data", b.data}, arguments...)...)
}

// solve solves the problem of a name in a child.
func (b *bench) solve(name string) (*solved, usage, error) {
	u, err := b.self("-solve", name)
	if err != nil {
		return nil, u, err
	}
	var s solved
	return &s, u, json.Unmarshal(u.out, &s)
}

// How numbers are written in tables.
func seconds(s float64) string {
	switch {
	case s < 0.1:
		return fmt.Sprintf("%.3f s", s)
	case s < 10:
		return fmt.Sprintf("%.2f s", s)
	default:
		return fmt.Sprintf("%.0f s", s)
	}
}

func megabytes(bytes int64) string { return fmt.Sprintf("%.0f MB", float64(bytes)/1e6) }

func millions(n int) string { return fmt.Sprintf("%.2f M", float64(n)/1e6) }
