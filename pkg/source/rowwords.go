package source

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// scrubbed are words of a title that says the opposite: whoever must not be
// called has been taken out.
var scrubbed = lazyregexp.New(`(?i)\b(scrub\w*|cleaned|checked|compliant|against|exclud\w+|excl|minus|without|free|filtered|bereinigt|ohne|sans|sin|senza|zonder)\b`)

// forbids matches a sentence that asks not to call those whom it goes on to tell.
var forbids = lazyregexp.New(`(?i)^\W*(please )?(do not|don.?t|never) (call|contact|phone|dial|text)\b.*\b(without|unless|except)\b`)

// lacksConsent matches a condition that nobody who agreed meets: "where opt_in is false".
var lacksConsent = lazyregexp.New(`(?i)\b(opt(ed)?[ -]?in|consent(ed)?|permission|may call|can call|ok to call)\s*(is|are|was|=|==|:|eq|equals?|equal to)\s*("?(false|no|n|0|null|blank|empty|missing|none)\b|""|'')|\b(do not call|dnc|opt(ed)?[ -]?out|unsubscribed|suppressed)\s*(is|are|=|==|:|eq|equals?|equal to)\s*"?(true|yes|y|1|not null|set)\b`)

// hasConsent matches a condition that nobody who refused meets: "Do Not Call equals False",
// "Opted Out not equal to Yes".
var hasConsent = lazyregexp.New(`(?i)^\W*(\w+: ?)?(do not (call|contact|phone)|dnc|opt(ed)?[ -]?out|unsubscribed|suppressed|no calls?)( \w+)?\s*((is|are|=|==|:|eq|equals?|equal to|is equal to)\s*"?(false|no|n|0|null|blank|empty|unchecked|not set|off)|(not equal to|is not|<>|!=|not equals?|does not equal)\s*"?(true|yes|y|1|checked|set|on))"?\W*$`)

// takenOut matches what says that those who refused are no longer in the list, of which it
// is the name: "Calling list (DNC removed)".
var takenOut = lazyregexp.New(`(?i)(\b(clean\w*|calling|callable|call list|leads?|contacts|customers)\b.*|\()\b(dnc|do[- ]not[- ]calls?|opt[- ]?outs?|unsubscribe[ds]?)( (numbers?|records?))? ((have|has|was|were|are)( been)? )?(removed|taken out|dropped|deleted|excluded|omitted)\W*$|\bsuppressions? (list )?applied\b|\bnone of (these|the|them|our)\b.{0,30}\b(is|are) (on|in) (it|the)\b|\b(against|checked|scrubbed)\b.*\b(dnc|do[- ]not[- ]call)\b.{0,40}: (clear(ed)?|clean|ok|passed|none)\b`)

// dataType matches the line in which a shell names the type of what it writes (Export-Csv of
// Windows PowerShell).
var dataType = lazyregexp.New(`^#TYPE \S+$`)

// hits matches what says of a scrub that these are the numbers it found.
var hits = lazyregexp.New(`(?i)\b(hits?|match(es|ed)|positives?|listed|found|treffer|gefunden|coincidencias|correspondances|trouvés?|trovati|encontrados)\b`)

// noHits matches what says that it found none.
var noHits = lazyregexp.New(`(?i)\b(no|0|zero|none|without|not|never|minus|excl\w*|remov\w*|keine?|ohne|nicht|sin|ning[uú]n\w*|sans|aucune?|senza|nessun\w*|sem|nenhum\w*|geen)\b`)

// besideSection matches what stands beside the name of a section: a head count, a rule, what
// number it is.
var besideSection = lazyregexp.New(`(?i)^\W*((count|total|n|no|nr|anzahl|nombre|numero|número|totale)\b\W*)?\d+\s*(\p{L}+\W*)?$|^\W+$|^\W*(` + sectionWords + `)\W*\w{0,3}\W*$`)

const sectionWords = `section|group|part|block|segment|list|category|set|abschnitt|gruppe|teil|liste|sección|seccion|grupo|parte|lista|sezione|gruppo|partie|groupe|sectie|groep`

// sectionStart matches what the name of a section may begin with: "B. ", "Group: ".
var sectionStart = lazyregexp.New(`(?i)^\W*((section|group|part|block|segment|list|category|status|abschnitt|gruppe|grupo|sección|gruppo|groupe)\s*\w{0,2}\s*[:.)–-]\s*|\w{1,3}[.):]\s+)?`)

