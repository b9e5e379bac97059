package remark

import (
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
)

// condition matches what a report requires of a field: "Do Not Call equals False". The second
// group is what says that it must not be so.
var condition = lazyregexp.New(`(?i)^(.*?\S)(?:\s*(<>|!==?|≠)\s*|\s*(===?|=|:)\s*|\s+(?:` +
	`((?:(?:is|are|does|do|was) )?not (?:equals?(?: to)?|in|one of|like|contain(?:s|ing)?)|(?:is|are)(?: not|n.t)|doesn.t (?:equal|contain)|excludes|ungleich|ist nicht|nicht gleich|(?:est )?différente? de|n.est pas|(?:es )?distint[oa] (?:de|a)|(?:é |es )?diferente (?:de|a)|no es|non è|(?:è )?divers[oa] da|não é|is niet|ongelijk aan)` +
	`|(?:is |are )?(?:equals?(?: to)?|eq|is|are|one of|contains|includes|ist|gleich|est|égale? à|es|igual a|è|uguale a|é|gelijk aan)) )(.*)$`)

// conditionLabel matches what stands before a condition.
var conditionLabel = lazyregexp.New(`(?i)^.*(\b(?:filter(?:ed|s)?(?: by)?|filtros?|filtres?|filtri|criteri[ao]n?|selection|conditions?|where)\b\W*|:\s+)`)

// conjunction matches what is between two conditions.
var conjunction = lazyregexp.New(`(?i)\s*(?:[;,|]|\s(?:and|or|und|oder|et|ou|y|e|en|of)\s|&&)\s*`)

// requires reports whether a text names conditions that rows meet, of a column that says who must
// not be called, or of one that has such a value, and whether whoever meets them must not be
// called. rest is the text without the conditions that only those meet who may be.
func requires(s string) (found, refuses bool, rest string) {
	const most = 12 // conjunctions: nobody writes more
	if len(conjunction().FindAllStringIndex(s, most+1)) > most {
		return false, false, s
	}
	at := 0
	for at < len(s) {
		end := len(s)
		for _, m := range conjunction().FindAllStringIndex(s[at:], -1) {
			if condition().MatchString(s[at+m[1]:]) || at+m[1] == len(s) {
				end = at + m[1]
				break
			}
		}
		part := strings.TrimRight(s[at:end], " ;,|&")
		switch known, bars := requiresOf(part, 0); {
		case bars:
			return true, true, ""
		case known:
			found = true
		default:
			rest += s[at:end]
		}
		at = end
	}
	return found, false, rest
}

// requiresOf is requires for a single condition within so many others.
func requiresOf(s string, within int) (found, refuses bool) {
	const most = 3
	if within > most {
		return false, false
	}
	m := condition().FindStringSubmatch(s)
	if m == nil || strings.Trim(m[5], " ,;=") == "" { // "=== No calls ==="
		return false, false
	}
	label := conditionLabel().FindString(m[1])
	field, value, not := strings.Trim(m[1][len(label):], ` "'[]()`), strings.Trim(m[5], ` "'“”()`), m[2] != "" || m[4] != ""
	if scrubbed().MatchString(field) || strings.TrimSpace(field) == "" {
		return requiresOf(m[5], within+1)
	}
	is := header.Read(field)
	if answer := normalize.AnswerOf(value); !is.Guessed && (is.Concept == header.Refusal || is.Concept == header.Consent) {
		switch answer {
		case normalize.Yes:
			return true, (is.Concept == header.Refusal) != not
		case normalize.No, normalize.Nothing, normalize.Clearance:
			return true, (is.Concept == header.Consent) != not
		}
	}
	if known, bars := requiresOf(value, within+1); known {
		return true, bars != not
	}
	known := m[3] != ":" && says(value, false)
	return known, known && !not
}
