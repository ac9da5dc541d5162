package remote

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"wayout/internal/queue"
)

// Serving is how a worker works.
type Serving struct {
	Workers int           // tasks at once, at least 1
	Idle    time.Duration // without a task after which it is done; 0 for never
	Open    queue.Open
	Done    func() // called after each task; may be nil. Any goroutine may call it
}

// Serve takes tasks and makes them until ctx ends, which is no error, or there were none for a while. A
// work that cannot be opened here ends it: its tasks go to others.
func (c *Conn) Serve(ctx context.Context, s Serving) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	w := &worker{Conn: c, serving: s, stop: stop, last: time.Now(), opened: map[string]*opened{}}
	var group sync.WaitGroup
	for range max(1, s.Workers) {
		group.Go(func() { w.work(ctx) })
	}
	group.Wait()
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, errIdle) {
		return err
	}
	return nil
}

// errIdle ends a worker that has nothing to do.
var errIdle = errors.New("nothing to do")

// worker makes tasks in several goroutines.
type worker struct {
	*Conn
	serving Serving
	stop    context.CancelCauseFunc

	mutex  sync.Mutex
	last   time.Time // when there was a task
	busy   int
	told   string
	opened map[string]*opened
}

// opened is a work that was opened, or could not be.
type opened struct {
	once sync.Once
	do   queue.Do
	err  error
}

// errGone tells that what the tasks of a work share is no longer there: the work is over, or the store is
// lost and will be filled again.
var errGone = errors.New("the work is over")

// mostOpened is how many works a worker keeps open.
const mostOpened = 4

// work takes one task after the other.
func (w *worker) work(ctx context.Context) {
	for ctx.Err() == nil {
		m, ackWait, err := w.next(ctx)
		switch {
		case err != nil:
			w.tell(err)
			_ = wait(ctx, 500*time.Millisecond)
		case m != nil:
			w.handle(ctx, m, ackWait)
		}
		w.restIfIdle(m != nil)
	}
}

// tell notes why there are no tasks, once for each reason.
func (w *worker) tell(err error) {
	w.mutex.Lock()
	text := fmt.Sprintf("no tasks yet: %v", err)
	if errors.Is(err, jetstream.ErrStreamNotFound) || errors.Is(err, jetstream.ErrConsumerNotFound) {
		text = "no tasks yet: nobody has asked for any"
	}
	again := w.told == text
	w.told = text
	w.mutex.Unlock()
	if !again {
		w.options.Note(text)
	}
}

// restIfIdle ends the worker when there was nothing to do for long.
func (w *worker) restIfIdle(had bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	switch {
	case had || w.busy > 0:
		w.last = time.Now()
	case w.serving.Idle > 0 && time.Since(w.last) > w.serving.Idle:
		w.stop(errIdle)
	}
}

// next returns a task, nil if there is none now, and after how long without a sign it is given to
// another worker.
func (w *worker) next(ctx context.Context) (jetstream.Msg, time.Duration, error) {
	consumer, err := w.stream.Consumer(ctx, taskStream, workers)
	if err != nil {
		return nil, 0, err
	}
	soon, over := context.WithTimeout(ctx, time.Second)
	defer over()
	batch, err := consumer.Fetch(1, jetstream.FetchContext(soon))
	if err != nil {
		return nil, 0, unlessNone(err)
	}
	m := <-batch.Messages()
	if err := batch.Error(); m == nil && unlessNone(err) != nil {
		return nil, 0, err
	}
	return m, consumer.CachedInfo().Config.AckWait, nil
}

