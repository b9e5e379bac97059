package normalize

import (
	"slices"
	"strings"

	"rollcall/pkg/lazyregexp"
)

// Refuses reports whether a text says that the person must not be called, and
// in which words of it: do not call, opted out, not interested, deceased and
// their like, in English, Spanish, French, German, Portuguese, Italian, Dutch and
// those of languages.go. Negated ones, as in "not on DNC", and parts of words do not count.
func Refuses(text string) (words string, ok bool) {
	if setsOff := callsOff(text); setsOff != "" {
		return setsOff, true
	}
	if !mayRefuse(text) {
		return "", false
	}
	list := tokens(text)
	words = refusalIn(list)
	if n := strings.Count(words, " ") + 1; words != "" && !(n == 1 && callsOnly.has(words)) && isLifted(list, words) {
		for _, part := range entries(text) {
			if words, refuses := Refuses(part); refuses {
				return words, true
			}
		}
		return "", false
	}
	return words, words != ""
}

// isLifted reports whether the rest of a text says that words in it which refuse are about
// something else.
func isLifted(list []token, words string) bool {
	if _, unspaced := unspacedText(list); unspaced { // of which the words are not learned
		return false
	}
	all := strings.Fields(words)
	n := len(all)
	if lead := slices.IndexFunc(all, thingLeads.has); lead > 0 && callsOnly.has(all[n-1]) {
		n = lead // "nicht vor 10 Uhr anrufen"
	} else if isSentence(list, all) {
		return false
	}
	start, size, _ := refusalPhrases.find(list)
	if words == "passed away" && list[start].first { // of the person whom the note is about
		return false
	}
	if wishesElse(list, start, size) {
		return noteScore(near(list, start, size)) < clearlyElse
	}
	return meansElse(near(list, start, size), n)
}

// wishesElse reports whether the n words from i on say that somebody does not want something,
// and the words that follow what that is, in none that is of calls, refusals or whatever there
// is: "no acepta sustituciones".
func wishesElse(list []token, i, n int) bool {
	end := i + n
	for ; end < len(list) && !list[end].first; end++ {
		if is := list[end].text; doubts().of(is)&^TouchesWish != 0 || thingWords().of(is)&isReach != 0 || vagueWords.has(is) {
			return false
		}
	}
	if n == 0 || end == i+n {
		return false
	}
	switch last, behind := list[i+n-1].text, list[i+n].text; {
	case wishVerbs.has(last):
		return plainVerbs.has(last) || !slices.ContainsFunc(infinitives, func(ending string) bool { return strings.HasSuffix(behind, ending) })
	case noneOf.has(last), negators.has(last) && wishArticles.has(behind):
		return wishVerbs.in(list[i : i+n])
	}
	return false
}

var (
	// plainVerbs are of languages in which that is no verb without a word for to.
	plainVerbs = alternativesOf("want wants wish wishes accept accepts akzeptiert ha have will wil vill")
	// infinitives end what somebody does not want to do: "no quiere seguir".
	infinitives = []string{"ar", "er", "ir", "are", "ere", "ire", "ac", "ec", "ic", "ть", "ться", "ти"}
	noneOf      = alternativesOf("kein keine keinen keinerlei geen")
	// wishArticles lead from a word for not to the thing.
	wishArticles = alternativesOf("de d du des la le les l un une have ha")
)

// wishVerbs are what somebody does not do who does not want a thing.
var wishVerbs = alternativesOf(`quiere quieren quiero desea desean deseo acepta aceptan acepto autoriza quer querem deseja aceita aceitam vuole vogliono desidera accetta accettano gradisce veut veux veulent souhaite desire accepte will mochte wunscht wil wenst
	vrea doreste accepta θελ* επιθυμ* αποδεχ* δεχ* vill onskar ha vil onsker onskar chce zyczy preje kér ker halua хоч* жела* бажа* хотят
	want wants wish wishes accept accepts akzeptiert хочет желает θελει επιθυμει istemiyor zeli`)

// near returns the words of a text around n of them: what is said far away explains nothing.
func near(list []token, start, n int) []token {
	const around = 8
	return list[max(0, start-around):min(len(list), start+n+around)]
}

// isSentence reports whether words that refuse, of which there are several, are a part of a
// text by themselves, or have nothing after them that they may be about: "Do not call,
// pays by direct debit".
func isSentence(list []token, all []string) bool {
	for i := 0; len(all) > 1 && i+len(all) <= len(list); i++ {
		n := 0
		for n < len(all) && list[i+n].text == all[n] {
			n++
		}
		if n == len(all) {
			return i+n == len(list) || list[i+n].first || !thingLeads.has(list[i+n].text) && !wishesElse(list, i, n)
		}
	}
	return false
}

