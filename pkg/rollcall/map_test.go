package rollcall_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rollcall/pkg/rollcall"
)

// TestMapUnread maps a file of which no row can be read.
func TestMapUnread(t *testing.T) {
	file := filepath.Join(t.TempDir(), "list.csv")
	text := "First Name,Last Name,Phone (opted in),Phone (opted out)\nAnn,Lee,2127365008\nBob,Stone,4157726331\nCy,Young,,3129447255\nDee,Marsh,6174958142\nEve,Polk,2064418397\nFay,Wray,3037924418\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := rollcall.Map(t.Context(), rollcall.MapOptions{File: file})
	if err == nil || !strings.Contains(err.Error(), "none of its rows can be read; line 2: ") {
		t.Error(err)
	}
}
