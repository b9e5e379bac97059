package header

import (
	"slices"
	"strings"

	"rollcall/pkg/normalize"
)

// The words by which headers about consent are read. They stand without
// accents and in the languages of the package.
var (
	// consentWords name a consent by themselves; weakWords are those that mean
	// consent to calls only where nothing else stands beside them.
	consentWords = newWordSet(`consent ptc econsent consents consented consenting optin opted permission permitted permissions agree agrees agreed agreement tcpa gdpr dsgvo rgpd lgpd lopd einwilligung einverstanden einverstandnis zustimmung contactability callability contattabile contattabili contatavel contactavel contactables kontaktierbar chiamabile appelable llamable
		consentimiento consentimento consentement consenso toestemming autorisation autorizacion autorizzazione autorizacao akkoord acepta aceita accetta accord accepts accepted accepte acconsento acconsente optedin doi
		telefonwerbung werbeerlaubnis werbeeinwilligung anruferlaubnis kontakterlaubnis callable contactable dialable pewc ewc`)
	weakWords = newWordSet(`permission permitted permissions agree agrees agreed agreement autorisation autorizacion autorizzazione autorizacao akkoord acepta aceita accetta accord accepts accepted accepte opted`)
	// refusalWords name a refusal by themselves.
	refusalWords = newWordSet(`dnc dncl dncr ndnc dnd donotcall optout optedout unsubscribed unsubscribe unsubscribes unsubscription unsub suppressed suppress suppression blacklist blacklisted blocked blocklist denylist robinson robinsonliste bloctel
		tps ctps lnnte nevercall removeme remove removed removal exclude excluded exclusion cease desist represented deceased refuses removals suppressions exclusions
		werbesperre sperrvermerk sperre sperrliste kontaktsperre rufsperre rufsperren anrufsperre telefonsperre werbestopp werbeverbot anrufverbot kontaktverbot widerspruch widersprochen widerrufen gesperrt abgemeldet abmeldung ausgetragen abbestellt verstorben
		afgemeld uitgeschreven bezwaar verzet overleden bajas baja revoked donotcontact stop nocall optouts stopped
		opposition oppositions oppose desinscrit desinscription desabonne desabonnement decede decedee refus refuse
		oposicion desuscrito fallecido fallecida opposizione opposizioni disiscritto disiscrizione deceduto deceduta rpo
		oposicao descadastrado descadastro falecido falecida naoperturbe donotphone donotsolicit litigator litigators litigation litigious plaintiff erasure forgotten complaint complaints complainant complainants
		sterbedatum todesdatum todestag sperrkennzeichen sperrkz sperrgrund widerruf fallecimiento defuncion excluido excluida bloqueado bloqueada revocacion deces exclu exclue
		obito revogacao excluidos decesso revoca revocazione escluso esclusa bloccato bloccata belverbod belblokkade blokkade repep revocation
		reus pacitel ncpr sternvermerk sterneintrag loschantrag loschwunsch loschanfrage litigant gryphon possiblenow purge purged dod decd dcsd rip olvido oblio esquecimento vergessenwerden`)
	// inherentWords are refusals of calls, whatever else stands beside them.
	inherentWords = newWordSet(`dnc dncl dncr ndnc donotcall nocall nevercall tps ctps bloctel lnnte donotphone telefonsperre anrufsperre rufsperre anrufverbot rpo belverbod belblokkade repep reus pacitel ncpr`)
	// refusalPhrases are those that take several words.
	refusalPhrases = [][]string{
		{"not", "interested"}, {"withdrawn", "from"}, {"withdrew", "from"}, {"lista", "robinson"}, {"liste", "rouge"}, {"anruf", "verboten"}, {"date", "of", "death"}, {"death", "date"}, {"wants", "no", "calls"},
		{"bel", "me", "niet"}, {"dado", "de", "baja"}, {"fuera", "de", "lista"}, {"no", "interesado"}, {"kein", "interesse"}, {"pas", "interesse"}, {"non", "interessato"}, {"sem", "interesse"},
		{"nao", "perturbe"}, {"opt", "me", "out"}, {"c", "d"}, {"hands", "off"}, {"delete", "me"}, {"delete", "my"}, {"erase", "me"}, {"erase", "my"}, {"forget", "me"}, {"passed", "away"}, {"l", "oubli"}, {"right", "to", "be", "forgotten"}, {"leave", "alone"}, {"leave", "me", "alone"}, {"leave", "us", "alone"}, {"rnd", "result"}, {"rnd", "status"}, {"rnd", "match"}, {"rnd", "flag"}, {"rnd", "check"},
		{"scrub", "result"}, {"scrub", "results"}, {"scrub", "status"}, {"scrub", "match"}, {"scrub", "flag"}, {"scrub", "code"}, {"scrub", "outcome"}, {"scrub", "disposition"}, {"scrub", "reason"}, {"scrub", "hit"}, {"subject", "request"}, {"keine", "werbung"}, {"not", "allow", "phone"}, {"no", "longer", "wishes"}, {"attorney", "retained"}, {"c", "and", "d"},
		{"telephone", "preference", "service"}, {"phone", "preference", "service"}, {"take", "me", "off"}, {"off", "the", "list"}, {"off", "list"}, {"off", "my", "list"},
		{"lista", "negra"}, {"liste", "noire"}, {"lista", "nera"}, {"zwarte", "lijst"}, {"schwarze", "liste"}, {"fora", "da", "lista"},
	}
	// consentPhrases too.
	consentPhrases = [][]string{{"call", "ok"}, {"contact", "ok"}, {"anruf", "erlaubt"}, {"anrufen", "erlaubt"}, {"contact", "eligibility"}, {"call", "eligibility"}, {"calling", "eligibility"}, {"dial", "eligibility"}, {"dialing", "eligibility"}, {"contact", "eligible"}}
	// basisPhrases ask on what ground somebody's data are held: a consent, or another.
	basisPhrases = [][]string{{"legal", "basis"}, {"lawful", "basis"}, {"rechtsgrundlage"}, {"base", "legal"}, {"base", "juridica"}, {"base", "legale"}, {"base", "juridique"}, {"base", "giuridica"}, {"rechtsgrond"}, {"podstawa", "prawna"}, {"rattslig", "grund"}, {"retsgrundlag"}}
	// wrongPhrases say that a number is not the person's, or dead.
	wrongWords   = []string{"reassign", "wrong", "incorrect", "invalid", "disconnect", "nonworking", "falsch", "ungultig", "equivoca", "errone", "incorrec", "errat", "sbagliat", "errad", "verkeerd", "disattiv", "desconect", "deconnect", "inexist", "getrennt", "abgeschaltet", "afgesloten", "bledn", "nieaktual", "nieprawid", "ugyldig", "neplat", "felaktig", "forkert"}
	wrongWhole   = newWordSet("reassigned wrong incorrect invalid disconnected bad dead faux fausse nis feil fel")
	unsetPhrases = [][]string{{"out", "of", "service"}, {"not", "in", "service"}, {"kein", "anschluss"}, {"hors", "service"}, {"fuera", "de", "servicio"}, {"fora", "de", "servico"}, {"fuori", "servizio"}}
	// turnWords turn a consent into its refusal: "Consent withdrawn", "TCPA
	// lawsuit", "GDPR erasure".
	turnWords = newWordSet(`withdrawn withdraw withdrawal withdrew revoke revokes revocation rescinded cancelled canceled declined declines decline refused refuses refuse refusal withheld withhold denied denies deny rejected rejects objection objections objected objects object violation violations lawsuit lawsuits suit sued complaint complaints complained claim claims
		risk attorney reassigned erasure erase erased delete deleted deletion forget forgotten restriction terminated lapsed expired
		zuruckgezogen zuruckgenommen abgelehnt entzogen widerruf loschung loschen geloscht loschantrag verstoss klage beschwerde abgelaufen
		retirado retirada revocado revocada revocacion revoco revocar revoque retiro retirou retirar revogou revogar denegado rechazado rechaza queja denuncia supresion borrado litigio retire retrait plainte effacement revogado revogada recusado recusa queixa reclamacao eliminacao apagamento processo
		revocato revocata revoca ritirato reclamo cancellazione violazione rifiuta rifiutato negato ingetrokken geweigerd klacht verwijderd`)
	// negations say no.
	negations = newWordSet(`no non not never without lacks kein keine keinen keiner nicht ohne sans ne pas sin sem nao senza geen niet nie nunca jamais jamas mai ninguna ningun nessuna nessun aucun aucune cannot dont didnt doesnt wont wouldnt shouldnt mustnt isnt arent wasnt hasnt havent cant nobody none neither niemals nooit keinerlei jamas mai`)
	// objectWords say of calls that somebody is against them.
	objectWords = newWordSet(`decline declined declines refuse refused refuses reject rejected rejects object objected objects objecting objection objections refusal refusals
		abgelehnt verweigert ablehnung ablehnt rechaza rechazo rechazado refus refuse refusee recusa recusou recusado rifiuta rifiuto rifiutato weigert geweigerd lehnt restrict restricted restriction restrictions against vietate vietata negato negata negado negada unwilling unwanted skip skipped avoid halt pause paused snooze snoozed suspend suspended ban bars interdiction divieto prohibicion proibicao verbod unerwunscht verboten untersagt verbot forbidden prohibited prohibits banned disallowed prohibido prohibida proibido proibida interdit interdite vietato vietata verboden
		block blocks blocking bloqueo bloquear bloqueado bloqueada bloqueio blocage bloquer blocco bloccare blocchi sperren blockieren blokkeren`)
	// undoWords turn round what stands behind them: "Untick if you do not want calls".
	undoWords = newWordSet(`untick uncheck unmark deselect unselect`)
	// numberOf follow a no that is a number: "No. of calls".
	numberOf = newWordSet("of de di du des von van der dos das del")
	// softWords say of a consent that there is none yet, which is not a refusal.
	softWords = newWordSet(`pending missing outstanding unknown expired lapsed ausstehend fehlt abgelaufen pendiente falta pendente manquant mancante`)
	// openWords say that a consent is asked for, not what the answer is.
	openWords = newWordSet(`required requires needed needs requested request`)
	// channelWords are ways to reach somebody that are not calls; call words beat
	// them. strongWords are what has nothing to do with calls, whatever else
	// stands beside them.
	channelWords = newWordSet(`ealert mensaje mensajes messaggi mensagem mensagens edm edms eblast eblasts email emails mail mails mailing newsletter newsletters sms text texts texting fax faxes post postal whatsapp correo push letter letters catalog catalogue courrier carta cartas lettera posta boletin offers offer offres ofertas offerte
		terms conditions policy privacy datenschutz agb daten datos donnees dati dados gegevens protection processing verarbeitung datenverarbeitung trattamento tratamiento traitement terminos condiciones termos condizioni voorwaarden cgv cgu privacidad privacidade confidentialite insurance credit returns card cards profiling visa paypal tax statements bounced`)
	strongWords = newWordSet(`age adult recording record recorded recordings planning zoning medical treatment surgery surgical clinical hipaa parental parent parents guardian minor minors cookie cookies sharing share shared party photo photos image images video media release waiver research study background
		esign esignature electronic signature paperless portal vaccine vaccination immunization trip tos eula nda loyalty tracking analytics profiling profilazione profilage profilierung perfilado perfilamento biometric arbitration pets store storage spouse wife husband
		bildrechte foto fotos aufzeichnung schweigepflicht behandlung eltern elterliche grabacion medico medica menores padres tutor imagen enregistrement medicale parentale gravacao imagem registrazione immagine genitori opname medisch medische beeld ouders`)
	// callWords speak of calls; contactWords of contact in any way.
	callWords = newWordSet(`dialing dialling autodial autodialed autodialer robocall robocalls robodial telesales call calls calling called phone phones phoned phoning telephone telephoned ring dial dialed voice telemarketing telephonic
		telefon telefonisch telefonische anruf anrufe anrufen angerufen werbeanruf werbeanrufe telefonmarketing telefonwerbung telefonanrufe telefonieren tel mobile
		telefono telefonica telefonico telefonicas telefonicos telefonicamente llamar llamada llamadas llamado llamarle llamarme llamarte llamarlo llame llamen llamemos
		appel appels appeler appelez appele appelee rappeler rappele rappelee rappelez rappel telemarketing telephonique telephoniques telephoner demarchage demarche
		ligar ligacao ligacoes ligue liguem chamada chamadas telefonema telefonemas telefone
		chiamare chiamata chiamate chiamato chiamarla chiamarti chiamarmi chiami richiamare richiami richiamate richiamato telefonata telefonate telefonare telefonarle telefonarti telefonarvi telefonarmi telefonicamente telefonear telefonearle telefonearte telefoneren bellen gebeld telefoontjes telefoon telefonisch bel`)
	contactWords = newWordSet(`hear outreach bother pester hassle harass annoy contact contacts contacting disturb solicit solicitation solicitations approach reach kontakt kontaktieren kontaktaufnahme werbung contactar contacto contactarle contactarme molestar molesten perturbe perturbar deranger derangez deranges demarcher solliciter contacter contactez joindre contatar contato contatos
		contattare contatto contattarla contattarmi disturbare benaderen talk speak speaking hablar hablarle parler sprechen falar parlare praten marketing advertising publicidad publicite pubblicita prospection`)
	// passives are contacts that somebody has had or would have; they ask for
	// a helping verb.
	passives = newWordSet(`derange derangee sollicite sollicitee demarche demarchee importune importunee embete molestado molestada importunado importunada disturbato disturbata incomodado incomodada perturbado perturbada gestoord lastiggevallen belastigt gestort behelligt bothered pestered ricontattato ricontattata richiamato richiamata contattati chiamati llamados contactados zuruckgerufen ligado recontacte recontactee called phoned telephoned dialed contacted reached disturbed solicited angerufen kontaktiert contactado contactada llamado llamada contacte contactee appele appelee rappele rappelee contatado contatada contattato contattata chiamato chiamata gebeld benaderd gecontacteerd`)
	helpers  = newWordSet(`detre dessere be being to want wants wish wishes would like werden worden ser sea etre essere worden mochte mochten souhaite souhaitez desea deseo quiere deseja desidera vuole wil wenst`)
	// firmWords ask for leave; looseWords say what somebody would like.
	firmWords = newWordSet(`posso kann konnen konnten pourrions podria podriamos poderiamos potremmo kunnen may can could ok okay allow allows allowed permit permits authorise authorised authorize authorized authorization authorisation happy willing welcome welcomes mind darf durfen erlaubt erlaubnis gestattet erwunscht genehmigt alright comfortable fine permitted allowed autorizado autorizada autorise autorisee autorizzato autorizzata permitido permitida permis permise permesso permessa consentito consentita gestattet
		puede podemos puedo acepto aceptas autoriza autorizo permite permito peut pouvons peuvent acceptez autorise autorisez pode aceito permiso permisos permesso permissao subscribed puo possiamo accetto autorizza autorizzo permette mag mogen`)
	looseWords = newWordSet(`enabled enable activated perm perms auth love keen glad interested want wanted wants wish wishes would like likes prefer receive mochte mochten wunsche wunscht desea deseo quiere quiero recibir souhaite souhaitez veut voulez recevoir vogliono volete vogliamo voglio queremos quieren quieres desean veulent deseja quer receber desidera desidero vuole vuoi ricevere wil wilt wenst ontvangen einverstanden please`)
	// askWords ask for something else than a yes: a time, a way, a number.
	askWords = newWordSet(`how when which what where who why best preferred preference time times hours hour day days number numbers wie wann welche welcher como cuando cual hora horas horario quando qual comment quand quel quelle heure heures come quale ora orario hoe wanneer welke`)

	// endWords say when a consent ends.
	endWords = newWordSet(`expires expiry expiration expire ends until till ablauf ablaufdatum bis caduca caducidad vencimiento vence expiracion expira scade scadenza validade verloopt einddatum tot`)

	whenWords  = newWordSet(`date dates datum fecha data dato time timestamp zeitpunkt dt datetime`)
	whenEnds   = newWordSet(`at on when am le el day`)
	fromWords  = newWordSet(`source url page form where quelle fuente origen origem fonte bron via website method channel location from herkunft origine`)
	restWords  = newWordSet(`ip id text version proof statement wording language country user cert certificate token jornaya trustedform leadid notes note name address count copy reason`)
	proofWords = newWordSet(`url link ip id text token version wording statement language instructions`)
	// checkedWords say that a list was looked at, not what it said.
	checkedWords = newWordSet(`checks checked scrubbed verified scrub check lookup cleaned`)
	// fillWords stand in sentences about consent and say nothing of what it is to.
	fillWords = newWordSet(`marketing contato contacto contatto contacter be by we i you us given please yes have has been me is are was were my your our their his her about this that it if tick box here to the a an for or and any do does did not status type level state value flag
		answer response category kind form signed list registered registry internal federal national wireless express written prior explicit verbal being get receive granted obtained on off of in out from future again ever further more acme company inc llc regarding via directly thanks thank les le la des de du d l au aux un une el los las para por con il lo gli al alle al all per di e os as em ao um uma op het een zu zum der die das den dem und et plus mehr meer mas piu mais s n qu`)
)

