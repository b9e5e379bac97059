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
		"a hash":                   {header + rows + "#Eve Fox,3129225015,Chicago,A\n", "commented_out", ""},
		"two slashes":              {header + "// Eve Fox,3129225015,Chicago,A\n" + rows, "commented_out", ""},
		"struck":                   {header + rows + "~~Eve Fox~~,3129225015,Chicago,A\n", "commented_out", ""},
		"a comment of two rows":    {header + "/* " + rows + "Eve Fox,3129225015,Chicago,A */\n", "line 2 begins a comment", ""},
		"struck rows":              {header + rows + "<del>Eve Fox,3129225015,Chicago,A\nFay Fox,3129225016,Chicago,A</del>\n", "line 6 begins a comment", ""},
		"a struck name":            {"No," + header + "1,Ann Lee,3129225011,Chicago,A\n2,~~Eve Fox~~,3129225015,Chicago,A\n3,Dan Poe,3129225012,Chicago,A\n", "commented_out", ""},
		"what strikes mean":        {"~~Struck~~ = do not call\nNo," + header + "1,Ann Lee,3129225011,Chicago,A\n2,<s>Eve Fox</s>,3129225015,Chicago,A\n3,Dan Poe,3129225012,Chicago,A\n", "above the header says not to call those who are struck through", ""},
		"a struck row":             {header + rows + "<del>Eve Fox</del>,3129225015,Chicago,A\n", "commented_out", ""},
		"codes in a sentence":      {"Codes: L=left message A=callback N=never call again\n" + header + rows, `4, 4: refused_elsewhere: line 1 says that "N"`, "refused,"},
		"numbers":                  {"No," + header + "#1," + strings.ReplaceAll(strings.TrimSpace(rows), "\n", "\n#2,") + "\n", "#2 | Dan Poe", "commented_out"},
		"codes below":              {header + rows + ",,,\nCodes,,,\nA,may be called,,\nN,no calls please,,\n", `says that "N" means not to call`, ""},
		"codes beside":             {"Name,Phone,Code,,Legend\nAnn,2067365011,1,,1 = OK\nBob,2067365012,2,,2: do not call\nCyd,2067365013,1,,\n", `says that "2" means not to call`, ""},
		"the sender's line":        {header + rows + "\nPrepared by,Dana Whitfield,,\nDirect line,212-736-9900,,\n", "footer", ""},
		"codes below, twice":       {strings.Replace(header+rows, "N\n", "N\n", 1) + ",,,\nN,no calls please,,\n", `3, 4: refused_elsewhere: line 7 says that "N" means not to call`, "refused,"},
		"codes above":              {"A = active; N = wants no calls\n" + header + rows, `4, 4: refused_elsewhere: line 1 says that "N"`, "refused,"},
		"a code of no row":         {"X = do not call\n" + header + rows, "6 Dan Poe", "refused"},
		"a color of no row":        {"Red = do not call\n" + header + rows, `says that "Red" means not to call`, ""},
		"a code in names":          {"N = do not call\n" + header + strings.Replace(rows, "Cyd Doe", "Cyd N Doe", 1), `says that "N" means not to call`, ""},
		"stars":                    {header + strings.Replace(rows, "Bob Ray", "Bob Ray*", 1) + "* asked not to be called,,,\n", `3, 1: refused_elsewhere: line 6 says that "*"`, "refused,"},
		"no stars":                 {"Do not call anyone without *\n" + header + strings.Replace(rows, "Bob Ray", "Bob Ray*", 1), "refused, line 1", ""},
		"signed":                   {header + rows + "\nThanks,\nDana\nHead of Sales, 2127369900, Boston\nSent from my phone\n", "footer", ""},
		"signed with a pair":       {header + rows + "\nWEST\nEve Fox,2127369900,Kent,B\n", "8 Eve Fox | 2127369900", "8 malformed"},
		"a note goes on":           {header + rows + "Eve Fox,3129225015,Chicago,A\nher son picks up at,2127369900,Kent,B\n", "7 malformed", "7 her"},
		"names in small":           {header + rows + "Eve Fox,3129225015,Chicago,A\nmaria de la cruz,2127369900,Kent,B\n", "7 maria", "malformed"},
		"titles of pages":          {"CLUB,,,Page 1 of 2\n" + header + rows + "\fCLUB,,,Page 2 of 2\n" + header + rows, "header Name | Phone | City | Code\n3 Ann", "CLUB Name"},
		"marks of two files":       {"\ufeff" + header + rows + "\ufeff\"Name\",\"Phone\",\"City\",\"Code\"\n\"Eve\",3129225015,Kent,A\n", "7 Eve | 3129225015", "malformed"},
		"a mark and a row":         {header + rows + "\ufeffEve,3129225015,Kent,A\n", "6 Eve | 3129225015", "malformed"},
		"a short row and a header": {"Name,Notes,Phone,Do Not Call,City\nAnn,\"a, b\",2064410000\nBob,\"c, d\",2064410037Name,City,Phone,Notes,Do Not Call\nCyd,,2064410074,,yes\n", "line 3 runs into another header", ""},
		"two short rows":           {"Name,Phone,Opt In,City,Notes\nAnn,2064410000,no Bob,2064410037,no\nCyd,2064410074,no,,\"note, more\"\n", "2, 4: shifted_row", ""},
		"a line through":           {header + rows + "E\u0336v\u0336e\u0336,3129225015,Chicago,A\n", "6, 1: commented_out", ""},
		"a line in a name":         {header + rows + "Evelina\u0336 Foxworth,3129225015,Chicago,A\n", "6 Evelina", "malformed"},
		"prepared for":             {header + rows + rows + "Prepared for,2127369900,,\n" + rows, "10, 1: footer", ""},
		"how to get out":           {header + rows + "To be removed from this list call 212-736-9900,,,\n", "footer", ""},
		"mail":                     {"> " + header + "> " + strings.ReplaceAll(strings.TrimSpace(rows), "\n", "\n>> ") + "\n", "Dan Poe | 3129225014", ">"},
		"a group of them":          {"Status,Name,Phone\nActive,Ann,2067365011\n,Bob,2067365012\nDNC,Cyd,2067365013\n,Dan,2067365014\n,Eve,2067365015\n", "line 4 says not to call in column 1", "Dan"},
		"a group, answers":         {"Do Not Call,Name,Phone\nNo,Ann,2067365011\n,Bob,2067365012\nYes,Cyd,2067365013\n,Dan,2067365014\n", "line 4 says not to call", ""},
		"groups with counts":       {"Do Not Call ↑,Name,Phone\nFALSE (3 records),Ann,2067365011\n,Bob,2067365012\n,Cyd,2067365013\nSubtotal,3,\nTRUE (2 records),Dan,2067365014\n,Eve,2067365015\nSubtotal,2,\nTotal,5,\n\nSpring campaign,,\n", "7 TRUE | Eve | 2067365015", ""},
		"groups in a group":        {"Region,Name,Phone,Result\nEast,Ann,2067365011,open\n,Bob,2067365012,\nWest,Cyd,2067365013,DNC\n,Dan,2067365014,\n,Eve,2067365015,\n", "line 4 says not to call in column 4", ""},
		"one of the people":        {"Name,Phone,Result\nAnn,2067365011,open\nBob,2067365012,\nCyd,2067365013,DNC\nDan,2067365014,\nEve,2067365015,\n", "5 Dan | 2067365014", "says not to call"},
		"marks of some":            {"DNC,Name,Phone\nx,Ann,2067365011\n,Bob,2067365012\nx,Cyd,2067365013\n,Dan,2067365014\n,Eve,2067365015\n", "5 \"\" | Dan | 2067365014", "says not to call"},
		"the last, an office":      {"First,Last,Phone\nAnn,Lee,2067365011\nBob,Ray,2067365012\nCyd,Doe,4257365013\nDan,Poe,3129225014\nFront,Desk,2127369900\n", "footer", ""},
		"set apart and bare":       {header + rows + "\nBrightway,2127369900,,\n", "footer", ""},
		"set apart and whole":      {header + rows + "\nEve Fox,2127369900,Kent,B\n", "7 Eve Fox | 2127369900", "footer"},
		"offices all over":         {header + strings.ReplaceAll(rows, "Bob Ray", "Reception") + "Front Desk,2127369900,Kent,A\n", "6 Front Desk", "footer"},
		"rows of another list":     {"State,Notes,Phone,Status,Amount,Name\n01/01/1950,Eve Fox,2064590006,no,10.00,WA\n" + strings.Repeat("WA,,2064200004,do not call,10.50,Ann Lee\nOR,met,2064200134,active,11.50,Bob Ray\n", 3), "2, 1: shifted_row", "2 01"},
		"a cell too many, cut off": {"Title,Notes,First,Do Not Call,Mobile,Phone,Last,State\nMr,,Ann,,,2064200004,Lee,WA\nDr,,Bob,yes,2064200134,2064200134,Ray,CA\nMs,,Cyd,,2064200264,2064200264,Doe,WA\nMr,,Dan,,,2064200394,Poe,WA\nDr,,Eve,,yes,2064200523,2064200523,Fox\n", "6, 7: shifted_row", ""},
		"a name not in its column": {"Name,Phone,Source,State\n" + strings.Repeat("Ann,2064200004,web,WA\nBob,2064200134,fair,OR\n", 3) + "Eve,2064200264,web,NY\nFay,2064200394,WA,NY\n", "9 Fay", "malformed"},
		"another country":          {"Name,Phone,Zip,Created\n" + strings.Repeat("Ann,2064200004,98101,2024-01-02\nBob,2064200134,98102,2024-01-03\n", 3) + "Eve,6044200264,K1A 0B1,\n", "8 Eve", "malformed"},
		"a ZIP of letters, cut":    {"Name,Phone,Zip,Notes,City\n" + strings.Repeat("Ann,2064200004,98101,,Reno\nBob,2064200134,98102,x,Reno\n", 3) + "Eve,6044200264,K1A 0B1\nFay,6044200394,98103\n", "8 Eve", "malformed"},
		"a header and a row":       {"Phone,Amount,Name,Opt In,Notes2064200004,10.00,Ann,yes,met2064200134,11.00,Bob,yes,\n2064200264,12.00,Cyd,yes,met2064200394,13.00,Dan,yes,met2064200523,14.00,Eve,yes,\n", "line 1 runs into the first row", ""},
		"a number in a name":       {"Name,Phone,Ask 12345678\nAnn,2064200004,yes\nBob,2064200134,no\n", "2 Ann", "refused"},
		"cut off by position":      {"Phone       Full Name        ID    Notes                   State\n" + strings.Repeat("2064200004  Bob Ray          1000  please do not call      WA\n2064200134  Ann Lee          1001                          OR\n", 3) + "2064200264  Cyd Doe ", "8, 0: torn_row", ""},
		"another delimiter's row":  {"Phone\tState\tNotes\tFirst\tLast\n2064200004\tWA\tmet\tAnn\tLee\n2064200134\tOR\t\tBob\tRay\n2064590006,yes,\"Fox, Eve\",4000,WA\n2064200264\tWA\t\tCyd\tDoe\n", "4, 2: shifted_row", ""},
		"an answer beside its own": {"Company,Phone,Source,Opt In,Mobile\n" + strings.Repeat("Bell,2064200004,web,yes,2064200004\nOak,2064200134,fair,no,\n", 3) + "Ash,2064200264,web,x,no\n", "8, 5: shifted_row", ""},
		"short rows of another":    {"Phone,DNC,First,Last,Source,Email,State\n" + strings.Repeat("2064200004,,Ann,Lee,web,ann@example.com,WA\n2064200134,yes,Bob,Ray,fair,bob@example.com,OR\n", 3) + "2064590006,no,Eve Fox,4000,WA\n2064590136,yes,Dan Poe,4001,OR\n", "9, 4: torn_row", "8 Eve"},
		"a break in an answer":     {"Phone|Status|Name|Email\n2064200004|active|Ann|ann@example.com\n2064200134|do n\not call|Bob|bob@example.com\n2064200264|active|Cyd|cyd@example.com\n", "4, 0: torn_row", "3 2064"},
		"a row of another program": {"Phone,Status,Name,Email\n2064200004,active,Ann,ann@example.com\n2064200134,active,Bob,bob@example.com\n2064590006\tyes\tEve\t10 Fox St\tWA\n", "4, 1: torn_row", ""},
		"a refusal among states":   {"Phone,Company,State,Notes,Name\n" + strings.Repeat("2064200004,Bell,WA,,Ann\n2064200134,Oak,OR,met,Bob\n", 3) + "2064200264,Ash,do not call her again,Cyd,\n", "8, 3: shifted_row", ""},
		"a short row":              {"Name,Phone,City,State\n" + strings.Repeat("Ann,2064200004,Kent,WA\nBob,2064200134,Bend,OR\n", 3) + "Cyd,2064200264\n", "8, 0: torn_row", ""},
		"a short row, no notes":    {"Name,Phone,City,Notes\n" + strings.Repeat("Ann,2064200004,Kent,\nBob,2064200134,Bend,met\n", 3) + "Cyd,2064200264,Kent\n", "8 Cyd", "malformed"},
		"names over others' cells": {"Phone,May we call you?,First Name,Last Name\n" + strings.Repeat("2064200004,Ann,yes,Lee\n2064200134,Bob,no,Ray\n", 3), "are not above their columns", ""},
		"a quote closed":           {"Phone,Created,Name,City\n" + strings.Repeat("2064200004,2024-01-02,\"Lee, Ann\",Kent\n2064200134,2024-01-03,\"Ray, Bob\",Bend\n", 3) + "2064200264,202tt, Cyd\",Kent\n2064200394,2024-01-04,6' 2\" Dan,Kent\n", "8, 3: unclosed_quote", "9 malformed"},
		"cut off behind a number":  {"Phone         Country  Notes          Name\n206-420-0004  US       do not call    Ann\n206-420-0134  ", "3, 0: torn_row", ""},
		"one cell more, blank":     {"Phone|DNC|Name|State\n" + strings.Repeat("2064200004||Ann Lee|WA\n2064200134|yes|Bob Ray|OR\n", 3) + "2064200264||Cyd Doe|gen Dan|\n", "8, 4: shifted_row", ""},
		"the first column, last":   {"Id,First,Last,Title,Phone,Fax,Email,Status,City,State\n" + strings.Repeat("Ann,Lee,Buyer,2064200004,2064200005,ann@example.com,Open,Kent,WA,0017\nBob,Ray,CEO,2064200134,2064200135,bob@example.com,New,Bend,OR,0018\n", 3), "are not above their columns", ""},
		"phones for last names":    {"Id,First,Last,Phone,Mail OK,Status\n1,Ann,Lee,2064200004,Yes,Open\n" + strings.Repeat("Bob,Ray,2064200134,Yes,New,2\n", 4), "are not above their columns", ""},
		"phones for names, too":    {"Name,Phone,City\n2064200004,2064200004,Kent\n2064200134,2064200134,Bend\n2064200264,2064200264,Reno\n", "4 2064200264", "not above"},
		"a first cell torn":        {"Name,Phone,City\nBob Ray,2064200004,Kent\nAda\neze Obi,2064200134,Bend\nCyd Doe,2064200264,Reno\nDan Poe,2064200394,Kent\n", "4, 0: torn_row", "4 eze"},
		"a title above a small":    {"Name,Phone,City\nWest\ncyd doe,2064200264,Reno\nann lee,2064200004,Kent\nbob ray,2064200134,Bend\n", "4 ann lee", "4 malformed"},
		"answers for names":        {"Name,Phone,Night shift,Background ch,Yes\n" + strings.Repeat("Ann,2064200004,No,No,Yes\nBob,2064200134,No,Yes,No\n", 3), "is no whole header", ""},
		"answers as names":         {"Name,Phone,Yes,No\n" + strings.Repeat("Ann,2064200004,Yes,\nBob,2064200134,,No\n", 3), "3 Bob", "no whole header"},
		"a name is missing":        {"id,name,phone,notes\n1071,Ann,Lee,2067365011,\n1072,Bob,Ray,2067365012,x\n1073,Cyd,Doe,2067365013,y\n", "every row has more", ""},
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

