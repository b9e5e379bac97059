package normalize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NumberAsName is the damage of a name that is a number.
const NumberAsName = "a number"

// AddressAsName is the damage of a name that is an e-mail address.
const AddressAsName = "an e-mail address"

// Name returns the text of a cell of names, without quotes around the whole and with what was
// escaped as it was, and what shows that the cell is damaged, or empty: letters are lost in it,
// or it has what belongs in another cell.
func Name(cell string) (name, damage string) {
	if strings.IndexFunc(cell, isLostControl) >= 0 {
		return "", "control characters"
	}
	name = strings.TrimSpace(unescaped.Replace(Text(cell)))
	bare := name
	for {
		inner, ok := unquotedName(bare)
		if !ok {
			break
		}
		bare = inner
	}
	switch {
	case isDitto(name):
		return "", "a ditto mark instead of the value itself"
	case strings.Trim(name, "#") == "":
		return "", "the signs of a column that was too narrow instead of its value"
	case strings.ContainsRune(name, utf8.RuneError):
		return "", "a letter that was lost"
	case strings.IndexByte(name, '\\') >= 0:
		return "", "a backslash"
	case strayQuote(bare):
		return "", "a quote within a name"
	case breaksWord(bare), breaksWord(strings.ReplaceAll(strings.TrimSpace(cell), "\t", "\n")):
		return "", "a line break within a word"
	case gluedDelimiter(bare):
		return "", "a delimiter next to a word"
	case isMostlyNumber(bare):
		return "", NumberAsName
	case strings.IndexByte(bare, '@') > 0 && strings.IndexByte(bare, ' ') < 0:
		return "", AddressAsName
	}
	return bare, ""
}

// MayBeDamaged reports whether a cell has a character that hardly any name has, or begins as a
// ditto mark does. Name is Text for others. It is for speed.
func MayBeDamaged(cell string) bool {
	for i := range len(cell) {
		if c := cell[i]; c|0x20-'a' >= 26 && (damageBytes[c] || c == ',' && i+1 < len(cell) && cell[i+1]-'a' < 26) {
			return true
		}
	}
	if cell == "" {
		return false
	}
	switch c := cell[0]; c {
	case '\'', '-', 'd', 'i':
		return true
	default:
		return c >= 0x80 && isDitto(cell)
	}
}

var damageBytes = func() (marks [256]bool) {
	for c := range byte(' ') {
		marks[c] = true
	}
	for _, c := range []byte("@\"\\|~^<>{}=$%*;#\x7f\xEF0123456789") { // the third last begins U+FFFD
		marks[c] = true
	}
	return marks
}()

// isLostControl reports whether a character is what is left of another one.
func isLostControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\v' && r != '\f' && r != 0x1B
}

var unescaped = strings.NewReplacer(`\"`, `"`, `\'`, `'`, `""`, `"`)

// unquotedName takes a pair of quotes off a name, or a single one that has no other.
func unquotedName(s string) (inner string, ok bool) {
	if len(s) > 2 && s[0] == '\'' && s[len(s)-1] == '\'' {
		return strings.TrimSpace(s[1 : len(s)-1]), true
	}
	inner = strings.TrimSpace(strings.Trim(s, `"`))
	return inner, inner != "" && inner != s && strings.IndexByte(inner, '"') < 0
}

// isDitto reports whether a cell in small letters says that its value is that of the row above.
func isDitto(s string) bool {
	switch s {
	case "ditto", "dito", "idem", "ídem", "同上", "〃", "″", "〞", `"`, `""`, "''", "´´", `-"-`, `- " -`, "“", "”", "„":
		return true
	}
	return false
}

// strayQuote reports whether a name has a quote that neither opens nor closes a nickname. In
// Hebrew one stands within words.
func strayQuote(s string) bool {
	n := strings.Count(s, `"`)
	if n%2 == 0 {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Hebrew, r) }) < 0
}

// breaksWord reports whether small letters that are no word of names follow a line break.
func breaksWord(s string) bool {
	for _, line := range strings.Split(s, "\n")[1:] {
		word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		if first, _ := utf8.DecodeRuneInString(word); unicode.IsLower(first) && s != strings.ToLower(s) && !isParticle(word) && !isSuffix(word) && !slices.Contains(ands, word) {
			return true
		}
	}
	return false
}

// gluedDelimiter reports whether a delimiter stands next to a word: between two names it has a
// space on both sides, or is a semicolon between two people, or a comma before a capital.
func gluedDelimiter(s string) bool {
	if _, after, ok := strings.Cut(s, ","); ok && breaksWord(strings.Replace(s, ",", "\n", 1)) && !strings.HasPrefix(after, " ") {
		return true
	}
	if before, after, ok := strings.Cut(s, ";"); ok && !strings.Contains(before, " ") && !strings.Contains(strings.TrimSpace(after), " ") {
		return true
	}
	for _, mark := range []byte("|~^") {
		if at := strings.IndexByte(s, mark); at == 0 || at > 0 && (s[at-1] != ' ' || at+1 == len(s)) {
			return true
		}
	}
	at := strings.IndexAny(s, "<>{}=$%*") // what a letter became
	return at > 0 && at+1 < len(s) && unicode.IsLetter(rune(s[at-1])) && unicode.IsLower(rune(s[at+1]))
}

// isMostlyNumber reports whether a text has the digits of a phone number, and fewer letters, or
// is an amount of money.
func isMostlyNumber(s string) bool {
	const fewest = 7
	digits, letters := digitsAndLetters(s)
	return digits >= fewest && digits > letters || digits > 0 && letters == 0 && strings.ContainsAny(s, "$€£.,")
}

// digitsAndLetters returns how many digits, 0 to 9, and letters a text has.
func digitsAndLetters(s string) (digits, letters int) {
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits, letters
}
