package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// cost is what a program took.
type cost struct {
	elapsed time.Duration
	cpu     time.Duration // of the program, and of the server for it
	memory  int64         // bytes resident at its peak
}

// command is one way to do something: it prepares, is measured, and leaves.
type command struct {
	before func(ctx context.Context) error
	args   []string
	env    []string
	dir    string // where it runs; "" is here
	// mayFail means that an exit code other than 0 is no error.
	mayFail bool
	// server returns how much CPU time the server's processes for clients that
	// are gone have taken; nil where no server is asked.
	server func() time.Duration
}

// run runs it once.
func (c command) run(ctx context.Context) (cost, error) {
	if c.before != nil {
		if err := c.before(ctx); err != nil {
			return cost{}, err
		}
	}
	cmd := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.Env = append(os.Environ(), c.env...)
	cmd.Dir = c.dir
	server := c.server
	if server == nil {
		server = func() time.Duration { return 0 }
	}
	before, start := server(), time.Now()
	err := cmd.Run()
	took := cost{elapsed: time.Since(start)}
	if exit := (*exec.ExitError)(nil); err != nil && !(c.mayFail && errors.As(err, &exit) && exit.Exited()) {
		return took, fmt.Errorf("%s: %w\n%s", strings.Join(c.args, " "), err, out.Bytes())
	}
	took.memory = peakMemory(cmd.ProcessState)
	took.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime() + server() - before
	return took, nil
}

func median[T ~int64 | ~float64](of []T) T {
	of = slices.Clone(of)
	slices.Sort(of)
	return (of[(len(of)-1)/2] + of[len(of)/2]) / 2
}

// versus compares the costs of two commands, turn by turn.
func versus(of, to []cost) result {
	var ratios, cpu, a, b []float64
	for i := range of {
		a, b = append(a, of[i].elapsed.Seconds()), append(b, to[i].elapsed.Seconds())
		ratios = append(ratios, a[i]/b[i])
		cpu = append(cpu, of[i].cpu.Seconds()/to[i].cpu.Seconds())
	}
	return result{of: median(a), to: median(b), ratio: median(ratios), cpu: median(cpu)}
}

// peak is the most memory that any turn took.
func peak(of []cost) int64 {
	var most int64
	for _, c := range of {
		most = max(most, c.memory)
	}
	return most
}

// passArg makes this program a bare pass of encoding/csv over a file.
const passArg = "-csv-pass"

func readCSV(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.ReuseRecord = true
	r.FieldsPerRecord = -1
	for {
		if _, err := r.Read(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}
