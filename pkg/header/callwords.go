package header

import "slices"

// Here are the headers that speak of calls in words that no list of consents has:
// sentences, legal representatives, requests for removal.

// callVerb reports whether a word is of calling or contacting somebody, rather than
// of a telephone.
func callVerb(w string) bool {
	return (callWords.has(w) || passives.has(w) || contactWords.has(w)) && !phoneThings.has(w) && w != "tel" && w != "marketing" && w != "advertising"
}

// hasRefusal reports whether words name a refusal. A stop may be where a bus stops.
func hasRefusal(words []string) bool {
	for i, w := range words {
		if refusalWords.has(w) && !(w == "stop" && (i > 0 && stopsBefore.has(words[i-1]) || i+1 < len(words) && stopsBehind.has(words[i+1]))) {
			return true
		}
	}
	return false
}

var (
	stopsBefore = newWordSet("bus bar truck pit tram train metro subway pet rest next last first delivery route full")
	stopsBehind = newWordSet("number no nr id seq sequence address loss time order sign")
)

// coordinates reports whether words speak of calls beside something else: "do not
// share or call".
func coordinates(words []string) bool {
	for i, w := range words {
		if conjunctions.has(w) && (i > 0 && verbs.has(words[i-1]) || i+1 < len(words) && verbs.has(words[i+1])) {
			return true
		}
	}
	return false
}

// NamesCounsel reports whether a header names somebody's legal representative. A yes
// in such a column says that there is one, and who has one must not be called.
func NamesCounsel(header string) bool {
	words := Words(header)
	return slices.ContainsFunc(words, counselWords.has) || containsPhrase(words, counselPhrases)
}

// SpeaksOfCalls reports whether a header is of a sentence about calls or contact with
// the person who answers it, and whether it is against them. What has happened
// already is none: "Have we called you before?".
func SpeaksOfCalls(header string) (against, ok bool) {
	words := Words(header)
	if !slices.ContainsFunc(words, persons.has) || !slices.ContainsFunc(words, callVerb) || slices.ContainsFunc(words, pastWords.has) {
		return false, false
	}
	return negates(words) || slices.ContainsFunc(words, objectWords.has) || slices.ContainsFunc(words, insteadWords.has), true
}

var (
	counselWords   = newWordSet(`attorney attorneys attorney's lawyer lawyers counsel solicitor abogado abogada abogados avocat avocate avocats anwalt anwaltin anwaltlich rechtsanwalt advogado advogada avvocato avvocata legale advocaat advocaten`)
	counselPhrases = [][]string{{"legal", "representation"}, {"legally", "represented"}, {"legal", "representative"}, {"legal", "rep"}, {"representacion", "legal"}, {"representante", "legal"}, {"conseil", "juridique"}, {"rechtlich", "vertreten"}, {"representacao", "legal"}, {"rappresentanza", "legale"}}
	conjunctions   = newWordSet("or and nor o u y e ni ou et oder und noch of en")
	thanksWords    = newWordSet("thanks thank please sorry gracias merci danke obrigado obrigada grazie")
	// removals and requests together are of somebody who wants to be forgotten.
	removals = newWordSet(`removal deletion erasure delete erase eliminacion borrado supresion suppression effacement retrait radiation loschung loschen entfernung remocao exclusao eliminacao descadastramento cancellazione rimozione eliminazione verwijdering`)
	requests = newWordSet(`request requested requests requesting asked asks wants solicita solicito solicitada solicitado pidio pide pedido pedida pediu solicitou demande demandee demandes richiesta richiesto chiesto beantragt verlangt gewunscht wunsch antrag verzoek gevraagd`)
	// givenWords say that somebody answered what was put to them.
	givenWords    = newWordSet(`accepted accepts agreed agrees acknowledged given granted aceptado aceptada acepta accepte acceptee akzeptiert zugestimmt aceito aceita accettato accettata`)
	questionWords = newWordSet(`how which what where who why wie welche como cual qual comment quel quelle come quale hoe`)
	persons       = newWordSet(`you me us we i id your my yo te mi le les nos usted vous je m moi nous ich mich mir sie ihnen dich dir wir uns eu voce lhe mim ti vi lei io ik mij u ons jou him her them he she they`)
	pastWords     = newWordSet(`before already ever last recently previously ago had have has did been when how why who what which where times often antes ya ultima deja avant derniere schon bereits zuletzt ja gia prima reference referred heard find found calling called`)
	insteadWords  = newWordSet(`instead rather than stop quit prefer`)
)
