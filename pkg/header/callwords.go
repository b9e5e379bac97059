package header

import (
	"slices"
	"strings"

	"rollcall/pkg/normalize"
)

// Here are the headers that speak of calls in words that no list of consents has:
// sentences, legal representatives, requests for removal.

// callVerb reports whether a word is about calling or contacting somebody, rather than about a
// telephone.
func callVerb(w string) bool {
	return (callWords.has(w) || passives.has(w) || contactWords.has(w)) && !phoneThings.has(w) && w != "tel" && w != "marketing" && w != "advertising"
}

// hasRefusal reports whether words name a refusal. A stop may be a bus stop, or be put to
// something else: "Why did you stop serving schools?".
func hasRefusal(words []string) bool {
	stops := slices.Contains(words, "stop") && !hasAny(words, stopsBefore) && // "Stop (bus stop)"
		(slices.ContainsFunc(words, callVerb) || !slices.ContainsFunc(words[slices.Index(words, "stop")+1:], func(w string) bool {
			return strings.HasSuffix(w, "ing") && !channelWords.has(w) && !callWords.has(w) && !contactWords.has(w)
		}))
	for i, w := range words {
		if (w == "removal" || w == "removed") && (i > 0 && removedBefore.has(words[i-1]) || i+1 < len(words) && removedBehind.has(words[i+1])) {
			continue
		}
		if deathWords.has(w) && slices.ContainsFunc(words, func(w string) bool { return kinWords.has(w) || topicOf(w)&animals != 0 }) {
			continue // "Spouse Deceased"
		}
		if refusalWords.has(w) && (w != "stop" || stops && !(i+1 < len(words) && stopsBehind.has(words[i+1]))) {
			return true
		}
	}
	return false
}

// isStrong reports whether words are about something that has nothing to do with calls. A
// recorded consent and a pre-recorded call are about calls, and the subject of a call does not
// matter: "May we call you about the study?", "May our study team call you?".
func isStrong(words []string) bool {
	calls := false
	for i, w := range words {
		if i > 0 && (w == "you" || w == "me" || w == "us") && (callVerb(words[i-1]) || words[i-1] == "phone" || words[i-1] == "telephone") {
			return false
		}
	}
	for i, w := range words {
		if calls = calls || callVerb(w); calls && subjectWords.has(w) {
			return false
		}
		onRecord := recordWords.has(w) && onRecord(words, i)
		byPhone := w == "hipaa" && (i+1 < len(words) && callWords.has(words[i+1]) || hasAny(words, callWords) && slices.ContainsFunc(words, func(w string) bool { return IsMarketing(w) || w == "telemarketing" }))
		if strongWords.has(w) && !onRecord && !byPhone && !besideCalls(words, i) {
			return true
		}
	}
	return slices.ContainsFunc(words, normalize.IsOtherConsent) && !hasAny(words, callWords, contactWords, passives)
}

var recordWords = newWordSet("record recorded records")

// onRecord reports whether a word says that a consent was recorded, or a call before it was made,
// rather than that calls are: "Verbal consent to call recorded?", "Consent record: phone".
func onRecord(words []string, at int) bool {
	before := func(is func(string) bool) bool { return at > 0 && is(words[at-1]) }
	behind := func(is func(string) bool) bool { return at+1 < len(words) && is(words[at+1]) }
	spoken := func(w string) bool {
		return consentWords.has(w) || w == "verbal" || w == "oral" || w == "line" || w == "pre"
	}
	last := at == len(words)-1 && hasAny(words, callWords)
	return before(spoken) || behind(spoken) || last && (words[at] == "record" || words[at] == "recorded" && slices.Contains(words, "to") && before(func(w string) bool { return w == "call" || w == "phone" || w == "telephone" }))
}

// besideCalls reports whether a word says who agrees to calls or makes them, or how that was
// signed, rather than to what: "Parent agrees to calls", "Third-party calls OK".
func besideCalls(words []string, at int) bool {
	others := slices.Concat(words[:at], words[at+1:])
	switch w := words[at]; {
	case signWords.has(w):
		return hasAny(others, callWords, callLaws) || w != "electronic" && hasAny(others, contactWords) || slices.Contains(others, "express")
	case w == "recording" || w == "recordings":
		at = max(0, at-1) // of calls
		others = slices.Concat(words[:at], words[min(len(words), at+2):])
		return slices.ContainsFunc(others, callVerb) && hasAny(others, consentWords, firmWords)
	case partyTo.has(w):
		return slices.ContainsFunc(others, callVerb)
	default: // "Media partner may call"
		verb := slices.IndexFunc(words[at+1:], agreeVerbs.has)
		return verb >= 0 && slices.ContainsFunc(words[at+1+verb:], callVerb)
	}
}

