package main

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
			b.Phase("adding contacts", 2000)
			if !first.IsFinished() {
				t.Error("the bar of the reading goes on")
			}
			time.Sleep(2 * barInterval) // the bar is not drawn more often
			b.Step(1000)
			if got := w.text(); !strings.Contains(got, "adding contacts  1,000 rows") {
				t.Errorf("%q", got)
			}
			b.Phase("committing", -1)
			if got := w.text(); !strings.Contains(got, "committing") {
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

// Asked for, plain progress tells of each phase with its figures, and now and then
// within one; else nothing of a run that is soon done.
func TestPlainProgress(t *testing.T) {
	run := func(asked bool, each time.Duration) (lines []string) {
		at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
		p := newPlainProgress(func(text string) { lines = append(lines, text) }, 1000, asked)
		p.now = func() time.Time { return at }
		p.began, p.last = at, at
		at = at.Add(each)
		p.Read(pipeline.Progress{Offset: 500, Rows: 2500})
		at = at.Add(each)
		p.Read(pipeline.Progress{Offset: 1000, Rows: 5000})
		p.Phase("adding contacts", 4000)
		at = at.Add(each)
		p.Step(1000)
		p.Phase("committing", -1)
		at = at.Add(each)
		p.Done()
		p.Done()
		return lines
	}
	for _, c := range []struct {
		name  string
		asked bool
		each  time.Duration
		want  []string
	}{
		{"soon done", false, time.Second, nil},
		{"asked for", true, time.Second, []string{
			"reading: 5,000 rows, 2,500 rows/s, done in 2.0 s", "adding contacts: 4,000 rows, 4,000 rows/s, done in 1.0 s",
			"committing", "committing: done in 1.0 s",
		}},
		{"long", false, 12 * time.Second, []string{
			"reading: 2,500 rows, 208 rows/s, 50%, about 12s left", "reading: 5,000 rows, 208 rows/s, 100%, about 0s left",
			"reading: 5,000 rows, 208 rows/s, done in 24.0 s", "adding contacts: 1,000 rows, 83 rows/s, 25%, about 36s left",
			"adding contacts: 4,000 rows, 333 rows/s, done in 12.0 s", "committing", "committing: done in 12.0 s",
		}},
	} {
		if diff := cmp.Diff(c.want, run(c.asked, c.each)); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}
