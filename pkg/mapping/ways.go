package mapping

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
)

// otherChannels returns the cells of a column of what somebody must not be reached by which
// do not bar calls: "E-Mail", "no SMS". All cells name ways, but for those of a column of
// restrictions.
func (s *suggester) otherChannels(c *Suggestion) (allow []string) {
	if header.Has(c.Header, header.OfRestriction) {
		return s.cells(c, restrictsElse)
	}
	named := header.Words(c.Header)
	if !header.Has(c.Header, header.OfBarredWays) && (!header.BarsWays(named) || slices.ContainsFunc(named, objectsTo)) { // "Opted out by"
		return nil
	}
	for _, v := range s.values(c.Profile) {
		word := lower(v.Text)
		ways, any := barredBy(word)
		switch {
		case namesNone(word):
			allow = append(allow, word)
		case normalize.Blank(word):
		case !any:
			return nil
		case ways == header.ByOther:
			allow = append(allow, word)
		}
	}
	return allow
}

// restrictsElse reports whether a cell restricts only what has nothing to do with calls: "Do not
// send mail", "Anonymous in annual report"; or only when they are welcome.
func restrictsElse(cell string) bool {
	if normalize.TellsHours(cell) {
		return true
	}
	elsewhere := false
	for _, w := range header.Words(cell) {
		switch way := header.WayOf(w); {
		case way == header.ByCall, way == header.ByAny, normalize.Touches(w).OfCalls() && !strings.HasPrefix(w, "solicit"), w == "only", w == "contact", w == "dnc", w == "all", w == "any", w == "phone", w == "instead":
			return false
		case way == header.ByOther, publicWords[w]:
			elsewhere = true
		}
	}
	return elsewhere
}

var publicWords = wordSet("mail mailings name names naming anonymous anonymously website web report publicity publish publication publications trade exchange share rent receipt receipts magazine photo photos directory plaque newsletter")

// barredBy returns what the ways in a cell of a column that bars them come to, ByOther
// where calls are not among them; any reports whether it names nothing but ways.
func barredBy(cell string) (ways header.Way, any bool) {
	ways = header.ByOther
	for _, w := range header.Words(cell) {
		switch way := header.WayOf(w); {
		case way == header.ByOther:
			any = true
		case w == "direct": // mail
		case header.IsMarketing(w), way == header.ByCall, way == header.ByAny, w == "only", w == "contact", w == "dnc", w == "all":
			ways, any = header.ByCall, true // "SMS only": what else there is, or this
		case way == header.NoWay && !namesNone(w):
			return header.NoWay, false
		}
	}
	return ways, any
}

// barsWays reports whether a column has the ways by which somebody must not be reached,
// calls among them: "Phone" under "Do not use".
func (s *suggester) barsWays(c *Suggestion) bool {
	if !header.BarsWays(header.Words(c.Header)) {
		return false
	}
	calls := false
	for _, v := range s.values(c.Profile) {
		ways, any := barredBy(v.Text)
		if !any && !namesNone(lower(v.Text)) && !normalize.Blank(v.Text) {
			return false
		}
		calls = calls || any && ways == header.ByCall
	}
	return calls
}

// hasCalls reports whether a cell lists nothing but ways to reach somebody, calls
// among them: "phone, email".
func hasCalls(cell string) bool {
	if normalize.AnswerOf(cell) == normalize.Refusal {
		return false // "-phone +email"
	}
	calls, all, others := false, false, false
	for _, way := range header.Words(chosen(minus().ReplaceAllString(cell, " "))) {
		switch header.WayOf(way) {
		case header.ByCall:
			calls = true
		case header.ByAny:
			all = true
		case header.ByOther:
			others = true
		case header.NoWay:
			return false
		}
	}
	return calls || all && !others // "SMS (mobile)" is none
}

// waysBeside reports whether a column is named for calls and answers yes or no, as one named for
// another way to reach somebody does, apart from words that both have: "Voice" next to "SMS",
// "İYS Arama" next to "İYS Mesaj". Beside a yes, another word may be the no: "ONAY", "RET".
func (s *suggester) waysBeside(c *Suggestion) bool {
	const most, longest, near = 3, 4, 100 // answers, words, and columns on either side
	words := header.Words(c.Header)
	answers := func(c *Suggestion) bool {
		a := answersOf(s.values(c.Profile))
		return a.dates == 0 && (a.rest == 0 && a.plainYes+a.no > 0 || a.plainYes > 0 && c.Profile.Distinct <= most)
	}
	if len(words) > longest || !answers(c) || header.ReadWords(words).Concept == header.Refusal || !slices.ContainsFunc(words, func(w string) bool { return header.NamesWay([]string{w}, nil) == header.ByCall }) {
		return false
	}
	at := c.Profile.Position - 1
	return slices.ContainsFunc(s.columns[max(0, at-near):min(len(s.columns), at+near+1)], func(d Suggestion) bool {
		beside := header.Words(d.Header)
		return len(beside) <= longest && header.NamesWay(beside, words) == header.ByOther && header.NamesWay(words, beside) == header.ByCall && answers(&d)
	})
}

