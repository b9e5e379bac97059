package profile

import (
	"strings"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
)

// kind returns what the cells of a column look like. The header counts only if the
// cells could be either of two kinds.
func (c *Column) kind(rows [][]string, column int) Kind {
	if c.Answered() == 0 {
		return Empty
	}
	share := func(t trait) float64 { return c.share(c.traits.of(t)) }
	whole, decimal := share(isInteger), share(isDecimal)
	switch {
	case share(isEmail) >= 0.6:
		return Email
	case share(isURL) >= 0.7:
		return URL
	case share(isUUID) >= 0.8:
		return ID
	case share(isDate) >= 0.8:
		return Date
	case c.isPhone():
		return Phone
	}
	words := c.words(rows, column)
	switch {
	case words.boolean >= 0.98 && c.Distinct <= 4:
		return Boolean
	case words.state >= 0.9 && !(header.NamesCountry(c.Name) && words.country >= 0.9):
		return State
	case words.country >= 0.9 && share(hasLetters) >= 0.9 && (header.NamesCountry(c.Name) || words.longCountry >= 0.5):
		return Country
	case share(postalShaped) >= 0.6, share(postalShaped)+share(zipShaped) >= 0.8 && c.onlyZips(),
		header.NamesZip(c.Name) && share(hasDigits) >= 0.8 && c.Longest <= 12:
		return Zip
	case whole+decimal >= 0.9:
		if share(zeroFirst) > 0.1 {
			return ID
		}
		return Number
	case share(longText) >= 0.3:
		return LongText
	case share(listShaped) >= 0.3:
		return List
	case words.name >= 0.25:
		return Name
	case share(streetShaped) >= 0.5 || words.street >= 0.5:
		return Address
	case words.company >= 0.25:
		return Company
	case share(hasDigits) >= 0.9 && share(streetShaped) < 0.2:
		return ID
	}
	return Text
}

// isPhone reports whether the cells look like phone numbers: most of them are
// valid, or fake, or lost their digits, or are written as only numbers are,
// or the header says so and they have the shape.
func (c *Column) isPhone() bool {
	shaped := c.share(c.traits.of(phoneShaped) + c.traits.of(mangled))
	known := c.share(c.Phones.Valid + c.Phones.Fake + c.Phones.LostDigits + c.Phones.Refused)
	switch {
	case header.NamesPhone(c.Name):
		return shaped >= 0.5 || known >= 0.3
	case shaped < 0.5:
		return known >= 0.8 // "Fax: 206 444 1234; Tel: ..."
	case c.share(c.traits.of(phoneMarked)) >= 0.5:
		return true
	}
	return known >= 0.5
}

// onlyZips reports whether codes of five digits could not be numbers: some begin
// with a zero, or have four digits more.
func (c *Column) onlyZips() bool {
	return c.traits.of(zeroFirst) > 0 || c.traits.of(zipShaped) > c.traits.of(isInteger)
}

// wordShares are the shares of a column's cells that are words of a kind.
type wordShares struct {
	boolean, state, country, longCountry, name, street, company float64
}

// words looks at the words of a column: at all of them where its values are
// counted, else at those of the sampled rows.
func (c *Column) words(rows [][]string, column int) (w wordShares) {
	total := 0.0
	note := func(cell string, n float64) {
		if len(cell) <= maxPlaceholder && isBlankWord(cell) {
			return
		}
		total += n
		w.add(cell, n)
	}
	if c.Values != nil {
		for _, v := range c.Values {
			note(v.Text, float64(v.Count))
		}
	} else {
		for _, row := range rows {
			if cell := cellAt(row, column); cell != "" {
				note(cell, 1)
			}
		}
	}
	if total > 0 {
		for _, share := range []*float64{&w.boolean, &w.state, &w.country, &w.longCountry, &w.name, &w.street, &w.company} {
			*share /= total
		}
	}
	return w
}

