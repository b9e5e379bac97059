package phone

import (
	"math"
	"strconv"
	"strings"
)

// Plus is how the numbers of a column are read that may have their calling code
// in front, but no plus.
type Plus uint8

// The ways. Under Undecided a cell that is valid both ways and means two numbers
// is Ambiguous; so it is under Unscanned, where nothing is known of the column,
// unless it is written as its region writes its numbers.
const (
	Unscanned Plus = iota
	Undecided
	Implied
	Never
)

// ParsePlus is Parse in a column whose numbers are read in the given way.
func (p *Parser) ParsePlus(cell, region string, plus Plus) (r Result) {
	if plus == Never {
		p.parse(cell, region, &r)
		return r
	}
	number, reading := p.reading(cell, region)
	switch {
	case reading == noReading, reading == sameNumber:
		return p.Parse(cell, region)
	case plus == Implied && reading != nationalOnly:
		r := p.Parse(number, region)
		if r.Repair == 0 {
			r.Repair = ImpliedPlus
		}
		r.Refusal, _ = p.Refuses(cell)
		return r
	case reading == twoNumbers && (plus == Undecided || !p.tables.isNatural(cell, region)):
		words, _ := p.Refuses(cell)
		return Result{Problem: Ambiguous, Detail: Ambiguous.detail(""), Refusal: words}
	}
	return p.Parse(cell, region)
}

// The readings of a cell.
const (
	noReading    = iota // it has a plus, or is no number either way
	nationalOnly        // it is a number of its region and of no other
	codeOnly            // it is a number only with a plus in front
	sameNumber          // it is the same number both ways
	twoNumbers          // it is one number of its region, and another with a plus
)

// reading reads a cell of digits both ways, and returns its number with a plus.
// Eight digits and more are looked at: there is no shorter number with its code.
func (p *Parser) reading(cell, region string) (withPlus string, reading int) {
	var s scanned
	cell = withoutZeros(cell)
	if len(cell) > maxCell {
		return "", noReading
	}
	if _, plain := s.scanPlain(cell); !plain || s.plus || s.n < 8 || s.n > maxE164 || s.digits[0] == '0' {
		return "", noReading
	}
	var national, code verdict
	p.tables.validateDigits(&s, region, &national)
	s.plus = true
	if callingCode, rest := p.tables.readPlain(&s, nil); callingCode != 0 && p.tables.label(p.tables.byCode[callingCode].verdict, rest) == 0 {
		code.problem = Unassigned
	} else {
		p.tables.validateDigits(&s, "", &code)
	}
	if code.problem == None && undialable(&code, "") != None {
		code.problem = LocalOnly
	}
	switch {
	case code.problem != None && national.problem != None:
		return "", noReading
	case code.problem != None:
		return "", nationalOnly
	case national.problem == None && string(national.e164()) == string(code.e164()):
		return "", sameNumber
	}
	withPlus = string(code.e164())
	if s.ext != "" {
		withPlus += " x" + s.ext
	}
	if national.problem == None {
		return withPlus, twoNumbers
	}
	return withPlus, codeOnly
}

// withoutZeros returns a whole number without the decimals that a spreadsheet puts
// after it: 4915123456789 of "4915123456789,00".
func withoutZeros(cell string) string {
	if cell == "" || cell[len(cell)-1] != '0' && cell[len(cell)-1] != '.' && cell[len(cell)-1] != ',' {
		return cell
	}
	digits := strings.TrimRight(cell, "0")
	n := len(digits) - 1
	if n < 1 || len(cell)-n > 3 || digits[n] != ',' && digits[n] != '.' || strings.Trim(digits[:n], "0123456789") != "" {
		return cell
	}
	return digits[:n]
}

// isNatural reports whether digits without a plus are what people of the region
// write: ten digits in North America, and all national numbers where there is no
// prefix before an area code that would be missing.
func (t *tables) isNatural(cell, region string) bool {
	if CallingCode(region) == nanp {
		return countDigits(cell) == 10
	}
	p := t.plan(region)
	return p != nil && p.national == 0
}

// minChance is the base 2 logarithm of the chance below which cells are not
// all valid with a plus by accident.
const minChance = -10

// scrambles is how many other numbers with the same start are tried for a cell.
const scrambles = 8

// chance returns the base 2 logarithm of the share of numbers with the same first
// four digits that are valid with a plus: none of the numbers of area code 203
// tells anything, since all are valid in Egypt.
func (p *Parser) chance(withPlus string) float64 {
	const start = 5 // with the plus
	digits := digitsOf(withPlus)
	if len(digits) < start+2 {
		return 0
	}
	valid := 0
	seed := uint32(2166136261)
	for range scrambles {
		number := []byte(digits)
		for i := start - 1; i < len(number); i++ {
			seed = seed*1664525 + 1013904223
			number[i] = '0' + byte(seed>>24)%10
		}
		var s scanned
		var v verdict
		s.n, s.plus = copy(s.digits[:], number), true
		if p.tables.validateDigits(&s, "", &v); v.problem == None {
			valid++
		}
	}
	return math.Log2((float64(valid) + 0.5) / (scrambles + 0.5))
}

