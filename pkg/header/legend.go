package header

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/lazyregexp"
)

// Code is a code in a column's cells, and its meaning according to the header.
type Code struct{ Cell, Says string }

// CutLegend removes the legend from a header, "(1 = yes, 2 = no)", and returns the rest and
// the meanings of the codes. A header that is all legend has none.
func CutLegend(header string) (name string, legend []Code) {
	if !mayHaveLegend(header) {
		return header, nil
	}
	legend, start, end := explained(header)
	if legend == nil {
		return header, nil
	}
	name = strings.TrimRight(header[:start], " ([{:;,?-–—_")
	if rest := strings.Trim(header[end:], " )]}.:"); strings.LastIndexAny(header[:start], "([{") > strings.LastIndexAny(header[:start], ")]}") && !strings.ContainsAny(rest, "([{") {
		name = strings.TrimSpace(name + " " + rest)
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		if name = legend[0].Says; !keyPressed().MatchString(header) {
			return header, nil
		}
	}
	return name, legend
}

// Name returns what a header says, without its legend and what a form tells its reader.
func Name(header string) string {
	name, _ := CutLegend(withoutFormMarks(header))
	return name
}

// withoutFormMarks removes what a form tells its reader: "May we call you? (required)".
func withoutFormMarks(header string) string {
	if !strings.ContainsAny(header, "([†*:.?") {
		return header
	}
	name := strings.TrimSpace(formMarks().ReplaceAllString(header, ""))
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		return header
	}
	return name
}

var formMarks = lazyregexp.New(`(?i)\s*[(\[]\s*(required|mandatory|optional|copy|pflichtfeld|pflicht|freiwillig|obligatorio|opcional|obligatoire|facultatif|obbligatorio|facoltativo|obrigatório|verplicht|wymagane)\s*[)\]]|\?\s*[-–*]?\s*(required|mandatory|optional|pflichtfeld|obligatorio|obligatoire|obbligatorio|obrigatório|verplicht|wymagane)$|^required:\s*|^this is a required question\.?\s*|\s*†$`)

// mayHaveLegend reports whether a header may have a legend, fast.
func mayHaveLegend(header string) bool {
	if len(header) > longestHeader {
		return false
	}
	dashes := 0
	for _, sign := range []string{":", "-", "–", "—"} {
		dashes += strings.Count(header, sign)
	}
	return strings.ContainsAny(header, "=→>") || dashes > 1 || keyPressed().MatchString(header) || strings.ContainsAny(header, "([{") && (strings.ContainsAny(header, ",;/|") || strings.Contains(header, " means "))
}

// longestHeader is the size of the longest header with a legend, in bytes.
const longestHeader = 500

// explained returns the codes that a header explains, and where the explanation begins and
// ends.
func explained(header string) (legend []Code, start, end int) {
	var found []pair
	for _, find := range []func(string) []pair{equals, backwards, dashed, listed, keyed} {
		if found = find(header); found != nil {
			break
		}
	}
	for i, p := range found {
		until := len(header)
		if i+1 < len(found) {
			until = found[i+1].start
		} else if at := strings.IndexAny(header[p.says:], "([{)]}"); at >= 0 {
			until = p.says + at
		}
		says := p.text
		if says == "" {
			says = meaning(header[p.says:until])
		}
		if !strings.ContainsFunc(says, unicode.IsLetter) || slices.ContainsFunc(legend, func(c Code) bool { return strings.EqualFold(c.Cell, p.code) }) {
			return nil, 0, 0
		}
		legend, end = append(legend, Code{p.code, says}), until
	}
	if found == nil {
		return nil, 0, 0
	}
	return legend, found[0].start, end
}

// meaning returns the text of a meaning without the word that leads to the next code.
func meaning(text string) string {
	text = strings.Trim(text, " ,;/|.()[]{}&–—\t\n-")
	for _, and := range []string{" and", " or", " und", " et", " y", " e", " o", " ou", " oder", " en", " i"} {
		if cut, ok := strings.CutSuffix(text, and); ok {
			return strings.TrimRight(cut, " ,;")
		}
	}
	return text
}

// pair is a code in a header: where it begins, and where its meaning does, or what
// that is.
type pair struct {
	code, text  string
	start, says int
}

// equals finds "1 = yes", and of several codes words too: "green = may be called, red = not".
func equals(header string) (found []pair) {
	longest := 3
	if strings.Count(header, "=") > 1 {
		longest = 12
	}
	for at := 0; at < len(header); {
		sign, length := equalSign(header[at:])
		if sign < 0 {
			break
		}
		sign += at
		at = sign + length
		start, code := codeBefore(header[:sign])
		if n := utf8.RuneCountInString(code); n > 0 && (n <= longest || blankWords.has(strings.ToLower(code)) || answerCells.has(strings.ToLower(code))) {
			found = append(found, pair{code: code, start: start, says: at})
		}
	}
	// Of two answers the longer is the meaning: "yes = 1" stands backwards.
	if slices.ContainsFunc(found, func(p pair) bool {
		code := codeBehind(header[p.says:])
		return code != "" && utf8.RuneCountInString(code) < utf8.RuneCountInString(p.code)
	}) {
		return nil
	}
	return found
}