// tellsDeleted reports whether a header is of rows that were deleted where they come from,
// and of nothing else: "deleted_at", "is_deleted".
func tellsDeleted(words []string) bool {
	deleted := false
	for _, w := range words {
		if deletedWords.has(w) {
			deleted = true
		} else if !deletedBeside.has(w) {
			return false
		}
	}
	return deleted
}

var (
	deletedWords  = newWordSet("deleted deletion isdeleted softdeleted deletedat deletedon geloscht eliminado eliminada borrado borrada supprime supprimee eliminato eliminata apagado apagada verwijderd usuniety")
	deletedBeside = newWordSet("is was at on by date time timestamp dt ts flag row record records soft contact lead customer person am um el le il em op data fecha datum marked as for")
)

func doneToThing(words []string) bool {
	if !normalize.DoneToThing(words) || containsPhrase(words, unsetPhrases) {
		return false
	}
	for i, w := range words {
		out := w == "optout" && i+1 < len(words) && numberOf.has(words[i+1]) // "Opted out of the dental plan"
		if inherentWords.has(w) || refusalWords.has(w) && !normalize.IsAct(w) && !out {
			return false
		}
	}
	return true
}

func bareNegation(words []string) bool { return onlyNegations[strings.Join(words, " ")] }

var onlyNegations = map[string]bool{"not": true, "please not": true, "nicht": true, "bitte nicht": true}

