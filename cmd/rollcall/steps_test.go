package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rollcall/pkg/localserver/pgtest"
	"rollcall/pkg/rollcall"
)

// stepTest runs commands without their command lines, each with settings and
// streams of its own, on one database.
type stepTest struct {
	dir, url string
}

func newStepTest(t *testing.T) *stepTest {
	st := &stepTest{t.TempDir(), pgtest.Database(t, nil)}
	for name, text := range map[string]string{
		"leads.csv": "Name,Phone,OK\nAda Lovelace,(206) 739-1000,yes\nAlan Turing,206-739-1001,yes\nGrace Hopper,206-739-1001,yes\nCharles Babbage,206 739 1002,no\n",
		"more.csv":  "Name,Phone,OK\nAda Lovelace,(206) 739-1000,yes\n",
		"m.yaml":    "version: 1\nregion: US\ncolumns:\n  Name: full_name\n  Phone: phone\n  OK: consent\n",
	} {
		if err := os.WriteFile(st.path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return st
}

func (st *stepTest) path(name string) string { return filepath.Join(st.dir, name) }

func (st *stepTest) files(names ...string) (paths []string) {
	for _, name := range names {
		paths = append(paths, st.path(name))
	}
	return paths
}

// stepWant is how a command is to end: the kind of its error, "" where there is
// none, and what its streams and the error's text have.
type stepWant struct {
	kind     string
	out, err string
}

// run runs a command, and holds how it ended to want.
func (st *stepTest) run(t *testing.T, want stepWant, command func(Streams, *globalOptions) error) {
	t.Helper()
	globals := defaultGlobals()
	globals.Database = st.url
	var out, errs bytes.Buffer
	s := Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Width: 80, Env: environment{lookUp: func(string) (string, bool) { return "", false }}}
	kind, message := "", ""
	if err := command(s, &globals); err != nil {
		k, e := rollcall.Explain(err)
		kind, message = k.String(), e.Message
	}
	text := errs.String() + message
	if kind != want.kind || !strings.Contains(out.String(), want.out) || !strings.Contains(text, want.err) {
		t.Errorf("it ended as %q, want %q; stdout is to have %q, and stderr %q:\n%s\n%s", kind, want.kind, want.out, want.err, out.String(), text)
	}
}

func TestRunReview(t *testing.T) {
	st := newStepTest(t)
	for name, test := range map[string]struct {
		o    reviewOptions
		want stepWant
	}{
		"one file":      {reviewOptions{Files: st.files("leads.csv"), Sample: 1}, stepWant{out: "A***"}},
		"next":          {reviewOptions{Files: st.files("leads.csv"), repeatFlags: " -m m.yaml"}, stepWant{out: "leads.csv -m m.yaml --consent"}},
		"two files":     {reviewOptions{Files: st.files("leads.csv", "more.csv")}, stepWant{out: "2 files"}},
		"offline":       {reviewOptions{Files: st.files("leads.csv"), Offline: true}, stepWant{out: "not consulted"}},
		"a limit":       {reviewOptions{Files: st.files("leads.csv"), file: rollcall.FileOptions{MaxSkipped: "0"}}, stepWant{"refused", "nothing was written", "skipped"}},
		"no such file":  {reviewOptions{Files: st.files("none.csv")}, stepWant{"failed", "", "none.csv"}},
		"named twice":   {reviewOptions{Files: st.files("leads.csv", "leads.csv")}, stepWant{"usage", "", "named twice"}},
		"wrong sample":  {reviewOptions{Files: st.files("leads.csv"), Sample: -1}, stepWant{"usage", "", "--sample"}},
		"second absent": {reviewOptions{Files: st.files("leads.csv", "none.csv")}, stepWant{"failed", "leads.csv", "none.csv"}},
	} {
		t.Run(name, func(t *testing.T) {
			st.run(t, test.want, func(s Streams, globals *globalOptions) error {
				test.o.globals, test.o.file.Mapping = globals, st.path("m.yaml")
				return runReview(t.Context(), s, &test.o)
			})
		})
	}
}

func TestRunImport(t *testing.T) {
	st := newStepTest(t)
	for _, test := range []struct {
		name string
		o    importOptions
		want stepWant
	}{
		{"no consent", importOptions{Files: st.files("leads.csv")}, stepWant{"no_consent", "", "consent"}},
		{"one file", importOptions{Files: st.files("leads.csv"), Consent: true, Metrics: st.path("m.prom")}, stepWant{out: "rollcall history 1"}},
		{"once more", importOptions{Files: st.files("leads.csv"), Consent: true}, stepWant{out: "known"}},
		{"a plan for two", importOptions{Files: st.files("leads.csv", "more.csv"), Consent: true, Plan: "p.json"}, stepWant{"usage", "", "--plan"}},
		{"consent with a value", importOptions{Files: append(st.files("leads.csv"), "yes"), Consent: true}, stepWant{"usage", "", "takes no value"}},
		{"after the commit", importOptions{Files: st.files("more.csv"), Consent: true, OnDone: "exit 7"}, stepWant{err: "is done, but"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			st.run(t, test.want, func(s Streams, globals *globalOptions) error {
				test.o.globals, test.o.file.Mapping = globals, st.path("m.yaml")
				return runImport(t.Context(), s, &test.o)
			})
		})
	}
	if text, err := os.ReadFile(st.path("m.prom")); err != nil || !strings.Contains(string(text), "outcome=\"created\"} 2\n") {
		t.Errorf("the metrics: %v\n%s", err, text)
	}
}

func TestRunUndo(t *testing.T) {
	st := newStepTest(t)
	st.run(t, stepWant{}, func(s Streams, globals *globalOptions) error {
		return runImport(t.Context(), s, &importOptions{globals: globals, Files: st.files("leads.csv"), Consent: true, file: rollcall.FileOptions{Mapping: st.path("m.yaml")}})
	})
	for _, test := range []struct {
		name   string
		id     int64
		dryRun bool
		want   stepWant
	}{
		{"no such import", 7, false, stepWant{"usage", "", "7"}},
		{"dry run", 1, true, stepWant{out: "rollcall undo 1 --database x"}},
		{"in earnest", 1, false, stepWant{out: "2"}},
		{"again", 1, false, stepWant{"usage", "", "already undone"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			st.run(t, test.want, func(s Streams, globals *globalOptions) error {
				o := undoOptions{globals: globals, repeatFlags: " --database x"}
				o.ID, o.DryRun = test.id, test.dryRun
				return runUndo(t.Context(), s, &o)
			})
		})
	}
}