// handle makes a task and publishes its result; only then is the task acknowledged, so that a worker that
// is killed at any moment leaves it to another.
func (w *worker) handle(ctx context.Context, m jetstream.Msg, ackWait time.Duration) {
	w.mutex.Lock()
	w.busy++
	w.mutex.Unlock()
	defer func() {
		w.mutex.Lock()
		w.busy--
		w.mutex.Unlock()
	}()
	id, task, ok := taskOf(taskPrefix, m.Subject())
	about, err := m.Metadata()
	if !ok || err != nil {
		_ = m.Term() // It is not from us.
		return
	}
	defer w.beat(m, ackWait)()
	result := nats.NewMsg(subject(donePrefix, id, task))
	if about.NumDelivered > uint64(w.options.Tries) {
		result.Header.Set(lostHeader, "1")
	} else {
		do, err := w.open(ctx, id)
		switch {
		case errors.Is(err, errGone):
			_ = m.Ack() // Whoever asked asks again, if it is not over.
			return
		case err != nil:
			_ = m.NakWithDelay(time.Second)
			w.refuse(ctx, err)
			return
		}
		result.Data = do(ctx, task)
		if ctx.Err() != nil {
			_ = m.Nak() // Another may have it at once.
			return
		}
	}
	if w.deliver(ctx, result, about) {
		_ = m.Ack()
	}
	if w.serving.Done != nil {
		w.serving.Done()
	}
}

// refuse ends a worker that cannot open a work, unless it only was not reached.
func (w *worker) refuse(ctx context.Context, err error) {
	if cannot, ok := errors.AsType[cannotOpen](err); ok {
		w.stop(cannot.error)
		return
	}
	w.tell(err)
	_ = wait(ctx, 500*time.Millisecond)
}

// deliver publishes a result until the server has it, or the task is given to another in the meantime.
func (w *worker) deliver(ctx context.Context, result *nats.Msg, about *jetstream.MsgMetadata) bool {
	// The same for the same delivery only: a result that somebody has taken and forgotten may come again.
	id := fmt.Sprintf("%s.%d.%d.%d", result.Subject, about.Sequence.Stream, about.NumDelivered, about.Timestamp.UnixNano())
	for range 20 {
		_, err := w.stream.PublishMsg(ctx, result, jetstream.WithMsgID(id))
		if err == nil {
			return true
		}
		w.tell(err)
		if wait(ctx, 500*time.Millisecond) != nil {
			return false
		}
	}
	return false
}

// beat tells the server that a task is being worked on, until the function it returns is called, or the
// task has taken too long.
func (w *worker) beat(m jetstream.Msg, ackWait time.Duration) (stop func()) {
	if ackWait <= 0 {
		ackWait = w.options.AckWait
	}
	done := make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		tick := time.NewTicker(ackWait / 3)
		defer tick.Stop()
		for began := time.Now(); time.Since(began) < w.options.Longest; {
			select {
			case <-tick.C:
				_ = m.InProgress()
			case <-done:
				return
			}
		}
	})
	return func() {
		close(done)
		group.Wait()
	}
}

// cannotOpen tells that what tasks share is nothing that this worker can open.
type cannotOpen struct{ error }

// open returns what makes the tasks of a work, opened once.
func (w *worker) open(ctx context.Context, id string) (queue.Do, error) {
	w.mutex.Lock()
	entry := w.opened[id]
	if entry == nil {
		if len(w.opened) >= mostOpened {
			clear(w.opened)
		}
		entry = &opened{}
		w.opened[id] = entry
	}
	w.mutex.Unlock()
	entry.once.Do(func() { entry.do, entry.err = w.fetch(ctx, id) })
	if entry.err != nil {
		w.mutex.Lock()
		if w.opened[id] == entry {
			delete(w.opened, id)
		}
		w.mutex.Unlock()
	}
	return entry.do, entry.err
}

func (w *worker) fetch(ctx context.Context, id string) (queue.Do, error) {
	store, err := w.stream.ObjectStore(ctx, bucket)
	if errors.Is(err, jetstream.ErrBucketNotFound) {
		return nil, errGone
	}
	if err != nil {
		return nil, err
	}
	shared, err := store.GetBytes(ctx, id)
	if errors.Is(err, jetstream.ErrObjectNotFound) {
		return nil, errGone
	}
	if err != nil {
		return nil, err
	}
	do, err := w.serving.Open(shared)
	if err != nil {
		return nil, cannotOpen{fmt.Errorf("open work %s: %w", id, err)}
	}
	return do, nil
}
