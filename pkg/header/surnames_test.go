package header

import "testing"

func TestSurnamesFirst(t *testing.T) {
	for name, want := range map[string]int{
		"Nachname, Vorname": 1, "Příjmení a jméno": 1, "Apellidos y nombre": 2, "Cognome e nome": 1, "NOM PRENOM": 1, "Name (Last, First)": 1, "Фамилия Имя": 1, "Ф.И.О.": 1, "Efternavn, fornavn": 1,
		"Vorname Nachname": 0, "First Last": 0, "Vor- und Nachname": 0, "Nombre y apellidos": 0, "Name": 0, "Contact": 0, "Jméno a příjmení": 0,
	} {
		if got, is := SurnamesFirst(name), Read(name).Concept; got != want || is != FullName {
			t.Errorf("%s: %d, %s", name, got, is)
		}
	}
	for name, want := range map[string]Concept{"氏名（姓）": LastName, "氏名（名）": FirstName, "Name (Nachname)": LastName, "Nome (cognome)": LastName, "Name (please print)": FullName} {
		if got := Read(name).Concept; got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
