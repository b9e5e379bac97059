package mapping

import (
	"iter"
	"slices"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// clearances are answers that let a row in even in a column of refusals, in addition to those
// that normalize knows.
var clearances = wordSet(`allow allowed ok okay ok-to-contact may-call can-call opted-in opt-in optin consent consented subscribed`)

// answer is what one cell says about calls.
type answer uint8

const (
	unreadable answer = iota
	saysYes
	saysNo
	saysNothing
	clears
	isDate
)

// readAnswer returns what a cell means in a column of consent.
func readAnswer(cell string) answer {
	switch normalize.AnswerOf(cell) {
	case normalize.Yes:
		return saysYes
	case normalize.No, normalize.Refusal:
		return saysNo
	case normalize.Nothing:
		return saysNothing
	case normalize.Clearance:
		return clears
	}
	if _, ok := normalize.Date(cell, normalize.OrderAuto); ok {
		return isDate
	}
	return unreadable
}

// lower returns a cell as allow and deny have it.
func lower(cell string) string { return strings.ToLower(normalize.Text(cell)) }

// cellsThat returns the distinct cells for which a condition holds, in the form of allow and
// deny.
func cellsThat(values []profile.Value, holds func(cell string) bool) (cells []string) {
	for _, v := range values {
		if word := lower(v.Text); holds(v.Text) && !slices.Contains(cells, word) {
			cells = append(cells, word)
		}
	}
	return cells
}

// folded writes an answer as the sets of words have it.
func folded(text string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == '.' }), "-"))
}

// verdict returns what an import does with a row that has such a cell.
func (c *Column) verdict(cell string) string {
	a := readAnswer(cell)
	allowed := slices.ContainsFunc(c.Allow, func(w string) bool { return folded(w) == folded(cell) })
	switch {
	case c.AllowNone:
		return "lets nobody in"
	case c.Means == Age:
		switch {
		case normalize.Says(cell, c.Deny):
			return "kept out"
		case c.keepsOut(cell):
			return "under 18: kept out"
		}
		return "says nothing"
	case normalize.Says(cell, c.Deny):
		return "refuses"
	case c.Means == OptOut:
		if c.AllowUntil && a == isDate {
			return "lets in until then"
		}
		if allowed {
			return "lets in"
		}
		if normalize.IsStar(cell) {
			return "refuses"
		}
		if a == saysNothing || a == saysNo && !refusal(cell) || a == clears {
			return "lets in"
		}
		return "refuses"
	case c.Means == Status:
		switch {
		case allowed:
		case refusal(cell):
			return "refuses"
		case DoubtsIn(c.Header, header.Read(c.Header).Concept)(cell):
			return "may refuse: kept out"
		}
		return "says nothing"
	}
	switch {
	case c.AllowUntil && a == isDate:
		return "yes until then"
	case normalize.Consent(cell, c.Allow) || allowed || c.AllowDate && (a == isDate || isSerial(cell)) || agreedOn(cell, c.Allow):
		return "yes"
	case a == saysNo:
		return "no"
	}
	return "not a yes"
}

// isSerial reports whether a cell is a number that stands for a date.
func isSerial(cell string) bool {
	_, ok := normalize.SerialDate(cell)
	return ok
}

// agreedOn reports whether a cell is a yes with a date.
func agreedOn(cell string, allow []string) bool {
	_, ok := normalize.DatedConsent(cell, allow)
	return ok
}

// answers sorts a column's values into those that say yes, those that say no
// and the rest, by how many cells they are.
type answers struct {
	yes, no, dates, rest int64
	// led are those of rest that begin with a yes or a no: "No - partner answers".
	led int64
	// plainYes are those of yes that say nothing more.
	plainYes int64
	// switches are those of yes and of no that say how a setting is switched.
	switches int64
	// words are the different ones that say yes or clear.
	words []string
}

// switched reports whether all answers say how a setting is switched.
func (a answers) switched() bool { return a.switches > 0 && a.switches == a.yes+a.no }

var switchWords = wordSet(`on off checked unchecked ticked unticked enabled disabled marcado desmarcado activado desactivado active desactive coche decoche attivo disattivo selezionato ativado desativado aktiviert deaktiviert angekreuzt`)

