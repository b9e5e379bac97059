package header

import (
	"slices"
	"strings"

	"rollcall/pkg/normalize"
)

// tellsDeleted reports whether a header is only about rows that were deleted at their source:
// "deleted_at", "is_deleted".
func tellsDeleted(words []string) bool {
	return hasAny(words, deletedWords) && allIn(words, deletedWords, deletedBeside)
}

var (
	deletedWords  = newWordSet("видалити видалено удалить удален удалено hapus dihapus 删除 已删除 刪除 削除 削除済 삭제 삭제됨 حذف محذوف מחיקה נמחק slettet slettes raderad radera poistettu torolt smazat smazano usunac usunieto sters silinmis silindi silinecek deleted deletion isdeleted softdeleted deletedat deletedon geloscht eliminado eliminada borrado borrada supprime supprimee eliminato eliminata apagado apagada verwijderd usuniety")
	deletedBeside = newWordSet("is was at on by date time timestamp dt ts flag row record records soft contact lead customer person am um el le il em op data fecha datum marked as for")
)

func doneToThing(words []string) bool {
	if !normalize.DoneToThing(words) || containsPhrase(words, unsetPhrases) {
		return false
	}
	for i, w := range words {
		out := w == "optout" && i+1 < len(words) && numberOf.has(words[i+1]) // "Opted out of the dental plan"
		if inherentWords.has(w) || refusalWords.has(w) && !normalize.IsAct(w) && !out {
			return false
		}
	}
	return true
}

func bareNegation(words []string) bool { return onlyNegations[strings.Join(words, " ")] }

var onlyNegations = map[string]bool{"not use": true, "leave out": true, "leave off": true, "omit": true, "ignore": true, "not": true, "please not": true, "nicht": true, "bitte nicht": true}

// consent reads a header that speaks of consent to calls, or of a refusal.
func (r Meaning) consent(words []string) (Meaning, bool) {
	words = plainly(words)
	if tellsDeleted(words) {
		r.Concept, r.Score, r.Soft = Refusal, 0.8, true
		return r, true
	}
	if objectsToProcessing(words) {
		r.Concept, r.Score = Refusal, 0.95
		return r, true
	}
	if doneToThing(words) || asksUs(words) {
		return r, false
	}
	if len(words) == 1 && (words[0] == "perm" || words[0] == "perms") { // codes of permissions, of which nobody knows what they allow
		r.Concept, r.Score = Consent, 0.8
		return r, true
	}
	words = withoutDisclaimer(withoutWayBack(withoutConcession(words)))
	if len(words) > 2 && words[0] == "id" && (looseWords.has(words[1]) || words[1] == "rather" || words[1] == "prefer") {
		words = words[1:] // "I'd rather you didn't phone me" is about no id
	}
	c := claimOf(words)
	if c == (claim{}) {
		if r.Concept, r.Score = Consent, Doubt; hasAny(words, negations) {
			r.Concept = Refusal
		}
		return r, onlyPermits(words) // "Allowed", "Not allowed"
	}
	r.Score = 0.95
	if c.named && !c.refusal && !c.shut && !c.asked && !hasAny(words, turnWords, endWords) && weakly(words) {
		r.Concept = Extra
		if slices.ContainsFunc(words, callVerb) {
			r.Concept, r.Score = Consent, Doubt // "Did they agree to a follow-up call?"
		}
		return r, true
	}
	if (c.named || c.asked) && !c.refusal && doubtful(words) {
		r.Score = 0.6
	}
	consent, refusal, cleared := c.weigh(words)
	switch {
	case elsewhere(words, c.shut) && !slices.Contains(words, "deceased") && !ceases(words):
		r.Concept = OtherConsent
	case consent && !refusal && !c.wrong && hasAny(words, softWords):
		r.Concept, r.Soft = Refusal, true
	case consent && !refusal && !cleared && hasAny(words, openWords):
		r.Concept = Extra // "Consent required"
	case consent && !refusal && !c.wrong && hasAny(words, endWords):
		r.Concept, r.Until = Consent, true
	case c.wrong && !refusal:
		r.Concept, r.Soft = Refusal, true
	case refusal:
		return r.refusal(words), true
	default:
		return r.yes(words, c.asked && !c.named), true
	}
	return r, true
}

