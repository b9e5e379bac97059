package workbook

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestCellTooLong(t *testing.T) {
	w := NewWriter(&bytes.Buffer{}, "Contacts", []string{"note"})
	if err := w.Row([]string{strings.Repeat("é", maxCell)}); err != nil {
		t.Error(err)
	}
	if err := w.Row([]string{strings.Repeat("x", maxCell+1)}); !errors.Is(err, ErrCellTooLong) {
		t.Error(err)
	}
}
