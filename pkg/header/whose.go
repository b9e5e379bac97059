package header

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The header of a phone says whose it is, how it is reached and what for. The number is the
// contact's own if every word is known to be harmless.

// isOthers reports whether a word is for somebody other than the contact, or for a number that
// is not theirs.
func isOthers(w string) bool {
	return othersWords.has(w) || slices.ContainsFunc(othersStems, func(stem string) bool { return strings.HasPrefix(w, stem) })
}

// othersStems are the beginnings of words for other people, in languages with compounds.
var othersStems = strings.Fields(`notfall emergenc emergenz emergcy emrgnc urgenc noodnum noodcon noodgev noodtel noodper erziehungsber sorgeberecht guarant guardian caregiv
	benefici begunstig bezugsberecht prevenir avvisar responsab cuidador betreuer steuerber hausverwalt vermieter arbeitgeb hausarzt kinderarzt zahnarzt
	grossmut grossvat schwieger stiefmut stiefvat grandmo grandfa grandpa grandma stepmo stepfa`)

// longQuestion is the number of words from which a header is a question to the person.
const longQuestion = 6

var (
	addressWords = newWordSet(`you your yours we us ur votre vos vous ihre ihrer ihren ihnen ihr dein deine deiner dich dir tu tus su sus usted te seu sua voce lhe tuo tua suo ti lei uw je jouw jou jij`)
	// ownWords leave a number the contact's, in addition to personWords: whom a file is of,
	// what the number is for, how good, new or of what make it is, and filler.
	ownWords = newWordSet(`yours ur mine me we am or if that this these those it its by with without when how who's can could may might will would should does
		be call called reach reached reachable contacted reminder reminders text texts texting sms mms message messages messaging msg voice better good pref prefer prefered principal principle active current currently verified valid validated confirmed trusted confidence
		also give provide enabled capable add insert write fill optional required mandatory including incl include digits digit format only own self household adult daily during hours hour anytime weekday weekend weekdays morning afternoon noon lunch business
		delivery shipping billing bill ship mailing account login registered registration signup signed order booking appointment reservation checkout checkin badge scan scanned ticket event profile membership web website online quote enquiry inquiry request info information details detail data new updated latest scrubbed append appended matched skiptrace skip trace traced enriched dnc dialable
		telephones linked latin unformatted masked display string complete whole combined all any available known original provided submitted reported wireless voip local address adress adresse direccion endereco indirizzo adres try direkt direkte direkter directe directo directa diretto diretta direto direta tracing newest recent correct corrected right update orig public published directory long distance lines land after calls back ten named hh head column col record entry system import export crm skype zoom signal telegram viber line wechat
		members clientele prospects patients students pupils pupil learner guests donors supporters supporter constituents constituent subscribers users attendees applicants candidates candidate participants delegate delegates employee employees worker volunteer volunteers homeowners buyers purchaser purchasers debtors consumer consumers borrowers claimants callers lessee renters shopper passenger passengers traveler traveller player players athlete athletes subject recipients opportunity inquirer inquirers visitor visitors camper residents taxpayer payer cardholder holder host entrant nominee alum alumni alumnus parishioner congregant persons people human prospective
		votre vos vous ton ta tes mon ma mes notre son sa ses joindre joignable appeler rappeler contacter rappel domicile journee soir matin matinee heures principale prefere preferee preferes favori perso personnelle personnel mobile numeros membre membres candidat invite eleve etudiant particulier interesse auquel lequel quel quelle est sont pouvons nous pour par avec dans sur au aux ces cette ce livraison facturation commande inscription obligatoire facultatif indicatif nouveau nouvelle actuel actuelle correcte valide sans propre foyer
		ihre ihrer ihren ihr dein deine mein meine unser unter dem den wir sie ich erreichbar erreichen anrufen kontaktieren kontaktnummer tagsuber tags abends bevorzugt bevorzugte hauptnummer haupt haupttelefon privatnummer durchwahl vorwahl pflichtfeld angeben eingeben welcher welche ist sind fur mit oder im zum zur ruckruf ruckrufnummer ruckfragen kundin mitglied mitglieder mitglieds patientin patienten interessenten bewerber bewerberin teilnehmer teilnehmerin gast schuler schulerin kaufer kauferin bestellerin ansprechpartner ansprechpartnerin kontaktperson personlich personliche eigene eigener lieferung rechnung bestellung anmeldung versicherungsnehmerin versicherten neu neue neuer aktuell aktuelle aktueller richtig richtige gultig gultige ohne eigenes haushalt
		su sus tu tus mi mis nuestro donde podemos llamarle llamarte llamar contactarle contactarte contactar localizarle localizarte preferido preferida habitual personal casa dia tarde manana noche para con por el los las o es cual que socio socia socios miembro miembros paciente pacientes alumno alumna estudiante interesado interesada prospecto candidato candidata invitado huesped usuario usuaria abonado persona's participante particular envio facturacion pedido obligatorio opcional contacto contatto contato nuevo nueva actual correcto correcta valido valida sin lada propio propia hogar
		seu sua seus suas teu tua meu minha nosso onde ligar contatar falar melhor preferencial pessoal noite manha com em na os as qual membro aluno aluna estudante interessado interessada convidado hospede utilizador utente associado associada pessoa entrega cobranca obrigatorio novo nova atual correto correta sem proprio propria
		tuo suo miei nostro dove possiamo chiamarti chiamarla chiamare contattarti contattarla contattare raggiungibile preferito preferita personale giorno sera mattina per nel al il gli che soci paziente pazienti alunno alunna studente studentessa interessato interessata ospite partecipante privato consegna fatturazione ordine obbligatorio facoltativo recapito recapiti nuovo nuova attuale corretto corretta senza prefisso
		uw je jouw mijn ons waar waarop kunnen wij bereiken bereikbaar bellen voorkeur hoofd hoofdnummer overdag avond dag voor met op bij welk wat zijn lid leden leerling kandidaat koper gebruiker persoon persoonlijk levering factuur bestelling verplicht optioneel nieuw nieuwe huidig huidige juist juiste geldig geldige zonder eigen`)
	// furtherOwn are beginnings of such words in languages of which few are known.
	furtherOwn = beginningsOf(`контактн основн дополн личн клиент номер для_ ваш мой kontaktow główn glown dodatkow klient numer osobist pryw kontaktní kontaktni hlavní hlavni další dalsi osobní číslo cislo kontakt klienta soukrom kişisel kisisel müşteri musteri numara iletişim iletisim kund privat kundens nummer yhteys asiakkaan numero ügyfél ugyfel szám principal client număr numar επικοινων προσωπ αριθμ לקוח מספר עיקרי العميل رقم`)
)

