package profile

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/normalize/phone"
)

// study decides by some rows of the list which columns hold phone numbers,
// which one says the row's country, and which region the rest is of.
func (p *Profiler) study(rows [][]string) *learned {
	l := &learned{country: p.countryColumn(rows), phones: make([]bool, len(p.header))}
	for i := range p.header {
		shaped, filled := 0, 0
		for _, row := range rows {
			if cell := cellAt(row, i); cell != "" {
				filled++
				if mayBePhone(look(cell)) {
					shaped++
				}
			}
		}
		l.phones[i] = 3*shaped >= filled && shaped > 0 || namesPhone(p.header[i])
	}
	if p.opts.Region != "" {
		l.guess = Region{Code: p.opts.Region, Given: true}
	} else {
		l.guess = p.guessRegion(rows, l)
	}
	for i := range p.header {
		if l.phones[i] && !namesPhone(p.header[i]) {
			l.phones[i] = p.isOftenValid(rows, i, l)
		}
	}
	return l
}

// isOftenValid says whether one in ten of a column's cells, or more, is a
// valid number. Columns of other numbers are not worth the time to parse all.
func (p *Profiler) isOftenValid(rows [][]string, column int, l *learned) bool {
	tried, valid := 0, 0
	for _, row := range rows {
		cell := cellAt(row, column)
		if cell == "" || !mayBePhone(look(cell)) {
			continue
		}
		if tried++; p.opts.Parser.Parse(cell, p.regionOf(row, l)).OK() {
			valid++
		}
		if tried == 200 {
			break
		}
	}
	return 10*valid >= tried
}

// mayBePhone says whether a cell has the shape of a phone number, and not that
// of a ZIP+4.
func mayBePhone(t trait) bool {
	return t&phoneShaped != 0 && t&zipShaped == 0 || t&mangled != 0
}

// regionOf gives the region of a row's national numbers.
func (p *Profiler) regionOf(row []string, l *learned) string {
	if word := cellAt(row, l.country); word != "" {
		region, _ := phone.Region(word)
		return region
	}
	return l.guess.Code
}

// countryColumn finds the column that says the rows' countries, or gives -1:
// a column that is named for it, or whose cells are names of countries, in
// which more than nine of ten words are known. Of several, words come before
// calling codes.
func (p *Profiler) countryColumn(rows [][]string) int {
	best, bestScore := -1, 0.0
	for i, name := range p.header {
		named := namesCountry(name)
		filled, known, words, long := 0, 0, 0, 0
		for _, row := range rows {
			cell := cellAt(row, i)
			if cell == "" || len(cell) > 60 {
				continue
			}
			filled++
			if _, ok := phone.Region(cell); !ok {
				continue
			}
			known++
			if look(cell)&hasLetters != 0 {
				words++
			}
			if len(cell) > 3 {
				long++
			}
		}
		if filled == 0 || 10*known < 9*filled || !named && 10*long < 9*filled {
			continue
		}
		score := float64(filled)/float64(len(rows)) + float64(words)/float64(filled)
		if named {
			score++
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	return best
}

// cellAt is a cell of a row, trimmed; empty where the row has none there.
func cellAt(row []string, column int) string {
	if column < 0 || column >= len(row) {
		return ""
	}
	return trim(row[column])
}

// The words by which a header names phones and countries. It is enough to know
// most of them: they decide what is worth parsing, and what a column is where
// its cells could be two things, not what is to be dialed.
var (
	phoneStarts  = []string{"phone", "mobil", "telefon", "teléfon", "téléphone", "telephone", "telemóv", "telemov", "celular", "cellul", "móvil", "movil", "móbil", "whatsapp", "rufnummer"}
	phoneEnds    = []string{"phone", "telefon", "telefoon", "fone", "nummer mobil"}
	phoneExact   = []string{"tel", "tél", "fon", "fono", "ph", "gsm", "mob", "cell", "cel", "handy", "handynr", "portable", "landline", "festnetz", "msisdn", "e164", "ani", "tlf"}
	countryExact = []string{"country", "countries", "countrycode", "nation", "land", "landcode", "pays", "país", "pais", "paese", "nazione", "staat", "iso", "iso2", "iso3"}
)

// namesPhone says whether a header speaks of phones.
func namesPhone(header string) bool {
	return slices.ContainsFunc(headerWords(header), func(w string) bool {
		return slices.Contains(phoneExact, w) ||
			slices.ContainsFunc(phoneStarts, func(start string) bool { return strings.HasPrefix(w, start) }) ||
			slices.ContainsFunc(phoneEnds, func(end string) bool { return strings.HasSuffix(w, end) })
	})
}

// namesCountry says whether a header speaks of a country.
func namesCountry(header string) bool {
	return slices.ContainsFunc(headerWords(header), func(w string) bool { return slices.Contains(countryExact, w) })
}

// headerWords gives the words of a header in small letters; signs, blanks and
// camelCase divide them.
func headerWords(header string) []string {
	var words []string
	header = strings.ToValidUTF8(header, " ")
	start, before := 0, rune(0)
	for i, c := range header + " " {
		isWord := unicode.IsLetter(c) || unicode.IsDigit(c)
		if (!isWord || unicode.IsUpper(c) && unicode.IsLower(before)) && i > start {
			words = append(words, strings.ToLower(header[start:i]))
			start = i
		}
		if !isWord {
			start = i + utf8.RuneLen(c)
		}
		before = c
	}
	return words
}

// namesZip says whether a header speaks of postal codes.
func namesZip(header string) bool {
	h := strings.ToLower(header)
	return containsAny(h, []string{"zip", "postal", "postcode", "post code", "postleitzahl", "plz", "código postal", "codigo postal"}) ||
		h == "cap" || h == "cep" || h == "cp"
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
