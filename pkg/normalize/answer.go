package normalize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/lazyregexp"
)

// Answer is what a cell says when a column asks whether the person may be
// called, or must not be.
type Answer uint8

// The answers.
const (
	// Unknown cells say something that is none of the others.
	Unknown Answer = iota
	// Nothing: blank, a placeholder, not asked, pending, unknown, maybe.
	Nothing
	// Yes and No are plain answers, in any of the languages.
	Yes
	No
	// Refusal: words that say that the person must not be called, whatever the
	// column asks.
	Refusal
	// Clearance: words that say that the person may be called though the column
	// asks for refusals: clear, exempt, not on the list.
	Clearance
)

// Answers reports whether it is an answer, or words of which it is not clear.
func (a Answer) Answers() bool { return a != Nothing }

// AnswerOf reads a cell of a column about consent. A date beside the words does
// not matter. What it does not know for certain is Unknown.
func AnswerOf(cell string) Answer {
	if strings.ContainsAny(cell, "☒☑") && strings.Contains(cell, "☐") {
		cell = ticked(cell)
	}
	if a := callSetting(cell); a != Unknown {
		return a
	}
	a := answerOf(withoutInitials(cell), maxCodes)
	if first, rest, ok := strings.Cut(cell, "/"); ok && a == Unknown {
		a = answerOf(first, maxCodes)
		if b := answerOf(rest, maxCodes); a != b || a != Yes && a != No { // "Oui / Ja"
			a = Unknown
		}
	}
	if a == Yes && strings.HasSuffix(strings.TrimSpace(cell), "?") {
		return Unknown // "yes?"
	}
	return a
}

// withoutInitials leaves out of a yes who took it down: "Yes - KM", "Y / T.R.". What may be
// short for a way to reach somebody, or for a no, is not.
func withoutInitials(cell string) string {
	m := initialed().FindStringSubmatch(cell)
	if m == nil || noInitials.has(strings.ToLower(m[2]+m[3])) || !plainYes.has(strings.ToLower(m[1])) {
		return cell
	}
	return m[1]
}

var (
	initialed  = lazyregexp.New(`^\s*(\pL{1,5})\s*[-–—/|,:(\[]\s*(\p{Lu})\.?(\p{Lu})\.?[)\]]?\s*$`)
	noInitials = alternativesOf("no ne na nr nn nd em ml dm wa tx sm vm vt fx ep pp po lm dn do nc ni dd")
)

// callsBesideYes reports whether a text is a yes and what is called: "Calls yes", "Yes, phone".
func callsBesideYes(words []token) bool {
	last := len(words) - 1
	return last == 1 && (agreedPhone.has(words[0].text) && wordsOfYes.has(words[1].text) || wordsOfYes.has(words[0].text) && agreedPhone.has(words[1].text))
}

// ticked returns what is ticked in a cell with boxes: "☒ Yes ☐ No".
func ticked(cell string) string {
	const boxes = "☒☑☐"
	var kept strings.Builder
	for at := 0; at < len(cell); {
		box, size := utf8.DecodeRuneInString(cell[at:])
		end := len(cell)
		if next := strings.IndexAny(cell[at+size:], boxes); next >= 0 {
			end = at + size + next
		}
		if box != '☐' {
			kept.WriteString(strings.TrimLeft(cell[at:end], boxes))
		}
		at = end
	}
	return kept.String()
}

// maxCodes is the number of codes that a cell can have before its meaning: "1. a) yes".
// Further ones are read as words, so that "a.a.a." is not read once for each.
const maxCodes = 4

func answerOf(cell string, codes int) Answer {
	s := Text(Unmarked(cell))
	if len(s) <= 5 {
		switch strings.ToLower(s) {
		case "yes", "y", "true", "1", "x", "1.0", "+", "＋":
			return Yes
		case "no", "n", "false", "0", "0.0":
			return No
		}
	}
	if s != "" && strings.Trim(s, "*#") == "" {
		return Unknown // somebody has marked it
	}
	if Blank(s) || IsZeros(s) { // "0000-00-00" is no date
		return Nothing
	}
	if rest, code, ok := cutCode(s); ok && codes > 0 {
		switch a := answerOf(rest, codes-1); {
		case a == Yes && code == No, a == Unknown:
		default:
			return a
		}
	}
	s, mark := cutMark(s)
	list := tokens(s)
	if len(list) == 0 || mark == No {
		return mark
	}
	return answerOfWords(list, withoutSource(withoutDates(list)))
}

