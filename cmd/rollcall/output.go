package main

import (
	"encoding/json"
	"fmt"
	"io"
)

// writeJSON writes one object, indented, with a line end. HTML is nothing
// special here.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}