// consent reads a header that speaks of consent to calls, or of a refusal.
func (r Meaning) consent(words []string) (Meaning, bool) {
	has := func(set *wordSet) bool {
		return slices.ContainsFunc(words, func(w string) bool { return set.has(w) })
	}
	if tellsDeleted(words) {
		r.Concept, r.Score, r.Soft = Refusal, 0.8, true
		return r, true
	}
	if objectsToProcessing(words) {
		r.Concept, r.Score = Refusal, 0.95
		return r, true
	}
	if doneToThing(words) || asksUs(words) {
		return r, false
	}
	words = withoutDisclaimer(withoutWayBack(withoutConcession(words)))
	if len(words) > 2 && words[0] == "id" && (looseWords.has(words[1]) || words[1] == "rather" || words[1] == "prefer") {
		words = words[1:] // "I'd rather you didn't phone me" is about no id
	}
	turned := has(turnWords)
	against := (has(objectWords) || containsPhrase(words, unwantedPhrases)) && (has(callWords) || has(contactWords) || has(passives) || has(whenWords) && (slices.Contains(words, "objection") || slices.Contains(words, "refusal")))
	answer := answers(words)
	negated := !answer && negates(words) && !containsPhrase(words, unwantedPhrases)
	basis := containsPhrase(words, basisPhrases) && (has(contactWords) || has(callWords))
	named := basis || has(consentWords) || opts(words) || containsPhrase(words, consentPhrases)
	asked := asks(words)
	refusal := against || hasRefusal(words) || containsPhrase(words, refusalPhrases) || slices.Equal(words, []string{"c", "d"})
	refusal = refusal || has(removals) && has(requests) || has(removeVerbs) && has(listWords)
	wrong := wrongNumber(words)
	shut := !answer && shuts(words) || containsPhrase(words, refusalPhrases)
	if !named && !asked && !refusal && !shut && !wrong {
		return r, false
	}
	r.Score = 0.95
	if named && !refusal && !shut && !asked && !turned && !has(endWords) && weakly(words) {
		r.Concept = Extra
		if slices.ContainsFunc(words, callVerb) {
			r.Concept, r.Score = Consent, Doubt // "Did they agree to a follow-up call?"
		}
		return r, true
	}
	if (named || asked) && !refusal && doubtful(words) {
		r.Score = 0.6
	}
	either := slices.Contains(words, "optin") && (slices.Contains(words, "optout") || slices.Contains(words, "out"))
	consent := named || asked
	undone := has(undoWords) && (shut || refusal)
	cleared := refusal && !shut && (negated || has(inherentWords) && has(clearWords))
	switch {
	case either:
		refusal, shut = false, false
	case undone, cleared:
		consent, refusal = true, false // "Not on DNC", "Has not opted out"
	case consent && !refusal && (turned || negated || shut):
		consent, refusal = false, true // "No consent", "Consent withdrawn"
	case shut:
		refusal = true
	}
	coordinated := shut && coordinates(words)
	elsewhere := !coordinated && isStrong(words) || has(channelWords) && !has(callWords) && !has(inherentWords) && (!basis || has(otherWays))
	switch {
	case elsewhere && !slices.Contains(words, "deceased"):
		r.Concept = OtherConsent
	case consent && !refusal && !wrong && has(softWords):
		r.Concept, r.Soft = Refusal, true
	case consent && !refusal && !cleared && has(openWords):
		r.Concept = Extra // "Consent required"
	case consent && !refusal && !wrong && has(endWords):
		r.Concept, r.Until = Consent, true
	case wrong && !refusal:
		r.Concept, r.Soft = Refusal, true
	case refusal:
		return r.refusal(words, has), true
	default:
		return r.yes(words, has, asked && !named), true
	}
	return r, true
}

