package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"time"

	"rollcall/pkg/contact"
)

// copyHeader opens a stream in PostgreSQL's binary COPY format: signature,
// flags, length of the header's extension. copyTrailer ends it.
const (
	copyHeader  = "PGCOPY\n\377\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	copyTrailer = "\xff\xff"
)

// tuple writes the values of one row of a binary COPY.
type tuple struct{ bytes []byte }

// begin opens a row of n values.
func (t *tuple) begin(n int) { t.bytes = binary.BigEndian.AppendUint16(t.bytes, uint16(n)) }

func (t *tuple) null() { t.bytes = append(t.bytes, 0xff, 0xff, 0xff, 0xff) }

func (t *tuple) text(v []byte) {
	t.bytes = binary.BigEndian.AppendUint32(t.bytes, uint32(len(v)))
	t.bytes = append(t.bytes, v...)
}

// said writes NULL for what says nothing.
func (t *tuple) said(v []byte) {
	if v == nil {
		t.null()
	} else {
		t.text(v)
	}
}

// filled writes NULL for what is empty.
func (t *tuple) filled(v []byte) {
	if len(v) == 0 {
		t.null()
	} else {
		t.text(v)
	}
}

func (t *tuple) bigint(n int64) {
	t.bytes = binary.BigEndian.AppendUint32(t.bytes, 8)
	t.bytes = binary.BigEndian.AppendUint64(t.bytes, uint64(n))
}

func (t *tuple) smallint(n int16) {
	t.bytes = binary.BigEndian.AppendUint32(t.bytes, 2)
	t.bytes = binary.BigEndian.AppendUint16(t.bytes, uint16(n))
}

// pgEpoch is the instant from which PostgreSQL counts.
var pgEpoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

func (t *tuple) timestamp(at time.Time) { t.bigint(at.Sub(pgEpoch).Microseconds()) }

// jsonb writes a JSON text.
func (t *tuple) jsonb(json []byte) {
	t.bytes = binary.BigEndian.AppendUint32(t.bytes, uint32(len(json)+1))
	t.bytes = append(append(t.bytes, 1), json...) // 1 is the format's version
}

// textOID is the type text in pg_type.
const textOID = 25

// texts writes a text[].
func (t *tuple) texts(all [][]byte) {
	at := len(t.bytes)
	t.bytes = append(t.bytes, 0, 0, 0, 0)
	dimensions := uint32(1)
	if len(all) == 0 {
		dimensions = 0
	}
	t.bytes = binary.BigEndian.AppendUint32(t.bytes, dimensions)
	t.bytes = binary.BigEndian.AppendUint32(t.bytes, 0) // no nulls
	t.bytes = binary.BigEndian.AppendUint32(t.bytes, textOID)
	if dimensions > 0 {
		t.bytes = binary.BigEndian.AppendUint32(t.bytes, uint32(len(all)))
		t.bytes = binary.BigEndian.AppendUint32(t.bytes, 1) // lower bound
	}
	for _, v := range all {
		t.text(v)
	}
	binary.BigEndian.PutUint32(t.bytes[at:], uint32(len(t.bytes)-at-4))
}

// appendObject writes custom fields as PostgreSQL shows a jsonb object: keys
// by length and then by their bytes. What is cleared is null where keepCleared,
// and left out else. The order of customs changes.
func appendObject(dst []byte, customs []customValue, keepCleared bool) []byte {
	slices.SortStableFunc(customs, func(a, b customValue) int {
		if c := cmp.Compare(len(a.key), len(b.key)); c != 0 {
			return c
		}
		return bytes.Compare(a.key, b.key)
	})
	dst = append(dst, '{')
	start := len(dst)
	for i, c := range customs {
		if i+1 < len(customs) && bytes.Equal(c.key, customs[i+1].key) || len(c.json) == 0 && !keepCleared {
			continue
		}
		if len(dst) > start {
			dst = append(dst, ", "...)
		}
		dst = append(appendString(dst, c.key), ": "...)
		if len(c.json) == 0 {
			dst = append(dst, "null"...)
		}
		dst = append(dst, c.json...)
	}
	return append(dst, '}')
}

