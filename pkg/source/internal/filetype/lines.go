package filetype

import (
	"encoding/base64"
	"slices"
	"strings"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/cell"
)

// Texts of other kinds than lists. Some have lines that could pass for rows, and each would be
// read wrong.
var (
	ldifLine    = lazyregexp.New(`(?i)^(dn::? |version: \d+$)`)
	mailLine    = lazyregexp.New(`(?i)^(from|to|cc|bcc|subject|date|sender|reply-to|received|return-path|delivered-to|message-id|mime-version|content-[a-z-]+|x-[a-z-]+|dkim-signature|in-reply-to|references|thread-topic|importance): `)
	mailSure    = lazyregexp.New(`(?i)^(subject|received|return-path|delivered-to|message-id|mime-version|reply-to): |^(from|to|sender): [^,]*@|^content-(transfer-encoding: (quoted-printable|base64|[78]bit|binary)|disposition: (attachment|inline|form-data))`)
	mboxLine    = lazyregexp.New(`^From \S+@\S+ +[A-Z][a-z]{2} [A-Z][a-z]{2} `)
	sylkRecord  = lazyregexp.New(`^([BCEFOPW]|N[NUEL]?)(;|$)`)
	httpLine    = lazyregexp.New(`^HTTP/\d(\.\d)? \d{3}\b`)
	sqlLine     = lazyregexp.New("(?i)^\\s*(insert (ignore )?into\\b.*(\\(|values)|replace into\\b.*\\(|create (temporary |or replace )?(table|database|schema|view)\\b|drop table\\b|lock tables\\b|copy \\S+.* from stdin|begin;|begin transaction|start transaction|set\\s+(names\\b|[@\\w.]+\\s*(=|to)\\s)|use [`\\w]+;|update \\S+ set\\b|delete from\\b|select\\s+\\S.*\\sfrom\\s+\\S|alter table\\b)")
	sqlComment  = lazyregexp.New(`^\s*(--|/\*|\*/|$)`)
	logLine     = lazyregexp.New(`^\W?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(:\d\d)?([.,]\d+)?(Z|[+-]\d\d:?\d\d)?\W{0,2}\s+\W?(?i:trace|debug|info|notice|warn|warning|error|fatal|critical|severe)\b`)
	syslogLine  = lazyregexp.New(`^(<\d+>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ [^\s,;]+: `)
	accessLine  = lazyregexp.New(`^\S+ \S+ \S+ \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d`)
	keyLine     = lazyregexp.New(`^\s*(?:- )?"?([\p{L}][\p{L}\p{N}_ ./-]{0,40}?)"?\s*[:=]\s*(.*)$`)
	section     = lazyregexp.New(`^\[{1,2}[^\],;\t]+\]{1,2}\s*$`)
	recordLine  = lazyregexp.New(`^(-\[ RECORD \d+ \]|\*{20,} \d+\. row \*{20,}$)`)
	arrayEntry  = lazyregexp.New(`^\s*\[\d+\] => Array\s*$`)
	base64Line  = lazyregexp.New(`^[A-Za-z0-9+/]+={0,2}$`)
	assignment  = lazyregexp.New(`^\s*((export|var|let|const|my|our|return|\$)\b\s*)*(default|[$@]?[\w.]+\s*:?=)\s*[\[{(]\s*$`)
	pythonStart = lazyregexp.New(`^(\[\s*[({\[]|\{|\()\s*u?['"(]`)
)

// Fields is what OfLines calls text with one field per line.
const Fields = "text with one field per line (such as YAML, INI or a contact card)"

// OfLines returns what the first lines of text show it to be: mail, a log, SQL, one field a
// line.
func OfLines(lines []string) (k Kind, ok bool) {
	for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	if len(lines) == 0 {
		return Kind{}, false
	}
	return otherText(lines)
}

// promptLines is how many lines of a session may stand above what it printed.
const promptLines = 6