// answerOfWords returns the answer of a text, and of its words without dates and how it was
// given.
func answerOfWords(list, words []token) Answer {
	switch whole := joined(words); {
	case clearanceCells.has(whole), clearedFor(words):
		return Clearance
	case yesCells.has(whole):
		return Yes
	case noCells.has(whole):
		return No
	case nothingCells.has(whole):
		return Nothing
	case refusalCells.has(whole), byWhom(words) && refusalCells.has(words[0].text):
		return Refusal
	case unspacedYes.has(whole), isCourteousYes(list), len(words) > 0 && isCourteousYes(words), isAgreement(list), isGivenConsent(words), len(words) > 1 && (wordsOfYes.has(words[0].text) || stillWords.has(words[0].text)) && yesCells.has(joined(words[1:])), callsBesideYes(words):
		return Yes
	case unspacedNo.has(whole):
		return No
	case unspacedNothing.has(whole):
		return Nothing
	}
	if text, ok := unspacedText(list); ok {
		switch {
		case unspacedClear.find(text) != "":
			return Clearance
		case unspacedRefusal(list) != "":
			return Refusal
		}
	}
	_, n, negated := refusalPhrases.find(list)
	switch {
	case n > 0:
		return Refusal
	case negated && len(words) <= maxClearance:
		return Clearance
	}
	return Unknown
}

// BeginsWithNo reports whether a cell says no and then why, or that it was otherwise:
// "No, not any more". It is a no where AnswerOf does not know the cell, which knows those
// that clear, as "No, you can call me".
func BeginsWithNo(cell string) bool {
	list := tokens(cell)
	return len(list) > 1 && list[1].first && plainNo.has(list[0].text)
}

// clearedFor reports whether words are a clearance and its reason, "Exempt - EBR", or a
// no and what it comes to: "No, you can call me".
func clearedFor(words []token) bool {
	if len(words) > 1 && plainNo.has(words[0].text) && leave.has(joined(words[1:])) {
		return true
	}
	for n := 1; n < len(words) && n <= 2; n++ {
		if clearanceReasons.has(joined(words[n:])) && clearanceCells.has(joined(words[:n])) {
			return true
		}
	}
	return false
}

var leave = cellsOf("you can call me, you can call, you may call me, you may call, please call me, please call, feel free to call, call me, i dont mind, thats fine, its fine, its ok, its okay, calls are fine, calls are ok, puede llamarme, pueden llamarme, vous pouvez m appeler, sie durfen anrufen, pode ligar, puo chiamarmi")

var clearanceReasons = cellsOf("ebr, existing business relationship, established business relationship, business relationship, existing customer, customer, client, current customer, inquiry, consent, express consent, written consent, business, b2b, nonprofit, political, survey")

// isCourteousYes reports whether a text is a yes with words around it that
// neither bound nor turn it: "Yes, anytime", "Ja, gerne", "Yes - web form".
func isCourteousYes(list []token) bool {
	if !plainYes.has(list[0].text) {
		return false
	}
	if len(list) > 1 && isHour(list[1:]) {
		return true // "Yes, but after 5"
	}
	given := wordsOfYes.has(list[0].text) // "ok in writing" may mean by letter
	return !slices.ContainsFunc(list[1:], func(t token) bool { return !courtesies.has(t.text) && !(given && waysGiven.has(t.text)) })
}

