package mapping

import (
	"slices"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// Here are the cells that the words of their header explain, or the cells beside them:
// "Permits" under "Donor permits calls", "not removed" under "Removed from calling list".

// repeatsHeader returns what reports whether a cell of a column of consent says what its header
// does: the header's words of permission, or those that another cell negates.
func (s *suggester) repeatsHeader(c *Suggestion) func(cell string) bool {
	named := header.Words(c.Header)
	if normalize.Negates(c.Header) {
		return func(string) bool { return false }
	}
	values := s.values(c.Profile)
	return func(cell string) bool {
		own := header.Words(cell)
		switch {
		case len(own) == 0, strings.Contains(cell, "?"), readAnswer(cell) != unreadable, normalize.Negates(cell):
			return false
		case namesAmong(named, header.Words(chosen(cell))):
			return true
		case normalize.Doubtful(cell):
			return false
		case bothWords[folded(cell)] && slices.ContainsFunc(named, func(w string) bool { return header.WayOf(w) == header.ByCall || normalize.Touches(w).OfCalls() }), len(own) == 1 && selfWords[own[0]] && slices.Contains(named, "by"), besideYes(named, own):
			return true
		}
		return contains(named, own) && (header.OnlyPermits(own) || isNegated(own, values)) || affirms(cell, values)
	}
}

// affirms reports whether a cell is what others say with a no: "Mag" beside "Mag niet".
func affirms(cell string, values []profile.Value) bool {
	const but = normalize.TouchesAsk | normalize.TouchesRefusal | normalize.TouchesHold | normalize.TouchesEnds
	own := header.Words(cell)
	return len(own) > 0 && !normalize.Negates(cell) && normalize.Touches(cell)&but == 0 && !slices.ContainsFunc(own, func(w string) bool { return isWay(w) || stepWords[w] }) && slices.ContainsFunc(values, func(v profile.Value) bool {
		return normalize.Negates(v.Text) && !normalize.BeginsWithNo(v.Text) && sameButNo(header.Words(v.Text), own)
	})
}

// isNegated reports whether words are one of which another cell is the contrary: "Verified" beside
// "Unverified".
func isNegated(own []string, values []profile.Value) bool {
	return len(own) == 1 && slices.ContainsFunc(values, func(v profile.Value) bool { return lower(v.Text) == "un"+own[0] })
}

// stepWords are of what comes before a consent.
var stepWords = wordSet("seen shown read displayed asked acknowledged checked required needed requested sent pending known verified returned viewed delivered opened scheduled due called reached answered contacted interested")

// selfWords are who gave a consent that is his own: "Self" under "Consent given by".
var selfWords = wordSet("self himself herself myself themselves themself")

// besideYes reports whether words are a yes and the kind of phone that the header names: "Cell
// OK" under "Consent to call cell".
func besideYes(named, own []string) bool {
	isKind := func(w string) bool {
		return header.WayOf(w) == header.ByAny && w != "all" && w != "any" || w == "cell" || w == "landline" || w == "handy"
	}
	rest := slices.DeleteFunc(slices.Clone(own), func(w string) bool { return isKind(w) && slices.Contains(named, w) })
	return len(rest) == len(own)-1 && normalize.AnswerOf(strings.Join(rest, " ")) == normalize.Yes
}

// namesAmong reports whether words are calls and others of their header, which names several
// things: "T&C + calls" under "T&C and calls".
func namesAmong(named, own []string) bool {
	calls := false
	for _, w := range own {
		calls = calls || header.WayOf(w) == header.ByCall
		if onlyWords[w] || !isWay(w) && !slices.Contains(named, w) {
			return false
		}
	}
	return calls && len(own) > 1 && slices.ContainsFunc(named, func(w string) bool { return header.WayOf(w) == header.ByCall })
}

// contains reports whether words stand in others, one after the other.
func contains(words, own []string) bool {
	for i := 0; i+len(own) <= len(words); i++ {
		if slices.Equal(words[i:i+len(own)], own) {
			return true
		}
	}
	return false
}

// sameButNo reports whether words are others and a word for not.
func sameButNo(words, own []string) bool {
	left := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return normalize.Negates(w) })
	return len(left) == len(words)-1 && slices.Equal(left, own)
}

