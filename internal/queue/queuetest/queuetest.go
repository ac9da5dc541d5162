package queuetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"

	"wayout/internal/queue"
)

// Run holds a kind of queue to the promises. Each call of begin returns a queue whose tasks are made by
// what open makes ready; it may use t.Cleanup.
func Run(t *testing.T, begin func(t *testing.T, open queue.Open) queue.Queue) {
	t.Run("every task once", func(t *testing.T) { everyTaskOnce(t, begin) })
	t.Run("nothing to do", func(t *testing.T) { nothingToDo(t, begin) })
	t.Run("one after the other", func(t *testing.T) { oneAfterTheOther(t, begin) })
	t.Run("took fails", func(t *testing.T) { tookFails(t, begin) })
	t.Run("stopped", func(t *testing.T) { stopped(t, begin) })
}

// Echo makes tasks whose result says what they are about.
func Echo(shared []byte) (queue.Do, error) {
	return func(_ context.Context, task int) []byte { return fmt.Appendf(nil, "%s %d", shared, task) }, nil
}

// Tasks returns the numbers from 1 to n.
func Tasks(n int) []int {
	var out []int
	for i := range n {
		out = append(out, i+1)
	}
	return out
}

// Collect runs a work and checks that each task came back once with the result of Echo.
func Collect(ctx context.Context, t *testing.T, q queue.Queue, work queue.Work) {
	t.Helper()
	var got []int
	var inside atomic.Int32
	err := q.Run(ctx, work, func(r queue.Result) error {
		if inside.Add(1) != 1 {
			t.Error("two results at once")
		}
		defer inside.Add(-1)
		if want := fmt.Sprintf("%s %d", work.Shared, r.Task); string(r.Data) != want || r.Lost {
			t.Errorf("task %d came to %q, want %q", r.Task, r.Data, want)
		}
		got = append(got, r.Task)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	if want := slices.Sorted(slices.Values(work.Tasks)); !slices.Equal(got, want) {
		t.Errorf("tasks that came back: %v, want %v", got, want)
	}
}

func everyTaskOnce(t *testing.T, begin func(*testing.T, queue.Open) queue.Queue) {
	q := begin(t, Echo)
	Collect(t.Context(), t, q, queue.Work{ID: "a", Shared: []byte("x"), Tasks: Tasks(100)})
	// The same queue has other work made, and the same work again.
	Collect(t.Context(), t, q, queue.Work{ID: "b", Shared: []byte("y"), Tasks: []int{7, 3, 99999}})
	Collect(t.Context(), t, q, queue.Work{ID: "a", Shared: []byte("x"), Tasks: []int{2, 1}})
}

func nothingToDo(t *testing.T, begin func(*testing.T, queue.Open) queue.Queue) {
	Collect(t.Context(), t, begin(t, Echo), queue.Work{ID: "a", Shared: []byte("x")})
}

func oneAfterTheOther(t *testing.T, begin func(*testing.T, queue.Open) queue.Queue) {
	q := begin(t, Echo)
	for i := range 3 {
		Collect(t.Context(), t, q, queue.Work{ID: fmt.Sprintf("n%d", i), Shared: fmt.Append(nil, i), Tasks: Tasks(5)})
	}
}

func tookFails(t *testing.T, begin func(*testing.T, queue.Open) queue.Queue) {
	q := begin(t, Echo)
	wrong := errors.New("the disk is full")
	taken := 0
	err := q.Run(t.Context(), queue.Work{ID: "a", Shared: []byte("x"), Tasks: Tasks(50)}, func(queue.Result) error {
		if taken++; taken == 3 {
			return wrong
		}
		return nil
	})
	if !errors.Is(err, wrong) || taken != 3 {
		t.Errorf("after %d results: %v", taken, err)
	}
}

// stopped stops in the middle; what was not handed over is made when the work is asked for again.
func stopped(t *testing.T, begin func(*testing.T, queue.Open) queue.Queue) {
	q := begin(t, Echo)
	ctx, stop := context.WithCancel(t.Context())
	left := map[int]bool{}
	for _, task := range Tasks(60) {
		left[task] = true
	}
	err := q.Run(ctx, queue.Work{ID: "a", Shared: []byte("x"), Tasks: Tasks(60)}, func(r queue.Result) error {
		if delete(left, r.Task); len(left) == 50 {
			stop()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("stopped: %v", err)
	}
	var rest []int
	for task := range left {
		rest = append(rest, task)
	}
	Collect(t.Context(), t, q, queue.Work{ID: "a", Shared: []byte("x"), Tasks: rest})
}
