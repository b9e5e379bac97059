package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"rollcall/pkg/report"
)

// logger writes to stderr what --log-level lets through, as text or as one
// JSON object a line. Nothing that is logged holds a cell of a list or a
// password.
func (o *globalOptions) logger(s Streams) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(o.LogLevel)); err != nil {
		level = slog.LevelWarn // check has refused what is no level
	}
	options := &slog.HandlerOptions{Level: level}
	if o.logJSON() {
		return slog.New(slog.NewJSONHandler(printableJSON{s.Err}, options))
	}
	return slog.New(slog.NewTextHandler(s.Err, options))
}

// printableJSON escapes in JSON what a terminal would obey or not show. It takes
// a whole record with each Write, as slog writes them.
type printableJSON struct{ io.Writer }

func (w printableJSON) Write(text []byte) (int, error) {
	if _, err := w.Writer.Write(report.PrintableJSON(text)); err != nil {
		return 0, err
	}
	return len(text), nil
}

// logJSON reports whether stderr is for a program: everything on it is a log record.
func (o *globalOptions) logJSON() bool { return o.LogFormat == "json" }

// verbose reports whether the log has more than warnings.
func (o *globalOptions) verbose() bool { return o.LogLevel == "info" || o.LogLevel == "debug" }

// tell writes a message to the user on stderr.
func (o *globalOptions) tell(s Streams, level slog.Level, format string, args ...any) {
	message := report.Cell(fmt.Sprintf(format, args...))
	if o.logJSON() {
		o.logger(s).Log(context.Background(), level, message)
		return
	}
	fmt.Fprintf(s.Err, "rollcall: %s\n", message)
}

// tellError does the same for the error that a command ends with.
func (o *globalOptions) tellError(s Streams, e report.Error, exit int) {
	if o.logJSON() {
		attrs := []any{"code", e.Code, "exit", exit}
		for _, a := range []struct {
			name string
			text string
		}{{"hint", e.Hint}, {"file", e.File}} {
			if a.text != "" {
				attrs = append(attrs, a.name, a.text)
			}
		}
		if e.Line > 0 {
			attrs = append(attrs, "line", e.Line, "column", e.Column)
		}
		o.logger(s).Error(e.Message, attrs...)
		return
	}
	style := report.Style{Width: s.Width, Wrap: s.ErrTerminal}
	message, hint := report.Cell(e.Message), report.Cell(e.Hint)
	if e.Text != "" { // it has lines of its own, and the hints
		message, hint = report.Printable(e.Text), ""
	}
	if !strings.Contains(message, "\n") { // else it shows a line of a file, and what in it
		message = style.Hang(message, len("rollcall: "))
	}
	fmt.Fprintf(s.Err, "rollcall: %s\n", message)
	if hint != "" {
		fmt.Fprintf(s.Err, "  %s\n", style.Hang(hint, 2))
	}
}
