package source

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// forbids reports whether a row of several cells, without a contact's number, is rather a line
// that says not to call others: "ATTENTION" and "nobody on this list may be called", "Legend:"
// and "Do not call". The refusal of a person without a number is in a column for it.
func (sh *shape) forbids(cells []string, first string, n int) bool {
	const most = 6 // cells of a line
	if n < 2 || n > most || sh.single() || sh.lacksNumberAlone(cells) {
		return false
	}
	if i := slices.IndexFunc(cells, remark.IsRobinson); i >= 0 && namesPerson(cellAt(sh.header, i)) {
		return false
	}
	line := strings.Join(slices.DeleteFunc(slices.Clone(cells), cell.IsBlank), " ")
	if !remark.SaysDoNotCall(line) && !remark.HeadsMinors(line) && !remark.SaysDoNotCall(first) || remark.IsHowTo(line) || remark.SaysTakenOut(line) {
		return false
	}
	if asideNames().MatchString(first) || strings.HasSuffix(first, ":") {
		return true
	}
	const sentence = 4 // words; fewer may stand for a number
	said, numbered, email := false, false, slices.ContainsFunc(cells, cell.IsEmail)
	for i, c := range cells {
		if cell.IsBlank(c) {
			continue
		}
		is := header.Read(cellAt(sh.header, i))
		if !isPlainField(is) && is.Concept != header.Phone {
			return false
		}
		named := is.Concept == header.FirstName || is.Concept == header.LastName || is.Concept == header.FullName
		says := remark.SaysDoNotCall(c)
		if says && (named && (!email || len(strings.Fields(c)) > 2) || len(strings.Fields(c)) >= sentence) {
			return true
		}
		said, numbered = said || says, numbered || named && cell.HasDigit(c)
	}
	return numbered || !said
}

// lacksNumberAlone reports whether a row has all that other rows have but a number, as that of a
// person: it is quick, and many lists have many of these.
func (sh *shape) lacksNumberAlone(cells []string) bool {
	has := 0
	for _, i := range sh.filled {
		switch blank := i >= len(cells) || cell.IsBlank(cells[i]); {
		case slices.Contains(sh.phones, i):
		case blank:
			return false
		default:
			has++
		}
	}
	return has > 2 && !anyAt(cells, sh.phones, func(c string) bool { return !cell.IsBlank(c) })
}

// refuseForbidding refuses a file with a line that says not to call.
func (sh *shape) refuseForbidding(rec *Record) verdict {
	return sh.refuse(refuseFile(rec.Line, "remove the people who must not be called from the file and add them with rollcall suppress add, or mark them in a column",
		"line %d is not a row but says not to call: %q", rec.Line, cell.ColumnName(lineOf(rec.Cells))))
}
