package header

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestConsentHeaders has headers of every kind about consent, with what they
// speak of.
func TestConsentHeaders(t *testing.T) {
	for concept, list := range map[Concept]string{
		Refusal: `DNC|Do Not Call|DO_NOT_CALL|donotcall|DONOTCALL|doNotCall|donotContact|Don’t contact|Don't Contact|DNC_STATE|DNC Reason|DNC Source|Federal DNC|Internal DNC|On DNC list|TPS|CTPS|TPS Registered|Never Call|Remove Me|Removal Request|Opt Out|Opted Out|Opt-Out Date
			TCPA Violation|TCPA Lawsuit|TCPA Litigator|TCPA Complaint|GDPR Erasure|GDPR deletion|Consent Withdrawn|Consent revoked|Consent Declined|No Consent|Not Opted In|No Calls|Do not phone|Please do not call me|Tick if you do NOT want to be contacted|Check here if you do not wish to be called|Not Interested|Deceased|Date of Death|Cease and Desist|Litigator|Suppressed|Suppression reason|Blacklist|Stop Calling|DND|Unsubscribed
			Marque si no desea recibir llamadas|Marque si no desea llamadas y mensajes|Cochez si vous ne souhaitez pas être contacté par téléphone|Cochez pour ne pas recevoir d’appels|No llamar|No contactar|Lista Robinson|No desea ser contactado|No quiere llamadas|Oposición|Fallecido|Dado de baja|Ne pas appeler|Ne pas contacter|Ne souhaite pas être contacté|Bloctel|Opposition|Opposition démarchage|Liste rouge|Décédé|Désinscrit|Nicht anrufen|Keine Anrufe|Werbesperre|Kontaktsperre|Möchte nicht kontaktiert werden|Robinsonliste|Widerspruch|Verstorben|Keine Einwilligung|Einwilligung widerrufen
			Não ligar|Não contactar|Não perturbe|Não deseja ser contatado|Oposição|Falecido|Non chiamare|Non contattare|Non desidera essere contattato|Registro opposizioni|Opposizione|Deceduto|Niet bellen|Bel-me-niet|Overleden
			Wrong Number|Not Their Number|Bad Number|Disconnected|Consent Pending|DNC/SMS|Do Not Call/Email`,
		Consent: `Consent|Opt In|OptIn|OPT_IN|Opted In|Opt-In Status|Consent Status|TCPA Consent|GDPR consent|Consent (yes/no)|Contact OK|OK to call|OK to call (yes, no, unknown)|May we call you about this?|May we call you about the study?|Can we call you?|Would you like us to call you?|I agree to be contacted by phone|I consent to receive calls|Phone Opt In|Call Permission|Marketing Opt In|Opt In/Opt Out|Not on DNC|Has not opted out
			By checking this box you agree to the Privacy Policy and consent to be called|Acepta llamadas|¿Podemos llamarle?|Autoriza llamadas|Desea recibir llamadas|Consentimiento|Accepte d'être appelé|Pouvons-nous vous appeler ?|Consentement|Dürfen wir Sie anrufen?|Darf angerufen werden|Einwilligung|Telefonwerbung erlaubt|Anruf erlaubt|Zustimmung|Podemos ligar?|Aceita receber chamadas|Autoriza contato|Consentimento|Possiamo chiamarla?|Acconsente a essere chiamato|Consenso|Consenso chiamate|Mogen we u bellen?|Toestemming`,
		OtherConsent:  `Email Opt In|No mail|Preferences No mail|Do not email|Keine E-Mails|Email Opt Out|SMS Opt In|SMS Consent|Text Opt Out|Cookie Consent|Planning Consent|Recording Consent|Call Recording Consent|Consent to record|Medical Consent|Treatment consent|Parental Consent|Parent consent|Photo Consent|Media consent|Terms accepted|Privacy Policy Consent|Newsletter opt-in|Do not contact by email|WhatsApp opt in|Consent to research|Einwilligung Datenverarbeitung|Einwilligung Newsletter|Consentement cookies|Consenso trattamento dati|Consentimiento médico|May we contact you by email?`,
		ConsentDate:   `Consent Date|Opt-in Date|Consented at|Opted in on|Einwilligung am|Fecha consentimiento|Date de consentement|Data consenso|consent_timestamp`,
		ConsentSource: `Consent Source|Opt-in source|Consent URL|Fuente consentimiento`,
		Phone:         `Phone|Contact No|Mobile`,
	} {
		for text := range strings.SplitSeq(strings.ReplaceAll(list, "\n\t\t\t", "|"), "|") {
			if got := Read(text); got.Concept != concept {
				t.Errorf("%q: %q, want %q (%q)", text, got.Concept, concept, Words(text))
			}
		}
	}
}

