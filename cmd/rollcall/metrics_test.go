package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestMetricsBefore reads no more than metrics can have, and only from a file.
func TestMetricsBefore(t *testing.T) {
	dir := t.TempDir()
	small, huge := filepath.Join(dir, "small.prom"), filepath.Join(dir, "huge.prom")
	if err := os.WriteFile(small, []byte("# EOF\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(huge)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(1 << 40); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{small: 6, huge: maxMetrics, dir: 0, filepath.Join(dir, "none.prom"): 0} {
		if got := len(metricsBefore(path)); got != want {
			t.Errorf("%s: %d bytes, want %d", filepath.Base(path), got, want)
		}
	}
}
