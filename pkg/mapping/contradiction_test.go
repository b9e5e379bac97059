package mapping

import (
	"errors"
	"testing"
)

// What contradicts itself is refused at the place that says so.
func TestContradictions(t *testing.T) {
	const phone = "version: 1\nregion: US\ncolumns:\n  Phone: phone\n"
	tests := []struct {
		name, text   string
		code         string // none: it is no contradiction
		line, column int
	}{
		{"a window of no time", phone + "powerlist: {name: x, call_window: \"08:00-08:00\"}\n", "never_open", 5, 35},
		{"a window that ends first", phone + "powerlist:\n  name: x\n  call_window: \"21:00-08:00\"\n", "never_open", 7, 16},
		{"a window", phone + "powerlist: {name: x, call_window: \"08:00-08:01\"}\n", "", 0, 0},
		{"two updates of a field", phone + "  Email: email\n  E-Mail: {field: email, update: fill}\n", "two_updates", 6, 3},
		{"two updates of a name", phone + "  First: {field: first_name, update: fill}\n  Name: full_name\n", "two_updates", 6, 3},
		{"two updates of a custom field", phone + "  A: {field: stage, update: never}\n  B: {field: stage, update: fill}\n", "two_updates", 6, 3},
		{"one update of a field", phone + "  Email: {field: email, update: fill}\n  E-Mail: {field: email, update: fill}\n", "", 0, 0},
		{"two updates of two fields", phone + "  City: {field: city, update: fill}\n  Email: {field: email, update: never}\n", "", 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse("m.yaml", []byte(tt.text))
			var errs *Errors
			if tt.code == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if !errors.As(err, &errs) || len(errs.Problems) != 1 {
				t.Fatalf("got %v", err)
			}
			if p := errs.Problems[0]; p.Code != tt.code || int(p.Line) != tt.line || p.Column != tt.column {
				t.Errorf("got %s at %d:%d, %s", p.Code, p.Line, p.Column, p.Message)
			}
		})
	}
}
