package main

import (
	"bufio"
	"fmt"
	"math/bits"
	"strconv"
	"strings"

	"rollcall/pkg/normalize/phone"
)

// header is that of the lists that are measured with.
const header = "First Name,Last Name,Company,Phone,Email,City,State,Zip,Opt In,Tags,Lead Source\n"

// mappingText imports such a list.
const mappingText = `version: 1
region: US
columns:
  First Name: first_name
  Last Name: last_name
  Company: {new_field: company, label: Company, type: text}
  Phone: phone
  Email: email
  City: city
  State: state
  Zip: zip
  Opt In: consent
  Tags: tags
  Lead Source: {new_field: lead_source, label: Lead Source, type: text}
tags: [expo-2026]
duplicates: skip
powerlist: {name: "{file}", dial_mode: manual}
`

// list describes a list of contacts as people send them: the same list gives
// the same bytes, always.
type list struct {
	// rows is how many rows there are, first the number of the first person in
	// them. Lists have in common the persons of the numbers that they share.
	rows, first int
}

// Of a thousand rows, so many have this.
const (
	repeatedShare  = 60 // a number of an earlier row
	invalidShare   = 45 // a number that nobody can have
	noPhoneShare   = 20
	noConsentShare = 60
	malformedShare = 1 // more cells than the header
	extensionShare = 15
)

// write writes the list.
func (l list) write(out *bufio.Writer) {
	out.WriteString(header)
	g := generator{areas: areaCodes()}
	var row []byte
	for i := range l.rows {
		row = g.row(row[:0], l.first, i)
		out.Write(row)
	}
}

// generator makes rows. Its choices come from hashes of numbers of rows and
// persons, not from a sequence, so that any row can be made by itself.
type generator struct {
	areas []string
	dice  dice
}

// areaCodes are all area codes of North America that have people: United
// States, Canada, the Caribbean.
func areaCodes() []string {
	p := phone.NewParser(phone.Options{})
	var all []string
	for code := 200; code < 1000; code++ {
		area := strconv.Itoa(code)
		if r := p.Parse("+1"+area+"2345679", ""); r.OK() && r.Type == phone.FixedLineOrMobile {
			all = append(all, area)
		}
	}
	return all
}

// number is a person's national number. Hardly two persons share one.
func (g *generator) number(person int) string {
	// Odd factors and xor-shifts give each number below 2^32 another one.
	const mask = 1<<32 - 1
	n := uint64(person) & mask
	for range 3 {
		n = n * 0x9E3779B1 & mask
		n ^= n >> 15
	}
	area := g.areas[n%uint64(len(g.areas))]
	n /= uint64(len(g.areas))
	exchange := 200 + n/10_000%800
	if exchange%100 == 11 || exchange == 555 {
		exchange++
	}
	return fmt.Sprintf("%s%03d%04d", area, exchange, n%10_000)
}

func (g *generator) row(dst []byte, first, i int) []byte {
	person := first + i
	g.dice = roll(uint64(person), 1)
	if i > 100 && g.share(repeatedShare) {
		person = first + g.pick(i)
	}
	number := g.phone(g.number(person))
	consent := pick(g, consents)
	malformed := false
	switch {
	case g.share(invalidShare):
		number = g.invalid(person)
	case g.share(noPhoneShare):
		number = pick(g, []string{"", "", "n/a", "-"})
	case g.share(noConsentShare):
		consent = pick(g, refusals)
	case g.share(malformedShare):
		malformed = true
	case g.share(extensionShare):
		number += pick(g, []string{" x12", " ext. 204", "x7"})
	}
	// What a person is called does not depend on the row.
	g.dice = roll(uint64(person), 2)
	firstName, lastName := pick(g, firstNames), pick(g, lastNames)
	email := strings.ToLower(ascii(firstName)+"."+ascii(lastName)) + strconv.Itoa(person%1_000) + "@" + pick(g, domains)
	switch {
	case g.share(120):
		email = ""
	case g.share(10):
		email = strings.ReplaceAll(email, "@", " at ")
	case g.share(20):
		email = strings.ToUpper(email)
	}
	switch {
	case g.share(40):
		firstName, lastName = strings.ToUpper(firstName), strings.ToUpper(lastName)
	case g.share(30):
		firstName += " "
	}
	place := pick(g, places)
	zip := place.zip + strconv.Itoa(10+g.pick(90))
	if g.share(50) {
		zip = strings.TrimLeft(zip, "0") // as a spreadsheet does
	}
	state := place.state
	if g.share(80) {
		state = place.name
	}
	for n, cell := range []string{firstName, lastName, g.company(lastName), number, email, place.city, state, zip, consent, pick(g, tagCells), pick(g, sources)} {
		if n > 0 {
			dst = append(dst, ',')
		}
		dst = appendCell(dst, cell)
	}
	if malformed {
		dst = append(dst, ",and,more"...)
	}
	return append(dst, '\n')
}

func (g *generator) company(name string) string {
	switch {
	case g.share(300):
		return ""
	case g.share(150):
		return name + ", " + pick(g, lastNames) + " & Sons"
	}
	return pick(g, trades) + " " + name
}

// phone writes a national number as people do.
func (g *generator) phone(n string) string {
	a, b, c := n[:3], n[3:6], n[6:]
	switch r := g.pick(100); {
	case r < 28:
		return "(" + a + ") " + b + "-" + c
	case r < 50:
		return a + "-" + b + "-" + c
	case r < 65:
		return n
	case r < 78:
		return "+1" + n
	case r < 86:
		return a + "." + b + "." + c
	case r < 91:
		return "1-" + a + "-" + b + "-" + c
	case r < 95:
		return "+1 " + a + " " + b + " " + c
	case r < 98:
		return "1" + n
	case r < 99:
		return n + ".0"
	}
	return " " + a + " " + b + " " + c
}

// invalid writes what cannot be dialed.
func (g *generator) invalid(person int) string {
	n := g.number(person)
	return pick(g, []string{n[:9], "1234567890", "(000) 000-0000", n[:3] + "-555-0142", "1.20655E+10", n + "99", "call office", "999-999-9999"})
}

// dice are random bits that are known from a number and a purpose.
type dice struct{ state uint64 }

func roll(n, purpose uint64) dice { return dice{n*4 + purpose} }

// next is SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
// generators, 2014).
func (d *dice) next() uint64 {
	d.state += 0x9E3779B97F4A7C15
	z := d.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// pick returns a number below n.
func (g *generator) pick(n int) int {
	high, _ := bits.Mul64(g.dice.next(), uint64(n))
	return int(high)
}

// share is true in so many of a thousand cases.
func (g *generator) share(n int) bool { return g.pick(1000) < n }

func pick[T any](g *generator, of []T) T { return of[g.pick(len(of))] }

func appendCell(dst []byte, cell string) []byte {
	if !strings.ContainsAny(cell, `,"`) {
		return append(dst, cell...)
	}
	dst = append(dst, '"')
	dst = append(dst, strings.ReplaceAll(cell, `"`, `""`)...)
	return append(dst, '"')
}
