package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text joins the t elements up to the end of an element, except phonetic readings, and reports
// whether a line goes through all of it. A crossed-out number next to another text is left
// out.
func (e *elements) text(end string) (joined string, struck bool, err error) {
	var text strings.Builder
	in, phonetic := false, false
	line, through := false, 0 // through the run, and so many bytes
	var font symbolFont       // of the run
	var crossed [][2]int      // where in text
	for {
		t, err := e.next()
		if err != nil {
			return "", false, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			e.nested = e.nested || in && t.Name.Local == "t" || t.Name.Local == "is" || t.Name.Local == "c"
			in = t.Name.Local == "t"
			phonetic = phonetic || t.Name.Local == "rPh"
			switch t.Name.Local {
			case "r":
				line, font = false, nil
			case "rFont":
				font = fontOfSymbols(attribute(t, "val"), "")
			case "strike":
				line = isOn(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case end:
				e.stray = e.stray || in
				return unescapeText(withoutCrossed(text.String(), crossed, e.says)), through > 0 && through == text.Len(), nil
			case "rPh":
				phonetic = false
			case "t":
				e.stray = e.stray || !in
			}
			in = false
		case xml.CharData:
			if !in {
				e.sawStray(t)
			} else if !phonetic && text.Len() <= maxText {
				before := text.Len()
				if font != nil {
					text.WriteString(font.shown(string(t)))
				} else {
					text.Write(t)
				}
				if line {
					through += text.Len() - before
					crossed = append(crossed, [2]int{before, text.Len()})
				}
			}
		}
	}
}

// withoutCrossed removes the struck-through runs from a text if there is other text and they
// are a phone number, the old one next to the new one, or one of two words, of which says finds
// nothing: the answer that somebody did not choose.
func withoutCrossed(text string, crossed [][2]int, says func(string) bool) string {
	const fewest = 7 // digits
	digits, done := 0, 0
	var kept, out strings.Builder
	for _, at := range crossed {
		for _, c := range text[at[0]:at[1]] {
			if c >= '0' && c <= '9' {
				digits++
			}
		}
		kept.WriteString(text[done:at[0]])
		out.WriteString(text[at[0]:at[1]])
		done = at[1]
	}
	kept.WriteString(text[done:])
	words := func(text string) int {
		return len(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }))
	}
	chosen := words(kept.String()) == 1 && words(out.String()) == 1 && words(text) == 2 && digits == 0 && says != nil && !says(out.String())
	if digits < fewest && !chosen || strings.TrimSpace(kept.String()) == "" {
		return text
	}
	return strings.Trim(kept.String(), " /,|")
}

// fewestStacked is how many letters are stacked at least.
const fewestStacked = 3

// unstacked returns a text whose letters stand one below the other as one that is read from
// left to right.
func unstacked(text string) string {
	if strings.Count(text, "\n") < fewestStacked-1 {
		return text
	}
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.Trim(line, "\r")
		letter := strings.TrimSpace(line)
		switch utf8.RuneCountInString(letter) {
		case 0:
			b.WriteByte(' ')
		case 1:
			b.WriteString(letter)
		default:
			return text
		}
	}
	return strings.TrimSpace(b.String())
}

// unescapeText takes out the escapes that ECMA-376 has for what XML can't
// hold: _x000D_ is a carriage return.
func unescapeText(s string) string {
	var b strings.Builder
	done := 0 // s up to here is in b
	for i := 0; ; {
		k := strings.Index(s[i:], "_x")
		if k < 0 {
			break
		}
		i += k
		if len(s) < i+7 || s[i+6] != '_' {
			i++
			continue
		}
		n, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || !utf8.ValidRune(rune(n)) {
			i++
			continue
		}
		b.WriteString(s[done:i])
		b.WriteRune(rune(n))
		i += 7
		done = i
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}