// IsPlaceNoun reports whether a word is for a place where people work or go: a church.
func IsPlaceNoun(w string) bool { return placeNouns.has(w) }

var placeNouns = newWordSet(`shop store church parish temple clinic hospital school restaurant cafe salon pharmacy branch dealership bank gym studio hotel daycare nursery praxis klinik schule kirche gemeinde filiale apotheke werkstatt laden tienda iglesia parroquia clinica escuela colegio farmacia sucursal taller
	magasin boutique eglise paroisse clinique ecole pharmacie agence negozio chiesa parrocchia scuola officina loja igreja paroquia escola oficina winkel kerk kliniek apotheek garage sklep kosciol klinika szkola apteka`)

// UnknownWords returns the words of a phone's header that are not known to be harmless:
// "insurer" of "Insurer Claims Phone".
func UnknownWords(name string) (words []string) {
	all := Words(name)
	if len(all) >= longQuestion && hasAny(all, addressWords) {
		return nil // it asks the person: "Your number, in case the driver is late"
	}
	for i, w := range all {
		if i > 0 && i == len(all)-1 && all[i-1] == "if" && w == "different" {
			continue // "Alternate Phone (if different)"
		}
		if IsSomebody(w) || w == "caller" && i+1 < len(all) && all[i+1] == "id" { // what a dialer shows to those whom it calls
			words = append(words, w)
		}
	}
	if words == nil {
		return nil
	}
	if m, ok := (Meaning{}).further(all); ok && m.Concept == Phone && (m.Kind != Any || len(words) == 1) {
		return nil // in another language all of it says phone
	}
	corrected, _ := correct(words)
	return slices.DeleteFunc(corrected, func(w string) bool { return !IsSomebody(w) && w != "caller" })
}

