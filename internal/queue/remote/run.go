package remote

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"wayout/internal/queue"
)

// Remote is a queue whose tasks are made by whoever serves the same server.
type Remote struct{ Conn *Conn }

// answer is how long the server may take for a few questions. A leader that is lost in the middle of one
// never answers it.
const answer = 5 * time.Second

// ahead is how many tasks are on the server at most, so that it holds little however many there are.
const ahead = 1000

// course is a work on its way.
type course struct {
	*Conn
	work    queue.Work
	took    func(queue.Result) error
	missing map[int]bool // tasks without a result
	left    []int        // tasks that are to be published, in order
	carried int          // tasks that the server has, as far as is known
	round   int          // how often tasks were published again
	nonce   string
}

// Run has the tasks made. A server that is not reached, has lost its leader or all that it kept is waited
// for, and asked again for what is missing.
func (q Remote) Run(ctx context.Context, work queue.Work, took func(queue.Result) error) error {
	c := &course{Conn: q.Conn, work: work, took: took, missing: map[int]bool{}, nonce: nats.NewInbox()}
	for _, task := range work.Tasks {
		c.missing[task] = true
	}
	defer c.clear()
	answered, told := time.Now(), ""
	for len(c.missing) > 0 {
		before := len(c.missing)
		err := c.pass(ctx)
		if err == nil || len(c.missing) < before {
			answered = time.Now()
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil:
			continue
		case isTaken(err):
			return errors.Unwrap(err)
		case time.Since(answered) > c.options.Gone:
			return fmt.Errorf("the queue does not work since %s: %w", c.options.Gone, err)
		}
		if text := fmt.Sprintf("the queue is waited for: %v", err); text != told {
			c.options.Note(text)
			told = text
		}
		if err := wait(ctx, min(time.Second, c.options.Quiet)); err != nil {
			return err
		}
	}
	return nil
}

// takenError wraps an error of took, which ends the work.
type takenError struct{ error }

func (e takenError) Unwrap() error { return e.error }

func isTaken(err error) bool {
	_, ok := errors.AsType[takenError](err)
	return ok
}

// pass makes the queue ready, publishes what it does not have, and takes results until all are there, or
// something fails.
func (c *course) pass(ctx context.Context) error {
	results, err := c.prepare(ctx)
	if err != nil {
		return err
	}
	quiet := time.Now()
	for len(c.missing) > 0 {
		if err := c.publish(ctx); err != nil {
			return err
		}
		n, err := c.take(ctx, results)
		if err != nil {
			return err
		}
		if n > 0 {
			quiet = time.Now()
			continue
		}
		if time.Since(quiet) >= c.options.Quiet {
			return c.reconciled(ctx)
		}
	}
	return nil
}

// prepare makes the queue ready for this work, and returns what its results are taken from.
func (c *course) prepare(ctx context.Context) (jetstream.Consumer, error) {
	soon, over := context.WithTimeout(ctx, answer)
	defer over()
	if err := c.ready(soon); err != nil {
		return nil, err
	}
	if err := c.share(ctx); err != nil {
		return nil, err
	}
	soon, over = context.WithTimeout(ctx, answer)
	defer over()
	results, err := c.stream.CreateOrUpdateConsumer(soon, doneStream, resultsConfig(c.work.ID, c.replicas()))
	if err != nil {
		return nil, fmt.Errorf("make the consumer of results: %w", err)
	}
	return results, c.reconcile(ctx)
}

// reconciled looks, after a while without results, whether the queue still has what it was given. It
// returns nil, for another pass.
func (c *course) reconciled(ctx context.Context) error {
	was := c.carried
	if err := c.reconcile(ctx); err != nil {
		return err
	}
	if c.carried < was {
		c.options.Note(fmt.Sprintf("%d task(s) are asked for again", was-c.carried))
	}
	return nil
}

// share puts what the tasks share on the server, if it is not there.
func (c *course) share(ctx context.Context) error {
	const slowest = 100_000 // bytes in a second
	ctx, over := context.WithTimeout(ctx, answer+time.Duration(len(c.work.Shared)/slowest)*time.Second)
	defer over()
	store, err := c.store(ctx, c.replicas())
	if err != nil {
		return err
	}
	if _, err := store.GetInfo(ctx, c.work.ID); err == nil {
		return nil
	}
	if _, err := store.PutBytes(ctx, c.work.ID, c.work.Shared); err != nil {
		return fmt.Errorf("share what the tasks are about: %w", err)
	}
	return nil
}

