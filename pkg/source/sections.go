package source

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// ofOthers matches words by which a line between rows may speak of other rows than those below,
// pointing those that may speak of either.
var (
	ofOthers = lazyregexp.New(`(?i)\b(above|all|any|anyone|anybody|every|everyone|everybody|nobody|none|rest|others|until|before|after|oben|obige|alle|ci-dessus|tous|arriba|todos)\b`)
	pointing = lazyregexp.New(`(?i)\b(these|those|they|them|diese|sie|ces|ils|est[oa]s|quest[ie]|deze)\b`)
)

// section is a line that may be the heading of the rows below.
type section struct {
	at, end  int // its row, and that of the next heading
	text     string
	refuses  bool
	comment  bool // of the rows below that are commented out
	repeated bool // the names of the columns are below it again
}

// learnSections finds the headings that say not to call in a short list, and the rows under these:
// up to the next heading. That they mean these rows show other headings, blank lines, the names
// of columns, or the marks of a comment.
func (sh *shape) learnSections(data []sampleRow) {
	if len(data) == 0 || sh.single() {
		return
	}
	data = slices.DeleteFunc(slices.Clone(data), func(r sampleRow) bool { return filled(r.cells) == 0 })
	all := sh.sectionsIn(data)
	refusing, rows := lineSet{}, map[int64]int64{}
	for _, s := range all {
		if !s.refuses {
			continue
		}
		if !s.comment && (ofOthers().MatchString(s.text) || !s.repeated && s.mayPoint() || !underHeadings(s, all) && !s.standsApart(data)) {
			return
		}
		refusing.add(data[s.at])
		for _, r := range data[s.at+1 : s.end] {
			rows[r.line] = data[s.at].line
		}
	}
	if len(refusing) > 0 {
		sh.refusing, sh.refused = refusing, rows
	}
}

// mayPoint reports whether a heading may be a remark on some of the rows.
func (s *section) mayPoint() bool {
	return pointing().MatchString(s.text) || remark.LimitsRows(s.text) && !remark.HeadsMinors(s.text)
}

// sectionsIn returns the headings among rows.
func (sh *shape) sectionsIn(data []sampleRow) (all []section) {
	for i, r := range data {
		commented := remark.IsCommented(r.cells[0])
		if n := len(all); n > 0 && all[n-1].end == len(data) && all[n-1].comment && !commented {
			all[n-1].end = i
		}
		phone, _ := sh.numbers(r.cells)
		text, is := sectionName(r.cells)
		s := section{at: i, end: len(data), text: text, refuses: is && (remark.SaysDoNotCall(text) || remark.HeadsMinors(text) || !sh.lettered && remark.SaysNo(text))}
		if line := lineOf(r.cells); commented && !phone && i+1 < len(data) && remark.IsCommented(data[i+1].cells[0]) && remark.SaysDoNotCall(line) {
			s, is = section{at: i, end: len(data), text: line, refuses: true, comment: true}, true
		}
		s.repeated = i+1 < len(data) && sh.repeatsHeader(data[i+1].cells)
		if !is || remark.IsFooter(text) && !s.repeated || hasOtherDelimiter(text, sh.delim) { // the header of another list
			continue
		}
		if n := len(all); n > 0 {
			all[n-1].end = min(all[n-1].end, i)
		}
		all = append(all, s)
	}
	return all
}

// repeatsHeader reports whether a row is that of the columns' names again.
func (sh *shape) repeatsHeader(cells []string) bool {
	for i, c := range cells {
		if !strings.EqualFold(cell.ColumnName(c), cellAt(sh.header, i)) {
			return false
		}
	}
	return filled(cells) > 1
}

// underHeadings reports whether a heading is one of several above all rows of a list: two others,
// or one that is written like it or says the opposite. A remark in small letters among headings
// in capitals is none.
func underHeadings(s section, all []section) bool {
	const several = 2
	others, capitals, opposite := 0, true, false
	for _, o := range all {
		if o.refuses || o.comment {
			continue
		}
		name, _, _ := strings.Cut(o.text, "(")
		others, capitals = others+1, capitals && strings.ToUpper(name) == name
		opposite = opposite || signsAround(o.text) != "" && signsAround(o.text) == signsAround(s.text) || header.Read(o.text).Concept == header.Consent || normalize.AnswerOf(o.text) == normalize.Yes
	}
	plain := strings.ToUpper(s.text) != s.text && !strings.ContainsAny(s.text, "(-–")
	return all[0].at == 0 && s.at+1 < s.end && (others >= several || others > 0 && opposite) && !(plain && capitals)
}

// signsAround returns the signs around a heading: "=== ".
func signsAround(text string) string {
	begin := strings.IndexFunc(text, func(r rune) bool { return !strings.ContainsRune(separators+"#>[<(", r) })
	return text[:max(begin, 0)]
}

// standsApart reports whether a blank line is above a heading, and none below it before the next,
// or the names of the columns are below it again.
func (s *section) standsApart(data []sampleRow) bool {
	const fewest = 2 // rows above
	if s.at < fewest || s.at+1 >= s.end || !gapBetween(data[s.at-1], data[s.at]) {
		return false
	}
	for i := s.at; i+1 < s.end; i++ {
		if _, _, n := firstFilled(data[i+1].cells); n > 1 && gapBetween(data[i], data[i+1]) {
			return false
		}
	}
	return true
}

// sectionName returns the name of the rows below a line that is nothing else.
func sectionName(cells []string) (string, bool) {
	const most = 12 // words
	text, one := sole(cells)
	name, _, _ := strings.Cut(text, "(")
	return text, one && isFilled(cells[0]) && cell.HasLetter(text) && !cell.HasDigit(name) && len(strings.Fields(text)) <= most && !strings.ContainsAny(text, ".!?;@") && !remark.IsEndMark(text)
}

// markSection marks a row under a heading that says not to call.
func (sh *shape) markSection(rec *Record) {
	if at := sh.refused[rec.Line]; at > 0 {
		rec.problem(RefusedElsewhere, 0, fmt.Sprintf("line %d, above this row and others, says not to call", at))
	}
}
