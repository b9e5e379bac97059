package source

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/xlsx"
)

// What stands beside a list in a sheet, behind an empty column, is a legend, sums, the choices
// of a menu or notes on single rows. It is no part of the rows, but may say of them, or of how
// they are marked, not to call.

// asideCells finds out from which column on the first rows of a sheet have only what stands
// beside the list, or returns 0. The list's rows have at least two cells; the first has the names.
func asideCells(rows []xlsx.Row) int {
	const fewest = 2
	from := behindList(rows)
	if from == 0 {
		return 0
	}
	var beside []xlsx.Row // rows of the list that have something there
	named, data := false, 0
	for i := range rows {
		row := &rows[i]
		list := 0
		for _, c := range row.Cells {
			if c.Column < from {
				list++
			}
		}
		switch {
		case list == 0 || data == 0 && !named && list < fewest:
			continue // a title, or below the list
		case !named:
			named = true
			if !isAsideHeader(row, from) {
				return 0
			}
			continue
		}
		if data++; list < len(row.Cells) {
			beside = append(beside, *row)
		}
	}
	menu := isMenu(beside, from) || slices.ContainsFunc(rows, func(r xlsx.Row) bool { return namesKey(&r, from) })
	for i := range beside {
		for _, c := range beside[i].Cells {
			if c.Column >= from && belongsToRow(c.Value, menu) && swatch(&beside[i], c.Column, from) == (xlsx.Highlight{}) {
				return 0
			}
		}
	}
	return from
}

// behindList returns the first empty column behind the list in the first rows, if others
// follow, or 0.
func behindList(rows []xlsx.Row) int {
	var used [farColumn]bool
	first, last := farColumn, 0
	for _, row := range rows {
		for _, c := range row.Cells {
			if c.Column < farColumn && len(row.Cells) > 1 {
				used[c.Column] = true
				first, last = min(first, c.Column), max(last, c.Column)
			}
		}
	}
	for i := first + 2; i < last; i++ {
		if !used[i] {
			return i
		}
	}
	return 0
}

// asideNames matches the names of what stands beside a list.
var asideNames = lazyregexp.New(`(?i)^\W*(((colou?r|status|call|row)s?[ -])?(legend|key|codes?|guide|coding)|(row )?colou?rs?|meanings?|highlight(ing|s)?|fill|summary|totals?|stat(istic)?s|counts?|tally|overview|dash ?board|instructions|read ?me|drop ?downs?|choices|look ?ups?|legende|farben?|bedeutung|zusammenfassung|summe|leyenda|colores|significado|resumen|légende|couleurs?|signification|résumé|legenda|kleur(en)?|betekenis|colori|significato|riepilogo|cores)\W*$`)

// isAsideHeader reports whether what stands in the row of the names, from a column on, names
// none of the list: it is a name of a legend, a sentence about who must not be called, or one
// entry of a legend beside its color.
func isAsideHeader(row *xlsx.Row, from int) bool {
	for _, c := range row.Cells {
		if c.Column < from || asideNames().MatchString(c.Value) {
			continue
		}
		if !remark.SaysDoNotCall(c.Value) || normalize.RefusesWhole(c.Value) && swatch(row, c.Column, from) == (xlsx.Highlight{}) {
			return false
		}
	}
	return true
}

// namesKey reports whether what stands in a row from a column on are the names of a table of
// codes: "Code" and "Meaning".
func namesKey(row *xlsx.Row, from int) bool {
	const fewest = 2
	names := 0
	for _, c := range row.Cells {
		switch {
		case c.Column < from:
		case asideNames().MatchString(c.Value):
			names++
		default:
			return false
		}
	}
	return names >= fewest
}

// isMenu reports whether what stands beside the rows are the choices of a menu: each once,
// from the first rows on and one below the other.
func isMenu(beside []xlsx.Row, from int) bool {
	const fewest = 3
	seen := map[string]bool{}
	for i, row := range beside {
		n := len(row.Cells)
		text := strings.ToLower(row.Cells[n-1].Value)
		if seen[text] || i > 0 && row.Line != beside[i-1].Line+1 || n > 1 && row.Cells[n-2].Column >= from {
			return false
		}
		seen[text] = true
	}
	return len(seen) >= fewest
}

// belongsToRow reports whether a cell beside a row seems to be one of it: a number, an address
// or an answer.
func belongsToRow(text string, menu bool) bool {
	return cell.HasPhoneDigits(text) && !cell.IsDate(text) && !labelled().MatchString(text) || strings.Contains(text, "@") ||
		!menu && normalize.AnswerOf(text) != normalize.Unknown && cell.HasLetter(text) && !remark.SaysDoNotCall(text)
}

// labelled matches a number of somebody who is named beside a list.
var labelled = lazyregexp.New(`(?i)^\W*(t|f|m|p|tel(efon\w*|ephone)?|fax|phone|mobil\w*|cell|office|direct|main|hotline|help ?desk)\b\.?\W{0,3}[+(]?\d`)

