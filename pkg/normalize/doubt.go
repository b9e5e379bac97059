package normalize

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Doubt is what words say about calls without being a refusal that is known: by
// the stems of words, in any form, compound or order. It reads what no list of
// phrases foresees.
type Doubt uint16

// What a text touches.
const (
	// TouchesCalls: calls, contact, or a consent to them.
	TouchesCalls Doubt = 1 << iota
	// TouchesRefusal: a refusal, a complaint, a threat, law, death, a wrong number.
	TouchesRefusal
	// TouchesHold and TouchesEnds: a possible refusal together with calls, consent, a
	// number or a request, but not by itself. A yes to the first is a reason not to call
	// (legal, dead, restricted), a yes to the second need not be (cancelled, expired,
	// stopped, wrong).
	TouchesHold
	TouchesEnds
	// TouchesNo: a word of negation.
	TouchesNo
	// done is a call or a contact that has been or has not been: "not reached".
	touchesDone
	// TouchesPhone is the thing: "no phone".
	TouchesPhone
	// touchesTurn makes a wish of what has been: "not to be contacted".
	touchesTurn
	// touchesResult says of a call how it went: "did not answer".
	touchesResult
	// TouchesWish is a wish for anything, TouchesAsk what somebody asks for.
	TouchesWish
	TouchesAsk
	// TouchesCalling: calls or contact, TouchesPermit: a consent to them, or to anything.
	TouchesCalling
	// touchesLaw is somebody's lawyer.
	touchesLaw
	// TouchesConsent: an agreement to be reached, whatever the words beside it.
	TouchesConsent
	TouchesPermit
)

