package mapping

import (
	"strings"
	"testing"
)

func TestPhoneParts(t *testing.T) {
	for _, l := range []struct {
		header []string
		rows   [][]string
		want   []string // lines of the mapping
	}{
		{[]string{"Name", "Area Code", "Phone"}, [][]string{{"Ann Lee", "206", "736-5001"}, {"Bob Ray", "(425)", "7365002"}},
			[]string{"region: US ", `Area Code: {target: phone, join: ""} `, `Phone: {target: phone, join: ""} `}},
		{[]string{"Name", "NPA", "NXX", "Line"}, [][]string{{"Ann Lee", "206", "736", "5001"}, {"Bob Ray", "425", "736", "5002"}},
			[]string{"region: US ", `NPA: {target: phone, join: ""} `, `NXX: {target: phone, join: ""} `, `Line: {target: phone, join: ""} `}},
		{[]string{"Name", "Vorwahl", "Rufnummer"}, [][]string{{"Ann Lee", "030", "9012345"}, {"Bob Ray", "06221", "54321"}},
			[]string{`Vorwahl: {target: phone, join: ""} `, `Rufnummer: {target: phone, join: ""} `}},
		{[]string{"Name", "Area Code", "Phone"}, [][]string{{"Ann Lee", "206", "206-736-5001"}, {"Bob Ray", "425", "425-736-5002"}},
			[]string{"Phone: phone "}},
	} {
		got := written(t, Suggest(profileOf(l.header, l.rows), SuggestOptions{}))
		for _, w := range l.want {
			if !strings.Contains(got, "\n"+w) && !strings.Contains(got, "\n  "+w) {
				t.Errorf("%v: no line %q in\n%s", l.header, w, got)
			}
		}
	}
}
