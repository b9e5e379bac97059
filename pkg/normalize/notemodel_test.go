package normalize

import (
	"flag"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var updateModel = flag.Bool("update", false, "write notemodel.bin")

// note is a text of testdata/notes, whose README says what is in it.
type note struct {
	text    string
	refuses bool
}

func readNotes(t testing.TB, pattern string) (all []note) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("../../testdata/notes", pattern))
	if err != nil || files == nil {
		t.Fatal(files, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			says, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if !ok || says != "+" && says != "-" {
				t.Fatalf("%s: %q", name, line)
			}
			all = append(all, note{text, says == "+"})
		}
	}
	return all
}

// trainNotes returns the weights learned from notes, the same ones each time.
func trainNotes(notes []note) string {
	const epochs, rate, decay = 30, 0.3, 2e-5
	weights, slopes := make([]float64, noteBuckets+1), make([]float64, noteBuckets+1)
	buckets := make([][]uint32, len(notes))
	for i, n := range notes {
		noteFeatures(tokens(n.text), func(b uint32) { buckets[i] = append(buckets[i], b) })
	}
	random := rand.New(rand.NewPCG(1, 2))
	step := func(b uint32, slope float64) {
		slope += decay * weights[b]
		slopes[b] += slope * slope
		weights[b] -= rate * slope / math.Sqrt(slopes[b]+1e-6)
	}
	for range epochs {
		for _, i := range random.Perm(len(notes)) {
			norm := math.Sqrt(float64(len(buckets[i])))
			sum := weights[noteBuckets]
			for _, b := range buckets[i] {
				sum += weights[b] / norm
			}
			wrong := 1 / (1 + math.Exp(-sum))
			if notes[i].refuses {
				wrong--
			}
			for _, b := range buckets[i] {
				step(b, wrong/norm)
			}
			step(noteBuckets, wrong)
		}
	}
	out := make([]byte, len(weights))
	for i, w := range weights {
		out[i] = byte(int8(max(-127, min(127, math.Round(w*noteUnit)))))
	}
	return string(out)
}

// TestNoteModel learns the weights from testdata/notes and holds that they are those of
// notemodel.bin, but for what processors round in other ways; with -update it writes them.
func TestNoteModel(t *testing.T) {
	weights := trainNotes(readNotes(t, "*.txt"))
	if *updateModel {
		if err := os.WriteFile("notemodel.bin", []byte(weights), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	differ := len(weights) != len(noteWeights)
	for i := 0; i < len(weights) && !differ; i++ {
		d := int(int8(weights[i])) - int(int8(noteWeights[i]))
		differ = d < -1 || d > 1
	}
	if differ {
		t.Error("notemodel.bin is not what testdata/notes gives: go test ./pkg/normalize -run TestNoteModel -update")
	}
}

// What was learned sees most refusals among texts that it has not learned, and takes few
// others for some: half of these were written to tempt, those of notes.txt in other hands
// and languages.
func TestUnlearnedNotes(t *testing.T) {
	const most = 0.1
	for name, least := range map[string]float64{"columns.txt": 0.94, "notes.txt": 0.79} {
		var seen, missed, taken, passed float64
		for _, n := range readNotes(t, filepath.Join("unlearned", name)) {
			_, refuses := Refuses(n.text)
			switch refuses = refuses || Doubtful(n.text) || WrongNumber(n.text); {
			case n.refuses && refuses:
				seen++
			case n.refuses:
				missed++
			case refuses:
				taken++
			default:
				passed++
			}
		}
		if share := seen / (seen + missed); share < least {
			t.Errorf("%s: %.3f of the refusals are seen, want %.2f", name, share, least)
		}
		if share := taken / (taken + passed); share > most {
			t.Errorf("%s: %.3f of the others are taken for refusals, want %.2f at most", name, share, most)
		}
	}
}
