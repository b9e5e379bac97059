package header

import (
	"slices"
	"strings"
)

// letterWords are words of headers that show the language, by its letter for yes: sí, sim and
// sì, ja, oui.
var letterWords = map[string]*wordSet{
	"s": newWordSet(`consentimiento consentimento consenso acepta acepto aceita aceito aceite accetta accetto autoriza autorizo autorizacion autorizacao autorizza autorizzazione permiso permisos permesso permissao
		llamar llamada llamadas llamarle ligar ligacao ligacoes chamadas chiamare chiamata chiamate contactar contacto contattare contatto contato telefonico telefonica telefonicas desea quiere deseja quer desidera vuole
		publicidad publicidade pubblicita recibir receber ricevere puede podemos possiamo`),
	"j": newWordSet(`einwilligung zustimmung einverstandnis einverstanden erlaubnis erlaubt gestattet anruf anrufe anrufen angerufen darf durfen mochte mochten telefonwerbung werbung werbeeinwilligung werbeerlaubnis anruferlaubnis kontaktaufnahme telefonische
		toestemming bellen gebeld mag mogen akkoord telefoontjes benaderen samtycke samtykke ringa ringas opkald oppringning kontaktas`),
	"o": newWordSet(`consentement accepte acceptez accord appel appels appeler appele appelee autorise autorisez souhaite souhaitez rappel rappele rappeler demarchage prospection recevoir pouvons`),
	"a": newWordSet(`souhlas souhlasu souhlasi suhlas volani volanim`),
	"k": newWordSet(`puhelulupa lupa suostumus saako`),
	"e": newWordSet(`izni izin onay onayi riza rizasi`),
	"i": newWordSet(`hozzajarul hozzajarulas`),
	"д": newWordSet(`согласие согласен согласна разрешение звонки`),
	"т": newWordSet(`згода дозвіл`),
}

// listLetters are the letters by the language of a file.
var listLetters = map[string]string{"German": "j", "French": "o", "Spanish": "s", "Italian": "s", "Dutch": "j", "Portuguese": "s"}

// YesLetter returns the letter that means yes in a column about consent, besides "y": from the
// header, as in "Consent (S/N)", from its language, or from those of the file, as Languages
// returns them. It is empty if these disagree or are unknown.
func YesLetter(header string, languages []string) string {
	words := Words(header)
	if asksInOrOut(words) {
		return "" // "O" is out
	}
	for i := 0; i+1 < len(words); i++ {
		for _, pair := range [][2]string{{words[i], words[i+1]}, {words[i+1], words[i]}} {
			if pair[1] == "n" && len([]rune(pair[0])) == 1 && !isNumber(pair[0]) {
				return pair[0]
			}
		}
	}
	var letters []string
	for letter, set := range letterWords {
		if hasAny(words, set) {
			letters = append(letters, letter)
		}
	}
	if letters == nil {
		for _, language := range languages {
			if letter := listLetters[language]; !slices.Contains(letters, letter) {
				letters = append(letters, letter)
			}
		}
	}
	if len(letters) != 1 {
		return ""
	}
	return letters[0]
}

func asksInOrOut(words []string) bool {
	text := " " + strings.Join(words, " ") + " "
	return offersBoth(words) || slices.Contains(words, "opt") || strings.Contains(text, " optin optout ") || strings.Contains(text, " optin out ") || strings.Contains(text, " optin or out ")
}

func inWestSlavic(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return slices.ContainsFunc([]string{"dzwon", "sprzeciw", "zgod", "zgon", "zmar", "wypisan", "odmow", "nevolat", "suhlas", "nesuhlas", "kontaktow", "telefonow", "telefoniczn", "zakaz", "zablokow", "usuniet", "rezygn", "zycz", "wycof", "zastrzez", "rozmow", "polacz", "klient", "kontaktu"}, func(start string) bool { return strings.HasPrefix(w, start) })
	})
}

var preferred = newWordSet("preferred prefers best favorite bevorzugte bevorzugter preferida preferido prefere preferee preferito preferita preferowany предпочтительныи")

func asksChannel(words []string) bool {
	return hasAny(words, choiceWords, preferWords) && hasAny(words, callWords, contactWords, wayWords, reachWords)
}

// allowsWays reports whether a header is of the ways by which somebody may be reached, and no
// others: "Erlaubte Kontaktwege", "Reachable by", "Contact only by", "Allowed".
func allowsWays(words []string) bool {
	if hasAny(words, permitted) && namesWays(words) {
		return true
	}
	last := words[max(0, len(words)-1):]
	return hasAny(words, permitted, reachWords, onlyWords, wantedWords) && !slices.ContainsFunc(words, func(w string) bool {
		return negations.has(w) || !fillWords.has(w) && !noiseWords.has(w) && !hasAny([]string{w}, permitted, reachWords, onlyWords, wantedWords, contactWords, passives, helpers, byWords, objectLeads)
	}) && (hasAny(words, permitted, wantedWords, contactWords, passives) || hasAny(last, byWords))
}

func speaksOfWays(words []string) bool {
	return namesWays(words) && hasAny(words, permitted, consentWords, contactWords, choiceWords, preferWords)
}

func namesWays(words []string) bool { return hasAny(words, wayWords, channelNouns) }

var (
	permitted   = newWordSet("permitted allowed accepted authorized authorised erlaubt erlaubte erlaubter erlaubten zulassig zulassige zulassiger permitido permitida permitidos permitidas autorizado autorizada autorizados autorizadas autorise autorisee autorises autorisees accepte acceptes consentito consentita consentiti consentite autorizzati toegestaan toegestane")
	wantedWords = newWordSet("ok okay wants wishes desires accepts prefers quiere desea acepta veut souhaite accepte will mochte wunscht vuole desidera accetta quer deseja aceita wil wenst permesso permessi permiso permisos permis permissao")
	onlyWords   = newWordSet("only nur solo solamente unicamente seulement uniquement exclusivement somente apenas so soltanto solamente unicamente alleen uitsluitend slechts tylko wylacznie")
	preferWords = newWordSet("preferred prefers prefs pref preferencias preferida preferido bevorzugte bevorzugter prefere preferee preferito preferita voorkeur onskad onskat foretrukket")
	wayWords    = newWordSet("ways way forma formas kontaktweg kontaktwege kontaktart kontaktarten kontaktkanal kontaktkanale medio medios moyen moyens mezzo mezzi contactwijze contactvorm channel method mode medium way comms comm communication communications kommunikation comunicacion comunicacao comunicazione communicatie canal canale kanal canaux metodo methode")
)

// IsQuestion reports whether a header ends as a question does, in whatever script.
func IsQuestion(name string) bool {
	name = strings.TrimSpace(name)
	return strings.HasSuffix(name, "か") || slices.ContainsFunc([]string{"?", "？", "؟", ";", "\u037e"}, func(mark string) bool { return strings.HasSuffix(name, mark) })
}
