package normalize

import (
	"slices"
	"strings"
)

// NameRefuses reports whether a name says beside the name that the person must not be called.
func NameRefuses(name string) bool {
	_, mark := ReadBeside(name)
	return mark == RefusalBeside
}

// NameMark is what stands beside a name in its cell.
type NameMark uint8

// The marks of names.
const (
	NoMark        NameMark = iota
	RefusalBeside          // the person must not be called
	WrongBeside            // the number is not the person's
)

// ReadBeside returns what stands beside a name in its cell, and in which words: "Smith
// (deceased)", "DO NOT CALL Smith", "Becker [wrong number]". People are called Stop, Block and
// Baja; of words that are names too only those in brackets count.
func ReadBeside(name string) (words string, mark NameMark) {
	if found, read := nameOpenings.within(name, nameBytes); read && !found {
		return "", NoMark // as nearly all
	}
	if words, refuses := nameRefuses(name); refuses {
		return words, RefusalBeside
	}
	if words, wrong := marksNumber(name); wrong {
		return words, WrongBeside
	}
	return "", NoMark
}

func nameRefuses(name string) (words string, ok bool) {
	if rest := besideName(name); rest != "" {
		if words, ok := Refuses(rest); ok {
			return words, true
		}
		if DoubtfulTitle(rest) {
			return rest, true
		}
	}
	if !mayNameRefuse(name) {
		return "", false
	}
	for rest := unaccented(name); ; {
		open := strings.IndexAny(rest, "([{*")
		if open < 0 {
			break
		}
		inside, behind := rest[open+1:], ""
		if end := strings.IndexAny(inside, ")]}*"); end >= 0 {
			inside, behind = inside[:end], inside[end+1:]
		}
		words := refusalIn(tokens(inside))
		if inside = strings.TrimSpace(inside); strings.EqualFold(inside, "late") || strings.EqualFold(inside, "rip") {
			words = inside
		}
		if words != "" {
			return words, true
		}
		if list := tokens(inside); remarkBars(list) || len(list) > 1 && DoubtfulTitle(inside) && !WrongNumber(inside) {
			return inside, true // "Lee (age 12)"
		}
		rest = behind
	}
	list := tokens(name)
	if words := parkedName(list, name); words != "" {
		return words, true
	}
	start, n, _ := nameRefusals.find(list)
	return joined(list[start : start+n]), n > 0
}

// remarkBars reports whether what stands beside a name or a number, in brackets or behind a
// dash, is short for a reason not to call: "dec", "age 12", "TCPA".
func remarkBars(list []token) bool {
	return remarkCells.has(joined(list)) || tellsMinor(list) || len(list) == 2 && list[0].text == "d" && len(list[1].text) == len("2024") && list[1].isNumber()
}

var remarkCells = cellsOf("x, xx, xxx, hold, on hold, skip, dns, tcpa, c d, dec, passed, the late, rip, zm, no phone, do not use, dnu, remove, removed, 故人, 電話不可")

// parkedName returns the word before or after a name by which somebody has set it aside:
// "zz Becker", "Late Ann Doyle", "RIP Ann". A number beside it makes it an identifier.
func parkedName(list []token, name string) string {
	last := len(list) - 1
	if last < 1 || slices.ContainsFunc(list, token.isNumber) {
		return ""
	}
	first := list[0].text
	switch {
	case parked.has(first):
		return first
	case parked.has(list[last].text):
		return list[last].text
	case first == "est" && list[1].text == "of",
		!list[1].first && (first == "late" || first == "remove" || first == "rip" && strings.HasPrefix(name, "RIP") && name != strings.ToUpper(name)):
		return first
	}
	return ""
}

var (
	parked   = alternativesOf("zz zzz xx xxx xdnc zdnc zzdnc")
	parkedBy = cellsOf("zz, zzz, xx, xxx, xdnc, zdnc, zzdnc, est, late, remove, rip, test, testing, dummy, old, wrong")
)

