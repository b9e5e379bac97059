package registry

import (
	"slices"
	"strings"
	"unicode"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
)

// canonical makes words that mean the same look the same: "Do-Not-Call" and
// "do not call".
func canonical(s string) string {
	switch s {
	case "+", "-":
		return s
	}
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return strings.TrimSpace(s) // a sign: "*", "✓"
	}
	return strings.Join(words, " ")
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Split(words, ",") {
		m[strings.TrimSpace(w)] = true
	}
	return m
}

// The words of change lists.
var (
	addWords = set(`a,add,alta,adds,added,addition,additions,new,insert,inserted,i,+,create,created,register,registered,
		change,changed,update,updated,subscribe to list,enter,entered,active`)
	deleteWords = set(`d,baja,del,delete,deletes,deleted,deletion,deletions,remove,removes,removed,removal,removals,r,drop,dropped,-,
		cancel,cancelled,canceled,cancellation,deregister,deregistered,unregister,unregistered,expire,expired,expiry,expiries,purge,purged,released,withdrawn,inactive`)
)

// The words of results, on a list or on none, in addition to the refusals and clearances
// of pkg/normalize.
var (
	listedWords = set(`bad,blocks,dma,federal,national,state,dirty,fail,failed,found,hit,listed,on list,match,matched,reassigned,disconnected,registered,risky,stopped,
		not callable,uncallable,unsafe,suppression`)
	clearWords = set(`allow,allowed,connected,miss,no data,nodata,nomatch,none,ok,okay,opted in,opt in,optin,optedin,permitted,reinstated,resubscribe,resubscribed,
		start,subscribe,subscribed,unblock,unblocked,unlisted,unmatched,unstop,whitelisted`)
)

func isAdd(word string) bool    { return addWords[word] }
func isDelete(word string) bool { return deleteWords[word] }

// isListed reports whether a result says that a number is on a list.
func isListed(word string) bool {
	return listedWords[word] || normalize.AnswerOf(word) == normalize.Refusal && !isNo(word)
}

// isClear reports whether a result says that a number is on none, isClearance whether it
// says so in words that hardly mean anything else.
func isClear(word string) bool { return clearWords[word] || isClearance(word) }

func isClearance(word string) bool {
	if normalize.AnswerOf(word) == normalize.Clearance {
		return true
	}
	negation, rest, ok := strings.Cut(word, " ")
	return ok && listedWords[rest] && normalize.Negates(negation)
}

// isYes and isNo read plain answers, isNoData that of the Reassigned Numbers Database for
// a number that it does not know.
func isYes(word string) bool {
	yes, ok := normalize.Boolean(word)
	return ok && yes || word == "j" || word == "o" || word == "s" || len(word) > 1 && normalize.AnswerOf(word) == normalize.Yes && !strings.Contains(word, " ") && len([]rune(word)) < 4 && !clearWords[word]
}

func isNo(word string) bool {
	yes, ok := normalize.Boolean(word)
	return ok && !yes || len([]rune(word)) > 1 && len([]rune(word)) < 6 && normalize.AnswerOf(word) == normalize.No
}

func isNoData(word string) bool { return word == "no data" || word == "nodata" }

// isPlain reports whether a cell's word reverses nothing: kinds of lines, countries, time
// zones, registries.
func isPlain(word string) bool { return plainWords[word] }

// dncClear are the result codes of DNC.com's scrub that say that a number may be
// called. All others say why it should not be: on a list, malformed, invalid, a
// wireless number.
var dncClear = set("c,e,o,x")

