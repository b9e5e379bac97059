package normalize

import "testing"

// BenchmarkValues shows what each function costs on a value in its form and
// on one that is not.
func BenchmarkValues(b *testing.B) {
	for _, bench := range []struct {
		name string
		call func()
	}{
		{"Text/plain", func() { Text("742 Evergreen Terrace") }},
		{"Text/accents", func() { Text("Mönckebergstraße 5") }},
		{"Text/control", func() { Text("Boots\u0092 the chemist") }},
		{"Email", func() { Email("bob@example.com") }},
		{"NameRefuses/one", func() { NameRefuses("Lovelace") }},
		{"NameRefuses/full", func() { NameRefuses("Ludwig van Beethoven") }},
		{"FullName", func() { FullName("Ludwig van Beethoven") }},
		{"State/code", func() { State("IL", "US") }},
		{"State/name", func() { State("Illinois", "US") }},
		{"Zip/US", func() { Zip("62704", "US") }},
		{"Zip/GB", func() { Zip("SW1A 1AA", "GB") }},
		{"Date/ISO", func() { Date("2024-03-05", OrderAuto) }},
		{"Date/MDY", func() { Date("3/5/2024", MDY) }},
		{"Date/month", func() { Date("5 March 2024", OrderAuto) }},
		{"Number", func() { Number("1,234.56") }},
		{"Consent/yes", func() { Consent("Yes", nil) }},
		{"Consent/no", func() { Consent("no", nil) }},
		{"Tags", func() { Tags("influencer, vip") }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bench.call()
			}
		})
	}
}
