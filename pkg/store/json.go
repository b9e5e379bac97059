package store

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/contact"
)

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

// appendValue writes the value of a custom field as PostgreSQL shows it.
func appendValue(dst []byte, c *contact.Custom) []byte {
	switch {
	case c.Type == contact.Boolean && (c.Text == "true" || c.Text == "false"):
		return append(dst, c.Text...)
	case c.Type == contact.Number:
		if n, ok := plainNumber(c.Text); ok {
			return append(dst, n...)
		}
	}
	return appendString(dst, storable(c.Text))
}

// appendString writes a JSON string as PostgreSQL does.
func appendString[T string | []byte](dst []byte, s T) []byte {
	dst = append(dst, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
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
