package rollcall_test

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"rollcall/pkg/rollcall"
)

// consentColumn is a column of a list, or several, with cells that say who may be
// called and cells that say who may not.
type consentColumn struct {
	line    int
	headers []string
	yes, no [][]string
}

// readConsentColumns reads a table of testdata/consent, whose README says what is
// in it.
func readConsentColumns(t *testing.T, name string) []consentColumn {
	t.Helper()
	f, err := os.Open(filepath.Join("../../testdata/consent", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []consentColumn
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		text := lines.Text()
		kind, cells, _ := strings.Cut(strings.TrimPrefix(text, "\t"), ": ")
		switch {
		case text == "" || text[0] == '#':
		case text[0] != '\t':
			all = append(all, consentColumn{line: n, headers: strings.Split(text, " || ")})
		case kind != "yes" && kind != "no":
			t.Fatalf("%s: line %d: %q", name, n, text)
		default:
			c := &all[len(all)-1]
			for cell := range strings.SplitSeq(cells, " | ") {
				row := strings.Split(strings.ReplaceAll(cell, "∅", ""), " || ")
				if len(row) != len(c.headers) {
					t.Fatalf("%s: line %d: %q: %d cells, want %d", name, n, cell, len(row), len(c.headers))
				}
				if kind == "yes" {
					c.yes = append(c.yes, row)
				} else {
					c.no = append(c.no, row)
				}
			}
		}
	}
	return all
}

// people are names for the rows of lists.
var people = []string{"Ann Lee", "Bob Ray", "Cy Fox", "Dee Poe", "Eve Orr", "Fay Kim", "Gus Lim", "Hal Moe", "Ida Roy", "Jon Day", "Kay Ash"}

// TestMain lets garbage wait: thousands of small lists are opened, each with its buffers.
func TestMain(m *testing.M) {
	debug.SetGCPercent(1000)
	os.Exit(m.Run())
}

// dialed maps a list as map proposes it and reviews it, offline. It returns the
// numbers that an import would let in.
func dialed(t *testing.T, dir string, rows [][]string) (numbers []string, mapping string) {
	t.Helper()
	file, out := filepath.Join(dir, "list.csv"), filepath.Join(dir, "list.yaml")
	var text strings.Builder
	w := csv.NewWriter(&text)
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := rollcall.Map(t.Context(), rollcall.MapOptions{File: file})
	if err != nil {
		return nil, err.Error()
	}
	if err := os.WriteFile(out, m.YAML, 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := rollcall.Review(t.Context(), rollcall.ReviewOptions{
		FileOptions: rollcall.FileOptions{File: file, Mapping: out, NoPowerlist: true}, Sample: len(rows), Offline: true,
	})
	var refused *rollcall.Error
	if r == nil || err != nil && !errors.As(err, &refused) {
		t.Fatal(err)
	}
	for _, s := range *r.Sample {
		numbers = append(numbers, s.Phone)
	}
	return numbers, string(m.YAML)
}

// TestConsentColumns proposes a mapping for a list with each of the columns, and
// holds who an import with it lets in.
func TestConsentColumns(t *testing.T) {
	dir := t.TempDir() // one for all: thousands of folders cost more than what is tested
	tables, err := filepath.Glob("../../testdata/consent/*.txt")
	if err != nil || tables == nil {
		t.Fatal(tables, err)
	}
	for _, table := range tables {
		table = filepath.Base(table)
		t.Run(table, func(t *testing.T) {
			cases := readConsentColumns(t, table)
			for _, copies := range []int{1, 6} {
				dialedNo, lost := 0, 0
				for _, c := range cases {
					rows := [][]string{append([]string{"Name", "Phone"}, c.headers...)}
					says := map[string]string{}
					add := func(cells []string, may string) {
						number := fmt.Sprintf("+1212736%04d", len(rows))
						says[number] = may + ": " + strings.Join(cells, " || ")
						rows = append(rows, append([]string{people[len(rows)*7%len(people)], number}, cells...))
					}
					for range copies {
						for _, cells := range c.yes {
							add(cells, "yes")
						}
						for _, cells := range c.no {
							add(cells, "no")
						}
					}
					got, mapping := dialed(t, dir, rows)
					var in, out []string
					for number, what := range says {
						switch may := strings.HasPrefix(what, "yes"); {
						case slices.Contains(got, number) && !may:
							in = append(in, what)
						case !slices.Contains(got, number) && may:
							out = append(out, what)
						}
					}
					if in == nil && out == nil {
						continue
					}
					slices.Sort(in)
					slices.Sort(out)
					if in != nil {
						dialedNo++
					} else {
						lost++
					}
					t.Errorf("%s:%d: %q, %d of each: dialed %q, lost %q\n%s", table, c.line, c.headers, copies, slices.Compact(in), slices.Compact(out), columnsOf(mapping, c.headers))
				}
				t.Logf("%s: %d columns, %d of each cell: %d dial who must not be, %d lose who may be", table, len(cases), copies, dialedNo, lost)
			}
		})
	}
}

// columnsOf returns the lines of a mapping about columns.
func columnsOf(mapping string, headers []string) string {
	var lines []string
	for line := range strings.Lines(mapping) {
		if slices.ContainsFunc(headers, func(h string) bool { return strings.Contains(line, h) }) {
			lines = append(lines, line)
		}
	}
	if lines == nil {
		return mapping
	}
	return strings.Join(lines, "")
}