var (
	signWords  = newWordSet("esign esignature electronic signature paperless")
	callLaws   = newWordSet("tcpa pewc ewc ptc cpni")
	agreeVerbs = newWordSet("may agrees accepts permits allows authorizes authorises welcomes wants acepta permite autoriza autorise accepte accetta aceita erlaubt stimmt stimmen")
	partyTo    = newWordSet("parent parents guardian party partner eltern padres tutor genitori ouders spouse conjoint coniuge conjuge adult")
	// subjectWords precede the subject of a call.
	subjectWords  = newWordSet("about regarding concerning uber bezuglich wegen sobre acerca concernant riguardo over betreffende")
	deathWords    = newWordSet("deceased decede decedee fallecido fallecida verstorben deceduto deceduta falecido falecida overleden")
	kinWords      = newWordSet("spouse husband wife partner mother father child son daughter conyuge esposo esposa conjoint conjointe mari ehepartner ehemann ehefrau partnerin coniuge marito moglie conjuge marido echtgenoot echtgenote")
	removedBefore = newWordSet("tree trees hair tattoo snow junk mold stump asbestos pest wall debris stain")
	removedBehind = newWordSet("service services cost job quote")
	stopsBefore   = newWordSet("freeze hold bus bar truck pit tram train metro subway pet rest next last first delivery route full")
	stopsBehind   = newWordSet("number no nr id seq sequence address loss time order sign")
)

// asksUs reports whether words ask what we should do about a thing: "Should we remove the
// lunch buffet?".
func asksUs(words []string) bool {
	const least = 5
	return len(words) >= least && slices.Contains(words, "we") && !slices.ContainsFunc(words, func(w string) bool {
		return w != "we" && w != "us" && persons.has(w) && w != "i" && w != "le" || callWords.has(w) || contactWords.has(w) || passives.has(w) || listWords.has(w) || consentWords.has(w) || w == "name" || w == "number"
	})
}

// coordinates reports whether words join calls with something else: "do not share or call".
func coordinates(words []string) bool {
	for i, w := range words {
		if conjunctions.has(w) && (i > 0 && verbs.has(words[i-1]) || i+1 < len(words) && verbs.has(words[i+1])) {
			return true
		}
	}
	return false
}

func namesCounsel(words []string) bool {
	return hasAny(words, counselWords) || containsPhrase(words, counselPhrases)
}

func unnamed(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool {
		return !isNumber(w) && !placeWords.has(w) && (len(w) > 1 || len(words) > 2 || len(words) == 2 && !isNumber(words[1]))
	})
}

func restricts(words []string) bool {
	flag := slices.ContainsFunc(words, func(w string) bool { return w == "flag" || w == "flags" || w == "nc" }) // "Contact method code (PH/EM/NC)"
	return flag && namesCall(words) || slices.ContainsFunc(words, func(w string) bool {
		return w == "solicit" || strings.HasPrefix(w, "restric") || strings.HasPrefix(w, "exclu") || strings.HasPrefix(w, "limitation") || strings.HasPrefix(w, "einschrank")
	})
}

// Sense is what a yes in a column means for calls.
type Sense uint8

// The senses.
const (
	NotCalls     Sense = iota
	YesAllows          // "Safe to call"
	YesForbids         // "Call restriction"
	YesIsUnclear       // "Call Zebra"
)

func namesContactPerson(words []string) bool {
	last := len(words) - 1
	return last > 0 && contactPersons.has(words[last]) && slices.ContainsFunc(words[:last], func(w string) bool { return contactRoles.has(w) || isOthers(w) }) &&
		!slices.ContainsFunc(words[:last], func(w string) bool { return firmWords.has(w) || looseWords.has(w) || negations.has(w) || callVerb(w) })
}

var (
	contactPersons = newWordSet("contact contacts contacto kontakt contatto contato")
	contactRoles   = newWordSet("primary main key household billing secondary technical decision principal principale hauptkontakt family account default head")
)

