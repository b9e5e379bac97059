package header

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The words by which a header names phones and countries. It is enough to know
// most of them: they decide what is worth parsing, and what a column is where
// its cells could be two things, not what is to be dialed.
var (
	phoneStarts  = []string{"phone", "mobil", "telefon", "telephone", "telemov", "celular", "cellul", "movil", "whatsapp", "rufnummer"}
	phoneEnds    = []string{"phone", "telefon", "telefoon", "fone", "nummer mobil"}
	countryExact = []string{"country", "countries", "countrycode", "nation", "land", "landcode", "pays", "país", "pais", "paese", "nazione", "staat", "iso", "iso2", "iso3"}
)

// SurnamesFirst returns how many last names begin the full names below a header that says they
// do: "Nachname Vorname", "Apellidos y nombre"; 0 where it does not.
func SurnamesFirst(header string) int {
	words := Words(header)
	if patronymicOrder.has(strings.Join(words, "")) || slices.ContainsFunc(words, patronymicOrder.has) {
		return 1
	}
	words = slices.DeleteFunc(words, nameJoiners.has)
	is := func(words []string, c Concept) bool { return readSpelled(words, false, false).Concept == c }
	for i := range words {
		for last := i + 1; last < min(i+3, len(words)); last++ {
			for end := last + 1; end <= min(last+2, len(words)) && is(words[i:last], LastName); end++ {
				switch {
				case !is(words[last:end], FirstName):
				case manySurnames.has(words[i]):
					return 2
				default:
					return 1
				}
			}
		}
	}
	return 0
}

var (
	nameJoiners     = newWordSet("and und et y e i a och og en ja és és oraz u ve и та і")
	patronymicOrder = newWordSet("фио піб fio")
	manySurnames    = newWordSet("apellidos sobrenomes")
)

// NamesPhone reports whether a header speaks of phones.
func NamesPhone(header string) bool {
	words := plainWords(header)
	if slices.ContainsFunc(words, func(w string) bool { return namesPhone(unaccented(w)) }) {
		return true
	}
	if isASCII(header) {
		return false
	}
	m, ok := Meaning{}.further(words)
	return ok && m.Concept == Phone
}

// namesPhone reports whether a word without accents speaks of phones.
func namesPhone(w string) bool {
	if bare := strings.TrimRight(w, "0123456789"); bare != "" && w != "e164" {
		w = bare
	}
	return (phoneNouns.has(w) || mobileWords.has(w) || landlineWords.has(w)) && w != "did" && w != "dial" && w != "dialer" ||
		slices.ContainsFunc(phoneStarts, func(start string) bool { return strings.HasPrefix(w, start) }) ||
		slices.ContainsFunc(phoneEnds, func(end string) bool { return strings.HasSuffix(w, end) })
}

// NamesCountry reports whether a header speaks of a country.
func NamesCountry(header string) bool {
	return slices.ContainsFunc(plainWords(header), func(w string) bool { return slices.Contains(countryExact, w) })
}

// plainWords returns the words of a header in small letters; signs, blanks and
// camelCase divide them.
func plainWords(header string) []string {
	var words []string
	header = strings.ToValidUTF8(header, " ")
	start, before := 0, rune(0)
	for i, c := range header + " " {
		isWord := unicode.IsLetter(c) || unicode.IsDigit(c)
		if (!isWord || unicode.IsUpper(c) && unicode.IsLower(before)) && i > start {
			words = append(words, strings.ToLower(header[start:i]))
			start = i
		}
		if !isWord {
			start = i + utf8.RuneLen(c)
		}
		before = c
	}
	return words
}

func namesClass(words []string) bool {
	return len(words) == 2 && contactNounSet.has(words[0]) && (words[1] == "group" || words[1] == "segment" || words[1] == "gruppe" || words[1] == "grupo" || words[1] == "groupe" || words[1] == "gruppo" || words[1] == "groep")
}

func namesSomething(words []string) bool {
	return len(words) > 1 && (words[0] == "name" || words[len(words)-1] == "name" || words[len(words)-1] == "names") && !hasAny(words, statusWords, callResults)
}

func namesDate(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return dateWords.has(w) || strings.HasSuffix(w, "datum") || w != "data" && whenWords.has(w)
	}) || len(words) > 1 && (words[0] == "data" || words[len(words)-1] == "on" || words[len(words)-1] == "at" || words[len(words)-1] == "am")
}

