package source

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// three is a list in whatever form: its rows come out the same.
var three = [][]string{
	{"Name", "Phone", "City"},
	{"Ann Lee", "+1 206 736 5001", "Seattle"},
	{"Bob Ray", "+1 206 736 5002", "Tacoma"},
	{"Cy Doe", "+1 206 736 5003", "Boise"},
}

// between writes rows with a text between their cells, before and behind them.
func between(rows [][]string, before, sep, behind string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(before + strings.Join(r, sep) + behind + "\n")
	}
	return b.String()
}

// readPlainly returns the header and the rows of a list, without malformed ones, of
// which it returns the codes.
func readPlainly(t *testing.T, content string, o Options) (rows [][]string, malformed []string, err error) {
	t.Helper()
	r, err := Open(context.Background(), "-", strings.NewReader(content), o)
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	rows = [][]string{r.Header()}
	for {
		c, err := r.Next()
		if err == io.EOF {
			return rows, malformed, nil
		}
		if err != nil {
			return rows, malformed, err
		}
		for rec := range c.Records() {
			if rec.Malformed {
				malformed = append(malformed, rec.Problems[len(rec.Problems)-1].Code)
				continue
			}
			cells := make([]string, len(rec.Cells))
			for i, cell := range rec.Cells {
				cells[i] = strings.TrimSpace(cell)
			}
			rows = append(rows, cells)
		}
		if err := c.Err(); err != nil {
			return rows, malformed, err
		}
	}
}

func TestSeparators(t *testing.T) {
	for _, sep := range strings.Fields("$ ! • ، % @ & * = / _ · => <> -> » → ﹐ ؛ && %% $$ ** :|: |$| ~|~ || ^^ þ ¦ ， § 、") {
		rows, malformed, err := readPlainly(t, between(three, "", sep, ""), Options{})
		if diff := cmp.Diff(three, rows); diff != "" || malformed != nil || err != nil {
			t.Errorf("%q: %v, %v: %s", sep, malformed, err, diff)
		}
	}
	for _, sep := range []string{" - ", " / ", " • ", "\x02", "\a", "\u2063"} {
		rows, malformed, err := readPlainly(t, between(three, "", sep, ""), Options{})
		if diff := cmp.Diff(three, rows); diff != "" || malformed != nil || err != nil {
			t.Errorf("%q: %v, %v: %s", sep, malformed, err, diff)
		}
	}
}

// form is a list as some program writes it, and what is read of it.
type form struct {
	name, text string
	want       [][]string
	malformed  string // the codes
	refused    string // a part of the message
}

