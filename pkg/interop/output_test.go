package interop

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"rollcall/pkg/localserver/pgtest"
)

// outputTest has the program and the compiled schema of its outputs, in which a key
// that it does not list is an error, and notes which of them were seen.
type outputTest struct {
	*testing.T
	program  string
	url      string
	compiled map[string]*jsonschema.Schema
	seen     map[string]bool
}

func newOutputTest(t *testing.T) *outputTest {
	o := &outputTest{T: t, program: filepath.Join(t.TempDir(), "rollcall.exe"), url: pgtest.Database(t, nil), compiled: map[string]*jsonschema.Schema{}, seen: map[string]bool{}}
	build := exec.Command("go", "build", "-ldflags", "-s -w", "-o", o.program, "./cmd/rollcall")
	build.Dir = "../.."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := exec.Command(o.program, "help", "json", "--schema").Output()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	closeObjects(doc)
	c := jsonschema.NewCompiler()
	if err := c.AddResource("outputs.json", doc); err != nil {
		t.Fatal(err)
	}
	for name := range part(doc, "$defs") {
		if strings.Contains(name, ".") {
			continue // a part of outputs
		}
		s, err := c.Compile("outputs.json#/$defs/" + strings.ReplaceAll(name, " ", "%20"))
		if err != nil {
			t.Fatal(err)
		}
		o.compiled[name] = s
	}
	return o
}

// closeObjects forbids the keys that a schema does not list: later versions may add
// some. A sample row has its fields as keys, beside the phone.
func closeObjects(schema any) {
	switch s := schema.(type) {
	case map[string]any:
		properties, _ := s["properties"].(map[string]any)
		if sample := len(properties) == 1 && properties["phone"] != nil; properties != nil && !sample {
			s["additionalProperties"] = false
		}
		for _, part := range s {
			closeObjects(part)
		}
	case []any:
		for _, part := range s {
			closeObjects(part)
		}
	}
}

// check holds a JSON text, or each of its lines, to an output.
func (o *outputTest) check(name string, text []byte) {
	o.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	n := 0
	for d.More() {
		var value any
		if err := d.Decode(&value); err != nil {
			o.Fatalf("%s: %v in %s", name, err, text)
		}
		if err := o.compiled[name].Validate(value); err != nil {
			o.Errorf("%s: %v\n%s", name, err, text)
		}
		n++
	}
	if n == 0 {
		o.Errorf("%s: no JSON", name)
	}
	o.seen[name] = true
}

// run runs a command, which prints an output.
func (o *outputTest) run(exit int, name string, args ...string) {
	o.Helper()
	out, err := exec.Command(o.program, append(args, "-o", "json")...).Output()
	got, failed := 0, new(exec.ExitError)
	if errors.As(err, &failed) {
		got = failed.ExitCode()
	} else if err != nil {
		o.Fatal(err)
	}
	if got != exit {
		o.Fatalf("%v ended with %d, not %d: %s", args, got, exit, failed.Stderr)
	}
	o.check(name, out)
}

// TestOutputs runs every command that prints JSON, and holds what it prints to the
// schema; what the schema lists nobody prints is an error, too.
func TestOutputs(t *testing.T) {
	o := newOutputTest(t)
	t.Chdir(t.TempDir())
	t.Setenv("ROLLCALL_DATA_DIR", filepath.Join(t.TempDir(), "none"))
	t.Setenv("ROLLCALL_DATABASE_URL", o.url)
	for name, text := range map[string]string{
		"a.csv": "Phone,First,Opt In,Consented,Score,Mail\n206-444-1001,Ann,yes,2024-05-01,7,a@b.example\n206-444-1002,Bob,no,,x,wrong\n" +
			"206-444-1001,Ann,yes,,,\n12,Cleo,yes,,,\n206-444-1004,Dan,yes,,,\n",
		"b.csv":    "Phone,First,Opt In,Consented,Score,Mail\n206-444-1001,Anna,yes,,8,\n",
		"m.yaml":   "version: 1\nregion: US\ncolumns:\n  Phone: phone\n  First: first_name\n  Opt In: consent\n  Consented: consent_date\n  Score: {new_field: score, type: number}\n  Mail: email\ntags: [t]\n",
		"bad.yaml": "version: 1\ncolumns: {Phone: phon, X: {target: phone, y: z}}\n",
		"dnc.txt":  "206-444-1004\n206-444-1009\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	conn, err := pgx.Connect(t.Context(), o.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), "listen rollcall"); err != nil {
		t.Fatal(err)
	}
	event := func(name string) {
		t.Helper()
		n, err := conn.WaitForNotification(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		o.check(name, []byte(n.Payload))
	}
	o.run(0, "version", "version")
	o.run(0, "history", "history")
	o.run(0, "export", "export")
	o.run(0, "lookup", "lookup", "+12064441001")
	o.run(0, "inspect", "inspect", "a.csv")
	o.run(0, "inspect", "inspect", "a.csv", "-m", "m.yaml")
	o.run(0, "map", "map", "a.csv")
	o.run(0, "map", "map", "a.csv", "--out", "new.yaml")
	o.run(0, "map check", "map", "a.csv", "--check", "m.yaml")
	o.run(0, "review", "review", "a.csv", "-m", "m.yaml", "--sample", "2")
	o.run(0, "review", "review", "a.csv", "b.csv", "-m", "m.yaml", "--offline")
	o.run(0, "import", "import", "a.csv", "-m", "m.yaml", "--consent", "--powerlist", "L")
	event("event import")
	o.run(0, "import", "import", "b.csv", "-m", "m.yaml", "--consent", "--duplicates", "update")
	event("event import")
	o.run(0, "db migrate", "db", "migrate")
	o.run(0, "db url", "db", "url")
	o.run(0, "db status database", "db", "status")
	o.run(0, "db check", "db", "check")
	o.run(1, "db check", "db", "check", "--database", "postgres://nobody@127.0.0.1:1/none")
	o.run(2, "error", "db", "distribute")
	o.run(0, "db status", "db", "status", "--database", "")
	o.run(0, "suppress add", "suppress", "add", "dnc.txt", "--list", "registry", "--region", "US", "--as-of", "2026-11-01")
	event("event suppress")
	o.run(0, "suppress add", "suppress", "add", "--number", "+12064441004", "--number", "+12064441007")
	event("event suppress")
	o.run(0, "suppress remove", "suppress", "remove", "--number", "+12064441007")
	event("event suppress")
	o.run(0, "suppress check", "suppress", "check", "+12064441004")
	o.run(0, "suppress list", "suppress", "list")
	o.run(0, "suppress lists", "suppress", "lists")
	o.run(0, "export", "export")
	o.run(0, "export contact", "export", "L")
	o.run(0, "export out", "export", "L", "--out", "l.csv")
	o.run(0, "lookup", "lookup", "+12064441001")
	o.run(0, "lookup", "lookup", "+12064441004")
	o.run(0, "history", "history")
	o.run(0, "history ID", "history", "1")
	o.run(0, "history prune", "history", "--prune", "--older", "7d")
	o.run(0, "undo", "undo", "2")
	event("event undo")
	o.run(0, "erase", "erase", "--number", "+12064441001")
	event("event erase")
	o.run(2, "error", "undo", "9")
	o.run(2, "error", "import", "a.csv", "-m", "bad.yaml", "--consent")
	o.run(3, "error", "import", "a.csv", "-m", "m.yaml")
	o.run(2, "error", "no such command")
	for name := range o.compiled {
		if !o.seen[name] {
			t.Errorf("no command printed %q", name)
		}
	}
}
