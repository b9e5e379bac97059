package remark

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/cell"
)

// IsTotal reports whether a row is a total of the rows above: the cell at a place is a word for
// it, and the others are numbers or blank.
func IsTotal(cells []string, at int) bool {
	word, value, _ := strings.Cut(strings.TrimSpace(cells[at]), ":") // "Count: 6", "Count for NY:"
	if value != "" && !cell.IsNumber(strings.TrimSpace(value)) {
		return false
	}
	word, _, _ = strings.Cut(strings.Trim(word, " *=-."), " for ")
	if first, rest, ok := strings.Cut(word, " "); ok && strings.EqualFold(first, "grand") {
		word = rest
	}
	if !hasFolded(totals(), word) {
		return false
	}
	for i, c := range cells {
		if i != at && !cell.IsBlank(c) && !cell.IsNumber(c) {
			return false
		}
	}
	return true
}

var totals = sync.OnceValue(func() map[string]bool {
	set := words(`total totals subtotal subtotals grand-total sum summe gesamt insgesamt gesamtsumme zwischensumme anzahl somme totaal subtotaal aantal totale somma subtotale suma razem łącznie ogółem celkem součet summa totalt yhteensä toplam итого всего сумма разом усього 合計 総計 小計 总计 合计 總計 小计 합계 총계 count average avg mean median zusammen moyenne durchschnitt mittelwert promedio gemiddelde średnia průměr medelvärde keskiarvo среднее`)
	for _, t := range []string{"grand total", "sub total", "total général", "total general", "sous-total", "i alt", "genel toplam", "sub-total", "row count", "record count", "total records", "total rows", "total contacts", "total leads"} {
		set[t] = true
	}
	return set
})

