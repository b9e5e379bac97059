// Command rollcall puts a messy list of contacts, clean, consented and
// de-duplicated, into PostgreSQL. This package is its flags, environment,
// terminal, progress and exit codes; it knows nothing of SQL and CSV.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	args := cloneArgs(os.Args[1:])
	hidePasswords(os.Args[1:])
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second Ctrl-C ends the program at once.
	context.AfterFunc(ctx, stop)
	// A closed pipe is an error of the write, not the end of the program: an
	// import whose summary nobody reads has things to put in order.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	code := run(ctx, args, systemStreams())
	stop()
	os.Exit(code)
}
