package registry

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/encoding/charmap"

	"rollcall/pkg/source"
)

const (
	maxDepth  = 32      // of elements within one another
	maxToken  = 1 << 20 // bytes of a tag or text
	maxText   = 256     // bytes of an element's text that are kept
	maxFields = 64      // attributes and simple elements of a record
)

// markup reads XML: elements or attributes of area codes, and within or next to them
// those of numbers, in any order:
//
//	<list type="full" level="state" val="TX"><ac val="214"><ph val="7365000"/></ac></list>
//	<record><areacode>214</areacode><phone>7365000</phone><action>D</action></record>
//
// Each number makes a record: its cells are the number, and the attributes and simple
// elements of its element and of the one around it. They are read like the columns of
// other files.
type markup struct {
	*lines
	d     *xml.Decoder
	from  *tokenReader
	stack []element
	zone  uint64 // the area code in the name of the part
	// columns are the positions of the fields in a record.
	columns map[field]int
	// known: the columns were studied.
	known bool
	// deleted are the records read ahead that are in elements of deletions.
	takenOff []bool
}

// element is an open element.
type element struct {
	name   string
	fields []field // its attributes, and the texts of its simple elements
	text   []byte
	inner  bool // it has elements
	// phones are numbers in it, kept until all of it was read.
	phones []found
	// many: it has more numbers than a record; each counts as it comes.
	many bool
	// filled: there are numbers in elements of it.
	filled bool
}

func newMarkup(l *List, text io.Reader) *markup {
	stem := strings.TrimSuffix(l.part.Name, ".xml")
	m := &markup{lines: &lines{List: l}, from: &tokenReader{from: text}, zone: areaOf(stem), columns: map[field]int{}}
	m.records, m.header = true, []string{"phone"}
	m.entitled(stem)
	m.entitled(l.part.Folder)
	m.nanp = isNANP(l.opts.Region)
	m.d = xml.NewDecoder(m.from)
	m.d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if l := strings.ToLower(label); strings.HasPrefix(l, "utf") || l == "us-ascii" {
			return in, nil // UTF-16 was decoded before
		}
		return charmap.Windows1252.NewDecoder().Reader(in), nil
	}
	return m
}

// tokenReader ends the reading if a single token would take all memory.
type tokenReader struct {
	from io.Reader
	n    int
	err  error
}

func (t *tokenReader) Read(b []byte) (int, error) {
	if t.n > maxToken+1<<16 {
		return 0, errors.New("a tag or text is longer than 1 MiB")
	}
	n, err := t.from.Read(b)
	t.n += n
	if err != nil && err != io.EOF {
		t.err = err
	}
	return n, err
}

