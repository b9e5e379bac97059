package source

import (
	"encoding/binary"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode/utf32"
)

// escapedLists are lists whose text was written once more by a program that took
// it for something else.
func escapedLists() []specimen {
	const french = "Prénom,Téléphone,Ville\nZoé,2064441234,Nîmes\nFrançois,2064441235,Orléans\nAnn,2064441236,Paris\n"
	const japaneseList = "氏名,電話番号\n佐藤太郎,2064441234\n鈴木花子,2064441235\n"
	twice := func(m *charmap.Charmap) []byte {
		s, err := m.NewDecoder().String(french)
		if err != nil {
			panic(err)
		}
		return []byte(s)
	}
	with := func(f func(string) string) []byte {
		var b strings.Builder
		for _, r := range french {
			if r < 0x80 {
				b.WriteRune(r)
			} else {
				b.WriteString(f(string(r)))
			}
		}
		return []byte(b.String())
	}
	hex := func(mark string) func(string) string {
		return func(s string) string {
			t := ""
			for i := range len(s) {
				t += mark + strings.ToUpper(string("0123456789abcdef"[s[i]>>4])) + strings.ToUpper(string("0123456789abcdef"[s[i]&15]))
			}
			return t
		}
	}
	mixed := []byte(nil)
	for i, l := range strings.SplitAfter(french, "\n") {
		if i%2 == 1 {
			mixed = append(mixed, encode(l, charmap.Windows1252)...)
		} else {
			mixed = append(mixed, l...)
		}
	}
	iso2022, _ := japanese.ISO2022JP.NewEncoder().Bytes([]byte(japaneseList))
	hz, _ := simplifiedchinese.HZGB2312.NewEncoder().Bytes([]byte("姓名,电话\n王伟,2064441234\n李娜,2064441235\n"))
	wide, _ := utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM).NewEncoder().Bytes([]byte(french))
	return []specimen{
		{name: "twice-by-1252.csv", content: twice(charmap.Windows1252)},
		{name: "twice-by-macintosh.csv", content: twice(charmap.Macintosh)},
		{name: "twice-by-850.csv", content: twice(charmap.CodePage850)},
		{name: "twice-by-1250.csv", content: []byte("Vorname,Telefon,Ort\nJĂĽrgen,2064441234,KĂ¶ln\nUwe,2064441235,LĂĽbeck\nGroĂź,2064441236,Bonn\n")},
		{name: "twice-by-1250-in-part.csv", content: []byte("Vorname,Telefon,Ort\nJĂĽrgen,2064441234,Köln\nUwe,2064441235,LĂĽbeck\nGroĂź,2064441236,Bonn\n")},
		{name: "twice-by-1251.csv", content: []byte("Name,Phone\nРђРЅРЅР°,2064441234\nРћР»СЊРіР°,2064441235\n")},
		{name: "twice-by-437.csv", content: []byte("╨ÿ╨╝╤Å,╨ó╨╡╨╗╨╡╤ä╨╛╨╜,╨¥╨╡ ╨╖╨▓╨╛╨╜╨╕╤é╤î\n╨û╨░╨╜╨╜╨░,+7 921 256-22-24,╨ö╨░\n╨á╨░╨╕╤ü╨░,+7 985 159-34-53,╨¥╨╡╤é\n")},
		{name: "thrice-by-1252.csv", content: []byte("Vorname,Telefon,Ort\nJÃ\u0083Â¼rgen,2064441234,KÃ\u0083Â¶ln\nUwe,2064441235,LÃ\u0083Â¼beck\n")},
		{name: "twice-not.csv", content: []byte("Name,Note,Phone\nAnn,„Ä“ is a letter,2064441234\nBob,CAFÉ’S,2064441235\nJoão,MAÇÃ”,2064441236\n")},
		{name: "twice-beyond-repair.csv", content: []byte("Name,Phone\nZoÃ?,2064441234\nÃ‰ric Å,2064441235\n")},
		{name: "entities.csv", content: []byte("Name,Company,Phone\nZo&#233;,AT&amp;T,2064441234\nJ&eacute;r&#xF4;me,R&D; &Co,2064441235\n")},
		{name: "escapes-of-json.csv", content: with(func(s string) string { return map[string]string{"é": `\u00e9`, "ç": `\u00e7`, "î": `\u00ee`}[s] })},
		{name: "escapes-of-addresses.csv", content: with(hex("%"))},
		{name: "quoted-printable.csv", content: []byte("Name,Note,Phone\nZo=C3=A9,a note that is longer than a line of mail may be so that it goes on=\n here,2064441234\nFran=C3=A7ois,1 =3D 1,2064441235\n")},
		{name: "utf7.csv", content: []byte("Name,Phone\nZo+AOk-,+-12064441234\nFran+AOc-ois,+-12064441235\nAnn,+-12064441236\n")},
		{name: "utf7-not.csv", content: []byte("Name,Phone\nAnn,+12064441234\nBob,+12064441235x12\n")},
		{name: "iso-2022-jp.csv", content: iso2022},
		{name: "hz.csv", content: hz},
		{name: "utf32-without-mark.csv", content: wide},
		{name: "utf32.csv", content: append([]byte("\x00\x00\xfe\xff"), wide...)},
		{name: "mixed-encodings.csv", content: mixed},
		{name: "utf16-with-ascii-behind.csv", content: append(append([]byte("\xff\xfe"), utf16Bytes(french, binary.LittleEndian)...), "Leo,2064441237,Reims\nKim,2064441238,Caen\n"...)},
	}
}

