package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// rowCode is what means not to call according to a legend: a code in a column, or a star next
// to any text.
type rowCode struct {
	code   string
	column int // of the code; -1 for a star
	line   int64
	where  string // it is, if not in a line of the list
}

// legendCell matches what says which answer a code stands for: "2 = do not call".
var legendCell = lazyregexp.New(`^\s*\W?([\p{L}\p{N}*✗✘×+!?-]{1,3})\W?\s*(=|:|->|→|–|means\b)\s*(\S.*)$`)

// mostUnseen is the length of the longest code that no row need have: a longer one may be a
// color, as Red.
const mostUnseen = 2

// legend matches a comment that says what a cell means: "# flag: 1 = do not call".
var legend = lazyregexp.New(`^\s*(#|//|--|%|\*|;).*\S\s*=\s*\S`)

// legendName matches the name before a legend: "Key: W = do not call".
var legendName = lazyregexp.New(`^\s*\W{0,2}\s*(?:[\p{L} ]{4,}|(?i:key)):\s*`)

// legendColumn matches the name of the column before a legend: "Flag 1 = do not call".
var legendColumn = lazyregexp.New(`^\s*\p{L}[\p{L} ]{2,} (\d{1,2}\s*=)`)

// starSays matches a sentence about those who have a star, which ends it or begins it.
var starSays = lazyregexp.New(`^\s*([*†‡]+)[\s=:]*(.*)$|^(.*\pL[^*†‡]*?[\s("'])([*†‡]+)["')]*(?:(\s.*)|[.:]?)$`)

// others matches what a sentence says of those who have no star.
var others = lazyregexp.New(`(?i)\b(without|except|only|unless|others?|unmarked|not marked)\b`)

// refusingCodes returns the codes that mean not to call according to a row that says nothing
// else: in one cell, in several, or as a code next to its meaning.
func refusingCodes(cells []string) (codes []string) {
	for i, c := range cells {
		if len(c) > remark.LongestTitle {
			continue
		}
		if i > 0 && len(c) > 3 && filled(cells) == 2 && remark.SaysDoNotCall(c) {
			if code := strings.TrimSpace(cells[i-1]); code != "" && len([]rune(code)) <= 3 {
				return []string{code}
			}
		}
		codes = append(codes, codesIn(c)...)
	}
	return codes
}

