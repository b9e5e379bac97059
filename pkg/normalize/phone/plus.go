package phone

// Plus says how the numbers of a column are read that may have their calling code
// in front, but no plus.
type Plus uint8

// The ways. Under Undecided a cell that is valid both ways and means two numbers
// is Ambiguous.
const (
	Undecided Plus = iota
	Implied
	Never
)

// ParsePlus is Parse in a column whose numbers are read in the given way.
func (p *Parser) ParsePlus(cell, region string, plus Plus) Result {
	if plus == Never {
		return p.Parse(cell, region)
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
		return r
	case reading == twoNumbers:
		return Result{Problem: Ambiguous, Detail: Ambiguous.detail("")}
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
	if len(cell) > MaxCell || !s.scan(cell) || s.plus || s.words || s.n < 8 || s.n > maxE164 || s.digits[0] == '0' {
		return "", noReading
	}
	var national, code verdict
	p.tables.judgeDigits(&s, region, &national)
	s.plus = true
	p.tables.judgeDigits(&s, "", &code)
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

// maxColumnCodes is how many calling codes a column is told apart by.
const maxColumnCodes = 8

// PlusEvidence is what the cells of a column say about the calling codes of its
// numbers. The zero value is that of a column without cells.
type PlusEvidence struct {
	// National cells are numbers only as their region's, Code cells only with a
	// plus in front; Same cells are one number both ways, Two cells two.
	National, Code, Same, Two int
	// Agree and Disagree count the Code and Two cells of rows that say their
	// country: whether the code is that country's.
	Agree, Disagree int
	codes           [maxColumnCodes]int
	kinds           int // how many of codes are set
}

// Add takes in a cell. The region is that of its row; named says that the row
// itself says its country.
func (e *PlusEvidence) Add(p *Parser, cell, region string, named bool) {
	number, reading := p.reading(cell, region)
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
	default:
		return
	}
	code, _ := p.tables.codeOf([]byte(number[1:]))
	e.addCode(code)
	switch {
	case !named:
	case code == CallingCode(region):
		e.Agree++
	default:
		e.Disagree++
	}
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

// Merge takes in the evidence of other cells of the column.
func (e *PlusEvidence) Merge(o *PlusEvidence) {
	e.National += o.National
	e.Code += o.Code
	e.Same += o.Same
	e.Two += o.Two
	e.Agree += o.Agree
	e.Disagree += o.Disagree
	for _, code := range o.codes[:o.kinds] {
		e.addCode(code)
	}
}

// minCells is how many cells must say the same: one digit too many makes a number
// of another country of one number in six.
const minCells = 3

// Decide returns how the column is read. A plus is implied where nearly every
// cell is valid with it and a second thing says so too: numbers that are valid in
// no other way, the countries that the rows name, or the calling codes of several
// countries. It is never meant where most cells are numbers of their region
// alone.
func (e *PlusEvidence) Decide() Plus {
	with := e.Code + e.Two
	switch {
	case with == 0, e.National >= 2*e.Two && e.National >= 4*e.Code && e.National > 0:
		return Never
	case 50*e.National > with+e.Same || e.Disagree > e.Agree:
		return Undecided
	case with+e.Same < minCells:
		return Undecided
	case e.Code >= minCells, e.Code > 0 && e.Same > 0, e.Agree >= minCells && e.Disagree == 0, e.kinds >= minCells:
		return Implied
	}
	return Undecided
}
