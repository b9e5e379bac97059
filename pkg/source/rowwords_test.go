package source

import (
	"testing"

	"pgregory.net/rapid"
)

// nobodyPattern is what namesNobody does, as a regular expression.
var nobodyPattern = pattern(`(?i)^\W*((any )?questions?|for (questions|help|support)|need help|(exported|generated|printed|prepared|compiled|downloaded|created) (by|on|at)|report (date|generated)|fragen|rückfragen|exportiert (von|am)|erstellt (von|am)|des questions|exporté (par|le)|preguntas|exportado (por|el)|domande|esportato (da|il)|dúvidas)\W*$`)

func TestNamesNobodyEqualsPattern(t *testing.T) {
	check := func(cell string) bool { return namesNobody(cell) == nobodyPattern().MatchString(cell) }
	for phrase := range nobody() {
		if len(phrase) < minNobody || len(phrase) > maxNobody {
			t.Errorf("%q has %d bytes", phrase, len(phrase))
		}
		for _, cell := range []string{phrase, "  " + phrase + ":", "*** " + phrase + " ***", "_" + phrase, phrase + "s", "É" + phrase + "é", phrase[1:]} {
			if !check(cell) {
				t.Errorf("%q: %v", cell, namesNobody(cell))
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
			t.Fatalf("%q: %v", cell, namesNobody(cell))
		}
	})
}
