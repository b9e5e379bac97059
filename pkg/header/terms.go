package header

import "slices"

// Terms are the words of headers for one subject that is not a Concept.
type Terms struct{ words *wordSet }

func terms(text string) Terms { return Terms{newWordSet(text)} }

// Has reports whether a word is one of them.
func (t Terms) Has(word string) bool { return t.words.has(word) }

// In reports whether a header, or a cell, has one of them.
func (t Terms) In(name string) bool { return slices.ContainsFunc(Words(name), t.Has) }

// All reports whether all words are among them.
func (t Terms) All(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !t.Has(w) })
}

var (
	// RowNumbers are words of the numbers of rows, Codes of codes, whose digits are no
	// number, Coordinates of places on the globe.
	RowNumbers  = terms(`row line index record seq sequence serial sr s no nr num number lfd pos zeile fila ligne riga linha`)
	Codes       = terms(`id code number no nr num nummer numero n key ein npi cd codigo codice ref reference zip phone acct account user house`)
	Coordinates = terms(`latitude longitude lat lng lon longitud latitud geo coordinates gmtoff dstoff`)
	// Represented are words of somebody who has a lawyer, Insolvent of a court's protection,
	// Debts of what is collected from those who may have either.
	Represented = terms(`rep represented represents representation represente representado representada rappresentato vertreten vertegenwoordigd`)
	Insolvent   = terms(`bankruptcy bankrupt bankruptcies bk insolvency insolvent insolvenz konkurs faillite quiebra fallimento falencia faillissement`)
	Debts       = terms(`debtor debtors debt debts collection collections placement placements delinquent delinquency inkasso schuldner deudor deuda debitore devedor debiteur`)
	// Counties are worth less than states, WholeAddresses less than streets.
	Counties       = terms(`county distrito`)
	WholeAddresses = terms(`formatted full complete`)
	// AreaCodes are words for the first part of phone numbers.
	AreaCodes = terms(`area areacode npa vorwahl ortsvorwahl prefijo prefisso indicatif ddd netnummer kengetal prefix prefixo lada ac code exchange nxx caracteristica codarea predvolba 市外局番 区号`)
	// TestRecords are words of headers that mark what is no person.
	TestRecords = terms(`test is record lead contact entry data dummy account flag`)
	// Inclusions are words of headers that ask whom to include, Instructions of what to do.
	Inclusions   = terms(`include included incl eligible selected in for the list campaign incluir incluido inclure inclus includere incluir aufnehmen opnemen`)
	Instructions = terms(`call calls action actions next step todo to do what instruction instructions accion action aktion azione acao actie`)
	// Logs are words that say nothing about the subject of the cells.
	Logs = terms(`event events action actions activity type kind name change changes update updates entry log history state latest last current new record
		result message evento accion azione acao ereignis aktion vorgang evenement gebeurtenis actie zdarzenie`)
	// CallLengths are for how long a call was, CallHooks for what is called at an address
	// on the web when somebody calls or writes.
	CallLengths = terms(`duration billsec seconds talk talktime dauer gesprachsdauer duree duracion durata duracao duur`)
	CallHooks   = terms(`voice sms call calls message messaging webhook callback fallback trunk`)
	// CallBills are what a telephone bill has of a call: its minutes and its price.
	CallBills = terms(`min mins minutes minuten minutos minuti charge charges amount cost rate tariff billed preis kosten betrag cout montant coste importe costo custo valor koszt`)
	// Devices are the numbers that a telephone or its card has and a person has not.
	Devices = terms(`imei imeis iccid imsi meid eid`)
	// NumberPlans are what tables of who serves which numbers have.
	NumberPlans = terms(`npa nxx npanxx ocn lata lrn clli ratecenter`)
	// Sizes are of clothes, which may also be "Junior".
	Sizes = terms(`size sizes shirt tshirt grosse taille talla tamanho taglia maat rozmiar`)
	// Breeds are what only pets have, Pets what stands before their ages.
	Breeds = terms(breeds)
	Pets   = terms(`pet animal patient haustier tier mascota animale huisdier sex gender color colour weight` + " " + breeds)
	// Degrees are in the cells of those who went to a college.
	Degrees = terms(`university college univ bs ba ma mba msc bsc phd jd md bachelor master universitat universite universidad universidade universita
		universiteit hochschule`)
	// English words show that headers are English.
	English = terms(`name first last phone mobile cell town city street state postcode zip customer number address company owner member guest account tenant who
		best`)
)

const breeds = `species breed tierart espece especie specie diersoort`
