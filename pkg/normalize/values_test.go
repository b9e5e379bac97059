package normalize

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// truth is a line of a truth table: what stands in a cell, and what becomes of
// it.
type truth struct{ cell, want string }

func check(t *testing.T, table []truth, f func(string) string) {
	t.Helper()
	for _, line := range table {
		got := f(line.cell)
		if d := cmp.Diff(line.want, got); d != "" {
			t.Errorf("%q -want +got:\n%s", line.cell, d)
		}
		if again := f(got); got != "" && again != got {
			t.Errorf("%q gives %q, and that gives %q", line.cell, got, again)
		}
	}
}

// or returns value, or "-" where there is none.
func or(value string, ok bool) string {
	if !ok {
		return ""
	}
	return value
}

func TestText(t *testing.T) {
	check(t, []truth{
		{"", ""},
		{"plain", "plain"},
		{"  trimmed\t", "trimmed"},
		{"\u00a0non-breaking\u3000", "non-breaking"},
		{"two  spaces stay", "two  spaces stay"},
		{"a\tb", "a b"},
		{"line\nbreak", "line\nbreak"},
		{"line\r\nbreak\rtwice", "line\nbreak\ntwice"},
		{"bell\a and\x00 NUL", "bell and NUL"},
		{"Boots\u0092 the chemist", "Boots the chemist"},
		{"Jose\u0301", "José"},
		{"\ufeffmark", "mark"},
		{"soft\u00adhyphen", "softhyphen"},
		{"zero\u200bwidth\u2060", "zerowidth"},
		{"\u202eright to left\u202c", "right to left"},
		{"می\u200cخواهم", "می\u200cخواهم"},
		{"a\u200cb", "ab"},
		{"👩\u200d👧", "👩\u200d👧"},
		{"\xff\xfe", "\ufffd\ufffd"},
		{"\u200b", ""},
	}, Text)
}

func TestEmail(t *testing.T) {
	check(t, []truth{
		{"bob@example.com", "bob@example.com"},
		{" Bob.Smith+tag@EXAMPLE.Com ", "Bob.Smith+tag@example.com"},
		{"mailto:bob@example.com", "bob@example.com"},
		{"Bob Smith <bob@Example.com>", "bob@example.com"},
		{"bob\u200b@example.com", "bob@example.com"},
		{"jürgen@münchen.de", "jürgen@münchen.de"},
		{"bob@xn--mnchen-3ya.de", "bob@xn--mnchen-3ya.de"},
		{"o'brien@example.co.uk", "o'brien@example.co.uk"},
		{"bob@a.b1", "bob@a.b1"},
		{"", ""},
		{"robin@invalid-domain", ""},
		{"bob@example", ""},
		{"bob@.com", ""},
		{"bob@example..com", ""},
		{"bob@example.com.", "bob@example.com"},
		{"'bob@example.com'", "bob@example.com"},
		{"'bob@example.com", "bob@example.com"},
		{"“bob@example.com”", "bob@example.com"},
		{"bob@example.com (work)", "bob@example.com"},
		{"bob@example.com [old]", "bob@example.com"},
		{"bob@example.com - work", "bob@example.com"},
		{"work: bob@example.com", "bob@example.com"},
		{"bob@example, ann@example.com", "ann@example.com"},
		{"bob@example.com; ann@example.com", "bob@example.com"},
		{"bob@example.com / ann@example.com", "bob@example.com"},
		{"bob@example.com ann@example.com", "bob@example.com"},
		{"Bob <bob@example.com>, Ann <ann@example.com>", "bob@example.com"},
		{"<bob@example.com>", "bob@example.com"},
		{"bob@-example.com", ""},
		{"bob@1.2.3.4", ""},
		{"bob.@example.com", ""},
		{".bob@example.com", ""},
		{"bo..b@example.com", ""},
		{"bob smith@example.com", ""},
		{"bob@ex ample.com", ""},
		{"a@b@example.com", ""},
		{"a@x.com, b@y.com", "a@x.com"},
		{"@example.com", ""},
		{"n/a", ""},
	}, func(s string) string { return or(Email(s)) })
}

