package registry

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

var today = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// readAll reads a file and returns its entries as text: "12127365000",
// "-12127365001" for a deletion, "12127365000..12127365999" for a range; behind
// a bar what else there is.
func readAll(text string, o Options) (string, Stats, error) {
	o.Now = today
	l, err := Open(context.Background(), "-", strings.NewReader(text), o)
	if err != nil {
		return "", Stats{}, err
	}
	defer l.Close()
	var all []string
	for {
		entries, err := l.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return strings.Join(all, " "), l.Stats(), err
		}
		for _, e := range entries {
			s := fmt.Sprint(e.First)
			if e.Last != e.First {
				s += fmt.Sprint("..", e.Last)
			}
			if e.Deleted {
				s = "-" + s
			}
			all = append(all, s)
		}
	}
	st := l.Stats()
	return strings.Join(all, " "), st, st.Check(func(unread, _ int64) bool { return unread > 0 })
}

func zipOf(files ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, _ := w.CreateHeader(&zip.FileHeader{Name: files[i], Method: zip.Deflate, Modified: today})
		io.WriteString(f, files[i+1])
	}
	w.Close()
	return b.String()
}

func utf16Of(text string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

func TestFormats(t *testing.T) {
	us, gb := Options{Region: "US"}, Options{Region: "GB", RegionCertain: true}
	changes := Options{Region: "US", Changes: true}
	tests := []struct {
		name string
		o    Options
		text string
		want string
	}{
		{"flat", Options{}, "212,7365000\n312,9229410\n", "12127365000 13129229410"},
		{"flat, CRLF", us, "212,7365000\r\n312,9229410\r\n", "12127365000 13129229410"},
		{"flat, blank", us, "212, 7365000\n", "12127365000"},
		{"flat, tab", us, "212\t7365000\n", "12127365000"},
		{"flat, semicolon and header", us, "Area Code;Phone\n212;7365000\n", "12127365000"},
		{"flat, bar", us, "212|7365000\n", "12127365000"},
		{"flat, quoted", us, "\"212\",\"7365000\"\n", "12127365000"},
		{"three parts, quoted", us, "\"212\",\"736\",\"5008\"\n\"214\",\"736\",\"5000\"\n", "12127365008 12147365000"},
		{"three parts", us, "214,736,5000\n", "12147365000"},
		{"three parts behind the 1", us, "1,212,736,5005\n", "12127365005"},
		{"date, number", us, "20240101 2127365013\n", "12127365013"},
		{"number, date", us, "713-220-4500 2024-01-01\n", "17132204500"},
		{"number, date of digits", us, "7132204500 20240101\n", "17132204500"},
		{"date of the month first", us, "01/15/2024 7132204500\n", "17132204500"},
		{"fixed width", us, "2147365000SMITH JOHN  75201\n2147365001DOE JANE    75202\n2147365002ROE RICHARD M  75203\n", "12147365000 12147365001 12147365002"},
		{"fixed width, one line", us, "2147365000SMITH JOHN  75201\n", "12147365000"},
		{"number ZIP quarter", us, "3172363000 46204 2026Q4\n3172363001 46204 2026Q4\n3172363002 46205 2026Q4\n", "13172363000 13172363001 13172363002"},
		{"number ZIP quarter, one line", us, "3172363000 46204 2026Q4\n", "13172363000"},
		{"XML", Options{}, `<list type='full' level='state' val='NY'><ac val='212'><ph val='7365000'/><ph val='7365001'/></ac><ac val='312'><ph val='9229410'/></ac></list>`,
			"12127365000 12127365001 13129229410"},
		{"XML, declared", us, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<list xmlns=\"urn:x\" type=\"full\">\n<ac val=\"212\">\n<ph val=\"7365000\"/>\n</ac>\n</list>\n", "12127365000"},
		{"XML, prefixed", us, `<d:list xmlns:d="urn:x"><d:ac code="212"><d:ph d:val="7365000"></d:ph></d:ac></d:list>`, "12127365000"},
		{"XML, elements", us, `<r><record><phone>7365000</phone><areacode>212</areacode></record><record><areacode>312</areacode><phone>9229410</phone></record></r>`, "12127365000 13129229410"},
		{"XML, whole numbers", us, `<list><ph>2127365000</ph><ph>3129229410</ph></list>`, "12127365000 13129229410"},
		{"XML, changes", changes, `<list type='change'><ac val='212'><ph val='7365000' chg='A'/><ph chg='D' val='7365001'/></ac></list>`, "12127365000 -12127365001"},
		{"XML, deletions together", changes, `<list><added><ac val='212'><ph val='7365000'/></ac></added><deleted><ac val='212'><ph val='7365001'/></ac></deleted></list>`, "12127365000 -12127365001"},
		{"XML, record with action", changes, `<list><rec><areacode>212</areacode><phone>7365001</phone><action>D</action></rec></list>`, "-12127365001"},
		{"XML, changes without the option", us, `<list type='change'><ac val='212'><ph val='7365000' chg='A'/><ph chg='D' val='7365001'/></ac></list>`, "--changes"},
		{"XML, status of each", us, `<r><result><phone>2127365000</phone><status>DNC</status></result><result><phone>3129229410</phone><status>Clean</status></result></r>`, "12127365000"},
		{"XML, status before the number", us, `<r><x><status>Clean</status><phone>3129229410</phone></x><x><status>DNC</status><phone>2127365000</phone></x></r>`, "12127365000"},
		{"XML, yes or no of each", us, `<r><row><number>2127365000</number><onDNC>true</onDNC></row><row><number>3129229410</number><onDNC>false</onDNC></row></r>`, "12127365000"},
		{"XML, attribute of the number", us, `<r><phone callable='false'>2127365000</phone><phone callable='true'>3129229410</phone></r>`, "12127365000"},
		{"XML, unknown words", us, `<r><row><phone>2127365000</phone><status>foo</status></row><row><phone>3129229410</phone><status>bar</status></row></r>`, "--where"},
		{"XML, conditions", Options{Region: "US", Where: []Condition{{"status", "foo"}}}, `<r><row><phone>2127365000</phone><status>foo</status></row><row><phone>3129229410</phone><status>bar</status></row></r>`, "12127365000"},
		{"XML, status around the number's element", us, `<r><row><phones><phone>2127365000</phone></phones><status>Clean</status></row></r>`, "CSV file"},
		{"XML, day of removal", us, `<r><ph val='2127365000'/><ph val='3129229410' removed='2026-01-02'/></r>`, "--where"},
		{"XML, end of the listing", us, `<r><ph val='2127365000' expires='2030-01-02'/><ph val='3129229410' expires='2020-01-02'/></r>`, "12127365000"},
		{"XML, answer of a service", us, `<response status='OK'><body><row><phone>2127365000</phone></row><row><phone>2127365001</phone></row></body></response>`, "12127365000 12127365001"},
		{"XML, groups with a status", us, `<r><batch status='clean'>` + strings.Repeat("<row><phone>2127365000</phone></row>", 20) + `</batch></r>`, "CSV file"},
		{"XML, group with a status", us, `<r><batch status='clean'>` + strings.Repeat("<phone>2127365000</phone>", 20) + `</batch></r>`, "CSV file"},
		{"XML, id beside the number", us, `<r><ph id='5' val='2127365000'/><ph id='6' val='2127365001'/></r>`, "12127365000 12127365001"},
		{"XML, several numbers of a person", us, `<r><person><name>Ann</name><phone>2127365000</phone><phone>2127365001</phone></person></r>`, "12127365000 12127365001"},
		{"XML, a flag behind the studied", us, "<r>" + strings.Repeat("<row><phone>2127365000</phone></row>", 2100) + "<row><phone>2127365001</phone><status>Clean</status></row></r>", "CSV file"},
		{"XML, cut off", us, `<list type='full'><ac val='212'><ph val='7365000'/></ac>`, "cut off"},
		{"zip of one", us, zipOf("212.txt", "212,7365000\n"), "12127365000"},
		{"zip of area codes", us, zipOf("212.txt", "7365000\n7365001\n", "312.txt", "9229410\n"), "12127365000 12127365001 13129229410"},
		{"zip of whole numbers", us, zipOf("212.txt", "212,7365000\n", "dnc/312.txt", "312,9229410\n"), "12127365000 13129229410"},
		{"zip of XML", us, zipOf("212.xml", `<ac val="212"><ph val="7365000"/></ac>`, "312.xml", `<ac val="312"><ph val="9229410"/></ac>`), "12127365000 13129229410"},
		{"changes", changes, "212,7365000,A,2026-11-02\n212,7365001,D,2026-11-02\n", "12127365000 -12127365001"},
		{"changes, one deletion", changes, "212,7365001,D,2026-11-02\n", "-12127365001"},
		{"changes without the option", us, "212,7365000,A,2026-11-02\n212,7365001,D,2026-11-02\n", "--changes"},
		{"one deletion without the option", us, "212,7365001,D,2026-11-02\n", "--changes"},
		{"deletions alone without the option", us, "212,7365001,D,2026-11-02\n212,7365002,D,2026-11-02\n212,7365003,D,2026-11-02\n", "--changes"},
		{"additions", us, "212,7365001,A,2026-11-02\n", "12127365001"},
		{"changes in words", changes, "Phone,Action\n2127365000,Added\n2127365001,Deleted\n", "12127365000 -12127365001"},
		{"state list with a flag", changes, "2157365000|19103|A\n2157365001|19103|D\n", "12157365000 -12157365001"},
		{"state list with a flag, refused", us, "2157365000|19103|D\n", "--changes"},
		{"state list with a flag, chosen", Options{Region: "US", Where: []Condition{{"3", "A"}}}, "2157365000|19103|A\n2157365001|19103|D\n", "12157365000"},
		{"flag behind blanks", changes, "2157365000 A\n2157365001 D\n", "12157365000 -12157365001"},
		{"file of deletions", changes, zipOf("additions.csv", "4169811234\n", "deletions.csv", "4169811236\n"), "14169811234 -14169811236"},
		{"file of deletions without the option", us, zipOf("additions.csv", "4169811234\n", "deletions.csv", "4169811236\n"), "--changes"},
		{"number and date", us, "4169811236,2026-11-01\n", "14169811236"},
		{"expiry", us, "phone,expires\n4169811236,2027-11-01\n4169811237,2025-11-01\n", "14169811236"},
		{"TPS", gb, "0207 3787244\r\n02073787245 \r\n", "442073787244 442073787245"},
		{"TPS without the 0", gb, "2073787244\n", "442073787244"},
		{"UK numbers under a US mapping", us, "2073787244\n2083787245\n", "--region"},
		{"US numbers that may be UK's, told", Options{Region: "US", RegionCertain: true}, "2073787244\n", "12073787244"},
		{"scrub result", us, "Phone,ResultCode,Reserved,Reason,RegionAbbrev,Country,Locale\n3129229410,C,,,IL,US,Central\n3129229411,D,,,IL,US,Central\n3129229412,P,,,IL,US,Central\n3129229413,E,,,IL,US,Central\n", "13129229411 13129229412"},
		{"scrub result, all clean", us, "Phone,ResultCode\n3129229410,C\n", ""},
		{"blacklist result", us, "Phone,Status,Message,Carrier Type,Code\n3129229410,Good,,Landline,0\n3129229411,Bad,Blacklisted,Mobile,1\n", "13129229411"},
		{"blacklist result, one line", us, "Phone,Status\n3129229410,Good\n", ""},
		{"conditions", Options{Region: "US", Where: []Condition{{"Status", "bad"}}}, "Phone,Status\n3129229410,Good\n3129229411,Bad\n", "13129229411"},
		{"unknown status", us, "Phone,Status\n3129229410,foo\n3129229411,bar\n", "--where"},
		{"unknown words", us, "3129229410,foo\n3129229411,bar\n3129229412,foo\n3129229413,bar\n", "--where"},
		{"unknown words, column named", Options{Region: "US", Columns: []string{"1"}}, "3129229410,foo\n3129229411,bar\n3129229412,foo\n3129229413,bar\n", "13129229410 13129229411 13129229412 13129229413"},
		{"who was removed", us, "Phone,Removed\n3129229410,N\n3129229411,Y\n", "--where"},
		{"phones that work", us, "Phone,Line Status\n3129229410,connected\n3129229411,connected\n", "--where"},
		{"rows that are OK", us, "Phone,Status\n3129229410,OK\n3129229411,OK\n", "--where"},
		{"codes of another scrub", us, "Phone,Result,Reason\n3129229410,B,Federal\n3129229411,R,\n", "--where"},
		{"comments above", us, strings.Repeat("# a comment\n", 8) + "3129229410\n", "13129229410"},
		{"yes under a header with a no", us, "NUMBER,DO_NOT_CALL\n3129229410,0\n3129229411,1\n", "13129229411"},
		{"yes under a header that turns itself round", us, "Phone,Not On DNC\n3129229410,Y\n3129229411,N\n", "13129229411"},
		{"yes that may call, in words", us, "Telephone;Can Be Called\n3129229410;TRUE\n3129229411;FALSE\n", "13129229411"},
		{"yes under a header of e-mail", us, "Phone,Email Opt Out\n3129229410,No\n3129229411,Yes\n", "--where"},
		{"yes of a wash", us, "Number,Result\n3129229410,N\n3129229411,Y\n", "--where"},
		{"registered or not", gb, "Phone,TPS Status\n02073787244,Registered\n02083787245,Not Registered\n", "442073787244"},
		{"one word and its negation", Options{Region: "FR", RegionCertain: true}, "Numero;Statut\n0142685300;Inscrit\n0142685301;Non inscrit\n", "--where"},
		{"results of each of several numbers", us, "Home,Home Status,Cell,Cell Status\n3129229410,DNC,3129229411,Clean\n2127365000,Clean,2127365001,DNC\n", "--column"},
		{"results of each of several numbers, apart", us, "Home Phone,Cell Phone,Home Phone DNC,Cell Phone DNC\n3129229410,3129229411,Y,N\n2127365000,2127365001,N,Y\n", "--column"},
		{"results for all numbers of a line", us, "Home Phone,Cell Phone,Federal DNC,State DNC\n3129229410,3129229411,Y,N\n2127365000,2127365001,N,N\n", "13129229410 13129229411"},
		{"a note that says not on the list", us, "3129229410 (on list)\n3129229411 (not on list)\n2127365000\n", "1 of 3 lines"},
		{"a sign and a note", us, "3129229410 - angry\n3129229411 - asked\n", "13129229410 13129229411"},
		{"additions and deletions, by the archive's name", changes, zipOf("adds_and_deletes.csv", "2127365000,A\n2127365001,D\n"), "12127365000 -12127365001"},
		{"additions and deletions without marks", changes, zipOf("adds_and_deletes.csv", "2127365000\n2127365001\n"), "in files of their own"},
		{"deletions, by their folder", us, zipOf("added/212.txt", "7365000\n", "deleted/312.txt", "9229410\n"), "--changes"},
		{"deletions, by their folder, with the option", changes, zipOf("added/212.txt", "7365000\n", "deleted/312.txt", "9229410\n"), "12127365000 -13129229410"},
		{"clean, by the XML's name", us, zipOf("clean.xml", "<r><phone>2127365000</phone></r>"), "may be called"},
		{"clean, by the title", us, "Clean numbers\n2127365000\n3129229410\n", "may be called"},
		{"removed, by the title", us, "Numbers removed from the registry\n2127365000\n3129229410\n", "--changes"},
		{"clean beside listed", us, "DNC,Clean\n2127365000,3129229410\n", "--column"},
		{"added beside deleted", changes, "Additions,Deletions\n2127365000,3129229410\n2127365001,\n", "--column"},
		{"flag, number and name", changes, "A2157365000ALLEGHENY       20261101\nD2157365001BUCKS           20261101\n", "12157365000 -12157365001"},
		{"word right behind the number", changes, "2157365000ADD20261101\n2157365001DEL20261101\n", "12157365000 -12157365001"},
		{"washed, of few lines", Options{Region: "AU"}, "0298765432,Y\n0298765433,N\n0398765434,I\n", "--where"},
		{"signs", Options{Region: "CH"}, "Name,Telefon,Stern\nMeier,044 668 18 00,*\nMüller,044 668 18 01,\n", "--where"},
		{"signs, chosen", Options{Region: "CH", Where: []Condition{{"Stern", "*"}}}, "Name,Telefon,Stern\nMeier,044 668 18 00,*\nMüller,044 668 18 01,\n", "41446681800"},
		{"keywords of messages", us, "Phone,Keyword\n2127365000,STOP\n3129229410,START\n", "12127365000"},
		{"of the day alone", us, "Phone,ResultCode,DoNotCallToday\n2127365000,D,N\n3129229410,C,Y\n", "12127365000"},
		{"who opted in again", us, "phone,opted_out_at,opted_in_at\n2127365000,2026-01-01,\n3129229410,2026-01-01,2026-03-01\n", "--where"},
		{"a status called Estado", us, "Telefono;Estado\n2127365000;Bloqueado\n3129229410;Libre\n", "12127365000"},
		{"safe to dial", us, "Phone,Safe to Dial\n2127365000,No\n3129229410,Yes\n", "12127365000"},
		{"numbers under another header", us, "caller_id,blocked\n2127365000,true\n3129229410,false\n", "12127365000"},
		{"on no list", us, "Phone,Lists\n2127365000,Federal\n3129229410,\n", "--where"},
		{"codes that are no states", us, "Phone,Result\n2127365000,DN\n3129229410,CL\n", "--where"},
		{"numbered lines", us, "1\t2127365000\n2\t3129229410\n3\t4157365000\n", "12127365000 13129229410 14157365000"},
		{"changes in Spanish", Options{Region: "ES", Changes: true}, "telefono;estado\n912345678;baja\n912345679;alta\n", "-34912345678 34912345679"},
		{"a status in Russian", us, "телефон;статус\n+74951234567;чёрный\n+74951234568;белый\n", "--where"},
		{"SQL", us, "INSERT INTO dnc (phone, active) VALUES ('2127365000',1);\nINSERT INTO dnc (phone, active) VALUES ('3129229410',0);\n", "SQL"},
		{"the 1 with a plus, by itself", us, "+1,212,7365000\n+1,312,9229410\n", "12127365000 13129229410"},
		{"country of each", us, "Country,Phone\nUS,2127365000\nGB,2079460018\n", "12127365000 442079460018"},
		{"country of each, without a header", us, "US,2127365000\nGB,2079460018\n", "12127365000 442079460018"},
		{"calling code of each", us, "cc,number\n44,2079460018\n1,2127365000\n", "442079460018 12127365000"},
		{"ranges by other words", Options{Region: "DE"}, "Von,Bis\n03012345600,03012345602\n", "493012345600..493012345602"},
		{"ends of ranges, perhaps", us, "Num A,Num B\n2127365000,2127365050\n3129229410,3129229430\n", "--column"},
		{"XML, mark in an element of its own", us, `<r><rec><ph>3129229410</ph><res><code>C</code></res></rec><rec><ph>2127365000</ph><status value="dnc"/></rec></r>`, "--where"},
		{"XML, status beside the number", us, `<r><rec><ph>3129229410</ph><status value="clean"/></rec><rec><ph>2127365000</ph><status value="dnc"/></rec></r>`, "12127365000"},
		{"scrub's clean numbers, by the file's name", us, zipOf("clean.txt", "3129229410\n", "dnc.txt", "3129229411\n"), "clean.txt: the file's name or title says"},
		{"flag and blank before the number", changes, "A 2127365000 20261101\nD 2127365001 20261101\n", "12127365000 -12127365001"},
		{"active or not", us, "Phone,Status\n3129229410,Active\n3129229411,Inactive\n", "--changes"},
		{"active or not, changes", changes, "Phone,Status\n3129229410,Active\n3129229411,Inactive\n", "13129229410 -13129229411"},
		{"yes under a header", us, "Phone,DNC\n3129229410,no\n3129229411,yes\n", "13129229411"},
		{"yes that clears", us, "Phone,Callable\n3129229410,Y\n3129229411,N\n", "13129229411"},
		{"yes of who knows what", us, "Phone,Checked\n3129229410,yes\n3129229411,no\n3129229411,no\n3129229411,no\n", "--where"},
		{"yes without a header", us, "3129229410,yes\n3129229411,no\n", "--where"},
		{"litigators", us, "phone,names,case\n2127365000,\"Pat, P\",Doe v. X\n3129229410,Lee,Roe v. Y\n", "12127365000 13129229410"},
		{"reassigned numbers", us, "3129229410,2024-03-01,no\n3129229411,2024-03-01,yes\n3129229412,2024-03-01,no data\n", "13129229411"},
		{"reassigned numbers, none", us, "3129229410,2024-03-01,no\n", ""},
		{"ported numbers", us, "2127365000\n", "12127365000"},
		{"wireless blocks", us, "212,736,5\n", "wireless blocks"},
		{"range", us, "2127365000,2127365999\n", "12127365000..12127365999"},
		{"range, header", us, "from,to\n2127365000,2127365003\n", "12127365000..12127365003"},
		{"range in a cell", us, "2127365000-2127365999\n2127366000\n", "12127365000..12127365999 12127366000"},
		{"range or two numbers", us, "2127365000,2127365003\n2127365010,2127365013\n", "--column"},
		{"two numbers", us, "2127365000,3129229410\n3129229411,2127365001\n", "12127365000 13129229410 13129229411 12127365001"},
		{"CRM export", us, "Record ID,Name,Phone Number,Opt Out Reason\n2127365999,Ann,2127365000,phone\n2127365998,Bob,2127365001,web\n", "12127365000 12127365001"},
		{"VICIdial", us, "2127365000\n2127365001\n", "12127365000 12127365001"},
		{"trailer", us, "2127365000\n2127365001\nTotal records: 2\n", "12127365000 12127365001"},
		{"trailer record", us, "212,7365000\n212,7365001\nT,0000000002\n", "12127365000 12127365001"},
		{"head and trailer record", us, "H,20261101\n212,7365000\n212,7365001\nT,0000000002\n", "12127365000 12127365001"},
		{"cut off before the trailer", us, "212,7365000\n212,7365001\nT,0000000200\n", "cut off"},
		{"UTF-16", us, utf16Of("2127365000\r\n(312) 922-9410\r\n"), "12127365000 13129229410"},
		{"BOM", us, "\ufeff2127365000\n", "12127365000"},
		{"E.164 of an exchange that nobody has, no region", Options{}, "+12013110016\n+12013119999\n", "12013110016 12013119999"},
		{"11 digits, E.164", us, "12127365000\n+13129229410\n", "12127365000 13129229410"},
		{"additions and deletions, flag first", changes, "A,212,7365000\nD,212,7365001\n", "12127365000 -12127365001"},
		{"flag right before the number", changes, "A2127365000\nD2127365001\n", "12127365000 -12127365001"},
		{"flag right before the number, no option", us, "A2127365000\nD2127365001\n", "--changes"},
		{"sign right before the number", changes, "+2127365000\n-2127365001\n", "12127365000 -12127365001"},
		{"flag and date right behind the number", changes, "2127365000A20261101\n2127365001D20261101\n", "12127365000 -12127365001"},
		{"unknown letters", us, "212,7365000,C\n212,7365001,D\n", "--where"},
		{"day of removal", changes, "Phone,Date Added,Date Removed\n2127365000,2026-01-01,\n2127365001,2025-01-01,2026-01-01\n", "12127365000 -12127365001"},
		{"day of removal without the option", us, "Phone,Added,Removed\n2127365000,2026-01-01,\n2127365001,2025-01-01,2026-01-01\n", "--changes"},
		{"day of removal, chosen", Options{Region: "US", Where: []Condition{{"Removed", ""}}}, "Phone,Added,Removed\n2127365000,2026-01-01,\n2127365001,2025-01-01,2026-01-01\n", "12127365000"},
		{"day of opting out that some lack", us, "phone,opt_out_date\n2127365000,2026-01-01\n2127365001,\n", "blank in some lines"},
		{"yes in other languages", us, "Telefon;Gesperrt\n3129229410;ja\n3129229411;nein\n", "13129229410"},
		{"status of which one word is known", us, "Phone,Lead Status\n3129229410,DNC\n3129229411,New\n", "--where"},
		{"yes or blank", us, "Phone,DNC\n3129229410,Y\n3129229411,\n", `--where "DNC=VALUE"`},
		{"calling code without a plus", us, "12127365000\n442073787244\n4915112345678\n33142685300\n", "12127365000 442073787244 4915112345678 33142685300"},
		{"calling code without a plus, no region", Options{}, "442073787244\n442083787245\n441212345678\n", "442073787244 442083787245 441212345678"},
		{"calling code without a plus, among numbers without it", Options{Region: "DE"}, "491622897306\n01622897307\n+491622897308\n", "49491622897306 491622897306 491622897307 491622897308"},
		{"calling code without a plus, its own region", Options{Region: "DE"}, "4915112345678\n4915112345679\n4930123456\n4915112345670\n", "4915112345678 4915112345679 4930123456 4915112345670"},
		{"wildcards", us, "212736XXXX\n2127371***\n", "12127360000..12127369999 12127371000..12127371999"},
		{"range with blanks", us, "212-736-5000 - 212-736-5999\n", "12127365000..12127365999"},
		{"range in words", us, "2127365001 to 2127365997\n", "12127365001..12127365997"},
		{"range in words, others beside", us, "2127361000\n(212) 736-5001 thru (212) 736-5997\n212-736-6000\n", "12127361000 12127365001..12127365997 12127366000"},
		{"range with a dash", us, "2127361000\n2127365001 – 2127365997\n2127366000\n", "12127361000 12127365001..12127365997 12127366000"},
		{"range with a hyphen", us, "Number\n2127361000\n(212) 736-5001 - (212) 736-5997\n2127366000\n", "12127361000 12127365001..12127365997 12127366000"},
		{"range with an arrow, a date behind", us, "2127361000\n2127365001 -> 2127365997 2024-01-01\n2127366000\n", "12127361000 12127365001..12127365997 12127366000"},
		{"range of last digits", us, "2127361000\n2127365001 bis 5997\n2127366000\n", "12127361000 12127365001..12127365997 12127366000"},
		{"range and a number", us, "2127365001..2127365997 and 2127366000\n", "12127365001..12127365997 12127366000"},
		{"range in a column", us, "Number,Added\n2127361000,2024-01-01\n2127365001 through 2127365997,2024-01-02\n", "12127361000 12127365001..12127365997"},
		{"range downward", us, "2127361000\n2127365997 to 2127365001\n2127366000\n", "1 of 3 lines"},
		{"range too wide", us, "2127361000\n2127365997 to 3127365001\n2127366000\n", "1 of 3 lines"},
		{"dash and last digits", us, "2127361000\n2127365001 – 5997\n2127366000\n", "1 of 3 lines"},
		{"dash and a date", us, "2127365001 – 01/02/2024\n", "12127365001"},
		{"range of parts", us, "NPA,NXX,From,To\n212,736,5000,5999\n", "may be the ends of a range"},
		{"a term beside the number", us, "Phone,Start,End\n2127365000,2024-01-01,2030-01-01\n", "12127365000"},
		{"range with a count", us, "start,count\n2127365000,1000\n", "from,to"},
		{"number and count", us, "Number,Count\n2127365001,100\n2127366001,20\n", "from,to"},
		{"number and count, no header", us, "2127365000,1000\n2127367000,100\n", "from,to"},
		{"number and last digits, no header", us, "2127365000;5999\n2127367100;7199\n", "from,to"},
		{"number and last digits in some lines", us, "2127361000\n2127365000,5999\n", "from,to"},
		{"number and last digits, column named", Options{Region: "US", Columns: []string{"1"}}, "2127365000;5999\n", "12127365000"},
		{"number and complaints", us, "Phone,Complaint Count\n2127365001,100\n2127366001,20\n", "12127365001 12127366001"},
		{"number and extension", us, "Phone,Ext\n2127365001,100\n2127366001,20\n", "12127365001 12127366001"},
		{"last digits behind a stroke", us, "2127361000\n2127365000/999\n2127366000\n", "1 of 3 lines"},
		{"last digits of two more", us, "2127361000\n212-736-5000/01/02\n2127366000\n", "1 of 3 lines"},
		{"last digits behind an ampersand", us, "2127361000\n(212) 736-5000 & 5999\n2127366000\n", "1 of 3 lines"},
		{"last digits behind a minus", us, "2127361000\n2127365000−5999\n2127366000\n", "1 of 3 lines"},
		{"count in parentheses", us, "2127361000\n2127365000 (1000 numbers)\n2127366000\n", "1 of 3 lines"},
		{"count behind a plus", us, "2127361000\n2127365000 +999\n2127366000\n", "1 of 3 lines"},
		{"and following", us, "2127361000\n2127365000 ff.\n2127366000\n", "1 of 3 lines"},
		{"and above", us, "2127361000\n2127365000 and above\n2127366000\n", "1 of 3 lines"},
		{"two whole numbers", us, "2127361000 / 212-736-5001\n2127365000/(212) 736-6001\n", "12127361000 12127365001 12127365000 12127366001"},
		{"two numbers, one with its country's code", us, "2127361000\n2127361000/1 212 736 5001\n", "1 of 2 lines"},
		{"an extension", us, "2127361000\n212-736-5000 ext 100\n2127366000 x12\n", "12127361000 12127365000 12127366000"},
		{"a date behind a stroke", us, "2127361000\n2127365001/2024-01-02\n", "12127361000 12127365001"},
		{"ends of a round range, in brackets", us, "2127361000\n[2127365000,2127365999]\n", "12127361000 12127365000 12127365999 12127365001..12127365998"},
		{"ends of a round range, behind a stroke", us, "2127361000\n2127365000/2127365999\n", "12127361000 12127365000 12127365999 12127365001..12127365998"},
		{"between two numbers", us, "2127361000\nbetween 2127365001 and 2127365005\n", "12127361000 12127365001 12127365005 12127365002..12127365004"},
		{"wildcards of letters", us, "212736NNNN\n", "12127360000..12127369999"},
		{"trailer of digits alone", us, "212,7365000\n212,7365001\n0000000002\n", "12127365000 12127365001"},
		{"cut off by little", us, "212,7365000\n212,7365001\nTotal: 5\n", "cut off"},
		{"title with its lines counted", us, "National registry as of 11/01/2026\nAreaCode,Phone\n212,7365000\nTotal: 4\n", "12127365000"},
		{"description in the archive", us, zipOf("README.txt", "For help call 1-888-225-5322.\n", "layout.pdf", "%PDF-1.4", "212.txt", "212,7365000\n"), "12127365000"},
		{"area code left empty", us, zipOf("212.txt", "", "312.txt", "312,9229410\n"), "13129229410"},
		{"archive cut off", us, zipOf("212.txt", "212,7365000\n", "312.txt", "312,9229410\n")[:150], "damaged"},
		{"list of contacts", us, "First Name,Last Name,Phone,Email,City\nAnn,Lee,2127365000,a@x.com,New York\nBob,Ray,2127365001,b@x.com,New York\n", "--column"},
		{"list of contacts, column named", Options{Region: "US", Columns: []string{"Phone"}}, "First Name,Last Name,Phone,Email\nAnn,Lee,2127365000,a@x.com\n", "12127365000"},
		{"people who unsubscribed", us, "First Name,Last Name,Phone,Email,Unsubscribed At\nAnn,Lee,2127365000,a@x.com,2026-01-02\n", "12127365000"},
		{"list of contacts without e-mail", us, "Name,Phone,City\nAnn,2127365000,New York\nBob,2127365001,Albany\n", "list of contacts"},
		{"names beside numbers", us, "Name,Phone\nAnn,2127365000\nBob,2127365001\n", "12127365000 12127365001"},
		{"who may be called", us, "Name,Phone,May we ring you?\nAnn,2127365000,absolutely\nBob,2127365001,yes\nCy,2127365002,yup\n", "absolutely, yes, yup"},
		{"rejects file", us, "Name,Phone,_line,_reason,_detail\nAnn,2127365000,2,no_consent,OK says no\nBob,2127365001,3,duplicate,same number\n", "_reason=no_consent"},
		{"rejects file, column named", Options{Region: "US", Columns: []string{"Phone"}}, "Name,Phone,_line,_reason,_detail\nAnn,2127365000,2,no_consent,OK says no\n", "_reason=no_consent"},
		{"contacts with a refusal in some lines", us, "Anrede,Name,Telefon,Ort,Werbesperre\nFrau,Ann,2127365000,Bonn,X\nHerr,Bob,2127365001,Ulm,nein\nHerr,Cy,2127365002,Ulm,\n", `--where "Werbesperre=VALUE"`},
		{"contacts with a refusal in each line", us, "Anrede,Name,Telefon,Ort,Werbesperre\nFrau,Ann,2127365000,Bonn,ja\nHerr,Bob,2127365001,Ulm,nein\n", "12127365000"},
		{"rejects file, chosen", Options{Region: "US", Where: []Condition{{"_reason", "no_consent"}}}, "Name,Phone,_line,_reason,_detail\nAnn,2127365000,2,no_consent,OK says no\nBob,2127365001,3,duplicate,same number\n", "12127365000"},
		{"header above numbers that need a region", Options{Where: []Condition{{"Kind", "x"}}}, "Phone,Kind\n2127365000,x\n+13129229410,y\n", "1 of 2 lines could not be read; the first is line 2"},
		{"web page", us, "<!DOCTYPE html>\n<html><body><p>Call 1-888-225-5322</p></body></html>\n", "web page"},
		{"error in XML", us, `<?xml version="1.0"?><Error><Code>AccessDenied</Code><RequestId>2127365000</RequestId></Error>`, "error message"},
		{"error in words", us, "Your session has expired. Please call 1-888-225-5322.\n", "no line"},
		{"unreadable", us, "2127365000\n3129229410\n31292294l0\n", `could not be read; the first is line 3: "00000000x0"`},
		{"one good of many", us, "2127365000\n" + strings.Repeat("nothing\n", 1000), "1000 of 1001 lines"},
		{"one good after many", us, strings.Repeat("nothing\n", 1000) + "2127365000\n", "could not be read"},
		{"none", us, "Phone\n", "no line"},
		{"empty", us, "", "empty"},
		{"no region", Options{}, "2064441001\n", "--region"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _, err := readAll(tt.text, tt.o)
			if err != nil {
				got = err.Error()
				var r *source.RefusedError
				if errors.As(err, &r) {
					got += " | " + r.Hint
				}
				if !strings.Contains(got, tt.want) || tt.want == "" {
					t.Errorf("got the error %q, want %q", got, tt.want)
				}
				return
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// The forms in which lists of people come, and what of them is unread.
func TestNumbers(t *testing.T) {
	tests := []struct {
		name, region, text string
		want               string // "unread lines/the first" behind a slash
	}{
		{"one a line", "US", "206-444-1001\n\n(206) 444-1002\n+1 206 444 1003\n", "12064441001 12064441002 12064441003"},
		{"no line end", "US", "2064441001", "12064441001"},
		{"E.164 needs no region", "", "+12064441001\n+442079460018\n", "12064441001 442079460018"},
		{"lines that hold none", "US", "2064441001\nnobody\n12\n2064441002\n", "12064441001 12064441002 / 2 2"},
		{"header alone in its line", "US", "Phone\n2064441001\n", "12064441001"},
		{"header and names", "US", "\ufeffName,Phone\nAnn,206-444-1001\n\"Bee, Bob\",\"(206) 444-1002\"\nCy,\n", "12064441001 12064441002 / 1 4"},
		{"title above the header", "US", "Do not call\nPhone;Name\n2064441001;Ann\n", "12064441001"},
		{"every phone column", "US", "Mobile,Landline,Work\n2064441001,2064441002,2064441003\n", "12064441001 12064441002 12064441003"},
		{"columns of something else", "US", "Order ID,Phone,created_at\n2064441009,2064441001,2024441001\n", "12064441001"},
		{"phone words overrule", "US", "Account Phone,Phone Date\n2064441001,2064441002\n", "12064441001 12064441002"},
		{"several in a cell", "US", "\"206-444-1001 / 206-444-1002\"\n2064441003 or 2064441004\n2064441005 2064441006 2064441007\n",
			"12064441001 12064441002 12064441003 12064441004 12064441005 12064441006 12064441007"},
		{"one number twice in a line", "US", "206-444-1001,+12064441001\n", "12064441001"},
		{"extension and note", "US", "206-444-1001 x12\n2064441002 (cell)\n", "12064441001 12064441002"},
		{"registry beside US", "CA", "206,4441001\r\n", "12064441001"},
		{"registry with tabs and quotes", "US", "\"206\"\t\"4441001\"\t2026-01-02\n", "12064441001"},
		{"no registry elsewhere", "FR", "206,4441001\n+33142685300\n+33142685301\n", "33142685300 33142685301 / 1 1"},
		{"all delimiters", "US", "Ann|2064441001\nBob;2064441002\nCy\t2064441003\n", "12064441001 12064441002 12064441003"},
		{"quote that never closes", "US", "\"2064441001\n2064441002\"\n\"x\"y,2064441003\n", "12064441001 12064441002 12064441003"},
		{"our own list", "DE", "+12064441001\topted out\timport 1\t2026-11-23T10:00:00Z\n+493012345678\t\t\t2026-11-23\n", "12064441001 493012345678"},
		{"spreadsheet damage", "US", "2.064441001E+09\n\"=\"\"2064441002\"\"\"\n'2064441003\n2.06444E+09\n", "12064441001 12064441002 12064441003 / 1 4"},
		{"full-width digits", "US", "２０６４４４１００１\n", "12064441001"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, stats, err := readAll(tt.text, Options{Region: tt.region})
			if err != nil && stats.Unread == 0 {
				t.Fatal(err)
			}
			if stats.Unread > 0 {
				got += fmt.Sprintf(" / %d %d", stats.Unread, stats.First.Number)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A line may hold any number of numbers: each takes the same work.
func TestLongLine(t *testing.T) {
	var line, want []string
	for i := range 2000 {
		n := fmt.Sprintf("206444%04d", i)
		line, want = append(line, n), append(want, "1"+n)
	}
	got, _, err := readAll(strings.Join(line, " or ")+"\n", Options{Region: "US"})
	if err != nil || got != strings.Join(want, " ") {
		t.Errorf("got %d bytes, %v, want %d", len(got), err, len(strings.Join(want, " ")))
	}
}

// A file is as old as its own date, read as its region writes dates.
func TestAsOf(t *testing.T) {
	for _, tt := range []struct{ region, text, want string }{
		{"US", "2127365000,11/01/2026\n", "2026-11-01"},
		{"GB", "02073787244,01/11/2026\n", "2026-11-01"},
		{"US", "2127365000;01.11.2026\n", "2026-11-01"},
		{"US", "212,7365000,2026-10-02\n212,7365001,2026-10-01\n", "2026-10-02"},
		{"US", "2127365000,2030-01-01\n", "0001-01-01"},
	} {
		_, st, err := readAll(tt.text, Options{Region: tt.region, RegionCertain: true})
		if got := st.AsOf.Format(time.DateOnly); got != tt.want || err != nil && tt.want != "0001-01-01" {
			t.Errorf("%q in %s is of %s, %v, want %s", tt.text, tt.region, got, err, tt.want)
		}
	}
}

// A number is found wherever it stands in a line, among whatever.
func TestNumberIsFound(t *testing.T) {
	cell := rapid.SampledFrom([]string{"", "Ann", `"Bee, Bob"`, "ann@example.com", "x y", `a "b" c`, "12", "2026-01-02", "—"})
	delim := rapid.SampledFrom([]string{",", ";", "\t", "|"})
	parser := phone.NewParser(phone.Options{})
	rapid.Check(t, func(t *rapid.T) {
		d := delim.Draw(t, "delimiter")
		number := rapid.Map(rapid.IntRange(2_000_000, 5_549_999), func(n int) string { return fmt.Sprintf("206%07d", n) }).
			Filter(func(n string) bool { return parser.Parse(n, "US").OK() }).Draw(t, "number")
		cells := rapid.SliceOfN(cell, 0, 4).Draw(t, "before")
		cells = append(cells, number)
		cells = append(cells, rapid.SliceOfN(cell, 0, 4).Draw(t, "behind")...)
		line := strings.Join(cells, d)
		got, _, err := readAll(line+"\n", Options{Region: "US"})
		if err != nil || got != "1"+number {
			t.Fatalf("%q: got %v, %v", line, got, err)
		}
	})
}

// Whatever a file holds, reading it ends, and what is counted is what comes.
func FuzzRegistry(f *testing.F) {
	for _, seed := range []string{"206,4441001\n", "Phone\n+12064441001\n", "\"a\"\"b\",2064441001", "2064441001 / 2064441002", "\x00\xff",
		"<list type='full'><ac val='212'><ph val='7365000'/></ac></list>", zipOf("212.txt", "7365000\n"), "212,7365001,D,2026-11-02\n",
		"2127365000,2127365999\n", "Phone,Status\n3129229410,Good\n", "2147365000SMITH JOHN  75201\n", "3129229410,2024-03-01,no\n", "T,0000000002",
		"<AC v='200'><ph v='2000000'/>", "D2127365001\n", "212736XXXX\n", "442073787244\n4915112345678\n33142685300\n"} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, text string, changes bool) {
		l, err := Open(context.Background(), "-", strings.NewReader(text), Options{Region: "US", Changes: changes, Now: today})
		if err != nil {
			return
		}
		defer l.Close()
		var n int64
		for {
			entries, err := l.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return // a file that is refused counts for nothing
			}
			for _, e := range entries {
				n += int64(e.Last - e.First + 1)
				if e.Last < e.First || e.First < 1000 || e.Last > 999_999_999_999_999 {
					t.Errorf("%v is no number", e)
				}
			}
		}
		if st := l.Stats(); n != st.Numbers || st.Unread > st.Lines {
			t.Errorf("%d numbers came, and %+v was counted", n, st)
		}
	})
}