// Words of headers in addition to the concepts of pkg/header, in the form of
// header.Words.
var (
	// resultHeaders are of the result for a number: a column with one of them is read, or
	// the file refused.
	resultHeaders = set(`status,result,results,action,active,flag,code,outcome,disposition,verdict,match,matched,hit,response,answer,indicator,scrub,call,allowed,block,listed,registered,
		change,changes,operation,op,transaction,type,message,valid,clean,eligible,deleted,risk,
		ergebnis,esito,resultado,resultat,risultato,stato,statut,wynik,статус,結果,状態`)
	// foundHeaders have a yes for what is on the list, clearHeaders for what may be called.
	foundHeaders = set("on list,listed,match,matched,hit,found,registered,federal,national,block,geblokkeerd")
	clearHeaders = set("allowed,clean,clear,eligible,good,ok,safe,subscribed")
	// removalHeaders are of the day on which a number was taken off, additionHeaders of
	// that on which it was put on.
	removalHeaders  = set("removed,deleted,deregistered,de registered,removal date,deletion date,delete date,remove date")
	additionHeaders = set("added,add date,addition date,registered,registration date,listed,start,effective,created")
	expiryHeaders   = set("expiry,expires,expiration,expire,valid until,until,ends,end")
	// changeHeaders can mark additions and deletions, codeHeaders are of codes of results,
	// whyHeaders of why a number is on a list, or on which.
	changeHeaders = set("action,flag,change,changes,operation,op,transaction,type,add,delete,update,status,code,indicator")
	codeHeaders   = set("result,code,resultcode")
	whyHeaders    = set("reason,reasons,source,message,comment,comments,note,notes,list,lists,registry,name,campaign")
	// callingHeaders are of calling codes.
	callingHeaders = set("cc,calling code,country code,dial code,dialing code,dialling code,phone code,intl code,indicatif,landesvorwahl")
	// listHeaders say on which list a number is.
	listHeaders = set("list,lists,registry,registries,register,registers")
	// countHeaders are of the count of a range's numbers.
	countHeaders = set("count,counts,quantity,qty,size,length,many")
	// plainHeaders reverse nothing.
	plainHeaders = set(`added,by,carrier,case,cases,channel,court,attorney,date,docket,ext,extension,full,lata,line,linetype,lrn,number,numbers,ocn,phone,phones,quarter,rate,reason,record,time,timestamp,tz,uid,updated,vendor,zone,brand,
		age,amount,campaign,created,gender,income,lat,list,lon,longitude,latitude,middle,modified,price,score,source,timezone,title,name,address,city,state,county,region,country,zip,id,email,comment,comments,note,notes,company,owner,user,agent,lead`)
	// otherHeaders show that the digits in a column are not phone numbers. Only certain
	// ones are here: a number too many on the do-not-call list costs less than one too
	// few.
	otherHeaders = set(`case,contract,date,datetime,docket,expiration,expires,expiry,invoice,lrn,modified,added,created,updated,ocn,order,policy,score,price,amount,time,timestamp,uid,vin,ip,dob,birthday,birthdate,account,id`)
	// phoneWords override them.
	phoneWords = set("dnc,number,numbers,ctn,msisdn,tn,line")
	// fromHeaders and toHeaders are of the ends of ranges; besideCounts are words next to
	// countHeaders.
	fromHeaders  = set("from,start,first,begin,low,lo,lower,min,range start,beginning,ab,da,de,desde,du,od,van,von")
	toHeaders    = set("to,end,last,high,hi,upper,max,through,range end,thru,ending,a,al,au,até,bis,do,hasta,tot")
	besideCounts = set("how,of,in,the,block,range,number,numbers,phone,phones,total")
	// sureHeaders are of results and of nothing else, answerHeaders of those that may be a
	// yes or a no, dayHeaders of the day and not of the number.
	sureHeaders   = set("status,result,disposition,outcome,verdict,action,flag")
	answerHeaders = set("result,answer,response")
	dayHeaders    = set("today,now")
)

// The names of elements and attributes of XML, whole or by words in them.
var (
	asOfNames    = set("as of,asof,created,generated,issued")
	phoneNames   = set("ph,phone,number,num,phonenumber,phone_number,phonenum,telephone,tel,tn,line,local,msisdn,subscriber,no")
	phoneInNames = set("phone,telephone,phone number")
	areaNames    = set("ac,area,areacode,area_code,area-code,npa,code")
	areaInNames  = set("area code")
	valueNames   = set("val,value,v,no,num,number,id,code")
	// markNames may say that a number was added or deleted.
	markNames   = set("type,action,act,op,operation,status,change,chg,flag,mode,transaction,update,state of number,result,active,deleted,delete,listed")
	recordNames = set("record,rec,row,entry,item")
	// changeLists are what lists of additions and deletions are called.
	changeLists = set("change,changes,delta,update,updates,incremental")
)

// trailerWords begin the last line of a file that ends with a count.
var trailerWords = set("t,trl,trailer,tr,total,totals,total records,total numbers,total count,count,records,record count,number of records,rows,row count,end,eof,end of file,99,9,footer,f")

