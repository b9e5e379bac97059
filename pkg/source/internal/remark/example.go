package remark

import (
	"slices"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// commented matches the beginning of a row that is commented out, or struck through as in
// Markdown or HTML.
var commented = lazyregexp.New(`^\s*(#+|//+|--+|%+|<!--|/\*|~~|<(del|s|strike)>)\s*[\p{L}\d(+]`)

// IsCommented reports whether a row with this first cell is commented out. "#REF!" is not.
func IsCommented(text string) bool {
	if text == "" || text[0] > ' ' && strings.IndexByte("#/-%<~", text[0]) < 0 { // for speed
		return false
	}
	return commented().MatchString(text) && !normalize.IsErrorValue(strings.TrimSpace(text))
}

// explained matches a title that says that the mark of a comment, which it names, takes a row out.
var explained = lazyregexp.New(`(?i)\b(lines?|rows?|entries|names|people|those|ones|zeilen?|einträge|filas?|líneas?|lignes?|righe|linhas?|regels?)\b(\W+\p{L}+){0,4}\W+["'` + "`" + `“(]?(#|//|--|%)["'` + "`" + `”)]?(\s|[:,;.]|$)|^\W*#\s*(=|:|means)`)

// explainsStrikes matches a title that says what it means that text is struck through.
var explainsStrikes = lazyregexp.New(`(?i)^\W*(\pL+\W+){0,4}(struck|strike|strikethrough|crossed|durchgestrichen\w*|gestrichene?n?|tachad[oa]s?|barr[ée]e?s?|barrat[oie]|riscad[oa]s?|doorgehaald\w*|doorgestreept\w*|przekreślon\w+)\b`)

// ExplainsStrikes reports whether a title says what it means that text is struck through.
func ExplainsStrikes(text string) bool { return explainsStrikes().MatchString(text) }

// IsStruck reports whether a text is struck through as in Markdown or HTML.
func IsStruck(text string) bool {
	text = strings.TrimSpace(text)
	return text[:min(len(text), 2)] == "~~" && strings.HasSuffix(text, "~~") && len(text) > 4 ||
		strings.HasPrefix(text, "<") && slices.ContainsFunc(blocks[2:], func(marks [2]string) bool {
			return strings.HasPrefix(text, marks[0]) && strings.HasSuffix(text, marks[1])
		})
}

// ExplainsComments reports whether a title says what it means that rows begin like comments.
func ExplainsComments(text string) bool { return explained().MatchString(text) }

// blocks are the marks that begin and end what is commented out or struck through, of several
// lines, too.
var blocks = [...][2]string{{"/*", "*/"}, {"<!--", "-->"}, {"<del>", "</del>"}, {"<s>", "</s>"}, {"<strike>", "</strike>"}}

// OpensBlock reports whether a row with this first cell begins a block that ends in a row
// below.
func OpensBlock(first string, cells []string) bool {
	for _, marks := range blocks {
		if strings.HasPrefix(first, marks[0]) {
			return !slices.ContainsFunc(cells, func(c string) bool { return strings.Contains(c, marks[1]) })
		}
	}
	return false
}

// example matches the cells of example rows in a template.
var example = lazyregexp.New(`(?i)^([^(]*\((sample|example|beispiel|muster|ejemplo|exemple|exemplo|esempio|voorbeeld)\)\W*$)|^\W{0,3}(e\.\s?g\.?|i\.e\.|eg[:.]|ex[:.]|p\. ?ex\.|p\. ?ej\.|z\. ?b\.|bijv\.|vb\.|np\.|např\.|напр\.|for (example|instance)|examples?\b|sample\b|beispiel\b|muster(mann|frau|zeile|daten)?\b|zum beispiel|exemple\b|par exemple|ejemplo\b|por ejemplo|exemplo\b|por exemplo|esempio\b|ad esempio|voorbeeld|przykład|příklad|exempel|eksempel|esimerkki|пример\b|приклад|örnek|例[:：]|例えば|示例|样例|예시|예\)|your name|enter |insert |type |delete this|.*\((delete|remove|replace|overwrite) this\b|replace this|remove this|do not delete|fill in|required\b|optional\b|mandatory\b|pflichtfeld|obligatoire|obligatorio|<[\p{L} _]+>\W*$|\[\p{L}[\p{L} _]+\]|\{\{?[\p{L} _]+\}?\})`)

// IsExample reports whether a cell is one of the example row of a template.
func IsExample(cell string) bool {
	at := strings.IndexByte(cell, '(')
	return (mayBeExample(cell) || at >= 0 && mayBeExample(cell[at+1:])) && example().MatchString(cell)
}

// mayBeExample reports whether a cell may be one, by its first bytes after up to three marks.
func mayBeExample(text string) bool {
	const marks = 3
	var start [4]byte
	for i := 0; i <= marks && i < len(text); i++ {
		for k := range copy(start[:], text[i:]) {
			if start[k] >= utf8.RuneSelf {
				return true
			}
			start[k] |= 0x20
			if exampleStarts[string(start[:k+1])] {
				return true
			}
		}
		if cell.IsWordByte(text[i]) {
			break
		}
	}
	return false
}

// exampleStarts are the beginnings of the words of example.
var exampleStarts = func() map[string]bool {
	set := map[string]bool{}
	for start := range strings.SplitSeq("<,[,{,e.,p.,z.,i.e,eg.,eg:,ex.,ex:,vb.,np.,nap,for ,exam,samp,beis,must,zum ,exem,par ,ejem,por ,esem,esim,ad e,voor,przy,ekse,bijv,your,ente,inse,type,dele,repl,remo,do n,fill,requ,opti,mand,pfli,obli", ",") {
		set[start] = true
	}
	return set
}()