// objectsToProcessing reports whether a header is of those who object to the processing of
// their data, or had it restricted, which calls are (GDPR, articles 18 and 21).
func objectsToProcessing(words []string) bool {
	has := func(set *wordSet) bool { return slices.ContainsFunc(words, set.has) }
	return has(processingWords) && has(resistWords) && !slices.ContainsFunc(words, func(w string) bool {
		return !processingWords.has(w) && !resistWords.has(w) && !besideProcessing.has(w) && !noiseWords.has(w) && !fillWords.has(w) && !isNumber(w)
	})
}

var (
	processingWords  = newWordSet("processing verarbeitung datenverarbeitung trattamento tratamiento traitement tratamento verwerking gegevensverwerking przetwarzania przetwarzanie przetwarzaniu")
	resistWords      = newWordSet("object objects objected objecting objection objections restrict restricted restriction stop stopped opposition oppose opposes opposizione opposto oposicion opone opuesto oposicao opoe widerspruch widersprochen eingeschrankt einschrankung limitation limite limitazione limitato limitacion limitado limitacao bezwaar beperking beperkt sprzeciw sprzeciwia ograniczenie ograniczenia")
	besideProcessing = newWordSet("gdpr dsgvo rgpd lgpd avg rodo art article artikel articolo articulo artigo to the of further all any my personal data daten datos dati dados donnees gegevens danych der die das des du de la le les al alla dei degli ao aos dos da das tegen gegen wobec personenbezogener personnelles personali personales pessoais persoonsgegevens flag right exercised received lodged on date")
)

