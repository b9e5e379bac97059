package phone

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rollcall/pkg/normalize"
)

// What digits a number has does not matter for the words beside it.
func TestNotesEqualNoteOf(t *testing.T) {
	word := rapid.OneOf(
		rapid.SampledFrom(strings.Split("cell,Cell:,(mobile),home,fax,Fax:,pager,wrong number,wrong #,disconnected,DC,dnc,do not call,until,on,x,ext.,since,Jan,May,wife,husband's cell,not,no,f,removed,from,list,dnc 24,opt out,am,pm,old,not in service,work,NIS,as of", ",")),
		rapid.StringMatching(`[0-9]{1,11}|(19|20)[0-9]{2}|\([0-9]{3}\) [0-9]{3}-[0-9]{4}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}`),
		rapid.SampledFrom([]string{"-", "/", ",", ":", "é", "\n", "."}),
	)
	var n notes
	rapid.Check(t, func(t *rapid.T) {
		cell := strings.Join(rapid.SliceOfN(word, 1, 6).Draw(t, "words"), rapid.SampledFrom([]string{" ", " ", ""}).Draw(t, "between"))
		want := normalize.NoteOf(cell)
		if got := n.of(cell); got != want {
			t.Fatalf("%q: %+v, want %+v", cell, got, want)
		}
		shape, ok := appendShape(nil, cell)
		if !ok {
			return
		}
		got := normalize.NoteOf(string(shape))
		if (got.Refusal == "") != (want.Refusal == "") || got.Bad != want.Bad || got.Kind != want.Kind {
			t.Fatalf("%q: %+v, and as %q %+v", cell, want, shape, got)
		}
	})
}
