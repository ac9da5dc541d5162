// Package queuetest holds queues to what queue.Queue promises.
//
// It is for tests only, and knows no kind of queue by itself.
//
//	func() queue.Queue ──► Run ──► t.Errorf
package queuetest
