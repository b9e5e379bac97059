package normalize

import "strings"

// Boolean reads a cell that says yes or no, in English or in a word of a few
// neighbours, and reports whether it does.
func Boolean(s string) (value, ok bool) {
	s = Text(s)
	if len(s) > 12 {
		return false, false
	}
	for _, word := range [...]string{"true", "yes", "1", "y", "t", "on", "x", "ja", "oui", "si", "sí", "sim", "vrai", "wahr", "✓", "✔", "1.0", "да", "так", "tak", "ano", "ναι", "evet", "kyllä", "igen", "はい", "是", "예", "네", "نعم", "כן"} {
		if strings.EqualFold(s, word) {
			return true, true
		}
	}
	for _, word := range [...]string{"false", "no", "0", "n", "f", "off", "nein", "non", "nee", "não", "nao", "faux", "falsch", "0.0", "нет", "ні", "nie", "ne", "όχι", "hayır", "nej", "nei", "ei", "nem", "いいえ", "否", "아니오", "아니요", "لا", "לא"} {
		if strings.EqualFold(s, word) {
			return false, true
		}
	}
	return false, false
}
