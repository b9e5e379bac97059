package normalize

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// An index has the phrases of its list by the words that they begin with, whatever
// script they are in.
func TestPhraseIndex(t *testing.T) {
	type opening struct{ Words, Stems []string }
	add := func(all map[string]*opening, word, phrase string) {
		stem, isStem := strings.CutSuffix(word, "*")
		if isStem {
			word = stem[:stemLetters]
		}
		if all[word] == nil {
			all[word] = &opening{}
		}
		if of := all[word]; isStem {
			of.Stems = append(of.Stems, phrase)
		} else {
			of.Words = append(of.Words, phrase)
		}
	}
	for name, p := range map[string]*phrases{"refusals": refusalPhrases, "bad numbers": badNumberPhrases, "names": nameRefusals} {
		want, got := map[string]*opening{}, map[string]*opening{}
		for line := range strings.FieldsFuncSeq(p.text, func(r rune) bool { return r == '\n' || r == ',' }) {
			words := strings.Fields(strings.TrimPrefix(plainWords(strings.TrimSpace(line)), "^"))
			if len(words) == 0 {
				continue
			}
			for _, w := range strings.Split(words[0], "|") {
				add(want, w, strings.Join(words, " "))
			}
		}
		p.load()
		for _, x := range []*phraseIndex{p.index, p.others()} {
			of := func(e openingEntry) string {
				var words []string
				for _, w := range x.phrase(e.phrase).words {
					words = append(words, strings.Join(w, "|"))
				}
				return strings.Join(words, " ")
			}
			for _, e := range x.words.entries {
				add(got, e.word, of(e))
				if x.words.first(e.word) < 0 || x != p.index && e.word[0] < leadElsewhere {
					t.Errorf("%s: %q is not found", name, e.word)
				}
			}
			for _, e := range x.stems.entries {
				add(got, e.word+"*", of(e))
				if x.stems.first(e.word) < 0 || x != p.index && e.word[0] < leadElsewhere {
					t.Errorf("%s: %q is not found", name, e.word)
				}
			}
		}
		for _, of := range want {
			slices.Sort(of.Words)
			slices.Sort(of.Stems)
		}
		for _, of := range got {
			slices.Sort(of.Words)
			slices.Sort(of.Stems)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got:\n%s", name, d)
		}
	}
}

// A set of cells has each of its list, whatever script it is in.
func TestCellSet(t *testing.T) {
	for _, c := range []*cellSet{refusalCells, yesCells, noCells, nothingCells, clearanceCells, badNumberCells, clearEnds, unspacedYes} {
		want := map[string]bool{}
		for line := range strings.FieldsFuncSeq(c.text, func(r rune) bool { return r == '\n' || r == ',' }) {
			addCell(want, line)
		}
		for cell := range want {
			if !c.has(cell) {
				t.Errorf("%q is not found", cell)
			}
		}
		if n := len(c.cells()) + len(c.others()); n != len(want) {
			t.Errorf("%d cells, want %d", n, len(want))
		}
	}
}