// hasFolded reports whether a set of lower-case texts has a text in any case.
func hasFolded(set map[string]bool, text string) bool {
	var buf [32]byte
	if len(text) > len(buf) {
		return set[strings.ToLower(text)]
	}
	for i := range len(text) {
		c := text[i]
		if c >= utf8.RuneSelf {
			return set[strings.ToLower(text)]
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		buf[i] = c
	}
	return set[string(buf[:len(text)])]
}

// words returns a set of words.
func words(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// sums matches the formula of a total.
var sums = lazyregexp.New(`(?i)^=(sum|count|counta|subtotal|average|aggregate|summe|anzahl|somme|suma|soma|somma)\(`)

// IsSumFormula reports whether a cell is the formula of a total.
func IsSumFormula(c string) bool { return c[0] == '=' && sums().MatchString(c) }

// GoesOnInLowerCase reports whether a text is several lower-case ASCII words, none of them a
// particle of names such as "van".
func GoesOnInLowerCase(text string) bool {
	const fewest = 3
	if text == "" || text[0]-'a' >= 26 {
		return false
	}
	words := strings.Fields(text)
	return len(words) >= fewest && !slices.ContainsFunc(words, func(w string) bool { return !cell.IsLowerCase(w) || nameParts()[w] })
}

// nameParts are the lower-case words in names.
var nameParts = sync.OnceValue(func() map[string]bool {
	return words("de da do das dos di del della degli la las le les los el al bin ben ibn van von der den ter ten zu zur vom af av y e i du des")
})

// EndsInLowerCase reports whether a text is several words and the last is in lower case, as no
// name is.
func EndsInLowerCase(text string) bool {
	words := strings.Fields(strings.TrimRight(text, ".:;,!? "))
	return !strings.ContainsAny(text, "|;") && len(words) > 1 && cell.IsLowerCase(words[len(words)-1]) || len(words) > 3 && cell.IsLowerCase(words[0])
}

// footer matches what reports and exports write below their rows.
var footer = lazyregexp.New(`(?i)^\W{0,4}(` + strings.Join([]string{
	`(grand[\s_-]*|sub[\s_-]*)?totals?\b`, `(sum|count|average|avg|mean|min|max)\s*[:=]?\s*$`, `(sum|count|number|no\.?|total) (of|number)\b`, `\d[\d,. ]* (rows?|records?|contacts?|leads?|entries|lines|results?|people|customers?|items)\b`, `(rows?|records?|contacts?|leads?|entries|results?)( (exported|selected|returned|count|found|total))?\s*[:=]\s*\d`,
	`end[\s_-]*of[\s_-]*(the )?(report|file|list|export|data|document|page|records?)`, `eof$`, `\*+ ?end`, `(end|ende|fin|fine|fim|konec|koniec|конец)$`,
	`(this )?(report|list|file|data|export|document)? ?(was |is )?(generated|exported|printed|created|downloaded|produced|prepared|compiled|provided|extracted) (by|on|at|from|in|via|using|with|for)\b`, `(generated|exported|printed|created|downloaded|produced|prepared|run|extracted)( by| on| at| from)?\s*:`, `report (generated|run|date|created|id|name|filters?)\b`, `(export|run|print|extract) date\b`, `as of\b`, `last updated`, `(source|note|notes|filter|filters|filtered by|disclaimer|legend|key)s?\s*:`, `data (provided|courtesy|source)`, `powered by`,
	`page \d+`, `page:`, `seite \d+`, `página \d+`, `pagina \d+`, `strona \d+`, `страница \d+`,
	`if you (have|need|want|would|wish)`, `(to|for) (be removed|opt[ -]?out|removal|unsubscribe|stop)\b`, `(any )?questions?\s*[?:]`, `(for|with) (any )?(questions|help|support|assistance|more|information|details)`, `(please )?(call|contact|phone|reach|e-?mail|write( to)?) (us|our|me|support|the|\(?\+?\d)`, `need help`, `help ?(desk|line)\b`, `hot ?line\b`, `customer (service|support|care)\b`, `(tech(nical)? )?support( \w+)?\s*:`, `confidential`, `strictly`, `proprietary`, `copyright`, `©`, `\(c\) \d{4}`, `all rights reserved`, `do not (distribute|share|forward|copy)`, `thank you`,
	`(gesamt|insgesamt|summe|zwischensumme|anzahl|gesamtsumme)\b`, `(exportiert|erstellt|gedruckt|stand)( am| von|:| vom)`, `(bei )?(rück)?fragen\b`, `vertraulich`, `hotline\b`,
	`(total général|somme|sous-total|nombre de)\b`, `(exporté|généré|imprimé|édité|édition|extrait) (le|par|du)`, `des questions`, `pour toute question`, `confidentiel`,
	`(suma|total general|subtotal|cantidad)\b`, `(exportado|generado|impreso|creado|gerado|emitido) (el|por|em|en)`, `¿?(preguntas|dudas|consultas)\b`, `dúvidas`, `confidencial`, `(totale|somma|subtotale)\b`, `(esportato|generato|stampato) (il|da)`, `per informazioni`, `(totaal|subtotaal|aantal)\b`, `(geëxporteerd|gegenereerd|afgedrukt)`, `vragen\?`, `(razem|suma|łącznie|ogółem)\b`, `(celkem|součet|summa|totalt|yhteensä|i alt|sum)\s*[:=]?$`, `(toplam|genel toplam)`,
	`(итого|всего|сумма|итог)`, `вопросы`, `(разом|усього)`, `(合計|総計|小計|总计|合计|总数|總計|小计|합계|총계)`, `(导出|生成|打印|出力|作成|내보낸)(时间|日期|日時|日|于)`,
}, "|") + `)`)

// IsFooter reports whether a line begins as what reports and exports write below their rows.
func IsFooter(line string) bool { return footer().MatchString(line) }

// endMark matches a line that marks the end of a list, where END is not a refusal as it is in a
// text message, or that ends a session with a database.
var endMark = lazyregexp.New(`(?i)^(\W*(end|eof)\W*|[\w@.-]*[>#] *((spool off|set \w+ off|exit|quit|bye|disconnect|\\[qtox]+);?)?)$`)

// IsEndMark reports whether a line says only that the list ends.
func IsEndMark(line string) bool { return endMark().MatchString(line) }

// nobody are whole cells that name no person, company or place.
var nobody = sync.OnceValue(func() map[string]bool {
	set := words("question questions fragen rückfragen preguntas domande dúvidas")
	for _, w := range []string{"any question", "any questions", "for questions", "for help", "for support", "need help", "report date", "report generated", "des questions"} {
		set[w] = true
	}
	for participles, prepositions := range map[string]string{
		"exported generated printed prepared compiled downloaded created": "by on at",
		"exportiert erstellt": "von am", "exporté": "par le", "exportado": "por el", "esportato": "da il",
	} {
		for a := range words(participles) {
			for b := range words(prepositions) {
				set[a+" "+b] = true
			}
		}
	}
	return set
})

// lineNames are whole cells that name a telephone of an office, as a sender's address below a
// list does, and no person.
var lineNames = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for name := range strings.SplitSeq("direct line,direct dial,direct number,direct,office,office line,main office,head office,main line,main number,front desk,front office,reception,switchboard,after hours,sales office,billing,dispatch,phone,phone number,telephone,tel,mobile,cell,cell phone,fax,fax number,"+
		"durchwahl,zentrale,empfang,büro,telefon,telefonnummer,handy,mobil,ligne directe,standard,accueil,bureau,téléphone,tél,línea directa,centralita,recepción,oficina,teléfono,móvil,linha direta,central,recepção,escritório,telefone,celular,linea diretta,centralino,ufficio,telefono,cellulare,doorkiesnummer,receptie,kantoor,telefoon,centrala,biuro,växel,reception", ",") {
		set[name] = true
	}
	return set
})

// IsLineName reports whether a text in lower case is one of lineNames.
func IsLineName(text string) bool { return lineNames()[text] }

// or matches the word before another number of an office.
var or = lazyregexp.New(`^(or|oder|ou|o|oppure|of|lub|nebo|eller|and|und|et|y|e|en)$`)

// IsOr reports whether a text is but the word before another number of an office.
func IsOr(text string) bool { return len(text) <= len("oppure") && or().MatchString(text) }

// minNobody and maxNobody are the sizes of the shortest and the longest of nobody, in bytes.
const minNobody, maxNobody = 6, 24

// NamesNobody reports whether a cell names no person, company or place: "Any questions?",
// "Exported by".
func NamesNobody(text string) bool {
	text = strings.TrimFunc(text, func(r rune) bool { return r != '_' && (r >= 0x80 || !cell.IsWordByte(byte(r))) })
	return len(text) >= minNobody && len(text) <= maxNobody && hasFolded(nobody(), text)
}
