package profile

import (
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize/phone"
)

// learnFrom decides by some rows of the list which columns hold phone numbers,
// which one says the row's country, and which region the rest is of.
func (p *Profiler) learnFrom(rows [][]string) *learned {
	l := &learned{country: p.countryColumn(rows), phones: make([]bool, len(p.header))}
	for i := range p.header {
		shaped, filled := 0, 0
		for _, row := range rows {
			if cell := cellAt(row, i); cell != "" {
				filled++
				if traits := traitsOf(cell); mayBePhone(traits) || traits&(hasDigits|hasLetters) == hasDigits|hasLetters && labelled().MatchString(cell) {
					shaped++
				}
			}
		}
		l.phones[i] = 3*shaped >= filled && shaped > 0 || header.NamesPhone(p.header[i])
	}
	if p.opts.Region != "" {
		l.guess = Region{Code: p.opts.Region, Given: true}
	} else {
		l.guess = p.guessRegion(rows, l)
	}
	for i := range p.header {
		if l.phones[i] && !header.NamesPhone(p.header[i]) {
			l.phones[i] = p.isOftenValid(rows, i, l)
		}
	}
	return l
}

// isOftenValid reports whether one in ten of a column's cells, or more, is a
// valid number. Columns of other numbers are not worth the time to parse all.
func (p *Profiler) isOftenValid(rows [][]string, column int, l *learned) bool {
	tried, valid := 0, 0
	for _, row := range rows {
		cell := cellAt(row, column)
		if cell == "" || !mayBePhone(traitsOf(repaired(cell))) {
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

// mayBePhone reports whether a cell has the shape of a phone number, and not that
// of a ZIP+4.
func mayBePhone(t trait) bool { return t&phoneShaped != 0 && t&zipShaped == 0 || t&mangled != 0 }

// regionOf returns the region of a row's national numbers.
func (p *Profiler) regionOf(row []string, l *learned) string {
	if word := cellAt(row, l.country); word != "" {
		region, _ := phone.Region(word)
		return region
	}
	return l.guess.Code
}

// countryColumn finds the column that says the rows' countries, and returns -1 without one:
// a column that is named for it, or whose cells are names of countries, in
// which more than nine of ten words are known. Of several, words come before
// calling codes.
func (p *Profiler) countryColumn(rows [][]string) int {
	best, bestScore := -1, 0.0
	for i, name := range p.header {
		named := header.NamesCountry(name)
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
			letters := traitsOf(cell)&hasLetters != 0
			if letters {
				words++
			}
			if len(cell) > 3 && (letters || !strings.ContainsAny(cell, "0123456789")) { // "(212)" is an area
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
