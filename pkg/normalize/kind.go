package normalize

import (
	"strings"
	"sync"
)

// NumberKind is what a label says of a telephone number.
type NumberKind uint8

// The kinds. Numbers are dialed in this order; faxes and pagers never.
const (
	// OtherNumber has no label, or one that says none of this.
	OtherNumber NumberKind = iota
	MobileNumber
	WorkNumber
	HomeNumber
	FaxNumber
	PagerNumber
)

var kindNames = [...]string{"other", "mobile", "work", "home", "fax", "pager"}

// String returns the kind's name.
func (k NumberKind) String() string { return kindNames[k] }

// Dialed reports whether numbers of the kind are telephones.
func (k NumberKind) Dialed() bool { return k < FaxNumber }

// KindOf returns the kind of number that a label names: "Home Fax" is a fax.
func KindOf(label string) NumberKind {
	if !hasWord(label) {
		return OtherNumber
	}
	return kindOf(tokens(label))
}

func kindOf(list []token) NumberKind {
	found := OtherNumber
	for i, t := range list {
		switch kind := kindByWord()[t.text]; {
		case t.text == "line" && i > 0 && list[i-1].text == "land" && found == OtherNumber:
			found = HomeNumber
		case kind >= FaxNumber:
			return kind
		case kind != OtherNumber && (found == OtherNumber || kind == MobileNumber):
			found = kind
		}
	}
	return found
}

// kindByWord is kindWords by the word. Of several kinds that have a word, that of
// a fax or a pager counts, else that of a mobile.
var kindByWord = sync.OnceValue(func() map[string]NumberKind {
	kinds := map[string]NumberKind{}
	for _, kind := range []NumberKind{HomeNumber, WorkNumber, MobileNumber, PagerNumber, FaxNumber} {
		for w := range strings.FieldsSeq(plainWords(kindWords[kind])) {
			kinds[w] = kind
		}
	}
	return kinds
})

var kindWords = [...]string{
	MobileNumber: "мобильныи мобильнии моб сотовыи мобильник komorkowy komorka kom κινητο cep mobiltelefon mobilni matkapuhelin mobiltelefonszam 手机 手機 携帯 携帯電話 휴대폰 휴대전화 جوال محمول موبايل ניד נייד mobile mobil mobiel mobiltelefon mobilephone cell cellphone cellular celular cel cellulare cellulaire handy handynummer movil portable telemovel gsm iphone smartphone wireless natel m c mob mbl",
	WorkNumber:   "рабочии раб робочии служебныи sluzbowy praca prace εργασια γραφειο arbete arbetet arbejde arbeid tyo munkahely serviciu 办公 單位 単位 勤務先 会社 직장 회사 عمل עבודה work office business company bureau buro geschaftlich geschaft dienstlich arbeit firma trabajo oficina empresa trabalho escritorio lavoro ufficio azienda werk kantoor zakelijk travail professionnel pro w o b off wk direct",
	HomeNumber:   "voice домашнии дом домашніи городскои domowy dom stacjonarny domu pevna σπιτι σταθερο ev hem hemma hjem bostad koti otthon acasa 家庭 住宅 宅电 自宅 家 집 자택 منزل בית home house residence residential res privat private prive domicile maison casa domicilio hogar particular residencial abitazione thuis prive h hm landline festnetz fixe fijo fixo fisso vast",
	FaxNumber:    "факс faks φαξ belgegecer 传真 傳真 ファックス ファクス 팩스 فاكس פקס fax faxnummer faxnr faxno faxnumber telefax facsimile telecopie telecopieur fx facs homefax workfax officefax businessfax",
	PagerNumber:  "alarm elevator lift aufzug ascensor ascenseur ascensore elevador pager beeper bleeper pgr modem telex buscapersonas",
}