func otherText(lines []string) (Kind, bool) {
	first := lines[0]
	switch {
	case strings.HasPrefix(first, "version https://git-lfs.github.com/"):
		return Kind{Is: "a Git LFS pointer in place of the file", Hint: "fetch the file itself: git lfs pull"}, true
	case strings.HasPrefix(first, "-----BEGIN "), strings.HasPrefix(first, "begin 644 "), strings.HasPrefix(first, "data:text/csv;base64,"), isBase64(lines):
		return Kind{Is: "encoded data (base64 or the like)", Hint: "decode it first, as with base64 -d"}, true
	case slices.ContainsFunc(lines[:min(len(lines), promptLines)], recordLine().MatchString):
		return Kind{Is: `a report with one record over several lines (psql \x, mysql \G)`, Hint: `run the query without \x and \G, or export its result as CSV`}, true
	case slices.ContainsFunc(lines[:min(len(lines), promptLines)], func(l string) bool { return strings.HasSuffix(l, "Array") }) && slices.ContainsFunc(lines, arrayEntry().MatchString):
		return Kind{Is: "what a program prints of its data (print_r)", Hint: ExportCSV}, true
	case strings.HasPrefix(first, "<?php"), strings.HasPrefix(first, "#!/"):
		return Kind{Is: "a program, not its data", Hint: ExportCSV}, true
	case strings.HasPrefix(first, "[InternetShortcut]"):
		return Kind{Is: "a link to a web page", Hint: "open it and download the list itself"}, true
	case strings.HasPrefix(first, "ID;P") && len(lines) > 1 && sylkRecord().MatchString(lines[1]): // not the header "ID;Phone"
		return Kind{Is: "a SYLK workbook (.slk)", Hint: SaveAsCSV}, true
	case strings.HasPrefix(first, "diff --git "), len(lines) > 2 && strings.HasPrefix(first, "--- ") && strings.HasPrefix(lines[1], "+++ "), strings.HasPrefix(first, "@@ -"):
		return Kind{Is: "the differences between two files (a patch)", Hint: "name the file itself"}, true
	case strings.HasPrefix(first, "HTTP/") && httpLine().MatchString(first):
		return Kind{Is: "a web server's response with its headers", Hint: "download the list itself, without its headers (curl without -i)"}, true
	case assignment().MatchString(first) && len(lines) > 1 && strings.IndexAny(strings.TrimSpace(lines[1]), "[{('\"") == 0:
		return Kind{Is: "data as a program prints it", Hint: ExportCSV}, true
	case strings.ContainsRune("[{(", rune(first[0])) && pythonStart().MatchString(first) && !strings.Contains(first, `"],["`):
		return Kind{Is: "data as a program prints it", Hint: ExportCSV}, true
	}
	for _, l := range lines[:min(len(lines), 10)] {
		switch b := strings.TrimSpace(strings.TrimPrefix(l, "\ufeff")); {
		case len(b) >= 11 && strings.EqualFold(b[:11], "BEGIN:VCARD"):
			return vCard, true
		case len(b) >= 15 && strings.EqualFold(b[:15], "BEGIN:VCALENDAR"):
			return Kind{Is: "a calendar (iCalendar)", Hint: ExportCSV}, true
		}
	}
	comments := true
	for i, l := range lines {
		switch {
		case comments && ldifLine().MatchString(l) && (i > 0 || len(lines) > 1):
			return Kind{Is: "LDIF, as directories export it", Hint: "export the contacts as CSV instead"}, true
		case comments && sqlComment().MatchString(l), strings.HasPrefix(l, "#"):
			continue
		case comments && sqlLine().MatchString(l):
			return Kind{Is: "SQL, such as a database dump", Hint: "load it into a database, and export the table as CSV from there"}, true
		}
		comments = false
	}
	switch {
	case isMail(lines):
		return Kind{Is: "an e-mail message", Hint: "save the list in it, or its attachment, as a file of its own"}, true
	case Most(lines, func(l string) bool {
		return strings.Contains(l, ":") && (logLine().MatchString(l) || syslogLine().MatchString(l) || accessLine().MatchString(l))
	}):
		return Kind{Is: "a program's log", Hint: ExportCSV}, true
	case isFields(lines), isPairs(lines):
		return Kind{Is: Fields, Hint: "export the contacts as CSV, a row for each of them"}, true
	}
	return Kind{}, false
}

