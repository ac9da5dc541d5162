// Package host keeps a queue for the processes of one computer: a NATS server with JetStream inside this
// program.
//
// It listens on the loopback address and nowhere else, and only to who knows the token that lies in its
// folder. For several machines there are servers of NATS, which package remote reaches by their URL.
//
//	folder ──► Start ──► Host.URL ──► remote.Connect
package host
