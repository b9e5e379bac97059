package mapping

import (
	"slices"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// assignStatus adds a second use to a column with another target if some of its cells say not
// to call.
func (s *suggester) assignStatus(c *Suggestion) {
	if c.Target == Phone || c.Target == Consent || c.Also != nil {
		return
	}
	if header.AgeOf(c.Header, nil) != header.NoAge && !slices.ContainsFunc(s.values(c.Profile), func(v profile.Value) bool { return refusal(v.Text) || normalize.RefusesOnly(v.Text) }) {
		return // what only seems to refuse is an age
	}
	if header.NamesLatest(c.Header) && s.onlyNever(c) {
		return // "never" of "Last called", beside days
	}
	if s.onlyAnswers(c) {
		return
	}
	c.strays = s.hasStrays(c)
	none := slices.Concat(s.noWay(c), s.notObtained(c), s.noPhone(c), s.ofState(c), s.restricting(c))
	if c.Profile.LooksLike == profile.Number && header.Has(c.Header, header.OfCallLimit) {
		none = append(none, "0")
	}
	if none == nil && !s.forbids(c) {
		if c.Also = s.notContacts(c); c.Also != nil {
			if c.Target == Ignore {
				c.leaveOut()
			}
			return
		}
	}
	if forbids := s.forbids(c); forbids {
		none = slices.Concat(none, s.noBeside(c), s.besideRefusals(c), s.deleted(c), s.cells(c, isDitto))
	} else if none == nil {
		return
	}
	slices.Sort(none)
	status := Column{Header: c.Header, Target: Consent, Means: Status, Deny: slices.Compact(none), Record: Status.DefaultRecord()}
	things := s.ofThings(c)
	if header.Has(c.Header, header.OfRestriction) {
		things = append(things, s.cells(c, restrictsElse)...)
	}
	status.Allow = slices.DeleteFunc(literal(things), func(w string) bool { return slices.Contains(none, w) })
	c.Why += "; some of its cells say not to call"
	if c.Target == Ignore {
		c.Column = status
		return
	}
	c.Also = &status
}

// ofState returns the cells which only the header shows to refuse: "The late Mr" among titles,
// "ATTY" among statuses, the X between the numbers of rows without a header.
func (s *suggester) ofState(c *Suggestion) []string {
	switch {
	case c.reading.Concept == header.City:
		return s.cells(c, barsBeside)
	case header.Has(c.Header, header.OfListName) && !c.names():
		return s.cells(c, normalize.RefusesInPart)
	case header.Has(c.Header, header.OfTitle):
		return s.cells(c, func(cell string) bool {
			return slices.ContainsFunc(lateTitles, func(start string) bool { return strings.HasPrefix(folded(cell)+"-", start) })
		})
	case header.Has(c.Header, header.OfPersonStatus):
		return s.cells(c, func(cell string) bool { return stateCodes[folded(cell)] })
	case header.Has(c.Header, header.Unnamed) && c.Profile.LooksLike == profile.Number:
		return s.cells(c, func(cell string) bool { return normalize.AnswerOf(cell) == normalize.Yes && lower(cell) == "x" })
	}
	return nil
}

// lateTitles begin the titles of the dead.
var lateTitles = []string{"the-late-", "late-mr", "estate-of-", "est-of-", "feu-", "fu-", "wijlen-"}

// stateCodes are what collectors write of people who have a lawyer, or a court's protection.
var stateCodes = wordSet("atty attorney atty-rep attorney-rep bk bk7 bk13 bk-7 bk-13 bk-ch7 bk-ch13 bk-ch-7 bk-ch-13 ch7-bk ch13-bk bankruptcy-ch7 bankruptcy-ch13")

// isDitto reports whether a cell says what the one above it says, which may be a refusal.
func isDitto(cell string) bool {
	return dittoCells[strings.Trim(lower(cell), " .,()")] || dittoOf().MatchString(cell)
}

// dittoOf matches what says that somebody is as another person of the list: "same as Cora".
var dittoOf = lazyregexp.New(`^\W*(?i:same as|like|as|ditto \(see|ditto|as for|wie|siehe|igual que|como|comme|idem que|come|zie|zoals) (?:\p{Lu}[\p{L}'-]+|(?i:line|row) \d+)(?: \p{Lu}[\p{L}'-]+)?\W*$|^\W*(?i:see|siehe|voir|ver|vedi|zie)? ?(?i:line|row|zeile|ligne|fila|riga|rij) \d+\W*$`)

var dittoCells = map[string]bool{`"`: true, `""`: true, "''": true, "'": true, `" "`: true, "〃〃": true, "-\"-": true, "»": true, "dito": true, "〃": true, "″": true, "”": true, "“": true, "↓": true, "↑": true, "⬇": true, "⬆": true, "|": true, "^": true, "^^": true, "ditto": true, "do": true, "dto": true, "idem": true, "id": true, "same": true, "same as above": true,
	"as above": true, "see above": true, "see line above": true, "wie oben": true, "siehe oben": true, "s.o": true, "voir ci-dessus": true, "igual": true, "lo mismo": true, "come sopra": true, "c.s": true, "zie boven": true}

// onlyNever reports whether a column has days, and nothing that refuses but "never".
func (s *suggester) onlyNever(c *Suggestion) bool {
	values := s.values(c.Profile)
	return answersOf(values).dates > 0 && !slices.ContainsFunc(values, func(v profile.Value) bool {
		return (refusal(v.Text) || normalize.RefusesOnly(v.Text)) && !neverWords[lower(v.Text)]
	})
}

// onlyAnswers reports whether a column asks something that has nothing to do with calls, and
// what refuses in it is an answer to that: "never", "no thanks" under "Solo?".
func (s *suggester) onlyAnswers(c *Suggestion) bool {
	const about = normalize.TouchesCalls | normalize.TouchesPhone | normalize.TouchesConsent | normalize.TouchesAsk | normalize.TouchesRefusal
	if !strings.HasSuffix(strings.TrimSpace(c.Header), "?") || normalize.Touches(c.Header)&about != 0 || header.Has(c.Header, header.OfCalls, header.OfChannel, header.OfPersonStatus) ||
		slices.ContainsFunc(header.Words(c.Header), func(w string) bool { return strings.HasPrefix(w, "interes") }) {
		return false
	}
	values := s.values(c.Profile)
	a := answersOf(values)
	return a.yes+a.no > a.rest && !slices.ContainsFunc(values, func(v profile.Value) bool {
		word := strings.Join(strings.Fields(lower(v.Text)), " ")
		return refusal(v.Text) && !neverWords[word] && !thanksWords[word]
	})
}

var thanksWords = map[string]bool{"no thanks": true, "no thank you": true, "no, thanks": true, "no, thank you": true, "no gracias": true, "non merci": true, "nein danke": true, "no grazie": true, "não obrigado": true, "não obrigada": true, "nee bedankt": true, "nee dank je": true}

var neverWords = wordSet("never nie niemals nunca jamais jamas mai nooit nigdy aldrig")

// ofThings returns the cells of a column of refusals that are about things, "Rejected" of an
// offer, though the words alone would not show it.
func (s *suggester) ofThings(c *Suggestion) (allow []string) {
	const longest, most = 6, 50 // words, and cells
	company := c.strays && (c.names() || header.Has(c.Header, header.AboutThings, header.OfTitle)) || c.reading.Concept == header.Company || c.reading.Concept == header.Address || c.reading.Concept == header.StreetPart
	nested := hasNestedGroups(c.Profile)
	if s.refusesPersons(c) && !nested {
		return nil
	}
	things := nested || company || c.state != header.OfPerson || header.Has(c.Header, header.AboutThings) || !header.Has(c.Header, header.OfPersonStatus)
	for _, v := range s.values(c.Profile) {
		if things && len(allow) < most && len(strings.Fields(v.Text)) <= longest && (refusal(v.Text) || normalize.Doubtful(v.Text) || normalize.WrongNumber(v.Text)) &&
			(nested || company || c.state != header.OfPerson || header.Has(c.Header, header.AboutThings) || normalize.IsOfThing(v.Text)) && !c.cellForbids(v.Text) && !isOfPhone(v.Text) {
			allow = append(allow, lower(v.Text))
		}
	}
	return allow
}

// isOfPhone reports whether a cell says that a telephone number is wrong: "Wrong # on file".
func isOfPhone(cell string) bool {
	return normalize.WrongNumber(cell) && namesPhone().MatchString(cell)
}

// namesPhone matches a word for a telephone number.
var namesPhone = lazyregexp.New(`(?i)#|\b(ph|phone|tel|telephone|telefon|téléphone|teléfono|telefone|telefono|telefoon|rufnummer)\b|^\W*\pL+ (number|nummer|numéro|número|numero)\W*$`)

// besideRefusals returns the cells that refuse since others of the column do: acts that are
// done to people rather than to what they buy, and, next to refusals of calls, whatever was
// refused, minors, lawyers and the like: "Rejected" next to "no answer" and "do not call".
func (s *suggester) besideRefusals(c *Suggestion) []string {
	persons := s.refusesPersons(c) && s.cells(c, func(cell string) bool { return colors[lower(cell)] }) == nil
	return s.cells(c, func(cell string) bool {
		word := folded(cell)
		minor, _ := normalize.AgeWord(cell)
		return barWords[word] || persons && (barredBeside[word] || minor || normalize.UnderAge(cell) || refusal(cell) && normalize.IsOfThing(cell) && !strings.Contains(strings.TrimSpace(cell), " "))
	})
}

// refusesPersons reports whether cells of a column refuse calls among statuses of people,
// results of calls or several other refusals.
func (s *suggester) refusesPersons(c *Suggestion) bool {
	const several, few = 3, 5 // cells, and words
	refuse := len(s.cells(c, func(cell string) bool {
		return (normalize.RefusesPlainly(cell) || normalize.WrongNumber(cell)) && !normalize.IsOfThing(cell)
	}))
	person := c.state == header.OfPerson || c.state == header.Unsaid && !header.Has(c.Header, header.AboutThings)
	person = person || refuse > 1 && slices.ContainsFunc(header.Words(c.Header), func(w string) bool { return reasonWords[w] })
	sentences := c.reading.Concept == header.Notes && s.cells(c, func(cell string) bool { return len(strings.Fields(cell)) > few }) != nil
	if refuse == 0 || sentences || c.names() && c.reading.Concept != header.State || !person {
		return false
	}
	return c.state == header.OfPerson && header.Has(c.Header, header.OfPersonStatus) || refuse >= several || slices.ContainsFunc(s.values(c.Profile), func(v profile.Value) bool { return !refusal(v.Text) && normalize.TellsOfCalls(v.Text) })
}

var (
	reasonWords = wordSet("reason reasons motivo motivos motif motifs grund grunde reden powod")
	barWords    = wordSet("block blocked removed bloqueado bloqueada eliminado bloque bloquee bloqué bloquée gesperrt blockiert entfernt bloccato bloccata rimosso rimossa geblokkeerd verwijderd zablokowany usunięty заблокирован заблокована заблокований spärrad spærret sperret")
	// colors are what the Turkish for refused is not, next to one of them.
	colors = wordSet("blue green black white silver grey gray yellow orange amber brown purple pink")
	// barredBeside are of people who are not called, next to words that say so.
	barredBeside = wordSet(`refusal underage under-age under-18 juvenile legal lawyer attorney dead invalid suspended wrong wrong-party mismatch no-match anwalt rechtsanwalt avocat abogado advogado avvocato advocaat adwokat advokat адвокат 弁護士 律师 律師
		frabedt zmarły zmarła ölü red dec revoke verbal-revoke engellendi reşit-değil`)
)

// restricting returns the cells of a column of restrictions that may be one on calls:
// what names a phone, and codes as DNP, NP and NC, but none of mail.
func (s *suggester) restricting(c *Suggestion) []string {
	if !header.Has(c.Header, header.OfRestriction) {
		return nil
	}
	return cellsThat(s.values(c.Profile), func(cell string) bool {
		word := lower(cell)
		names := strings.HasPrefix(word, "dn") && word != "dnm" && word != "dne" || word == "np" || word == "nc" || normalize.Touches(word)&(normalize.TouchesPhone|normalize.TouchesCalls) != 0
		return readAnswer(cell) == unreadable && names && !refusal(cell) && !header.Has(cell, header.OfOtherWays)
	})
}

// notObtained returns the cells that say there is none in a column about how or where consent
// was given.
func (s *suggester) notObtained(c *Suggestion) (none []string) {
	if r := header.Read(c.Header); s.agreed || r.Concept != header.Consent && r.Concept != header.ConsentSource || answersOf(s.values(c.Profile)).plainYes > 0 {
		return nil
	}
	return s.cells(c, normalize.Negates)
}

// noBeside returns the noes of a column about phones that has plain answers as well as cells that
// refuse: "no", "No - email me" and "please take me off" under "Phone tree?".
func (s *suggester) noBeside(c *Suggestion) (none []string) {
	a := answersOf(s.values(c.Profile))
	if a.plainYes == 0 || 2*(a.rest-a.led) > a.yes+a.led || normalize.Touches(c.Header)&(normalize.TouchesPhone|normalize.TouchesCalls) == 0 {
		return nil
	}
	return s.cells(c, func(cell string) bool {
		return normalize.AnswerOf(cell) == normalize.No || normalize.BeginsWithNo(cell)
	})
}

// notContacts returns the second use of a column of which some cells say that the row's person
// is not a contact to call, or nil.
func (s *suggester) notContacts(c *Suggestion) *Column {
	deny := slices.Concat(s.deleted(c), s.passedOver(c))
	if deny != nil {
		c.Why += "; rows that were deleted or are to be passed over are left out"
		return &Column{Header: c.Header, Target: Consent, Means: Status, Deny: deny, Record: contact.RecordNone, RecordGiven: true}
	}
	if deny = s.pupils(c); deny != nil {
		c.Why += "; pupils of a school are not called"
	} else if deny = s.onFile(c); deny != nil {
		c.Why += "; whom others have named is not called"
	} else {
		return nil
	}
	return &Column{Header: c.Header, Target: Consent, Means: Age, Deny: deny}
}

// passedOver returns the cells that say that a row is to be passed over, in a column of whom to
// include, of records for tests or of what to do: the no of "Include", "skip" next to "call".
func (s *suggester) passedOver(c *Suggestion) []string {
	words := header.Words(c.Header)
	if slices.Contains(words, "test") && len(words) > 1 && header.TestRecords.All(words) {
		return s.cells(c, func(cell string) bool { return normalize.AnswerOf(cell) == normalize.Yes })
	}
	if header.Inclusions.All(words) {
		return s.cells(c, func(cell string) bool { return normalize.AnswerOf(cell) == normalize.No })
	}
	calls := header.Has(c.Header, header.OfCalls)
	if !header.Instructions.All(words) && !(calls && len(words) == 1) || c.Profile.LooksLike == profile.Number || !calls && s.cells(c, hasCalls) == nil {
		return nil
	}
	return s.cells(c, func(cell string) bool {
		return skipWords[folded(cell)] || header.Instructions.All(words) && normalize.AnswerOf(cell) == normalize.No
	})
}

var skipWords = wordSet("skip skipped leave leave-out leave-off omit exclude excluded ignore ignored pass pass-over drop hold off auslassen uberspringen weglassen omitir saltar excluir sauter ignorer exclure saltare escludere ignorare pular overslaan weglaten pomin")

// onFile returns the cells that say that the row's person is on file for somebody else, in a
// column with few distinct cells: "Emergency contact" next to "Client".
func (s *suggester) onFile(c *Suggestion) (named []string) {
	role := header.Has(c.Header, header.OfRole)
	if c.names() || c.repeatsLittle() && !role {
		return nil
	}
	named = s.cells(c, func(cell string) bool { return header.IsOnFile(cell, role) })
	if len(named) == len(s.values(c.Profile)) && slices.ContainsFunc(named, func(cell string) bool { return !header.IsOnFile(cell, false) }) {
		return nil // a list of references, or of witnesses
	}
	return named
}

// deleted returns the cells which say that a row is no longer in the list where it comes
// from: a status "Deleted", the D among the I, U and D of changes.
func (s *suggester) deleted(c *Suggestion) []string {
	if c.state == header.OfThing || c.state == header.OfAnimal || c.names() || c.repeatsLittle() {
		return nil
	}
	changes := header.Has(c.Header, header.OfChange)
	if changes && !slices.ContainsFunc(s.values(c.Profile), func(v profile.Value) bool { return !changeLetters[strings.ToLower(v.Text)] }) {
		return []string{"d"} // be there one in this list or in the next
	}
	if !changes && !header.Has(c.Header, header.OfPersonStatus) {
		return nil
	}
	return s.cells(c, func(cell string) bool { return header.IsDeletion(cell, changes) })
}

// changeLetters are the letters that a list of changes uses for what became of a row: add,
// insert, new, change, modify, replace, update, delete.
var changeLetters = wordSet("a i n c m r u d")

// pupils returns the cells of a column of roles that say that the row's person is a pupil in a
// school year: "Pupil (Year 8)" next to "Teacher".
func (s *suggester) pupils(c *Suggestion) (none []string) {
	if !header.Has(c.Header, header.OfRole) {
		return nil
	}
	return s.cells(c, func(cell string) bool {
		words := header.Words(cell)
		if len(words) == 0 || !header.Children.Has(words[0]) {
			return false
		}
		rest := strings.TrimSpace(strings.Trim(strings.TrimLeftFunc(cell, func(r rune) bool { return r != ' ' && r != '(' && r != '-' }), " ()-,"))
		return rest != "" && normalize.IsMinor(rest, today())
	})
}

// cells returns a column's different cells for which a condition holds, as deny has them.
func (s *suggester) cells(c *Suggestion, holds func(cell string) bool) []string {
	list := cellsThat(s.values(c.Profile), holds)
	slices.Sort(list)
	return list
}
