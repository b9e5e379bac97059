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
	"github.com/jackc/pgx/v5"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/spf13/cobra"

	"rollcall/pkg/localserver/pgtest"
	"rollcall/pkg/mapping"
)

// transcript finds the README's blocks of commands and what they print.
var transcript = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestReadme runs the commands of the README's transcripts, in a folder with
// copies of the project's own lists, and compares what they print. UPDATE=1
// writes it into the README.
func TestReadme(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
	dir := t.TempDir()
	list, err := os.ReadFile("../../testdata/trade-fair.csv")
	if err == nil {
		err = os.Mkdir(filepath.Join(dir, "testdata"), 0o700)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "testdata/trade-fair.csv"), list, 0o600)
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
	fenced   = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")
	// called finds the words of a call of rollcall in a line of shell.
	called = regexp.MustCompile(`(?:^|[^\w/.-]|\bbin/)rollcall( [^;)>#&]*)`)
)

// TestReadmeBlocks sees that each block of code in the README is checked: what
// the other tests run is what they run, and nothing is left that nobody does.
func TestReadmeBlocks(t *testing.T) {
	t.Parallel()
	recipes := map[string]bool{}
	for _, name := range []string{"cookbook", "move"} {
		story, err := txtar.ParseFile("testdata/script/" + name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range story.Files {
			recipes[string(f.Data)] = true
		}
	}
	text := documents(t)
	for _, block := range fenced.FindAllStringSubmatch(text, -1) {
		switch language, code := block[1], block[2]; {
		case language == "text", language == "imports", language == "console", recipes[code]: // run by TestReadme, or by the story
		case language == "sql":
			runQuery(t, code)
		case language == "yaml":
			if _, err := mapping.Parse("README.md", []byte(code)); err != nil {
				t.Errorf("a block of YAML is neither a recipe nor a mapping: %v", err)
			}
		case language != "" || called.MatchString(code):
			t.Errorf("nothing checks this block of code:\n%s", code)
		}
	}
	for _, block := range indentedBlocks(fenced.ReplaceAllString(text, "")) {
		if strings.HasPrefix(block, "select ") {
			runQuery(t, block)
			continue
		}
		for line := range strings.Lines(block) {
			checkLine(t, strings.TrimSpace(line), recipes)
		}
	}
}

// setting is a variable of a crontab.
var setting = regexp.MustCompile(`^[A-Z_]+=\S*$`)

// cronLine is when, as whom, and what.
var cronLine = regexp.MustCompile(`^(?:[-*/,0-9]+ +){5}\w+ +(.*)$`)

// checkLine checks a command line that stands by itself in the README.
func checkLine(t *testing.T, line string, recipes map[string]bool) {
	t.Helper()
	words := strings.Fields(line)
	if len(words) == 0 || words[0] == "#" || setting.MatchString(line) {
		return
	}
	line, _ = strings.CutPrefix(line, "sudo -u dialer env -i $(grep = /etc/cron.d/rollcall) ")
	words = strings.Fields(line)
	switch at := cronLine.FindStringSubmatch(line); {
	case words[0] == "make":
		checkMake(t, words)
	case words[0] == "go":
		if out, err := exec.Command("go", "list", "../../"+words[len(words)-1]).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", line, err, out)
		}
	case fiveMinutes.MatchString("    " + line): // run by TestReadmeFiveMinutes
	case words[0] == "rollcall":
		checkCommand(t, line, words[1:])
	case words[0] == "import-leads": // the nightly recipe
	case at != nil:
		for recipe := range recipes {
			name := regexp.MustCompile(`^#!/bin/sh\n# (\S+) `).FindStringSubmatch(recipe)
			if name != nil && slices.Contains(strings.Fields(at[1]), name[1]) {
				return
			}
		}
		t.Errorf("cron runs no recipe: %s", line)
	default:
		t.Errorf("nothing checks this line of code: %s", line)
	}
}

// checkMake sees that make has the targets of a command.
func checkMake(t *testing.T, words []string) {
	t.Helper()
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	target, _, _ := strings.Cut(strings.Join(words[1:], " "), " #")
	for word := range strings.FieldsSeq(target) {
		name, _, isVariable := strings.Cut(word, "=")
		if isVariable && !strings.Contains(string(makefile), "\n"+name+" ?=") || !isVariable && !strings.Contains(string(makefile), "\n"+name+":") {
			t.Errorf("%q: the Makefile has no %s", words, name)
		}
	}
}

// runQuery runs a query of the README on a database with an import.
func runQuery(t *testing.T, query string) {
	t.Helper()
	r := newReader(t)
	conn, err := pgx.Connect(t.Context(), r.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), query)
	if err == nil {
		_, err = pgx.CollectRows(rows, pgx.RowToMap)
	}
	if err != nil {
		t.Errorf("%s: %v", query, err)
	}
}

