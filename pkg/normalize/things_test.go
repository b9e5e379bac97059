package normalize

import (
	"strings"
	"testing"
)

// What a thing or a service did is no refusal, and a refusal beside a thing is one.
func TestDoneToThing(t *testing.T) {
	for what, cells := range map[bool]string{
		true: `Tree removed; Removed old carpet; Financial aid declined; Loan was declined by bank; Card declined at checkout; Declined photography consent; Cancelled subscription in May; Cancelled appointment, rescheduled; Policy lapsed in March; Declined quote for roof; Dead battery replaced; License suspended last year; Insurance claim denied; Opted out of the dental plan; Order cancelled; Roof blocked by snow; Customer refused service; Service stop date
			Árbol retirado; Préstamo rechazado; Cita cancelada; Póliza vencida; Tarjeta bloqueada; Commande annulée; Prêt refusé; Devis refusé; Contrat résilié; Baum entfernt; Kredit abgelehnt; Termin abgesagt; Führerschein entzogen; Ordine annullato; Preventivo rifiutato; Albero rimosso; Empréstimo recusado; Pedido cancelado; Cartão bloqueado; Lening geweigerd; Offerte afgewezen; Boom verwijderd; Kredyt odrzucony; Karta zablokowana; Drzewo usunięte`,
		false: `removed; declined; refused calls about the roof; declined quote by phone; removed from the insurance campaign; remove from loan list; stop insurance quotes; stop sending quotes; quit offering loans; remove policy and me; declined appointment; refused the visit; declined consent; consent withdrawn, insurance; DNC loan; not interested in a loan; no interest in roof work; loan litigator; deceased policy holder; complained about service; her lawyer cancelled the policy; loan marketing declined; opted out of loan calls; opted out loan; blocked us over an invoice; permission cancelled; autorización revocada; autorisation retirée; pedido de exclusão
			rechaza llamadas del banco; no quiere préstamo, que no le llamen; refuse les appels du service; lehnt Anrufe zum Kredit ab; rifiuta chiamate sul prestito; recusa ligações de empréstimo; weigert telefoontjes over lening; odmawia rozmowy o kredycie; Anwalt beauftragt; Newsletter und Anrufe abbestellt; removed from list of policies; asked to be removed from policy calls`,
	} {
		for cell := range strings.FieldsFuncSeq(cells, func(r rune) bool { return r == ';' || r == '\n' }) {
			cell = strings.TrimSpace(cell)
			list := tokens(cell)
			harmless := false
			for start := 0; start < len(list); {
				part := partAround(list, start)
				harmless = harmless || doneToThing(part)
				start += len(part)
			}
			if harmless != what {
				t.Errorf("%q: done to a thing %t, want %t", cell, harmless, what)
			}
			_, refuses := Refuses(cell)
			if what && (refuses || Doubtful(cell)) {
				t.Errorf("%q refuses", cell)
			}
		}
	}
}