// dateWords name dates, in addition to whenWords.
var dateWords = newWordSet(`dob birthday birthdate bday anniversary born created modified registered joined geburtstag nacimiento naissance nascimento nascita geboren`)

// NamesZip reports whether a header speaks of postal codes.
func NamesZip(header string) bool {
	h := strings.ToLower(header)
	if containsAny(h, []string{"address", "adress", "direcci", "indirizzo", "endere"}) && !containsAny(h, []string{"zip", "code", "codigo", "código", "plz"}) {
		return false // "Postal address"
	}
	return containsAny(h, []string{"zip", "postal", "postcode", "post code", "postleitzahl", "plz", "código postal", "codigo postal"}) ||
		h == "cap" || h == "cep" || h == "cp"
}

// headerParts are parts of headers that identify their language.
var headerParts = []struct {
	language string
	parts    []string
}{
	{"German", []string{"vorname", "nachname", "telefonnummer", "straße", "strasse", "plz", "rufnummer", "handy", "telefon ", "kunde", "ansprechpartner", "ort ", "stadt "}},
	{"French", []string{"prénom", "prenom", "téléphone", "code postal", "ville", "commune", "n° de", "courriel", "nom et ", "nom ", "tél", "adresse "}},
	{"Spanish", []string{"nombre", "apellido", "teléfono", "móvil", "ciudad", "correo", "población", "cliente", "contacto"}},
	{"Italian", []string{"cognome", "telefono cell", "cellulare", "indirizzo", "città", "cap ", "nome ", "telefono ", "comune ", "nominativo", "cliente"}},
	{"Dutch", []string{"voornaam", "achternaam", "telefoonnummer", "postcode", "woonplaats", "mobiel", "naam ", "telefoon ", "klant"}},
	{"Portuguese", []string{"sobrenome", "telemóvel", "endereço", "cidade", "celular", "apelido", "telefone", "nome ", "cliente"}},
	{"Swedish", []string{"namn ", "postnummer", "kund ", "telefon", "ort ", "gatuadress"}},
	{"Danish or Norwegian", []string{"navn ", "postnr", "poststed", "kunde ", "by ", "sted ", "telefon ", "mobil"}},
}

// Languages returns the languages of at least two of the headers.
func Languages(headers []string) []string {
	var found []string
	for _, l := range headerParts {
		n := 0
		for _, h := range headers {
			if containsAny(strings.ToLower(h)+" ", l.parts) {
				n++
			}
		}
		if n >= 2 {
			found = append(found, l.language)
		}
	}
	return found
}

func containsAny(s string, parts []string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}

// NamesKind reports whether a word says which of a person's phones is meant.
func NamesKind(w string) bool {
	return mobileWords.has(w) || landlineWords.has(w) || workWords.has(w) || homeWords.has(w) || otherWords.has(w) || isNumber(w) && w != "1"
}

// IsPhoneWord reports whether a word of a header distinguishes phones: "mobile", "phone", "2".
func IsPhoneWord(w string) bool {
	return phoneWord(w) && !inherentWords.has(w) || NamesKind(w) || isNumber(w)
}

func labelsPhone(words []string) bool {
	phone, label := false, false
	for _, w := range words {
		phone = phone || phoneWord(w) || numberWords.has(w)
		label = label || labelWords.has(w)
	}
	return phone && label
}

func tellsWhose(words []string) bool {
	return hasAny(words, whoseWords) || asksOfNumber(words) || hasAny(words, relationWords) && !hasAny(words, statusWords)
}

// asksOfNumber reports whether words leave open whose a number is: "Nummer van", "El número
// es de", "Anschluss von", or ask whose it is: "À qui est ce numéro", "Di chi è il telefono".
func asksOfNumber(words []string) bool {
	last := len(words) - 1
	asks := last > 0 && (ofWords.has(words[last]) || holderWords.has(words[last]))
	for i := 1; i < last; i++ {
		asks = asks || whoWords.has(words[i]) && (ofWords.has(words[i-1]) || words[i-1] == "a")
	}
	return asks && slices.ContainsFunc(words, func(w string) bool { return phoneWord(w) || numberNouns.has(w) })
}

