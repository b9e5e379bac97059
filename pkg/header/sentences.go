package header

import "slices"

// withoutDisclaimer removes from a sentence that something does not depend on consent: "You
// agree to receive calls. Consent is not a condition of purchase."
func withoutDisclaimer(words []string) []string {
	const sentence, near = 8, 5
	for i, w := range words {
		if !negations.has(w) || len(words) < sentence {
			continue
		}
		from := i - 1
		for from >= 0 && from > i-near && !consentWords.has(words[from]) {
			from--
		}
		if from < 0 || !consentWords.has(words[from]) {
			continue
		}
		for end := i + 1; end < len(words) && end < i+near; end++ {
			if disclaimers.has(words[end]) {
				return slices.Concat(words[:from], words[end+1:])
			}
		}
	}
	return words
}

var disclaimers = newWordSet("condition conditions conditioned required requirement necessary condicion requisito necesario condizione obbligatorio condicao necessaire voraussetzung erforderlich voorwaarde")

// withoutWayBack cuts off what a sentence says about withdrawing: "I agree to be called and
// may withdraw this at any time (text STOP)".
func withoutWayBack(words []string) []string {
	const sentence, near = 8, 8
	if len(words) < sentence {
		return words
	}
	for i := len(words) / 3; i < len(words); i++ {
		w := words[i]
		stops := (w == "stop" || w == "unsubscribe" || w == "optout") && hasAny(words[max(0, i-2):i], replyWords)
		back := (turnWords.has(w) || retractWords.has(w) || refusalWords.has(w)) && containsPhrase(words[max(0, i-near):min(len(words), i+near)], anyTime)
		if !stops && !back {
			continue
		}
		from := i
		for at := max(1, i-near); at < i; at++ {
			if mayWords.has(words[at]) || stops && replyWords.has(words[at]) {
				from = at
			}
		}
		if rest := words[:from]; hasAny(rest, consentWords) || asks(rest) {
			return rest
		}
	}
	return words
}

// withoutConcession cuts off what a sentence says it holds in spite of: "You may call me, even
// if I am on a do not call list".
func withoutConcession(words []string) []string {
	for i := 1; i+1 < len(words); i++ {
		if untilWords.has(words[i]) && hasAny(words[i+1:], turnWords, retractWords, refusalWords) && asksPermission(words[:i]) {
			return words[:i] // "Calls allowed until revoked"
		}
		switch words[i] + " " + words[i+1] {
		case "even if", "even though", "regardless of", "despite being", "auch wenn", "selbst wenn", "incluso si", "aun si", "meme si", "anche se", "mesmo que", "mesmo se", "ook als", "zelfs als", "nawet jesli":
			return words[:i]
		}
	}
	return words
}

var untilWords = newWordSet("until till unless bis hasta ate fino jusqu tot")

var anyTime = [][]string{{"any", "time"}, {"anytime"}, {"jederzeit"}, {"cualquier", "momento"}, {"tout", "moment"}, {"qualsiasi", "momento"}, {"ogni", "momento"}, {"qualquer", "momento"}, {"qualquer", "altura"}, {"allen", "tijde"}, {"elk", "moment"}, {"chwili"}, {"nar", "som", "helst"}}

var replyWords = newWordSet("reply text texting txt send sending replying antworten antworte sende responda responder responde envia enviando repondez repondre envoyez rispondi rispondendo invia antwoord stuur")

var mayWords = newWordSet("may can could kann konnen puedo puede podre peux peut pouvez posso puo potro pode poderei kan mag moge")

var retractWords = newWordSet("opt optout unsubscribe stop cancel widerrufen abmelden desuscribirme desinscrire disiscrivermi descadastrar uitschrijven intrekken wycofac revocarlo retirarlo retirer revocare revogar revocar retirar ritirare")

// join is words that are written apart, and the word that they come to.
type join struct {
	apart    []string
	together string
}

// joined returns words with those that people write apart or together in one form.
func joined(words []string) []string { return joinWith(words, joins) }

// joinWith returns words with those of a list joined. The words may be changed.
func joinWith(words []string, list []join) []string {
	for _, j := range list {
		n := 0
		for i := 0; i < len(words); n++ {
			word, taken := words[i], 1
			if end := i + len(j.apart); end <= len(words) && slices.Equal(words[i:end], j.apart) {
				word, taken = j.together, len(j.apart)
			}
			words[n] = word
			i += taken
		}
		words = words[:n]
	}
	return words
}
