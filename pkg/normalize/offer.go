package normalize

import (
	"slices"
	"strings"
)

// Here is what forms and texts tell their readers that they may do, or how: it is an offer
// to everybody, and nobody's refusal.

// withoutOffers leaves out the parts of a text that offer its reader a way to refuse, or ask
// for something else: "You may withdraw consent at any time", "Reply STOP to opt out", "To
// unsubscribe, click", "no calls on Sundays".
func withoutOffers(text []token) []token {
	text = withoutConcession(text)
	var kept []token
	offered := false
	for start := 0; start < len(text); {
		end := start + 1
		for end < len(text) && !text[end].first {
			end++
		}
		part := text[start:end]
		next := text[end:min(len(text), end+1)]
		if asksElse(part) {
			offered = true
			start = end
			continue
		}
		if offers(part, next) {
			offered = true
			start = end
			for start < len(text) && opensOffer(part) && !text[start].first {
				start++
			}
			if opensOffer(part) && start < len(text) && offerVerbs.has(text[start].text) { // "To opt out, | reply STOP"
				for start++; start < len(text) && !text[start].first; start++ {
				}
			}
			continue
		}
		kept = append(kept, part...)
		start = end
	}
	if !offered {
		return text
	}
	return kept
}

// withoutConcession leaves out in spite of what somebody agrees to calls: "I agree to be
// called, even if on a do not call list".
func withoutConcession(text []token) []token {
	agrees := false
	for i, t := range text {
		switch {
		case t.text == "agree" || t.text == "consent" || t.text == "authorize":
			agrees = i > 0 && text[i-1].text == "i"
		case agrees && t.text == "even" && i+1 < len(text) && text[i+1].text == "if":
			end := i + 1
			for end < len(text) && !text[end].first {
				end++
			}
			return slices.Concat(text[:i], text[end:])
		}
	}
	return text
}

// offers reports whether a part of a sentence is an offer. An order is none, nor what
// somebody did or asked for.
func offers(part, next []token) bool {
	you, right, anyTime, order, reply := false, false, false, false, false
	for i, t := range part {
		switch {
		case i > 0 && part[i-1].text == "you" && (t.text == "may" || t.text == "can" || t.text == "could"):
			you = true
		case t.text == "not" && i > 0 && part[i-1].text != "is", orderWords.has(t.text):
			order = true
		case rightWords.has(t.text), t.text == "out" && i > 0 && part[i-1].text == "opt":
			right = true
		case timeWords.has(t.text) && i > 0 && anyWords.has(part[i-1].text), t.text == "anytime", t.text == "jederzeit":
			anyTime = true
		}
		reply = reply || i > 0 && i+1 < len(part) && keywords.has(t.text) && offerVerbs.has(part[i-1].text) && purposeWords.has(part[i+1].text) && offersRight(part[i+2:])
	}
	if order || len(part) == 0 {
		return false
	}
	return reply || right && you && anyTime || opensOffer(part) && right && (len(next) > 0 && offerVerbs.has(next[0].text) || offerVerbs.in(part[1:])) ||
		offerVerbs.has(part[0].text) && right && joined(part) != part[0].text && strings.Contains(joined(part), " to ") && (part[0].text == "click" || part[0].text == "press" || part[0].text == "use" || part[0].text == "visit")
}

// offersRight reports whether words begin with what a keyword is for: "Reply STOP to | opt out".
func offersRight(rest []token) bool {
	return len(rest) > 0 && (rightWords.has(rest[0].text) || rest[0].text == "opt" || rest[0].text == "end" || rest[0].text == "quit")
}

// opensOffer reports whether a part begins with a purpose: "To opt out".
func opensOffer(part []token) bool { return len(part) > 1 && part[0].text == "to" }

var (
	offerVerbs   = wordSetOf("reply text send txt respond click press use visit email write responda responde antworten repondez rispondi beantwoord envie envia sende invia stuur")
	purposeWords = wordSetOf("to para pour um per om aby for")
	keywords     = wordSetOf("stop stopp unsubscribe baja end quit cancel alto arret")
	anyWords     = wordSetOf("any cualquier tout qualsiasi qualquer elk allen dowolnym kazdej")
	timeWords    = wordSetOf("time moment momento tijde tijd momencie chwili")
	rightWords   = alternativesOf("withdraw revoke unsubscribe object cancel stop widerruf* abmelden revocar retirar retirer desinscrire desabonner revocare revogar cancelar intrekken afmelden uitschrijven wycofac")
	orderWords   = alternativesOf("dont never asked wants wanted said told requested says please he she they him her them me my i no nicht nie niet nao non never call called")
)
