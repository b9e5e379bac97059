package normalize

import (
	"slices"
	"strings"
	"sync"
)

// phrases finds phrases of a list in a text's words. The list is read when phrases
// are first looked for.
type phrases struct {
	text   string
	once   sync.Once
	index  *phraseIndex
	others func() *phraseIndex // those that begin in another script than Latin
}

// phrase is a list of words, each one of several.
type phrase struct {
	words []alternatives
	// alone: the phrase counts only at the beginning of a part of the text.
	alone bool
}

type alternatives []string

// stemLetters is the least number of letters of a stem that begins a phrase.
const stemLetters = 3

// gap matches up to maxGap words of any kind.
const (
	gap    = "~"
	maxGap = 3
)

// newPhrases reads phrases, one a line: "word", "one|other", "stem*", "~" for a
// few words that do not matter; "^" in front of a phrase that counts only at the
// start of a part of the text. Commas keep phrases apart too.
func newPhrases(text string) *phrases { return &phrases{text: text} }

func (p *phrases) load() *phraseIndex {
	p.once.Do(func() {
		var others []string
		p.index, others = indexPhrases(p.text)
		p.others = sync.OnceValue(func() *phraseIndex { return indexOthers(others) })
	})
	return p.index
}

// at returns how many words the longest phrase has that begins with a text's
// word i, or 0.
func (p *phrases) at(text []token, i int) int {
	longest := p.load().at(text[i:])
	if text[i].text[0] >= leadElsewhere {
		longest = max(longest, p.others().at(text[i:]))
	}
	return longest
}

// match returns how many words of text the phrase takes from its word w on, or
// 0.
func (ph *phrase) match(text []token, w int) int {
	at := 0
	for ; w < len(ph.words); w++ {
		if ph.words[w][0] == gap {
			for skip := 0; skip <= maxGap && at+skip < len(text) && (skip == 0 || !text[at+skip-1].first); skip++ {
				if n := ph.match(text[at+skip:], w+1); n > 0 && !text[at+skip].first {
					return at + skip + n
				}
			}
			return 0
		}
		if at >= len(text) || at > 0 && text[at].first || !ph.words[w].has(text[at].text) {
			return 0
		}
		at++
	}
	return at
}

func (a alternatives) has(word string) bool {
	for _, w := range a {
		if stem, ok := strings.CutSuffix(w, "*"); ok && strings.HasPrefix(word, stem) || w == word {
			return true
		}
	}
	return false
}

// find returns the first phrase in text that is not negated, as its first word
// and how many words it has, and whether there was one that is.
func (p *phrases) find(text []token) (start, length int, negated bool) {
	for i := 0; i < len(text); i++ {
		n := p.at(text, i)
		if n == 0 {
			continue
		}
		if no := isNegated(text, i, n) || leavesList(text, i); no {
			negated = true
		} else if !isHarmless(text, i, n) {
			return i, n, negated
		}
		i += n - 1
	}
	return 0, 0, negated
}

// isNegated reports whether the n words from i on are said not to hold: "not on
// DNC", "never opted out", "DNC: no".
func isNegated(text []token, i, n int) bool {
	noun := nouns.has(text[i].text)
	for j := i; j > 0 && !text[j].first && i-j < maxBetween; j-- {
		switch w := text[j-1].text; {
		case negators.has(w) && !isOtherWord(text, j-1, i), noun && nounNegators.has(w),
			(noun || text[i].text == "do") && w == "from" && j > 1 && leavers.has(text[j-2].text):
			return true
		case w == "longer" && j > 1 && text[j-2].text == "no":
			return true
		case !between.has(w):
			j = 1
		}
	}
	rest := text[i+n:]
	for k := 0; k < maxBetween && len(rest) > 0 && listWords.has(rest[0].text); k++ {
		rest = rest[1:]
	}
	if len(rest) == 0 || len(rest) > maxBetween || !noun && text[i].text != "do" {
		return false
	}
	if len(rest) == 1 && plainNo.has(rest[0].text) {
		return rest[0].first || noun
	}
	return noun && clearEnds.has(joined(rest))
}

