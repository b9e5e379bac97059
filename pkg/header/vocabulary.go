// Package header reads the words of headers: it splits them, however they are
// written together, and names the concept that they mean, in English, Spanish,
// French, German, Portuguese, Italian, Dutch and, with fewer words, the languages of
// languages.go. Words of headers are here and nowhere else, except for those of
// do-not-call files, which are in pkg/registry/words.go. It knows nothing of cells.
package header

import (
	"strings"
	"sync"
)

// Concept is what a header means. Some concepts are targets of a mapping, by their names; the
// others distinguish columns that only sound like one.
type Concept string

// The concepts.
const (
	None          Concept = ""
	Phone         Concept = "phone"
	Fax           Concept = "fax"
	OthersPhone   Concept = "phone of somebody else"
	AboutPhone    Concept = "about a phone" // its type, its extension
	FirstName     Concept = "first_name"
	LastName      Concept = "last_name"
	FullName      Concept = "full_name"
	Email         Concept = "email"
	OthersEmail   Concept = "email of somebody else"
	AboutEmail    Concept = "about an email"
	Address       Concept = "address"
	Address2      Concept = "address2"
	StreetPart    Concept = "part of a street" // its number, its kind, its direction
	City          Concept = "city"
	State         Concept = "state"
	Zip           Concept = "zip"
	Country       Concept = "country"
	Tags          Concept = "tags"
	Consent       Concept = "consent"
	Refusal       Concept = "opt-out"
	OtherConsent  Concept = "consent to something else than calls"
	ConsentDate   Concept = "consent_date"
	ConsentSource Concept = "consent_source"
	Company       Concept = "company"
	Person        Concept = "somebody else" // an owner, an agent
	ID            Concept = "id"
	Notes         Concept = "notes"
	Extra         Concept = "extra" // known, and worth a field of its own
)

// phrases are the headers of the concepts, without accents and punctuation, in
// English, Spanish, Portuguese, French, German, Italian and Dutch. Phones,
// e-mail and consent are read word by word instead; see header.go.
var phrases = sync.OnceValue(func() map[string]Concept { return readPhrases(phraseLists) })