// forms are ways in which a list of three is written. Where want is nil it is read
// as three.
var forms = []form{
	{name: "numbers with a mark, and web addresses", text: "phone\tinbox\tlead_status\np:+12067365001\thttps://example.com/latest/262305586408441\tCREATED\np:+12067365002\thttps://example.com/latest/262305586408442\t\np:+12067365003\thttps://example.com/latest/262305586408443\tCREATED\np:+12067365004\thttps://example.com/latest/262305586408444\t\n",
		want: [][]string{{"phone", "inbox", "lead_status"}, {"p:+12067365001", "https://example.com/latest/262305586408441", "CREATED"}, {"p:+12067365002", "https://example.com/latest/262305586408442", ""}, {"p:+12067365003", "https://example.com/latest/262305586408443", "CREATED"}, {"p:+12067365004", "https://example.com/latest/262305586408444", ""}}},
	{name: "a note that names somebody, in a list without names of people", text: "Family Name\tHis Cell\tHer Cell\tRemarks\nBui\t216-621-4928\t216-621-9417\t\nCass\t216-621-9965\t216-621-9043\tMaureen asks that nobody from the parish office or campaign phone her or Declan - mail only\nDorn\t216-621-1906\t216-621-6476\t\n",
		want: [][]string{{"Family Name", "His Cell", "Her Cell", "Remarks"}, {"Bui", "216-621-4928", "216-621-9417", ""}, {"Cass", "216-621-9965", "216-621-9043", "Maureen asks that nobody from the parish office or campaign phone her or Declan - mail only"}, {"Dorn", "216-621-1906", "216-621-6476", ""}}},
	{name: "reStructuredText", text: `
=======  ================ ========
Name     Phone            City
=======  ================ ========
Ann Lee  +1 206 736 5001  Seattle
Bob Ray  +1 206 736 5002  Tacoma
Cy Doe   +1 206 736 5003  Boise
=======  ================ ========
`},
	{name: "Jira", text: "||" + strings.Join(three[0], "||") + "||\n" + between(three[1:], "|", "|", "|")},
	{name: "Jira with blanks", text: "|| " + strings.Join(three[0], " || ") + " ||\n" + between(three[1:], "| ", " | ", " |")},
	{name: "DokuWiki", text: "^ " + strings.Join(three[0], " ^ ") + " ^\n" + between(three[1:], "| ", " | ", " |")},
	{name: "MediaWiki", text: "{| class=\"wikitable\"\n|-\n! " + strings.Join(three[0], " !! ") + "\n" + between(three[1:], "|-\n| ", " || ", "") + "|}\n"},
	{name: "AsciiDoc", text: "|===\n" + between(three, "|", " |", "") + "|===\n"},
	{name: "bars", text: between(three, "| ", " | ", " |")},
	{name: "TeX", text: "\\begin{tabular}{|l|l|l|}\n\\hline\n" + between(three[:1], "", " & ", ` \\ \hline`) + between(three[1:], "", " & ", ` \\`) + "\\end{tabular}\n"},
	{name: "report with bars", text: "------\n" + between(three, "| ", " | ", " |\n------")},
	{name: "last name first, without quotes", text: "Name,Phone,DNC\nLee, Ann,+1 206 736 5001,\nRay, Bob,+1 206 736 5002,y\nDoe, Cy,+1 206 736 5003,\n",
		want: [][]string{{"Name", "Phone", "DNC"}, {"Lee, Ann", "+1 206 736 5001", ""}, {"Ray, Bob", "+1 206 736 5002", "y"}, {"Doe, Cy", "+1 206 736 5003", ""}}},
	{name: "backslash before delimiters", text: "Name,Phone,DNC\nLee\\, Ann,+1 206 736 5001,\nBob,+1 206 736 5002,y\nDoe\\, Cy,+1 206 736 5003,\n",
		want: [][]string{{"Name", "Phone", "DNC"}, {"Lee, Ann", "+1 206 736 5001", ""}, {"Bob", "+1 206 736 5002", "y"}, {"Doe, Cy", "+1 206 736 5003", ""}}},
	{name: "query above a table", text: "mysql> select name,phone,optout from leads;\n+---+---+---+\n| name | phone | optout |\n+---+---+---+\n| Ann | +1 206 736 5001 | 0 |\n| Bob | +1 206 736 5002 | 1 |\n+---+---+---+\n",
		want: [][]string{{"name", "phone", "optout"}, {"Ann", "+1 206 736 5001", "0"}, {"Bob", "+1 206 736 5002", "1"}}},
	{name: "query of who must not be called", text: "mysql> select name,phone from leads where do_not_call = 1;\n+---+---+\n| name | phone |\n+---+---+\n| Ann | +1 206 736 5001 |\n| Bob | +1 206 736 5002 |\n+---+---+\n", refused: "says not to call"},
	{name: "names over two lines", text: "First,Last,Daytime,Do not,Renewal\nname,name,phone,call,date\nAnn,Lee,+1 206 736 5001,,2026-01-02\nBob,Ray,+1 206 736 5002,X,2026-01-03\n",
		want: [][]string{{"First name", "Last name", "Daytime phone", "Do not call", "Renewal date"}, {"Ann", "Lee", "+1 206 736 5001", "", "2026-01-02"}, {"Bob", "Ray", "+1 206 736 5002", "X", "2026-01-03"}}},
	{name: "a sentence about somebody else above names", text: "Pupil,,Emergency contact (emergencies only),,Parent,\nFirst,Last,Name,Phone,Name,Phone\nAmy,Lee,Cy Doe,+1 206 736 5001,Ann Lee,+1 206 736 5002\nBen,Ray,Di Fox,+1 206 736 5003,Bob Ray,+1 206 736 5004\n",
		want: [][]string{{"Pupil First", "Pupil Last", "Emergency contact (emergencies only) Name", "Emergency contact (emergencies only) Phone", "Parent Name", "Parent Phone"}, {"Amy", "Lee", "Cy Doe", "+1 206 736 5001", "Ann Lee", "+1 206 736 5002"}, {"Ben", "Ray", "Di Fox", "+1 206 736 5003", "Bob Ray", "+1 206 736 5004"}}},
	{name: "ways below a merged name", text: "Name,Phone,Permissions,\n,,Email,Phone\nAnn,+1 206 736 5001,yes,yes\nBob,+1 206 736 5002,yes,no\n",
		want: [][]string{{"Name", "Phone", "Permissions Email", "Permissions Phone"}, {"Ann", "+1 206 736 5001", "yes", "yes"}, {"Bob", "+1 206 736 5002", "yes", "no"}}},
	{name: "survey without groups", text: "D,Q1,Q2\nDate,First name,Phone number\n\"{\"\"ImportId\"\":\"\"d\"\"}\",\"{\"\"ImportId\"\":\"\"QID1_TEXT\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\"\n2026-01-02,Ann,+1 206 736 5001\n2026-01-03,Bob,+1 206 736 5002\n",
		want: [][]string{{"Date", "First name", "Phone number"}, {"2026-01-02", "Ann", "+1 206 736 5001"}, {"2026-01-03", "Bob", "+1 206 736 5002"}}},
	{name: "a server's message in cells", text: between(three, "", ",", ",4") + "Msg 1222, Level 16, State 51, Line 1\nLock request time out period exceeded.\n", refused: "the export stopped"},
	{name: "short word for a sum", text: between(three, "", ",", ",4") + "Sum,3037368123,,12\nAvg,3037368123,,4\n", malformed: "footer footer",
		want: [][]string{{"Name", "Phone", "City", "4"}, {"Ann Lee", "+1 206 736 5001", "Seattle", "4"}, {"Bob Ray", "+1 206 736 5002", "Tacoma", "4"}, {"Cy Doe", "+1 206 736 5003", "Boise", "4"}}},
	{name: "agents with their numbers above their clients", text: "Agent,Client,Phone\nAgent: Lou Fitz,,2067365001\n,Ann Lee,2067365002\n,Bob Ray,2067365003\nAgent: Kim Cho,,2067365004\n,Cy Doe,2067365005\n,Di Fox,2067365006\n", malformed: "footer footer",
		want: [][]string{{"Agent", "Client", "Phone"}, {"", "Ann Lee", "2067365002"}, {"", "Bob Ray", "2067365003"}, {"", "Cy Doe", "2067365005"}, {"", "Di Fox", "2067365006"}}},
	{name: "businesses with their numbers above their people", text: "Company,Name,Phone\nAcme,,2067365001\n,Ann Lee,2067365002\n,Bob Ray,2067365003\nCrux,,2067365004\n,Cy Doe,2067365005\n",
		want: [][]string{{"Company", "Name", "Phone"}, {"Acme", "", "2067365001"}, {"", "Ann Lee", "2067365002"}, {"", "Bob Ray", "2067365003"}, {"Crux", "", "2067365004"}, {"", "Cy Doe", "2067365005"}}},
	{name: "a legend that names its column", text: "Legende: Sperre 1 = nicht anrufen / 0 = frei,,\nName,Phone,Sperre\nAnn,2067365001,1\nBob,2067365002,0\nCy,2067365003,0\n", want: [][]string{{"Name", "Phone", "Sperre"}, {"Ann", "2067365001", "1"}, {"Bob", "2067365002", "0"}, {"Cy", "2067365003", "0"}}},
	{name: "formats above the example", text: "Vorname *,Telefon *,Sperre (J/N)\n\"Text, max. 40\",+49 ...,J oder N\nBeispiel: Max,+49 89 62564500,N\nAnn,+49 731 893462,N\nBob,+49 431 325283,J\n", malformed: "example_row example_row", want: [][]string{{"Vorname *", "Telefon *", "Sperre (J/N)"}, {"Ann", "+49 731 893462", "N"}, {"Bob", "+49 431 325283", "J"}}},
	{name: "zeros behind the last line", text: between(three, "", ",", "") + strings.Repeat("\x00", 500), malformed: "binary_bytes"},
	{name: "zeros instead of an answer", text: strings.Replace("Name,Phone,DNC\nAnn,2067365001,no\nBob,2067365002,no\nCyd,2067365003,yes\n", "yes", "\x00\x00\x00", 1), want: [][]string{{"Name", "Phone", "DNC"}, {"Ann", "2067365001", "no"}, {"Bob", "2067365002", "no"}}, malformed: "binary_bytes"},
	{name: "zeros in the last line", text: between(three, "", ",", "") + "Di Poe,+1 206 736 50" + strings.Repeat("\x00", 500), malformed: "binary_bytes"},
	{name: "debris behind the last line", text: between(three, "", ",", "") + "\x93\x00\xfe\x03\x07,\x01\xc2\x05\x11abc\x02\n\x10\x99\x04\x06\x00\x00q", malformed: "binary_bytes binary_bytes"},
	{name: "separated by what numbers have, too", text: between(three, "", "+", ""), refused: "seems to name several columns"},
	{name: "MediaWiki with blank cells", text: "{|\n! Name !! Phone !! DNC\n|-\n| Ann || +1 206 736 5001 || \n|-\n| Bob || +1 206 736 5002 || y\n|}\n",
		want: [][]string{{"Name", "Phone", "DNC"}, {"Ann", "+1 206 736 5001", ""}, {"Bob", "+1 206 736 5002", "y"}}},
	{name: "header in three lines", text: ",Phone,Do,City\nFull,Number,Not,\nName,,Call,\nAnn,+1 206 736 5001,,Reno\nBob,+1 206 736 5002,x,Reno\n",
		want: [][]string{{"Full Name", "Phone Number", "Do Not Call", "City"}, {"Ann", "+1 206 736 5001", "", "Reno"}, {"Bob", "+1 206 736 5002", "x", "Reno"}}},
	{name: "section below the header", text: "Name,Phone,City\nSOUTH REGION,,\n" + between(three[1:3], "", ",", "") + "NORTH REGION,,\n" + between(three[3:], "", ",", ""),
		want: [][]string{three[0], {"SOUTH REGION", "", ""}, three[1], three[2], {"NORTH REGION", "", ""}, three[3]}},
	{name: "question over names", text: "ID,Please tell us your name,,Which phone is best for you?\n,First Name,Last Name,Open-Ended\n7,Ann,Lee,+1 206 736 5001\n8,Bob,Ray,+1 206 736 5002\n",
		want: [][]string{{"ID", "First Name", "Last Name", "Which phone is best for you? Open-Ended"}, {"7", "Ann", "Lee", "+1 206 736 5001"}, {"8", "Bob", "Ray", "+1 206 736 5002"}}},
	{name: "sentence with a number", text: between(three, "", ",", "") + ",,\nShould anything be unclear ring our desk,+1 303 736 8123,\n", malformed: "footer"},
	{name: "footers where all others have a city", text: between(three[:1], "", ",", "") + "Ann,+1 206 736 5001,Reno\nBob,+1 206 736 5002,Reno\nCy,+1 206 736 5003,Reno\nDi,+1 206 736 5004,Reno\nJo,+1 206 736 5005,Reno\n=SUM(B2:B6),3037368123,Reno\nFree of charge,+1 303 736 8123,\nReport faults:,+1 303 736 8123,\n", malformed: "footer footer footer",
		want: [][]string{three[0], {"Ann", "+1 206 736 5001", "Reno"}, {"Bob", "+1 206 736 5002", "Reno"}, {"Cy", "+1 206 736 5003", "Reno"}, {"Di", "+1 206 736 5004", "Reno"}, {"Jo", "+1 206 736 5005", "Reno"}}},
	{name: "another header in another order", text: between(three, "", ",", "") + "\nPhone,Name,DNC\n+1 206 736 5009,Eve,yes\n", refused: "is another header", want: three},
	{name: "a table without numbers below", text: between(three, "", ",", "") + "\nOrders\nOrder,Product,Price\n1,Chair,20\n2,Table,30\n", malformed: "footer footer", want: append(slices.Clone(three), []string{"Orders", "", ""})},
	{name: "a table below of people who left", text: between(three, "", ",", "") + "\nFormer members\nCell,Name\n+1 206 736 5009,Eve\n", refused: "header"},
	{name: "a table below of staff", text: between(three, "", ",", "") + "\nOur staff\nCell,Name,Age\n+1 206 736 5009,Eve,20\n", refused: "header"},
	{name: "a table below, its numbers under other names", text: between(three, "", ",", "") + "\nCell,Name,Age\n+1 206 736 5009,Eve,20\nFay,+1 206 736 5008,20\n", refused: "header"},
	{name: "a table below of refusers without numbers", text: between(three, "", ",", "") + "\nName,Do not call\nBob Ray,x\n", refused: "says not to call"},
	{name: "a table below that asks for consent", text: between(three, "", ",", "") + "\nName,Phone,May we call?\nEve,+1 206 736 5009,no\n", refused: "header"},
	{name: "underlined columns one blank apart", text: "Name    Phone           DNC\n------- --------------- ----\nAnn Lee +1 206 736 5001     \nBob Ray +1 206 736 5002 yes \n\n(2 rows affected)\n", malformed: "footer",
		want: [][]string{{"Name", "Phone", "DNC"}, {"Ann Lee", "+1 206 736 5001", ""}, {"Bob Ray", "+1 206 736 5002", "yes"}}},
	{name: "columns by position, blanks left out", text: "Name     Phone            DNC\nAnn Lee  +1 206 736 5001\nBob Ray  +1 206 736 5002  yes\nCy Doe   +1 206 736 5003\n",
		want: [][]string{{"Name", "Phone", "DNC"}, {"Ann Lee", "+1 206 736 5001", ""}, {"Bob Ray", "+1 206 736 5002", "yes"}, {"Cy Doe", "+1 206 736 5003", ""}}},
	{name: "quotes of print", text: between(three, "“", "”,“", "”")},
	{name: "sections that stop calling", text: "Name,Phone,City\nFine with calls:,,\n" + between(three[1:3], "", ",", "") + "Asked us to stop calling:,,\n" + between(three[3:], "", ",", ""),
		want: slices.Insert(slices.Clone(three), 1, []string{"Fine with calls:", "", ""})},
	{name: "section of complaints", text: between(three[:3], "", ",", "") + "Persons who objected,,\n" + between(three[3:], "", ",", ""), refused: "says not to call"},
	{name: "groups over two lists", text: "CALL,,,REST,\nName,Phone,,Name,Phone\nAnn,+1 206 736 5001,,Bob,+1 206 736 5002\nCy,+1 206 736 5003,,Di,+1 206 736 5004\n", refused: "side by side"},
	{name: "members and others abreast", text: "Members,,,Resigned,\nName,Phone,,Name,Phone\nAnn Lee,+1 206 736 5001,,Bob Ray,+1 206 736 5002\nCy Doe,+1 206 736 5003,,,\n", refused: "side by side"},
	{name: "a title over the second list", text: ",,,Left us,\nName,Phone,,Name,Phone\nAnn Lee,+1 206 736 5001,,Bob Ray,+1 206 736 5002\nCy Doe,+1 206 736 5003,,,\n", refused: "side by side"},
	{name: "a section of the second list", text: "Name,Phone,,Name,Phone\nAnn Lee,+1 206 736 5001,,Bob Ray,+1 206 736 5002\nCy Doe,+1 206 736 5003,,Do not call,\nDi Poe,+1 206 736 5004,,Eve Fox,+1 206 736 5005\n", refused: "side by side"},
	{name: "lists abreast, one the other way round", text: "Name,Phone,,Name,Phone\nAnn Lee,+1 206 736 5001,,+1 206 736 5002,Bob Ray\nCy Doe,+1 206 736 5003,,,\n", refused: "side by side"},
	{name: "people and whom to call instead, abreast", text: "Name,Phone,,Emergency contact,Phone\nAnn Lee,+1 206 736 5001,,Bob Ray,+1 206 736 5002\nCy Doe,+1 206 736 5003,,,\n", refused: "side by side"},
	{name: "status below the header, without a number", text: "Name,Phone,Status\nAnn,,Unsubscribed\nBob,+1 206 736 5002,open\n",
		want: [][]string{{"Name", "Phone", "Status"}, {"Ann", "", "Unsubscribed"}, {"Bob", "+1 206 736 5002", "open"}}},
	{name: "question over names, with a colon", text: "How do we reach you:,,,May we call you about this?\nFirst Name,Last Name,Phone,Response\nAnn,Lee,+1 206 736 5001,Yes\nBob,Ray,+1 206 736 5002,No\n",
		want: [][]string{{"First Name", "Last Name", "Phone", "May we call you about this? Response"}, {"Ann", "Lee", "+1 206 736 5001", "Yes"}, {"Bob", "Ray", "+1 206 736 5002", "No"}}},
	{name: "error behind a blank answer", text: "Name,Phone,Do Not Call\nAnn,+1 206 736 5001,\nBob,+1 206 736 5002,\nERROR 2013 (HY000) at line 1: Lost connection to MySQL server during query\n", refused: "the export stopped"},
	{name: "section behind a blank answer", text: "Name,Phone,Do Not Call\nAnn,+1 206 736 5001,\nUnsubscribed\nBob,+1 206 736 5002,\n", refused: "says not to call"},
	{name: "legend in comments", text: "# flag: 1 = do not call\n" + between(three, "", ",", "")},
	{name: "header sorted among its rows", text: between([][]string{three[3], three[2], three[0], three[1]}, "", ",", ""), refused: "sorted"},
	{name: "sum without a word", text: "Name,Phone,Balance\nAnn,2067365001,3\nBob,2067365002,3\nCy,2067365003,3\nDi,2067365004,3\nEd,2067365005,3\n,10336825015,15\n", malformed: "footer",
		want: [][]string{{"Name", "Phone", "Balance"}, {"Ann", "2067365001", "3"}, {"Bob", "2067365002", "3"}, {"Cy", "2067365003", "3"}, {"Di", "2067365004", "3"}, {"Ed", "2067365005", "3"}}},
	{name: "broken bars of one byte", text: strings.ReplaceAll(between(three, "", "¦", ""), "¦", "\xa6")},
	{name: "backticks", text: between(three, "`", "`;`", "`")},
	{name: "two lists under the names of one", text: "Name,Phone,,\nAnn,+1 206 736 5001,Bob,+1 206 736 5002\nCy,+1 206 736 5003,Di,+1 206 736 5004\n", refused: "side by side"},
	{name: "a second number without a name", text: "Name,Phone,\nAnn,+1 206 736 5001,\nCy,+1 206 736 5003,+1 206 736 5004\n",
		want: [][]string{{"Name", "Phone", "#3"}, {"Ann", "+1 206 736 5001", ""}, {"Cy", "+1 206 736 5003", "+1 206 736 5004"}}},
	{name: "two rows in one", text: "Name,Phone,Do Not Call,City,Notes\nAnn,2067365001,,,a\nBob,2067365002,,,b\nCyd,2067365003 Dan,2067365004,,Reno\n", malformed: "shifted_row",
		want: [][]string{{"Name", "Phone", "Do Not Call", "City", "Notes"}, {"Ann", "2067365001", "", "", "a"}, {"Bob", "2067365002", "", "", "b"}}},
	{name: "numbers one row too low", text: "Name,Phone\nAnn,\nBob,+1 206 736 5001\nCyd,+1 206 736 5002\nDan,+1 206 736 5003\n,+1 206 736 5004\n", refused: "moved down from line 2"},
	{name: "other names side by side", text: "Name,Phone,City,,Contact,Tel,Town\nAnn,+1 206 736 5001,Reno,,Bob,+1 206 736 5002,Waco\nCyd,,Bend,,Dan,+1 206 736 5003,Ames\n", refused: "side by side"},
	{name: "numbers not to call beside", text: "Name,Phone,,Do not call list\nAnn,+1 206 736 5001,,\nBob,+1 206 736 5002,,+1 206 736 5001\nCyd,+1 206 736 5003,,\n", refused: "a separate list"},
	{name: "section with a head count", text: "Name,Phone,City\nAnn,+1 206 736 5001,Reno\nSuppressed:,1 person,\nBob,+1 206 736 5002,Waco\n", refused: "says not to call"},
	{name: "section of removals", text: "Name,Phone,City\nAnn,+1 206 736 5001,Reno\nRemovals\nBob,+1 206 736 5002,Waco\n", refused: "says not to call"},
	{name: "what a scrub found", text: "DNC scrub results: hits\nName,Phone,City\nAnn,+1 206 736 5001,Reno\nBob,+1 206 736 5002,Waco\n", refused: "says not to call"},
	{name: "letters of columns", text: "A,B,C,D\n" + "Name,Phone,City,DNC\nAnn,+1 206 736 5001,Reno,\nBob,+1 206 736 5002,Waco,yes\n",
		want: [][]string{{"Name", "Phone", "City", "DNC"}, {"Ann", "+1 206 736 5001", "Reno", ""}, {"Bob", "+1 206 736 5002", "Waco", "yes"}}},
	{name: "sum of two", text: "Name,Phone,City\nAnn,4145165839,Reno\nBob,4042296005,Waco\n,8187461844,\n", malformed: "footer",
		want: [][]string{{"Name", "Phone", "City"}, {"Ann", "4145165839", "Reno"}, {"Bob", "4042296005", "Waco"}}},
	{name: "columns in another order below", text: "Name,Phone,Alt Phone,City\nAnn Lee,+1 206 736 5001,,Reno\nBob Ray,+1 206 736 5002,,Waco\nCyd Fox,+1 206 736 5003,,Bend\nAmes,+1 206 736 5004,Dan Poe,\n", malformed: "shifted_row",
		want: [][]string{{"Name", "Phone", "Alt Phone", "City"}, {"Ann Lee", "+1 206 736 5001", "", "Reno"}, {"Bob Ray", "+1 206 736 5002", "", "Waco"}, {"Cyd Fox", "+1 206 736 5003", "", "Bend"}}},
	{name: "cut off in its status", text: "Name,Phone,Status\nAnn,+1 206 736 5001,active\nBob,+1 206 736 5002,active\nCyd,+1 206 736 5003,active\nDan,+1 206 736 5004,do n", malformed: "torn_row",
		want: [][]string{{"Name", "Phone", "Status"}, {"Ann", "+1 206 736 5001", "active"}, {"Bob", "+1 206 736 5002", "active"}, {"Cyd", "+1 206 736 5003", "active"}}},
	{name: "broken off by SQL Server", text: between(three, "", ",", "") + "Msg 1205, Level 13, State 51, Line 1\n", refused: "the export stopped"},
	{name: "broken off by Ruby", text: between(three, "", ",", "") + "#<Timeout::Error: execution expired>\n", refused: "the export stopped"},
	{name: "broken off without a value", text: between(three, "", ",", "") + "undefined method `phone' for nil:NilClass (NoMethodError)\n", refused: "the export stopped"},
	{name: "broken off at a limit", text: between(three, "", ",", "") + "You have exceeded your export limit,,\n", refused: "the export stopped"},
	{name: "broken off in German", text: between(three, "", ",", "") + "Export wurde abgebrochen\n", refused: "the export stopped"},
	{name: "names with another delimiter", text: "Name;Phone;City\nAnn,+1 206 736 5001,Reno\nBob,+1 206 736 5002,Waco\n", want: [][]string{{"Name", "Phone", "City"}, {"Ann", "+1 206 736 5001", "Reno"}, {"Bob", "+1 206 736 5002", "Waco"}}},
	{name: "fewer names with another delimiter", text: "Name;Phone\nAnn,+1 206 736 5001,Reno\nBob,+1 206 736 5002,Waco\n", refused: "another delimiter"},
	{name: "names with another delimiter in another order", text: "Phone;Name;City\nAnn,+1 206 736 5001,Reno\nBob,+1 206 736 5002,Waco\n", refused: "another delimiter"},
	{name: "bars in notes among pairs of bars", text: "Name||Phone||Note\nAnn||+1 206 736 5001||this | that\nBob||+1 206 736 5002||\nCyd||+1 206 736 5003||x\n",
		want: [][]string{{"Name", "Phone", "Note"}, {"Ann", "+1 206 736 5001", "this | that"}, {"Bob", "+1 206 736 5002", ""}, {"Cyd", "+1 206 736 5003", "x"}}},
	{name: "broken bars of one byte around blank cells", text: "Name\xa6Phone\xa6City\xa6Note\nAnn\xa6+1 206 736 5001\xa6\xa6x\nBob\xa6+1 206 736 5002\xa6\xa6\nCyd\xa6+1 206 736 5003\xa6Reno\xa6\n",
		want: [][]string{{"Name", "Phone", "City", "Note"}, {"Ann", "+1 206 736 5001", "", "x"}, {"Bob", "+1 206 736 5002", "", ""}, {"Cyd", "+1 206 736 5003", "Reno", ""}}},
	{name: "Python's own", text: "contacts = [\n    ('Ann', '206-736-5001'),\n    ('Bob', '206-736-5002'),\n]\n", refused: "as a program prints it"},
	{name: "one bar in a note among pairs", text: "Name||Phone||Note\nAnn||+1 206 736 5001||a|b\nBob||+1 206 736 5002||\nCyd||+1 206 736 5003||x\n",
		want: [][]string{{"Name", "Phone", "Note"}, {"Ann", "+1 206 736 5001", "a|b"}, {"Bob", "+1 206 736 5002", ""}, {"Cyd", "+1 206 736 5003", "x"}}},
	{name: "the sender's number above", text: "Company:,Acme,,\nTel:,+1 206 736 5000,,\nName,Phone,City,DNC\nAnn,+1 206 736 5001,Reno,\nBob,+1 206 736 5002,Waco,yes\n",
		want: [][]string{{"Name", "Phone", "City", "DNC"}, {"Ann", "+1 206 736 5001", "Reno", ""}, {"Bob", "+1 206 736 5002", "Waco", "yes"}}},
	{name: "section numbered", text: "Name,Phone,City,Note\nAnn,+1 206 736 5001,Reno,\nSection 2,Do not call,,\nBob,+1 206 736 5002,Waco,\n", refused: "says not to call"},
	{name: "section that failed a check", text: between(three[:2], "", ",", "") + "*** entries below failed verification, kept for audit only ***,,\n" + between(three[2:], "", ",", ""), refused: "says something about rows"},
	{name: "section of suppliers", text: between(three[:2], "", ",", "") + "-- Suppliers (don't sell to these) --\n" + between(three[2:], "", ",", ""), refused: "says something about rows"},
	{name: "section of minors", text: between(three[:2], "", ",", "") + "PLAYERS (ages 11-13),,\n" + between(three[2:], "", ",", ""), refused: "says something about rows"},
	{name: "section of children", text: between(three[:2], "", ",", "") + "Children:,,\n" + between(three[2:], "", ",", ""), refused: "says something about rows"},
	{name: "numbers taken out below", text: between(three, "", ",", "") + "Please leave out 206 736 5002; she wrote in.\n", refused: "says something about rows"},
	{name: "a stream of events", text: between(three, "data: ", ",", ""), want: three},
	{name: "PHP's own", text: "<?php return [['first'=>'Ann','phone'=>'2067365001'],\n['first'=>'Bob','phone'=>'2067365002'],\n['first'=>'Cyd','phone'=>'2067365003']];\n", refused: "a program"},
	{name: "JavaScript's own", text: "export default [\n  { first: 'Ann', phone: '206-736-5001' },\n  { first: 'Bob', phone: '206-736-5002' },\n];\n", refused: "as a program prints it"},
	{name: "all of Oklahoma", text: "Phone,State,Consent\n206-736-5001,OK,1\n206-736-5002,OK,1\n206-736-5003,OK,1\n206-736-5004,OK,1\n", want: [][]string{{"Phone", "State", "Consent"}, {"206-736-5001", "OK", "1"}, {"206-736-5002", "OK", "1"}, {"206-736-5003", "OK", "1"}, {"206-736-5004", "OK", "1"}}},
	{name: "names of last names above refusals", text: "First,Last,Do Not Call,Phone,Email\n,Ann,Grant,,206-736-5001\n,Bob,Price,yes,206-736-5002\n,Cyd,Wade,yes,206-736-5003\n", refused: "are not above their columns"},
	{name: "names of others beside their columns", text: "Agent,Agent Phone,Lead First,Lead Last,Title,Phone,DNC\n,Kate Moss,646-234-5678,Ann,Lee,206-736-5001,no\n,Kate Moss,646-234-5678,Bob,Ray,206-736-5002,yes\n,Kate Moss,646-234-5678,Cyd,Fox,206-736-5003,no\n", refused: "are not above their columns"},
	{name: "refusals with a comma", text: between(three, "", ",", "") + "Not to be called: Ann Lee, Bob Ray\n", refused: "says not to call"},
	{name: "people named below", text: between(three, "", ",", "") + "Exclude: Ann Lee, Bob Ray\n", refused: "names somebody who is in the list"},
	{name: "a postscript", text: between(three, "", ",", "") + "PS: please take Ann Lee off, she hates calls\n", refused: "says not to call"},
	{name: "refusals of numbers below", text: between(three, "", ",", "") + "206-736-5001,do not call\n", refused: "says not to call"},
	{name: "a heading with commas", text: between(three, "", ",", "") + "=== DO NOT CALL (per legal), 2026 ===\n", refused: "says not to call"},
	{name: "left in peace", text: between(three, "", ",", "") + "(1) has asked to be left in peace\n", refused: "says not to call"},
	{name: "for text messages", text: "For SMS use only\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "without consent", text: "Consent to call: NO\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "not for import", text: "Do not import!\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "people named above", text: "NB: Ann Lee and Bob Ray have asked not to be called\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "times below", text: between(three, "", ",", "") + "No calls before 9am please\n", want: append(slices.Clone(three), []string{"No calls before 9am please", "", ""})},
	{name: "those who refused taken out", text: "Calling list wk 45 - opt-outs already removed\n" + between(three, "", ",", ""), want: three},
	{name: "sections that answer", text: "Name,Phone,City\nSaid yes,,\n" + between(three[1:3], "", ",", "") + "Said no,,\n" + between(three[3:], "", ",", ""), refused: "line 5 is not a row but says not to call"},
	{name: "a person on two lines, the refusal on the second", text: "Name,Phone,City,DNC\nAnn Lee,+1 206 736 5001,Seattle,no\nBob Ray,+1 206 736 5002,,\n,,Tacoma,yes\nCyd Doe,+1 206 736 5003,Boise,no\nDan Fox,+1 206 736 5004,Salem,no\n", malformed: "torn_row torn_row",
		want: [][]string{{"Name", "Phone", "City", "DNC"}, {"Ann Lee", "+1 206 736 5001", "Seattle", "no"}, {"Cyd Doe", "+1 206 736 5003", "Boise", "no"}, {"Dan Fox", "+1 206 736 5004", "Salem", "no"}}},
	{name: "a person on two lines, the number on the second", text: "Nom;Ville;Tél\nAnn Lee;Lyon;+33 6 12 34 56 01\nBob Ray;;\n;Nice;+33 6 12 34 56 02\nCyd Doe;Brest;+33 6 12 34 56 03\n", malformed: "torn_row torn_row",
		want: [][]string{{"Nom", "Ville", "Tél"}, {"Ann Lee", "Lyon", "+33 6 12 34 56 01"}, {"Cyd Doe", "Brest", "+33 6 12 34 56 03"}}},
	{name: "blank cells that are not another row's", text: "Name,Phone,City,DNC\nAnn Lee,+1 206 736 5001,Seattle,no\nBob Ray,+1 206 736 5002,,\n,+1 206 736 5009,Tacoma,no\nCyd Doe,+1 206 736 5003,,no\n",
		want: [][]string{{"Name", "Phone", "City", "DNC"}, {"Ann Lee", "+1 206 736 5001", "Seattle", "no"}, {"Bob Ray", "+1 206 736 5002", "", ""}, {"", "+1 206 736 5009", "Tacoma", "no"}, {"Cyd Doe", "+1 206 736 5003", "", "no"}}},
	{name: "answers beside their column", text: "Name,Phone,Agent,Opt Out,Remarks\nAnn,+1 206 736 5001,Lee,FALSE,ok\nDan,+1 206 736 5004,FALSE,call back,\nBob,+1 206 736 5002,Ray,TRUE,\nEve,+1 206 736 5005,TRUE,,\nCyd,+1 206 736 5003,Lee,FALSE,\n", malformed: "shifted_row shifted_row",
		want: [][]string{{"Name", "Phone", "Agent", "Opt Out", "Remarks"}, {"Ann", "+1 206 736 5001", "Lee", "FALSE", "ok"}, {"Bob", "+1 206 736 5002", "Ray", "TRUE", ""}, {"Cyd", "+1 206 736 5003", "Lee", "FALSE", ""}}},
	{name: "answers joined to the numbers", text: "Name,Phone,Не звонить,City\nAnn Lee,+1 206 736 5001 Нет,,Reno\nBob Ray,+1 206 736 5002 Да,,Waco\nCyd Doe,+1 206 736 5003,,Reno\nDan Fox,+1 206 736 5004 Нет,,Bend\n", refused: "column \"Phone\" has"},
	{name: "answers below the name for remarks", text: "Name,Phone,Do not call,Notes\nAnn Lee,+1 206 736 5001,sent an offer,\nBob Ray,+1 206 736 5002,moves in May,x\nCyd Doe,+1 206 736 5003,sent an offer,\nDan Fox,+1 206 736 5004,,x\n", refused: "column \"Notes\" has"},
	{name: "a column one row too low, beside blank and torn rows", text: "Name,Phone,City\n\nAnn Lee,,Reno\nBob Ray,+1 206 736 5001,Waco\n\nCyd Doe,+1 206 736 5002,Bend\nDan Fox;+1 206 736 5009;Bend\nEve Gray,+1 206 736 5003,Reno\n\n,+1 206 736 5004,\n", refused: "seem to have moved down from line 3 on"},
	{name: "numbers one row too low, two columns and a page's line", text: "Name,Phone\nAnn Lee,+1 206 736 5001\nBob Ray,\n--- page 2 ---\nCyd Doe,+1 206 736 5002\nDan Fox,+1 206 736 5003\n,+1 206 736 5004\n", refused: "seem to have moved down from line 3 on"},
	{name: "pages of a report with spacers between its columns", text: "Midland Group,,,,,Page 1 of 2\nAccount,,Name,,Phone,Note\nA-1,,Ann Lee,,+1 206 736 5001,\nA-2,,Bob Ray,,+1 206 736 5002,\n,,,,,\nQuestions? Call the help desk at +1 206 736 5009,,,,,\nMidland Group,,,,,Page 2 of 2\nAccount,,Name,,Phone,Note\nA-3,,Cyd Doe,,+1 206 736 5003,\nA-4,,Dan Fox,,+1 206 736 5004,\n,,,,,\nQuestions? Call the help desk at +1 206 736 5009,,,,,\n", malformed: "footer footer",
		want: [][]string{{"Account", "#2", "Name", "#4", "Phone", "Note"}, {"A-1", "", "Ann Lee", "", "+1 206 736 5001", ""}, {"A-2", "", "Bob Ray", "", "+1 206 736 5002", ""}, {"A-3", "", "Cyd Doe", "", "+1 206 736 5003", ""}, {"A-4", "", "Dan Fox", "", "+1 206 736 5004", ""}}},
	{name: "each row torn at one place", text: "Name,Phone\nCity,DNC\nAnn Lee,+1 206 736 5001\nSeattle,\nBob Ray,+1 206 736 5002\nTacoma,yes\nCyd Doe,+1 206 736 5003\nBoise,\n", refused: "each person is on two lines"},
	{name: "halves of rows in turn", text: "First;Last;Phone\nDNC;City\nAnn;Lee;+1 206 736 5001\n;Seattle\nBob;Ray;+1 206 736 5002\n1;Tacoma\nCyd;Doe;+1 206 736 5003\n1;Boise\nDan;Fox;+1 206 736 5004\n1;Bend\n", refused: "each person is on two lines"},
	{name: "names and numbers in turn", text: "Ann Lee\n206-736-5001\nBob Ray\n206-736-5002\nCyd Doe\n206-736-5003\nDan Fox\n206-736-5004\n", refused: "each person is on two lines"},
	{name: "removals below", text: "First,Last,Phone,City\nAnn,Lee,+1 206 736 5001,Reno\nBob,Ray,+1 206 736 5002,Waco\nremove,,+1 206 736 5002,\n", malformed: "footer", want: [][]string{{"First", "Last", "Phone", "City"}, {"Ann", "Lee", "+1 206 736 5001", "Reno"}, {"Bob", "Ray", "+1 206 736 5002", "Waco"}}},
	{name: "numbers removed below", text: "First,Last,Phone,City\nAnn,Lee,+1 206 736 5001,Reno\nBob,Ray,+1 206 736 5002,Waco\nCyd,Doe,+1 206 736 5003,Bend\n,,+1 206 736 5002,removed\n", malformed: "footer", want: [][]string{{"First", "Last", "Phone", "City"}, {"Ann", "Lee", "+1 206 736 5001", "Reno"}, {"Bob", "Ray", "+1 206 736 5002", "Waco"}, {"Cyd", "Doe", "+1 206 736 5003", "Bend"}}},
	{name: "a row for each field", text: "Name,Field,Value\nAnn Lee,Phone,206-736-5001\nAnn Lee,DNC,no\nBob Ray,Phone,206-736-5002\nBob Ray,DNC,yes\n", refused: "several rows, one for each field"},
	{name: "short names above the wrong columns", text: "cmt;fname;lname;cty;zip;ph;dnc\nAnn;Lee;Reno;98101;2067365001;;\nBob;Ray;Waco;85001;2067365002;1;met\nCyd;Doe;Bend;97201;2067365003;;\n", refused: "are not above their columns"},
	{name: "headings with commas in a list", text: "Active\nFirst,Last,Phone,City\nAnn,Lee,206-736-5001,Reno\nBob,Ray,206-736-5002,Waco\n\nRefused, do not ring\nFirst,Last,Phone,City\nCyd,Doe,206-736-5003,Bend\n", refused: "says not to call"},
	{name: "links to other numbers", text: "Name,Mobile,WhatsApp\nAnn,602-262-7270,https://wa.me/16022627270\nBob,404-521-3331,https://wa.me/14045213331\nCyd,713-220-4392,https://wa.me/13129442514\nDan,415-776-4453,https://wa.me/17132204392\nEve,212-736-5575,https://wa.me/14157764453\n", refused: "are of different people"},
	{name: "names sorted alone", text: "First,Last,Email,Phone\nAnn,Lee,ann.lee@a.example,206-736-5001\nBob,Ray,dan.fox@a.example,206-736-5002\nCyd,Doe,bob.ray@a.example,206-736-5003\nDan,Fox,cyd.doe@a.example,206-736-5004\nEve,Orr,eve.orr@a.example,206-736-5005\n", refused: "are of different people"},
	{name: "last names sorted alone", text: "First,Last,Email,Phone\nAnn,Doe,ann.lee@a.example,206-736-5001\nBob,Fox,bob.ray@a.example,206-736-5002\nCyd,Lee,cyd.doe@a.example,206-736-5003\nDan,Orr,dan.fox@a.example,206-736-5004\nEve,Poe,eve.orr@a.example,206-736-5005\nFlo,Ray,flo.poe@a.example,206-736-5006\n", refused: "are of different people"},
	{name: "first names one row too low from the second on", text: "First,Last,Email,Phone\nJoão,Lee,joao.lee@a.example,206-736-5001\n,Ray,zoe.ray@a.example,206-736-5002\nZoë,Doe,kaethe.doe@a.example,206-736-5003\nKäthe,Fox,muller.fox@a.example,206-736-5004\nMüller,Orr,soren.orr@a.example,206-736-5005\nSøren,Poe,nuno.poe@a.example,206-736-5006\n", refused: "are of different people"},
	{name: "addresses one row too high, of initials", text: "Full Name,Phone,Email\nAnn Lee,206-736-5001,bray@a.example\nBob Ray,206-736-5002,cdoe@a.example\nCyd Doe,206-736-5003,dfox@a.example\nDan Fox,206-736-5004,eorr@a.example\nEve Orr,206-736-5005,fpoe@a.example\nFlo Poe,206-736-5006,alee@a.example\n", refused: "are of different people"},
	{name: "owners sorted alone", text: "Owner First,Owner Last,Phone,Email\nAnn,Doe,206-736-5001,cyddoe@a.example\nBob,Fox,206-736-5002,danfox@a.example\nCyd,Orr,206-736-5003,eveorr@a.example\nDan,Poe,206-736-5004,flopoe@a.example\nEve,Lee,206-736-5005,annlee@a.example\nFlo,Ray,206-736-5006,bobray@a.example\n", refused: "are of different people"},
	{name: "a couple's addresses", text: "First,Last,Email,Phone\nAnn,Lee,ann.lee@a.example,206-736-5001\nBob,Ray,cyd.ray@a.example,206-736-5002\nCyd,Ray,cyd.ray@a.example,206-736-5003\n", want: [][]string{{"First", "Last", "Email", "Phone"}, {"Ann", "Lee", "ann.lee@a.example", "206-736-5001"}, {"Bob", "Ray", "cyd.ray@a.example", "206-736-5002"}, {"Cyd", "Ray", "cyd.ray@a.example", "206-736-5003"}}},
	{name: "columns in another order, in a comment", text: "name,phone,ok_to_call,dnc\nAnn,206-736-5001,yes,no\nBob,206-736-5002,yes,no\n# appended (name,phone,dnc,ok_to_call)\nCyd,206-736-5003,yes,no\n", refused: "another header"},
	{name: "not all, in German", text: between(three, "", ",", "") + "Zeitüberschreitung bei der Abfrage. Es wurden nicht alle Datensätze ausgegeben.\n", refused: "the export stopped"},
	{name: "quoted, with an answer", text: between(three, "> ", ",", "") + "\nThanks! Two changes: Bob is out, he never agreed.\nMary\nMay\n", refused: "quoted in a message"},
	{name: "for scrubbing", text: "Do Not Call Extract - internal use for scrubbing only\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "a group's manager", text: between(three[:2], "", ",", "") + "Manager: Ann Lee,,\n" + between(three[2:], "", ",", ""), want: [][]string{three[0], three[1], {"Manager: Ann Lee", "", ""}, three[2], three[3]}},
	{name: "a number corrected below", text: between(three, "", ",", "") + "Correction: Bob's number is 206 736 5009\n", refused: "says something about rows"},
	{name: "header sorted in below one row", text: "Ann Lee,+1 206 736 5001,Seattle\n" + between(three[:1], "", ",", "") + between(three[2:], "", ",", "") + "Dee Moss,+1 206 736 5004,Reno\n", refused: "as if the lines had been sorted"},
	{name: "a list of whom to skip beside", text: "Name,Phone,City,,Please skip these: they asked out\nAnn,+1 206 736 5001,Reno,,Bob Ray 206 736 5002\nBob,+1 206 736 5002,Waco,,\nCy,+1 206 736 5003,Waco,,\n", refused: "of people not to call"},
	{name: "numbers beside names that are not as many", text: "Winner,City,,Callers\nAnn,Reno,,+1 206 736 5001\nBob,Waco,,+1 206 736 5002\nCy,Waco,,+1 206 736 5003\n,,,+1 206 736 5004\n", refused: "more or fewer than the rows"},
	{name: "type above the header", text: "#TYPE System.Management.Automation.PSCustomObject\n" + between(three, "", ",", "")},
	{name: "condition above the header", text: "Do Not Call equals False\n" + between(three, "", ",", "")},
	{name: "footer of several cells that takes out", text: between(three, "", ",", "") + "Skip 206 736 5002, she wrote in\n", refused: "says something about rows"},
	{name: "taken out above the header", text: "Opt-outs removed\n" + between(three, "", ",", "")},
	{name: "awaited above the header", text: "Awaiting consent\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "minors above the header", text: "Minors (under 18)\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "a scrub above the header", text: "Failed DNC scrub\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "another version above the header", text: "Superseded by leads_v2.csv\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "exclusion above the header", text: "Calling list (DNC removed)\n" + between(three, "", ",", "")},
	{name: "criterion above the header", text: "Criteria: Opted Out not equal to Yes\n" + between(three, "", ",", "")},
	{name: "removed from the list above the header", text: "Removed: DNC\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "a name split in two", text: "First,Name,Last Name,Phone,City,State,ZIP,Do Not Call,\n" + strings.Repeat("Ann,Lee,206 736 5001,Reno,NV,89501,no,,\nBob,Ray,206 736 5002,Waco,TX,76701,yes,,\n", 2), refused: "are not above their columns"},
	{name: "a column lost from the rows", text: "Last,First,Phone,Mail,Opt In,Note\n" + strings.Repeat("Lee,206 736 5001,ann@x.com,yes,,\nRay,206 736 5002,bob@x.com,no,,\n", 2), refused: "are not above their columns"},
	{name: "legend of those who may be telephoned", text: "Key: T = may telephone   L = letters only   O = wants nothing from us\nName,Phone,Key\nAnn,+1 206 736 5001,T\nBob,+1 206 736 5002,L\nCy,+1 206 736 5003,O\n",
		want: [][]string{{"Name", "Phone", "Key"}, {"Ann", "+1 206 736 5001", "T"}, {"Bob", "+1 206 736 5002", "L"}, {"Cy", "+1 206 736 5003", "O"}}},
	{name: "a German export that stopped", text: between(three, "", ",", "") + "Zeitüberschreitung: Die Sitzung ist abgelaufen, der Export wurde nach 3 von 312 Datensätzen abgebrochen.\n", refused: "the export stopped"},
	{name: "a blank name and no rows", text: "Name,,Phone\n", refused: "no rows below"},
	{name: "section of a group", text: "Name,Phone,City,Note\nAnn,+1 206 736 5001,Reno,\nGroup: Opted out,Count: 3,,\nBob,+1 206 736 5002,Waco,\n", refused: "says not to call"},
	{name: "section between rules", text: "Name,Phone,City,Note\nAnn,+1 206 736 5001,Reno,\n--- unsubscribed ---,---,---,---\nBob,+1 206 736 5002,Waco,\n", refused: "says not to call"},
	{name: "whom the query asked for", text: "Rows where opt_in is false\nName,Phone,City\nAnn,+1 206 736 5001,Reno\nBob,+1 206 736 5002,Waco\n", refused: "says not to call"},
	{name: "errors of a spreadsheet are of no column's kind", text: "Name,Phone,City,DNC\nAnn,+1 206 736 5001,#N/A,\nBob,+1 206 736 5002,Reno,#N/A\nCyd,+1 206 736 5003,Waco,#N/A\n",
		want: [][]string{{"Name", "Phone", "City", "DNC"}, {"Ann", "+1 206 736 5001", "#N/A", ""}, {"Bob", "+1 206 736 5002", "Reno", "#N/A"}, {"Cyd", "+1 206 736 5003", "Waco", "#N/A"}}},
	{name: "what kind the second number is", text: "Name,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\nAnn,+1 206 736 5001,,\nBob,+1 206 736 5002,Work Fax,+1 206 736 5003\nCyd,+1 206 736 5004,,\n",
		want: [][]string{{"Name", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value"}, {"Ann", "+1 206 736 5001", "", ""}, {"Bob", "+1 206 736 5002", "Work Fax", "+1 206 736 5003"}, {"Cyd", "+1 206 736 5004", "", ""}}},
	{name: "quoted lines with a delimiter behind", text: "\"Name;Phone;City\";\n\"Ann Lee;+1 206 736 5001;Seattle\";\n\"Bob Ray;+1 206 736 5002;Tacoma\";\n\"Cy Doe;+1 206 736 5003;Boise\";\n"},
	{name: "TOML", text: "[[contact]]\nname = \"Ann\"\nphone = \"206-736-5001\"\n[[contact]]\nname = \"Bob\"\nphone = \"206-736-5002\"\n", refused: "one field per line"},
	{name: "entities in cells", text: "First,Last,Company,Phone\nAnn,O&#039;Lee,\"Smith &amp; Sons, Inc.\",(206)&nbsp;736-5001\nBob,O&#039;Ray,\"Smith &amp; Sons, Inc.\",(206)&nbsp;736-5002\nCyd,O&#039;Fox,\"Smith &amp; Sons, Inc.\",(206)&nbsp;736-5003\n",
		want: [][]string{{"First", "Last", "Company", "Phone"}, {"Ann", "O'Lee", "Smith & Sons, Inc.", "(206)\u00a0736-5001"}, {"Bob", "O'Ray", "Smith & Sons, Inc.", "(206)\u00a0736-5002"}, {"Cyd", "O'Fox", "Smith & Sons, Inc.", "(206)\u00a0736-5003"}}},
	{name: "hyphens of one byte", text: "Name,Phone,City\nAnn,206\xa0736\xa05001,Reno\nBob,206\xad-736\xad-5002,Waco\n",
		want: [][]string{{"Name", "Phone", "City"}, {"Ann", "206\u00a0736\u00a05001", "Reno"}, {"Bob", "206\u00ad-736\u00ad-5002", "Waco"}}},
	{name: "answers one row too low", text: "Name,Phone,OK to call\nAnn,+1 206 736 5001,OK to call\nBob,+1 206 736 5002,yes\nCyd,+1 206 736 5003,no\nDan,+1 206 736 5004,yes\n,,no\n", refused: "one row too low"},
	{name: "out of time in Spanish", text: between(three, "", ",", "") + "Se ha agotado el tiempo de espera de la operación. La exportación no ha finalizado.\n", refused: "the export stopped"},
	{name: "out of quota in German", text: between(three, "", ",", "") + "Abbruch: Kontingent erschöpft. Es wurden nicht alle Datensätze exportiert.\n", refused: "the export stopped"},
	{name: "answers of the next row's people", text: "Name,Phone,Consent (name),Consent\nAnn Lee,+1 206 736 5001,Bob Ray,yes\nBob Ray,+1 206 736 5002,Cyd Fox,no\nCyd Fox,+1 206 736 5003,Dan Poe,yes\nDan Poe,+1 206 736 5004,Eve Low,yes\nEve Low,+1 206 736 5005,,\n", refused: "in the wrong rows"},
	{name: "a scrub without hits", text: "Scrubbed against DNC: no matches found\nName,Phone,City\nAnn,+1 206 736 5001,Reno\nBob,+1 206 736 5002,Waco\n",
		want: [][]string{{"Name", "Phone", "City"}, {"Ann", "+1 206 736 5001", "Reno"}, {"Bob", "+1 206 736 5002", "Waco"}}},
	{name: "a legend that explains nothing", text: "A = no calls / B = \u00a0\u00a0 / C = calls\nName,Phone,Code\nAnn,+1 206 736 5001,A\nBob,+1 206 736 5002,C\n", want: [][]string{{"Name", "Phone", "Code"}, {"Ann", "+1 206 736 5001", "A"}, {"Bob", "+1 206 736 5002", "C"}}},
	{name: "a name that a line break tears", text: "Name,Phone\nAnn Lee,+1 206 736 5001\nBob\nRay,+1 206 736 5002\nCyd Doe,+1 206 736 5003\nDan Fox,+1 206 736 5004\nEve Poe,+1 206 736 5005\n", want: [][]string{{"Name", "Phone"}, {"Ann Lee", "+1 206 736 5001"}, {"Cyd Doe", "+1 206 736 5003"}, {"Dan Fox", "+1 206 736 5004"}, {"Eve Poe", "+1 206 736 5005"}}, malformed: "torn_row torn_row"},
	{name: "a heading above a single name", text: "Name,Phone\nAnn,+1 206 736 5001\nSales\nRay,+1 206 736 5002\nCyd,+1 206 736 5003\nDan,+1 206 736 5004\n", want: [][]string{{"Name", "Phone"}, {"Ann", "+1 206 736 5001"}, {"Sales", ""}, {"Ray", "+1 206 736 5002"}, {"Cyd", "+1 206 736 5003"}, {"Dan", "+1 206 736 5004"}}},
	{name: "a ZIP where cities are", text: "Phone,Email,Zip,City,Last,First\n+1 206 736 5001,ann.lee@example.com,98101,Reno,Lee,Ann\n+1 206 736 5002,,,98102,Waco,Ray\n+1 206 736 5003,cyd.doe@example.com,98103,Bend,Doe,Cyd\n+1 206 736 5004,dan.fox@example.com,98104,Ames,Fox,Dan\n", want: [][]string{{"Phone", "Email", "Zip", "City", "Last", "First"}, {"+1 206 736 5001", "ann.lee@example.com", "98101", "Reno", "Lee", "Ann"}, {"+1 206 736 5003", "cyd.doe@example.com", "98103", "Bend", "Doe", "Cyd"}, {"+1 206 736 5004", "dan.fox@example.com", "98104", "Ames", "Fox", "Dan"}}, malformed: "shifted_row"},
	{name: "a first name dragged down over initials", text: "First,Last,Phone,Email\nAnn,Leeds,+1 206 736 5111,aleeds@example.com\nBob,Rays,+1 206 736 5148,brays@example.com\nCyd,Doering,+1 206 736 5185,cdoering@example.com\nDan,Foxley,+1 206 736 5222,dfoxley@example.com\nEve,Poeman,+1 206 736 5259,epoeman@example.com\nEve,Gardner,+1 206 736 5296,fgardner@example.com\nEve,Hardy,+1 206 736 5333,ghardy@example.com\nEve,Ibsen,+1 206 736 5370,hibsen@example.com\nIda,Jensen,+1 206 736 5407,ijensen@example.com\nJoe,Kuhn,+1 206 736 5444,jkuhn@example.com\nKim,Lorenz,+1 206 736 5481,klorenz@example.com\nLou,Mayer,+1 206 736 5518,lmayer@example.com\n", want: [][]string{{"First", "Last", "Phone", "Email"}, {"Ann", "Leeds", "+1 206 736 5111", "aleeds@example.com"}, {"Bob", "Rays", "+1 206 736 5148", "brays@example.com"}, {"Cyd", "Doering", "+1 206 736 5185", "cdoering@example.com"}, {"Dan", "Foxley", "+1 206 736 5222", "dfoxley@example.com"}, {"Eve", "Poeman", "+1 206 736 5259", "epoeman@example.com"}, {"Ida", "Jensen", "+1 206 736 5407", "ijensen@example.com"}, {"Joe", "Kuhn", "+1 206 736 5444", "jkuhn@example.com"}, {"Kim", "Lorenz", "+1 206 736 5481", "klorenz@example.com"}, {"Lou", "Mayer", "+1 206 736 5518", "lmayer@example.com"}}, malformed: "shifted_row shifted_row shifted_row"},
	{name: "a name dragged down over others", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5111,ann.lee@example.com,Reno\nBob,Rays,+1 206 736 5148,bob.rays@example.com,Waco\nCyd,Doering,+1 206 736 5185,cyd.doering@example.com,Bend\nDan,Foxley,+1 206 736 5222,dan.foxley@example.com,Ames\nEve,Poeman,+1 206 736 5259,eve.poeman@example.com,Reno\nFlo,Poeman,+1 206 736 5296,flo.gardner@example.com,Waco\nGus,Poeman,+1 206 736 5333,gus.hardy@example.com,Bend\nHal,Poeman,+1 206 736 5370,hal.ibsen@example.com,Ames\nIda,Jensen,+1 206 736 5407,ida.jensen@example.com,Reno\nJoe,Kuhn,+1 206 736 5444,joe.kuhn@example.com,Waco\nKim,Lorenz,+1 206 736 5481,kim.lorenz@example.com,Bend\nLou,Mayer,+1 206 736 5518,lou.mayer@example.com,Ames\n", want: [][]string{{"First", "Last", "Phone", "Email", "City"}, {"Ann", "Lee", "+1 206 736 5111", "ann.lee@example.com", "Reno"}, {"Bob", "Rays", "+1 206 736 5148", "bob.rays@example.com", "Waco"}, {"Cyd", "Doering", "+1 206 736 5185", "cyd.doering@example.com", "Bend"}, {"Dan", "Foxley", "+1 206 736 5222", "dan.foxley@example.com", "Ames"}, {"Eve", "Poeman", "+1 206 736 5259", "eve.poeman@example.com", "Reno"}, {"Ida", "Jensen", "+1 206 736 5407", "ida.jensen@example.com", "Reno"}, {"Joe", "Kuhn", "+1 206 736 5444", "joe.kuhn@example.com", "Waco"}, {"Kim", "Lorenz", "+1 206 736 5481", "kim.lorenz@example.com", "Bend"}, {"Lou", "Mayer", "+1 206 736 5518", "lou.mayer@example.com", "Ames"}}, malformed: "shifted_row shifted_row shifted_row"},
	{name: "a family", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5111,ann.lee@example.com,Reno\nBob,Rays,+1 206 736 5148,bob.rays@example.com,Waco\nCyd,Doering,+1 206 736 5185,cyd.doering@example.com,Bend\nDan,Foxley,+1 206 736 5222,dan.foxley@example.com,Ames\nEve,Poeman,+1 206 736 5259,eve.poeman@example.com,Reno\nFlo,Poeman,+1 206 736 5296,flo.poeman@example.com,Waco\nGus,Poeman,+1 206 736 5333,gus.poeman@example.com,Bend\nHal,Poeman,+1 206 736 5370,hal.poeman@example.com,Ames\nIda,Jensen,+1 206 736 5407,ida.jensen@example.com,Reno\nJoe,Kuhn,+1 206 736 5444,joe.kuhn@example.com,Waco\nKim,Lorenz,+1 206 736 5481,kim.lorenz@example.com,Bend\nLou,Mayer,+1 206 736 5518,lou.mayer@example.com,Ames\n", want: [][]string{{"First", "Last", "Phone", "Email", "City"}, {"Ann", "Lee", "+1 206 736 5111", "ann.lee@example.com", "Reno"}, {"Bob", "Rays", "+1 206 736 5148", "bob.rays@example.com", "Waco"}, {"Cyd", "Doering", "+1 206 736 5185", "cyd.doering@example.com", "Bend"}, {"Dan", "Foxley", "+1 206 736 5222", "dan.foxley@example.com", "Ames"}, {"Eve", "Poeman", "+1 206 736 5259", "eve.poeman@example.com", "Reno"}, {"Flo", "Poeman", "+1 206 736 5296", "flo.poeman@example.com", "Waco"}, {"Gus", "Poeman", "+1 206 736 5333", "gus.poeman@example.com", "Bend"}, {"Hal", "Poeman", "+1 206 736 5370", "hal.poeman@example.com", "Ames"}, {"Ida", "Jensen", "+1 206 736 5407", "ida.jensen@example.com", "Reno"}, {"Joe", "Kuhn", "+1 206 736 5444", "joe.kuhn@example.com", "Waco"}, {"Kim", "Lorenz", "+1 206 736 5481", "kim.lorenz@example.com", "Bend"}, {"Lou", "Mayer", "+1 206 736 5518", "lou.mayer@example.com", "Ames"}}},
	{name: "names pasted into rows of others", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5111,ann.lee@example.com,Reno\nJoe,Rays,+1 206 736 5148,bob.rays@example.com,Waco\nCyd,Doering,+1 206 736 5185,cyd.doering@example.com,Bend\nDan,Foxley,+1 206 736 5222,dan.foxley@example.com,Ames\nGus,Poeman,+1 206 736 5259,eve.poeman@example.com,Reno\nFlo,Gardner,+1 206 736 5296,flo.gardner@example.com,Waco\nBob,Hardy,+1 206 736 5333,gus.hardy@example.com,Bend\nHal,Ibsen,+1 206 736 5370,hal.ibsen@example.com,Ames\nIda,Jensen,+1 206 736 5407,ida.jensen@example.com,Reno\nEve,Kuhn,+1 206 736 5444,joe.kuhn@example.com,Waco\nKim,Lorenz,+1 206 736 5481,kim.lorenz@example.com,Bend\nLou,Mayer,+1 206 736 5518,lou.mayer@example.com,Ames\n", refused: "different people"},
	{name: "numbers and addresses one row too high", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5111,ann.lee@example.com,Reno\nBob,Rays,+1 206 736 5148,bob.rays@example.com,Waco\nCyd,Doering,+1 206 736 5185,cyd.doering@example.com,Bend\nDan,Foxley,+1 206 736 5222,dan.foxley@example.com,Ames\nEve,Poeman,+1 206 736 5259,eve.poeman@example.com,Reno\nFlo,Gardner,+1 206 736 5296,flo.gardner@example.com,Waco\nGus,Hardy,+1 206 736 5333,gus.hardy@example.com,Bend\nHal,Ibsen,+1 206 736 5370,hal.ibsen@example.com,Ames\nIda,Jensen,+1 206 736 5407,ida.jensen@example.com,Reno\nJoe,Kuhn,+1 206 736 5481,kim.lorenz@example.com,Bend\nKim,Lorenz,+1 206 736 5518,lou.mayer@example.com,Ames\nLou,Mayer,,,\n", refused: "different people"},
	{name: "numbers that count up from row to row", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5111,,Reno\nBob,Rays,+1 206 736 5149,,Waco\nCyd,Doering,+1 206 736 5150,,Bend\nDan,Foxley,+1 206 736 5151,,Ames\nEve,Poeman,+1 206 736 5152,,Reno\nFlo,Gardner,+1 206 736 5296,,Waco\nGus,Hardy,+1 206 736 5333,,Bend\nHal,Ibsen,+1 206 736 5370,,Ames\nIda,Jensen,+1 206 736 5407,,Reno\nJoe,Kuhn,+1 206 736 5444,,Waco\nKim,Lorenz,+1 206 736 5481,,Bend\nLou,Mayer,+1 206 736 5518,,Ames\n", want: [][]string{{"First", "Last", "Phone", "Email", "City"}, {"Ann", "Lee", "+1 206 736 5111", "", "Reno"}, {"Bob", "Rays", "+1 206 736 5149", "", "Waco"}, {"Flo", "Gardner", "+1 206 736 5296", "", "Waco"}, {"Gus", "Hardy", "+1 206 736 5333", "", "Bend"}, {"Hal", "Ibsen", "+1 206 736 5370", "", "Ames"}, {"Ida", "Jensen", "+1 206 736 5407", "", "Reno"}, {"Joe", "Kuhn", "+1 206 736 5444", "", "Waco"}, {"Kim", "Lorenz", "+1 206 736 5481", "", "Bend"}, {"Lou", "Mayer", "+1 206 736 5518", "", "Ames"}}, malformed: "shifted_row shifted_row shifted_row"},
	{name: "numbers of one house", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5111,,Reno\nBob,Rays,+1 206 736 5149,,Reno\nCyd,Doering,+1 206 736 5150,,Reno\nDan,Foxley,+1 206 736 5151,,Reno\nEve,Poeman,+1 206 736 5152,,Reno\nFlo,Gardner,+1 206 736 5296,,Waco\nGus,Hardy,+1 206 736 5333,,Bend\nHal,Ibsen,+1 206 736 5370,,Ames\nIda,Jensen,+1 206 736 5407,,Reno\nJoe,Kuhn,+1 206 736 5444,,Waco\nKim,Lorenz,+1 206 736 5481,,Bend\nLou,Mayer,+1 206 736 5518,,Ames\n", want: [][]string{{"First", "Last", "Phone", "Email", "City"}, {"Ann", "Lee", "+1 206 736 5111", "", "Reno"}, {"Bob", "Rays", "+1 206 736 5149", "", "Reno"}, {"Cyd", "Doering", "+1 206 736 5150", "", "Reno"}, {"Dan", "Foxley", "+1 206 736 5151", "", "Reno"}, {"Eve", "Poeman", "+1 206 736 5152", "", "Reno"}, {"Flo", "Gardner", "+1 206 736 5296", "", "Waco"}, {"Gus", "Hardy", "+1 206 736 5333", "", "Bend"}, {"Hal", "Ibsen", "+1 206 736 5370", "", "Ames"}, {"Ida", "Jensen", "+1 206 736 5407", "", "Reno"}, {"Joe", "Kuhn", "+1 206 736 5444", "", "Waco"}, {"Kim", "Lorenz", "+1 206 736 5481", "", "Bend"}, {"Lou", "Mayer", "+1 206 736 5518", "", "Ames"}}},
	{name: "a refusal where cities are", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5111,ann.lee@example.com,Reno\nBob,Rays,+1 206 736 5148,bob.rays@example.com,Waco\nCyd,Doering,+1 206 736 5185,cyd.doering@example.com,Bend\nDan,Foxley,+1 206 736 5222,dan.foxley@example.com,asked not to be called\nEve,Poeman,+1 206 736 5259,eve.poeman@example.com,Tulsa\nFlo,Gardner,+1 206 736 5296,flo.gardner@example.com,Salem\nGus,Hardy,+1 206 736 5333,gus.hardy@example.com,Boise\nHal,Ibsen,+1 206 736 5370,hal.ibsen@example.com,Provo\nIda,Jensen,+1 206 736 5407,ida.jensen@example.com,Tempe\nJoe,Kuhn,+1 206 736 5444,joe.kuhn@example.com,Mesa\nKim,Lorenz,+1 206 736 5481,kim.lorenz@example.com,Elgin\nLou,Mayer,+1 206 736 5518,lou.mayer@example.com,Provo\n", want: [][]string{{"First", "Last", "Phone", "Email", "City"}, {"Ann", "Lee", "+1 206 736 5111", "ann.lee@example.com", "Reno"}, {"Bob", "Rays", "+1 206 736 5148", "bob.rays@example.com", "Waco"}, {"Cyd", "Doering", "+1 206 736 5185", "cyd.doering@example.com", "Bend"}, {"Eve", "Poeman", "+1 206 736 5259", "eve.poeman@example.com", "Tulsa"}, {"Flo", "Gardner", "+1 206 736 5296", "flo.gardner@example.com", "Salem"}, {"Gus", "Hardy", "+1 206 736 5333", "gus.hardy@example.com", "Boise"}, {"Hal", "Ibsen", "+1 206 736 5370", "hal.ibsen@example.com", "Provo"}, {"Ida", "Jensen", "+1 206 736 5407", "ida.jensen@example.com", "Tempe"}, {"Joe", "Kuhn", "+1 206 736 5444", "joe.kuhn@example.com", "Mesa"}, {"Kim", "Lorenz", "+1 206 736 5481", "kim.lorenz@example.com", "Elgin"}, {"Lou", "Mayer", "+1 206 736 5518", "lou.mayer@example.com", "Provo"}}, malformed: "shifted_row"},
	{name: "a city for a name", text: "Phone,Name,City\n+1 206 736 5111,Ann Lee,Reno\n+1 206 736 5148,Bob Rays,Waco\n+1 206 736 5185,Cyd Doering,Bend\n+1 206 736 5222,Dan Foxley,Reno\n+1 206 736 5259,Waco,Eve Poeman\n+1 206 736 5296,Flo Gardner,Bend\n+1 206 736 5333,Gus Hardy,Reno\n+1 206 736 5370,Hal Ibsen,Waco\n+1 206 736 5407,Ida Jensen,Bend\n+1 206 736 5444,Joe Kuhn,Reno\n+1 206 736 5481,Kim Lorenz,Waco\n+1 206 736 5518,Lou Mayer,Bend\n", want: [][]string{{"Phone", "Name", "City"}, {"+1 206 736 5111", "Ann Lee", "Reno"}, {"+1 206 736 5148", "Bob Rays", "Waco"}, {"+1 206 736 5185", "Cyd Doering", "Bend"}, {"+1 206 736 5222", "Dan Foxley", "Reno"}, {"+1 206 736 5296", "Flo Gardner", "Bend"}, {"+1 206 736 5333", "Gus Hardy", "Reno"}, {"+1 206 736 5370", "Hal Ibsen", "Waco"}, {"+1 206 736 5407", "Ida Jensen", "Bend"}, {"+1 206 736 5444", "Joe Kuhn", "Reno"}, {"+1 206 736 5481", "Kim Lorenz", "Waco"}, {"+1 206 736 5518", "Lou Mayer", "Bend"}}, malformed: "shifted_row"},
	{name: "answers without their duplicates", text: "Name,Phone,Do Not Call\nAnn,+1 206 736 5001,No\nBob,+1 206 736 5002,Yes\nCyd,+1 206 736 5003,\nDan,+1 206 736 5004,\nEve,+1 206 736 5005,\nFlo,+1 206 736 5006,\nGus,+1 206 736 5007,\nHal,+1 206 736 5008,\nIda,+1 206 736 5009,\n", refused: "each of its answers once"},
	{name: "answers shown where they begin", text: "Name,Phone,Nicht anrufen\nAnn,+1 206 736 5001,nein\nBob,+1 206 736 5002,\nCyd,+1 206 736 5003,\nDan,+1 206 736 5004,\nEve,+1 206 736 5005,\nFlo,+1 206 736 5006,\nGus,+1 206 736 5007,ja\nHal,+1 206 736 5008,\nIda,+1 206 736 5009,\n", refused: "each of its answers once"},
	{name: "consents without their duplicates", text: "Name,Phone,OK to call?\nAnn,+1 206 736 5001,yes\nBob,+1 206 736 5002,no\nCyd,+1 206 736 5003,\nDan,+1 206 736 5004,\nEve,+1 206 736 5005,\nFlo,+1 206 736 5006,\nGus,+1 206 736 5007,\nHal,+1 206 736 5008,\n", refused: "each of its answers once"},
	{name: "answers in letters without their duplicates", text: "Namn,Telefon,Ring ej\nAnn,+46 70 593 32 63,N\nBob,+46 72 214 85 48,J\nCyd,+46 73 733 28 47,\nDan,+46 70 885 73 56,\nEve,+46 73 036 26 84,\nFlo,+46 70 098 33 38,\nGus,+46 72 166 69 78,\n", refused: "each of its answers once"},
	{name: "two answers below one that is blank", text: "Name,Phone,Do Not Call\nAnn,+1 206 736 5001,\nBob,+1 206 736 5002,\nCyd,+1 206 736 5003,Yes\nDan,+1 206 736 5004,\nEve,+1 206 736 5005,No\nFlo,+1 206 736 5006,\nGus,+1 206 736 5007,\n", want: [][]string{{"Name", "Phone", "Do Not Call"}, {"Ann", "+1 206 736 5001", ""}, {"Bob", "+1 206 736 5002", ""}, {"Cyd", "+1 206 736 5003", "Yes"}, {"Dan", "+1 206 736 5004", ""}, {"Eve", "+1 206 736 5005", "No"}, {"Flo", "+1 206 736 5006", ""}, {"Gus", "+1 206 736 5007", ""}}},
	{name: "refusals one row too low", text: "Name,City,Phone,Do Not Call\nAnn,Reno,+1 206 736 5001,\nBob,Waco,+1 206 736 5002,x\nCyd,,+1 206 736 5003,\nDan,Ames,+1 206 736 5004,\n,,,x\n", refused: "moved down from line 2"},
	{name: "consents and ZIPs one row too low", text: "Name,Phone,OK to call?,Zip\nAnn,+1 206 736 5001,Yes,98101\nBob,+1 206 736 5002,,\nCyd,+1 206 736 5003,No,\nDan,+1 206 736 5004,Yes,98103\n,,Yes,98104\n", refused: "moved down from line 3"},
	{name: "ZIPs one row too low", text: "Name,Phone,City,Zip\nAnn,+1 206 736 5001,Reno,\nBob,+1 206 736 5002,,98101\nCyd,+1 206 736 5003,Waco,\nDan,+1 206 736 5004,Ames,98103\n,,,98104\n", refused: "moved down from line 2"},
	{name: "addresses that families share", text: "First,Last,Email,Phone\nAnn,Lee,bob.lee@a.example,206-736-5001\nBob,Lee,bob.lee@a.example,206-736-5002\nCyd,Ray,cyd.ray@a.example,206-736-5003\nDan,Ray,cyd.ray@a.example,206-736-5004\nEve,Ray,cyd.ray@a.example,206-736-5005\nFlo,Poe,info@a.example,206-736-5006\n", want: [][]string{{"First", "Last", "Email", "Phone"}, {"Ann", "Lee", "bob.lee@a.example", "206-736-5001"}, {"Bob", "Lee", "bob.lee@a.example", "206-736-5002"}, {"Cyd", "Ray", "cyd.ray@a.example", "206-736-5003"}, {"Dan", "Ray", "cyd.ray@a.example", "206-736-5004"}, {"Eve", "Ray", "cyd.ray@a.example", "206-736-5005"}, {"Flo", "Poe", "info@a.example", "206-736-5006"}}},
	{name: "addresses of parents with the names of other students", text: "Student First,Student Last,Parent Email,Phone\nAnn,Lee,bob.lee@a.example,206-736-5001\nBob,Ray,cyd.ray@a.example,206-736-5002\nCyd,Doe,dan.doe@a.example,206-736-5003\nDan,Fox,eve.fox@a.example,206-736-5004\nEve,Orr,flo.orr@a.example,206-736-5005\nFlo,Poe,ann.poe@a.example,206-736-5006\n", want: [][]string{{"Student First", "Student Last", "Parent Email", "Phone"}, {"Ann", "Lee", "bob.lee@a.example", "206-736-5001"}, {"Bob", "Ray", "cyd.ray@a.example", "206-736-5002"}, {"Cyd", "Doe", "dan.doe@a.example", "206-736-5003"}, {"Dan", "Fox", "eve.fox@a.example", "206-736-5004"}, {"Eve", "Orr", "flo.orr@a.example", "206-736-5005"}, {"Flo", "Poe", "ann.poe@a.example", "206-736-5006"}}},
	{name: "an address alone below those of their names", text: "Name,Phone,Email\nAnn Lee,206-736-5001,ann.lee@a.example\nBob Ray,206-736-5002,\nCyd Doe,206-736-5003,cyd.doe@a.example\nDan Fox,206-736-5004,dfox@a.example\n,,info@a.example\n", want: [][]string{{"Name", "Phone", "Email"}, {"Ann Lee", "206-736-5001", "ann.lee@a.example"}, {"Bob Ray", "206-736-5002", ""}, {"Cyd Doe", "206-736-5003", "cyd.doe@a.example"}, {"Dan Fox", "206-736-5004", "dfox@a.example"}, {"", "", "info@a.example"}}},
	{name: "ZIPs and notes one row too low", text: "Name,Phone,City,Zip,Notes\nAnn,+1 206 736 5001,Reno,98101,met\nBob,+1 206 736 5002,,,\nCyd,+1 206 736 5003,Waco,98103,\nDan,+1 206 736 5004,Ames,,\n,,,98104,call back\n", refused: "moved down from line 3"},
	{name: "prices and agents one row too low", text: "Name,Phone,Price,Agent\nAnn,+1 206 736 5001,,\nBob,+1 206 736 5002,1200.50,Dana Moss\nCyd,+1 206 736 5003,800.00,Lia Gray\nDan,+1 206 736 5004,950.10,Dana Moss\n,,700.25,Lia Gray\n", refused: "moved down from line 2"},
	{name: "sums of prices, one of which is missing", text: "Name,Phone,Price,Paid\nAnn,+1 206 736 5001,,\nBob,+1 206 736 5002,1200.50,12\nCyd,+1 206 736 5003,800.00,8\nDan,+1 206 736 5004,950.10,9\n,,2950.60,29\n", want: [][]string{{"Name", "Phone", "Price", "Paid"}, {"Ann", "+1 206 736 5001", "", ""}, {"Bob", "+1 206 736 5002", "1200.50", "12"}, {"Cyd", "+1 206 736 5003", "800.00", "8"}, {"Dan", "+1 206 736 5004", "950.10", "9"}, {"", "", "2950.60", "29"}}},
	{name: "addresses low from a late row on", text: "First,Last,Email,Phone\nAnn,Lee,ann.lee@a.example,206-736-5001\nBob,Ray,,206-736-5002\nCyd,Dorn,,206-736-5003\nDan,Fox,cyd.dorn@a.example,206-736-5004\nEve,Orr,dan.fox@a.example,206-736-5005\n,,eorr@a.example,\n", refused: "are of different people"},
	{name: "names high from a late row on", text: "Nome,E-mail,Celular\nAnn Lee,ann.lee@a.example,206-736-5001\nBob Ray,bob@a.example,206-736-5002\nEve Orr,dan.fox@a.example,206-736-5003\nFay Poe,eve.orr@a.example,206-736-5004\n,fpoe@a.example,206-736-5005\n", refused: "are of different people"},
	{name: "a couple with an address of both", text: "Name,Email,Phone\nAnn Lee,ann@a.example,206-736-5001\nBob Ray,bob.ray@a.example,206-736-5002\n,ray.family@a.example,206-736-5003\n", want: [][]string{{"Name", "Email", "Phone"}, {"Ann Lee", "ann@a.example", "206-736-5001"}, {"Bob Ray", "bob.ray@a.example", "206-736-5002"}, {"", "ray.family@a.example", "206-736-5003"}}},
	{name: "numbers slid down in the middle", text: "Name,City,Phone\nAnn,Reno,+1 206 736 5001\nBob,Waco,\nCyd,Bend,+1 206 736 5002\nDan,Ames,+1 206 736 5003\n,,+1 206 736 5004\n", refused: "moved down from line 3"},
	{name: "addresses of two rows", text: "Name,Phone,Email\nAnn Price,+1 206 736 5001,ann.price@x.org\nTom Mori,+1 206 736 5002,bea.kowal@x.org\nBea Kowal,+1 206 736 5003,tom.mori@x.org\nIvy Chen,+1 206 736 5004,ivy@x.org\n", refused: "different people in several rows from line 3 on"},
	{name: "an address of another's", text: "Name,Phone,Email\nAnn Price,+1 206 736 5001,ann.price@x.org\nTom Mori,+1 206 736 5002,bea.kowal@x.org\nBea Kowal,+1 206 736 5003,bea.kowal@x.org\n",
		want: [][]string{{"Name", "Phone", "Email"}, {"Ann Price", "+1 206 736 5001", "ann.price@x.org"}, {"Tom Mori", "+1 206 736 5002", "bea.kowal@x.org"}, {"Bea Kowal", "+1 206 736 5003", "bea.kowal@x.org"}}},
	{name: "a note on the rows below", text: "Name,Phone,Notes\nAnn,+1 206 736 5001,\nBob,+1 206 736 5002,do not call this one and the next two\nCyd,+1 206 736 5003,\nDan,+1 206 736 5004,\n", refused: "means other rows, too"},
	{name: "a note on somebody near", text: "Name,Phone,Notes\nAnn,+1 206 736 5001,\nBob,+1 206 736 5002,\"do not call, Cyd too\"\nCyd Fox,+1 206 736 5003,\nDan,+1 206 736 5004,\n", refused: "means other rows, too"},
	{name: "somebody left out below", text: between(three, "", ",", "") + "Remember to skip Bob\n", refused: "says something about rows"},
	{name: "somebody corrected below", text: between(three, "", ",", "") + "Cy changed his number\n", refused: "says something about rows"},
	{name: "somebody excepted above", text: "call all but Cy\n" + between(three, "", ",", ""), refused: "says something about rows"},
	{name: "somebody moved", text: between(three, "", ",", "") + "Cy moved\n", refused: "says something about rows"},
	{name: "somebody's no above", text: "Cy: no\n" + between(three, "", ",", ""), refused: "says something about rows"},
	{name: "a number excepted above", text: "not 206 736 5002\nName,Phone\nAnn,+1 206 736 5001\nBob,+1 206 736 5002\n", refused: "says something about rows"},
	{name: "a letterhead", text: "Fax: 206 736 5999\nName,Phone\nAnn,+1 206 736 5001\nBob,+1 206 736 5002\n", want: [][]string{{"Name", "Phone"}, {"Ann", "+1 206 736 5001"}, {"Bob", "+1 206 736 5002"}}},
	{name: "under letters", text: "Last,First,Phone\nA,,\nAdams,Ann,+1 206 736 5001\nF,,\nFox,Bob,+1 206 736 5002\nL,,\nLee,Cyd,+1 206 736 5003\n", want: [][]string{{"Last", "First", "Phone"}, {"A", "", ""}, {"Adams", "Ann", "+1 206 736 5001"}, {"F", "", ""}, {"Fox", "Bob", "+1 206 736 5002"}, {"L", "", ""}, {"Lee", "Cyd", "+1 206 736 5003"}}},
	{name: "answers with an arrow", text: "Name,Phone,Consent\nAnn,+1 206 736 5001,yes\nBob,+1 206 736 5002,yes -> withdrawn\nCyd,+1 206 736 5003,yes\n", want: [][]string{{"Name", "Phone", "Consent"}, {"Ann", "+1 206 736 5001", "yes"}, {"Bob", "+1 206 736 5002", "yes -> withdrawn"}, {"Cyd", "+1 206 736 5003", "yes"}}},
	{name: "notes of pairs", text: "Name,Phone,Notes\nAnn,+1 206 736 5001,type=call; result=do not call\nBob,+1 206 736 5002,type=call; result=sold\nCyd,+1 206 736 5003,\n", want: [][]string{{"Name", "Phone", "Notes"}, {"Ann", "+1 206 736 5001", "type=call; result=do not call"}, {"Bob", "+1 206 736 5002", "type=call; result=sold"}, {"Cyd", "+1 206 736 5003", ""}}},
	{name: "a name beyond measure", text: "Name,Phone," + strings.Repeat("x", 6000) + "\nAnn,+1 206 736 5001,x\n", refused: "has 6000 bytes"},
	{name: "a word to a colleague", text: "Kim: these need consent first!\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "a group of former people", text: between(three, "", ",", "") + "No longer members\nDi,+1 206 736 5004,Reno\n", refused: "says something about rows"},
	{name: "a group on hold", text: between(three, "", ",", "") + "On hold until 2027\nDi,+1 206 736 5004,Reno\n", refused: "says not to call"},
	{name: "only a code", text: "Name,Phone,Code\nAnn,+1 206 736 5001,A\nBob,+1 206 736 5002,B\nCyd,+1 206 736 5003,A\nOnly A may be phoned\n", refused: "says something about rows"},
	{name: "rows of codes to skip", text: "Code,Phone,Name,Status\nP1,,,duplicate\nP2,,,skip\n", want: [][]string{{"Code", "Phone", "Name", "Status"}, {"P1", "", "", "duplicate"}, {"P2", "", "", "skip"}}},
	{name: "skip a code", text: "Skip B\n" + "Name,Phone,Code\nAnn,+1 206 736 5001,A\nBob,+1 206 736 5002,B\nCyd,+1 206 736 5003,A\n", refused: "says something about rows"},
	{name: "boxes for yes and no", text: "Name,Phone,Consent Y,Consent N\nAnn,+1 206 736 5001,x,\nBob,+1 206 736 5002,,x\nCyd,+1 206 736 5003,x,\n", want: [][]string{{"Name", "Phone", "Consent Y", "Consent N"}, {"Ann", "+1 206 736 5001", "x", ""}, {"Bob", "+1 206 736 5002", "", "x"}, {"Cyd", "+1 206 736 5003", "x", ""}}},
	{name: "a note on another", text: "Name,Phone,Notes\nMarco Rossi,+1 206 736 5001,\nBob,+1 206 736 5002,Marco Rossi has died\nCyd,+1 206 736 5003,\n", refused: "means other rows, too"},
	{name: "names and numbers in turn", text: "Name,Phone\nAnn Lee,\n,+1 206 736 5001\nBob Ray,\n,+1 206 736 5002\n", refused: "each person is on two lines"},
	{name: "names of another delimiter", text: "Name,Telefon\nAnn Lee,Mobil: 0171 5368565; Fax: 0171 6108944\nUwe Kunz,Fax 0171 8263441; Handy 0171 9438353\nIda Bock,Handy 0171 4279717; privat 0171 6878968\n",
		want: [][]string{{"Name", "Telefon"}, {"Ann Lee", "Mobil: 0171 5368565; Fax: 0171 6108944"}, {"Uwe Kunz", "Fax 0171 8263441; Handy 0171 9438353"}, {"Ida Bock", "Handy 0171 4279717; privat 0171 6878968"}}},
	{name: "for another use", text: "For medical use only\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "without consent in French", text: "Sans consentement\n" + between(three, "", ",", ""), refused: "says not to call"},
	{name: "for internal use", text: "For internal use only\n" + between(three, "", ",", "")},
	{name: "a note on weeks", text: "Name,Phone,Notes\nAnn,+1 206 736 5001,do not call for the next two weeks\nBob,+1 206 736 5002,Cyd too asked not to be called back\nDan,+1 206 736 5004,\n",
		want: [][]string{{"Name", "Phone", "Notes"}, {"Ann", "+1 206 736 5001", "do not call for the next two weeks"}, {"Bob", "+1 206 736 5002", "Cyd too asked not to be called back"}, {"Dan", "+1 206 736 5004", ""}}},
	{name: "rows named by numbers", text: "Name,Phone,Note\n0,Ann,+1 206 736 5001,\n1,Bob,+1 206 736 5002,ok\n2,Cyd,+1 206 736 5003,\n3,Dan,+1 206 736 5004,ok\n",
		want: [][]string{{"#1", "Name", "Phone", "Note"}, {"0", "Ann", "+1 206 736 5001", ""}, {"1", "Bob", "+1 206 736 5002", "ok"}, {"2", "Cyd", "+1 206 736 5003", ""}, {"3", "Dan", "+1 206 736 5004", "ok"}}},
	{name: "numbers of the row above", text: "Name,State,Phone\nAnn,WA,\nBob,NY,2064201235\nCyd,IL,2127365001\nDan,MA,3127365101\nEve,FL,6177365201\nFay,OR,3057365211\n", refused: "wrong rows from line 3 on"},
	{name: "numbers in another order", text: "Name,State,Phone\nAnn,WA,6177365201\nBob,NY,2064201235\nCyd,IL,5037365101\nDan,MA,2127365101\nEve,FL,4157365201\nFay,OR,3057365211\nGus,NV,3127365211\nHal,California,7027365211\n", refused: "wrong rows from line 2 on"},
	{name: "people who moved", text: "Name,State,Phone\nAnn,WA,+1 206 736 5201\nBob,NY,+1 206 420 1235\nCyd,IL,+1 312 736 5101\nDan,MA,+1 312 736 5101\nEve,FL,+1 305 736 5201\nFay,OR,+1 305 736 5211\n",
		want: [][]string{{"Name", "State", "Phone"}, {"Ann", "WA", "+1 206 736 5201"}, {"Bob", "NY", "+1 206 420 1235"}, {"Cyd", "IL", "+1 312 736 5101"}, {"Dan", "MA", "+1 312 736 5101"}, {"Eve", "FL", "+1 305 736 5201"}, {"Fay", "OR", "+1 305 736 5211"}}},
	{name: "names slid down", text: "Name,City,Phone\nAnn,Reno,+1 206 736 5001\n,Waco,+1 206 736 5002\nCyd,Bend,+1 206 736 5003\nDan,Ames,+1 206 736 5004\nEve,,\n", refused: "moved down from line 3"},
	{name: "two columns slid down by two rows", text: "First,Last,City,Phone\nAnn,Lee,Reno,+1 206 736 5001\n,,Waco,+1 206 736 5002\n,,Bend,+1 206 736 5003\nCyd,Fox,Ames,+1 206 736 5004\nDan,Poe,Elko,+1 206 736 5005\nEve,Ray,,\nFlo,Low,,\n", refused: "moved down from line 3"},
	{name: "a name lacks above a total", text: "Name,City,Phone\nAnn,Reno,+1 206 736 5001\n,Waco,+1 206 736 5002\nCyd,Bend,+1 206 736 5003\nDan,Ames,+1 206 736 5004\nTotal 4,,\n", malformed: "footer",
		want: [][]string{{"Name", "City", "Phone"}, {"Ann", "Reno", "+1 206 736 5001"}, {"", "Waco", "+1 206 736 5002"}, {"Cyd", "Bend", "+1 206 736 5003"}, {"Dan", "Ames", "+1 206 736 5004"}}},
	{name: "SAP list", text: "29.10.2026     Dynamic List Display     1\nCustomers\n\n-------\n" + between(three, "|", "|", "|") + "-------\n"},
	{name: "Stata box", text: ". list\n\n     +-------------------------------------+\n     |    name             phone      city |\n     |-------------------------------------|\n  1. | Ann Lee   +1 206 736 5001   Seattle |\n  2. | Bob Ray   +1 206 736 5002    Tacoma |\n     |-------------------------------------|\n  3. |  Cy Doe   +1 206 736 5003     Boise |\n     +-------------------------------------+\n",
		want: slices.Concat([][]string{{"name", "phone", "city"}}, three[1:])},
	{name: "box without numbers", text: "+-----------------------------------+\n| Name      Phone             City    |\n+-----------------------------------+\n| Ann Lee   +1 206 736 5001   Seattle |\n| Bob Ray   +1 206 736 5002   Tacoma  |\n| Cy Doe    +1 206 736 5003   Boise   |\n+-----------------------------------+\n"},
	{name: "box above a refusal", text: "+-----------------------------------+\n| Name      Phone             City    |\n+-----------------------------------+\n| Ann Lee   +1 206 736 5001   Seattle |\n| Bob Ray   +1 206 736 5002   Tacoma  |\n| Cy Doe    +1 206 736 5003   Boise   |\n+-----------------------------------+\nTacoma: do not call\n", refused: "says not to call"},
	{name: "part of a mail", text: "Content-Type: text/csv; name=\"a.csv\"\nContent-Transfer-Encoding: quoted-printable\n\nName,Phone,City\nAnn Lee,+1 206 736 5001,Seattle\nBob Ray,+1 206 736 5002,Taco=\nma\n", refused: "an e-mail message"},
	{name: "upload", text: "--b41\nContent-Disposition: form-data; name=\"f\"\nContent-Type: text/csv\n\nName,Phone,City\nAnn Lee,+1 206 736 5001,Seattle\n--b41--\n", refused: "an e-mail message"},
	{name: "SAS", text: "           The SAS System      09:14 Thursday, October 29, 2026   1\n\nName       Phone              City\n\nAnn Lee    +1 206 736 5001    Seattle\nBob Ray    +1 206 736 5002    Tacoma\nCy Doe     +1 206 736 5003    Boise\n"},
	{name: "pages with underlined names", text: "REPORT 7    MIDSTATE    PAGE 1\n\nName    Phone           City\n------- --------------- -------\nAnn Lee +1 206 736 5001 Seattle\nBob Ray +1 206 736 5002 Tacoma\n\fREPORT 7    MIDSTATE    PAGE 2\n\nName    Phone           City\n------- --------------- -------\nCy Doe  +1 206 736 5003 Boise\n"},
	{name: "pages with a rule across", text: "FUEL CO.     CALL LIST     PAGE 1\nRUN 03/02/26\n\nName     Phone            City\n---------------------------------\nAnn Lee  +1 206 736 5001  Seattle\n\n\f\nFUEL CO.     CALL LIST     PAGE 2\nRUN 03/02/26\n\nName     Phone            City\n---------------------------------\nBob Ray  +1 206 736 5002  Tacoma\nCy Doe   +1 206 736 5003  Boise\n\nTOTAL: 3\n", malformed: "footer"},
	{name: "pages with control characters", text: "1PGM: X1    MIDSTATE GAS    RUN 11/14/25\n              CONTACTS      PAGE 1 OF 2\n\n Name     Phone            City\n -------  ---------------  -------\n Ann Lee  +1 206 736 5001  Seattle\n Bob Ray  +1 206 736 5002  Tacoma\n1PGM: X1    MIDSTATE GAS    RUN 11/14/25\n              CONTACTS      PAGE 2 OF 2\n\n Name     Phone            City\n -------  ---------------  -------\n Cy Doe   +1 206 736 5003  Boise\n"},
	{name: "pages with names over two lines", text: "MEMBERS     PAGE 1\n\nFIRST  LAST   PHONE            DO NOT\nNAME   NAME   NUMBER           CALL\nAnn    Lee    +1 206 736 5001\nBob    Ray    +1 206 736 5002  Y\n\nMEMBERS     PAGE 2\n\nFIRST  LAST   PHONE            DO NOT\nNAME   NAME   NUMBER           CALL\nCy     Doe    +1 206 736 5003\n",
		want: [][]string{{"FIRST NAME", "LAST NAME", "PHONE NUMBER", "DO NOT CALL"}, {"Ann", "Lee", "+1 206 736 5001", ""}, {"Bob", "Ray", "+1 206 736 5002", "Y"}, {"Cy", "Doe", "+1 206 736 5003", ""}}},
	{name: "pages with a number above", text: "  Lakeview    RECALLS    Page 1\n  Front desk 206-736-5000    Run: 03/14/2025 07:58\n  --------------------------------------------\n  Patient  Home Phone       Pref               Insurance\n  --------------------------------------------\n  Ann Lee  +1 206 736 5001  Phone              Delta\n  Bob Ray  +1 206 736 5002  NO CALLS, letters  Cigna\n\n  Lakeview    RECALLS    Page 2\n  Front desk 206-736-5000    Run: 03/14/2025 07:58\n  --------------------------------------------\n  Patient  Home Phone       Pref               Insurance\n  --------------------------------------------\n  Cy Doe   +1 206 736 5003  Phone              BCBS\n",
		want: [][]string{{"Patient", "Home Phone", "Pref", "Insurance"}, {"Ann Lee", "+1 206 736 5001", "Phone", "Delta"}, {"Bob Ray", "+1 206 736 5002", "NO CALLS, letters", "Cigna"}, {"Cy Doe", "+1 206 736 5003", "Phone", "BCBS"}}},
	{name: "a session with its prompts", text: "SQL> select first_name, city from t;\n\nNAME      PHONE             CITY\n--------- ----------------- -------\nAnn Lee   +1 206 736 5001   Seattle\nBob Ray   +1 206 736 5002   Tacoma\n\nNAME      PHONE             CITY\n--------- ----------------- -------\nCy Doe    +1 206 736 5003   Boise\n\nSQL> spool off\n", want: slices.Concat([][]string{{"NAME", "PHONE", "CITY"}}, three[1:], [][]string{{"SQL> spool off", "", ""}})},
	{name: "a table whose cells wrap", text: "+--------+------------------+-------------+\n| Name   | Phone            | Do not      |\n|        |                  | call        |\n+========+==================+=============+\n| Ann    | +1 206 736 5001  |             |\n| Lee    |                  |             |\n+--------+------------------+-------------+\n| Bob    | +1 206 736 5002  | please do   |\n| Ray    |                  | not call    |\n+--------+------------------+-------------+\n| Cy Doe | +1 206 736 5003  |             |\n|        | +1 206 736 5004  |             |\n+--------+------------------+-------------+\n",
		want: [][]string{{"Name", "Phone", "Do not call"}, {"Ann Lee", "+1 206 736 5001", ""}, {"Bob Ray", "+1 206 736 5002", "please do not call"}, {"Cy Doe", "+1 206 736 5003\n+1 206 736 5004", ""}}},
	{name: "sections of a table", text: "+---------+-----------------+---------+\n| Name    | Phone           | City    |\n+---------+-----------------+---------+\n| Ann Lee | +1 206 736 5001 | Seattle |\n| Bob Ray | +1 206 736 5002 | Tacoma  |\n+---------+-----------------+---------+\n| Cy Doe  | +1 206 736 5003 | Boise   |\n+---------+-----------------+---------+\n"},
	{name: "a table of DOS", text: "\xda\xc4\xc4\xc4\xc4\xc2\xc4\xc4\xc4\xc4\xc4\xc2\xc4\xc4\xc4\xc4\xbf\r\n\xb3Name\xb3Phone\xb3City\xb3\r\n\xc3\xc4\xc4\xc4\xc4\xc5\xc4\xc4\xc4\xc4\xc4\xc5\xc4\xc4\xc4\xc4\xb4\r\n\xb3Jos\x82 Le\xa2n\xb3+1 206 736 5001\xb3Seattle\xb3\r\n\xb3Ren\x82e Ray\xb3+1 206 736 5002\xb3Tacoma\xb3\r\n\xc0\xc4\xc4\xc4\xc4\xc1\xc4\xc4\xc4\xc4\xc4\xc1\xc4\xc4\xc4\xc4\xd9\r\n\x1a",
		want: [][]string{{"Name", "Phone", "City"}, {"José León", "+1 206 736 5001", "Seattle"}, {"Renée Ray", "+1 206 736 5002", "Tacoma"}}},
	{name: "a session with expanded records", text: "members=> \\x\nExpanded display is on.\n-[ RECORD 1 ]---+---------\nname            | Ann Lee\nphone           | +1 206 736 5001\n", refused: "one record over several lines"},
	{name: "what PHP prints", text: "<pre>Array\n(\n    [0] => Array\n        (\n            [name] => Ann Lee\n            [phone] => +1 206 736 5001\n        )\n\n)\n</pre>", refused: "print_r"},
	{name: "a web page with boxes", text: "<table><tr><th>Name</th><th>Phone</th><th>Do Not Call</th></tr>\n<tr><td>Ann Lee</td><td>+1 206 736 5001</td><td><span><input type=\"checkbox\" disabled /></span></td></tr>\n<tr><td>Bob Ray</td><td>+1 206 736 5002</td><td><input type=checkbox checked></td></tr></table>",
		want: [][]string{{"Name", "Phone", "Do Not Call"}, {"Ann Lee", "+1 206 736 5001", "☐"}, {"Bob Ray", "+1 206 736 5002", "☑"}}},
	{name: "a header sorted between rows with blanks", text: "Adams,Tom,+1 206 736 5001,,Reno\nBruno,Carla,+1 206 736 5002,DNC,Waco\nKovac,Barb,+1 206 736 5003,,Bend\nLast Name,First Name,Phone,Do Not Call,Area\nLombardi,Gino,+1 206 736 5004,DNC,Reno\nVance,Shirley,+1 206 736 5005,,Ames\n",
		want: [][]string{{"Last Name", "First Name", "Phone", "Do Not Call", "Area"}, {"Adams", "Tom", "+1 206 736 5001", "", "Reno"}, {"Bruno", "Carla", "+1 206 736 5002", "DNC", "Waco"}, {"Kovac", "Barb", "+1 206 736 5003", "", "Bend"}, {"Lombardi", "Gino", "+1 206 736 5004", "DNC", "Reno"}, {"Vance", "Shirley", "+1 206 736 5005", "", "Ames"}}},
	{name: "clubs and names that say what others mean to refuse", text: "Name,Phone,Club\nAnn Lee,+1 206 736 5001,Chess\nGus Robinson,,Kayak\nAnn Hill,,Women Without Borders\nBob Ray,+1 206 736 5002,Ski\n",
		want: [][]string{{"Name", "Phone", "Club"}, {"Ann Lee", "+1 206 736 5001", "Chess"}, {"Gus Robinson", "", "Kayak"}, {"Ann Hill", "", "Women Without Borders"}, {"Bob Ray", "+1 206 736 5002", "Ski"}}},
	{name: "numbered by grep", text: "x/leads.csv:1:Name,Phone,City\nx/leads.csv:2:Ann Lee,+1 206 736 5001,Seattle\nx/leads.csv:4:Bob Ray,+1 206 736 5002,Tacoma\nx/leads.csv:9:Cy Doe,+1 206 736 5003,Boise\n"},
	{name: "numbered by cat", text: "     1\tName,Phone,City\n     2\tAnn Lee,+1 206 736 5001,Seattle\n     3\tBob Ray,+1 206 736 5002,Tacoma\n     4\tCy Doe,+1 206 736 5003,Boise\n"},
	{name: "numbered from zero", text: "0: Name,Phone,City\n1: Ann Lee,+1 206 736 5001,Seattle\n2: Bob Ray,+1 206 736 5002,Tacoma\n3: Cy Doe,+1 206 736 5003,Boise\n"},
	{name: "numbers of rows", text: "No:Name:Phone\n1:Ann:+1 206 736 5001\n2:Bob:+1 206 736 5002\n3:Cyd:+1 206 736 5003\n",
		want: [][]string{{"No", "Name", "Phone"}, {"1", "Ann", "+1 206 736 5001"}, {"2", "Bob", "+1 206 736 5002"}, {"3", "Cyd", "+1 206 736 5003"}}},
	{name: "lines that go on", text: "Name,Note,Phone,DNC\nAnn,one\\\ntwo\\\nthree,+1 206 736 5001,\nBob,,+1 206 736 5002,y\nCyd,x\\\ny,+1 206 736 5003,\n",
		want: [][]string{{"Name", "Note", "Phone", "DNC"}, {"Ann", "one\ntwo\nthree", "+1 206 736 5001", ""}, {"Bob", "", "+1 206 736 5002", "y"}, {"Cyd", "x\ny", "+1 206 736 5003", ""}}},
	{name: "how to fill it in", text: "First name,Phone,Town\n(as on ID),(with area code),(where you live)\nAnn,+1 206 736 5001,Reno\nBob,+1 206 736 5002,Reno\n",
		want: [][]string{{"First name", "Phone (with area code)", "Town"}, {"Ann", "+1 206 736 5001", "Reno"}, {"Bob", "+1 206 736 5002", "Reno"}}},
	{name: "the end", text: between(three, "", ",", "") + "\n# end\n", malformed: "footer"},
	{name: "cut off before its city", text: between(three, "", ",", "") + "Di Poe,+1 206 736 50", malformed: "torn_row"},
	{name: "cut off in its number", text: "Name,Phone\nAnn,+1 206 736 5001\nBob,+1 206 736 5002\nCyd,+1 206 736 5003\nDan,+1 206 736 5004\nEve,+1 206 736 5005\nFay,+1 206 736 500", malformed: "torn_row",
		want: [][]string{{"Name", "Phone"}, {"Ann", "+1 206 736 5001"}, {"Bob", "+1 206 736 5002"}, {"Cyd", "+1 206 736 5003"}, {"Dan", "+1 206 736 5004"}, {"Eve", "+1 206 736 5005"}}},
	{name: "columns by position without a header", text: "EASTON   HUGO   7132203971RENO\nNORTON   YVES   2147482595NEWARK\n", refused: "there is no header"},
	{name: "a row torn where blank cells are left out", text: "Name,Phone,Notes,Email,State,Amount,Remarks\nAnn Reyes,2127365001,,ann@example.com,WA,10.00,ok\nBob Stone,2127365002,asked not to be called,bob@example.com,OR,11.01,ok\nCara Diaz,2127365003,,cara@example.com,WA,12.02\nDora Webb,2127365004,asked not t,13.03\nEd Marsh,2127365005,,ed@example.com,WA,14.04,ok\nFay Moss,2127365006,,fay@example.com,OR,15.05,ok\nGus Hale,2127365007,,gus@example.com,WA,16.06\n", malformed: "torn_row",
		want: [][]string{{"Name", "Phone", "Notes", "Email", "State", "Amount", "Remarks"}, {"Ann Reyes", "2127365001", "", "ann@example.com", "WA", "10.00", "ok"}, {"Bob Stone", "2127365002", "asked not to be called", "bob@example.com", "OR", "11.01", "ok"}, {"Cara Diaz", "2127365003", "", "cara@example.com", "WA", "12.02", ""}, {"Ed Marsh", "2127365005", "", "ed@example.com", "WA", "14.04", "ok"}, {"Fay Moss", "2127365006", "", "fay@example.com", "OR", "15.05", "ok"}, {"Gus Hale", "2127365007", "", "gus@example.com", "WA", "16.06", ""}}},
	{name: "two rows by position in one line", text: "Phone         Name          Email               Opt In  State     Notes\n2127365001    Ann Reyes     ann@example.com     yes     WA        met at fair\n2127365002    Bob Stone     bob@example.com     no      OR        2127365003    Cara Diaz     cara@example.com    yes     WA\n2127365004    Dora Webb     dora@example.com    no      CA        met at fair\n2127365005    Ed Marsh      ed@example.com      yes     WA\n2127365006    Fay Moss      fay@example.com     yes     OR\n2127365007    Gus Hale      gus@example.com     yes     WA        met at fair\n", malformed: "torn_row",
		want: [][]string{{"Phone", "Name", "Email", "Opt In", "State", "Notes"}, {"2127365001", "Ann Reyes", "ann@example.com", "yes", "WA", "met at fair"}, {"2127365004", "Dora Webb", "dora@example.com", "no", "CA", "met at fair"}, {"2127365005", "Ed Marsh", "ed@example.com", "yes", "WA", ""}, {"2127365006", "Fay Moss", "fay@example.com", "yes", "OR", ""}, {"2127365007", "Gus Hale", "gus@example.com", "yes", "WA", "met at fair"}}},
	{name: "rows of another list among columns by position", text: "Phone         Name          Email               Opt In  State\n" + strings.Repeat("2127365001    Ann Reyes     ann@example.com     yes     WA\n2127365002    Bob Stone     bob@example.com     no      OR\n", 20) + "Hugo Lane;2127365011;yes;hugo@example.com;WA;;;;;;\nIda Kerr;2127365012;no;ida@example.com;WA;;;;;;\n", refused: "seems to name several columns"},
	{name: "the rest of a header and a row", text: "S\t\tReyes & Sons\tMs\tWA\n2127365000\tyes\tReyes, Ann\t1000\t\t01/03/1952\t12 Elm St, Apt 3\t\t2024-03-01\t98100\tUS\tfair\tReyes Inc\tDr\tOR\n2127365001\tno\tReyes, Ann\t1001\t\t02/03/1952\t12 Elm St, Apt 3\t\t2024-03-02\t98101\tUS\tfair\tReyes Inc\tDr\tOR\n2127365002\tyes\tReyes, Ann\t1002\t\t03/03/1952\t12 Elm St, Apt 3\t\t2024-03-03\t98102\tUS\tfair\tReyes Inc\tDr\tOR\n2127365003\tyes\tReyes, Ann\t1003\t\t04/03/1952\t12 Elm St, Apt 3\t\t2024-03-04\t98103\tUS\tfair\tReyes Inc\tDr\tOR\n2127365004\tno\tReyes, Ann\t1004\t\t05/03/1952\t12 Elm St, Apt 3\t\t2024-03-05\t98104\tUS\tfair\tReyes Inc\tDr\tOR\n2127365005\tyes\tReyes, Ann\t1005\t\t06/03/1952\t12 Elm St, Apt 3\t\t2024-03-06\t98105\tUS\tfair\tReyes Inc\tDr\tOR\n2127365006\tyes\tReyes, Ann\t1006\t\t07/03/1952\t12 Elm St, Apt 3\t\t2024-03-07\t98106\tUS\tfair\tReyes Inc\tDr\tOR\n", refused: "there is no header"},
	{name: "a legend in one row below", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5001,ann@example.com,Reno\nBob,Ray,+1 206 736 5002,bob@example.com,Waco\nCyd,Doe,+1 206 736 5003,cyd@example.com,Bend\n,,,,\nLegend:,,Do not call,,OK to call\n", refused: "not a row but says not to call"},
	{name: "a sentence over two cells below", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5001,ann@example.com,Reno\nBob,Ray,+1 206 736 5002,bob@example.com,Waco\nCyd,Doe,+1 206 736 5003,cyd@example.com,Bend\n,,,,\nATTENTION,nobody on this list may be called,,,\n", refused: "not a row but says not to call"},
	{name: "a sentence over three cells below", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5001,ann@example.com,Reno\nBob,Ray,+1 206 736 5002,bob@example.com,Waco\nCyd,Doe,+1 206 736 5003,cyd@example.com,Bend\n,,,,\nNOTE:,these people,have opted out,,\n", refused: "not a row but says not to call"},
	{name: "names of those who opted out", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5001,ann@example.com,Reno\nBob,Ray,+1 206 736 5002,bob@example.com,Waco\nCyd,Doe,+1 206 736 5003,cyd@example.com,Bend\n,,,,\nOpted out:,Dan Fox,Eve Poe,,\n", refused: "not a row but says not to call"},
	{name: "a refusal and a number of an office", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5001,ann@example.com,Reno\nBob,Ray,+1 206 736 5002,bob@example.com,Waco\nCyd,Doe,+1 206 736 5003,cyd@example.com,Bend\n,,,,\nLegend:,Do not call,206 448 2211,,\n", refused: "not a row but says not to call"},
	{name: "a line of two cells above those who said no", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5001,ann@example.com,Reno\nBob,Ray,+1 206 736 5002,bob@example.com,Waco\nCyd,Doe,+1 206 736 5003,cyd@example.com,Bend\nSTOP,the rest said no,,,\nDan,Fox,+1 206 736 5004,dan@example.com,Ames\n", refused: "says not to call"},
	{name: "a refusal instead of a number", text: "First,Last,Phone,Email,City\nAnn,Lee,+1 206 736 5001,ann@example.com,Reno\nBob,Ray,+1 206 736 5002,bob@example.com,Waco\nCyd,Doe,+1 206 736 5003,cyd@example.com,Bend\nDan,Fox,DNC,,Ames\n", want: [][]string{{"First", "Last", "Phone", "Email", "City"}, {"Ann", "Lee", "+1 206 736 5001", "ann@example.com", "Reno"}, {"Bob", "Ray", "+1 206 736 5002", "bob@example.com", "Waco"}, {"Cyd", "Doe", "+1 206 736 5003", "cyd@example.com", "Bend"}, {"Dan", "Fox", "DNC", "", "Ames"}}},
	{name: "blank answers in the last column", text: "Name,Phone,Do Not Phone,Is Deceased\nAnn Lee,+1 206 736 5001,Yes,\nBob Ray,+1 206 736 5002,,\nCy Doe,+1 206 736 5003,,Yes\nDan Fox,+1 206 736 5004,,\n", want: [][]string{{"Name", "Phone", "Do Not Phone", "Is Deceased"}, {"Ann Lee", "+1 206 736 5001", "Yes", ""}, {"Bob Ray", "+1 206 736 5002", "", ""}, {"Cy Doe", "+1 206 736 5003", "", "Yes"}, {"Dan Fox", "+1 206 736 5004", "", ""}}},
	{name: "a refusal with letters in it", text: "Name,Phone,Status\nAnn Lee,+1 206 736 5001,do not call\nBob Ray,+1 206 736 5002,do naaaot call\nCy Doe,+1 206 736 5003,active\n", malformed: "shifted_row", want: [][]string{{"Name", "Phone", "Status"}, {"Ann Lee", "+1 206 736 5001", "do not call"}, {"Cy Doe", "+1 206 736 5003", "active"}}},
	{name: "a part of a refusal in another cell", text: "Status,Name,Phone\ndo not call,Ann Lee,+1 206 736 5001\ndo l,Bobnot cal Ray,+1 206 736 5002\ndo call,Cy Doe,+1 206 736 5003\n", malformed: "shifted_row", want: [][]string{{"Status", "Name", "Phone"}, {"do not call", "Ann Lee", "+1 206 736 5001"}, {"do call", "Cy Doe", "+1 206 736 5003"}}},
	{name: "a street for a state", text: "Name,Phone,City,State\n" + strings.Repeat("Ann Lee,+1 206 736 5001,Reno,NV\nBob Ray,+1 206 736 5002,Waco,TX\n", 3) + "Cy Doe,+1 206 736 5003,Bend,OR 97701\nDi Poe,+1 206 736 5004,2 Ashville,21 Elm St\n", malformed: "shifted_row", want: slices.Concat([][]string{{"Name", "Phone", "City", "State"}}, slices.Repeat([][]string{{"Ann Lee", "+1 206 736 5001", "Reno", "NV"}, {"Bob Ray", "+1 206 736 5002", "Waco", "TX"}}, 3), [][]string{{"Cy Doe", "+1 206 736 5003", "Bend", "OR 97701"}})},
	{name: "an answer of its own beside one of the others", text: "Name,Phone,May we call you?,Last\n" + strings.Repeat("Ann,+1 206 736 5001,yes,Lee\nBob,+1 206 736 5002,no,Ray\n", 4) + "Cy,+1 206 736 5003,x,Doe\nDi,+1 206 736 5004,x1,Poe\nEve,+1 206 736 5005,✓,no\n", malformed: "shifted_row", want: slices.Concat([][]string{{"Name", "Phone", "May we call you?", "Last"}}, slices.Repeat([][]string{{"Ann", "+1 206 736 5001", "yes", "Lee"}, {"Bob", "+1 206 736 5002", "no", "Ray"}}, 4), [][]string{{"Cy", "+1 206 736 5003", "x", "Doe"}, {"Di", "+1 206 736 5004", "x1", "Poe"}})},
	{name: "booktabs", text: "\\toprule\n" + between(three[:1], "", " & ", ` \\`) + "\\midrule\n" + between(three[1:], "", " & ", ` \\[2pt]`) + "\\bottomrule\n"},
}

func TestForms(t *testing.T) {
	for _, f := range slices.Concat(forms, recordForms, printedForms) {
		t.Run(f.name, func(t *testing.T) {
			rows, malformed, err := readPlainly(t, f.text, Options{})
			var refused *RefusedError
			if errors.As(err, &refused) {
				if f.refused == "" || !strings.Contains(refused.Message, f.refused) {
					t.Fatalf("refused, line %d: %v; %s", refused.Line, err, refused.Hint)
				}
				return
			}
			want := f.want
			if want == nil {
				want = three
			}
			if diff := cmp.Diff(want, rows); diff != "" || err != nil || f.refused != "" {
				t.Errorf("%v: %s", err, diff)
			}
			if diff := cmp.Diff(f.malformed, strings.Join(malformed, " ")); diff != "" {
				t.Error("malformed: ", diff)
			}
		})
	}
}

// xml2003 is a workbook in the XML of Excel 2003 whose sheet has these rows.
func xml2003(sheet string) string {
	return `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles><Style ss:ID="gone"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="day"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="plus"><NumberFormat ss:Format="&quot;+&quot;0"/></Style></Styles><Worksheet ss:Name="List"><Table>` + sheet + `</Table></Worksheet></Workbook>`
}

func TestXML2003(t *testing.T) {
	cells := func(cells ...string) string {
		return "<Row><Cell><Data ss:Type=\"String\">" + strings.Join(cells, "</Data></Cell><Cell><Data ss:Type=\"String\">") + "</Data></Cell></Row>"
	}
	head, ann := cells("Name", "Phone", "City", "Do Not Call"), cells("Ann Lee", "+12067365001", "Reno")
	bob := func(cell string) string {
		return strings.Replace(cells("Bob Ray", "+12067365002"), "</Row>", cell+"</Row>", 1)
	}
	tests := map[string]struct{ sheet, want string }{
		"cells that are skipped": {head + ann + bob(`<Cell ss:Index="4"><Data ss:Type="String">Y</Data></Cell>`), "Bob Ray|+12067365002|\"\"|Y"},
		"merged cells":           {head + ann + bob(`<Cell ss:MergeAcross="1"><Data ss:Type="String">Y</Data></Cell>`), "Bob Ray|+12067365002|Y|Y"},
		"numbers as shown":       {head + ann + `<Row ss:Index="9"><Cell/><Cell ss:StyleID="plus"><Data ss:Type="Number">12067365002</Data></Cell><Cell ss:StyleID="day"><Data ss:Type="DateTime">2025-11-09T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>`, "|+12067365002|2025-11-09|true"},
		"a formula, its result":  {head + ann + bob(`<Cell/><Cell ss:Formula="=RC[-1]"><Data ss:Type="String">Y</Data></Cell>`), "Bob Ray|+12067365002|\"\"|Y"},
		"a formula without":      {head + ann + bob(`<Cell/><Cell ss:Formula="=RC[-1]"/>`), "has formulas without a stored result"},
		"struck text":            {head + ann + strings.Replace(cells("Bob Ray", "+12067365002"), "<Cell>", `<Cell ss:StyleID="gone">`, 1), "commented_out"},
		"a comment":              {head + ann + strings.Replace(cells("Bob Ray", "+12067365002"), "</Cell>", `<Comment ss:Author="x"><ss:Data>do not call</ss:Data></Comment></Cell>`, 1), "refused_elsewhere"},
		"a hidden row":           {head + ann + strings.Replace(cells("Bob Ray", "+12067365002"), "<Row>", `<Row ss:Hidden="1">`, 1), "hidden_row"},
		"an end that is missing": {head + strings.Replace(ann, "</Row>", "", 1), "row 2 of sheet \"List\": the end of an element is missing"},
		"cut off":                {head + ann + "<Row><!--", "damaged"},
		"a refusal above a row":  {head + ann + cells("DO NOT CALL") + cells("Bob Ray", "+12067365002"), "says not to call"},
	}
	for name, test := range tests {
		if got := readBook(t, []byte(xml2003(test.sheet)), Options{}); !strings.Contains(strings.ReplaceAll(got, " | ", "|"), test.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
	utf16 := []byte("\xff\xfe")
	for _, r := range strings.Replace(xml2003(head+ann), `"1.0"`, `"1.0" encoding="UTF-16"`, 1) {
		utf16 = append(utf16, byte(r), 0)
	}
	if got := readBook(t, utf16, Options{}); !strings.Contains(got, "Ann Lee") {
		t.Error(got)
	}
}

// Lines of fields that nothing separates are read a bounded number at a time, and are no rows.
func TestFieldsWithoutEnd(t *testing.T) {
	text := strings.Repeat("Name: Ann Lee\nPhone: +1 206 736 5001\nCity: Reno\n\n", 20) + strings.Repeat("Name: Ann Lee\n", 50_000)
	rows, malformed, err := readPlainly(t, text, Options{})
	if err != nil || len(rows) != 21 || len(malformed) == 0 {
		t.Errorf("%d rows, %d malformed, %v", len(rows), len(malformed), err)
	}
}