// TestNoConsentHeaders has headers that sound like consent and are none.
func TestNoConsentHeaders(t *testing.T) {
	for _, text := range []string{"Number of calls", "No. of calls", "Nº de llamadas", "Best time to call", "Call count", "Last called", "Not called", "Contact", "Preferred contact method", "Agreement number",
		"Permission level", "(Do Not Modify) Contact", "Notes", "Phone", "Contact Owner", "No phone", "Last DNC scrub date", "DNC checked"} {
		if got := Read(text); got.Concept == Consent || got.Concept == Refusal {
			t.Errorf("%q: %q", text, got.Concept)
		}
	}
}

// TestRunTogether has words without anything between them.
func TestRunTogether(t *testing.T) {
	for text, want := range map[string]string{
		"MAILINGCITY": "mailing city", "OPTINDATE": "optin date", "DONOTCALL": "donotcall", "Einwilligungsdatum": "einwilligung datum", "Telefonnummer": "telefonnummer",
		"OWNERFIRSTNAME": "owner first name", "OPTOUTDATE": "optout date", "Kontaktsperre": "kontaktsperre", "Timeframe": "timeframe", "Container": "container", "Statement": "statement",
		"Notification": "notification", "Callisto": "callisto", "Werbewiderspruch": "werbe widerspruch", "Voters_FirstName": "voters first name", "DONOTCONTACT": "donotcontact",
	} {
		if got := strings.Join(Words(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestReadRunTogether has what such headers, prefixed ones and questions speak of.
func TestReadRunTogether(t *testing.T) {
	for text, want := range map[string]Concept{
		"MAILINGCITY": City, "OPTINDATE": ConsentDate, "Einwilligungsdatum": ConsentDate, "Voters_FirstName": FirstName, "Apellido paterno": LastName, "Apellido materno": Extra,
		"What city do you live in?": City, "Wife's Phone": OthersPhone, "Emergency Contact Phone": OthersPhone, "Referred By Phone": OthersPhone, "Old Phone": OthersPhone, "Tracking Number Phone": OthersPhone,
		"Spouse Cell": OthersPhone, "School Phone": OthersPhone, "DID": OthersPhone, "Witness phone": OthersPhone, "Landlord Phone": OthersPhone, "Teléfono esposa": OthersPhone, "Telefon Ehefrau": OthersPhone, "Téléphone conjoint": OthersPhone,
		"MailAddressCity": City, "MAILZIP": Zip, "Mail Address": Email, "Land-ISO": Country, "Country ISO2": Country, "First Names": FirstName, "Legal Surname": LastName, "PRESENTCITY": City, "SVCST": State, "BORRLASTNAME": LastName, "NAMEDINSUREDFIRST": FirstName, "MailCountr": Country,
		"Tagi": Tags, "Smart-tags": Tags, "Categoria": Extra, "Product Tags": None, "CONSENTTOTEXTYN": OtherConsent, "FIELDTRIPCONSENT": OtherConsent, "PTC Date": ConsentDate, "Tfno. casa": Phone, "Dialed #": Phone, "Employer Phone": OthersPhone,
		"Home Phone": Phone, "Telefon privat": Phone, "Business Fax": Fax, "Pager": Fax,
	} {
		if got := Read(text); got.Concept != want {
			t.Errorf("%q: %q, want %q (%q)", text, got.Concept, want, Words(text))
		}
	}
}

// TestDisclaimer holds that a sentence which says that nothing depends on a consent turns
// none round.
func TestDisclaimer(t *testing.T) {
	const agreed = "By checking this box, you agree to receive marketing calls from Acme at the number provided."
	for name, want := range map[string]Concept{
		agreed + " Consent is not a condition of purchase.": Consent,
		agreed:                   Consent,
		"Consent is not on file": Refusal,
		agreed + " I may withdraw it at any time (text STOP).":                                                Consent,
		"I agree that Juniper Spa may call me, and I may withdraw this at any time":                           Consent,
		"Ich bin einverstanden, telefonisch kontaktiert zu werden. Dies kann ich jederzeit widerrufen":        Consent,
		"J'accepte d'être appelé par ACME et je peux retirer mon consentement à tout moment":                  Consent,
		"Acepto recibir llamadas comerciales; puedo revocar este consentimiento en cualquier momento":         Consent,
		"Tick to opt out of calls at any time":                                                                Refusal,
		"Withdraw my consent to be called by Acme at any time":                                                Refusal,
		"I do not want to be called by Acme any more, at any time":                                            Refusal,
		"I hereby revoke my consent to receive telephone calls from the company and its partners at any time": Refusal,
	} {
		if got := Read(name).Concept; got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

// forbidsPlainly is what shuts stands for, asked of each negation by itself.
func forbidsPlainly(words []string) bool {
	helped := slices.ContainsFunc(words, helpers.has)
	for i, no := range words {
		if !negations.has(no) || i+1 == len(words) || numberOf.has(words[i+1]) {
			continue
		}
		for _, w := range words[i+1:] {
			if passives.has(w) && !helped || lackWords.has(no) && phoneThings.has(w) {
				continue
			}
			if callWords.has(w) && w != "mobile" && w != "tel" || contactWords.has(w) || passives.has(w) {
				return true
			}
			if !besideNegation(w) {
				break
			}
		}
	}
	return false
}

func TestShutsAsEachNegation(t *testing.T) {
	vocabulary := strings.Fields("no not never without of want to be called contacted call phone mobile tel telefon voice email modify tree the please kontaktiert")
	random := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		words := make([]string, 1+random.IntN(7))
		for i := range words {
			words[i] = vocabulary[random.IntN(len(vocabulary))]
		}
		if got, want := shuts(words), forbidsPlainly(words); got != want {
			t.Fatalf("%q: %v, want %v", words, got, want)
		}
	}
}

// A long header is read in a time that grows as it does. Nothing is allocated that
// would count the work: the sizes are compared with each other, each at its quickest.
func TestLongHeaders(t *testing.T) {
	for _, text := range []string{"no", "not", "without phone", "no called", "never email"} {
		work := func(n int) time.Duration {
			words := slices.Repeat(strings.Fields(text), n)
			least := time.Hour
			for range 5 {
				start := time.Now()
				shuts(words)
				least = min(least, time.Since(start))
			}
			return least
		}
		work(10) // what is made once
		if small, large := work(500), work(8_000); large > 80*small {
			t.Errorf("%q: %v for 500, %v for 8,000", text, small, large)
		}
	}
}

func TestTellsOfPerson(t *testing.T) {
	for _, name := range []string{"Status", "Lead Status", "Follow-up Notes", "Attempt Result", "Phone Validation Status", "Survey disposition", "Compliance Result", "Sales Comments"} {
		if !Has(name, OfPersonStatus) {
			t.Errorf("%q does not tell of the person", name)
		}
	}
	for _, name := range []string{"Stage", "License Status", "Enrollment Status", "Loan Status", "Application Status", "Name"} {
		if Has(name, OfPersonStatus) {
			t.Errorf("%q tells of the person", name)
		}
	}
}
