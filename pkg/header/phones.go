package header

import (
	"slices"
	"strings"
)

// phones reads a header that speaks of phones, word by word.
func (r Meaning) phones(words []string) (Meaning, bool) {
	r.Concept, r.Score, r.Kind = Phone, 0.98, Any
	named, about, others, company := false, false, false, false
	for i, w := range words {
		switch {
		case faxWords.has(w):
			r.Concept, r.Score = Fax, 1
			return r, true
		case w == "did": // a number that is dialed in to, unless it asks: "How did you hear about us?"
			asks := didAsks(words)
			named, others = named || !asks, others || !asks
		case phoneNouns.has(w), w == "line" && i > 0 && lineOwners[words[i-1]]:
			named = true
		case mobileWords.has(w):
			named = true
			r.Kind = Mobile
		case landlineWords.has(w):
			named = true
			r.Kind = Home
		case isOthers(w), w == "principal" && slices.ContainsFunc(words, func(w string) bool { return w == "phone" || w == "cell" || w == "school" }):
			others = true
		case (w == "main" || w == "direct") && !company: // the main number of a company, a direct line
			r.Kind = min(r.Kind, Any)
		case homeWords.has(w) && r.Kind == Any:
			r.Kind = Home
		case workWords.has(w) && r.Kind == Any:
			r.Kind = Work
		case otherWords.has(w):
			r.Kind = Other
		case aboutWords.has(w) && !noiseWords.has(w):
			about = true
		case isNumber(w):
			if w[0] >= '2' && w[0] <= '9' && len(w) == 1 && i > 0 && r.Kind == Any {
				r.Kind = Other
			}
		case noiseWords.has(w), groupWords[w] != "", ownWords.has(w), personWords.has(w):
		default:
			r.Score = min(r.Score, 0.85)
		}
		company = company || companyWords.has(w) && w != "main"
	}
	switch {
	case !named && numberToCall(words):
		return r, true
	case !named:
		return r, false
	case about:
		r.Concept = AboutPhone
	case others, r.Score < 0.9 && furtherOthers(words):
		r.Concept = OthersPhone
	case company && r.Kind != Mobile:
		r.Kind = Main
	}
	return r, true
}

// didAsks reports whether a "did" is of a question, no number that is dialed in to.
func didAsks(words []string) bool {
	return hasAny(words, persons, questionWords) || slices.Contains(words, "the")
}

// lineOwners before "line" make it one of a phone: "Company Main Line".
var lineOwners = map[string]bool{"main": true, "direct": true, "office": true, "company": true, "switchboard": true}

// numberToCall reports whether a header without a word for phones means one:
// "Contact Number", "Best number", "On which number can we reach you?".
func numberToCall(words []string) bool {
	number, whose, asks := false, false, slices.ContainsFunc(words, askingWords.has)
	for _, w := range words {
		switch w {
		case "number", "numbers", "no", "nr", "num", "nummer", "numero", "número", "numéro":
			number = true
		case "contact", "best", "call", "daytime", "day", "evening", "night", "callback", "dial", "home", "work", "contacto", "kontakt", "contatto", "contato":
			whose = true
		case "to", "main", "primary", "alternate", "alt", "other", "1", "2", "3", "your", "my", "de", "di", "secondary":
		default:
			whose = whose || asks && askedReach.has(w)
			if !asks || !askingWords.has(w) && !askedReach.has(w) && !fillsQuestion.has(w) {
				return false
			}
		}
	}
	return number && whose
}

var (
	askingWords   = newWordSet("which what welcher welche welchen quel que qué che quale qual welk best")
	askedReach    = newWordSet("reach reached contacted called phone erreichen erreichbar anrufen joindre appeler localizarle llamarle contactarle chiamarla contattarla raggiungerla bereiken bellen")
	fillsQuestion = newWordSet("is are the can may should do we us you on at by with be get use want une unter wir sie dich du ihnen können konnen dürfen en podemos le podríamos a à al peut on vous pouvons nous possiamo op kunnen wij je u")
)

// NumbersThing reports whether a header is of the numbers of things or of what people are to
// somebody, rather than of telephones: "Invoice No", "Ticket #", "Kundennummer", "Barcode".
func NumbersThing(header string) bool {
	words := Words(header)
	number, thing := strings.ContainsAny(header, "#№"), false
	for _, w := range words {
		switch {
		case barcodes.has(w):
			return true
		case codeNames.has(w):
			number, thing = true, thing || len(words) > 1 || w != "code"
		case numberWords.has(w), w == "id":
			number = true
		case w != "rufnummer" && len(w) > len("nummer")+2 && (strings.HasSuffix(w, "nummer") || strings.HasSuffix(w, "numer")):
			number, thing = true, true
		case callWords.has(w), contactWords.has(w), passives.has(w), phoneWord(w), isOthers(w) && !numberedWords.has(w):
			return false
		case numberedWords.has(w), asideWords.has(w):
			thing = true
		case noiseWords.has(w), fillWords.has(w), groupWords[w] != "", ownWords.has(w), persons.has(w), workWords.has(w), homeWords.has(w), otherWords.has(w), validWords.has(w), isNumber(w), len(w) == 1, endsOfCalls.has(w):
		default:
			thing = true
		}
	}
	return number && thing
}

var (
	// barcodes are numbers of things by themselves, numberedWords those who are given one;
	// endsOfCalls go with numbers that are called.
	barcodes      = newWordSet("barcode barcodes serial imei sku isbn ean upc asin vin iban ssn tracking strichcode codebarre")
	endsOfCalls   = newWordSet("new destination dest target origin originating terminating subscriber station line lead leads prospect prospects")
	numberedWords = newWordSet("customer client member patient account acct student employee cust kunde kunden mitglied cliente clientes socio membre adherent paziente klant klanten lid policy loan case claim file insurance estate ticket tickets rechnung rechnungs invoice auftrag beleg vertrag factura facture fattura fatura faktura contract")
	// codeNames are of codes, "cod_municipio"; "Code" alone may be of an area.
	codeNames = newWordSet("code cod codigo codice kod kode eid pid uid guid")
)

// mail reads a header that speaks of e-mail.
func (r Meaning) mail(words []string) (Meaning, bool) {
	r.Concept, r.Score = Email, 0.98
	named, about, others := false, false, false
	for _, w := range words {
		switch {
		case emailWords.has(w):
			named = true
		case isOthers(w):
			others = true
		case w == "address", w == "adresse", w == "indirizzo", w == "direccion", w == "endereco", w == "adres", w == "account",
			noiseWords.has(w), groupWords[w] != "", homeWords.has(w), workWords.has(w), otherWords.has(w), isNumber(w), w == "id":
		case aboutWords.has(w), w == "sent", w == "opened", w == "clicked", w == "marketing", w == "domain", w == "newsletter",
			w == "bounce", w == "opens", w == "clicks", w == "md5", w == "text", w == "subject", w == "template":
			about = true
		default:
			r.Score = 0.85
		}
	}
	switch {
	case about:
		r.Concept = AboutEmail
	case others:
		r.Concept = OthersEmail
	}
	return r, named
}
