package remark

import (
	"slices"
	"strings"
	"unicode"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/cell"
)

// besideSection matches what may stand beside the name of a section: a head count, a line, its
// number.
var besideSection = lazyregexp.New(`(?i)^\W*((count|total|n|no|nr|anzahl|nombre|numero|número|totale)\b\W*)?\d+\s*(\p{L}+\W*)?$|^\W+$|^\W*(` + sectionWords + `)\W*\w{0,3}\W*$`)

const sectionWords = `section|group|part|block|segment|list|category|set|abschnitt|gruppe|teil|liste|sección|seccion|grupo|parte|lista|sezione|gruppo|partie|groupe|sectie|groep`

// sectionStart matches how the name of a section may begin: "B. ", "Group: ".
var sectionStart = lazyregexp.New(`(?i)^\W*((section|group|part|block|segment|list|category|status|abschnitt|gruppe|grupo|sección|gruppo|groupe)\s*\w{0,2}\s*[:.)–-]\s*|\w{1,3}[.):]\s+)?`)

// Section returns the name of a section from a row whose other cells only number it or count its
// people.
func Section(cells []string) (name string, ok bool) {
	for _, c := range cells {
		switch {
		case cell.IsBlank(c), standsBeside(c):
		case name != "":
			return "", false
		default:
			name = c
		}
	}
	return strings.Trim(name[len(sectionStart().FindString(name)):], " -–—=*#:"), name != ""
}

// standsBeside reports whether a cell may stand beside the name of a section. The numbers or the
// first word of most cells rule it out without the pattern.
func standsBeside(text string) bool {
	const longest = 200 // bytes
	if len(text) > longest {
		return false
	}
	runs, in := 0, false
	for i := range len(text) {
		was := in
		if in = text[i] >= '0' && text[i] <= '9'; in && !was {
			runs++
		}
	}
	if runs > 2 {
		return false // a phone number
	}
	if runs == 0 && cell.HasLetter(text) {
		begin := strings.ToLower(strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }))
		if !slices.ContainsFunc(sectionStarts, func(w string) bool { return strings.HasPrefix(begin, w) }) {
			return false
		}
	}
	return besideSection().MatchString(text)
}

var sectionStarts = strings.Split(sectionWords, "|")
