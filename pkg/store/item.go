package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/contact"
)

// An item is what the rows of a list say of one number, in the form in which it
// waits in a sorter:
//
//	phone    length and bytes
//	line     of the first of the rows
//	columns  each: 0 says nothing, else length+1 and bytes, none to empty it
//	customs  their number, then each: key, and as with columns the JSON value
//	tags     their number, then each: length and bytes; the rows' own
//	answers  length and bytes: what the first row's consent columns say
//	raw      the rest: what Spec.Raw gave
//
// Numbers are unsigned varints.
type item struct {
	phone   []byte
	line    uint64
	columns [][]byte
	customs []customValue
	tags    [][]byte
	answers []byte
	raw     []byte
}

// customValue is the value of a custom field as JSON, or empty to clear it.
type customValue struct{ key, json []byte }

// phoneKey packs the beginning of a phone number so that keys are ordered as
// the numbers are.
func phoneKey(phone string) (key uint64) {
	digits := strings.TrimPrefix(phone, "+")
	for i := range 16 {
		key <<= 4
		if i >= len(digits) {
			continue
		}
		if c := digits[i]; '0' <= c && c <= '9' {
			key |= uint64(c-'0') + 1
		} else {
			key |= 15
		}
	}
	return key
}

// digitsOf returns the digits of an E.164 number as a number.
func digitsOf[T string | []byte](phone T) (n uint64, ok bool) {
	if len(phone) < 4 || len(phone) > 16 || phone[0] != '+' || phone[1] == '0' {
		return 0, false
	}
	for i := 1; i < len(phone); i++ {
		digit := phone[i] - '0'
		if digit > 9 {
			return 0, false
		}
		n = 10*n + uint64(digit)
	}
	return n, true
}

// byPhone orders items that begin with different numbers of one key.
func byPhone(a, b []byte) int { return bytes.Compare(phoneOf(a), phoneOf(b)) }

// phoneOf is the number of an encoded item.
func phoneOf(item []byte) []byte {
	n, w := binary.Uvarint(item)
	return item[w : w+int(n)]
}

func appendBytes[T string | []byte](dst []byte, s T) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

// appendSaid appends a value that may say nothing.
func appendSaid(dst, v []byte) []byte {
	if v == nil {
		return append(dst, 0)
	}
	return append(binary.AppendUvarint(dst, uint64(len(v))+1), v...)
}

// appendItem encodes an item.
func appendItem(dst []byte, it *item) []byte {
	dst = appendBytes(dst, it.phone)
	dst = binary.AppendUvarint(dst, it.line)
	for _, v := range it.columns {
		dst = appendSaid(dst, v)
	}
	dst = binary.AppendUvarint(dst, uint64(len(it.customs)))
	for _, c := range it.customs {
		dst = appendBytes(appendBytes(dst, c.key), c.json)
	}
	dst = binary.AppendUvarint(dst, uint64(len(it.tags)))
	for _, t := range it.tags {
		dst = appendBytes(dst, t)
	}
	return append(appendBytes(dst, it.answers), it.raw...)
}

// appendRow encodes what a row says, less its answers (appendAnswers), which are
// to follow. Emptying is said only where mayClear.
func appendRow(dst []byte, row *contact.Row, mayClear bool) []byte {
	c := &row.Contact
	dst = appendBytes(dst, storable(c.Phone))
	dst = binary.AppendUvarint(dst, uint64(row.Line))
	// Several zones empty time_zone, which has the one where there is one.
	zones := storable(c.Values[contact.TimeZone])
	zone := zones
	if strings.IndexByte(zone, ' ') >= 0 {
		zone = ""
	}
	for i := range contact.NumFields {
		f := contact.Field(i)
		v := c.Values[i]
		if f == contact.TimeZone {
			dst = appendOwn(dst, zone, mayClear && c.Clear.Has(f) || zones != "")
		} else {
			dst = appendOwn(dst, storable(v), mayClear && c.Clear.Has(f))
		}
	}
	dst = appendOwn(dst, zones, false)
	dst = appendOwn(dst, c.ZoneFrom, zones != "")
	dst = appendOwn(dst, c.CallingStates, zones != "")
	dst = appendOwn(dst, storable(c.OtherPhones), false)
	dst = appendCustoms(dst, c.Custom, mayClear)
	dst = binary.AppendUvarint(dst, uint64(len(c.Tags)))
	for _, t := range c.Tags {
		dst = appendBytes(dst, storable(t))
	}
	return dst
}

