package store

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"rollcall/pkg/contact"
)

// copyHeader opens a stream in PostgreSQL's binary COPY format: signature,
// flags, length of the header's extension. copyTrailer ends it.
const (
	copyHeader  = "PGCOPY\n\377\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	copyTrailer = "\xff\xff"
)

// The staging table's columns in the order in which rows are encoded: line,
// phone, opt_out, columns, fields, tags, raw. In columns and in fields, NULL
// says nothing and ” (in fields, null) empties the field.
var stagingWidth = 3 + len(columns) + 3

// buffers hold encoded rows on their way from Encode to the connection.
var buffers = sync.Pool{New: func() any { return &buffer{} }}

// buffer is a run of rows in binary COPY format.
type buffer struct {
	bytes []byte
	rows  int64
	// rowTags: a row has tags of its own; clears: one empties a field.
	rowTags, clears bool
	scratch         []byte
}

// Encode turns the accepted rows and the opt-outs into what Write takes. It
// may be called by several goroutines at once, and keeps nothing of rows.
func (im *Import) Encode(rows []contact.Row) (any, error) {
	b := buffers.Get().(*buffer)
	*b = buffer{bytes: b.bytes[:0], scratch: b.scratch[:0]}
	for i := range rows {
		row := &rows[i]
		switch {
		case row.Reason == contact.Accepted:
			im.encodeRow(b, row)
		case row.OptOut && row.Contact.Phone != "":
			b.begin(row.Line, row.Contact.Phone, true)
			for range stagingWidth - 3 {
				b.null()
			}
		}
	}
	return b, nil
}

func (im *Import) encodeRow(b *buffer, row *contact.Row) {
	c := &row.Contact
	mayClear := im.spec.Duplicates == contact.Update
	b.rows++
	b.begin(row.Line, c.Phone, false)
	zone, zones := c.Values[contact.TimeZone], ""
	if strings.IndexByte(zone, ' ') >= 0 {
		zone, zones = "", zone
	}
	for i := range contact.NumFields {
		f := contact.Field(i)
		v := c.Values[i]
		if f == contact.TimeZone {
			v = zone
		}
		switch {
		case v != "":
			b.text(v)
		case mayClear && c.Clear.Has(f):
			b.clears = true
			b.text("")
		default:
			b.null()
		}
	}
	if zones != "" {
		b.text(zones)
	} else {
		b.null()
	}
	b.fields(c.Custom, mayClear)
	b.tags(im.spec.Tags, c.Tags)
	if im.spec.Raw != nil {
		b.blob(im.spec.Raw(row.Cells))
	} else {
		b.null()
	}
}

// begin opens a tuple with its first three columns.
func (b *buffer) begin(line int64, phone string, optOut bool) {
	b.bytes = binary.BigEndian.AppendUint16(b.bytes, uint16(stagingWidth))
	b.bytes = binary.BigEndian.AppendUint32(b.bytes, 8)
	b.bytes = binary.BigEndian.AppendUint64(b.bytes, uint64(line))
	b.text(phone)
	b.bytes = binary.BigEndian.AppendUint32(b.bytes, 1)
	if optOut {
		b.bytes = append(b.bytes, 1)
	} else {
		b.bytes = append(b.bytes, 0)
	}
}

func (b *buffer) null() { b.bytes = append(b.bytes, 0xff, 0xff, 0xff, 0xff) }

// text writes a text, without what PostgreSQL can't hold in one.
func (b *buffer) text(s string) {
	s = storable(s)
	b.bytes = binary.BigEndian.AppendUint32(b.bytes, uint32(len(s)))
	b.bytes = append(b.bytes, s...)
}

func (b *buffer) blob(raw []byte) {
	b.bytes = binary.BigEndian.AppendUint32(b.bytes, uint32(len(raw)))
	b.bytes = append(b.bytes, raw...)
}

// storable is s in UTF-8 without NUL. Cleaned values are so already; this
// keeps a value that isn't from failing the whole import.
func storable(s string) string {
	if strings.IndexByte(s, 0) < 0 && utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\uFFFD")
}

// fields writes custom fields as a jsonb object; a cleared field is null.
func (b *buffer) fields(custom []contact.Custom, mayClear bool) {
	j := append(b.scratch[:0], 1) // jsonb's version
	for i := range custom {
		c := &custom[i]
		if c.Clear && !mayClear || !c.Clear && c.Text == "" {
			continue
		}
		if len(j) == 1 {
			j = append(j, '{')
		} else {
			j = append(j, ',')
		}
		j = append(appendJSON(j, c.Key), ':')
		switch {
		case c.Clear:
			b.clears = true
			j = append(j, "null"...)
		case c.Type == contact.Number || c.Type == contact.Boolean:
			j = append(j, c.Text...)
		default:
			j = appendJSON(j, c.Text)
		}
	}
	b.scratch = j
	if len(j) == 1 {
		b.null()
		return
	}
	b.scratch = append(j, '}')
	b.blob(b.scratch)
}

// appendJSON appends s as a JSON string.
func appendJSON(dst []byte, s string) []byte {
	s = storable(s)
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, `\n`...)
		case '\t':
			dst = append(dst, `\t`...)
		default:
			dst = append(dst, `\u00`...)
			if c < 0x10 {
				dst = append(dst, '0')
			}
			dst = strconv.AppendUint(dst, uint64(c), 16)
		}
	}
	return append(append(dst, s[start:]...), '"')
}

// textOID is the type text in pg_type.
const textOID = 25

// tags writes the row's tags behind those of the import as a text[]; NULL
// where the row has none of its own.
func (b *buffer) tags(common, own []string) {
	if len(own) == 0 {
		b.null()
		return
	}
	b.rowTags = true
	at := len(b.bytes)
	b.bytes = append(b.bytes, make([]byte, 4+5*4)...)
	n := 0
	add := func(t string) {
		b.text(t)
		n++
	}
	for _, t := range common {
		add(t)
	}
	for i, t := range own {
		if !slices.Contains(common, t) && !slices.Contains(own[:i], t) {
			add(t)
		}
	}
	head := b.bytes[at:]
	binary.BigEndian.PutUint32(head, uint32(len(b.bytes)-at-4))
	binary.BigEndian.PutUint32(head[4:], 1) // dimensions
	binary.BigEndian.PutUint32(head[8:], 0) // no nulls
	binary.BigEndian.PutUint32(head[12:], textOID)
	binary.BigEndian.PutUint32(head[16:], uint32(n))
	binary.BigEndian.PutUint32(head[20:], 1) // lower bound
}
