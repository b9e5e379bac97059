package header

import (
	"slices"
	"strings"
)

// People are words for people whom the columns of a file may be about, in addition to
// othersWords, who are never its contacts, and noiseWords and personWords, who always are.
type People []string

func people(text string) People { return strings.Fields(text) }

// Has reports whether a word is for such people, or for something of theirs: "Mom's".
func (p People) Has(w string) bool {
	return slices.Contains(p, w) || strings.HasSuffix(w, "s") && slices.Contains(p, w[:len(w)-1])
}

// In reports whether a header has a word for such people.
func (p People) In(name string) bool { return slices.ContainsFunc(Words(name), p.Has) }

// Without returns words without those for such people.
func (p People) Without(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), p.Has)
}

// contactNouns are the people whom a file is about, whatever else its headers say.
const contactNouns = `contact contacts customer client lead person customers clients leads member prospect subscriber recipient user cust persona kontakt kunde kunden cliente klant individual applicant borrower attendee patient student respondent guest donor voter voters resident registrant tenant insured policyholder buyer invitee participant caller`

var contactNounSet = newWordSet(contactNouns)

// IsHuman reports whether a header only has a word for people, who cannot be businesses as
// customers and donors can: "Patient".
func IsHuman(name string) bool {
	words := Words(name)
	return len(words) == 1 && humanWords.has(words[0])
}

var humanWords = newWordSet("patient insured applicant attendee registrant invitee voter respondent resident passenger paciente patiente paziente pasajero passager passeggero assure asegurado versicherter patientin pacjent pacient")

// MayBeCompany reports whether a header only has words for those who buy, and for their names,
// who can be companies: "Customer", "Client Name".
func MayBeCompany(name string) bool {
	words := Words(name)
	return hasAny(words, customerWords) && allIn(words, customerWords, nameParts)
}

var customerWords = newWordSet("customer customers client clients account accounts buyer kunde kunden cliente clientes clienti klant klanten klient klienci donor donors subscriber vendor supplier member")

// IsPerson reports whether a word is for a person, who may be the contact or another:
// "Guest Mobile Phone".
func IsPerson(w string) bool {
	return contactNounSet.has(w) || personWords.has(w) || partakers.has(w) || Parties.Has(w) || IsParty(w)
}

// partakers belong to what the file is of.
var partakers = newWordSet(`volunteer volunteers supporter supporters patron patrons parishioner parishioners alumnus alumna alumni congregant
	ehrenamtliche ehrenamtlicher helfer helferin mitglied teilnehmer teilnehmerin voluntario voluntaria socio socia simpatizante benevole benevoles participante participant participante volontario volontaria vrijwilliger medlem wolontariusz`)

var (
	// Owners have a property, Landlords let it, and Tenants live in it.
	Owners    = people(`owner owners propietario propietaria eigentumer proprietaire proprietario proprietaria eigenaar`)
	Landlords = people(`landlord landlords vermieter verhuurder`)
	Tenants   = people(`tenant tenants renter renters lessee lessees occupant occupants mieter inquilino inquilina locataire inquilini huurder`)
	// Children are those whose Parents are in the file.
	Children = people(`student students child children pupil pupils player players camper campers kid kids athlete athletes swimmer dancer scholar
	schuler schulername schulerin kind kinder spieler alumno alumna alumnos nino nina jugador eleve eleves enfant enfants joueur aluno aluna alunos crianca jogador
	alunno alunna alunni bambino bambini giocatore leerling leerlingen speler`)
	// Grown are of age.
	Grown   = people(`adult adults erwachsene erwachsener adulto adulta adultos adulte adultes adulti volwassene volwassenen`)
	Parents = people(`parent parents guardian guardians carer carers caregiver caregivers mother father mom dad eltern elternteil mutter vater erziehungsberechtigte erziehungsberechtigter
		sorgeberechtigte sorgeberechtigter tutor tutora responsable madre padre padres apoderado apoderada acudiente mere pere tuteur tutrice pai mae responsavel encarregado
		genitore genitori tutore ouder ouders moeder vader voogd verzorger`)
	// Schools, Jobs, Colleges and Properties are words in files of pupils, of employees, of
	// alumni and of owners.
	Schools = people(`school schools schule ecole etablissement escuela colegio escola scuola szkola homeroom classroom teacher lehrer lehrerin klassenlehrer
		maestro profesor enseignant professeur insegnante leraar counselor`)
	Jobs = people(`employee employees salary department dept job position rank pay hire hired title company employer occupation mitarbeiter abteilung empleado
		puesto salario`)
	Colleges = people(`alumni alumnus alumna degree degrees major faculty university college colleges fakultat studiengang universitat universite diplome licence
		master universidad carrera facultad titulacion universidade faculdade universita laurea facolta universiteit opleiding studierichting`)
	Properties = people(`property parcel apn bedrooms objekt immobilie inmueble bien immobile imovel woning pand`)
	// Teachers teach the Children.
	Teachers = people(`teacher teachers instructor coach lehrer lehrerin lehrkraft maestro maestra profesor profesora docente enseignant enseignante professeur insegnante leraar docent professor professora nauczyciel`)
	// Givers have something sent to Receivers.
	Givers = people(`sender senders giver givers gifter purchaser purchasers buyer buyers orderer absender absenderin besteller bestellerin expediteur expeditrice acheteur acheteuse remitente comprador compradora
		remetente mittente acquirente afzender besteller`)
	Receivers = people(`recipient recipients receiver receivers giftee honoree consignee addressee empfanger empfangerin beschenkter destinataire destinatario destinataria ontvanger`)
	// Referred are the people whom Referrers refer.
	Referred  = people(`friend friends freund freundin amigo amiga ami amie amico amica vriend vriendin referred referral referrals referee empfohlener empfohlene geworbener referido referida filleul filleule segnalato indicado indicada doorverwezene`)
	Referrers = people(`referrer referrers referring empfehler werber referente parrain marraine segnalatore indicante doorverwijzer`)
	// Parties are the people in a file of two sides: either may be its contacts, and the file
	// name decides.
	Parties = people(`host hosts guest guests buyer purchaser seller donor honoree passenger driver rider sender recipient renter lender borrower player coach member visitor mentor mentee
	trainer trainee student teacher patient caller claimant nominee nominator referrer applicant
	gast gastgeber gastgeberin kaufer verkaufer fahrer fahrgast spender anfitrion invitado invitada comprador vendedor conductor pasajero
	hote invite invitee acheteur vendeur conducteur passager anfitriao convidado convidada motorista passageiro ospite acquirente venditore autista passeggero koper verkoper bestuurder passagier`)
	// Contacts are the people whom a file is about, or others whom somebody names: "Contact
	// Relationship".
	Contacts = people(`contact contacto kontakt contatto contato`)
)