// maxColumnCodes is how many calling codes a column is told apart by.
const maxColumnCodes = 8

// PlusEvidence is what the cells of a column say about the calling codes of its
// numbers. The zero value is that of a column without cells.
type PlusEvidence struct {
	// National cells are numbers only as their region's, Code cells only with a
	// plus in front; Same cells are one number both ways, Two cells two.
	National, Code, Same, Two int
	// Neither are numbers as long as these and without a plus that are valid in no way.
	Neither int
	// Natural are those of Two that are written as their region writes its numbers.
	Natural int
	// Agree counts the Code and Two cells whose code is that of their region,
	// Disagree those of rows that say their country and where it is not.
	Agree, Disagree int
	// chance is how likely it is that all Two cells are valid with a plus by
	// accident, as a base 2 logarithm.
	chance float64
	codes  [maxColumnCodes]int
	kinds  int // how many of codes are set
}

// Add adds a cell. The region is that of its row; named says that the row
// itself says its country.
func (e *PlusEvidence) Add(p *Parser, cell, region string, named bool) {
	number, reading := p.reading(cell, region)
	if reading >= codeOnly && reading != sameNumber && !p.tables.codeApart(cell, number) {
		return // 328 4455611 does not begin with the code of Belgium
	}
	switch reading {
	case nationalOnly:
		e.National++
		return
	case sameNumber:
		e.Same++
		if code := CallingCode(region); code != 0 {
			e.addCode(code)
		}
		return
	case codeOnly:
		e.Code++
	case twoNumbers:
		e.Two++
		e.chance += p.chance(number)
		if p.tables.isNatural(cell, region) {
			e.Natural++
		}
	default:
		if len(cell) >= minCoded && cell[0] != '+' {
			if digits := digitsOf(cell); len(digits) >= minCoded && digits[0] != '0' {
				e.Neither++
			}
		}
		return
	}
	code, _ := p.tables.codeOf([]byte(number[1:]))
	e.addCode(code)
	switch {
	case code == CallingCode(region):
		e.Agree++
	case named:
		e.Disagree++
	}
}

// codeApart reports whether a cell without a plus may begin with the calling code of the
// number: its first group of digits is the code, or all are one group.
func (t *tables) codeApart(cell, withPlus string) bool {
	first := strings.TrimLeft(cell, " (")
	n := 0
	for n < len(first) && first[n] >= '0' && first[n] <= '9' {
		n++
	}
	code, _ := t.codeOf([]byte(withPlus[1:]))
	return n >= 8 || strconv.Itoa(code) == first[:n]
}

func (e *PlusEvidence) addCode(code int) {
	for _, c := range e.codes[:e.kinds] {
		if c == code {
			return
		}
	}
	if e.kinds < maxColumnCodes {
		e.codes[e.kinds] = code
		e.kinds++
	}
}

// Merge adds the evidence of other cells of the column.
func (e *PlusEvidence) Merge(o *PlusEvidence) {
	e.National += o.National
	e.Code += o.Code
	e.Same += o.Same
	e.Two += o.Two
	e.Neither += o.Neither
	e.Agree += o.Agree
	e.Disagree += o.Disagree
	e.Natural += o.Natural
	e.chance += o.chance
	for _, code := range o.codes[:o.kinds] {
		e.addCode(code)
	}
}

// minCoded is how many digits a number has at least with its calling code.
const minCoded = 8

// minCells is how many cells must say the same: one digit too many makes a number
// of another country of one number in six.
const minCells = 3

// Conclusive reports whether the evidence is for national numbers, and so strong that
// further cells need not be looked at.
func (e *PlusEvidence) Conclusive() bool {
	const many = 1000
	with := e.Code + e.Two
	return with == 0 || e.National >= many && e.National >= 2*with
}

// Decide returns how the column is read. A plus is implied where nearly every
// cell is valid with it and a second thing says so too: numbers that are valid in
// no other way, the countries of the rows or of the list, or the calling codes of
// several countries. It is not meant where most cells are numbers of their region
// alone, or are written as that writes them, unless all of them being valid with a
// plus can be no accident.
func (e *PlusEvidence) Decide() Plus {
	with := e.Code + e.Two
	national := Undecided // what the column is where no plus is implied
	if e.Natural > e.Code && e.Natural >= e.Two/2 {
		national = Never
	}
	switch {
	case with == 0, e.National >= 2*e.Two && e.National >= 4*e.Code && e.National > 0, e.Code == 0 && e.National > 0 && 10*e.National >= e.Two:
		return Never
	case e.Natural > 0 && e.Code == 0 && e.Agree == 0:
		if e.National == 0 && e.Disagree == 0 && e.chance < minChance {
			return Undecided
		}
		return Never
	case 50*e.National > with+e.Same || 4*e.Neither > with+e.Same || e.Disagree > e.Agree || with+e.Same < minCells:
		return national
	case e.Code >= minCells && e.Code >= e.Natural, e.Code > 0 && e.Same > 0 && e.Natural == 0,
		e.Agree >= minCells && e.Disagree == 0 && e.Natural == 0, e.kinds >= minCells && e.Natural == 0:
		return Implied
	}
	return national
}
