// Package queue has many equal tasks made, by goroutines of this process or by whoever else takes them,
// and hands every result back.
//
// It does not know what a task is about, and it keeps nothing: whoever asks keeps the results, so that a
// queue that is lost costs time and never a result. package remote carries tasks to other processes and
// machines; package queuetest holds every kind of queue to the same promises.
//
//	Work ──► Queue.Run ──► Do, somewhere ──► Result, in any order
package queue
