package source

import (
	"regexp"
	"slices"
	"strings"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/xlsx"
)

// appearance is how a text says that some rows look.
type appearance struct {
	colors   xlsx.Colors // of a fill or the text
	font     bool        // of the text alone
	struck   bool        // a line through the text
	anything bool        // any fill
	where    string      // the text is
}

// is reports whether a highlight looks so, or may.
func (k *appearance) is(h xlsx.Highlight) (is, may bool) {
	if k.struck && h.Struck || k.anything && h.Fill != 0 || k.colors&h.FontColors != 0 || !k.font && k.colors&h.FillColors != 0 {
		return true, true
	}
	return false, k.colors != 0 && (h.Font != 0 && h.FontColors == 0 || !k.font && h.Fill != 0 && h.FillColors == 0)
}

const (
	anyRow   = `(?:rows?|names?|people|persons?|those|ones?|entr(?:y|ies)|lines?|cells?|contacts?|numbers?|records?|members?|customers?|leads?|anyone|anybody|everyone|everybody|all|zeilen?|namen?|nombres?|filas?|lignes?|noms?|righ?[ei]|nom[ei]|linhas?|nomes?|rij(?:en)?)`
	shown    = `(?:marked|highlighted|shaded|colou?red|filled|written|shown|printed|markiert\w*|marcad[oa]s?|surlign\w*|evidenziat\w*|gemarkeerd\w*|that|which|who|are|is|in|with|auf|en|con|em|met|the|a)`
	ofFont   = `(?:text|font|letters|writing|print|type|ink|schrift|letra|texte|testo|letras|tekst)`
	ofFill   = `(?:fill(?:ed)?|background|shad(?:ing|ed)|highlight(?:s|ed|ing)?|colou?r(?:ed)?|bars?|boxes)`
	taken    = `(?:skip|ignore|disregard|omit|never|please)`
	isMeant  = `(?:\W*$|\W*[=:>→–-]|\W+(?:are|is|have|has|had|do|don.?t|did|asked|means?|must|may|should|can|cannot|were|was|said|opted|wants?|refus\w*|declin\w*|please|not|never|skip\w*|no|ne|non|não|nicht|niet|haben|han|ont|hanno|têm|hebben|wollen|quieren|veulent|vogliono|querem|willen)\b)`
	shades   = `(?:(?:light|dark|bright|pale|hell|dunkel|claro|oscuro|clair|foncé)[ -]?)?`
	hasLines = `(?i)\b(struck([ -]?(through|out))?|strike[ -]?(through|out)s?|cross(ed)?[ -](out|off)|durchgestrichen\w*|tachad[oa]s?|barrée?s?|barrat[oie]|riscad[oa]s?|doorgestreepte?n?)\b`
)

// colorWords are the names of colors.
var colorWords = [...]struct {
	colors xlsx.Colors
	words  string
}{
	{xlsx.Red, `red|rot(?:e[nrs]?)?|roj[oa]s?|rouges?|ross[oie]|vermelh[oa]s?|rood|rode`},
	{xlsx.Orange, `orange|naranjas?|arancion[ei]|laranjas?|oranje`},
	{xlsx.Yellow, `yellow|gelbe?[nrs]?|amarill[oa]s?|jaunes?|giall[oie]|amarel[oa]s?|gele?|geel`},
	{xlsx.Green, `green|grüne?[nrs]?|verdes?|verte?s?|verdi|groene?`},
	{xlsx.Blue, `blue|blaue?[nrs]?|azul(?:es)?|bleue?s?|blu|blauwe?`},
	{xlsx.Purple, `purple|violet|lilac|lila|violett?|morad[oa]s?|viola|rox[oa]s?|paarse?`},
	{xlsx.Pink, `pink|rosas?`},
	{xlsx.Gray, `gr[ae]y|graue?[nrs]?|gris(?:es)?|grig[ioe]|cinzas?|grij[sz]e?`},
}

// looking returns what matches a text that says of rows that they have a look: "red =",
// "rows in red", "red rows".
func looking(as string) func() *regexp.Regexp {
	return lazyregexp.New(`(?i)^\W*(?:(?:` + anyRow + `|` + shown + `|` + taken + `) ){0,5}` + shades + `(?:` + as + `)(?: (?:` + anyRow + `|` + ofFont + `|` + ofFill + `)){0,2}` + isMeant +
		`|\b` + anyRow + ` (?:` + shown + ` ){1,4}` + shades + `(?:` + as + `)(?: ` + ofFont + `)?` + isMeant +
		`|\b` + shades + `(?:` + as + `)[ -](?:` + anyRow + `|` + ofFont + `|` + ofFill + `)\b`)
}

