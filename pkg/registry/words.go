package registry

import (
	"slices"
	"strings"
	"unicode"
)

// canonical makes words that mean the same look the same: "Do-Not-Call" and
// "do not call".
func canonical(s string) string {
	switch s {
	case "+", "-":
		return s
	}
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
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
	addWords = set(`a,add,adds,added,addition,additions,new,insert,inserted,i,+,create,created,register,registered,
		change,changed,update,updated,subscribe to list,enter,entered`)
	deleteWords = set(`d,del,delete,deletes,deleted,deletion,deletions,remove,removes,removed,removal,removals,r,drop,dropped,-,
		cancel,cancelled,canceled,cancellation,deregister,deregistered,unregister,unregistered,expire,expired,expiry,expiries,purge,purged,released,withdrawn,inactive`)
)

// The words of results: on a list, or on none.
var (
	listedWords = set(`bad,blacklisted,blacklist,blocklisted,block,blocked,blocks,dnc,do not call,donotcall,do not contact,dnd,do not disturb,on dnc,on dnc list,on list,listed,
		federal dnc,national dnc,state dnc,internal dnc,company dnc,national,federal,state,dma,litigator,tcpa litigator,known litigator,serial litigator,plaintiff,suppress,suppressed,suppression,
		reassigned,disconnected,unsubscribed,unsubscribe,opted out,opt out,optout,optedout,stop,stopped,revoked,match,matched,hit,found,
		deceased,complainer,complainant,not callable,uncallable,do not dial,not allowed,forbidden,denied,reject,rejected,fail,failed,unsafe,risky,dirty,registered`)
	clearWords = set(`good,clean,clear,cleared,ok,okay,callable,allowed,allow,ok to call,okay to call,safe,safe to call,pass,passed,not listed,not on list,not on dnc,not found,no match,nomatch,not matched,unmatched,no hit,miss,
		not blacklisted,no data,nodata,eligible,exempt,ebr,opted in,opt in,optin,optedin,subscribed,permitted,not suppressed,unlisted,not reassigned,connected,none,not dnc,dialable,not a litigator`)
	yesWords = set("yes,y,true,t,1,x,ja,j,oui,o,sí,si,s,sì,sim,jah,kyllä,tak,ano,да,так,evet,はい,是")
	noWords  = set("no,n,false,f,0,nein,non,não,nao,nee,nej,nei,ei,nie,ne,нет,ні,hayır,hayir,いいえ,否")
)

// dncCodes are the result codes of DNC.com's scrub: those that say that a number
// may be called. All others say why it should not be: on a list, malformed,
// invalid, a wireless number.
var dncClear = set("c,e,o,x")

// resultHeaders are words of the headers of columns that say what came of a
// number; a column with one of them is read or the file refused.
var resultHeaders = set(`status,result,results,action,flag,code,outcome,disposition,verdict,match,matched,hit,response,answer,indicator,state of number,scrub,callable,dialable,allowed,blocked,
	blacklist,blacklisted,suppressed,suppress,dnc,donotcall,call,listed,registered,opt,optin,optout,consent,litigator,reassigned,disconnected,change,changes,operation,op,transaction,type,message,valid,active,clean,eligible,permission,dnd,block,
	gesperrt,sperre,sperrliste,robinson,robinsonliste,liste rouge,bloctel,opposition,bloqueado,bloqueada,no llamar,lista robinson,não perturbe,nao perturbe,bloccato,opposizione,geblokkeerd`)

// yesListed are words of headers where yes says that the number is on a list,
// yesClear those where it says that it may be called.
var (
	yesListed = set(`dnc,donotcall,do not call,suppressed,suppress,blocked,block,blacklist,blacklisted,litigator,litigators,plaintiff,reassigned,disconnected,optout,opted out,opt out,unsubscribed,
		gesperrt,sperre,sperrliste,robinson,robinsonliste,liste rouge,bloctel,opposition,bloqueado,bloqueada,no llamar,lista robinson,não perturbe,nao perturbe,bloccato,opposizione,geblokkeerd,
	listed,on list,match,matched,hit,found,registered,dnd,do not contact,do not disturb,deceased,federal,national,national dnc,state dnc,federal dnc,internal dnc`)
	yesClear = set(`callable,dialable,clean,clear,ok,ok to call,allowed,eligible,permitted,optin,opted in,opt in,consent,can call,may call,safe,safe to call,good,subscribed,permission`)
)

