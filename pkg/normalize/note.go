package normalize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Note is what the words beside a telephone number say of it.
type Note struct {
	// Refusal are the words by which the person must not be called, or empty.
	Refusal string
	// Bad: the number is no telephone of the person's.
	Bad  bool
	Kind NumberKind
}

// NoteOf reads the words beside a telephone number: what Refuses, BadNumber and
// KindOf say of them, in one look.
func NoteOf(text string) Note {
	if !hasWord(text) {
		return Note{}
	}
	list := tokens(text)
	refusal := refusalIn(list)
	if last := len(list) - 1; refusal == "" && last > 0 && list[last-1].isNumber() && noBehind.has(list[last].text) {
		refusal = list[last].text // "503-248-3107 no!"
	}
	bad := isBadNumber(list)
	for part := range sentenceParts(list) {
		words := withoutPhone(part)
		extension := len(words) > 0 && part[len(part)-1].isNumber() && strings.Trim(words[0].text, "x") == ""
		if len(words) == 0 || extension {
			continue
		}
		if refusal == "" && (remarkBars(part) || remarkBars(words) || parked.has(words[0].text)) {
			refusal = joined(words)
		}
		bad = bad || badRemarks.has(joined(words))
	}
	return Note{refusal, bad, kindOf(list)}
}

// withoutPhone returns words without the numbers before and after them that may be parts of a
// telephone number.
func withoutPhone(list []token) []token {
	const digits = 3
	for len(list) > 0 && list[0].isNumber() && len(list[0].text) >= digits {
		list = list[1:]
	}
	for len(list) > 0 && list[len(list)-1].isNumber() && len(list[len(list)-1].text) >= digits {
		list = list[:len(list)-1]
	}
	return list
}

// noBehind are a no where they stand after a number: before it they may be short for one.
var noBehind = alternativesOf("no non nein nao nee nej nei nie never")

// RefusesCalls reports whether a text says that the person must not be called, in
// words that are about calls or the person, so that they hold even where the
// column is about something else: "do not call", DNC, deceased.
func RefusesCalls(text string) bool {
	if !mayRefuse(text) {
		return false
	}
	list := tokens(text)
	words := strings.Fields(refusalIn(list))
	return slices.ContainsFunc(words, callsOnly.has) || refusesOfCalls(list) || refusesUnspaced(list, words)
}

// refusesOfCalls reports whether a refusal says what it is of, and that is calls: "Opted out
// of calls", "Withdrew consent to be called".
func refusesOfCalls(list []token) bool {
	const near = 4
	start, n, _ := refusalPhrases.find(list)
	if n == 0 {
		return false
	}
	for i, t := range list[start+n : min(len(list), start+n+near)] {
		switch {
		case callsOnly.has(t.text):
			return i > 0 || orders.has(list[start+n-1].text) // "Please stop calling"
		case !callsObject.has(t.text):
			return false
		}
	}
	return false
}

// callsObject lead from a refusal to what it is of.
var callsObject = alternativesOf("of from to be for against all our any the further more receive receiving being getting get marketing sales de des du los las les al a ser recibir recevoir aux von zu fur gegen weitere telefonische da dal dalle di essere ricevere alle por receber das van voor te worden telefonische")

// RefusesPlainly reports whether a text refuses calls in words that hardly mean
// anything else: a phrase of several words, one that is all that the text says, or
// one of few that is about calls. "DNC-200 drill" is a thing.
func RefusesPlainly(text string) bool {
	if callsOff(text) != "" {
		return true
	}
	if !mayRefuse(text) {
		return false
	}
	list := tokens(text)
	words := strings.Fields(refusalIn(list))
	n := len(words)
	switch {
	case n != 1:
		return n > 1 && !isLifted(list, strings.Join(words, " "))
	case hasLongRefusal(list): // "Litigious - do not contact"
		return true
	case len(withoutDates(list)) == 1:
		return true
	}
	const few = 4
	return len(list) <= few && callsOnly.has(words[0]) && !slices.ContainsFunc(list, token.isNumber)
}

// hasLongRefusal reports whether a text has a refusal of several words.
func hasLongRefusal(list []token) bool {
	for {
		start, n, _ := refusalPhrases.find(list)
		if n != 1 {
			return n > 1
		}
		list = list[start+1:]
	}
}