// jsonValue writes the value of a custom field as PostgreSQL shows it.
func jsonValue(c *contact.Custom) []byte {
	switch {
	case c.Type == contact.Boolean && (c.Text == "true" || c.Text == "false"):
		return []byte(c.Text)
	case c.Type == contact.Number:
		if n, ok := plainNumber(c.Text); ok {
			return []byte(n)
		}
	}
	return appendString(nil, []byte(storable(c.Text)))
}

// appendString writes a JSON string as PostgreSQL does.
func appendString(dst, s []byte) []byte {
	dst = append(dst, '"')
	start := 0
	for i, c := range s {
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\b':
			dst = append(dst, `\b`...)
		case '\f':
			dst = append(dst, `\f`...)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		default:
			const hex = "0123456789abcdef"
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(dst, s[start:]...), '"')
}

// maxDigits bounds the digits of a number that is stored as one.
const maxDigits = 400

// plainNumber writes a JSON number without exponent, as PostgreSQL's numeric
// does. It is not ok where text is none, or has more than maxDigits digits.
func plainNumber(text string) (string, bool) {
	mantissa, power, hasPower := strings.Cut(text, "e")
	if !hasPower {
		mantissa, power, hasPower = strings.Cut(text, "E")
	}
	exponent := 0
	if hasPower {
		var err error
		if exponent, err = strconv.Atoi(power); err != nil || exponent > maxDigits || exponent < -maxDigits {
			return "", false
		}
	}
	digits, negative := strings.CutPrefix(mantissa, "-")
	whole, fraction, hasFraction := strings.Cut(digits, ".")
	if whole == "" || hasFraction && fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" ||
		len(whole)+len(fraction) > maxDigits {
		return "", false
	}
	// The point moves by the exponent.
	if exponent > 0 {
		fraction += strings.Repeat("0", max(0, exponent-len(fraction)))
		whole, fraction = whole+fraction[:exponent], fraction[exponent:]
	} else {
		whole = strings.Repeat("0", max(0, -exponent-len(whole))) + whole
		whole, fraction = whole[:len(whole)+exponent], whole[len(whole)+exponent:]+fraction
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	zero := strings.Trim(whole+fraction, "0") == ""
	if fraction != "" {
		whole += "." + fraction
	}
	if negative && !zero {
		whole = "-" + whole
	}
	return whole, true
}

// The characters that stand between values, and between tags, in what digest
// takes the hash of.
const (
	valueEnd = '\x1f'
	tagEnd   = '\x1e'
)

// digested are the columns that the digest of a contact is made of: those of the
// first version, as digests are compared with those of contacts made by it.
var digested = columns[:contact.NumFields+1]

// digester computes what tells whether a contact is still as its import made
// it: the beginning of the SHA-256 of its values. digestSQL does the same.
type digester struct{ bytes []byte }

func (d *digester) sum(columns [][]byte, fields []byte, tags [][]byte) int64 {
	b := d.bytes[:0]
	for _, v := range columns[:len(digested)] {
		b = append(append(b, v...), valueEnd)
	}
	b = append(append(b, fields...), valueEnd)
	for i, t := range tags {
		if i > 0 {
			b = append(b, tagEnd)
		}
		b = append(b, t...)
	}
	d.bytes = b
	hash := sha256.Sum256(b)
	return int64(binary.BigEndian.Uint64(hash[:]))
}

// digestSQL computes the same of the contacts of the table alias a.
func digestSQL(a string) string {
	parts := make([]string, len(digested))
	for i, c := range digested {
		parts[i] = "coalesce(" + a + "." + c + ", '')"
	}
	return `('x' || encode(substr(sha256(convert_to(concat_ws(E'\x1f', ` + strings.Join(parts, ", ") + ", " +
		a + ".fields::text, array_to_string(" + a + ".tags, E'\\x1e')), 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint"
}
