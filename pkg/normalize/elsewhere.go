package normalize

import (
	"regexp"
	"strings"
)

// Here are the words that refuse by themselves, and mean somebody or something else
// together with the words around them.

// asksElse reports whether all that a part of a sentence asks for with a negation is not against
// calls: at another time, "no calls on Sundays"; no bell, "do not ring the bell"; or that we do
// call, "don't hesitate to call".
func asksElse(part []token) bool {
	for i, t := range part {
		if !negations.has(t.text) {
			continue
		}
		rest := part[i+1:]
		if encouraging.in(rest[:min(len(rest), 2)]) || against.has(joined(part[i:min(len(part), i+2)])) {
			return !refusalPhrases.has(part[:i])
		}
		if n := refusalPhrases.at(part, i); n > 1 && doubtsOf(part[i:i+n])&TouchesCalling != 0 && !refusalPhrases.has(part[:i]) {
			rest = part[i+n:]
			return isHour(rest) || part[i+n-1].text == "ring" && bells.has(joined(rest))
		}
	}
	return false
}

// isHour reports whether words say no more than when: "on weekends", "before 9 am please". A day
// of the calendar is none: "after 3/4".
func isHour(words []token) bool {
	when, after := false, false
	for i, t := range words {
		switch last := i+1 == len(words) || !words[i+1].isNumber(); {
		case hours.has(t.text):
			when = true
		case t.isNumber():
			if !after && !when || !last || len(t.text) > 2 {
				return false
			}
			when = true
		case !hourFill.has(t.text):
			return false
		}
		after = hourLeads.has(t.text)
	}
	return when
}

// TellsHours reports whether a text says no more than when, or when not: "after 5 pm only", "not
// on Sundays".
func TellsHours(text string) bool {
	list := tokens(text)
	if len(list) > 1 && negators.has(list[0].text) {
		list = list[1:]
	}
	return isHour(list)
}

var (
	negations   = alternativesOf("no not dont doesnt didnt do never cant nothing nicht nichts nie kein keine ne pas rien non niente nao nada niet niets geen nie не δεν")
	encouraging = alternativesOf("hesitate hesitates forget hesiter oublier vergessen zogern dude olvide olvidar dudar esitare esiti dimenticare hesitar hesite esquecer vergeten aarzel aarzelen")
	against     = cellsOf("nothing against, nichts gegen, rien contre, niente contro, nada contra, niets tegen, не против, nic przeciwko, inget emot, intet imod")
	bells       = cellsOf("bell, the bell, bells, doorbell, the doorbell, door bell, the door bell, at the door, at door")
	hours       = wordSetOf(`morning mornings afternoon afternoons evening evenings night nights nighttime noon midday lunch lunchtime dinner dinnertime naptime weekend weekends weekday weekdays shabbat sabbath ramadan early late
		sunday sundays monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sun mon tue tues wed thu thurs fri sat
		am pm uhr h u dimanche samedi lundi vendredi matin matins soir soirs midi domingo domingos sabado noche noches tarde tardes noite manhas mattina mattino sera domenica sabato zondag zaterdag zondags ochtend avond weekeinde sonntag sonntags samstags wochenende wochenenden morgens vormittags mittags abends nachts avonds wieczorem rano popoludniu kvallar kvall formiddag aften`)
	hourLeads = wordSetOf("ab before after past between and or until till til to vor nach avant apres antes despues prima dopo depois voor na efter etter kl kello klo po przed od dupa inainte")
	hourFill  = wordSetOf("but only mais pero aber ma mas maar solo nur seulement alleen erst ab me him her them us again until till til on in the at before after past during around between and or to please pls plz thanks any if possible usually he she they is works sleeps her his am den dem vor nach le la les de l avant apres el los las por antes despues da di prima dopo a o as os na nas no nos voor in het s op efter etter fore klo kl po przed od dupa inainte")
)

// withoutElsewhere leaves out of a text the words that mean somebody or something else.
func withoutElsewhere(text []token) []token {
	var kept []token
	first := false
	for i := 0; i < len(text); i++ {
		n := 0
		switch {
		case isName(text, i), diesElsewhere(text, i):
			n = 1
		default:
			if found := refusalPhrases.at(text, i); found > 0 && wantsElse(text, i, found) {
				for n = found; i+n < len(text) && !text[i+n].first && text[i+n].text != "but"; n++ {
				}
			} else if found > 0 && text[i].text == "estate" && actsForEstate(text, i) {
				n = found
			}
		}
		first = first || text[i].first
		if n > 0 {
			i += n - 1
			continue
		}
		t := text[i]
		t.first, first = first, false
		kept = append(kept, t)
	}
	return kept
}

// isName reports whether word i is the name Sue, not what somebody does to us: the verb
// has a word before it that leads to one, or the one who is sued after it.
func isName(text []token, i int) bool {
	switch text[i].text {
	case "sue":
	case "sues": // "Sue's class"
		return i+1 < len(text) && !text[i+1].first && !suesBehind.has(text[i+1].text)
	default:
		return false
	}
	before := i > 0 && !text[i].first && suesBefore.has(text[i-1].text)
	behind := i+1 < len(text) && !text[i+1].first && suesBehind.has(text[i+1].text)
	return !before && !behind
}

