package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os/exec"
	"runtime"

	"rollcall/pkg/report"
)

// onDone runs a command line after an import was committed, with the outcome as
// one line of JSON on its standard input. What it prints goes to standard error:
// standard output is the result's. Under --log-format json each line is an object.
func onDone(ctx context.Context, s Streams, globals *globalOptions, command string, r *report.Result) error {
	var outcome bytes.Buffer
	if err := encodeJSON(&outcome, r, ""); err != nil {
		return err
	}
	shell := []string{"sh", "-c"}
	if runtime.GOOS == "windows" {
		shell = []string{"cmd", "/C"}
	}
	cmd := exec.CommandContext(ctx, shell[0], append(shell[1:], command)...)
	said := s.Err
	if globals.LogFormat == "json" {
		lines := &lineLog{say: func(line string) { globals.tell(s, slog.LevelWarn, "--on-done: %s", line) }}
		defer lines.flush()
		said = lines
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &outcome, said, said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("--on-done %q: %w", command, err)
	}
	return nil
}

// maxLogged is how many bytes of a line are logged at once.
const maxLogged = 4096

// lineLog logs each line that is written to it. The program that writes may be
// cut off within a line: flush says what is left.
type lineLog struct {
	say  func(line string)
	rest []byte
}

func (l *lineLog) Write(b []byte) (int, error) {
	l.rest = append(l.rest, b...)
	for {
		line, rest, ok := bytes.Cut(l.rest, []byte{'\n'})
		if !ok {
			break
		}
		l.rest = rest
		l.say(string(line))
	}
	if len(l.rest) > maxLogged {
		l.flush()
	}
	return len(b), nil
}

func (l *lineLog) flush() {
	if len(l.rest) > 0 {
		l.say(string(l.rest))
	}
	l.rest = nil
}
