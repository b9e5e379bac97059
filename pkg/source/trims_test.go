package source

import (
	"context"
	"io"
	"strings"
	"testing"
)

// TestMissingRefusals holds in which files a refusal that a row lacks is a blank one: those in
// which it is how most rows say no.
func TestMissingRefusals(t *testing.T) {
	most := []string{"Ann,212-736-5001,Boston", "Bob,212-736-5002", "Cy,212-736-5003,Bonn", "Di,212-736-5004,Kiel", "Ed,212-736-5005,Bern", "Flo,212-736-5006,Graz"}
	for _, c := range []struct {
		rows string // beside most
		lack int64
	}{
		{"Gus,212-736-5007,Rome,YES\nHal,212-736-5008,Oslo,yes", 0},
		{"Gus,212-736-5007,Rome,YES\nHal,212-736-5008,Oslo,no", 6},
		{"Gus,212-736-5007,Rome,YES\nHal,212-736-5008,Oslo,", 6},
		{"Gus,212-736-5007,Rome,x\nHal,212-736-5008,Oslo,x\nIda,212-736-5009,Lyon,x\nJo,212-736-5010,Metz,x\nKim,212-736-5011,Nice,x\nLea,212-736-5012,Pau,x\nMax,212-736-5013,Linz,x", 6},
	} {
		text := "Name,Phone,City,Do not call\n" + strings.Join(most[:3], "\n") + "\n" + c.rows + "\n" + strings.Join(most[3:], "\n") + "\n"
		r, err := Open(context.Background(), "-", strings.NewReader(text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		lack := int64(0)
		for chunk, err := r.Next(); err != io.EOF; chunk, err = r.Next() {
			if err != nil {
				t.Fatal(err)
			}
			for rec := range chunk.Records() {
				if rec.Missing > 0 {
					lack++
				}
			}
		}
		if lack != c.lack {
			t.Errorf("%s: %d rows lack an answer, not %d", c.rows, lack, c.lack)
		}
	}
}