// withoutDisclaimer leaves out of a sentence that something else depends on no consent:
// "You agree to receive calls. Consent is not a condition of purchase."
func withoutDisclaimer(words []string) []string {
	const sentence, near = 8, 5
	for i, w := range words {
		if !negations.has(w) || len(words) < sentence {
			continue
		}
		from := i - 1
		for from >= 0 && from > i-near && !consentWords.has(words[from]) {
			from--
		}
		if from < 0 || !consentWords.has(words[from]) {
			continue
		}
		for end := i + 1; end < len(words) && end < i+near; end++ {
			if disclaimers.has(words[end]) {
				return slices.Concat(words[:from], words[end+1:])
			}
		}
	}
	return words
}

// withoutWayBack cuts a sentence off before what it says of taking back what it agrees to:
// "I agree to be called and may withdraw this at any time (text STOP)".
func withoutWayBack(words []string) []string {
	const sentence, near = 8, 8
	if len(words) < sentence {
		return words
	}
	for i := len(words) / 3; i < len(words); i++ {
		w := words[i]
		stops := (w == "stop" || w == "unsubscribe" || w == "optout") && slices.ContainsFunc(words[max(0, i-2):i], replyWords.has)
		back := (turnWords.has(w) || retractWords.has(w) || refusalWords.has(w)) && containsPhrase(words[max(0, i-near):min(len(words), i+near)], anyTime)
		if !stops && !back {
			continue
		}
		from := i
		for at := max(1, i-near); at < i; at++ {
			if mayWords.has(words[at]) || stops && replyWords.has(words[at]) {
				from = at
			}
		}
		if rest := words[:from]; slices.ContainsFunc(rest, consentWords.has) || asks(rest) {
			return rest
		}
	}
	return words
}

