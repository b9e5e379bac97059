//go:build unix

package outfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// strange is a user who is neither root nor the one who tests.
const strange = 54321

// A link that somebody else has put into a folder where others may write is not followed, at the end
// of the path or on the way, nor one in a folder of his own; links of our own are.
func TestLinksOfOthers(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Log("only root can make files of others: what is ours is looked at alone")
	}
	for name, test := range map[string]struct {
		mode        os.FileMode
		owner       int // of the link; 0 is root
		folder      int // whose the folder is
		dir, refuse bool
	}{
		"ours in a shared folder":             {mode: 0o1777},
		"another's in a shared folder":        {mode: 0o1777, owner: strange, refuse: true},
		"another's folder in a shared folder": {mode: 0o1777, owner: strange, dir: true, refuse: true},
		"our folder in a shared folder":       {mode: 0o1777, dir: true},
		"another's where a group may write":   {mode: 0o775, owner: strange, refuse: true},
		"another's in a folder of our own":    {mode: 0o755, owner: strange},
		"another's in a folder of his own":    {mode: 0o755, owner: strange, folder: strange, refuse: true},
		"ours in a folder of another's":       {mode: 0o755, folder: strange},
	} {
		if test.owner+test.folder != 0 && os.Geteuid() != 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			shared, own := t.TempDir(), t.TempDir()
			target := filepath.Join(own, "target")
			if err := os.WriteFile(target, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			link, path := filepath.Join(shared, "link"), filepath.Join(shared, "link")
			to := target
			if test.dir {
				to, path = own, filepath.Join(link, "target")
			}
			if err := os.Symlink(to, link); err != nil {
				t.Fatal(err)
			}
			if test.owner != 0 {
				if err := os.Lchown(link, test.owner, test.owner); err != nil {
					t.Fatal(err)
				}
			}
			if test.folder != 0 {
				if err := os.Chown(shared, test.folder, test.folder); err != nil {
					t.Fatal(err)
				}
			}
			// Not before: the system itself may keep us from looking.
			if err := os.Chmod(shared, test.mode&0o777|test.mode&0o1000/0o1000*os.ModeSticky); err != nil {
				t.Fatal(err)
			}
			if test.dir {
				err := MakeFolder(filepath.Join(link, "a", "b"))
				if _, there := os.Stat(filepath.Join(own, "a", "b")); (there == nil) == test.refuse || (err != nil) != test.refuse {
					t.Errorf("a folder made through the link: %v, %v", err, there)
				}
			}
			err := Write(path, []byte("new"), Private)
			want := "new"
			if test.refuse {
				want = "old"
				if err == nil || !strings.Contains(err.Error(), "another user put into a shared folder") {
					t.Errorf("written, or another error: %v", err)
				}
			} else if err != nil {
				t.Error(err)
			}
			expect(t, target, want)
		})
	}
}

// Links that lead in a circle end.
func TestLinksInACircle(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := os.Symlink(a, b); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("b", a); err != nil {
		t.Fatal(err)
	}
	if err := Write(a, nil, Private); err == nil {
		t.Error("written")
	}
}
