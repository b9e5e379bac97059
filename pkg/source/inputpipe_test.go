package source

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

// A pipe gives what was written to it, whole.
func TestPipeIsReadWhole(t *testing.T) {
	text := strings.Repeat("0123456789abcde\n", 50_000)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	go func() {
		io.WriteString(w, text)
		w.Close()
	}()
	in, err := openInput(t.Context(), "-", r)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(in); err != nil || string(got) != text {
		t.Errorf("%d bytes of %d, error %v", len(got), len(text), err)
	}
}

// A pipe that says nothing does not keep a cancelled program.
func TestCancelledWhileAPipeIsSilent(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	io.WriteString(w, "Phone\n")
	ctx, cancel := context.WithCancel(t.Context())
	defer time.AfterFunc(50*time.Millisecond, cancel).Stop()
	if _, err := Open(ctx, "-", r, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}