// doubtStems are the stems of words. Those of withinWord letters and more count within a
// longer word too. Each line is a language: English, Spanish, French, German, Portuguese,
// Italian, Dutch, Polish, Swedish and its neighbours.
var doubtStems = []stemList[Doubt]{
	{TouchesCalls | TouchesCalling, `call =ring contact dial =hear disturb bother pester hassle solicit telemark robocall outreach llam molest
		appel rappel derang demarch sollicit prospection prospecter anruf =rufen =ruf =ruft kontakt angeruf =ligar =ligue liguem ligac contat perturb chamad
		chiam contatt ricontatt richiam =bel bellen benader dzwon samtal opkald oppring`},
	{TouchesCalls, `communicat =comms telefone comunica publicid melden werbung werbea reclame reklam`},
	{TouchesCalls | TouchesPermit, `consent permi agree accept authori allow =opt optin opted subscri acept autori suscri acuerdo consien
		consen accord einwillig zustimm zugestimm einverst erlaub gestatt genehm aceit
		consens permes accett acconsent toestem akkoord toegest zgod zezw pozw samtyck tillat samtyk tillad`},
	{TouchesConsent, `consen consint =opt optin opted subscri einwillig zustimm zugestimm toestem samtyck samtyk zgod souhlas suhlas permissio permiso permesso permissao`},
	{touchesLaw, `lawyer attorn counsel =solicitor abogad avocat anwalt rechtsanw advogad avvocat advocaat adwokat prawnik advokat`},
	{TouchesWish, `willing interest want wish like need desire interes quier dese necesit veut veul souhait desir besoin interess mocht =will wunsch bedarf =quer querem precis =vuole voglio desider bisogn gradi =wil wens behoef zainteres =chce zycz potrzeb intress =vill onsk behov =vil`},
	{TouchesAsk, `asks asked asking said says told request demand insist =bitte verlang beantr forder pide pidio pidie solicita solicito exige pede pedi chied chiest richied richiest demande exige verzoek vraag vroeg prosi poprosi begar anmod krev`},
	{touchesDone, `called contacted reached dialed dialled phoned spoken contactad localizad contacte joint joign erreich kontaktiert contatad contattat raggiunt gebeld bereik gecontact dodzwon kontaktad naet nadd`},
	{TouchesPhone, `phone telefon telephon =tel mobile cell handy numm numer nummer number line`},
	{touchesTurn, `=be =being =to =should =must =may =shall =please want wish =would =like =ser =sea =etre =werden =worden =essere =venire =worden =bli =blive byc =do =dont =ever =again =more`},
	{touchesResult, `answer respon repl connect complet =pick =picked drop voicemail =yet =made =later =busy =back log schedul histor attempt reach contest respond antwort repond rispond antwoord svar odbier odpow erreich joign localiz =noch =aun =encore =ancora =ainda =nog`},
	{TouchesRefusal, `refus declin objected objects =object withdr revok revoc rescind retract unsub optout hate hates avers barred ineligib dispute ombuds suppress blacklist blocklist blocked purg =erase =erased =erasing erasur desist cease banned forbid forbad prohibit disallow disapprov denied denies denial disagre unwilling uninterest unwelcom unwant hostil abus threat harass angr irate furious litig lawsuit =sue =sues =sued suing plaintiff complain grievan violat deceas =died demise bereav disconnect reassign misdial
		rechaz revoc desuscri excluid exclusion bloque oposic =opone opuso opuest queja quejo denunci amenaz acoso fallec excluir excluy murio difunt finad equivoc desconect prohib
		desabonn desinscr opposi =oppose exclu bloqu radie plaint plaign poursuit menac harcel deced defunt deconnect interdi
		ablehn abgelehnt =lehnt verweiger verbitt verbeten widerruf wiederruf widerspr widerspro zuruckgez zuruckgen entzog sperr gesperr abgemeld abbestell ausgetrag ausschluss ausgeschl verbot verbiet untersag unerwunsch beschwer =klagt verklag bedroh =droht gedroh verstorb verstarb gestorb unterlass belastig feindsel
		recus revog descadastr desinscr bloquead bloqueio oposic =opos queix ameac falec =morreu obito
		rifiut disiscri esclus esclud blocc rimoss rimuov rimoz opposiz oppon lament querel minacc decedut defunt
		geweiger weiger ingetrok intrekk uitgeschr uitschr afgemeld afmeld geblokk blokk bezwaar klacht dreig overled gestorv verbod
		odmow odmaw sprzeciw wycof cofn wypis niedzwon rezyg zrezyg zablok skarg pozew grozi grozb zmarl zgonu =zakaz =zakazu zakazan zakazal zastrzez
		avboj nekar nekat nekad aterkall avregist avanmal sparra klagomal stamning stamt hotar avlid avled forbud
		afvis tilbagek frameld afmeld spaerr =klage sagsog truer afdod avslat avslo nekter trukket =reservert =reserverer reservasjon utmeld saksok avdod`},
	{TouchesHold, `quarantin injunct =bbb =fcc =ftc regulat objection objector reject exclud exclus =dead death legal lawyer attorn counsel court =law privacy upset annoy remov restrict limit block suspend skip avoid delet =estate funeral
		=harto =harta =hartos =marre =genervt =stufo =stufa negad retirad retiro elimin borra abogad juicio juridic muert reclam
		retir supprim effac avocat juridi proces mort
		losch gelosch anwalt gericht klage jurist =tot =tod todes entfernt
		negad remov apag advogad process encerrad
		negat ritir cancell elimin avvocat legal
		verwijder advoca rechtsz dood
		usun prawnik adwokat
		raderad radering borttag advokat =dod dods slettet slett`},
	{TouchesEnds, `cancel expir laps terminat stop quit =end =ended wrong invalid bogus fake incorrect =off =out inactiv
		=baja quit caduc vencid cancel erron incorrect falso
		expir annul faux errone
		abgelauf gekund kundig storn falsch ungultig
		cancel errad invalid incorret
		scadut annull errat sbagliat invalid
		verlop opgezegd verkeerd fout ongeldig
		wygas bledn
		utgang uppsagd =fel felakt ogilt opsagt forkert feil utlop udlob`},
	{TouchesNo, `=no =not never =none =dont =doesnt =didnt =wont =cannot =cant =shouldnt =mustnt =wouldnt =isnt =wasnt =without =nobody neither =nor =nope =nein =non =nao =nunca =jamas =jamais =sin =sans =ne =pas aucun ningun =sem =senza niente nessun =mai =nicht kein =nie niemal =ohne =niet =geen =nooit =zonder =bez =brak =inte =ej aldrig =utan =ingen =inga =inget =ikke =ikkje aldri =uden =uten nenhum`},
}