// swatch returns the mark of a cell beside a list, or that of an empty cell next to it: no mark
// of the row, which would go through the empty column.
func swatch(row *xlsx.Row, column, from int) xlsx.Highlight {
	marks := map[int]xlsx.Highlight{}
	last := -1 // blank cell with a color; if a text is behind it, colors stand before their meanings
	for _, m := range row.Highlighted {
		if marks[m.Column] = m.Highlight; m.Column < from && row.At(from) != "" && row.At(m.Column) != "" && m.Highlight.Fill != 0 {
			return xlsx.Highlight{} // nothing between them
		}
		if m.Column > from && m.Highlight.Fill != 0 && row.At(m.Column) == "" {
			last = m.Column
		}
	}
	if marks[from].Fill != 0 && row.At(from) == "" {
		return xlsx.Highlight{}
	}
	mark, step := marks[column], 1
	if n := len(row.Cells); n > 0 && row.Cells[n-1].Column > last {
		step = -1
	}
	for at := column + step; at >= from && at <= column+nearSwatch && row.At(at) == "" && mark.Fill == 0; at += step {
		if m := marks[at]; m.Fill != 0 {
			mark = m
		}
	}
	return mark
}

// nearSwatch is how many columns behind its meaning a color of a legend is looked for.
const nearSwatch = 3

// whereOf returns how messages call a row.
func whereOf(row *xlsx.Row) string { return fmt.Sprintf("row %d", row.Line) }

// besides is what the cells beside the first rows of a list say.
type besides struct {
	from    int             // the column from which they stand; 0 if there is nothing
	header  int64           // the row of the names
	read    int64           // the last of the first rows
	legends map[int64]bool  // rows in which they explain marks
	texts   map[string]bool // that do so
	sums    bool            // they count something
}

// learn looks for a legend in the cells beside the first rows, or in columns without a name. It
// returns the codes that mean not to call.
func (b *besides) learn(l *highlights, rows []xlsx.Row, names []string, header int64) (codes []sheetCode) {
	from := b.from
	if from == 0 {
		from = slices.IndexFunc(append(slices.Clone(names), ""), func(name string) bool { return cell.ColumnName(name) == "" })
	}
	b.legends, b.texts, b.header = map[int64]bool{}, map[string]bool{}, header
	known := map[string]bool{}
	sums, key := 0, b.from > 0 && slices.ContainsFunc(rows, func(r xlsx.Row) bool { return namesKey(&r, from) })
	for i := range rows {
		row := &rows[i]
		b.read = row.Line
		beside := row.Wide(nil)
		beside = beside[min(from, len(beside)):]
		knows(known, beside)
		for _, code := range refusingCodes(beside) {
			if codesIn(strings.Join(beside, " ")) != nil || key {
				codes = append(codes, sheetCode{code: code, where: whereOf(row), known: known})
				b.legends[row.Line] = true
			}
		}
		for k, c := range row.Cells {
			if c.Column < from {
				continue
			}
			if k > 0 && row.Cells[k-1].Column == c.Column-1 && cell.IsNumber(c.Value) {
				sums++
			}
			where := whereOf(row)
			l.permit(c.Value, where)
			if l.describes(c.Value, row.At(c.Column-1), where) {
				b.legends[row.Line], b.texts[c.Value] = true, true
				continue
			}
			mark := swatch(row, c.Column, from)
			if !remark.SaysDoNotCall(c.Value) && !normalize.BadNumber(c.Value) && !(mark.Fill != 0 && meansNot(c.Value)) {
				continue
			}
			above := row.Line == header && !normalize.RefusesWhole(c.Value) && !slices.ContainsFunc(rows[i+1:], func(r xlsx.Row) bool { return r.At(c.Column) != "" })
			switch {
			case l.means(mark, where):
				b.legends[row.Line] = true
			case above, b.from > 0 && (remark.AboutLooks(c.Value) || color().MatchString(row.At(c.Column-1)) || color().MatchString(row.At(c.Column-2))):
				b.legends[row.Line], l.unsaid = true, where
			}
			if remark.UnseenLooks(c.Value) {
				l.unseen = where
			}
		}
	}
	b.sums = sums > 1
	return codes
}

// limit returns the column that ends what counts as marks of the rows.
func (b *besides) limit() int {
	if b.from > 0 {
		return b.from
	}
	return maxColumns
}

// take takes what stands beside the list out of a row, and notes on it if that says not to
// call. What may belong to the row stays, so that the row is malformed.
func (b *besides) take(row *xlsx.Row) {
	n := len(row.Cells)
	for n > 0 && row.Cells[n-1].Column >= b.from {
		n--
	}
	if b.from == 0 || n == 0 || row.Line > b.read && slices.ContainsFunc(row.Cells[n:], func(c xlsx.Cell) bool { return belongsToRow(c.Value, false) }) {
		return
	}
	beside := row.Cells[n:]
	row.Cells = row.Cells[:n:n]
	if row.Line <= b.header || b.legends[row.Line] {
		return
	}
	for i, c := range beside {
		counted := b.sums && i+1 < len(beside) && cell.IsNumber(beside[i+1].Value)
		if !counted && !b.texts[c.Value] && (remark.SaysDoNotCall(c.Value) || noteForbids(c.Value)) {
			row.Problems = append(row.Problems, xlsx.Problem{Column: c.Column + 1, Code: RefusedElsewhere, Message: "a note beside this row says not to call"})
		}
	}
}
