package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/localserver/pgtest"
)

// daytimeNumbers begins numbers, all but their last digit, of a place where it is
// day at an instant.
func daytimeNumbers(at time.Time) string {
	switch hour := at.UTC().Hour(); {
	case hour <= 10:
		return "+8133224100" // Tokyo
	case hour <= 19:
		return "+44207930100" // London
	}
	return "+649303100" // Auckland
}

// TestWaysOut suppresses people after their import, each in another way, and asks
// every way out that the README, the topics and the help of export document: the
// one who is left is in each of them, and nobody else.
func TestWaysOut(t *testing.T) {
	documented := documentedQueries(t)
	url := pgtest.Database(t, nil)
	t.Chdir(t.TempDir())
	numbers := map[string]string{}
	for i, who := range []string{"byNumber", "byList", "byImport", "left"} {
		numbers[who] = daytimeNumbers(time.Now()) + fmt.Sprint(i+1)
	}
	list := "Phone,Company,Tags\n"
	for _, n := range numbers {
		list += n + ",Acme,vip\n"
	}
	for name, text := range map[string]string{
		"list.csv":     list,
		"no.csv":       "Phone,Do Not Call\n" + numbers["byImport"] + ",yes\n" + numbers["left"] + ",\n",
		"registry.txt": numbers["byList"] + "\n",
		"m.yaml":       "version: 1\nregion: US\ncolumns: {Phone: phone, Company: {new_field: company}, Tags: tags}\n",
		"no.yaml":      "version: 1\nregion: US\ncolumns: {Phone: phone, Do Not Call: {target: consent, means: opt_out}}\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	call := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		s := Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Width: 80, Env: environment{lookUp: func(name string) (string, bool) {
			if name == "ROLLCALL_DATABASE_URL" {
				return url, true
			}
			return os.LookupEnv(name)
		}}}
		if exit := run(context.Background(), args, s); exit != 0 {
			t.Fatalf("%v ended with %d: %s", args, exit, errs.String())
		}
		return out.String()
	}
	lists := map[string]bool{"expo-2026": true}
	for _, q := range documented {
		lists[q.powerlist] = true
	}
	for name := range lists {
		call("import", "list.csv", "-m", "m.yaml", "--consent", "--duplicates", "update", "--powerlist", name)
	}
	call("suppress", "add", "--number", numbers["byNumber"])
	call("suppress", "add", "registry.txt", "--list", "registry", "--as-of", "2026-11-01")
	call("import", "no.csv", "-m", "no.yaml", "--consent")

	// A place on a powerlist has one row, a way out that names none has each.
	check := func(way, text string) {
		t.Helper()
		for who, n := range numbers {
			if there := strings.Contains(text, n); there != (who == "left") {
				t.Errorf("%s: who is suppressed %s is there: %v\n%s", way, who, there, text)
			}
		}
	}
	for _, args := range exportExamples() {
		if strings.Contains(strings.Join(args, " "), "--out") {
			path := args[len(args)-1]
			call(args...)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			check(strings.Join(args, " "), string(text))
			continue
		}
		if text := call(args...); len(args) > 1 {
			check(strings.Join(args, " "), text)
		}
	}
	for _, args := range [][]string{
		{"export", "expo-2026"}, {"export", "expo-2026", "--bom"}, {"export", "expo-2026", "--format", "json"},
		{"export", "expo-2026", "--callable-now"}, {"export", "--callable-now"}, {"export", "--limit", "100"},
		{"export", "--import", "1"}, {"export", "--tag", "vip", "-o", "json"}, {"export", "expo-2026", "--callable-now", "-o", "json"},
		{"review", "list.csv", "-m", "m.yaml", "--duplicates", "create", "--clean", "clean.csv"},
	} {
		text := call(args...)
		if args[0] == "review" {
			clean, err := os.ReadFile("clean.csv")
			if err != nil {
				t.Fatal(err)
			}
			text = string(clean)
		}
		check(strings.Join(args, " "), text)
	}
	for who, n := range numbers {
		text := strings.ReplaceAll(call("lookup", n, "-o", "json"), " ", "")
		if now := strings.Contains(text, `"now":true`); now != (who == "left") {
			t.Errorf("lookup says of who is suppressed %s that he may be called now: %v\n%s", who, now, text)
		}
	}
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for _, q := range append(documented, query{"select * from dialable", ""}, query{"select * from callable_now", ""}) {
		rows, err := conn.Query(t.Context(), q.text)
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for rows.Next() {
			values, err := rows.Values()
			if err != nil {
				t.Fatal(err)
			}
			text += fmt.Sprintln(values...)
		}
		if rows.Err() != nil {
			t.Fatalf("%s: %v", q.text, rows.Err())
		}
		check(q.text, text)
	}
}

// query is a documented one, and the powerlist that it names.
type query struct{ text, powerlist string }

var namedList = regexp.MustCompile(`name = '([^']+)'`)

// documentedQueries returns the queries of the README and the topics that ask for
// numbers.
func documentedQueries(t *testing.T) (all []query) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{string(readme)}
	entries, err := topicFiles.ReadDir("topics")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		texts = append(texts, topicText(strings.TrimSuffix(e.Name(), ".md")))
	}
	for _, text := range texts {
		for _, block := range fenced.FindAllStringSubmatch(text, -1) {
			if block[1] == "sql" && strings.Contains(block[2], "phone") {
				q := query{text: strings.TrimRight(strings.TrimSpace(block[2]), ";")}
				if m := namedList.FindStringSubmatch(q.text); m != nil {
					q.powerlist = m[1]
				}
				all = append(all, q)
			}
		}
	}
	if len(all) < 3 {
		t.Fatalf("%d queries were found", len(all))
	}
	return all
}

// exportExamples are the commands of the help of export.
func exportExamples() (all [][]string) {
	cmd, _, err := commandTree().Find([]string{"export"})
	if err != nil {
		panic(err) // there is one
	}
	for line := range strings.Lines(cmd.Example) {
		command, _, _ := strings.Cut(strings.TrimSpace(line), " | ")
		all = append(all, strings.Fields(command)[1:])
	}
	return all
}
