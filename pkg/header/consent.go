package header

import "slices"

// The words by which headers about consent are read.
var (
	consentWords = wordSet(`consent consents consented optin permission permitted agree agrees agreed agreement tcpa gdpr dsgvo rgpd lgpd lopd einwilligung einverstanden einverstandnis zustimmung
		consentimiento consentimento consentement consenso toestemming autorisation autorizacion autorizzazione autorizacao akkoord acepta aceita accetta accord accepts accepted accepte acconsento optedin doi`)
	refusalWords = wordSet(`dnc dncl dnd donotcall optout optedout unsubscribed unsubscribe unsubscription unsub suppressed suppress suppression blacklist blacklisted blocked blocklist robinson robinsonliste bloctel
		werbesperre sperrvermerk widerspruch widerrufen gesperrt abgemeldet afgemeld uitgeschreven bajas revoked donotcontact stop nocall optouts opposition opposizione opposizioni oposicion oposicao bezwaar donotphone donotsolicit litigator litigators litigation`)
	// refusalPhrases are those that take several words.
	refusalPhrases = [][]string{
		{"nicht", "anrufen"}, {"keine", "anrufe"}, {"keine", "werbung"}, {"no", "llamar"}, {"no", "contactar"}, {"ne", "pas", "appeler"}, {"ne", "pas", "contacter"}, {"nao", "ligar"}, {"nao", "contactar"},
		{"nao", "perturbe"}, {"non", "chiamare"}, {"non", "contattare"}, {"niet", "bellen"}, {"bel", "me", "niet"}, {"lista", "robinson"}, {"liste", "rouge"}, {"anruf", "verboten"}, {"do", "not", "phone"}, {"not", "contact"}, {"not", "call"}, {"not", "telephone"}, {"not", "phone"}, {"not", "ring"}, {"not", "dial"}, {"not", "solicit"}, {"not", "allow", "phone"}, {"wants", "no", "calls"},
	}
	// consentPhrases too.
	consentPhrases = [][]string{
		{"ok", "to", "call"}, {"okay", "to", "call"}, {"may", "call"}, {"can", "call"}, {"may", "we", "call"}, {"can", "we", "call"}, {"call", "ok"}, {"callable"}, {"call", "allowed"}, {"allow", "calls"}, {"allow", "call"},
		{"darf", "anrufen"}, {"anruf", "erlaubt"}, {"anrufen", "erlaubt"}, {"puede", "llamar"}, {"permite", "llamadas"}, {"peut", "appeler"}, {"pode", "ligar"}, {"puo", "chiamare"}, {"mag", "bellen"}, {"ok", "to", "contact"}, {"may", "contact"}, {"can", "contact"}, {"contact", "ok"}, {"may", "we", "contact"}, {"consents", "to", "calls"}, {"happy", "to", "be", "called"},
	}
	// negations turn a consent into its refusal, and a refusal into one knows not
	// what.
	negations = wordSet(`no non not never without lacks withdrawn withdraw withdrawal declined decline refused refuse denied rejected expired lapsed kein keine nicht ohne sans retire refus sin sem nao senza geen niet zuruckgezogen
		abgelehnt entzogen retirado retirada revocado revocada revogado revocato ritirato ingetrokken geweigerd`)
	// unsettledWords say of a consent that there may be none.
	unsettledWords = wordSet(`required requires needed needs pending missing requested request unknown outstanding`)
	// elsewhereWords say that a consent is not about calls.
	elsewhereWords = wordSet(`email emails mail mails newsletter newsletters sms text texts texting fax faxes post postal whatsapp correo cookie cookies terms agb privacy datenschutz protection policy tracking push tax cards card insurance returns offer offers lgpd profiling photo photos
		media pets visa paypal credit store storage`)
	// callWords say that it is.
	callWords = wordSet(`call calls called calling phone phones telephone telefon telefonisch anruf anrufe tel mobile telefono llamadas llamada appel appels chiamate chiamata ligacoes bellen voice contact contacted`)
	whenWords = wordSet(`date datum fecha data dato time timestamp at on when zeitpunkt am le el dt day datetime`)
	fromWords = wordSet(`source url page form where quelle fuente origen origem fonte bron via website method channel location from herkunft origine`)
	restWords = wordSet(`ip id text version proof reason statement wording language country user level cert certificate token jornaya trustedform leadid notes note name address count copy`)
)

