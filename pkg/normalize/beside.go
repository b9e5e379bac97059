package normalize

import (
	"slices"
	"strings"
)

// RefusesBeside returns the words by which the name of a company seems to refuse, and
// reports whether they are a remark beside the name instead of a part of it: they are the
// whole cell, a separate part or its end, or only they are in capitals or small letters.
// "Opt Out Optical" is a name, "DO NOT CALL Acme" and "Acme (DNC)" are not.
func RefusesBeside(cell string) (words string, beside bool) {
	words, ok := Refuses(cell)
	if !ok {
		return "", false
	}
	list := tokens(cell)
	n := len(strings.Fields(words))
	if n > 1 && commands.has(list[0].text) && slices.ContainsFunc(strings.Fields(words), callsOnly.has) {
		return words, true // "Do Not Call Acme"
	}
	all := joined(list)
	if words == joined(withoutDates(list)) || strings.HasSuffix(all, " "+words) {
		return words, true
	}
	if NameRefuses(cell) && strings.ContainsAny(cell, "([{*") {
		return words, true
	}
	for part := range sentenceParts(list) {
		if len(part) < len(list) && joined(part) == words && (n > 1 || callsOnly.has(words)) {
			return words, true
		}
	}
	fields := strings.Fields(cell)
	if n > 1 && strings.HasPrefix(all, words) && n < len(fields) {
		own := strings.Join(fields[:n], " ")
		rest := strings.Join(fields[n:], " ")
		capitals := own == strings.ToUpper(own) && rest != strings.ToUpper(rest)
		small := slices.ContainsFunc(fields[1:n], func(w string) bool { return w == strings.ToLower(w) }) && rest != strings.ToLower(rest)
		return words, capitals || small
	}
	return words, !strings.HasPrefix(all, words) && n > 1 && !titled(fields)
}

// titled reports whether each word of some letters begins with a capital, as in names.
func titled(fields []string) bool {
	return !slices.ContainsFunc(fields, func(w string) bool { return len(w) > 3 && w[0] >= 'a' && w[0] <= 'z' })
}

// commands begin what somebody is told not to do, and no name of a company.
var commands = wordSetOf("do dont donot please never bitte nicht")