// otherTexts are texts that are no lists.
func otherTexts() []specimen {
	ebcdic, err := charmap.CodePage037.NewEncoder().Bytes([]byte("Name,Phone,City\nAnn,2064441234,Boston\nBob,2064441235,Austin\n"))
	if err != nil {
		panic(err)
	}
	return []specimen{
		{name: "ldif.csv", content: []byte("dn: cn=Ann,dc=x\ncn: Ann\ntelephoneNumber: 2064441234\n\ndn: cn=Bob,dc=x\ncn: Bob\ntelephoneNumber: 2064441235\n")},
		{name: "mail.csv", content: []byte("From: a@example.com\nTo: b@example.com\nSubject: leads\n\nName,Phone\nAnn,2064441234\n")},
		{name: "mail-not.csv", content: []byte("From: 1 May 2026\nTo: 31 May 2026\n\nName,Phone\nAnn,2064441234\nBob,2064441235\n")},
		{name: "sql.csv", content: []byte("-- dump of leads\nINSERT INTO leads (name, phone) VALUES ('Ann', '2064441234');\n")},
		{name: "psql-expanded.txt", content: []byte("-[ RECORD 1 ]------\nname  | Ann\nphone | 2064441234\n-[ RECORD 2 ]------\nname  | Bob\nphone | 2064441235\n")},
		{name: "php-notice.csv", content: []byte("<br />\n<b>Notice</b>:  Undefined index: fax in <b>/var/www/e.php</b> on line <b>3</b><br />\nName,Phone\nAnn,2064441234\n")},
		{name: "store-answer.csv", content: []byte("<?xml version=\"1.0\"?>\n<Error><Code>ExpiredToken</Code></Error>")},
		{name: "sql-not.csv", content: []byte("Select,Update,From,Phone\nx,y,Ann,2064441234\nx,y,Bob,2064441235\n")},
		{name: "log.csv", content: []byte("2026-01-01 10:00:00 INFO call to 2064441234 ok\n2026-01-01 10:00:01 INFO call to 2064441235 ok\n")},
		{name: "syslog.csv", content: []byte("Jan  1 10:00:00 host app[12]: call 2064441234\nJan  1 10:00:01 host app[12]: call 2064441235\n")},
		{name: "yaml.csv", content: []byte("- name: Ann\n  phone: 2064441234\n- name: Bob\n  phone: 2064441235\n")},
		{name: "ini.csv", content: []byte("[ann]\nphone=2064441234\ncity=Boston\n[bob]\nphone=2064441235\ncity=Austin\n")},
		{name: "fields.csv", content: []byte("Name: Ann Lee\nPhone: 206-444-1234\nEmail: ann@example.com\n\nName: Bob Lee\nPhone: 206-444-1235\nEmail: bob@example.com\n")},
		{name: "lfs.csv", content: []byte("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n")},
		{name: "base64.csv", content: []byte("TmFtZSxQaG9uZSxDaXR5CkFubiwyMDY0NDQxMjM0LEJvc3RvbgpCb2IsMjA2NDQ0MTIzNSxBdXN0\naW4K\n")},
		{name: "ebcdic.csv", content: ebcdic},
		{name: "calendar.csv", content: []byte("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n")},
		{name: "http.csv", content: []byte("HTTP/1.1 200 OK\nContent-Type: text/csv\n\nName,Phone\nAnn,2064441234\n")},
		{name: "sylk.csv", content: []byte("ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K\"Name\"\nC;X2;K\"Phone\"\nE\n")},
		{name: "sylk-not.csv", content: []byte("ID;Phone;Name\n1;2064441234;Ann\n2;2064441235;Bob\n")},
		{name: "python.csv", content: []byte("[('Ann', '2064441234'), ('Bob', '2064441235')]\n")},
		{name: "patch.csv", content: []byte("--- a/leads.csv\n+++ b/leads.csv\n@@ -1,3 +1,3 @@\n Name,Phone\n-Ann,2064441234\n+Ann,2064441235\n")},
		{name: "pairs.csv", content: []byte("name=Ann,phone=2064441234\nname=Bob,phone=2064441235\n")},
		{name: "conflict.csv", content: []byte("Name,Phone\nAnn,2064441234\n<<<<<<< HEAD\nBob,2064441235\n=======\nBob,2064441236\n>>>>>>> other\n")},
	}
}

