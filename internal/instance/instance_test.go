package instance_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/flow"
	"wayout/internal/instance"
	"wayout/internal/problem"
)

// solve reads and answers an instance that must be good.
func solve(t *testing.T, folder fs.FS) instance.Answer {
	t.Helper()
	in, problems := instance.Read(folder)
	if len(problems) > 0 {
		t.Fatalf("Read: %v", problems)
	}
	answer, problems, err := in.Solve(context.Background(), flow.Options{})
	if err != nil || len(problems) > 0 {
		t.Fatalf("Solve: %v %v", err, problems)
	}
	return answer
}

// TestKnownAnswers compares with answers on which three other solvers agree. A few of the
// instances are kept here; the others are compared where the project's data lies beside it.
func TestKnownAnswers(t *testing.T) {
	for _, root := range []string{"testdata", "../../../shared/data/exact"} {
		t.Run(filepath.Base(root), func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(root, "expected.json"))
			if os.IsNotExist(err) {
				t.Skipf("the project's shared data is not beside this checkout: no %s", root)
			}
			if err != nil {
				t.Fatal(err)
			}
			var expected map[string]instance.Answer
			if err := json.Unmarshal(data, &expected); err != nil {
				t.Fatal(err)
			}
			for name, want := range expected {
				t.Run(name, func(t *testing.T) {
					got := solve(t, os.DirFS(filepath.Join(root, name)))
					if diff := cmp.Diff(want, got); diff != "" {
						t.Errorf("answer (-want +got):\n%s", diff)
					}
				})
			}
		})
	}
}

// folder builds an instance from its files.
func folder(files map[string]string) fs.FS {
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestAnswersByHand(t *testing.T) {
	line := func(change map[string]string) fs.FS {
		files := map[string]string{
			"nodes.csv":   "id\nA\nB\nC\n",
			"links.csv":   "id,from,to,transit,capacity\nab,A,B,2,3\nbc,B,C,1,2\n",
			"sources.csv": "node,supply\nA,10\n",
			"sinks.csv":   "node\nC\n",
		}
		for name, text := range change {
			files[name] = text
		}
		return folder(files)
	}
	number := func(n int64) *int64 { return &n }
	tests := []struct {
		name   string
		folder fs.FS
		want   instance.Answer
	}{
		{
			"line", line(nil),
			instance.Answer{
				Supply: 10, Clearance: number(7), TotalArrival: number(50), Last: 7, MaxOutLimit: 10,
				MaxOut: []int64{0, 0, 0, 2, 4, 6, 8, 10},
			},
		},
		{
			"nobody", line(map[string]string{"sources.csv": "node,supply\n"}),
			instance.Answer{Clearance: number(0), TotalArrival: number(0), MaxOut: []int64{0}},
		},
		{
			"link closes for ever", line(map[string]string{"capacity.csv": "link,start_step,end_step,capacity\nbc,4,,0\n"}),
			instance.Answer{Supply: 10, Last: 4, MaxOutLimit: 4, MaxOut: []int64{0, 0, 0, 2, 4}},
		},
		{
			"closed for long, then open", line(map[string]string{"capacity.csv": "link,start_step,end_step,capacity\nab,0,3000,0\n", "sources.csv": "node,supply\nA,1\n"}),
			instance.Answer{
				Supply: 1, Clearance: number(3003), TotalArrival: number(3003), Last: 3003, MaxOutLimit: 1,
				MaxOut: append(make([]int64, 3003), 1),
			},
		},
		{
			"late release beyond a shut link", line(map[string]string{
				"sources.csv":  "node,supply,release\nA,1,\nA,5,2000\n",
				"capacity.csv": "link,start_step,end_step,capacity\nab,1000,,0\n",
			}),
			instance.Answer{Supply: 6, Last: 3, MaxOutLimit: 1, MaxOut: []int64{0, 0, 0, 1}},
		},
		{
			"no transit", line(map[string]string{"links.csv": "id,from,to,transit,capacity\nab,A,B,0,9\nbc,B,C,0,5\n"}),
			instance.Answer{Supply: 10, Clearance: number(1), TotalArrival: number(5), Last: 1, MaxOutLimit: 10, MaxOut: []int64{5, 10}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, solve(t, test.folder)); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	in, problems := instance.Read(folder(map[string]string{
		"nodes.csv":    "id\nA\nB\nA\n\"\"\n",
		"links.csv":    "id,from,to,transit,capacity\nab,A,X,-1,3\nba,B,A,1.5,NaN\n",
		"sources.csv":  "node,supply,release\nA,1000000000001,\nQ,1,x\n",
		"sinks.csv":    "node,capacity\nB,\nB,3\n",
		"capacity.csv": "link,start_step,end_step,capacity\nab,5,2,1\nba,0,9,1\nba,4,,1\nzz,0,,1\n",
	}))
	if in != nil {
		t.Error("a broken instance was read")
	}
	var got []string
	for _, p := range problems.Sorted() {
		got = append(got, string(p.Code)+" "+p.Where.String())
	}
	want := []string{
		"instance-span capacity.csv:2, column end_step",
		"instance-overlap capacity.csv:4, column start_step",
		"instance-unknown capacity.csv:5, column link",
		"instance-unknown links.csv:2, column to",
		"instance-range links.csv:2, column transit",
		"number-none links.csv:3, column capacity",
		"number-not-whole links.csv:3, column transit",
		"instance-twice nodes.csv:4, column id",
		"instance-twice sinks.csv:3, column node",
		"instance-range sources.csv:2, column supply",
		"instance-unknown sources.csv:3, column node",
		"number-none sources.csv:3, column release",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestMissingFilesAndColumns(t *testing.T) {
	_, problems := instance.Read(folder(map[string]string{
		"nodes.csv": "name\nA\n",
		"links.csv": "",
	}))
	var got []problem.Code
	for _, p := range problems {
		got = append(got, p.Code)
	}
	want := []problem.Code{problem.InstanceColumn, problem.FileEmpty, problem.FileMissing, problem.FileMissing}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestManyFaultsAreCounted(t *testing.T) {
	_, problems := instance.Read(folder(map[string]string{
		"nodes.csv":   "id\nA\n",
		"links.csv":   "id,from,to,transit,capacity\n",
		"sources.csv": "node,supply\n" + strings.Repeat("X,1\n", 1000),
		"sinks.csv":   "node\nA\n",
	}))
	if len(problems) != 51 || problems[50].Args[0] != "950" {
		t.Errorf("%d problems, the last %v", len(problems), problems[len(problems)-1])
	}
}

func FuzzRead(f *testing.F) {
	f.Add("id\nA\nB\n", "id,from,to,transit,capacity\nab,A,B,2,3\n", "node,supply,release\nA,10,1\n", "node,capacity\nB,4\n", "link,start_step,end_step,capacity\nab,0,3,1\n")
	f.Add("id\nA\n", "id;from;to;transit;capacity\naa;A;A;0;1\n", "node;supply\nA;1\n", "node\nA\n", "")
	f.Fuzz(func(t *testing.T, nodes, links, sources, sinks, capacity string) {
		in, problems := instance.Read(folder(map[string]string{
			"nodes.csv": nodes, "links.csv": links, "sources.csv": sources, "sinks.csv": sinks, "capacity.csv": capacity,
		}))
		if (in == nil) != problems.HasErrors() {
			t.Fatalf("instance %v with problems %v", in, problems)
		}
		if in == nil {
			return
		}
		if err := in.Problem.Check(); err != nil {
			t.Fatalf("an instance that was read is malformed: %v", err)
		}
	})
}