// RefusesElsewhere reports whether a text refuses calls though its column is about
// something else, a product or a title: "do not call", or nothing but "DNC" or "Not
// interested".
func RefusesElsewhere(text string) bool {
	if !mayRefuse(text) {
		return false
	}
	list := tokens(text)
	words := strings.Fields(refusalIn(list))
	return refusesOfCalls(list) || refusesUnspaced(list, words) || slices.ContainsFunc(words, callsOnly.has) && (len(words) > 1 || len(withoutDates(list)) == 1 && !litigators.has(words[0])) ||
		len(words) > 1 && slices.ContainsFunc(words, unwanted.has) && !slices.ContainsFunc(withoutDates(list), func(t token) bool {
			return !slices.Contains(words, t.text) && !IsAct(t.text)
		})
}

// RefusesByRemark reports whether a text has nothing but a refusal next to what says nothing
// else: "NONE - opted out", "2 (dnc)", "DNC list 2025". It is one in any column.
func RefusesByRemark(text string) bool {
	if !mayRefuse(text) {
		return false
	}
	list := tokens(text)
	rest := withoutDates(list)
	if optOutNames.has(joined(rest)) {
		return true // of a list or a page for them
	}
	led := len(rest) > 1 && rest[1].first && (rest[0].text == "none" || rest[0].isNumber())
	if led {
		rest = rest[1:]
	}
	n := len(rest)
	for n > 1 && listWords.has(rest[n-1].text) {
		n--
	}
	words := refusalIn(list)
	return words != "" && (led || n < len(rest) && callsOnly.has(rest[0].text)) && (words == joined(rest[:n]) || words == joined(list))
}

// optOutNames name lists of people who refuse, and where they do.
var optOutNames = cellsOf(namesOfOptOuts)

const namesOfOptOuts = `opt outs, optouts, phone opt outs, call opt outs, opt out requests, opt out campaign, unsubscribers, unsubscribe request, unsubscribe requests, deletion requests, erasure requests, do not contact form, do not contact request, do not contact requests, suppression list, exclusion list, consent revoked, consent withdrawn,
	abmeldung, abmeldungen, abmeldeliste, abgemeldete, widerspruche, widerspruchsliste, sperrliste, desinscription, desinscriptions, desinscrits, liste d opposition, lista de bajas, disiscritti, disiscrizioni, descadastrados, descadastros, uitschrijvingen, afmeldingen, wypisani, avregistrerade, отписавшиеся, 退订名单, opt out list, opt out form, opt out page, opt out request, call opt out, unsubscribe page, unsubscribe form, unsubscribe link, unsubscribes, dnc request, dnc request form, dnc form, do not call request, do not call form, do not call requests, removal request, gdpr deletion, gdpr erasure`

// RefusesOnly reports whether all that a text says, in several words or in one with no other
// meaning, is that the person must not be called, or that the number is wrong: nobody lives in
// "Passed away" or "Remove from list".
func RefusesOnly(text string) bool {
	return (mayRefuse(text) || wrongNumberOpenings.mayBegin(text)) && refusesOnly(tokens(text))
}

// RefusesInPart reports whether a part of a text says so: "Purchased - no consent"; or the text is
// what a list of such people is called.
func RefusesInPart(text string) bool {
	list := tokens(text)
	for part := range sentenceParts(list) {
		if refusesOnly(part) {
			return true
		}
	}
	return setAside.has(joined(withoutDates(list)))
}

// setAside are what lists of people are called who are left out.
var setAside = cellsOf("suppress, suppressed, suppression, suppressions, exclude, excluded, exclusion, exclusions, removal, removals, ausschluss, ausgeschlossen, sperre, gesperrt, exclus, excluidos, excluidas, esclusi, uitgesloten")

func refusesOnly(list []token) bool {
	list = withoutDates(list)
	for len(list) > 2 && doubts().of(list[0].text) == TouchesAsk {
		list = list[1:] // "asked not to call"
	}
	if len(list) == 1 && (unsubscribed.has(list[0].text) || callsOnly.has(list[0].text) && refusalPhrases.at(list, 0) == 1) {
		return true
	}
	for n := len(list); n > 1; n-- {
		if refusalPhrases.at(list, 0) == n || badNumberPhrases.at(list, 0) == n {
			return n == len(list) || listWords.has(list[n].text) && n+1 == len(list)
		}
	}
	return false
}

// unwanted are words of refusals of several words that are one in any column where they
// are all that a cell says: "Not interested", "Cancelled - do not contact".
var unwanted = alternativesOf("contact contacts contacted interested interest interesse interes interesad* interess* kontakt contactar contactez contacter contattare contatar")

