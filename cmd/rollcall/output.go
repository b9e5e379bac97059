package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"rollcall/pkg/report"
)

// writeJSON writes one object, indented, with a line end. HTML is nothing
// special here, and a terminal takes no harm.
func writeJSON(w io.Writer, v any) error {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	if err == nil {
		_, err = w.Write(report.PrintableJSON(text.Bytes()))
	}
	if err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}
