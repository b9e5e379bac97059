package profile

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// Options are the choices of a profile.
type Options struct {
	// Parser reads the phone numbers; nil stands for one that refuses no type.
	Parser *phone.Parser
	// Refuse are the types of numbers that do not count as valid, since an import dials none.
	Refuse []string
	// Region is the region of numbers without a country code, as an ISO 3166
	// two-letter code; empty finds out the likeliest.
	Region string
}

// Head is how many rows are read before it is decided which columns hold phone
// numbers and which region's.
const Head = 1000

// Profiler gathers what the columns of one list look like. It is not safe for
// concurrent use; to read chunks in parallel, add those of the first chunk,
// then Fork one for each goroutine, and Merge them (pipeline.Scan does that):
//
//	first chunk ─► Profiler ─┬─ Fork ─► chunks ─┐
//	                         └─ Fork ─► chunks ─┴─ Merge ─► Profile
//
// A goroutine must add its rows in the order of their lines. The profile is
// the same however the rows were shared out.
type Profiler struct {
	header []string
	opts   Options
	// counting reads the numbers that are counted; it refuses types.
	counting *phone.Parser
	bounds   bounds
	// learned is nil until the head of the list is read; waiting are its rows.
	learned *learned
	waiting []source.Record

	rows, malformed int64
	columns         []tally
	sample          sample
	countries       map[string]string // what the words of the country column mean
}

// learned is what the head of the list decided. It does not change.
type learned struct {
	guess   Region
	country int    // the column with the rows' countries, or -1
	phones  []bool // the columns whose cells are parsed as phone numbers
}

// New makes a Profiler for a list with the given header.
func New(header []string, o Options) *Profiler {
	if o.Parser == nil {
		o.Parser = phone.NewParser(phone.Options{})
	}
	p := &Profiler{header: header, opts: o, counting: o.Parser}
	if len(o.Refuse) > 0 {
		p.counting = phone.NewParser(phone.Options{Refuse: o.Refuse})
	}
	p.start()
	return p
}

func (p *Profiler) start() {
	p.bounds = boundsFor(len(p.header))
	p.columns = make([]tally, len(p.header))
	for i := range p.columns {
		p.columns[i] = newTally()
	}
	p.sample = newSample(len(p.header))
	p.countries = map[string]string{}
}

// Fork returns a Profiler of the same list for another goroutine. What was added
// so far decides what they count; add the first thousand rows before.
func (p *Profiler) Fork() *Profiler {
	p.learn()
	f := &Profiler{header: p.header, opts: p.opts, counting: p.counting, learned: p.learned}
	f.start()
	return f
}

// Merge adds what another Profiler of the same list has counted. That one
// must not be used again.
func (p *Profiler) Merge(o *Profiler) {
	p.learn()
	o.learn()
	p.rows += o.rows
	p.malformed += o.malformed
	for i := range p.columns {
		p.columns[i].merge(&o.columns[i], &p.bounds)
	}
	p.sample.merge(&o.sample)
}

// Add adds one record. Malformed ones are only counted.
func (p *Profiler) Add(rec source.Record) {
	if p.learned != nil {
		p.add(rec)
		return
	}
	rec.Cells = slices.Clone(rec.Cells)
	if p.waiting = append(p.waiting, rec); len(p.waiting) >= Head {
		p.learn()
	}
}

// learn decides by the rows that wait what to count, and counts them.
func (p *Profiler) learn() {
	if p.learned != nil {
		return
	}
	rows := make([][]string, 0, len(p.waiting))
	for _, rec := range p.waiting {
		if !rec.Malformed {
			rows = append(rows, rec.Cells)
		}
	}
	p.learned = p.learnFrom(rows)
	waiting := p.waiting
	p.waiting = nil
	for _, rec := range waiting {
		p.add(rec)
	}
}

// add counts one record.
func (p *Profiler) add(rec source.Record) {
	p.rows++
	if rec.Malformed {
		p.malformed++
		return
	}
	cells := rec.Cells[:min(len(rec.Cells), len(p.columns))]
	p.sample.add(rec.Line, cells)
	region, known := "", false
	for i, cell := range cells {
		if cell = trim(cell); cell == "" {
			continue
		}
		t := &p.columns[i]
		t.add(cell, rec.Line, &p.bounds)
		if !p.learned.phones[i] {
			continue
		}
		if !known {
			region, known = p.rowRegion(cells), true
		}
		t.phones.add(cell, p.counting.Parse(cell, region))
	}
}

// rowRegion returns the region of a row's national numbers: its country's, else
// the list's.
func (p *Profiler) rowRegion(cells []string) string {
	at := p.learned.country
	if at < 0 || at >= len(cells) {
		return p.learned.guess.Code
	}
	word := trim(cells[at])
	if word == "" {
		return p.learned.guess.Code
	}
	region, ok := p.countries[word]
	if !ok {
		region, _ = phone.Region(word)
		if len(p.countries) < maxCountries {
			p.countries[strings.Clone(word)] = region
		}
	}
	return region
}

// maxCountries is how many words of a country column are remembered.
const maxCountries = 1000

// trim is strings.TrimSpace, quick where there is nothing to trim. A formula that a
// cell was written as is the text that it shows.
func trim(s string) string {
	if s == "" || s[0] > ' ' && s[0] < 0x80 && s[0] != '=' && s[len(s)-1] > ' ' && s[len(s)-1] < 0x80 {
		return s
	}
	s = strings.TrimSpace(shown(s))
	if strings.HasPrefix(s, "=") {
		s = strings.TrimSpace(normalize.Unmarked(s))
	}
	return s
}

// shown returns a cell as it is seen: spaces of all widths are spaces, and what has no
// width is not there.
func shown(s string) string {
	if strings.IndexFunc(s, isUnseen) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r):
			return -1
		case isUnseen(r):
			return ' '
		}
		return r
	}, s)
}

// isUnseen reports whether a character beyond ASCII has no width or is a space.
func isUnseen(r rune) bool {
	return r >= utf8.RuneSelf && (unicode.Is(unicode.Cf, r) || unicode.IsSpace(r))
}
