package normalize

import (
	"slices"
	"strings"
)

// AgreesInDetail reports whether a cell of a column of consent says that the person agreed, and
// beside it only what neither bounds nor turns it: "Granted, mum's mobile", "Yes but don't
// leave a voicemail", "Returned - signed"; or when only they may be called.
func AgreesInDetail(cell string) bool {
	const most, longest = 12, 4 // words, and those of the yes
	list := withoutDates(tokens(Unmarked(cell)))
	if len(list) == 0 || len(list) > most || strings.ContainsAny(cell, "?=") || badNumberPhrases.has(list) {
		return false
	}
	if onlyLeads.has(list[0].text) && isHour(list[1:]) || anyHour.has(joined(list)) {
		return true
	}
	for n := min(len(list)-1, longest); n > 0; n-- {
		head, detail := list[:n], list[n:]
		if opensDetail(head, detail) && isYes(head) && isHarmlessDetail(detail) {
			return true
		}
		if (list[n].first || joiners.has(list[n-1].text)) && isYes(detail) && !slices.ContainsFunc(head, func(t token) bool { return !waysGiven.has(t.text) && !stepsTo.has(t.text) && !joiners.has(t.text) }) ||
			n == 1 && waysGiven.has(head[0].text) && isYes(detail) {
			return true
		}
	}
	return false
}

// isYes reports whether words are a yes by themselves, or that nothing speaks against calls.
func isYes(list []token) bool {
	whole := joined(list)
	return yesCells.has(whole) || isGivenConsent(list) || isCourteousYes(list) || clearanceCells.has(whole) && !negators.has(list[0].text) && !nounNegators.has(list[0].text)
}

// opensDetail reports whether words begin a detail of what those before say.
func opensDetail(head, detail []token) bool {
	return detail[0].first || detailLeads.has(detail[0].text) || endlessDetails.has(joined(detail)) || len(head) == 1 && wordsOfYes.has(head[0].text)
}

// isHarmlessDetail reports whether words beside a yes leave it one.
func isHarmlessDetail(list []token) bool {
	whole := joined(list)
	if isHour(list) || endlessDetails.has(whole) || restrictedHours.has(whole) {
		return true
	}
	if len(list) == 1 && len(list[0].text) <= 2 {
		return false // "Yes - EM" may be by e-mail
	}
	const but = TouchesRefusal | TouchesHold | TouchesEnds | touchesLaw
	phone, kin, message := agreedPhone.in(list), false, voicemails.in(list)
	for i, t := range list {
		is, thing := doubts().of(t.text), thingWords().of(t.text)
		switch {
		case is&but != 0, (is&TouchesNo != 0 || plainNo.has(t.text)) && !message, conditions.has(t.text) && !(i == 0 && message), boundWords.has(t.text), nothingCells.has(t.text):
			return false
		case thing&(isThing|isOther) != 0 && !message && !(i == 1 && list[0].text == "at") && !proofs.has(t.text), agreedElsewhere.has(t.text) && !phone && !message:
			return false
		}
		if rest := list[i+1:]; (agreedCalls.has(t.text) || callVerbs.has(t.text) || is&TouchesCalling != 0) && len(rest) > 0 && !behindCalls.has(rest[0].text) && !isHour(rest) && kindOf(rest) == OtherNumber {
			return false // "Yes, call Sarah"
		}
		kin = kin || isKin(t.text)
	}
	few := len(list) <= 2 && !phone && kindOf(list) == OtherNumber // "Yes (wife)"
	return !(kin && few) && !tellsMinor(list) && (len(list) < 2 || noteScore(list) <= seemsToRefuse)
}

var (
	onlyLeads   = alternativesOf("only alleen nur seulement uniquement solo solamente soltanto apenas so tylko endast kun bara vain")
	anyHour     = cellsOf("anyone, anybody, any time, anytime, at any time, whenever, all hours, jederzeit, n importe quand, en todo momento, cuando sea, in ogni momento, a qualquer hora, altijd, te allen tijde, zawsze, nar som helst")
	joiners     = alternativesOf("and und et y e en i och og ja")
	stepsTo     = alternativesOf("returned received completed verified confirmed checked recontact recontacted line")
	detailLeads = alternativesOf("by on per at from via in during with through von am im durch bei par en lors por pelo na da dal op door tijdens przez w av vid scanned filed attached recorded verified uploaded z dnia")
	// endlessDetails set no end to a consent, restrictedHours only hours.
	endlessDetails  = cellsOf("no end date, no end, no expiry, without end date, indefinitely, until further notice, until revoked, until withdrawn, until cancelled, until canceled, bis auf widerruf, bis auf weiteres, jusqu a nouvel ordre, jusqu a revocation, hasta nuevo aviso, hasta revocacion, fino a revoca, ate novo aviso, ate revogacao, tot nader order, tot wederopzegging, do odwolania, tills vidare, indtil videre")
	restrictedHours = cellsOf("restricted hours, restricted times, limited hours, limited times, certain hours, certain times, business hours, business hours only, office hours, office hours only, daytime only, restricted time, set hours")
	proofs          = alternativesOf("card form letter document paper sheet slip formular carte carta tarjeta formulario formulaire modulo formulier") // where it was signed
	voicemails      = alternativesOf("voicemail voicemails message messages vm machine mailbox buzon messagerie repondeur segreteria anrufbeantworter nachricht recado recados voicemailbericht")
	// boundWords make a yes smaller, or one of somebody else or long ago.
	boundWords = alternativesOf("send* write* visit* probabl* likely tentativ* assum* presum* implied inferred deemed default* prechecked bundled purchas* bought import* legacy former* previous* initially first once was were partial* limited reminder* emergenc* billing transactional informational support see then speak talk ask hablar parler sprechen parlare falar praten bis hasta ate fino jusqu* tot til until till reserve* vorbehalt riserva boletin bounced mistake* error moved elsewhere hung wife husband spouse frau ehefrau mann femme mari epous* espos* moglie marito mulher marido vrouw echtgen* zona maz fru minor child kid demo")
)
