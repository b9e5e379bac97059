package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

// What users of other programs type is answered with what it is called here.
func TestGuesses(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"stats list.csv", "Did you mean rollcall inspect?"},
		{"headers list.csv", "Did you mean rollcall inspect?"},
		{"sniff list.csv", "Did you mean rollcall inspect?"},
		{"init list.csv", "Did you mean rollcall map?"},
		{"lint list.yaml", "rollcall map FILE --check MAPPING.yaml"},
		{"check list.csv", "Did you mean rollcall review?"},
		{"dedupe list.csv", "Did you mean rollcall review?"},
		{"apply -f list.yaml", "Did you mean rollcall import?"},
		{"copy list.csv", "Did you mean rollcall import?"},
		{"get powerlists", "Did you mean rollcall export?"},
		{"download club", "Did you mean rollcall export?"},
		{"logs 1", "Did you mean rollcall history?"},
		{"ps", "Did you mean rollcall history?"},
		{"show 1", "rollcall history 7"},
		{"rm 1", "Did you mean rollcall undo?"},
		{"reset", "Did you mean rollcall undo?"},
		{"dnc --number +12064441001", "Did you mean rollcall suppress?"},
		{"blacklist add x", "Did you mean rollcall suppress?"},
		{"redact +12064441001", "Did you mean rollcall erase?"},
		{"up", "Did you mean rollcall db start?"},
		{"doctor", "Did you mean rollcall db check?"},
		{"psql", `psql "$(rollcall db url)"`},
		{"dump", `pg_dump "$(rollcall db url)"`},
		{"config set region US", "rollcall help environment"},
		{"suppress rm +12064441001", "Did you mean rollcall suppress remove?"},
		{"suppress import dnc.csv", "Did you mean rollcall suppress add?"},
		{"suppress find +12064441001", "Did you mean rollcall suppress check?"},
		{"suppress show", "Did you mean rollcall suppress list?"},
		{"suppress ls", "Did you mean rollcall suppress lists?"},
		{"db init", "Did you mean rollcall db migrate?"},
		{"db shell", `psql "$(rollcall db url)"`},
		{"db drop", "rollcall undo ID"},
		{"inspect list.csv -n 5", "--rows N"},
		{"inspect list.csv --head 5", "--rows N"},
		{"inspect list.csv -d ;", "--delimiter"},
		{"inspect list.csv -e latin1", "--encoding"},
		{"map list.csv --overwrite", "--force"},
		{"map list.csv --country US", "--region US"},
		{"review list.csv -c list.yaml", "-m FILE"},
		{"review list.csv --errors bad.csv", "--rejects FILE.csv"},
		{"review list.csv --html out.html", "--report FILE.html"},
		{"import list.csv --upsert", "--duplicates skip, update or create"},
		{"import list.csv --on-conflict skip", "--duplicates skip, update or create"},
		{"import list.csv -n", "rollcall review"},
		{"import list.csv --host db", "--database postgres://"},
		{"import list.csv -U me", "--database postgres://"},
		{"import list.csv --dsn x", "--database postgres://"},
		{"import list.csv --skip-errors", "--max-skipped"},
		{"import list.csv --batch-size 100", "one transaction"},
		{"import list.csv --dnc dnc.csv", "--suppress FILE"},
		{"import list.csv --name Club", "--powerlist NAME"},
		{"import list.csv --no-consent", "Nothing is imported without consent"},
		{"import list.csv -m list.yaml --consent yes", "--consent takes no value: remove \"yes\""},
		{"import list.csv --consent=yes", "--consent takes no value"},
		{"export club -o club.csv", "--out club.csv"},
		{"export club --fields phone", "--columns"},
		{"export --all", "rollcall export --out all.csv"},
		{"history -n 5", "--limit 5"},
		{"history --failed", "--status failed"},
		{"undo --last", "rollcall undo 7"},
		{"suppress add --phone +12064441001", "--number +12065551234"},
		{"lookup --phone +12064441001", "rollcall lookup +12065551234"},
		{"erase +12064441001", "--number +12064441001"},
		{"version --json", "-o json"},
		{"-V", "rollcall version"},
		{"help cron", "Did you mean rollcall help operations?"},
		{"help rejects", "Did you mean rollcall help files?"},
		{"help dnc", "Did you mean rollcall help do-not-call?"},
		{"help tcpa", "Did you mean rollcall help calling-hours?"},
		{"help yaml", "Did you mean rollcall help mapping?"},
	} {
		var out, errs bytes.Buffer
		s := Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Width: 80, Env: environment{lookUp: func(string) (string, bool) { return "", false }}}
		if exit := run(context.Background(), strings.Fields(c.args), s); exit != exitUsage || !strings.Contains(errs.String(), c.want) {
			t.Errorf("rollcall %s: exit %d, %q; want %q", c.args, exit, errs.String(), c.want)
		}
	}
}

// Each guess names commands, flags and topics that there are.
func TestGuessesAreTrue(t *testing.T) {
	for _, hints := range []map[string]string{guessedCommands, guessedFlags} {
		for word, hint := range hints {
			for _, call := range called.FindAllStringSubmatch(hint, -1) {
				checkCommand(t, word, strings.Fields(call[1]))
			}
		}
	}
	for word, topic := range guessedTopics {
		if !strings.Contains(strings.Join(topicNames, " "), topic) {
			t.Errorf("%s: there is no topic %s", word, topic)
		}
	}
}