// IsOnFile reports whether a cell is for somebody whom the contact named and who agreed to
// nothing: "Emergency contact", "Next of kin", and in a column of roles "Witness".
func IsOnFile(cell string, role bool) bool {
	const longest = 7
	words := Words(cell)
	return len(words) <= longest && !hasAny(words, negations, jobWords) &&
		(hasAny(words, emergencyWords) && hasAny(words, contactWords, caseWords) || hasAny(words, relativeWords) || role && len(words) == 1 && hasAny(words, namedWords))
}

var (
	emergencyWords = newWordSet(`emergency emerg ice urgence urgences emergencia emergencias emergenza emergenze notfall noodgeval nood`)
	caseWords      = newWordSet(`case caso cas`)
	// jobWords make a job or a place of work of "Emergency contact center manager".
	jobWords = newWordSet(`manager director coordinator supervisor officer nurse operator dispatcher specialist technician clerk lead center centre department dept room service services team office planner planning
		leiter leiterin dienst abteilung stelle zentrale zentrum jefe jefa coordinador coordinadora servicio centro departamento enfermera enfermero chef service centre responsable infirmier infirmiere
		coordenador coordenadora servico departamento gerente responsabile coordinatore servizio reparto infermiere infermiera leidster afdeling dienst centrum`)
	relativeWords = newWordSet(`kin prevenir notfallkontakt noodcontact angehoriger angehorige`)
	namedWords    = newWordSet(`reference references referee guarantor cosigner witness referencia referencias avalista fiador testigo garant temoin burge zeuge zeugin garante fideiussore testimone fiadora testemunha getuige`)
)

// IsParty reports whether a word is for somebody who may be the contact or somebody else.
func IsParty(w string) bool { return partyWords.has(w) }

var partyWords = newWordSet("owner owners seller vendor agent parent guardian broker realtor doctor physician manager tenant landlord teacher employer propietario vendedor agente eigentumer verkaufer mieter vermieter proprietaire vendeur locataire proprietario venditore inquilino inquilina eigenaar verkoper")

// IsPrincipal reports whether a word is for somebody whom a file is about if it has no other
// names. Those who act for others, as agents, are not.
func IsPrincipal(w string) bool { return principalWords.has(w) }

var principalWords = newWordSet("owner owners seller parent guardian tenant propietario eigentumer verkaufer mieter proprietaire vendeur locataire proprietario venditore inquilino inquilina eigenaar verkoper")

func namesChange(words []string) bool {
	return hasAny(words, changeWords) && allIn(words, changeWords, changeBeside)
}

var (
	changeWords  = newWordSet("op operation change delta cdc dml crud action anderung aenderung anderungsart operacion cambio accion operazione modifica azione operacao alteracao acao modification wijziging mutatie")
	changeBeside = newWordSet("type kind code flag row record indicator ind name art tipo status de des of data contact sync")
)

// IsDeletion reports whether a cell says that the row was deleted, or is to be: "Deleted",
// and in a column of changes "remove" as well.
func IsDeletion(cell string, change bool) bool {
	words := Words(cell)
	if len(words) == 0 || len(words) > 3 {
		return false
	}
	found := false
	for _, w := range words {
		switch {
		case deletedWords.has(w), change && deleteWords.has(w), w == "delete" && len(words) == 1:
			found = true
		case deletedBeside.has(w), w == "to", w == "be", w == "pending":
		default:
			return false
		}
	}
	return found
}

var deleteWords = newWordSet("delete del deletes remove removed rem drop loschen entfernen loschung eliminar borrar baja supprimer suppression cancella eliminare excluir remover exclusao verwijderen")
