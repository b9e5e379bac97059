package header

import (
	"slices"
	"strings"

	"rollcall/pkg/normalize"
)

// asideWords are in headers whose cells name things, or their state: an order that was
// refused, an event called Stop Hunger.
var asideWords = newWordSet(`boat boats vessel yacht ship barco bateau barca schiff planta floor etage stockwerk geschoss piso andar verdieping piano product products item items model sku part make vehicle title titel occupation profession beruf job position role department abteilung industry branche sector event campaign keyword keywords term course service services project
		interest interests website url page landing headline subject source medium order orders payment payments loan application shipping shipment card invitation rsvp claim quote invoice delivery billing transaction credit policy coverage program class ad adset creative
		producto pedido pago prestamo produit commande paiement produkt bestellung zahlung prodotto ordine pagamento produto quote proposal estimate offer check cheque deal pet school allergy allergies alergia alergias allergie allergies allergien allergieen allergier alergie direction practice specialty speciality expertise skill skills device devices appliance equipment instrument horse horses horsename inscription engraving dedication greeting fault faults symptom symptoms hobby hobbies topic topics book books movie song brand stock area zone season listing listings smoking matter matters tobacco alcohol drinking vaping race ethnicity religion wish wishlist wishes sparring
		libro libros livre livres buch bucher boek boeken livro livros film wunschliste klus panne averia avaria guasto defekt storung reparatur reparation reparacion riparazione reparo reparatie tabaco tabac tabak alkohol
		return returns refund refunds devolucion retour ruckgabe retoure reso devolucao zwrot`)

// titleWords are of headers whose cells are what people do for a living.
var titleWords = newWordSet(`title titles titel department abteilung departamento reparto occupation profession beruf job position role designation cargo puesto profesion fonction metier ruolo professione mansione profissao functie`)

func aboutThings(words []string) bool {
	member := slices.ContainsFunc(words, func(w string) bool {
		return w == "status" || w == "response" || w == "member" || w == "result" || w == "code" || w == "disposition" || w == "outcome" || w == "reason"
	})
	return normalize.NamesThing(strings.Join(words, "")) || ringsNobody(words) || slices.ContainsFunc(words, func(w string) bool {
		return (asideWords.has(w) || asideWords.has(strings.TrimSuffix(w, "status"))) && !((w == "campaign" || w == "term") && member) && !(w == "order" && (hasAny(words, preferred, preferWords) || namesWays(words))) && !(w == "check" && hasAny(words, yearsWords))
	})
}

// ringsNobody reports whether words are of calls that nobody gets on a phone: "Margin call".
func ringsNobody(words []string) bool {
	text := " " + strings.Join(words, " ") + " "
	return slices.ContainsFunc(otherwiseCalled, func(phrase string) bool { return strings.Contains(text, " "+phrase+" ") })
}

var otherwiseCalled = []string{"call sign", "callsign", "margin call", "margin calls", "capital call", "curtain call", "casting call", "call number", "call option", "call for papers", "call for entries", "port of call", "ports of call", "bird call", "duck call"}

func tellsOfPerson(words []string) bool {
	if slices.ContainsFunc(words, func(w string) bool {
		return callResults.has(w) || callWords.has(w) || contactWords.has(w) || IsPhoneWord(w) ||
			slices.ContainsFunc(noteWords, func(start string) bool { return strings.HasPrefix(w, start) })
	}) {
		return true
	}
	return tellsStatus(words) && !slices.ContainsFunc(words, func(w string) bool {
		telling := slices.ContainsFunc(tellingWords, func(start string) bool { return strings.HasPrefix(w, start) })
		return stageWords.has(w) || !telling && !calledWords.has(w) && !callWords.has(w) && !contactWords.has(w) && !noiseWords.has(w) && !fillWords.has(w) && !isNumber(w)
	})
}

var (
	stageWords = newWordSet("stage stages pipeline phase etapa etape fase stadium funnel etap")
	// callResults are about calls and visits, and their results.
	callResults = newWordSet("aapor disposition dispositions dispo attempt attempts visit visits door interaction conversation touch outreach followup litigator litigation tcpa dnc compliance canvass canvassing phonebank")
	// noteWords are the beginnings of words for notes, which are about the person whatever
	// precedes them.
	noteWords = strings.Fields("warning alert popup caution warnhinw hinweis avertiss advertenc avviso avvertenz waarschuw note comment remark bemerk anmerk notiz komment observ nota commenti osserva opmerk uwagi poznam apunt anotac annotaz remarq aantek bijzonderh anteckn adnotac")
	// calledWords are for those who are called, and those who call.
	calledWords = newWordSet(`rozmowa rozmowy rozmow gesprach gesprachs conversacion conversazione conversa gesprek entretien samtal banking lead leads customer client prospect person record agent dialer crm campaign last latest current final first previous wrap sub internal system sales rep user team caller owner marketing kunde kunden kontakt interessent cliente contacto llamada gestion prospecto contact prospecte appel klant cliente contatto chiamata chamada ligacao klient kontaktu letzter letzte ultimo ultima dernier derniere laatste`)
)

