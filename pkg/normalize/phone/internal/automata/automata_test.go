package automata

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers/v2"
)

// walk returns the label of a number in a store.
func (s *store) walk(from uint16, digits string) uint16 {
	for _, d := range digits {
		from = s.nodes[from].next[d-'0']
	}
	return s.nodes[from].label
}

// near returns random digits, mostly such as have been there before with a digit
// changed, so that they come near to what patterns match.
func near(r *rand.Rand, known *[]string) string {
	var s string
	if len(*known) > 0 && r.IntN(4) != 0 {
		b := []byte((*known)[r.IntN(len(*known))])
		b[r.IntN(len(b))] = byte('0' + r.IntN(10))
		s = string(b[:1+r.IntN(len(b))]) + strings.Repeat("5", r.IntN(5))
	} else {
		for range 1 + r.IntN(12) {
			s += string(rune('0' + r.IntN(10)))
		}
	}
	return s
}

// TestPrefix compares the automata for prefixes with regexp, over every prefix
// in the metadata and some patterns that put preference to the test.
func TestPrefix(t *testing.T) {
	patterns := []string{"1|12", "12|1", "1?(2)?", "(1(2)?)$|1", "(?:1|12)(3)?", "(?:1|12)??3?", "(1|12|123)$|1(2)?"}
	coll, err := phonenumbers.MetadataCollection()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range coll.GetMetadata() {
		patterns = append(patterns, m.GetInternationalPrefix(), m.GetNationalPrefixForParsing())
	}
	r := rand.New(rand.NewPCG(3, 3))
	for _, pattern := range patterns {
		if pattern == "" {
			continue
		}
		s := newStore()
		root := buildPrefix(s, pattern)
		re := regexp.MustCompile("^(?:" + pattern + ")")
		known := []string{"0", "1", "12", "123", "00", "011"}
		for range 3000 {
			digits := near(r, &known)
			var want uint16
			if at := re.FindStringSubmatchIndex(digits); at != nil {
				m := Match{End: at[1]}
				if last := len(at) - 2; last > 0 && at[last] >= 0 {
					m.GroupStart, m.GroupEnd = at[last], at[last+1]
				}
				want = m.label()
				known = append(known, digits)
			}
			if got := s.walk(root, digits); got != want {
				t.Fatalf("%q on %q: %#x, want %#x", pattern, digits, got, want)
			}
		}
	}
}

// TestWhole compares the automata for whole numbers with regexp, over every
// pattern in the metadata.
func TestWhole(t *testing.T) {
	coll, err := phonenumbers.MetadataCollection()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(4, 4))
	for _, m := range coll.GetMetadata() {
		pattern := m.GetGeneralDesc().GetNationalNumberPattern()
		b := builder{store: newStore(), byPattern: map[string]uint16{}}
		root := b.general(pattern)
		re := regexp.MustCompile("^(?:" + pattern + ")$")
		known := []string{"2"}
		for _, d := range []*phonenumbers.PhoneNumberDesc{m.GetFixedLine(), m.GetMobile(), m.GetTollFree()} {
			if d.GetExampleNumber() != "" {
				known = append(known, d.GetExampleNumber())
			}
		}
		for range 500 {
			digits := near(r, &known)
			if len(digits) > maxNational {
				continue
			}
			want := re.MatchString(digits)
			if want {
				known = append(known, digits)
			}
			if got := b.store.walk(root, digits) != 0; got != want {
				t.Fatalf("%s: %q on %q: %v, want %v", m.GetId(), pattern, digits, got, want)
			}
		}
	}
}
