package rollcall

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rollcall/pkg/clean"
	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/mapping"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
)

// warnings returns warnings about the file as a whole, its cells, and its phone
// columns.
func (l *load) warnings(tally pipeline.Tally) []report.Warning {
	list := fileWarnings(l.reader)
	if w, ok := l.phoneWarning(tally); ok {
		list = append(list, w)
	}
	if p := l.mapping.Powerlist; p != nil {
		if w, ok := windowWarning(p.CallWindow); ok {
			list = append(list, w)
		}
	}
	list = append(list, l.refusals.warnings(l.reader.Header())...)
	list = append(list, l.refusingCells()...)
	for _, w := range tally.Warnings() {
		list = append(list, report.Warning{
			Code: w.Code, Count: w.Count,
			Message: fmt.Sprintf("%s (first in line %d)", clean.Message(w.Code, w.Column, w.Count), w.FirstLine),
		})
	}
	return list
}

// fileWarnings returns warnings about a file as a whole, such as further sheets of a
// workbook.
func fileWarnings(r *source.Reader) []report.Warning {
	list := []report.Warning{}
	for _, n := range r.Notices() {
		w := report.Warning{Code: n.Code, Count: n.Count, Message: n.Message}
		if n.Line > 0 {
			w.Message += fmt.Sprintf(" (first in line %d)", n.Line)
		}
		list = append(list, w)
	}
	return list
}

// poorShare is the share of rows without a valid number from which on there is a
// warning about the phone columns.
const poorShare = 0.5

// phoneWarning warns if most rows have no valid number in the phone columns, and
// names a column whose first rows have more.
func (l *load) phoneWarning(tally pipeline.Tally) (report.Warning, bool) {
	missing, invalid := tally.Reasons[contact.NoPhone], tally.Reasons[contact.InvalidPhone]
	poor := missing + invalid
	if tally.Rows == 0 || float64(poor) < poorShare*float64(tally.Rows) {
		return report.Warning{}, false
	}
	code, what := "phone_mostly_invalid", "invalid"
	if missing > invalid {
		code, what = "phone_mostly_empty", "empty"
	}
	message := fmt.Sprintf("the phone numbers are mostly %s: %s of %s cannot be dialed (%s empty, %s invalid)",
		what, report.Count(poor), report.Plural(tally.Rows, "row"), report.Count(missing), report.Count(invalid))
	if why := l.usualProblem(); why != "" {
		message += "; most often: " + report.Cell(why)
	}
	if source.IsRejects(l.reader.Header()) { // the columns of the file that it comes from were right
		return report.Warning{Code: code, Message: message, Count: poor}, true
	}
	if better, share, ok := l.betterPhone(1 - float64(poor)/float64(tally.Rows)); ok {
		message += fmt.Sprintf("; column %q looks better: %.0f %% of its first rows are valid", report.Cell(better), 100*share)
	}
	return report.Warning{Code: code, Message: message, Count: poor}, true
}

// usualProblem returns the most frequent problem of the phone numbers in the first
// rows, or "".
func (l *load) usualProblem() (usual string) {
	found := map[string]int{}
	for i := range l.mapping.Columns {
		at := l.match.At[i]
		if l.mapping.Columns[i].Target != mapping.Phone || at < 0 {
			continue
		}
		for _, cells := range l.firstRows {
			if r := l.parser.Parse(cells[at], l.mapping.Region); !r.OK() && strings.TrimSpace(cells[at]) != "" {
				found[r.Detail]++
			}
		}
	}
	for _, detail := range slices.Sorted(maps.Keys(found)) {
		if found[detail] > found[usual] {
			usual = detail
		}
	}
	return usual
}

// betterPhone finds the column with the greatest share of valid numbers, above share,
// of those that are not mapped to phone.
func (l *load) betterPhone(share float64) (better string, of float64, ok bool) {
	for at, name := range l.reader.Header() {
		if header.Has(name, header.OfOthers) || slices.ContainsFunc(header.Words(name), header.IsParty) {
			continue // it belongs to somebody other than the contact
		}
		if slices.ContainsFunc(l.match.Uses[at], func(i int) bool { return l.mapping.Columns[i].Target == mapping.Phone }) {
			continue
		}
		valid := 0
		for _, cells := range l.firstRows {
			if l.parser.Parse(cells[at], l.mapping.Region).OK() {
				valid++
			}
		}
		if has := float64(valid) / float64(max(1, len(l.firstRows))); has > share && has >= poorShare {
			better, share, of, ok = name, has, has, true
		}
	}
	return better, of, ok
}

// setRefusals puts into a result how many numbers of people who say no go on the
// do-not-call list, and how many of known contacts do not.
func setRefusals(r *report.Result, optOuts, knownRefuse int64) {
	r.OptOuts = optOuts
	if knownRefuse == 0 {
		return
	}
	r.Warnings = append(r.Warnings, report.Warning{
		Code: "known_refuse", Count: knownRefuse,
		Message: report.Plural(knownRefuse, "contact") + " of the database " + verb(knownRefuse, "refuses", "refuse") + " calls in this file and may still be called: " +
			"record_opt_outs: known puts their numbers on the do-not-call list",
	})
}

// refusalsUnread warns that a review could not read standard input twice.
func refusalsUnread() report.Warning {
	return report.Warning{
		Code: "opt_outs_unread",
		Message: "a row says no for a number of rows above it, and standard input can be read only once: " +
			"an import skips those rows, too",
	}
}

// warnOfNothing warns that a file creates and updates no contact, and so no tag, field
// or powerlist, and says what to do.
func (l *load) warnOfNothing(r *report.Result) {
	if r.Rows == 0 || r.Created+r.Updated > 0 {
		return
	}
	message := "no contact is created or updated, so no tag or field is created"
	if r.Powerlist == nil && l.mapping.Powerlist != nil {
		message = "no contact is created or updated, so no powerlist, tag or field is created"
	}
	if r.DuplicateRows.Known > 0 {
		message += ": --duplicates update updates the contacts that are known already"
		if l.mapping.Powerlist != nil && !l.mapping.Powerlist.IncludeKnown {
			message += ", and include_known: true under powerlist: in the mapping puts them on the powerlist"
		}
	}
	r.Warnings = append(r.Warnings, report.Warning{Code: "nothing_imported", Message: message, Count: r.SkippedTotal})
}
