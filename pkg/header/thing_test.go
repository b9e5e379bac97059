package header

import "testing"

func TestNumbersThing(t *testing.T) {
	for _, h := range []string{"Invoice No", "Ticket #", "Member No.", "Loan Number", "Barcode", "Customer No", "Kundennummer", "Rechnungsnummer", "Numéro de facture", "Número de pedido", "Case Number", "Serial"} {
		if !NumbersThing(h) {
			t.Errorf("%q: no thing (%q)", h, Words(h))
		}
	}
	for _, h := range []string{"Number", "Nummer", "Contact #", "Customer Contact No", "Home #", "Best Number", "Callback", "Lead Number", "Destination Number", "New Number", "Valid number", "Your number", "Numéro à appeler", "number_1", "#", "x", "Column3"} {
		if NumbersThing(h) {
			t.Errorf("%q: a thing (%q)", h, Words(h))
		}
	}
}
