package queue

import (
	"context"
	"fmt"
	"sync"
)

// Work is many tasks with what they share.
type Work struct {
	ID     string // letters and digits; the same for the same shared bytes
	Shared []byte // what whoever makes the tasks needs once
	Tasks  []int  // numbers above 0, each once
}

// Do makes one task. Its result depends on the shared bytes and the number alone, so a task that is made
// twice does no harm. What it returns after ctx has ended is not used. Any goroutine may call it.
type Do func(ctx context.Context, task int) []byte

// Open makes ready what is shared by the tasks of a work.
type Open func(shared []byte) (Do, error)

// Result is what a task came to.
type Result struct {
	Task int
	Data []byte
	// Lost tells that the task was taken several times and whoever took it never came back. There is no
	// data.
	Lost bool
}

// Queue has tasks made.
type Queue interface {
	// Run has every task of the work made and hands each result to took, in any order, one at a time and
	// each task once. It returns when took has had all of them, or with the error of took or of ctx: then
	// nothing of the work goes on.
	Run(ctx context.Context, work Work, took func(Result) error) error
}

// Local makes tasks in this process.
type Local struct {
	Workers int // that work at once, at least 1
	Open    Open
}

// Run makes the tasks in their order, several at once.
func (q Local) Run(ctx context.Context, work Work, took func(Result) error) error {
	do, err := q.Open(work.Shared)
	if err != nil {
		return fmt.Errorf("open work %s: %w", work.ID, err)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	tasks, results := make(chan int), make(chan Result)
	var workers sync.WaitGroup
	workers.Go(func() {
		defer close(tasks)
		for _, task := range work.Tasks {
			select {
			case tasks <- task:
			case <-ctx.Done():
				return
			}
		}
	})
	for range max(1, q.Workers) {
		workers.Go(func() {
			for task := range tasks {
				data := do(ctx, task)
				if ctx.Err() != nil {
					return
				}
				select {
				case results <- Result{Task: task, Data: data}:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	defer workers.Wait()
	defer stop()
	for range work.Tasks {
		select {
		case r := <-results:
			if err := took(r); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