func answersOf(values []profile.Value) (a answers) {
	for _, v := range values {
		if switchWords[lower(v.Text)] {
			a.switches += v.Count
		}
		switch readAnswer(v.Text) {
		case saysYes, clears:
			a.yes += v.Count
			a.words = append(a.words, v.Text)
			if normalize.AnswerOf(v.Text) == normalize.Yes {
				a.plainYes += v.Count
			}
		case saysNo:
			a.no += v.Count
		case saysNothing:
		case isDate:
			a.dates += v.Count
		default:
			if normalize.Negates(v.Text) {
				a.no += v.Count // "do not allow"
				continue
			}
			a.rest += v.Count
			if first := firstAnswer(v.Text); first == saysYes || first == saysNo {
				a.led += v.Count
			}
		}
	}
	return a
}

// agreed reports whether some cell says by itself that somebody agreed, and not only
// yes: "Opted in", "Permission granted". Beside calls or a phone a wish is one too.
func (a *answers) agreed(calls bool) bool {
	agrees := normalize.TouchesConsent
	if calls {
		agrees |= normalize.TouchesCalls | normalize.TouchesWish
	}
	return slices.ContainsFunc(a.words, func(w string) bool {
		is := normalize.Touches(w)
		return is&agrees != 0 && is&normalize.TouchesNo == 0
	})
}

// keepsOut reports whether a cell of a column of ages keeps a row out.
func (c *Column) keepsOut(cell string) bool {
	return !normalize.Says(cell, c.Allow) && (normalize.Says(cell, c.Deny) || c.ReadsMinors()(cell, today()))
}

// values are a column's different cells with their counts, those of the
// sampled rows where there are too many to count.
func (s *suggester) values(col *profile.Column) []profile.Value {
	if col.Values != nil {
		return col.Values
	}
	counts := map[string]int64{}
	for cell := range s.sampled(col.Position - 1) {
		counts[cell]++
	}
	values := make([]profile.Value, 0, len(counts))
	for text, n := range counts {
		values = append(values, profile.Value{Text: text, Count: n})
	}
	slices.SortFunc(values, func(a, b profile.Value) int { return strings.Compare(a.Text, b.Text) })
	return values
}

// sampled are the filled cells of a column in the sampled rows.
func (s *suggester) sampled(column int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, row := range s.profile.Sample {
			if cell := cellAt(row, column); cell != "" && !yield(cell) {
				return
			}
		}
	}
}

// cellAt returns a cell of a row, or nothing where the row ends before it.
func cellAt(row []string, column int) string {
	if column >= len(row) {
		return ""
	}
	return row[column]
}

// givesConsent reports whether some cells of a column say in several words that a consent was
// given: "Freely given consent from contact".
func (s *suggester) givesConsent(c *Suggestion) bool {
	return slices.ContainsFunc(s.values(c.Profile), func(v profile.Value) bool {
		return strings.Contains(strings.TrimSpace(v.Text), " ") && normalize.AnswerOf(v.Text) == normalize.Yes
	})
}

// statesConsent reports whether the cells of a column are sentences by which somebody agrees
// to calls, where a box was ticked beside it, or nothing; or whether so many are such sentences
// that the others are answers to the same question: "I agree to receive texts".
func (s *suggester) statesConsent(c *Suggestion) bool {
	const least, most, oneIn = 3, 2, 10 // rows, sentences, and cells
	col := c.Profile
	var agreed, others int64
	for _, v := range s.values(col) {
		switch {
		case !isStatement(v.Text):
			others += v.Count
		case !refusal(v.Text) && agreeing().MatchString(lower(v.Text)):
			agreed += v.Count
		}
	}
	if others > 0 {
		return agreed > 0 && oneIn*agreed >= col.Filled && !header.Has(c.Header, header.OfReply)
	}
	return (col.Filled >= least || 2*col.FillRate >= 1) && col.Distinct <= most
}

// agreeing matches a beginning of a word that agrees.
var agreeing = lazyregexp.New(`(^|[^\pL])(agree|consent|authori|accept|acept|autori|einverst|(ge|ein)?willig|zustimm|stimm|erlaub|acconsent|accett|concord|consint|aceit|toestem|akkoord|ga |zgadz|wyraż|samtyck|samtyk|godkän|souhlas|соглас|даю|同意)`)

// isStatement reports whether a cell is a sentence by which somebody agrees to calls, be they
// about what they may.
func isStatement(cell string) bool {
	const words = 5
	return len(strings.Fields(cell)) >= words && !slices.ContainsFunc(header.Words(cell), func(w string) bool { return onlyWords[w] }) && !strings.Contains(cell, "?") && header.Read(cell).Concept == header.Consent && header.Has(cell, header.OfCalls)
}

