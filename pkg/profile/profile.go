// Package profile finds out what the columns of a list look like, from one
// pass over all rows: how much is filled, with how many different values, of
// what kind, and how many phone numbers can be dialed. It knows nothing of
// mappings.
package profile

import (
	"cmp"
	"slices"
)

// Profile is what a list looks like.
type Profile struct {
	// Rows is the number of data rows, Malformed how many of them could not be
	// read as rows of the list.
	Rows      int64
	Malformed int64
	// Region is what numbers without a country code most likely are.
	Region Region
	// Country is the index of the column that says the rows' countries, or -1.
	Country int
	// Columns are in the list's order.
	Columns []Column
	// Sample are up to 1,000 rows drawn evenly from the whole list, in its
	// order, with their cells trimmed and cut at 120 bytes.
	Sample [][]string
}

// Column is what one column looks like. Its counts are of cells.
type Column struct {
	Name string
	// Position counts from 1.
	Position int
	// Filled cells have something in them.
	Filled int64
	// FillRate is the share of rows that have something in this column, 0 to 1.
	FillRate float64
	// Distinct is how many different values there are, an estimate within two
	// percent where there are more than a few hundred.
	Distinct int64
	// LooksLike is the kind of value, as the constants below.
	LooksLike Kind
	// ValidPhones are the numbers that can be dialed, of a column of other numbers
	// estimated from a sample.
	ValidPhones int64
	// Examples are the first different values, as they stand in the list but
	// for what is beyond 120 bytes.
	Examples []string

	// Phones is what the cells came to as phone numbers.
	Phones PhoneCounts
	// Placeholders are cells as "N/A" or "-".
	Placeholders int64
	// Values are all different values with their counts, the most frequent
	// first, where there are few; else nil.
	Values []Value
	// Dates is what the dates say about their order; DateCells counts them.
	Dates     Dates
	DateCells int64
	// Longest is the length in bytes of the longest cell.
	Longest int
	// Min and Max bound the whole numbers; both are 0 where there are none.
	Min, Max int64

	traits tallies
}

// Value is one value of a column and how often it stands there.
type Value struct {
	Text  string
	Count int64
}

// Kind is what the cells of a column look like.
type Kind string

// The kinds.
const (
	Empty    Kind = "empty"
	Phone    Kind = "phone"
	Email    Kind = "email"
	URL      Kind = "url"
	Date     Kind = "date"
	Number   Kind = "number"
	Boolean  Kind = "boolean"
	Zip      Kind = "zip"
	State    Kind = "state"
	Country  Kind = "country"
	Name     Kind = "name"
	Company  Kind = "company"
	Address  Kind = "address"
	ID       Kind = "id"
	List     Kind = "list"
	LongText Kind = "long text"
	Text     Kind = "text"
)

// Answered is how many cells say something: those that are filled, less the
// placeholders.
func (c *Column) Answered() int64 { return c.Filled - c.Placeholders }

// share is the part of the answered cells that n are.
func (c *Column) share(n int64) float64 {
	if c.Answered() <= 0 {
		return 0
	}
	return float64(n) / float64(c.Answered())
}

// ValidRate is the share of filled cells that hold a number to dial, 0 to 1.
func (c *Column) ValidRate() float64 {
	if c.Filled == 0 {
		return 0
	}
	return float64(c.ValidPhones) / float64(c.Filled)
}

// Constant reports whether the column has the same value in all rows, and in more than
// one.
func (c *Column) Constant(rows int64) bool {
	return c.Distinct == 1 && c.Filled == rows && rows > 1
}

// CountsRows reports whether the column numbers the rows: whole numbers without a
// gap, each once.
func (c *Column) CountsRows(rows int64) bool {
	whole := c.traits.of(isInteger)
	few := float64(c.Distinct) < 0.95*float64(rows)
	return rows > 2 && whole == rows && c.Min <= 1 && c.Max-c.Min == rows-1 && !few
}

// ZeroFirst is the number of cells that are digits with a zero in front, as
// codes have it and numbers have not.
func (c *Column) ZeroFirst() int64 { return c.traits.of(zeroFirst) }

// PhoneMarks is the share of the cells that are written as only phone numbers
// are: with a + in front, brackets or three groups of digits.
func (c *Column) PhoneMarks() float64 { return c.share(c.traits.of(phoneMarked)) }

// Numbers is how many cells are numbers, with or without decimals.
func (c *Column) Numbers() int64 { return c.traits.of(isInteger) + c.traits.of(isDecimal) }

// Profile returns what was found out.
func (p *Profiler) Profile() *Profile {
	p.learn()
	rows := p.sample.inOrder()
	now := p.learned
	if p.rows > Head {
		now = p.learnFrom(rows)
	}
	result := &Profile{Rows: p.rows, Malformed: p.malformed, Region: now.guess, Country: now.country, Sample: rows}
	result.Columns = make([]Column, len(p.columns))
	for i := range p.columns {
		result.Columns[i] = p.column(i, now, rows)
	}
	return result
}

// column returns what was found out about one column.
func (p *Profiler) column(i int, now *learned, rows [][]string) Column {
	t := &p.columns[i]
	all := t.all()
	c := Column{
		Name: p.header[i], Position: i + 1, Filled: t.filled, Distinct: t.distinct(), Phones: t.phones,
		Placeholders: all.traits.of(isPlaceholder), Dates: all.dates, DateCells: all.traits.of(isDate),
		Longest: all.longest, Min: all.numbers.min, Max: all.numbers.max, traits: all.traits,
		Examples: []string{},
	}
	if p.rows > 0 {
		c.FillRate = float64(c.Filled) / float64(p.rows)
	}
	for _, e := range t.examples {
		c.Examples = append(c.Examples, e.text)
	}
	for text, v := range t.values {
		c.Values = append(c.Values, Value{text, v.count})
	}
	slices.SortFunc(c.Values, func(a, b Value) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
	})
	asLearned := p.learned.phones[i] && now.guess.Code == p.learned.guess.Code && now.country == p.learned.country
	if !asLearned && (now.phones[i] || all.traits.of(phoneShaped) > 0) {
		c.Phones = p.estimate(i, now, rows, t.filled)
	}
	c.ValidPhones = c.Phones.Valid
	c.LooksLike = c.kind(rows, i)
	return c
}

// estimate counts the phones of a column in the sampled rows and scales that
// up to all its filled cells.
func (p *Profiler) estimate(column int, now *learned, rows [][]string, filled int64) PhoneCounts {
	var n PhoneCounts
	for _, row := range rows {
		cell := cellAt(row, column)
		switch {
		case cell == "":
		case now.phones[column] || mayBePhone(traitsOf(cell)):
			n.add(cell, p.counting.Parse(cell, p.regionOf(row, now)))
		default:
			n.Tried++
		}
	}
	if n.Tried == 0 || n.Tried == filled {
		return n
	}
	scale := func(k int64) int64 { return int64(float64(k)/float64(n.Tried)*float64(filled) + 0.5) }
	return PhoneCounts{
		Tried: filled, Valid: scale(n.Valid), International: scale(n.International), Extensions: scale(n.Extensions),
		LostDigits: scale(n.LostDigits), Fake: scale(n.Fake), Refused: scale(n.Refused), Mobile: scale(n.Mobile),
	}
}
