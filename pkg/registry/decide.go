package registry

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
)

// decide assigns roles to the columns, or refuses what could mean one thing or its
// opposite.
func (ls *lines) decide(p profile) error {
	if err := ls.refuseBlocks(p); err != nil {
		return err
	}
	if err := ls.refuseRejects(); err != nil {
		return err
	}
	if err := ls.refuseAmbiguous(p); err != nil {
		return err
	}
	ls.roles = make([]role, max(len(p.columns), len(ls.header)))
	certain := false
	var doubtful []int
	for i := range ls.roles {
		var c column
		if i < len(p.columns) {
			c = p.columns[i]
		}
		r, ok := ls.roleOf(i, &c, &p)
		switch {
		case !ok:
			doubtful = append(doubtful, i)
			r = rolePlain
		case r >= roleAction && r <= roleCode:
			certain = true
		}
		ls.roles[i] = r
	}
	ls.findCountry(&p)
	for _, i := range doubtful {
		named := i < len(ls.header) && says(ls.header[i], sureHeaders)
		if len(ls.where) > 0 || len(ls.only) > 0 || certain && !named || i+1 == ls.country {
			continue
		}
		return ls.doubt(i, &p.columns[i])
	}
	ls.certain = certain
	if err := ls.refuseTitles(&p); err != nil {
		return err
	}
	if err := ls.refusePaired(p); err != nil {
		return err
	}
	if !certain {
		if err := ls.refuseContacts(); err != nil {
			return err
		}
	}
	if !ls.records {
		if err := ls.findRanges(p); err != nil {
			return err
		}
	}
	ls.simple = ls.country == 0 && !slices.ContainsFunc(ls.roles, func(r role) bool { return r != roleNumber }) && !ls.ranges && !ls.glued &&
		!slices.Contains(ls.plus, phone.Implied) &&
		ls.where == nil && ls.only == nil && !ls.deleted
	return nil
}

// findCountry finds the column with the country of each line's number.
func (ls *lines) findCountry(p *profile) {
	for i := range p.columns {
		c, headed := &p.columns[i], i < len(ls.header)
		if ls.roles[i] > rolePlain || c.many || len(c.words) == 0 || c.numbers > 0 || c.dates > 0 || slices.Contains(ls.only, i) || headed && !says(ls.header[i], callingHeaders) && !header.NamesCountry(ls.header[i]) {
			continue
		}
		abroad := false
		if !c.all(func(word string) bool {
			_, ok := phone.Region(word)
			abroad = abroad || hasLetter(word) && !isState(word)
			return ok
		}) || !headed && (!abroad || ls.blanks) {
			continue
		}
		ls.country, ls.roles[i] = i+1, rolePlain
		return
	}
}

// readNumberHeaders reads what the headers of columns of numbers say about them. If all
// say it, that counts as in the name of the file; if only some do, the file is refused.
func (ls *lines) readNumberHeaders(p *profile) error {
	if ls.records || len(ls.only) > 0 {
		return nil
	}
	numbers, turned := 0, -1
	for i, h := range ls.header {
		if i >= len(p.columns) || i >= len(ls.roles) || ls.roles[i] != roleNumber || p.columns[i].numbers == 0 {
			continue
		}
		if numbers++; isDeletion(h) || isCleared(h) || yesClear(h) {
			turned = i
		}
	}
	switch {
	case turned < 0:
	case numbers > 1:
		return refusal("name the column of those that must not be called: --column NAME",
			"the numbers of column %q may be ones that may be called, or that were taken off the list", ls.header[turned])
	default:
		ls.entitled(ls.header[turned])
		ls.cleared = ls.cleared || yesClear(ls.header[turned])
	}
	return nil
}