// thingLeads lead from words that refuse to what they are about, or to a time.
var thingLeads = alternativesOf(`in the a an before after at on from to bell bells doorbell door dog dogs any with of por en la el los las antes despues de un una dans le les l un une avant apres au du des
	im in am vor nach den die das der dem ein eine bis um zwischen an no na o os as antes depois do da il lo gli prima dopo di alla al voor na het een op tussen tot przed po w do email emails mail mails post mejl correo correos pa
	fore før innan for efter prije pre posle prieš iki pirms līdz enne sebelum trước bago antes abans до раньше перед преди пре πριν قبل לפני e писем рассылку мейл`)

// refusalIn returns the words of a text that refuse, or nothing.
func refusalIn(list []token) string {
	list = withoutOffers(list)
	start, n, _ := refusalPhrases.find(list)
	if n == 0 && len(list) > 0 && refusalCells.has(joined(withoutDates(list))) {
		start, n = 0, len(list)
	}
	// What to do comes last in the results of dialers: "Hostile - remove".
	if last := len(list) - 1; n == 0 && last > 0 && last < maxResult && list[last].text == "remove" {
		start, n = 0, len(list)
	}
	if n == 0 {
		return unspacedRefusal(list)
	}
	return joined(list[start : start+n])
}

// maxResult is how many words the result of a call has at most.
const maxResult = 4

// mayRefuse spares most cells the look at their words: those without a word that
// a refusal begins with.
func mayRefuse(text string) bool { return refusalOpenings.mayBegin(text) }

var refusalOpenings = openingsOf(refusalPhrases, refusalCells)

// hasWord reports whether a text may have a word.
func hasWord(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= 0x80 || isASCIILetter(c) {
			return true
		}
	}
	return false
}

// BadNumber reports whether a text says that a number is no telephone of the
// person's: a fax or a pager, wrong, disconnected, not in service.
func BadNumber(text string) bool { return hasWord(text) && isBadNumber(tokens(text)) }

func isBadNumber(list []token) bool {
	if text, ok := unspacedText(list); ok && unspacedBad.find(text) != "" {
		return true
	}
	if badNumberPhrases.has(list) || badNumberCells.has(joined(list)) {
		return true
	}
	// "DC" beside a number may be where it is.
	words := joined(slices.DeleteFunc(slices.Clone(list), token.isNumber))
	return words != "dc" && (len(words) > 0 && badNumberCells.has(words) || othersNumber(list) || faxMark(list))
}

