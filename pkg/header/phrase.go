package header

import (
	"slices"
	"strings"
)

// phrase finds a concept by all words, then without those that mean nothing,
// then without those that name a set.
func phrase(words []string) (Concept, float64) {
	if len(words) == 0 {
		return None, 0
	}
	without := func(drop func(w string) bool) string {
		kept := slices.DeleteFunc(slices.Clone(words), drop)
		return strings.Join(kept, "")
	}
	if c, ok := coded(words); ok {
		return c, 0.9
	}
	if last := words[max(0, len(words)-1):]; len(words) > 1 && (last[0] == "company" || last[0] == "organization" || last[0] == "organisation") {
		return Company, 0.9
	}
	if c := phrases()[words[0]]; len(words) == 2 && words[1] == "names" && c == Tags {
		return c, 0.9
	}
	for i, length := 1, len(words[0]); i < len(words) && length <= longestPhrase; i++ {
		if phrases()[strings.Join(words[:i], "")] == Address && phrases()[strings.Join(words[i:], "")] == StreetPart {
			return Address, 0.9 // "Strasse/Hausnr."
		}
		length += len(words[i])
	}
	group := func(w string) bool { return groupWords[w] != "" }
	for i, drop := range []func(w string) bool{
		func(w string) bool { return w == "1" },
		func(w string) bool { return noiseWords.has(w) },
		func(w string) bool { return group(w) || w == "1" },
		func(w string) bool { return group(w) || noiseWords.has(w) },
		func(w string) bool { return group(w) || noiseWords.has(w) || isNumber(w) },
		func(w string) bool { return noiseWords.has(w) || personWords.has(w) || isNumber(w) },
		func(w string) bool {
			return group(w) || noiseWords.has(w) || isNumber(w) || w == "address" || w == "location"
		},
	} {
		key := without(drop)
		c, ok := phrases()[key]
		if !ok {
			c, ok = phrases()[strings.TrimSuffix(key, "s")] // "First Names"
		}
		if !ok || key == "" {
			continue
		}
		if c == Address2 && words[len(words)-1] == "address" && !strings.HasSuffix(key, "address") {
			return Address, 0.8 // "Unit Address"
		}
		if hasAny(words, numberWords) && !IsPlace(c) && c != StreetPart {
			return ID, 0.9 // an account number is no account
		}
		return c, []float64{1, 0.95, 0.95, 0.9, 0.85, 0.85, 0.85}[i]
	}
	if hasAny(words, personWords) && allIn(words, personWords, noiseWords) {
		return FullName, 0.85 // "Comprador(a)"
	}
	return None, 0
}

// coded reads a header of places by their codes, or by their names in full: "Land-ISO",
// "Country ISO2", "State Abbr.".
func coded(words []string) (Concept, bool) {
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return placeForms.has(w) || isNumber(w) || groupWords[w] != "" })
	if len(rest) == 0 || !hasAny(words, placeForms) {
		return None, false
	}
	c, ok := phrases()[strings.Join(rest, "")]
	return c, ok && (c == Country || c == State)
}

// placeForms say how a place is written.
var placeForms = newWordSet("iso iso2 iso3 alpha code codes kurzel kennzeichen abbr abbrev abbreviation abbreviated abbreviazione sigla short long description desc name digit letter two three")

// personWords are words for the contacts, in addition to filler words.
var personWords = newWordSet(`adherent adherente adherents abonne abonnee assure assuree souscripteur souscriptrice titulaire acheteur acheteuse donateur donatrice tomador tomadora asegurado asegurada titular comprador compradora donante suscriptor suscriptora
	contraente intestatario intestataria assicurato assicurata acquirente abbonato abbonata donatore segurado segurada assinante doador doadora versicherungsnehmer versicherter versicherte interessent interessentin besteller auftraggeber mandant mandantin spender spenderin
	verzekerde verzekeringnemer geinteresseerde deelnemer abonnee donateur policyowner homeowner renter claimant debtor borrower insuree cust`)

var numberWords = newWordSet("number numbers no nr num nummer numero numer cislo")