// equalSign returns where a sign or a word leads from a code to its meaning.
func equalSign(text string) (at, length int) {
	at = strings.IndexAny(text, "=→")
	if dash := strings.Index(text, "->"); dash >= 0 && (at < 0 || dash < at) {
		return dash, len("->")
	}
	if at < 0 {
		at = strings.Index(text, " means ")
		return at, len(" means ")
	}
	_, length = utf8.DecodeRuneInString(text[at:])
	for at+length < len(text) && strings.IndexByte("=>", text[at+length]) >= 0 {
		length++
	}
	return at, length
}

// backwards finds "yes = 1", at least twice.
func backwards(header string) (found []pair) {
	from := 0
	for at := 0; at < len(header); {
		sign, length := equalSign(header[at:])
		if sign < 0 {
			break
		}
		sign += at
		at = sign + length
		code := codeBehind(header[at:])
		text := header[from:sign]
		if code == "" {
			return nil
		}
		start := from + strings.LastIndexAny(text, ",;/|([{:") + 1
		if words := strings.TrimRight(header[start:sign], " "); start == 0 || from > 0 && start == from {
			start += strings.LastIndex(words, " ") + 1
		}
		from = at + strings.Index(header[at:], code) + len(code)
		found = append(found, pair{code: code, text: strings.TrimSpace(header[start:sign]), start: start, says: from})
	}
	if len(found) < 2 {
		return nil
	}
	return found
}

// codeBehind returns the code at the start of a text that has nothing else in its part, or "".
func codeBehind(text string) string {
	text = strings.TrimLeft(text, " ")
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end < 0 {
		end = len(text)
	}
	if code := text[:end]; utf8.RuneCountInString(code) == 1 || len(code) == 2 && isNumber(code) {
		return code
	}
	return ""
}

// codeBefore returns the code at the end of a text, and where it begins.
func codeBefore(text string) (start int, code string) {
	text = strings.TrimRight(text, " ")
	start = strings.LastIndexFunc(text, func(r rune) bool { return strings.ContainsRune(" ([{,;/|:?_\t\n", r) }) + 1
	code = text[start:]
	if code == "+" || code == "-" {
		return start, code
	}
	if strings.ContainsFunc(code, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		return 0, ""
	}
	return start, code
}

// dashed finds "0 - no, 1: yes", at least two of them.
func dashed(header string) (found []pair) {
	for i, r := range header {
		if !strings.ContainsRune(":-–—", r) {
			continue
		}
		if start, code := codeBefore(header[:i]); isShort(code) {
			found = append(found, pair{code: code, start: start, says: i + utf8.RuneLen(r)})
		}
	}
	if len(found) < 2 {
		return nil
	}
	return found
}

// isShort reports whether a text is one letter or a number of at most two digits.
func isShort(code string) bool {
	n := utf8.RuneCountInString(code)
	return n == 1 && code != "+" && code != "-" || n == 2 && isNumber(code)
}

// listed finds "(A active, D do not call)".
func listed(header string) (found []pair) {
	open := strings.LastIndexAny(header, "([{")
	if open < 0 {
		return nil
	}
	for at := open + 1; at < len(header); {
		part := header[at:]
		if end := strings.IndexAny(part, ",;/|)]}"); end >= 0 {
			part = part[:end]
		}
		words := strings.TrimLeft(part, " ")
		code, _, ok := strings.Cut(words, " ")
		if !ok || !isShort(code) {
			return nil
		}
		start := at + len(part) - len(words)
		found = append(found, pair{code: code, start: start, says: start + len(code) + 1})
		at += len(part) + 1
		if at <= len(header) && strings.IndexByte(")]}", header[at-1]) >= 0 {
			break
		}
	}
	if len(found) < 2 {
		return nil
	}
	return found
}

// keyed finds "press 1 to agree, 2 to decline".
func keyed(header string) (found []pair) {
	if !keyPressed().MatchString(header) {
		return nil
	}
	for _, at := range keyMeans().FindAllStringSubmatchIndex(header, -1) {
		found = append(found, pair{code: header[at[2]:at[3]], start: at[0], says: at[1]})
	}
	return found
}

// keyPressed matches a key of a telephone to press and what for, keyMeans each of them.
var (
	keyPressed = lazyregexp.New(`(?i)\b(press|pressing|dial|hit|key|pulse|marque|oprima|presione|digite|tecle|aperte|premere|premi|prema|tapez|appuyez sur|dr(ü|ue)cken sie|drücke|taste|druk|toets|naciśnij|wciśnij|tryck|trykk)\s+(op\s+)?\d\s`)
	keyMeans   = lazyregexp.New(`(?i)(?:\b(?:press|dial|hit|key|pulse|marque|oprima|presione|digite|tecle|aperte|premere|premi|prema|tapez|appuyez sur|drücken sie|drücke|taste|druk|toets|naciśnij|wciśnij|tryck|trykk)\s+(?:op\s+)?)?\b(\d)\s+(?:to|for|if|para|si|pour|per|für|um|om|voor|por|se|aby|att|til)\s`)
)

// blankWords stand for a blank cell in a legend.
var blankWords = newWordSet("blank empty null leer vacio vacío vacia vacía vide vazio vuoto leeg puste prazdne prázdné tom tomt")
