package header

import (
	"slices"

	"rollcall/pkg/normalize"
)

// checksList reports whether words are about a look at a list of refusals, so that the cells
// say with what result, or only when: "TPS checked", "Scrubbed against DNC".
func checksList(words []string) bool {
	return hasAny(words, refusalWords) && hasAny(words, checkedWords, screenedWords) || slices.Contains(words, "scrub") || washes(words) ||
		len(words) > 0 && len(words) <= 2 && words[0] == "compliance" && (len(words) == 1 || hasAny(words[1:], checkedWords, statusWords))
}

// washes reports whether words are about the look at a list which Australians call washing, or at
// a register of those who want no calls: "Wash status (AU register)", "Registry lookup (calls)".
func washes(words []string) bool {
	if hasAny(words, washWords) {
		return allIn(words, washWords, checkedWords, statusWords, registryNouns, publicWhose, firmWhose, callWords, byWords, fillWords, noiseWords, washBeside)
	}
	return hasAny(words, registers) && hasAny(words, checkedWords, screenedWords) && (hasAny(words, callWords) || slices.Contains(words, "telemarketing"))
}

var (
	washWords  = newWordSet("wash washed washing")
	washBeside = newWordSet("phone telephone au nz uk australia result results outcome against code number numbers telemarketing")
	registers  = newWordSet("registry register registre registro registro rejestr")
)

// namesRegistry reports whether words are of whose list it is: of the country, a state or a firm.
func namesRegistry(words []string) bool {
	whose, list := false, hasAny(words, registryNouns)
	for _, w := range words {
		switch {
		case publicWhose.has(w), list && (firmWhose.has(w) || len(normalize.State(w, "US")) == 2 && !fillWords.has(w) && w != "ok"):
			whose = true
		case !registryNouns.has(w):
			return false
		}
	}
	return whose
}

var (
	registryNouns = newWordSet("list lists registry register file flag match hit liste lista lijst")
	publicWhose   = newWordSet("state federal fed national natl nacional nationale")
	firmWhose     = newWordSet("nat company house internal corporate inhouse interne interna")
)

// screenedWords are further ones for a look at a list.
var screenedWords = newWordSet("verifie verifiee gepruft abgeglichen comprobado verificado verificada verificato gecontroleerd screened screening sprawdzono")