var (
	anyTime      = [][]string{{"any", "time"}, {"anytime"}, {"jederzeit"}, {"cualquier", "momento"}, {"tout", "moment"}, {"qualsiasi", "momento"}, {"ogni", "momento"}, {"qualquer", "momento"}, {"qualquer", "altura"}, {"allen", "tijde"}, {"elk", "moment"}, {"chwili"}, {"nar", "som", "helst"}}
	replyWords   = newWordSet("reply text texting txt send sending replying antworten antworte sende responda responder responde envia enviando repondez repondre envoyez rispondi rispondendo invia antwoord stuur")
	mayWords     = newWordSet("may can could kann konnen puedo puede podre peux peut pouvez posso puo potro pode poderei kan mag moge")
	retractWords = newWordSet("opt optout unsubscribe stop cancel widerrufen abmelden desuscribirme desinscrire disiscrivermi descadastrar uitschrijven intrekken wycofac revocarlo retirarlo retirer revocare revogar revocar retirar ritirare")
)

// withoutConcession cuts a sentence off before what it holds in spite of: "You may call me,
// even if I am on a do not call list".
func withoutConcession(words []string) []string {
	for i := 1; i+1 < len(words); i++ {
		switch words[i] + " " + words[i+1] {
		case "even if", "even though", "regardless of", "despite being", "auch wenn", "selbst wenn", "incluso si", "aun si", "meme si", "anche se", "mesmo que", "mesmo se", "ook als", "zelfs als", "nawet jesli":
			return words[:i]
		}
	}
	return words
}