func TestFullName(t *testing.T) {
	tests := []struct{ name, first, last string }{
		{"", "", ""},
		{"Madonna", "Madonna", ""},
		{"佐藤 美咲", "美咲", "佐藤"},
		{"佐々木　はるか", "はるか", "佐々木"},
		{"김 민수", "민수", "김"},
		{"ジョン スミス", "ジョン", "スミス"},
		{"王小明", "王小明", ""},
		{"John Smith", "John", "Smith"},
		{"John  Q.  Public", "John Q.", "Public"},
		{"Mary Ann Evans", "Mary Ann", "Evans"},
		{"Smith, John", "John", "Smith"},
		{"Smith, John Q.", "John Q.", "Smith"},
		{"Smith,John", "John", "Smith"},
		{"Smith,", "Smith", ""},
		{", John", "John", ""},
		{"Ludwig van Beethoven", "Ludwig", "van Beethoven"},
		{"Соколов Алексей Александрович", "Алексей Александрович", "Соколов"},
		{"Ганна Олегівна Коваль", "Ганна Олегівна", "Коваль"},
		{"Роман Аркадьевич Юркович", "Роман Аркадьевич", "Юркович"},
		{"ABASSIT Florian", "Florian", "ABASSIT"},
		{"DE LA TOUR Jean-Marc", "Jean-Marc", "DE LA TOUR"},
		{"LE GOFF Anne Marie", "Anne Marie", "LE GOFF"},
		{"GARCÍA LÓPEZ María", "María", "GARCÍA LÓPEZ"},
		{"Mme D'ORNANO Claire", "Claire", "D'ORNANO"},
		{"ИВАНОВ Иван", "Иван", "ИВАНОВ"},
		{"Claire MARTIN", "Claire", "MARTIN"},
		{"JOHN SMITH", "JOHN", "SMITH"},
		{"JRR Tolkien", "JRR", "Tolkien"},
		{"JD Vance", "JD", "Vance"},
		{"Bob Norris (Acting)", "Bob", "Norris (Acting)"},
		{"Bob Norris Jr. (on leave)", "Bob", "Norris Jr. (on leave)"},
		{"Bob (Robert) Norris", "Bob (Robert)", "Norris"},
		{"Beethoven, Ludwig van", "Ludwig van", "Beethoven"},
		{"van der Berg, Jan", "Jan", "van der Berg"},
		{"María de la Cruz", "María", "de la Cruz"},
		{"Leonardo da Vinci", "Leonardo", "da Vinci"},
		{"Vincent St. James", "Vincent", "St. James"},
		{"José Ortega y Gasset", "José", "Ortega y Gasset"},
		{"Van Morrison", "Van", "Morrison"},
		{"Martin Luther King Jr.", "Martin Luther", "King Jr."},
		{"Martin Luther King, Jr.", "Martin Luther", "King Jr."},
		{"King Jr., Martin Luther", "Martin Luther", "King Jr."},
		{"King, Martin Luther, Jr.", "Martin Luther", "King Jr."},
		{"Henry Ford III", "Henry", "Ford III"},
		{"John Smith MD", "John", "Smith MD"},
		{"John Smith, M.D., Ph.D.", "John", "Smith M.D. Ph.D."},
		{"Dr. Jane Smith", "Jane", "Smith"},
		{"Prof. Dr. Hans Müller", "Hans", "Müller"},
		{"Mr. Smith", "", "Smith"},
		{"Dr. and Mrs. Smith", "", "Smith"},
		{"Mr. & Mrs. John Smith", "John", "Smith"},
		{"Herr und Frau Müller", "", "Müller"},
		{"M. et Mme Dupont", "", "Dupont"},
		{"Dr. Smith Jr.", "", "Smith Jr."},
		{"Smith, Dr. Jane", "Jane", "Smith"},
		{"Dr.", "Dr.", ""},
		{"Jane Ma", "Jane", "Ma"},
		{"Jean-Luc Picard", "Jean-Luc", "Picard"},
		{"John and Jane Smith", "John and Jane", "Smith"},
		{"李小龙", "李小龙", ""},
	}
	for _, test := range tests {
		first, last := FullName(test.name)
		if d := cmp.Diff([]string{test.first, test.last}, []string{first, last}); d != "" {
			t.Errorf("FullName(%q) -want +got:\n%s", test.name, d)
		}
	}
}

func TestProperName(t *testing.T) {
	check(t, []truth{
		{"", ""},
		{"JOHN", "John"},
		{"john smith", "John Smith"},
		{"O'BRIEN", "O'Brien"},
		{"D'ARCY-MCDONALD", "D'Arcy-McDonald"},
		{"JEAN-LUC", "Jean-Luc"},
		{"LUDWIG VAN BEETHOVEN", "Ludwig van Beethoven"},
		{"VAN DER BERG", "Van der Berg"},
		{"HENRY FORD III", "Henry Ford III"},
		{"ÉLODIE MÜLLER", "Élodie Müller"},
		{"MACHADO", "Machado"},
		{"DeVito", "DeVito"},
		{"bell hooks", "Bell Hooks"},
		{"J", "J"},
		{"j.r.r. tolkien", "J.R.R. Tolkien"},
		{"MC", "Mc"},
		{"李", "李"},
	}, ProperName)
}