// lacksRefusal returns what reports whether a cell of a column of refusals says that there is
// none, of which the header or another cell tells the word: "not removed", "Ban lifted",
// "alive" under "Deceased".
func (s *suggester) lacksRefusal(c *Suggestion) func(cell string) bool {
	if normalize.Negates(c.Header) {
		return func(string) bool { return false }
	}
	named := header.Words(c.Header)
	var refusals []string
	for _, w := range named {
		if isOfRefusal(w) {
			refusals = append(refusals, w)
		}
	}
	dated := header.Has(c.Header, header.OfDate) || answersOf(s.values(c.Profile)).dates > 0
	for _, v := range s.values(c.Profile) {
		if words := header.Words(v.Text); len(words) == 1 && readAnswer(v.Text) != clears && isOfRefusal(words[0]) {
			refusals = append(refusals, words[0])
		}
	}
	refusals = append(refusals, "report", "reported", "received", "lodged", "filed", "raised", "erhoben", "eingelegt", "gemeldet", "formulé", "formulée", "exprimée", "signalée", "presentada", "presentado", "ejercida", "ejercido", "presentata", "espressa", "esercitata", "apresentada", "ingediend", "aangetekend", "zgłoszono", "zgłoszony", "wniesiono", "złożono", "anmäld", "registrerad", "registreret", "registrert", "tehty", "podána", "vznesena", "benyújtva")
	values := s.values(c.Profile)
	return func(cell string) bool {
		if words, _, ok := normalize.CutDate(cell); ok {
			cell = words
		}
		a := readAnswer(cell)
		return a == unreadable && (negatesOne(cell, refusals) || liftsOne(cell, named) || clearsInPart(cell) || slices.ContainsFunc(values, func(v profile.Value) bool { return !liftsOne(v.Text, named) && isContrary(cell, v.Text) })) || dated && neverWords[lower(cell)] || isOpposite(cell, named)
	}
}

// isContrary reports whether a cell of a column of refusals says that what another says does not
// hold: "niet uitgeoefend" beside "uitgeoefend", "ohne Stern" beside "mit Stern", "Unregistered"
// beside "Registered".
func isContrary(cell, other string) bool {
	const wanted = normalize.TouchesWish | normalize.TouchesPermit | normalize.TouchesConsent
	if a := readAnswer(other); a == saysYes || a == saysNothing || a == clears || normalize.Touches(other)&wanted != 0 || normalize.Touches(cell)&normalize.TouchesRefusal != 0 {
		return false
	}
	words, others := header.Words(cell), header.Words(other)
	if len(words) == 0 || len(others) == 0 {
		return false
	}
	if withWords[others[0]] {
		return normalize.Negates(words[0]) && slices.Equal(words[1:], others[1:])
	}
	return sameButNo(words, others) || len(words) == 1 && len(others) == 1 && words[0] == "un"+others[0]
}

// lookedAt are words for a look at a list.
var lookedAt = wordSet("checked screened scrubbed washed verified geprüft vérifié verificado verificato gecontroleerd")

var withWords = wordSet("with mit con avec com met med z s")

// clearsInPart reports whether a part of a cell clears, and the others only say what was looked
// at: "Screened, no hit", "Wireless - no match".
func clearsInPart(cell string) bool {
	const but = normalize.TouchesRefusal | normalize.TouchesHold | normalize.TouchesEnds | normalize.TouchesNo
	clear := false
	parts := strings.FieldsFunc(strings.ReplaceAll(cell, " - ", ";"), func(r rune) bool { return strings.ContainsRune(",;:–—", r) })
	for _, part := range parts {
		switch {
		case readAnswer(part) == clears:
			clear = true
		case lookedAt[strings.TrimSpace(lower(part))]:
		case readAnswer(part) != unreadable, normalize.Touches(part)&but != 0, slices.ContainsFunc(header.Words(part), func(w string) bool { return listedWords[w] || header.Has(w, header.OfRefusalList) }):
			return false
		}
	}
	return clear && len(parts) > 1
}

