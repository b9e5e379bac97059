package header

import (
	"slices"
	"strings"
)

// Trait is what the words of a header say beside their concept.
type Trait uint8

// The traits: what the header names, or is of.
const (
	// OfAge: a word for ages, whoever's or whatever's they are.
	OfAge Trait = iota
	// OfDate: a date.
	OfDate
	// OfMembership: a club's members are sorted by it.
	OfMembership
	// OfDeath: somebody who died, or the day: "Deceased Name", "Date of Death".
	OfDeath
	// OfCounsel: a legal representative; who has one must not be called.
	OfCounsel
	// OfTitle: what people do for a living.
	OfTitle
	// OfRole: what people are to the owner of the list: "Role", "Member type".
	OfRole
	// OfGroup: the group that somebody is in: "Customer Group".
	OfGroup
	// OfContactKind: kinds of contacts, who may be the person or others: "Contact Type".
	OfContactKind
	// OfOthers: somebody other than the contact: "In Case of Emergency Number".
	OfOthers
	// RefersBack: a person whom an earlier header names: "What is that person's phone number?".
	RefersBack
	// OfNames: names of somebody or something, not a status: "Household Name".
	OfNames
	// OfDistrict: places within a region: "Township".
	OfDistrict
	// AboutThings: things, not calls: "Product", "Order Status".
	AboutThings
	// OfListName: what list, campaign or source somebody stands in or comes from.
	OfListName
	// OfStatus: how it stands with a person: a status, a disposition, notes.
	OfStatus
	// OfPersonStatus: the same of a person who is called, "Lead Status", not of something of theirs, "Enrollment Status".
	OfPersonStatus
	// OfChange: what became of each row in a list of changes: "Op", "Change Type".
	OfChange
	// OfCode: codes, kinds or reasons rather than answers: "DNC Code", "Suppression Type".
	OfCode
	// OfReply: what people answered.
	OfReply
	// Unnamed: nothing but where the column stands: blank, "Column 4", "F7".
	Unnamed
	// BareNegation: only that something is not to be done: "Do not"; the rest may have been lost.
	BareNegation
	// OfCalls: calling or contacting somebody.
	OfCalls
	// OfCallCount: how many calls there were.
	OfCallCount
	// OfContactPerson: who the contact is, not contacting anybody: "Household Primary Contact".
	OfContactPerson
	// OfOtherWays: consent to something other than calls.
	OfOtherWays
	// WithRefusalWord: a word by which headers name refusals.
	WithRefusalWord
	// DoneToThing: a thing that was declined, removed or the like: "Tree removed".
	DoneToThing
	// OfRestriction: a limit, perhaps of contact: "Restrictions", "Contact flag".
	OfRestriction
	// LacksPhone: that there is no phone, or none to use: "NO_PHONE", "Unlisted Phone"; beside answers it says whom not to call.
	LacksPhone
	// OptsIn: opting in.
	OptsIn
	// OptsInOrOut: opting in and out alike: the cells are "in" and "out".
	OptsInOrOut
	// OfPreference: which way is best, not which are allowed: "Preferred contact".
	OfPreference
	// OfChannel: whether and how somebody wants to be reached: "Contact preference".
	OfChannel
	// ByWhichWay: by which way to reach somebody: "Contact by".
	ByWhichWay
	// OfAllowedWays: by which ways somebody may be reached: "Erlaubte Kontaktwege".
	OfAllowedWays
	// OfWays: ways to reach somebody, and consent, contact or a choice: "Channel permissions".
	OfWays
	// OfBarredWays: by what somebody must not be reached, rather than how they said so: "DND Channels".
	OfBarredWays
	// OfLegalBasis: on what ground somebody's data is held.
	OfLegalBasis
	// OfCallLimit: how often somebody may be called: "Max calls per month".
	OfCallLimit
	// OfCallTime: before or after which time of the day somebody must not be called.
	OfCallTime
	// OfListCheck: a look at a list of refusals: "TPS checked".
	OfListCheck
	// OfPrivacy: how much of somebody may be known.
	OfPrivacy
	// OfRequest: what somebody asks for, or has a right to: "Erasure request".
	OfRequest
	// OfRefusalList: a list of those who must not be called: "TPS match".
	OfRefusalList
	// OfRegistry: a registry of numbers, or a match with one: "National DNC".
	OfRegistry
	// OfSomeRegistry: whose list it is and nothing else: "FL state list", "Federal".
	OfSomeRegistry
	// OfPhone: a phone or its line, so that the cells may say how it stands with another column: "Phone check".
	OfPhone
	// OfPhoneKind: the kind of the numbers in another column: "Phone Type".
	OfPhoneKind
	// OfWhose: whose the numbers in another column are: "Phone belongs to", "Phone relation".
	OfWhose
	// AsksWhose: the same and nothing else: "Belongs to", "Phone relationship".
	AsksWhose
	// AsksWhoseNumber: the same, and it names numbers: "Whose phone is this".
	AsksWhoseNumber
	// SkipTraced: what skip tracing found.
	SkipTraced
	// OfScope: what something is for, or by which way: "Purpose", "Channel".
	OfScope
	// OfOrder: it is of an order, a delivery or a payment in one of the further languages.
	OfOrder
	// ForbidsIfNot: it forbids calls where the answer is no: "Member (do not call if no)".
	ForbidsIfNot
	// WithConcession: a consent, and until when or in spite of what it holds.
	WithConcession
	// OfConsentSource: where somebody agreed to be reached, or how.
	OfConsentSource
	// OfConsentProof: what is kept of a consent, as a form or a recording; AsksToCall: a request to be called.
	OfConsentProof
	AsksToCall
	// AsksOfCalls: what somebody thinks of our calls, in one of the further languages.
	AsksOfCalls
	// OfEnd: when something ends; OfInitials: the initials of who agrees.
	OfEnd
	OfInitials
	// OfPermission: a permission, or a wish for calls; OfWayByPhone: the phone as a way to reach somebody.
	OfPermission
	OfWayByPhone
	// InWestSlavic: it is Polish or Slovak, where "nie" is no; in German "nie" is never.
	InWestSlavic
)