// answersForWays reports whether a column is named for several ways, calls among them, and has
// nothing but answers, each of one or of all the ways: "Mail/Call" and "Y/N".
func (s *suggester) answersForWays(c *Suggestion) bool {
	calls, others, no := false, false, false
	for _, w := range header.Words(c.Header) {
		switch way := header.WayOf(w); {
		case way == header.ByCall, header.NamesPhone(w):
			calls = true
		case way == header.ByOther:
			others = true
		case way != header.BesideWays:
			return false
		}
	}
	if !calls || !others {
		return false
	}
	for _, v := range s.values(c.Profile) {
		for _, part := range strings.FieldsFunc(v.Text, func(r rune) bool { return strings.ContainsRune("/|,;&+", r) }) {
			switch a := normalize.AnswerOf(part); {
			case a == normalize.Nothing:
			case a != normalize.Yes && a != normalize.No || !strings.ContainsFunc(part, unicode.IsLetter): // "1" may be how many
				return false
			default:
				no = no || a == normalize.No
			}
		}
	}
	return no
}

// chosen returns what is ticked in a cell of boxes, "☑ Email ☐ Phone", and any other cell
// as it is.
func chosen(cell string) string {
	at := boxes().FindAllStringIndex(cell, -1)
	if at == nil {
		return cell
	}
	var ticked strings.Builder
	ticked.WriteString(cell[:at[0][0]])
	for i, box := range at {
		end := len(cell)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		if !emptyBox().MatchString(cell[box[0]:box[1]]) {
			ticked.WriteString(" " + cell[box[1]:end])
		}
	}
	return ticked.String()
}

// boxes matches the boxes of a form, emptyBox those that are not ticked, minus a way that is
// taken out.
var (
	boxes    = lazyregexp.New(`[☐☑☒□■▢✅✓✔✗✘❌]|\[\s*[xX✓-]?\s*\]|\(\s*[xX✓]?\s*\)`)
	minus    = lazyregexp.New(`\pL+ ?[-−](\s|,|;|$)`)
	emptyBox = lazyregexp.New(`[☐□▢✗✘❌]|\[[\s-]*\]|\(\s*\)`)
)

// areWays reports whether all words are for ways to reach somebody.
func areWays(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !isWay(w) })
}

// exceptsWays reports whether words take a way to reach somebody out: "Anything but the phone",
// "Please don't contact me".
func exceptsWays(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return exceptWords[w] }) && slices.ContainsFunc(words, func(w string) bool { return isWay(w) || contactWords[w] })
}

var (
	exceptWords  = wordSet("but except not dont no never without sauf pas ne ausser nicht kein keine excepto menos exceto nao non tranne salvo behalve niet geen")
	contactWords = wordSet("contact reach disturb bother kontakt kontaktieren contacter contactar contactez contacten contatar contattare contattarmi")
)

func isWay(w string) bool { return header.WayOf(w) != header.NoWay }

// asksChannels reports whether a column has the ways by which somebody may be reached,
// several in some cells: where calls are not among them they are not allowed.
func (s *suggester) asksChannels(c *Suggestion) bool {
	if header.Has(c.Header, header.OfBarredWays) || header.BarsWays(header.Words(c.Header)) || header.Read(c.Header).Concept == header.Refusal {
		return false
	}
	explained := slices.ContainsFunc(slices.Collect(maps.Values(c.legend)), hasCalls) && header.SenseOfYes(c.Header, true) != header.NotCalls
	if header.Has(c.Header, header.OfPreference) || !explained && !header.Has(c.Header, header.OfChannel, header.OfWays, header.OfCalls, header.OfAllowedWays) {
		return false
	}
	several, named := explained, header.Words(c.Header)
	if header.Has(c.Header, header.OfAllowedWays) {
		// Without a word for ways in the header, all cells must be some.
		some, others, named := false, false, header.Has(c.Header, header.OfWays)
		for _, v := range s.values(c.Profile) {
			words := header.Words(v.Text)
			some = some || slices.ContainsFunc(words, isWay)
			others = others || !areWays(words) && !namesNone(lower(v.Text))
		}
		return some && (named || !others)
	}
	for _, v := range s.values(c.Profile) {
		word := lower(v.Text)
		ways := header.Words(boxes().ReplaceAllString(word, " "))
		both := bothWords[folded(word)]
		if !areWays(ways) && !namesNone(word) && !exceptsWays(ways) && !both && slices.ContainsFunc(ways, func(w string) bool { return !isWay(w) && !slices.Contains(named, w) }) {
			return false // "Calls and newsletter": "newsletter only"
		}
		several = several || both || len(ways) > 1 && hasCalls(word)
	}
	return several
}