// appendOwn appends a value that PostgreSQL can hold.
func appendOwn(dst []byte, v string, clears bool) []byte {
	if v == "" && !clears {
		return append(dst, 0)
	}
	return append(binary.AppendUvarint(dst, uint64(len(v))+1), v...)
}

func appendCustoms(dst []byte, custom []contact.Custom, mayClear bool) []byte {
	said := func(c *contact.Custom) bool { return c.Clear && mayClear || !c.Clear && c.Text != "" }
	n := 0
	for i := range custom {
		if said(&custom[i]) {
			n++
		}
	}
	dst = binary.AppendUvarint(dst, uint64(n))
	var short [256]byte
	for i := range custom {
		if c := &custom[i]; said(c) {
			dst = appendBytes(dst, storable(c.Key))
			if c.Clear {
				dst = append(dst, 0)
				continue
			}
			dst = appendBytes(dst, appendValue(short[:0], c))
		}
	}
	return dst
}

// storable returns s in UTF-8 without NUL, which PostgreSQL can hold. Cleaned values
// are like that already; this keeps one that is not from failing the whole import.
func storable(s string) string {
	for i := range len(s) {
		if c := s[i]; c == 0 || c >= utf8.RuneSelf {
			return storableAny(s)
		}
	}
	return s
}

func storableAny(s string) string {
	if strings.IndexByte(s, 0) < 0 && utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "\uFFFD")
}

var errBrokenItem = errors.New("a row in the temporary file is corrupt")

// itemReader takes an item apart. After a broken one, bytes is nil.
type itemReader struct{ bytes []byte }

func (r *itemReader) number() uint64 {
	if len(r.bytes) > 0 && r.bytes[0] < 0x80 {
		n := r.bytes[0]
		r.bytes = r.bytes[1:]
		return uint64(n)
	}
	return r.longNumber()
}

// longNumber reads a number of several bytes.
func (r *itemReader) longNumber() uint64 {
	n, w := binary.Uvarint(r.bytes)
	if w <= 0 {
		r.bytes = nil
		return 0
	}
	r.bytes = r.bytes[w:]
	return n
}

func (r *itemReader) take(n uint64) []byte {
	if n > uint64(len(r.bytes)) {
		r.bytes = nil
		return nil
	}
	taken := r.bytes[:n:n]
	r.bytes = r.bytes[n:]
	return taken
}

// decode reads an encoded item, whose parts it then shares.
func (it *item) decode(encoded []byte) error {
	r := itemReader{encoded}
	it.phone = r.take(r.number())
	it.line = r.number()
	it.columns = it.columns[:0]
	for range columns {
		if n := r.number(); n > 0 {
			it.columns = append(it.columns, r.take(n-1))
		} else {
			it.columns = append(it.columns, nil)
		}
	}
	it.customs = it.customs[:0]
	for n := r.number(); n > 0 && r.bytes != nil; n-- {
		it.customs = append(it.customs, customValue{r.take(r.number()), r.take(r.number())})
	}
	it.tags = it.tags[:0]
	for n := r.number(); n > 0 && r.bytes != nil; n-- {
		it.tags = append(it.tags, r.take(r.number()))
	}
	it.answers = r.take(r.number())
	if r.bytes == nil {
		return errBrokenItem
	}
	it.raw = r.bytes
	return nil
}

// isConsent reports whether the i-th of columns is about the consent: what an older
// consent says of it does not replace what is known of a later one.
func isConsent(i int) bool {
	return contact.Field(i) == contact.ConsentDate || contact.Field(i) == contact.ConsentSource
}

// few is how many are compared one by one.
const few = 64

// joinTags appends those of more that are not there yet.
func joinTags(tags, more [][]byte) [][]byte {
	if len(tags)+len(more) <= few {
		for _, t := range more {
			if !slices.ContainsFunc(tags, func(o []byte) bool { return bytes.Equal(o, t) }) {
				tags = append(tags, t)
			}
		}
		return tags
	}
	have := make(map[string]bool, len(tags)+len(more))
	for _, t := range tags {
		have[string(t)] = true
	}
	for _, t := range more {
		if !have[string(t)] {
			have[string(t)] = true
			tags = append(tags, t)
		}
	}
	return tags
}
