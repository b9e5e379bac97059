package normalize

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"rollcall/pkg/lazyregexp"
)

// IsMinor reports whether a cell says that somebody is under 18, or may be: an age, a
// group of ages, a date or a year of birth, "under 18", a grade of a school. today is an
// ISO date.
func IsMinor(cell, today string) bool {
	const adult = 18
	if len(cell) == 2 && isDigits(cell) {
		return atoi(cell) < adult
	}
	text := strings.ToLower(Text(cell))
	day, err := time.Parse(time.DateOnly, today[:min(len(today), len(time.DateOnly))])
	if text == "" || err != nil {
		return false
	}
	digits := strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsLetter(r) || r == ' ' || r == '.' })
	number := strings.TrimSuffix(digits, ".0")
	if n, err := strconv.Atoi(number); err == nil && n >= 0 {
		unit := strings.Trim(text[len(digits):], " .")
		switch {
		case n < adult:
			return true
		case monthUnits[unit]:
			return n < 12*adult
		case n >= 1900 && n <= day.Year():
			return day.Year()-n <= adult
		case n < 1900:
			return false
		}
	}
	if word, rest, _ := strings.Cut(strings.TrimPrefix(text, "<"), " "); strings.HasPrefix(text, "<") || underWords[word] {
		if word == "" || !underWords[word] {
			rest = text
		}
		rest = strings.TrimLeftFunc(rest, func(r rune) bool { return !unicode.IsDigit(r) })
		if end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsDigit(r) }); end >= 0 {
			rest = rest[:end]
		}
		if n, err := strconv.Atoi(rest); err == nil {
			return n <= adult
		}
	}
	if minor, _ := AgeWord(text); minor {
		return true
	}
	if _, school := SchoolGrade(text); school {
		return true
	}
	if m := agesPattern.FindStringSubmatch(text); m != nil {
		from, _ := strconv.Atoi(m[1])
		return from < adult
	}
	latest := day.AddDate(-adult, 0, 0).Format(time.DateOnly)
	if date, ok := SerialDate(text); ok && len(text) < 10 {
		return date > latest
	}
	for _, order := range DateOrders(text) {
		if date, ok := Date(text, order); ok && date[:len(latest)] > latest && date[:len(latest)] <= today {
			return true
		}
	}
	return false
}

// BornLately reports whether a cell of a column of birth dates says that somebody is under
// 18, or may be. A nought, a day without its year and what else is no date say nothing.
func BornLately(cell, today string) bool {
	const adult = 18
	if year, ok := plainYear(cell); ok && len(today) >= 4 {
		if now, err := strconv.Atoi(today[:4]); err == nil && year < now-adult && year >= 1600 {
			return false
		}
	}
	text := Text(cell)
	if m := MonthOfYear.FindStringSubmatch(text); m != nil {
		now, err := time.Parse(time.DateOnly, today)
		born, _ := time.Parse("200601", m[1]+m[4]+m[2]+m[3])
		return err == nil && born.AddDate(adult, 1, 0).After(now) // perhaps on its last day
	}
	return strings.Trim(text, "0-/. ") != "" && !dayAndMonth.MatchString(text) && IsMinor(text, today)
}

// plainYear returns the year of a date that begins or ends with its four digits, or of
// eight digits.
func plainYear(cell string) (year int, ok bool) {
	digits, other := 0, strings.IndexFunc(cell, func(r rune) bool { return r < '0' || r > '9' })
	switch {
	case other == 4 && len(cell) >= 8, other < 0 && len(cell) == 8:
		digits = 0
	case other > 0 && other <= 2 && len(cell) <= 10 && len(cell) >= 8 && cell[len(cell)-5] < '0':
		digits = len(cell) - 4
	default:
		return 0, false
	}
	year, err := strconv.Atoi(cell[digits : digits+4])
	return year, err == nil
}

// MonthOfYear is a birthday without its day: "201508", "2015-08", "08/2015".
var MonthOfYear = regexp.MustCompile(`^(?:((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])|(0[1-9]|1[0-2])[-/.]((?:19|20)\d\d))$`)

