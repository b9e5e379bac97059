package header

import "testing"

// TestAgeOf has headers that say in what way people are old, and some that only sound so.
func TestAgeOf(t *testing.T) {
	for name, want := range map[string]AgeKind{
		"Age": Years, "How old are you?": Years, "Wie alt sind Sie?": Years, "¿Cuántos años tienes?": Years, "Quel âge avez-vous ?": Years, "Ile ma Pan/Pani lat?": Years, "EXACTAGE": Years, "birth_age": Years,
		"born_at": Born, "When were you born?": Born, "DOBYEAR": Born, "DOBYYYYMM": Born, "BIRTHDT": Born, "BRTHDTE": Born, "DATANASC": Born, "dateofbirth": Born, "Data urodzenia": Born, "BORRDOB": Born, "SPBPERS_BIRTH_DATE": Born,
		"Average": NoAge, "Village": NoAge, "Percentage": NoAge, "Postage": NoAge, "Dog birth date": NoAge, "Spouse DOB": NoAge, "How many?": NoAge, "Wie alt ist Ihr Dach?": NoAge, "Start date": NoAge, "Account age": NoAge, "Age on Race Day": Years, "Age as of 12/31": Years, "Alter am Stichtag": Years, "Age of roof": NoAge,
	} {
		if got := AgeOf(name, nil); got != want {
			t.Errorf("%q: %d, want %d (%q)", name, got, want, ageWords(name))
		}
	}
}
