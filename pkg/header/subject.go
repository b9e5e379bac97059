package header

import (
	"slices"
	"strings"

	"rollcall/pkg/normalize"
)

// A word of refusal has a subject: the person, calls to them, their data; or a thing that was
// stopped, cancelled or declined. If a header's own words leave that open, the other headers
// and the cells decide.

// Subjects are what the columns of a list are about, by their headers and cells.
type Subjects struct {
	columns []subject
	// mayTell: the file has no column about calls, texts or consent, to which a single word
	// might refer.
	mayTell bool
}

type subject struct {
	words []string
	is    topic
	dates bool
	cells []string
}

// Column is a column whose subject is in question.
type Column struct {
	Header string
	// Dates: most of its cells are dates.
	Dates bool
	// Cells are the different cells of one that has few.
	Cells []string
}

// SubjectsOf returns what the columns of a list are about.
func SubjectsOf(columns []Column) *Subjects {
	s := &Subjects{mayTell: true}
	for _, c := range columns {
		one := subject{words: Words(c.Header), dates: c.Dates, cells: c.Cells}
		if i := slices.Index(one.words, "dnc"); i >= 0 && strings.Contains(strings.ToLower(c.Header), "call") {
			one.words = slices.Replace(slices.Clone(one.words), i, i+1, "no", "call") // as it is written
		}
		for _, w := range one.words {
			one.is |= topicOf(w)
		}
		if containsPhrase(one.words, listPrices) {
			one.is |= property
		}
		if hasAny(one.words, consentWords, messageWords) || opts(one.words) {
			s.mayTell = false
		}
		s.columns = append(s.columns, one)
	}
	return s
}

// messageWords are of lists of those who get messages, where start and stop are keywords.
var messageWords = newWordSet("sms text texts texting keyword keywords campaign shortcode optout unsubscribed newsletter")

// elsewhere counts the columns other than one that are about a topic.
func (s *Subjects) elsewhere(is topic, but int) (n int) {
	for i, c := range s.columns {
		if i != but && c.is&is != 0 {
			n++
		}
	}
	return n
}

// OfThing reports whether a column whose header refuses, or agrees to, something is about
// a thing: the header names it and the list has another column about it, or the header
// names what was done and other columns to what.
func (s *Subjects) OfThing(i int) bool {
	c := &s.columns[i]
	switch idiom, ok := idiomOf(c.words); {
	case ok:
		return idiom == 0 || s.elsewhere(idiom, i) > 0
	case hasAny(c.words, callWords, contactWords, passives, consentWords, inherentWords, channelWords, personWords) || slices.ContainsFunc(c.words, IsPhoneWord):
		return false
	case slices.ContainsFunc(c.words, deathNoun):
		return c.dates && s.elsewhere(bereavement, i) > 1
	case c.is != 0:
		return s.elsewhere(c.is, i) > 0
	}
	return s.ofDoneThing(i)
}

// idiomOf returns what a file is about if words are an idiom that has nothing to do with
// calls: "On call this week", "No call/no show", "Contacts" of an optician. Zero needs no
// other column.
func idiomOf(words []string) (is topic, ok bool) {
	text := " " + strings.Join(words, " ") + " "
	rest := func(idiom string, fill *wordSet) bool {
		before, behind, found := strings.Cut(text, " "+idiom+" ")
		return found && !slices.ContainsFunc(append(strings.Fields(before), strings.Fields(behind)...), func(w string) bool { return !fill.has(w) && !isNumber(w) })
	}
	switch {
	case text == " contacts ", text == " contact lenses ", text == " wears contacts ":
		return lenses, true
	case rest("on call", dutyFill):
		return duty, true
	case rest("no call no show", countFill), rest("no show no call", countFill), rest("nocall noshow", countFill), rest("nocall no show", countFill),
		rest("caller id block", countFill), rest("robocall blocker", countFill), rest("robocall blocking", countFill), rest("stop work order", countFill), rest("stop work", countFill), rest("stop payment", countFill), rest("test optout", testFill):
		return 0, true // which all their words say
	case rest("no contact delivery", countFill), rest("contact free delivery", countFill), rest("no contact dropoff", countFill), rest("no contact pickup", countFill), rest("entrega sin contacto", countFill), rest("livraison sans contact", countFill),
		rest("kontaktlose lieferung", countFill), rest("lieferung kontaktlos", countFill), rest("entrega sem contato", countFill), rest("consegna senza contatto", countFill), rest("contactloze bezorging", countFill):
		return orders, true
	case len(words) > 0 && bulky.has(words[0]), len(words) > 1 && words[0] == "refuse" && rest("refuse", rubbishFill):
		return 0, true
	}
	return 0, false
}

