package main

import (
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/schollz/progressbar/v3"

	"rollcall/pkg/pipeline"
	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// plainInterval is how often a line is written where there is no terminal:
// seldom enough for a cron mail and a CI log.
const plainInterval = 10 * time.Second

// newProgress chooses the display. Size is the file's in bytes, or -1.
func newProgress(s Streams, o *globalOptions, size int64) rollcall.Progress {
	how := o.Progress
	if o.Quiet {
		how = "none"
	}
	if how == "auto" {
		how = "plain"
		if s.ErrTerminal && !o.talkative() && !o.logJSON() {
			how = "bar"
		}
	}
	switch how {
	case "bar":
		return newBar(s.Err, size)
	case "plain":
		now := time.Now()
		return &plainProgress{tell: func(text string) { o.tell(s, slog.LevelInfo, "%s", text) }, size: size, started: now, last: now}
	}
	return noProgress{}
}

type noProgress struct{}

func (noProgress) Read(pipeline.Progress) {}
func (noProgress) Phase(string)           {}
func (noProgress) Done()                  {}

// plainProgress writes a line now and then.
type plainProgress struct {
	tell    func(text string)
	size    int64
	started time.Time
	last    time.Time
	spoke   bool
}

func (p *plainProgress) Read(at pipeline.Progress) {
	now := time.Now()
	if now.Sub(p.last) < plainInterval {
		return
	}
	p.last, p.spoke = now, true
	elapsed := now.Sub(p.started).Seconds()
	line := fmt.Sprintf("reading: %s rows, %s rows/s", report.Count(at.Rows), report.Count(int64(float64(at.Rows)/elapsed)))
	if p.size > 0 {
		share := float64(at.Offset) / float64(p.size)
		left := time.Duration(elapsed * (1 - share) / max(share, 1e-9) * float64(time.Second))
		line += fmt.Sprintf(", %.0f%%, about %s left", share*100, left.Round(time.Second))
	}
	p.tell(line)
}

func (p *plainProgress) Phase(name string) {
	if p.spoke {
		p.tell(name)
	}
}

func (p *plainProgress) Done() {}

// bar is a progress bar over the file's bytes, and after that a spinner for
// what takes as long as it takes.
type bar struct {
	w    io.Writer
	bar  *progressbar.ProgressBar
	rows int64
	size int64
	from time.Time
}

func newBar(w io.Writer, size int64) *bar {
	b := &bar{w: w, size: size, from: time.Now()}
	b.bar = b.start(size, "reading", progressbar.OptionShowBytes(true), progressbar.OptionUseIECUnits(true),
		progressbar.OptionSetPredictTime(true), progressbar.OptionFullWidth())
	return b
}

// start begins to show one phase; a size of -1 is not known, and spins.
func (b *bar) start(size int64, description string, options ...progressbar.Option) *progressbar.ProgressBar {
	return progressbar.NewOptions64(size, append(options,
		progressbar.OptionSetWriter(b.w),
		progressbar.OptionSetDescription(description),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSpinnerType(14),
	)...)
}

func (b *bar) Read(at pipeline.Progress) {
	b.rows = at.Rows
	rate := float64(at.Rows) / max(time.Since(b.from).Seconds(), 1e-3)
	b.bar.Describe(fmt.Sprintf("reading  %s rows  %s/s", report.Count(at.Rows), report.Count(int64(rate))))
	offset := at.Offset
	if b.size > 0 {
		offset = min(offset, b.size-1) // the last byte would finish the bar
	}
	_ = b.bar.Set64(offset)
}

func (b *bar) Phase(name string) {
	b.Done()
	b.bar = b.start(-1, fmt.Sprintf("%s  %s", name, report.Plural(b.rows, "row")), progressbar.OptionSetElapsedTime(true))
	_ = b.bar.RenderBlank()
}

// Done finishes the bar, which clears it. A spinner that only exits would go
// on spinning, over what is written next.
func (b *bar) Done() { _ = b.bar.Finish() }
