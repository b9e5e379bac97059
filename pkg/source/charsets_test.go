package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"rollcall/pkg/source/internal/charset"
)

// TestEncodings reads lists of a few names, which are not those that encodings
// are told apart by, in the encodings that are in use for them.
func TestEncodings(t *testing.T) {
	tests := []struct {
		names     string
		encodings []encoding.Encoding
	}{
		{"Jörn Plötzgen;Bärbel Krähwinkel;Ruß", []encoding.Encoding{charmap.Windows1252, charmap.Macintosh, charmap.CodePage850, charmap.CodePage437}},
		{"Thérèse Desqueyroux;Anaël Forêt;Jérémie Brûlé", []encoding.Encoding{charmap.Windows1252, charmap.Macintosh, charmap.CodePage850}},
		{"Joaquín Peñalver;Ramón Yáñez", []encoding.Encoding{charmap.Windows1252, charmap.Macintosh, charmap.CodePage850, charmap.CodePage437}},
		{"Otília Brandão;Simão Leão", []encoding.Encoding{charmap.Windows1252}},
		{"Bjørg Kvåle;Sørine Nørgaard", []encoding.Encoding{charmap.Windows1252, charmap.CodePage850}},
		{"Sławomir Gąsiorek;Żaneta Wąsik;Józefina Kłos", []encoding.Encoding{charmap.Windows1250, charmap.ISO8859_2, charmap.CodePage852}},
		{"Bořivoj Křeček;Lumír Šťovíček;Žaneta Málková", []encoding.Encoding{charmap.Windows1250, charmap.ISO8859_2, charmap.CodePage852}},
		{"Gergő Bőhm;Tünde Szűts;Szőllősi Örs", []encoding.Encoding{charmap.Windows1250, charmap.ISO8859_2}},
		{"Ксения Безбородова;Тимур Цыганков;Вадим Ярцев", []encoding.Encoding{charmap.Windows1251, charmap.KOI8R, charmap.CodePage866, charmap.ISO8859_5, charmap.MacintoshCyrillic}},
		{"Иван", []encoding.Encoding{charmap.Windows1251, charmap.KOI8R, charmap.CodePage866}},
		{"ЗУБКОВ;ЛАПТЕВА", []encoding.Encoding{charmap.Windows1251, charmap.CodePage866}},
		{"Στέλιος Καζαντζίδης;Βίκυ Μοσχολιού", []encoding.Encoding{charmap.Windows1253, charmap.ISO8859_7}},
		{"Göksel Şentürk;Işıl Yağmur;Müjdat Kırca", []encoding.Encoding{charmap.Windows1254}},
		{"עופר שטרן;טלי בן חמו", []encoding.Encoding{charmap.Windows1255}},
		{"رشيد بوعزة;نجلاء الخطيب", []encoding.Encoding{charmap.Windows1256}},
		{"Žanete Kļaviņa;Ģirts Šteinbergs", []encoding.Encoding{charmap.Windows1257}},
		{"Khuâ\u0301t Thi\u0323 Vươ\u0323ng;Lương Thê\u0301 Vi\u0303;Đô\u0300ng Quô\u0301c Ngư\u0303", []encoding.Encoding{charmap.Windows1258}},
		{"Ly\u0301 Nha\u0303;Cu\u0300 Huy Câ\u0323n", []encoding.Encoding{charmap.Windows1258}},
		{"浅見健二;瀬戸内美咲;カトウ", []encoding.Encoding{japanese.ShiftJIS, japanese.EUCJP}},
		{"山田", []encoding.Encoding{japanese.ShiftJIS, japanese.EUCJP}},
		{"欧阳建国;司马懿;贺小燕", []encoding.Encoding{simplifiedchinese.GBK, simplifiedchinese.GB18030}},
		{"王伟", []encoding.Encoding{simplifiedchinese.GBK}},
		{"歐陽娜娜;諸葛亮;蔡依林", []encoding.Encoding{traditionalchinese.Big5}},
		{"제갈공명;남궁민수;독고영재", []encoding.Encoding{korean.EUCKR}},
	}
	refused, read := 0, 0
	for _, tt := range tests {
		for _, e := range tt.encodings {
			list := "Name,Phone\n"
			for _, name := range strings.Split(tt.names, ";") {
				list += name + ",+12064410000\n"
			}
			encoded, err := e.NewEncoder().String(list)
			if err != nil {
				t.Fatal(err)
			}
			r, records, err := readAll(strings.NewReader(encoded), Options{})
			var no *RefusedError
			if errors.As(err, &no) && strings.Contains(no.Hint, "name the encoding") {
				t.Logf("%v of %s: %v", e, tt.names, err)
				refused++
				continue
			}
			if err != nil {
				t.Errorf("%v of %s: %v", e, tt.names, err)
				continue
			}
			var got []string
			for _, rec := range records {
				got = append(got, rec.Cells[0])
			}
			if strings.Join(got, ";") != tt.names {
				t.Errorf("%v of %s: read as %s: %s", e, tt.names, r.Format().Encoding, got)
			}
			read++
		}
	}
	if refused*10 > read {
		t.Errorf("%d refused and %d read", refused, read)
	}
}

