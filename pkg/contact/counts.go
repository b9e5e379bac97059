package contact

import (
	"encoding/json"
	"iter"
	"strconv"
	"strings"
)

// Counts is what became of the rows of a list:
// Rows = Created + Updated + Merged + Skipped.Total().
type Counts struct {
	Rows    int64 `json:"rows"`
	Created int64 `json:"created"`
	Updated int64 `json:"updated"`
	// Merged rows were folded into another row's contact.
	Merged  int64   `json:"merged"`
	Skipped Skipped `json:"skipped"`
	// DuplicateRows breaks down the rows skipped as Duplicate.
	DuplicateRows DuplicateRows `json:"duplicates"`
}

// Plus returns the counts of two lists together.
func (c Counts) Plus(o Counts) Counts {
	c.Rows += o.Rows
	c.Created += o.Created
	c.Updated += o.Updated
	c.Merged += o.Merged
	for r, n := range o.Skipped {
		c.Skipped[r] += n
	}
	c.DuplicateRows.Known += o.DuplicateRows.Known
	c.DuplicateRows.Repeated += o.DuplicateRows.Repeated
	return c
}

// DuplicateRows are the rows skipped as Duplicate, by what they repeat.
type DuplicateRows struct {
	// Known rows have the number of a contact of the database, Repeated ones that
	// of an earlier row of the list.
	Known    int64 `json:"known"`
	Repeated int64 `json:"repeated"`
}

// Skipped counts skipped rows by Reason; Skipped[Accepted] stays 0. In JSON it is
// an object with a key for every reason.
type Skipped [NumReasons]int64

// Total returns the number of rows that were not imported.
func (s *Skipped) Total() (n int64) {
	for _, rows := range s {
		n += rows
	}
	return n
}

// All returns the rows of every reason, in the order in which reasons are looked
// for.
func (s *Skipped) All() iter.Seq2[Reason, int64] {
	return func(yield func(Reason, int64) bool) {
		for r := Malformed; int(r) < NumReasons && yield(r, s[r]); r++ {
		}
	}
}

// MarshalJSON writes the rows by the names of their reasons.
func (s Skipped) MarshalJSON() ([]byte, error) {
	text := []byte{'{'}
	for r, n := range s.All() {
		if r != Malformed {
			text = append(text, ',')
		}
		text = strconv.AppendInt(append(strconv.AppendQuote(text, r.String()), ':'), n, 10)
	}
	return append(text, '}'), nil
}

// UnmarshalJSON reads what MarshalJSON wrote; reasons that are missing have no rows.
func (s *Skipped) UnmarshalJSON(text []byte) error {
	byName := map[string]int64{}
	err := json.Unmarshal(text, &byName)
	for r := range s.All() {
		s[r] = byName[r.String()]
	}
	return err
}

// Zones counts contacts by what is known of their time zone.
type Zones struct {
	// ByName counts those in one zone, by its IANA name.
	ByName map[string]int64
	// Ambiguous contacts may be in more than one possible time zone, Unknown ones anywhere.
	Ambiguous, Unknown int64
}

// Add counts n contacts whose TimeZone has this value; a negative n takes them
// back.
func (z *Zones) Add(zone string, n int64) {
	switch {
	case zone == "":
		z.Unknown += n
	case strings.Contains(zone, " "):
		z.Ambiguous += n
	default:
		if z.ByName == nil {
			z.ByName = map[string]int64{}
		}
		if n += z.ByName[zone]; n != 0 {
			z.ByName[zone] = n
		} else {
			delete(z.ByName, zone)
		}
	}
}

// Total is how many contacts were counted.
func (z *Zones) Total() int64 {
	total := z.Ambiguous + z.Unknown
	for _, n := range z.ByName {
		total += n
	}
	return total
}
