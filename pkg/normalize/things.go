package normalize

import (
	"math"
	"strings"
	"sync"
)

// thingClass is what a word says where something is declined, removed or stopped that
// is not the person's being called: "Tree removed", "Financial aid declined".
type thingClass uint8

const (
	// isAct: something that is done to things and to persons alike.
	isAct thingClass = 1 << iota
	// isNo: an act by which somebody says no.
	isNo
	// isThing: what people buy, own, sign or have done.
	isThing
	// isMeeting: a thing that takes place between people. Who cancels one may be called,
	// who declines one may mean all of them.
	isMeeting
	// isOther: a thing to which people consent apart from calls.
	isOther
	// isReach: calls, lists, talk: what makes a refusal one to be reached.
	isReach
)

// thingStems are the stems of words. Each line is a language: English, Spanish, French,
// German, Portuguese, Italian, Dutch, Polish.
var thingStems = []stemList[thingClass]{
	{isAct, `cancel remov block stop suspend exclud exclus expir laps terminat delet withdr revok revoc dead disput restrict limit invalid incorrect wrong fake =end =ended =ends =off quit rescind retract clos =lost =cut shut void damag
		retir elimin bloque vencid venci caduc anul termin muert borrad finaliz cort extrai
		annul supprim enlev bloqu resili expir =mort =morte bouch coup
		storn widerruf wiederruf ~entfern ~blockier gesperr sperrung gekund kundig abgelauf erlosch entzog abgesag gelosch =tot =tote =toter ausgeschloss beendet verstopf eingestell
		suspens encerr exclu bloquead entupid
		annull cancell rimoss rimoz blocc sospes scadut disdett esclus ritir =morto =morta otturat
		geannul annul verwijder geblokk verlop opgezeg gestopt opgeschort =dood =dode verstopt vervall
		anulow odwol usuniet usuwan zablok wygas wypowied zawieszon zatkan`},
	{isAct | isNo, `declin =opposed =opposes refus reject =denied =denies =deny =denial waiv
		rechaz deneg negad
		refus rejet
		~abgelehn ~ablehn verweiger
		recus rejeit negou
		rifiut respint negat
		geweiger weiger afgewez afgekeur
		odmow odrzuc rezygn`},
	{isThing, `loan mortgage =card =cards payment =pay =paid autopay =autopay invoice =bill =bills billing =fund =funds cash refund deposit cheque transaction amount balance debit financ financial =aid scholarship tuition =tax =taxes =rent rental lease escrow collateral equity pension annuity =claim =claims =fee =fees =charge =charges discount coupon voucher rebate budget
		insur =policy =policies coverage deductible premium =benefit =benefits warrant =plan =plans rider flood driver drivers
		=order =orders purchas product =item =items package parcel shipment shipping deliver =return =returns =subscription =subscriptions membership =cart =quote =quotes quotation estimate propos propost propuest voorstel propozycj donat auction option opcion opzion opcao optie =bid =bids =offer =offers contract upgrade upsell =trial renewal =deal =deals =size =sizes =color =colour
		flight =trip =trips =tour ticket =seat =seats =room =rooms =days =hours =course enrollment enrolment =exam inspection listing
		=service =services utility utilities =power =water =gas electric heating heater furnace boiler =hvac plumb drain gutter =sink toilet sewer =pipe =pipes =roof roofing window =door =doors garage =deck fence siding kitchen bathroom =floor flooring carpet =tile =tiles =wall =walls wallpaper =paint insulation solar =panel =panels chimney =pool =lawn grass =tree =trees stump hedge shrub =snow =mold =mould asbestos =pest termite rodent junk debris trash furniture appliance =filter septic =shed ceiling smoking
		=car =cars truck vehicle =tire =tires brake battery batteries engine transmission windshield =part =parts =repair =repairs maintenance =work license licence passport certificat =401 dentures denture deadbolt =bolt
		tooth teeth dental appendix gallbladder tonsil cataract =mole stitches =cast =shot =shots medicat prescription therapy =diet tattoo
		application admission =key =keys design =draft =sample =samples software =device laptop =router
		adoption =adoptions sublet sublease food =meal =meals backorder =signature =signatures =entry =access =test =tests =testing overdraft =packet brochure booklet pamphlet aftercare =dues =receipt =receipts =bag =bags =oil =towel =towels =linen housekeeping =cleaning =parking =permit =permits =transport =transportation =ride =rides =install installation relocation =uniform =gift =gifts =lesson =lessons =class =classes =breakfast =lunch =dinner =alcohol =interpreter =tow =towing =free =vacation =toy =toys =lab =labs =oxygen =wheelchair =seatbelt =spray =pesticide
		alimento =comida prestam =credito =creditos hipotec tarjeta =pago =pagos factura fondos reembolso cheque importe saldo beca impuesto alquiler siniestro seguro seguros poliza cobertura garantia =plan gratuit =prueba =pruebas =recibo =recibos =acceso =limpieza =desayuno =clase =clases =bolsa =bolsas compra producto articulo paquete envio entrega suscripcion membresia presupuesto cotizacion =oferta =pedidos contrato vuelo =viaje entrada asiento habitacion servicio =luz =agua calefaccion caldera desague canaleta =bano cocina techo tejado ventana puerta garaje =valla alfombra =suelo =pared =arbol =arboles =cesped =nieve =moho plaga =mueble =coche =auto camion vehiculo bateria freno =motor licencia pasaporte diente muela dieta tatuaje laboral =talla
		aliment gratuit signature =acces =essai =cantine =sortie =recu =menage =prelevement =prelevements =petit-dejeuner =pret credit hypothe =carte =cartes paiement facture remboursement montant =solde bourse =impot loyer sinistre assurance police couverture garantie commande achat produit article colis livraison abonnement adhesion =devis =offre contrat =vol voyage billet =siege chambre service =eau =gaz electricit chauffage chaudiere evier gouttiere cuisine =toit toiture fenetre =porte garage cloture moquette =sol =mur arbre souche neige moisissure meuble voiture camion vehicule batterie frein moteur =permis passeport =dent =dents =regime tatouage dossier taille canalisation
		~unterschrift ~mandat ~lastschrift zutritt kostenlos =quittung =kaution =probe =reinigung =umzug =parkplatz lebensmittel =speise =speisen antrag ~kredit ~darlehen hypothek ~karte ~zahlung ~rechnung erstattung betrag guthaben stipendium steuer =miete schaden ~versicherung =police =policen deckung ~garantie =auftrag =auftrage bestellung ~produkt artikel ~paket ~lieferung abonnement =abo ~mitgliedschaft ~angebot kostenvoranschlag ~vertrag =flug =reise ticket ~zimmer ~leistung =strom ~wasser heizung abfluss ~leitung kuche =dach ~fenster =tur garage =zaun teppich boden =wand =baum =baume baumstumpf schnee schimmel mobel =auto fahrzeug ~batterie bremse =motor fuhrerschein ~ausweis reisepass =zahn =zahne diat ~bewerbung =sitz =sitze dienst
		gratuit =recibo =recibos =acesso =limpeza =aula =aulas =saco =sacos emprestim credito hipotec cartao =cartoes pagamento fatura =fundos reembolso cheque =valor saldo bolsa imposto aluguel sinistro seguro apolice cobertura garantia compra produto pacote envio entrega assinatura orcamento =oferta contrato =voo viagem bilhete assento quarto servico =luz =agua aquecimento caldeira =ralo cozinha telhado janela =porta garagem cerca carpete =piso parede =arvore =arvores =neve mofo =movel =carro caminhao veiculo bateria =freio =motor carteira passaporte dente dieta tatuagem
		gratuit =firma =scontrino =ricevuta =addebito =accesso =pulizia =lezione =lezioni =prova prestito =mutuo =carta =carte pagamento fattura rimborso importo =saldo borsa imposta affitto sinistro assicuraz polizza copertura garanzia ordine acquisto prodotto pacco spedizione consegna abbonamento preventivo =offerta contratto consegne =ordini =cibo =cibi =volo viaggio biglietto =posto =camera servizio =luce =acqua =gas riscaldamento caldaia scarico cucina =tetto finestra =porta garage recinto =moquette =muro =albero =alberi =neve =muffa veicolo batteria =freno =motore patente passaporto =dente dieta tatuaggio taglia
		incasso handtekening gratis =toegang =proefles =schoonmaak =bardienst =bon lening krediet hypotheek kaart betaling factuur terugbetaling bedrag =saldo =beurs belasting =huur schade verzekering =polis dekking garantie bestelling aankoop product pakket levering abonnement lidmaatschap offerte contract vlucht =reis ticket =stoel kamer dienst stroom =water verwarming ketel afvoer goot keuken =dak =raam =deur garage schutting tapijt vloer muur =boom =bomen sneeuw schimmel meubel =auto voertuig =accu batterij =rem =motor rijbewijs paspoort =tand dieet aanvraag =maat
		darmow podpis =paragon =paragonu =wstep sprzatan =lekcj kredyt pozyczk hipotek =karta =karty platnosc faktur zwrot kwota =saldo stypendi podatek czynsz szkod ubezpiecz =polisa =polisy gwaranc zamowien zakup produkt paczk dostaw prenumerat czlonkostw =oferta =oferty umow =lot podroz bilet =pokoj uslug =prad =woda ogrzewan =piec odplyw =rynn kuchni =dach =okno =drzwi =garaz =plot dywan podlog =scian =drzewo =drzewa =snieg plesn =mebl samochod pojazd bateri akumulator hamulc =silnik paszport =zab diet =wniosek rozmiar`},
	{isThing | isOther, `organ =organs marrow organspend schufa bonitat experian equifax solvenc autops genetic =dna =flyer =flyers leaflet panflet folhet folleto prospekt flugbl volantin depliant ulotk ulotek folder broschur reklamblad flygblad foldr =email =emails =text =texts =sms =mail =mailing =mailings =newsletter =newsletters =blog =statement =statements =catalog =catalogs =catalogue =postcards =digest photo =media video treat surgery surgeries surgical vaccin anesth anaesth transfus blood =flu immuniz credit background research hipaa biops x-ray screening econsent
		fotograf =foto =fotos imagen tratamiento cirug vacun anestes transfus sangre
		traitement chirurg vaccin anesthes sang
		behandlung operation impf narkose bildaufnahm bluttransfus
		imagem tratamento cirurg vacin anestes sangue
		immagin trattamento chirurg vaccin anestes sangue
		behandeling operatie narcose beeldmateriaal =bloed
		zdjec wizerun leczen operac szczepi`},
	{isThing | isMeeting, `appointment booking reservation =visit =visits meeting session =demo =show =showing consultation
		=cita =citas =reserva =reservas reunion visita
		=rendez =rdv reservation visite reunion
		=termin =termine buchung reservierung besuch
		consulta agendament =reserva =reservas reuniao visita
		appuntament prenotaz visita riunione
		afspraak reservering boeking bezoek vergadering
		wizyt rezerwac spotkan`},
	{isReach, `=list =lists database =me =us =him =them =name market telemarket advert spam campaign sequence outreach again anymore further talk speak discuss convers survey interview request anybody everyone
		=lista =listas =base marketing publicid hablar encuesta insist
		=liste =listes fichier publicit parler sondage
		verteiler werb sprech gesprach umfrage
		=base cadastro falar pesquisa
		elenco pubblicit parlare sondaggio
		telefoon lijst bestand reclame praten spreken enquete
		=listy =liste =baz reklam rozmow rozmaw ankiet`},
}

