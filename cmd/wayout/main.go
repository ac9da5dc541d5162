// Command wayout plans how a whole population leaves, and proves how good the plan is. See
// “wayout help” and docs/.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // time zones also on computers that have none

	"wayout/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // A second interrupt ends the program at once.
	code := cli.Run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	os.Exit(code)
}
