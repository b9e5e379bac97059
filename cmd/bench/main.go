// Command bench measures rollcall beside what it is compared with, and prints
// the ratios as a Markdown table. What is compared runs in turns within one
// run, so that a machine that is busy or slow makes both slower; each ratio is
// the median of those of the turns.
//
// It makes its lists itself, always the same, and keeps all it needs in a
// folder of its own, with a private PostgreSQL server of default settings.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"syscall"
)

// options are the flags.
type options struct {
	rows, turns int
	program     string
	against     string
	folder      string
	only        *regexp.Regexp
}

func main() {
	if len(os.Args) > 1 {
		switch args := os.Args[2:]; os.Args[1] {
		case passArg:
			exit(readCSV(args[0]))
		case copyArg:
			exit(copyFile(context.Background(), args[0], args[1]))
		}
	}
	var o options
	var only string
	flag.IntVar(&o.rows, "rows", 1_000_000, "how large the large lists are; the others are in proportion")
	flag.IntVar(&o.turns, "turns", 5, "how often each comparison runs")
	flag.StringVar(&o.program, "program", "bin/rollcall", "the program to measure")
	flag.StringVar(&o.against, "against", "", "an older program: measure reviews alone, beside those of this one")
	flag.StringVar(&o.folder, "dir", "", "where lists and server go (default a temporary folder; a named one is kept)")
	flag.StringVar(&only, "only", "", "measure what matches this regular expression alone")
	flag.Parse()
	var err error
	if o.only, err = regexp.Compile(only); err != nil {
		exit(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	exit(run(ctx, o))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// run measures everything that is asked for.
func run(ctx context.Context, o options) error {
	b, err := newBench(ctx, o)
	if err != nil {
		return err
	}
	defer b.Close()
	var t table
	var failed error
	for _, m := range measures {
		if !o.only.MatchString(m.name) || (m.name == "against") != (o.against != "") {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s …\n", m.name)
		results := m.measure(ctx, b)
		switch {
		case b.err == nil:
			t = append(t, results...)
		case ctx.Err() != nil:
			return b.err
		default: // the others are measured all the same
			failed = errors.Join(failed, fmt.Errorf("%s: %w", m.name, b.err))
			b.err = nil
		}
	}
	return errors.Join(t.write(os.Stdout, machine(ctx, b)), failed)
}