var thingWords = sync.OnceValue(func() *stemTable[thingClass] { return stemsOf(thingStems, math.MaxInt) })

// IsOtherConsent reports whether a word names something to which people consent apart
// from calls: treatment, photographs, a look at their credit.
func IsOtherConsent(word string) bool { return thingWords().of(word)&isOther != 0 }

// IsAct reports whether a word is of something that is done to things and to persons
// alike: removed, cancelled, declined.
func IsAct(word string) bool { return thingWords().of(word)&isAct != 0 }

// DeclinesThing reports whether a word is of somebody's no to what was offered: declined.
func DeclinesThing(word string) bool { return thingWords().of(word)&isNo != 0 }

// IsOfThing reports whether a cell says no more than what was done to the thing that its
// column is about: "Rejected", "Denied by bank", "Customer withdrew". Of a person beside a
// word of calls, consent or lists it would be a refusal.
func IsOfThing(cell string) bool {
	const longest = 6
	list := withoutDates(tokens(numberSaid(cell)))
	act := false
	for _, t := range list {
		is, touched := thingWords().of(t.text), doubts().of(t.text)
		if is&isAct == 0 && (is&isReach != 0 || touched&(TouchesCalls|TouchesPhone|TouchesNo|TouchesRefusal|TouchesAsk|touchesLaw) != 0 || dontWords.has(t.text) || t.text == "out") {
			return false
		}
		act = act || is&isAct != 0
	}
	return act && len(list) <= longest && list[0].text != "stop" && !orders.has(list[0].text)
}

