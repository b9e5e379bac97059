package cell

import "rollcall/pkg/source/internal/bytesearch"

// IsPlainNumber reports whether a cell is 9 to 24 bytes of ASCII up to "9", so no letters, and
// ends with a digit. It is fast, and enough to pass a cell in a column of phone numbers.
func IsPlainNumber(s string) bool {
	const shortest, longest = 9, 24
	if len(s) < shortest || len(s) > longest || s[len(s)-1]-'0' > 9 {
		return false
	}
	const beyond = (0x7f - '9') * bytesearch.Ones
	b := bytesearch.Bytes(s)
	x := bytesearch.Word(b, 0)
	bad := x | (x&bytesearch.Lows + beyond)
	x = bytesearch.Word(b, len(b)-8)
	bad |= x | (x&bytesearch.Lows + beyond)
	if len(b) > 16 {
		x = bytesearch.Word(b, 8)
		bad |= x | (x&bytesearch.Lows + beyond)
	}
	return bad&bytesearch.Highs == 0
}
