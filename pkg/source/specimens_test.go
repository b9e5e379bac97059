package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"golang.org/x/text/encoding/charmap"
)

const (
	people = "Name,Phone,City\nAnn,+1 206 555 0100,Seattle\nBob,+1 206 555 0101,Tacoma\n"
	umlaut = "Name,Telefon,Ort\nJürgen Müller,030 123456,Köln\nZoë Groß,030 654321,Würzburg\n"
)

// corpus makes the specimens: what they are about is in their names.
func corpus() []specimen {
	all := []specimen{
		// Encodings.
		{name: "utf8.csv", content: []byte(umlaut)},
		{name: "utf8-bom.csv", content: []byte("\ufeff" + umlaut)},
		{name: "utf16le-bom.csv", content: utf16Bytes("\ufeff"+umlaut+"\U0001F600,1,\n", binary.LittleEndian)},
		{name: "utf16be-bom.csv", content: utf16Bytes("\ufeff"+umlaut, binary.BigEndian)},
		{name: "utf16le.csv", content: utf16Bytes(umlaut, binary.LittleEndian)},
		{name: "utf16be.csv", content: utf16Bytes(umlaut, binary.BigEndian)},
		{name: "utf16le-lone-surrogate.csv", content: append(utf16Bytes("\ufeff"+people+"Cy", binary.LittleEndian), "\x00\xd8,\x001\x00,\x00\n\x00"...)},
		{name: "utf16le-odd-byte.csv", content: append(utf16Bytes("\ufeff"+people, binary.LittleEndian), 'x')},
		{name: "windows-1252.csv", content: encode(umlaut+"Seán O’Brien – “Jack”,030 1,€\n", charmap.Windows1252)},
		{name: "iso-8859-1.csv", content: encode(umlaut, charmap.ISO8859_1)},
		{name: "iso-8859-15.csv", content: encode("Name,Telefon,Preis\nŠimon Žák,030 123456,5 €\nLœtitia,030 654321,7 €\n", charmap.ISO8859_15)},
		{name: "mac-roman.csv", content: encode(umlaut+"André Légère,030 2,São Tomé\n", charmap.Macintosh)},
		{name: "mac-roman-capitals.csv", content: encode("Name,Telefon\rMÜLLER,030 123456\rÉTÉ ÖZ,030 654321\r", charmap.Macintosh)},
		{name: "windows-1250-declared.csv", content: encode("Jméno,Telefon\nŘehoř Čech,601 123 456\n", charmap.Windows1250), options: Options{Encoding: "windows-1250"}},
		{name: "invalid-bytes.csv", content: []byte("Name,Phone\nJürgen,1\nZo\xeb,2\nMüller,3\nGro\xc3,4\n")},
		{name: "invalid-bytes-alone.csv", content: []byte("Name,Phone\nAnn\xff,1\nBob,2\n")},
		{name: "nul-bytes.csv", content: []byte("Name,Phone\nA\x00nn,1\nBob,2\x00\n\x00,3\n")},
		{name: "declared-utf8-is-1252.csv", content: encode(umlaut, charmap.Windows1252), options: Options{Encoding: "utf-8"}},
		{name: "declared-1252-is-utf8.csv", content: []byte(umlaut), options: Options{Encoding: "windows-1252"}},
		{name: "declared-utf16-is-utf8.csv", content: []byte(umlaut), options: Options{Encoding: "utf-16le"}},
		{name: "declared-utf8-is-utf16.csv", content: utf16Bytes("\ufeff"+umlaut, binary.LittleEndian), options: Options{Encoding: "utf-8"}},
		{name: "declared-latin1.csv", content: encode(umlaut, charmap.Windows1252), options: Options{Encoding: "latin1"}},
		{name: "declared-nonsense.csv", content: []byte(people), options: Options{Encoding: "utf-9"}},

		// Rows that lack cells, and what only looks as if they did.
		{name: "short-rows-slid.csv", content: []byte("Company,Contact,Phone,Fax,City\nBell Co,Abel Stone,212-736-6135,404-521-8526,New York\nMora Tile,Phyllis North,212-736-9764,303-640-6020,New York\nPine Dental Curtis Ells,312-944-4991,503-823-9272,Chicago\nOak Vet,Yolanda Nash,215-686-6532,602-262-9852,Boston\n")},
		{name: "short-rows-two-answers.csv", content: []byte("Phone,Name,OK to call,OK to text\n602-262-7301,Vern Blake,yes,yes\n212-736-5581,Stu Tibbs,yes,no\n602-262-7681,Des Holl,yes\n404-521-3273,Ada Pem,no,yes\n")},
		{name: "blanks-dropped-below.csv", content: []byte("First,Phone,City,Notes,Tag\nCurt,305-673-5026,Miami,gate 4,vip\nCliff,212-736-2343,New York,,\nNorm,614-645-4636,Columbus,,\nGlenn,713-220-5530,Houston,,\nNora,303-640-8714,Denver\nIngrid,503-823-4089,Portland\nRuss,602-262-3109,Phoenix\n")},
		{name: "ditto-and-inches.tsv", content: []byte("Name\tPhone\tHeight\tCity\nEd\t212-736-1379\t5'1\"\tDallas\nPria\t702-229-2336\t6'2\"\t\"\nHatt\t415-776-9442\t5'3\"\t\"\nTroy\t602-262-3793\t5'5\"\tWaco\n")},
		{name: "inner-marks.csv", content: []byte("Name,Address,Phone\n\"Ann\",\"3 Elm St\x0bHouston\",\"713-220-8592\"\n\"Bob\",\"4 Oak St\x0bDallas\",\"404-521-2142\x1d212-736-0608\"\n")},
		{name: "terminal-codes.csv", content: []byte("name,phone,city\n\x1b[1mMarlene Ell\x1b[0m,303-640-8374,\x1b[32mDenver\x1b[0m\n\x1b[1mVern Kowal\x1b[0m,212-736-7370,\x1b[32mBoston\x1b[0m\n")},
		{name: "sums-of-phones.csv", content: []byte("Name,Phone,City\nAnn,2127369465,New York\nBob,3129445068,Chicago\nTeam A,5256814533,\nDee,212-736-7369,New York\nEve,312-944-5123,Chicago\nTeam B,5256812492,\nAll,10513627025,\n")},
		{name: "note-below.csv", content: []byte("Name,Phone,City\nAnn Lee,212-736-5010,Boston\nBob Ray,312-944-2316,Dallas\nsee Kim for the rest,305-673-4181,\nCy Fox,404-521-3763,Miami\nLou van Dam,602-262-3109,\nDee Poe,617-227-3078,Reno\nYour agent,214-748-3560,\n")},
		{name: "title-stops-something.csv", content: []byte("Stop Leaks Campaign,,\nName,Phone,City\nAnn Lee,212-736-5010,Boston\nBob Ray,312-944-2316,Dallas\n")},
		{name: "title-stop-calling.csv", content: []byte("Stop calling these people,,\nName,Phone,City\nAnn Lee,212-736-5010,Boston\nBob Ray,312-944-2316,Dallas\n")},
		{name: "settings-above.csv", content: []byte(",Gala,,\n,Venue: Armory Hall,,as of 2 Nov\n,Guest,Mobile,Town\n,Ann Lee,(215) 686-3539,Boston\n,Bob Ray,(415) 776-1517,Dallas\n,Cy Fox,(617) 635-8311,Miami\n")},

		// Compression.
		{name: "gzip.csv", content: gzipped(people)},
		{name: "gzip-two-members.csv.gz", content: append(gzipped(people), gzipped("Cy,+1 206 555 0102,Yakima\n")...)},
		{name: "gzip-cut-off.csv.gz", content: gzipped(people)[:60]},
		{name: "gzip-damaged.csv.gz", content: damaged(gzipped(people), 40)},
		{name: "zstd.csv", content: compressed(people, func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w); return z })},
		{name: "xz.csv", content: compressed(people, func(w io.Writer) io.WriteCloser { z, _ := xz.NewWriter(w); return z })},
		{name: "bzip2.csv", content: []byte(bzip2People)},
		{name: "zip.csv", content: zipped("people.csv", people)},
		{name: "zip-of-a-mac.zip", content: zipped("__MACOSX/._people.csv", "\x00\x05\x16\x07", "lists/", "", "lists/people.csv", people, "lists/.DS_Store", "x")},
		{name: "zip-of-two.zip", content: zipped("a.csv", people, "b.csv", people)},
		{name: "zip-empty.zip", content: zipped()},
		{name: "zip-cut-off.zip", content: zipped("people.csv", people)[:100]},
		{name: "gzip-in-gzip.csv.gz", content: gzipped(string(gzipped(people)))},
		{name: "zip-of-a-workbook.zip", content: zipped("readme.txt", "the list", "people.xlsx", string(workbookOf(workbookParts{sheet: rowsOfPeople})))},
		{name: "gzip-of-a-workbook.gz", content: gzipped(string(workbookOf(workbookParts{sheet: rowsOfPeople})))},
		{name: "zip-of-a-zip.zip", content: zipped("inner.zip", string(zipped("people.csv", people)))},
		{name: "gzip-of-a-cut-workbook.gz", content: gzipped(string(workbookOf(workbookParts{sheet: rowsOfPeople})[:900]))},
		{name: "gzip-of-a-pdf.gz", content: gzipped("%PDF-1.7 ...")},

		// Dialects.
		{name: "semicolon.csv", content: []byte("Name;Adresse;Betrag\nAnn;Hauptstr. 1, 10115 Berlin, DE;1,50\nBob;Ring 2, 20095 Hamburg, DE;2,75\n")},
		{name: "tab.tsv", content: []byte("Name\tPhone\tCity\nAnn\t1\tSeattle, WA\nBob\t\tTacoma, WA\n")},
		{name: "pipe.txt", content: []byte("Name|Phone|City\nAnn|1|Seattle, WA\nBob|2|Tacoma, WA\n")},
		{name: "colon.txt", content: []byte("Name:Phone:City\nAnn:1:Seattle\nBob:2:Tacoma\n")},
		{name: "comma-with-times.csv", content: []byte("Name,Called,Link\nAnn,10:30:00,https://a.example:80\nBob,11:45:10,https://b.example:80\n")},
		{name: "caret-declared.txt", content: []byte("Name^Phone\nAnn^1\n"), options: Options{Delimiter: "^"}},
		{name: "delimiter-declared.csv", content: []byte("Name;A,B\nAnn;1,2\n"), options: Options{Delimiter: "semicolon"}},
		{name: "delimiter-section-sign.csv", content: []byte(people), options: Options{Delimiter: "§"}},
		{name: "delimiter-nonsense.csv", content: []byte(people), options: Options{Delimiter: "<sep>"}},
		{name: "delimiter-caret.txt", content: []byte(strings.ReplaceAll(people, ",", "^"))},
		{name: "delimiter-hash.txt", content: []byte(strings.ReplaceAll(people, ",", "#"))},
		{name: "delimiter-soh.txt", content: []byte(strings.ReplaceAll(people, ",", "\x01"))},
		{name: "delimiter-two-bars.txt", content: []byte("Name||Phone||City\nAnn||+1 206 555 0100||Seattle\nBob||+1 206 555 0101||\"Tacoma||WA\"\n")},
		{name: "delimiter-three-characters.txt", content: []byte(strings.ReplaceAll(people, ",", "~|~"))},
		{name: "delimiter-broken-bar-1252.txt", content: encode(strings.ReplaceAll(people, ",", "¦"), charmap.Windows1252)},
		{name: "delimiter-fullwidth-comma.txt", content: []byte(strings.ReplaceAll(people, ",", "，"))},
		{name: "record-separators.txt", content: []byte("Name\x1fPhone\x1fNote\x1eAnn\x1f+1 206 555 0100\x1ftwo\nlines\x1eBob\x1f+1 206 555 0101\x1fx\x1e")},
		{name: "table-psql.txt", content: []byte(" Name |     Phone      \n------+----------------\n Ann  | +1 206 555 0100\n Bob  | +1 206 555 0101\n(2 rows)\n")},
		{name: "table-mysql.txt", content: []byte("+------+-----------------+\n| Name | Phone           |\n+------+-----------------+\n| Ann  | +1 206 555 0100 |\n| Bob  | +1 206 555 0101 |\n+------+-----------------+\n")},
		{name: "table-drawn.txt", content: []byte("┌──────┬─────────────────┐\n│ Name │ Phone           │\n├──────┼─────────────────┤\n│ Ann  │ +1 206 555 0100 │\n│ Bob  │ +1 206 555 0101 │\n└──────┴─────────────────┘\n")},
		{name: "groups-of-rows.csv", content: []byte("Name,Phone,City\nRegion: East,,\nAnn,+1 206 555 0100,Seattle\nBob,+1 206 555 0101,Reno\nRegion: West,,\nCy,+1 206 555 0102,Boise\n")},
		{name: "broken-off-by-node.csv", content: []byte("Name,Phone\nAnn,+1 206 555 0100\nBob,+1 206 555 0101\nTypeError: Cannot read property 'phone' of undefined\n    at export.js:10:5\n")},
		{name: "sample-in-brackets.csv", content: []byte("Name,Phone\nJohn Doe (sample),+1 206 555 0109\nAnn,+1 206 555 0100\nBob,+1 206 555 0101\n")},
		{name: "table-markdown.md", content: []byte("| Name | Phone | Note |\n|---|:--:|---|\n| Ann | +1 206 555 0100 | a \\| b |\n| Bob | +1 206 555 0101 | x |\n")},
		{name: "columns-by-position.txt", content: []byte("Name      Phone       City\nAnn       2065550100  Seattle\nBob       2065550101  Tacoma\nCyd Kirkpa2065550102  Yakima\n")},
		{name: "columns-by-position-two-rows-in-one.txt", content: []byte("Name  Phone       City\nAnn   2065550100  Seattle\nBob   2065550101  Reno;Cyd   2065550102  Yakima\nDee   2065550103  Waco\n")},
		{name: "columns-by-position-name-lost.txt", content: []byte("Name  Phone       Born                    Do Not Call\nAnn   2065550100  1950-01-02  2024-01-02  yes\nBob   2065550101  1951-01-03  2024-01-03\nCyd   2065550102  1952-01-04  2024-01-04\n")},
		{name: "shifted-among-kinds.csv", content: []byte("Name,Phone,Company,Created,Email,City,Do Not Call\nAnn,2064410101,Bell,2024-01-02,ann@example.com,Reno,\nBob,2064410102,x,Oak,2024-01-03,bob@example.com,Waco\nCyd,2064410103,Ash,2024-01-04,cyd@example.com,Bend,yes\nDee,2064410104,Elm,2024-01-05,dee@example.com,Ames,\nEve,2064410105,Fir,2024-01-06,eve@example.com,yes,\n")},
		{name: "row-in-a-cell.csv", content: []byte("Name,City,Note,Phone,DNC\nAnn,Reno,\"met at the fBob,Waco,,2064410102,yes\nair, twice\",2064410101,\nCyd,Bend,\"two\nlines\",2064410103,\n")},
		{name: "columns-by-position-whole.txt", content: []byte("Name      Phone       City\nAnn       2065550100  Seattle\nBob       2065550101  Tacoma\n")},
		{name: "columns-by-widths.txt", content: []byte("Name Phone     City\nAnn  2065550100Seattle\nBobby2065550101Tacoma\n"), options: Options{Widths: []int{5, 10, 8}}},
		{name: "lines-quoted-whole.csv", content: []byte("\"Name,Phone,City\"\n\"Ann,+1 206 555 0100,Seattle\"\n\"Bob,+1 206 555 0101,\"\"Tacoma, WA\"\"\"\n")},
		{name: "sep-line.csv", content: []byte("sep=;\r\nName;Phone\r\nAnn;1\r\n")},
		{name: "sep-line-quoted.csv", content: []byte("\"sep=|\"\nName|Phone\nAnn|1\n")},
		{name: "one-column.csv", content: []byte("Phone\n+1 206 555 0100\n  \n+1 206 555 0101\n")},
		{name: "one-column-title.csv", content: []byte("Our best leads\n\nPhone\n+1 206 555 0100\n+1 206 555 0101\n")},
		{name: "single-quotes.csv", content: []byte("'Name','Phone','City'\n'O''Brien, Ann','1','Seattle'\n'Bob','2','D.C.'\n")},
		{name: "single-quotes-declared.csv", content: []byte("Name;Note\n'Ann; Lee';'t Hooft\nBob;\"x\"\n"), options: Options{Quote: "'"}},
		{name: "apostrophes.csv", content: []byte("Name,Phone,Pub\n't Hooft,1,'s\nO'Brien,2,Paddy's\n'+12065550100,3,x\n")},
		{name: "backslashes.csv", content: []byte(`"Name","Note"` + "\n" + `"Ann","said \"hi, you\" twice"` + "\n" + `"Bob","C:\\temp\\"` + "\n")},
		{name: "backslash-at-the-end.csv", content: []byte(`"Name","Path"` + "\n" + `"Ann","C:\temp\"` + "\n" + `"Bob","C:\"` + "\n")},
		{name: "quotes-none.csv", content: []byte("Name,Height\n\"Ann,5'1\"\nBob,6'\n"), options: Options{Quote: "none"}},
		{name: "quote-nonsense.csv", content: []byte(people), options: Options{Quote: "`"}},
		{name: "spaces-behind-delimiters.csv", content: []byte("Name, Phone, \"City, State\"\nAnn, 1, \"Seattle, WA\"\nBob, 2,   \"Tacoma, WA\"  \n")},
		{name: "crlf.csv", content: []byte(strings.ReplaceAll(people, "\n", "\r\n"))},
		{name: "cr.csv", content: []byte(strings.ReplaceAll(people, "\n", "\r"))},
		{name: "line-ends-mixed.csv", content: []byte("Name,Note\r\nAnn,\"1\r\n2\"\nBob,\"3\r4\"\rCy,5\r\n\rDi,6")},
		{name: "lines-in-cells.csv", content: []byte("Name,Address\nAnn,\"12 Main St\nApt 4\n\nSeattle\"\nBob,\"\n\"\nCy,x\n")},
		{name: "no-end-of-line.csv", content: []byte("Name,Phone\nAnn,1\nBob,")},
		{name: "ctrl-z.csv", content: []byte("Name,Phone\r\nAnn,1\r\n\x1a")},
		{name: "blank-lines.csv", content: []byte("\n\r\nName,Phone\n\nAnn,1\n   \n\t\n,\nBob,2\n\n\n")},
		{name: "trailing-delimiters.csv", content: []byte("Name,Phone,\nAnn,1,\nBob,2,\n")},
		{name: "trailing-delimiters-of-rows.csv", content: []byte("Name,Phone\nAnn,1,,,\nBob,2,\n")},
		{name: "title-lines.csv", content: []byte("Leads of spring\nexported 2026-03-01 by +1 206 555 0199\n\nName,Phone,City\nAnn,1,Seattle\nBob,2,Tacoma\n")},
		{name: "title-with-delimiters.csv", content: []byte("Leads of spring,,,\n,,,\nName,Phone,City,Zip\nAnn,1,Seattle,98101\nBob,2,Tacoma,98401\n")},
		{name: "title-as-wide-as-the-list.csv", content: []byte("Report:,Leads,Team:,West\nName,Phone,City,Zip\nAnn,1,Seattle,98101\nBob,2,Tacoma,98401\n")},
		{name: "skip-lines-declared.csv", content: []byte("a,b,c\nd,e,f\nName,Phone,City\nAnn,1,Seattle\n"), options: Options{SkipLines: ptr(2)}},

		// Headers.
		{name: "header-blank-and-twice.csv", content: []byte("Name,Phone,Phone,,Phone,  ,City\nAnn,1,2,3,4,5,Seattle\n")},
		{name: "header-odd-spaces.csv", content: []byte("\" Full\r\n name \",Phone\u00a0 number,\u200bCity\t(home),Cafe\u0301\nAnn,1,Seattle,x\n")},
		{name: "header-sparse.csv", content: []byte(",,Phone,\nAnn,x,+1 206 555 0100,y\nBob,z,+1 206 555 0101,w\n")},
		{name: "header-of-years.csv", content: []byte("Name,2023,2024,2025\nAnn,1,2,3\nBob,4,5,6\n")},
		{name: "header-of-dates.csv", content: []byte("Phone,2024-01-01,2024-02-01,2024-03-01\n+1 206 555 0100,1,2,3\n")},
		{name: "header-in-no-known-words.csv", content: []byte("KD_ID,XVN,XNN,TNR\n17,Ann,Arbor,+1 206 555 0100\n18,Bob,Barker,+1 206 555 0101\n")},
		{name: "header-of-compact-dates.csv", content: []byte("Name,Phone,20240101,20240201\nAnn,1,2,3\nBob,4,5,6\n")},
		{name: "header-of-numbers.csv", content: []byte(",0,1,2\n0,Ann,+1 206 555 0100,Seattle\n1,Bob,+1 206 555 0101,Tacoma\n")},
		{name: "header-named-as-a-kind.csv", content: []byte("PAR1,PAR2,Phone\nx,y,1\n")},
		{name: "header-below-a-title-of-dates.csv", content: []byte("Report,2026-01-01,2026-02-01\nName,Phone,City\nAnn,1,Seattle\n")},
		{name: "header-given.csv", content: []byte("Ann,+1 206 555 0100,Seattle\nBob,+1 206 555 0101,Tacoma\n"), options: Options{Header: []string{"Name", "Phone", "City"}}},
		{name: "headerless-phone.csv", content: []byte("Ann,+1 206 555 0100,Seattle\nBob,+1 206 555 0101,Tacoma\n")},
		{name: "headerless-email.csv", content: []byte("Ann,ann@example.com\nBob,bob@example.com\n")},
		{name: "headerless-numbers.csv", content: []byte("1,98101,Ann\n2,98401,Bob\n")},
		{name: "headerless-words-of-headers.csv", content: []byte("Client,Mobile,+1 206 555 0100\nLead,Phone,+1 206 555 0101\n")},
		{name: "headerless-words.csv", content: []byte("Ann,Seattle,WA\nBob,Tacoma,WA\nCy,Seattle,WA\n")},
		{name: "headerless-column.txt", content: []byte("+1 206 555 0100\n+1 206 555 0101\n")},
		{name: "header-not-closed.csv", content: []byte("Name,\"Phone\nAnn,1\nBob,2\n")},

		// Damage.
		{name: "short-and-long-rows.csv", content: []byte("Name,Phone,City\nAnn\nBob,1\nCy,2,Seattle,WA\nDi,3,Tacoma, ,\nEd,4,Yakima\n")},
		{name: "quote-in-a-cell.csv", content: []byte("Name,Height,Phone\n\"Bob\" Smith,5'10\",1\nAnn \"Annie\" Lee,6'\",2\n\"\"Cy\"\" Doe,\"5'\"\"\",3\n")},
		{name: "text-behind-a-quote.csv", content: []byte("Name,Note\n\"Ann\"x,1\n\"Lee, Ann\" (boss),2\n\"she said \"hi\" to me\",3\n\"\"x,4\n")},
		{name: "quote-never-closed.csv", content: []byte("Name,Phone,City\nAnn,1,Seattle\n\"Bob,2,Tacoma\nCy,3,Yakima\nDi,4,Spokane\n")},
		{name: "quote-never-closed-quotes-below.csv", content: []byte("\"Name\",\"Phone\",\"City\"\n\"Ann\",\"1\",\"Seattle\"\n\"Bob,\"2\",\"Tacoma\"\n\"Cy\",\"3\",\"Yakima\n\"Di\",\"4\",\"Spokane\"\n")},
		{name: "quote-never-closed-then-two-lines.csv", content: []byte("Name,Note,Phone\nAnn,\"a\nb\",1\nBob,\"c,2\nCy,\"d\ne\",3\nDi,f,4\n")},
		{name: "quote-never-closed-inches-below.csv", content: []byte("Name,Phone,Height\n\"Ann,1,5'\nBob,2,5'10\"\nCy,3,6'1\"\n")},
		{name: "quote-never-closed-at-the-end.csv", content: []byte("Name,Phone\nAnn,1\nBob,\"2\n")},
		{name: "quote-never-closed-empty-quotes-below.csv", content: []byte("Name,Note,Phone\n\"Ann,x,1\nBob,\"\",2\nCy,\"\",3\n")},
		{name: "rounded.csv", content: []byte("Name,Phone\nAnn,2127360000\nBob,2127365001\nCy,4157760000\nDi,6176350000\nEd,212 555 0000\nFay,3055550001\n")},
		{name: "rounded-twice.csv", content: []byte("Name,Phone\nAnn,2127360000\nBob,2127365001\nCy,4157761234\nDi,2127360000\n")},
		{name: "zeros-in-a-row.csv", content: []byte("Name,Phone\nAnn,2127365001\nBo\x00\x00\x00\x00\x00\x00id,2127365002\nCy\x00\x00\x00\x00\x00,2127365003\nEd,2127365004\n")},
		{name: "only-malformed.csv", content: []byte("Name,Phone\nAnn,1,x\nBob,2,y\n")},

		// What is no list.
		{name: "empty.csv", content: nil},
		{name: "bom-only.csv", content: []byte("\ufeff")},
		{name: "blank.csv", content: []byte("\n\n  \n")},
		{name: "header-only.csv", content: []byte("Name,Phone\n")},
		{name: "header-and-blank-lines.csv", content: []byte("Name,Phone\r\n\r\n   \r\n")},
		{name: "old-excel.xls", content: append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 504)...)},
		{name: "pdf.csv", content: []byte("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")},
		{name: "html.csv", content: []byte("\n<!DOCTYPE html>\n<html><body><table><tr><td>Name</td></tr></table></body></html>\n")},
		{name: "xml.csv", content: []byte("<?xml version=\"1.0\"?>\n<contacts><contact/></contacts>\n")},
		{name: "json.csv", content: []byte("[{\"name\": \"Ann\", \"phone\": \"+12065550100\"},\n {\"name\": \"Bob\"}]\n")},
		{name: "json-lines.csv", content: []byte("{\"name\": \"Ann\", \"phone\": \"1\"}\n{\"name\": \"Bob\", \"phone\": \"2\"}\n")},
		{name: "vcard.csv", content: []byte("BEGIN:VCARD\nVERSION:3.0\nN:Lee;Ann\nEND:VCARD\n")},
		{name: "noise.csv", content: noise(2048)},
		{name: "not-noise-escapes.csv", content: []byte("Name,Phone\n\x1b[31mAnn\x1b[0m,1\n\x1b]0;x\aBob\b,2\n\x01\x02\x03\x04,3\n")},
		{name: "tar.csv", content: append(append(make([]byte, 257), "ustar"...), make([]byte, 300)...)},
		{name: "not-json.csv", content: []byte("[Name],{Phone}\nAnn,1\n")},
		{name: "not-html.csv", content: []byte("<Name>,<Phone>\nAnn,1\n")},
	}
	return slices.Concat(all, escapedLists(), otherTexts(), appendedLists(), workbooks())
}