// sectionOf returns the name of a section from a row of a few cells, the others of which
// only count its people or number it.
func sectionOf(cells []string) (name string, ok bool) {
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

// standsBeside reports whether a cell is what stands beside the name of a section. Most
// are not by a look at their numbers, or at the word that they begin with.
func standsBeside(text string) bool {
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

// columnLetters matches letters of columns, "A, B, C", which are no cease and desist.
var columnLetters = lazyregexp.New(`(?i)^\W*[a-z](\s*[,;|\t]\s*[a-z])+\W*$|^[a-z]( [a-z]){2,}$`)

// fewestTitle and mostTitle are how many bytes a title or the name of a section has
// that is read, titleWords how many words at most where doubt is enough.
const (
	fewestTitle, mostTitle = 2, 300
	titleWords             = 8
)

// saysDoNotCall reports whether a text that stands over rows says that these
// people must not be called, or may say so.
func saysDoNotCall(s string) bool {
	if len(s) < fewestTitle || len(s) > mostTitle || columnLetters().MatchString(s) || scrubbed().MatchString(s) && !forbids().MatchString(s) && (!hits().MatchString(s) || noHits().MatchString(s)) {
		return false
	}
	s = strings.ReplaceAll(s, "_", " ")
	if lacksConsent().MatchString(s) {
		return true
	}
	if stopsSomething(s) || hasConsent().MatchString(s) || takenOut().MatchString(s) || dataType().MatchString(s) {
		return false
	}
	if _, refuses := normalize.Refuses(s); refuses {
		return true
	}
	return len(strings.Fields(s)) <= titleWords && (normalize.DoubtfulTitle(s) || header.Read(s).Concept == header.Refusal)
}

// stopsSomething reports whether a text says to stop something that is neither calls nor
// people, and nothing else: "Stop Leaks Campaign".
func stopsSomething(s string) bool {
	first, rest, _ := strings.Cut(strings.TrimSpace(s), " ")
	if !strings.EqualFold(first, "stop") || len(strings.Fields(rest)) < 2 {
		return false
	}
	_, refuses := normalize.Refuses(rest)
	return !refuses && !normalize.DoubtfulTitle(rest) && header.Read(rest).Concept != header.Refusal && header.Read(rest).Concept != header.Consent &&
		!slices.ContainsFunc(header.Words(rest), func(w string) bool { return aboutCalls()[w] })
}

var aboutCalls = sync.OnceValue(func() map[string]bool {
	return words("call calls calling called caller callers contact contacts contacting contacted phone phones phoning telephone dial dialing dialling dialed text texts texting sms mail mails mailing message messages messaging list lists request requests requested these them those people everyone all")
})

// commented matches the beginning of a row that was taken out as programs take out their
// lines, or struck through.
var commented = lazyregexp.New(`^\s*(#+|//+|--+|%+|<!--|/\*|~~)\s*[\p{L}\d(+]`)

// isCommented reports whether commented matches a cell, which is no error's name as "#REF!".
func isCommented(text string) bool {
	if text == "" || text[0] > ' ' && strings.IndexByte("#/-%<~", text[0]) < 0 { // for speed
		return false
	}
	return commented().MatchString(text) && !normalize.IsErrorValue(strings.TrimSpace(text))
}

// howTo matches the beginning of a footer that says how not to be called any more.
var howTo = lazyregexp.New(`(?i)^\W*(to (be|opt|unsubscribe|stop|cancel|remove|report)\b|if you|reply\b|text\b|for (removal|opt)|please (call|contact|reply)|um\b|falls\b|wenn sie|bitte\b|pour\b|si (vous|usted|desea)|para\b|per\b|om\b|aby\b)`)

// conflictMark matches the lines by which a version control system keeps two versions apart.
var conflictMark = lazyregexp.New(`^(<{7} \S|>{7} \S|={7}$|\|{7} \S)`)

// brokenExport matches what a program writes into its output when it fails.
var brokenExport = lazyregexp.New(`(?i)^\W{0,3}(` + strings.Join([]string{
	`(php )?(fatal error|parse error|warning|notice|deprecated|catchable fatal error):`, `uncaught \w+`, `traceback \(most recent call last`,
	`</?(br|b|html|body|div|p|head|title|span|pre|h\d|script|hr|table|center|error)\b[^>]*>`, `!doctype`, `\?xml\b`,
	`error \d+( \(|:)`, `error:`, `\w*(error|exception)\s*:`, `at \S.*\.(js|mjs|ts|py|rb|php|go|cs|java|pl):\d+`, `err:`, `fatal:`, `panic:`, `error (in|at|while|executing|reading|fetching|near)\b`, `ora-\d{5}`, `sqlstate`, `msg \d+(, level|$)`, `sql ?error`, `mysql(_| )\w*`, `unhandled exception`, `an? (error|exception) (has )?occurr?ed`,
	`([\w$]+\.)+\w*(exception|error)\b`, `exception in thread`, `exception:`, `stack ?trace`, `caused by:`, `at [\w.$]+\(\w+\.java:\d+`,
	`(pg_dump|psql|mysqldump|mysql|curl|wget|sqlcmd|bcp|gzip|tar|zcat|scp|rsync|ssh|sftp|bash|sh|python3?|perl|node|awk|sed|cat|cut): `,
	`@@ -\d+(,\d+)? \+\d+`, `transfer closed with outstanding`,
	`segmentation fault`, `killed$`, `aborted$`, `terminated$`, `broken pipe`, `core dumped`, `(http/\S+ )?[45]\d\d (internal|bad|gateway|service|forbidden|not found|unauthorized|request|too many)`,
	`connection (was )?(reset|refused|timed out|lost|closed|aborted)`, `lost connection`, `server has gone away`, `deadlock`,
	`(the |this )?(query|(lock )?request( time)?|operation|execution|script|session|export|download|maximum execution\w*|statement)\b.{0,40}(timed? ?out|timeout|exceeded|aborted|cancel+ed|failed|expired|incomplete|interrupted|terminated|truncated)`,
	`out of memory`, `memory (limit|exhausted)`, `allowed memory size`, `internal server error`, `access denied`, `permission denied`, `no space left`, `disk full`, `too many requests`, `rate limit`,
	`\{\s*"(error|errors|message|status|code|detail|exception)"\s*:`, `please (log|sign) in`, `truncated`, `output truncated`, `\[?truncated\]?$`, `\.{3} ?\(?\d+ more (rows|lines)`,
}, "|") + `)`)

// brokeOff matches what a program writes when it fails, wherever in a line that is no row.
var brokeOff = lazyregexp.New(strings.Join([]string{
	`\b[A-Z]\w*(Error|Exception)\b`, `#<[A-Z]\w*(::\w+)*`, `(?i)\bundefined (local )?(method|variable|index|offset|function|property|array key)\b`, `(?i)\bcannot read propert`, `(?i)\bnil:nilclass\b`, `(?i)\bnull ?(pointer|reference)\b`,
	`(?i)\b(limit|quota)s? (was |has been |is )?(reached|exceeded)\b`, `(?i)\bexceed(ed|s)? (your|the|its|our|a|an)?\b.{0,30}\b(limits?|quota|time|memory|size)\b`, `(?i)\btimed out\b`, `(?i)\b(gateway|request|query|script|session|lock wait|connection) time-?out\b`,
	`(?i)^\W{0,3}(failed|unable) to \w+`, `(?i)^\W{0,3}could not \w+`, `(?i)\b(export|download|query|job|transfer) (has |was |is )?(failed|aborted|stopped|cancelled|canceled|interrupted|incomplete|limited to|not complete)`,
	`(?i)\b(not all|nicht alle|no todos|no todas|pas tou[ts]|non tutt[ie]|nem todos|niet alle)\b.{0,40}\b(exported|exportiert|exportad[oa]s|exportée?s|esportat[ie]|geëxporteerd)\b`, `(?i)\b(no|nicht|non|não|niet|n.a pas|not) (ha |wurde |è |foi |is |été )?(finalizado|terminado|completado|abgeschlossen|completata|completato|concluída|terminé|voltooid|completed|finished)\b`,
	`(?i)^\W{0,3}(abbruch|abgebrochen|abort|abandon|interrumpid[oa]|interrompu|interrott[oa]|interrompid[oa]|afgebroken)\b`, `(?i)\b(kontingent|quota|cuota|limite?|límite|speicher|memoria|mémoire)\b.{0,20}\b(erschöpft|überschritten|agotad[oa]|superad[oa]|dépassée?|esaurit[oa]|superat[oa]|esgotad[oa]|overschreden|exhausted)\b`, `(?i)\b(agotado|expirado|überschritten|dépassé|scaduto|esgotado|verstreken)\b.{0,12}\b(el tiempo|tiempo|zeit|délai|tempo|tijd)`,
	`(?i)\b(export|abfrage|vorgang|übertragung)\w* .{0,20}(abgebrochen|fehlgeschlagen)\b`, `(?i)^\W{0,3}(fehler|erreur|errore|erro|fout|błąd|chyba|fel|ошибка)\b\W*(\d|:|$|beim|lors|durante|al |ao |bij|podczas|při|vid)`, `(?i)\b(temps d.exécution|délai|tiempo|tempo) .{0,25}(dépassé|agotado|excedido|scaduto|esgotado)\b`,
}, "|"))

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

// endMark matches a line that says where a list ends: END is no refusal there, as it is in
// a message.
var endMark = lazyregexp.New(`(?i)^\W*(end|eof)\W*$`)

// nobody are whole cells that name no person, company or place, whatever else
// their row holds.
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

// lineNames are whole cells that say which telephone of an office a number is, as the
// block of a sender below a list has them: no person's name.
var lineNames = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for name := range strings.SplitSeq("direct line,direct dial,direct number,direct,office,office line,main office,head office,main line,main number,front desk,front office,reception,switchboard,after hours,sales office,billing,dispatch,phone,phone number,telephone,tel,mobile,cell,cell phone,fax,fax number,"+
		"durchwahl,zentrale,empfang,büro,telefon,telefonnummer,handy,mobil,ligne directe,standard,accueil,bureau,téléphone,tél,línea directa,centralita,recepción,oficina,teléfono,móvil,linha direta,central,recepção,escritório,telefone,celular,linea diretta,centralino,ufficio,telefono,cellulare,doorkiesnummer,receptie,kantoor,telefoon,centrala,biuro,växel,reception", ",") {
		set[name] = true
	}
	return set
})

