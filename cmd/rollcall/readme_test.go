package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rollcall/pkg/localserver/pgtest"
)

// transcript finds the README's blocks of commands and what they print.
var transcript = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestReadme runs the commands of the README's transcripts, in a folder with
// copies of the project's own lists, and compares what they print. UPDATE=1
// writes it into the README.
func TestReadme(t *testing.T) {
	const readme = "../../README.md"
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, pattern := range []string{"../../testdata/*.csv", "../../mappings/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err == nil {
				err = os.WriteFile(filepath.Join(dir, filepath.Base(f)), b, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	env := append(os.Environ(), "ROLLCALL_DATABASE_URL="+pgtest.Database(t, nil), "HOME="+dir, "NO_COLOR=1")
	blocks := 0
	got := transcript.ReplaceAllStringFunc(string(text), func(block string) string {
		blocks++
		var b strings.Builder
		b.WriteString("```console\n")
		for _, command := range commands(block) {
			b.WriteString("$ " + command + "\n")
			cmd := exec.Command("sh", "-c", command)
			cmd.Dir, cmd.Env = dir, env
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Errorf("%s: %v\n%s", command, err, out)
			}
			b.Write(out)
		}
		return b.String() + "```"
	})
	if blocks == 0 {
		t.Fatal("the README has no transcript")
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(readme, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(timeless(string(text)), timeless(got)); diff != "" {
		t.Errorf("the README shows something else (UPDATE=1 mends it):\n%s", diff)
	}
}

// fiveMinutes finds the README's first commands, which a newcomer copies.
var fiveMinutes = regexp.MustCompile(`(?m)^    bin/(rollcall .*)$`)

// TestReadmeFiveMinutes runs the README's first commands as they stand there.
func TestReadmeFiveMinutes(t *testing.T) {
	dir := t.TempDir()
	list, err := os.ReadFile("../../testdata/trade-fair.csv")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "leads.csv"), list, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "ROLLCALL_DATABASE_URL="+pgtest.Database(t, nil), "HOME="+dir)
	found := fiveMinutes.FindAllStringSubmatch(readmeText(t), -1)
	if len(found) != 4 {
		t.Fatalf("the README begins with %d commands, not 4", len(found))
	}
	for _, m := range found {
		cmd := exec.Command("sh", "-c", m[1])
		cmd.Dir, cmd.Env = dir, env
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", m[1], err, out)
		}
	}
}

var (
	codeSpan = regexp.MustCompile("`([^`]+)`")
	// called finds the words of a call of rollcall in a line of shell.
	called = regexp.MustCompile(`(?:^|[^\w/.-])rollcall( [^;)>#&]*)`)
)

// TestReadmeMentions sees that there are the commands and flags that the
// README's running text speaks of.
func TestReadmeMentions(t *testing.T) {
	text := regexp.MustCompile("(?s)```.*?```").ReplaceAllString(readmeText(t), "")
	mentions := 0
	for _, span := range codeSpan.FindAllStringSubmatch(text, -1) {
		for _, call := range called.FindAllStringSubmatch(span[1], -1) {
			mentions++
			for _, args := range alternatives(strings.Fields(call[1])) {
				checkCommand(t, "README.md", args)
			}
		}
	}
	if mentions == 0 {
		t.Error("the README mentions no command")
	}
}

// alternatives spells out a word such as add|remove|list.
func alternatives(args []string) [][]string {
	for i, arg := range args {
		if strings.Contains(arg, "|") {
			var all [][]string
			for word := range strings.SplitSeq(arg, "|") {
				all = append(all, slices.Concat(args[:i], []string{word}, args[i+1:]))
			}
			return all
		}
	}
	return [][]string{args}
}

func readmeText(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// commands are the lines that begin with "$ ", with those that go on.
func commands(block string) []string {
	var list []string
	open := false
	for line := range strings.Lines(block) {
		line = strings.TrimSuffix(line, "\n")
		command, begins := strings.CutPrefix(line, "$ ")
		switch {
		case begins:
			list = append(list, command)
		case open:
			list[len(list)-1] += "\n" + line
		}
		open = (begins || open) && strings.HasSuffix(line, `\`)
	}
	return list
}

var took = regexp.MustCompile(`took +[0-9.]+ s`)

func timeless(s string) string { return took.ReplaceAllString(s, "took a moment") }
