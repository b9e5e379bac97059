package registry

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
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

// markup reads XML: elements or attributes of area codes, and within them or
// beside them those of numbers, whatever their order:
//
//	<list type="full" level="state" val="TX"><ac val="214"><ph val="7365000"/></ac></list>
//	<record><areacode>214</areacode><phone>7365000</phone><action>D</action></record>
type markup struct {
	*List
	d     *xml.Decoder
	from  *tokenReader
	stack []element
	area  uint64 // from the name of the part
}

// element is an open element.
type element struct {
	name   string
	fields []field // its attributes, and the texts of its simple elements
	text   []byte
	inner  bool // it has elements
	// phones are numbers of simple elements; those of a record wait for what
	// else it says.
	phones []string
	many   bool // more than one: each counts as it comes
}

type field struct{ name, value string }

func newMarkup(l *List, text io.Reader) *markup {
	m := &markup{List: l, from: &tokenReader{from: text}, area: areaOf(strings.TrimSuffix(l.part.Name, ".xml"))}
	m.d = xml.NewDecoder(m.from)
	m.d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if l := strings.ToLower(label); strings.HasPrefix(l, "utf") || l == "us-ascii" {
			return in, nil // UTF-16 was decoded before
		}
		return charmap.Windows1252.NewDecoder().Reader(in), nil
	}
	return m
}

// tokenReader ends the reading where a single token would take all memory.
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
		return refusal("check that this is the right file", "the XML has more than %d elements within one another", maxDepth)
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
		return m.simple(&m.stack[n-2], e.name, text)
	}
	if text != "" && !e.inner {
		e.fields = append(e.fields, field{e.name, text})
	}
	if isPhoneName(e.name) {
		for _, f := range e.fields {
			if isValueName(f.name) || f.name == e.name {
				return m.emit(f.value, n)
			}
		}
	}
	for _, f := range e.fields {
		if isPhoneName(f.name) && f.name != e.name {
			if err := m.emit(f.value, n); err != nil {
				return err
			}
		}
	}
	for _, p := range e.phones {
		if err := m.emit(p, n); err != nil {
			return err
		}
	}
	if n == 1 {
		m.note(e)
	}
	return nil
}

// simple takes an element that is nothing but text as a field of the one that it
// stands in.
func (m *markup) simple(parent *element, name, text string) error {
	if !isPhoneName(name) {
		if len(parent.fields) < maxFields {
			parent.fields = append(parent.fields, field{name, text})
		}
		return nil
	}
	parent.phones = append(parent.phones, text)
	if parent.many || len(parent.phones) > 1 || isAreaName(parent.name) {
		parent.many = true
		for _, p := range parent.phones {
			if err := m.emit(p, len(m.stack)-1); err != nil {
				return err
			}
		}
		parent.phones = parent.phones[:0]
	}
	return nil
}

// emit takes a number that stands within the first n open elements, which say
// what it is.
func (m *markup) emit(value string, n int) error {
	m.stats.Lines++
	area, del := m.area, false
	areaKnown, settled := false, false
	for i := n - 1; i >= 0; i-- {
		e := &m.stack[i]
		for _, f := range e.fields {
			switch {
			case isAreaName(f.name), isAreaName(e.name) && isValueName(f.name):
				if a := areaDigits(f.value); a != 0 && !areaKnown {
					area, areaKnown = a, true
				}
			case isMarkName(f.name):
				word := canonical(f.value)
				if f.value == "+" || f.value == "-" {
					word = f.value
				}
				switch {
				case settled:
				case isDelete(word):
					del, settled = true, true
				case isAdd(word):
					settled = true
				case i == 0 || i == 1 && !isPhoneName(e.name) && !isRecordName(e.name):
					if isChange(word) {
						del = false
						if !m.opts.Changes {
							return refusal("--changes applies additions and deletions to a list", "the file has changes of a list")
						}
					}
				case word != "":
					return refusal("make a CSV file of it", "the attribute or element %q may say which of the numbers are on the list (%s)", f.name, mask(f.value))
				}
			case strings.Contains(strings.ToLower(f.name), "date"):
				if at, ok := m.readDate(f.value); ok {
					m.dated(at)
				}
			}
		}
		if !settled && i < n && isDeletion(e.name) {
			del, settled = true, true
		}
	}
	if del && !m.opts.Changes {
		return refusal("--changes applies additions and deletions to a list", "the file has deletions")
	}
	var found uint64
	if local := localDigits(value); local != 0 && area != 0 && (m.opts.Region == "" || isNANP(m.opts.Region)) {
		found = 1e10 + area*1e7 + local
	} else if n := nanpDigits(value); n != 0 && (m.opts.Region == "" && area != 0 || isNANP(m.opts.Region)) {
		found = n
	} else {
		full := value
		if areaKnown && len(value) < 9 {
			full = fmt.Sprint(area) + value
		}
		if r := m.parser.Parse(full, m.opts.Region); r.OK() {
			found = number(r.E164)
		}
	}
	if found == 0 {
		line, _ := m.d.InputPos()
		m.unread(int64(line), value)
		return nil
	}
	m.add(Entry{First: found, Last: found, Deleted: del})
	return nil
}

// note takes the date that the outermost element has.
func (m *markup) note(e *element) {
	for _, f := range e.fields {
		if strings.Contains(strings.ToLower(f.name), "date") || says(f.name, set("as of,asof,created,generated,issued")) {
			if at, ok := m.readDate(f.value); ok {
				m.dated(at)
			}
		}
	}
}

func isChange(word string) bool {
	return word == "change" || word == "changes" || word == "delta" || word == "update" || word == "updates" || word == "incremental"
}

func isPhoneName(name string) bool {
	switch strings.ToLower(name) {
	case "ph", "phone", "number", "num", "phonenumber", "phone_number", "phonenum", "telephone", "tel", "tn", "line", "local", "msisdn", "subscriber", "no":
		return true
	}
	return says(name, set("phone,telephone,phone number"))
}

func isAreaName(name string) bool {
	switch strings.ToLower(name) {
	case "ac", "area", "areacode", "area_code", "area-code", "npa", "code":
		return true
	}
	return says(name, set("area code"))
}

func isValueName(name string) bool {
	switch strings.ToLower(name) {
	case "val", "value", "v", "no", "num", "number", "id", "code":
		return true
	}
	return false
}

// isMarkName reports whether an attribute or element may say that a number was
// added or deleted.
func isMarkName(name string) bool {
	return says(name, set("type,action,act,op,operation,status,change,chg,flag,mode,transaction,update,state of number,result,active,deleted,delete,listed"))
}

func isRecordName(name string) bool {
	return says(name, set("record,rec,row,entry,item"))
}
