package profile

import (
	"hash/maphash"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/normalize/phone"

	"github.com/axiomhq/hyperloglog"
)

// bounds are how much is kept of each column, less where there are thousands
// of columns.
type bounds struct {
	// values is how many different values are counted one by one; where there
	// are more, their number is estimated. bytes is how long their texts may
	// be, all in all.
	values, bytes int
	// precision is the estimate's: 2^precision registers.
	precision uint8
}

func boundsFor(columns int) bounds {
	switch {
	case columns <= 200:
		return bounds{values: 400, bytes: 64 << 10, precision: 14}
	case columns <= 2000:
		return bounds{values: 100, bytes: 8 << 10, precision: 11}
	}
	return bounds{values: 20, bytes: 1 << 10, precision: 8}
}

const (
	// maxExamples is how many examples of a column are kept.
	maxExamples = 5
	// maxExample is how many bytes of an example are kept.
	maxExample = 120
)

// seed is one for the whole process, so that sketches can be merged.
var seed = maphash.MakeSeed()

// tally is what is known of one column so far. While there are few different
// values it counts them, and looks at each but once; after that it looks at
// every cell. What comes out does not depend on when that was.
type tally struct {
	filled   int64
	values   map[string]*valueCount // nil once there are too many
	bytes    int
	sketch   *hyperloglog.Sketch // where values is nil
	seen     seen
	examples []example
	phones   PhoneCounts
}

// valueCount is one value of a column with its traits.
type valueCount struct {
	count  int64
	traits trait
}

// example is a cell with the line it was found in first.
type example struct {
	line int64
	text string
}

// seen is what is known from looking at cells.
type seen struct {
	traits  tallies
	dates   Dates
	longest int
	numbers numbers
}

// numbers is the span of a column's whole numbers.
type numbers struct {
	count    int64
	min, max int64
}

// PhoneCounts is what a column's cells came to as phone numbers.
type PhoneCounts struct {
	// Tried cells were parsed; Valid ones hold a number that can be dialed.
	Tried, Valid int64
	// International ones said their country code themselves.
	International int64
	// Extensions, LostDigits and Fake count cells with an extension, cells
	// whose digits a spreadsheet rounded away, and numbers that nobody has.
	Extensions, LostDigits, Fake int64
	// Refused counts numbers of the types in Options.Refuse.
	Refused int64
	// Mobile counts valid numbers that are known to be mobile phones.
	Mobile int64
}

func (p *PhoneCounts) add(cell string, r phone.Result) {
	p.Tried++
	switch {
	case r.OK():
		p.Valid++
		if r.Ext != "" {
			p.Extensions++
		}
		if r.Type == phone.Mobile {
			p.Mobile++
		}
		if cell[0] == '+' || strings.HasPrefix(cell, "00") {
			p.International++
		}
	case r.Problem == phone.LostDigits:
		p.LostDigits++
	case r.Problem == phone.Refused:
		p.Refused++
	case r.Problem.Fake():
		p.Fake++
	}
}

func (p *PhoneCounts) merge(o PhoneCounts) {
	p.Tried += o.Tried
	p.Valid += o.Valid
	p.International += o.International
	p.Extensions += o.Extensions
	p.LostDigits += o.LostDigits
	p.Refused += o.Refused
	p.Fake += o.Fake
	p.Mobile += o.Mobile
}

func newTally() tally { return tally{values: map[string]*valueCount{}} }

// add counts a cell that is trimmed and not empty.
func (t *tally) add(s string, line int64, b *bounds) {
	t.filled++
	if t.values != nil {
		if v, ok := t.values[s]; ok {
			v.count++
			return
		}
		if len(t.values) < b.values && t.bytes+len(s) <= b.bytes {
			traits := traitsOf(s)
			t.values[strings.Clone(s)] = &valueCount{1, traits}
			t.bytes += len(s)
			if len(t.examples) < maxExamples && traits&isPlaceholder == 0 {
				t.examples = append(t.examples, example{line, shorten(s)})
			}
			return
		}
		t.stopCounting(b)
	}
	t.sketch.InsertHash(maphash.String(seed, s))
	t.seen.add(s, traitsOf(s), 1)
}

// stopCounting goes on without counting values one by one.
func (t *tally) stopCounting(b *bounds) {
	if t.values == nil {
		return
	}
	t.sketch, _ = hyperloglog.NewSketch(b.precision, false)
	for s, v := range t.values {
		t.sketch.InsertHash(maphash.String(seed, s))
		t.seen.add(s, v.traits, v.count)
	}
	t.values = nil
}

// merge adds another tally of the same column, which must not be used again.
func (t *tally) merge(o *tally, b *bounds) {
	t.filled += o.filled
	t.phones.merge(o.phones)
	t.examples = mergeExamples(t.examples, o.examples)
	if t.values != nil && o.values != nil {
		for s, v := range o.values {
			if mine, ok := t.values[s]; ok {
				mine.count += v.count
			} else {
				t.values[s] = v
				t.bytes += len(s)
			}
		}
		if len(t.values) > b.values || t.bytes > b.bytes {
			t.stopCounting(b)
		}
		return
	}
	t.stopCounting(b)
	o.stopCounting(b)
	// Both sketches were made with one precision, so this cannot fail.
	if err := t.sketch.Merge(o.sketch); err != nil {
		panic(err)
	}
	t.seen.merge(&o.seen)
}

// all returns what is known from all cells, including those whose values are counted.
func (t *tally) all() seen {
	s := t.seen
	for text, v := range t.values {
		s.add(text, v.traits, v.count)
	}
	return s
}

// distinct is the number of different values, an estimate where there are many.
func (t *tally) distinct() int64 {
	if t.values != nil {
		return int64(len(t.values))
	}
	return min(int64(t.sketch.Estimate()), t.filled)
}

// add adds n cells s that have the given traits.
func (n *seen) add(s string, traits trait, count int64) {
	n.traits.add(traits, count)
	n.longest = max(n.longest, len(s))
	switch {
	case traits&isDate != 0:
		n.dates.add(s, count)
	case traits&isInteger != 0:
		if value, err := strconv.ParseInt(s, 10, 64); err == nil {
			n.numbers.add(value, count)
		}
	}
}

func (n *seen) merge(o *seen) {
	for i := range n.traits {
		n.traits[i] += o.traits[i]
	}
	n.dates.merge(o.dates)
	n.longest = max(n.longest, o.longest)
	n.numbers.merge(o.numbers)
}

func (n *numbers) add(value, count int64) {
	if n.count == 0 {
		n.min, n.max = value, value
	}
	n.count += count
	n.min, n.max = min(n.min, value), max(n.max, value)
}

func (n *numbers) merge(o numbers) {
	if o.count == 0 {
		return
	}
	if n.count == 0 {
		*n = o
		return
	}
	n.count += o.count
	n.min, n.max = min(n.min, o.min), max(n.max, o.max)
}

// mergeExamples returns the first different examples in the file's order.
func mergeExamples(a, b []example) []example {
	all := slices.Concat(a, b)
	slices.SortStableFunc(all, func(x, y example) int { return int(x.line - y.line) })
	first := all[:0]
	for _, e := range all {
		if !slices.ContainsFunc(first, func(f example) bool { return f.text == e.text }) && len(first) < maxExamples {
			first = append(first, e)
		}
	}
	return first
}

// shorten cuts a cell to what is kept of it, and lets go of its chunk.
func shorten(s string) string {
	if len(s) > maxExample {
		cut := maxExample
		for cut > 0 && s[cut]&0xc0 == 0x80 {
			cut--
		}
		s = s[:cut] + "…"
	}
	return strings.Clone(s)
}
