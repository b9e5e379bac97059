package main

import (
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var importGraph = regexp.MustCompile("(?s)```imports\n(.*?)```")

// The import graph of the topic architecture is that of the code, and its picture
// names every package. UPDATE=1 writes the graph anew.
func TestArchitecture(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}:{{range .Imports}} {{.}}{{end}}`, "rollcall/cmd/rollcall", "rollcall/pkg/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	const file = "topics/architecture.md"
	text := topicText("architecture")
	picture := fenced.FindStringSubmatch(text)[2]
	var lines []string
	for line := range strings.Lines(string(out)) {
		name, imports, _ := strings.Cut(strings.TrimSpace(line), ":")
		short := func(path string) string {
			return strings.TrimPrefix(strings.TrimPrefix(path, "rollcall/pkg/"), "rollcall/")
		}
		if strings.Contains(name, "/internal/") || strings.HasSuffix(name, "pgtest") {
			continue
		}
		if top, _, _ := strings.Cut(short(name), "/"); !strings.Contains(picture, top) {
			t.Errorf("the picture in %s lacks %s", file, name)
		}
		var own []string
		for path := range strings.FieldsSeq(imports) {
			if strings.HasPrefix(path, "rollcall/pkg/") && !strings.Contains(path, "/internal/") {
				own = append(own, short(path))
			}
		}
		if len(own) > 0 {
			lines = append(lines, wrap(append([]string{short(name), "->"}, own...), 78))
		}
	}
	slices.Sort(lines)
	want := strings.Join(lines, "\n") + "\n"
	found := importGraph.FindStringSubmatch(text)
	if found == nil {
		t.Fatal("there is no import graph in " + file)
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(strings.Replace(text, found[0], "```imports\n"+want+"```", 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(found[1], want); diff != "" {
		t.Errorf("%s draws another import graph (UPDATE=1 writes it anew):\n%s", file, diff)
	}
}