// refusalPhrases are words of refusal wherever they stand in a text.
var refusalPhrases = newPhrases(furtherRefusals + `
	dnc, dncl, dncr, dncc, dncs, dncx, dncd, xdnc, idnc, cdnc, udnc, ddnc, dnd, ndnc, dncl, dncr, dncc, dncs, dncx, dncd, dnced, fdnc, sdnc, donotcall, donotcontact, donotphone, donotdial, dontcall, nocall, nocalls, nocontact, optout, optouts, optedout, d n c, d o n o t c a l l, d o n t c a l l, n o c a l l, o p t o u t, o p t e d o u t, s t o p c a l l, u n s u b s c r i b e, slammed door|phone|down
	do|does not|no call|calls|called|contact|phone|telephone|ring|dial|solicit|disturb|market|robocall|cold|bother|reach|approach|recontact|redial|rering|reapproach
	not|dont|never follow|following|pursue|chase up, not|dont|never followup|pursue|chase, nicht nachfassen|nachtelefonieren, ne pas relancer|recontacter, no dar|hacer|realizar ~ seguimiento, nao dar|fazer ~ seguimento, non ricontattare|sollecitare, niet opvolgen|nabellen
	dont|dnt|donot call|calls|contact|phone|telephone|ring|dial|solicit|disturb|bother|market|cold|recontact|redial, dont ever call|contact|phone, dont|don you dare, don t call|contact|phone|ring|dial, do no call
	do not ever|please|want|wish|again call|contact|phone|calls|contacted|called
	not to be called|contacted|phoned|telephoned|dialed|disturbed|rung|solicited
	opposed|opposes to calls|calling|being, finds|found ~ calls intrusive|annoying|invasive, not happy to be called|contacted, not happy about being, passed last month|week|year|winter|spring|summer|fall|autumn|night, was killed, lost her|his life, no longer alive|living, restraining order, said|says remove, pressed ~ removed|unsubscribe|unsubscribed, please delete|erase my data|info|information|details, is|hes|shes underage, is|hes|shes under 18, no phonathon|phonathons, no more surveys|survey, a supprimer
	patient|pt|resident|inpatient expired, she|he passed in|last|recently|suddenly|peacefully|yesterday|earlier, she|he just passed, no longer with us
	c d received|letter|sent|request|requested|notice|on, attorney|lawyer|counsel represented|retained|rep|letter, represented by, legal representation, has|have|hired|retained|got an|a attorney|lawyer|solicitor, has|have|hired|retained|got attorney|lawyer|solicitor|counsel, call|contact|to|with my|his|her|their|the attorney|lawyer, representado|representada por|pelo|pela abogado|advogado, tiene|tem abogado|advogado, represente|representee par ~ avocat, anwaltlich vertreten, hat anwalt, assistito ~ avvocato
	not|never to call|contact|phone|ring|dial|solicit|telephone
	do|does not wish to talk|speak, doesnt|dont wish to talk|speak, not|doesnt|dont want to talk|speak to|with us|anyone|anybody, nechce|nechceme ~ volat|hovory|hovor|kontakt|kontaktovat, nepreje si ~ volat|hovory|kontakt, nobody|noone may|should|must|can call|contact|phone, nobody|noone is to call|contact|phone, hates|dislikes|detests|loathes ~ called|calls|phone|phoned|calling|phoning, unsafe to call|phone|contact, not safe to call|phone|contact, never signed up, never gave ~ consent|permission, consent|permission missing|lacking, hasnt|havent|never opted|consented in, hasnt|havent consented, lacks permission|optin, delist, delisted, rtbf, gtfo, opted back out
	emergency|emergencies only, call|calls only if|in|for|when urgent|emergency|emergencies, only in writing, in writing only, by letter only, pause|suspend|halt|freeze|cease ~ outreach|calls|calling, but|and not called|phoned|calls, in coma, in a coma, in prison|jail, screamed|yelled|swore|cursed|cussed ~ agent|us|me|caller|volunteer, phone|phones|calls|calling upsets|distresses|scares|frightens, line|phone|calls is|are monitored
	not|never want|wants|wish|wishes|like|consent|agree|authorize|authorise ~ call|calls|called|contact|contacted|contacting|calling|phoned|solicited|marketing
	dont|doesnt|didnt|wont|cannot|cant want|wants|wish|like|consent|agree ~ call|calls|called|contact|contacted|contacting|calling|phoned|marketing
	may|must|should|shall|please|to not|never call|contact|phone|dial, may|must|should|shall|can not|never be called|phoned|dialed, can not call|phone|contact, may|must|should|shall not|never be contacted, cannot|cant|mustnt|shouldnt be called, mustnt|shouldnt|shant call|contact|phone|dial, ^not call|contact|phone
	no longer want|wants|wish|wishes ~ call|calls|called|calling|contact|contacted|contacting|phoning|ringing, no longer to be called|contacted, never call, never contact, never phone, never dial, never ring, never again, never called|contacted|phoned|rung again|anymore, if we|you never called|contacted|phoned, no more calls, no further calls|contact, no contact, no call, no calls, no phone calls, no phonecalls
	no telemarketing, no telemarketers, no marketing, no solicit*, no sales calls, no robocalls, no cold calls, wants no calls|contact, no permission, no consent, no optin, no opt in, not opted in, not consented, not consenting, not authorized|authorised to call
	did|does|do not consent|agree|authorize, did|does|do not opt in, didnt|doesnt consent|agree|opt in, consent|permission not given|granted|obtained, consent|permission|optin|authorization|agreement withdrawn|revoked|declined|refused|denied|removed|cancelled|canceled|retracted|rescinded|rejected|terminated
	withdrew|revoked|refused|declined|denied|rescinded|retracted ~ consent|permission|calls|contact|optin, cancelled|canceled|terminated|pulled ~ consent|permission|optin, prefer|prefers ~ not|no ~ call*|contact*, without consent, lacks consent
	opt|opts|opted|opting out, opt|opted me|us|him|her|them out, opted off, opt off
	unsub, unsubs, unsubed, unsubbed, unsubscrib*, unsubscription*, un subscribe*, unsubscribe*, desubscrib*
	not interested, not intrested, not intersted, no interest, no longer interested, never interested, uninterested, not at all interested, not very interested, lost interest, isnt|wasnt|arent interested, is not interested, not ~ interested
	stop call|calls|calling|contact|contacting|phoning|ringing|dialing|harassing|bothering|soliciting|all|everything|marketing|please|request|requested|now, stopall, said|says|replied|reply|texted|sent|answered|wrote|keyword stop, ^stop, please stop, asked ~ stop, told ~ stop, stop
	wil|wilt|wenst|vraagt|verzoekt ~ verwijderd|geschrapt|uitgeschreven|afgemeld, will|mochte|wunscht|verlangt ~ geloscht|gestrichen|entfernt|ausgetragen, veut|souhaite|demande ~ supprime|retire|radie|efface|desinscrit, quiere|desea|solicita|pide ~ eliminad*|borrad*|retirad*, vuole|desidera|chiede ~ cancellat*|rimoss*|eliminat*, quer|deseja|pede ~ removid*|excluid*|retirad*, chce|prosi ~ usuniet*|wypisan*|usuniecie, vill|onskar ~ borttagen|avregistrerad|struken, onsker|vil ~ slettet|fjernet|frameldt
	cease, cease and desist, desist, ceased contact, leave ~ alone, lamnad|lamnas|vara|ha ifred, asked|asks|wants|want|wishes|prefers ~ left alone, asked|asks|wants|want|wishes|prefers ~ left in peace, wont|doesnt|not|refuses take|accept|answer ~ calls, leave|let me|us|him|her|them in peace, call|calls|calling|phone|contact ban|bans, ban|embargo on calls|calling|contact|phoning, lose ~ number, lose this one|guy|lady|lead, quit calling|contacting, go away, get lost
	remove me|us|him|her|them|my|our|name|number|from|contact|phone|immediately|please|pls|plz|asap|permanently|all, please|pls|plz remove, pls|plz stop, removed from ~ list|lists|database|calling|call|system|marketing, asked|wants|want|requested|requests|wishes|wish removed|removal, asked|wants|want|requested|requests|wishes|wish for|be|a removed|removal, asked|wants|want|requested|requests|wishes|wish to be|get removed, asked|wants|want|requested|requests|wishes|wish ~ me|us|him|her|them|name|number|info|phone|contact removed, asked|wants|want|requested|requests|wishes|wish ~ remove me|us|him|her|them|my|his|name|number|from|info, requested|rqst|rqsts|rqstd|reqd removal, removal request*, removal requested, take|took|taken|get ~ off, taken off, off ~ list, delete me|us|my|him|her|them, delete ~ number|data|record, deletion request*, erasure request*, erase ~ data|record|me, gdpr erasure|deletion|erase, right to be forgotten, data erasure, forget me
	revok*, revoc*, withdrawn, withdrew, withdraw, withdrawal, withdraws, rescind*, retracted
	litigator, litigators, litigant, litigants, litigious, litigat*, lawsuit, lawsuits, legal action, legal threat*, will|would sue, threatening|going|wants|plans|want to sue, sues, suing, sued, sue us|me|you, threaten* ~ sue|legal|lawyer|attorney|court|lawsuit|action|fcc|ftc, threatened, threatens, tcpa plaintiff|violat*|risk|litig*|suit|claim|complain*|lawyer|troll, plaintiff, serial plaintiff, cease desist
	complain*, complaint, complaints, harass*, angry caller, report* ~ fcc|ftc|bbb|ico, report|reporting us|you
	deceased, decesed, deseased, decd, dcsd, died, passed away, passed ~ sleep, passed on, has passed, is dead, dead person, person dead, ^rip, the late mr|mrs|ms|dr, estate of, ^late mr|mrs
	blacklist*, black listed, black list, blocklist*, block listed, blocked by|number|caller|us, has blocked, blocked, suppressed, suppression, suppress, on suppression, scrub list, litigation
	restricted|restriction|objected|objection|erasure art|article, art|article 17|18|21 restriction|objection|erasure, erasure pending, if|when ~ phone|telephone never rang|rings|rings again, if|when nobody|noone ~ called|phoned|rang, email|emails|mail|text|texts|sms|letter|letters|post|postal|whatsapp|fax|writing|correspondence only, only email|mail|text|sms|post, by email|mail|text|sms|post only, no voice, no voice calls
	nur|ausschliesslich|lediglich schriftlich|brieflich, nur|ausschliesslich per brief|post, uniquement|seulement|exclusivement par courrier|ecrit|lettre, par courrier|ecrit uniquement|seulement|exclusivement, courrier uniquement|seulement, solo|solamente|unicamente|apenas|somente por escrito|carta|whatsapp|whats|sms, solo|soltanto|esclusivamente per iscritto|lettera|posta, alleen|uitsluitend|enkel schriftelijk, alleen|uitsluitend|enkel per|via brief|mail|email|post|sms, endast|bara|enbart brev|mejl|sms|skriftligt, endast|bara|enbart via|per|med brev|mejl|mail|sms, kun|bare skriftlig|skriftligt|epost|sms, kun|bare per|via|pa brev|mail|epost|sms, vain|ainoastaan sahkopostitse|kirjeitse|kirjallisesti, sadece|yalnizca yazili|sms|eposta|mail
	anything|anyhow|way|means but|except|save ~ phone|telephone|call|calls|calling, tout|tous|moyen sauf|hormis ~ telephone|appel|appels|tel, todo|medio menos|excepto|salvo ~ telefono|llamadas|llamar, alles ausser ~ telefon|anruf|anrufe, tutto|tutti tranne|eccetto ~ telefono|chiamate|telefonate, tudo menos|exceto ~ telefone|ligacoes|ligar, alles behalve ~ telefoon|bellen
	email|emails|mail|text|texts|sms|post|letter|letters|writing ~ not ~ phone|telephone|calls
	do not use, donotuse, hostile do, objects|objected ~ call|calls|marketing|contact|processing, objection ~ marketing|calls|processing, object to processing, wants|want off, asked off
	^refused, ^declined, ^removed, ^opposed, ^objected, has|customer|client|lead|prospect|contact|person|owner|patient|he|she|they refused|declined|objected|objects|declines|refuses, refused|refuses|declines|declined all|further|to|any|contact|calls
	robinson liste|list|lista|register|eintrag, liste|lista|elenco robinson, robinsonliste, bloctel, tps listed|registered|match|yes, ctps, on tps, on ctps, ndncr
	no|nao|non|nunca|jamas llamar|llame|llamen|llames|contactar|contacte|contacten|contactes|molestar|moleste|molesten|telefonear|marcar|insistir, no|ya ~ no llamar|llamen|llame|contactar, no se le|les llame|debe llamar, no le|les|lo|los|la|las|me|nos llam*|contact*|molest*|marqu*, no ser|sea|sean|quiere ~ contactad*|llamad*|molestad*, lo|la|le|me|los|las|les borren|eliminen|quiten|saquen|borre|elimine, pide|pidio|solicita|solicito ~ borr*|elimin*|baja, no volver a llamar, no mas llamadas|contacto, no llamadas, sin llamadas, no quiere|quieren|desea|desean|acepta|autoriza|consiente|permite|da|dio|quiero|deseo ~ llam*|contact*|ser|nada|recibir|consentimiento|mas|publicidad, no quiere, no desea, no acepta, no autoriza, no autorizado, no consiente, no consintio, sin consentimiento, sin autorizacion
	dado|dada|dados|dar|darse|darme|dio|pidio|solicito|solicita|pide ~ baja, baja solicitada|voluntaria|definitiva|publicidad|marketing, de baja, darse de baja, desuscri*, desuscrib*, cancelo suscripcion, no|sin|ningun|perdio interes, no interesad*, no esta|estoy|estan|estaba interesad*, no le|les|me interesa, no interesa, desinteresad*, no muestra interes
	revocad*, revoca, revoco, revocacion, revocar, consentimiento retirado|revocado|denegado|rechazado|cancelado, retiro ~ consentimiento, retirad* ~ consentimiento, ^retirado, ^retirada, ^rechazado, ^rechazada, ^rechaza, ^rechazo, ^denegado, ^denegada, rechaza ~ llamad*|contact*, lista robinson|negra, eliminar|quitar|borrar|sacar|quiten|borren|eliminen|saquen|quitenme|borrenme ~ lista|base|datos|numero|registro, quitarme|borrarme|eliminarme|sacarme, demanda*, demando, demandar*, amenaz*, queja, quejas, se quejo, denuncia*, denuncio, litigio, litigios*, accion legal, acciones legales, fallecid*, fallecio, murio, difunt*, ha muerto, esta muerto, finado, finada, exclusion publicitaria, bloquead*, deje|dejen|deja|parar|paren de llamar|molestar|contactar, oposicion, se opone, se opuso, derecho de oposicion|supresion
	ne le|la|les|me|nous ~ appel*|contact*|rappel*|derang*, ne|n pas|plus|jamais ~ appeler|contacter|telephoner|rappeler|deranger|demarcher|solliciter|joindre|appelez|contactez|relancer|demarchage, ne|n appel*|contact*|telephon*|rappel*|derang* pas|plus|jamais, ne|n|nous ~ veut|souhaite|desire|veux|souhaitent|veulent|accepte|consent|autorise pas|plus, ne|n ~ pas|plus|jamais ~ accord*|consent*|interess*|contact*|appel*|autoris*|etre, pas|plus d|de appel|appels|demarchage|contact|sollicitation*|prospection, aucun appel|contact|demarchage|interet, pas appeler|contacter|rappeler|demarcher, sans consentement|accord, arret|arreter|arretez|cesser|cessez|stopper ~ appel*|contact*|demarch*
	desabonn*, desinscri*, desincri*, desabonnement, opposition, oppose|opposee|opposes, s oppose, s est oppose, droit d opposition, retrait ~ consentement, consentement retire|revoque|refuse, accord retire, a retire, ^retiree, ^retrait, revoque*, ^refus, ^refuse, ^refusee, ^refuses, a refuse, refuse ~ appel*|contact*|demarch*|consent*, pas interess*, plus interess*, non interess*, pas ~ interess*, desinteress*, sans interet, liste rouge|noire|opposition, liste d opposition, supprimer|supprimez|retirer|retirez|enlever|enlevez|effacer|effacez|supprime|radier|radie ~ liste|fichier|base|donnees|numero, supprimez moi, plainte, plaintes, porter plainte, se plaint, s est plaint, poursuites, menace*, harcel*, proces, decede*, decedee, defunt*, mort le, est mort*, bloque|bloquee|bloques, demande ~ suppression|retrait|radiation|effacement|retire|supprime|radie|efface, droit a l oubli, non consenti, non autorise*
	nicht|nie|niemals ~ anrufen|anrufe|kontaktieren|telefonieren|kontaktiert|angerufen|belastigen|ansprechen, nicht anrufen|kontaktieren|telefonisch|telefonieren|kontaktiert|angerufen|erwunscht|einverstanden|zugestimmt|bewerben|eingewilligt, ruf|rufen|rufe ~ nicht ~ an, nicht mehr anrufen|kontaktieren|angerufen|interessiert|kontaktiert|erwunscht, keine|kein|keinen|keinerlei|ohne anruf|anrufe|anrufen|kontakt|werbung|telefonate|telefonwerbung|interesse|einwilligung|zustimmung|weiteren|weitere|werbeanrufe|kontaktaufnahme|telefonanrufe|erlaubnis|einverstandnis|genehmigung, kein ~ interesse, keine ~ anrufe, nicht|nie ~ interessiert, unerwunscht, anrufverbot, kontaktverbot, kontaktsperre, anrufsperre, telefonsperre
	widerruf*, wiederruf*, widersproch*, widerspruch*, widerspricht, abgemeldet, abmeldung, abbestellt, abbestellung, ausgetragen, austragen, gesperrt, sperre, sperrliste, sperrvermerk, werbesperre, werbewiderspruch, werbeverbot, ^abgelehnt, lehnt ~ ab, einwilligung|zustimmung abgelehnt|verweigert|zuruckgezogen|erloschen|entzogen, zuruckgezogen, ^verweigert, verweigert ~ einwilligung|zustimmung|kontakt, opt out, beschwerde*, beschwert, klage, klagt, verklagt, mit anwalt, anwalt eingeschaltet|beauftragt|vertreten, unterlassung*, abmahnung, rechtsanwalt ~ droht, droht, gedroht, verstorben*, gestorben, verstarb, ist tot, blockiert, loschen bitte, bitte loschen, daten loschen, nummer|rufnummer|kontakt loschen, loschung ~ beantragt|verlangt|gewunscht, aus ~ liste|verteiler|datenbank streichen|loschen|entfernen|nehmen, will|mochte|wunscht ~ nicht|kein|keine|keinen
	nao|nunca|jamais ~ ligar|ligue|liguem|contatar|contactar|contate|contacte|contatem|contactem|perturbe|perturbar|telefonar|telefone|telefonem|incomodar|incomode|chamar|ligacoes|ligacao, nao me|o|a|os|lhe ~ ligue|liguem|ligar|contate|contatem|perturbe, nao ser ~ contatad*|contactad*|chamad*, nao quer|deseja|aceita|autoriza|consente|autorizado|autorizou|aceitou|consentiu|querem|permite|autorizada|quis|gosta, nao interessad*, nao tem|tenho|ha|mostrou|houve|possui|demonstrou interesse, nao esta|estou|estao ~ interessad*, sem interesse, sem consentimento|autorizacao|permissao, desinteressad*, descadastr*, desinscri*, desinscrev*, cancelou ~ inscricao|assinatura, revogad*, revogou, revogar, revogacao, consentimento retirado|revogado|negado|recusado, retirou ~ consentimento, ^recusado, ^recusada, ^recusou, ^recusa, ^negado, recusou ~ contato|contacto|ligac*, ^removido, ^removida, remover|retirar|tirar|excluir|remova|retire|apagar|tirem|exclua ~ lista|base|cadastro|dados|numero|contatos, lista negra, nao perturbe, pediu|pedido|quer|solicitou ~ sair|remocao|remover|exclusao|descadastro|retirada, sair|saiu da lista, pare|parem|parar de ligar|contatar|contactar|perturbar|incomodar, reclama*, reclamou, queixa*, processar, ameac*, falecid*, faleceu, morreu, obito, oposicao, opos se, bloqueou
	non|mai ~ chiamare|chiamate|chiamatemi|contattare|contattate|contattatemi|disturbare|disturbate|telefonare|richiamare|chiami|chiama, non|mai chiamar*|contattar*|disturbar*|telefonar*|richiamar*, non lo|la|li|mi|ci|le chiam*|contatt*|disturb*|richiam*, non essere|venire ~ contattat*|chiamat*|disturbat*|richiamat*, chiesto|chiede|richiesto|richiede ~ cancellazione|rimozione|cancellare|cancellato, non vuole|vogliono|desidera|accetta|autorizza|consente|autorizzato|accettato|acconsente|voglio|gradisce|gradito|acconsentito|consenziente|presta, non ~ interessat*|interessa|interesse, nessun interesse|contatto, nessuna chiamata|telefonata, niente chiamate|telefonate, senza consenso|interesse|autorizzazione, disinteressat*, disiscri*, disiscriv*, cancellat* ~ iscrizione|lista, cancellatemi, cancellami, cancellare ~ lista|dati|numero, cancellazione ~ richiesta|dati, ^cancellato, ^cancellata, revocat*, revoca, revocare, consenso ritirato|revocato|negato|rifiutato, ritirat* ~ consenso, ha ritirato, ^ritirato, ^ritirata, ^rifiutato, ^rifiutata, ^rifiuta, ^rifiuto, ^negato, rifiuta ~ contatt*|chiamat*, opposizione, si oppone, si e opposto, ^opposto, registro ~ opposizioni, rimuovere|rimuovete|rimuovi|togliere|togliete|eliminare ~ lista|elenco|dati|numero, rimuovetemi, ^rimosso, ^rimossa, lista nera, bloccat*, smettere|smettete|smettetela|basta ~ chiamare|chiamate, reclamo, reclami, lamentela, denunci*, querela*, minaccia*, avvocato minaccia, azione legale, azioni legali, decedut*, defunt*, mort*  il, e morto|morta, scomparso
	niet|nooit ~ bellen|contacteren|benaderen|gebeld|telefoneren|storen|opbellen|bereiken|lastigvallen, bel|bellen ~ niet, niet meer bellen|contacteren|benaderen|geinteresseerd, niet ~ geinteresseerd, geen belang|interesse|contact|telefoontjes|telefoon|oproepen|toestemming|reclame|marketing|gesprekken|telefonisch|telefonische|belletjes|telemarketing, zonder toestemming, uitgeschreven, uitschrijven, afgemeld, afmelden, afmelding, ingetrokken, intrekking, ^geweigerd, ^weigert, weigert, toestemming geweigerd|ingetrokken, geblokkeerd, bezwaar, ^verwijderd, verwijderen, verwijder ~ mij|nummer|gegevens, van ~ lijst, zwarte lijst, klacht, klachten, dreigt, gedreigd, advocaat dreigt, aanklacht, rechtszaak, overleden, gestorven, is dood, wil|wenst niet|geen ~ gebeld|contact*|benaderd|telefo*|oproepen|bellen, wil niet, wenst niet, wenst geen, stop ~ bellen, bel me niet, belmeniet, niet akkoord, niet toegestaan, niet mee eens`)

