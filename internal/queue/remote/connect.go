package remote

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Options are how a server is reached, and how patient this side is. The zero value has defaults.
type Options struct {
	Credentials string // file of credentials of NATS; empty for what the URL says
	RootCA      string // file of certificates that a server may show; empty for those of the system

	AckWait time.Duration // after which a task whose worker is silent is given to another; 30 s
	Tries   int           // a task is given to so many workers before it is lost; 5
	Quiet   time.Duration // without a result after which is looked at what the queue still has; 5 s
	Longest time.Duration // that a task may take before it is given to another; 1 h
	Gone    time.Duration // without any answer after which the queue is given up; 5 min

	// Note is told what a person may want to know: who is not reached, what is asked for again. It may be
	// nil. Any goroutine may call it.
	Note func(text string)
}

// withDefaults fills in what is not said.
func (o Options) withDefaults() Options {
	set := func(d *time.Duration, usual time.Duration) {
		if *d <= 0 {
			*d = usual
		}
	}
	set(&o.AckWait, 30*time.Second)
	set(&o.Quiet, 5*time.Second)
	set(&o.Longest, time.Hour)
	set(&o.Gone, 5*time.Minute)
	if o.Tries <= 0 {
		o.Tries = 5
	}
	if o.Note == nil {
		o.Note = func(string) {}
	}
	return o
}

// Conn is a connection to a server, or to a cluster of them.
type Conn struct {
	options Options
	nats    *nats.Conn
	stream  jetstream.JetStream
}

// Connect reaches a server by its URL, which may name several of one cluster, separated by commas. What
// it is told once it holds: a server that goes away later is waited for.
func Connect(address string, o Options) (*Conn, error) {
	o = o.withDefaults()
	settings := []nats.Option{
		nats.Name("wayout"), nats.MaxReconnects(-1), nats.ReconnectWait(200 * time.Millisecond), nats.Timeout(5 * time.Second),
		nats.ReconnectJitter(100*time.Millisecond, 100*time.Millisecond), nats.ReconnectBufSize(-1), nats.PingInterval(5 * time.Second),
		// What goes wrong is seen where the call returns.
		nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}),
	}
	if o.Credentials != "" {
		settings = append(settings, nats.UserCredentials(o.Credentials))
	}
	if o.RootCA != "" {
		settings = append(settings, nats.RootCAs(o.RootCA))
	}
	c, err := nats.Connect(address, settings...)
	if err != nil {
		return nil, fmt.Errorf("reach the queue at %s: %w", Shown(address), err)
	}
	js, err := jetstream.New(c, jetstream.WithDefaultTimeout(answer))
	if err != nil {
		c.Close()
		return nil, fmt.Errorf("reach the queue at %s: %w", Shown(address), err)
	}
	return &Conn{o, c, js}, nil
}

// Close ends the connection.
func (c *Conn) Close() { c.nats.Close() }

// Shown returns an address without what is secret in it.
func Shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "the address given"
	}
	u.User = nil
	return u.String()
}

// replicas returns how many servers keep each stream: three where there is a cluster of so many.
func (c *Conn) replicas() int {
	if c.nats.ConnectedClusterName() != "" && len(c.nats.Servers()) >= 3 {
		return 3
	}
	return 1
}

// ready makes what the queue needs on the server, where it is not there yet.
func (c *Conn) ready(ctx context.Context) error {
	replicas := c.replicas()
	for _, config := range []jetstream.StreamConfig{taskConfig(replicas), doneConfig(replicas)} {
		if _, err := c.stream.CreateOrUpdateStream(ctx, config); err != nil {
			return fmt.Errorf("make the stream %s: %w", config.Name, err)
		}
	}
	if _, err := c.stream.CreateOrUpdateConsumer(ctx, taskStream, workersConfig(c.options.AckWait, replicas)); err != nil {
		return fmt.Errorf("make the consumer %s: %w", workers, err)
	}
	_, err := c.store(ctx, replicas)
	return err
}

// store returns what keeps the shared part of works.
func (c *Conn) store(ctx context.Context, replicas int) (jetstream.ObjectStore, error) {
	store, err := c.stream.ObjectStore(ctx, bucket)
	if errors.Is(err, jetstream.ErrBucketNotFound) {
		store, err = c.stream.CreateObjectStore(ctx, jetstream.ObjectStoreConfig{
			Bucket: bucket, TTL: forgotten, MaxBytes: 512 << 20, Replicas: replicas,
		})
	}
	if err != nil {
		return nil, fmt.Errorf("open the store %s: %w", bucket, err)
	}
	return store, nil
}

// wait waits, or returns the error of ctx.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
