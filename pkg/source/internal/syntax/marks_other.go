//go:build !amd64

package syntax

// markBlocks looks at n blocks of 64 bytes from b on, at least one and no more
// than to has room for.
func markBlocks(to *[marked]marks, b *byte, n int, quote, delim byte) {
	markWords(to, b, n, quote, delim)
}
