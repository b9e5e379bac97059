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

// The numbers of the examples in the help are taken as well: 555-1234 is a service's,
// and may be put on a do-not-call list. Fiction is no number of anybody.
func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		number, region string
		stored         bool
		want           string
	}{
		{"+12065551234", "", false, "+12065551234"},
		{"206-555-1234", "US", false, "+12065551234"},
		{"206-555-1234", "US", true, "+12065551234"},
		{"206-987-1234", "US", false, "+12069871234"},
		{"206-555-0101", "US", false, ""},
		{"+12065550101", "", true, "+12065550101"},
		{"206-987-1234", "", false, ""},
		{"", "US", false, ""},
	} {
		if got, err := parseNumber(c.number, c.region, c.stored); got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q of %q: %q, %v; want %q", c.number, c.region, got, err, c.want)
		}
	}
}