// doubt refuses a file because of a column whose words can mean that a number is on a
// list, or that it is not.
func (ls *lines) doubt(i int, c *column) error {
	name := fmt.Sprint(i + 1)
	if i < len(ls.header) && ls.header[i] != "" {
		name = ls.header[i]
	}
	words := keys(c.words)
	if len(words) == 0 {
		return refusal(fmt.Sprintf("if all lines count, say which column has the numbers: --column NAME; else leave the others out of the file, or choose: --where %q", name+"=VALUE"),
			"column %q may say which numbers must not be called: it is blank in some lines", name)
	}
	if len(words) > 6 {
		words = append(words[:6], "…")
	}
	return refusal(fmt.Sprintf("say which lines count: --where %q; or, if all lines count, which column has the numbers: --column NAME; or, if it marks additions and deletions, --changes", name+"=VALUE"),
		"column %q may say which numbers must not be called: its cells are %s", name, strings.Join(words, ", "))
}

// roleOf returns the meaning of a column; ok is false if that is not certain.
func (ls *lines) roleOf(i int, c *column, p *profile) (r role, ok bool) {
	header := ""
	if i < len(ls.header) {
		header = ls.header[i]
	}
	switch {
	case slices.ContainsFunc(ls.where, func(w whereColumn) bool { return w.column == i }):
		return rolePlain, true
	case slices.Contains(ls.only, i):
		return roleNumber, true
	case c.words["1"] == c.filled && c.filled > 0 && i+1 < len(p.columns) && p.columns[i+1].areas > 0:
		return roleNumber, true // the 1 before an area code
	case c.dates > 0 && c.dates*10 >= c.filled*9:
		return ls.roleOfDate(header, c, p)
	case says(header, removalHeaders) && c.filled == 0:
		return rolePlain, true
	case c.numbers > 0 && c.numbers*10 >= c.filled*5, c.areas*10 > c.filled*9, c.locals*10 > c.filled*9:
		if len(ls.header) > 1 && namesOther(header) && !ls.otherwise || len(ls.only) > 0 {
			return rolePlain, true
		}
		return roleNumber, true
	case c.filled == 0:
		if namesResult(header) && !namesPlain(header) {
			return rolePlain, true // nothing in it
		}
		return roleNumber, true
	}
	return ls.roleOfWords(header, c, p)
}

func (ls *lines) roleOfDate(header string, c *column, p *profile) (role, bool) {
	switch {
	case says(header, removalHeaders):
		// Removed from what? With the day on which it was added, from the list; without,
		// possibly from the calls.
		return roleRemoved, slices.ContainsFunc(ls.header, func(h string) bool { return says(h, additionHeaders) })
	case (yesListed(header) || datesConsent(header)) && c.filled < p.lines:
		return rolePlain, false // who has no date may never have asked, or agreed
	case says(header, expiryHeaders):
		return roleExpires, true
	}
	return roleDate, c.future == 0
}

// roleOfWords is for columns with neither numbers nor dates.
func (ls *lines) roleOfWords(header string, c *column, p *profile) (role, bool) {
	named, plain := namesResult(header), namesPlain(header)
	if plain && (namesState(header) && (c.any(isListed) || c.all(isAdd, isDelete)) || c.any(isListed) && c.any(isClear) && c.all(isListed, isClear)) {
		plain = false // the words say otherwise: "Estado" is a status, too
	}
	doubt := named && c.any(isListed, isClear) || !plain && c.any(isClear)
	switch {
	case says(header, dayHeaders):
		return 0, false // of the day, not of the number
	case says(header, listHeaders) && c.filled < p.lines:
		return 0, false // on no list?
	case named && says(header, codeHeaders) && dncCodeLike(c) && (!c.all(isYes, isNo) || c.words["x"] > 0):
		return roleCode, true
	case c.all(isYes, isNo, isNoData) && !plain:
		return ls.roleOfYes(header, c, p)
	case c.all(isAdd, isDelete) && !(plain && !named):
		if header == "" && c.all(isDelete) && !ls.opts.Changes {
			return 0, false // a D may stand for "do not call" as well
		}
		return roleAction, !named || says(header, changeHeaders)
	case c.all(isListed, isClear) && !(plain && !named):
		// A phone that is connected, or a row that is OK, may be on the list all the same.
		return roleListed, c.any(isListed) || header != "" && c.all(isClearance)
	case doubt && !says(header, whyHeaders) && len(c.words) > 1:
		return 0, false // some of its words are known, others are not
	case asksConsent(header):
		return 0, false // who agreed is no reason to suppress, whatever the words
	case plain && !(named && c.few() && !c.all(isPlain) && !statesAll(c)):
		return ls.plainOrNumber(c), true
	case c.all(isPlain), statesAll(c):
		if c.numbers > 0 {
			return roleNumber, true
		}
		return rolePlain, true
	case named && c.long == 0 && !c.many && len(c.words) <= 12:
		return 0, false
	case doubt, named && c.few():
		return 0, false
	case c.few() && !isQuarter(c):
		return 0, false
	}
	return ls.plainOrNumber(c), true
}

