package mapping

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rollcall/pkg/profile"
	"rollcall/pkg/source"
)

const (
	corpus = "../../testdata/headers"
	// leastLists and leastShare are what the corpus must hold.
	leastLists = 60
	leastShare = 0.95
)

// profileFile profiles a list of the corpus.
func profileFile(t *testing.T, path string) *profile.Profile {
	t.Helper()
	r, err := source.Open(context.Background(), path, nil, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	p := profile.New(r.Header(), profile.Options{})
	for {
		chunk, err := r.Next()
		if err == io.EOF {
			return p.Profile()
		}
		if err != nil {
			t.Fatal(err)
		}
		for rec := range chunk.Records() {
			p.Add(rec)
		}
	}
}

// TestSourceWordsAreSources holds that the words for the file's form are those
// that package source knows.
func TestSourceWordsAreSources(t *testing.T) {
	open := func(o source.Options) error {
		r, err := source.Open(context.Background(), "-", strings.NewReader("Name,Phone\nAnn,+12069871234\n"), o)
		if err == nil {
			err = r.Close()
		}
		return err
	}
	for _, k := range sourceKeys() {
		for _, w := range k.value.words {
			var o source.Options
			switch k.name {
			case "encoding":
				o.Encoding = w.name
			case "quote":
				o.Quote = w.name
			}
			if err := open(o); err != nil && strings.Contains(err.Error(), "unknown") {
				t.Errorf("%s %s: %v", k.name, w.name, err)
			}
		}
	}
	for _, delimiter := range []string{"auto", "comma", "semicolon", "tab", "pipe", "colon", "^"} {
		if err := open(source.Options{Delimiter: delimiter}); err != nil && strings.Contains(err.Error(), "unknown") {
			t.Errorf("delimiter %s: %v", delimiter, err)
		}
	}
	if err := open(source.Options{Encoding: "no-such"}); err == nil || !strings.Contains(err.Error(), "unknown") {
		t.Errorf("an encoding that is none: %v", err)
	}
}

// score counts what was proposed against what was expected.
type score struct {
	lists, columns int
	// right columns were mapped to the target that was expected; proposed were
	// mapped to some target, expected ones should have been. Fields of the
	// list's own count in none of them, but in kept, of which own were expected.
	right, proposed, expected int
	kept, own                 int
	types, regions            int
	falsePhones               int
}

func (s score) precision() float64 { return float64(s.right) / float64(s.proposed) }
func (s score) recall() float64    { return float64(s.right) / float64(s.expected) }

// mapped reports whether a column goes to a target, not to a field of its own.
func mapped(c Column) bool {
	return c.Target != Ignore && c.Target != NewCustom && c.Target != Custom
}

func same(a, b Column) bool {
	return a.Target == b.Target && a.Field == b.Field && a.Means == b.Means && slices.Equal(a.Allow, b.Allow)
}

// TestCorpus proposes a mapping for every list of the corpus and compares it
// with the one that stands beside it. What is wrong is logged; what must hold
// are precision, recall, and that nothing is wrongly taken for a phone.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob(corpus + "/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	var s score
	for _, file := range files {
		want, err := Load(t.Context(), strings.TrimSuffix(file, ".csv")+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		p := Suggest(profileFile(t, file), SuggestOptions{})
		got, err := Parse("proposal", []byte(written(t, p)))
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		for _, wrong := range s.compare(got, want) {
			t.Logf("%s: %s", strings.TrimSuffix(filepath.Base(file), ".csv"), wrong)
		}
	}
	t.Logf("%d lists, %d columns: precision %.3f, recall %.3f of the %d columns with a target; %d of %d fields kept; %d of %d types; %d regions right",
		s.lists, s.columns, s.precision(), s.recall(), s.expected, s.kept, s.own, s.types, s.kept, s.regions)
	fmt.Printf("mapping proposals: precision %.3f, recall %.3f (%d lists, %d columns)\n", s.precision(), s.recall(), s.lists, s.columns)
	if s.lists < leastLists || s.precision() < leastShare || s.recall() < leastShare || s.falsePhones > 0 {
		t.Errorf("want %d lists, precision and recall of %v and no false phone; have %+v", leastLists, leastShare, s)
	}
	for what, share := range map[string]float64{
		"fields kept": float64(s.kept) / float64(s.own), "types": float64(s.types) / float64(s.kept), "regions": float64(s.regions) / float64(s.lists),
	} {
		if share < leastShare {
			t.Errorf("%s: %.3f", what, share)
		}
	}
}

// compare counts one list and says what is wrong.
func (s *score) compare(got, want *Mapping) (wrong []string) {
	s.lists++
	for _, w := range want.Columns {
		s.columns++
		i := slices.IndexFunc(got.Columns, func(g Column) bool { return g.Header == w.Header && same(g, w) })
		if i < 0 {
			i = slices.IndexFunc(got.Columns, func(g Column) bool { return g.Header == w.Header })
		}
		g := got.Columns[i]
		if mapped(g) {
			s.proposed++
		}
		if mapped(w) {
			s.expected++
		}
		if mapped(g) && mapped(w) && same(g, w) {
			s.right++
		}
		if g.Target == Phone && w.Target != Phone {
			s.falsePhones++
		}
		if w.Target == NewCustom {
			s.own++
			if g.Target == NewCustom {
				s.kept++
				if g.Type == w.Type {
					s.types++
				}
			}
		}
		if !same(g, w) || g.Type != w.Type {
			wrong = append(wrong, fmt.Sprintf("%q is %s, want %s", w.Header, writeTarget(&g), writeTarget(&w)))
		}
	}
	if order(got) != order(want) {
		wrong = append(wrong, fmt.Sprintf("phones are dialed as %s, want %s", order(got), order(want)))
	}
	if got.Region == want.Region || want.Region == "" {
		s.regions++
	} else {
		wrong = append(wrong, fmt.Sprintf("region is %q, want %q", got.Region, want.Region))
	}
	return wrong
}

func order(m *Mapping) string {
	var headers []string
	for _, c := range m.phones() {
		headers = append(headers, c.Header)
	}
	return strings.Join(headers, ", ")
}
