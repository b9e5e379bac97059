package header

import "slices"

// plainly returns words that ask for consent, or refuse, with the usual word for calls in place
// of others: "May we follow up?", "No callbacks", "Open to sales calls".
func plainly(words []string) []string {
	if hasAny(words, certifiers) && hasAny(words, checkedWords, statusWords, verdicts) {
		words = joinWith(slices.Clone(words), certificates)
	}
	if !hasAny(words, firmWords, looseWords, consentWords, refusalWords, negations, objectWords, leaveWords) {
		return words
	}
	words = joinWith(slices.Clone(words), otherCalls)
	if len(words) > 2 {
		words = joinWith(words, acts)
	}
	return slices.DeleteFunc(words, func(w string) bool { // "Permission to Contact card", not "Credit card"
		at := slices.Index(words, "card")
		return w == "card" && at > 0 && (consentWords.has(words[at-1]) || contactWords.has(words[at-1]) || callWords.has(words[at-1]))
	})
}

var (
	// certifiers prove that a form asked for consent, verdicts are words for what they found.
	certifiers   = newWordSet("jornaya trustedform trusted leadid leadi guardian")
	certificates = []join{{[]string{"tcpa", "guardian"}, "tcpa"}, {[]string{"jornaya"}, "tcpa"}, {[]string{"trustedform"}, "tcpa"}, {[]string{"trusted", "form"}, "tcpa"}, {[]string{"leadid"}, "tcpa"}, {[]string{"leadi", "d"}, "tcpa"}}
	verdicts     = newWordSet("result results outcome verdict audit verification validation decision score color colour")
)

