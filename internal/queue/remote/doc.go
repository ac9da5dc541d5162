// Package remote carries tasks to workers in other processes and on other machines, over NATS JetStream.
//
// It keeps nothing that matters. Whoever asks keeps the results and knows what is missing; what a queue
// has forgotten is asked for again, and a task that is made twice comes to the same. So a worker that is
// killed, a leader that is lost and a store that is deleted cost time and never a task.
//
//	Remote.Run ──► WAYOUT_TASKS ──► Serve ──► Do ──► WAYOUT_DONE ──► Remote.Run
//	          └──► what tasks share, by the id of the work ──┘
//
// A connection is opened to the address that the user has named and to no other, or to the other servers
// of the same cluster that it names.
package remote