// ceases reports whether words are of a letter that tells callers to stop.
func ceases(words []string) bool {
	return slices.Contains(words, "desist") || containsPhrase(words, [][]string{{"c", "d"}})
}

// claim is what words say of calls: they name a consent, ask for one, name a refusal, forbid
// calls, or say that a number is wrong.
type claim struct{ named, asked, refusal, shut, wrong bool }

func claimOf(words []string) (c claim) {
	objects := hasAny(words, objectWords) || containsPhrase(words, unwantedPhrases) || hasAny(words, holdWords) && (slices.ContainsFunc(words, callVerb) || namesWays(words))
	c.named = hasBasis(words) || hasAny(words, consentWords) || opts(words) || containsPhrase(words, consentPhrases)
	c.asked = asks(words)
	c.refusal = objects && (hasAny(words, callWords, contactWords, passives, holdWords) || hasAny(words, objections) && hasAny(words, whenWords, loggedWords) && allIn(words, objections, whenWords, loggedWords, noiseWords, fillWords, byWords)) ||
		hasRefusal(words) || containsPhrase(words, refusalPhrases) || slices.Equal(words, []string{"c", "d"}) ||
		hasAny(words, removals) && hasAny(words, requests) || hasAny(words, removeVerbs) && hasAny(words, listWords)
	c.shut = !answers(words) && shuts(words) || containsPhrase(words, refusalPhrases)
	c.wrong = wrongNumber(words)
	return c
}

var (
	// objections are to whatever somebody does who has a list, loggedWords what became of them.
	objections  = newWordSet("objection objections objected refusal oppose oppositions einspruch werbewiderspruch bezwaar indsigelse invandning innsigelse sprzeciw vastustus")
	loggedWords = newWordSet("received logged recorded filed registered lodged dated recu recue recus enregistre recibida recibido registrada ricevuta registrata recebida eingegangen erfasst vermerkt ontvangen geregistreerd modtaget mottatt mottagen wplynal at on")
)

// weigh returns what the words come to if they speak of a consent and a refusal both; cleared:
// they speak of one that is not there.
func (c claim) weigh(words []string) (consent, refusal, cleared bool) {
	negated := !answers(words) && negates(words) && !containsPhrase(words, unwantedPhrases)
	consent, refusal = c.named || c.asked, c.refusal
	cleared = refusal && !c.shut && !bothWays(words) && (negated || hasAny(words, inherentWords) && hasAny(words, clearWords))
	switch {
	case slices.Contains(words, "optin") && (slices.Contains(words, "optout") || slices.Contains(words, "out")), offersBoth(words):
		return true, false, cleared
	case cleared, (hasAny(words, undoWords) || containsPhrase(words, leavePhrases)) && (c.shut || refusal):
		return true, false, cleared // "Not on DNC", "Has not opted out"
	case consent && !refusal && (hasAny(words, turnWords) || negated || c.shut):
		return false, true, cleared // "No consent", "Consent withdrawn"
	}
	return consent, refusal || c.shut, cleared
}

// bothWays reports whether words name an answer and its opposite: "Allow / Do not allow".
func bothWays(words []string) bool {
	for i := 2; i < len(words); i++ {
		if words[i] == words[i-2] && negations.has(words[i-1]) {
			return true
		}
	}
	return false
}

