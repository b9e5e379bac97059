package normalize

import (
	"strings"
	"sync"

	"rollcall/pkg/lazyregexp"
)

// OwnNumber reports whether all that a label says of a number is that it is the
// person's own: "Self", "Mine", "Client's own".
func OwnNumber(label string) bool {
	own := false
	for _, t := range tokens(label) {
		words := whoseWords()
		switch {
		case t.isNumber():
		case words.own[t.text], words.own[strings.TrimSuffix(t.text, "s")]:
			own = true
		case !words.fill[t.text] && !kindByWord()[t.text].telephone():
			return false
		}
	}
	return own
}

// ExceptedNumbers returns the part of a text with a number that is not to be called, whosever it
// is: "not 617 536 2222" of "use this one, not 617 536 2222"; or nothing.
func ExceptedNumbers(text string) string {
	if !strings.ContainsAny(text, "0123456789") {
		return ""
	}
	return exceptedNumber().FindString(text)
}

// BarredNumbers returns the part of a line that is no row with a number that is not to be called:
// "not 617 536 2222", "617 536 2222 is wrong", "Fax: 617 536 2222"; or nothing.
func BarredNumbers(line string) string {
	if part := ExceptedNumbers(line); part != "" || !strings.ContainsAny(line, "0123456789") || !WrongNumber(line) && !BadNumber(line) {
		return part
	}
	return line
}

var exceptedNumber = lazyregexp.New(`(?i)(?:^|[^\pL])(?:not|never|except|instead of|nicht|statt|anstatt|ausser|außer|pas|sauf|au lieu du|non|invece di|salvo|excepto|menos|en vez de|niet|behalve|nie|inte|ikke)(?:[^\pL\d+(]|at|on|to|the|number|nr|auf|unter|die|au|le|al|il|el|na|op|på)*[+(]?\d[\d\s().+/-]{5,}\d|[+(]?\d[\d\s().+/-]{5,}\d\s+[xX✗✘❌]\s*$`)

// telephone reports whether the kind is one that people are called at.
func (k NumberKind) telephone() bool { return k != OtherNumber && k.Dialed() }

// WhoseNote is NoteOf for a label in a column that says whose numbers are: one that
// says more than that it is the person's own or of what kind is somebody else's.
func WhoseNote(label string) Note {
	n := NoteOf(label)
	if !n.Bad && hasWord(label) && !Blank(label) && !OwnNumber(label) && !onlyKind(label) {
		n.Bad = true
	}
	return n
}

// onlyKind reports whether all that a label says is of what kind a number is: "his
// cell", and not "group home front desk".
func onlyKind(label string) bool {
	kind := false
	for _, t := range tokens(label) {
		is := kindByWord()[t.text] != OtherNumber
		if !is && !t.isNumber() && !whoseWords().fill[t.text] {
			return false
		}
		kind = kind || is
	}
	return kind
}

// othersNumber reports whether all that the words beside a number say, or those before
// the rest of a sentence, is that it is somebody else's: "his mother's cell", "numéro de
// sa mère", "Next of kin", "neighbor - only knows where he is".
func othersNumber(list []token) bool {
	const most = 8
	words := make([]token, 0, most)
	for _, t := range list {
		if t.first && len(words) > 0 && onlyOthers(words) {
			return true
		}
		if t.isNumber() {
			continue
		}
		if len(words) == most {
			return false
		}
		words = append(words, t)
	}
	return onlyOthers(words)
}

// onlyOthers reports whether all that words say of a number is whose it is, and that it
// is somebody else's.
func onlyOthers(list []token) bool {
	words, others := whoseWords(), false
	for i := 0; i < len(list); i++ {
		text := list[i].text
		switch {
		case i+1 < len(list) && words.others[text+" "+list[i+1].text]:
			others = true
			i++
		case words.others[text], words.others[strings.TrimSuffix(text, "s")]:
			others = true
		case !words.fill[text] && !kindByWord()[text].telephone():
			return false
		}
	}
	return others
}

// faxMark reports whether a text is a number after the letter for a fax:
// "F 305-371-5569".
func faxMark(list []token) bool {
	digits := 0
	for i, t := range list {
		switch {
		case i == 0 && t.text == "f":
		case i > 0 && t.isNumber():
			digits += len(t.text)
		default:
			return false
		}
	}
	return digits >= 7
}

type whose struct{ own, others, fill map[string]bool }

// whoseWords are what labels say of whose a number is. A word of the others is one
// that says so with nothing but fill words and kinds of numbers beside it.
var whoseWords = sync.OnceValue(func() whose {
	set := func(text string) map[string]bool {
		words := map[string]bool{}
		for part := range strings.SplitSeq(plainWords(text), ",") {
			part = strings.TrimSpace(part)
			if phrase, ok := strings.CutPrefix(part, "="); ok {
				words[phrase] = true
				continue
			}
			for w := range strings.FieldsSeq(part) {
				words[w] = true
			}
		}
		return words
	}
	return whose{set(ownWords), set(othersWords), set(whoseFill)}
})

