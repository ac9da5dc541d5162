package studies

import (
	"context"
	"strings"
	"sync"

	"wayout/internal/app"
	"wayout/internal/queue"
	"wayout/internal/queue/host"
	"wayout/internal/queue/remote"
)

// ReachQueue connects to a queue that somebody else keeps: by URL, or by the folder of a queue that this
// computer keeps. The error names what was not reached.
func ReachQueue(named string, o remote.Options) (*remote.Conn, error) {
	address := named
	if !strings.Contains(named, "://") {
		var err error
		if address, err = host.URL(named); err != nil {
			return nil, app.UsageError{Text: err.Error()}
		}
	}
	conn, err := remote.Connect(address, o)
	if err != nil {
		return nil, app.UsageError{Text: err.Error()}
	}
	return conn, nil
}

// Shared is a queue that carries runs to other processes, while this one works too.
type Shared struct {
	Conn    *remote.Conn
	Workers int // of this process; 0 leaves all runs to others
}

// Run has the tasks made here and elsewhere.
func (q Shared) Run(ctx context.Context, work queue.Work, took func(queue.Result) error) error {
	working, stop := context.WithCancel(ctx)
	var here sync.WaitGroup
	var beside error
	if q.Workers > 0 {
		here.Go(func() { beside = q.Conn.Serve(working, remote.Serving{Workers: q.Workers, Open: Open}) })
	}
	err := remote.Remote{Conn: q.Conn}.Run(ctx, work, took)
	stop()
	here.Wait()
	if err == nil {
		return nil
	}
	if beside != nil {
		return beside
	}
	return err
}