var phraseLists = map[Concept]string{
	FirstName: `first name, first, fname, fnm, f name, fn, first nm, given name, given, forename, christian name, name first, name given,
		vorname, vornamen, rufname, nombre, nombres, nombre de pila, primer nombre, prenom, prenoms, nome, primeiro nome, voornaam, roepnaam, nome proprio, first initial, first nme, firstnme, frst name, frst nm, frstnm, fst name, fst nm`,
	LastName: `nom d usage, nom usuel, last nme, lastnme, lst name, lst nm, lstnm, lstname, last name, last, lname, lnm, l name, ln, last nm, surname, family name, family, name last, name family, nachname, familienname, zuname,
		apellido, apellidos, primer apellido, apellido paterno, ap paterno, paterno, nom, nom de famille, sobrenome, apelido, ultimo nome, cognome, achternaam, familienaam`,
	FullName: `name, last first, last name first name, last name first, surname first name, nachname vorname, apellidos y nombre, apellidos nombre, apellido nombre, cognome nome, achternaam voornaam, full name, fullname, contact name, contact, customer name, client name, lead name, person name, display name, file as, names, customer, client, lead, prospect, prospect name,
		recipient, recipient name, person, member name, guest name, patient name, attendee, attendee name, student name, subscriber name, name full, who, paciente, paziente,
		nom complet, nombre completo, nombre y apellidos, nombre y apellido, nome completo, vollstandiger name, ganzer name, kontakt, kontaktname, ansprechpartner, kontaktperson, persona de contacto, persona contacto, pessoa de contato, pessoa de contacto, pessoa contato, persona di contatto, personne de contact, osoba kontaktowa,
		contact person, contactpersoon, naam, volledige naam, nominativo, nome e cognome, cognome e nome, nom et prenom, nom prenom, prenom nom, prenom et nom, vor und nachname, vorname nachname, name vorname, cliente, kunde, klant, klantnaam, first last, first last name, first and last name, first name last name`,
	Address: `address, address line, addr line, addr ln, street, street address, addr, adress, address street, street name, str, strasse, strasse und hausnummer, strasse nr, strasse hausnummer, anschrift, adresse, direccion, calle,
		domicilio, rue, adresse postale, numero et rue, indirizzo, via, endereco, logradouro, morada, rua, adres, straat, straatnaam, straat en huisnummer,
		street line, address full, full address, address formatted, formatted address, postal address, mailing address, postadresse, direccion postal, street addr, st addr, st address, residence, address address`,
	Address2: `address 2, address line 2, street 2, street line 2, addr 2, address 3, address line 3, street 3, addr 3, apt, apartment, suite, unit, unit number, apt number, adresszusatz, adresse 2, complemento, complement d adresse, direccion 2, indirizzo 2, endereco 2, adres 2,
		extended address, address extended address, po box, postfach, address po box`,
	StreetPart: `street number, street no, street nr, street num, st number, st no, st num, house number, house no, house nr, house num, housenumber, houseno, address number, addr number, address no, address num, civic number, civic no, building number, building no, bldg number, bldg no,
		hausnummer, hausnr, haus nr, haus nummer, hnr, huisnummer, huisnr, huis nr, numero de rue, numero rue, numero de voie, numero voie, num voie, no voie, numero civico, civico, numero de calle, numero calle, num calle, numero exterior, num ext, no ext, numero da rua, numero rua, numero da casa, numero casa, numero endereco, numero logradouro,
		street type, st type, street suffix, st suffix, street suff, road type, street direction, street dir, st dir, street prefix, street predirection, street pre direction, street predir, predirection, predirectional, predir, pre dir, pre direction, pre directional, postdirection, postdirectional, postdir, post dir, post direction, post directional, street postdirection, street post direction,
		house number suffix, house suffix, street number suffix, civic suffix, hausnummerzusatz, hausnummer zusatz, hausnrzusatz, hausnr zusatz, huisnummertoevoeging, huisnummer toevoeging, huisletter, type de voie, type voie, tipo de via, tipo via, tipo de calle, tipo logradouro, tipo de logradouro`,
	City: `city, town, municipality, city name, locality, city town, town city, post town, posttown, ort, stadt, wohnort, ciudad, localidad, poblacion, municipio, ville, commune, localite, citta, comune, localita,
		cidade, localidade, concelho, stad, plaats, woonplaats, gemeente, address city, city locality, suburb, plaatsnaam, ortsname, city state, city st, cidade uf, ciudad estado, ciudad provincia, citta provincia, ville departement, city state zip, plz ort`,
	State: `state, province, state province, province state, region, county, st, stabbr, state abbr, state code, state name, state abbreviated, state abbreviation, province code, bundesland, kanton, estado, provincia, departamento, comunidad autonoma, departement,
		uf, distrito, regione, provincie, prov, state region, region state, state prov, address region, address state, state county, county state, us state, state territory`,
	Zip: `zip, zip code, zipcode, postal code, postcode, post code, postal, zip postal, zip postal code, postal zip, postal zip code, plz, postleitzahl, codigo postal, cod postal, cp, code postal, cap, codice postale, codice di avviamento postale,
		cep, pincode, pin code, eircode, postnummer, zip plus 4, zip 5, address postal code, address zip, c p`,
	Country: `country, country name, country code, nation, land, staat, pais, pays, paese, nazione, lkz, landerkennzeichen, landcode, landesname, country region, land region, pais region, pays region, paese regione, iso country, country iso, iso country code, country code iso, address country, landkurzel,
		nationality country, codigo pais, codigo de pais, code pays, codice paese, countrycode code, landenaam, cc, landescode, country of residence, natn, ctry, cntry`,
	Tags: `tags, tag, marcadores, marcador, hashtags, hash tags, tag list, taglist, labels, label, groups, group, group membership, categories, segments, segment, schlagworte, schlagworter, markierungen, etiketten, gruppen, kategorien,
		etiquetas, etiqueta, grupos, categorias, etiquettes, groupes, mots cles, etichette, gruppi, categorie, trefwoorden, groepen, interests, interessen, intereses, interets, interessi`,
	Company: `company, company name, organization, organisation, organization name, organisation name, account name, account, business name, business, employer, employer name, firm, firma, firmenname, unternehmen,
		empresa, nombre empresa, nombre de la empresa, nome da empresa, razon social, razao social, societe, entreprise, nom de l entreprise, azienda, nome azienda, ragione sociale, bedrijf, bedrijfsnaam, organisatie, societa,
		associated company, company organization, practice name, school name, institution, dba, store name, shop name, venue, primary company`,
	Person: `owner, owner name, contact owner, lead owner, account owner, record owner, deal owner, assigned to, assigned, assigned user, assigned agent, agent, agent name, sales rep, sales rep name, sales representative, rep, rep name, account manager,
		manager, managers name, manager s name, assistant, assistants name, assistant s name, spouse, spouse name, partner name, referred by, referrer, referrer name, emergency contact, emergency contact name, next of kin,
		created by, modified by, last modified by, updated by, user, users, user name, username, benutzer, betreuer, kundenbetreuer, vertriebsmitarbeiter, verantwortlicher, inhaber, zustandig, propietario, responsable, comercial, vendedor, proprietaire, commercial, proprietario, responsabile, agente, eigenaar, accountmanager, children, guardian, guardian name, parent name, doctor, physician, advisor, broker, realtor, csr, caller, phonetic first name, phonetic last name, phonetic middle name, yomi name, given name yomi, family name yomi, additional name yomi`,
	ID: `nif, cif, nie, dni, vat, vat id, vat number, tax id, cpf, cnpj, rfc, curp, iban, siret, siren, kvk, btw nummer, steuernummer, ustid, ust id, p iva, partita iva, codice fiscale, ssn, ssn last 4, npi, ein, fein, tin, policy, leid, euid, acct, account nr, uuid, guid, id`,
	Notes: `notes, note, comment, comments, remarks, remark, description, memo, additional info, additional information, message, background, bemerkung, bemerkungen, anmerkung, anmerkungen, notiz, notizen, kommentar, kommentare,
		notas, nota, comentario, comentarios, observaciones, observacoes, remarques, remarque, commentaire, commentaires, osservazioni, commenti, opmerking, opmerkingen, beschreibung, descripcion, descricao, descrizione`,
	Extra: `extension, title, job title, position, role, designation, occupation, profession, department, salutation, prefix, suffix, name prefix, name suffix, anrede, titel, beruf, abteilung, cargo, puesto, fonction, civilite, ruolo, functie, aanhef, tratamiento,
		nationality, nacionalidad, nacionalidade, nationalite, nazionalita, nationalitat, nationaliteit, staatsangehorigkeit, citizenship, gender, sex, geschlecht, sexo, genero, sexe, sesso, geslacht, birthday, birth date, date of birth, dob, birthdate, bday, geburtstag, geburtsdatum, fecha de nacimiento, nacimiento, data de nascimento, date de naissance, data di nascita, geboortedatum, age, alter, edad, idade, eta, leeftijd, anniversary,
		nom de naissance, birth name, geburtsname, meisjesnaam, apellido de soltera, nome de solteira, cognome da nubile, middle name, middle, middle initial, mi, additional name, nickname, maiden name, initials, zweiter vorname, segundo apellido, apellido materno, ap materno, materno, segundo nombre, tussenvoegsel, short name, organization title, organization department,
		website, web site, web page, url, homepage, webseite, web, site web, sito web, pagina web, site, company website, linkedin, linkedin url, facebook, twitter, instagram, skype, skype id, xing, profile url,
		lead source, source, category, categoria, kategorie, list, lists, list name,  lead status, status, stage, lifecycle stage, customer stage, rating, score, lead score, industry, branche, sector, sector de actividad, secteur, settore, language, sprache, idioma, langue, lingua, taal, time zone, timezone, zeitzone, locale,
		annual revenue, revenue, employees, number of employees, no of employees, budget, value, estimated value, amount, total spent, orders, total orders, orders count, price, campaign, campaign name, form name, ad name, adset name, platform, medium, utm source, utm medium, utm campaign, utm term, utm content, keyword, keywords,
		created, created at, created time, created date, create date, date created, created on, date added, added on, entry date, signup date, sign up date, registration date, updated at, modified, modified date, modify date, last modified, last modified date, last activity, last activity date, last contacted, last contact, last seen, first seen, last visit, erstellt am, angelegt am, geandert am, erstelldatum, fecha de alta, fecha de creacion, data de cadastro, data de criacao, date de creation, date d inscription, data creazione, data di creazione, aangemaakt op, aanmaakdatum,
		latitude, longitude, lat, lng, lon, long, longitud, ip address, ip, product, interest, type, lead type, contact type, customer type, kundentyp, plan, membership, membership type, appointment, appointment date, renewal date, expiry date, expiration date, policy number, vehicle, make, model, year, loan amount, credit score, income, property type, home value, square feet, bedrooms, best time to call, preferred contact method, preferred language, photo, hobby, location, mileage, sensitivity, priority, subject, billing information, directory server, file number, stand, booth, badge, session`,
}

