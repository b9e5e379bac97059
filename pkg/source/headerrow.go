package source

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// titleRows is how many rows of title may stand above a header that is told by
// its words alone.
const titleRows = 30

// headerRow returns the index of the header among the first rows of a list
// without a column of phone numbers: below lines of title, which fill few of
// the columns.
func headerRow(rows []sampleRow, width int) int {
	top := rows[:min(len(rows), titleRows)]
	if width < 2 {
		// Titles can't be told by their width, but where a name of a column
		// stands above the first data, it is that.
		for i, r := range top {
			if dataCell(r.cells) != "" {
				break
			}
			if named(r.cells) > 0 {
				return i
			}
		}
		return 0
	}
	at := 0
	for i, r := range top {
		if n := filled(r.cells); n > 1 && 2*n >= width {
			at = i
			break
		}
	}
	if 2*named(top[at].cells) >= filled(top[at].cells) {
		return at
	}
	// A title may be as wide as the list. Then the header is below, and without
	// data in between, unless the title itself looks like some.
	isData := looksLikeData(rows, at) != ""
	for i := at + 1; i < min(len(top), at+10); i++ {
		if n := filled(top[i].cells); n > 1 && 2*n >= width && 3*named(top[i].cells) >= 2*n {
			return i
		}
		if !isData && looksLikeData(rows, i) != "" {
			break
		}
	}
	// A header may be sparser than titles are as a rule, if only data follows.
	for i := at - 1; isData && i >= 0; i-- {
		if len(top[i].cells) == width && filled(top[i].cells) > 0 && looksLikeData(rows, i) == "" {
			return i
		}
	}
	return at
}

// looksLikeData says why a row is no header, or "".
func looksLikeData(rows []sampleRow, at int) string {
	cells := rows[at].cells
	if why := dataCell(cells); why != "" {
		return why
	}
	if named(cells) > 0 || counts(cells) {
		return ""
	}
	all := filled(cells)
	numbers := 0
	for _, c := range cells {
		if (numberLike().MatchString(c) || dateLike().MatchString(c)) && !yearLike().MatchString(c) {
			numbers++
		}
	}
	if numbers > 0 && 2*numbers >= all {
		return "most of its cells are numbers or dates"
	}
	if n := repeated(rows, at); n > 1 {
		return fmt.Sprintf("%d of its cells stand in the rows below as well", n)
	}
	return ""
}

// dataCell says which cell of a row no header has, or "".
func dataCell(cells []string) string {
	header := 2*named(cells) >= filled(cells)
	for i, c := range cells {
		switch {
		case emailLike().MatchString(c):
			return fmt.Sprintf("since cell %d is an e-mail address", i+1)
		case dateLike().MatchString(c), header && dayLike().MatchString(c):
		case phoneLike().MatchString(c) && digits(c) >= 7, len(cells) == 1 && longNumber().MatchString(c):
			return fmt.Sprintf("since cell %d could be a phone number", i+1)
		}
	}
	return ""
}

// counts reports whether a row numbers its columns, from 0 or 1, as programs do
// that have no names for them; the column before may have none.
func counts(cells []string) bool {
	if len(cells) > 1 && isBlank(cells[0]) {
		cells = cells[1:]
	}
	first, err := strconv.Atoi(cells[0])
	for i, c := range cells {
		if c != strconv.Itoa(first+i) {
			return false
		}
	}
	return err == nil && (first == 0 || first == 1) && len(cells) > 1
}

// repeated counts the columns in which a row's cell stands again below it,
// other than in a row that repeats all of it.
func repeated(rows []sampleRow, at int) (n int) {
	cells := rows[at].cells
	found := make([]bool, len(cells))
	for _, r := range rows[at+1:] {
		if slices.Equal(r.cells, cells) {
			continue
		}
		for i, c := range r.cells[:min(len(r.cells), len(cells))] {
			if !found[i] && c == cells[i] && !isBlank(c) {
				found[i] = true
				n++
			}
		}
	}
	return n
}

func isBlank(s string) bool { return strings.TrimSpace(s) == "" }

// filled counts the cells that aren't blank.
func filled(cells []string) (n int) {
	for _, c := range cells {
		if !isBlank(c) {
			n++
		}
	}
	return n
}

// unused reports whether no row has anything in a column.
func unused(rows []sampleRow, column int) bool {
	for _, r := range rows {
		if column < len(r.cells) && !isBlank(r.cells[column]) {
			return false
		}
	}
	return true
}

