package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
)

// entry matches a line of a directory: a mark or the number of the line, a name, what leads to
// the phone number, that number, and what is said of it. sent matches what a messenger writes
// before a line.
var (
	entry = lazyregexp.New(`^\s*(?:[-*•·–—]\s+|\(?\d{1,4}[.)]\s+)?(\pL[\pL\pM .'’&()/-]*?(?:, [\pL\pM .'’-]+?)?)` +
		`(?:\s*(?:\.{2,}|(?:\s\.){2,}|…+|_{2,})\s*|\s*[:=–—,;]\s*|\s+-\s+|\s+)` +
		`(\+?\(?\d[\d ().\x{a0}/-]{5,}\d\)?)(?:\s*$|\s*[-–—,;:]\s*(\pL.*)$|\s+(\(?\pL.*)$)`)
	numberFirst = lazyregexp.New(`^\s*(\+?\(?\d[\d ().\x{a0}/-]{5,}\d)(?:\s*[:=–—]\s*|\s+-\s+|\s+)(\pL[\pL\pM .'’-]*?)(?:\s*$|\s+[-–—]\s+(\pL.*)$|\s+(\(\pL.*)$)`)
	plainCells  = lazyregexp.New(`^\s*\pL[^,;]*(?:, [\pL\pM .'’-]+)?\s*[,;]\s*\+?\(?\d`)
	sent        = lazyregexp.New(`^\x{200e}?\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?[ \x{202f}]?(?:[APap][Mm])?\]?(?: -)? ([^:]{1,40}): `)
)

// directoryLines is the framing of a list of names and numbers as people write it, a line for
// each of them: "Ann Lee .... 206-555-0134", "1. Ann Lee 206-555-0134". Its columns have no
// names, or a line above all others has them. Cells as in CSV are left to the header.
func directoryLines(lines []string) (*framing, []string) {
	const fewest = 3
	if len(lines) < fewest || strings.Count(lines[0], ",") > 1 || strings.ContainsAny(lines[0], "\t|;") { // for speed
		return nil, nil
	}
	titles := map[string]bool{} // and names of the columns
	people := map[string]bool{} // the words of their names
	entries, others, notes, small := 0, 0, 0, 0
	for _, l := range lines {
		m := cutEntry(l)
		switch {
		case strings.TrimSpace(l) == "", len(strings.TrimSpace(l)) == 1: // the letter of a group
		case m != nil && cell.IsPhone(m[2]) && !cell.NamesPhone(m[1]) && len(m[1]) > 1 && !plainCells().MatchString(l):
			entries++
			if hasSmallWord(m[1]) {
				small++ // "wrong number", "her son"
			}
			for w := range strings.FieldsSeq(m[1]) {
				people[strings.Trim(w, ",.")] = true
			}
			if note := m[3] + m[4]; note != "" {
				notes++
				if strings.Contains(note, "  ") || note[0] != '(' && len(strings.Fields(note)) == 1 && normalize.AnswerOf(note).Answers() {
					return nil, nil // a column without a name
				}
			}
		case cell.HasPhoneDigits(l), strings.ContainsAny(l, "\t|"):
			return nil, nil
		case entries == 0 && named(strings.FieldsFunc(l, isLeader)) > 1:
			names := splitWide(strings.NewReplacer(".", "  ", ",", "  ").Replace(l))
			if len(names) == 1 {
				names = strings.Fields(l)
			}
			if len(names) != 2 {
				return nil, nil
			}
			titles[l] = !remark.SaysDoNotCall(l)
		case entries > 0 && slices.ContainsFunc(strings.Fields(l), func(w string) bool { return people[strings.Trim(w, ",.:;!()")] }):
			return nil, nil // it says something of somebody
		default:
			others++
			if entries == 0 {
				titles[l] = !remark.SaysDoNotCall(l) && !remark.HeadsMinors(l) && !remark.PermitsLooks(l) && !remark.LimitsRows(l)
			}
		}
	}
	if entries < fewest || 2*others > entries+2 || 2*notes > entries || small > 0 && small < entries {
		return nil, nil
	}
	return framingOfDirectory(titles, notes > 0)
}

// framingOfDirectory is the framing of such a list, without its titles, and the names of its
// columns.
func framingOfDirectory(titles map[string]bool, notes bool) (*framing, []string) {
	names := []string{"Name", "Phone"}
	if notes {
		names = append(names, "Notes")
	}
	f := &framing{stand: unitSeparator}
	f.line = func(out []byte, line string) []byte {
		m := cutEntry(line)
		switch {
		case titles[line], len(strings.TrimSpace(line)) == 1:
			return out
		case m == nil || !cell.IsPhone(m[2]) || m[3]+m[4] != "" && !notes:
			return f.text(out, []byte(line))
		}
		return f.cells(out, []string{strings.TrimSpace(m[1]), m[2], m[3] + m[4]}[:len(names)])
	}
	return f, names
}

// particles are the words of names that begin with small letters.
var particles = alternatives("de da di du do dos das del della der den van von vom zu la le los bin al el y e and und et af av ten ter")

func alternatives(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// hasSmallWord reports whether a name has a word in small letters, outside brackets.
func hasSmallWord(name string) bool {
	name, _, _ = strings.Cut(name, "(")
	return slices.ContainsFunc(strings.Fields(name), func(w string) bool {
		first, _ := utf8.DecodeRuneInString(w)
		return unicode.IsLower(first) && !particles[w]
	})
}

// cutEntry returns the parts of a line of a directory, the name before the number, or nil.
func cutEntry(line string) []string {
	if m := entry().FindStringSubmatch(line); m != nil {
		if strings.HasPrefix(m[2], "(") && strings.HasSuffix(m[2], ")") {
			m[2] = m[2][1 : len(m[2])-1]
		}
		return m
	}
	m := numberFirst().FindStringSubmatch(line)
	if m != nil {
		m[1], m[2] = m[2], m[1]
	}
	return m
}

func isLeader(c rune) bool { return c == '.' || c == ' ' || c == ',' }

// sentLines is the framing of a list that somebody sent line by line in a chat, with the names
// of its columns if it is a directory.
func sentLines(lines []string) (*framing, []string) {
	by := ""
	if len(lines) < 3 || lines[0] == "" || lines[0][0] != '[' && lines[0][0]-'0' > 9 && !strings.HasPrefix(lines[0], "\u200e") || slices.ContainsFunc(lines, func(l string) bool {
		m := sent().FindStringSubmatch(l)
		if m != nil && by == "" {
			by = m[1]
		}
		return l != "" && (m == nil || m[1] != by)
	}) {
		return nil, nil
	}
	text := func(line string) string { return line[len(sent().FindString(line)):] }
	var inner []string
	for _, l := range lines {
		inner = append(inner, text(l))
	}
	f, names := directoryLines(inner)
	if f == nil {
		return wrappedRows(text), nil
	}
	entry := f.line
	f.line = func(out []byte, line string) []byte { return entry(out, text(line)) }
	return f, names
}