// Lists whose cells have blanks between them, and those put together of two that have not
// the same delimiter.
func TestOtherDelimiters(t *testing.T) {
	r := func(quote string) string {
		return strings.ReplaceAll("'1' 'Ann Lee' '2067365011' 'no'\n'2' 'Bob' '2067365012' 'yes'\n'3' 'Cyd' '4257365013' 'no'\n", "'", quote)
	}
	half := "Name,Phone,City,DNC\nAnn,2067365011,Kent,\nBob,2067365012,Kent,\nCyd,2067365013,Kent,\n"
	tests := map[string]struct{ text, want, not string }{
		"R":                   {`"name" "phone" "dnc"` + "\n" + r(`"`), "header #1 | name | phone | dnc\n2 1 | Ann Lee | 2067365011 | no", "malformed"},
		"R without quotes":    {"name phone dnc\n" + strings.Replace(r(""), " Lee", "", 1), "3 2 | Bob | 2067365012 | yes", "malformed"},
		"a blank in a name":   {"name phone dnc\n" + r(""), "no delimiter was found between their cells", "Bob |"},
		"two blanks":          {"Name  Phone  DNC\nAnn Lee  2067365011  no\nBob  2067365012  yes\nCyd  4257365013  no\n", "2 Ann Lee | 2067365011 | no", "malformed"},
		"names of rows":       {"name\tphone\tdnc\nx7\tAnn\t2067365011\tno\nx8\tBob\t2067365012\tyes\nx9\tCyd\t2067365013\tno\n", "header #1 | name | phone | dnc", "malformed"},
		"semicolons below":    {half + "Dan;2067365014;Kent;yes\nEve;2067365015;Kent, WA;yes\n", "5 Dan | 2067365014 | Kent | yes\n6 Eve | 2067365015 | Kent, WA | yes", "malformed"},
		"another header":      {half + `"Name";"Phone";"City";"DNC"` + "\n" + `"Dan";"2067365014";"Kent";"yes"` + "\n", "line 5 is another header", ""},
		"a name over two":     {"Name,Phone,Consent,\n,,E-mail,Calls\nAnn,2067365011,yes,no\nBob,2067365012,no,yes\n", "header Name | Phone | Consent E-mail | Consent Calls", "malformed"},
		"a note that goes on": {half + "maybe; later\n", "torn_row", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rd, err := Open(context.Background(), "-", strings.NewReader(tt.text), Options{})
			got := tell(rd, err)
			if !strings.Contains(got, tt.want) || tt.not != "" && strings.Contains(got, tt.not) {
				t.Error(got)
			}
		})
	}
}
