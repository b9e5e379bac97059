package registry

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"rollcall/pkg/header"
	"rollcall/pkg/source"
)

// refuseTitles refuses a file whose name, title or header of the numbers says that they
// were taken off a list, or may be called, if no column says which.
func (ls *lines) refuseTitles(p *profile) error {
	if err := ls.readNumberHeaders(p); err != nil {
		return err
	}
	settled := len(ls.where) > 0 || len(ls.only) > 0
	switch flagged := slices.Contains(ls.roles, roleAction); {
	case ls.mixed && ls.opts.Changes && !flagged && !settled:
		return refusal("give additions and deletions in files of their own", "nothing says which numbers of the file are additions, and which deletions")
	case ls.deleted && !ls.opts.Changes:
		return refusal("--changes applies deletions to a list; or: rollcall suppress remove FILE --list NAME",
			"the file's name or title says that its numbers are to be taken off a list")
	case ls.cleared && !ls.certain && !settled:
		return refusal("if all of its numbers must not be called, name the column that holds them: --column 1; else add the file with the others of the scrub",
			"the file's name or title says that its numbers may be called")
	}
	return nil
}

// refuseBlocks refuses a list of wireless blocks by its name.
func (ls *lines) refuseBlocks(p profile) error {
	if p.blocks > 0 && p.blocks*2 > len(ls.queue) && len(ls.only) == 0 {
		return refusal("it says what kind of line a number is, not who asked not to be called; do not add it to a do-not-call list",
			"this is a list of wireless blocks (area code, exchange, thousand), not of numbers")
	}
	return nil
}

// refuseAmbiguous refuses numbers of ten digits that can be of the United States, or of
// the United Kingdom without their zero.
func (ls *lines) refuseAmbiguous(p profile) error {
	if ls.opts.RegionCertain || !ls.nanp || !p.london || p.uk < p.bare {
		return nil
	}
	return refusal("say which: --region US or --region GB",
		"the numbers may be of the United States, or of the United Kingdom without their first 0")
}

// refusePaired refuses results that are each for one of several columns of numbers,
// "Phone 1, Phone 1 DNC, Phone 2, Phone 2 DNC": a line is read as a whole.
func (ls *lines) refusePaired(p profile) error {
	if len(ls.where) > 0 || len(ls.only) > 0 {
		return nil
	}
	var numbers, results []int
	for i, r := range ls.roles {
		switch {
		case r == roleNumber && i < len(p.columns) && p.columns[i].numbers > 0:
			numbers = append(numbers, i)
		case r >= roleListed && r <= roleCode:
			results = append(results, i)
		}
	}
	if len(numbers) < 2 || len(results) < 2 {
		return nil
	}
	beside, owned := len(results) == len(numbers), false
	for k, i := range results {
		beside = beside && i == numbers[k]+1
		for _, j := range numbers {
			owned = owned || max(i, j) < len(ls.header) && hasAllWords(ls.header[i], ls.header[j])
		}
	}
	if !beside && !owned {
		return nil
	}
	return refusal(fmt.Sprintf("take them one by one: --column %s --where %q", ls.columnName(numbers[0]), fmt.Sprintf("%s=VALUE", strings.Trim(ls.columnName(results[0]), `"`))),
		"the file has several columns of numbers, each with a result of its own")
}

// hasAllWords reports whether a header has all words of another.
func hasAllWords(h, other string) bool {
	words, all := header.Words(h), header.Words(other)
	return len(all) > 0 && !slices.ContainsFunc(all, func(w string) bool { return !slices.Contains(words, w) })
}

// refuseRejects refuses a rejects file as a whole: it has people who said no, but also
// mistyped numbers and people who are known already.
func (ls *lines) refuseRejects() error {
	if len(ls.where) > 0 || !source.IsRejects(ls.header) {
		return nil
	}
	return refusal("say which rows must not be called: rollcall suppress add FILE --where _reason=no_consent",
		"this is a rejects file of rollcall, whose rows were skipped for different reasons")
}

// refuseContacts refuses a file of people if nothing says that they must not be called:
// more likely they are to be called. Only a name next to the number is accepted, as in
// do-not-call lists that are kept by hand.
func (ls *lines) refuseContacts() error {
	if len(ls.only) > 0 || len(ls.where) > 0 || len(ls.header) < 3 {
		return nil
	}
	name, more, refuses := false, false, false
	words := []string{canonical(ls.part.Name)}
	for _, h := range ls.header {
		words = append(words, canonical(h))
		switch c := header.Read(h).Concept; {
		case c == header.FirstName, c == header.LastName, c == header.FullName:
			name = true
		case c == header.Email, c == header.Company, header.IsPlace(c) && c != header.State && c != header.Country:
			more = true
		}
		refuses = refuses || yesListed(h)
	}
	text := strings.Join(words, " ")
	if refuses || !name || !more || slices.ContainsFunc(listWords, func(w string) bool { return strings.Contains(text, w) }) {
		return nil
	}
	return refusal("check that this is the right file; if every number in it must not be called, name the column of the numbers: rollcall suppress add FILE --column NAME",
		"this looks like a list of contacts (%s), not like a do-not-call list", strings.Join(shortened(ls.header), ", "))
}

// shortened returns at most six headers, each cut to a length that can be shown.
func shortened(header []string) []string {
	var all []string
	for i, h := range header {
		if i == 6 {
			return append(all, "…")
		}
		if r := []rune(h); len(r) > 30 {
			h = string(r[:30]) + "…"
		}
		all = append(all, h)
	}
	return all
}

// Check refuses a file with too many unread lines, and in any case one with half of its
// lines unread, which is not a list of numbers.
func (s *Stats) Check(tooMany func(unread, lines int64) bool) error {
	if s.Unread == 0 {
		return nil
	}
	half := s.Unread*2 >= s.Lines
	if !half && !tooMany(s.Unread, s.Lines) {
		return nil
	}
	message := fmt.Sprintf("%d of %d lines could not be read; the first is %s", s.Unread, s.Lines, s.First)
	hint := fmt.Sprintf("correct or remove these lines, or accept them: --max-unread %d", s.Unread)
	if s.Column != "" {
		hint = fmt.Sprintf("column %q has values there that are not recognized; say which lines count: --where %q", s.Column, s.Column+"=VALUE")
	} else if half {
		hint = "check that this is the right file, and its --region; --column names the column of the numbers"
	}
	return &source.RefusedError{Line: s.First.Number, Message: message, Hint: hint}
}

// maxMasked is the length of a line that an error shows.
const maxMasked = 60

// mask shows the form of a line, but not its content.
func mask(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n++; n > maxMasked {
			b.WriteString("…")
			break
		}
		switch {
		case unicode.IsDigit(r):
			b.WriteByte('0')
		case unicode.IsLetter(r):
			b.WriteByte('x')
		case r < ' ' && r != '\t', r == 0x7f, !unicode.IsPrint(r) && r != '\t':
			b.WriteByte('?')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