// isOtherWord reports whether the negation at no, before word i, is another word in the language
// of those beside it: the month of May, "never" in Italian, or Dutch for "recently".
func isOtherWord(text []token, no, i int) bool {
	return text[no].text == "mai" && no > 0 && (text[no-1].isNumber() || !text[no].first && mayLeads.has(text[no-1].text)) ||
		text[no].text == "pas" && recentActs.has(text[i].text)
}

// leavesList reports whether word i begins a removal from a list of refusals:
// "removed from DNC".
func leavesList(text []token, i int) bool {
	if !leavers.has(text[i].text) || i+1 >= len(text) || text[i+1].text != "from" {
		return false
	}
	for _, t := range text[i+2 : min(len(text), i+2+maxAround)] {
		if t.first {
			return false
		}
		if refusalLists.has(t.text) {
			return true
		}
	}
	return false
}

// isHarmless reports whether the n words from i on mean something else than they
// do by themselves: a bus stop, somebody who was not reached, a tree that was
// removed. Only what is known is; a word that is not known leaves them a refusal.
func isHarmless(text []token, i, n int) bool {
	beside := func(at int, words wordList) bool {
		return at >= 0 && at < len(text) && !text[max(at, i)].first && words.has(text[at].text)
	}
	switch word := text[i].text; {
	case (text[i+n-1].text == "out" || strings.HasPrefix(text[i].text, "unsubscribe") || slices.ContainsFunc(text[i:i+n], func(t token) bool { return IsAct(t.text) })) && doneToThing(partAround(text, i)):
		return true
	case text[i+n-1].text == "disturb" && beside(i+n, signWords):
		return true
	case word == "stop" && n == 1:
		return i > 0 && beside(i-1, stopsBefore) || beside(i+1, stopsBehind) || i > 0 && !text[i].first && unable.has(text[i-1].text)
	case badOfThings.has(word):
		return i > 0 && ofThing(text[max(0, i-maxBefore):i+1]) || n == 1 && i+1 < len(text) && !text[i+1].first && switches.has(text[i+1].text)
	case n > 1 && text[i+n-1].text == "number" && beside(i+n, onWords):
		return i+n < len(text)-1 && !slices.ContainsFunc(text[i+n:], func(t token) bool { return ownThings.has(t.text) })
	case strings.HasPrefix(word, "complain") && n == 1:
		return beside(i+1, settled) || beside(i+2, settled)
	case text[i+n-1].text == "calls":
		return beside(i+n, comingWords)
	case n > 1 && i+n < len(text) && text[i+n-1].text == "removal" && text[i+n].text == "of":
		return i+n+1 >= len(text) || !ownThings.has(text[i+n+1].text)
	case word == "estate" && (i > 0 && text[i-1].text == "real" || actsForEstate(text, i)), isName(text, i), diesElsewhere(text, i), wantsElse(text, i, n):
		return true
	case word == "no" && n == 2 && text[i+1].text == "contact":
		return beside(i+2, reached)
	case word == "removed" && n == 1:
		return bodyAndHouse.in(text[i+1 : min(len(text), i+1+maxAround)])
	}
	return false
}

// maxBefore is how far before a word what it is said of stands.
const maxBefore = 3

// ofThing reports whether the last of these words of a sentence are said of a thing: "Unit was
// out of service".
func ofThing(text []token) bool {
	for i := len(text) - 1; i > 0 && !text[i].first; i-- {
		switch before := text[i-1].text; {
		case thingWords().of(before)&isThing != 0, machines.has(before):
			return true
		case !dyingFill.has(before):
			return false
		}
	}
	return false
}

// doneToThing is DoneToThing for a part of a sentence.
func doneToThing(part []token) bool {
	words := make([]string, len(part))
	for i, t := range part {
		words[i] = t.text
	}
	return DoneToThing(words)
}