// TestDeclaredEncodings reads a list in an encoding that is named as people name it.
func TestDeclaredEncodings(t *testing.T) {
	for _, names := range []struct {
		text string
		e    encoding.Encoding
		as   string
	}{
		{"Ňuňo", charmap.Windows1250, "windows-1250 win1250 cp1250 CP-1250 Windows_1250"},
		{"Ňuňo", charmap.ISO8859_2, "iso-8859-2 ISO8859-2 latin2 l2"},
		{"Щука", charmap.Windows1251, "windows-1251 cp1251 win-1251"},
		{"Щука", charmap.KOI8R, "koi8-r KOI8R"},
		{"Щука", charmap.CodePage866, "cp866 ibm866 IBM-866"},
		{"Ψάρι", charmap.Windows1253, "windows-1253 cp1253"},
		{"Ψάρι", charmap.ISO8859_7, "iso-8859-7 greek"},
		{"Ğül", charmap.Windows1254, "windows-1254 latin5 iso-8859-9"},
		{"é", charmap.CodePage437, "cp437 ibm437"},
		{"é", charmap.CodePage850, "cp850 ibm850"},
		{"森鷗外", japanese.EUCJP, "euc-jp EUCJP ujis"},
		{"山田", japanese.ShiftJIS, "shift_jis shift-jis sjis cp932 ms932 windows-31j"},
		{"山田", japanese.ISO2022JP, "iso-2022-jp"},
		{"王伟", simplifiedchinese.GBK, "gbk GB2312 gb18030 cp936"},
		{"王偉", traditionalchinese.Big5, "big5 Big5-HKSCS cp950"},
		{"김", korean.EUCKR, "euc-kr cp949 uhc ks_c_5601-1987"},
	} {
		encoded, err := names.e.NewEncoder().String("Name,Phone\n" + names.text + ",+12064410000\n")
		if err != nil {
			t.Fatal(err)
		}
		for _, as := range strings.Fields(names.as) {
			r, err := Open(context.Background(), "-", strings.NewReader(encoded), Options{Encoding: as})
			if err != nil {
				t.Errorf("%s: %v", as, err)
				continue
			}
			got := ""
			for c, err := r.Next(); err != io.EOF; c, err = r.Next() {
				if err != nil {
					t.Fatal(err)
				}
				for rec := range c.Records() {
					got += rec.Cells[0]
				}
			}
			if got != names.text {
				t.Errorf("%s: got %q, want %q", as, got, names.text)
			}
		}
	}
}

// TestSameInEachRow reads lists in which each row has the same words of two bytes a character: the
// bytes that all rows have equally often are no separators.
func TestSameInEachRow(t *testing.T) {
	list := "氏名,電話番号,住所,種別\n"
	for i, name := range strings.Fields("浅見 瀬戸内 加藤 佐々木 山本 中村 小林 斎藤 松本 井上") {
		list += fmt.Sprintf("%s,0948-22-55%02d,福岡県飯塚市新立岩5番%d号,公民館・図書館\n", name, i, i)
	}
	for _, e := range []encoding.Encoding{japanese.ShiftJIS, japanese.EUCJP} {
		text, err := e.NewEncoder().String(list)
		if err != nil {
			t.Fatal(err)
		}
		_, records, err := readAll(strings.NewReader(text), Options{})
		if err != nil || len(records) != 10 || records[0].Cells[2] != "福岡県飯塚市新立岩5番0号" {
			t.Errorf("%v: %v, %d rows", e, err, len(records))
		}
	}
}

// TestUTF8ByChance reads Greek of DOS in which every fifth character happens to be one of
// UTF-8.
func TestUTF8ByChance(t *testing.T) {
	_, table, _, err := charset.Declared("cp737")
	if err != nil {
		t.Fatal(err)
	}
	list := "Όνομα;Επώνυμο;Τηλέφωνο\nΓιώργος;Παπαδόπουλος;+30 21 0338 8001\nΜαρία;Νικολάου;+30 21 0338 8002\n" +
		"Ελένη;Δημητρίου;+30 21 0338 8003\nΚώστας;Ιωάννου;+30 21 0338 8004\nΆννα;Γεωργίου;+30 21 0338 8005\n"
	r, records, err := readAll(strings.NewReader(table.Encode(list)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Header()[0] + records[0].Cells[1]; got != "ΌνομαΠαπαδόπουλος" {
		t.Errorf("got %s, read as %s", got, r.Format().Encoding)
	}
}

// TestTables reads lists in encodings that x/text does not have.
func TestTables(t *testing.T) {
	for name, names := range map[string]string{
		"cp857": "Şükrü Işıklı;Çiğdem Dağ;İlknur Ünlü;Oğuzhan Şengül", "x-mac-turkish": "Şükrü Işıklı;Çiğdem Dağ;İlknur Ünlü;Oğuzhan Şengül",
		"cp737": "Θωμάς Ψαράς;Ζωή Μαυρίδη;Ξένια Ράπτη;Ηλίας Μαυρίδης", "cp869": "Θωμάς Ψαράς;Ζωή Μαυρίδη;Ξένια Ράπτη;Ηλίας Μαυρίδης", "x-mac-greek": "Θωμάς Ψαράς;Ζωή Μαυρίδη;Ξένια Ράπτη;Ηλίας Μαυρίδης",
		"cp775": "Gintarė Šimkutė;Žygimantas Čiurlionis;Rūta Įkūnaitė;Mārtiņš Ķirsons", "x-mac-ce": "Błażej Ćwikliński;Żaneta Świątek;Sławomir Gąsior;Łucja Ożóg",
		"cp861": "Þorgerður Hörður;Ásdís Sigurðardóttir;Æsa Guðrún",
	} {
		_, table, _, err := charset.Declared(name)
		if err != nil {
			t.Fatal(err)
		}
		list := "Name,Phone\n"
		for _, n := range strings.Split(names, ";") {
			list += n + ",+12064410000\n"
		}
		for _, o := range []Options{{}, {Encoding: name}} {
			r, records, err := readAll(strings.NewReader(table.Encode(list)), o)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			var got []string
			for _, rec := range records {
				got = append(got, rec.Cells[0])
			}
			if strings.Join(got, ";") != names {
				t.Errorf("%s: read as %s: %s", name, r.Format().Encoding, got)
			}
		}
	}
}
