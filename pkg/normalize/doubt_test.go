package normalize_test

import (
	"testing"

	"rollcall/pkg/normalize"
)

// What no list of phrases has, by the stems of its words.
func TestDoubtful(t *testing.T) {
	for _, text := range []string{
		"got furious when we rang him", "threatened us twice", "would not be contacted again", "doesn't want any",
		"verzoekt verwijdering", "begär radering", "nekade kontakt", "nie życzy sobie kontaktu", "bitte nicht mehr melden", "Kontaktverweigerung",
		"rechazó el contacto", "contacto no autorizado por la familia", "s'oppose à la prospection", "recusa qualquer contato", "si oppone alla prospezione",
		"says she will sue us", "no further contact needed", "non-contactable",
		"consent lapsed", "number cancelled", "asked for deletion",
		"please do not cal, again q", "do not cll", "Do ot call", "please doZnot call again", "Do nZt call", "asked not to be c9lled", "bitte nicht anufen",
	} {
		if !normalize.Doubtful(text) {
			t.Errorf("Doubtful(%q) = false", text)
		}
	}
	for _, text := range []string{
		"", "new", "no answer", "did not pick up the phone", "not reached yet", "not contacted", "no objection", "never complained", "no complaints", "not opted out",
		"wants to stop by", "cancelled lunch", "expired listing", "call back tuesday", "nicht erreicht", "pas joint", "no contesta", "non risponde",
		"met Sue at the open house", "Sue, front desk, took the call", "no signature needed", "consent form not needed (adult)", "Non-profit contact", "her husband died last year", "battery died on last call",
		"executor of the estate of John Orr", "Not interested in solar, wants roof",
		"do note: call after 5", "do not tell her", "did not call back yet", "happy to do hot calls",
		"interested, wants a quote", "rückruf gewünscht", "à rappeler", "dead battery", "wrong size ordered", "nový zákazník", "stálá zákaznice",
	} {
		if normalize.Doubtful(text) {
			t.Errorf("Doubtful(%q) = true", text)
		}
	}
}

func BenchmarkDoubtful(b *testing.B) {
	for b.Loop() {
		for _, text := range []string{"left message, will try again in the morning", "Wants a quote for two windows and a door", "NO ANSWER", "ok"} {
			normalize.Doubtful(text)
		}
	}
}