var (
	bodyAndHouse = alternativesOf("tooth teeth appendix gallbladder tonsils cataract mole stitches tree trees stump roof carpet carpets wall walls tile tiles paint wallpaper mold asbestos pool fence driveway garage shed windows")
	ownThings    = alternativesOf("name number phone info information data contact record file my his her their your me him them us details personal")
	signWords    = alternativesOf("sign signs hanger hangers card")
	stopsBefore  = alternativesOf("bus truck pit one non full rest short train tram next first last whistle door back")
	stopsBehind  = alternativesOf("by in at over sign signs light lights loss losses watch gap off and shop motion street smoking drinking snoring vaping foreclosure foreclosures bullying hunger wasting renting work order orders payment payments")
	// unable stand before what somebody does not stop to do.
	unable = alternativesOf("cannot cant can't couldnt wont never didnt doesnt")
	// badOfThings begin what is said of numbers, and of machines as well.
	badOfThings  = alternativesOf("out not disconnect* inoperative dead deactivated")
	machines     = alternativesOf("unit units switch pump compressor elevator lift system printer scanner machine fan thermostat breaker outlet alarm motor sensor camera light lights tv television fridge oven washer dryer freezer cable wire wires speaker microphone button screen")
	switches     = alternativesOf("switch switches box fee fees notice notices breaker")
	settled      = alternativesOf("resolved solved settled handled closed fixed erledigt gelost resuelta resuelto traitee resolue resolto risolto resolvida opgelost")
	onWords      = alternativesOf("on at over above shown displayed printed")
	comingWords  = alternativesOf("come comes came coming get gets go goes going went through arrive arrived ring")
	reached      = alternativesOf("made yet established info information details name person number")
	refusalLists = alternativesOf("dnc dncl dncr dncc dncs dncx dncd xdnc idnc cdnc udnc ddnc ndnc fdnc sdnc dnd not suppression blacklist blocklist optout unsubscribe robinson")
)

// maxBetween is how many words may stand between a negation and what it negates.
const maxBetween = 6

// wordList is alternatives that are read when they are first asked for, the whole words among
// them as a set.
type wordList func() *listedWords

type listedWords struct {
	whole map[string]bool
	stems []string
	// firsts has the bytes that any of them begins with.
	firsts [256]bool
}

func alternativesOf(text string) wordList {
	return sync.OnceValue(func() *listedWords {
		l := &listedWords{whole: map[string]bool{}}
		for w := range strings.FieldsSeq(plainWords(text)) {
			l.firsts[w[0]] = true
			if stem, ok := strings.CutSuffix(w, "*"); ok {
				l.stems = append(l.stems, stem)
			}
			l.whole[w] = true
		}
		return l
	})
}

func (l wordList) has(word string) bool {
	list := l()
	if word == "" || !list.firsts[word[0]] {
		return false
	}
	return list.whole[word] || slices.ContainsFunc(list.stems, func(stem string) bool { return strings.HasPrefix(word, stem) })
}

// in reports whether a text has one of the words.
func (l wordList) in(text []token) bool {
	return slices.ContainsFunc(text, func(t token) bool { return l.has(t.text) })
}

// wordSet is a possibly large set of words, without stems.
type wordSet map[string]bool

func wordSetOf(text string) wordSet {
	return wordSet(alternativesOf(text)().whole)
}

func (s wordSet) has(word string) bool { return s[word] }

// in reports whether a text has one of the words.
func (s wordSet) in(text []token) bool {
	return slices.ContainsFunc(text, func(t token) bool { return s[t.text] })
}

// cellSet holds texts, one a line or between commas, as joined writes them. It is
// read when it is first asked for: most commands and many lists do not.
type cellSet struct {
	text   string
	once   sync.Once
	set    map[string]bool
	others func() map[string]bool // those that begin in another script than Latin
}

func cellsOf(text string) *cellSet { return &cellSet{text: text} }

func (c *cellSet) has(cell string) bool {
	return c.cells()[cell] || cell != "" && cell[0] >= leadElsewhere && c.others()[cell]
}