func namesState(h string) bool { return header.Read(h).Concept == header.State }

// datesConsent reports whether a header names the day on which a person agreed.
func datesConsent(h string) bool {
	return header.Read(h).Concept == header.ConsentDate || yesClear(h)
}

// asksConsent reports whether a header asks for the consent to be called.
func asksConsent(h string) bool { return header.Read(h).Concept == header.Consent }

// plainOrNumber returns roleNumber if a column has numbers, or can still have some because
// no header says otherwise; else rolePlain.
func (ls *lines) plainOrNumber(c *column) role {
	if c.numbers > 0 || len(ls.header) == 0 && !c.many && len(c.words) == 0 {
		return roleNumber
	}
	if len(ls.header) == 0 {
		return roleNumber // a number may come in it
	}
	return rolePlain
}

// roleOfYes is for columns of yes and no. The header must say what a yes means; without
// a header, number, date and yes or no is an answer of the Reassigned Numbers Database,
// where yes means that the number was disconnected (47 CFR 64.1200(m)).
func (ls *lines) roleOfYes(header string, c *column, p *profile) (role, bool) {
	switch {
	case isDeletion(header):
		return 0, false // who was removed was so from the list, or from those to call
	case yesListed(header):
		return roleYes, true
	case yesClear(header):
		return roleNo, true
	case c.any(isNoData):
		return roleYes, true
	}
	if header == "" || says(header, answerHeaders) {
		dates := slices.ContainsFunc(p.columns, func(c column) bool { return c.dates > 0 })
		long := !c.words1("y", "n", "t", "f", "0", "1", "x")
		if dates && long && len(p.columns) == 3 {
			return roleYes, true
		}
	}
	return 0, false
}

// words1 reports whether a column has one of words.
func (c *column) words1(words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return c.words[w] > 0 })
}

// dncCodeLike reports whether a column has only single letters, one of which every scrub
// has.
func dncCodeLike(c *column) bool {
	if c.many || len(c.words) == 0 {
		return false
	}
	for w := range c.words {
		if len(w) != 1 || w[0] < 'a' || w[0] > 'z' {
			return false
		}
	}
	return c.words["c"]+c.words["d"] > 0 // clean, or on a list: another's codes may mean anything
}

// statesAll reports whether a column has codes of states. If OK is the only one, it may
// mean something else.
func statesAll(c *column) bool {
	if c.many || len(c.words) == 0 || len(c.words) == 1 && c.words["ok"] > 0 {
		return false
	}
	for w := range c.words {
		if len(w) != 2 || !isState(w) {
			return false
		}
	}
	return true
}

// isState reports whether a canonical word is a state or province, by name or code.
func isState(word string) bool { return normalize.State(word, "") != word }

// isQuarter reports whether a column has digits or a year with a quarter, which mean
// nothing for a line.
func isQuarter(c *column) bool {
	for w := range c.words {
		if !hasDigits(w, 3) {
			return false
		}
	}
	return true
}

// columnName returns the header of a column, else its position.
func (ls *lines) columnName(i int) string {
	if i < len(ls.header) && ls.header[i] != "" {
		return fmt.Sprintf("%q", ls.header[i])
	}
	return fmt.Sprint(i + 1)
}
