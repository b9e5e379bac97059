package header

import (
	"slices"
	"strings"
	"sync"

	"rollcall/pkg/lazyregexp"
)

// AgeKind is how a column says how old people are.
type AgeKind uint8

// The ways to say how old people are.
const (
	NoAge      AgeKind = iota
	Years              // an age
	Born               // a date or a year of birth
	FlagsMinor         // a yes means a minor
	FlagsAdult         // a no means a minor
	AgeGroup           // "Age Group", "Adult/Child"
	Grade              // "Grade Level": of a school, where the cells agree
	Class              // "Class": perhaps of a school
	Graduates          // "Class of": the year in which they leave school
)

// AgeOf returns how a column says how old people are: those of whose, and those for whom a
// file has no word. The age of a roof, a lead, an account, or a child in a file of parents
// does not count.
func AgeOf(name string, whose []string) AgeKind {
	if kind := schoolOf(name, whose); kind != NoAge {
		return kind
	}
	if all := Words(name); len(all) > 2 && yearsWords.has(all[0]) && momentsOfAge.has(all[1]) {
		return Years
	}
	words := slices.DeleteFunc(ageWords(name), func(w string) bool { return ageFillers.has(w) || slices.Contains(whose, w) || isCode(w) })
	joined := strings.Join(words, " ")
	if text := " " + strings.Join(Words(name), " ") + " "; furtherMinors.in(text) {
		return FlagsMinor
	} else if furtherAdults.in(text) {
		return FlagsAdult
	}
	born := hasAny(words, birthWords) && allIn(words, birthWords, dayWords)
	switch {
	case minorPhrases[ageLimit().ReplaceAllString(joined, "18")]:
		return FlagsMinor
	case adultPhrases[joined]:
		return FlagsAdult
	case yearsQuestions.has(joined), yearsWords.has(strings.TrimPrefix(strings.TrimSuffix(joined, " year"), "birth ")) && !slices.Contains(Words(name), "account"):
		return Years
	case born, strings.HasPrefix(joined, "geburts"), strings.HasPrefix(joined, "geb dat"):
		return Born
	}
	grouped := hasAny(words, yearsWords, groupsOfAge)
	if grouped && !slices.Contains(Words(name), "account") && !slices.ContainsFunc(words, func(w string) bool {
		return !yearsWords.has(w) && !groupsOfAge.has(w) && !besideAges.has(w) && !minorPhrases[w] && !adultPhrases[w]
	}) {
		return AgeGroup
	}
	return NoAge
}

// ageLimit is an age below which the law protects children: "Under 13".
var ageLimit = lazyregexp.New(`\b1[2-8]\b`)

var (
	furtherMinors = beginningsOf(`несовершеннолет неповноліт ανηλικ reşit_değil ergin_değil vị_thành_niên niepełnolet nezletil maloletý alaikäi mindreårig umyndig minderårig omyndig kiskorú nepilnamet 未成年 미성년 قاصر קטין`)
	furtherAdults = beginningsOf(`совершеннолет повноліт ενηλικ reşit_ pełnolet zletil plnolet täysi_ikäi nagykorú 성년 בגיר`)
)

// ageWords returns the words of a header, with compounds about ages split: DOBYYYYMM,
// DATANASC, dateofbirth.
func ageWords(name string) (all []string) {
	for _, w := range Words(name) {
		if found := segments(w, ageRuns()); len(w) > 5 && len(found) > 1 && !yearsWords.has(w) && !birthWords.has(w) && shortOnes(found) < 2 {
			all = append(all, found...)
			continue
		}
		all = append(all, w)
	}
	return all
}

var ageRuns = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, set := range []*wordSet{ageFillers, yearsWords, birthWords, dayWords} {
		for w := range set.words() {
			if len(w) > 2 || w == "of" || w == "de" || w == "di" || w == "da" {
				all[w] = true
			}
		}
	}
	return all
})

// isCode reports whether a word cannot be pronounced, so that it is a database's own:
// SPBPERS_BIRTH_DATE.
func isCode(w string) bool {
	const most = 3 // consonants one after another, but for "schw" and the like
	run := 0
	for _, r := range w {
		if strings.ContainsRune("aeiouyäöü", r) || r > 'z' {
			run = 0
		} else if run++; run > most {
			return !isOthers(w) && !known()[w] && !isPhrase(w) && !birthWords.has(w) && !yearsWords.has(w)
		}
	}
	return false
}

// schoolOf returns how a column says what school year somebody is in.
func schoolOf(name string, whose []string) AgeKind {
	words := slices.DeleteFunc(Words(name), func(w string) bool { return schoolFillers.has(w) || slices.Contains(whose, w) })
	switch joined := strings.Join(words, " "); {
	case gradePhrases[joined]:
		return Grade
	case classPhrases[joined]:
		return Class
	case graduatePhrases[joined]:
		return Graduates
	}
	return NoAge
}

