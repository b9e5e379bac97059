package rollcall

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"rollcall/pkg/registry"
)

// A short line may stand for many numbers: whoever goes through them one
// by one is ended by Ctrl-C.
func TestRangeIsInterrupted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ranges.csv")
	if err := os.WriteFile(path, []byte("2062000000-2062899999\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	f, err := openPhoneFile(ctx, nil, path, registry.Options{Region: "US", RegionCertain: true}, "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, last := 0, error(nil)
	for _, last = range f.numbers() {
		if n++; n == 10 {
			cancel()
		}
	}
	if !errors.Is(last, context.Canceled) || n > 1<<17 {
		t.Errorf("%d numbers, then %v", n, last)
	}
}
