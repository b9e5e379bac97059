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
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], systemStreams())
	stop()
	os.Exit(code)
}
