package xlsx

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// maxFormatCode is how long a format can be. Excel takes 255 characters.
const maxFormatCode = 1024

// numberFormat is how numbers of a style are shown: by one of up to four
// sections (ECMA-376 part 1, 18.8.31).
type numberFormat []formatSection

// formatSection is one section of a format.
type formatSection struct {
	date, clock bool
	elapsed     bool // hours beyond 24, as [h]
	// parts are what is shown of a number: digits, and text between them.
	parts []formatPart
	// digits: the parts show all digits of a whole number, one by one. Else
	// there is a decimal point, a percentage, an exponent or a scale.
	digits bool
	// text is all text of the parts; telling: it has words that matter.
	text    string
	telling bool
	// condition for which numbers the section is, as "<=" and limit; or "".
	condition string
	limit     float64
}

// formatPart is text, or the place of one digit: '0', '#', '?', or of all, 'G', or of a
// text, '@'.
type formatPart struct {
	place byte
	text  string
}

// builtinFormat returns the formats that workbooks needn't spell out (ECMA-376
// part 1, 18.8.30), with the dates that East Asian editions have.
func builtinFormat(id int) numberFormat {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return numberFormat{{date: true}}
	case id == 46:
		return numberFormat{{clock: true, elapsed: true}}
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return numberFormat{{clock: true}}
	case id == 22:
		return numberFormat{{date: true, clock: true}}
	}
	return nil
}

// readFormat reads a format's code, and asks of the words in it whether they matter.
func readFormat(code string, says func(words string) bool) numberFormat {
	var f numberFormat
	for len(f) < 4 {
		s, rest, more := readSection(code)
		s.telling = strings.ContainsFunc(s.text, unicode.IsLetter) && says(strings.TrimSpace(s.text))
		f = append(f, s)
		if !more {
			break
		}
		code = rest
	}
	return f
}

// readSection reads the first section of a code, and returns the rest.
func readSection(code string) (s formatSection, rest string, more bool) {
	s.digits = true
	var letters strings.Builder
	text := func(t string) {
		if n := len(s.parts); n > 0 && s.parts[n-1].place == 0 {
			s.parts[n-1].text += t
		} else if t != "" {
			s.parts = append(s.parts, formatPart{text: t})
		}
	}
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			return s.finish(letters.String()), code[i+1:], true
		case '"':
			n := strings.IndexByte(code[i+1:], '"')
			if n < 0 {
				return formatSection{}, "", false
			}
			text(code[i+1 : i+1+n])
			i += n + 1
		case '\\':
			if i++; i < len(code) {
				text(code[i : i+1])
			}
		case '_', '*': // as wide as the next character, or filled with it
			i++
		case '[':
			n := strings.IndexByte(code[i:], ']')
			if n < 0 {
				return formatSection{}, "", false
			}
			s.bracket(code[i+1:i+n], text)
			i += n
		case '0', '#', '?':
			s.parts = append(s.parts, formatPart{place: c})
		case ',':
			// Between digits it groups them; after the last it divides by 1,000.
			if next := strings.IndexAny(code[i+1:], "0#?;"); next < 0 || code[i+1+next] == ';' {
				s.digits = false
			}
		case '@':
			s.digits = false
			s.parts = append(s.parts, formatPart{place: c})
		case '.', '%':
			s.digits = false
		case 'E', 'e':
			if i+1 < len(code) && (code[i+1] == '+' || code[i+1] == '-') {
				s.digits = false
				i++
				continue
			}
			letters.WriteByte('e')
		default:
			i += s.letter(code[i:], &letters, text)
		}
	}
	return s.finish(letters.String()), "", false
}

// letter reads what code begins with: the word General, a letter or a sign. It returns
// how many characters were read beyond the first.
func (s *formatSection) letter(code string, letters *strings.Builder, text func(string)) int {
	const general = "general"
	switch c := code[0] | 0x20; {
	case len(code) >= len(general) && strings.EqualFold(code[:len(general)], general):
		s.parts = append(s.parts, formatPart{place: 'G'})
		return len(general) - 1
	case c >= 'a' && c <= 'z':
		letters.WriteByte(c)
	default:
		text(code[:1])
	}
	return 0
}

// bracket reads what stands in brackets: a condition, a currency with its
// language, hours beyond 24, or a colour.
func (s *formatSection) bracket(in string, text func(string)) {
	switch {
	case in == "":
	case in[0] == '$':
		currency, _, _ := strings.Cut(in[1:], "-")
		text(currency)
	case strings.IndexByte("<>=", in[0]) >= 0:
		n := len(in) - len(strings.TrimLeft(in, "<>="))
		if limit, err := strconv.ParseFloat(in[n:], 64); err == nil {
			s.condition, s.limit = in[:n], limit
		}
	case strings.Trim(in, "hmsHMS") == "":
		s.clock, s.elapsed = true, true
	}
}

