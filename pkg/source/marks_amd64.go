package source

// markBlock has a bit for each of 64 bytes that is a quote, a delimiter, or LF
// or CR. It takes 16 bytes at a time, by SSE2, which every amd64 has.
//
//go:noescape
func markBlock(b *[64]byte, quote, delim byte) (quotes, delims, breaks uint64)
