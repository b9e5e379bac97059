package main

import (
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/spf13/cobra"
)

// The recipes that the story cookbook runs are those of the topic operations.
func TestCookbook(t *testing.T) {
	story, err := txtar.ParseFile("testdata/script/cookbook.txtar")
	if err != nil {
		t.Fatal(err)
	}
	operations := topicText("operations")
	recipes := map[string]bool{
		"import-leads.sh": false, "drop-folder.sh": false, "web.sh": false, "on-import.sh": false, "on-done.sh": false,
		"poll-dialable.sh": false,
		"callable.sql":     false, "actions.yaml": false, "cronjob.yaml": false,
	}
	for _, f := range story.Files {
		if _, ok := recipes[f.Name]; !ok {
			continue
		}
		recipes[f.Name] = true
		if !strings.Contains(operations, "\n"+string(f.Data)+"```\n") {
			t.Errorf("the topic operations does not have %s as the story runs it", f.Name)
		}
		if strings.HasSuffix(f.Name, ".yaml") {
			checkWorkflow(t, f.Name, f.Data)
		}
	}
	for name, found := range recipes {
		if !found {
			t.Errorf("the story has no %s", name)
		}
	}
}

// checkWorkflow finds the commands in a YAML file and sees that there are such
// commands and flags.
func checkWorkflow(t *testing.T, name string, text []byte) {
	var doc any
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	commands := 0
	var walk func(any)
	walk = func(node any) {
		switch v := node.(type) {
		case map[string]any:
			for key, value := range v {
				switch run, _ := value.(string); {
				case key == "run" && strings.HasPrefix(run, "rollcall "):
					commands++
					checkCommand(t, name, strings.Fields(run)[1:])
				case key == "args":
					var args []string
					for _, arg := range value.([]any) {
						args = append(args, arg.(string))
					}
					commands++
					checkCommand(t, name, args)
				}
				walk(value)
			}
		case []any:
			for _, item := range v {
				walk(item)
			}
		}
	}
	walk(doc)
	if commands == 0 {
		t.Errorf("%s runs no rollcall", name)
	}
}

// commandTree is the real one, that talks to nobody.
func commandTree() *cobra.Command {
	globals := defaultGlobals()
	root := newRootCommand(Streams{Out: io.Discard, Err: io.Discard, Env: environment{lookUp: func(string) (string, bool) { return "", false }}}, &globals)
	root.InitDefaultHelpCmd() // cobra adds it when it runs
	return root
}

// checkCommand sees that there are the command and the flags that args name.
func checkCommand(t *testing.T, name string, args []string) {
	t.Helper()
	root := commandTree()
	cmd, rest, err := root.Find(args)
	if err == nil && cmd == root {
		t.Errorf("%s: no command in %q", name, args)
	}
	if err == nil {
		err = cmd.ParseFlags(rest)
	}
	if err != nil {
		t.Errorf("%s: %q: %v", name, args, err)
	}
}

// The commands that the story move runs are those of the topic database.
func TestDatabaseRecipes(t *testing.T) {
	story, err := txtar.ParseFile("testdata/script/move.txtar")
	if err != nil {
		t.Fatal(err)
	}
	text := topicText("database")
	recipes := 0
	for _, f := range story.Files {
		if !strings.HasSuffix(f.Name, ".sh") {
			continue
		}
		recipes++
		if !strings.Contains(text, "```sh\n"+string(f.Data)+"```\n") {
			t.Errorf("the topic database does not have %s as the story runs it", f.Name)
		}
	}
	if n := strings.Count(text, "```sh\n"); n != recipes {
		t.Errorf("the topic has %d recipes, the story %d", n, recipes)
	}
}

// What a build or a recipe takes from elsewhere is named by its content: a tag may
// lead elsewhere tomorrow.
func TestPinned(t *testing.T) {
	kinds := []struct{ named, pinned *regexp.Regexp }{
		{regexp.MustCompile(`(?m)^(?:FROM|ARG GO_IMAGE=|\s+base_image:) ?(.*)$`), regexp.MustCompile(`@sha256:[0-9a-f]{64}$|^scratch$|^\$GO_IMAGE AS `)},
		{regexp.MustCompile(`uses: (.*)`), regexp.MustCompile(`@[0-9a-f]{40} # v`)},
	}
	for _, path := range []string{"../../Containerfile", "../../.goreleaser.yaml", "topics/operations.md"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, kind := range kinds {
			for _, m := range kind.named.FindAllStringSubmatch(string(text), -1) {
				if found++; !kind.pinned.MatchString(m[1]) {
					t.Errorf("%s: %q is not pinned", path, m[0])
				}
			}
		}
		if found == 0 {
			t.Errorf("%s names nothing from elsewhere", path)
		}
	}
}
