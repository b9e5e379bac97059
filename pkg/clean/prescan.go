package clean

import (
	"strings"
	"unicode"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// Prescan finds out, in a pass of its own over a file, what no single row can
// show: in which order a column writes its dates, whether they are the numbers by
// which spreadsheets store them, whether the numbers of a column have their calling
// codes without a plus, and whether the list has all names in one case. It is for
// one goroutine; Fork makes one for another.
type Prescan struct {
	dates  []prescannedDates
	names  []column
	cases  letterCase
	phones prescannedPhones
	codes  []prescannedCodes
}

// Facts is what a prescan found out. The zero value knows nothing.
type Facts struct {
	// DateOrders are by index in a record's cells.
	DateOrders map[int]normalize.DateOrder
	// OneCase: every name is in capitals, or every name is in small letters.
	OneCase bool
	// Serial are the columns whose dates are all serial numbers, by index too.
	Serial map[int]bool
	// Plus says of the columns of phones how numbers without a plus are read, by
	// index too.
	Plus map[int]phone.Plus
	// Deny are the code letters of columns of refusals, by index too.
	Deny map[int][]string
}

// prescannedDates is a column of dates with the orders that all of them have.
type prescannedDates struct {
	column
	orders orderSet
	// serials of the cells are numbers that may be dates, others are not.
	serials, others int
}

// NewPrescan returns a prescan of what a mapping leaves to the list, and nil where that is
// nothing, which spares the pass.
func NewPrescan(m *mapping.Mapping, match mapping.Match) *Prescan {
	s := &Prescan{}
	for i, at := range match.At {
		if at < 0 {
			continue
		}
		mc := &m.Columns[i]
		col := column{at, mc.Header}
		if holdsDates(mc) {
			s.dates = append(s.dates, prescannedDates{column: col, orders: allOrders})
		}
		if m.ProperNames && holdsNames(mc) {
			s.names = append(s.names, col)
		}
	}
	s.phones, s.codes = newPrescannedPhones(m, match), newPrescannedCodes(m, match)
	if len(s.dates) == 0 && len(s.names) == 0 && len(s.phones.columns) == 0 && len(s.codes) == 0 {
		return nil
	}
	return s
}

func holdsDates(c *mapping.Column) bool {
	switch c.Target {
	case mapping.NewCustom:
		return c.Type == contact.Date
	case mapping.Standard:
		return c.Field == contact.ConsentDate
	}
	return false
}

func holdsNames(c *mapping.Column) bool {
	return c.Target == mapping.FullName ||
		c.Target == mapping.Standard && (c.Field == contact.FirstName || c.Field == contact.LastName)
}

// Add adds a record.
func (s *Prescan) Add(rec source.Record) {
	if rec.Malformed {
		return
	}
	for i := range s.dates {
		d := &s.dates[i]
		if cell := normalize.Unmarked(rec.Cells[d.at]); !normalize.Blank(cell) {
			d.orders &= ordersOf(cell)
			if _, ok := normalize.SerialDate(cell); ok {
				d.serials++
			} else {
				d.others++
			}
		}
	}
	s.phones.add(rec.Cells)
	for i := range s.codes {
		s.codes[i].add(&rec)
	}
	for _, col := range s.names {
		s.cases |= caseOf(rec.Cells[col.at])
	}
}

// Fork returns a prescan of the same columns that has seen nothing. It leaves out the
// phones where those that were seen are conclusive.
func (s *Prescan) Fork() *Prescan {
	f := &Prescan{names: s.names, codes: forkCodes(s.codes)}
	if !s.phones.seen || !s.phones.conclusive() {
		f.phones = s.phones.fork()
	}
	for _, d := range s.dates {
		f.dates = append(f.dates, prescannedDates{column: d.column, orders: allOrders})
	}
	return f
}

// Merge adds what another prescan of the same columns has seen.
func (s *Prescan) Merge(o *Prescan) {
	for i := range s.dates {
		s.dates[i].orders &= o.dates[i].orders
		s.dates[i].serials += o.dates[i].serials
		s.dates[i].others += o.dates[i].others
	}
	s.phones.merge(&o.phones)
	mergeCodes(s.codes, o.codes)
	s.cases |= o.cases
}

// Facts returns what was found. A column whose dates can all be read with
// the day and with the month first has no order, nor one that demands both.
func (s *Prescan) Facts() Facts {
	f := Facts{DateOrders: map[int]normalize.DateOrder{}, Serial: map[int]bool{}, Plus: s.phones.decide()}
	for i := range s.codes {
		if deny := s.codes[i].deny(); deny != nil {
			if f.Deny == nil {
				f.Deny = map[int][]string{}
			}
			f.Deny[s.codes[i].at] = deny
		}
	}
	for _, d := range s.dates {
		if d.serials > 0 && d.others == 0 {
			f.Serial[d.at] = true
		}
		if order := d.orders.only(); order != normalize.OrderAuto {
			f.DateOrders[d.at] = order
		}
	}
	f.OneCase = s.cases == upperCase || s.cases == lowerCase
	return f
}

// orderSet is a set of date orders.
type orderSet uint8

const (
	inMDY orderSet = 1 << iota
	inDMY
	inYMD
	allOrders = inMDY | inDMY | inYMD
)

// ordersOf returns the orders in which a cell is a date; what is no date leaves
// all of them open.
func ordersOf(cell string) orderSet {
	var set orderSet
	for _, order := range normalize.DateOrders(cell) {
		switch order {
		case normalize.MDY:
			set |= inMDY
		case normalize.DMY:
			set |= inDMY
		case normalize.YMD:
			set |= inYMD
		}
	}
	if set == 0 {
		return allOrders
	}
	return set
}

// only returns the one order that is left. A year of two digits in front counts
// only where neither of the orders in use with such years is possible.
func (s orderSet) only() normalize.DateOrder {
	switch {
	case s&(inMDY|inDMY) == inMDY:
		return normalize.MDY
	case s&(inMDY|inDMY) == inDMY:
		return normalize.DMY
	case s == inYMD:
		return normalize.YMD
	}
	return normalize.OrderAuto
}

// letterCase is the set of cases that were seen.
type letterCase uint8

const (
	upperCase letterCase = 1 << iota
	lowerCase
	mixedCase
)

// caseOf returns the case of a name of two letters and more; a single letter is
// an initial and shows nothing, and neither do scripts without cases.
func caseOf(name string) letterCase {
	letters := 0
	for _, r := range name {
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			letters++
		}
	}
	switch {
	case letters < 2:
		return 0
	case strings.ToUpper(name) == name:
		return upperCase
	case strings.ToLower(name) == name:
		return lowerCase
	}
	return mixedCase
}
