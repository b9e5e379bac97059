// Package phone reads a phone number out of a cell of a list: E.164 form,
// extension, region and type, or the reason why there is none. Its verdict on
// a number is that of github.com/nyaruka/phonenumbers; beside that it repairs
// what spreadsheets, exports and people do to numbers, where the repair is
// certain, and tells numbers that the library calls valid and nobody has. It
// knows nothing of files, rows and databases.
package phone

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unsafe"
)

// Options are the choices that a Parser is made with.
type Options struct {
	// Refuse are the number types that count as problems, by the names that
	// Type.String returns: "premium_rate". Other names are passed over.
	Refuse []string
	// Services takes numbers of services, which no person has, for what they are:
	// for a do-not-call list.
	Services bool
}

// Parser reads phone numbers. It is safe for concurrent use.
type Parser struct {
	refused  [numTypes]bool
	services bool
	tables   *tables
	strings  arenas
	notes    notes
}

// NewParser makes a Parser.
func NewParser(o Options) *Parser {
	p := &Parser{tables: loadTables(), services: o.Services}
	for _, name := range o.Refuse {
		if i := slices.Index(typeNames[:], name); i >= 0 {
			p.refused[i] = true
		}
	}
	return p
}

// Result is what a cell holds: a number that can be dialed, where Problem is
// None, or else why there is none.
type Result struct {
	// E164 is the number as "+12065551234", or empty where Problem is not
	// None.
	E164 string
	// Ext is the extension, ASCII digits alone, or empty.
	Ext string
	// Region is the ISO 3166 two-letter code of the region that the number
	// belongs to, "001" for one that belongs to none (+800…), or empty.
	Region string
	// Type is the library's number type.
	Type Type
	// Problem is None, or says why the cell holds no number to dial.
	Problem Problem
	// Detail says the same in words for the owner of the list, and what to do
	// about it; empty where Problem is None. It holds none of the cell's text.
	Detail string
	// Repair is what had to be done to the cell before the library took it.
	Repair Repair
	// Refusal are the words of the cell that say that the person must not be
	// called, whatever the other fields say; empty where there are none.
	Refusal string
}

// OK reports whether there is a number to dial.
func (r Result) OK() bool { return r.Problem == None }

// maxCell is how many bytes of a cell are looked at. The library refuses what
// is longer than this; a note may go on after it.
const maxCell = 250

// Parse reads the phone number in a cell. The region is the upper-case ISO
// 3166 two-letter code of the region that numbers without a country code
// belong to; empty, or a region that the library does not know, stands for
// none: then a number needs its country code.
//
// A cell that the library takes as it stands is left alone, but for numbers
// that a spreadsheet wrote as floats, which are never digits alone:
// "2065551234.0", "1.5551234567E+10". Of several numbers in a cell the first
// that can be dialed is taken, by its label where it has one. The words beside a
// number count: a fax, a pager and a wrong number are none, and Refusal has those
// that say not to call.
func (p *Parser) Parse(cell, region string) (r Result) {
	p.parse(cell, region, &r)
	return r
}

// parse is Parse, for a result that is zero.
func (p *Parser) parse(cell, region string, r *Result) {
	p.read(cell, region, r)
	if hasWords(cell) {
		*r = p.applyWords(*r, cell, region)
		if r.OK() && isMasked(cell) {
			*r = Result{Problem: LostDigits, Detail: "letters stand for some of its digits: get the list with the whole numbers", Refusal: r.Refusal}
		}
	}
}

// isMasked reports whether a cell has the same letter three times or more where digits
// belong, "973-647-XXXX": no word that somebody dials is written so.
func isMasked(cell string) bool {
	const fewest, spread = 3, 1 // letters; marks between two of them
	run, last, between := 0, byte(0), 0
	for i := range len(cell) {
		switch c := cell[i]; {
		case isASCIILetter(c):
			if c |= 0x20; c == last && between <= spread {
				run++
			} else {
				run = 1
			}
			if last, between = c, 0; run >= fewest {
				return true
			}
		case isDigit(c):
			last, run = 0, 0
		default:
			between++
		}
	}
	return false
}