// refusalCells are refusals where they are all that a cell says.
var refusalCells = cellsOf(furtherRefusalCells + "," + namesOfOptOuts + `,uncallable, un callable, not callable, non callable, noncallable, not int, not intd, drop him, drop her, drop them, drop me, hard no, firm no, flat no, big no, absolute no, a no, verst, gest, do not c, do not ca, do not cal, do not co, do not con, do not cont, do not conta, do not contac, call do not, calls do not, contact do not, phone do not, call no, calls no, contact no, ni, robinson, no means no, no autorizo, no acepto, no consiento, no quiero, no deseo, en desacuerdo, no estoy de acuerdo, nao autorizo, nao aceito, nao concordo, nao consinto, nao quero, nao desejo, discordo, non autorizzo, non accetto, non acconsento, non voglio, non desidero, non sono d accordo, je refuse, je n accepte pas, je n autorise pas, pas d accord, je ne suis pas d accord, ich lehne ab, ich stimme nicht zu, nicht einverstanden, ich bin nicht einverstanden, i decline, i refuse, do not agree, remove, removed, quit, cancel, end, block, blocked, refused, declined, decline, declines, denied, deny, denies, refuse, refuses, rejected, reject, objected, objects, opted-out, out,
	not given, not granted, no thanks, no thank you, no way, never, disagree, disagreed, does not agree, disallowed, disallow, not allowed, not permitted, forbidden, prohibited, banned, hung up angry, none of your business, do not, dont,
	baja, bajas, rechazado, rechazada, denegado, denegada, nunca, retirado, retirada, excluido, excluida, bloqueado, bloqueada, eliminado, eliminada, prohibido, no permitido, no gracias, cancelado, cancelada, negado, negada,
	refus, refuse, refusee, jamais, retire, retiree, radie, exclu, exclue, interdit, non merci, supprime, supprimee,
	abgelehnt, verweigert, gesperrt, geloscht, nie, niemals, ausgeschlossen, verboten, nein danke, entzogen, tot, nicht erlaubt, nicht erteilt, nicht gestattet, untersagt, entfernt,
	recusado, recusada, removido, removida, proibido, nao obrigado, nao autorizado, excluido,
	rifiutato, rifiutata, negato, negata, ritirato, ritirata, rimosso, rimossa, escluso, esclusa, vietato, mai, no grazie, cancellato, cancellata, non dato, non concesso, eliminato,
	geweigerd, verwijderd, afgewezen, nooit, verboden, geblokkeerd, nee bedankt, uitgesloten, niet gegeven, niet verleend, ingetrokken`)

