package profile

import (
	"fmt"
	"math/rand"
	"reflect"
	"strings"
	"testing"

	"rollcall/pkg/source"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// profileOf profiles a list of rows.
func profileOf(header []string, rows [][]string, o Options) *Profile {
	p := New(header, o)
	for i, row := range rows {
		p.Add(source.Record{Line: int64(i + 2), Cells: row})
	}
	return p.Profile()
}

// column makes rows of one column that hold the cells in turn.
func column(n int, cells ...string) [][]string {
	var rows [][]string
	for i := range n {
		rows = append(rows, []string{cells[i%len(cells)]})
	}
	return rows
}

func TestLooksLike(t *testing.T) {
	for _, c := range []struct {
		header string
		want   Kind
		cells  []string
	}{
		{"a", Empty, []string{""}},
		{"a", Empty, []string{"", "N/A", "-"}},
		{"a", Phone, []string{"+12069871234", "(206) 987-1235", "206.987.1236"}},
		{"phone", Phone, []string{"2069871234", "", "call me", "2069871235"}},
		{"phone", Phone, []string{"2.0698E+09", "2069871235.0"}},
		{"a", Phone, []string{`=HYPERLINK("tel:+12069871234","(206) 987-1234")`, `=HYPERLINK("tel:+12069871235")`, `="2069871236"`}},
		{"a", Number, []string{"1234567", "2345678", "9999999"}},
		{"a", ID, []string{"(-0.524287, 37.019456)", "(-1.283141, 36.817223)", "-1.292066, 36.821945"}},
		{"a", Email, []string{"ann@example.com", "bob@example.org", "bob@broken"}},
		{"a", URL, []string{"https://example.com", "www.example.org/x"}},
		{"a", Date, []string{"2024-01-31", "2023-12-01"}},
		{"a", Date, []string{"31.01.2024", "1.2.2023", "N/A"}},
		{"a", Boolean, []string{"yes", "no"}},
		{"a", Boolean, []string{"0", "1"}},
		{"a", Number, []string{"0", "1", "2", "12.5", "-3"}},
		{"a", State, []string{"WA", "OR", "CA", "NY"}},
		{"a", State, []string{"Washington", "Oregon", "Ontario"}},
		{"a", Country, []string{"Germany", "France", "USA", "Deutschland"}},
		{"country", Country, []string{"DE", "CA", "IN"}},
		{"a", Zip, []string{"02134", "98101", "98101-1234"}},
		{"zip", Zip, []string{"98101", "98102"}},
		{"a", Number, []string{"98101", "98102", "11111"}},
		{"a", Zip, []string{"SW1A 1AA", "LS1 4AP"}},
		{"a", Name, []string{"Ann Smith", "James Brown", "Maria Lopez"}},
		{"a", Name, []string{"Smith, Ann", "Brown, James"}},
		{"a", Company, []string{"Acme Inc", "Northwind LLC", "Harbor Dental Group"}},
		{"a", Address, []string{"12 Main St", "4 Oak Ave Apt 2"}},
		{"a", Address, []string{"Hauptstraße 5", "Gartenweg 12"}},
		{"a", List, []string{"vip; hot lead", "expo; reseller"}},
		{"a", LongText, []string{strings.Repeat("word ", 30)}},
		{"a", ID, []string{"7d9f2c1e-8f1a-4c3b-9e2d-0123456789ab"}},
		{"a", ID, []string{"A-1234", "B-9931"}},
		{"a", ID, []string{"000001", "000002"}},
		{"a", Text, []string{"green", "blue", "red"}},
	} {
		p := profileOf([]string{c.header}, column(40, c.cells...), Options{Region: "US"})
		if got := p.Columns[0].LooksLike; got != c.want {
			t.Errorf("%s %q looks like %s, want %s", c.header, c.cells, got, c.want)
		}
	}
}

func TestCounts(t *testing.T) {
	header := []string{"n", "phone", "same", "code", "flag"}
	var rows [][]string
	for i := range 2500 {
		phone := fmt.Sprintf("206987%04d", i)
		switch {
		case i%10 == 0:
			phone = " "
		case i%10 == 1:
			phone = "2.0699E+09"
		case i%10 == 2:
			phone = "206-555-0143"
		}
		rows = append(rows, []string{fmt.Sprint(i + 1), phone, "x", fmt.Sprintf("%05d", i*7), []string{"yes", "no", "n/a"}[i%3]})
	}
	p := profileOf(header, rows, Options{})
	if p.Rows != 2500 || p.Malformed != 0 || p.Region.Code != "US" || !p.Region.Sure {
		t.Errorf("rows %d, malformed %d, region %+v", p.Rows, p.Malformed, p.Region)
	}
	n, phone, same, code, flag := &p.Columns[0], &p.Columns[1], &p.Columns[2], &p.Columns[3], &p.Columns[4]
	if !n.CountsRows(2500) || code.CountsRows(2500) || same.CountsRows(2500) {
		t.Errorf("n counts rows %v, code %v, same %v", n.CountsRows(2500), code.CountsRows(2500), same.CountsRows(2500))
	}
	if !same.Constant(2500) || flag.Constant(2500) {
		t.Errorf("same constant %v, flag %v", same.Constant(2500), flag.Constant(2500))
	}
	if phone.Filled != 2250 || phone.ValidPhones != 1750 || phone.Phones.LostDigits != 250 || phone.Phones.Fake != 250 {
		t.Errorf("phone: filled %d, valid %d, %+v", phone.Filled, phone.ValidPhones, phone.Phones)
	}
	if d := float64(n.Distinct); d < 2450 || d > 2550 {
		t.Errorf("n has %d different values", n.Distinct)
	}
	if code.ZeroFirst() != 1429 {
		t.Errorf("code has %d cells with a zero first", code.ZeroFirst())
	}
	if diff := cmp.Diff([]Value{{"yes", 834}, {"n/a", 833}, {"no", 833}}, flag.Values); diff != "" || flag.Placeholders != 833 {
		t.Errorf("flag: %d placeholders, %s", flag.Placeholders, diff)
	}
	if diff := cmp.Diff([]string{"1", "2", "3", "4", "5"}, n.Examples); diff != "" {
		t.Error(diff)
	}
}

func TestMalformedRowsAreCountedAlone(t *testing.T) {
	p := New([]string{"a", "b"}, Options{})
	p.Add(source.Record{Line: 2, Cells: []string{"x", "y"}})
	p.Add(source.Record{Line: 3, Cells: []string{"z"}, Malformed: true})
	p.Add(source.Record{Line: 4, Cells: []string{"x", "y"}})
	got := p.Profile()
	if got.Rows != 3 || got.Malformed != 1 || got.Columns[0].Filled != 2 || got.Columns[0].Distinct != 1 {
		t.Errorf("%+v", got)
	}
}

// TestSharing is the law of Fork and Merge: the profile does not depend on how
// the rows were shared out.
func TestSharing(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	header := []string{"Name", "Phone", "Mobile", "City", "Joined", "Note"}
	var rows [][]string
	for i := range 1800 {
		mobile := ""
		if i > 1200 && rng.Intn(3) == 0 {
			mobile = fmt.Sprintf("+1312987%04d", rng.Intn(10000))
		}
		rows = append(rows, []string{
			fmt.Sprintf("Ann %d", rng.Intn(900)), fmt.Sprintf("206 987 %04d", rng.Intn(10000)), mobile,
			[]string{"Seattle", "Boise", ""}[rng.Intn(3)], fmt.Sprintf("%02d/%02d/2025", 1+rng.Intn(12), 1+rng.Intn(28)), strings.Repeat("x", rng.Intn(200)),
		})
	}
	options := Options{Region: "US"} // finding it out takes longer than all the rest
	want := profileOf(header, rows, options)
	rapid.Check(t, func(t *rapid.T) {
		first := New(header, options)
		at := rapid.IntRange(Head, 1400).Draw(t, "head")
		for i, row := range rows[:at] {
			first.Add(source.Record{Line: int64(i + 2), Cells: row})
		}
		forks := make([]*Profiler, rapid.IntRange(1, 4).Draw(t, "forks"))
		for i := range forks {
			forks[i] = first.Fork()
		}
		for at < len(rows) {
			to := min(len(rows), at+rapid.IntRange(1, 300).Draw(t, "chunk"))
			f := forks[rapid.IntRange(0, len(forks)-1).Draw(t, "fork")]
			for i := at; i < to; i++ {
				f.Add(source.Record{Line: int64(i + 2), Cells: rows[i]})
			}
			at = to
		}
		for _, f := range forks {
			first.Merge(f)
		}
		if got := first.Profile(); !reflect.DeepEqual(want, got) { // cmp is slow on a thousand sampled rows
			t.Fatal(cmp.Diff(want, got, cmp.AllowUnexported(Column{})))
		}
	})
}

// The head of a list can mislead: what it decided is looked at again.
func TestTheHeadMisleads(t *testing.T) {
	var rows [][]string
	for i := range 6000 {
		number := fmt.Sprintf("020 7946 %04d", i) // British
		if i < Head {
			number = fmt.Sprintf("(206) 987-%04d", i)
		}
		rows = append(rows, []string{number})
	}
	p := profileOf([]string{"Phone"}, rows, Options{})
	if p.Region.Code != "GB" {
		t.Errorf("region %+v", p.Region)
	}
	if c := p.Columns[0]; c.ValidPhones < 4700 || c.ValidPhones > 5300 {
		t.Errorf("%d valid; 5,000 are", c.ValidPhones)
	}
}

func TestRegion(t *testing.T) {
	for _, c := range []struct {
		want   string
		sure   bool
		header string
		rows   [][]string
	}{
		{"US", true, "phone", column(30, "2069871234", "3129871235", "(415) 987-1236")},
		{"US", true, "phone", [][]string{{"(206) 987-1234"}}},
		{"CA", true, "phone", column(30, "416-987-1234", "(604) 987-1235", "514.987.1236")},
		{"GB", true, "phone", column(3, "07739 468 050", "07739 468051", "07402468052")},
		{"GB", true, "phone", column(30, "020 7946 0018", "0161 496 0123", "01638 428022")},
		{"DE", true, "telefon|straße", column2(30, "0221 4598768|Hauptstraße 5", "0151 23456789|Gartenweg 1")},
		{"FR", true, "phone", column(30, "06 12 34 56 78", "01 42 68 53 00", "07.61.23.45.67")},
		{"ES", true, "movil|correo|nombre", column2(30, "612 345 678|a@example.es|Ana", "655 443 221|b@example.es|Eva")},
		{"BR", true, "fone", column(30, "(11) 98765-4321", "(21) 3456-7890")},
		{"DE", true, "phone", column(30, "+4922145987680", "+4915123456789", "0221 4598768")},
		{"US", true, "phone|state", column2(30, "555-123-4567|WA", "555-234-5678|OR")},
		{"NP", true, "phone|naam", column2(30, "9851022475|डोल अर्याल", "9744128128|रुवी कुमारी", "9801906060|अंकिता ठाकुर", "9843644281|अचुतम लामिछाने")},
		{"EC", true, "telefono|nombre|correo|cedula", column2(30, "0984053631|Diego|d@uda.edu.ec|0106630994", "0982865432|Angel|a@ups.edu.ec|0150350662", "0989146453|Jorge|j@uda.edu.ec|0104649657")},
		{"", false, "phone", column(5, "12", "34", "99")},
		{"", false, "name", column(5, "Ann")},
	} {
		p := profileOf(strings.Split(c.header, "|"), c.rows, Options{})
		if p.Region.Code != c.want && c.sure || p.Region.Sure != c.sure {
			t.Errorf("%s %q: region %+v, want %s", c.header, c.rows[0], p.Region, c.want)
		}
	}
	p := profileOf([]string{"phone"}, column(5, "2069871234"), Options{Region: "GB"})
	if p.Region.Code != "GB" || !p.Region.Given || p.Columns[0].ValidPhones != 0 {
		t.Errorf("a given region: %+v, %d valid", p.Region, p.Columns[0].ValidPhones)
	}
}

// TestOnlyOneFits has many numbers that are valid in one region alone.
func TestOnlyOneFits(t *testing.T) {
	india, russia := candidate{code: "IN", valid: 1, luck: 0.78}, candidate{code: "RU", valid: 0.77}
	germany := candidate{code: "DE", valid: 0.97}
	if !onlyOneFits([]candidate{india, russia}, 50) || onlyOneFits([]candidate{india, russia}, 20) || onlyOneFits([]candidate{india, germany, russia}, 50) {
		t.Error("many numbers must be valid in one region alone")
	}
}

// column2 makes rows of cells that stand between bars.
func column2(n int, rows ...string) [][]string {
	var all [][]string
	for i := range n {
		all = append(all, strings.Split(rows[i%len(rows)], "|"))
	}
	return all
}

// The country of a row is that of its numbers.
func TestCountryColumn(t *testing.T) {
	rows := column2(30, "0471 66 75 53|BEL|32", "40-49-13-53|DNK|45", "(027) 1926-224|NZL|64", "240-783-7630|USA|1")
	for _, header := range []string{"phone|country|country_code", "phone|where|country_code"} {
		p := profileOf(strings.Split(header, "|"), rows, Options{})
		if p.Country < 1 || p.Columns[0].ValidPhones != 30 {
			t.Errorf("%s: country column %d, %d of 30 valid", header, p.Country, p.Columns[0].ValidPhones)
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	header := []string{"id", "first_name", "last_name", "phone", "email", "city", "state", "zip", "consent", "created"}
	var rows [][]string
	for i := range 10000 {
		rows = append(rows, []string{
			fmt.Sprint(i + 10000), "Mary", "Johnson", fmt.Sprintf("(206) 987-%04d", i), fmt.Sprintf("mary.johnson%d@example.com", i),
			"Seattle", []string{"WA", "OR"}[i%2], fmt.Sprintf("%05d", 10000+i), "yes", fmt.Sprintf("2025-01-%02d", 1+i%28),
		})
	}
	p := New(header, Options{})
	for i, row := range rows {
		p.Add(source.Record{Line: int64(i + 2), Cells: row})
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.Add(source.Record{Line: int64(i + 20000), Cells: rows[i%len(rows)]})
	}
}

// Numbers of North America with a digit too many are no other country's.
func TestTooLongIsNoRegion(t *testing.T) {
	p := New([]string{"Name", "Phone"}, Options{})
	for i, number := range []string{"212-736-50001", "312-922-94102", "415-981-30003", "617-267-33004"} {
		p.Add(source.Record{Line: int64(i + 2), Cells: []string{"Ann", number}})
	}
	if r := p.Profile().Region; r.Sure && r.Code != "US" {
		t.Errorf("region %+v", r)
	}
}

// Numbers without their area code are no small country's.
func TestLocalNumbersAreNoRegion(t *testing.T) {
	p := New([]string{"Name", "Phone"}, Options{})
	for i, number := range []string{"421-6879", "223-8448", "258-7566", "628-5358", "922-9668", "521-4079", "621-4497", "922-4875"} {
		p.Add(source.Record{Line: int64(i + 2), Cells: []string{"Ann", number}})
	}
	if r := p.Profile().Region; r.Sure {
		t.Errorf("region %+v", r)
	}
}

// Numbers of several countries with their calling codes and no plus are not all
// of the country in which most happen to be valid, too.
func TestSeveralCodesAreNoRegion(t *testing.T) {
	p := New([]string{"Name", "Phone"}, Options{})
	for i, number := range []string{"441632960961", "33142685300", "85221234568", "12127365010", "4930901820", "34915551234"} {
		p.Add(source.Record{Line: int64(i + 2), Cells: []string{"Ann", number}})
	}
	if r := p.Profile().Region; r.Sure {
		t.Errorf("region %+v", r)
	}
}

// TestSmallNationalLists has lists of five rows, without a country. Two things that agree
// tell one: how its numbers are written, and the language of its headers or its names.
func TestSmallNationalLists(t *testing.T) {
	tests := map[string]struct {
		header, rows string
		want         string // "" where nothing makes it sure
	}{
		"French headers":          {"Nom;Téléphone;Ville", "Marc Dubois;01 42 76 40 52;Paris|Jean Girard;04 72 10 30 11;Lyon|Paul Martin;06 12 34 56 78;Nantes", "FR"},
		"Polish letters":          {"Imię;Telefon", "Łukasz Wójcik;601 123 456|Żaneta Gałązka;602 234 567|Paweł Śliwa;603 345 678", "PL"},
		"Chinese letters":         {"姓名;手机", "王伟;13853274419|李娜;13844202649|张敏;13855250396|刘静;13859164628", "CN"},
		"Taiwan":                  {"姓名;電話", "陳志明;0912-345-678|林美玲;0922-456-789|黃俊傑;0933-567-890", "TW"},
		"Danish letters":          {"Navn;Telefon;By", "Søren Møller;20 12 34 54;Århus|Åse Kjær;31 55 66 56;Odense|Jørgen Ørsted;20 12 34 14;Ølstykke", "DK"},
		"Denmark or Norway":       {"Kunde;Mobil;Postnr", "Søren Møller;40 87 65 43;8000|Åse Kjær;40 87 65 15;5000|Jørgen Ørsted;40 87 65 68;3650", ""},
		"a rare region alone":     {"A;B", "Soren Moller;20 12 34 54|Ase Kjar;31 55 66 56|Jorgen Orsted;20 12 34 14", ""},
		"Swedish, not Swiss":      {"Namn;Telefon;Ort", "Bo Ek;073-987 65 33;Lund|Eva Berg;073-987 65 32;Lund|Ulf Dal;073-987 65 80;Lund", ""},
		"letters of few":          {"Name;Phone", "Ann Lee;(312) 944-2316|Jiří Novák;(312) 944-2317|Bob Ray;(404) 521-3763|Cy Fox;(212) 736-5988", "US"},
		"one town of the US":      {"Id;FirstName;Company;Phone", "1;Ann;Holm Tile;713-220-4567|2;Bob;Gulf Weld;713-220-4803|3;Cy;Petty;713-220-4547|4;Di;Feed;713-220-4179", "US"},
		"US form, but not valid":  {"Name;Phone;City", "Raj Rao;807-302-1573;Pune|Asha Iyer;997-220-0332;Pune|Om Das;832-364-0562;Pune|Uma Sen;752-772-0405;Pune|Ira Nair;860-395-4762;Pune", ""},
		"Hebrew, with hyphens":    {"שם;טלפון", "משה כהן;052-2642490|רחל לוי;052-2060829|דוד פרץ;052-2358026", "IL"},
		"Norwegian groups":        {"Navn;Telefon;Sted", "Kåre Sæther;912 34 564;Oslo|Øyvind Bråten;977 11 272;Bodø|Bjørn Åsen;458 76 597;Bodø", "NO"},
		"Norway in pairs":         {"Navn;Telefon;Sted", "Kåre Sæther;91 23 45 64;Oslo|Øyvind Bråten;97 71 12 72;Bodø|Bjørn Åsen;45 87 65 97;Bodø", ""},
		"landlines of Madrid":     {"Contacto;Tel;Población", "Iñigo Núñez;91 541 87 60;Cádiz|Lucía Gómez;91 541 58 48;Cádiz|Ángel Ibáñez;655 21 33 74;Madrid", "ES"},
		"Peru, as valid in Spain": {"Nombre;Teléfono;Ciudad", "José Quispe;922 838 953;Lima|María Flores;923 963 638;Cusco|Luis Rojas;945 494 972;Piura", ""},
		"Colombia, not the US":    {"Nombre;Celular;Ciudad", "José Soto;310 267 7447;Cali|María Paz;315 892 7744;Cali|Luis Rojas;310 728 7947;Bogotá", ""},
		"the US or Mexico":        {"Nombre;Celular", "José Soto;(713) 220-9705|María Paz;(713) 220-9581|Luis Rojas;(713) 220-4751|Eva Paz;(713) 220-4851|Ana Gil;(281) 220-4951", ""},
		"French in Canada":        {"Prénom;Téléphone;Province", "Chloé;514-872-3003;QC|Zoé;514-872-3462;QC|Noëlle;514-872-3101;QC", "CA"},
		"Morocco or France":       {"Nom;Téléphone;Ville", "Omar Alami;0661-234567;Fès|Nadia Saidi;0662-345678;Rabat|Karim Bennani;0663-456789;Fès", ""},
		"Angola or Portugal":      {"Nome;Telemóvel;Cidade", "João Neto;923 345 678;Luanda|Inês Lopes;912 345 679;Huambo|Luís Bento;923 345 670;Luanda", ""},
		"a code of Portugal":      {"Nome;Telemóvel;Código postal", "João Neto;912 345 678;1100-456|Inês Lopes;936 123 479;7000-123|Luís Bento;912 345 670;1100-456", "PT"},
		"Korean":                  {"이름;전화번호", "김민준;010-6269-2170|이서연;010-7077-9562|박지우;010-7002-3217", "KR"},
		"six countries":           {"Name;Phone", "Bobo;0684-152457|Mariason;07552 213048|Kima;076-107 45 71|Bobson;687 8954|Raja;079-747 98 74|Annson;07126 640411|Bobo;079 794 53 34|Kimo;618 4229|Kimson;993 73 508|Bobo;07800 105058|Luiso;079-384 27 96|Bobo;471 51 956|Rajson;073-064 27 57|Mariason;07183 872254|Anna;461 13 282|Kimson;696 7352|Rajson;0613-872030|Kimson;073 835 17 67|Annson;0642-735404|Boba;079-875 41 83|Bobo;665 9555|Raja;077 701 99 08|Bobo;406 77 349|Kimson;846 3930", ""},
		"Singapore, not Jamaica":  {"Name;Phone", "Anna;6583825008|Luiso;6584513516|Mariason;6587643095|Bobo;6588148450|Kimson;6593265870|Mariaa;6585700462|Anna;6588930731|Bobson;6585931603|Kima;6585607769|Luiso;6583984548|Annson;6596922309|Rajson;6581740882", ""},
		"Italian, which has no 0": {"Nome;Telefono;Città", "Luca Rossi;347 1234527;Roma|Paola Conti;335 6789065;Milano|Maria Esposito;328 4455611;Roma", "IT"},
	}
	for name, tt := range tests {
		rows := [][]string{}
		for row := range strings.SplitSeq(tt.rows, "|") {
			rows = append(rows, strings.Split(row, ";"))
		}
		r := profileOf(strings.Split(tt.header, ";"), rows, Options{}).Region
		got := r.Code
		if !r.Sure {
			got = ""
		}
		if got != tt.want {
			t.Errorf("%s: %q (%+v), want %q", name, got, r, tt.want)
		}
	}
}
