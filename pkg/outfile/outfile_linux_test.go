package outfile

import (
	"os"
	"path/filepath"
	"testing"
)

// A program that is killed while it waits with a file leaves nothing behind.
func TestFileInTheMakingHasNoName(t *testing.T) {
	dir := t.TempDir()
	f, err := Create(filepath.Join(dir, "out"), Private)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write([]byte("somebody's number")); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("there are %v, %v", left, err)
	}
}