// badNumberPhrases say that a number does not reach the person by telephone.
var badNumberPhrases = newPhrases(furtherBadNumbers + `
	fax, faxes, facsimile, telefax, telecopie*, faxnummer, faxnumber, fax no, pager, beeper, bleeper, modem, telex, telecopieur, buscapersonas, fx
	w|disc number, wrong number|no|nr|num|phone|person|party|contact|tel|telephone|company|ph, wrongnumber, number|phone|tel|nr|ph ~ is|was wrong, not ~ right|correct number|phone|person, incorrect number|phone|tel, number incorrect|wrong|invalid|bad|disconnected|dead, phone incorrect|wrong|invalid|bad|disconnected, bad number|phone|no|nr|num|tel|ph|line, badnumber, invalid number|phone|no|tel|ph, dead number|line|phone|no, fake number|phone, false number
	belongs|belonging to someone|somebody|another|different|other, disconnect*, discon, discd, disco, not in service|use|operation|working|valid|active, not in ser*, no longer in service|use|valid|works|active|working, out of service|order|use, out of svc, not working, not a working, nonworking, non working, isnt|doesnt working|work|exist|connect, does not work|exist|connect, no such number, number|line changed|ported|cancelled|canceled, changed number|phone|their|his|her, has new number, new number is, old number|phone|no|nr|cell|mobile|tel, former number|phone, previous number|phone, no longer his|hers|theirs|their|her|the|at|belongs|lives|valid|owns, does not|not|doesnt belong, unassigned, deactivated, reassigned, not his|her|their number|phone, unallocated, someone elses, somebody elses, not ~ number of, inoperative, do not use number, not valid, not a valid, unreachable number
	numero|telefono|tel|num|fono equivocado|erroneo|incorrecto|malo|invalido|errado|incorreto|inexistente|sbagliato|errato|desconectado|falso|inesistente|disattivato|antiguo|viejo|cambiado|antigo|velho|vecchio|trocado, equivocado, equivocada, erroneo, persona equivocada, pessoa errada, persona sbagliata, numero|telefono no|nao|non existe|valido|sirve|funciona|esiste|funziona|attivo|corresponde, no existe, nao existe, non esiste, no sirve, no funciona, nao funciona, non funziona, non attivo, fuera|fora|fuori de|di|servicio|servico|servizio, fuera de servicio, fora de servico, fuori servizio, desconectad*, desligado, desligada, dado de baja numero, disattivat*, inesistente, inexistente, suspendido, sin servicio, sem servico
	faux|mauvais|ancien|vieux numero|num|tel|telephone|no|correspondant, numero|num|tel|telephone errone|incorrect|invalide|faux|inexistant|inactif|change|errone|attribue|plus, non attribue, plus attribue, pas attribue, n existe pas|plus, hors service, deconnecte*, ne fonctionne pas|plus, mauvaise personne, erreur ~ numero, inexistant, resilie, ligne coupee|resiliee
	falsche|falscher|alte|ungultige|tote nummer|rufnummer|telefonnummer|nr|person|ansprechpartner, nummer|rufnummer|nr|telefonnummer|anschluss ~ falsch|ungultig|nicht|alt|tot|abgeschaltet|gesperrt|stillgelegt|geandert, falsch verbunden, nicht vergeben|geschaltet|gultig|belegt, kein anschluss, abgeschaltet, stillgelegt, ausser betrieb, existiert nicht, ungultig, falschnummer, nicht mehr gultig|vergeben|aktuell|erreichbar
	verkeerd|fout|foutief|oud|ongeldig|onjuist nummer|telefoonnummer|nr|persoon, verkeerde|foute|oude|onjuiste nummer|persoon, nummer ~ fout|verkeerd|ongeldig|afgesloten|onjuist|klopt niet, niet in gebruik|dienst, niet meer in gebruik, buiten gebruik|dienst|werking, afgesloten, bestaat niet, ongeldig, nummer bestaat niet, buiten dienst`)