// offersBoth reports whether words name the possible answers as what somebody does: "Accept or
// decline calls". "Do not phone (allow, do not allow)" refuses by what stands before them.
func offersBoth(words []string) bool {
	for i, w := range words {
		rest := words[i+1:]
		if len(rest) > 0 && conjunctions.has(rest[0]) {
			rest = rest[1:]
		}
		if agreeVerb.has(w) && len(rest) > 0 && declineVerb.has(rest[0]) {
			return !hasRefusal(words[:i]) && !shuts(words[:i])
		}
	}
	return false
}

var (
	agreeVerb   = newWordSet("accept accepts accepted agree agrees agreed allow allowed approve approved grant granted permit aceptar acepta accepter akzeptieren accettare accetta aceitar aceita accepteren zustimmen")
	declineVerb = newWordSet("decline declines declined refuse refuses refused reject rejects rejected deny denied disagree block blocked disallow rechazar rechaza refuser ablehnen rifiutare rifiuta recusar recusa weigeren")
)

// hasBasis reports whether words ask on what ground somebody is contacted.
func hasBasis(words []string) bool {
	return containsPhrase(words, basisPhrases) && hasAny(words, contactWords, callWords)
}

// elsewhere reports whether words of consent are about something other than calls; shut: they
// forbid calls, perhaps among others.
func elsewhere(words []string, shut bool) bool {
	return ofChannelCode(words) || !(shut && coordinates(words)) && !hasAny(words, inherentWords) && isStrong(words) ||
		hasAny(words, channelWords) && !hasAny(words, callWords, inherentWords) && (!hasBasis(words) || hasAny(words, otherWays))
}

// onlyPermits reports whether words say that something is allowed, and not what, or only on
// which phone: "Allowed", "Cell OK?".
func onlyPermits(words []string) bool {
	ok := hasAny(words, okWords)
	return (ok || hasAny(words, permitted)) && !slices.ContainsFunc(words, func(w string) bool {
		return !permitted.has(w) && !IsOrdinal(w) && !fillWords.has(w) && !noiseWords.has(w) && !helpers.has(w) && !negations.has(w) && !(ok && (okWords.has(w) || phoneWord(w) && !faxWords.has(w) || homeWords.has(w) || workWords.has(w)))
	})
}

var okWords = newWordSet("ok okay")

// ofChannelCode reports whether words are a consent and the code of a way that is no call:
// CONSENT_EM, CONSENT_TX.
func ofChannelCode(words []string) bool {
	return len(words) == 2 && consentWords.has(words[0]) && channelCodes.has(words[1])
}

// objectsToProcessing reports whether a header is of those who object to the processing of
// their data, or had it restricted, which calls are (GDPR, articles 18 and 21).
func objectsToProcessing(words []string) bool {
	lawful := hasAny(words, lawWords) && (slices.Contains(words, "gdpr") || slices.ContainsFunc(words, isNumber))
	return (hasAny(words, processingWords) || lawful) && hasAny(words, resistWords) &&
		allIn(withoutNumbers(words), processingWords, resistWords, besideProcessing, noiseWords, fillWords)
}

var (
	processingWords = newWordSet("processing verarbeitung datenverarbeitung trattamento tratamiento traitement tratamento verwerking gegevensverwerking przetwarzania przetwarzanie przetwarzaniu")
	// lawWords name the law by which somebody objects, channelCodes ways apart from calls.
	lawWords         = newWordSet("gdpr dsgvo rgpd lgpd avg rodo art article artikel articolo articulo artigo")
	channelCodes     = newWordSet("em eml tx txt ml pm wa")
	resistWords      = newWordSet("optout optedout object objects objected objecting objection objections restrict restricted restriction stop stopped opposition oppose opposes opposizione opposto oposicion opone opuesto oposicao opoe widerspruch widersprochen eingeschrankt einschrankung limitation limite limitazione limitato limitacion limitado limitacao bezwaar beperking beperkt sprzeciw sprzeciwia ograniczenie ograniczenia")
	besideProcessing = newWordSet("gdpr dsgvo rgpd lgpd avg rodo art article artikel articolo articulo artigo to the of further all any my personal data daten datos dati dados donnees gegevens danych der die das des du de la le les al alla dei degli ao aos dos da das tegen gegen wobec personenbezogener personnelles personali personales pessoais persoonsgegevens flag right exercised received lodged on date")
)