var (
	colored, colorNamed = func() (all, bare [len(colorWords)]func() *regexp.Regexp) {
		for i, c := range colorWords {
			all[i], bare[i] = looking(c.words), lazyregexp.New(`(?i)\b(?:`+c.words+`)\b`)
		}
		return all, bare
	}()
	anyFill   = looking(`highlighted|shaded|colou?red|markierte?[nrs]?|resaltad[oa]s?|surligné\w*|evidenziat[oie]`)
	namesLook = lazyregexp.New(`(?i)\b(?:` + everyColor() + `|highlighted|shaded|colou?red|markiert|resaltad|surligné|evidenziat|str[iu]|cross|durch|tachad|barr|riscad|doorgestr)`)
	oneColor  = lazyregexp.New(`(?i)\b(?:` + everyColor() + `)\b`)
	twoColors = lazyregexp.New(`(?i)\b(?:` + everyColor() + `)\W+(?:(?:and|or|und|oder|y|o|et|ou|e|en|of)\W+)?(?:` + everyColor() + `)\b`)
	struck    = lazyregexp.New(hasLines)
	inFont    = lazyregexp.New(`(?i)\b` + ofFont + `\b`)
	notSo     = lazyregexp.New(`(?i)\b(not|non|but|rest|nicht|kein\w*|sin|no|sans|pas|senza|sem|zonder|niet) (?:(?:` + anyRow + `|` + shown + `|the|so) )*` + shades + `(?:highlighted|shaded|colou?red|struck|crossed|` + everyColor() + `)\b`)
	// leavesOut matches what else takes rows of a look from a list.
	leavesOut = lazyregexp.New(`(?i)\b(skip|ignore|disregard|(leave|left) (\w+ ){0,2}(out|alone)|off[- ]limits|hands off|minors?|underage|test (entries|rows|records|data)|(numbers?|phones?) (don.?t|do not|never) work|weglassen|überspringen|ignorieren|saltar|ignorar|omitir|ignorer|sauter|saltare|ignorare|overslaan|negeren)\b|^\W*never\b|[=:]\W*(no|never|nein|non|não|nee|dead|fax)\W*$`)
)

// everyColor returns the names of all colors as a part of a regular expression.
func everyColor() string {
	var all []string
	for _, c := range colorWords {
		all = append(all, c.words)
	}
	return strings.Join(all, "|")
}

// lookIn returns the look that a text says some rows have, if it says so of one.
func lookIn(text string) (k appearance, ok bool) {
	if len(text) > remark.LongestTitle || others().MatchString(text) || only().MatchString(text) || notSo().MatchString(text) {
		return k, false
	}
	for i, c := range colored {
		if c().MatchString(text) {
			k.colors |= colorWords[i].colors
		}
	}
	if pair := twoColors().FindString(text); pair != "" && k.colors != 0 {
		for i, c := range colorNamed {
			if c().MatchString(pair) {
				k.colors |= colorWords[i].colors
			}
		}
	}
	k.font, k.struck, k.anything = inFont().MatchString(text), struck().MatchString(text), k.colors == 0 && anyFill().MatchString(text)
	return k, k.colors != 0 || k.struck || k.anything
}

// refusesLooks reports whether a text that says how some rows look says not to call those.
func refusesLooks(text string) bool {
	_, refuses := normalize.Refuses(text)
	return refuses || remark.SaysDoNotCall(text) || normalize.BadNumber(text) || leavesOut().MatchString(text)
}

// describes notes a text that says of rows by their look not to call them, in each part of it
// that does so: a legend, "red = do not call", maybe with the look in the cell before it, or a
// sentence. It reports whether it is one.
func (l *highlights) describes(text, before, where string) bool {
	if !cell.HasLetter(text) || !namesLook().MatchString(text) && !namesLook().MatchString(before) {
		return false // for speed
	}
	if i := strings.IndexAny(text, "=:"); i > 0 {
		if k, ok := lookIn(text[:i]); ok && !oneColor().MatchString(text[i+1:]) && refusesLooks(text) {
			return l.looksLike(k, where)
		}
	} else if k, ok := lookIn(before); ok && len(strings.Fields(before)) < 4 && refusesLooks(text) {
		return l.looksLike(k, where)
	}
	found := false
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".;,/|\n()!?", r) }) {
		if k, ok := lookIn(part); ok && refusesLooks(part) {
			found = l.looksLike(k, where)
		} else if remark.SaysDoNotCall(part) || normalize.BadNumber(part) {
			return false
		}
	}
	return found
}

// looksLike notes a look of rows that must not be called.
func (l *highlights) looksLike(k appearance, where string) bool {
	k.where = where
	l.looks = append(l.looks, k)
	return true
}

