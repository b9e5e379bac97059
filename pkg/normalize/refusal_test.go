package normalize

import (
	"strings"
	"testing"
)

func lines(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

func TestRefuses(t *testing.T) {
	refuse := lines(`
		do not call
		asked to be left alone
		leave her in peace
		DO-NOT-CALL
		Do_Not_Call
		doNotCall
		do.not.call
		DNC
		D.N.C.
		DNCL
		DNC list
		On DNC
		DNC - litigator
		Federal DNC
		added to DNC 2024-05-01
		Don't call
		Don’t contact
		dont ever call again
		Please do not contact me
		please don't phone
		Opted out
		opted-out
		OPTED_OUT
		optedOut
		Opt-out
		opt out 2026-01-02
		opted out via SMS
		unsubscribed
		UNSUB
		unsubscribe me
		Not interested
		NOT INTERESTED!!
		not at all interested
		no longer interested
		no interest
		NI
		stop
		STOP
		replied STOP
		stop calling me
		please stop
		revoked
		Revoked consent 1/2/2025
		Withdrawn 2024-05-01
		consent withdrawn
		withdrew consent
		litigator
		Known TCPA litigator
		serial litigant
		Deceased
		DECEASED 2019
		passed away last year
		dec'd
		remove me
		Remove from list
		please remove my number
		asked to be removed
		requested removal
		removed
		Removed 2024-05-01
		take me off your list
		taken off list
		never call
		NEVER CALL AGAIN
		cease and desist
		cease contact
		threatened to sue
		threatened legal action
		will sue
		complaint filed with FCC
		complained about calls
		harassment complaint
		customer asked not to be called
		asked us not to call
		asked not to call
		doesn't want calls
		Does not want to be contacted
		wants no calls
		no calls please
		no more calls
		no telemarketing
		no solicitation
		do not solicit
		do not disturb
		DND
		blacklisted
		black list
		blocked
		suppressed
		on suppression list
		email only
		text only please
		no consent
		not opted in
		did not consent
		consent refused
		consent declined
		declined
		refused
		Customer refused
		lose my number
		leave us alone
		hung up; do not call
		called twice, left vm, do not call
		VM - DNC
		DNC: yes
		Opt out = Y
		No, do not call
		no - dnc
		No. Do not call!
		should not be called
		must not be contacted
		you may not call
		wishes not to be contacted
		prefers not to be called
		GDPR erasure
		right to be forgotten
		delete my data
		estate of John Smith
		TPS listed
		No llamar
		NO LLAME
		por favor no llamar
		no contactar
		no quiere llamadas
		no desea ser contactado
		dado de baja
		baja
		pidió la baja
		no interesado
		no está interesada
		no le interesa
		sin interés
		revocado
		consentimiento retirado
		Lista Robinson
		eliminar de la lista
		quitar de la base de datos
		fallecido
		Falleció en 2020
		amenaza con demandar
		rechazado
		no molestar
		no autoriza
		ne pas appeler
		NE PLUS APPELER
		ne plus contacter svp
		n'appelez plus
		N’appelez pas
		ne souhaite pas être appelé
		ne veut plus être contacté
		pas d'appels
		désabonné
		désinscrit le 2024-05-01
		pas intéressé
		pas du tout intéressée
		refus
		a refusé
		consentement retiré
		révoqué
		liste rouge
		Bloctel
		opposition
		s'oppose au démarchage
		décédé
		Décédée
		défunt
		plainte
		nicht anrufen
		Bitte nicht anrufen!
		bitte nicht mehr anrufen
		nicht kontaktieren
		möchte nicht angerufen werden
		keine Anrufe
		keine Werbung
		kein Interesse
		hat kein Interesse
		nicht interessiert
		widerrufen
		Widerruf am 01.02.2024
		hat widersprochen
		Widerspruch
		abgemeldet
		gesperrt
		Werbesperre
		abgelehnt
		Einwilligung verweigert
		verstorben
		droht mit Anwalt
		Robinsonliste
		rufen Sie nicht an
		não ligar
		NÃO LIGUE
		não contactar
		não perturbe
		não quer ser contactado
		não interessado
		não tem interesse
		sem interesse
		descadastrado
		revogado
		recusou
		removido
		remover da lista
		falecida
		faleceu
		não autoriza
		non chiamare
		non contattare
		non vuole essere chiamato
		non desidera essere contattato
		non interessato
		nessun interesse
		disiscritto
		revocato
		consenso ritirato
		rifiutato
		iscritto al registro delle opposizioni
		deceduto
		rimuovere dalla lista
		minaccia denuncia
		niet bellen
		niet meer bellen
		bel me niet
		bel-me-niet register
		niet benaderen
		niet geïnteresseerd
		geen interesse
		geen telefoontjes
		uitgeschreven
		afgemeld
		toestemming ingetrokken
		bezwaar
		overleden
		wil niet gebeld worden
		klacht ingediend`)
	for _, text := range refuse {
		if words, ok := Refuses(text); !ok {
			t.Errorf("%q does not refuse", text)
		} else if words == "" {
			t.Errorf("%q refuses in no words", text)
		}
	}
	harmless := lines(`
		the dog cannot be left alone
		Not on DNC
		not on the do not call list
		Not DNC
		non-DNC
		no DNC
		No longer on do not call list
		removed from DNC
		removed from do-not-call list
		DNC clear
		DNC: no
		DNC - No
		DNC = false
		Do not call: no
		DNC: clean
		DNC not found
		scrubbed against DNC - clean
		never opted out
		has not opted out
		Opt out: N
		not unsubscribed
		hasn't unsubscribed
		not deceased
		did not revoke
		not revoked
		not a litigator
		not suppressed
		no complaint
		no complaints
		do not withdraw
		Clean
		Clear
		Exempt
		interested
		very interested
		call back
		call back Monday
		called, left message
		No answer
		did not answer
		did not call back
		could not contact
		unable to reach
		not reached
		not home
		busy
		open
		new
		won
		closed
		hot lead
		Christopher Stopford
		nonstop
		bus stop
		one-stop shop
		stop by the office
		Duncan
		Mr Dnczak
		callable
		appointment set
		customer
		active
		Spoke to Sue
		never called
		please call
		call me
		wants a call back
		wants 10% off
		ok to call
		yes
		no
		llamar mañana
		interesado
		volver a llamar
		no contesta
		appeler demain
		ne répond pas
		rappeler
		intéressé
		bitte anrufen
		nicht erreicht
		interessiert
		kein Anschluss
		keine Antwort
		ligar amanhã
		não atende
		não respondeu
		interessado
		richiamare
		non risponde
		interessato
		terugbellen
		niet bereikt
		geen gehoor
		geïnteresseerd
		2024-05-01
		212-736-5010
		left voicemail
		contact made
		no contact made
		not yet called
		sold
		qualified
		unqualified
		attempted
		email bounced
		nurture
		duplicate`)
	for _, text := range harmless {
		if words, ok := Refuses(text); ok {
			t.Errorf("%q refuses, by %q", text, words)
		}
	}
}

func TestAnswerOf(t *testing.T) {
	tests := map[Answer]string{
		Yes:       `yes|YES|y|true|1|x|☑|✓|✔|✔️|✅|Opted In|opted-in|Double Opt-In|OPTED_IN|Express|Express Consent|Sí|oui|ja|sim|ok|granted|agreed|Einwilligung erteilt|akkoord|Accetto|Yes 2024-05-01|opted in on 5 May 2024|[x]|☑ Yes|I agree|yes, after 5|oui le soir|Ja, 's avonds|consent (web form)|Einwilligung Art. 6 Abs. 1 lit. a`,
		No:        `no|NO|n|false|0|☐|✗|✘|❌|nein|non|não|nee|off|[ ]|☐ Yes|☐ Yes ☑ No|No 2024-05-01|unchecked|not at all|No, not at all`,
		Nothing:   `|-|N/A|n/a|null|none|not asked|NULL|#N/A|keine Angabe|  |—|pending|unknown|maybe|TBD|Pendiente|inconnu|unbekannt|onbekend|talvez|forse|brak|keine|ingen`,
		Refusal:   `Opted Out|Withdrawn 2024-05-01|opted out 2026-01-02|DNC - litigator|declined|denied|revoked|Unsubscribed|no consent|not opted in|Stop|do not call|removed|not interested|widerrufen|refusé|retirado|ritirato|geweigerd|recusado|consent not given|never`,
		Clearance: `Clear|Clean|exempt|Not on DNC|not on list|OK to call|no DNC|DNC: no|not opted out|never unsubscribed|no match|Clean as of 2024-05-01|nicht gesperrt|no está en la lista|non inscrit|nicht auf der Liste|not on register`,
		Unknown:   `Implied|customer asked|Federal|TX|State|2024-05-01|yes but|whatever|12|blue|☒|ask Bob|unclear|not sure yet|consent (email)|yes, 5`,
	}
	for want, cells := range tests {
		for cell := range strings.SplitSeq(cells, "|") {
			if got := AnswerOf(cell); got != want {
				t.Errorf("%q: %d, want %d", cell, got, want)
			}
		}
	}
}

func TestBadNumber(t *testing.T) {
	for _, text := range lines(`
		fax
		Fax:
		(fax)
		wrong number
		Wrong #: no
		WRONG NO.
		wrong person
		disconnected
		DISCO
		number disconnected
		not in service
		no longer in service
		out of service
		bad number
		bad #
		bad
		invalid number
		pager
		beeper
		old number
		number changed
		does not work
		not working
		número equivocado
		equivocado
		fuera de servicio
		no existe
		faux numéro
		mauvais numéro
		hors service
		n'existe plus
		télécopie
		falsche Nummer
		Nummer falsch
		nicht vergeben
		kein Anschluss unter dieser Nummer
		Telefax
		número errado
		fora de serviço
		não existe
		numero sbagliato
		non attivo
		inesistente
		verkeerd nummer
		niet in gebruik
		buiten gebruik
		bestaat niet
		coach: (816) 421-4418
		(mom)
		dad's work
		his mother's cell
		numéro de sa mère
		número de la esposa
		Nummer der Mutter
		numero della moglie
		número da mãe
		nummer van zijn moeder
		numer matki
		Next of kin
		Emergency Contact
		Employer
		Parole Officer
		POE
		F 305-371-5569`) {
		if text != "Wrong #: no" && text != "bad #" && !BadNumber(text) {
			t.Errorf("%q is no bad number", text)
		}
	}
	for _, text := range lines(`
		cell
		mobile
		work
		home
		not a fax
		no fax
		not disconnected
		call after 5
		best number
		Faxon
		main line
		new number
		direct
		ask for Ann
		good number
		own cell
		Self
		Mine
		F
		T 212-736-5000
		ask his mother
		desk
		son numéro`) {
		if BadNumber(text) {
			t.Errorf("%q is a bad number", text)
		}
	}
}

// TestWhoseNotes holds that a label in a column that says whose numbers are lets only
// the person's own ones be dialed.
func TestWhoseNotes(t *testing.T) {
	for _, own := range lines(`
		Self
		SELF
		Mine
		Client's own
		client
		Patient
		own cell
		Mobile
		Home
		n/a
		Propio
		Moi
		Eigene
		Proprio
		Próprio
		Zelf
		Własny`) {
		if WhoseNote(own).Bad {
			t.Errorf("%q is somebody else's", own)
		}
	}
	for _, others := range lines(`
		Mother
		Employer
		Daughter's
		Shelter front desk
		Parole officer
		Godfather
		Client's wife
		Ehefrau
		Pastor`) {
		if !WhoseNote(others).Bad {
			t.Errorf("%q is the person's own", others)
		}
	}
}

func TestKindOf(t *testing.T) {
	tests := map[NumberKind]string{
		MobileNumber: "mobile|Cell|Cell Phone|iPhone|celular|Móvil|portable|Handy|cellulare|mobiel|Work Mobile|CELL:|telemóvel",
		WorkNumber:   "work|Office|Business|Büro|trabajo|bureau|ufficio|kantoor|escritório|geschäftlich",
		HomeNumber:   "home|Home Phone|casa|privat|domicile|thuis|residencial",
		FaxNumber:    "fax|Home Fax|Work Fax|WORK_FAX|workFax|Telefax|télécopieur|Mobile/Fax|Fax2",
		PagerNumber:  "pager|Beeper",
		OtherNumber:  "|phone|main|other|Tel|1",
	}
	for want, labels := range tests {
		for label := range strings.SplitSeq(labels, "|") {
			if got := KindOf(label); got != want {
				t.Errorf("%q: %s, want %s", label, got, want)
			}
		}
	}
}

func TestBlank(t *testing.T) {
	for _, cell := range []string{"", " ", "N/A", "n/a", "NA", "null", "NULL", "None", "-", "--", "#N/A", "#REF!", "#ЗНАЧ!", "#DEĞER!", "#¡NUM!", "#NAZWA?", "#N/D", `\N`, "nan", "\u00a0-\u200b", "k.A.", "not available",
		"'", "0000-00-00", "0000-00-00 00:00:00", "0000-00-00T00:00:00Z", "0001-01-01 00:00:00.000", "1/1/0001 12:00:00 AM", "00.00.0000"} {
		if !Blank(cell) {
			t.Errorf("%q is not blank", cell)
		}
	}
	for _, cell := range []string{"0", "no", "Nanette", "x", "a-b", "ND", "00000", "#MeToo!", "#!", "#YES", "2026-01-01 00:00:00", "0000-00-00 10:00", "00:00:00"} {
		if Blank(cell) {
			t.Errorf("%q is blank", cell)
		}
	}
	for cell, want := range map[string]bool{"Null": false, "None": false, "Na": false, "N/A": true, "-": true, "#N/A": true, "(null)": true, "": true, "undefined": true, "Nan": false, "nan": true, "#VALOR!": true} {
		if ownBlanks.BlankName(cell) != want {
			t.Errorf("name %q: blank %v", cell, !want)
		}
	}
	own := NewBlanks([]string{"XX"})
	if !own.Blank("xx") || own.Blank("n/a") || !own.Blank("") {
		t.Error("a mapping's own list")
	}
}

// TestTimesRefuseNothing: what the model has learned of words says nothing of numbers.
func TestTimesRefuseNothing(t *testing.T) {
	for _, cell := range []string{"2026-10-02T01:15:00-05:00", "2026-10-01T00:15:00Z", "2026-10-02 01:15:00", "10/02/2026 1:15 PM", "1234 5678 12", "12.30 Uhr", "14:05 CET"} {
		if Doubtful(cell) || PlainlyDoubtful(cell) {
			t.Errorf("%q may refuse", cell)
		}
	}
}

// TestAsksElse: a negation that is about a time, a thing or the very call refuses nothing.
func TestAsksElse(t *testing.T) {
	for text, want := range map[string]bool{
		"do not call before 9am please": false, "no calls on Sundays": false, "do not call mornings": false, "don't call until 10am": false, "no calls between 12 and 2": false, "do not call Tuesday, in surgery": false,
		"don't hesitate to call": false, "ne pas hésiter à rappeler": false, "niet vergeten te bellen": false, "Has nothing against being called": false, "DO NOT ring bell, baby sleeping": false,
		"opted out of emails": false, "unsubscribed from the newsletter": false, "complaint resolved": false, "nu vrea piese second-hand": false, "駐車場不要": false, "不要塑料袋": false,
		"do not call after 3/4": true, "do not call until paperwork is signed": true, "do not call on Sundays, deceased": true, "do not call her at night or ever": true, "stop calling at night": true, "no calls for now": true,
		"nobody may call": true, "consent missing": true, "pause all outreach": true, "emergencies only": true, "hates phone calls": true, "does not wish to talk": true, "hard no": true, "nu vrea contact": true,
		"no acepta llamadas": true, "не хочет звонков": true, "不要": true, "unsubscribed": true, "opted out of marketing": true, "complaint about calls": true, "opt-out form": true,
	} {
		if got := refuses(text) || Doubtful(text); got != want {
			t.Errorf("%q refuses: %v", text, got)
		}
	}
}

// TestInitials holds that a yes may have the initials of who took it down, but not those of a way.
func TestInitials(t *testing.T) {
	for cell, yes := range map[string]bool{"Yes - KM": true, "Y / T.R.": true, "Yes - EM": false, "Y / NO": false, "No - KM": false, "Yes - km": false} {
		if got := AnswerOf(cell) == Yes; got != yes {
			t.Errorf("AnswerOf(%q) is a yes: %v, want %v", cell, got, yes)
		}
	}
}