// badNumberCells say so where they are all that a label or a note says.
var badNumberCells = cellsOf(`busca, different person, other person, someone else, somebody else, not his, not hers, not theirs, not mine, not ours, no coverage, wrong, wn, wrong nr, nis, disc, dc, dcd, discd, disconn, bad, old, invalid, incorrect, dead, former, previous, not valid, inactive, fake, error, inservice no,
	incorrecto, invalido, malo, viejo, antiguo, errado, invalida, incorreto, antigo, velho, sbagliato, errato, non valido, vecchio, faux, invalide, errone, ancien, incorrecte,
	falsch, alt, ungultig, tot, veraltet, verkeerd, fout, foutief, oud, ongeldig, onjuist, vervallen,
	son, sons, son cell, son mobile, son phone, son number, son work, son home, son contact, sons cell, sons mobile, sons phone, sons number, sons work, sons home, sons contact`)

// callsOff returns the part of a cell with settings, as programs write them, that turns
// calls off: `"call": false` of {"call": false, "sms": true}, or the whole of "Calls: no,
// Email: yes". It is empty where none does.
func callsOff(text string) string {
	if callSetting(text) == Refusal {
		return text
	}
	if text == "" || text[0] != '{' && text[0] != '[' {
		return ""
	}
	return offSetting().FindString(strings.ToLower(text))
}

var offSetting = lazyregexp.New(`['"]?\b(allow_?|can_?|ok_?to_?)?(phone_?)?(calls?|calling|phone|telephone|voice)['"]?\s*(:|=>?)\s*['"]?(false|no|off|n|0|never|opted_?out|denied|unsubscribed)\b['"]?`)
