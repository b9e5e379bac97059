package source

import (
	"testing"

	"pgregory.net/rapid"
)

func TestEscapeFormula(t *testing.T) {
	for cell, formula := range map[string]bool{
		"=1+1": true, "+1": true, "-1": true, "@SUM(1)": true, "\t1": true, "\r1": true, "\n=1": true, "\n\n 1": true,
		"＝1": true, "＋1": true, "－1": true, "＠A1": true, "﹦1": true, "﹫A1": true,
		" =1": true, "\u00a0=1": true, "\u3000＝1": true, "\u200b=1": true, "\ufeff@A1": true, "\u202e=1": true, "\x0b=1": true, "\u0301=1": true, "\u3164=1": true,
		"'=1": true, "'": false, "' '＝1": true,
		"": false, " ": false, "a=1": false, "1+1": false, "  a": false, "é": false, "O'Neil": false, "'quoted": false, "\u200bAnn": false, "（206）": false,
	} {
		if got := EscapeFormula(cell); (got == "'"+cell) != formula || (got == cell) == formula {
			t.Errorf("%q becomes %q", cell, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringOf(rapid.SampledFrom([]rune("'=＝+-@\t\n \u200ba1"))).Draw(t, "cell")
		once := EscapeFormula(cell)
		if UnescapeFormula(once) != cell || once != cell && EscapeFormula(once) == once {
			t.Fatalf("%q becomes %q and that %q", cell, once, UnescapeFormula(once))
		}
	})
}
