package main

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"rollcall/pkg/pipeline"
)

// lockedBuffer may be written to by a spinner's goroutine.
type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *lockedBuffer) text() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.String()
}

// Every phase is shown, and none of it is left when it is done.
func TestBarPhases(t *testing.T) {
	for name, size := range map[string]int64{"of a file": 1000, "of standard input": -1} {
		t.Run(name, func(t *testing.T) {
			var w lockedBuffer
			b := newBar(&w, size)
			first := b.bar
			b.Read(pipeline.Progress{Offset: 1000, Rows: 2500})
			if got := w.text(); !strings.Contains(got, "reading  2,500 rows") {
				t.Errorf("%q", got)
			}
			b.Phase("merging")
			if !first.IsFinished() {
				t.Error("the bar of the reading goes on")
			}
			if got := w.text(); !strings.Contains(got, "merging  2,500 rows") {
				t.Errorf("%q", got)
			}
			b.Done()
			if !b.bar.IsFinished() {
				t.Error("the spinner goes on")
			}
			lines := strings.Split(w.text(), "\r")
			if last := lines[len(lines)-1]; strings.TrimSpace(last) != "" {
				t.Errorf("%q is left on the line", last)
			}
		})
	}
}
