//go:build unix

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"wayout/internal/flow"
	"wayout/internal/instance/sample"
	"wayout/internal/replan"
)

// solved is what a child process says about the problem it solved.
type solved struct {
	Seconds float64 // processor seconds of the solving alone
	Nodes   int
	Links   int
	Steps   int32   // until nothing more comes out
	MaxOut  []int64 // by step
}

// total is the least sum of arrival steps.
func (s *solved) total() int64 {
	var sum int64
	for _, out := range s.MaxOut[:len(s.MaxOut)-1] {
		sum += s.MaxOut[len(s.MaxOut)-1] - out
	}
	return sum
}

// problemOf returns the problem of a name: padang, houston, corridor, or a kind and its numbers, such as
// "city 70 1000000 864", followed by what makes the steps finer or the horizon longer.
func problemOf(data, name string) (flow.Problem, error) {
	words := strings.Fields(name)
	number := func(i int) int64 {
		n, _ := strconv.ParseInt(words[i], 10, 64)
		return n
	}
	switch words[0] {
	case "padang":
		files, err := open(data, "padang/padang_10p_10s_flow01.dat")
		if err != nil {
			return flow.Problem{}, err
		}
		return sample.Padang(files[0])
	case "houston":
		const folder = "houston-hurricane/"
		files, err := open(data, folder+"houston_ID.csv", folder+"houston_input_BaseToll.net", folder+"Demand_Scenario_1.txt")
		if err != nil {
			return flow.Problem{}, err
		}
		return sample.Houston(files[0], files[1], files[2])
	case "corridor":
		return sample.Corridor(3334), nil
	case "rings":
		return sample.Rings(int(number(1)), int(number(2)), number(3), int32(number(4)), 1), nil
	}
	p := sample.City(int(number(1)), number(2), int32(number(3)), 1)
	p = sample.Finer(p, int32(number(4)))
	p.Steps *= int32(number(5))
	return p, nil
}

// open opens files of the data beside the project.
func open(data string, names ...string) ([]*os.File, error) {
	var out []*os.File
	for _, name := range names {
		file, err := os.Open(filepath.Join(data, name))
		if err != nil {
			return nil, err
		}
		out = append(out, file)
	}
	return out, nil
}

// solve solves the problem of a name, and prints what came of it.
func solve(data, name string) error {
	p, err := problemOf(data, name)
	if err != nil {
		return err
	}
	begin := processorTime()
	s, err := flow.Solve(context.Background(), p, flow.Options{})
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(solved{
		Seconds: (processorTime() - begin).Seconds(), Nodes: p.Nodes, Links: len(p.Links), Steps: int32(len(s.MaxOut)), MaxOut: s.MaxOut,
	})
}

// answer prepares the planner of a page for the scenario of a folder, closes a road in it, and prints the
// processor seconds of the answer.
func answer(folder, road string) error {
	files := map[string][]byte{}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		if files[entry.Name()], err = os.ReadFile(filepath.Join(folder, entry.Name())); err != nil {
			return err
		}
	}
	packed, err := replan.Pack(files)
	if err != nil {
		return err
	}
	planner, err := replan.Open(packed)
	if err != nil {
		return err
	}
	if err := planner.Prepare(context.Background()); err != nil {
		return err
	}
	begin := processorTime()
	reply := planner.Answer(context.Background(), fmt.Appendf(nil, `{"set": [{"path": "road.%s.status", "value": "closed"}]}`, road), nil)
	if reply.View == nil {
		return fmt.Errorf("no plan with %s closed: %s", road, reply.Error)
	}
	fmt.Println((processorTime() - begin).Seconds())
	return nil
}

// processorTime is what this process has used so far, in all threads, by itself and for it.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
