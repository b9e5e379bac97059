package phone

import (
	"testing"

	"github.com/nyaruka/phonenumbers/v2"
)

// groups are numbers as lists have them, by the part of the world.
var groups = []struct {
	name    string
	numbers []struct{ cell, region string }
}{
	{"NANP", []struct{ cell, region string }{
		{"2064441234", "US"}, {"(206) 444-1234", "US"}, {"206-444-1234", "US"}, {"206.444.1234", "US"},
		{"1-206-444-1234", "US"}, {"+1 206 444 1234", "US"}, {"+12064441234", "US"}, {"1 (416) 555-9876", "CA"},
		{"310/246-1501", "US"}, {"416 967 1111", "CA"}, {"8005551299", "US"}, {"12125550200", "US"},
	}},
	{"Europe", []struct{ cell, region string }{
		{"030 123456", "DE"}, {"+49 (0)30 123456", "DE"}, {"0171/1234567", "DE"}, {"020 7946 0018", "GB"},
		{"07739 468 050", "GB"}, {"+44 20 7946 0018", "US"}, {"01 42 68 53 00", "FR"}, {"+33 6 12 34 56 78", "FR"},
		{"06 698 12345", "IT"}, {"+39 333 123 4567", "IT"}, {"912 345 678", "ES"}, {"0471 66 75 53", "BE"},
		{"00 43 1 5131234", "DE"}, {"22 123 45 67", "PL"}, {"8 (495) 123-45-67", "RU"}, {"+40 21 312 3456", "RO"},
	}},
	{"LatinAmerica", []struct{ cell, region string }{
		{"55 1234 5678", "MX"}, {"+52 55 1234 5678", "MX"}, {"(11) 96123-4567", "BR"}, {"+55 11 2345-6789", "BR"},
		{"0 15 11 2345-6789", "BR"}, {"011 15-2345-6789", "AR"}, {"+54 9 11 2345-6789", "AR"}, {"(0341) 423-4567", "AR"},
		{"601 234 5678", "CO"}, {"+57 321 1234567", "CO"}, {"2 2123 4567", "CL"}, {"+56 9 6123 4567", "CL"},
		{"01 1234567", "PE"}, {"+51 912 345 678", "PE"},
	}},
	{"Asia", []struct{ cell, region string }{
		{"010 1234 5678", "CN"}, {"+86 131 2345 6789", "CN"}, {"03-1234-5678", "JP"}, {"+81 90-1234-5670", "JP"},
		{"074104 10123", "IN"}, {"+91 81234 56789", "IN"}, {"02-212-3456", "KR"}, {"+82 10-2000-0000", "KR"},
		{"(021) 3501234", "ID"}, {"+62 812-345-678", "ID"}, {"3-2385 6789", "MY"}, {"+65 8123 4567", "SG"},
		{"02 123 4567", "TH"}, {"0912 345 678", "TW"},
	}},
}

// BenchmarkParse sets Parse beside the library's parse, validation and
// formatting, by the part of the world.
func BenchmarkParse(b *testing.B) {
	p := NewParser(Options{})
	for _, g := range groups {
		b.Run(g.name+"/ours", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				n := g.numbers[i%len(g.numbers)]
				if r := p.Parse(n.cell, n.region); r.E164 == "" {
					b.Fatalf("%q in %s: %s", n.cell, n.region, r.Problem)
				}
			}
		})
		b.Run(g.name+"/library", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				n := g.numbers[i%len(g.numbers)]
				number, err := phonenumbers.Parse(n.cell, n.region)
				if err != nil || !phonenumbers.IsValidNumber(number) || phonenumbers.Format(number, phonenumbers.E164) == "" {
					b.Fatalf("%q in %s: %v", n.cell, n.region, err)
				}
			}
		})
	}
}

func BenchmarkRegion(b *testing.B) {
	for _, word := range []string{"US", "us", "USA", "Germany", "Côte d'Ivoire", "+49"} {
		b.Run(word, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, ok := Region(word); !ok {
					b.Fatal(word)
				}
			}
		})
	}
}

// BenchmarkText shows what cells cost that the automata cannot take as they
// stand, and cells that hold no number.
func BenchmarkText(b *testing.B) {
	p := NewParser(Options{})
	for _, cell := range []string{
		"", "John Smith", "bob1999@example.com", "2024-03-05", "123 Main Street, Springfield 62704", "206-044-1234",
		"2064441234.0", "3.34E+13", "2064441234 (cell)", "001-417-367-8686x33666", "206-444-1234 / 206-444-1235", "２０６４４４１２３４",
	} {
		b.Run(cell, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Parse(cell, "US")
			}
		})
	}
}
