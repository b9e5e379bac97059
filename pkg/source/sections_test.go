package source

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSections holds that of a list under headings those below one that says not to call
// refuse, and that a remark that only stands where a heading could is no heading.
func TestSections(t *testing.T) {
	const top = "Last,First,Phone\n"
	row := func(name, digit string) string { // two people
		return name + ",Ann,+1 206 736 500" + digit + "\n" + name + "son,Bob,+1 206 736 501" + digit + "\n"
	}
	for _, c := range []struct {
		name, text, want string // who refuses, or "file"
	}{
		{"the last section", top + "A\n" + row("Abel", "1") + "B\n" + row("Bell", "2") + "FORMER MEMBERS - DO NOT CONTACT\n" + row("Cole", "3") + row("Dorn", "4"), "Cole Coleson Dorn Dornson"},
		{"one in the middle", top + "ACTIVE\n" + row("Abel", "1") + "\nRESIGNED - DO NOT CALL\n" + row("Bell", "2") + "\nSOCIAL (seniors)\n" + row("Cole", "3") + row("Dorn", "4"), "Bell Bellson"},
		{"headings in small letters", top + "Active members\n" + row("Abel", "1") + "Friends\n" + row("Bell", "2") + "Do not call\n" + row("Cole", "3") + row("Dorn", "4"), "Cole Coleson Dorn Dornson"},
		{"a remark among letters", top + "A\n" + row("Abel", "1") + "B\n" + row("Bell", "2") + "please do not call\n" + row("Cole", "3"), "file"},
		{"of the rows above", top + "A\n" + row("Abel", "1") + "B\n" + row("Bell", "2") + "DO NOT CALL ABOVE\n" + row("Cole", "3"), "file"},
		{"at the end", top + "A\n" + row("Abel", "1") + "B\n" + row("Bell", "2") + "DO NOT CALL\n", "file"},
		{"without other headings", top + row("Abel", "1") + row("Bell", "2") + "DO NOT CALL\n" + row("Cole", "3"), "file"},
	} {
		var refused []string
		r, err := Open(context.Background(), "-", strings.NewReader(c.text), Options{})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		for err == nil {
			var chunk *Chunk
			if chunk, err = r.Next(); err != nil {
				break
			}
			for rec := range chunk.Records() {
				if _, is := rec.Refused(); is {
					refused = append(refused, rec.Cells[0])
				}
			}
			err = chunk.Err()
		}
		if err != io.EOF {
			refused = []string{"file"}
		}
		if diff := cmp.Diff(c.want, strings.Join(refused, " ")); diff != "" {
			t.Errorf("%s: %v: %s", c.name, err, diff)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}