// read reads some elements.
func (m *markup) read() error {
	for range 2000 {
		m.from.n = 0
		token, err := m.d.RawToken()
		if err == io.EOF {
			if len(m.stack) > 0 {
				return refusal("get the whole file", "the XML is cut off within <%s>", m.stack[len(m.stack)-1].name)
			}
			if err := m.profileFields(); err != nil {
				return err
			}
			return io.EOF
		}
		if err != nil {
			return m.failed(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = m.start(t)
		case xml.EndElement:
			err = m.end(t)
		case xml.CharData:
			if n := len(m.stack); n > 0 && len(m.stack[n-1].text) < maxText {
				m.stack[n-1].text = append(m.stack[n-1].text, t[:min(len(t), maxText)]...)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (m *markup) failed(err error) error {
	if m.from.err != nil {
		return m.from.err
	}
	line, _ := m.d.InputPos()
	return &source.RefusedError{Line: int64(line), Message: fmt.Sprintf("the XML cannot be read: %v", err), Hint: "check that the download is complete"}
}

func (m *markup) start(t xml.StartElement) error {
	if len(m.stack) == maxDepth {
		return refusal("check that this is the right file", "the XML has more than %d nested elements", maxDepth)
	}
	if n := len(m.stack); n > 0 {
		m.stack[n-1].inner = true
	}
	e := element{name: t.Name.Local}
	for _, a := range t.Attr[:min(len(t.Attr), maxFields)] {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" && a.Name.Space != "xsi" {
			e.fields = append(e.fields, field{a.Name.Local, strings.TrimSpace(a.Value)})
		}
	}
	m.stack = append(m.stack, e)
	return nil
}

func (m *markup) end(t xml.EndElement) error {
	n := len(m.stack)
	if n == 0 || m.stack[n-1].name != t.Name.Local {
		return refusal("check that the download is complete", "the XML ends <%s>, which is not open", t.Name.Local)
	}
	e := &m.stack[n-1]
	text := strings.TrimSpace(string(e.text))
	defer func() { m.stack = m.stack[:n-1] }()
	if !e.inner && len(e.fields) == 0 && n > 1 && text != "" {
		return m.simple(n-2, e.name, text)
	}
	if text != "" && !e.inner {
		e.fields = append(e.fields, field{e.name, text})
	}
	if err := m.phonesOf(n-1, e); err != nil {
		return err
	}
	if len(e.phones) == 0 && !e.many && !e.filled && n > 2 && !isPhoneName(e.name) {
		return m.flatten(n-2, e)
	}
	for _, p := range e.phones {
		if !isAreaName(e.name) && n > 1 {
			p.fields = append(p.fields, e.fields...)
		}
		if err := m.record(p, n); err != nil {
			return err
		}
	}
	if n == 1 {
		m.note(e)
	}
	return nil
}

// phonesOf takes an element's own numbers: its value, if it is an element of a number, or
// an attribute. They belong to the record around it.
func (m *markup) phonesOf(at int, e *element) error {
	line, _ := m.d.InputPos()
	if isPhoneName(e.name) {
		if i := valueOf(e); i >= 0 {
			rest := slices.Delete(slices.Clone(e.fields), i, i+1)
			return m.hold(at-1, found{e.fields[i].value, rest, int64(line)})
		}
	}
	for i, f := range e.fields {
		if isPhoneName(f.name) && f.name != e.name {
			rest := slices.Delete(slices.Clone(e.fields), i, i+1)
			if err := m.hold(at-1, found{f.value, rest, int64(line)}); err != nil {
				return err
			}
		}
	}
	return nil
}

// valueOf returns the position of the field with the number of a number's element: of
// several the one with most digits; -1 if there is none.
func valueOf(e *element) int {
	best, most := -1, -1
	for i, f := range e.fields {
		if !valueNames[strings.ToLower(f.name)] && f.name != e.name {
			continue
		}
		digits := 0
		for _, c := range f.value {
			if c >= '0' && c <= '9' {
				digits++
			}
		}
		if digits > most {
			best, most = i, digits
		}
	}
	return best
}

// simple takes an element with only text as a field of the one that it is in.
func (m *markup) simple(parent int, name, text string) error {
	e := &m.stack[parent]
	if isPhoneName(name) {
		line, _ := m.d.InputPos()
		return m.hold(parent, found{value: text, line: int64(line)})
	}
	if (e.many || e.filled) && parent > 0 && namesResult(name) && !namesPlain(name) {
		return unreadableMark(name, text)
	}
	if len(e.fields) < maxFields {
		e.fields = append(e.fields, field{name, text})
	}
	return nil
}

// flatten takes the fields of an element without numbers as fields of the one that it is
// in: <status code="C"/>, <result><code>C</code></result>.
func (m *markup) flatten(parent int, e *element) error {
	for _, f := range e.fields {
		name := f.name
		if valueNames[strings.ToLower(name)] {
			name = e.name
		}
		if err := m.simple(parent, name, f.value); err != nil {
			return err
		}
	}
	return nil
}

// hold keeps a number until the element that it is in ends, or counts it if that is a
// list.
func (m *markup) hold(at int, p found) error {
	if at < 0 {
		return m.record(p, 0)
	}
	for i := range at {
		m.stack[i].filled = true
	}
	e := &m.stack[at]
	if e.many || at == 0 || isAreaName(e.name) {
		return m.record(p, at+1)
	}
	if e.phones = append(e.phones, p); len(e.phones) <= mostPhones {
		return nil
	}
	e.many = true
	for _, p := range e.phones {
		if err := m.record(p, at+1); err != nil {
			return err
		}
	}
	e.phones = nil
	return nil
}

func unreadableMark(name, value string) error {
	return refusal("make a CSV file of it", "the attribute or element %q may say which of the numbers are on the list (%s)", name, mask(value))
}

// note takes the date of the outermost element.
func (m *markup) note(e *element) {
	for _, f := range e.fields {
		if strings.Contains(strings.ToLower(f.name), "date") || says(f.name, asOfNames) {
			if at, ok := m.readDate(f.value); ok {
				m.dated(at)
			}
		}
	}
}

func isPhoneName(name string) bool {
	return phoneNames[strings.ToLower(name)] || says(name, phoneInNames)
}

func isAreaName(name string) bool {
	return areaNames[strings.ToLower(name)] || says(name, areaInNames)
}