// refusedElsewhere returns the cells of a column of what somebody objected to that name other
// ways than calls, where some cell names these or all: "nur Post" next to "Telefon" under
// "Werbewiderspruch". Under "Do not call" the only way would be the one that is left.
func (s *suggester) refusedElsewhere(c *Suggestion) []string {
	named := header.Words(c.Header)
	if normalize.Negates(c.Header) || !slices.ContainsFunc(named, objectsTo) || slices.ContainsFunc(named, func(w string) bool { return callHeads[w] }) {
		return nil
	}
	names := func(cell string, ways ...header.Way) bool {
		words, found := header.Words(cell), false
		for _, w := range words {
			is := header.WayOf(w)
			if header.IsMarketing(w) || w == "direct" {
				is = header.BesideWays
			}
			if is != header.BesideWays && !slices.Contains(ways, is) {
				return false
			}
			found = found || is != header.BesideWays
		}
		return found
	}
	if s.cells(c, func(cell string) bool { return names(cell, header.ByCall, header.ByAny) }) == nil {
		return nil
	}
	return s.cells(c, func(cell string) bool { return names(cell, header.ByOther) })
}

func objectsTo(w string) bool {
	return slices.ContainsFunc(objections, func(start string) bool { return strings.HasPrefix(w, start) })
}

var (
	objections = strings.Fields("sperr werbesperr opted optout object widerspr werbewiderspr oppos opos bezwaar sprzeciw unsub abgemeld abmeld baja desinscr désinscr desabonn désabonn disiscri uitschrij invändning indsigelse kielto námitk namitk")
	callHeads  = wordSet("call calls calling dnc dncl donotcall anruf anrufe anrufen appel appels llamada llamadas chiamate ligações ligacoes bellen preference preferred allowed by via through per par por da durch door przez method methode método metodo source medium mode form quelle")
)

// isOfRefusal reports whether a word says that something is refused, and nothing of calls.
func isOfRefusal(w string) bool {
	const elsewise = normalize.TouchesCalls | normalize.TouchesPhone | normalize.TouchesWish | normalize.TouchesConsent | normalize.TouchesNo
	is := normalize.Touches(w)
	return !isWay(w) && is&elsewise == 0 && (is&(normalize.TouchesRefusal|normalize.TouchesHold|normalize.TouchesEnds|normalize.TouchesAsk) != 0 || header.Read(w).Concept == header.Refusal)
}

// negatesOne reports whether a cell is a word for not, one of words in some form, and at most
// what fills: "has not been removed", "ei kieltoa".
func negatesOne(cell string, words []string) bool {
	nots, found := 0, false
	if strings.ContainsAny(cell, ",;:.!?/-–—") {
		return false // "No, remove"
	}
	for _, w := range header.Words(cell) {
		switch {
		case orderWords[w]:
			return false
		case normalize.Negates(w):
			nots++
		case slices.ContainsFunc(words, func(of string) bool { return sameStem(w, of) }):
			found = true
		case !liftFill[w]:
			return false
		}
	}
	return nots == 1 && found
}

// orderWords are what somebody may ask for after a no.
var orderWords = wordSet("remove stop delete exclude block suppress erase unsubscribe cancel")

// sameStem reports whether a word is another in some form, or the end of a compound of it.
func sameStem(w, of string) bool {
	const shortest, ending = 4, 3
	n := 0
	for n < min(len(w), len(of)) && w[n] == of[n] {
		n++
	}
	switch {
	case w == of:
		return true
	case utf8.RuneCountInString(strings.ToValidUTF8(w[:n], "")) < shortest:
		return utf8.RuneCountInString(w) > shortest && strings.HasSuffix(strings.TrimRight(of, "aeiouä"), strings.TrimRight(w, "aeiouä"))
	}
	return utf8.RuneCountInString(strings.ToValidUTF8(w[n:], "")) <= ending && utf8.RuneCountInString(strings.ToValidUTF8(of[n:], "")) <= ending
}

// liftsOne reports whether a cell says that what its header names holds no longer: "Ban lifted
// 2024", "aufgehoben".
func liftsOne(cell string, named []string) bool {
	lifted := false
	if normalize.Touches(cell+" "+strings.Join(named, " "))&normalize.TouchesConsent != 0 {
		return false // it may be the consent
	}
	for _, w := range header.Words(cell) {
		switch {
		case liftedWords[w]:
			lifted = true
		case liftFill[w], isYear(w), isOfRefusal(w), slices.ContainsFunc(named, func(of string) bool { return sameStem(w, of) }):
		default:
			return false
		}
	}
	return lifted
}