func countsCalls(words []string) bool {
	return slices.Contains(words, "calls") && (slices.Contains(words, "count") || slices.Contains(words, "total")) || len(words) > 2 && (numberWords.has(words[0]) || words[0] == "count") && words[1] == "of" || len(words) > 1 && words[len(words)-1] == "count"
}

// opts reports whether words are about opting in or out: "Opt status".
func opts(words []string) bool {
	return slices.Contains(words, "opt") && allIn(slices.DeleteFunc(withoutNumbers(words), func(w string) bool { return w == "opt" }), fillWords, noiseWords, callWords, channelWords, whenWords)
}

func namesCall(words []string) bool {
	return slices.ContainsFunc(words, callVerb) || containsPhrase(words, touchPhrases)
}

var touchPhrases = [][]string{{"in", "touch"}, {"hear", "from", "us"}, {"hearing", "from", "us"}}

// AsksWay reports whether a header of yes and no asks only for the phone as a way of contact
// or of marketing: "Phone" next to "Post" and "SMS", "Via phone", "Phone marketing". If
// switched, the cells are on and off, which only a setting is, and "Phone calls" is enough.
func AsksWay(words []string, switched bool) bool {
	var phone, call, contact, marketing, by bool
	for _, w := range words {
		switch {
		case mobileWords.has(w), landlineWords.has(w), faxWords.has(w), numberWords.has(w):
			return false // a number, or its kind
		case marketingWords.has(w):
			marketing = true
		case viaWords.has(w), looseWords.has(w):
			by = true
		case phoneWord(w):
			phone = true
		case callWords.has(w):
			call = true
		case contactWords.has(w):
			contact = true
		case !noiseWords.has(w):
			return false
		}
	}
	return (phone || call || marketing) && by || (phone || call) && (marketing || switched) || phone && !call && !contact
}

// SenseOfYes returns what a yes means in a column whose header is about calls but has no word
// of consent. What happened already, and how often, does not count: "Have we called you
// before?", "Call count". calls reports that the header has a word of calls in any form.
func SenseOfYes(header string, calls bool) Sense {
	words := Words(header)
	has := func(set *wordSet) bool { return hasAny(words, set) }
	person := hasAny(words, persons, choiceWords)
	call := slices.ContainsFunc(words, func(w string) bool { return callWords.has(w) && callVerb(w) }) || has(persons) && slices.Contains(words, "phone")
	switch {
	case hasOnCall(words) && !person:
		return NotCalls
	case has(livingWords) && !slices.ContainsFunc(words, func(w string) bool {
		return !livingWords.has(w) && !noiseWords.has(w) && !fillWords.has(w) && w != "still"
	}),
		hasAny(words, validWords, goodWords) && slices.ContainsFunc(words, ofNumber) && !slices.ContainsFunc(words, func(w string) bool {
			return !validWords.has(w) && !goodWords.has(w) && !ofNumber(w) && !noiseWords.has(w) && !fillWords.has(w) && !callVerb(w)
		}):
		return YesAllows
	case has(goodWords) && slices.Contains(words, "outbound"):
		return YesAllows
	case slices.ContainsFunc(words, func(w string) bool { return pastWords.has(w) && !(person && (w == "calling" || w == "up")) }) && !(words[0] == "call" && has(speakers)), !call && !calls && !(person && slices.ContainsFunc(words, callVerb)):
		return NotCalls
	case negates(words), has(objectWords), has(insteadWords):
		return YesForbids
	}
	for _, w := range words {
		if !(person && (persons.has(w) || choiceWords.has(w))) && !callVerb(w) && !kindWord(w) && !fillWords.has(w) && !noiseWords.has(w) && !firmWords.has(w) && !looseWords.has(w) && !helpers.has(w) && !goodWords.has(w) && !isNumber(w) && !(person && (callers.has(w) || phoneWord(w))) {
			return YesIsUnclear
		}
	}
	if person || has(goodWords) || has(firmWords) || has(looseWords) || len(words) == 1 || slices.ContainsFunc(words, kindWord) {
		return YesAllows
	}
	return YesIsUnclear
}

// hasOnCall reports whether words are about whose turn it is to be on call.
func hasOnCall(words []string) bool {
	return containsPhrase(words, [][]string{{"on", "call"}, {"oncall"}}) && hasAny(words, dutyWords)
}

var dutyWords = newWordSet("rota roster shift shifts weekend week schedule duty engineer doctor physician nurse technician vet tonight today pay allowance staff")