func (w *wordShares) add(cell string, n float64) {
	if _, ok := normalize.Boolean(cell); ok {
		w.boolean += n
	}
	if isState(cell) {
		w.state += n
	}
	if len(cell) <= 40 {
		if _, ok := phone.Region(cell); ok {
			w.country += n
			if len(cell) > 3 {
				w.longCountry += n
			}
		}
	}
	switch {
	case IsName(cell):
		w.name += n
	case IsCompany(cell):
		w.company += n
	case NamesStreet(cell):
		w.street += n
	}
}

// isState reports whether a cell is a state or province of the US or Canada, by
// its code or its name.
func isState(cell string) bool {
	if len(cell) == 2 {
		upper := strings.ToUpper(cell)
		return usStates()[upper] || caProvinces()[upper]
	}
	if len(cell) < 4 || len(cell) > 30 {
		return false
	}
	code := normalize.State(cell, "")
	return len(code) == 2 && (usStates()[code] || caProvinces()[code])
}

// IsName reports whether a cell is a person's name, as far as its first word is
// one of a few hundred first names.
func IsName(cell string) bool {
	if len(cell) > 60 || strings.ContainsAny(cell, "0123456789@/:") || IsCompany(cell) {
		return false
	}
	first, rest, _ := strings.Cut(cell, " ")
	if last, after, ok := strings.Cut(cell, ","); ok && !strings.Contains(strings.TrimSpace(last), " ") { // Last, First
		first, _, _ = strings.Cut(strings.TrimSpace(after), " ")
		rest = last
	}
	if titles[strings.TrimRight(strings.ToLower(first), ".")] {
		first, _, _ = strings.Cut(rest, " ")
	}
	if strings.Count(cell, " ") > 4 {
		return false
	}
	second, _, _ := strings.Cut(rest, " ")
	return IsFirstName(strings.TrimRight(first, ".,")) || !isLatin(second) && IsFirstName(second) // "Santa Maria" is a city
}

// isLatin reports whether a word begins with a Latin letter, or another that is before those of
// Greek and Cyrillic.
func isLatin(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return first < 'Ͱ'
}

// IsFirstName reports whether a word is one of a few hundred first names.
func IsFirstName(word string) bool { return firstNames()[strings.ToLower(word)] }

// titles stand before names.
var titles = map[string]bool{"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "prof": true, "herr": true,
	"frau": true, "sr": true, "sra": true, "srta": true, "m": true, "mme": true, "mlle": true, "sig": true, "dhr": true, "mevr": true, "rev": true}

// companyWords are words of company names, in small letters.
var companyWords = wordSet("inc inc. llc ltd ltd. corp corp. co. company gmbh ag kg ohg ug plc llp lp sa s.a. sas sarl s.r.l. srl spa s.p.a. bv b.v. nv " +
	"group holdings solutions services technologies systems partners associates consulting industries enterprises and sons & international " +
	"limited pharmacy chemist restaurant cafe brewing brewery university college school hospital bank hotel " +
	"lda ltda eirl oy ab as aps pty e.v. e.k. mbh foundation agency studio labs media")

// IsCompany reports whether a cell has a word that names of companies have.
func IsCompany(cell string) bool {
	if len(cell) > 100 {
		return false
	}
	for word := range strings.FieldsSeq(strings.ToLower(strings.ReplaceAll(cell, ",", " "))) {
		if companyWords()[word] {
			return true
		}
	}
	return false
}

// streetWords are words of English street names, in small letters.
var streetWords = wordSet("street st st. road rd rd. avenue ave ave. boulevard blvd blvd. lane ln ln. drive dr dr. court ct ct. way place pl " +
	"square sq terrace close crescent highway hwy parkway pkwy circle cir p.o. pob box suite apt")

// NamesStreet reports whether a cell has a word that streets are named by.
func NamesStreet(cell string) bool { return streetLanguage(cell) != "" || isStreet(cell) }

func isStreet(cell string) bool {
	digits := strings.ContainsAny(cell, "0123456789")
	if !digits || len(cell) > 100 {
		return false
	}
	for word := range strings.FieldsSeq(strings.ToLower(strings.ReplaceAll(cell, ",", " "))) {
		if streetWords()[word] {
			return true
		}
	}
	return false
}