// diesElsewhere reports whether word i says of somebody else, or of a thing, that it died:
// "her husband died", "dead battery". If somebody reported it, the person died.
func diesElsewhere(text []token, i int) bool {
	if !dyingWords.has(text[i].text) {
		return false
	}
	from := i
	for from > 0 && !text[from].first && dyingFill.has(text[from-1].text) {
		from--
	}
	if from == 0 || text[from].first {
		return false
	}
	before := text[from-1].text
	if thingWords().of(before)&isThing != 0 && before != "shed" || // "she'd died"
		petWords.has(before) {
		return true
	}
	kin := 0
	for _, t := range text[max(0, i-maxAround):min(len(text), i+maxAround)] {
		switch {
		case isKin(t.text):
			kin++
		case tellWords.has(t.text):
			return false
		}
	}
	return kin == 1 && isKin(before)
}

// isKin reports whether a word is for somebody who is something to a person.
func isKin(word string) bool {
	others := whoseWords().others
	return others[word] || others[strings.TrimSuffix(word, "s")]
}

// actsForEstate reports whether the estate that word i names has somebody who acts for it:
// "executor of the estate of John Orr".
func actsForEstate(text []token, i int) bool { return estateWords.in(text[max(0, i-maxAround):i]) }

// wantsElse reports whether what somebody is not interested in, after the n words from i
// on, is one thing, and another part of the text says that they want something else.
func wantsElse(text []token, i, n int) bool {
	last := text[i+n-1].text
	if !strings.HasPrefix(last, "interes") && !strings.HasPrefix(last, "interess") || i+n+1 >= len(text) || text[i+n].first || !inWords.has(text[i+n].text) {
		return false
	}
	rest := text[i+n:]
	end := 1
	for end < len(rest) && !rest[end].first && rest[end].text != "but" {
		if doubts().of(rest[end].text)&(TouchesCalls|TouchesRefusal) != 0 || vagueWords.has(rest[end].text) {
			return false
		}
		end++
	}
	wants := false
	for _, t := range rest[end:] {
		is := doubts().of(t.text)
		if is&(TouchesNo|TouchesRefusal|TouchesHold|TouchesEnds) != 0 {
			return false
		}
		wants = wants || is&(TouchesWish|TouchesAsk) != 0 || seekWords.has(t.text)
	}
	return wants
}

// needsNone reports whether a part of a sentence says no more than that a thing is not
// needed: "no signature needed".
func needsNone(part []token) bool {
	needed := false
	for _, t := range part {
		needed = needed || neededWords.has(t.text)
		if doubts().of(t.text)&(TouchesCalling|TouchesRefusal|touchesLaw) != 0 || t.text == "contact" {
			return false
		}
	}
	return needed
}

// withoutPrefixes joins the "non-" of a word that has nothing to do with calls to it:
// "Non-profit contact".
func withoutPrefixes(text string) string {
	if !strings.Contains(text, "on-") && !strings.Contains(text, "ON-") {
		return text
	}
	return nonPrefix.ReplaceAllStringFunc(text, func(word string) string {
		if doubts().of(strings.ToLower(word[len("non-"):])) != 0 {
			return word
		}
		return "Non" + strings.ToLower(word[len("non-"):])
	})
}

var nonPrefix = regexp.MustCompile(`\b[Nn][Oo][Nn]-[A-Za-z]+`)

var (
	suesBefore  = alternativesOf("to will would may might could can ll gonna shall going and or they i we he she please")
	suesBehind  = alternativesOf("us me you if over them him her for the company everyone everybody anyone")
	dyingWords  = alternativesOf("died dead deceas* passed fallec* murio muert* difunt* decede* decedut* mort morto morta falec* morreu verstorb* gestorb* verstarb tot overled* gestorv* zmarl*")
	dyingFill   = alternativesOf("has have is was who just recently already now sadly since had ha haber est e ist kurzlich ya vient venu is onlangs nu juz")
	petWords    = alternativesOf("dog cat pet horse puppy kitten bird rabbit perro gato chien chat hund katze cane gatto cachorro hond kat pies kot phone cell computer line call nerve nerves muscle skin leg arm ear hair root friend friends")
	tellWords   = alternativesOf("says say said told tell tells spoke spoken talked answered answers picked per reports reported informs informed advised dice dijo contesto dit repondu sagt sagte laut dice detto disse atendeu zegt zei mowi too also both tambien aussi auch anche tambem ook")
	estateWords = alternativesOf("executor* executri* administrat* trustee heir heirs representative beneficiary handl* sell* settl* manag* inherit* probate albacea heredero* heredera* heritier* executeur erbe erben erbin testamentsvollstrecker erede eredi esecutore herdeiro* testamenteiro erfgenaam erfgenamen executeur spadkobierca")
	inWords     = alternativesOf("in en dans par an am fur per por aan voor w")
	vagueWords  = alternativesOf("anything any all us our this it these that you your service services product products nada algo rien nichts nulla niente niets nic being having getting hearing receiving")
	seekWords   = alternativesOf("looking seeking searching busca buscan cherche cherchent sucht suchen cerca cercano procura zoekt szuka rather instead prefers prefiere bevorzugt")
	neededWords = alternativesOf("needed need required necessary requires necesari* requerid* necessaire* requis* notig erforderlich notwendig benotigt necessari* richiest* exigid* nodig vereist potrzebn* wymagan*")
)
