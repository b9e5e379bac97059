package source

import (
	"fmt"
	"strings"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// ofOthers matches words by which a line between rows may speak of other rows than those below.
var ofOthers = lazyregexp.New(`(?i)\b(above|all|any|anyone|anybody|every|everyone|everybody|nobody|none|these|those|they|them|rest|others|until|before|after|oben|obige|alle|ci-dessus|tous|arriba|todos)\b`)

// learnSections finds the headings that say not to call in a short list all of whose rows are
// under headings, and the rows under these: up to the next heading.
func (sh *shape) learnSections(data []sampleRow) {
	const fewest = 2 // headings that do not
	if len(data) == 0 || sh.single() {
		return
	}
	refusing, rows := lineSet{}, map[int64]int64{}
	others, capitals, plain, at := 0, true, false, int64(0)
	for i, r := range data {
		text, is := sectionName(r.cells)
		switch {
		case !is && i == 0:
			return
		case !is && at > 0:
			rows[r.line] = at
		case !is:
		case !remark.SaysDoNotCall(text):
			name, _, _ := strings.Cut(text, "(")
			others, capitals, at = others+1, capitals && strings.ToUpper(name) == name, 0
		default:
			_, next := sectionName(cellsOf(data, i+1))
			if i+1 == len(data) || next || ofOthers().MatchString(text) || remark.LimitsRows(text) {
				return
			}
			plain = plain || strings.ToUpper(text) != text && !strings.ContainsAny(text, "(-–")
			at = r.line
			refusing.add(r)
		}
	}
	if others < fewest || len(refusing) == 0 || plain && capitals { // a remark among headings
		return
	}
	sh.refusing, sh.refused = refusing, rows
}

func cellsOf(data []sampleRow, at int) []string {
	if at < len(data) {
		return data[at].cells
	}
	return nil
}

// sectionName returns the name of the rows below a line that is nothing else.
func sectionName(cells []string) (string, bool) {
	const most = 8 // words
	text, at, n := firstFilled(cells)
	return text, n == 1 && at == 0 && cell.HasLetter(text) && !cell.HasDigit(text) && len(strings.Fields(text)) <= most && !strings.ContainsAny(text, ".!?;@") && !remark.IsFooter(text) && !remark.IsEndMark(text)
}

// markSection marks a row under a heading that says not to call.
func (sh *shape) markSection(rec *Record) {
	if at := sh.refused[rec.Line]; at > 0 {
		rec.problem(RefusedElsewhere, 0, fmt.Sprintf("line %d, above this row and others, says not to call", at))
	}
}