// Has reports whether a header has one of the traits.
func Has(name string, traits ...Trait) bool {
	words := Words(name)
	return slices.ContainsFunc(traits, func(t Trait) bool { return traitRules[t](words) })
}

// anyOf returns the rule of a header with a word of one of the sets.
func anyOf(sets ...*wordSet) func(words []string) bool {
	return func(words []string) bool { return hasAny(words, sets...) }
}

var traitRules = [...]func(words []string) bool{
	OfAge:           anyOf(yearsWords),
	OfDate:          namesDate,
	OfMembership:    namesMembership,
	OfDeath:         anyOf(deathWords, newWordSet("death decedent muerte deces decesso morte sterbedatum todestag")),
	OfCounsel:       namesCounsel,
	OfTitle:         func(words []string) bool { return hasAny(words, titleWords) && !tellsStatus(words) },
	OfRole:          anyOf(newWordSet("role type group category position rolle rol funktion gruppe tipo ruolo papel categoria fonction")),
	OfGroup:         namesClass,
	OfContactKind:   namesContactKind,
	OfOthers:        func(words []string) bool { return slices.ContainsFunc(words, isOthers) },
	RefersBack:      refersBack,
	OfNames:         namesSomething,
	OfDistrict:      anyOf(districts),
	AboutThings:     aboutThings,
	OfListName:      anyOf(newWordSet("campaign list lists audience segment source sheet board event folder queue bucket subject kampagne liste quelle campagne origine segmento campana lista origen fuente campanha origem fonte lijst bron")),
	OfStatus:        tellsStatus,
	OfPersonStatus:  tellsOfPerson,
	OfChange:        namesChange,
	OfCode:          anyOf(codeWords),
	OfReply:         anyOf(newWordSet("reply replies replied keyword inbound incoming")),
	Unnamed:         unnamed,
	BareNegation:    bareNegation,
	OfCalls:         namesCall,
	OfCallCount:     countsCalls,
	OfContactPerson: namesContactPerson,
	OfOtherWays:     otherThanCalls,
	WithRefusalWord: anyOf(refusalWords),
	DoneToThing:     func(words []string) bool { return doneToThing(words) || ofFurtherThing(words) },
	OfRestriction:   restricts,
	LacksPhone:      lacksPhone,
	OptsIn:          anyOf(newWordSet("optin optedin opt")),
	OptsInOrOut:     asksInOrOut,
	OfPreference:    anyOf(preferred),
	OfChannel:       asksChannel,
	ByWhichWay: func(words []string) bool {
		return hasAny(words, contactWords, wayWords) && hasAny(words, byWords, wayWords, objectLeads)
	},
	OfAllowedWays:   allowsWays,
	OfWays:          speaksOfWays,
	OfBarredWays:    barsChannels,
	OfLegalBasis:    func(words []string) bool { return containsPhrase(words, basisPhrases) },
	OfCallLimit:     func(words []string) bool { return hasAny(words, limitWords) && hasAny(words, callWords, contactWords) },
	OfCallTime:      func(words []string) bool { return len(words) > 1 && timeLeads.has(words[len(words)-1]) },
	OfListCheck:     checksList,
	OfPrivacy:       anyOf(newWordSet("privacy datenschutz privacidad privacidade confidentialite confidentiality vertraulichkeit")),
	OfRequest:       anyOf(requests, newWordSet("right recht droit derecho diritto direito")),
	OfRefusalList:   anyOf(inherentWords),
	OfRegistry:      anyOf(newWordSet("registry register registro registre national nacional federal state scrub scrubbed wash washed tps ctps bloctel lnnte rpo repep reus pacitel ncpr dncr dncl ndnc robinson opposizioni")),
	OfSomeRegistry:  namesRegistry,
	OfPhone:         namesOfPhone,
	OfPhoneKind:     labelsPhone,
	OfWhose:         tellsWhose,
	AsksWhose:       asksWhose,
	AsksWhoseNumber: asksWhoseNumber,
	SkipTraced:      skipTraced,
	OfScope: func(words []string) bool {
		return hasAny(words, scopeWords, channelNouns) && allIn(words, scopeWords, channelNouns, consentWords, noiseWords, fillWords)
	},
	OfOrder:      ofFurtherThing,
	ForbidsIfNot: forbidsIfNot,
	WithConcession: func(words []string) bool {
		return len(withoutConcession(words)) < len(words) || slices.Contains(words, "revocable")
	},
	OfConsentSource: func(words []string) bool {
		r, ok := Meaning{}.consent(words)
		return ok && (r.Concept == ConsentSource && !slices.Contains(words, "form") || r.Concept == Consent && r.Score == Doubt && hasAny(words, questionWords))
	},
	OfConsentProof: func(words []string) bool {
		r, ok := Meaning{}.consent(words)
		return ok && (r.Concept == Extra || r.Concept == ConsentSource) && claimOf(plainly(words)).named && !weakly(words) && !hasAny(words, openWords)
	},
	AsksToCall: func(words []string) bool {
		return hasAny(words, meVerbs) || hasAny(words, meWords) && slices.ContainsFunc(words, func(w string) bool { return callVerb(w) && !strings.HasSuffix(w, "ed") })
	},
	OfEnd:        anyOf(endWords),
	OfInitials:   anyOf(newWordSet("initial initials initialed initialled initialen initiales iniciales iniciais iniziali initialer parafe paraaf")),
	OfPermission: asksPermission,
	AsksOfCalls:  asksOfCalls,
	OfWayByPhone: byPhone,
	InWestSlavic: inWestSlavic,
}
