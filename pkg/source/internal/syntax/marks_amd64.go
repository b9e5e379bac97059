package syntax

// markBlocks looks at n blocks of 64 bytes from b on, at least one and no more
// than to has room for. It takes 16 bytes at a time, by SSE2, which every amd64
// has.
//
//go:noescape
func markBlocks(to *[marked]marks, b *byte, n int, quote, delim byte)