var (
	dutyFill  = newWordSet("this next week today tonight now weekend day days shift duty rotation nurse doctor status")
	countFill = newWordSet("count counts total number of times requested request option feature active issued date status")
	testFill  = newWordSet("state standardized standardised national drug lab")
	// rubbishFill are words after refuse in the sense of rubbish.
	rubbishFill = newWordSet("day days cart carts bin bins collection pickup route truck container schedule hauler")
	// bulky begin like the German word for a block, but mean something else.
	bulky = newWordSet("sperrmull sperrgut sperrgepack sperrholz sperrstunde")
)

// deathNoun reports whether a word is of somebody's death.
func deathNoun(w string) bool {
	return w == "death" || strings.HasPrefix(w, "sterbe") || strings.HasPrefix(w, "todes") || strings.HasPrefix(w, "fallecim") || strings.HasPrefix(w, "deces") || w == "defuncion" || w == "obito" || w == "decesso" || w == "morte" || strings.HasPrefix(w, "overlij")
}

// turns are pairs of what is done to a thing and what ends it.
var turns = [][2]string{{"start", "stop"}, {"alta", "baja"}, {"connect", "disconnect"}, {"beginn", "stopp"}, {"debut", "arret"}, {"inizio", "cessazione"}, {"adesione", "cessazione"}, {"inicio", "baja"}, {"inicio", "cancelamento"}, {"anmeldung", "abmeldung"}, {"eintritt", "austritt"}, {"inschrijving", "uitschrijving"}}

// ofDoneThing reports whether a column says when or why something was done, and other columns
// to what: the state of a thing that says so, or the day it began and a topic. The file must
// not be about messages or consent.
func (s *Subjects) ofDoneThing(i int) bool {
	const things = orders | supply | cover | absence | membership
	c := &s.columns[i]
	act := ""
	for _, w := range c.words {
		switch {
		case whenWords.has(w), numberOf.has(w), whenEnds.has(w), w == "reason", w == "motivo", w == "motif", w == "grund":
		case act == "":
			act = w
		default:
			return false
		}
	}
	if act == "" || !s.mayTell {
		return false
	}
	if s.elsewhere(guests, i) > 1 {
		return normalize.DeclinesThing(act)
	}
	if !c.dates { // why it was done, beside when
		return len(c.words) > 1 && slices.ContainsFunc(s.columns, func(d subject) bool { return d.dates && slices.Contains(d.words, act) }) && s.begins(act) && s.elsewhere(things, i) > 0
	}
	return s.begins(act) && s.elsewhere(things, i) > 0 || slices.ContainsFunc(s.columns, func(d subject) bool { return d.is&things != 0 && d.tells(act) })
}

// begins reports whether a column of dates says when the thing began that an act ended.
func (s *Subjects) begins(act string) bool {
	return slices.ContainsFunc(turns, func(pair [2]string) bool {
		return strings.HasPrefix(act, pair[1]) && slices.ContainsFunc(s.columns, func(d subject) bool { return d.dates && slices.Contains(d.words, pair[0]) })
	})
}

// tells reports whether a column's cells say that an act was done.
func (c subject) tells(act string) bool {
	const letters = 4
	return slices.ContainsFunc(c.cells, func(cell string) bool {
		return slices.ContainsFunc(Words(cell), func(w string) bool {
			return len(act) >= letters && strings.HasPrefix(w, act[:max(letters, len(act)-2)])
		})
	})
}

// Holder is what the cells of a column of states are about.
type Holder uint8

// The holders of states.
const (
	// OfPerson: every word of refusal counts.
	OfPerson Holder = iota
	// OfThing: only what somebody said about calls counts.
	OfThing
	// OfAnimal: a death does not count either.
	OfAnimal
	// Unsaid: the header names nothing, and the file is about a thing: what ends or is
	// withdrawn is that thing.
	Unsaid
	// Applied: what was rejected or withdrawn is an application, an offer or an order.
	Applied
)

// StateOf returns whose state a column is about.
func (s *Subjects) StateOf(i int) Holder {
	const of = payments | orders | supply | cover | property | animals | membership | lodging
	c := &s.columns[i]
	switch {
	case hasAny(c.words, callWords, contactWords, passives, consentWords, inherentWords, channelWords, choiceWords, refusalWords, callResults, calledWords) || slices.ContainsFunc(c.words, func(w string) bool {
		return slices.ContainsFunc(noteWords, func(start string) bool { return strings.HasPrefix(w, start) })
	}):
		return OfPerson
	case (c.is&animals != 0 || slices.Contains(c.words, "patient")) && s.elsewhere(animals, i) > 0:
		return OfAnimal
	case c.is&of != 0 && s.elsewhere(c.is&of, i) > 0 && !slices.Contains(c.words, "member"):
		return OfThing
	case len(c.words) == 1 && (states.has(c.words[0]) || decisions.has(c.words[0])) && (s.elsewhere(applied, i) > 1 || s.elsewhere(orders, i) > 1):
		return Applied
	case len(c.words) == 1 && states.has(c.words[0]):
		for _, is := range []topic{property, orders, absence, membership} {
			if n := s.elsewhere(is, i); n > 1 || n > 0 && is == absence && s.begins("baja") {
				return Unsaid
			}
		}
	}
	return OfPerson
}

