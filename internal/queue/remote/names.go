package remote

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Names on the server. All works share them; subjects keep the works apart.
const (
	taskStream = "WAYOUT_TASKS"
	doneStream = "WAYOUT_DONE"
	bucket     = "wayout" // what tasks share, by the id of the work
	workers    = "workers"

	taskPrefix = "wayout.task."
	donePrefix = "wayout.done."
)

// lostHeader stands on a result that says that nobody came back with the task.
const lostHeader = "Wayout-Lost"

// forgotten is how long a server keeps what nobody has asked for.
const forgotten = 7 * 24 * time.Hour

// subject names a task, or its result, of a work.
func subject(prefix, id string, task int) string { return fmt.Sprintf("%s%s.%d", prefix, id, task) }

// taskOf reads a subject; ok is false for one that is not ours.
func taskOf(prefix, subject string) (id string, task int, ok bool) {
	rest, ours := strings.CutPrefix(subject, prefix)
	id, number, whole := strings.Cut(rest, ".")
	task, err := strconv.Atoi(number)
	return id, task, ours && whole && err == nil && id != "" && task > 0
}

// taskConfig is the stream of tasks: each stays until a worker has acknowledged it.
func taskConfig(replicas int) jetstream.StreamConfig {
	return jetstream.StreamConfig{
		Name: taskStream, Subjects: []string{taskPrefix + "*.*"}, Retention: jetstream.WorkQueuePolicy,
		Storage: jetstream.FileStorage, Replicas: replicas, MaxAge: forgotten, MaxBytes: 16 << 20, Discard: jetstream.DiscardNew,
		Duplicates: 2 * time.Minute,
	}
}

// doneConfig is the stream of results: each stays until whoever asked has it on the disk.
func doneConfig(replicas int) jetstream.StreamConfig {
	return jetstream.StreamConfig{
		Name: doneStream, Subjects: []string{donePrefix + "*.*"}, Retention: jetstream.WorkQueuePolicy,
		Storage: jetstream.FileStorage, Replicas: replicas, MaxAge: forgotten, MaxBytes: 64 << 20, Discard: jetstream.DiscardNew,
		Duplicates: 2 * time.Minute,
	}
}

// workersConfig is what the workers of all works take tasks from. The server may deliver a task any number
// of times: a worker that is given one too often says that it is lost. A limit of the server's own would
// only leave it lying there.
func workersConfig(ackWait time.Duration, replicas int) jetstream.ConsumerConfig {
	return jetstream.ConsumerConfig{
		Durable: workers, AckPolicy: jetstream.AckExplicitPolicy, AckWait: ackWait, MaxDeliver: -1,
		MaxAckPending: 10_000, Replicas: replicas,
	}
}

// resultsConfig is what whoever asked for a work takes its results from.
func resultsConfig(id string, replicas int) jetstream.ConsumerConfig {
	return jetstream.ConsumerConfig{
		Durable: "work-" + id, FilterSubject: donePrefix + id + ".*", AckPolicy: jetstream.AckExplicitPolicy,
		AckWait: 30 * time.Second, MaxAckPending: 10_000, Replicas: replicas, InactiveThreshold: forgotten,
	}
}