// consent reads a header that speaks of consent, or of its refusal.
func (r Meaning) consent(words []string) (Meaning, bool) {
	has := func(set map[string]bool) bool {
		return slices.ContainsFunc(words, func(w string) bool { return set[w] })
	}
	refusal := has(refusalWords) || containsPhrase(words, refusalPhrases)
	consent := has(consentWords) || containsPhrase(words, consentPhrases)
	if !refusal && !consent {
		return r, false
	}
	r.Score = 0.95
	if consent && !refusal && weakly(words) {
		r.Concept = Extra
		return r, true
	}
	negated := has(negations) && !has(answerWords)
	switch {
	case consent && has(unsettledWords), negated && has(refusalWords), negated && consent && !refusal && !negates(words):
		r.Concept = Extra // "Consent required", "Has not opted out": a yes may mean either
		return r, true
	case negated && consent:
		refusal = true // "No consent", "Consent withdrawn"
	}
	when, from, rest := has(whenWords), has(fromWords), has(restWords)
	switch elsewhere := has(elsewhereWords) && !has(callWords); {
	case elsewhere:
		r.Concept = OtherConsent
	case refusal && (from || rest):
		r.Concept = Extra
	case refusal:
		r.Concept = Refusal
		if words[0] == "not" || slices.Contains(words, "unsubscribed") && len(words) == 1 {
			r.Score = 0.8
		}
	case rest:
		r.Concept = Extra
	case when:
		r.Concept = ConsentDate
	case from:
		r.Concept = ConsentSource
	default:
		r.Concept = Consent
	}
	return r, true
}

// answerWords show that a "no" stands for an answer, as in "Consent (yes/no)".
var answerWords = wordSet("yes y ja oui si sim ano tak")

// negates says whether nothing stands beside a consent and its negation that
// could turn the sense round once more.
func negates(words []string) bool {
	return containsPhrase(words, consentPhrases) || !slices.ContainsFunc(words, func(w string) bool {
		for _, set := range []map[string]bool{negations, consentWords, callWords, elsewhereWords, noiseWords, whenWords, fromWords, restWords, fillWords} {
			if set[w] {
				return false
			}
		}
		return !isNumber(w)
	})
}

// weakWords speak of consent to anything: an agreement, a permission. They mean
// consent to calls only if nothing else stands beside them.
var weakWords = wordSet(`permission permitted agree agrees agreed agreement autorisation autorizacion autorizzazione autorizacao akkoord acepta aceita accetta accord accepts accepted accepte`)

func weakly(words []string) bool {
	weak, beside := false, false
	for _, w := range words {
		switch {
		case weakWords[w]:
			weak = true
		case consentWords[w]:
			return false
		case callWords[w], elsewhereWords[w], noiseWords[w], whenWords[w], fromWords[w], isNumber(w), fillWords[w]:
		default:
			beside = true
		}
	}
	return weak && beside
}

// fillWords stand in sentences about consent and say nothing of what it is to.
var fillWords = wordSet("marketing contato contacto contatto contacter demarchage be by we i you given us please yes have has been me is")

// containsPhrase says whether the words of a phrase stand one after another.
func containsPhrase(words []string, phrases [][]string) bool {
	for _, p := range phrases {
		for i := 0; i+len(p) <= len(words); i++ {
			if slices.Equal(words[i:i+len(p)], p) {
				return true
			}
		}
	}
	return false
}

// Refuses reports whether words say that somebody must not be called.
func Refuses(words []string) bool {
	r, ok := Meaning{}.consent(words)
	return ok && r.Concept == Refusal
}

// Elsewhere reports whether a word says that consent is not about calls.
func Elsewhere(w string) bool { return elsewhereWords[w] }