// codesIn returns the codes that mean not to call according to a cell.
func codesIn(cell string) (codes []string) {
	if !strings.ContainsAny(cell, "=:>→–*†‡") && !strings.Contains(cell, "means") {
		return nil
	}
	if name := legendName().FindString(cell); name != "" {
		cell = cell[len(name):]
	}
	cell = legendColumn().ReplaceAllString(cell, "$1")
	parts := strings.FieldsFunc(spacedLegend().ReplaceAllString(cell, ";$1$2"), func(r rune) bool { return strings.ContainsRune("/;,|\n", r) })
	if strings.Count(cell, "=") < 2 && strings.Count(cell, ":") < 2 {
		parts = []string{cell}
	}
	var doubtful []string
	someMayCall := slices.ContainsFunc(parts, letsIn)
	for _, part := range parts {
		m := legendCell().FindStringSubmatch(part)
		if m == nil || noteMarks[strings.ToLower(m[1])] || m[2] == ":" && isName(m[1]) || strings.HasPrefix(m[3], `\`) { // the path of a file
			codes = nil
			break
		}
		switch {
		case m[2] == "–" && normalize.AnswerOf(m[1]) != normalize.Unknown:
			return nil // "Yes – revoked in May" is an answer
		case remark.SaysDoNotCall(m[3]), normalize.WrongNumber(m[3]), remark.HeadsMinors(m[3]), deniesCalls(m[3]), someMayCall && normalize.BeginsWithNo(m[3]):
			codes = append(codes, m[1])
		case tried().MatchString(m[3]), addsCalls(part, m[3]), letsIn(part) && !only().MatchString(m[3]):
		case normalize.Doubtful(m[3]), someMayCall && givesNoLeave(m[3]):
			doubtful = append(doubtful, m[1])
		}
	}
	if codes != nil || someMayCall && len(doubtful) > 0 && len(parts) > 1 {
		codes = append(codes, doubtful...) // "X = no calls; L = letters only"
	}
	if m := starSays().FindStringSubmatch(cell); codes == nil && m != nil && !strings.HasSuffix(strings.TrimSpace(m[2]), "*") && !others().MatchString(cell) {
		if remark.SaysDoNotCall(strings.TrimSpace(m[2])) || remark.SaysDoNotCall(strings.TrimSpace(m[3]+" "+m[5])) {
			codes = []string{m[1] + m[4]}
		}
	}
	if word := refusingColor(cell); codes == nil && word != "" {
		codes = []string{word}
	}
	return codes
}

// noteMarks begin a note: "NB: Ann Lee asked not to be called" has no code.
var noteMarks = map[string]bool{"nb": true, "ps": true, "pps": true, "ref": true, "re": true, "fyi": true, "btw": true, "anm": true, "hin": true, "p.s": true, "n.b": true, "obs": true, "let": true, "uwg": true}

// isName reports whether what stands before a colon is rather a name than a code: "Kim: these
// need consent first".
func isName(code string) bool {
	return len(code) > mostUnseen && cell.HasLetter(code) && strings.ToUpper(code) != code && !color().MatchString(code)
}

// letsIn reports whether part of a legend says that somebody may be called: "3 = letters and
// calls".
func letsIn(part string) bool {
	m := legendCell().FindStringSubmatch(part)
	if m == nil {
		return false
	}
	switch normalize.AnswerOf(m[3]) {
	case normalize.Yes, normalize.Clearance:
		return true
	case normalize.No, normalize.Refusal, normalize.Nothing:
		return false
	}
	is := normalize.Touches(m[3])
	return is&(normalize.TouchesCalls|normalize.TouchesPhone) != 0 && is&(normalize.TouchesNo|normalize.TouchesRefusal) == 0
}

// deniesCalls reports whether a meaning says no of telephones: "no phone".
func deniesCalls(means string) bool {
	is := normalize.Touches(means)
	return is&(normalize.TouchesCalls|normalize.TouchesPhone) != 0 && is&normalize.TouchesNo != 0
}

// tried matches a call that reached nobody, which says nothing of the next.
var tried = lazyregexp.New(`(?i)^\W*(left|leave)\b.*\b(message|msg|vm|voice ?mail)\b`)

// only matches what limits a permission.
var only = lazyregexp.New(`(?i)\b(only|just|nur|solo|sólo|solamente|seulement|uniquement|apenas|somente|soltanto|alleen)\b`)

// addsCalls reports whether part of a legend names calls among other ways.
func addsCalls(part, means string) bool {
	return letsIn(part) && header.NamesOtherWay(means) && !only().MatchString(means)
}

// givesNoLeave reports whether a meaning, next to one that lets in, is no answer yet, or only
// about ways other than calls.
func givesNoLeave(means string) bool {
	first, _, _ := strings.Cut(strings.TrimSpace(means), " ")
	return normalize.Touches(means)&(normalize.TouchesCalls|normalize.TouchesPhone) == 0 &&
		(first != "" && !normalize.AnswerOf(first).Answers() || header.NamesOtherWay(means) || nothing().MatchString(means))
}

var nothing = lazyregexp.New(`(?i)\b(nothing|none|nada|rien|nichts|niente|nulla|niets|neither|keines|ninguno|aucun)\b`)

// spacedLegend matches the spaces before a code of a legend that divides its codes by them.
var spacedLegend = lazyregexp.New(`\s{2,}([\p{L}\p{N}*+!?-]{1,3}\s*[=:])|\s([\p{L}\p{N}*+!?-]{1,3}=)`)

// refusingColor returns the word that means not to call according to a cell that explains
// several: "green = ok to call / red = do NOT call".
func refusingColor(cell string) (word string) {
	parts := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("/;,|\n", r) })
	for _, part := range parts {
		name, means, ok := strings.Cut(part, "=")
		if name = strings.TrimSpace(name); !ok || name == "" || strings.Contains(name, " ") || len(parts) < 2 && !color().MatchString(name) {
			return ""
		}
		if word == "" && remark.SaysDoNotCall(means) {
			word = name
		}
	}
	return word
}

// color matches the names of marks on cells in a sheet.
var color = lazyregexp.New(`(?i)^\W*(red|yellow|green|orange|blue|pink|purple|gr[ae]y|highlighted|highlight|shaded|bold|italics?|struck|strikethrough|rot|gelb|grün|blau|rosa|lila|grau|fett|roj[oa]|amarill[oa]|verde|azul|naranja|gris|rouge|jaune|vert|bleu|ross[oi]|giall[oi]|blu|vermelh[oa]|amarel[oa]|laranja|rood|geel|groen|blauw|czerwon[ye]|żółt[ye])\W*$`)

// limitsCode reports whether a line that is no row says something of a code that some rows have
// in a column, and may mean that they must not be called: "Skip B".
func (sh *shape) limitsCode(cells []string) bool {
	line := lineOf(cells)
	if sh.codesHeld == nil || !remark.LimitsCodes(line) {
		return false
	}
	for code := range sh.codesHeld() {
		// A row that has the code in a cell is a row: "B | | duplicate".
		if holdsWord(line, code) && !(len(cells) == sh.columns && slices.Contains(cells, code)) {
			return true
		}
	}
	return false
}

// codesOf returns the codes of a letter or two that are all that a column has, a few of them, but
// for answers, states and what a sentence has anyway.
func codesOf(names []string, data []sampleRow) map[string]bool {
	const longest, fewest, most = 2, 2, 8
	codes := map[string]bool{}
	for i, name := range names {
		values := valuesIn(data, i)
		delete(values, "")
		if len(values) < fewest || len(values) > most || header.IsPlace(header.Read(name).Concept) {
			continue
		}
		if all(data, i, func(c string) bool { return len(c) <= longest && cell.HasLetter(c) && strings.ToUpper(c) == c }) == 0 {
			continue
		}
		for v := range values {
			if normalize.AnswerOf(v) == normalize.Unknown {
				codes[strings.ToUpper(v)] = true
			}
		}
	}
	return codes
}

// learnLegend reads the legends above the rows, between them and next to them, and refuses the
// file if it is not certain which rows they mean. all means that the rows are all there are.
func (sh *shape) learnLegend(above, data []sampleRow, all bool) error {
	for _, r := range above {
		for _, code := range refusingCodes(r.cells) {
			if err := sh.addCode(code, r.line, data, all); err != nil && !legend().MatchString(strings.Join(r.cells, " ")) {
				return err
			}
		}
	}
	for _, r := range data {
		if text, one := sole(r.cells); one && sh.columns > 1 && sh.addMeaning(text, r, data) {
			continue
		}
		if filled(r.cells) <= 2 && filled(r.cells) < sh.columns && !anyAt(r.cells, sh.phones, cell.HasDigit) {
			for _, code := range refusingCodes(r.cells) {
				if err := sh.addCode(code, r.line, data, all); err != nil {
					return err
				}
				sh.legends.add(r)
			}
			continue
		}
		for i := 1; i < len(r.cells); i++ {
			if codes := codesIn(r.cells[i]); codes != nil && !answersInFull(data, i) && !sh.saysSoOfRows(data, i) {
				if err := sh.addCode(codes[0], r.line, data, all); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// addMeaning reports whether a line below the names says of a word, which is all that cells of one
// column have and that no other cell has, that it means not to call: "refused = does not want to
// be called". It notes the word as a code.
func (sh *shape) addMeaning(text string, line sampleRow, data []sampleRow) bool {
	word, means, ok := strings.Cut(text, "=")
	if !ok {
		word, means, ok = strings.Cut(text, " means ")
	}
	words := strings.FieldsFunc(word[strings.LastIndexByte(word, ':')+1:], func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '_' })
	if !ok || len(words) != 1 || strings.Contains(means, "=") || !remark.SaysDoNotCall(means) {
		return false
	}
	code := rowCode{code: words[0], column: -1, line: line.line}
	for _, r := range data {
		for i, c := range r.cells {
			switch c = strings.TrimSpace(c); {
			case r.line == line.line || !holdsWord(strings.ToLower(c), strings.ToLower(code.code)):
			case !strings.EqualFold(c, code.code), code.column >= 0 && code.column != i:
				return false
			default:
				code.column = i
			}
		}
	}
	if code.column < 0 || anyIn(data, code.column, func(c string) bool { return isFilled(c) && holdsWord(strings.ToLower(means), strings.ToLower(c)) }) {
		return false
	}
	sh.codes = append(sh.codes, code)
	sh.legends.add(line)
	return true
}

// addCode notes a code if it is certain where it is: it fills cells of one column, which has
// no much longer ones, or it is a star that begins or ends cells.
func (sh *shape) addCode(code string, line int64, data []sampleRow, all bool) error {
	found := rowCode{code: code, column: -1, line: line}
	star := strings.Trim(code, "*†‡") == ""
	seen, other := false, false
	for _, r := range data {
		if filled(r.cells) <= 2 && refusingCodes(r.cells) != nil {
			continue // the legend itself
		}
		for i, c := range r.cells {
			switch c = strings.TrimSpace(c); {
			case !holdsWord(c, code), codesIn(c) != nil:
			case star:
				seen = true
				other = other || !bears(c, code)
			case c != code || found.column >= 0 && found.column != i:
				other = true
			default:
				seen, found.column = true, i
			}
		}
	}
	switch {
	case other, !seen && (!all || len([]rune(code)) > mostUnseen), found.column >= 0 && !sh.holdsCodes(data, found.column):
		return legendRefusal(line, code)
	case seen:
		sh.codes = append(sh.codes, found)
	}
	return nil
}

// holdsWord reports whether a text has a code that is not part of a longer word.
func holdsWord(text, code string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], code)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(code)
		if strings.Trim(code, "*†‡") == "" || !(i > 0 && cell.IsWordByte(text[i-1])) && !(at < len(text) && cell.IsWordByte(text[at])) {
			return true
		}
	}
}

// bears reports whether a cell begins or ends with a star, and has no other.
func bears(cell, star string) bool {
	first, _ := utf8.DecodeRuneInString(star)
	return strings.Count(cell, string(first)) == utf8.RuneCountInString(star) && (strings.HasPrefix(cell, star) || strings.HasSuffix(cell, star))
}

// holdsCodes reports whether a column has only codes.
func (sh *shape) holdsCodes(data []sampleRow, column int) bool {
	const longest = 3
	return !slices.ContainsFunc(data, func(r sampleRow) bool {
		return filled(r.cells) > 2 && utf8.RuneCountInString(strings.TrimSpace(cellAt(r.cells, column))) > longest
	})
}

// markCodes notes on a record that it has a code that means not to call.
func (sh *shape) markCodes(rec *Record) {
	for _, code := range sh.codes {
		for i, c := range rec.Cells {
			c = strings.TrimSpace(c)
			if code.column < 0 && bears(c, code.code) || code.column == i && strings.EqualFold(c, code.code) {
				rec.problem(RefusedElsewhere, i+1, fmt.Sprintf("%s says that %q means not to call", cmp.Or(code.where, fmt.Sprintf("line %d", code.line)), code.code))
				return
			}
		}
	}
}

// saysSoOfRows reports whether a column with a name has words in most rows, or the signs of
// codes, in texts of several: "yes -> withdrawn" and "type=call; result=do not call" are said of
// the rows.
func (sh *shape) saysSoOfRows(data []sampleRow, at int) bool {
	name := ""
	if at < len(sh.header) {
		name = sh.header[at]
	}
	isLegend := func(c string) bool { return legendCell().MatchString(c) || refusingColor(c) != "" }
	isPair := func(c string) bool { return strings.Count(c, "=") > 1 }
	return name != "" && legendCell().FindString(name) == "" && (2*countIn(data, at, isLegend) < filledIn(data, at) || countIn(data, at, isPair) > 1)
}

// answersInFull reports whether every row has a code with its meaning in a column, "1 =
// granted": those are its answers, not a legend.
func answersInFull(data []sampleRow, at int) bool {
	return countIn(data, at, func(c string) bool { return legendCell().MatchString(c) || strings.Contains(c, " - ") }) == len(data)
}

func legendRefusal(line int64, code string) *RefusedError {
	return refuseFile(line, fmt.Sprintf("take the legend out of the file, and map the column of these codes with {target: consent, means: status, deny: [%s]}", code),
		"line %d says that %q means not to call", line, code)
}
