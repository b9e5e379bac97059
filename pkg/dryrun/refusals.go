package dryrun

import (
	"context"
	"math"
	"slices"

	"rollcall/pkg/contact"
)

// Refusals are the numbers of people who say no in a file.
type Refusals struct {
	byNumber map[uint64]*refused
	// words are the words of refusals, each once: many rows have the same.
	words map[string]string
}

// refused is what the file's rows say of one number.
type refused struct {
	// at is the Moment of the strongest refusal, the first of equal ones in the file,
	// and line its line.
	at     contact.Moment
	line   int64
	words  string
	record contact.Record
	// overruled: an accepted row's yes wins over it. told: a row was skipped, with
	// this refusal's line in the reason.
	overruled, told bool
}

// mostWords limits the different words that are kept; beyond, a refusal is reported
// without them.
const mostWords = 1 << 16

func newRefusals() *Refusals {
	return &Refusals{byNumber: map[uint64]*refused{}, words: map[string]string{}}
}

// add takes a refusal of the row at line. It reports whether rows were skipped with
// another line in their reason.
func (r *Refusals) add(number uint64, line int64, f *contact.Refusal) (told bool) {
	at := contact.RefusedAt(f.Date)
	n := r.byNumber[number]
	if n == nil {
		n = &refused{line: math.MaxInt64}
		r.byNumber[number] = n
	}
	if at > n.at || at == n.at && line < n.line {
		told = n.told
		n.overruled = n.overruled && at == n.at
		n.at, n.line, n.words = at, line, r.intern(f.Reason)
	}
	n.record = max(n.record, f.Record)
	return told
}

func (r *Refusals) intern(words string) string {
	kept, ok := r.words[words]
	if !ok && len(r.words) < mostWords {
		kept = words
		r.words[words] = words
	}
	return kept
}

// lookupSize is the number of numbers looked up at once, unless Options has more.
const lookupSize = 4096

// count counts the numbers that an import would put on the do-not-call list, calling
// recorded for each, and those of known contacts that it would not. It looks up that
// many at once.
func (r *Refusals) count(ctx context.Context, view View, together int, recorded func(e164 string)) (optOuts, knownRefuse int64, err error) {
	numbers := make([]uint64, 0, len(r.byNumber))
	for number, n := range r.byNumber {
		if !n.overruled {
			numbers = append(numbers, number)
		}
	}
	slices.Sort(numbers) // an index is read in its order
	for some := range slices.Chunk(numbers, together) {
		phones := make([]string, len(some))
		for i, number := range some {
			phones[i] = e164(number)
		}
		statuses := make([]contact.PhoneStatus, len(some))
		if view != nil {
			if statuses, err = view.Lookup(ctx, phones); err != nil {
				return 0, 0, err
			}
		}
		for i, s := range statuses {
			switch record := r.byNumber[some[i]].record; {
			case s.List == contact.InternalList:
			case record == contact.RecordAll, record == contact.RecordKnown && s.Known:
				optOuts++
				recorded(phones[i])
			case s.Known:
				knownRefuse++
			}
		}
	}
	return optOuts, knownRefuse, ctx.Err()
}
