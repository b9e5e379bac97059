package remark

import (
	"strings"

	"rollcall/pkg/lazyregexp"
)

// conflictMark matches the marks of a merge conflict.
var conflictMark = lazyregexp.New(`^(<{7} \S|>{7} \S|={7}$|\|{7} \S)`)

// IsConflictMark reports whether a line is the mark of a merge conflict.
func IsConflictMark(line string) bool { return conflictMark().MatchString(line) }

// brokenExport matches the beginnings of what programs write into their output when they fail.
var brokenExport = lazyregexp.New(`(?i)^\W{0,3}(` + strings.Join([]string{
	`(php )?(fatal error|parse error|warning|notice|deprecated|catchable fatal error):`, `uncaught \w+`, `traceback \(most recent call last`,
	`</?(br|b|html|body|div|p|head|title|span|pre|h\d|script|hr|table|center|error)\b[^>]*>`, `!doctype`, `\?xml\b`,
	`error \d+( \(|:)`, `error:`, `\w*(error|exception)\s*:`, `at \S.*\.(js|mjs|ts|py|rb|php|go|cs|java|pl):\d+`, `err:`, `fatal:`, `panic:`, `error (in|at|while|executing|reading|fetching|near)\b`, `ora-\d{5}`, `sqlstate`, `msg \d+(, level|$)`, `sql ?error`, `mysql(_| )\w*`, `unhandled exception`, `an? (error|exception) (has )?occurr?ed`,
	`([\w$]+\.)+\w*(exception|error)\b`, `exception in thread`, `exception:`, `stack ?trace`, `caused by:`, `at [\w.$]+\(\w+\.java:\d+`,
	`(pg_dump|psql|mysqldump|mysql|curl|wget|sqlcmd|bcp|gzip|tar|zcat|scp|rsync|ssh|sftp|bash|sh|python3?|perl|node|awk|sed|cat|cut): `,
	`@@ -\d+(,\d+)? \+\d+`, `transfer closed with outstanding`,
	`segmentation fault`, `killed$`, `aborted$`, `terminated$`, `broken pipe`, `core dumped`, `(http/\S+ )?[45]\d\d (internal|bad|gateway|service|forbidden|not found|unauthorized|request|too many)`,
	`connection (was )?(reset|refused|timed out|lost|closed|aborted)`, `lost connection`, `server has gone away`, `deadlock`,
	`(the |this |your )?(query|(lock )?request( time)?|operation|execution|script|session|export|download|maximum execution\w*|statement)\b.{0,40}(timed? ?out|timeout|exceeded|aborted|cancel+ed|failed|expired|incomplete|interrupted|terminated|truncated)`,
	`out of memory`, `memory (limit|exhausted)`, `allowed memory size`, `internal server error`, `access denied`, `permission denied`, `no space left`, `disk full`, `too many requests`, `rate limit`,
	`\{\s*"(error|errors|message|status|code|detail|exception)"\s*:`, `(please|you (must|need to|have to)|bitte) .{0,12}(log|sign)(ged|ed)? ?in\b`, `(log|sign) ?in (required|to (continue|view|download|see|access))`, `(page|file|document) not found`, `(you are )?not authori[sz]ed to (view|access|see|open)`, `.{0,30}\bdown for( scheduled)? maintenance`,
	`bitte .{0,20}\ban(melden)?\b`, `(ihre |tu |su |votre |la (tua|sua) |a sua |uw )?(sitzung|sesión|session|sessione|sessão|sessie) .{0,12}(abgelaufen|ha (caducado|expirado)|a expiré|est expirée|(è )?scaduta|expirou|(is )?verlopen)`, `inici[ae] sesión`, `veuillez vous (re)?connecter`, `effettua(re)? (il login|l.accesso)`, `(faça|inicie) (o )?(login|sessão)`, `truncated`, `output truncated`, `\[?truncated\]?$`, `\.{3} ?\(?\d+ more (rows|lines)`,
}, "|") + `)`)

// BeginsAsError reports whether a line begins as an error message of a program does.
func BeginsAsError(line string) bool { return brokenExport().MatchString(line) }

// brokeOff matches parts of error messages, wherever they stand in a line.
var brokeOff = lazyregexp.New(strings.Join([]string{
	`\b[A-Z]\w*(Error|Exception)\b`, `#<[A-Z]\w*(::\w+)*`, `(?i)\bundefined (local )?(method|variable|index|offset|function|property|array key)\b`, `(?i)\bcannot read propert`, `(?i)\bnil:nilclass\b`, `(?i)\bnull ?(pointer|reference)\b`,
	`(?i)\b(limit|quota)s? (was |has been |is )?(reached|exceeded)\b`, `(?i)\bexceed(ed|s)? (your|the|its|our|a|an)?\b.{0,30}\b(limits?|quota|time|memory|size)\b`, `(?i)\btimed out\b`, `(?i)\b(gateway|request|query|script|session|lock wait|connection) time-?out\b`,
	`(?i)^\W{0,3}(failed|unable) to \w+`, `(?i)^\W{0,3}could not \w+`, `(?i)\b(export|download|query|job|transfer) (has |was |is )?(failed|aborted|stopped|cancelled|canceled|interrupted|incomplete|limited to|not complete)`,
	`(?i)\b(not all|nicht alle|no todos|no todas|pas tou[ts]|non tutt[ie]|nem todos|niet alle)\b.{0,40}\b(exported|exportiert|exportad[oa]s|exportée?s|esportat[ie]|geëxporteerd)\b`, `(?i)\b(no|nicht|non|não|niet|n.a pas|not) (ha |wurde |è |foi |is |été )?(finalizado|terminado|completado|abgeschlossen|completata|completato|concluída|terminé|voltooid|completed|finished)\b`,
	`(?i)^\W{0,3}(abbruch|abgebrochen|abort|abandon|interrumpid[oa]|interrompu|interrott[oa]|interrompid[oa]|afgebroken)\b`, `(?i)\b(kontingent|quota|cuota|limite?|límite|speicher|memoria|mémoire)\b.{0,20}\b(erschöpft|überschritten|agotad[oa]|superad[oa]|dépassée?|esaurit[oa]|superat[oa]|esgotad[oa]|overschreden|exhausted)\b`, `(?i)\b(agotado|expirado|überschritten|dépassé|scaduto|esgotado|verstreken)\b.{0,12}\b(el tiempo|tiempo|zeit|délai|tempo|tijd)`,
	`(?i)\b(zeitüberschreitung|tiempo de espera (agotado|excedido)|délai d.attente (dépassé|expiré)|tempo limite excedido|time-out bij)\b`, `(?i)\b(not all|nicht alle|no todos|no todas|pas tou[ts]|non tutt[ie]|nem todos|niet alle)\b.{0,30}\b(records|rows|datensätze|zeilen|registros|filas|lignes|enregistrements|righe|record|linhas|rijen|regels)\b`,
	`(?i)\b(export|abfrage|vorgang|übertragung)\w* .{0,60}(abgebrochen|fehlgeschlagen)\b`, `(?i)^\W{0,3}(fehler|erreur|errore|erro|fout|błąd|chyba|fel|ошибка)\b\W*(\d|:|$|beim|lors|durante|al |ao |bij|podczas|při|vid)`, `(?i)\b(temps d.exécution|délai|tiempo|tempo) .{0,25}(dépassé|agotado|excedido|scaduto|esgotado)\b`,
}, "|"))

// MentionsError reports whether a line that is not a row is an error message of a program, or has
// one in it.
func MentionsError(line string) bool { return brokeOff().MatchString(line) || BeginsAsError(line) }
