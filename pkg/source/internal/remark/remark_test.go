package remark

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rollcall/pkg/lazyregexp"
)

// nobodyPattern is what namesNobody does, as a regular expression.
var nobodyPattern = lazyregexp.New(`(?i)^\W*((any )?questions?|for (questions|help|support)|need help|(exported|generated|printed|prepared|compiled|downloaded|created) (by|on|at)|report (date|generated)|fragen|rückfragen|exportiert (von|am)|erstellt (von|am)|des questions|exporté (par|le)|preguntas|exportado (por|el)|domande|esportato (da|il)|dúvidas)\W*$`)

func TestNamesNobodyEqualsPattern(t *testing.T) {
	check := func(cell string) bool { return NamesNobody(cell) == nobodyPattern().MatchString(cell) }
	for phrase := range nobody() {
		if len(phrase) < minNobody || len(phrase) > maxNobody {
			t.Errorf("%q has %d bytes", phrase, len(phrase))
		}
		for _, cell := range []string{phrase, "  " + phrase + ":", "*** " + phrase + " ***", "_" + phrase, phrase + "s", "É" + phrase + "é", phrase[1:]} {
			if !check(cell) {
				t.Errorf("%q: %v", cell, NamesNobody(cell))
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.SampledFrom([]string{"Any ", "any", "QUESTIONS", "question", "for ", "Need Help", "Exported", " by", " ", "RÜCKFRAGEN", "exporté", " par", "Dúvidas", "?", "-", "_", "é", "\xff", "Ann", "1"})
		var cell string
		for _, p := range rapid.SliceOfN(part, 0, 5).Draw(t, "parts") {
			cell += p
		}
		if !check(cell) {
			t.Fatalf("%q: %v", cell, NamesNobody(cell))
		}
	})
}

func TestIsExampleEqualsPattern(t *testing.T) {
	starts := "e.g.|i.e.|eg:|ex.|p. ex.|p.ej.|z. B.|bijv.|vb.|np.|např.|напр.|for example|Examples|SAMPLE|Beispiel|Mustermann|zum Beispiel|exemple|par exemple|ejemplo|por ejemplo|exemplo|por exemplo|esempio|ad esempio|voorbeeld|przykład|příklad|exempel|eksempel|esimerkki|пример|приклад|örnek|例:|例えば|示例|样例|예시|예)|Your Name|enter |insert |type |delete this|replace this|remove this|do not delete|fill in|required|optional|mandatory|Pflichtfeld|obligatoire|obligatorio|<name>|[name here]|{{name}}|Ann|Lee (sample)|x (Muster)|Sam (cell)|(Voorbeeld) |(206) 444-1234|Ex|e|12 example"
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.SampledFrom([]string{"", " ", "(", "\"", "- ", "****", "é", "a", "_", "((("}).Draw(t, "before") +
			rapid.SampledFrom(strings.Split(starts, "|")).Draw(t, "start") + rapid.SampledFrom([]string{"", " ", ")", "s", ": 1", "é"}).Draw(t, "behind")
		if got, want := IsExample(cell), example().MatchString(cell); got != want {
			t.Fatalf("isExample(%q) = %v, the pattern says %v", cell, got, want)
		}
	})
}

func TestIsHowTo(t *testing.T) {
	for line, want := range map[string]bool{
		"Wrong number? Tell the office, (206) 736-5975": true,
		"Please call 206 736 5975 to be removed":        true,
		"Removed: Ann, (206) 736-5975":                  false,
	} {
		if got := IsHowTo(line); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}

func TestSetsAside(t *testing.T) {
	for _, name := range []string{"Members who said no", "Already called, said no", "Hang-ups", "Hung up on us", "Off limits", "Skip these", "Kill list", "To be excluded", "Minors", "Under 18", "Fax numbers only",
		"Fax machines", "Dead", "Invalid numbers", "Scrubbed out", "TCPA", "CCPA deletions", "Objections", "EXAMPLE DATA - NOT REAL", "Sample data, not real people", "Emergency contacts", "Trash", "No", "Please do not use",
		"These said no last year", "Not yet cleared by compliance", "To be scrubbed", "Awaiting DNC scrub", "Kim - hold off on these until legal okays"} {
		if !SetsAside(name) {
			t.Errorf("%q sets nobody aside", name)
		}
	}
	for _, name := range []string{"Sheet1", "Leads", "Contacts 2026", "Scrubbed", "Dead Sea tours", "Fax and phone", "Members", "People", "Who called", "Called", "All customers", "Numbers", "Children's books", "Nominees", "Skip Johnson", "Trash pickup customers", "Test drive leads", "Excluded brands buyers", "Northern leads", "Sample list",
		"Opt-outs have already been taken out", "Wireless and DNC removed", "Log wrong numbers in the last column", "DNC scrubbed"} {
		if SetsAside(name) {
			t.Errorf("%q sets somebody aside", name)
		}
	}
}

func TestRequires(t *testing.T) {
	for text, want := range map[string]bool{
		"Filter: Status <> Do Not Call": false, "Filtered By: Do Not Call equals False": false, "Do Not Call not equal to True": false,
		"Filters: Lead Status not in (\"Do Not Call\", \"Dead\")": false, "Filter: Nicht anrufen = Nein": false, "Filtre : Ne pas appeler différent de oui": false,
		"Selection: DNC_FLAG = 'N'": false, "State = OR and do_not_call = false": false, "Where: phone is not blank and dnc is blank": false, "Filter: consent = yes": false,
		"Filter: Status = Do Not Call": true, "Filtered By: Do Not Call equals True": true, "Selection: DNC_FLAG = 'Y'": true, "Filter: Do not call is not blank": true,
		"Filter: Status not in (Active, Lead); Do Not Call = Yes": true, "Filter: Consent is not Yes": true, "Filtre : Ne pas appeler = oui": true, "DNC list: status <> lead": true,
		"Kunden, die Nein sagten: Anruf erlaubt = nein": true, "Filter: Status ungleich Interessent; Nicht anrufen = ja": true,
	} {
		if got := SaysDoNotCall(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