// reconcile compares what is missing with what the server has, as a task or as a result: the rest is to
// be published.
func (c *course) reconcile(ctx context.Context) error {
	ctx, over := context.WithTimeout(ctx, answer)
	defer over()
	carried := map[int]bool{}
	for _, on := range []struct{ stream, prefix string }{{taskStream, taskPrefix}, {doneStream, donePrefix}} {
		stream, err := c.stream.Stream(ctx, on.stream)
		if err != nil {
			return fmt.Errorf("look into the stream %s: %w", on.stream, err)
		}
		info, err := stream.Info(ctx, jetstream.WithSubjectFilter(on.prefix+c.work.ID+".*"))
		if err != nil {
			return fmt.Errorf("look into the stream %s: %w", on.stream, err)
		}
		for name := range info.State.Subjects {
			if _, task, ok := taskOf(on.prefix, name); ok && c.missing[task] {
				carried[task] = true
			}
		}
	}
	c.left, c.carried = c.left[:0], len(carried)
	for task := range c.missing {
		if !carried[task] {
			c.left = append(c.left, task)
		}
	}
	slices.Sort(c.left)
	c.round++
	return nil
}

// publish gives the server more tasks, if it has few.
func (c *course) publish(ctx context.Context) error {
	if c.carried > ahead/2 {
		return nil
	}
	var acks []jetstream.PubAckFuture
	for len(acks) < len(c.left) && c.carried+len(acks) < ahead {
		task := c.left[len(acks)]
		id := fmt.Sprintf("%s.%d.%d", c.nonce, c.round, task)
		ack, err := c.stream.PublishAsync(subject(taskPrefix, c.work.ID, task), nil, jetstream.WithMsgID(id))
		if err != nil {
			return fmt.Errorf("publish task %d: %w", task, err)
		}
		acks = append(acks, ack)
	}
	late := time.After(answer)
	for _, ack := range acks {
		select {
		case <-ack.Ok():
		case err := <-ack.Err():
			return fmt.Errorf("publish tasks: %w", err)
		case <-late:
			return errors.New("publish tasks: no answer in time")
		case <-ctx.Done():
			return ctx.Err()
		}
		c.left = c.left[1:]
		c.carried++
	}
	return nil
}

// take hands over the results that are there, and returns how many came.
func (c *course) take(ctx context.Context, results jetstream.Consumer) (int, error) {
	soon, over := context.WithTimeout(ctx, min(time.Second, c.options.Quiet))
	defer over()
	batch, err := results.Fetch(64, jetstream.FetchContext(soon))
	if unlessNone(err) != nil {
		return 0, fmt.Errorf("fetch results: %w", err)
	}
	if err != nil {
		return 0, ctx.Err()
	}
	n := 0
	var failed error
	for m := range batch.Messages() {
		n++
		if failed != nil {
			continue // it stays on the server
		}
		if failed = ctx.Err(); failed == nil {
			failed = c.hand(m)
		}
	}
	if failed != nil {
		return n, failed
	}
	if err := unlessNone(batch.Error()); err != nil {
		return n, fmt.Errorf("fetch results: %w", err)
	}
	return n, ctx.Err()
}

// unlessNone returns an error other than that nothing came in time.
func unlessNone(err error) error {
	for _, none := range []error{nats.ErrTimeout, jetstream.ErrNoMessages, context.DeadlineExceeded, context.Canceled} {
		if errors.Is(err, none) {
			return nil
		}
	}
	return err
}

// hand hands a result over, if it is missed, and acknowledges it after that.
func (c *course) hand(m jetstream.Msg) error {
	_, task, ok := taskOf(donePrefix, m.Subject())
	if ok && c.missing[task] {
		lost := m.Headers().Get(lostHeader) != ""
		result := queue.Result{Task: task, Lost: lost}
		if !lost {
			result.Data = m.Data()
		}
		if err := c.took(result); err != nil {
			return takenError{err}
		}
		delete(c.missing, task)
		c.carried = max(0, c.carried-1)
	}
	_ = m.Ack() // One that is not acknowledged comes again, and is then no longer missed.
	return nil
}

// clear takes what is left of the work off the server, as far as it answers.
func (c *course) clear() {
	if !c.nats.IsConnected() {
		return
	}
	ctx, stop := context.WithTimeout(context.Background(), 3*time.Second)
	defer stop()
	for _, on := range []struct{ stream, prefix string }{{taskStream, taskPrefix}, {doneStream, donePrefix}} {
		if stream, err := c.stream.Stream(ctx, on.stream); err == nil {
			_ = stream.Purge(ctx, jetstream.WithPurgeSubject(on.prefix+c.work.ID+".*"))
		}
	}
	_ = c.stream.DeleteConsumer(ctx, doneStream, "work-"+c.work.ID)
	if store, err := c.stream.ObjectStore(ctx, bucket); err == nil {
		_ = store.Delete(ctx, c.work.ID)
	}
}