var disclaimers = newWordSet("condition conditions conditioned required requirement necessary condicion requisito necesario condizione obbligatorio condicao necessaire voraussetzung erforderlich voorwaarde")

// refusal reads a header that names a refusal of calls.
func (r Meaning) refusal(words []string, has func(*wordSet) bool) Meaning {
	r.Concept = Refusal
	r.Soft = has(softWords)
	switch {
	case has(proofWords) && !(slices.ContainsFunc(words, helpers.has) && len(words) > 4), has(levelWords) && !slices.ContainsFunc(words, func(w string) bool { return refusalWords.has(w) && !thingWords.has(w) }):
		r.Concept = Extra
	case has(checkedWords) && (has(whenWords) || slices.ContainsFunc(words, func(w string) bool { return w == "checked" || w == "scrubbed" || w == "verified" || w == "cleaned" })):
		r.Concept = Extra // "Last DNC scrub date"
	case countsCalls(words) && !(has(inherentWords) && !has(checkedWords)):
		r.Concept = Extra // "Blocked Calls Count"
	case slices.Contains(words, "unsubscribed") && len(words) == 1:
		r.Score = 0.8
	}
	return r
}

// yes reads a header that names a consent to calls. In a question, on and from
// are no words for a date or a source.
func (r Meaning) yes(words []string, has func(*wordSet) bool, question bool) Meaning {
	const sentence = 5
	question = question || len(words) > sentence
	switch {
	case has(askWords) && !answers(words) && (question || has(questionWords)):
		r.Concept, r.Score = Consent, Doubt
	case question:
		r.Concept = Consent
	case has(restWords) && has(givenWords):
		r.Concept, r.Score = Consent, Doubt // "TCPA Language Accepted"
	case has(restWords) && !(slices.Contains(words, "text") && slices.ContainsFunc(words, callVerb)):
		r.Concept = Extra
	case has(whenWords) || whenEnds.has(words[len(words)-1]):
		r.Concept = ConsentDate
	case has(fromWords):
		r.Concept = ConsentSource
	default:
		r.Concept = Consent
	}
	return r
}

// Doubt is the score of a header that may ask for consent to calls, or for
// something else; the cells must tell.
const Doubt = 0.5

// answerWords show that a "no" stands for an answer, as in "Consent (yes/no)".
var answerWords = newWordSet("yes y ja oui si sim ano tak")

// answers reports whether words name the answers that may stand below them. "Si" and
// "y" do so at the end alone: "Marque si no desea llamadas y mensajes" is a sentence.
func answers(words []string) bool {
	for i, w := range words {
		if !answerWords.has(w) {
			continue
		}
		if w != "si" && w != "y" || !slices.ContainsFunc(words[i+1:], func(w string) bool {
			return !answerWords.has(w) && !negations.has(w) && !conjunctions.has(w) && w != "n"
		}) {
			return true
		}
	}
	return false
}

// negates reports whether a word says no, but for one that means number.
func negates(words []string) bool {
	for i, w := range words {
		if i+1 < len(words) && w == "no" && thanksWords.has(words[i+1]) {
			continue // "No thanks, don't call"
		}
		if negations.has(w) && (i+1 == len(words) || !numberOf.has(words[i+1])) && !(i+1 == len(words) && i > 0 && (w == "no" || w == "non")) {
			return true
		}
	}
	return false
}

// asks reports whether words ask for leave to call: "May we call you?".
func asks(words []string) bool {
	firm, loose, call, contact, passive := false, false, false, false, false
	for _, w := range words {
		firm = firm || firmWords.has(w)
		loose = loose || looseWords.has(w)
		call = call || callWords.has(w)
		contact = contact || contactWords.has(w)
		passive = passive || passives.has(w)
	}
	return firm && (call || contact || passive) || loose && (call && slices.ContainsFunc(words, func(w string) bool { return verbs.has(w) }) || passive)
}

