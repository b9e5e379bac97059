package normalize

import (
	"strconv"
	"strings"
	"time"
)

// SchoolGrade reports whether a cell is a grade of a school for children: "11th", "K",
// "Year 10", "8b", "3º ESO". plain reports that it does not say so by itself: "11", "8b".
func SchoolGrade(cell string) (plain, ok bool) {
	const last = 13
	list := tokens(strings.NewReplacer("º", " ", "ª", " ", "°", " ").Replace(Text(cell)))
	if len(list) == 0 || len(list) > 5 {
		return false, false
	}
	number, named := false, false
	for i, t := range list {
		switch {
		case t.isNumber():
			if n, err := strconv.Atoi(t.text); err != nil || n > last || number {
				return false, false
			}
			number = true
		case gradeNames.has(t.text):
			named = true
		case number && ordinals.has(t.text):
			named = named || len(t.text) > 1
		case gradeNouns.has(t.text):
			named = true
		case len(t.text) == 1 && (number || i+1 == len(list) && i > 0), gradeFill.has(t.text):
		case number && len(list) == 2 && len(t.text) <= 3 && i == 1: // "10BW"
		default:
			return false, false
		}
	}
	if !number && !gradeNames.in(list) {
		return false, false
	}
	return !named, true
}

// IsUnderclassman reports whether a cell is a year of a high school, or of a college.
func IsUnderclassman(cell string) bool {
	list := tokens(Text(cell))
	return len(list) > 0 && len(list) <= 2 && classYears.has(list[0].text)
}

// LeavesSchool reports whether a cell is a year or a date at which somebody leaves
// school who is there yet. today is an ISO date.
func LeavesSchool(cell, today string) bool {
	text := Text(cell)
	if n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(text, "'"), ".0")); err == nil {
		if n < 100 {
			n += 2000
		}
		return strconv.Itoa(n)+"-06-30" >= today && n < 2100
	}
	for _, order := range DateOrders(text) {
		if date, ok := Date(text, order); ok && date[:len(time.DateOnly)] >= today {
			return true
		}
	}
	return false
}

// The words are English, German, Spanish, French, Italian, Portuguese, Dutch and Polish.
var (
	gradeNames = alternativesOf(`k pk tk jk sk prek kg kinder kindergarten kindergarden preschool prekindergarten reception nursery elementary middle vorschule grundschule cp ce cm seconde premiere terminale tle sixieme cinquieme quatrieme troisieme maternelle
		eso primaria bachillerato bach bto secundaria preparatoria prepa infantil liceo elementare elementari fundamental havo vwo vmbo mavo gymnasium brugklas podstawowa`)
	gradeNouns = alternativesOf(`grade grades graders grader gr grd year yr form class std standard klasse kl jahrgang jahrgangsstufe stufe classe curso grado serie ano media medie medio superiore superiori groep klas leerjaar klasa lo sp`)
	ordinals   = alternativesOf("st nd rd th e er re nd nde eme o a ro do to vo mo no")
	gradeFill  = alternativesOf("de di del do the school hs high ens ensino scuola")
	classYears = alternativesOf("freshman freshmen freshie fr sophomore soph so junior jr senior sr underclassman")
)