// isYear reports whether a word is a number, as in a date.
func isYear(w string) bool { return strings.Trim(w, "0123456789") == "" }

// isOpposite reports whether a cell is the opposite of a word of its header.
func isOpposite(cell string, named []string) bool {
	word := folded(cell)
	return slices.ContainsFunc(opposites, func(o opposite) bool {
		return o.cells[word] && slices.ContainsFunc(named, func(w string) bool {
			return slices.ContainsFunc(o.stems, func(stem string) bool { return strings.HasPrefix(w, stem) })
		})
	})
}

// opposite has the beginnings of words in headers, and what cells say of whom they do not hold.
type opposite struct {
	stems []string
	cells map[string]bool
}

var opposites = []opposite{
	{strings.Fields("exclu ausschl ausgeschl esclu uitsl uitges wyklucz"), wordSet("include included incl includes in keep kept incluir incluido incluida inclure inclus incluse einschliessen eingeschlossen includere incluso inclusa includi inbegrepen opnemen uwzglednij")},
	{strings.Fields("deceas decd death dead died fallec difunt deced dece verstorb verstarb tot gestorben falec obit decedut mort overled dod avlid zmarl zgon"), wordSet("alive living still-alive lives live vivo viva vive vivant vivante vivants en-vie lebt lebend lebendig am-leben vivente in-vita levend leeft in-leven lever levande zyje żyje")},
	{strings.Fields("blacklist blocklist denylist blacklst"), wordSet("whitelisted whitelist white-listed white-list allowlisted allowlist allow-listed")},
	{strings.Fields("minor under underage menor mineur minderj minorenn nieletn"), wordSet("adult of-age over-18 adulto adulta mayor mayor-de-edad majeur majeure volljahrig volljährig erwachsen maggiorenne maior maior-de-idade volwassen meerderjarig pelnoletni pełnoletni pełnoletnia")},
	{strings.Fields("unsub optout opt optedout unsubscribed"), wordSet("opted-back-in opted-in-again resubscribed re-subscribed opted-in opt-in subscribed in")},
	{strings.Fields("disconnect wrong invalid falsch errone erreur faux"), wordSet("connected right right-number working in-service correct-number valid gültig richtig correcto correcte exact exacte bon valide valido")},
	{strings.Fields("remov delet"), wordSet("keep kept stay stays retain retained leave-in")},
	{strings.Fields("skip omit"), wordSet("dial call include")},
	{strings.Fields("lock"), wordSet("open")},
	{strings.Fields("refus declin reject"), wordSet("welcomed-calls welcomes-calls welcomed accepted accepts agreed")},
}

var (
	// liftedWords say that a ban holds no longer. "Revoked" may be a consent's end.
	liftedWords = wordSet(`lifted unblocked unbanned unbarred unsuppressed unlocked whitelisted
		aufgehoben entsperrt freigeschaltet levee leve leves levees debloque debloquee levantada levantado desbloqueado desbloqueada sbloccato sbloccata opgeheven gedeblokkeerd gedeblokkeerde zniesiony zniesiona zniesione odblokowany odblokowana
		hävd upphävd ophævet opphevet avblockerad odblokován feloldva feloldott ridicat ridicata deblocat deblocata kaldırıldı снят снята снято знято знята`)
	liftFill = wordSet(`such is was has been being ever yet any the a an of to on at in by from list since again fully on-file recorded known filed ist wurde war noch bisher est a été ete fue ha sido foi stato stata is er al jest zostal zostala dotad ännu endnu enda vielä`)
)

// bothWords say both, of the two ways of which a header names calls as one: "Calls and texts".
var bothWords = wordSet(`both both-ok both-channels yes-both both-yes both-given either beide beides beide-kanäle ambos ambas los-dos las-dos les-deux tous-les-deux entrambi entrambe tutti-e-due os-dois as-duas beiden allebei obie oba oboje obojí båda begge molemmat mindkettő ambele amândouă ikisi her-ikisi de оба обидва обоє και-τα-δύο 両方 둘다 keduanya cả-hai`)
