package header

import (
	"slices"
	"strings"

	"rollcall/pkg/normalize"
)

// tellsDeleted reports whether a header is only about rows that were deleted at their source:
// "deleted_at", "is_deleted".
func tellsDeleted(words []string) bool {
	deleted := false
	for _, w := range words {
		if deletedWords.has(w) {
			deleted = true
		} else if !deletedBeside.has(w) {
			return false
		}
	}
	return deleted
}

var (
	deletedWords  = newWordSet("deleted deletion isdeleted softdeleted deletedat deletedon geloscht eliminado eliminada borrado borrada supprime supprimee eliminato eliminata apagado apagada verwijderd usuniety")
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

var onlyNegations = map[string]bool{"not": true, "please not": true, "nicht": true, "bitte nicht": true}

// consent reads a header that speaks of consent to calls, or of a refusal.
func (r Meaning) consent(words []string) (Meaning, bool) {
	has := func(set *wordSet) bool {
		return slices.ContainsFunc(words, func(w string) bool { return set.has(w) })
	}
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
	words = withoutDisclaimer(withoutWayBack(withoutConcession(words)))
	if len(words) > 2 && words[0] == "id" && (looseWords.has(words[1]) || words[1] == "rather" || words[1] == "prefer") {
		words = words[1:] // "I'd rather you didn't phone me" is about no id
	}
	turned := has(turnWords)
	against := (has(objectWords) || containsPhrase(words, unwantedPhrases)) && (has(callWords) || has(contactWords) || has(passives) || has(whenWords) && (slices.Contains(words, "objection") || slices.Contains(words, "refusal")))
	answer := answers(words)
	negated := !answer && negates(words) && !containsPhrase(words, unwantedPhrases)
	basis := containsPhrase(words, basisPhrases) && (has(contactWords) || has(callWords))
	named := basis || has(consentWords) || opts(words) || containsPhrase(words, consentPhrases)
	asked := asks(words)
	refusal := against || hasRefusal(words) || containsPhrase(words, refusalPhrases) || slices.Equal(words, []string{"c", "d"})
	refusal = refusal || has(removals) && has(requests) || has(removeVerbs) && has(listWords)
	wrong := wrongNumber(words)
	shut := !answer && shuts(words) || containsPhrase(words, refusalPhrases)
	if !named && !asked && !refusal && !shut && !wrong {
		if r.Concept, r.Score = Consent, Doubt; hasAny(words, negations) {
			r.Concept = Refusal
		}
		return r, onlyPermits(words) // "Allowed", "Not allowed"
	}
	r.Score = 0.95
	if named && !refusal && !shut && !asked && !turned && !has(endWords) && weakly(words) {
		r.Concept = Extra
		if slices.ContainsFunc(words, callVerb) {
			r.Concept, r.Score = Consent, Doubt // "Did they agree to a follow-up call?"
		}
		return r, true
	}
	if (named || asked) && !refusal && doubtful(words) {
		r.Score = 0.6
	}
	either := slices.Contains(words, "optin") && (slices.Contains(words, "optout") || slices.Contains(words, "out"))
	consent := named || asked
	undone := (has(undoWords) || containsPhrase(words, leavePhrases)) && (shut || refusal)
	cleared := refusal && !shut && (negated || has(inherentWords) && has(clearWords))
	switch {
	case either:
		refusal, shut = false, false
	case undone, cleared:
		consent, refusal = true, false // "Not on DNC", "Has not opted out"
	case consent && !refusal && (turned || negated || shut):
		consent, refusal = false, true // "No consent", "Consent withdrawn"
	case shut:
		refusal = true
	}
	coordinated := shut && coordinates(words)
	elsewhere := ofChannelCode(words) || !coordinated && isStrong(words) || has(channelWords) && !has(callWords) && !has(inherentWords) && (!basis || has(otherWays))
	switch {
	case elsewhere && !slices.Contains(words, "deceased"):
		r.Concept = OtherConsent
	case consent && !refusal && !wrong && has(softWords):
		r.Concept, r.Soft = Refusal, true
	case consent && !refusal && !cleared && has(openWords):
		r.Concept = Extra // "Consent required"
	case consent && !refusal && !wrong && has(endWords):
		r.Concept, r.Until = Consent, true
	case wrong && !refusal:
		r.Concept, r.Soft = Refusal, true
	case refusal:
		return r.refusal(words, has), true
	default:
		return r.yes(words, has, asked && !named), true
	}
	return r, true
}

// onlyPermits reports whether words say that something is allowed, and not what, or only on
// which phone: "Allowed", "Cell OK?".
func onlyPermits(words []string) bool {
	ok := hasAny(words, okWords)
	return (ok || hasAny(words, permitted)) && !slices.ContainsFunc(words, func(w string) bool {
		return !permitted.has(w) && !fillWords.has(w) && !noiseWords.has(w) && !helpers.has(w) && !negations.has(w) && !(ok && (okWords.has(w) || phoneWord(w) && !faxWords.has(w) || homeWords.has(w) || workWords.has(w)))
	})
}

var okWords = newWordSet("ok okay")

// ofChannelCode reports whether words are a consent and the code of a way that is no call:
// CONSENT_EM, CONSENT_TX.
func ofChannelCode(words []string) bool {
	return len(words) == 2 && consentWords.has(words[0]) && channelCodes.has(words[1])
}

// checksList reports whether words are about a look at a list of refusals, so that the cells
// say with what result, or only when: "TPS checked", "Scrubbed against DNC".
func checksList(words []string) bool {
	return hasAny(words, refusalWords) && hasAny(words, checkedWords, screenedWords) || slices.Equal(words, []string{"scrub"})
}

// screenedWords are further ones for a look at a list.
var screenedWords = newWordSet("verifie verifiee gepruft abgeglichen comprobado verificado verificada verificato gecontroleerd screened screening sprawdzono")

// objectsToProcessing reports whether a header is of those who object to the processing of
// their data, or had it restricted, which calls are (GDPR, articles 18 and 21).
func objectsToProcessing(words []string) bool {
	has := func(set *wordSet) bool { return slices.ContainsFunc(words, set.has) }
	lawful := has(lawWords) && (slices.Contains(words, "gdpr") || slices.ContainsFunc(words, isNumber) || has(processingWords))
	return (has(processingWords) || lawful) && has(resistWords) && !slices.ContainsFunc(words, func(w string) bool {
		return !processingWords.has(w) && !resistWords.has(w) && !besideProcessing.has(w) && !noiseWords.has(w) && !fillWords.has(w) && !isNumber(w)
	})
}

var (
	processingWords = newWordSet("processing verarbeitung datenverarbeitung trattamento tratamiento traitement tratamento verwerking gegevensverwerking przetwarzania przetwarzanie przetwarzaniu")
	// lawWords name the law by which somebody objects, channelCodes ways apart from calls.
	lawWords         = newWordSet("gdpr dsgvo rgpd lgpd avg rodo art article artikel articolo articulo artigo")
	channelCodes     = newWordSet("em eml tx txt ml pm wa")
	resistWords      = newWordSet("object objects objected objecting objection objections restrict restricted restriction stop stopped opposition oppose opposes opposizione opposto oposicion opone opuesto oposicao opoe widerspruch widersprochen eingeschrankt einschrankung limitation limite limitazione limitato limitacion limitado limitacao bezwaar beperking beperkt sprzeciw sprzeciwia ograniczenie ograniczenia")
	besideProcessing = newWordSet("gdpr dsgvo rgpd lgpd avg rodo art article artikel articolo articulo artigo to the of further all any my personal data daten datos dati dados donnees gegevens danych der die das des du de la le les al alla dei degli ao aos dos da das tegen gegen wobec personenbezogener personnelles personali personales pessoais persoonsgegevens flag right exercised received lodged on date")
)

// refusal reads a header that names a refusal of calls.
func (r Meaning) refusal(words []string, has func(*wordSet) bool) Meaning {
	r.Concept = Refusal
	r.Soft = has(softWords)
	switch {
	case has(proofWords) && !(slices.ContainsFunc(words, helpers.has) && len(words) > 4), has(levelWords) && !slices.ContainsFunc(words, func(w string) bool { return refusalWords.has(w) && !thingWords.has(w) }):
		r.Concept = Extra
	case has(checkedWords) && (has(whenWords) || has(latestWords) || slices.ContainsFunc(words, func(w string) bool { return w == "checked" || w == "scrubbed" || w == "verified" || w == "cleaned" })):
		r.Concept = Extra // "Last DNC scrub date"
	case countsCalls(words) && !(has(inherentWords) && !has(checkedWords)):
		r.Concept = Extra // "Blocked Calls Count"
	case slices.Contains(words, "unsubscribed") && len(words) == 1:
		r.Score = 0.8
	}
	return r
}

// yes reads a header that names a consent to calls. In a question, on and from
// are no words for a date or a source.
func (r Meaning) yes(words []string, has func(*wordSet) bool, question bool) Meaning {
	const sentence = 5
	question = question || len(words) > sentence
	switch {
	case has(askWords) && !answers(words) && (question || has(questionWords)):
		r.Concept, r.Score = Consent, Doubt
	case question:
		r.Concept = Consent
	case has(restWords) && has(givenWords):
		r.Concept, r.Score = Consent, Doubt // "TCPA Language Accepted"
	case has(restWords) && !(slices.Contains(words, "text") && slices.ContainsFunc(words, callVerb)):
		r.Concept = Extra
	case has(whenWords) || whenEnds.has(words[len(words)-1]):
		r.Concept = ConsentDate
	case has(fromWords):
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
		if !answerWords.has(w) {
			continue
		}
		if w != "si" && w != "y" || !slices.ContainsFunc(words[i+1:], func(w string) bool {
			return !answerWords.has(w) && !negations.has(w) && !conjunctions.has(w) && w != "n"
		}) {
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
	firm, loose, call, contact, passive := false, false, false, false, false
	for _, w := range words {
		firm = firm || firmWords.has(w)
		loose = loose || looseWords.has(w)
		call = call || callWords.has(w)
		contact = contact || contactWords.has(w)
		passive = passive || passives.has(w)
	}
	return firm && (call || contact || passive) || loose && (call && slices.ContainsFunc(words, func(w string) bool { return verbs.has(w) }) || passive)
}

// shuts reports whether words forbid calls or contact: "Never call", "Tick if you do not want
// to be contacted". It goes through them once: only two kinds of negation that reach a word
// matter.
func shuts(words []string) bool {
	helped := slices.ContainsFunc(words, helpers.has)
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
	if negates(words) && containsPhrase(words, rightPhrases) {
		return true
	}
	return wrong && (number || len(words) == 1 && (words[0] == "disconnected" || words[0] == "reassigned" || words[0] == "wrong"))
}

// doubtful reports whether a consent has other words that may say to what.
func doubtful(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		for _, set := range []*wordSet{consentWords, callWords, contactWords, passives, helpers, firmWords, looseWords, askWords, noiseWords, fillWords, negations, turnWords, whenWords, whenEnds, fromWords, endWords, restWords, softWords, openWords, answerWords} {
			if set.has(w) {
				return false
			}
		}
		return !isNumber(w)
	})
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
		case len(w) == 1, callWords.has(w), contactWords.has(w), passives.has(w), helpers.has(w), firmWords.has(w), looseWords.has(w), channelWords.has(w), strongWords.has(w), negations.has(w), noiseWords.has(w) && !numberWords.has(w), whenWords.has(w), whenEnds.has(w), fromWords.has(w), fillWords.has(w), isNumber(w):
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
