package header

import (
	"strings"
	"sync"
)

// topic is what a file is about besides persons.
type topic uint16

const (
	payments topic = 1 << iota
	orders         // and their delivery
	supply         // of power, water, services
	cover          // plans, benefits, insurance
	property       // on offer
	animals
	absence    // of people at work
	membership // of clubs and courses
	waste
	lodging
	lenses
	duty
	bereavement
	guests  // who were invited
	debts   // and reminders to pay them
	applied // for work, a loan, a place at school, or what was quoted
)

// topicStems are the beginnings of words by topics, "=" in front of whole words and "~" of
// those that count at a word's end too. Lines are English, Spanish, French, German,
// Portuguese, Italian, Dutch and Polish.
var topicStems = []struct {
	is   topic
	text string
}{
	{payments, `zahlsperr mahn payment autopay billing =debit iban invoice direct-debit =ach
		=pago =pagos domiciliac recibo factura prelev paiement facture =virement ~zahlung lastschrift rechnung sepa pagamento =debito fatura boleto addebit fattura betaling incasso factuur platnosc faktur`},
	{orders, `=order =orders =items deliver shipment shipping parcel =carrier =route newspaper edition =paper
		pedido =pedidos entrega envio =articulo commande livraison colis =article bestell ~lieferung zustell artikel =abo encomenda consegna ordine =articolo =articoli bezorg levering zamowien dostaw`},
	{supply, `=service =services utility meter =acct broadband electricity =gas =water =router
		servicio suministro contador abonnement raccordement anschlussart zahler stromvertrag =servico servizio fornitura contatore aansluiting meterstand usluga licznik`},
	{cover, `=plan =plans =medical dental =vision benefit coverage premium =401k insur =hmo =ppo deductible
		=seguro poliza cobertura =prima assurance mutuelle garantie versicherung ~tarif police =seguros apolice polizza copertura premio verzekering =polis dekking ubezpiecz polisa`},
	{property, `=mls listing =listprice apn parcelid bedrooms =beds =baths zestimate
		inmueble vivienda =bien mandat immobil objekt exposee imovel immobile woning nieruchom`},
	{animals, `=pet =pets =animal =animals species =breed =dog =cat =horse microchip =adoption =adoptions =temperament
		mascota especie =raza =perro =gato =chien =chat =espece =race haustier ~tier tierart =rasse =hund =katze =pferd =raca =especie animale =razza =specie =cane =gatto huisdier =dier =ras =hond =kat =paard zwierze =zwierzeta gatunek =pies =kot`},
	{absence, `=absence =leave sickness =sick =workers
		medica =medico laboral trabajador =mutua =permiso maternidad =arret maladie conge salarie ~krank arbeitsunfahig =urlaub malattia assenza lavoratore licenca trabalhador ziek verlof zwolnieni`},
	{membership, `membership =member =gym =course =enrollment =enrolment =student =students =tuition =semester
		=socio =socia =socios =cuota =abonado matricula =alumno =alumna =curso adherent cotisation eleve etudiant =cours mitglied beitrag =kurs schuler student =aluno =aluna =mensalidade =curso iscri =quota =corso studente =retta =lid lidmaatschap contributie =cursus czlonk skladk =kurs`},
	{waste, `=refuse recycl =trash garbage rubbish =waste compost =cart =bin
		basura reciclaj residuo dechet ordures recyclage sperrmull sperrgut ~mull =tonne =lixo residuos =rifiuti grofvuil =afval smieci odpad`},
	{lodging, `=room =rooms housekeeping checkin checkout
		habitacion limpieza chambre menage =zimmer reinigung =quarto arrumacao =camera pulizia kamer schoonmaak pokoj`},
	{lenses, `=rx =lens =lenses glasses eyewear optic optom frames
		gafas graduacion lunettes brille linsen oculos occhiali =bril`},
	{duty, `=nurse =nurses =shift =shifts =unit =ward roster =doctor physician technician =rotation
		turno guardia =garde infirmier schicht =dienst pfleger plantao turno infermier =dienst verpleeg dyzur`},
	{bereavement, `decedent informant funeral preneed
		difunto finado defunt funerail verstorbene hinterblieb bestatt falecido defunto funerari overledene nabestaande uitvaart zmarl`},
	{debts, `dunning overdue arrears outstanding =owed =pastdue
		impagad moroso vencid =deuda relance impaye echu =encours arriere mahn uberfallig offen ~zahlsperr inadimpl atrasad sollecit scadut insolut aanmaning achterstall zaleg monit`},
	{applied, `=loan =apr =fico lender mortgage underwrit =quote =quotes quotation estimate proposal =bid =bids admission =gpa =sat =transcript =semester =scholarship applicat =applied applicant candidat =position =interview recruit resume =sponsorship =relocate salary =hired vacanc requisition
		aspirante vacante =puesto postulant entrevista candidatur =poste entretien embauche bewerber bewerbung stellen =stelle vorstellung candidat =vaga curriculo =colloquio assunzione sollicit vacature =functie rekrut =stanowisko`},
	{guests, `=rsvp =rsvps =meal invit wedding =bride =groom =attending
		=boda =menu mariage hochzeit =gast =gaste eingelad nozze convidad casament bruiloft =gosc wesel`},
}

// topicStem is one of topicStems.
type topicStem struct {
	text       string
	whole, end bool // not only the beginning of a word
	is         topic
}

// topicIndex has stems by their first bytes, and those that count at the ends of words.
type topicIndex struct {
	first [256][]topicStem
	ends  []topicStem
}

var stemsOfTopics = sync.OnceValue(func() *topicIndex {
	by := &topicIndex{}
	for _, list := range topicStems {
		for text := range strings.FieldsSeq(list.text) {
			stem := topicStem{is: list.is}
			text, stem.whole = strings.CutPrefix(text, "=")
			stem.text, stem.end = strings.CutPrefix(text, "~")
			by.first[stem.text[0]] = append(by.first[stem.text[0]], stem)
			if stem.end {
				by.ends = append(by.ends, stem)
			}
		}
	}
	return by
})

func topicOf(word string) (is topic) {
	if word == "" {
		return 0
	}
	stems := stemsOfTopics()
	for _, stem := range stems.first[word[0]] {
		if word == stem.text || !stem.whole && strings.HasPrefix(word, stem.text) {
			is |= stem.is
		}
	}
	for _, stem := range stems.ends {
		if strings.HasSuffix(word, stem.text) {
			is |= stem.is
		}
	}
	return is
}