var (
	plainYes   = alternativesOf(furtherPlainYes + " yes y yeah yep sure ok okay absolutely definitely certainly gladly si oui ja sim da ano tak claro certo bien natuurlijk graag gerne")
	wordsOfYes = alternativesOf(furtherPlainYes + " yes y yeah yep si oui ja sim ano tak")
	waysGiven  = alternativesOf(`verbal verbally oral orally written writing signed web website site online form webform landing page portal event booth fair person paper recorded recording voice by via on in over the at through phone
		kiosk line stand counter branch shop tablet ipad clipboard webinar seminar workshop expo tradeshow show conference checkout ivr docusign checkbox ticked contract signature signup
		schriftlich mundlich formular webformular messe unterschrift vertrag unterschrieben ecrit verbalement formulaire salon contrat signature par escrito formulario feria contrato firma por iscritto voce modulo fiera contratto per
		feira schriftelijk mondeling formulier beurs op pisemnie ustnie formularz targi umowa skriftligt skriftlig muntligt muntlig mundtligt formular massa messe kirjallisesti suullisesti pisemne ustne irasban szoban scris yazili sozlu`)
	// stillWords say that an answer is given again, or goes on.
	stillWords = alternativesOf("still again already now weiterhin bereits schon weiter toujours deja sigue aun todavia ya ancora gia ainda continua ja nog steeds al reeds nadal wciaz juz fortfarande redan fortsat allerede stadig fortsatt edelleen mindig inca halen вновь уже все ще досі ακομα ηδη")
	courtesies = alternativesOf(furtherCourtesies + ` they can he she it does did is given granted allowed permitted authorized authorised may you hoor que evenings evening mornings morning afternoons afternoon weekends weekdays daytime abends morgens nachmittags autorizo acepto consiento quiero deseo j je accepte autorise consens ich stimme zu einverstanden aceito concordo consinto quero desejo autorizzo accetto acconsento presto il mio consenso please pls thanks thank you anytime any time course sure absolutely definitely gladly certainly happy to ok okay fine by all means call me phone i do agree consent accept would love that like
		gerne gern bitte naturlich klar danke jederzeit sehr por favor gracias claro con gusto mucho supuesto s il vous plait merci bien sur avec plaisir volontiers per favore grazie certo volentieri certamente obrigado obrigada com certeza prazer graag dank u alsjeblieft natuurlijk prosze chetnie rado`)
)

// isAgreement reports whether a text is somebody's whole sentence that they agree to
// calls, without a condition: "I agree to be contacted by Acme Solar", "Yes you may call me
// about my quote".
func isAgreement(list []token) bool {
	agrees, calls, phone, elsewhere := -1, false, false, false
	for i, t := range list {
		switch {
		case doubts().of(t.text)&(TouchesNo|TouchesRefusal|TouchesHold|TouchesEnds) != 0, conditions.has(t.text):
			return false
		case agrees < 0 && (agreements.has(t.text) || i == 0 && plainlyYes.has(t.text)):
			agrees = i
		}
		calls = calls || agrees >= 0 && (agreedCalls.has(t.text) || callVerbs.has(t.text) && ofSpeaker(list, i)) && (i+1 == len(list) || list[i+1].first || list[i+1].isNumber() || behindCalls.has(list[i+1].text))
		phone = phone || agreedPhone.has(t.text)
		elsewhere = elsewhere || agreedElsewhere.has(t.text)
	}
	return calls && agrees <= 2 && (phone || !elsewhere)
}

// ofSpeaker reports whether word i stands beside one for who speaks.
func ofSpeaker(list []token, i int) bool {
	return i > 0 && speakers.has(list[i-1].text) || i+1 < len(list) && !list[i+1].first && speakers.has(list[i+1].text)
}

// isGivenConsent reports whether all that words say is that a consent was given, by
// whom and how: "Freely given consent from contact", "Gave permission at booth".
func isGivenConsent(words []token) bool {
	if last := len(words) - 1; last > 0 && (consentNouns.has(words[0].text) || consentNouns.has(words[last].text)) && !slices.ContainsFunc(words, func(t token) bool {
		return !waysGiven.has(t.text) && !legalBasis.has(t.text) && !consentNouns.has(t.text)
	}) {
		return true // "Consent (web form)", "Art. 6(1)(a) consent"
	}
	consent, given := false, false
	for _, t := range words {
		switch {
		case consentNouns.has(t.text):
			consent = true
		case givenWords.has(t.text):
			given = true
		case !consentFill.has(t.text):
			return false
		}
	}
	return given && (consent || byWhom(words))
}

// byWhom reports whether a word for what was done has who did it after it, and nothing more:
// "Granted by customer".
func byWhom(words []token) bool {
	return len(words) > 1 && doers.has(words[1].text) && !slices.ContainsFunc(words[1:], func(t token) bool { return !consentFill.has(t.text) && !doers.has(t.text) })
}

var doers = alternativesOf("by from von durch par por da dal dalla pelo van door przez av af")

