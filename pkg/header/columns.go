package header

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// columnWords are words in the names of columns of contacts, in addition to those for phones
// and e-mail.
var columnWords = newWordSet(`name first last middle full given family surname firstname lastname fullname forename nickname prefix suffix salutation fax number address street city
	town state province region zip zipcode postcode postal country county company organization organisation business employer job title position department
	role id uuid uid account customer client contact lead notes note comment comments description tag tags label labels group groups category type status
	stage source owner date birthday birthdate dob created updated modified time timezone gender sex age language website url web link consent optin optout
	opt unsubscribed subscribed newsletter value amount vorname nachname anrede titel strasse hausnummer plz ort stadt land bundesland firma geburtsdatum
	geburtstag datum notiz notizen bemerkung einwilligung nom prenom adresse ville codepostal pays societe entreprise naissance nombre apellido apellidos
	direccion ciudad provincia codigo pais empresa fecha cognome indirizzo citta cap paese azienda nome sobrenome endereco cidade estado cep naam voornaam
	achternaam adres straat plaats woonplaats bedrijf imie nazwisko miasto ulica kraj jmeno prijmeni mesto fornamn efternamn namn gata`)

// mostColumnWords is the number of words in nearly all names of columns, and shortestPhrase
// the size of the shortest name that is known as a whole, in bytes: shorter ones may be codes
// of states or initials.
const mostColumnWords, shortestPhrase = 5, 4

// NamesColumn reports whether a cell names a column as the headers of lists of contacts do. It
// distinguishes headers from data: it reads no meaning, and knows every language of this
// package.
func NamesColumn(cell string) bool {
	words := plainWords(cell)
	if len(words) == 0 || len(words) > mostColumnWords {
		return false
	}
	for i, w := range words {
		w = strings.TrimRight(unaccented(w), "0123456789")
		if columnWords.has(w) || emailWords.has(w) || namesPhone(w) {
			return true
		}
		words[i] = w
	}
	if whole := strings.Join(words, ""); len(whole) >= shortestPhrase && isPhrase(whole) {
		return true
	}
	_, ok := Meaning{}.further(words)
	return ok
}

// NamesNumber reports whether a column may hold phone numbers by its name, which allows any
// number.
func NamesNumber(name string) bool {
	return NamesPhone(name) || slices.ContainsFunc(plainWords(name), func(w string) bool { return anyNumberWords.has(strings.TrimRight(w, "0123456789")) })
}

// anyNumberWords are in the names of columns that may hold phone numbers, among others.
var anyNumberWords = newWordSet(`number no nr num id fax account ext contact home work office other alt alternate secondary primary emergency whatsapp sms dial call callback line`)

// BarsItself reports whether a header names a phone and says in brackets behind it that this
// number must not be called: "Switchboard (do not dial)". The numbers are no list of people.
func BarsItself(name string) bool {
	phone, remark, ok := strings.Cut(strings.TrimSuffix(strings.TrimSpace(name), ")"), "(")
	if !ok || Read(remark).Concept != Refusal {
		return false
	}
	words := Words(phone)
	return Read(phone).Concept != Refusal && (NamesPhone(phone) || len(words) > 0 && allIn(words, companyWords, workWords, homeWords, noiseWords, numberWords))
}

// isASCII reports whether a text is all ASCII.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