// read is parse without regard to what words say.
func (p *Parser) read(cell, region string, r *Result) {
	var s scanned
	var v verdict
	if len(cell) <= maxCell && s.scan(cell) {
		p.tables.validateDigits(&s, region, &v)
		if v.problem == None {
			if !s.plus && s.digits[0] == '0' && s.digits[1] == '0' {
				if own := p.ownCode(&s, region); own != "" && v.callingCode != CallingCode(region) {
					p.read(own, region, r)
					r.Repair |= InternationalPrefix
					return
				}
			}
			p.result(&v, cell, region, r)
			return
		}
		if v.callingCode != mexico && !s.repairable(cell) {
			r.Problem, r.Detail = v.problem, v.detail(region)
			return
		}
	} else if len(cell) <= maxCell && !looksLikeFloat(cell) {
		if askLibrary(cell, region, &v); v.problem == None {
			p.result(&v, cell, region, r)
			return
		}
	}
	repair := repairer{parser: p, region: region}
	*r = repair.run(cell)
}

// ownCode returns digits that begin with 00 and the calling code of their region with a
// plus for the 00, or "" where they are no number of it so. Regions that dial 00 and a
// carrier read another country's number of them: 0055 33… of Brazil is none of France.
func (p *Parser) ownCode(s *scanned, region string) string {
	code := strconv.Itoa(CallingCode(region))
	if s.n < minDigits || !strings.HasPrefix(string(s.digits[2:s.n]), code) {
		return ""
	}
	var v verdict
	own := "+" + string(s.digits[2:s.n])
	with := scanned{plus: true}
	with.n = copy(with.digits[:], s.digits[2:s.n])
	if p.tables.validateDigits(&with, "", &v); v.problem != None {
		return ""
	}
	if s.ext != "" {
		own += " x" + s.ext
	}
	return own
}

// repairable reports whether a cell that was scanned, and is not valid, may hold
// one or two numbers all the same, or nothing.
func (s *scanned) repairable(cell string) bool {
	if s.words {
		return countDigits(cell) >= minWithWords || !strings.ContainsFunc(cell, unicode.IsLetter)
	}
	return s.n >= 2*minDigits || s.joined || strings.Contains(cell, " - ") || strings.Contains(cell, "(0)") || s.digits[0] == '0' && s.digits[1] == '0'
}

// typeInUse returns a number's type as it is used: 178 and 199, personal in Italy by the library,
// are lines of companies.
func typeInUse(v *verdict) Type {
	if v.typ == PersonalNumber && v.callingCode == italy {
		return SharedCost
	}
	return v.typ
}

// result makes a valid number into a result that is zero, and refuses it if nobody has
// the number, if it cannot be dialed as it is written in E.164, or if it is of a
// refused type.
func (p *Parser) result(v *verdict, cell, region string, r *Result) {
	v.typ = typeInUse(v)
	r.Region, r.Type = v.region, v.typ
	if problem := fake(v.callingCode, v.nationalNumber()); problem != None && !(p.services && problem == Service) {
		v.problem = problem
	} else if problem := undialable(v, region); problem != None {
		v.problem = problem
	} else if p.refused[v.typ] {
		v.problem = Refused
	}
	if v.problem != None {
		r.Problem, r.Detail = v.problem, v.detail("")
		return
	}
	r.Ext = v.ext
	if r.E164 = cell; string(v.e164()) != cell {
		r.E164 = p.strings.put(v.e164())
	}
}

// arenas cut the strings of results from larger blocks, so that a number costs
// no allocation of its own. A block lives as long as one of its strings does,
// and is small, so that keeping one string in many does not keep much.
type arenas struct{ pool sync.Pool }

// arenaSize is the size of a block: 1 KiB holds 64 to 85 numbers.
const arenaSize = 1 << 10

// arena is the part of a block that is still free.
type arena struct{ free []byte }

// put returns b as a string.
func (a *arenas) put(b []byte) string {
	block, _ := a.pool.Get().(*arena)
	if block == nil {
		block = &arena{}
	}
	if len(block.free) < len(b) {
		block.free = make([]byte, arenaSize)
	}
	n := copy(block.free, b)
	// Nobody writes to these bytes again: they are no longer free.
	s := unsafe.String(&block.free[0], n)
	block.free = block.free[n:]
	a.pool.Put(block)
	return s
}