// callers are those who call, and words that ask whether they should.
var callers = newWordSet(`par von door da por asked asks requested requests should shall soll sollen sollten team staff agent agents rep representative advisor adviser consultant specialist expert colleague counselor counsellor recruiter somebody someone anyone asesor asesora consultor especialista experto comercial alguien conseiller conseillere expert specialiste commercial quelqu berater beraterin experte mitarbeiter jemand consulente esperto qualcuno consultor assessor especialista alguem adviseur medewerker iemand qu que un una une ein eine einer een uno uma one`)

// forbidsIfNot reports whether a header forbids calls where the answer is no: "Member (do not
// call if no)".
func forbidsIfNot(words []string) bool {
	at := slices.IndexFunc(words, conditions.has)
	if at < 0 || !shuts(words[:at]) && !hasAny(words[:at], inherentWords) {
		return false
	}
	return words[at] == "unless" || slices.ContainsFunc(words[at+1:], func(w string) bool { return negations.has(w) || blankWords.has(w) || lackAnswers.has(w) })
}

var (
	// conditions begin what a rule depends on, lackAnswers are what somebody did not say.
	conditions  = newWordSet("if unless when wenn falls sofern si quando se als jesli")
	lackAnswers = newWordSet("no n non nein nee nej nie false unchecked unticked")
)

// kindWord reports whether a word is for a kind of phone, which somebody may be called on.
func kindWord(w string) bool {
	return mobileWords.has(w) || landlineWords.has(w) || homeWords.has(w) || groupWords[w] == "work"
}

// ofNumber reports whether a word is for a phone, a number or what is done by telephone.
func ofNumber(w string) bool {
	return phoneWord(w) || numberWords.has(w) || phoneThings.has(w) || strings.HasPrefix(w, "telefonisch")
}