// withinWord is how many letters a stem has at least that counts within a longer
// word, as compounds have it: Kontaktverweigerung.
const withinWord = 6

// starters are what a doubt cannot be without.
const starters = TouchesRefusal | TouchesHold | TouchesEnds | TouchesNo | touchesLaw

// doubtTable are the doubtStems; starts has the first four letters of those that a doubt
// cannot be without.
type doubtTable struct {
	*stemTable[Doubt]
	starts [1 << 20 / 64]uint64
}

var doubts = sync.OnceValue(func() *doubtTable {
	t := &doubtTable{stemTable: stemsOf(doubtStems, withinWord)}
	for _, list := range t.byStart {
		for _, one := range list {
			if four := firstFour(one.text); one.is&starters != 0 {
				t.starts[four/64] |= 1 << (four % 64)
			}
		}
	}
	return t
})

// mayTouch spares most texts the look at their words: those of ASCII without a word
// that begins as one of the stems does which a doubt cannot be without, or is long
// enough to have one within.
func (t *doubtTable) mayTouch(text string) bool {
	for i := 0; i < len(text); i++ {
		switch wordBytes[text[i]] {
		case smallLetter, capitalLetter:
		case stopByte:
			return true
		default:
			continue
		}
		if four := firstFour(text[i:]); t.starts[four/64]>>(four%64)&1 != 0 {
			return true
		}
		start := i
		for i++; i < len(text) && isASCIILetter(text[i]); i++ {
			if wordBytes[text[i]] == capitalLetter && (wordBytes[text[i-1]] == smallLetter || i+1 < len(text) && wordBytes[text[i+1]] == smallLetter) {
				break // a word of its own, as in doNotCall
			}
		}
		if i-start > 2*withinWord {
			return true
		}
		i--
	}
	return false
}

// Touches returns what the words of a text touch, wherever they stand.
func Touches(text string) (is Doubt) {
	before := ""
	for _, t := range tokens(text) {
		if t.text != "estate" || before != "real" {
			is |= doubts().of(t.text)
		}
		before = t.text
	}
	return is
}

// TellsOfCalls reports whether a text is about calls, or says how one went: "No answer",
// "Callback", "Left voicemail".
func TellsOfCalls(text string) bool {
	return slices.ContainsFunc(tokens(text), func(t token) bool {
		return doubts().of(t.text)&(TouchesCalling|touchesResult|touchesDone) != 0 && !resultFill.has(t.text)
	})
}

// resultFill are words beside a call's result that may stand for anything.
var resultFill = alternativesOf("yet made later busy back log complet* schedul* histor* respon* reach* attempt* connect* aun noch encore ancora ainda nog sollicit* prospect* solicit* approach*")

// Doubtful reports whether a text may say that the person must not be called,
// though it is none of the refusals that are known: it has a word of refusal that
// nothing negates, or a negation beside calls, consent or a wish; or it reads like those
// that refuse.
func Doubtful(text string) bool { return doubtful(text, inNote) }

// PlainlyDoubtful is Doubtful for a column that need not be about the person: what only
// seems to refuse could be the title of a song there, or a dish, and must speak of calls as well;
// words of refusal must not read like something else.
func PlainlyDoubtful(text string) bool { return doubtful(text, inAnything) }

// doubtAt is what a text must be to be a doubt that has no word of refusal: of how high a score,
// and whether it must speak of calls.
type doubtAt struct {
	least float64
	calls bool
}

var inNote, inEntry, inAnything = doubtAt{seemsToRefuse, false}, doubtAt{plainlyRefuses, false}, doubtAt{plainlyRefuses, true}

// entry is what one of the entries of a text must be.
func (at doubtAt) entry() doubtAt {
	if at.calls {
		return at
	}
	return inEntry
}

