package header

import (
	"slices"
	"strings"
)

// cutOff finds what a header says that an old database has cut off after some
// letters: "respondent_first_nam".
func cutOff(words []string) (Concept, bool) {
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return noiseWords.has(w) })
	key := strings.Join(kept, "")
	if len(key) < 6 {
		return None, false
	}
	const most = 3 // letters that may be missing
	found := None
	for phrase, c := range phrases() {
		if len(phrase) <= len(key)+most && strings.HasPrefix(phrase, key) {
			if found != None && found != c {
				return None, false
			}
			found = c
		}
	}
	return found, found != None && found != Extra && found != Person && found != Notes && found != ID
}

// realWords are words that are a letter away from one of the vocabulary and
// are no typing errors.
var realWords = newWordSet(`today now tonight tomorrow stage stages stats status phase place price plate style country county counts party type street state city notes votes
	house horse title little order orders offer rating date rate page image shape email name game made male female
		contract contracts content contents contest context constant consult consultant option options optics optical opinion opened decreased diseased presented converted connected remission contacting position renewed moved`)

// correct mends typing errors in words of four letters and more.
func correct(words []string) ([]string, bool) {
	corrected := slices.Clone(words)
	changed := false
	for i, w := range words {
		if len(w) < 4 || known()[w] || isPhrase(w) || realWords.has(w) {
			continue
		}
		best, cost := "", 2
		if len(w) >= 9 {
			cost = 3
		}
		for _, have := range typoWords {
			if len(w) == 4 && !swapped(w, have) {
				continue // too short for anything but two letters in the wrong order
			}
			if n := Typos([]rune(w), []rune(have), cost); n < cost {
				best, cost = have, n
			}
		}
		if best != "" {
			corrected[i], changed = best, true
		}
	}
	return corrected, changed
}

// correctConsent mends typing errors in what may be words about consent: a refusal
// must not be passed over for one letter.
func correctConsent(words []string) ([]string, bool) {
	corrected := slices.Clone(words)
	changed := false
	mend := func(i int, have string) { corrected[i], changed = have, true }
	for i, w := range words {
		if full := shortened[w]; full != "" && (w != "supp" || i+1 < len(words) && noiseWords.has(words[i+1])) {
			mend(i, full)
			continue
		}
		if known()[w] || isPhrase(w) || realWords.has(w) || consentRuns()[w] {
			continue
		}
		within := func(have string, most int) bool { return Typos([]rune(w), []rune(have), most+1) <= most }
		switch {
		case (i > 0 && negations.has(corrected[i-1]) || i+1 < len(words) && consentWords.has(words[i+1])) && len(w) >= 3 && len(w) <= 5 && within("call", 1):
			mend(i, "call")
			continue
		case i > 0 && (words[i-1] == "opt" || words[i-1] == "opted") && len(w) <= 4 && within("out", 1):
			mend(i, "out")
			continue
		case i+1 < len(words) && (words[i+1] == "in" || words[i+1] == "out") && len(w) >= 3 && len(w) <= 4 && within("opt", 1):
			mend(i, "opt")
			continue
		case len(w) < 5:
			continue
		}
		most := 1
		if len(w) >= 10 {
			most = 2
		}
		for _, have := range consentTypos {
			if within(have, most) {
				mend(i, have)
				break
			}
		}
	}
	return joined(corrected), changed
}

// shortened are words about consent as old databases have them.
var shortened = map[string]string{"cnsnt": "consent", "consnt": "consent", "cnst": "consent", "telemktg": "telemarketing", "telemkt": "telemarketing", "tmkt": "telemarketing", "suppr": "suppress", "supp": "suppress", "decsd": "deceased", "wrng": "wrong", "nbr": "number", "invld": "invalid", "phn": "phone", "perm": "permission"}

// cutAtTen completes a header that was cut at ten characters, as dBase and SAS do, with each
// word that its last one may have been: the meaning of all that mean something.
func cutAtTen(name string, words []string) (found Meaning, ok bool) {
	const cutAt = 10
	last := len(words) - 1
	if len(name) != cutAt || last < 0 || isNumber(words[last]) || known()[words[last]] || isPhrase(words[last]) || realWords.has(words[last]) || consentRuns()[words[last]] && !strings.Contains(name, "_") {
		return found, false
	}
	for _, set := range []*wordSet{consentWords, refusalWords, callWords, contactWords} {
		for w := range set.words() {
			if len(w) <= len(words[last]) || !strings.HasPrefix(w, words[last]) {
				continue
			}
			whole := joined(append(slices.Clone(words[:last]), w))
			m, is := Meaning{Ordinal: 1}.consent(whole)
			switch {
			case !is || m.Concept != Consent && m.Concept != Refusal:
			case ok && m.Concept != found.Concept:
				return Meaning{}, false
			default:
				found, ok = m, true
			}
		}
	}
	return found, ok
}

// consentTypos are what correctConsent mends typing errors to.
var consentTypos = strings.Fields(`consent consented permission unsubscribed unsubscribe subscribed optout optin opted contact contacted suppressed suppression blacklist blacklisted removed deceased withdrawn revoked litigator represented
	consentement consentimiento consentimento consenso einwilligung widerspruch zustimmung toestemming autorise autorizacion autorizado permiso llamadas llamar appeler appels contacter anrufen kontaktieren angerufen
	chiamare chiamate contattare ligacoes robinson bloctel opposition oposicion opposizione oposicao verstorben fallecido decede deceduto falecido donotcall`)

// swapped reports whether two words have the same letters.
func swapped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// typoWords are what typing errors are mended to.
var typoWords = strings.Fields(`phone telephone telefon mobile cellphone number name email address street city state zipcode postal postcode country
	first last surname given family company organization contact customer consent telefono celular apellido nombre vorname nachname strasse
	prenom cognome indirizzo achternaam voornaam telefoon sobrenome endereco website comments province mailing description`)

// isPhrase reports whether a word is a whole phrase of the vocabulary.
func isPhrase(w string) bool {
	_, ok := phrases()[w]
	return ok
}

// Typos returns the number of letters to insert, remove, replace or swap with
// their neighbour to make b of a, or limit where it is not below limit.
func Typos(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	var older, old []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		older, old, row = old, row, make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			same := 1
			if a[i-1] == b[j-1] {
				same = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+same)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
	}
	return min(row[len(b)], limit)
}