var (
	schoolFillers = newWordSet(`the your s student students pupil pupils player players athlete athletes camper applicant child current in fall entering de del do da des du la le schuler schulerin eleve alumno alumna aluno aluna alunno alunna leerling ucznia hs high school academic`)
	gradePhrases  = phraseSet(`grade, grades, grade level, grade lvl, level grade, gr, grd, gr level, grade class, grade year, year group, yr group, year grp, year level, yr level, year form, klassenstufe, jahrgangsstufe, schulklasse, schulstufe, niveau scolaire, classe scolaire, curso escolar, grado escolar, nivel escolar, grado grupo,
		ano escolar, serie escolar, ano serie, serie ano, classe frequentata, anno corso, leerjaar, klasa`)
	classPhrases    = phraseSet("class, class year, class level, class group, klasse, klassen, classe, classes, curso, grado, serie, ano, klas, groep, form, form group, year, yr, level, nivel, niveau, stufe, jahrgang, homeroom, tutor group, registration group, standing, class standing, classification")
	graduatePhrases = phraseSet(`class of, grad year, grad yr, grad class, grad date, graduation year, graduation class, graduation date, graduating class, graduating year, graduation, expected graduation, expected graduation year, expected grad year, anticipated graduation, year of graduation, graduates in, yog, abschlussjahr, abschlussjahrgang, abiturjahrgang, abiturjahr,
		annee bac, annee diplome, annee baccalaureat, ano graduacion, graduacion, promocion, ano formatura, ano conclusao, formatura, anno diploma, anno maturita, eindexamenjaar, examenjaar, rok matury, rok ukonczenia`)
)

var (
	ageFillers = newWordSet(`suppression suppressed suppress exclusion excluded i am confirm confirms certify certifies that what how when were was on quel quelle wie welches cual que qual hoe do you have u tu sie du bist sind avez vous as tiene tienes tienen tem voce ha hai lei ben jij ma masz lat pan pani bent please borrower borr mbr cust pat emp
		legal official is a an the of are you your at in flag yn y n status account current today now years yrs jahre jahren annees anos em ans anni jaar jaren lata lat ar let лет yil vuotta vuosina completed cumplida cumplidos compiuti revolu revolus person patient patients student students player players member members pupil voter voters customer client
		contact applicant insured subscriber pt camper athlete participant attendee actual exact approx approximate estimated computed calculated end de do da del des d le la der das
		group groups grp range ranges bracket band category cat division div class tranche categorie grupo rango categoria faixa fascia gruppo`)
	yearsWords = newWordSet(`age ages alter edad edades idade eta leeftijd alder wiek возраст вік възраст yas yasi ika vek varsta eletkor kor vanus amzius vecums aldur starost ηλικια umur usia tuoi 年齢 年齡 年龄 나이 연령 العمر السن גיל उमर อาย agegroup altersgruppe altersklasse altersstufe etaria etario leeftijdsgroep leeftijdscategorie`)
	// momentsOfAge begin the moment for which an age is given: "Age on race day", "Age as of June 1".
	momentsOfAge = newWordSet(`on at as when by last nearest am zum bei al au na op`)
	// yearsQuestions are what remains of questions for an age: "How old are you?".
	yearsQuestions = newWordSet(`old alt oud cuantos quantos quanti ile`)
	birthWords     = newWordSet(`dob dateofbirth nato nata nacido nacida nascido nascida urodzony urodzona fodt fodd urodzenia urodzin narozeni narodenia fodelsedatum fodelsedag fodselsdag syntymaaika szuletesi nasterii nastere dogum рождения народження γεννησης born bday birthday birthdate birth yob geburtsdatum geburtstag geburtsjahr geb gebdatum nacimiento nac naissance ne nee nascimento nasc nascita geboortedatum geboorte geboren fodelsedatum fodselsdato`)
	// groupsOfAge are words for age groups on their own, besideAges with a word for ages.
	groupsOfAge = newWordSet(`agegroup agerange altersgruppe altersklasse alterskategorie altersstufe leeftijdsgroep leeftijdscategorie adult child minor minderjahrig volljahrig mineur majeur menor adulto minorenne maggiorenne enfant erwachsene minderjarig volwassene`)
	besideAges  = newWordSet(`group range bracket band category class or gruppe klasse groupe tranche categorie grupo rango franja faixa etaria categoria gruppo fascia groep kind nino crianca bambino youth`)
	// dayWords go with birthWords; on their own they name any date or year.
	dayWords = newWordSet(`il date dt dte yyyymm yyyymmdd mmddyyyy ddmmyyyy mdy dmy year tarihi ido ημερομηνια дата dato dag rok day datum fecha f annee jour data anno ano anio di jaar e`)
)

// minorPhrases and adultPhrases are what remains of headers without filler words, in English,
// German, French, Spanish, Portuguese, Italian and Dutch.
var (
	minorPhrases = phraseSet("minor, minors, minor under 18, under 18, under age, underage, minor child, child, child under 18, juvenile, u 18, minderjahrig, minderjahriger, minderjahrige, unter 18, mineur, mineure, moins 18, menor, menores, menor edad, menor idade, menor 18, minorenne, minori, minore, minderjarig, onder 18")
	adultPhrases = phraseSet("age verified, age verified 18, age verification, age verification 18, age check, age check 18, age confirmed, age confirmed 18, age gate, 18 verified, 18 confirmed, verified 18, altersprufung, altersnachweis, alter gepruft, verificacion edad, edad verificada, verification age, age verifie, eta verificata, idade verificada, leeftijd gecontroleerd, leeftijdscontrole, adult, adults, over 18, 18 or older, 18 or over, 18, legal age, of age, volljahrig, erwachsen, uber 18, majeur, majeure, plus 18, adulto, mayor edad, maior idade, maggiorenne, meerderjarig, volwassen, boven 18")
)

func namesMembership(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return memberWords.has(w) || strings.HasPrefix(w, "mitglied") })
}

var memberWords = newWordSet("membership member members socio socia socios adherent adherente adherents abonne licencie iscritto tesserato tessera lid lidmaatschap lidsoort cuota quota")

func phraseSet(list string) map[string]bool {
	set := map[string]bool{}
	for p := range strings.SplitSeq(list, ", ") {
		set[p] = true
	}
	return set
}
