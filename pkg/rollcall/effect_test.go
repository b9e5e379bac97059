package rollcall

import (
	"testing"

	"rollcall/pkg/mapping"
)

// What a mapping asks for and nobody acts on is refused.
func TestCheckEffect(t *testing.T) {
	for text, refused := range map[string]bool{
		"columns: {Phone: phone}":                                               false,
		"columns: {Phone: phone}\nphones: {others: keep}":                       false,
		"columns: {Phone: phone, T: {target: tags, update: replace}}":           true,
		"columns: {Phone: phone}\npowerlist: {name: a, calling_rules: federal}": false,
	} {
		m, err := mapping.Parse("m.yaml", []byte("version: 1\nregion: US\n"+text))
		if err != nil {
			t.Fatal(err)
		}
		if got := checkEffect(m) != nil; got != refused {
			t.Errorf("%s: refused %v, want %v", text, got, refused)
		}
	}
}