// listWords are words of the names of files and columns that say that the numbers
// must not be called.
var listWords = []string{"dnc", "do not", "donot", "dnd", "opt out", "optout", "opted out", "unsub", "suppress", "blacklist", "blocklist", "blocked", "litigat", "plaintiff",
	"stop", "remov", "registry", "tps", "robinson", "complain", "deceased", "reassign", "scrub", "exclu", "never call", "wrong number", "disconnect", "internal", "revoke", "withdr", "refus"}

// plainWords are words of cells that reverse nothing.
var plainWords = set(`landline,land line,mobile,cell,cellular,wireless,voip,fixed,fixed voip,non fixed voip,fixed line,toll free,tollfree,pager,residential,business,consumer,home,work,other,
	us,usa,united states,ca,can,canada,gb,uk,de,fr,eastern,central,mountain,pacific,alaska,hawaii,atlantic,est,edt,cst,cdt,mst,mdt,pst,pdt,null,na,n a,
	web,phone,email,mail,letter,api,import,manual,sms,text,ftc,crtc,tps,ctps,att,at t,verizon,t mobile,sprint`)

// says reports whether a header has one of words, as one of its words or as two
// together.
func says(h string, words map[string]bool) bool {
	w := header.Words(h)
	for i := range w {
		if words[w[i]] || i+1 < len(w) && words[w[i]+" "+w[i+1]] {
			return true
		}
	}
	return false
}

// negated reports whether a header reverses its own meaning: "Not found".
func negated(h string) bool { return slices.ContainsFunc(header.Words(h), normalize.Negates) }

// yesListed reports whether a header is of a column where yes says that a number is on
// a list, yesClear whether of one where it says that it may be called.
func yesListed(h string) bool {
	switch header.Read(h).Concept {
	case header.Refusal:
		return true
	case header.Consent, header.OtherConsent:
		return false
	}
	return says(h, foundHeaders) && !negated(h)
}

func yesClear(h string) bool {
	switch header.Read(h).Concept {
	case header.Consent:
		return true
	case header.Refusal, header.OtherConsent:
		return false
	}
	return says(h, clearHeaders) && !negated(h)
}

// namesResult reports whether a header names the result for a number.
func namesResult(h string) bool {
	if says(h, countHeaders) {
		return false
	}
	switch header.Read(h).Concept {
	case header.Consent, header.Refusal, header.OtherConsent:
		return true
	}
	return says(h, resultHeaders)
}

// namesPlain reports whether a header is of a column that reverses nothing.
func namesPlain(h string) bool {
	switch header.Read(h).Concept {
	case header.None, header.Extra:
		return says(h, plainHeaders) && !yesListed(h)
	case header.Consent, header.Refusal, header.OtherConsent:
		return false
	case header.Phone:
		return !yesClear(h) // "Safe to dial"
	}
	return true
}

// namesOther reports whether a header says that its column has no phone numbers: "Order
// ID", "created_at".
func namesOther(h string) bool {
	if header.NamesPhone(h) || says(h, phoneWords) {
		return false
	}
	switch header.Read(h).Concept {
	case header.ID, header.Email, header.Zip:
		return true
	}
	return says(h, otherHeaders)
}

// isDeletion reports whether the name of a file or an element says that it has
// deletions: "deletions-2026-11.csv".
func isDeletion(name string) bool {
	return slices.ContainsFunc(header.Words(name), func(w string) bool { return len(w) > 2 && w != "inactive" && deleteWords[w] })
}

// isAddition reports whether the name of a file says that it has additions.
func isAddition(name string) bool {
	return slices.ContainsFunc(header.Words(name), func(w string) bool { return len(w) > 2 && w != "active" && addWords[w] })
}

// isCleared reports whether the name of a file says that its numbers may be called:
// "clean.csv" of a scrub.
func isCleared(name string) bool {
	words := header.Words(name)
	return slices.ContainsFunc(words, func(w string) bool { return clearNames[w] }) && !negated(name)
}

// clearNames are words in the names of files with numbers that may be called.
var clearNames = set("allowed,allowlist,callable,clean,clear,cleared,eligible,good,nomatch,safe,scrubbed,whitelist")