// minNobody and maxNobody are within how many bytes all of nobody are.
const minNobody, maxNobody = 6, 24

// namesNobody reports whether a cell is one of nobody, whatever stands around its
// words.
func namesNobody(text string) bool {
	text = strings.TrimFunc(text, func(r rune) bool { return r != '_' && (r >= 0x80 || !cell.IsWordByte(byte(r))) })
	return len(text) >= minNobody && len(text) <= maxNobody && hasFolded(nobody(), text)
}

// example matches the cells of rows that a template shows how to fill it in by.
var example = lazyregexp.New(`(?i)^([^(]*\((sample|example|beispiel|muster|ejemplo|exemple|exemplo|esempio|voorbeeld)\)\W*$)|^\W{0,3}(e\.\s?g\.?|i\.e\.|eg[:.]|ex[:.]|p\. ?ex\.|p\. ?ej\.|z\. ?b\.|bijv\.|vb\.|np\.|např\.|напр\.|for (example|instance)|examples?\b|sample\b|beispiel\b|muster(mann|frau|zeile|daten)?\b|zum beispiel|exemple\b|par exemple|ejemplo\b|por ejemplo|exemplo\b|por exemplo|esempio\b|ad esempio|voorbeeld|przykład|příklad|exempel|eksempel|esimerkki|пример\b|приклад|örnek|例[:：]|例えば|示例|样例|예시|예\)|your name|enter |insert |type |delete this|.*\((delete|remove|replace|overwrite) this\b|replace this|remove this|do not delete|fill in|required\b|optional\b|mandatory\b|pflichtfeld|obligatoire|obligatorio|<[\p{L} _]+>|\[\p{L}[\p{L} _]+\]|\{\{?[\p{L} _]+\}?\})`)