const (
	ownWords = `self own same mine me myself himself herself themselves patient client customer member subject applicant borrower debtor consumer student employee resident participant donor contact primary main personal owner person principal insured subscriber lead yes
		ella misma socio socia propio propia suyo suya mio mia mismo misma titular paciente cliente personal yo
		moi propre meme lui elle mien mienne perso sien sienne adherent adherente abonne assure client cliente personnel titulaire patiente
		selbst eigene eigenes eigener eigen selber ihm ihr ich kunde kunden kundin mir dem mitglied patientin persönlich
		proprio propria stesso stessa mio mia suo sua lui lei io cliente paziente titolare intestatario intestataria personale
		próprio própria mesmo mesma eu meu dele dela associado pessoal
		zelf mij mijzelf lid eigen hemzelf haarzelf ik klant patiënt persoonlijk
		własny własna własne sam sama ja klient pacjent osobisty`
	othersWords = `wife husband spouse mom mommy mother mum dad daddy father sons daughter child brother sister sibling neighbor neighbour roommate flatmate housemate parent parents emergency friend guardian grandmother grandfather grandma grandpa grandparent grandson granddaughter nephew niece aunt uncle cousin partner girlfriend boyfriend fiance fiancee stepmother stepfather stepmom stepdad stepson stepdaughter caregiver caretaker carer nanny babysitter relative landlord tenant lawyer attorney solicitor paralegal counsel realtor referrer reference employer poe boss supervisor coworker colleague coach teacher nurse caseworker trustee executor cosigner guarantor kin asst assistant assistants assistante assistentin asistente assistente receptionist secretary switchboard warden concierge porter janitor exwife exhusband inlaw shelter,
		=co worker,=case worker,=social worker,=front desk,=parole officer,=probation officer,=case manager,=family member,=significant other,=foster parent,=care giver,=co signer,=place employment,=power attorney,
		madre padre mamá papá esposo esposa marido mujer hijo hija hermano hermana abuelo abuela tío tía primo prima vecino vecina amigo amiga novio novia pareja cónyuge familiar pariente cuñado cuñada empleador jefe jefa abogado abogada cuidador cuidadora suegra suegro cuñado cuñada emergencia emergencias tutora,
		mère maman mari épouse époux conjoint conjointe fils fille frère sœur soeur voisin voisine ami amie copain copine compagnon compagne employeur avocat avocate tante oncle cousine belle-mère grandmère grandpère aidant aidante tuteur tutrice urgence,
		mutter vater ehemann ehefrau gatte gattin partnerin ehepartner ehepartnerin sohn tochter bruder schwester nachbar nachbarin nachbarn freund freundin arbeitgeber chef chefin anwalt anwältin onkel oma opa großmutter großvater grossmutter grossvater vermieter mieter eltern verwandter verwandte angehöriger angehörige betreuer betreuerin pfleger pflegerin notfall notfallkontakt sekretariat sekretärin,
		mamma moglie marito figlio figlia fratello sorella nonno nonna zio zia cugino cugina vicino vicina amico amica fidanzato fidanzata compagno compagna coniuge genitore genitori datore avvocato badante emergenza,
		mãe mae pai mulher filho filha irmão irmã avó avô vizinho vizinha namorado namorada recado recados cunhado cunhada sogro sogra companheiro companheira cônjuge parente patrão empregador advogado advogada responsável emergência,
		moeder vader echtgenoot echtgenote zoon dochter broer zus buurman buurvrouw buren vriend vriendin werkgever advocaat oom ouders mantelzorger noodcontact noodgeval,
		matka matki ojciec ojca mąż męża żona żony syn syna córka córki brat brata siostra siostry sąsiad sąsiada sąsiadka przyjaciel szef pracodawca adwokat babcia dziadek rodzic rodzice partnerka`
	whoseFill = `belle beau mon ma mes mi mis meu minha il mio mia mein meine mijn es e o this that thats here heres number numbers phone telephone tel ph contact line s is it its this his her hers their theirs my the of for to a an ex step grand next door law in only
		número numero num nº n telefono telefone teléfono téléphone telefon telefoon nummer rufnummer telefonnummer telefoonnummer numer
		de del la el lo su sus es da do das dos com a o na no del dela sua seu é d le l du sa ses leur c est der die dem den seiner ihrer seine ihre seines ihres sein ihr ist di della dello suo suoi il van het zijn haar is jej jego od`
)