var (
	// otherWays are ways to reach somebody other than calls.
	otherWays = newWordSet("email emails mail mails newsletter newsletters sms text texts post postal whatsapp correo courriel posta letter letters brief briefe lettre lettres carta cartas lettera lettere brieven")
	// clearWords turn a list of refusals into a result: "DNC Clear".
	clearWords     = newWordSet(`clear cleared clean exempt safe ok compliant free passed ebr`)
	placeWords     = newWordSet("column col unnamed field header untitled blank empty none nan null var spalte feld columna campo colonne coluna colonna kolom")
	counselWords   = newWordSet(`atty attys attorney attorneys attorney's lawyer lawyers counsel solicitor abogado abogada abogados avocat avocate avocats anwalt anwaltin anwaltlich rechtsanwalt advogado advogada avvocato avvocata legale advocaat advocaten`)
	counselPhrases = [][]string{{"legal", "representation"}, {"legally", "represented"}, {"legal", "representative"}, {"legal", "rep"}, {"representacion", "legal"}, {"representante", "legal"}, {"conseil", "juridique"}, {"rechtlich", "vertreten"}, {"representacao", "legal"}, {"rappresentanza", "legale"}}
	codeWords      = newWordSet("use usage code codes label labels type types reason reasons scrub list lists registry source category kind codigo tipo motivo motif grund art kode typ")
	conjunctions   = newWordSet("or and nor o u y e ni ou et oder und noch of en")
	thanksWords    = newWordSet("thanks thank please sorry gracias merci danke obrigado obrigada grazie")
	// removals and requests together are about somebody who wants to be forgotten.
	removals = newWordSet(`removal deletion erasure privacy ccpa cpra dsar gdpr delete erase eliminacion borrado supresion suppression effacement retrait radiation loschung loschen entfernung remocao exclusao eliminacao descadastramento cancellazione rimozione eliminazione verwijdering`)
	requests = newWordSet(`request requested requests requesting asked asks wants solicita solicito solicitada solicitado pidio pide pedido pedida pediu solicitou demande demandee demandes richiesta richiesto chiesto beantragt verlangt gewunscht wunsch antrag verzoek gevraagd`)
	// givenWords say that somebody answered what they were asked.
	givenWords  = newWordSet(`accepted accepts agreed agrees acknowledged given granted aceptado aceptada acepta accepte acceptee akzeptiert zugestimmt aceito aceita accettato accettata`)
	removeVerbs = newWordSet(`eliminemos borremos quitemos saquemos retirions supprimions enlevions rimuoviamo cancelliamo eliminiamo removamos retiremos tiremos quitar sacar borrar eliminar retirer supprimer enlever radier entfernen streichen remover retirar tirar excluir togliere rimuovere cancellare eliminare verwijderen quit take leave`)
	listWords   = newWordSet("list lists lista listas liste listes database")
	choiceWords = newWordSet("preference preferences choice setting settings subscription subscriptions preferencia preferencias preferenza prefrence wunsch einstellung")
	// unwantedPhrases say that nobody wants the calls, rightPhrases whose number it is.
	unwantedPhrases = [][]string{{"you", "mind"}, {"no", "deseadas"}, {"no", "deseados"}, {"no", "autorizadas"}, {"not", "wanted"}, {"non", "desiderate"}, {"nao", "desejadas"}, {"non", "desires"}, {"non", "souhaites"}, {"nicht", "gewunscht"}}
	rightPhrases    = [][]string{{"their", "number"}, {"his", "number"}, {"her", "number"}, {"theirs"}, {"right", "person"}, {"right", "number"}, {"right", "party"}, {"correct", "number"}}
	questionWords   = newWordSet(`how which what where who why wie welche como cual qual comment quel quelle come quale hoe`)
	persons         = newWordSet(`you me us we i id your my yo te mi le les nos usted vous je m moi nous ich mich mir sie ihnen dich dir wir uns eu voce lhe mim ti vi lei io ik mij u ons jou him her them he she they`)
	speakers        = newWordSet("me us")
	pastWords       = newWordSet(`before already ever last first initial repeat unique erster erste primera primer premier premiere primeira primo eerste pierwsza recently previously ago had have has did been when how why who what which where times often antes ya ultima deja avant derniere schon bereits zuletzt ja gia prima reference referred heard find found calling called count counts number made direction type date time times day duration length log logs recording recorded transfer inbound outbound back callback callbacks returned answered missed voicemail received center centre queue tracking forwarding waiting conference cost plan scheduled booked completed attempted attempts attempt reached spoken result outcome disposition notes volume rate source list lists campaign id agent rep required needed requested appointment service caller cold follow followup up emergency sick video zoom sales warm demo discovery intro connected conversion answer house role curtain roll`)
	validWords      = newWordSet("joignable joignables localizable erreichbar bereikbaar raggiungibile own yours eigene propio valid working active live connected reachable correct right dialable gultig valido valide attivo actif activo")
	livingWords     = newWordSet("alive living lebt vivo viva vivant")
	goodWords       = newWordSet(`include included safe clear cleared clean eligible eligibility good ready able available suitable qualified approved compliant legal lawful legit valid green`)
	marketingWords  = newWordSet(`marketing advertising advertisement advertisements promotional promotion promotions promo werbung werbliche publicidad publicite pubblicita publicidade reclame commercial comercial commerciale promocional promozionale promotionnel`)
	viaWords        = newWordSet("via by per par por pelo tramite through over on durch mit")
	insteadWords    = newWordSet(`instead rather than stop quit prefer`)
)

// ResultOfCall reports whether a header is a code that dialers have for the result of a call.
func ResultOfCall(name string) bool {
	words := Words(name)
	return len(words) == 1 && (plainResults.has(words[0]) || barringResults.has(words[0]))
}

// BarringResult reports whether such a code says that the person refused or died, or that the
// number is no good.
func BarringResult(name string) bool {
	words := Words(name)
	return len(words) == 1 && barringResults.has(words[0])
}

// plainResults are left message, not home, no answer, call back, voicemail, busy, answering
// machine; barringResults refused, deceased or declined, wrong number, not interested,
// disconnected, hung up, do not call.
var (
	plainResults   = newWordSet("lm lvm nh na cb vm am bz bsy busy")
	barringResults = newWordSet("ref rf rfsd dec decd wn wrong ni dis disc dscn hu dnc dead")
)

// refusesMail reports whether words refuse mail, "Do not email", maybe below the name of a
// group of choices: "Preferences No mail".
func refusesMail(words []string) bool {
	at := slices.IndexFunc(words, func(w string) bool { return !choiceWords.has(w) && !contactWords.has(w) })
	return at >= 0 && at+1 < len(words) && slices.ContainsFunc(words[at:len(words)-1], negations.has) && negates(words[at:]) &&
		!slices.ContainsFunc(words[at:], func(w string) bool { return !negations.has(w) && !emailWords.has(w) && w != "do" && w != "send" })
}
