package source

import (
	"context"
	"strings"
	"testing"
)

// Rows that somebody has taken out of a list, codes that mean not to call, and lines
// that are quoted.
func TestTakenOut(t *testing.T) {
	const header = "Name,Phone,City,Code\n"
	const rows = "Ann Lee,2067365011,Seattle,A\nBob Ray,2067365012,Seattle,N\nCyd Doe,4257365013,Kent,A\nDan Poe,3129225014,Chicago,A\n"
	tests := map[string]struct{ text, want, not string }{
		"a hash":            {header + rows + "#Eve Fox,3129225015,Chicago,A\n", "commented_out", ""},
		"two slashes":       {header + "// Eve Fox,3129225015,Chicago,A\n" + rows, "commented_out", ""},
		"struck":            {header + rows + "~~Eve Fox~~,3129225015,Chicago,A\n", "commented_out", ""},
		"numbers":           {"No," + header + "#1," + strings.ReplaceAll(strings.TrimSpace(rows), "\n", "\n#2,") + "\n", "#2 | Dan Poe", "commented_out"},
		"codes below":       {header + rows + ",,,\nCodes,,,\nA,may be called,,\nN,no calls please,,\n", `says that "N" means not to call`, ""},
		"codes beside":      {"Name,Phone,Code,,Legend\nAnn,2067365011,1,,1 = OK\nBob,2067365012,2,,2: do not call\nCyd,2067365013,1,,\n", `says that "2" means not to call`, ""},
		"how to get out":    {header + rows + "To be removed from this list call 212-736-9900,,,\n", "footer", ""},
		"mail":              {"> " + header + "> " + strings.ReplaceAll(strings.TrimSpace(rows), "\n", "\n>> ") + "\n", "Dan Poe | 3129225014", ">"},
		"a name is missing": {"id,name,phone,notes\n1071,Ann,Lee,2067365011,\n1072,Bob,Ray,2067365012,x\n1073,Cyd,Doe,2067365013,y\n", "every row has more", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r, err := Open(context.Background(), "-", strings.NewReader(tt.text), Options{})
			got := tell(r, err)
			if !strings.Contains(got, tt.want) || tt.not != "" && strings.Contains(got, tt.not) {
				t.Error(got)
			}
		})
	}
}
