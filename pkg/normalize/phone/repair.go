package phone

import (
	"strings"
	"unicode"
)

// Repair is the set of things that had to be done to a cell before the
// library took it. No repair invents a digit, and none drops one, but for the
// other numbers of a cell that holds several, and prefixes that are dialed no
// more.
type Repair uint16

// The repairs.
const (
	// Characters: invisible and control characters out, full-width and other
	// forms of digits and punctuation to ASCII.
	Characters Repair = 1 << iota
	// SpreadsheetText: the marks that keep a cell text, ="…" and a leading ',
	// taken off.
	SpreadsheetText
	// Float: a number written with a decimal fraction, an exponent or
	// thousands separators, of which all digits are there.
	Float
	// InternationalPrefix: 00 read as +, where the region dials otherwise.
	InternationalPrefix
	// ExtensionLabel: a label before an extension that the library does not
	// know, as "Durchwahl".
	ExtensionLabel
	// Note: words after the number left out.
	Note
	// Several: the first good one taken of several numbers.
	Several
	// FormerPrefix: the 1, 044, 045 or 01 left out by which Mexico's numbers were
	// dialed until 2019, or a "(0)" in a number of a country that has none.
	FormerPrefix
	// ImpliedPlus: a plus read before the calling code, as in the whole column.
	ImpliedPlus

	numRepairs = iota
)

var repairNames = [numRepairs]string{
	"characters", "spreadsheet_text", "float", "international_prefix",
	"extension_label", "note", "several", "former_prefix", "implied_plus",
}

// String returns the names of the repairs in the set, joined by "+".
func (r Repair) String() string {
	var names []string
	for i, name := range repairNames {
		if r&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "+")
}

// repairer tries to find the number in a cell that the library does not take
// as it stands.
type repairer struct {
	parser *Parser
	region string
	// best is the problem that says most about the cell, of all that was tried, and
	// why the verdict that it is from, where its detail is to be made yet.
	best Result
	why  verdict
}

// run returns the first number that a repair brings out, or else the best
// reason why there is none.
func (r *repairer) run(cell string) Result {
	r.fail(verdict{problem: NotANumber})
	text, done := tidy(cell)
	switch {
	case text == "" && len(cell) > maxCell:
		r.fail(verdict{problem: TooLong})
		return r.reason()
	case text == "":
		return Result{Problem: Empty, Detail: Empty.detail("")}
	}
	if isAddress(text) || countDigits(text) < minWithWords && !isFloat(text) {
		return r.reason()
	}
	if found, ok := r.find(text, done); ok {
		return found
	}
	return r.reason()
}

// reason returns the best problem with its detail.
func (r *repairer) reason() Result {
	if r.best.Detail == "" {
		r.best.Detail = r.why.detail(r.region)
	}
	return r.best
}

// find looks for a number in a tidied text: the whole of it first, then its
// parts.
func (r *repairer) find(text string, done Repair) (Result, bool) {
	if found, ok := r.try(text, done); ok || isFloat(text) {
		return found, ok
	}
	if whole, ok := r.overLines(text); ok {
		if found, ok := r.try(whole, done); ok {
			return found, true
		}
	}
	parts := splitNumbers(text)
	if len(parts) == 1 {
		return r.findOne(text, done)
	}
	for _, part := range parts {
		if found, ok := r.findOne(part, done|Several); ok {
			return found, true
		}
	}
	return Result{}, false
}

// overLines joins a number that a line break stands in: two lines without a letter, of
// which the first has too few digits for a number and neither is one.
func (r *repairer) overLines(text string) (whole string, ok bool) {
	above, below, ok := strings.Cut(text, "\n")
	if !ok || strings.Contains(below, "\n") || countDigits(above) == 0 || countDigits(above) >= minDigits || strings.ContainsFunc(text, unicode.IsLetter) ||
		r.validate(above).problem == None || r.validate(below).problem == None {
		return "", false
	}
	return above + " " + below, true
}

// findOne looks for a number in a text without marks that separate numbers.
func (r *repairer) findOne(text string, done Repair) (Result, bool) {
	if done&Several != 0 {
		if found, ok := r.try(text, done); ok {
			return found, true
		}
	}
	if s, ok := labelledExtension(text); ok {
		if found, ok := r.try(s, done|ExtensionLabel); ok {
			return found, true
		}
	}
	if found, ok := r.findBesideNote(text, done|Note); ok {
		return found, true
	}
	// Each of several numbers may have a note of its own.
	bare := strings.Join(strings.Fields(withoutBrackets(text)), " ")
	return r.findJoined(bare, done|Several)
}

