package source

import (
	"context"
	"io"
	"os"
	"path/filepath"
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
		{"after a blank line", top + row("Abel", "1") + row("Bell", "2") + "\nNIET BELLEN - op eigen verzoek,,\n" + row("Cole", "3"), "Cole Coleson"},
		{"after a blank line, with one below", top + row("Abel", "1") + row("Bell", "2") + "\nNO LLAMAR\n" + row("Cole", "3") + "\n" + row("Dorn", "4"), "file"},
		{"between blank lines", top + row("Abel", "1") + row("Bell", "2") + "\nNO LLAMAR\n\n" + row("Cole", "3"), "file"},
		{"the names again", top + row("Abel", "1") + row("Bell", "2") + "\nPlease remove - they asked not to be called again:\n" + top + row("Cole", "3"), "Cole Coleson"},
		{"only numbers", top + row("Abel", "1") + row("Bell", "2") + ",,\nSUPPRESSED (updated 3/1/2026),,\n,,(206) 736 5001\n,,206 736 5012\n", " "},
		{"two written alike", top + "=== Kunden ===,,\n" + row("Abel", "1") + row("Bell", "2") + "=== Nicht anrufen ===,,\n" + row("Cole", "3"), "Cole Coleson"},
		{"two of which one permits", top + "May be called\n" + row("Abel", "1") + row("Bell", "2") + "Not to be called\n" + row("Cole", "3"), "Cole Coleson"},
		{"a remark under one heading", top + "Boston\n" + row("Abel", "1") + row("Bell", "2") + "do not call\n" + row("Cole", "3"), "file"},
		{"children", top + "ADULTS\n" + row("Abel", "1") + "SENIORS\n" + row("Bell", "2") + "CHILDREN\n" + row("Cole", "3"), "Cole Coleson"},
		{"comments", top + row("Abel", "1") + "# auf Wunsch entfernt, nicht anrufen:\n#Bell,Ann,+1 206 736 5002\n" + row("Cole", "3") + "# opted out\n#Dorn,Ann,+1 206 736 5004\n", "#Bell #Dorn"},
		{"other comments", top + row("Abel", "1") + "-- removed: do not call\n--Bell,Ann,+1 206 736 5002\n--Bellson,Bob,+1 206 736 5012\n" + row("Cole", "3"), "--Bell --Bellson"},
		{"a comment on a row", top + row("Abel", "1") + "# do not call\n" + row("Bell", "2"), "file"},
		{"comments explained", "# lines that begin with # have opted out\n" + top + row("Abel", "1") + "#Bell,Ann,+1 206 736 5002\n" + row("Cole", "3"), "#Bell"},
		{"explained in German", "# Zeilen mit # wollen keine Anrufe\n" + top + row("Abel", "1") + "#Bell,Ann,+1 206 736 5002\n" + row("Cole", "3"), "#Bell"},
		{"a comment above", "# do not call the people in line 2\n" + top + row("Abel", "1") + "#Bell,Ann,+1 206 736 5002\n" + row("Cole", "3"), "file"},
		{"at the end", top + "A\n" + row("Abel", "1") + "B\n" + row("Bell", "2") + "DO NOT CALL\n", "file"},
		{"without other headings", top + row("Abel", "1") + row("Bell", "2") + "DO NOT CALL\n" + row("Cole", "3"), "file"},
	} {
		var refused []string
		r, err := Open(context.Background(), "-", strings.NewReader(c.text), Options{})
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
		if r != nil {
			_ = r.Close()
		}
	}
}

// TestNames holds that a file named as a list of people not to be called is refused, unless the
// name, or the list itself, says that they were taken out or who they are.
func TestNames(t *testing.T) {
	const plain = "Name,Phone,Tags\nAnn Lee,212-736-5000,vip\nBob Ray,212-736-5001,hot\nCyd Doe,212-736-5002,\nDan Poe,212-736-5003,hot\nEve Fox,212-736-5004,vip\n"
	tagged := strings.NewReplacer("1,hot", "1,hot; do-not-call", "0,vip", "0,dnc").Replace(plain)
	for _, c := range []struct {
		name, text string
		refused    bool
	}{
		{"dnc.csv", plain, true},
		{"boston dnc list.csv", plain, true},
		{"clean energy dnc.csv", plain, true},
		{"post-DNC.csv", plain, false},
		{"nondnc.csv", plain, false},
		{"DNC clean list.csv", plain, false},
		{"leads clear of DNC.csv", plain, false},
		{"tps screened.csv", plain, false},
		{"tags_dnc.csv", tagged, false},
		{"tags_dnc.csv", strings.Replace(plain, "vip", "dnc", 1), true},
		{"dnc below.csv", plain + ",,\nDo not call,,\n,212-736-5001,\n", false},
		{"dnc codes.csv", strings.NewReplacer("Tags", "Flag (0 = do not call; 1 = OK)", "vip", "1", "hot", "0").Replace(plain), false},
	} {
		file := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := Open(context.Background(), file, nil, Options{})
		if err == nil {
			err = r.Close()
		}
		if refused := err != nil; refused != c.refused {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