func TestState(t *testing.T) {
	check(t, []truth{
		{"California", "CA"}, {"CALIFORNIA", "CA"}, {"ca", "CA"}, {"CA", "CA"}, {"Calif.", "CA"}, {"Mass.", "MA"},
		{"N.Y.", "NY"}, {"New  York", "NY"}, {"Washington", "WA"}, {"Washington, D.C.", "DC"}, {"D.C.", "DC"}, {"W. Va.", "WV"},
		{"Puerto Rico", "PR"}, {"Armed Forces Pacific", "AP"}, {"N. Carolina", "NC"},
		{"Ontario", "Ontario"}, {"Bayern", "Bayern"}, {"XX", "XX"}, {"", ""}, {" Somewhere ", "Somewhere"},
	}, func(s string) string { return State(s, "US") })
	check(t, []truth{
		{"Québec", "QC"}, {"Quebec", "QC"}, {"British Columbia", "BC"}, {"B.C.", "BC"}, {"Île-du-Prince-Édouard", "PE"},
		{"P.E.I.", "PE"}, {"ont", "ON"}, {"Terre-Neuve-et-Labrador", "NL"}, {"PQ", "QC"}, {"California", "California"},
	}, func(s string) string { return State(s, "CA") })
	check(t, []truth{{"Texas", "TX"}, {"Alberta", "AB"}}, func(s string) string { return State(s, "") })
	check(t, []truth{{"Puerto Rico", "PR"}}, func(s string) string { return State(s, "PR") })
	check(t, []truth{{"Western Australia", "Western Australia"}, {"wa", "wa"}}, func(s string) string { return State(s, "AU") })
}

func TestZip(t *testing.T) {
	tests := map[string][]truth{
		"US": {
			{"94107", "94107"}, {"5401", "05401"}, {"501", "00501"}, {"5401.0", "05401"}, {"94107-1234", "94107-1234"},
			{"941071234", "94107-1234"}, {"54011234", "05401-1234"}, {"5011234", "00501-1234"}, {"5401-1234", "05401-1234"},
			{"94107 1234", "94107-1234"}, {"94107-", "94107"}, {"12", "12"}, {"94107-12", "94107-12"}, {"ABCDE", "ABCDE"},
			{"123456", "123456"}, {"K1A 0B1", "K1A 0B1"}, {"", ""}, {"1234567890", "1234567890"},
			{"2115,00", "02115"}, {"2115.00", "02115"}, {"2,115", "02115"}, {"2.115E+03", "02115"}, {"2.12E+03", "2.12E+03"}, {"10,001.00", "10001"},
			{`="02108"`, "02108"}, {"z:94107", "94107"}, {"z:2108", "02108"}, {"'02108", "02108"}, {`="'2108"`, "02108"}, {`=""`, ""}, {"'", "'"},
		},
		"CA": {{"k1a0b1", "K1A 0B1"}, {"K1A-0B1", "K1A 0B1"}, {"K1A 0B1", "K1A 0B1"}, {"90210", "90210"}},
		"GB": {{"sw1a1aa", "SW1A 1AA"}, {"M1 1AE", "M1 1AE"}, {"B338TH", "B33 8TH"}, {"hello", "hello"}},
		"DE": {{"1067", "01067"}, {"10115", "10115"}, {"1067.0", "01067"}, {"D-10115", "D-10115"}, {"106", "106"}},
		"FR": {{"1000", "01000"}, {"75001", "75001"}},
		"IT": {{"118", "00118"}},
		"NL": {{"1234ab", "1234 AB"}},
		"PL": {{"00950", "00-950"}, {"00-950", "00-950"}},
		"JP": {{"600000", "060-0000"}, {"1000001", "100-0001"}},
		"BR": {{"1310100", "01310-100"}, {"01310-100", "01310-100"}},
		"SE": {{"11455", "114 55"}},
		"AU": {{"800", "0800"}, {"2000", "2000"}},
		"":   {{"5401", "5401"}},
		"AT": {{"1010", "1010"}},
	}
	for country, table := range tests {
		t.Run(country, func(t *testing.T) { check(t, table, func(s string) string { return Zip(s, country) }) })
	}
}