var (
	// legalBasis name the article by which a consent is one.
	legalBasis   = alternativesOf("express* expres explicit* expreso ausdruck* espress* uitdruk* wyrazn* informed art article artikel abs lit a par 6 1 gdpr dsgvo rgpd avg call form")
	consentNouns = alternativesOf("consent permission authorization authorisation optin approval consentimiento permiso autorizacion consentement accord autorisation einwilligung zustimmung erlaubnis einverstandnis consentimento permissao autorizacao consenso permesso autorizzazione toestemming zgoda zgode samtycke samtykke")
	givenWords   = alternativesOf("collected acquired recueilli recueillie obtenu recabado recogido obtenido raccolto acquisito ottenuto coletado obtido eingeholt verkregen uzyskano gave given gives granted grants obtained received documented signed confirmed provided freely verbal verbally written oral dio dado dada otorgado otorgada otorgo donne donnee erteilt gegeben deu concedido concedida dato fornito rilasciato gegeven verleend udzielona udzielono wyrazona wyrazono lamnat givet")
	consentFill  = alternativesOf("has have the a an by from of contact customer client person caller lead prospect prior express explicit his her their form freiwillig ausdrucklich vom von durch kontakt kunde kunden el la por del contacto cliente libremente le par du librement contatto dal liberamente pelo contato livremente van klant door vrijelijk przez klienta av kund kunden")
	plainlyYes   = alternativesOf("yes yeah yep oui ja sim tak ano")
	agreements   = alternativesOf("agree agreed consent authorize authorise accept allow permit want wish like love happy acepto autorizo consiento quiero deseo accepte autorise consens souhaite aceito autorizo concordo quero desejo accetto acconsento autorizzo desidero consenso einverstanden zustimme stimme willige mochte akkoord toestemming wyrazam zgadzam samtycker samtykker")
	agreedCalls  = alternativesOf("call calls called calling phoned telephoned llamarme chiamarmi contacted contact contacting reached llamada llamadas llamen llamado appel appels appele appeler anruf anrufe angerufen ligacoes chiamate chiamato contactado contacten contacte contatado contatto contattato kontaktiert contacter gebeld bellen telefoniczny kontakt ringd uppringd opkald")
	// callVerbs are what is done to the speaker only where that stands beside them: "you may
	// telephone me".
	callVerbs = alternativesOf("telephone telephoning ring telephoner telefonear telefonare telefonar telefonieren anrufen rufen opbellen appeler chiamare ligar")
	speakers  = alternativesOf("me m us mich uns nous mij ons nos mi")
	// behindCalls are what may follow a word of calls that are somebody's own: not "call my
	// wife".
	behindCalls = alternativesOf(`me us back any anytime at on about regarding re for with in by from to and or please pls thanks thank concerning during between as sms text texts email emails whatsapp marketing commercial* comercial* promo* pubblicit* publicit* informativ* telefonic* telephonique* werden worden
		sobre para por de con del y o le les au aux sur concernant pour par et ou du der de la bei zu zum zur wegen um am an ab fur mich uns mich und oder durch von vom me mi nos ci vi ons mij over voor via of en per da dal dalla su e em w od przez av fra`)
	// conditions bound an agreement, or turn it to something else.
	conditions = alternativesOf("arret* parar pare paren stop* dejar deje* dej* cess* cesar evit* smett* minder weniger moins menos meno less fewer nadie nobody cuando quando molest* zero cero instead rather only if when unless but except until after before about once solo si solamente seulement sauf nur wenn aber ausser apenas soltanto se maar alleen record* stor* shar* polic* terms process* data cookie* privacy contract")
	// agreedElsewhere are other ways to reach somebody, agreedPhone is this one.
	agreedElsewhere = alternativesOf("whats email* mail* sms text* letter post whatsapp correo courriel posta")
	agreedPhone     = alternativesOf("call* phone* telephon* telefon* llam* appel* anruf* angerufen ligac* chiam* bellen gebeld")
)

// Negates reports whether a text has a word that says no or not.
func Negates(text string) bool {
	list := tokens(text)
	return negators.in(list) || nounNegators.in(list)
}

// maxClearance is how many words a cell may have whose negated refusal is all
// that it says.
const maxClearance = 8

