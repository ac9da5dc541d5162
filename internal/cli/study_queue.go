package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"wayout/internal/app/studies"
	"wayout/internal/queue"
	"wayout/internal/queue/host"
	"wayout/internal/queue/remote"
)

// reaching are the flags by which a queue is reached.
type reaching struct {
	queue, credentials, ca string
	giveUp                 time.Duration
}

func (r *reaching) flags(c *cobra.Command, usage string) {
	c.Flags().StringVar(&r.queue, "queue", "", usage+": the folder of “wayout study queue”, or nats://HOST:PORT (tls:// encrypts)")
	c.Flags().StringVar(&r.credentials, "queue-credentials", "", "file of NATS credentials for the queue")
	c.Flags().StringVar(&r.ca, "queue-ca", "", "file of the certificates that the queue may show, for tls://")
}

// reach connects to the queue, and shows on standard error what a person may want to know of it.
func (o *options) reach(r reaching) (*remote.Conn, error) {
	var mutex sync.Mutex
	note := func(text string) {
		mutex.Lock()
		defer mutex.Unlock()
		if !o.quiet {
			fmt.Fprintln(o.errOut, "wayout: "+text)
		}
	}
	conn, err := studies.ReachQueue(r.queue, remote.Options{Credentials: r.credentials, RootCA: r.ca, AckWait: r.giveUp, Note: note})
	return conn, usage(err)
}

// workersOf returns what makes the runs of a study, and what to call when it is over.
func (o *options) workersOf(g studying) (queue.Queue, func(), error) {
	if g.workers < 0 || g.workers == 0 && g.queue == "" {
		return nil, nil, fmt.Errorf("--workers %d: at least one has to work", g.workers)
	}
	if g.queue == "" {
		return queue.Local{Workers: g.workers, Open: studies.Open}, func() {}, nil
	}
	conn, err := o.reach(g.reaching)
	if err != nil {
		return nil, nil, err
	}
	return studies.Shared{Conn: conn, Workers: g.workers}, conn.Close, nil
}

func newStudyWork(o *options) *cobra.Command {
	var r reaching
	var workers int
	var idle time.Duration
	c := &cobra.Command{
		Use:   "work --queue QUEUE",
		Short: "Make runs of studies that a queue carries, until it is stopped",
		Long: `Work takes runs of whatever studies “wayout study --queue” asks for, makes them and hands them back. Any
number of these may work, on as many computers as reach the queue; one that is stopped or killed costs
time and no run. Files of the scenario come with the queue and are kept in memory only.`,
		Example: `  wayout study work --queue q
  wayout study work --queue tls://queue.example.org:4222 --queue-credentials worker.creds --idle 10m`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if r.queue == "" {
				return errors.New("wayout study work needs --queue, from where it takes runs")
			}
			if workers < 1 {
				return fmt.Errorf("--workers %d: at least one has to work", workers)
			}
			return o.work(c, r, workers, idle)
		},
	}
	r.flags(c, "where runs are taken from")
	c.Flags().IntVar(&workers, "workers", runtime.GOMAXPROCS(0), "runs that are made at once")
	c.Flags().DurationVar(&idle, "idle", 0, "end when there was nothing to do for so long, such as 10m; 0 for never")
	return c
}

func (o *options) work(c *cobra.Command, r reaching, workers int, idle time.Duration) error {
	conn, err := o.reach(r)
	if err != nil {
		return err
	}
	defer conn.Close()
	var made atomic.Int64
	err = conn.Serve(c.Context(), remote.Serving{
		Workers: workers, Idle: idle, Open: studies.Open, Done: func() { made.Add(1) },
	})
	if !o.quiet {
		fmt.Fprintf(o.errOut, "wayout: made %d run(s)\n", made.Load())
	}
	if err != nil {
		fmt.Fprintf(o.errOut, "wayout: %v\n", err)
		return exit{exitInput}
	}
	return nil
}

func newStudyQueue(o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "queue FOLDER",
		Short: "Keep a queue for the workers of this computer, until it is stopped",
		Long: `Queue keeps a queue in FOLDER that “wayout study --queue FOLDER” and “wayout study work --queue FOLDER”
reach. It listens to this computer only, and only to who may read FOLDER. What it carries may be
deleted at any time: every run that was made is in the folder of its study. For several computers, set up
servers of NATS with JetStream, and name their URL instead.`,
		Example: `  wayout study queue q`,
		Args:    needs("a folder"),
		RunE: func(c *cobra.Command, args []string) error {
			h, err := host.Start(args[0])
			if err != nil {
				return writeError{err}
			}
			defer h.Stop()
			if !o.quiet {
				fmt.Fprintf(o.errOut, "wayout: the queue of %s is at %s\n", filepath.Clean(args[0]), remote.Shown(h.URL))
			}
			<-c.Context().Done()
			return nil
		},
	}
}
