package normalize

import "strings"

// Unmarked takes off a cell what spreadsheets and exports put around its text to
// keep it text: ="…", =HYPERLINK("…","…"), a leading apostrophe, quotes around
// the whole, doubled or not. An apostrophe that belongs to a word, as in 't Hooft,
// and quotes within a text stay.
func Unmarked(cell string) string {
	if IsUnmarked(cell) {
		return cell
	}
	return unmarked(cell)
}

// IsUnmarked reports whether the first byte of a cell shows that Unmarked leaves it as
// it is.
func IsUnmarked(cell string) bool { return cell == "" || startsText[cell[0]] }

// startsText are the bytes that a cell without such a mark may begin with: those
// of printable ASCII that neither are a mark nor may stand before one.
var startsText = func() (starts [256]bool) {
	for c := '!'; c <= '~'; c++ {
		starts[c] = c != '=' && c != '\'' && c != '"'
	}
	return starts
}()

// unmarked is Unmarked for any cell.
func unmarked(cell string) string {
	if !mayBeMarked(cell) {
		return cell
	}
	s := Text(cell)
	for range maxMarks {
		inner, ok := withoutMark(s)
		if !ok {
			break
		}
		s = strings.TrimSpace(inner)
	}
	return s
}

// maxMarks is how many marks may stand around one another.
const maxMarks = 6

// mayBeMarked looks at the first byte that is to be seen.
func mayBeMarked(cell string) bool {
	for i := range len(cell) {
		switch c := cell[i]; {
		case c <= ' ':
		case c == '=' || c == '\'' || c == '"':
			return true
		default:
			return c >= 0x80 && hasHiddenMark(cell[i:])
		}
	}
	return false
}

// hasHiddenMark reports whether s begins with characters that are not seen, or
// with an apostrophe or an equals sign of another form.
func hasHiddenMark(s string) bool {
	for _, r := range s {
		switch {
		case isInvisible(r) || r == '\u00A0' || r == '\u3000':
			continue
		case r == '‘' || r == '’' || r == '＝' || r == '＇' || r == '＂' || r == '“' || r == '”' || r == '=' || r == '\'' || r == '"':
			return true
		}
		break
	}
	return false
}

// withoutMark takes one mark off s.
func withoutMark(s string) (string, bool) {
	for _, equals := range [...]string{"=", "＝"} {
		rest, ok := strings.CutPrefix(s, equals)
		if !ok {
			continue
		}
		rest = strings.TrimSpace(rest)
		if inner, ok := withoutQuotes(rest); ok {
			return inner, true
		}
		if text, ok := linkText(rest); ok {
			return text, true
		}
		if bare := strings.TrimLeft(rest, "+"); bare != "" && isDigits(bare) {
			return rest, true
		}
		return s, false
	}
	if inner, ok := withoutQuotes(s); ok {
		return inner, true
	}
	for _, apostrophe := range [...]string{"'", "’", "‘", "＇"} {
		if rest, ok := strings.CutPrefix(s, apostrophe); ok && marksText(rest) {
			if inner, ok := strings.CutSuffix(rest, "'"); ok && strings.IndexByte(inner, '\'') < 0 {
				return inner, true
			}
			return rest, true
		}
	}
	return s, false
}

// withoutQuotes takes the quotes off that stand around a whole text.
func withoutQuotes(s string) (string, bool) {
	for _, quotes := range [...][2]string{{`""`, `""`}, {`"`, `"`}, {"“", "”"}, {"”", "”"}, {"＂", "＂"}} {
		rest, ok := strings.CutPrefix(s, quotes[0])
		if !ok {
			continue
		}
		inner, ok := strings.CutSuffix(rest, quotes[1])
		if ok && !strings.Contains(inner, quotes[0]) && !strings.Contains(inner, quotes[1]) {
			return inner, true
		}
	}
	return s, false
}

// linkText returns the text that HYPERLINK("address", "text") shows.
func linkText(s string) (string, bool) {
	if len(s) < 12 || !strings.EqualFold(s[:10], "HYPERLINK(") || !strings.HasSuffix(s, ")") {
		return "", false
	}
	fields := strings.Split(s[10:len(s)-1], `"`)
	switch len(fields) {
	case 3: // the address alone
		return fields[1], fields[0] == "" && fields[2] == ""
	case 5:
		return fields[3], fields[0] == "" && fields[4] == ""
	}
	return "", false
}

// marksText reports whether an apostrophe before s keeps a cell text: not in
// 't Hooft, 's-Gravenhage, '90s, 'Abd Allah.
func marksText(s string) bool {
	word := leadingLetters(s)
	rest := s[len(word):]
	switch {
	case s == "":
		return false
	case word == "":
		years := leadingDigits(s)
		return !(len(years) == 2 && strings.HasPrefix(s[2:], "s"))
	case len(word) == 1:
		return rest == "" || rest[0] != ' ' && rest[0] != '-' && rest[0] != '\''
	}
	return !apostropheWords.has(strings.ToLower(word))
}

// apostropheWords are names that begin with a letter that Latin script writes as
// an apostrophe, and words that lost their first letters.
var apostropheWords = cellsOf("abd, abdul, ali, umar, omar, uthman, isa, aisha, amr, adil, ain, abbas, amer, til, tis, twas, em, cause, round, bout")
