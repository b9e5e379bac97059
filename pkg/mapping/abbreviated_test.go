package mapping

import (
	"strings"
	"testing"
)

// TestAbbreviatedHeaders holds where columns go whose headers are abbreviated, or have
// what many of their list have before them.
func TestAbbreviatedHeaders(t *testing.T) {
	for _, c := range []struct{ header, cells, want string }{
		{"FSTNAM,LSTNAM,CITYNM,STCODE,HOMPHN", "Ann,Owens,Durham,NC,(919) 431-4132", "first_name,last_name,city,state,phone"},
		{"Name,Phone,State,County", "Ann Owens,(919) 431-4132,NC,Durham", "full_name,phone,state,"},
		{"Invitee Name,Invitee Email,User Email,Phone", "Ann Owens,a@example.com,u@example.com,(919) 431-4132", "full_name,email,,phone"},
		{"FN,N.Given,N.Family,TEL", "Ann Owens,Ann,Owens,(919) 431-4132", ",first_name,last_name,phone"},
		{"Name,CnAdrPrf_City,CnAdrPrf_State,CnAdrPrf_ZIP,CnAdrPrf_Addrline1,Phone", "Ann Owens,Durham,NC,27701,77 Old Mill Rd,(919) 431-4132", "full_name,city,state,zip,address,phone"},
		{"Your name,Your phone,Who should we contact in an emergency? (name)", "Ann Owens,(919) 431-4132,Bob Owens", "full_name,phone,"},
	} {
		rows := [][]string{cellsOfCSV(t, c.cells), cellsOfCSV(t, c.cells)}
		want := strings.Split(c.want, ",")
		for i, got := range Suggest(profileOf(strings.Split(c.header, ","), rows), SuggestOptions{}).Columns {
			target := got.Suggested()
			if !strings.Contains(" first_name last_name full_name phone email address city state zip ", " "+target+" ") {
				target = ""
			}
			if target != want[i] {
				t.Errorf("%s: %s goes to %s, want %q", c.header, got.Header, got.Suggested(), want[i])
			}
		}
	}
}