// appendedLists are lists with another behind them, and lines that were torn.
func appendedLists() []specimen {
	const above = "Name,Phone,City\nAnn,2064441234,Boston\nBob,2064441235,Austin\n"
	return []specimen{
		{name: "appended-same-columns.csv", content: []byte(above + "NAME,PHONE,CITY\nCyd,2064441236,Reno\n")},
		{name: "appended-other-order.csv", content: []byte(above + "Phone,City,Name\n2064441236,Reno,Cyd\n2064441237,Rome,Dee\n")},
		{name: "appended-more-columns.csv", content: []byte(above + "Name,Last Name,Phone,City\nCyd,Lee,2064441236,Reno\nDee,Lee,2064441237,Rome\nEve,Lee,2064441238,Rome\n")},
		{name: "appended-other-delimiter.csv", content: []byte("Name;Phone;City\nAnn;2064441234;Boston\n" + above)},
		{name: "appended-in-the-line.csv", content: []byte(above[:len(above)-1] + "Phone,Name,Town\n2064441236,Cyd,Reno\n")},
		{name: "appended-in-a-note.csv", content: []byte("Phone,Name,Opt In,City,Notes\n2064410000,Ann,no,,\"a, b\"\n2064410074,Bob,no,,\"two\nlines\"\"Phone\",\"Name\",\"Do Not Call\",\"City\",\"Notes\"\n\"2064413700\",\"Cyd\",\"\",\"\",\"a, b\"\n\"2064413774\",\"Dee\",\"yes\",\"\",\"a, b\"\n")},
		{name: "appended-in-an-answer.tsv", content: []byte("\"Notes\"\t\"City\"\t\"Name\"\t\"Phone\"\t\"Do Not Call\"\n\"a\tb\"\t\"\"\t\"Ann\"\t\"2064410000\"\t\"\"\n\"a\tb\"\t\"\"\t\"Bob\"\t\"2064410037\"\t\"\"\n\"two\nlines\"\t\"\"\t\"Cyd\"\t\"2064410074\"\t\"\"\"Name\"\t\"City\"\t\"Opt In\"\t\"Phone\"\t\"Notes\"\n\"Dee\"\t\"\"\t\"no\"\t\"2064413700\"\t\"a\tb\"\n\"Eve\"\t\"\"\t\"no\"\t\"2064413737\"\t\"a\tb\"\n")},
		{name: "torn-first-cell.csv", content: []byte("Do Not Call,Phone,Name\n,2064441234,Ann\nyes\n,2064441235,Bob\n,2064441236,Cyd\n")},
		{name: "torn-last-cell.csv", content: []byte("Name,Phone,Do Not Call\nAnn,2064441234,\nBob,2064441235,\nyes\nCyd,2064441236,\n")},
		{name: "torn-quoted-cell.csv", content: []byte("Name,Phone,Note\nAnn,2064441234,\"a\nb\"Bob,2064441235,\"c, d\"\nCyd,2064441236,\"e, f\"\n")},
		{name: "glued-short-row.csv", content: []byte("Name,Phone,Do Not Call,City,Note\nAnn,2064441234,,,x\nBob,2064441235yes,,x\nCyd,2064441236,,,\n")},
		{name: "line-separators.csv", content: []byte("Name,Phone\u2028Ann,2064441234\u2028Bob,2064441235\u2028")},
		{name: "header-runs-into-the-first-row.csv", content: []byte("Phone,Name,Notes2064441234,Ann,x\n2064441235,Bob,y\n2064441236,Cyd\n")},
	}
}
