package normalize

// Note is what the words beside a telephone number say of it.
type Note struct {
	// Refusal are the words by which the person must not be called, or empty.
	Refusal string
	// Bad: the number is no telephone of the person's.
	Bad  bool
	Kind NumberKind
}

// NoteOf reads the words beside a telephone number: what Refuses, BadNumber and
// KindOf say of them, in one look.
func NoteOf(text string) Note {
	if !hasWord(text) {
		return Note{}
	}
	list := tokens(text)
	return Note{refusalIn(list), isBadNumber(list), kindOf(list)}
}
