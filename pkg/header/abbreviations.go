package header

import (
	"slices"
	"strings"
	"sync"
)

// abbreviated splits a word made of words of headers and their abbreviations, as old databases
// name columns: HOMPHN, CITYNM, BRTHDT, HOMEPHONENBR. The words must make sense together,
// since letters can be split in many ways.
func abbreviated(w string) []string {
	const shortest = 5
	if len(w) < shortest || len(w) > longestCompound {
		return nil
	}
	found := segments(w, abbreviations())
	if len(found) < 2 || shortOnes(found) > (len(found)+1)/2 {
		return nil
	}
	phone := false
	for i, a := range found {
		found[i] = fullWords()[a]
		phone = phone || phoneWord(found[i])
		if relationWords.has(found[i]) && i > 0 {
			return found[: i+1 : i+1]
		}
	}
	rest := slices.DeleteFunc(slices.Clone(found), isOthers)
	switch c, _ := phrase(rest); {
	case phone, len(rest) > 0 && IsPlace(c), c == FirstName, c == LastName, c == Extra && AgeOf(strings.Join(rest, " "), nil) == Born:
		return found
	}
	return nil
}

// abbreviations are the words by which such names are made, and what is left of them
// without vowels; fullWords are what each stands for.
var abbreviations = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for a := range fullWords() {
		all[a] = true
	}
	return all
})

var fullWords = sync.OnceValue(func() map[string]string {
	full := map[string]string{}
	for _, pair := range strings.Fields(customary) {
		short, word, _ := strings.Cut(pair, "=")
		full[short] = word
	}
	for w := range strings.FieldsSeq(abbreviable) {
		short := w[:1] + strings.Map(func(r rune) rune {
			if strings.ContainsRune("aeiou", r) {
				return -1
			}
			return r
		}, w[1:])
		for _, form := range []string{short, strings.TrimSuffix(w, "e"), w} {
			if full[form] == "" || form == w {
				full[form] = w
			}
		}
	}
	for _, set := range []*wordSet{noiseWords, personWords, partyWords, relationWords, othersWords} {
		for w := range set.words() {
			if len(w) >= shortestPerson && full[w] == "" {
				full[w] = w
			}
		}
	}
	return full
})

// shortestPerson is the length of the shortest word for people that is found within another
// word; shorter ones are in too many.
const shortestPerson = 5

const (
	abbreviable = `first last name home work business office cell mobile phone number address street city state zip postal code country birth date mailing nation present permanent line`
	customary   = `mail=mailing hom=home bus=business biz=business off=office wrk=work wk=work cel=cell mob=mobile phn=phone phon=phone ph=phone tel=phone fax=fax nbr=number nmbr=number num=number
		fst=first frst=first lst=last nam=name nm=name nme=name adr=address addr=address add=address str=street cty=city st=state cd=code cde=code cod=code
		zp=zip pst=postal brth=birth bir=birth dt=date dte=date dat=date ctry=country cntry=country natn=nation borr=borrower svc=service prop=property cust=customer mbr=member pat=patient`
)