// verbs are what may be done to somebody who would like it.
var verbs = newWordSet(`call calls ring talk speak hablar parler sprechen falar parlare llamar llamadas llamen llamemos llamada anruf anrufe anrufen appel appels appeler rappeler ligar ligacao ligacoes chamadas chamada chiamare chiamate chiamata bellen gebeld`)

// shuts reports whether words forbid calls or contact: "Never call", "Tick if
// you do not want to be contacted". It goes through them once: of the negations
// that reach a word only their two kinds matter.
func shuts(words []string) bool {
	helped := slices.ContainsFunc(words, helpers.has)
	denied, lacking := false, false // a "not", a "without" that reaches this word
	for i, w := range words {
		if (denied || lacking) && (helped || !passives.has(w)) { // "Not called": nobody has called yet
			thing := phoneThings.has(w) // "No phone": there is none
			if (denied || !thing) && (callWords.has(w) && w != "mobile" && w != "tel" || contactWords.has(w) || passives.has(w)) {
				return true
			}
			beside := besideNegation(w) // else "Do not modify contact"
			denied, lacking = denied && beside, lacking && (beside || thing)
		}
		if negations.has(w) && i+1 < len(words) && !numberOf.has(words[i+1]) {
			lacks := lackWords.has(w)
			denied, lacking = denied || !lacks, lacking || lacks
		}
	}
	return false
}

// besideNegation reports whether a word may stand between a negation and what it forbids.
func besideNegation(w string) bool {
	return helpers.has(w) || looseWords.has(w) || firmWords.has(w) || fillWords.has(w) || noiseWords.has(w) || negations.has(w) || channelWords.has(w) || strongWords.has(w)
}

// lackWords are negations that may say of a thing that there is none.
var lackWords = newWordSet("no without sin sans sem")

// phoneThings are things, not what is done with them.
var phoneThings = newWordSet("phone phones telephone telefon telefono telefone tel mobile voice")

// wrongNumber reports whether words say that a number is wrong or dead.
func wrongNumber(words []string) bool {
	if containsPhrase(words, unsetPhrases) {
		return true
	}
	wrong, number := false, false
	for _, w := range words {
		wrong = wrong || wrongWhole.has(w) || slices.ContainsFunc(wrongWords, func(start string) bool { return strings.HasPrefix(w, start) })
		number = number || phoneWord(w) || numberWords.has(w) || w == "numbers" || w == "person" || w == "party"
	}
	if negates(words) && containsPhrase(words, rightPhrases) {
		return true
	}
	return wrong && (number || len(words) == 1 && (words[0] == "disconnected" || words[0] == "reassigned" || words[0] == "wrong"))
}

// doubtful reports whether a consent has words beside it that may say to what.
func doubtful(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		for _, set := range []*wordSet{consentWords, callWords, contactWords, passives, helpers, firmWords, looseWords, askWords, noiseWords, fillWords, negations, turnWords, whenWords, whenEnds, fromWords, endWords, restWords, softWords, openWords, answerWords} {
			if set.has(w) {
				return false
			}
		}
		return !isNumber(w)
	})
}

// levelWords sort permissions, rather than giving one.
var levelWords = newWordSet("level type category kind class")

// weakly reports whether a header speaks of an agreement or a permission to
// something that is none of calls: "Agreement number".
func weakly(words []string) bool {
	weak, beside := false, false
	for _, w := range words {
		switch {
		case weakWords.has(w):
			weak = true
		case consentWords.has(w):
			return false
		case levelWords.has(w), w == "signed":
			beside = true
		case len(w) == 1, callWords.has(w), contactWords.has(w), passives.has(w), helpers.has(w), firmWords.has(w), looseWords.has(w), channelWords.has(w), strongWords.has(w), negations.has(w), noiseWords.has(w) && !numberWords.has(w), whenWords.has(w), whenEnds.has(w), fromWords.has(w), fillWords.has(w), isNumber(w):
		default:
			beside = true
		}
	}
	return weak && beside
}

// containsPhrase reports whether the words of a phrase stand one after another.
func containsPhrase(words []string, phrases [][]string) bool {
	for _, p := range phrases {
		for i := 0; i+len(p) <= len(words); i++ {
			if slices.Equal(words[i:i+len(p)], p) {
				return true
			}
		}
	}
	return false
}

// thingWords are refusals that may be of things: "Removal type".
var thingWords = newWordSet("stop remove removed removal exclude excluded exclusion complaint complaints")