// longestPhrase is the size of the longest phrase, in bytes.
const longestPhrase = 60

// readPhrases returns an index of the phrases by their letters.
func readPhrases(lists map[Concept]string) map[string]Concept {
	n := 0
	for _, list := range lists {
		n += strings.Count(list, ",") + 1
	}
	index := make(map[string]Concept, n)
	for c, list := range lists {
		for phrase := range strings.SplitSeq(list, ",") {
			key := strings.TrimSpace(phrase)
			if strings.ContainsAny(key, " \n\t") {
				key = strings.Join(strings.Fields(key), "")
			}
			if key != "" {
				index[key] = c
			}
		}
	}
	return index
}

// The words by which headers about phones, e-mail and consent are read.
var (
	// phoneNouns say that a column is about phones; mobileWords and landlineWords also say of
	// which kind.
	phoneNouns = newWordSet(`phone phones telephone tel tele telno telnr ph fon fone fono telefon telefono telefonos telefone telefones telefoon rufnummer telefonnummer
		msisdn e164 ani phonenumber fernsprecher telefonnr telf tlf tfno tfnos tlfno tlfn telefoonnummer ddi did dial dialer dialed phne phones phn`)
	mobileWords = newWordSet(`mobile port natel mobil mobiles cell cellphone cellular cel mob wireless movil moviles celular celulares cellulare cellulari cellul portable handy handynummer mobilnummer mobiltelefon
		mobilfunk telemovel telemoveis mobiel mobiele gsm whatsapp smartphone iphone mobilnr handynr`)
	landlineWords = newWordSet(`landline landlines festnetz festnetznummer fijo fixe fixo fisso vaste vast`)
	workWords     = newWordSet(`work biz bus arbeits geschafts firmen dienstl gesch professionale professional profesional profissional wk wrk business office direct job travail buro geschaft geschaftlich geschaftl dienstlich dienst trabajo oficina comercial trabalho escritorio bureau professionnel professionnelle pro ufficio lavoro empresa entreprise societe azienda aziendale bedrijf unternehmen empresarial werk zakelijk zakelijke kantoor arbeit beruflich firma company main switchboard zentrale centralita centralino hq headquarters corporate corp company's`)
	homeWords     = newWordSet(`home maison zuhause heim haus priv thuisnummer casas dom part abitaz huis hm residential residence house private privat personal evening eve night casa residencial domicile domicilio prive thuis prive particular hogar abitazione evenings`)
	otherWords    = newWordSet(`other alt alternate alternative secondary second additional backup 2nd 3rd third weitere weiteres zweite otro otra outro outra autre secondaire secondario altro altra andere tweede callback car radio isdn extra fourth anderes`)
	companyWords  = newWordSet(`company company's main switchboard zentrale centralita standard centralino centrale hq headquarters headquarter corporate corp organization organisation account firm firma unternehmen empresa empresarial entreprise societe azienda aziendale bedrijf organisatie organizacion organizacao`)
	faxWords      = newWordSet(`fax telefax faxnummer faxnr telex pager beeper tty tdd telecopie faxe faxno`)
	// othersWords say that a number or an address is somebody else's.
	othersWords = newWordSet(`partner partners partner's partenaire compagnon compagne parceiro parceira compagno compagna adjuster adjusters underwriter caseworker paralegal co cobuyer coborrower coapplicant agent agents owner rep reps assistant assistants asst assist manager managers emergency ice notfall emergencia urgence emergenza nood spouse parent guardian mother father
		reference referrer referral supervisor doctor physician attorney lawyer broker realtor advisor tracking twilio callrail forwarding routing dnis callerid outbound inbound seller vendor
		spouses spouse's wife's wifes husband's husbands mother's mothers father's fathers mom moms dad dads mum brother sister sibling relatives friend friends colleague roommate executor beneficiary nok referred referrals refer witness school teacher tenant tenants employer employers landlords
		installer technician contractor lender escrow lawyers nanny babysitter child children kid kids dependent old former previous prior past wrong bad incorrect invalid disconnected obsolete outdated did
		esposa esposo marido mujer madre padre hijo hija hermano hermana conyuge pareja familiar pariente referido referida testigo inquilino arrendador escuela colegio antiguo antigua anterior viejo erroneo incorrecto equivocado tutor vecino abogado medico
		epouse epoux mari mere pere fils fille frere soeur conjoint conjointe proche parrain temoin locataire bailleur ecole ancien ancienne precedent precedente errone faux mauvais voisin avocat medecin
		ehefrau ehemann ehepartner mutter vater sohn tochter bruder schwester lebenspartner angehorige angehoriger angehorigen zeuge mieter vermieter schule fruhere ehemalige vorherige falsche falsch ungultige anwalt arzt vormund eltern hausarzt
		mae pai filho filha irmao irma parente indicado indicacao testemunha escola antiga errado errada responsavel vizinho advogado
		moglie marito figlio figlia fratello sorella coniuge testimone scuola vecchio vecchia errato sbagliato vicino avvocato
		echtgenoot echtgenote moeder zoon dochter getuige huurder verhuurder oude vorige verkeerd support helpdesk secretary sekretariat kin relative neighbor landlord trustee employer's rechnungsempfanger betreuer vermittler agente vendedor propietario kontaktperson2 wife husband son daughter caregiver from campaign poc carer csr
		guarantor guar gtor emerg emergcy emgcy emrg emg grdn gdn guardians parents insurer insurers insurance ins solicitor solicitors staff resp relation relationship atty pcp ec counselor counsellor coach sponsor referee recruiter recruiters hiring pharmacy dentist therapist vet veterinarian nurse driver courier shipper consignee supplier manufacturer bank mortgage servicer officer processor closer inspector appraiser notary heir administrator admin estate poa proxy surrogate probation police court judge plaintiff defendant opposing adverse neighbour flatmate housemate fiance fiancee girlfriend boyfriend grandmother grandfather grandparent aunt uncle cousin niece nephew babysitter solicitor's claims consultant salesperson salesman salesrep organizer organiser coordinator caseworker's landlord's superintendent concierge contractor's handyman someone somebody 
		assureur assurance employeur notaire syndic gerant conseiller garant tuteur tutrice parents confiance referent entraineur ecole creche praticien dentiste banque courtier beneficiaire accompagnateur accompagnant aidant gardien gardienne concierge parrainage fournisseur
		versicherung versicherer arbeitgeber burgen burge steuerberater hausverwaltung hausverwalter makler bank berater beraterin verkaufer verkauferin trainerin lehrer lehrerin kindergarten pfleger pflegerin pflegedienst zahnarzt kinderarzt bezugsperson vertrauensperson begleitperson oma opa tante onkel nachbar nachbarin freund freundin partnerin lebensgefahrtin eltern elternteil verwandte verwandter empfehler werber lieferant spedition fahrer hausmeister
		aseguradora seguro empleador aval avalista fiador garante apoderado apoderada encargado encargada acudiente acompanante cuidadora tutora padres abuela abuelo tia tio primo prima suegra suegro cunado amigo amiga novio novia contable gestor gestoria asesor asesora vendedora banco notario medica dentista profesor profesora entrenador guarderia recomendado beneficiario beneficiaria proveedor repartidor chofer jefe secretaria prevencion
		seguradora empregador patrao fiadora encarregado encarregada acompanhante cuidadora avo tio tia amigo amiga namorado namorada contabilista contador corretor corretora gerente banco cartorio medica dentista professor professora treinador creche beneficiario indicador fornecedor motorista chefe secretaria mediador consultor consultora
		assicuratore assicurazione datore fideiussore garante delegato delegata accompagnatore badante genitore genitori tutore tutrice nonna nonno zia zio cugino amica amico fidanzato fidanzata commercialista consulente banca notaio dentista insegnante allenatore maestra asilo beneficiario segnalatore fornitore autista capo segretaria segreteria amministratore referente mediatore curante fiducia
		verzekeraar verzekering werkgever borg notaris makelaar begeleider mantelzorger ouder ouders verzorger verzorgers voogd oma opa tante oom vriend vriendin buur buurman buurvrouw boekhouder adviseur verkoper bank huisarts tandarts leraar lerares kinderopvang opvang begunstigde leverancier chauffeur baas secretaresse beheerder noodgeval nood`)
	// aboutWords say that a column is about a number, and is not the number.
	aboutWords = newWordSet(`type typ tipo types label kind ext extension extn durchwahl extensao interno poste carrier provider operator status valid validity verified verification check checked count calls attempts score
		os device model brand app consent permission preferred time times date name names notes note comments url code prefix area line linetype region country format formatted plan bill usage brand make
		called calling duration result disposition outcome id uuid hash reason flag confirmed match accuracy is has have doesnt invalid bounced subscribed quality rank used timezone zone`)
	// noiseWords do not change what a column is about.
	noiseWords = newWordSet(contactNouns + ` are usuel usual number numbers no nr num nummer numero n primary main value field your my the of de del la le du di da do der die das des van het het een a an to for in on at
		1 one i hs mc sf default you live living where which located please enter e
		formatted international intl q svc nm cd desc res whats and so tell day daytime u und y and et en ed ou national full raw clean cleaned normalized e164 us usa uk input form question what is best hey hi hello there quale quali vivi abiti vives habitas habitez wohnst woont moras`)
	emailWords = newWordSet(`email emails mail mails correo correos courriel emailaddress mailadresse emailadresse emailadres mailadres electronico electronique elettronica eletronico posta`)
)