// noWay returns the cells of a column that asks by which way somebody may be reached
// which say by none, or only by another than calls: "uniquement par mail".
func (s *suggester) noWay(c *Suggestion) []string {
	name, _, _ := strings.Cut(c.Header, "(") // "Preferred channel (patient portal)"
	asks := header.Has(name, header.OfChannel, header.ByWhichWay) || header.Has(name, header.OfCalls) && s.cells(c, func(cell string) bool { return hasCalls(cell) || normalize.KindOf(cell) != 0 }) != nil
	if !asks && !header.Has(name, header.OfPreference) || header.Has(name, header.OfOtherWays) {
		return nil
	}
	return cellsThat(s.values(c.Profile), func(cell string) bool { return asks && namesNone(lower(cell)) || onlyElsewhere(cell) })
}

// onlyElsewhere reports whether a cell says by which way only, and that is no call.
func onlyElsewhere(cell string) bool {
	words := header.Words(cell)
	other := false
	for _, w := range words {
		way := header.WayOf(w)
		if way == header.ByCall || way == header.ByAny {
			return false
		}
		other = other || way == header.ByOther
	}
	return other && slices.ContainsFunc(words, func(w string) bool { return onlyWords[w] })
}

// noPhone returns the cells of a column of codes that say that somebody must not be reached by
// phone: "No Phone" next to "No Mail", or under "Solicit Codes". On its own it may mean that
// there is no phone, but hardly as a tag of somebody who has one.
func (s *suggester) noPhone(c *Suggestion) []string {
	barsAlone := func(cell string, by header.Way) bool {
		words := header.Words(strings.TrimLeft(cell, "0123456789.:- ")) // "2 no phone" is a level
		named := slices.ContainsFunc(words, func(w string) bool { return header.WayOf(w) == by || by == header.ByCall && w == "contact" })
		return len(words) > 1 && words[0] == "no" && named && !slices.ContainsFunc(words, func(w string) bool { return w != "no" && w != "direct" && w != "contact" && !isWay(w) })
	}
	bars := func(cell string, by header.Way) bool { // "No Reunion Mail; No Phonathon"
		return slices.ContainsFunc(strings.FieldsFunc(cell, isBetweenTags), func(part string) bool { return barsAlone(part, by) })
	}
	if c.reading.Concept == header.Tags {
		return s.tagsThat(c, func(tag string) bool { return bars(tag, header.ByCall) && !refusal(tag) })
	}
	if !header.Has(c.Header, header.OfCalls) && s.cells(c, func(cell string) bool { return bars(cell, header.ByOther) }) == nil {
		return nil
	}
	return s.cells(c, func(cell string) bool { return bars(cell, header.ByCall) && !refusal(cell) })
}

func isBetweenTags(r rune) bool { return strings.ContainsRune(",;|", r) }

// tagsThat returns the different tags of a column for which a condition holds.
func (s *suggester) tagsThat(c *Suggestion, holds func(tag string) bool) (tags []string) {
	for _, v := range s.values(c.Profile) {
		for _, tag := range strings.FieldsFunc(lower(v.Text), isBetweenTags) {
			if tag = strings.TrimSpace(tag); holds(tag) && !slices.Contains(tags, tag) {
				tags = append(tags, tag)
			}
		}
	}
	slices.Sort(tags)
	return tags
}

// namesNone reports whether a cell names none of several ways: "None", "None of these".
func namesNone(cell string) bool {
	first, rest, _ := strings.Cut(cell, " ")
	return noWays[first] && (rest == "" || !slices.ContainsFunc(header.Words(rest), func(w string) bool { return !besideNone[w] }))
}

var besideNone = wordSet("of the these those above options at all please thanks de los las estos anteriores opciones des dess davon der genannten von diesen di questi delle precedenti dos das anteriores van deze bovenstaande af disse ces ceux ci dessus")

var noWays = wordSet(`none no never nothing neither nobody ninguno ninguna nada aucun aucune rien keine keiner nichts nenhum nenhuma nessuno nessuna niente geen brak ingen inga`)