func ptr[T any](x T) *T { return &x }

func utf16Bytes(s string, order binary.AppendByteOrder) (b []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func encode(s string, m *charmap.Charmap) []byte {
	b, err := m.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

func compressed(s string, to func(io.Writer) io.WriteCloser) []byte {
	var b bytes.Buffer
	w := to(&b)
	if _, err := io.WriteString(w, s); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// rowsOfPeople are rows of a sheet made by hand.
const rowsOfPeople = `<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Phone</t></is></c></row>` +
	`<row r="2"><c r="A2" t="inlineStr"><is><t>Ann</t></is></c><c r="B2" t="inlineStr"><is><t>+1 206 555 0100</t></is></c></row>`

func gzipped(s string) []byte {
	return compressed(s, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
}

// zipped makes an archive of names and their contents in turn.
func zipped(files ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			panic(err)
		}
		if _, err := io.WriteString(w, files[i+1]); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func damaged(b []byte, at int) []byte {
	b[at] ^= 0x55
	return b
}

// noise is the same bytes at each call, without any order in them.
func noise(n int) []byte {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return b
}

// bzip2People is people, compressed by bzip2, which Go can't write.
const bzip2People = "\x42\x5a\x68\x39\x31\x41\x59\x26\x53\x59\x59\x58\x06\x26\x00\x00\x15\x5f\x80\x00\x10\x40\x0c\x73" +
	"\x00\x38\x01\x4c\x00\x3a\x67\x84\x20\x20\x00\x54\x50\x0d\x00\x00\xd0\x04\xa9\xa8\x06\xca\x7a\x80" +
	"\xd3\x26\x47\xd2\xe9\x48\x8c\x44\xac\xb3\x35\xc9\x10\x61\xc7\x30\x85\xe2\x82\x17\x0e\x2a\x24\x2b" +
	"\xe7\x6d\x6e\x2d\x40\x11\x1f\x31\x80\x71\xdf\x3a\x01\xe3\xfc\x5d\xc9\x14\xe1\x42\x41\x65\x60\x18" +
	"\x98"