// refusal reads a header that names a refusal of calls.
func (r Meaning) refusal(words []string) Meaning {
	r.Concept = Refusal
	r.Soft = hasAny(words, softWords)
	switch {
	case proves(words) && !(hasAny(words, helpers) && len(words) > 4), hasAny(words, levelWords) && !slices.ContainsFunc(words, func(w string) bool { return refusalWords.has(w) && !thingWords.has(w) }):
		r.Concept = Extra
	case hasAny(words, checkedWords) && (hasAny(words, whenWords, latestWords) || slices.ContainsFunc(words, func(w string) bool { return w == "checked" || w == "scrubbed" || w == "verified" || w == "cleaned" })):
		r.Concept = Extra // "Last DNC scrub date"
	case countsCalls(words) && !(hasAny(words, inherentWords) && !hasAny(words, checkedWords)):
		r.Concept = Extra // "Blocked Calls Count"
	case slices.Contains(words, "unsubscribed") && len(words) == 1:
		r.Score = 0.8
	}
	return r
}

// proves reports whether words are of the proof of a refusal, as its text. "Do not call or text"
// has no such text.
func proves(words []string) bool {
	for i, w := range words {
		way := w == "text" && (i > 0 && (conjunctions.has(words[i-1]) || negations.has(words[i-1]) || inherentWords.has(words[i-1]) || callWords.has(words[i-1]) || reasonWords.has(words[i-1])) || i+1 < len(words) && conjunctions.has(words[i+1]))
		if proofWords.has(w) && !way {
			return true
		}
	}
	return false
}

// reasonWords are for what a column of text says.
var reasonWords = newWordSet("reason reasons note notes comment comments status description")

// yes reads a header that names a consent to calls. In a question, on and from
// are no words for a date or a source.
func (r Meaning) yes(words []string, question bool) Meaning {
	const sentence = 5
	question = question || len(words) > sentence
	switch {
	case hasAny(words, askWords) && !answers(words) && (question || hasAny(words, questionWords)):
		r.Concept, r.Score = Consent, Doubt
	case question:
		r.Concept = Consent
	case hasAny(words, restWords) && hasAny(words, givenWords):
		r.Concept, r.Score = Consent, Doubt // "TCPA Language Accepted"
	case hasAny(words, restWords) && !(slices.Contains(words, "text") && slices.ContainsFunc(words, callVerb)):
		r.Concept = Extra
	case hasAny(words, whenWords) || whenEnds.has(words[len(words)-1]):
		r.Concept = ConsentDate
	case hasAny(words, fromWords):
		r.Concept = ConsentSource
	default:
		r.Concept = Consent
	}
	return r
}

// Doubt is the score of a header that may ask for consent to calls or for something else; the
// cells decide.
const Doubt = 0.5

// answers reports whether words name the possible answers. "Si" and "y" do so only at the end:
// "Marque si no desea llamadas y mensajes" is a sentence.
func answers(words []string) bool {
	for i, w := range words {
		if answerWords.has(w) && (w != "si" && w != "y" || !slices.ContainsFunc(words[i+1:], func(w string) bool {
			return !answerWords.has(w) && !negations.has(w) && !conjunctions.has(w) && w != "n"
		})) {
			return true
		}
	}
	return false
}

// negates reports whether a word says no, except one that means number.
func negates(words []string) bool {
	for i, w := range words {
		if i+1 < len(words) && w == "no" && thanksWords.has(words[i+1]) {
			continue // "No thanks, don't call"
		}
		if negations.has(w) && (i+1 == len(words) || !numberOf.has(words[i+1])) && !(i+1 == len(words) && i > 0 && (w == "no" || w == "non")) {
			return true
		}
	}
	return false
}

