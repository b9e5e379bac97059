// Package remark reads the lines of a list that are no rows: titles, headings of groups, totals,
// footers, examples, error messages. It knows their words in many languages, and nothing of
// columns.
package remark

import (
	"slices"
	"strings"
	"sync"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// scrubbed matches the words of a title that says the opposite: whoever must not be called
// was removed.
var scrubbed = lazyregexp.New(`(?i)\b(scrub\w*|washed|screened|cleaned|clean( (list|file|leads|contacts|numbers|copy|data))?\W*$|(clean|clear) of|(after|post|non|less) ?(dnc|tps|do not calls?|opt ?outs?)|after (removing|excluding|dropping)|checked|compliant|against|exclud\w+|excl|minus|without|free|filtered|bereinigt|ohne|sans|sin|senza|zonder)\b`)

// forScrubbing matches what a list of those who must not be called is for.
var forScrubbing = lazyregexp.New(`(?i)\b(for|to) (\w+ )?(scrub|scrubbing|exclude|exclusion|check(ing)? against)\b( only| purposes)?`)

// IsRemoval reports whether a cell is nothing but an order to take somebody off a list, or says
// not to call.
func IsRemoval(c string) bool {
	return removals()[strings.ToLower(strings.Trim(c, " .!:*-"))] || SaysDoNotCall(c)
}

var removals = sync.OnceValue(func() map[string]bool {
	return words("remove delete suppress drop out löschen entfernen streichen eliminar borrar quitar supprimer retirer enlever remover excluir rimuovere eliminare verwijderen")
})

// forbids matches a sentence that asks not to call those whom it then describes, or who lack a mark.
var forbids = lazyregexp.New(`(?i)^\W*(please )?(do not|don.?t|never) (call|contact|phone|dial|text)\b.*\b(without|unless|except)\b|\b(without|except|unless) (an? |the )?["'(]?([*†‡✓✗]|(stars?|asterisks?|marks?|ticks?|checks?|checkmarks?)\b)`)

// notForCalls matches a title that leaves other ways than calls, or nothing, to do with a list.
var notForCalls = lazyregexp.New(`(?i)^\W*((for )?(sms|texts?|e-?mails?|mail(ing)?s?|post(al)?|fax|letters?|newsletters?)( messages?| use| purposes?| campaigns?| lists?| marketing)? only|(please )?(do not|don.?t|never) (import|upload|load|use|process|contact|dial|work)( (it|this|these|them|this (list|file)|these (people|contacts|numbers|leads)|yet|any more|anymore))?)\W*$`)

// notYet matches a title of people whom nobody may call yet, or any more: "Awaiting consent",
// "Rejected by compliance", "Scrub hits", "Superseded by leads_v2.csv".
var notYet = lazyregexp.New(`(?i)^\W*((\w+ ){0,3}(awaiting|waiting for|pending|without|lacking|missing) (phone |written |call(ing)? |their |a )?(consents?|permissions?|opt-?ins?)|(phone )?(consents?|permissions?|opt-?ins?) (is |are |still )?(awaited|pending|missing)|(\w+ )?scrub(bing)? (hits?|matches|failures|positives|rejects)|(rejected|blocked|declined|not approved) by (compliance|legal|quality)|(numbers )?(listed )?on (the|a|any) ((national|state|dnc|do[ -]not[ -]call) )+(registry|register|list)|in memoriam|(pending|awaiting|waiting for) (approval|review|verification|confirmation)|(\w+ ?[-:,] )?(please )?hold off (on|with|calling)\b.*|(still |these |numbers |list |to be |not (yet )?|awaiting |needs? |before )*(to be |not (yet )?|awaiting |needs? |before )((dnc|tps|do[ -]not[ -]call) )?(cleared|scrubbed|screened|washed|scrub(bing)?|clearance)( yet)?( by \w+)?|on hold( until\b.*)?|not yet|obsolete|superseded|deprecated|old (list|file|version))\W*$|^\W*(obsolete\W|superseded by\b|.*\b(phones?|numbers?|calls?|contacts?) (are |is )?not (yet )?(cleared|approved|released|scrubbed)\W*$|.*\b(these|they|those|all|some|half|most|many)( of (these|them|those))? (still )?(need|require|lack)s? (\w+ )?(consent|permission|opt-?ins?)\b|.*\b(some|half|most|many|few|several) of (these|them|those) (have )?(said|say|told|asked|refused|opted)\b|.*\bnumbers?\b.*\b(is|are) (wrong|outdated|swapped|mixed up)\b|(\w+\W+)?do not (load|import|use|upload|dial) ((this|these|it|them) )?yet\W*$|source:.*\bwithout (\w+ )?(consent|permission)\b)`)

// otherUse matches a title of numbers that are for something else than campaigns, or nobody's to
// be called: "For medical use only", "To be deleted", "Fictional numbers".
var otherUse = lazyregexp.New(`(?i)^\W*(` + strings.Join([]string{
	`(the |these )?(people|contacts|numbers|names|those)( below)? (have|had) not (yet )?(agreed|consented)\b.*`, `.*\b(only agreed to|agreed only to|consent(ed)? only (for|to)|permission:?) (an? )?(e-?mail|sms|texts?|post|mail|newsletters?)\b.*`,
	`(awaiting|pending) double opt-?ins?`, `retention (period )?(over|expired|ended)\b.*`, `to be deleted\b.*`, `.*\bdelete after \d+ days`, `data subject (access )?requests`,
	`(spam|nuisance|prank) callers`, `scammers`, `(known )?fraudsters`, `attorneys on file`, `bankruptcies`, `obituaries`, `memorial( list)?`, `children.?s (phone )?numbers`, `students under 1\d`,
	`.*\b(clinical|medical|research|emergency|testing) (use )?only`, `.*\buse for emergencies only`, `.*\bnot for (marketing|commercial (use|purposes)|use|sales|solicitation)`, `.*\b(may|must|can) ?not be used for (commercial|marketing|sales)\b.*`, `.*\bno sales`,
	`not ready`, `fictional (numbers|people|data)`, `numbers that bounced`, `hard bounces`, `failed validation`, `rejected by scrub`, `pagers`, `help ?lines`, `emergency numbers`, `internal extensions`, `our own (staff|employees)`,
	`.*\bexclude from (the )?campaign`, `hold-?out( group)?`, `quiet period\b.*`, `embargoed`, `paused`,
	`wenden sie sich nicht an\b.*`, `(lösch|sperr)liste`, `nur (für|per) (post|e-?mail|sms)\w*`, `nicht für werbe\w*`, `testdaten`, `faxnummern`, `notfall(kontakte|nummern)`, `.*\beinwilligung (liegt )?nur für (e-?mail|sms|post)\b.*`,
	`(sans|sin|senza|sem|zonder|bez|utan|uden) (consentement|consentimiento|consenso|consentimento|toestemming|zgody|samtycke|samtykke)`, `(solo|sólo|somente|apenas|alleen|tylko|endast|kun|seulement|uniquement) (e-?mail|correo( electrónico)?|e-?post|courriel|sms)`, `consentement e-?mail uniquement`,
	`(données|datos|dati|dados) (de|di) (test|prueba|prova|teste)`, `testgegevens`, `numéros de fax`, `menores de edad`, `minderjarigen`, `da cancellare`, `eliminar`, `błędne numery`, `неверные номера`, `物故者`, `テストデータ`,
}, "|") + `)\W*$`)

// takenOut matches the name of a list from which those who refused were removed: "Calling list
// (DNC removed)".
var takenOut = lazyregexp.New(`(?i)(\b(clean\w*|calling|callable|call list|leads?|contacts|customers)\b.*|\()\b(dnc|do[- ]not[- ]calls?|opt[- ]?outs?|unsubscribe[ds]?)( (numbers?|records?))? ((have|has|was|were|are)( already| now)?( been)? )?(already |now )?(removed|taken out|dropped|deleted|excluded|omitted)\W*$|^\W*((all|\d+|\w+ (and|&)) )?(dnc|do[- ]not[- ]calls?|opt[- ]?outs?|unsubscribe[ds]?|deceased)( (numbers?|records?|contacts|people|rows))? (((have|has)( already)? been|were|are) )?(already |now )?(removed|taken out|dropped|deleted|excluded|omitted)( (on|as of|by)\b.*| from (this|the) (list|file|sheet)\b.*|\W+\d.*)?\W*$|\bsuppressions? (list )?applied\b|\b(opted[ -]?out|dnc|do not call|unsubscribed)\b.{0,30}\b(are|is|were) not (in|on|part of) (this|the) (list|file|export|report)\b|\bnone of (these|the|them|our)\b.{0,30}\b(is|are) (on|in) (it|the)\b|\b(against|checked|scrubbed)\b.*\b(dnc|do[- ]not[- ]call)\b.{0,40}: (clear(ed)?|clean|ok|passed|none)\b`)

// SaysTakenOut reports whether a text says that those who refused are no longer in the list.
func SaysTakenOut(s string) bool { return takenOut().MatchString(s) }

// dataType matches the line in which Export-Csv of Windows PowerShell names the type of its
// data.
var dataType = lazyregexp.New(`^#TYPE \S+$`)

// hits matches words for the numbers that a scrub found.
var hits = lazyregexp.New(`(?i)\b(hits?|match(es|ed)|positives?|listed|found|treffer|gefunden|fail\w*|flagged|coincidencias|correspondances|trouvés?|trovati|encontrados)\b`)

// noHits matches words for a scrub that found none.
var noHits = lazyregexp.New(`(?i)\b(no|0|zero|none|without|not|never|minus|excl\w*|remov\w*|keine?|ohne|nicht|sin|ning[uú]n\w*|sans|aucune?|senza|nessun\w*|sem|nenhum\w*|geen)\b`)

// columnLetters matches letters of columns, "A, B, C", which are no cease and desist.
var columnLetters = lazyregexp.New(`(?i)^\W*[a-z](\s*[,;|\t]\s*[a-z])+\W*$|^[a-z]( [a-z]){2,}$`)

// LongestTitle is the size of the longest title that is read, in bytes, shortestTitle that of
// the shortest. Where doubt is enough, a title has at most titleWords.
const (
	LongestTitle  = 300
	shortestTitle = 2
	titleWords    = 8
)

// excluded matches a title of nothing but a word for those who are left out.
var excluded = lazyregexp.New(`(?i)^\W*(exclu(ded|sions?|de)|ausgeschlossene?|ausschl(uss|üsse)|aranmayacaklar|exclu[ií]d[oa]s|exclu[se]s|esclus[ie]|uitgesloten|wykluczeni)( (list|numbers?|contacts|people|leads|customers))?\W*$`)

// setAside matches the name of those whom nobody works with: they said no, their numbers are no
// telephones or nobody's, they are minors, or they are no real people.
var setAside = lazyregexp.New(`(?i)^\W*((people|persons|members|customers|clients|leads|contacts|numbers|these|those|they|all|the|rest|others|who|that|have|are|were|to be|already called|called|please|do not use)\W+)*` +
	`((said|says|saying|answered) (no|nein|nee)|h[au]ng[- ]?ups?( on us)?|off[- ]?limits|hands[- ]off|leave (them )?alone|skip(ped|s)?( these| them| this)?|kill(ed)?( list)?|excluded?|under[- ]?18s?|minors|underage|fax(es|[- ]?machines?|[- ]?lines?|[- ]?directory)?( only)?|dead|invalid|scrubbed out|tcpa|((ccpa|gdpr|dsgvo|privacy) )?(delet(ion|e)s?|objections?|erasures?)|objectors|unreachable|emergency contacts?|((test|sample|example|dummy|fake) )?(data|people|records|contacts)\W+not real( people)?|(test|dummy|fake) (data|people|records|contacts|numbers)|junk|trash|void|ignored?|spam|trolls?|pranks?|dummy|fake|demo|in memoriam|obituar(y|ies)|departed|gone away|not working|(to )?delet(e|ed|ions)|be deleted|no[- ]?go|(bad|wrong|old) nos|red list|legal hold|(awaiting|waiting for|pending|without) consent|(their list )?don.?t touch|abmeldungen|austritte|removidos)` +
	`(\W+(last (year|month|time)|this year|list|sheet|tab|numbers?|people|contacts|leads|records|only|requests?))*\W*$`)

// AboutLooks reports whether a text is about how cells look.
func AboutLooks(text string) bool { return looks().MatchString(text) || plainLooks().MatchString(text) }

// UnseenLooks reports whether a text says who must not be called by looks of cells that are
// not read, or by looks or marks of whoever may be called: "Only call rows in green".
func UnseenLooks(text string) bool {
	return len(text) <= LongestTitle && (plainLooks().MatchString(text) && SaysDoNotCall(text) || onlyThose().MatchString(text))
}

// PermitsLooks reports whether a text says by looks of cells who may be called, and nothing of
// the others: "Green = OK to call".
func PermitsLooks(text string) bool {
	return len(text) <= LongestTitle && permitted().MatchString(text)
}

const (
	someCall  = `(call|dial|phone|ring|contact|work)`
	someLooks = `red|yellow|green|orange|blue|pink|purple|gr[ae]y|highlighted|shaded|marked|bold|ticked|checked|starred`
)

var (
	looks      = lazyregexp.New(`(?i)\b(red|yellow|green|orange|blue|pink|purple|gr[ae]y|colou?r(s|ed)?|highlight(ed|s)?|shad(ed|ing)|struck|strike-?through|crossed out|marked|rot(e[nrs]?)?|gelbe?[nrs]?|grüne?[nrs]?|blaue?[nrs]?|farbig|markiert|roj[oa]s?|amarill[oa]s?|verdes?|azul(es)?|rouges?|jaunes?|verte?s?|bleue?s?|surligné\w*|ross[oie]|giall[oie]|verdi|vermelh[oa]s?|amarel[oa]s?|rood|rode|gele?|groene?|blauwe?)\b`)
	plainLooks = lazyregexp.New(`(?i)\b(bold(ed)?|italics?|underlined?|boxed|bordered|in a box|circled|capitals|all caps|in brackets|in parentheses|fett(gedruckte?n?)?|kursiv|unterstrichen\w*|negrita|cursiva|subrayad[oa]s?|en gras|soulignés?|grassetto|corsivo|sottolineat[oi]|negrito|sublinhad[oa]s?|vetgedrukt|onderstreept)\b`)
	onlyThose  = lazyregexp.New(`(?i)^\W*(please )?((only|just) ` + someCall + `|` + someCall + ` (only|just))\b.{0,30}\b(` + someLooks + `|with (an? )?(status|code|x|y|yes|check|tick|star|mark))\b|\b(only|just)\b.{0,40}\b(` + someLooks + `)\b.{0,30}\b(call|dial|phon|contact)(ed)?\b|\bonly (be )?(call|dial|phon|contact)e?d?\b.{0,30}\b(` + someLooks + `)\b|\b` + someCall + `\b.{0,30}\b(` + someLooks + `)\b.{0,10}\bonly\b`)
	permitted  = lazyregexp.New(`(?i)^\W*(` + someLooks + `)( (rows?|names?|ones|people))?\W{1,4}(means )?((ok|okay|may|can|safe|fine|free)( to)?( be)? (call|dial|phon)(ed)?|(has |have )?(consented|agreed|opted in|consent to))\b[^,;/|]*$`)
)

// SetsAside reports whether the name of a sheet says that its people must not be called.
func SetsAside(name string) bool { return SaysDoNotCall(name) || SaysNo(name) || HeadsMinors(name) }

// SaysDoNotCall reports whether a title says, or may say, that the people below it must not be
// called.
func SaysDoNotCall(s string) bool { return says(s, true) }

// says is SaysDoNotCall, also of conditions or only of other words: a condition may be the value of
// another one, and is read once.
func says(s string, conditions bool) bool {
	if excluded().MatchString(s) || notForCalls().MatchString(s) || len(s) <= LongestTitle && (setAside().MatchString(s) || notYet().MatchString(s) || otherUse().MatchString(s) || onlyThose().MatchString(s)) {
		return true
	}
	if len(s) <= LongestTitle {
		s = forScrubbing().ReplaceAllString(s, "")
		if conditions {
			if found, refuses, rest := requires(strings.ReplaceAll(s, "_", " ")); found {
				return refuses || says(rest, false)
			}
		}
	}
	if len(s) < shortestTitle || len(s) > LongestTitle || columnLetters().MatchString(s) || scrubbed().MatchString(s) && !forbids().MatchString(s) && (!hits().MatchString(s) || noHits().MatchString(s)) {
		return false
	}
	s = strings.ReplaceAll(s, "_", " ")
	if stopsSomething(s) || atTimes().MatchString(s) || takenOut().MatchString(s) || recorded().MatchString(s) || dataType().MatchString(s) {
		return false
	}
	if _, refuses := normalize.Refuses(s); refuses {
		return true
	}
	return len(strings.Fields(s)) <= titleWords && (normalize.DoubtfulTitle(s) || !(s[0] >= '0' && s[0] <= '9') && refusesAsHeader(s)) // not "435 Robinson Road"
}

// refusesAsHeader reports whether a title would be the name of a column of refusals, by whole
// words: "alumni 90s" may be cut off, as a column's name, but not as a title.
func refusesAsHeader(s string) bool {
	r := header.Read(s)
	return r.Concept == header.Refusal && !r.Guessed
}

// robinson matches the name of somebody who is called as the list of those who want no calls is.
var robinson = lazyregexp.New(`^(\p{Lu}[\p{Ll}'’-]+ (\p{Lu}\.? )?Robinson( (Jr|Sr|II|III)\.?)?|Robinson, \p{Lu}[\p{Ll} .]+|Robinson)$`)

// IsRobinson reports whether a cell in a column of names is the name of somebody called Robinson.
func IsRobinson(c string) bool {
	return len(c) > 7 && strings.Contains(c, "Robinson") && robinson().MatchString(strings.TrimSpace(c))
}

// Spaced returns the text of a line that delimiters took apart.
func Spaced(cells []string) string { return strings.TrimRight(strings.Join(cells, ", "), ", ") }

// atTimes matches a request for calls at other times: "No calls before 9am please".
var atTimes = lazyregexp.New(`(?i)^\W*(please )?(no|do not|don.?t|never) (phone )?(calls?|calling|ring|phone) (before|after|until|between|on|at|during)\b[^,;.]*\d?[^,;.]*$`)

// recorded matches an order to callers where to write what: "Log wrong numbers in the last column".
var recorded = lazyregexp.New(`(?i)^\W*(please )?(log|mark|note|enter|record|write|put|flag)\b[^;.]*\b(in|into|under) (the )?(\w+ ){0,2}(column|col|field|tab|sheet)\b[^;.]*$`)

// SaysNo reports whether the name of a section is an answer that lets nobody in: "No", "Said
// no", "NOT ok".
func SaysNo(s string) bool {
	const longest = 3
	words := header.Words(strings.Trim(s, " :-–—=*#."))
	switch n := len(words); {
	case n == 0 || n > longest:
		return false
	case n == 1:
		a := normalize.AnswerOf(words[0])
		return a == normalize.No && cell.HasLetter(words[0])
	default:
		return normalize.AnswerOf(words[n-1]) == normalize.No && cell.HasLetter(words[n-1]) || noWords()[words[0]] && normalize.AnswerOf(words[n-1]) == normalize.Yes
	}
}

var noWords = sync.OnceValue(func() map[string]bool { return words("not no nicht kein pas non não nao niet nie") })

// stopsSomething reports whether a text only says to stop something other than calls or
// people: "Stop Leaks Campaign".
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

// howTo matches the beginning of a footer that says how not to be called any more.
var howTo = lazyregexp.New(`(?i)^\W*(to (be|opt|unsubscribe|stop|cancel|remove|report)\b|if you|reply\b|text\b|for (removal|opt)|please (call|contact|reply)|[^?]{3,40}\?\W*(please )?(call|tell|contact|phone|ring|write|e-?mail|reply|text|let us)\b|um\b|falls\b|wenn sie|bitte\b|pour\b|si (vous|usted|desea)|para\b|per\b|om\b|aby\b)`)

// IsHowTo reports whether a line begins as a footer that says how to opt out.
func IsHowTo(line string) bool { return howTo().MatchString(line) }