// dayAndMonth is a birthday without its year.
var dayAndMonth = regexp.MustCompile(`^\d{1,2}[-/. ]\d{1,2}\.?$`)

// agesPattern are groups of ages, "13-17", "12 to 15 years", "17 and under", "u16", and
// the first of their ages.
var agesPattern = regexp.MustCompile(`^(?:ages?|aged|u|m|f|w|boys|girls)?[ -]*(0|[1-9]\d?)\s*(?:(?:-|–|—|to|bis|a|à|tot)\s*[1-9]\d?|[&+]|and|und|et|y|e|en|oder|or)?\s*(?:jünger|younger|under|below|years|year|yrs|yr|y\.?o\.?|jahre|ans|años|anos|anni|jaar)?(?:\s*\(.*\))?$`)

// IsAge reports whether a cell is an age or a group of ages: "44", "35+", "65 and over".
func IsAge(cell string) bool {
	const oldest = 120
	minor, adult := AgeWord(cell)
	if minor || adult {
		return true
	}
	text, _, _ := strings.Cut(Text(cell), "(")
	numbers := strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	for _, n := range numbers {
		if age, err := strconv.Atoi(n); err != nil || age >= oldest {
			return false
		}
	}
	return len(numbers) > 0 && len(numbers) <= 2 && strings.IndexFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" .-–—+<>&≤≥", r)
	}) < 0
}

// AgeWord reports whether a cell is a word for somebody who is under 18, or for one who
// is not: "Minor", "Adult".
func AgeWord(cell string) (minor, adult bool) {
	text := strings.Trim(strings.ToLower(Text(cell)), " .()")
	return minorWords[text], adultWords[text]
}

// UnderAge reports whether a cell says in few words that those whom it is about are under
// an age of 18 at most: "Junior (under 16)", "poussin (8-10 ans)", "Jugend bis 17".
func UnderAge(cell string) bool {
	const most, youngest, adult = 6, 4, 18
	list := tokens(cell)
	if len(list) > most {
		return false
	}
	under, until, junior := sportAge.MatchString(Text(cell)) || lessThan.MatchString(cell) || minusAge.MatchString(cell), false, false
	highest := -1
	for _, t := range list {
		n, err := strconv.Atoi(t.text)
		switch {
		case err == nil:
			highest = max(highest, n)
		case underWords[t.text]:
			under = true
		case untilWords[t.text]:
			until = true
		case juniorWords[t.text], juniorWords[strings.TrimSuffix(t.text, "s")]:
			junior = true
		case !ageJoins[t.text]:
			return false
		}
	}
	return highest > 0 && (under && !until && highest <= adult || junior && highest >= youngest && highest < adult) // "2 kids" are counted
}

func ageWordSet(list string) map[string]bool {
	set := map[string]bool{}
	for p := range strings.SplitSeq(list, ",") {
		set[strings.TrimSpace(p)] = true
	}
	return set
}

