package xlsx

import (
	"strings"
	"unicode"
)

// symbolFont is a font that shows symbols for letters, with the ticks, crosses and boxes that
// it shows, by the code of the letter.
type symbolFont map[rune]rune

// symbolFonts are the fonts of symbols by their names in lower case.
var symbolFonts = map[string]symbolFont{
	"wingdings":     {0xfc: '✓', 0xfb: '✗', 0xfe: '☑', 0xfd: '☒', 'x': '☒', 'o': '☐', 'q': '☐', 'r': '☐', 'p': '☐', 0xa8: '☐', 'n': '■', 'C': '👍', 'D': '👎'},
	"wingdings 2":   {'P': '✓', 'O': '✗', 'R': '☑', 'Q': '☒', 'S': '☒', 'T': '☒', 'U': '✗', 'V': '✗', 0xa3: '☐', '*': '☐'},
	"wingdings 3":   {},
	"webdings":      {'a': '✓', 'r': '✗', 'c': '☐', 'g': '■'},
	"marlett":       {'a': '✓', 'b': '✓', 'r': '✗'},
	"zapfdingbats":  {'3': '✓', '4': '✓', '5': '✗', '6': '✗', '7': '✗', '8': '✗', 'o': '☐', 'p': '☐', 'q': '☐', 'r': '☐', 'n': '■'},
	"zapf dingbats": {'3': '✓', '4': '✓', '5': '✗', '6': '✗', '7': '✗', '8': '✗', 'o': '☐', 'p': '☐', 'q': '☐', 'r': '☐', 'n': '■'},
}

// fontOfSymbols returns the font of a name if it shows symbols, else nil. Other fonts of
// symbols say that they are: their character set is 2.
func fontOfSymbols(name, charset string) symbolFont {
	switch name = strings.ToLower(strings.TrimSpace(name)); {
	case symbolFonts[name] != nil:
		return symbolFonts[name]
	case name == "symbol": // Greek letters, and the usual digits
		return nil
	case charset == "2":
		return symbolFont{}
	}
	return nil
}

// privateUse is where Unicode has the symbols of such fonts, by the code of the letter.
const privateUse = 0xf000

// shown returns a text as the font shows it. What is not known of the font is a character
// of privateUse.
func (f symbolFont) shown(text string) string {
	return strings.Map(func(r rune) rune {
		if r > privateUse && r <= privateUse+0xff {
			r -= privateUse
		}
		switch symbol, known := f[r]; {
		case known:
			return symbol
		case r > ' ' && r <= 0xff:
			return privateUse + r
		}
		return r
	}, text)
}

// isUnknownSymbol reports whether a text is nothing but symbols of which it is not known what
// they look like.
func isUnknownSymbol(text string) bool {
	if text == "" || text[0] != '\xef' { // as such a character begins in UTF-8
		return false
	}
	unknown := false
	for _, r := range text {
		switch is := r > privateUse && r <= privateUse+0xff; {
		case is:
			unknown = true
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return false
		}
	}
	return unknown
}