// marksOf counts the rows with a number that have each highlight before a column.
func marksOf(rows []xlsx.Row, columns int) (marked map[xlsx.Highlight]int, n int) {
	marked = map[xlsx.Highlight]int{}
	for i := range rows {
		if !hasNumber(&rows[i]) {
			continue
		}
		n++
		seen := map[xlsx.Highlight]bool{}
		for _, m := range rows[i].Highlighted {
			if mark := m.Highlight.Alone(); m.Column < columns && !seen[mark] {
				seen[mark] = true
				marked[mark]++
			}
		}
	}
	return marked, n
}

// hasNumber reports whether a row has a phone number.
func hasNumber(row *xlsx.Row) bool {
	return slices.ContainsFunc(row.Cells, func(c xlsx.Cell) bool { return cell.IsMostlyPhone(c.Value) && !cell.IsDate(c.Value) })
}

// meansNot reports whether the meaning of a color is not to call.
func meansNot(text string) bool {
	a := normalize.AnswerOf(text)
	return a == normalize.No || a == normalize.Refusal || refusesLooks(text) || remark.HeadsMinors(text) || normalize.WrongNumber(text)
}

// explain notes what a row that is no contact's says of marks, and reports whether it says not
// to call, and whether it is known whom. The color of a title means nothing: a color is that of
// a legend if it is beside the words, or if the rows nearby have others.
func (l *highlights) explain(row *xlsx.Row, marked map[xlsx.Highlight]int, rows int, several bool) (known bool) {
	where := whereOf(row)
	for _, c := range row.Cells {
		before := row.At(c.Column - 1)
		mark := swatch(row, c.Column, -1)
		own := slices.ContainsFunc(row.Highlighted, func(m xlsx.HighlightedCell) bool { return m.Column == c.Column })
		n := marked[mark.Alone()]
		isSwatch := n < rows && (n > 0 && (several || !own) || n == 0 && !own && mark.FillColors != 0)
		switch {
		case l.describes(c.Value, before, where):
			known = true
		case isSwatch && meansNot(c.Value):
			known = l.means(mark, where)
		case remark.SaysDoNotCall(c.Value), normalize.BadNumber(c.Value):
			return false
		}
	}
	return known
}

// explainAround takes the rows out of the first rows of a sheet that say, before the first
// number or after the last of all, which marks mean not to call, and returns their lines. The
// row of the names is none of them, nor is one below that names somebody.
func (l *highlights) explainAround(rows []xlsx.Row, columns int, all bool) (kept []xlsx.Row, lines []int64) {
	first, last := slices.IndexFunc(rows, func(r xlsx.Row) bool { return hasNumber(&r) }), len(rows)
	for all && last > 0 && !hasNumber(&rows[last-1]) {
		last--
	}
	if first < 0 {
		return rows, nil
	}
	marked, n := marksOf(rows, columns)
	isNames := func(row *xlsx.Row) bool {
		return len(row.Cells) > 1 && slices.ContainsFunc(row.Cells, func(c xlsx.Cell) bool { return cell.NamesPhone(c.Value) && !remark.SaysDoNotCall(c.Value) })
	}
	isPerson := func(c xlsx.Cell) bool { return cell.IsFullName(c.Value) && !meansNot(c.Value) }
	fills := map[int32]bool{}
	for i := range rows[:first] {
		for _, m := range rows[i].Highlighted {
			if !isNames(&rows[i]) && m.Highlight.Fill != 0 {
				fills[m.Highlight.Fill] = true
			}
		}
	}
	below := !slices.ContainsFunc(rows[last:], func(r xlsx.Row) bool { return slices.ContainsFunc(r.Cells, isPerson) })
	for i := range rows {
		if row := &rows[i]; i < first && !isNames(row) || i >= last && below {
			looks := len(l.looks)
			if l.explain(row, marked, n, i >= last || len(fills) > 1) {
				lines = append(lines, row.Line)
				continue
			}
			l.looks = l.looks[:looks]
		}
		kept = append(kept, rows[i])
	}
	return kept, lines
}

// settle decides what the looks mean in a list.
func (l *highlights) settle(rows []xlsx.Row, columns int) {
	marked, _ := marksOf(rows, columns)
	for mark, m := range l.refused {
		if marked[mark] == 0 && mark.Fill != 0 && m.colors != 0 {
			l.looks = append(l.looks, appearance{colors: m.colors, where: m.where}) // another shade of it
		}
	}
	fills := map[int32]bool{}
	for mark := range marked {
		fills[mark.Fill] = true
	}
	delete(fills, 0)
	for _, k := range l.looks {
		if k.anything && len(fills) > 1 {
			l.unsaid = k.where
		}
	}
}