// marksNumber returns what stands in brackets, before or behind a name and says that the number
// is not the person's: "Becker [wrong number]", "TEST Ann", "OLD - Marco".
func marksNumber(name string) (words string, bad bool) {
	if open := strings.IndexAny(name, "(["); open >= 0 {
		inside := strings.TrimRight(name[open+1:], ")] ")
		if WrongNumber(inside) || badRemarks.has(joined(tokens(inside))) {
			return inside, true
		}
	}
	if before, behind, ok := strings.Cut(name, " - "); ok {
		for _, part := range [...]string{before, behind} {
			if badRemarks.has(joined(tokens(part))) {
				return part, true
			}
		}
	}
	first := strings.TrimLeft(name, ` "'`)
	if first == "" || first[0]|0x20 != 't' && first[0]|0x20 != 'w' { // for speed
		return "", false
	}
	if list := tokens(name); len(list) > 1 && !list[1].first && badBefore.has(list[0].text) {
		return list[0].text, true
	}
	return "", false
}

var (
	badRemarks = cellsOf("test, testing, test record, test contact, dummy, old")
	badBefore  = alternativesOf("test wrong")
)

// besideName returns the text after a slash, or after a dash with spaces around it, if it
// has several words, or is one that refuses: nobody is called that.
func besideName(name string) string {
	if !hasNameMark(name) {
		return ""
	}
	for _, mark := range [...]string{" - ", " – ", " — ", " / ", " | ", ": ", "; "} {
		before, rest, ok := strings.Cut(name, mark)
		switch word := strings.TrimSpace(rest); {
		case !ok:
		case strings.Contains(word, " "):
			return rest
		case remarkBars(tokens(word)), refusalIn(tokens(word)) != "" && (!surnames.has(strings.ToLower(word)) || word == strings.ToUpper(word) && before != strings.ToUpper(before)):
			return rest // "Drake - REMOVED"
		}
	}
	return ""
}

// hasNameMark reports whether a name may have one of the marks of besideName.
func hasNameMark(name string) bool {
	for i := range len(name) {
		if nameMarks[name[i]] {
			return true
		}
	}
	return false
}

var nameMarks = [256]bool{'-': true, '/': true, '|': true, ':': true, ';': true, 0xe2: true} // the first byte of the dashes

// surnames are words that refuse and are names, too.
var surnames = alternativesOf("robinson block blocks baja bajas stop end out quit mai nie tot ni refuse denis")

// nameRefusals are words of refusal that nobody is called.
var nameRefusals = newPhrases(`
	dnc, dncl, dncr, ndnc, donotcall, donotcontact, optout, optedout, d n c, do not use, do|does|please not|no call|contact|phone|ring|dial|solicit, dont|donot|never|no call|contact|phone|calls, not to be called|contacted, opted|opt out, not interested, unsubscribed, unsubscribe
	deceased, decesed, deseased, decd, passed away, estate of, est of, the late, litigator, remove from list, cease and desist, removed from list
	no|nao|non llamar|llame|llamen|contactar|molestar|ligar|contatar|chiamare|contattare|disturbare|interesado|interesada|interessado|interessato, fallecid*, fallecio, falecid*, faleceu, decedut*, decede, decedee, defunt*, difunt*, lista robinson
	ne|n pas|plus appeler|contacter|telephoner, ne pas deranger, pas interesse, liste rouge, nicht anrufen|kontaktieren|mehr, nicht interessiert, kein interesse, keine anrufe|werbung, verstorben*, gestorben, widerruf*, widersprochen, abgemeldet
	niet bellen|contacteren|benaderen, bel niet, overleden, uitgeschreven, afgemeld, geen interesse`)

// mayNameRefuse spares nearly all names the look at their words: those without
// brackets and without a word that a refusal begins with.
func mayNameRefuse(name string) bool {
	found, ok := nameOpenings.within(name, bracketBytes)
	if !ok && !isPlain(name) {
		found, ok = nameOpenings.within(unaccented(name), bracketBytes)
	}
	return found || !ok
}

var nameOpenings = openingsOf(nameRefusals, parkedBy)
