package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"runtime"

	"rollcall/pkg/report"
)

// onDone runs a command line after an import was committed, with the outcome as
// one line of JSON on its standard input. What it prints goes to standard error:
// standard output is the result's.
func onDone(ctx context.Context, s Streams, command string, r *report.Result) error {
	var outcome bytes.Buffer
	if err := encodeJSON(&outcome, r, ""); err != nil {
		return err
	}
	shell := []string{"sh", "-c"}
	if runtime.GOOS == "windows" {
		shell = []string{"cmd", "/C"}
	}
	cmd := exec.CommandContext(ctx, shell[0], append(shell[1:], command)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &outcome, s.Err, s.Err
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("--on-done %q: %w", command, err)
	}
	return nil
}