var (
	// holderWords are for those whom a number belongs to.
	holderWords = newWordSet("owner holder inhaber titular titulaire intestatario eigenaar wlasciciel")
	whoWords    = newWordSet("qui chi quien quem wie wem")
	ofWords     = newWordSet("of de von van di da do del dela")
	numberNouns = newWordSet("hlr number numero nummer anschluss rufnummer telefonnummer telefoonnummer linea ligne linha lijn line numer")
)

// whoseWords ask whose something is; relationWords are about what somebody is to another.
var (
	whoseWords    = newWordSet("whose belong belongs belonging pertenece pertence appartient appartiene gehort wessen")
	relationWords = newWordSet("relation relationship relationships parentesco parentela beziehung verwandtschaft lien relatie relacion relacao relazione pokrewienstwo")
)

// IsRelation reports whether a word is for what somebody is to another.
func IsRelation(w string) bool { return relationWords.has(w) }

func asksWhose(words []string) bool {
	return tellsWhose(words) && (hasAny(words, whoseWords) || asksOfNumber(words) || slices.ContainsFunc(words, phoneWord))
}

func asksWhoseNumber(words []string) bool { return asksWhose(words) && namesOfPhone(words) }

func namesContactKind(words []string) bool {
	return len(words) == 2 && (words[0] == "contact" || words[1] == "contact" || words[0] == "contacto" || words[1] == "contacto" || words[0] == "kontakt" || words[1] == "contatto" || words[1] == "contato") &&
		hasAny(words, labelWords)
}

func namesOfPhone(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return phoneWord(w) && !(w == "did" && didAsks(words)) || numberNouns.has(w) })
}

var statusWords = newWordSet("status validity verification result estado statut stato situacao zustand")

var labelWords = newWordSet("type typ tipo types label labels relation relationship kind art etiqueta etichetta libelle categorie")

// CallEnd returns which end of a call a header of a log names, "from" or "to", or
// nothing: "From Number", "Called party".
func CallEnd(name string) string {
	end := ""
	for _, w := range Words(name) {
		switch {
		case w == "from" || w == "caller" || w == "calling" || w == "source" || w == "origin":
			end = "from"
		case w == "to" || w == "called" || w == "callee" || w == "dialed" || w == "destination":
			end = "to"
		case !phoneWord(w) && !numberWords.has(w) && w != "party" && w != "id":
			return ""
		}
	}
	return end
}

// Whose returns the words of a header of a name or a phone that say whose it is:
// "buyer" of "Buyer Phone", "filial" of "Filialtelefon".
func Whose(name string) (words []string) {
	for _, w := range Words(name) {
		if phoneWord(w) || emailWords.has(w) || NamesKind(w) || numberWords.has(w) || isNumber(w) || nameParts.has(w) {
			continue
		}
		for _, noun := range phoneTails {
			if before, ok := strings.CutSuffix(w, noun); ok && len(before) > 1 {
				w = before
				break
			}
		}
		if !NamesKind(w) {
			words = append(words, w)
		}
	}
	return words
}

func skipTraced(words []string) bool {
	i := slices.Index(words, "skip")
	return i >= 0 && i+1 < len(words) && strings.HasPrefix(words[i+1], "trac")
}

// PhoneQualifiers returns the words of a phone's header except those for phones and numbers.
func PhoneQualifiers(name string) []string {
	return slices.DeleteFunc(Words(name), func(w string) bool { return phoneWord(w) || numberWords.has(w) || isNumber(w) })
}

// phoneTails are the nouns for phones that end a word without a space.
var phoneTails = strings.Fields("telefonnummer telefonnr telefoonnummer telefoonnr telefoon telefon rufnummer handynummer handynr handy mobilnummer mobilnr mobil phone fone nummer")

// IsSomebody reports whether a word in the header of a phone may name its owner: it is not a
// kind of phone, the quality or age of a number, or filler.
func IsSomebody(w string) bool {
	return isOthers(w) || IsParty(w) || providerWords.has(w) || !isHarmless(w)
}

// providerWords name the owner of a number before a word for phones, though they are about
// phones: the carrier of "Carrier Phone" is an insurer.
var providerWords = newWordSet("carrier provider operator")

var nameParts = newWordSet("name names first last full given family middle surname forename nombre apellido apellidos nom prenom vorname nachname nome cognome sobrenome the of and direct best preferred evening daytime")