// The words for adults are English, German, French, Spanish, Portuguese, Italian, Dutch and
// Polish.
var (
	underWords = ageWordSet("under, below, younger, less, unter, moins, menos, menor, menores, meno, minore, minori, sotto, onder, poniżej, ponizej")
	minorWords = ageWordSet(`minor, minors, minor child, child, children, kid, kids, juvenile, youth, teen, teens, teenager, infant, toddler, baby, adolescent, underage, under age,
		minderjährig, minderjährige, minderjähriger, minderjaehrig, kind, kinder, jugendlich, jugendliche, jugendlicher, jugend, mineur, mineure, mineurs, enfant, enfants, ado, adolescente, ados, bébé,
		menor, menores, menor de edad, menor de idade, niño, niña, niños, niñas, nino, nina, infantil, criança, crianca, crianças, minore, minori, minorenne, minorenni, bambino, bambina, bambini,
		minderjarig, minderjarige, kinderen, jeugd, jongere, tiener, nieletni, nieletnia, małoletni, małoletnia, niepełnoletni, niepełnoletnia, niepelnoletni, dziecko, dzieci,
		несовершеннолетний, несовершеннолетняя, ребенок, ребёнок, неповнолітній, неповнолітня, дитина, minderårig, omyndig, umyndig, mindreårig, barn, alaikäinen, lapsi, nezletilý, nezletilá, neplnoletý, dítě, maloletý, kiskorú, gyermek, minor, minoră, copil,
		ανήλικος, ανήλικη, παιδί, reşit değil, çocuk, قاصر, طفل, קטין, קטינה, ילד, ילדה, 未成年, 未成年者, 未成年人, 子供, 儿童, 미성년자, 미성년, di bawah umur, anak-anak, trẻ vị thành niên, maloljetnik, maloletnik, maloletan, nepilnametis, nepilngadīgs, alaealine, непълнолетен, नाबालिग, menor d'edat`)
	adultWords = ageWordSet(`adult, adults, grown-up, grownup, senior, seniors, elderly, of age, over 18, 18+, 18 and over, 18 or older, erwachsen, erwachsene, erwachsener, volljährig, volljaehrig,
		adulte, adultes, majeur, majeure, adulto, adulta, adultos, adultas, adulti, mayor, mayor de edad, maior, maior de idade, maggiorenne, maggiorenni, volwassen, volwassene, volwassenen, meerderjarig, dorosły, dorosla, dorosła, dorosly, pełnoletni, pelnoletni, anziano`)
)

// juniorWords are for those who are under age, and ageJoins what may stand beside an age;
// untilWords lead to the last one.
var (
	juniorWords = ageWordSet("junior, youth, kid, child, student, cadet, teen, young, jugend, jugendliche, jugendlicher, kind, kinder, schuler, juniore, jeune, enfant, ado, poussin, cadete, alevin, benjamin, infantil, joven, jovene, nino, jovem, crianca, ragazzi, ragazzo, bambini, bambino, jeugd, jeugdlid, kinderen")
	ageJoins    = ageWordSet("boys, girls, boy, girl, men, women, mixed, m, f, w, team, squad, age, ages, aged, the, of, de, di, i, a, os, to, u, s, member, members, membership, category, mitglied, mitglieder, socio, years, year, yrs, yr, yo, ans, anos, anni, jahre, jahren, jaar, lat")
	untilWords  = ageWordSet("bis, hasta, jusqu, ate, fino, tot, until")
	sportAge    = regexp.MustCompile(`(?i)^u-?1?[0-9]\s+\pL`) // "U13 Boys"
	lessThan    = regexp.MustCompile(`< ?1?[0-9]\b`)
	minusAge    = regexp.MustCompile(`[-–] ?1?[0-9] ?(?:ans|anos|años|anni|yrs|years|jahre)`)
)

// monthUnits are after the age of somebody who is none of years.
var monthUnits = map[string]bool{"months": true, "month": true, "mo": true, "mos": true, "m": true, "monate": true, "mois": true, "meses": true, "mesi": true, "maanden": true}

// tellsMinor reports whether a note, or a part of one that names a person, says no more than that
// somebody is under 18.
func tellsMinor(list []token) bool {
	const most = 6 // words
	if len(list) <= most && minorNote().MatchString(joined(list)) {
		return true
	}
	for part := range sentenceParts(list) {
		if len(part) <= most && persons.has(part[0].text) && minorNote().MatchString(joined(part)) {
			return true
		}
	}
	return false
}

var persons = alternativesOf("is he she hes shes only still minor underage")

var minorNote = lazyregexp.New(`^(?:(?:is |he s |she s |hes |shes |he is |she is )?(?:a |an |only |just |still )*(?:minor|juvenile|under ?age|under 18|minor child|child)(?: child)?(?: 1[0-7])?|(?:(?:is|aged?|he is|she is|he s|she s|hes|shes|only|just) )+(?:1[0-7]|[4-9])(?: (?:yo|y o|yrs?(?: old)?|years? old))?|(?:1[0-7]|[4-9]) (?:yo|y o|yrs? old|years? old)(?: (?:boy|girl|child|kid))?)$`)
