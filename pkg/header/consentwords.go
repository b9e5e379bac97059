package header

// The words by which headers about consent are read, without accents and in the languages of
// the package.
var (
	// consentWords name a consent on their own; weakWords mean consent to calls only if there
	// are no other words.
	consentWords = newWordSet(`belbaar phonable phoneable ringable anrufbar demarchable demarchables consent ptc econsent consents consented consenting optin opted permission permitted permissions agree agrees agreed agreement tcpa gdpr dsgvo rgpd lgpd lopd einwilligung einverstanden einverstandnis zustimmung contactability callability contattabile contattabili contatavel contactavel contactables kontaktierbar chiamabile appelable llamable
		consentimiento consentimento consentement consenso toestemming autorisation autorizacion autorizzazione autorizacao akkoord acepta aceita accetta accord accepts accepted accepte acconsento acconsente optedin doi
		telefonwerbung werbeerlaubnis werbeeinwilligung anruferlaubnis kontakterlaubnis callable contactable dialable pewc ewc`)
	weakWords = newWordSet(`permission permitted permissions agree agrees agreed agreement autorisation autorizacion autorizzazione autorizacao akkoord acepta aceita accetta accord accepts accepted accepte opted`)
	// refusalWords name a refusal on their own.
	refusalWords = newWordSet(`uncallable undialable uncontactable dnc dncl dncr ndnc dnd donotcall optout optedout unsubscribed unsubscribe unsubscribes unsubscription unsub suppressed suppress suppression blacklist blacklisted blocked blocklist denylist robinson robinsonliste bloctel
		tps ctps lnnte nevercall removeme remove removed removal exclude excluded exclusion cease desist represented deceased refuses removals suppressions exclusions
		werbesperre sperrvermerk sperre sperrliste kontaktsperre rufsperre rufsperren anrufsperre telefonsperre werbestopp werbeverbot anrufverbot kontaktverbot widerspruch widersprochen widerrufen gesperrt abgemeldet abmeldung ausgetragen abbestellt verstorben
		afgemeld uitgeschreven bezwaar verzet overleden bajas baja revoked donotcontact donotcont stop nocall optouts stopped
		opposition oppositions oppose desinscrit desinscription desabonne desabonnement decede decedee refus refuse
		oposicion desuscrito fallecido fallecida opposizione opposizioni disiscritto disiscrizione deceduto deceduta rpo
		oposicao descadastrado descadastro falecido falecida naoperturbe donotphone donotsolicit litigator litigators litigation litigious plaintiff erasure forgotten shouldforget rtbf anonymize anonymise complaint complaints complainant complainants
		sterbedatum overlijdensdatum todesdatum todestag sperrkennzeichen sperrkz sperrgrund widerruf fallecimiento defuncion excluido excluida bloqueado bloqueada revocacion deces exclu exclue
		obito revogacao excluidos decesso revoca revocazione escluso esclusa bloccato bloccata belverbod belblokkade blokkade repep revocation
		reus pacitel ncpr sternvermerk sterneintrag loschantrag loschwunsch loschanfrage litigant gryphon possiblenow purge purged dod decd dcsd rip olvido oblio esquecimento vergessenwerden`)
	// inherentWords are refusals of calls, whatever other words there are.
	inherentWords = newWordSet(`dnc dncl dncr ndnc donotcall nocall nevercall tps ctps bloctel lnnte donotphone telefonsperre anrufsperre rufsperre anrufverbot rpo belverbod belblokkade repep reus pacitel ncpr`)
	// refusalPhrases are refusals of several words.
	refusalPhrases = [][]string{
		{"not", "interested"}, {"withdrawn", "from"}, {"withdrew", "from"}, {"lista", "robinson"}, {"liste", "rouge"}, {"anruf", "verboten"}, {"date", "of", "death"}, {"death", "date"}, {"wants", "no", "calls"},
		{"bel", "me", "niet"}, {"dado", "de", "baja"}, {"fuera", "de", "lista"}, {"no", "interesado"}, {"kein", "interesse"}, {"pas", "interesse"}, {"non", "interessato"}, {"sem", "interesse"},
		{"nao", "perturbe"}, {"opt", "me", "out"}, {"c", "d"}, {"hands", "off"}, {"delete", "me"}, {"delete", "my"}, {"erase", "me"}, {"erase", "my"}, {"forget", "me"}, {"should", "forget"}, {"forget", "this"}, {"vergessen", "werden"}, {"passed", "away"}, {"l", "oubli"}, {"right", "to", "be", "forgotten"}, {"leave", "alone"}, {"leave", "me", "alone"}, {"leave", "us", "alone"}, {"contact", "hold"}, {"registry", "hit"}, {"registry", "match"}, {"register", "match"}, {"registry", "hits"}, {"register", "hit"}, {"kill", "list"}, {"burn", "list"}, {"fundraising", "preference"}, {"fps", "match"}, {"fps", "status"}, {"fps", "flag"}, {"fps", "check"}, {"fps", "registered"}, {"communication", "hold"}, {"outreach", "hold"}, {"marketing", "hold"}, {"solicitation", "hold"}, {"hold", "calls"}, {"hold", "contact"}, {"rnd", "result"}, {"rnd", "status"}, {"rnd", "match"}, {"rnd", "flag"}, {"rnd", "check"},
		{"scrub", "result"}, {"scrub", "results"}, {"scrub", "status"}, {"scrub", "match"}, {"scrub", "flag"}, {"scrub", "code"}, {"scrub", "outcome"}, {"scrub", "disposition"}, {"scrub", "reason"}, {"scrub", "hit"}, {"subject", "request"}, {"keine", "werbung"}, {"not", "allow", "phone"}, {"no", "longer", "wishes"}, {"attorney", "retained"}, {"c", "and", "d"},
		{"telephone", "preference", "service"}, {"phone", "preference", "service"}, {"take", "me", "off"}, {"off", "the", "list"}, {"off", "list"}, {"off", "my", "list"},
		{"changed", "mind"}, {"changed", "their", "mind"}, {"changed", "his", "mind"}, {"changed", "her", "mind"}, {"change", "of", "mind"}, {"took", "it", "back"}, {"taken", "back"}, {"anders", "uberlegt"}, {"meinung", "geandert"}, {"change", "d", "avis"}, {"cambio", "de", "opinion"}, {"cambio", "de", "idea"}, {"cambiato", "idea"}, {"mudou", "de", "ideia"}, {"gedachten", "veranderd"},
		{"lista", "negra"}, {"liste", "noire"}, {"lista", "nera"}, {"zwarte", "lijst"}, {"schwarze", "liste"}, {"fora", "da", "lista"},
	}
	// consentPhrases are consents of several words.
	consentPhrases = [][]string{{"phone", "perm"}, {"phone", "perms"}, {"contact", "perm"}, {"contact", "perms"}, {"call", "ok"}, {"contact", "ok"}, {"safe", "to", "call"}, {"safe", "to", "phone"}, {"safe", "to", "ring"}, {"safe", "to", "contact"}, {"clear", "to", "call"}, {"cleared", "to", "call"}, {"good", "to", "call"}, {"anruf", "erlaubt"}, {"anrufen", "erlaubt"}, {"contact", "eligibility"}, {"call", "eligibility"}, {"calling", "eligibility"}, {"dial", "eligibility"}, {"dialing", "eligibility"}, {"contact", "eligible"}}
	// basisPhrases ask on what ground somebody's data is held: a consent, or another.
	basisPhrases = [][]string{{"legal", "basis"}, {"lawful", "basis"}, {"processing", "basis"}, {"basis", "for", "processing"}, {"rechtsgrundlage"}, {"base", "legal"}, {"base", "juridica"}, {"base", "legale"}, {"base", "juridique"}, {"base", "giuridica"}, {"rechtsgrond"}, {"podstawa", "prawna"}, {"rattslig", "grund"}, {"retsgrundlag"}}
	// wrongPhrases say that a number is not the person's, or dead.
	wrongWords   = []string{"reassign", "wrong", "incorrect", "invalid", "disconnect", "nonworking", "falsch", "ungultig", "equivoca", "errone", "incorrec", "errat", "sbagliat", "errad", "verkeerd", "disattiv", "desconect", "deconnect", "inexist", "getrennt", "abgeschaltet", "afgesloten", "bledn", "nieaktual", "nieprawid", "ugyldig", "neplat", "felaktig", "forkert"}
	wrongWhole   = newWordSet("inactive inaktiv inactif inactivo inactiva inattivo inativo inactief reassigned wrong incorrect invalid disconnected bad dead faux fausse nis feil fel")
	unsetPhrases = [][]string{{"out", "of", "service"}, {"not", "in", "service"}, {"kein", "anschluss"}, {"hors", "service"}, {"fuera", "de", "servicio"}, {"fora", "de", "servico"}, {"fuori", "servizio"}}
	// turnWords turn a consent into a refusal: "Consent withdrawn", "TCPA lawsuit", "GDPR
	// erasure".
	turnWords = newWordSet(`withdrawn withdraw withdrawal withdrew revoke revokes revocation rescinded cancelled canceled declined declines decline refused refuses refuse refusal withheld withhold denied denies deny rejected rejects objection objections objected objects object violation violations lawsuit lawsuits suit sued complaint complaints complained claim claims
		risk attorney reassigned erasure erase erased delete deleted deletion forget forgotten restriction terminated lapsed expired
		zuruckgezogen zuruckgenommen abgelehnt entzogen widerruf loschung loschen geloscht loschantrag verstoss klage beschwerde abgelaufen
		retirado retirada revocado revocada revocacion revoco revocar revoque retiro retirou retirar revogou revogar denegado rechazado rechaza queja denuncia supresion borrado litigio retire retrait plainte effacement revogado revogada recusado recusa queixa reclamacao eliminacao apagamento processo
		revocato revocata revoca ritirato reclamo cancellazione violazione rifiuta rifiutato negato ingetrokken geweigerd klacht verwijderd`)
	// negations say no.
	negations = newWordSet(`no non not never without lacks kein keine keinen keiner nicht ohne sans ne pas sin sem nao senza geen niet nie nunca jamais jamas mai ninguna ningun nessuna nessun aucun aucune cannot dont didnt doesnt wont wouldnt shouldnt mustnt isnt arent wasnt hasnt havent cant nobody none neither niemals nooit keinerlei jamas mai`)
	// objectWords say that somebody is against calls.
	objectWords = newWordSet(`nuisance verzichten verschont vermeiden evitare evitar eviter echapper librarse livrar vermijden verlost quit discontinue discontinued refrain refraining abstain halt inconvenience inconvenienced disrupt trouble cesemos cesen cesar paremos parem parar cessions cessiez cesser cessez arretions arretiez arreter smettiamo smettere cessiamo cessare unterlassen aufhoren einstellen slippa slippe undga unnga unangenehm opposez derange derangerait molesta molestaria dispiace disturba incomoda inconveniente inconvenientes opos deny denies opposed verzicht verzichtet verzichte decline declined declines refuse refused refuses reject rejected rejects object objected objects objecting objection objections refusal refusals
		abgelehnt verweigert ablehnung ablehnt rechaza rechazo rechazado refus refuse refusee recusa recusou recusado rifiuta rifiuto rifiutato weigert geweigerd lehnt restrict restricted restriction restrictions against vietate vietata negato negata negado negada unwilling unwanted skip skipped avoid halt pause paused snooze snoozed suspend suspended ban bars interdiction divieto prohibicion proibicao verbod unerwunscht verboten untersagt verbot forbidden prohibited prohibits banned disallowed prohibido prohibida proibido proibida interdit interdite vietato vietata verboden
		block blocks blocking bloqueo bloquear bloqueado bloqueada bloqueio blocage bloquer blocco bloccare blocchi sperren blockieren blokkeren`)
	// holdWords keep calls, rather than phones, from being made.
	holdWords = newWordSet("lock locks locked lockout freeze frozen embargo embargoed moratorium veto vetoed")
	// undoWords reverse what follows: "Untick if you do not want calls".
	undoWords = newWordSet(`untick uncheck unmark deselect unselect`)
	// leavePhrases do so too: "Leave blank if you do not want calls".
	leavePhrases = [][]string{{"leave", "blank"}, {"leave", "empty"}, {"leave", "unticked"}, {"leave", "unchecked"}, {"leave", "it", "blank"}, {"left", "blank"}, {"keep", "blank"}, {"leer", "lassen"}, {"dejar", "vacio"}, {"dejar", "en", "blanco"}, {"laisser", "vide"}, {"lasciare", "vuoto"}, {"deixar", "vazio"}, {"deixar", "em", "branco"}, {"leeg", "laten"}}
	// numberOf follow a no that is a number: "No. of calls".
	numberOf = newWordSet("of de di du des von van der dos das del")
	// softWords say that there is no consent yet, which is not a refusal.
	softWords = newWordSet(`pending missing outstanding unknown expired lapsed ausstehend fehlt abgelaufen pendiente falta pendente manquant mancante`)
	// openWords say that consent is asked for, not what the answer is.
	openWords = newWordSet(`required requires needed needs requested request`)
	// channelWords are ways to reach somebody other than calls; words of calls take
	// precedence. strongWords have nothing to do with calls, whatever other words there are.
	channelWords = newWordSet(`adressert adresserad profilowania profilowanie profilowaniu meter meters smartmeter compteur compteurs linky contador contadores contatore stromzahler autopay autodebit bill bills billing invoice invoices bancaire bancaria bancario laboral brief briefe briefwerbung postwerbung briefsperre briefpost lettre lettres infolettre infolettres ealert mensaje mensajes messaggi mensagem mensagens edm edms eblast eblasts email emails mail mails mailing newsletter newsletters sticker autocollant aufkleber adesivo briefkasten brievenbus letterbox sms text texts texting fax faxes post postal whatsapp correo push letter letters directory directories nieuwsbrief nieuwsbrieven katalog postcard postcards postkarte postkarten catalog catalogue courrier carta cartas lettera posta boletin offers offer offres ofertas offerte
		terms conditions policy privacy datenschutz agb daten datos donnees dati dados gegevens protection processing verarbeitung datenverarbeitung trattamento tratamiento traitement terminos condiciones termos condizioni voorwaarden cgv cgu privacidad privacidade confidentialite insurance credit returns card cards profiling visa paypal tax statements bounced`)
	strongWords = newWordSet(`overdraft tests testing age adult recording record recorded recordings planning zoning medical treatment surgery surgical clinical hipaa parental parent parents guardian minor minors cookie cookies sharing share shared party photo photos image images video media release waiver research study background
		yearbook esign esignature electronic signature paperless portal vaccine vaccination immunization trip tos eula nda loyalty tracking analytics profiling profilazione profilage profilierung perfilado perfilamento biometric arbitration pets mascota mascotas haustier haustiere huisdier huisdieren animal animale animali animaux animais store storage spouse wife husband conyuge conjoint conjointe ehepartner ehepartnerin ehemann ehefrau coniuge conjuge echtgenoot echtgenote
		bildrechte foto fotos aufzeichnung schweigepflicht behandlung eltern elterliche grabacion medico medica menores padres tutor imagen enregistrement medicale parentale gravacao imagem registrazione immagine genitori opname medisch medische beeld ouders`)
	// callWords speak of calls; contactWords of contact in any way.
	callWords = newWordSet(`rappelle rappellent rappelions appelions telephoning ringer ringas redial redialed redialled recontact recontacted dialing dialling autodial autodialed autodialer robocall robocalls robodial telesales call calls calling called phone phones phoned phoning telephone telephoned ring dial dialed voice telemarketing telephonic
		telefonat telefonate telefon telefonisch telefonische anruf anrufe anrufen angerufen werbeanruf werbeanrufe telefonmarketing telefonwerbung telefonanrufe telefonieren tel mobile
		telefono telefonica telefonico telefonicas telefonicos telefonicamente llamar llamada llamadas llamado llamarle llamarme llamarte llamarlo llame llamen llamemos
		appel appels appeler appelez appele appelee rappeler rappele rappelee rappelez rappel telemarketing telephonique telephoniques telephoner demarchage demarche
		telefonar chamar chamen ligar ligacao ligacoes ligue liguem chamada chamadas telefonema telefonemas telefone
		chiamare chiamata chiamate chiamato chiamarla chiamarti chiamarmi chiami richiamare richiami richiamate richiamato telefonata telefonate telefonare telefonarle telefonarti telefonarvi telefonarmi telefonicamente telefonear telefonearle telefonearte telefoneren bellen gebeld telefoontjes telefoon telefonisch bel`)
	contactWords = newWordSet(`storen hear outreach bother pester hassle harass annoy contact contacts contacting disturb solicit solicitation solicitations approach reach kontakt kontaktieren contacteren kontaktowac kontaktovat kontaktaufnahme werbung contactar contacto contactarle contactarme molestar molesten perturbe perturbar deranger derangez deranges demarcher solliciter contacter contactez joindre contatar contato contatos
		contattare contatto contattarla contattarmi disturbare benaderen talk speak speaking hablar hablarle parler sprechen falar parlare praten marketing advertising publicidad publicite pubblicita prospection`)
	// passives are contacts that somebody had or would have; they need a helping verb.
	passives = newWordSet(`derange derangee sollicite sollicitee demarche demarchee importune importunee embete molestado molestada importunado importunada disturbato disturbata incomodado incomodada perturbado perturbada gestoord lastiggevallen belastigt gestort behelligt bothered pestered ricontattato ricontattata richiamato richiamata contattati chiamati llamados contactados zuruckgerufen ligado recontacte recontactee called phoned telephoned dialed contacted reached disturbed solicited angerufen kontaktiert contactado contactada llamado llamada contacte contactee appele appelee rappele rappelee contatado contatada contattato contattata chiamato chiamata gebeld benaderd gecontacteerd`)
	helpers  = newWordSet(`detre dessere be being to want wants wish wishes would like werden worden ser sea etre essere worden mochte mochten souhaite souhaitez desea deseo quiere deseja desidera vuole wil wenst`)
	// firmWords ask for permission; looseWords say what somebody would like.
	firmWords = newWordSet(`okd okayed tilladt tillatt disponibile disponible toegestaan authorizes authorises accept approved suitable moglich zulassig posso kann konnen konnten pourrions podria podriamos poderiamos potremmo kunnen may can could ok okay allow allows allowed permit permits authorise authorised authorize authorized authorization authorisation happy willing welcome welcomes mind darf durfen erlaubt erlaubnis gestattet erwunscht genehmigt alright comfortable fine permitted allowed autorizado autorizada autorise autorisee autorizzato autorizzata permitido permitida permis permise permesso permessa consentito consentita gestattet
		puede podemos puedo acepto aceptas autoriza autorizo permite permito peut pouvons peuvent acceptez autorise autorisez pode aceito permiso permisos permesso permissao subscribed puo possiamo accetto autorizza autorizzo permette mag mogen`)
	looseWords = newWordSet(`gustaria gostaria piacerebbe aimeriez aimerais gewunscht gewenst receives enabled enable activated perm perms auth love keen glad interested want wanted wants wish wishes would like likes prefer receive mochte mochten wunsche wunscht desea deseo quiere quiero recibir souhaite souhaitez veut voulez recevoir vogliono volete vogliamo voglio queremos quieren quieres desean veulent deseja quer receber desidera desidero vuole vuoi ricevere wil wilt wenst ontvangen einverstanden please`)
	// askWords ask for something other than a yes: a time, a way, a number.
	askWords = newWordSet(`how when which what where who why best preferred preference time times hours hour day days number numbers wie wann welche welcher como cuando cual hora horas horario quando qual comment quand quel quelle heure heures come quale ora orario hoe wanneer welke`)

	// endWords say when a consent ends.
	endWords = newWordSet(`jusqu jusque hasta valable expires expiry expiration expire end ends ending endet lapses until till thru ablauf ablaufdatum bis caduca caducidad vencimiento vence expiracion expira scade scadenza validade verloopt einddatum tot`)

	whenWords  = newWordSet(`ts date dates datum fecha data dato time timestamp zeitpunkt dt datetime`)
	whenEnds   = newWordSet(`at on when am le el day`)
	fromWords  = newWordSet(`source url page form where quelle fuente origen origem fonte bron via website method channel location from herkunft origine`)
	restWords  = newWordSet(`ip id text version proof statement wording language country user cert certificate token jornaya trustedform leadid notes note name address count copy reason`)
	proofWords = newWordSet(`url link ip id text token version wording statement language instructions`)
	// checkedWords say that a list was checked, not with what result.
	checkedWords = newWordSet(`checks checked scrubbed verified scrub check lookup cleaned`)
	// fillWords are filler in sentences about consent.
	fillWords = newWordSet(`marketing contato contacto contatto contacter be by we i you us given please yes have has been me is are was were my your our their his her about this that it if tick box here to the a an for or and any do does did not status type level state value flag
		answer response category kind form signed list registered registry internal federal national wireless express written prior explicit verbal being get receive granted obtained on off of in out from future again ever further more acme company inc llc regarding via directly thanks thank les le la des de du d l au aux un une el los las para por con il lo gli al alle al all per di e os as em ao um uma op het een zu zum der die das den dem und et plus mehr meer mas piu mais s n qu`)
)

// levelWords sort permissions, rather than giving one.
var levelWords = newWordSet("level type category kind class")

// lackWords are negations that may say that there is no such thing.
var lackWords = newWordSet("no without sin sans sem")

// phoneThings are things, not what is done with them.
var phoneThings = newWordSet("phone phones telephone telefon telefono telefone tel mobile voice")

// answerWords show that a "no" stands for an answer, as in "Consent (yes/no)".
var answerWords = newWordSet("yes y ja oui si sim ano tak")

// thingWords are refusals that may be of things: "Removal type".
var thingWords = newWordSet("stop remove removed removal exclude excluded exclusion complaint complaints")

// verbs are what may be done to somebody who would like it.
var verbs = newWordSet(`telefonat telefonate telefonisch telefonische call calls ring talk speak hablar parler sprechen falar parlare llamar llamadas llamen llamemos llamada anruf anrufe anrufen appel appels appeler rappeler ligar ligacao ligacoes chamadas chamada chiamare chiamate chiamata bellen gebeld`)