// indentedBlocks are the blocks of code that four spaces make.
func indentedBlocks(text string) []string {
	var blocks []string
	before := ""
	for line := range strings.Lines(text) {
		code, ok := strings.CutPrefix(line, "    ")
		switch {
		case ok && before == "\n":
			blocks = append(blocks, code)
			line = "code"
		case ok && before == "code":
			blocks[len(blocks)-1] += code
			line = "code"
		}
		before = line
	}
	return blocks
}

// A reader is somebody who follows the README in a folder with a list and the
// mapping that was proposed for it, and has imported it.
type reader struct {
	dir, url string
}

func newReader(t *testing.T) *reader {
	t.Helper()
	r := &reader{t.TempDir(), pgtest.Database(t, nil)}
	list, err := os.ReadFile("../../testdata/trade-fair.csv")
	if err == nil {
		err = os.WriteFile(filepath.Join(r.dir, "leads.csv"), list, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	r.run(t, "map", "leads.csv", "--out", "leads.yaml")
	r.run(t, "import", "leads.csv", "-m", "leads.yaml", "--consent")
	return r
}

// run runs rollcall, and has it end well.
func (r *reader) run(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.Command("rollcall", args...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "ROLLCALL_DATABASE_URL="+r.url, "HOME="+r.dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("rollcall %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// placeholders are the reader's own for what the README leaves open.
var placeholders = map[string]string{"FILE": "leads.csv", "N": "+12065513471"}

// completed adds to a command that the README's text speaks of what the text
// leaves to the reader: the list, the mapping, consent, a number.
func completed(t *testing.T, args []string) []string {
	t.Helper()
	args = slices.Clone(args)
	for i, arg := range args {
		if own, ok := placeholders[arg]; ok {
			args[i] = own
		}
	}
	root := commandTree()
	cmd, rest, err := root.Find(args)
	if err == nil {
		err = cmd.ParseFlags(rest)
	}
	if err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	lacks := func(flag string) bool { f := cmd.Flags().Lookup(flag); return f != nil && !f.Changed }
	schema := cmd.Flags().Lookup("schema")
	takesList := strings.Contains(cmd.Use, " FILE") && !lacks("number") && (schema == nil || !schema.Changed)
	if takesList && cmd.Flags().NArg() == 0 {
		args = append(args, "leads.csv")
	}
	if cmd.Name() == "map" && !lacks("out") {
		args = append(args, "--force")
	}
	if lacks("number") && cmd.Flags().NArg() == 0 {
		args = append(args, "--number", placeholders["N"])
	}
	if lacks("mapping") && cmd.Name() != "inspect" {
		args = append(args, "-m", "leads.yaml")
	}
	if lacks("consent") {
		args = append(args, "--consent")
	}
	return args
}

// TestReadmeMentions runs the commands that the README's running text speaks
// of, in its order, and sees that there are the flags and targets of make that
// it names.
func TestReadmeMentions(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for range 6 { // the README looks at import 7
		r.run(t, "import", "leads.csv", "-m", "leads.yaml", "--consent", "--duplicates", "update")
	}
	text := fenced.ReplaceAllString(documents(t), "")
	commands, flags, targets := 0, 0, 0
	for _, span := range codeSpan.FindAllStringSubmatch(text, -1) {
		words := strings.Fields(span[1])
		switch {
		case words[0] == "make":
			targets++
			checkMake(t, words)
		case strings.HasPrefix(words[0], "--"):
			flags++
			checkFlag(t, words[0])
		case len(words) > 1 && strings.HasPrefix(words[1], "--"):
			flags++
			checkCommand(t, "README.md", words)
		}
		for _, call := range called.FindAllStringSubmatch(span[1], -1) {
			for _, args := range alternatives(strings.Fields(strings.ReplaceAll(call[1], `"`, ""))) {
				commands++
				checkCommand(t, "README.md", args)
				if slices.Contains(args, "--distribute") {
					continue // wants Citus, on which the store's tests run it
				}
				if !t.Failed() {
					r.run(t, completed(t, args)...)
				}
			}
		}
	}
	if commands == 0 || flags == 0 || targets == 0 {
		t.Errorf("the README mentions %d commands, %d flags, %d targets of make", commands, flags, targets)
	}
}

// checkFlag sees that some command has a flag.
func checkFlag(t *testing.T, flag string) {
	t.Helper()
	found := false
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		name := strings.TrimPrefix(flag, "--")
		found = found || c.Flags().Lookup(name) != nil || c.PersistentFlags().Lookup(name) != nil
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(commandTree())
	if !found {
		t.Errorf("no command has a flag %s", flag)
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

// documents is the text of the README and of all help topics.
func documents(t *testing.T) string {
	text := readmeText(t)
	for _, name := range topicNames {
		text += "\n" + topicText(name)
	}
	return text
}

// The README is short enough to be read.
func TestReadmeSize(t *testing.T) {
	if n := len(readmeText(t)); n > 10_000 {
		t.Errorf("the README has %d bytes; move text to a help topic", n)
	}
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