var (
	phoneLike  = pattern(`^\s*['"=]*(\+|00)?[\s(]*\d[\d\s().\-/]{5,22}\d['"]*\s*((x|ext)\.?\s*\d+)?\s*$`)
	emailLike  = pattern(`^\s*<?[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+>?\s*$`)
	numberLike = pattern(`^\s*[-+$€£]?\d+([.,]\d+)*\s*[%€£]?\s*$`)
	dateLike   = pattern(`^\s*\d{1,4}([-/.])\d{1,2}([-/.])\d{1,4}([T ].*)?$`)
	dayLike    = pattern(`^\s*(19|20)\d\d[01]\d[0-3]\d\s*$`)
	extension  = pattern(`(?i)^(x|ext)\.?\s*\d+\s*$`)
	yearLike   = pattern(`^\s*(19|20)\d\d\s*$`)
)

func digits(s string) (n int) {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

// nameWords are words that columns of contacts are called by, in the languages
// of most lists.
var nameWords = wordsOf(`
	name first last middle full given family surname firstname lastname fullname forename nickname prefix suffix salutation
	phone telephone tel telefon mobile cell cellphone cellular landline fax number msisdn
	email mail e-mail address street city town state province region zip zipcode postcode postal country county
	company organization organisation business employer job title position department role
	id uuid uid account customer client contact lead
	notes note comment comments description tag tags label labels group groups category type status stage source owner
	date birthday birthdate dob created updated modified time timezone
	gender sex age language website url web link
	consent optin optout opt-in opt-out opt unsubscribed subscribed newsletter value amount
	vorname nachname anrede titel telefonnummer handy mobil festnetz rufnummer strasse straße hausnummer plz ort stadt land bundesland firma geburtsdatum geburtstag datum notiz notizen bemerkung einwilligung
	nom prénom prenom téléphone portable courriel adresse ville codepostal pays société societe entreprise naissance
	nombre apellido apellidos teléfono telefono móvil movil celular correo dirección direccion ciudad provincia código codigo país pais empresa fecha
	cognome cellulare indirizzo città citta cap paese azienda nome sobrenome telemóvel telemovel endereço endereco cidade estado cep
	naam voornaam achternaam telefoon telefoonnummer mobiel adres straat plaats woonplaats bedrijf
	imię imie nazwisko miasto ulica kraj jméno prijmeni příjmení město förnamn efternamn namn ort gata
	имя фамилия телефон адрес город компания 姓名 电话 手机 地址 電話 氏名 住所`)

// wordsOf returns a set of words that is made when it is first asked for.
func wordsOf(list string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool { return words(list) })
}

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// named counts the cells that name columns as lists of contacts do: "Phone 1",
// "home_phone", "FirstName".
func named(cells []string) (n int) {
	for _, c := range cells {
		c = columnName(c)
		if len(c) > 60 || digits(c) > 2 {
			continue
		}
		if nameWords()[strings.ToLower(c)] || hasNameWord(c) {
			n++
		}
	}
	return n
}

// hasNameWord reports whether a cell of a few words names a column.
func hasNameWord(c string) bool {
	parts := splitWords(c)
	return len(parts) <= 5 && slices.ContainsFunc(parts, func(w string) bool { return nameWords()[w] })
}

// splitWords splits a name at what is no letter, and where a capital follows a
// small letter, and gives its words in small letters.
func splitWords(c string) []string {
	var b strings.Builder
	before := ' '
	for _, r := range c {
		switch {
		case !unicode.IsLetter(r):
			b.WriteByte(' ')
		case unicode.IsUpper(r) && unicode.IsLower(before):
			b.WriteByte(' ')
			fallthrough
		default:
			b.WriteRune(unicode.ToLower(r))
		}
		before = r
	}
	return strings.Fields(b.String())
}

// phoneWords are those of nameWords that say that a column holds numbers of phones.
var phoneWords = wordsOf(`phone phones telephone tel telefon mobile mobil cell cellphone cellular landline msisdn
	telefonnummer handy mobiltelefon festnetz rufnummer handynummer telefone celular telemóvel telemovel téléphone telephone portable
	teléfono telefono móvil movil cellulare telefoon telefoonnummer mobiel komórka komorka telefonu mobilní puhelin puhelinnumero телефон мобильный τηλέφωνο κινητό
	电话 手机 電話 電話番号 携帯 携帯電話 전화 전화번호 휴대폰 手机号 手机号码 联系电话 phonenumber mobilenumber cellnumber`)

// namesPhone reports whether a header's cell says that a column holds phone
// numbers.
func namesPhone(c string) bool {
	c = columnName(c)
	if len(c) > 80 {
		return false
	}
	return phoneWords()[strings.ToLower(c)] || slices.ContainsFunc(splitWords(c), func(w string) bool { return phoneWords()[w] })
}
