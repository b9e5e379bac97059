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
		{[]string{"Nome", "DDI", "DDD", "Telefone"}, [][]string{{"Ana Lima", "55", "11", "98738-7933"}, {"Rui Dias", "55", "21", "2517-0207"}},
			[]string{`DDI: country `, `DDD: {target: phone, join: ""} `, `Telefone: {target: phone, join: ""} `}},
		{[]string{"Name", "Country code", "Area code", "Number"}, [][]string{{"Ann Lee", "+44", "20", "7946 0018"}, {"Bob Ray", "+1", "206", "736-5001"}, {"Eva Sol", "+54", "11", "4321 1234"}},
			[]string{`Country code: country `, `Area code: {target: phone, join: ""} `, `Number: {target: phone, join: ""} `}},
		{[]string{"name", "phone1", "phone2"}, [][]string{{"Ann Lee", "011", "891-1555"}, {"Bob Ray", "011", "893-3207"}},
			[]string{`phone1: {target: phone, join: ""} `, `phone2: {target: phone, join: ""} `}},
		{[]string{"氏名", "市外局番", "市内局番", "加入者番号"}, [][]string{{"佐藤 花子", "03", "1234", "5678"}, {"鈴木 一郎", "011", "891", "1555"}},
			[]string{`市外局番: {target: phone, join: ""} `, `市内局番: {target: phone, join: ""} `, `加入者番号: {target: phone, join: ""} `}},
		{[]string{"Name", "Phone 1", "Phone 2"}, [][]string{{"Ann Lee", "206", "736-5001"}, {"Bob Ray", "425", "736-5002"}},
			[]string{"Phone 2: phone "}},
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
