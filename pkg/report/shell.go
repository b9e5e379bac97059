package report

import (
	"fmt"
	"strings"
)

// ShellQuote shows a path so that it can be pasted into a shell.
func ShellQuote(path string) string {
	if path != "" && !strings.ContainsFunc(path, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./,:+@%=", r))
	}) {
		return path
	}
	if shown := Cell(path); shown != path {
		// What a terminal would obey, bash and zsh read as escapes.
		return "$" + asciiQuote(path)
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// asciiQuote puts single quotes around a text of which all that is not plain
// ASCII is written as the octal escapes of its bytes.
func asciiQuote(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if c < ' ' || c >= 0x7f || c == '\'' || c == '\\' {
			fmt.Fprintf(&b, `\%03o`, c)
		} else {
			b.WriteByte(c)
		}
	}
	return "'" + b.String() + "'"
}
