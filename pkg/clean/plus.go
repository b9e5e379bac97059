package clean

import (
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"strings"
)

// prescannedPhones are the columns of phones of which the list decides how numbers
// without a plus are read.
type prescannedPhones struct {
	parser   *phone.Parser
	region   string
	country  []column
	columns  []column
	evidence []phone.PlusEvidence
	seen     bool // at least one row
}

func newPrescannedPhones(m *mapping.Mapping, match mapping.Match) prescannedPhones {
	s := prescannedPhones{region: m.Region}
	for i, at := range match.At {
		switch mc := &m.Columns[i]; {
		case at < 0:
		case mc.Target == mapping.Country:
			s.country = append(s.country, column{at, mc.Header})
		case mc.Target == mapping.Phone && m.Plus == mapping.PlusAuto:
			s.columns = append(s.columns, column{at, mc.Header})
		}
	}
	if len(s.columns) > 0 {
		s.parser = phone.NewParser(phone.Options{})
	}
	s.evidence = make([]phone.PlusEvidence, len(s.columns))
	return s
}

func (s *prescannedPhones) fork() prescannedPhones {
	f := *s
	f.seen = false
	f.evidence = make([]phone.PlusEvidence, len(s.columns))
	return f
}

func (s *prescannedPhones) merge(o *prescannedPhones) {
	s.seen = s.seen || o.seen
	for i := range o.evidence {
		s.evidence[i].Merge(&o.evidence[i])
	}
}

// add adds the phones of a row.
func (s *prescannedPhones) add(cells []string) {
	if len(s.columns) == 0 {
		return
	}
	s.seen = true
	region, named := s.region, false
	for _, col := range s.country {
		if word := strings.TrimSpace(normalize.Unmarked(cells[col.at])); word != "" {
			region, named = phone.Region(word)
			break
		}
	}
	for i, col := range s.columns {
		s.evidence[i].Add(s.parser, normalize.Unmarked(cells[col.at]), region, named)
	}
}

func (s *prescannedPhones) decide() map[int]phone.Plus {
	plus := map[int]phone.Plus{}
	for i, col := range s.columns {
		plus[col.at] = s.evidence[i].Decide()
	}
	return plus
}

// OnlyPhones reports whether the prescan asks for nothing but how numbers without a
// plus are read.
func (s *Prescan) OnlyPhones() bool { return len(s.dates) == 0 && len(s.names) == 0 }

// PhonesConclusive reports whether the rows that were seen leave no doubt that the
// numbers without a plus are national ones.
func (s *Prescan) PhonesConclusive() bool { return s.phones.conclusive() }

func (s *prescannedPhones) conclusive() bool {
	for i := range s.evidence {
		if !s.evidence[i].Conclusive() {
			return false
		}
	}
	return true
}

// plusOf returns how the numbers without a plus of a column are read.
func plusOf(m *mapping.Mapping, found Facts, at int) phone.Plus {
	switch m.Plus {
	case mapping.PlusImplied:
		return phone.Implied
	case mapping.PlusNever:
		return phone.Never
	}
	return found.Plus[at]
}