// DoneToThing reports whether words say that a thing was declined, removed, stopped or
// the like, and nothing of calls or of a person who would not be reached: "Tree
// removed", "Loan was declined", "Policy lapsed".
func DoneToThing(words []string) bool {
	var all thingClass
	consents, elsewhere := false, false
	if len(words) > 0 && orders.has(words[0]) {
		return false // "Stop insurance quotes" is what somebody asks for
	}
	for i, w := range words {
		is := thingWords().of(w)
		switch {
		case is&isReach != 0, w == "stop" && all&isThing == 0, is&isAct != 0 && all&isThing == 0 && i+1 < len(words) && fromWords.has(words[i+1]):
			return false // "Removed from the insurance campaign" is somebody
		case w == "pedido" && (i+1 == len(words) || !ofWords.has(words[i+1])):
			is = isThing // in Portuguese a request too
		}
		if is != 0 {
			all |= is
			elsewhere = elsewhere || is&isOther != 0
			continue
		}
		touched := doubts().of(w)
		switch {
		case strings.HasPrefix(w, "unsubscribe") && i+1 < len(words) && words[i+1] == "from", (w == "optout" || w == "out") && i+1 < len(words) && ofWords.has(words[i+1]):
			all |= isAct // "Opted out of the dental plan"
		case w == "opt" || w == "opted" || w == "opting":
		case touched&(TouchesRefusal|touchesLaw|TouchesCalling|TouchesPhone) != 0, dontWords.has(w):
			return false
		case touched&TouchesConsent != 0:
			consents = true
		}
	}
	return all&isAct != 0 && all&isThing != 0 && (!consents || elsewhere) && (all&isMeeting == 0 || all&isNo == 0)
}