// isMail reports whether lines begin as the header of an e-mail message.
func isMail(lines []string) bool {
	if strings.HasPrefix(lines[0], "From ") && mboxLine().MatchString(lines[0]) {
		return true
	}
	n, sure := 0, false
	if strings.HasPrefix(lines[0], "--") && len(lines) > 1 {
		lines = lines[1:] // between the parts of one
	}
	for _, l := range lines {
		folded := n > 0 && l != "" && (l[0] == ' ' || l[0] == '\t')
		if !folded && !(strings.Contains(l, ": ") && mailLine().MatchString(l)) {
			break
		}
		n++
		sure = sure || mailSure().MatchString(l)
	}
	return n > 1 && sure
}

// isFields reports whether each line is one field, "Phone: 2064441234".
func isFields(lines []string) bool {
	keys := map[string]int{}
	n, all, phone, marked := 0, 0, false, lines[0] == "---" || strings.HasPrefix(lines[0], "%YAML")
	for _, l := range lines {
		if strings.TrimSpace(l) == "" || l == "---" || l == "-" || strings.HasPrefix(l, "%YAML") {
			continue
		}
		all++
		if l[0] == '[' && section().MatchString(l) {
			marked = true
			n++
			continue
		}
		if strings.IndexByte(l, ':') < 0 && strings.IndexByte(l, '=') < 0 {
			continue
		}
		m := keyLine().FindStringSubmatch(l)
		if m == nil {
			continue
		}
		n++
		keys[strings.ToLower(m[1])]++
		phone = phone || cell.NamesPhone(m[1]) && cell.IsMostlyPhone(m[2])
		marked = marked || strings.HasPrefix(strings.TrimLeft(l, " "), "- ")
	}
	if all < 2 || 10*n < 9*all || len(keys) < 2 {
		return false
	}
	names := 0
	for k := range keys {
		if cell.NamesColumn(k) {
			names++
		}
	}
	if !phone && !marked || 2*names < len(keys) {
		return false
	}
	// The keys come again with every contact, or there is but one.
	return marked || all >= 2*len(keys) || names == len(keys)
}

var pair = lazyregexp.New(`^\s*"?([\p{L}_][\p{L}\p{N}_. -]{0,30}?)"?\s*=\s*\S`)

// isPairs reports whether each line has the names of its fields in it,
// "name=Ann,phone=2064441234".
func isPairs(lines []string) bool {
	var keys []string
	n := 0
	for _, l := range lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		var found []string
		for _, cell := range strings.FieldsFunc(l, func(r rune) bool { return strings.ContainsRune(",;|\t&", r) }) {
			if !strings.Contains(cell, "=") {
				continue
			}
			if m := pair().FindStringSubmatch(cell); m != nil {
				found = append(found, strings.ToLower(m[1]))
			}
		}
		if n++; n == 1 {
			keys = found
		}
		if len(found) < 2 || found[0] != keys[0] || found[1] != keys[1] {
			return false
		}
	}
	return n > 1
}

// isBase64 reports whether all lines have the same length and only characters of base64.
func isBase64(lines []string) bool {
	width := len(lines[0])
	if width < 40 {
		return false
	}
	for i, l := range lines {
		last := i == len(lines)-1
		if !base64Line().MatchString(l) || !last && len(l) != width || len(l) > width {
			return false
		}
	}
	text, err := base64.StdEncoding.DecodeString(lines[0][:width&^3])
	return err == nil && len(text) > 0 && !Most(lines, func(l string) bool { return cell.CountDigits(l) == len(l) })
}

// Most reports whether at least nine in ten lines that are not blank, and at least two, are of
// a kind.
func Most(lines []string, is func(string) bool) bool {
	n, all := 0, 0
	for _, l := range lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		if all++; is(l) {
			n++
		} else if 10*(all-n) > len(lines) {
			return false
		}
	}
	return n > 1 && 10*n >= 9*all
}
