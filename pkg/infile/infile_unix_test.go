//go:build unix

package infile

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// What looks at no context keeps nobody who has given up waiting.
func TestAwait(t *testing.T) {
	if n, err := Await(t.Context(), func() (int, error) { return 7, nil }); n != 7 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	forever := make(chan int)
	defer close(forever)
	_, err := Await(ctx, func() (int, error) { cancel(); return <-forever, nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// A named pipe keeps nobody who has given up waiting: neither for somebody who
// writes to it, nor for what that one says.
func TestReadAllOfAPipe(t *testing.T) {
	for _, c := range []struct {
		name    string
		written bool // somebody has it open, and says nothing more
	}{{"nobody writes", false}, {"nothing more is said", true}} {
		t.Run(c.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "pipe")
			if err := syscall.Mkfifo(name, 0o600); err != nil {
				t.Fatal(err)
			}
			if c.written {
				w, err := os.OpenFile(name, os.O_RDWR, 0) // which does not wait
				if err != nil {
					t.Fatal(err)
				}
				defer w.Close()
				w.WriteString("version: 1\n")
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer time.AfterFunc(20*time.Millisecond, cancel).Stop()
			if _, err := ReadAll(ctx, name, 100); !errors.Is(err, context.Canceled) {
				t.Errorf("the error is %v", err)
			}
			// Lets the goroutine that opens it end.
			if fd, err := syscall.Open(name, syscall.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
				syscall.Close(fd)
			}
		})
	}
}