// listPrices are of what is on offer.
var listPrices = [][]string{{"list", "price"}, {"asking", "price"}, {"listing", "price"}, {"sale", "price"}}

// decisions are what comes of an application.
var decisions = newWordSet("outcome decision decisione result stage resultado entscheidung ergebnis resultat esito decisao uitslag beslissing wynik decyzja")

var states = newWordSet("status state estado situacion situacao statut etat stato situazione stand zustand stan")

var districts = newWordSet("township borough county village municipality hamlet subdivision neighborhood neighbourhood precinct district province ward wards electorate constituency suburb region regional parish municipio barrio colonia localidad commune quartier arrondissement gemeinde ortsteil stadtteil landkreis bairro freguesia municipio comune frazione quartiere provincia gemeente wijk buurt dzielnica gmina powiat")

// barsChannels reports whether a header is of what somebody must not be reached by, so that
// cells which name other ways refuse no calls: "DND Channels", "Do not contact by", "Opted out
// of", "Does not want", "Objections".
func barsChannels(words []string) bool {
	switch {
	case len(words) == 1 && words[0] == "dnd":
		return true
	case len(words) == 0, hasAny(words, inherentWords) && !hasAny(words, channelNouns):
		return false
	case barsWhatFollows(words):
		return true
	case hasAny(words, fromWords, byWords) && !hasAny(words, channelNouns), hasAny(words, byWords):
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool {
		return w == "dnd" || strings.HasSuffix(w, "sperre") || strings.HasSuffix(w, "sperren") || manyRefusals.has(w)
	}) || hasAny(words, channelNouns) && hasAny(words, refusalWords, objectWords)
}

// barsWhatFollows reports whether a header ends where the ways must follow that it bars: "Opted
// out of", "Do not contact by", "Does not want".
func barsWhatFollows(words []string) bool {
	switch last := words[len(words)-1]; {
	case objectLeads.has(last) && hasAny(words[:len(words)-1], refusalWords, objectWords, resistWords, turnWords):
		return true
	case byWords.has(last) || channelNouns.has(last):
		return hasAny(words, negations) && (hasAny(words, contactWords, passives, reachWords) || namesWays(words))
	case hasAny(words, negations) && hasAny(words, looseWords, helpers):
		return allIn(words, negations, looseWords, helpers, fillWords, noiseWords)
	}
	return false
}

// BarsWays reports whether a header, over cells that are ways to reach somebody, is of those
// that must not be used: "Do not use", "Objections", "Communication restrictions".
func BarsWays(words []string) bool {
	if barsChannels(words) && !hasAny(words, inherentWords) {
		return true
	}
	bars, others := false, false
	for _, w := range words {
		switch {
		case negations.has(w), objectWords.has(w), omitWords.has(w), resistWords.has(w):
			bars = true
		case contactWords.has(w), namesWays([]string{w}), WayOf(w) != NoWay, IsMarketing(w), strings.HasPrefix(w, "solicit"), fillWords.has(w), noiseWords.has(w), w == "use", w == "do":
		default:
			others = true
		}
	}
	firmly := hasAny(words, objectWords, omitWords) || containsPhrase(words, unwantedPhrases)
	return bars && (!others || firmly && namesWays(words)) // "Reg F inconvenient channel"
}

// IsMarketing reports whether a word is for marketing.
func IsMarketing(word string) bool { return marketingWords.has(word) }

var (
	channelNouns = newWordSet("channel channels kanal kanale canal canales canaux canais canale canali kanaal kanalen kanaly")
	// scopeWords are for what something is for.
	scopeWords = newWordSet("purpose purposes scope scopes medium media method zweck zwecke umfang finalidad finalidades objet finalite finalites finalita ambito finalidade ambito doel doeleinden cel cele")
	// objectLeads lead from a refusal to what it is of, manyRefusals are of several things or
	// need to be told what.
	objectLeads  = newWordSet("of from to for with against gegen von tegen voor contra contre contro a al aos ao alla alle de do da du des di del dal dalla dei por para pour per fur od przeciw wobec")
	manyRefusals = newWordSet("refuses declines rejects objects opposes rechaza rifiuta recusa weigert lehnt optouts objections restrictions exclusions unsubscribes refusals suppressions widerspruche sperren oppositions oposiciones opposizioni oposicoes bezwaren beperkingen sprzeciwy einschrankungen restricciones restrizioni restricoes")
	reachWords   = newWordSet("reachable reach erreichbar joignable localizable raggiungibile bereikbaar bereiken erreichen joindre raggiungere kontaktowac")
	// byWords precede how somebody refused.
	byWords = newWordSet("by via per durch uber par por pelo pela tramite mediante door przez source quelle reason grund requested received")
)