var (
	// orders tell somebody to leave off.
	orders = alternativesOf("stop remove delete quit cease block exclude take drop parar eliminar quitar borrar supprimer retirer arreter arretez loschen entfernen rimuovere cancellare remover excluir verwijderen usun usunac")
	// fromWords lead to what somebody was taken off.
	fromWords = alternativesOf("from aus dal dalla dallo dai")
	ofWords   = alternativesOf("of de del della dei delle von vom aus van do da des du z ze")
	// dontWords refuse whatever the words around them.
	dontWords = alternativesOf("dnc dncl dncr dnd donotcall donotcontact nocall nocalls optout optouts unsub tps robinson bloctel litigator deceased complaint complaints complained plaintiff interested interest")
)

// TellsDeath reports whether all that a cell says is that somebody, or an animal, died.
func TellsDeath(cell string) bool {
	list := withoutDates(tokens(cell))
	for _, t := range list {
		if !dyingWords.has(t.text) && !dyingFill.has(t.text) && t.text != "away" {
			return false
		}
	}
	return len(list) > 0
}

// EndsByItself reports whether all that a cell says is an end that things have, and that is
// a refusal of somebody only beside what they agreed to: "Withdrawn", "Expired".
func EndsByItself(cell string) bool {
	list := withoutDates(tokens(cell))
	return len(list) == 1 && endings.has(list[0].text) || leaveWords.in(list) && doubtsOf(list)&(TouchesCalls|TouchesPhone|TouchesNo|TouchesAsk) == 0
}

// doubtsOf returns what words touch.
func doubtsOf(list []token) (is Doubt) {
	for _, t := range list {
		is |= doubts().of(t.text)
	}
	return is
}

var (
	endings    = alternativesOf("withdrawn withdrew expired cancelled canceled terminated lapsed cancelado cancelada vencido vencida caducado caducada retirado retirada annule annulee expire expiree retire retiree storniert abgelaufen zuruckgezogen gekundigt cancelado expirado encerrado annullato annullata scaduto scaduta ritirato geannuleerd verlopen ingetrokken anulowano wygasl")
	leaveWords = alternativesOf("medica laboral maternidad paternidad maladie krank krankgeschrieben malattia maternita licenca ziek zwangerschap")
)
