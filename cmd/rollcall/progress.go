package main

import (
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"time"

	"github.com/schollz/progressbar/v3"

	"rollcall/pkg/pipeline"
	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

const (
	// plainInterval is how often a line is written where there is no terminal:
	// seldom enough for a cron mail and a CI log.
	plainInterval = 10 * time.Second
	// barInterval is how often the bar's words change.
	barInterval = 100 * time.Millisecond
)

// newProgress chooses the display, or none, which is nil. Size is the file's in
// bytes, or -1.
func newProgress(s Streams, o *globalOptions, size int64) rollcall.Progress {
	how, asked := o.Progress, true
	if o.Quiet {
		how = "none"
	}
	if how == "auto" {
		how, asked = "plain", false
		if s.ErrTerminal && !o.verbose() && !o.logJSON() {
			how = "bar"
		}
	}
	switch how {
	case "bar":
		return newBar(s.Err, size)
	case "plain":
		return newPlainProgress(func(text string) { o.tell(s, slog.LevelInfo, "%s", text) }, size, asked)
	}
	return nil
}

// plainProgress writes a line now and then, and one at the end of each phase with
// its figures. Unless it was asked for, a run that is soon done has none.
type plainProgress struct {
	tell func(text string)
	now  func() time.Time
	size int64
	// spoke: from now on every phase is shown.
	spoke bool
	last  time.Time
	// The phase: its name, when it began, its rows, -1 where they are not known,
	// and how many are done.
	name       string
	began      time.Time
	rows, done int64
}

func newPlainProgress(tell func(string), size int64, asked bool) *plainProgress {
	p := &plainProgress{tell: tell, now: time.Now, size: size, spoke: asked, name: "reading", rows: -1}
	p.began = p.now()
	p.last = p.began
	return p
}

func (p *plainProgress) Read(at pipeline.Progress) {
	p.done = at.Rows
	share := -1.0
	if p.size > 0 {
		share = float64(at.Offset) / float64(p.size)
	}
	p.tellHowFar(share)
}

func (p *plainProgress) Step(rows int64) {
	p.done = rows
	p.tellHowFar(float64(rows) / float64(max(p.rows, 1)))
}

// tellHowFar reports how far the phase has come, where it is time for that. A share
// below 0 is not known.
func (p *plainProgress) tellHowFar(share float64) {
	now := p.now()
	if now.Sub(p.last) < plainInterval {
		return
	}
	p.last, p.spoke = now, true
	line := p.figures(now)
	if share >= 0 {
		elapsed := now.Sub(p.began).Seconds()
		left := time.Duration(elapsed * (1 - share) / max(share, 1e-9) * float64(time.Second))
		line += fmt.Sprintf(", %.0f%%, about %s left", share*100, left.Round(time.Second))
	}
	p.tell(line)
}

// figures are those of the phase: "reading: 2,500 rows, 5,000 rows/s".
func (p *plainProgress) figures(now time.Time) string {
	rate := float64(p.done) / max(now.Sub(p.began).Seconds(), 1e-3)
	return fmt.Sprintf("%s: %s, %s rows/s", p.name, report.Plural(p.done, "row"), report.Count(int64(rate)))
}

// Phase reports the result of the phase before. A phase that the server does in one
// step is shown when it begins.
func (p *plainProgress) Phase(name string, rows int64) {
	p.Done()
	p.name, p.began, p.rows, p.done = name, p.now(), rows, 0
	if p.spoke && rows < 0 {
		p.tell(name)
	}
}

// Done reports how the last phase came out.
func (p *plainProgress) Done() {
	if p.name == "" || !p.spoke {
		return
	}
	now := p.now()
	took := fmt.Sprintf("%.1f s", now.Sub(p.began).Seconds())
	if p.name == "reading" || p.rows >= 0 {
		p.done = max(p.done, p.rows)
		p.tell(fmt.Sprintf("%s, done in %s", p.figures(now), took))
	} else {
		p.tell(p.name + ": done in " + took)
	}
	p.name = ""
}

// bar is a progress bar over the file's bytes, and then one for each phase: over
// its rows, or a spinner for what takes as long as it takes.
type bar struct {
	w    io.Writer
	bar  *progressbar.ProgressBar
	size int64
	// The phase: its name, and when it began.
	name string
	from time.Time
	// described is when its words changed last.
	described time.Time
}

func newBar(w io.Writer, size int64) *bar {
	if o, ok := w.(pipeWriter); ok {
		w = o.Writer // the bar asks the terminal itself how wide it is
	}
	b := &bar{w: w, size: size}
	b.start("reading", size)
	return b
}

// start begins to show one phase; a size of -1 is not known, and spins.
func (b *bar) start(name string, size int64) {
	b.name, b.from, b.described = name, time.Now(), time.Time{}
	if size == 0 {
		size = -1 // there is no share of nothing
	}
	b.bar = progressbar.NewOptions64(size,
		progressbar.OptionSetWriter(b.w),
		progressbar.OptionSetDescription(name),
		progressbar.OptionThrottle(barInterval),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSpinnerType(14),
		progressbar.OptionSetElapsedTime(true),
		progressbar.OptionSetPredictTime(size > 0),
		progressbar.OptionFullWidth(),
		// Else a bar is cleared by blanks over its whole width, which wrap once the
		// terminal is narrower.
		progressbar.OptionUseANSICodes(runtime.GOOS != "windows"),
	)
}

// barOverhead is the width of a bar without its words: percent, a short bar, times.
const barOverhead = 32

// describe returns how many rows are done, in as many words as there is room for.
func (b *bar) describe(rows int64) {
	if time.Since(b.described) < barInterval {
		return
	}
	b.described = time.Now()
	rate := int64(float64(rows) / max(time.Since(b.from).Seconds(), 1e-3))
	words := b.name
	for _, more := range []string{"  " + report.Count(rows) + " rows", "  " + report.Count(rate) + "/s"} {
		if len(words)+len(more)+barOverhead > terminalWidth(b.w) {
			break
		}
		words += more
	}
	b.bar.Describe(words)
}

func (b *bar) Read(at pipeline.Progress) {
	b.describe(at.Rows)
	b.set(at.Offset, b.size)
}

// set moves the bar. The last byte or row would finish it.
func (b *bar) set(at, of int64) {
	if of > 0 {
		at = min(at, of-1)
	}
	_ = b.bar.Set64(at)
}

func (b *bar) Phase(name string, rows int64) {
	b.Done()
	b.start(name, rows)
	b.size = rows
	_ = b.bar.RenderBlank()
}

func (b *bar) Step(rows int64) {
	b.describe(rows)
	b.set(rows, b.size)
}

// Done finishes the bar, which clears it. A spinner that only exits would go
// on spinning, over what is written next.
func (b *bar) Done() { _ = b.bar.Finish() }