// yesCells are answers that let a column of consent's rows in where a mapping
// takes them for a yes.
var yesCells = cellsOf(furtherYesCells + `,welcome, welcomed, willing, very willing, happy, very happy, receptive, garna, absolut, absolutely fine, most welcome, anytime is fine, any time is fine, they dont bother me, doesnt bother me, i dont mind, dont mind, erwunscht, gewunscht, gewenst, onskat, onsket, gradito, gradita, gradite, bienvenue, bienvenues, bienvenida, bienvenidas, acquired, validated, doi confirmed, doi complete, doi completed, doi ok, doi bestatigt, doi abgeschlossen, doi ja, you may, you can, please do, sure thing, go for it, be my guest, works for me, sounds good, all good, wet signature, signature on file, signature obtained, present, presente, aanwezig, positive, positiv, positivo, positiva, positif, si pueden llamarme, si puede llamarme, si pueden llamar, si me pueden llamar, si me puede llamar, si potete chiamarmi, si puo chiamarmi, claro que si, por supuesto que si, fine, fine by me, fine with me, thats fine, no problem, happy to, prima, gern, gerne, sehr gerne, aber gerne, selbstverstandlich, kein problem, vale, adelante, encantado, encantada, cuando quieran, cuando quiera, por supuesto, con gusto, con mucho gusto, sin problema, pas de souci, pas de probleme, aucun probleme, tout a fait, avec plaisir, volontiers, bien sur, bien entendu, com certeza, a vontade, claro, claro que sim, sem problema, com prazer, volentieri, certo, certamente, va bene, nessun problema, con piacere, natuurlijk, uiteraard, geen probleem, graag, prima hoor, naturalmente que si, autorizou, aceitou, consentiu, provided, captured, on file, full, full consent, full permission, signed, documented, go ahead, sure go ahead, prestato, prestata, rilasciato, rilasciata, espresso, espressa, conferito, fornito, fornita, proporcionado, prestado, firmado, fourni, donne, signe, abgegeben, unterschrieben, fornecido, assinado, afgegeven, getekend, yes, y, true, t, x, on, ok, okay, sure, yep, yup, yeah, yea, affirmative, yes please, absolutely, definitely, certainly, gladly, of course, by all means, yes i agree, yes i consent, i agree, i consent, i accept, opted in, opt in, optin, optedin, double opt in, double opted in, double optin, doi, single opt in, soi, confirmed opt in, confirmed,
	subscribed, subscriber, consent, consented, consents, consent given, consent granted, consent obtained, consent received, granted, given, obtained, agreed, agree, agrees, accepted, accept, accepts, approved, allowed, allow, allows, permitted, permission, permission given, permission granted,
	authorized, authorised, authorized to call, express, express consent, express written, express written consent, prior express consent, prior express written consent, written consent, pewc, ewc, pec, written, verbal consent, explicit, explicit consent, checked, ticked, enabled, active, valid, current, in force, in effect, may call, contactable, ok to call, okay to call, can call, call ok, call me, please call, yes call, call allowed, callable, ok to contact, may contact, yes to calls,
	si, si acepto, acepto, autorizo, consiento, si autorizo, estoy de acuerdo, si quiero, doy mi consentimiento, acepta, aceptado, aceptada, de acuerdo, concedido, otorgado, dado, vigente, autorizado, autorizada, autoriza, permitido, suscrito, inscrito, con consentimiento, verdadero,
	tosi, oui, oui j accepte, j accepte, j autorise, je consens, je suis d accord, accepte, acceptee, d accord, accord, accorde, consenti, consentement donne, autorise, autorisee, inscrit, abonne, vrai,
	ja, ja ich stimme zu, ich stimme zu, stimme zu, ich bin einverstanden, einverstanden, erteilt, vorhanden, liegt vor, aktiv, gultig, zugestimmt, zustimmung, zustimmung erteilt, einwilligung, einwilligung erteilt, eingewilligt, erlaubt, angemeldet, bestatigt, akzeptiert, genehmigt, wahr,
	sim, autorizo, aceito, aceita, aceite, concorda, concordo, consentido, consentiu, inscrita, verdadeiro,
	accetto, autorizzo, presto il consenso, do il consenso, sono d accordo, d accordo, accetta, accettato, accettata, acconsento, acconsente, acconsentito, autorizzato, autorizzata, concesso, consenso, dato, attivo, valido, consenso dato, iscritto, iscritta, vero,
	akkoord, toegestaan, toestemming, toestemming gegeven, toestemming verleend, verleend, gegeven, ingeschreven, aangemeld, geaccepteerd, waar`)

// noCells are plain answers: under refusals they let a row in.
var noCells = cellsOf(furtherNoCells + `,untrue, not true, pas vrai, unwahr, unzutreffend, trifft nicht zu, nicht zutreffend, stimmt nicht, no es cierto, nie dotyczy, not at all, no not at all, absolutely not, no absolutely not, of course not, certainly not, epatosi, no, n, false, f, off, not subscribed, never subscribed, nicht vorhanden, liegt nicht vor, nope, nein, non, nee, nao, unchecked, unticked, not checked, not ticked, falso, falsa, faux, falsch, onwaar, no no, n n, disabled, sin marcar, nicht angekreuzt, pas coche, non coche, non selezionato, nao marcado, niet aangevinkt`)

