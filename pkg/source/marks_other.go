//go:build !amd64

package source

// markBlock has a bit for each of 64 bytes that is a quote, a delimiter, or LF
// or CR.
func markBlock(b *[64]byte, quote, delim byte) (quotes, delims, breaks uint64) {
	return markWords(b, quote, delim)
}