// speaksOfCalls reports whether words touch calls, a phone or an agreement. The stems are of
// languages in Latin letters: others may.
func speaksOfCalls(list []token) bool {
	const about = TouchesCalls | TouchesPhone | touchesDone
	return slices.ContainsFunc(list, func(t token) bool { return t.text[0] >= utf8.RuneSelf || doubts().of(t.text)&about != 0 })
}

// SeemsToRefuse reports whether a text is PlainlyDoubtful only since it reads like those that
// refuse: no word in it says so.
func SeemsToRefuse(text string) bool {
	_, refuses := Refuses(text)
	return !refuses && !isMisspelled(text) && !WrongNumber(text) && !doubtfulWords(withoutOffers(tokens(text)), text)
}

func doubtful(text string, at doubtAt) bool {
	if !hasWord(text) || callSetting(text) == Yes {
		return false
	}
	if isMisspelled(text) {
		return true
	}
	list := withoutOffers(tokens(text))
	if endsInDoubt(list) || at == inNote && tellsMinor(list) || doubtCells.has(joined(tokens(text[strings.LastIndexByte(text, '/')+1:]))) {
		return true // "VIP/NO PHONE"
	}
	if hasWords(list, 2) && !allNumbers(list) {
		switch score := noteScore(list); {
		case score > at.least && (!at.calls || speaksOfCalls(list)) && (score > plainlyRefuses || !IsOfThing(text)) && !OwnNumber(text):
			_, _, negated := refusalPhrases.find(list)
			return !negated || len(list) > maxClearance // "not opted out"
		case score < seemsHarmless, at.calls && score <= 0:
			return doubtfulEntry(text, at.entry()) || !at.calls && explainsNothing(text) && doubtfulWords(list, text)
		}
	}
	return doubts().mayTouch(text) && doubtfulWords(list, text) || doubtfulEntry(text, at.entry())
}

// doubtfulEntry reports whether one of the entries of a text may say by itself that the person
// must not be called. Known words of refusal do not count: the rest of the text may lift them.
func doubtfulEntry(text string, at doubtAt) bool {
	return slices.ContainsFunc(entries(text), func(part string) bool {
		_, refuses := Refuses(part)
		return !refuses && doubtful(part, at)
	})
}

// endsInDoubt reports whether a text, or one of the parts of a short one, is one of doubtCells,
// or says by which way only, and that is no call: "Active - no phone", "aktiv, nur Mail".
func endsInDoubt(list []token) bool {
	const most = 6 // words
	if len(list) > most {
		return false
	}
	for part := range sentenceParts(list) {
		if doubtCells.has(joined(part)) || forbidsAmongOthers(part) {
			return true
		}
		only, way := 0, 0
		for _, t := range part {
			switch {
			case onlyWords.has(t.text):
				only++
			case agreedElsewhere.has(t.text):
				way++
			case !waysBy.has(t.text):
				only = -most
			}
		}
		if only > 0 && way > 0 {
			return true
		}
	}
	return false
}

// forbidsAmongOthers reports whether words forbid something and calls: "Do not come back or call".
func forbidsAmongOthers(list []token) bool {
	if list[0].text == "please" || list[0].text == "pls" {
		list = list[1:]
	}
	joins := slices.IndexFunc(list, func(t token) bool { return t.text == "or" || t.text == "nor" })
	if joins < 2 || joins+1 >= len(list) || doubts().of(list[joins+1].text)&TouchesCalling == 0 || joins+2 < len(list) && thingLeads.has(list[joins+2].text) { // "ring the bell"
		return false
	}
	first := list[0].text
	return first == "dont" || first == "never" || (first == "do" && list[1].text == "not" || first == "don" && list[1].text == "t")
}

var (
	onlyWords = wordSetOf("only solely exclusively nur ausschliesslich uniquement seulement exclusivement solo solamente unicamente so somente apenas soltanto esclusivamente alleen uitsluitend tylko endast bara kun vain csak doar numai jen pouze")
	waysBy    = wordSetOf("by via per por par pelo pela durch e or oder o ou and und y og och i")
)

