package registry

import (
	"fmt"
	"strings"
)

// found is a number as the file has it, and what its element says about it.
type found struct {
	value  string
	fields []field
	line   int64
}

// mostPhones is the greatest number of numbers in an element of a record: one with more
// is a list.
const mostPhones = 8

type field struct{ name, value string }

// record makes a line of a number within the first n open elements.
func (m *markup) record(p found, n int) error {
	area, del, err := m.around(n)
	if err != nil {
		return err
	}
	cells := []string{""}
	for _, f := range p.fields {
		switch {
		case isPhoneName(f.name) && f.value != "" && !namesResult(f.name):
			continue
		case isAreaName(f.name):
			if a := areaDigits(f.value); a != 0 {
				area = a
				continue
			}
		}
		i, err := m.column(f, cells)
		if err != nil {
			return err
		}
		if i < 0 {
			continue
		}
		for len(cells) <= i {
			cells = append(cells, "")
		}
		cells[i] = f.value
	}
	cells[0] = m.withAreaCode(p.value, area)
	at := line{number: p.line, text: p.value, cells: cells}
	if m.known {
		return m.takeRecord(&at, del)
	}
	m.queue, m.takenOff = append(m.queue, at), append(m.takenOff, del)
	if len(m.queue) == headLines {
		return m.profileFields()
	}
	return nil
}

// column returns the position of a field among the cells; a second one of its name has
// another. After the records read ahead, a new field that could reverse a line's meaning
// is refused, and any other ignored.
func (m *markup) column(f field, cells []string) (int, error) {
	for k := 0; ; k++ {
		key := field{f.name, strings.Repeat("#", k)}
		i, ok := m.columns[key]
		switch {
		case ok && i < len(cells) && cells[i] != "":
			continue
		case ok:
			return i, nil
		case m.known && namesResult(f.name) && !namesPlain(f.name):
			return 0, unreadableMark(f.name, f.value)
		case m.known || len(m.columns) == maxFields:
			return -1, nil
		}
		m.columns[key] = len(m.header)
		m.header = append(m.header, f.name)
		return len(m.header) - 1, nil
	}
}

// profileFields finds out what the fields of the first records are, and takes those.
func (m *markup) profileFields() error {
	if m.known {
		return nil
	}
	m.known = true
	if err := m.findNamed(); err != nil {
		return err
	}
	for i := range m.queue {
		for len(m.queue[i].cells) < len(m.header) {
			m.queue[i].cells = append(m.queue[i].cells, "")
		}
	}
	m.findPlus()
	if err := m.decide(m.profile()); err != nil {
		return err
	}
	for i := range m.roles {
		if i > 0 && m.roles[i] == roleNumber && len(m.only) == 0 {
			m.roles[i] = rolePlain // the names say which are numbers
		}
	}
	for i := range m.queue {
		if err := m.takeRecord(&m.queue[i], m.takenOff[i]); err != nil {
			return err
		}
	}
	m.queue, m.takenOff = nil, nil
	return nil
}

func (m *markup) takeRecord(at *line, del bool) error {
	was := m.deleted
	m.deleted = was || del
	err := m.take(at)
	m.deleted = was
	return err
}

// withAreaCode returns a number with its area code, which is added if it is missing.
func (m *markup) withAreaCode(value string, area uint64) string {
	local := localDigits(value)
	switch {
	case area != 0 && local != 0 && (m.opts.Region == "" || m.nanp):
		return fmt.Sprintf("+1%d%07d", area, local)
	case area != 0 && m.opts.Region == "" && nanpDigits(value) != 0:
		return fmt.Sprintf("+%d", nanpDigits(value))
	case area != 0 && area != m.zone && len(value) < 9:
		return fmt.Sprint(area) + value
	}
	return value
}

// around returns what the first n open elements say about the numbers within them: their
// area code, and whether they are deletions. If the innermost is the record, it says so
// itself.
func (m *markup) around(n int) (area uint64, del bool, err error) {
	area = m.zone
	areaKnown, settled := false, false
	for i := n - 1; i >= 0; i-- {
		e := &m.stack[i]
		record := i == n-1 && i > 0 && !e.many && !isAreaName(e.name)
		for _, f := range e.fields {
			switch {
			case isAreaName(f.name), isAreaName(e.name) && valueNames[strings.ToLower(f.name)]:
				if a := areaDigits(f.value); a != 0 && !areaKnown {
					area, areaKnown = a, true
				}
			case record || !says(f.name, markNames) && !(namesResult(f.name) && !namesPlain(f.name)):
			default:
				word := canonical(f.value)
				switch {
				case settled:
				case isDelete(word):
					del, settled = true, true
				case isAdd(word):
					settled = true
				case changeLists[word]:
					if !m.opts.Changes {
						return 0, false, refusal("--changes applies additions and deletions to a list", "the file has changes of a list")
					}
				case i > 1 && word != "", i == 1 && (says(e.name, recordNames) || isClear(word) || isYes(word) || isNo(word)):
					return 0, false, unreadableMark(f.name, f.value)
				}
			}
		}
		if !settled && isDeletion(e.name) {
			del, settled = true, true
		}
	}
	return area, del, nil
}