func (s formatSection) finish(letters string) formatSection {
	s.clock = s.clock || strings.ContainsAny(letters, "hs")
	s.date = strings.ContainsAny(letters, "yd") || strings.Contains(letters, "m") && !s.clock
	s.digits = s.digits && letters == ""
	for _, p := range s.parts {
		s.text += p.text
	}
	return s
}

// section returns the one that shows a number, and whether it shows the number
// with its sign.
func (f numberFormat) section(x float64) (s *formatSection, sign bool) {
	if len(f) == 0 {
		return nil, true
	}
	if f[0].condition != "" || len(f) > 1 && f[1].condition != "" {
		for i := range f {
			if f[i].holds(x) {
				return &f[i], true
			}
		}
		return nil, true
	}
	switch {
	case x < 0 && len(f) > 1:
		return &f[1], false
	case x == 0 && len(f) > 2:
		return &f[2], true
	}
	return &f[0], true
}

func (s *formatSection) holds(x float64) bool {
	switch s.condition {
	case "<":
		return x < s.limit
	case "<=":
		return x <= s.limit
	case ">":
		return x > s.limit
	case ">=":
		return x >= s.limit
	case "=":
		return x == s.limit
	case "<>":
		return x != s.limit
	}
	return true
}

// show returns the number v as it is shown, if that says more than its digits:
// a plus, a calling code or a zero before them, or zeros that fill it up, as
// 00000 does in ZIPs. Else it returns v.
func (f numberFormat) show(v string) string {
	x, err := strconv.ParseFloat(v, 64)
	s, sign := f.section(x)
	if err != nil || s == nil || math.Abs(x) >= 1e18 {
		return v
	}
	places, least := 0, 0 // from the first 0 on, digits are always shown
	for _, p := range s.parts {
		if p.place != 0 {
			places++
		}
		if p.place == '0' || p.place != 0 && least > 0 {
			least++
		}
	}
	dialed := s.telling || strings.ContainsAny(s.text, "+0123456789\uff0b")
	minus := ""
	digits := v
	if strings.HasPrefix(v, "-") {
		digits = v[1:]
		if sign {
			minus = "-"
		}
	}
	switch {
	case places == 0 && strings.ContainsFunc(s.text, unicode.IsLetter):
		return s.text // "Do not call" for every 0
	case places == 0:
		return v
	case !dialed && (least < 2 || !s.digits || !allDigits(digits) || len(digits) > places || strings.Trim(s.text, "-() /") != ""):
		return v
	case !s.digits || !allDigits(digits):
		return minus + s.around(digits)
	}
	return minus + s.fill(digits, places, least)
}

// showText returns a text as it is shown if the format adds words that matter or replaces it;
// else v.
func (f numberFormat) showText(v string) string {
	for i := range f {
		s := &f[i]
		at := slices.ContainsFunc(s.parts, func(p formatPart) bool { return p.place == '@' })
		switch {
		case at && s.telling:
			return s.around(v)
		case !at && i == len(f)-1 && i == 3 && strings.ContainsFunc(s.text, unicode.IsLetter):
			return s.text
		}
	}
	return v
}

// around puts the text before and after the places of a section around v.
func (s *formatSection) around(v string) string {
	before, behind := "", ""
	for i := 0; i < len(s.parts) && s.parts[i].place == 0; i++ {
		before += s.parts[i].text
	}
	if last := s.parts[len(s.parts)-1]; last.place == 0 {
		behind = last.text
	}
	return before + v + behind
}

// fill puts digits into their places from the right, with zeros for those of
// the least that are always shown and are not there. Digits for which there is
// no place stand at the first.
func (s *formatSection) fill(digits string, places, least int) string {
	if digits == "0" && least == 0 {
		digits = ""
	}
	if n := least - len(digits); n > 0 {
		digits = strings.Repeat("0", n) + digits
	}
	var b strings.Builder
	for _, p := range s.parts {
		switch {
		case p.place == 0:
			b.WriteString(p.text)
			continue
		case p.place == 'G':
			b.WriteString(digits)
			digits = ""
		case len(digits) >= places:
			n := len(digits) - places + 1
			b.WriteString(digits[:n])
			digits = digits[n:]
		}
		places--
	}
	return strings.TrimSpace(b.String())
}