// findBesideNote looks for a number with words after it or in brackets.
func (r *repairer) findBesideNote(text string, done Repair) (Result, bool) {
	bare := withoutBrackets(text)
	if bare != text {
		if found, ok := r.try(bare, done); ok {
			return found, true
		}
	}
	for i, start := range noteStarts(bare) {
		number, note := bare[:start], bare[start:]
		switch {
		case i > 0 && r.validate(number).callingCode != nanp:
			// Letters before the note are digits to the library, which is what
			// they are meant for only if they make up a number's length.
			continue
		case countDigits(number) < minDigits && countDigits(note) > 0:
			continue // the digits may be the rest of the number
		}
		if found, ok := r.try(number, done); ok {
			return found, true
		}
	}
	return Result{}, false
}

// findJoined looks for several numbers that only a slash, a dash or a space
// keeps apart, marks that stand within numbers too: a part of one long number
// must not be taken for a number.
func (r *repairer) findJoined(text string, done Repair) (Result, bool) {
	for _, mark := range [...]string{"/", `\`, " - "} {
		if !strings.Contains(text, mark) {
			continue
		}
		whole := true
		for part := range strings.SplitSeq(text, mark) {
			if v := r.validate(strings.TrimSpace(part)); whole || v.callingCode == nanp {
				if found, ok := r.try(part, done); ok {
					return found, true
				}
			}
			whole = whole && countDigits(part) >= minDigits
		}
	}
	if end, ok := r.segment(text, 0); ok && end < len(text) {
		return r.try(text[:end], done)
	}
	return Result{}, false
}

// minWithWords is how many digits a text must have to be searched: those
// of the shortest number, and of 1-800-FLOWERS.
const minWithWords = 4

// nanp is the calling code of North America, where all numbers have ten
// digits, so that no part of a number is one.
const nanp = 1

// minDigits is how many digits a text must have to be taken for a number of
// its own beside another.
const minDigits = 7

// maxJoined is how many bytes are searched for numbers that only spaces keep
// apart.
const maxJoined = 60

// segment cuts text, from the given number of numbers on, at spaces into valid
// numbers and nothing else, and returns the end of the first.
func (r *repairer) segment(text string, depth int) (end int, ok bool) {
	if len(text) > maxJoined || depth > 3 || countDigits(text) < minDigits {
		return 0, false
	}
	if depth > 0 && r.validate(text).problem == None {
		return len(text), true
	}
	for i := range len(text) {
		if text[i] != ' ' || countDigits(text[:i]) < minDigits || r.validate(text[:i]).problem != None {
			continue
		}
		if _, ok := r.segment(strings.TrimSpace(text[i:]), depth+1); ok {
			return i, true
		}
	}
	return 0, false
}

// try reads text as one number.
func (r *repairer) try(text string, done Repair) (Result, bool) {
	text = strings.TrimSpace(text)
	if digits, problem, ok := float(text); ok {
		if problem != None {
			r.fail(verdict{problem: problem})
			return Result{}, false
		}
		text, done = digits, done|Float
	}
	v := r.validate(text)
	if v.problem == None {
		return r.take(v, done)
	}
	if plus, ok := plusForZeros(text); ok {
		w := r.validate(plus)
		if w.problem == None || w.callingCode != 0 && w.callingCode == CallingCode(r.region) {
			return r.take(w, done|InternationalPrefix)
		}
	}
	if number := strings.Replace(text, "(0)", " ", 1); number != text && strings.HasPrefix(text, "+") {
		if w := r.validate(number); w.problem == None { // a trunk 0 that its country does not have
			return r.take(w, done|FormerPrefix)
		}
	}
	if number, ok := mexican(&v, text); ok {
		if w := r.validate(number); w.problem == None {
			return r.take(w, done|FormerPrefix)
		}
	}
	return r.take(v, done)
}

func (r *repairer) validate(text string) (v verdict) {
	r.parser.tables.validate(text, r.region, &v)
	return v
}

// take makes a verdict into the result, or keeps it as the reason for which
// there is none.
func (r *repairer) take(v verdict, done Repair) (Result, bool) {
	if v.problem != None {
		r.fail(v)
		return Result{}, false
	}
	found := Result{Repair: done}
	r.parser.result(&v, "", r.region, &found)
	if !found.OK() {
		r.keep(found)
		return Result{}, false
	}
	return found, true
}

func (r *repairer) fail(v verdict) {
	if r.keep(Result{Problem: v.problem}) {
		r.why = v
	}
}

// keep keeps the problem that says more, and reports whether it did. Of two alike the
// later one stays: it was found on the text with less around the number.
func (r *repairer) keep(bad Result) bool {
	better := weight(bad.Problem) >= weight(r.best.Problem)
	if better {
		r.best = bad
	}
	return better
}

func weight(p Problem) int {
	switch {
	case p == None || p == Empty:
		return 0
	case p == NotANumber:
		return 1
	case p < LostDigits:
		return 2
	case p == LostDigits:
		return 3
	}
	return 4
}