func TestNumber(t *testing.T) {
	check(t, []truth{
		{"0", "0"}, {"42", "42"}, {"-42", "-42"}, {"+42", "42"}, {"007", "7"}, {"-0", "0"}, {"0.50", "0.50"},
		{"1.5", "1.5"}, {"1,5", "1.5"}, {".5", "0.5"}, {"5.", "5"}, {",5", "0.5"},
		{"1,234", "1234"}, {"1.234", "1.234"}, {"0,500", "0.500"}, {"12,345", "12345"}, {"1234,567", "1234.567"},
		{"1,234.56", "1234.56"}, {"1.234,56", "1234.56"}, {"1 234,56", "1234.56"}, {"1\u00a0234,56", "1234.56"},
		{"1'234.56", "1234.56"}, {"1,234,567", "1234567"}, {"1.234.567", "1234567"}, {"12,34,567.8", "1234567.8"},
		{"$1,200.00", "1200.00"}, {"€ 12,50", "12.50"}, {"12,50 €", "12.50"}, {"-$5", "-5"}, {"(12.5)", "-12.5"}, {"12-", "-12"},
		{"−5", "-5"}, {"1e5", "1e5"}, {"1.5E-7", "1.5E-7"}, {"123456789012345678901234567890", "123456789012345678901234567890"},
		{"", ""}, {"abc", ""}, {"12%", ""}, {"1,2,3", ""}, {"1.2.3.4", ""}, {"--5", ""}, {"1,23,4", ""}, {"1,,234", ""},
		{"1e9999", ""}, {"1e400", ""}, {"1e-400", ""}, {"0e400", "0e400"}, {"1e308", "1e308"}, {"1e", ""}, {"NaN", ""}, {"Inf", ""}, {"0x10", ""}, {".", ""}, {",", ""}, {"-", ""}, {"2024-03-05", ""},
		{"1,234,56", ""}, {"1.234,567.8", ""}, {"12 34", ""}, {"$", ""},
	}, func(s string) string { return or(Number(s)) })
}

func TestBoolean(t *testing.T) {
	check(t, []truth{
		{"true", "true"}, {"TRUE", "true"}, {" Yes ", "true"}, {"y", "true"}, {"1", "true"}, {"x", "true"}, {"ja", "true"}, {"oui", "true"},
		{"false", "false"}, {"No", "false"}, {"n", "false"}, {"0", "false"}, {"nein", "false"}, {"off", "false"},
		{"", ""}, {"maybe", ""}, {"2", ""}, {"yes and no, it depends", ""},
	}, func(s string) string {
		value, ok := Boolean(s)
		if value {
			return or("true", ok)
		}
		return or("false", ok)
	})
}

func TestConsent(t *testing.T) {
	tests := []struct {
		cell  string
		allow []string
		want  bool
	}{
		{"yes", nil, true}, {"YES", nil, true}, {" Yes ", nil, true}, {"true", nil, true}, {"1", nil, true}, {"y", nil, true},
		{"consent", nil, true}, {"opted-in", nil, true}, {"Opted In", nil, true}, {"OPTED-IN", nil, true}, {"opted  in", nil, true},
		{"opted\u00a0in", nil, true}, {"opted\u2011in", nil, true},
		{"", nil, false}, {" ", nil, false}, {"no", nil, false}, {"false", nil, false}, {"0", nil, false}, {"n", nil, false},
		{"opted-out", nil, false}, {"optedin", nil, false}, {"not consent", nil, false}, {"yes, but", nil, false}, {"1.0", nil, false},
		{"yess", nil, false}, {"unknown", nil, false}, {"-", nil, false},
		{"-1", nil, false}, {"\u22121", nil, false}, {"\u20131", nil, false}, {"- yes", nil, false}, {"y-", nil, false},
		{"-oui", []string{"oui"}, false}, {"oui\u2011", []string{"oui"}, false},
		{"oui", nil, false}, {"oui", []string{"oui"}, true}, {"OUI", []string{"oui"}, true}, {"d accord", []string{"d-accord"}, true},
		{"", []string{""}, false}, {"-", []string{" "}, false}, {"yes", []string{"oui"}, true},
	}
	for _, test := range tests {
		if got := Consent(test.cell, test.allow); got != test.want {
			t.Errorf("Consent(%q, %q) = %v", test.cell, test.allow, got)
		}
	}
}

func TestTags(t *testing.T) {
	tests := []struct {
		cell string
		want []string
	}{
		{"", nil},
		{"vip", []string{"vip"}},
		{"influencer, vip", []string{"influencer", "vip"}},
		{" a ;b|c, ,", []string{"a", "b", "c"}},
		{"a,b,a", []string{"a", "b"}},
		{"two words,VIP,vip", []string{"two words", "VIP"}},
		{"* My Contacts ::: testgroup", []string{"* My Contacts ::: testgroup"}},
	}
	for _, test := range tests {
		if d := cmp.Diff(test.want, Tags(test.cell)); d != "" {
			t.Errorf("Tags(%q) -want +got:\n%s", test.cell, d)
		}
	}
	if d := cmp.Diff([]string{"x", "a"}, AppendTags([]string{"x"}, "a, x")); d != "" {
		t.Errorf("AppendTags -want +got:\n%s", d)
	}
}