var onlyWords = wordSet("only solely exclusively nur ausschliesslich uniquement seulement exclusivement solo solamente unicamente somente apenas soltanto esclusivamente alleen uitsluitend tylko strictly lediglich so enkel wylacznie endast kun vain только тільки лише csak kizarolag doar numai jen pouze vyhradne μονο sadece yalnizca hanya chi")

// optionNo returns what the cells of a column say that stands for the no among the answers to a
// question, as its header ends: "May we call you? No", "May we call you? No, do not call me"; the
// ticks under "Consent N" beside "Consent Y"; or nothing.
func (s *suggester) optionNo(c *Suggestion) string {
	values := s.values(c.Profile)
	words := strings.Fields(c.Header)
	if len(values) != 1 || len(words) < 2 {
		return ""
	}
	said, option := lower(values[0].Text), strings.Fields(lower(values[0].Text))
	question := strings.Join(words[:len(words)-1], " ")
	switch isNo := normalize.AnswerOf(optionOf(words)) == normalize.No; {
	case isNo && len(words) > 2 && normalize.AnswerOf(said) == normalize.No:
	case isNo && (readAnswer(said) == saysYes || readAnswer(said) == saysNo) && slices.ContainsFunc(s.columns, func(d Suggestion) bool {
		other := strings.Fields(d.Header)
		return len(other) == len(words) && strings.Join(other[:len(other)-1], " ") == question && len(s.values(d.Profile)) < 2 && normalize.AnswerOf(optionOf(other)) != normalize.No
	}):
	case len(option) > 1 && len(option) < len(words) && strings.HasSuffix(lower(c.Header), " "+said) && (readAnswer(said) == saysNo || refusal(said)):
		question = strings.Join(words[:len(words)-len(option)], " ")
	default:
		return ""
	}
	if header.Read(question).Concept != header.Consent {
		return ""
	}
	return said
}

// optionOf returns the answer at the end of a header.
func optionOf(words []string) string { return strings.Trim(words[len(words)-1], "[]()-:|") }

// hasResults reports whether some cells of a column say whether a number was found on a list
// of refusals, with or without a date: "2026-11-01 clear", "listed".
func (s *suggester) hasResults(c *Suggestion) bool {
	return slices.ContainsFunc(s.values(c.Profile), func(v profile.Value) bool {
		words := v.Text
		if cut, _, ok := normalize.CutDate(words); ok {
			words = cut
		}
		return readAnswer(words) == clears || refusal(words) || slices.ContainsFunc(header.Words(words), func(w string) bool { return listedWords[w] })
	})
}

var listedWords = wordSet("listed registered hit hits match matched matches found fail failed flagged positive present inscrit inscrite inscrito inscrita iscritto iscritta gelistet eingetragen ingeschreven vermeld wpisany")

// isNamed reports whether a column becomes a name of the contact, where an import
// looks for such words itself.
func (c *Suggestion) isNamed() bool {
	return c.Target == FullName || c.Target == Standard && (c.Field == contact.FirstName || c.Field == contact.LastName)
}

// names reports whether a column names persons, companies or places by its header.
// There "Block", "Robinson" and "Stop Eight Road" are names, not answers.
func (c *Suggestion) names() bool { return NamesEntity(c.reading.Concept) }

// NamesEntity reports whether a concept is the name of a person, a company or a
// place, or an identifier.
func NamesEntity(c header.Concept) bool {
	switch c {
	case header.FirstName, header.LastName, header.FullName, header.Email, header.OthersEmail, header.Address, header.Address2, header.StreetPart,
		header.City, header.State, header.Zip, header.Country, header.Company, header.Person, header.ID:
		return true
	}
	return false
}

// severalNames are so many different cells that those of a column which look like names are
// names, however often each stands there: the owners of schools.
const severalNames = 50

// repeatsLittle reports whether a column's cells look like names and hardly repeat, or are many.
func (c *Suggestion) repeatsLittle() bool {
	switch c.Profile.LooksLike {
	case profile.Name, profile.Company:
		return 2*int64(c.Profile.Distinct) > int64(c.Profile.Filled) || c.Profile.Distinct > severalNames
	case profile.Address, profile.Email, profile.URL, profile.ID:
		return 2*int64(c.Profile.Distinct) > int64(c.Profile.Filled)
	}
	return false
}
