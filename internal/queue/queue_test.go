package queue_test

import (
	"errors"
	"testing"

	"wayout/internal/queue"
	"wayout/internal/queue/queuetest"
)

func TestLocal(t *testing.T) {
	for _, workers := range []int{0, 1, 5} {
		queuetest.Run(t, func(_ *testing.T, open queue.Open) queue.Queue {
			return queue.Local{Workers: workers, Open: open}
		})
	}
}

func TestWorkThatCannotBeOpened(t *testing.T) {
	wrong := errors.New("not whole")
	q := queue.Local{Workers: 1, Open: func([]byte) (queue.Do, error) { return nil, wrong }}
	if err := q.Run(t.Context(), queue.Work{Tasks: []int{1}}, nil); !errors.Is(err, wrong) {
		t.Errorf("got %v", err)
	}
}