func otherThanCalls(words []string) bool {
	if at := slices.Index(words, "text"); at > 0 && slices.ContainsFunc(noteWords, func(start string) bool { return strings.HasPrefix(words[at-1], start) }) {
		words = slices.Delete(slices.Clone(words), at, at+1) // "Warning text"
	}
	if hasAny(words, channelWords) && !slices.ContainsFunc(words, func(w string) bool { return callWords.has(w) && !remindWords.has(w) }) {
		return true // "Contact by text", "Rappel SMS"
	}
	if text := " " + strings.Join(words, " ") + " "; furtherElsewhere.in(text) && !furtherCalls.in(text) {
		return true
	}
	if slices.Contains(words, "address") && slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, "subscri") }) {
		return true // what is sent to an address
	}
	if slices.ContainsFunc(words, callVerb) && !hasAny(words, strongWords) {
		return false
	}
	text := " " + strings.Join(words, " ") + " "
	return len(words) > 0 && isUnspaced(words[0]) && (furtherElsewhere.in(text) || furtherThings.in(text)) && !furtherCalls.in(text) || slices.ContainsFunc(words, func(w string) bool { return channelWords.has(w) || strongWords.has(w) && w != "record" })
}

// tellingWords are the beginnings of words in headers about a person's state: statuses,
// results of calls, notes.
var tellingWords = []string{"attempt", "outreach", "canvass", "interaction", "phonebank", "attention", "important", "instruct", "restrict", "status", "stage", "dispo", "outcome", "result", "response", "reply", "replied", "reason", "memo", "flag", "tag", "label", "list", "segment", "group", "histor", "activity", "feedback", "message", "descri", "preference", "category", "priority", "rating",
	"code", "call", "contact", "phone", "conversation", "transcript", "summary", "detail", "info", "ergebnis", "grund", "merkmal", "kennzeichen", "estado", "estatus", "resultado", "comentari", "motivo", "gestion", "etiqueta",
	"statut", "etat", "resultat", "motif", "stato", "esito", "situac", "resultaat", "wynik", "vysledek", "комментар", "примечан", "статус", "результат", "bemaerk", "merknad", "huomaut"}

func tellsStatus(words []string) bool {
	return furtherResults.in(" "+strings.Join(words, " ")+" ") || slices.ContainsFunc(slices.Concat(tellingWords, noteWords), func(start string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, start) })
	})
}

// NamesLatest reports whether a header is of the latest time that something was done: "Last
// called".
func NamesLatest(header string) bool { return slices.ContainsFunc(Words(header), latestWords.has) }

var latestWords = newWordSet("last latest recent letzter letzte zuletzt ultimo ultima ultimos dernier derniere laatste laatst ostatni ostatnia senast sidst")

// remindWords are of calls, and of reminders in any way.
var remindWords = newWordSet("rappel rappels rappeler recall recordatorio aviso lembrete promemoria herinnering erinnerung")

func lacksPhone(words []string) bool {
	if len(words) == 1 && (words[0] == "dns" || words[0] == "dnr" || words[0] == "nc") {
		return true // do not solicit, do not ring, no contact
	}
	words, lacks, phones := words, false, 0
	for i, w := range words {
		switch {
		case i <= 1 && negations.has(w), omitWords.has(w):
			lacks = true
		case w == "do" || w == "use": // "Do not use: Phone"
		case phoneThings.has(w), w == "dnp":
			phones++
		case w != "flag" && w != "contact" && !isNumber(w):
			return false
		}
	}
	return phones > 0 && (lacks || slices.Contains(words, "dnp"))
}

// omitWords are about what is left out, or withheld from callers. DNP is "do not phone".
var omitWords = newWordSet("inconvenient unwelcome undesired excl exclude excludes excluding omit omits omitted supp suppr suppress suppressed unlisted nonlisted withheld withhold nophon skip avoid hide hidden excluir omitir exclure omettre ausschliessen escludere ometti weglaten pomin")