// asks reports whether words ask for permission to call: "May we call you?".
func asks(words []string) bool {
	if len(words) > 2 && words[1] == "me" && askedOf.has(words[0]) && hasAny(words, callWords) && !hasAny(words, numberOf, whenWords) {
		return true // "Contact me by phone about my mortgage"
	}
	return hasAny(words, firmWords) && hasAny(words, callWords, contactWords, passives) ||
		hasAny(words, looseWords) && (hasAny(words, callWords) && hasAny(words, verbs) || hasAny(words, passives))
}

// askedOf is what somebody may ask to have done, "Phone me about offers".
var askedOf = newWordSet("contact phone telephone ring")

// shuts reports whether words forbid calls or contact: "Never call", "Tick if you do not want
// to be contacted". It goes through them once: only two kinds of negation that reach a word
// matter.
func shuts(words []string) bool {
	helped := hasAny(words, helpers)
	denied, lacking := false, false // a "not", a "without" that reaches this word
	for i, w := range words {
		if (denied || lacking) && (helped || !passives.has(w)) { // "Not called": nobody has called yet
			thing := phoneThings.has(w) // "No phone": there is none
			if (denied || !thing) && (callWords.has(w) && w != "mobile" && w != "tel" || contactWords.has(w) || passives.has(w)) {
				return true
			}
			beside := besideNegation(w) // else "Do not modify contact"
			denied, lacking = denied && beside, lacking && (beside || thing)
		}
		if negations.has(w) && i+1 < len(words) && !numberOf.has(words[i+1]) {
			lacks := lackWords.has(w)
			denied, lacking = denied || !lacks, lacking || lacks
		}
	}
	return false
}

// besideNegation reports whether a word may come between a negation and what it forbids.
func besideNegation(w string) bool {
	return helpers.has(w) || looseWords.has(w) || firmWords.has(w) || fillWords.has(w) || noiseWords.has(w) || negations.has(w) || channelWords.has(w) || strongWords.has(w)
}

// wrongNumber reports whether words say that a number is wrong or dead.
func wrongNumber(words []string) bool {
	if containsPhrase(words, unsetPhrases) {
		return true
	}
	wrong, number := false, false
	for _, w := range words {
		wrong = wrong || wrongWhole.has(w) || slices.ContainsFunc(wrongWords, func(start string) bool { return strings.HasPrefix(w, start) })
		number = number || phoneWord(w) || numberWords.has(w) || w == "numbers" || w == "person" || w == "party"
	}
	return negates(words) && containsPhrase(words, rightPhrases) ||
		wrong && (number || len(words) == 1 && (words[0] == "disconnected" || words[0] == "reassigned" || words[0] == "wrong"))
}

// doubtful reports whether a consent has other words that may say to what.
func doubtful(words []string) bool {
	return !allIn(withoutNumbers(words), consentWords, callWords, contactWords, passives, helpers, firmWords, looseWords, askWords, noiseWords, fillWords, negations,
		turnWords, whenWords, whenEnds, fromWords, endWords, restWords, softWords, openWords, answerWords)
}

// weakly reports whether a header is about an agreement or a permission to something other
// than calls: "Agreement number".
func weakly(words []string) bool {
	weak, beside := false, false
	for _, w := range words {
		switch {
		case weakWords.has(w):
			weak = true
		case consentWords.has(w):
			return false
		case levelWords.has(w), w == "signed":
			beside = true
		case len(w) == 1, callWords.has(w), landlineWords.has(w), contactWords.has(w), passives.has(w), helpers.has(w), firmWords.has(w), looseWords.has(w), channelWords.has(w), strongWords.has(w), negations.has(w), noiseWords.has(w) && !numberWords.has(w), whenWords.has(w), whenEnds.has(w), fromWords.has(w), fillWords.has(w), isNumber(w):
		default:
			beside = true
		}
	}
	return weak && beside
}

// containsPhrase reports whether words contain one of the phrases.
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