// RefusesWhole reports whether all that a text says, but for a date, is that the
// person must not be called, unlike in the title "VP Do Not Call Compliance".
func RefusesWhole(text string) bool {
	if !RefusesElsewhere(text) {
		return false
	}
	list := tokens(text)
	return refusalIn(list) == joined(withoutDates(list))
}

var unsubscribed = alternativesOf("unsubscribed unsub blacklisted desabonne desabonnee uitgeschreven abgemeldet descadastrado disiscritto")

var litigators = alternativesOf("litigator litigators")

var callsOnly = alternativesOf(`call calls called calling phone phoned recontact recontacted telephone ring dial dnc dncl dncr dncc dncs dncx dncd dnced xdnc idnc cdnc udnc ddnc dnd ndnc dncl dncr dncc dncs dncx dncd fdnc sdnc donotcall donotcontact donotphone dontcall nocall nocalls nocontact litigator litigators deceased decd died
	llamar llame llamen llamadas telefonear appeler appels telephoner anrufen anrufe angerufen kontaktieren ligar ligue liguem ligacoes chiamare chiamate chiamato bellen gebeld verstorben gestorben fallecid* falecid* decedut* decede* overleden`)

// WrongNumber reports whether a status or a note says that the person's number is
// wrong or dead. A fax counts only if the text says nothing else; "bad" and "old" count
// only of a number.
func WrongNumber(text string) bool {
	if saysWhoseNumber(text) {
		return true
	}
	text = numberSaid(text)
	if !wrongNumberOpenings.mayBegin(text) {
		return false
	}
	list := tokens(text)
	for len(list) > 1 && list[0].isNumber() {
		list = list[1:] // "4.2 Fax"
	}
	start, n, _ := badNumberPhrases.find(list)
	for ; n == 1 && faxWords.has(list[start].text); start, n, _ = badNumberPhrases.find(list) {
		if len(list) <= 2 || start == 0 && len(list) == 3 && list[1].text == "machine" && dialedFax.has(list[2].text) {
			return true
		}
		list = list[start+1:] // "Fax, wrong number"
	}
	if text, ok := unspacedText(list); ok && unspacedBad.find(text) != "" {
		return true
	}
	byItself := n > 1 && list[start].first && (start+n == len(list) || list[start+n].first)
	return n > 0 && (byItself || !meansElse(near(list, start, n), n) || slices.ContainsFunc(entries(text), WrongNumber)) || wrongNumberCodes.has(joined(list))
}

// numberSaid puts a word for the sign of a number by itself: "Bad #", "Wrong # on file".
func numberSaid(text string) string {
	if at := strings.IndexByte(text, '#'); at > 0 {
		if next, _ := utf8.DecodeRuneInString(text[at+1:]); !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			return text[:at] + " number" + text[at+1:]
		}
	}
	return text
}

// saysWhoseNumber reports whether all that a note says is that the number is somebody
// else's: "his mother's number". One with a number in it says so of that.
func saysWhoseNumber(text string) bool {
	const longest, digits = 60, 7
	if len(text) > longest || !hasWord(text) || countDigits(text) >= digits {
		return false
	}
	list := tokens(text)
	return numberNouns.in(list) && othersNumber(list)
}

func countDigits(text string) (n int) {
	for i := range len(text) {
		if c := text[i]; c >= '0' && c <= '9' {
			n++
		}
	}
	return n
}

// numberNouns are words for a telephone number.
var numberNouns = wordSetOf("number numero num nummer rufnummer telefonnummer telefoonnummer handynummer numer phone telephone telefono telefone telefon telefoon cell cellphone mobile handy cellulare celular movil telemovel portable")

var (
	wrongNumberOpenings = openingsOf(badNumberPhrases, wrongNumberCodes)

	faxWords = alternativesOf("fax faxes facsimile telefax telecopie* faxnummer faxnumber pager beeper bleeper modem telex telecopieur busca buscapersonas fx suspendido error faks* факс* пейджер*")
	// wrongNumberCodes are dialers' codes and abbreviations.
	wrongNumberCodes = cellsOf(`engano, foi engano, por engano, verwählt, verkeerd verbonden, felringt, felringning, feilringt, errore di numero, se equivoco de numero, ошиблись номером, помилились номером, omylem, teves hivas, different person, wn, wrong, wrong nr, wrong num, nis, dc, dcd, disc, discd, disconn, adc, disconnected`)
)

// dialedFax is what dialers write after "Fax machine" for a call that one has answered.
var dialedFax = alternativesOf("auto detected answered answer tone hangup")