// isHarmless reports whether a word in a phone's header leaves the number the contact's.
func isHarmless(w string) bool {
	return phoneWord(w) || NamesKind(w) || isNumber(w) || noiseWords.has(w) || groupWords[w] != "" || numberWords.has(w) || aboutWords.has(w) || ownWords.has(w) || namesPhone(w) || personWords.has(w) || nameParts.has(w) ||
		utf8.RuneCountInString(w) == 1 || furtherOwn.in(" "+w+" ")
}

func refersBack(words []string) bool {
	for i, w := range words {
		if backWords.has(w) || i > 0 && personNouns.has(w) && thatWords.has(words[i-1]) {
			return true
		}
	}
	return false
}

var (
	backWords   = newWordSet("their theirs his her them him hers")
	personNouns = newWordSet("person persons personne persona pessoa persoon contact contacto kontakt")
	thatWords   = newWordSet("that this esa esta cette dieser diese diesen quella questa essa dessa desta deze die")
)

// furtherOthers reports whether words are about somebody else's phone, in a language of which
// few words are known.
func furtherOthers(words []string) bool {
	m, ok := Meaning{}.further(words)
	return ok && m.Concept == OthersPhone
}

// glued splits a word for a phone from the end of an unknown word, or from the beginning of a
// known one: "guarantorphone".
func glued(w string) []string {
	const least = 3 // letters of the rest
	if _, ok := (Meaning{}).further([]string{w}); ok {
		return nil // "hemtelefon" is known in its own language
	}
	for _, end := range gluedTails {
		if before, ok := strings.CutSuffix(w, end); ok && len(before) >= least && !notPhones.has(before) {
			return append(compounds([]string{before}), compounds([]string{end})...)
		}
	}
	for _, start := range gluedHeads {
		if behind, ok := strings.CutPrefix(w, start); ok && len(behind) >= least && (isOthers(behind) || ownWords.has(behind) || personWords.has(behind) || contactNounSet.has(behind)) {
			return []string{start, behind}
		}
	}
	return nil
}

var (
	// gluedTails and gluedHeads are the words for phones in such compounds.
	gluedTails = strings.Fields("cell phonenumber phonenum phoneno cellphone mobilephone homephone workphone telephone phones phone telefonnummer telefonnr telefoonnummer telefono telefone telefoon telefon rufnummer handynummer handy mobilnummer mobile celular cellulare")
	gluedHeads = strings.Fields("telephone telefoon telefono telefone telefon celular phone tel cell")
	// notPhones are beginnings of words that end like those for phones and mean something
	// else.
	notPhones = newWordSet("micro head smart saxo mega ear gramo homo anglo franco hispano luso xylo dicta auto speaker inter")
)

// PersonOf returns the words of a phone's header that name another person by number,
// "contact 2" of "Contact 2 Phone".
func PersonOf(name string) string { return numbered(Words(name), phoneWord) }

// PersonOfName returns those of a name's header, "contact 2" of "Contact 2 First Name".
func PersonOfName(name string) string { return numbered(Words(name), namePart) }

