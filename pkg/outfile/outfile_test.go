package outfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

func TestFileAppearsWithCommit(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	f, err := Create(path, Private)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write([]byte("all of it")); err != nil {
		t.Fatal(err)
	}
	if err := f.Sync(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the file is there before Commit: %v", err)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	f.Close()
	expect(t, path, "all of it")
	if st, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && st.Mode().Perm() != Private {
		t.Errorf("mode %v, %v; want %v", st.Mode(), err, Private)
	}
}

func TestCloseLeavesWhatWasThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	if err := Write(path, []byte("old"), Public); err != nil {
		t.Fatal(err)
	}
	f, err := Create(path, Public)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("new")); err != nil {
		t.Fatal(err)
	}
	f.Close()
	expect(t, path, "old")
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestLinksLeadToTheFile(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Write(link, []byte("new"), Private); err != nil {
		t.Fatal(err)
	}
	expect(t, file, "new")
	if st, err := os.Lstat(link); err != nil || st.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", st.Mode(), err)
	}
}

// A file that differs from the one in its place keeps that beside it.
func TestCommitKeeping(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	for _, step := range []struct {
		content string
		kept    bool
		former  string
	}{{"one", false, ""}, {"one", false, ""}, {"two", true, "one"}, {"three", true, "two"}, {"three", false, "two"}, {"thre", true, "three"}} {
		f, err := Create(path, Private)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(step.content)); err != nil {
			t.Fatal(err)
		}
		kept, err := f.CommitKeeping()
		if f.Close(); err != nil || kept != step.kept {
			t.Fatalf("%q: kept %v, %v", step.content, kept, err)
		}
		expect(t, path, step.content)
		if step.former != "" {
			expect(t, KeptName(path), step.former)
		} else if _, err := os.Stat(KeptName(path)); !os.IsNotExist(err) {
			t.Errorf("%q: there is a former file: %v", step.content, err)
		}
	}
}

func TestWriteNew(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out")
	for i, want := range []error{nil, fs.ErrExist} {
		if err := WriteNew(path, []byte(strconv.Itoa(i)), Public); !errors.Is(err, want) {
			t.Errorf("write %d: %v, not %v", i, err, want)
		}
	}
	expect(t, path, "0")
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestRefused(t *testing.T) {
	dir := t.TempDir()
	for path, says := range map[string]string{
		dir:                               "is a folder",
		os.DevNull:                        "is a device",
		filepath.Join(dir, "absent", "x"): "no such file",
	} {
		f, err := Create(path, Private)
		if err == nil {
			f.Close()
			t.Errorf("%s: taken", path)
		} else if !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v; want %q in it", path, err, says)
		}
	}
}

func expect(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
}