// removalHeaders are words of the headers of columns that have the day on which a
// number was taken off.
var removalHeaders = set(`removed,date removed,removal date,deleted,date deleted,deletion date,delete date,remove date,removed on,deleted on,removed at,deleted at,deregistered`)

// additionHeaders are words of the headers of columns that have the day on which a
// number was put on.
var additionHeaders = set(`added,date added,add date,added on,added at,addition date,registered,registration date,date registered,listed,date listed,listed on,start,start date,effective,effective date,created,date created`)

// plainHeaders are words of the headers of columns that turn nothing round.
var plainHeaders = set(`name,names,first,last,middle,full,company,business,address,street,city,town,zip,zipcode,postal,postcode,plz,email,mail,id,uid,uuid,guid,record,case,cases,court,docket,attorney,firm,
	quarter,carrier,country,region,timezone,zone,tz,note,notes,comment,comments,source,reason,list,campaign,owner,created,updated,modified,added,by,user,agent,line,linetype,lrn,ocn,latitude,longitude,lat,lon,county,lata,rate,
	title,description,number,numbers,phone,phones,date,time,timestamp,vendor,lead,age,gender,income,brand,channel,score,price,amount,state,province,extension,ext`)

// plainWords are what cells say that turn nothing round: kinds of lines,
// countries, time zones, registries.
var plainWords = set(`landline,land line,mobile,cell,cellular,wireless,voip,fixed,fixed voip,non fixed voip,fixed line,toll free,tollfree,pager,residential,business,consumer,home,work,other,
	us,usa,united states,ca,can,canada,gb,uk,de,fr,eastern,central,mountain,pacific,alaska,hawaii,atlantic,est,edt,cst,cdt,mst,mdt,pst,pdt,null,na,n a,
	web,phone,email,mail,letter,api,import,manual,sms,text,ftc,crtc,tps,ctps,att,at t,verizon,t mobile,sprint`)

// otherHeaders tell that the digits in a column are no phone numbers; a part of
// phoneParts overrules them. Only what is sure stands here: a number too many on
// the do-not-call list costs less than one too few.
var (
	otherHeaders = set(`id,uid,uuid,guid,ssn,account,acct,order,invoice,policy,contract,vin,case,docket,
		date,time,timestamp,datetime,created,updated,modified,added,expires,expiry,expiration,dob,birthday,birthdate,
		zip,zipcode,postal,postcode,plz,amount,price,email,ip,lrn,ocn,score`)
	phoneParts = []string{"phone", "fone", "mobil", "móvil", "movil", "celular", "cell", "tel", "handy", "rufnummer", "msisdn", "dnc", "number", "ctn"}
)

// wordsOf splits a header into words: "ResultCode", "opt_out".
func wordsOf(header string) []string {
	var b strings.Builder
	var last rune
	for _, r := range header {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return strings.Fields(canonical(b.String()))
}

// says reports whether a header has one of words, alone or as two or three of
// its words together.
func says(header string, words map[string]bool) bool {
	w := wordsOf(header)
	for i := range w {
		for j := i + 1; j <= min(len(w), i+4); j++ {
			if words[strings.Join(w[i:j], " ")] || words[strings.Join(w[i:j], "")] {
				return true
			}
		}
	}
	return false
}

// namesOther reports whether a header says that its column holds no phone
// numbers: "Order ID", "created_at".
func namesOther(header string) bool {
	lower := strings.ToLower(header)
	if slices.ContainsFunc(phoneParts, func(part string) bool { return strings.Contains(lower, part) }) {
		return false
	}
	return says(header, otherHeaders)
}

// isDeletion reports whether the name of a file or an element says that it has
// deletions: "deletions-2026-11.csv".
func isDeletion(name string) bool {
	return slices.ContainsFunc(wordsOf(name), func(w string) bool { return len(w) > 2 && w != "inactive" && deleteWords[w] })
}