// cells returns those that do not begin in another script than Latin.
func (c *cellSet) cells() map[string]bool {
	c.once.Do(func() {
		c.set = make(map[string]bool, strings.Count(c.text, ","))
		var others []string
		for line := range strings.FieldsFuncSeq(c.text, func(r rune) bool { return r == '\n' || r == ',' }) {
			line = strings.TrimSpace(line)
			switch {
			case isJoined(line):
				c.set[line] = true
			case beginsElsewhere(line):
				others = append(others, line)
			default:
				addCell(c.set, line)
			}
		}
		c.others = sync.OnceValue(func() map[string]bool {
			set := make(map[string]bool, len(others))
			for _, line := range others {
				addCell(set, line)
			}
			return set
		})
	})
	return c.set
}

func addCell(set map[string]bool, line string) {
	if words := tokens(line); len(words) > 0 {
		set[joined(words)] = true
	}
}

// isJoined reports whether a text is small letters of ASCII with single spaces
// between words, as joined writes it.
func isJoined(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < 'a' || c > 'z') && !(c == ' ' && i > 0 && text[i-1] != ' ') {
			return false
		}
	}
	return text != "" && text[len(text)-1] != ' '
}

// The words of negations.
var (
	negators = alternativesOf(furtherNegators + ` not never isnt isn hasnt wasnt didnt havent doesnt dont wont without nicht kein keine keinen nie niemals ohne
		pas jamais sans nunca sin nunca jamas nao sem non senza mai niet nooit geen zonder neither nor`)
	// nounNegators negate a thing, but are answers before an order: "no, do not call".
	nounNegators = alternativesOf("ingen inga inget bez utan uten uden nincs fara без χωρις no non off none zero ninguna ningun aucun aucune nenhum nenhuma nessun nessuna")
	// mayLeads lead to the month of May, recentActs are what Dutch somebody has "pas" done.
	mayLeads   = alternativesOf("im seit ab bis vom anfang ende mitte letzten diesen vergangenen en de debut fin depuis le i siden fra den")
	recentActs = alternativesOf("overled* afgemeld uitgeschreven opgezegd ingetrokken geblokkeerd verwijderd bezwaar geweigerd gestorven")
	// leavers, with from, say that somebody is no longer on a list.
	leavers = alternativesOf("removed cleared deleted taken dropped released exempt free absent")
	between = alternativesOf(`on in the a an any our your their national federal state internal list lists registry registries register been yet to found listed currently
		requested registered ever of have has is was for at this that as marked flagged known be ha han he hat haben hatte hanno a ont avait ma har company wireless scrubbed against appear longer at all
		auf der die das in den dem einer im sur la le les liste dans une un en el los una lista registro na no em nella nel sul op de het lijst register appears do number tcpa`)
	nouns = alternativesOf(`dnc dncl dncr dncc dncs dncx dncd xdnc idnc cdnc udnc dnd ndnc fdnc sdnc ddnc optout optouts opt opted unsub unsubscrib* complain* litigat* litigi* lawsuit* legal revo* withdr* suppress* block* blacklist*
		robinson* bloctel decea* decd remov* objec* cease fax faxes pager disconnect* wrong bad invalid gesperrt widerruf* widersproch* widerspruch* abgemeldet sperrliste
		desinscrit* desabon* oppos* baja desuscri* revogad* descadastr* bloquead* disiscritt* cancellat* bloccat* uitgeschreven afgemeld geblokkeerd ingetrokken retir* rifiut* refus* declin*
		verstorben gestorben fallecid* falecid* decedut* overleden fallecio fallecida blocklist* stop stopped`)
	listWords = alternativesOf("list lists status flag registry register listed request requests result check scrub on file record liste lista lijst")
	plainNo   = alternativesOf("no n false f 0 none nein non nao nee negative nil")
	// clearEnds follow a "DNC" that does not apply: "DNC exempt".
	clearEnds = cellsOf(`clear, clean, cleared, exempt, exempted, safe, ok, okay, pass, passed, free, compliant, not found, not listed, no match, no hit, no hits, none found,
		not on list, negative, verified clean, checked ok, checked clean, checked clear, check ok, check clean, screened ok, scrub ok, scrub passed, scrub clean, false, not registered, not present, not applicable, n a, expired no, not requested, not set, frei, libre, limpio, libero, vrij, ok to call`)
)

func (p *phrases) has(text []token) bool {
	_, n, _ := p.find(text)
	return n > 0
}