// nothingCells say that there is no answer, or that it is not known or not final.
var nothingCells = cellsOf(furtherNothingCells + `,nobody, no one, noone, neither, neither one, niemand, nadie, personne, ninguem, nikt, neant, ras, r a s, rien a signaler, sin novedad, nada consta, sin datos, nulla, niente, nichts, rien, nada, niks, nic, nista, keiner, keines, keinerlei, no such request, no request, no requests, keine, brak, ingen, inga, inget, nessuna, nessuno, aucune, aucun, geen, ninguna, ninguno, nenhuma, nenhum, zadny, zadna, нет данных, not asked, not requested, not yet asked, no answer, no response, no reply, not answered, unanswered, not specified, not stated, not recorded, not set, unspecified, no data, no information, no info, not provided, not available, not applicable, missing,
	sin respuesta, no especificado, no consta, sans reponse, non renseigne, non precise, keine antwort, nicht gefragt, keine angabe, sem resposta, nao informado, nessuna risposta, non specificato, geen antwoord, n v t,pending, unknown, maybe, perhaps, not sure, unsure, undecided, undetermined, tbd, tba, to be determined, to be confirmed, tbc, ask, awaiting, awaiting response, awaiting reply, waiting, in progress, open, not known, later,
	pendiente, desconocido, desconocida, quizas, quiza, tal vez, por confirmar, no se sabe, en attente, inconnu, inconnue, peut etre, a confirmer, ausstehend, unbekannt, vielleicht, offen, unklar, nicht bekannt, pendente, desconhecido, desconhecida, talvez, a confirmar, in attesa, in sospeso, sconosciuto, sconosciuta, forse, da confermare, in afwachting, onbekend, misschien, nog niet bekend`)

// clearanceCells let a row in though the column asks for refusals.
var clearanceCells = cellsOf(furtherClearance + `,negativ, negativo, negativa, negatif, ohne befund, absent de la liste, aucune correspondance, sans correspondance, nessuna corrispondenza, none received, fri, no objection, no objections, keine einwande, kein einwand, sin objecion, sin objeciones, aucune objection, nessuna obiezione, sem objecao, geen bezwaar, brak sprzeciwu, bez sprzeciwu, nie zgloszono, inga invandningar, ingen indsigelse, no opposition, free, clear, clean, cleared, all clear, exempt, exempted, exemption, safe, safe to call, ok to dial, good, good to call, callable, dialable, ok to call, okay to call, may call, can call, may be called, can be called, call ok, call allowed, ok to contact, okay to contact, may contact, allowed to call, calling allowed, not on list, not on the list, not on any list, not in list, not on a list, not listed, not on register, not on the register, not on registry, not on the registry, not found, none found, no match, no matches, no hit, no hits, nothing found, pass, passed, eligible, compliant, not registered, not on registry, not on file, not present, negative, not suppressed, not blocked, not flagged, unflagged, no restriction, no restrictions, unrestricted, no record, no records, not a match, non dnc, no dnc, not dnc, dnc free, dnc clear, dnc clean, dnc safe, dnc ok, dnc exempt, ebr, established business relationship, clear to call, cleared to call, no flag, no longer on list, no longer listed, no longer on dnc,
	libre, limpio, limpia, exento, exenta, apto, no inscrito, no inscrita, no registrado, no esta en la lista, no esta, no figura, no listado, no encontrado, se puede llamar, puede llamar, sin restriccion, sin restricciones,
	libre d appel, exempte, non inscrit, non inscrite, non liste, pas sur la liste, pas inscrit, absent, non trouve, peut etre appele, appel autorise, pas dans la liste, aucune opposition, pas d opposition,
	frei, freigegeben, sauber, ausgenommen, befreit, nicht gelistet, nicht eingetragen, nicht gesperrt, nicht auf der liste, nicht auf liste, darf angerufen werden, anruf erlaubt, nicht gefunden, kein treffer, keine treffer, kein eintrag, keine sperre, unbedenklich, kein widerspruch, nicht registriert,
	livre, limpo, isento, isenta, nao inscrito, nao cadastrado, nao consta, nao esta na lista, pode ligar, nao encontrado, sem restricao, sem restricoes, nao listado, liberado,
	libero, libera, pulito, esente, non iscritto, non iscritta, non in lista, non presente, non trovato, si puo chiamare, puo essere chiamato, chiamabile, nessuna restrizione, non registrato,
	vrij, schoon, vrijgesteld, niet ingeschreven, niet geregistreerd, niet op de lijst, niet op lijst, niet gevonden, mag gebeld worden, mag bellen, geen bezwaar, niet vermeld, niet geblokkeerd`)
