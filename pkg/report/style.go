package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Style is how text is written.
type Style struct {
	// Color allows colours; each has one meaning: green is imported, yellow
	// wants attention, red was refused, grey matters less.
	Color bool
	// Width is the number of columns. Wrap breaks longer lines between
	// words, for a person; programs get them whole.
	Width int
	Wrap  bool
}

// paint is how a terminal shows text: the parameter of ECMA-48's SGR; "" is plain.
type paint string

const (
	bold  paint = "1"
	faint paint = "2"
	bad   paint = "31"
	good  paint = "32"
	alert paint = "33"
)

func (s Style) paint(p paint, text string) string {
	if !s.Color || p == "" {
		return text
	}
	return "\x1b[" + string(p) + "m" + text + "\x1b[m"
}

// printout is a text for a person, in a style.
type printout struct {
	strings.Builder
	Style
}

func (b *printout) printf(format string, args ...any) { fmt.Fprintf(b, format, args...) }

// title is the first line, section the head of a part.
func (b *printout) title(text string)   { b.printf("%s\n\n", b.paint(bold, text)) }
func (b *printout) section(text string) { b.printf("\n%s\n", b.paint(bold, text)) }

// notice shows what needs attention, after a mark.
func (b *printout) notice(p paint, mark, text string) {
	b.printf("  %s %s\n", b.paint(p, mark), b.Hang(text, 4))
}

// writeTo writes all of it.
func (b *printout) writeTo(w io.Writer) error {
	_, err := io.WriteString(w, b.String())
	return err
}

// Count writes a number with separated thousands: 1,234,567.
func Count(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return sign + b.String()
}

// percent writes a share of a whole: "12.3 %".
func percent(part, whole int64) string {
	if whole == 0 {
		return "0.0 %"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(whole))
}

// Plural writes a count and its noun: "1 row", "2 rows".
func Plural(n int64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Count(n) + " " + noun + "s"
}

// Printable makes text from a file harmless to a terminal: control and format characters,
// which are used for escapes and right-to-left tricks, are shown as escapes, and so are
// bytes that are not UTF-8, some of which are controls for some terminals.
func Printable(s string) string {
	if isPlain(s) || !strings.ContainsFunc(s, isDangerous) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], string(r)):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case isDangerous(r):
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// PrintableJSON returns an equivalent JSON text that is harmless to a terminal: control
// and format characters that encoding/json leaves in strings are escaped.
func PrintableJSON(text []byte) []byte {
	var out []byte // once something is escaped
	start := 0
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf && c != 0x7f {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if isDangerous(r) {
			out = append(out, text[start:i]...)
			for _, unit := range utf16.Encode([]rune{r}) {
				out = fmt.Appendf(out, `\u%04x`, unit)
			}
			start = i + n
		}
		i += n
	}
	if out == nil {
		return text
	}
	return append(out, text[start:]...)
}

// isDangerous reports whether a character must be escaped. Line breaks are the program's
// own, in error messages of several lines; text from cells is shown by Cell.
func isDangerous(r rune) bool {
	return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029')
}

// Cell shows a cell's text on one line.
func Cell(s string) string {
	if isPlain(s) {
		return s
	}
	return onOneLine.Replace(Printable(s))
}

var onOneLine = strings.NewReplacer("\n", "⏎", "\t", " ")

// isPlain reports whether all of s is visible ASCII, as in most cells.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}

// drawBar draws a share of a whole in at most width columns; a share above 0 is visible.
func drawBar(part, whole int64, width int) string {
	if whole <= 0 || part <= 0 || width <= 0 {
		return ""
	}
	eighths := max(1, int(float64(part)/float64(whole)*float64(width)*8+0.5))
	eighths = min(eighths, width*8)
	bar := strings.Repeat("█", eighths/8)
	if rest := eighths % 8; rest > 0 {
		bar += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return bar
}

// Hang breaks text at spaces to fit the terminal; further lines begin in the given column.
// A word, such as a path, is never broken.
func (s Style) Hang(text string, column int) string {
	if !s.Wrap {
		return text
	}
	var b strings.Builder
	at := column
	for i, word := range strings.Split(text, " ") {
		width := ansi.StringWidth(word)
		switch {
		case i == 0:
		case at+1+width > s.Width:
			b.WriteString("\n" + strings.Repeat(" ", column))
			at = column
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += width
	}
	return b.String()
}

// ShellQuote shows a path so that it can be pasted into a shell.
func ShellQuote(path string) string {
	if path != "" && !strings.ContainsFunc(path, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./,:+@%=", r))
	}) {
		return path
	}
	if shown := Cell(path); shown != path {
		// Characters that a terminal would act on are written as escapes for bash and zsh.
		return "$" + asciiQuote(path)
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// asciiQuote puts single quotes around a text, in which everything that is not plain ASCII
// is written as octal escapes of its bytes.
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
