package normalize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Blanks are the whole cells that say nothing.
type Blanks struct {
	words map[string]bool
	mask  wordMask // of the words in small letters and in capitals
	dates bool     // what databases write for no date, and errors of spreadsheets, say nothing either
}

func newBlanks(words map[string]bool) *Blanks {
	b := &Blanks{words: words}
	for w := range words {
		// A cell may mix them, but begins and ends with one or the other.
		b.mask.add(w)
		b.mask.add(strings.ToUpper(w))
	}
	return b
}

// MayBeBlank reports whether a cell that is not empty can be Blank or BlankName. For most
// cells the first byte, the last one and the length rule it out.
func (b *Blanks) MayBeBlank(cell string) bool {
	first, last := cell[0], cell[len(cell)-1]
	return b.mask.may(first, last, len(cell)) || !startsText[first] || !startsText[last] || b.dates && (first-'0' < 2 && len(cell) >= shortestNoDate || first == '#')
}

// NewBlanks returns the cells that a mapping names as blank, in any case; nil
// means the program's own list.
func NewBlanks(words []string) *Blanks {
	if words == nil {
		return ownBlanks
	}
	set := map[string]bool{}
	for _, w := range words {
		if w = strings.ToLower(Text(w)); w != "" {
			set[w] = true
		}
	}
	return newBlanks(set)
}

// Blank reports whether a cell says nothing: there is nothing to see in it, or
// it is a placeholder.
func (b *Blanks) Blank(cell string) bool { return cell == "" || b.MayBeBlank(cell) && b.blank(cell) }

func (b *Blanks) blank(cell string) bool {
	s := Text(cell)
	return s == "" || len(s) <= maxPlaceholder && b.mask.mayFold(s) && b.words[strings.ToLower(s)] || b.dates && (mayBeNoDate(s) && isNoDate(s) || IsErrorValue(s))
}

// shortestNoDate is the length in bytes of the shortest of noDates.
const shortestNoDate = len("1/1/0001")

// mayBeNoDate reports whether a text is as long as the shortest of noDates, and begins like one.
func mayBeNoDate(s string) bool {
	if len(s) < shortestNoDate {
		return false
	}
	switch s[0] {
	case '0':
		return s[1] == '0' || s[1] == '1'
	case '1':
		return s[1] == '/' || s[1] == '8' || s[1] == '9'
	}
	return false
}

// noDates are the days that databases, .NET and spreadsheets write for no date.
var noDates = map[string]bool{"0000-00-00": true, "0000/00/00": true, "00/00/0000": true, "00.00.0000": true, "00-00-0000": true, "0001-01-01": true, "01/01/0001": true, "1/1/0001": true, "01.01.0001": true,
	"1899-12-30": true, "1900-01-00": true, "1/0/1900": true}

// isNoDate reports whether a text is one of noDates, at midnight if it has a time.
func isNoDate(s string) bool {
	day := strings.IndexAny(s, " Tt")
	if day < 0 {
		return noDates[s]
	}
	if !noDates[s[:day]] {
		return false
	}
	switch clock := strings.ToLower(strings.TrimSpace(s[day+1:])); clock {
	case "12:00 am", "12:00:00 am":
		return true
	default:
		return strings.Trim(clock, "0:.z+ ") == ""
	}
}

// BlankName is Blank for a person's name. There are people called Null, None and Na, so a
// single word of letters is a name, except as programs write what is none.
func (b *Blanks) BlankName(cell string) bool {
	if cell != "" && !b.MayBeBlank(cell) {
		return false
	}
	s := Text(cell)
	return s == "" || (leadingLetters(s) != s || s == "undefined" || s == "nan" || s == "NaN") && b.Blank(s)
}

// maxPlaceholder is how many bytes a placeholder has at most, the mapping's own
// ones among them.
const maxPlaceholder = 64

// Blank reports whether a cell says nothing, by the program's own list of
// placeholders: "N/A", "null", "-", "#REF!".
func Blank(cell string) bool { return ownBlanks.Blank(cell) }

// IsZeros reports whether a cell is zeros and nothing else, which stand for no
// ZIP code and no number: "00000", "000-000-0000".
func IsZeros(cell string) bool {
	if cell == "" || cell[0] > '0' && cell[0] < utf8.RuneSelf {
		return false
	}
	s := Text(cell)
	zero := false
	for i := range len(s) {
		switch s[i] {
		case '0':
			zero = true
		case '-', '.', '(', ')', ' ', '+':
		default:
			return false
		}
	}
	return zero && len(s) >= 2
}

// ownBlanks is the program's own list.
var ownBlanks = func() *Blanks {
	b := newBlanks(placeholders)
	b.dates = true
	return b
}()

// placeholders are in small letters.
var placeholders = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Split(`n/a;n.a.;n.a;na;n\a;n/a.;(n/a);[n/a];<n/a>;#n/a;#n/a n/a;#na;n / a;not available;not applicable;not provided;not specified;not entered;no data;no value;no entry;null;(null);<null>;[null];#null!;\n;nil;none;(none);<none>;[none];nan;#nan;undefined;(undefined);[object object];blank;(blank);[blank];<blank>;empty;(empty);[empty];<empty>;(not set);#ref!;#value!;#name?;#div/0!;#num!;#spill!;#calc!;#getting_data;#error!;-;--;---;----;–;—;―;−;_;__;___;.;..;...;…;?;??;???;*;**;***;/;//;\;~;'-;';=;+;#;##;###;k.a.;k. a.;k.a;o.a.;o. a.;keine angabe;keine angaben;n.v.t.;nvt;n.b.;s/d;s.d.;s/i;sin dato;sin datos;no aplica;no disponible;non disponibile;non disponible;non renseigné;non renseigne;n.c.;n.d.;n/d;não informado;nao informado;não disponível;nicht angegeben;nicht vorhanden;niet beschikbaar;niet ingevuld`, ";") {
		set[w] = true
	}
	return set
}()

// IsErrorValue reports whether a cell is what a spreadsheet shows for a formula that came
// to an error.
func IsErrorValue(cell string) bool {
	const longest = 24
	if len(cell) < 3 || len(cell) > longest || cell[0] != '#' {
		return false
	}
	switch name := cell[1:]; name[len(name)-1] {
	case '!', '?': // "#VALUE!", in any language
		name = strings.TrimPrefix(name[:len(name)-1], "¡")
		return name != "" && !strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsUpper(r) && r != '/' && r != '0' })
	default: // not available
		return name == "N/A" || name == "NV" || name == "N/D" || name == "N/B" || name == "I/T" || name == "YOK" || name == "Н/Д"
	}
}

// IsStar reports whether a cell is nothing but stars or daggers, as those who refuse are
// marked in registers. In a column of anything else they say nothing.
func IsStar(cell string) bool {
	s := strings.TrimSpace(cell)
	return s != "" && strings.Trim(s, "*＊†‡★☆✱") == ""
}