// doubtCells may be short for a refusal, and for something else.
var doubtCells = cellsOf("dnp, npa, ptrfl, no phone, no phones, nophone, no phone please, no telephone, senza telefono")

// oftenMisspelled are refusals so long that a text of which one character is another, or is
// missing, or is one too many, is hardly anything else.
var oftenMisspelled = []string{"do not call", "dont call me", "not to be called", "do not contact", "no contactar", "nicht anrufen", "ne pas appeler"}

// hasWords reports whether a text has so many words that are no numbers.
func hasWords(list []token, fewest int) bool {
	for _, t := range list {
		if !t.isNumber() {
			fewest--
		}
	}
	return fewest <= 0
}

// allNumbers reports whether a text has no words but those of a time: "2026-10-01T00:15Z".
func allNumbers(list []token) bool {
	return !slices.ContainsFunc(list, func(t token) bool { return !t.isNumber() && !clockWords.has(t.text) })
}

var clockWords = alternativesOf("am pm t z utc gmt est edt cst cdt mst mdt pst pdt cet cest uhr h hrs")

// DoubtfulTitle is Doubtful for a title or a remark beside a name, which is not a note on
// somebody: only words of refusal count.
func DoubtfulTitle(text string) bool {
	return doubts().mayTouch(text) && doubtfulWords(withoutOffers(tokens(text)), text)
}

// doubtfulWords is Doubtful by words of refusal only, for the words of a text without
// what it offers.
func doubtfulWords(list []token, text string) bool {
	return doubtfulIn(list) && doubtfulIn(withoutElsewhere(tokens(withoutPrefixes(text))))
}

// doubtfulIn is Doubtful for the words of a text.
func doubtfulIn(list []token) bool {
	for part := range sentenceParts(list) {
		if doubtfulPart(part) {
			return true
		}
	}
	return false
}

// OfCalls reports whether calls are touched: not only a consent, nor contact in the past.
func (d Doubt) OfCalls() bool {
	return d&TouchesCalling != 0 && (d&touchesDone == 0 || d&touchesTurn != 0)
}

var possessives = alternativesOf("his her their its my our your has have had with su sus seu sua son sa leur sein ihr ihre suo sua zijn haar hun jego jej tiene tem mit")

// otherMeans say before what is done to somebody that it is no call.
var otherMeans = alternativesOf("email mail sms text postal newsletter")

// fewWords is the greatest length in words of a part of a sentence in which a negated wish
// needs no object: "does not want it".
const fewWords = 4

// rights are what a form says its readers can do later.
var rights = alternativesOf("withdraw revoke unsubscribe object cancel")

// doubtfulPart is Doubtful for a part of a sentence.
func doubtfulPart(part []token) bool {
	var all Doubt
	for i, t := range part {
		if i >= 2 && part[i-2].text == "you" && (part[i-1].text == "may" || part[i-1].text == "can") && rights.has(t.text) {
			return false // "You may withdraw consent at any time"
		}
		is := doubts().of(t.text)
		if t.text == "out" && i > 0 && strings.HasPrefix(part[i-1].text, "opt") {
			is = TouchesRefusal
		}
		if i > 0 && i+1 == len(part) && otherMeans.has(part[i-1].text) {
			is &^= TouchesCalls | TouchesCalling // "No email solicitations"
		}
		if is&touchesLaw != 0 && i > 0 && possessives.has(part[i-1].text) {
			return true // "her lawyer will write to us"
		}
		if is&TouchesRefusal != 0 && all&TouchesNo == 0 {
			return !doneToThing(part)
		}
		all |= is
	}
	switch {
	case all&TouchesRefusal != 0:
		return false // "no objection", "never complained"
	case needsNone(part):
		return false
	case all&TouchesNo == 0:
		return all&(TouchesHold|TouchesEnds) != 0 && all&(TouchesCalls|TouchesPhone|TouchesAsk) != 0 && !doneToThing(part)
	case all&TouchesCalls == 0:
		return all&TouchesWish != 0 && len(part) <= fewWords
	case all&(touchesResult|touchesDone) != 0:
		return all&touchesTurn != 0 && all&touchesResult == 0
	}
	return true
}