// isExample reports whether example matches a cell, and spares most cells the look.
func isExample(cell string) bool {
	at := strings.IndexByte(cell, '(')
	return (mayBeExample(cell) || at >= 0 && mayBeExample(cell[at+1:])) && example().MatchString(cell)
}

// mayBeExample reports whether a cell begins as an example does, but for up to three
// marks. It may err on that side.
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

// exampleStarts are what the words of example begin with.
var exampleStarts = func() map[string]bool {
	set := map[string]bool{}
	for start := range strings.SplitSeq("<,[,{,e.,p.,z.,i.e,eg.,eg:,ex.,ex:,vb.,np.,nap,for ,exam,samp,beis,must,zum ,exem,par ,ejem,por ,esem,esim,ad e,voor,przy,ekse,bijv,your,ente,inse,type,dele,repl,remo,do n,fill,requ,opti,mand,pfli,obli", ",") {
		set[start] = true
	}
	return set
}()

// typeWords name what a column holds in the row of types that some programs
// write below the header.
var typeWords = lazyregexp.New(`(?i)^\W{0,2}((n?var)?char2?|string|str|text|int(eger)?|bigint|smallint|tinyint|number|numeric|decimal|float|double|real|bool(ean)?|date|datetime|timestamp|time|phone( number)?|tel|e-?mail|zip|url|uuid|object|category|int64|float64|yes/no|y/n|true/false|mm/dd/yyyy|dd/mm/yyyy|yyyy-mm-dd|alpha(numeric)?|digits|free text|dropdown|picklist|select)(\W?\(?\d+(,\d+)?\)?)?\W{0,2}$`)

// firstFilled returns the first cell that isn't blank, with how many are not.
func firstFilled(cells []string) (first string, at, n int) {
	at = -1
	for i, c := range cells {
		if cell.IsBlank(c) {
			continue
		}
		if n++; n == 1 {
			first, at = strings.TrimSpace(c), i
		}
	}
	return first, at, n
}

// sole returns the text of a row that says but one thing: in one cell, or the
// same in every cell that is filled.
func sole(cells []string) (string, bool) {
	first, _, n := firstFilled(cells)
	if n == 0 {
		return "", false
	}
	for _, c := range cells {
		if c = strings.TrimSpace(c); c != "" && c != first {
			return "", false
		}
	}
	return first, true
}
