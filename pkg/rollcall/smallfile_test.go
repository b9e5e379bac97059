package rollcall

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// A plan, and a list that is named like a mapping, are read within bounds.
func TestSmallFilesAreBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large.yaml")
	if err := os.WriteFile(path, []byte("version: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := mappingAsList(path); err == nil {
		t.Error("a mapping is taken for a list")
	}
	if text, err := readSmall(path, 11); err != nil || string(text) != "version: 1\n" {
		t.Errorf("have %q, %v", text, err)
	}
	if err := os.Truncate(path, 1<<40); err != nil { // sparse, more than memory
		t.Fatal(err)
	}
	if _, err := loadPlan(path); !errors.Is(err, errTooLarge) {
		t.Errorf("a plan of 1 TiB: %v", err)
	}
	if err := mappingAsList(path); err != nil {
		t.Errorf("a list of 1 TiB: %v", err)
	}
}
