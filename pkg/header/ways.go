package header

import (
	"slices"
	"strings"

	"rollcall/pkg/normalize"
)

// Way is what a word says of how somebody may be reached.
type Way uint8

// The ways.
const (
	// NoWay: the word says something else.
	NoWay Way = iota
	// ByCall, ByAny and ByOther are for calls, for whatever there is, and for all else.
	ByCall
	ByAny
	ByOther
	// BesideWays words go with them: "only", "and".
	BesideWays
)

// WayOf returns what a word says of how somebody may be reached.
func WayOf(word string) Way {
	switch {
	case byAny.has(word):
		return ByAny
	case byCall.has(word), callWords.has(word):
		return ByCall
	case otherWays.has(word), furtherWays.has(word):
		return ByOther
	case besideWays.has(word), channelNouns.has(word):
		return BesideWays
	}
	return furtherWay(" " + word + " ")
}

// furtherWay is WayOf for words of one of the further languages.
func furtherWay(text string) Way {
	switch calls, others := furtherCalls.in(text), furtherElsewhere.in(text); {
	case calls && !others:
		return ByCall
	case others && !calls:
		return ByOther
	}
	return NoWay
}

// NamesWay returns the way to reach somebody for which a header is named by one word, apart from
// those that another header has: "Voice", "Hívás", "E-post".
func NamesWay(words, beside []string) Way {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(beside, w) })
	if len(words) == 2 && ReadWords(words).Concept != Refusal && furtherWay(" "+strings.Join(words, " ")+" ") == ByOther { // "E posta"
		return ByOther
	}
	if len(words) != 1 || furtherWay(" "+words[0]+" ") != NoWay && ReadWords(words).Concept == Refusal {
		return NoWay
	}
	return WayOf(words[0])
}

// OnlyPermits reports whether words say that something is permitted, and nothing else: "may",
// "permits". What some do not mind may be asked.
func OnlyPermits(words []string) bool {
	return allIn(words, firmWords, weakWords, permitVerbs) && !slices.Contains(words, "mind")
}

// permitVerbs are further ones of which a cell may be the whole of a header's verb.
var permitVerbs = newWordSet("darf durfen mag mogen se puede pueden pode podem puo kan saa far maa lze smi moze mozna wyrazam zgadzam bersedia boleh hivhato можно можна")

// NamesOtherWay reports whether a text has a word for a way to reach somebody apart from
// calls.
func NamesOtherWay(text string) bool {
	return slices.ContainsFunc(Words(text), func(w string) bool { return WayOf(w) == ByOther })
}

// asksPermission reports whether words are of a permission, also cut short, or, beside a verb for
// calls or what is done by phone, of a wish: "Perm. phone", "Wants to hear of offers by phone".
func asksPermission(words []string) bool {
	calls := slices.ContainsFunc(words, callVerb) || hasAny(words, viaWords)
	if n := len(words); n > 1 && strings.HasPrefix(words[n-1], "approv") {
		return true // "Outbound approval", and not "Approval call made"
	}
	return slices.ContainsFunc(words, func(w string) bool {
		return consentWords.has(w) || okWords.has(w) || attitudes.has(w) || permitCuts.has(w) || permitted.has(w) || normalize.Touches(w)&normalize.TouchesPermit != 0 ||
			calls && (firmWords.has(w) || looseWords.has(w)) || includeWords.has(w) && byPhone(words)
	})
}

// byPhone reports whether words are of calls, or of the phone as a way to reach somebody.
func byPhone(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return WayOf(w) == ByCall || phoneCuts.has(w) || callLaws.has(w) || strings.HasPrefix(w, "telef") || strings.HasPrefix(w, "telem") || normalize.Touches(w)&normalize.TouchesCalling != 0 && !contactWords.has(w)
	})
}

var (
	// permitCuts and phoneCuts are words for permissions and phones cut short.
	permitCuts = newWordSet(`perm perms permis prm prmsn pmsn oi opti wep wee ewe samt auth aut autoriz autoris cons consen cnsnt cnst einw zust erl werbeerl toest akk zg`)
	phoneCuts  = newWordSet(`phn ph tlf tf tlfn fon`)
	// attitudes are how somebody takes it.
	attitudes = newWordSet(`clearance willingness openness receptiveness receptivity receptive tolerance attitude stance feelings comfort mood willing happy bereitschaft offenheit einstellung haltung akzeptanz disposicion actitud apertura tolerancia disponibilite ouverture attitude tolerance disponibilita atteggiamento tolleranza abertura tolerancia disposicao bereidheid houding openheid gotowosc`)
	meWords   = newWordSet(`me us mich uns moi nous mij ons mig meg oss`)
	// meVerbs ask so in one word.
	meVerbs = newWordSet(`llamame llameme llamenme llamadme llamarme chiamami chiamatemi richiamatemi ricontattatemi ligueme`)
	// includeWords take somebody in where the others are left out.
	includeWords = newWordSet(`include included einbeziehen aufnehmen incluir inclure includere opnemen meenemen`)
	byCall       = newWordSet(`phonathon phonathons telefund phonecall phonecalls calls tels tlf fon telefonat telefonata telefonate telefonicznie telefoniczny telefoontjes telefone telefonema`)
	byAny        = newWordSet(`mobile all any everything todo todos todas tout tous toutes tutto tutti tutte tudo alles alle wszystko wszystkie`)
	furtherWays  = newWordSet(`writing written schriftlich brieflich ecrit escrito iscritto schriftelijk pisemnie listownie mailowo mailem skriftligt skriftlig mejl sahkoposti kirjallisesti irasban scris pisemne dopisem posta yazili почта почте почтой письменно смс пошта поштою листом nieuwsbrief nieuwsbrieven rundbrief rundbriefe infolettre boletin boletines mailings door doorstep postalisch briefpost message messages push fax courrier mms mailing`)
	// timeLeads lead from a header to a time of the day.
	timeLeads = newWordSet(`before after until till from between vor nach bis ab antes despues hasta avant apres jusqu prima dopo depois ate voor na tot`)
	// limitWords say how much there may be at most.
	limitWords = newWordSet(`max maximum limit limits cap quota allowance maximo maxima maximal maximale hochstens hochstzahl plafond massimo maximaal`)
	besideWays = newWordSet(`or oder ou o of these the above either them both only solo so somente apenas seulement uniquement nur alleen slechts soltanto solamente por per par via and und y et e en`)
)
