package remote_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wayout/internal/queue"
	"wayout/internal/queue/host"
	"wayout/internal/queue/queuetest"
	"wayout/internal/queue/remote"
)

// impatient has no time to lose.
func impatient(t testing.TB) remote.Options {
	return remote.Options{AckWait: time.Second, Quiet: 300 * time.Millisecond, Note: func(text string) { t.Log(text) }}
}

// hosted returns a host in a new folder.
func hosted(t testing.TB) (*host.Host, string) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "queue")
	h, err := host.Start(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Stop)
	return h, folder
}

func connected(t testing.TB, address string, o remote.Options) *remote.Conn {
	t.Helper()
	c, err := remote.Connect(address, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// served has a worker at work until the test ends.
func served(t testing.TB, address string, s remote.Serving) {
	t.Helper()
	c := connected(t, address, impatient(t))
	ctx, stop := context.WithCancel(context.Background())
	var group sync.WaitGroup
	group.Go(func() {
		if err := c.Serve(ctx, s); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { stop(); group.Wait() })
}

func TestRemote(t *testing.T) {
	t.Parallel()
	queuetest.Run(t, func(t *testing.T, open queue.Open) queue.Queue {
		h, _ := hosted(t)
		served(t, h.URL, remote.Serving{Workers: 2, Open: open})
		served(t, h.URL, remote.Serving{Workers: 1, Open: open})
		return remote.Remote{Conn: connected(t, h.URL, impatient(t))}
	})
}

// slowly makes tasks as Echo does, after a while.
func slowly(d time.Duration) queue.Open {
	return func(shared []byte) (queue.Do, error) {
		do, err := queuetest.Echo(shared)
		return func(ctx context.Context, task int) []byte {
			time.Sleep(d)
			return do(ctx, task)
		}, err
	}
}

// TestLostStore deletes everything that the queue keeps in the middle of the work, the server with it: the
// work ends as if nothing had been.
func TestLostStore(t *testing.T) {
	t.Parallel()
	h, folder := hosted(t)
	served(t, h.URL, remote.Serving{Workers: 2, Open: slowly(5 * time.Millisecond)})
	q := losing{remote.Remote{Conn: connected(t, h.URL, impatient(t))}, func() {
		h.Stop()
		if err := os.RemoveAll(filepath.Join(folder, "store")); err != nil {
			t.Error(err)
		}
		again, err := host.Start(folder)
		if err != nil {
			t.Error(err)
			return
		}
		t.Cleanup(again.Stop)
		if again.URL != h.URL {
			t.Errorf("the server moved from %s to %s", h.URL, again.URL)
		}
	}}
	queuetest.Collect(t.Context(), t, q, queue.Work{ID: "a", Shared: []byte("x"), Tasks: queuetest.Tasks(150)})
}

// losing loses something after the fortieth result.
type losing struct {
	queue.Queue
	lose func()
}

func (q losing) Run(ctx context.Context, work queue.Work, took func(queue.Result) error) error {
	n := 0
	return q.Queue.Run(ctx, work, func(r queue.Result) error {
		if n++; n == 40 {
			q.lose()
		}
		return took(r)
	})
}

// TestLongTask: a task that takes longer than the queue waits for a silent worker is made once, because
// its worker is not silent.
func TestLongTask(t *testing.T) {
	t.Parallel()
	h, _ := hosted(t)
	var made atomic.Int32
	served(t, h.URL, remote.Serving{Workers: 2, Open: func(shared []byte) (queue.Do, error) {
		do, err := slowly(2500 * time.Millisecond)(shared)
		return func(ctx context.Context, task int) []byte { made.Add(1); return do(ctx, task) }, err
	}})
	q := remote.Remote{Conn: connected(t, h.URL, impatient(t))}
	queuetest.Collect(t.Context(), t, q, queue.Work{ID: "a", Shared: []byte("x"), Tasks: []int{1}})
	if made.Load() != 1 {
		t.Errorf("the task was made %d times", made.Load())
	}
}

// TestLostTask: a task that no worker comes back with is a result too.
func TestLostTask(t *testing.T) {
	t.Parallel()
	h, _ := hosted(t)
	o := impatient(t)
	o.AckWait, o.Tries, o.Longest = 200*time.Millisecond, 2, time.Millisecond // so that no sign of life is sent
	ctx, stop := context.WithCancel(t.Context())
	var group sync.WaitGroup
	defer group.Wait()
	defer stop()
	for range 3 {
		c := connected(t, h.URL, o)
		group.Go(func() {
			_ = c.Serve(ctx, remote.Serving{Workers: 1, Open: func([]byte) (queue.Do, error) {
				return func(ctx context.Context, task int) []byte {
					if task == 2 {
						<-ctx.Done()
					}
					return []byte("x")
				}, nil
			}})
		})
	}
	lost, whole := 0, 0
	err := remote.Remote{Conn: connected(t, h.URL, o)}.Run(t.Context(), queue.Work{ID: "a", Tasks: []int{1, 2, 3}}, func(r queue.Result) error {
		if r.Lost {
			lost++
		} else {
			whole++
		}
		return nil
	})
	if err != nil || lost != 1 || whole != 2 {
		t.Errorf("lost %d, whole %d, %v", lost, whole, err)
	}
}

// TestWorkerThatCannotOpen ends, and leaves the tasks to others.
func TestWorkerThatCannotOpen(t *testing.T) {
	t.Parallel()
	h, _ := hosted(t)
	wrong := errors.New("of another version")
	c := connected(t, h.URL, impatient(t))
	ended := make(chan error, 1)
	go func() {
		ended <- c.Serve(t.Context(), remote.Serving{Workers: 1, Open: func([]byte) (queue.Do, error) { return nil, wrong }})
	}()
	var group sync.WaitGroup
	defer group.Wait()
	q := remote.Remote{Conn: connected(t, h.URL, impatient(t))}
	group.Go(func() {
		if err := <-ended; !errors.Is(err, wrong) {
			t.Errorf("it ended with %v", err)
		}
		served(t, h.URL, remote.Serving{Workers: 1, Open: queuetest.Echo})
	})
	queuetest.Collect(t.Context(), t, q, queue.Work{ID: "a", Shared: []byte("x"), Tasks: queuetest.Tasks(3)})
}

// TestIdleWorkerEnds: a worker that is told so ends when there is nothing to do.
func TestIdleWorkerEnds(t *testing.T) {
	t.Parallel()
	h, _ := hosted(t)
	c := connected(t, h.URL, impatient(t))
	if err := c.Serve(t.Context(), remote.Serving{Workers: 2, Idle: 100 * time.Millisecond, Open: queuetest.Echo}); err != nil {
		t.Error(err)
	}
}

func TestNobodyListens(t *testing.T) {
	h, folder := hosted(t)
	h.Stop()
	if _, err := remote.Connect(h.URL, remote.Options{}); err == nil || strings.Contains(err.Error(), token(h.URL)) || !strings.Contains(err.Error(), "127.0.0.1") {
		t.Errorf("got %v", err)
	}
	again, err := host.Start(folder)
	if err != nil {
		t.Fatalf("the folder of a host that stopped takes another: %v", err)
	}
	again.Stop()
}

// TestOnlyWhoMayReadTheFolder reaches the queue, and only from this computer.
func TestOnlyWhoMayReadTheFolder(t *testing.T) {
	h, folder := hosted(t)
	if !strings.Contains(h.URL, "@127.0.0.1:") {
		t.Errorf("the queue is at %s", h.URL)
	}
	for _, address := range []string{strings.Replace(h.URL, token(h.URL)+"@", "", 1), strings.Replace(h.URL, token(h.URL), "guess", 1)} {
		if c, err := remote.Connect(address, remote.Options{}); err == nil {
			c.Close()
			t.Errorf("reached without its token, as %s", address)
		}
	}
	info, err := os.Stat(filepath.Join(folder, host.URLFile))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file with the token: %v, %v", info.Mode(), err)
	}
	if address, err := host.URL(folder); err != nil || address != h.URL {
		t.Errorf("the folder says %s, %v", address, err)
	}
	if _, err := host.URL(t.TempDir()); err == nil {
		t.Error("a folder without a queue has an address")
	}
}

// token returns the secret of an address.
func token(address string) string {
	_, rest, _ := strings.Cut(address, "//")
	secret, _, _ := strings.Cut(rest, "@")
	return secret
}

func TestShown(t *testing.T) {
	for address, want := range map[string]string{
		"nats://secret@127.0.0.1:4222":    "nats://127.0.0.1:4222",
		"nats://me:secret@queue.test:422": "nats://queue.test:422",
		"nats://a.test,nats://b.test":     "nats://a.test,nats://b.test",
		"\x00secret":                      "the address given",
	} {
		if got := remote.Shown(address); got != want {
			t.Errorf("%q is shown as %q, want %q", address, got, want)
		}
	}
}
