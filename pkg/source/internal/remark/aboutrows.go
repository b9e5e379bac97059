package remark

import (
	"strconv"
	"strings"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// LimitsRows reports whether a line that is not a row says of some rows that they may not
// count, "the entries below failed verification", "leave out 212 555 0100", or is the heading
// of minors: "Players (ages 11-13)". Nobody can be sure which rows it means.
func LimitsRows(text string) bool {
	if len(text) > LongestTitle || discretion().MatchString(text) {
		return false
	}
	switch {
	case cell.HasPhoneDigits(text):
		return Corrects(text)
	case pointsAtRows().MatchString(text) && limits().MatchString(text),
		postscript().MatchString(text) && Corrects(text), formerly().MatchString(text):
		return true
	}
	return HeadsMinors(text)
}

// LimitsCodes reports whether a line that names a code may say not to call whoever has it, or
// has none: "Skip B", "Only A may be phoned".
func LimitsCodes(text string) bool {
	return len(text) <= LongestTitle && (limits().MatchString(text) || corrects().MatchString(text) || offLimits().MatchString(text))
}

var offLimits = lazyregexp.New(`(?i)\b(off limits|hands off|minors?|underage)\b`)

// formerly matches the heading of a group of people who are no longer what the others are, or of
// numbers that need not be telephones.
var formerly = lazyregexp.New(`(?i)^\W*((type|status|relationship|group|category)\W+)?(fax(es)?|emergency contacts?|inactive|lapsed|resigned|archived?|bounced|unverified|tests?|examples?|hold|legal|lawyers involved|ex|old contacts|moved away|no longer \w+|leave (these|them)\b.*|ausgetreten|ehemalige|anciens|antiguos|ex soci|vecchi soci|oud-?leden)( (members?|people|contacts|numbers?|customers?|clients?|mitglieder|kunden|clients|adhérents|socios|leden))?\W*$`)

// Corrects reports whether a line says to leave out or to correct something, or someone.
func Corrects(text string) bool {
	return len(text) <= LongestTitle && corrects().MatchString(text) && !IsHowTo(text)
}

// pointsAtRows matches what points at rows near a line, limits what takes something from
// them, corrects what does so with numbers or after a postscript, discretion what is about the list as a whole.
var (
	pointsAtRows = lazyregexp.New(`(?i)\b(below|above|following|these|those|underneath|from here|this (point|line)|(previous|last|next|first) (\w+ )?(rows?|entries|lines?|records?|names?|people|contacts?|numbers?)|unten|oben|folgende\w*|obige\w*|diese\w*|ab hier|abajo|arriba|siguientes?|est[oa]s|ci-dessous|ci-dessus|suivant\w*|ces|à partir d.ici|sotto|sopra|seguenti|quest[ie]|abaixo|acima|seguintes|est[ae]s|hieronder|hierboven|onderstaande|bovenstaande|deze)\b`)
	limits       = lazyregexp.New(`(?i)(\bnot\b|n['’]t\b|\b(fail\w*|never|only|kept|keep|audit|archiv\w*|invalid|un\w*(ed|able)|removed?|old|outdated|expired|duplicates?|pending|test|tests|without|exclude[ds]?|skip|ignored?|obsolete|former|inactive|disregard|void|cancel\w*|rejected|bad|wrong|deceased|quit|stop\w*|told us|asked us|refus\w*|declin\w*|complain\w*|moved|nicht|kein\w*|nur|alt[e]?|ungültig\w*|gelöscht\w*|veraltet\w*|no|solo|antigu\w+|inválid\w+|pas|seulement|ancien\w*|invalides?|non|soltanto|vecchi\w?|não|apenas|antig\w+|niet|alleen|oude?|ongeldig\w*)\b)`)
	corrects     = lazyregexp.New(`(?i)\b((leave|left|take|taken|cross|crossed|strike) (\w+ )?(out|off)|stop (calling|ringing|phoning)|remov\w+|skip\w*|ignor\w*|disregard\w*|is (now )?(out|off|gone)|except|all but|everyone but|everybody but|without|(has |have )?moved( away)?|said no|says no|(außer|ausser|ohne|sauf|sans|excepto|salvo|menos|sin|tranne|senza|exceto|sem|behalve|zonder)|changed (his|her|their|the) (number|phone)|exclud\w+|omit\w*|delet\w+|drop\w*|wrong|incorrect|corrections?|typo|(number|phone) (has )?changed|new (number|phone)|instead|no longer|belongs to|streichen|entfernen|falsch|weglassen|quitar|borrar|incorrecto|enlever|supprimer|retirer|togliere|rimuovere|remover|retirar|verwijder\w*|schrappen)\b|^\W*\pL+(: (no|nein|non)|( is)? out)\W*$`)
	postscript   = lazyregexp.New(`(?i)^\W*(p\.? ?s\.?|n\.?b\.?|note|remember to|don['’]?t forget|please|pls|kindly|bitte|por favor|merci de|si prega di|favor)\W`)
	discretion   = lazyregexp.New(`(?i)\b(confiden\w+|copyright|rights|distribut\w+|disclos\w+|proprietary|vertraulich\w*)\b`)
)

// CountsRows reports whether a text means rows by their numbers, or numbers by how they end:
// "Skip rows 4 and 9", "Contacts!A4", "the number ending in 4116".
func CountsRows(text string) bool { return countsRows().MatchString(text) }

var countsRows = lazyregexp.New(`(?i)\b(rows?|lines?|zeilen?|filas?|lignes?|righ?[ei]|linhas?|rij(en)?|regels?)\s+(no\.? |nos\.? |nr\.? |#)?\d|\w'?!\$?[a-z]{1,3}\$?\d|\b(numbers?|phones?|cell|mobile)\b.{0,12}\bend(s|ing)? (in|with)\W+\d`)

// HeadsMinors reports whether the heading of a group says that its people are under 18:
// "Children", "Players (ages 11-13)".
func HeadsMinors(text string) bool {
	const adult = 18
	if m := agesGiven().FindStringSubmatch(text); m != nil {
		age, err := strconv.Atoi(m[1])
		return err == nil && age < adult
	}
	name, _, _ := strings.Cut(text, "(")
	minor, _ := normalize.AgeWord(strings.ToLower(strings.Trim(name, " :-–—*#=.")))
	return minor
}

// agesGiven matches the ages of a group, and finds the lowest.
var agesGiven = lazyregexp.New(`(?i)\b(?:ages?|aged|alter|edad(?:es)?|âges?|età|idades?|leeftijd)\s*:?\s*(\d{1,2})\b`)

// wider matches what a note on a row says of the rows next to it, and alike whom it names
// beside the row's person.
var (
	wider = lazyregexp.New(`(?i)\b(next|following|previous|preceding|last) (one|two|three|four|five|few|\d{1,2})\s*($|[.,;:)!])|\b(next|following|previous|preceding) (\w+ )?(rows?|lines?|entry|entries|persons?|people|names|records?)\b|\b(rows?|ones?|people|everyone|everybody|entries|lines?|names|all) (\w+ )?(below|above)\b|\band (the )?(below|above)\b|[↓↑⬇⬆]|` +
		`\b(nächsten?|(nach)?folgenden?) (zwei|drei|vier|zeilen?|personen)\b|\b(dos|tres|filas?|personas) siguientes\b|\bsiguientes (dos|tres|filas|personas)\b|\b(deux|trois|lignes?|personnes?) (suivant|prochain)\w*|\b(prossim[ie]|seguenti) (due|tre|righe|persone)\b|\bvolgende (twee|drie|regels?|personen)\b`)
	alike = lazyregexp.New(`(\p{Lu}\p{L}+) (?i:too|also|as well|either|auch|aussi|también|anche|também|ook)\b|(?i:\b(?:same (?:goes )?for|nor|neither|call|contact|ring|phone|dial|remove|skip)) (\p{Lu}\p{L}+)|(\p{Lu}\p{L}+)(?: \p{Lu}\p{L}+)? (?i:no longer|says?|said|has|had|is|wants?|asked|asks|does|doesn.t|passed|died)\b`)
)

// MeansOthers reports whether a note that says not to call says so of other rows, too, and
// whom it names.
func MeansOthers(note string) (name string, is bool) {
	const shortest = len("do not call ↓")
	if len(note) < shortest || len(note) > LongestTitle || strings.IndexByte(note, ' ') < 0 {
		return "", false
	}
	if _, refuses := normalize.Refuses(note); !refuses {
		return "", false
	}
	if m := alike().FindStringSubmatch(note); m != nil {
		return m[1] + m[2] + m[3], true
	}
	return "", wider().MatchString(note)
}
