package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"rollcall/pkg/outfile"
	"rollcall/pkg/report"
)

// writeMetrics writes the outcome of an import for a monitoring system, over
// those of the run before; r is nil where nothing was imported.
func writeMetrics(path, mapping string, started time.Time, r *report.Result, exit int) error {
	m := report.Metrics{Mapping: filepath.Base(mapping), Started: started, Duration: time.Since(started), ExitCode: exit, Result: r}
	m.LastSuccess = report.LastSuccess(metricsBefore(path))
	// The collector is another user; there is nothing personal in it.
	f, err := outfile.Create(path, outfile.Public)
	if err == nil {
		defer f.Close()
		if err = m.WriteOpenMetrics(f); err == nil {
			err = f.Commit()
		}
	}
	if err != nil {
		return fmt.Errorf("writing the metrics: %w", err)
	}
	return nil
}

// maxMetrics is more than a file of metrics has.
const maxMetrics = 1 << 20

// metricsBefore returns what the run before wrote, or nothing where there is no such
// file: a pipe is not waited for, and what is longer than metrics is not read on.
func metricsBefore(path string) []byte {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	before, err := io.ReadAll(io.LimitReader(f, maxMetrics))
	if err != nil {
		return nil
	}
	return before
}
