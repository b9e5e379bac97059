package main

import (
	"fmt"
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
	if before, err := os.ReadFile(path); err == nil {
		m.LastSuccess = report.LastSuccess(before)
	}
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