// otherCalls are what calls are called where they are wanted, or not.
var otherCalls = []join{
	{[]string{"follow", "up", "calls"}, "calls"}, {[]string{"follow", "up"}, "call"}, {[]string{"followup"}, "call"}, {[]string{"followed", "up"}, "called"}, {[]string{"get", "in", "touch"}, "call"}, {[]string{"keep", "in", "touch"}, "call"}, {[]string{"stay", "in", "touch"}, "call"}, {[]string{"reach", "out"}, "call"}, {[]string{"revocable", "consent"}, "consent"}, {[]string{"recontact"}, "call"}, {[]string{"recontacted"}, "called"}, {[]string{"callback"}, "call"}, {[]string{"callbacks"}, "calls"},
	{[]string{"rung"}, "called"}, {[]string{"approached"}, "contacted"}, {[]string{"robocalled"}, "called"}, {[]string{"cold", "called"}, "called"}, {[]string{"cold", "call"}, "call"}, {[]string{"cold", "calls"}, "calls"}, {[]string{"sales", "calls"}, "calls"}, {[]string{"sales", "call"}, "call"}, {[]string{"phone", "prospecting"}, "calls"}, {[]string{"telephone", "prospecting"}, "calls"}, {[]string{"rang", "you"}, "called"}, {[]string{"rang", "me"}, "called"},
	{[]string{"phonathon"}, "calls"}, {[]string{"phonathons"}, "calls"}, {[]string{"phone", "campaign"}, "calls"}, {[]string{"phone", "campaigns"}, "calls"}, {[]string{"outbound"}, "calls"}, {[]string{"prerecorded", "messages"}, "calls"}, {[]string{"pre", "recorded", "messages"}, "calls"}, {[]string{"marketing", "communications"}, "marketing"}, {[]string{"comunicaciones", "comerciales"}, "publicidad"}, {[]string{"comunicazioni", "commerciali"}, "pubblicita"}, {[]string{"communications", "commerciales"}, "publicite"}, {[]string{"comunicacoes", "comerciais"}, "publicidade"},
	{[]string{"to", "telephone"}, "call"}, {[]string{"you", "telephone"}, "call"}, {[]string{"more", "phone"}, "calls"}, {[]string{"telephone", "contact"}, "calls"}, {[]string{"phone", "contact"}, "calls"}, {[]string{"contact", "by", "phone"}, "calls"}, {[]string{"contact", "by", "telephone"}, "calls"},
	{[]string{"ne", "s", "oppose", "pas"}, "accepte"}, {[]string{"ne", "s", "opposent", "pas"}, "accepte"}, {[]string{"s", "oppose"}, "objects"}, {[]string{"se", "opone"}, "objects"}, {[]string{"si", "oppone"}, "objects"}, {[]string{"se", "opoe"}, "objects"}, {[]string{"sprzeciwia", "sie"}, "objects"},
	{[]string{"doesnt", "mind"}, "want"}, {[]string{"dont", "mind"}, "want"}, {[]string{"does", "not", "mind"}, "want"}, {[]string{"do", "not", "mind"}, "want"}, {[]string{"nichts", "gegen"}, "want"}, {[]string{"inget", "emot"}, "want"}, {[]string{"intet", "imod"}, "want"}, {[]string{"ingenting", "imot"}, "want"},
	{[]string{"teruggebeld"}, "gebeld"}, {[]string{"terugbellen"}, "bellen"},
	// What somebody is asked for their objections by, and has none.
	{[]string{"ne", "vous", "derange", "pas"}, "want"}, {[]string{"no", "le", "molesta"}, "want"}, {[]string{"no", "me", "molesta"}, "want"}, {[]string{"non", "le", "dispiace"}, "want"}, {[]string{"ikke", "noget", "imod"}, "want"}, {[]string{"inte", "nagot", "emot"}, "want"}, {[]string{"ikke", "noe", "imot"}, "want"}, {[]string{"niets", "op", "tegen"}, "want"}, {[]string{"niets", "tegen"}, "want"},
	{[]string{"etwas", "dagegen"}, "objects"}, {[]string{"was", "dagegen"}, "objects"}, {[]string{"etwas", "gegen"}, "objects"}, {[]string{"was", "gegen"}, "objects"}, {[]string{"iets", "op", "tegen"}, "objects"}, {[]string{"iets", "tegen"}, "objects"}, {[]string{"noget", "imod"}, "objects"}, {[]string{"noe", "imot"}, "objects"}, {[]string{"nagot", "emot"}, "objects"},
	{[]string{"importa", "se"}, "objects"}, {[]string{"dejar", "de"}, "objects"}, {[]string{"dejemos", "de"}, "objects"}, {[]string{"dejen", "de"}, "objects"}, {[]string{"want", "off"}, "exclude"}, {[]string{"wants", "off"}, "exclude"}, {[]string{"se", "importa"}, "objects"}, {[]string{"le", "importa"}, "objects"}, {[]string{"stort", "es"}, "objects"}, {[]string{"storen", "sie"}, "objects"}, {[]string{"inconvenient", "pour", "vous"}, "objects"}, {[]string{"reason", "we", "should", "not"}, "objects"}, {[]string{"reason", "not", "to"}, "objects"}, {[]string{"problem", "with", "us"}, "objects"}, {[]string{"problem", "if", "we"}, "objects"}, {[]string{"bother", "you"}, "objects"}, {[]string{"lay", "off"}, "objects"}, {[]string{"hold", "off"}, "objects"}, {[]string{"back", "off"}, "objects"},
	{[]string{"ruckruf"}, "anruf"}, {[]string{"ruckrufe"}, "anrufe"}, {[]string{"open", "to"}, "want"}, {[]string{"withhold", "from"}, "exclude"}, {[]string{"withheld", "from"}, "excluded"}, {[]string{"on", "record"}, "on"}, {[]string{"of", "record"}, "of"}, {[]string{"good", "through"}, "until"}, {[]string{"valid", "through"}, "until"}, {[]string{"hold", "from"}, "exclude"}, {[]string{"take", "off"}, "exclude"}, {[]string{"taken", "off"}, "excluded"},
}

// acts are what somebody does to be called.
var acts = []join{
	{[]string{"pressed", "1"}, "agreed"}, {[]string{"keyed", "1"}, "agreed"}, {[]string{"hit", "1"}, "agreed"}, {[]string{"replied", "yes"}, "agreed"}, {[]string{"said", "yes"}, "agreed"}, {[]string{"answered", "yes"}, "agreed"}, {[]string{"texted", "yes"}, "agreed"}, {[]string{"raised", "hand"}, "agreed"}, {[]string{"druckte", "1"}, "zustimmung"}, {[]string{"druckte", "die", "1"}, "zustimmung"}, {[]string{"appuye", "sur", "1"}, "accepte"}, {[]string{"pulso", "1"}, "acepta"}, {[]string{"premuto", "1"}, "accetta"},
}

// leaveWords begin other phrases, by which somebody is left out or has nothing against calls.
var leaveWords = newWordSet("pressed keyed hit replied said answered texted raised druckte appuye pulso premuto nichts lay back niets stort storen inconvenient reason keep stay dagegen gegen tegen imod imot emot importa problem bother derange molesta dispiace teruggebeld terugbellen open withhold withheld hold take taken")
