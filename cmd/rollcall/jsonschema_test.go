package main

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"rollcall/pkg/contact"
	"rollcall/pkg/report"
)

// Every command that prints JSON has its schema. What the commands print is held to
// it in pkg/interop.
func TestOutputsOfAllCommands(t *testing.T) {
	// Those start and stop a server, print no results or are run by themselves.
	without := regexp.MustCompile(`^(completion|help|man|db start|db stop)\b`)
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		_, name, _ := strings.Cut(c.CommandPath(), " ")
		described := slices.ContainsFunc(outputs(), func(o output) bool {
			return strings.Contains(" "+strings.ReplaceAll(o.doc, ",", " ")+" ", " "+name+" ")
		})
		if c.Runnable() && !c.HasSubCommands() && !without.MatchString(name) && !described {
			t.Errorf("the schema has no output of %q", name)
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