// OneOfMany returns the words and the number by which a header names one of several people of
// one kind, "primary p" and "1" of "Primary P1 First", and the other words; nothing if it
// names nobody so, or somebody other than the contacts.
func OneOfMany(name string) (who []string, number string, rest []string) {
	words := Words(name)
	at := slices.IndexFunc(words, func(w string) bool { return len(w) == 1 && isNumber(w) })
	start := max(0, at)
	for start > 0 && (noiseWords.has(words[start-1]) || groupWords[words[start-1]] != "" || Parents.Has(words[start-1]) || familyWords.has(words[start-1]) || utf8.RuneCountInString(words[start-1]) == 1) {
		start--
	}
	if start >= at || slices.ContainsFunc(words[:start], func(w string) bool { return !phoneWord(w) && !emailWords.has(w) }) {
		return nil, "", nil
	}
	return words[start:at], words[at], slices.Concat(words[:start], words[at+1:])
}

// AreInitials reports whether words are numbers and single letters, or none: "s" of
// "Owner(s)".
func AreInitials(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !isNumber(w) && utf8.RuneCountInString(w) > 1 })
}

var familyWords = newWordSet("family adult household famiglia familia famille familie")

// NamesOfOne returns the words for a person that mean something else, or nothing, elsewhere:
// "p" of "primary p 1".
func NamesOfOne(who []string) People {
	return slices.DeleteFunc(slices.Clone(who), func(w string) bool { return noiseWords.has(w) || groupWords[w] != "" })
}

func namePart(w string) bool { return nameParts.has(w) && !linkWords.has(w) }

var linkWords = newWordSet("the of and direct best preferred evening daytime middle")

// numbered returns the words before the first word for which ends holds, or after the last, if
// they name and number somebody.
func numbered(words []string, ends func(string) bool) string {
	first := slices.IndexFunc(words, ends)
	if first < 0 {
		return ""
	}
	last := first
	for i, w := range words {
		if ends(w) {
			last = i
		}
	}
	for _, who := range [][]string{words[:first], words[last+1:]} {
		number, noun := false, false
		for _, w := range who {
			switch {
			case isNumber(w) && w != "1" || otherWords.has(w):
				number = true
			case noiseWords.has(w) && len(w) > 4 && !numberWords.has(w), isOthers(w), (ownWords.has(w) || namesPhone(w) || personWords.has(w)) && len(w) > 4:
				noun = true
			}
		}
		if number && noun {
			return strings.Join(who, " ")
		}
	}
	return ""
}

// PhoneMarks returns the words of a header that say which of several phones it is about,
// "mobile" and "2" of "Cell Phone 2", in one form for each kind of phone.
func PhoneMarks(name string) (marks []string) {
	for _, w := range Words(name) {
		switch {
		case mobileWords.has(w):
			w = "mobile"
		case landlineWords.has(w):
			w = "landline"
		case homeWords.has(w):
			w = "home"
		case workWords.has(w):
			w = "work"
		case phoneNouns.has(w), numberWords.has(w), callWords.has(w), contactWords.has(w), passives.has(w), noiseWords.has(w) && groupWords[w] == "" && !isNumber(w) && !contactNounSet.has(w):
			continue
		}
		if !slices.Contains(marks, w) {
			marks = append(marks, w)
		}
	}
	return marks
}

// IsPhoneMark reports whether a mark is a kind of phone.
func IsPhoneMark(w string) bool {
	return w == "mobile" || w == "landline" || w == "home" || w == "work"
}

// PersonMarks are those of a column of names that say which of several people it names, "2" of
// "Player 2 First Name".
func PersonMarks(name string) []string {
	return slices.DeleteFunc(PhoneMarks(name), func(w string) bool { return IsPerson(w) || isOthers(w) || namePart(w) || w == "contact" })
}

// OfFurther reports whether marks are those of a further phone or person.
func OfFurther(marks []string) bool {
	return slices.ContainsFunc(marks, func(w string) bool {
		return IsOrdinal(w) && w != "1" || otherWords.has(w) || len(w) == 1 && w > "a" && w < "e"
	})
}

// IsOrdinal reports whether a word is the number of one of several columns.
func IsOrdinal(w string) bool { return isNumber(w) && len(w) == 1 }
