package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/spf13/cobra"

	"rollcall/pkg/contact"
	"rollcall/pkg/localserver/pgtest"
	"rollcall/pkg/report"
)

// outputTest compiles the schema of outputs, in which a key that it does not list
// is an error, and notes which of them were seen.
type outputTest struct {
	*testing.T
	url      string
	compiled map[string]*jsonschema.Schema
	seen     map[string]bool
	commands map[string]bool
}

func newOutputTest(t *testing.T) *outputTest {
	o := &outputTest{T: t, url: pgtest.Database(t, nil), compiled: map[string]*jsonschema.Schema{}, seen: map[string]bool{}, commands: map[string]bool{}}
	w := schemaWriter{defs: jsonSchema{}, closed: true}
	for _, out := range outputs() {
		w.defs[out.name] = w.of(reflect.TypeOf(out.form))
	}
	text, err := json.Marshal(jsonSchema{"$defs": w.defs})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("outputs.json", doc); err != nil {
		t.Fatal(err)
	}
	for _, out := range outputs() {
		s, err := c.Compile("outputs.json#/$defs/" + strings.ReplaceAll(out.name, " ", "%20"))
		if err != nil {
			t.Fatal(err)
		}
		o.compiled[out.name] = s
	}
	return o
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
	var out, errs bytes.Buffer
	s := Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Width: 80, Env: environment{lookUp: func(name string) (string, bool) {
		if name == "ROLLCALL_DATABASE_URL" {
			return o.url, true
		}
		return os.LookupEnv(name)
	}}}
	if got := run(context.Background(), append(args, "-o", "json"), s); got != exit {
		o.Fatalf("%v ended with %d, not %d: %s", args, got, exit, errs.String())
	}
	o.check(name, out.Bytes())
	for n := len(args); n > 0; n-- {
		o.commands[strings.Join(args[:n], " ")] = true
	}
}

// TestOutputs runs every command that prints JSON, and holds what it prints to the
// schema; what the schema lists nobody prints is an error, too.
func TestOutputs(t *testing.T) {
	o := newOutputTest(t)
	t.Chdir(t.TempDir())
	t.Setenv("ROLLCALL_DATA_DIR", filepath.Join(t.TempDir(), "none"))
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
	for _, out := range outputs() {
		if !o.seen[out.name] {
			t.Errorf("no command printed %q", out.name)
		}
	}
	// Those start and stop a server, print no results or are run by themselves.
	without := regexp.MustCompile(`^(completion|help|man|db start|db stop)\b`)
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		_, name, _ := strings.Cut(c.CommandPath(), " ")
		if c.Runnable() && !c.HasSubCommands() && !without.MatchString(name) && !o.commands[name] {
			t.Errorf("the schema's test does not run %q", name)
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	globals := defaultGlobals()
	walk(newRootCommand(Streams{}, &globals))
}

var outputKeys = regexp.MustCompile("(?s)(those of an object\\.\n)(.*?)(## Codes of errors\n)")

// The keys that the topic json lists are those of the results and events.
// UPDATE=1 writes them anew.
func TestTopicHasAllKeys(t *testing.T) {
	var want strings.Builder
	names := ""
	for i, out := range outputs() {
		names += "`" + out.name + "` (" + out.doc + ")"
		if all := outputs(); i+1 < len(all) && reflect.TypeOf(all[i+1].form) == reflect.TypeOf(out.form) {
			names += ", "
			continue
		}
		words := strings.Fields(names + ": " + keysOf(reflect.TypeOf(out.form)))
		names = ""
		want.WriteString("\n" + strings.TrimLeft(strings.ReplaceAll(wrap(words, 78), "\n  ", "\n"), " ") + "\n")
	}
	want.WriteString("\n")
	text := topicText("json")
	found := outputKeys.FindStringSubmatch(text)
	if found == nil {
		t.Fatal("the topic json lists no keys")
	}
	if os.Getenv("UPDATE") != "" {
		text = strings.Replace(text, found[0], found[1]+want.String()+found[3], 1)
		if err := os.WriteFile("topics/json.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(found[2], want.String()); diff != "" {
		t.Errorf("the topic json lists other keys (UPDATE=1 writes them anew):\n%s", diff)
	}
}

// keysOf lists the keys of a type, those of an object within it in braces and those
// of a list's elements in brackets.
func keysOf(t reflect.Type) string {
	if t.Kind() != reflect.Struct {
		return "the columns that were asked for"
	}
	var keys []string
	for _, f := range fields(t) {
		key, inner, list := "`"+jsonKey(f)+"`", f.Type, false
		for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
			list = list || inner.Kind() == reflect.Slice
			inner = inner.Elem()
		}
		within := ""
		switch {
		case inner == reflect.TypeFor[contact.Skipped]():
			within = "`" + strings.Join(skippedKeys(), "`, `") + "`"
		case inner.Kind() == reflect.Struct && inner != reflect.TypeFor[time.Time]() && inner != reflect.TypeFor[report.Sample]():
			within = keysOf(inner)
		}
		switch {
		case list && within != "":
			key += " [" + within + "]"
		case list:
			key += " []"
		case within != "":
			key += " {" + within + "}"
		}
		keys = append(keys, key)
	}
	return strings.Join(keys, ", ")
}

// codes find the codes of errors, warnings and differences in the program's text.
var codes = []*regexp.Regexp{
	regexp.MustCompile(`\bError\{(?:rollcall\.)?[A-Z]\w+, "([a-z_0-9]+)"`),
	regexp.MustCompile(`\bCode(?::| =) ?"([a-z_0-9]+)"`),
	regexp.MustCompile(`\{store\.Err\w+, \w+, "([a-z_0-9]+)"`),
	regexp.MustCompile(`\br\.add(?:At)?\([^"\n]*"([a-z]+_[a-z_0-9]+)"`),
}

// The topic json names every code.
func TestTopicHasAllCodes(t *testing.T) {
	text := topicText("json")
	files, err := filepath.Glob("../../pkg/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	own, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var missing []string
	for _, file := range append(files, own...) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, pattern := range codes {
			for _, m := range pattern.FindAllStringSubmatch(string(source), -1) {
				if !strings.Contains(text, "`"+m[1]+"`") && !slices.Contains(missing, m[1]) {
					missing = append(missing, m[1])
				}
			}
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		t.Errorf("the topic json lacks the codes %q", missing)
	}
}
