package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"

	"rollcall/pkg/report"
)

// writeJSON writes one object, indented, with a line end. HTML is nothing
// special here, and a terminal takes no harm.
func writeJSON(w io.Writer, v any) error { return encodeJSON(w, v, "  ") }

// show writes a result to stdout, as JSON or as the text that write makes of it.
func show[T any](s Streams, globals *globalOptions, result T, write func(io.Writer, T, report.Style) error) error {
	if globals.json() {
		return writeJSON(s.Out, result)
	}
	return write(s.Out, result, globals.style(s))
}

// showPlain is show for a text without a style.
func showPlain[T any](s Streams, globals *globalOptions, result T, write func(io.Writer, T) error) error {
	return show(s, globals, result, func(w io.Writer, result T, _ report.Style) error { return write(w, result) })
}

// shownDone handles an error of showing a change that is done. A full disk or a closed
// pipe does not take the change back, so it warns and returns nil.
func shownDone(s Streams, globals *globalOptions, err error) error {
	if err == nil || isReaderGone(err) {
		return nil
	}
	globals.tell(s, slog.LevelWarn, "done, but: %s", err)
	return nil
}

// writeResult writes the result of a file: one of several on a line of its own.
func (o *globalOptions) writeResult(w io.Writer, v any) error {
	if o.lines {
		return encodeJSON(w, v, "")
	}
	return writeJSON(w, v)
}

func encodeJSON(w io.Writer, v any, indent string) error {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	err := enc.Encode(v)
	if err == nil {
		_, err = w.Write(report.PrintableJSON(text.Bytes()))
	}
	if err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}

// showResult writes a result to stdout.
func showResult(s Streams, globals *globalOptions, r *report.Result) error {
	if globals.json() {
		return globals.writeResult(s.Out, r)
	}
	return report.WriteResult(s.Out, r, globals.style(s))
}
