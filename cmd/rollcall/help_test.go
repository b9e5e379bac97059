package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"rollcall/pkg/mapping"
)

// everyCommand calls f with each command and topic that a user can see.
func everyCommand(t *testing.T, f func(*testing.T, *cobra.Command)) {
	globals := defaultGlobals()
	s := Streams{Out: io.Discard, Err: io.Discard, Env: environment{lookUp: func(string) (string, bool) { return "", false }}}
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		t.Run(manName(c), func(t *testing.T) { f(t, c) })
		m := manualOf(c)
		for _, sub := range append(m.commands, m.topics...) {
			walk(sub)
		}
	}
	walk(newRootCommand(s, &globals))
}

func TestHelpEndsWithExamplesAndExitStatus(t *testing.T) {
	everyCommand(t, func(t *testing.T, c *cobra.Command) {
		m := manualOf(c)
		text := m.text(80)
		if c.Short == "" || m.description == "" {
			t.Error("the command does not say what it does")
		}
		for line := range strings.SplitSeq(m.description, "\n") {
			code := isTopic(c) && strings.HasPrefix(line, "  ")                                       // recipes and tables
			if len([]rune(line)) > 80 && !code && (isTopic(c) || c.Parent().Name() != "completion") { // that one's text is cobra's
				t.Errorf("too long for a terminal: %s", line)
			}
		}
		if isTopic(c) {
			return
		}
		tail := regexp.MustCompile(`\nEXAMPLES\n  .*\n(.+\n)*\nEXIT STATUS\n    0  done.*\n(.+\n)*$`)
		if !tail.MatchString(text) {
			t.Errorf("it ends with:\n%s", text[max(0, len(text)-600):])
		}
		if !strings.Contains(m.exitStatus, "\n  130  interrupted") {
			t.Error("the exit status of an interrupt is missing")
		}
		for line := range strings.SplitSeq(m.examples, "\n") {
			if !strings.HasPrefix(line, "  ") {
				t.Errorf("an example that is not indented: %q", line)
			}
		}
	})
}

// The examples of each command name commands and flags that there are.
func TestHelpExamplesAreCommands(t *testing.T) {
	everyCommand(t, func(t *testing.T, c *cobra.Command) {
		for line := range strings.SplitSeq(strings.ReplaceAll(manualOf(c).examples, "\\\n", ""), "\n") {
			for _, call := range called.FindAllStringSubmatch(line, -1) {
				words, _, _ := strings.Cut(call[1], " |")
				checkCommand(t, line, strings.Fields(words))
			}
		}
	})
}

// The topic on mappings names every key and target that there is, and its example is a mapping.
func TestHelpOfMappings(t *testing.T) {
	text := topicText("mapping")
	example := fenced.FindStringSubmatch(text)[2]
	if _, err := mapping.Parse("help", []byte(example)); err != nil {
		t.Error(err)
	}
	var schema struct {
		Properties map[string]any `json:"properties"`
	}
	if err := json.Unmarshal(mapping.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	if len(schema.Properties) == 0 {
		t.Fatal("the schema has no properties")
	}
	for key := range schema.Properties {
		if !strings.Contains(example, "\n"+key+":") && !strings.HasPrefix(example, key+":") {
			t.Errorf("the help does not name %q", key)
		}
	}
	for _, target := range mapping.Targets() {
		if !strings.Contains(text, "`"+target+"`") {
			t.Errorf("the help does not name the target %q", target)
		}
	}
}

func TestManPages(t *testing.T) {
	dir := t.TempDir()
	pages := 0
	request := regexp.MustCompile(`^(\.(TH|SH|SS|TP|PP|B|BR|br|nf|fi|nh|ad|EX|EE|RS|RE|IP|TS|TE)\b|'\\" t$)`)
	everyCommand(t, func(t *testing.T, c *cobra.Command) {
		if pages == 0 {
			if err := writeManPages(c.Root(), dir); err != nil {
				t.Fatal(err)
			}
		}
		pages++
		page, err := os.ReadFile(filepath.Join(dir, manName(c)+"."+manSection(c)))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(string(page), "\n") {
			if (strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'")) && !request.MatchString(line) {
				t.Errorf("not a request of man pages: %q", line)
			}
		}
		for _, heading := range []string{".SH NAME\n", ".SH DESCRIPTION\n"} {
			if !strings.Contains(string(page), heading) {
				t.Errorf("there is no %q", heading)
			}
		}
		if !isTopic(c) && (!strings.Contains(string(page), ".SH EXAMPLES\n") || !strings.Contains(string(page), ".SH EXIT STATUS\n")) {
			t.Error("examples or exit status are missing")
		}
	})
	if files, err := os.ReadDir(dir); err != nil || len(files) != pages {
		t.Errorf("%d files, %v; want %d", len(files), err, pages)
	}
}
