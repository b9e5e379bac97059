package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"

	"rollcall/pkg/contact"
)

// The characters that stand between values, and between tags, in what digest
// takes the hash of.
const (
	valueEnd = '\x1f'
	tagEnd   = '\x1e'
)

// digested are the columns that the digest of a contact is made of: those of the
// first version, as digests are compared with those of contacts made by it; and
// other_phones where there are some, which that did not have.
var digested = columns[:contact.NumFields+1]

// digester computes a contact's digest, the beginning of the SHA-256 of its values,
// which shows whether it was changed since its import. digestSQL does the same.
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
	if others := columns[othersColumn]; len(others) > 0 {
		b = append(append(b, valueEnd), others...)
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
		a + ".fields::text, array_to_string(" + a + ".tags, E'\\x1e'), " + a + ".other_phones), 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint"
}

// hexHash is a hash as the table imports has it, or nil.
func hexHash(hash *[32]byte) *string {
	if hash == nil {
		return nil
	}
	text := hex.EncodeToString(hash[:])
	return &text
}
