package main

import (
	"strings"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
)

// What users type who know other programs, and what it is called here. A command
// may be typed as it stands; all else is a sentence.

// table makes a lookup table of pairs: what is meant, and the words for it.
func table(pairs ...string) map[string]string {
	t := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		for word := range strings.FieldsSeq(pairs[i+1]) {
			t[word] = pairs[i]
		}
	}
	return t
}

const openDatabase = `To open the database: psql "$(rollcall db url)"`

// guessedCommands are words tried as commands, those of groups with a slash.
var guessedCommands = table(
	"rollcall inspect", "stat stats csvstat head headers sniff schema count profile info describe analyze scan look peek cat view preview-file",
	"rollcall map", "mapping propose init new template generate infer",
	"To check a mapping against a file: rollcall map FILE --check MAPPING.yaml", "lint diff compare",
	"rollcall review", "dry-run dryrun preview plan validate verify check test clean convert dedupe normalize scrub",
	"rollcall import", "load upload insert push run apply copy sync ingest add put put-contacts",
	"rollcall export", "download pull out dial dialer powerlist powerlists callable csv get select",
	"rollcall lookup", "find who whois search proof why contact number",
	"rollcall history", "ls log logs imports runs list status ps jobs audit",
	"One import is shown by its number: rollcall history 7", "show",
	"rollcall undo", "rollback revert delete remove rm reset restore",
	"rollcall suppress", "dnc lists blocklist blacklist denylist optout opt-out unsubscribe donotcall do-not-call block suppression",
	"rollcall erase", "forget gdpr anonymize purge redact wipe",
	"rollcall db start", "start up",
	"rollcall db stop", "stop down",
	"rollcall db url", "url",
	"rollcall db migrate", "migrate upgrade",
	"rollcall db check", "doctor health",
	"rollcall db", "database server postgres",
	openDatabase, "psql connect shell sql query",
	"The tables are in PostgreSQL (rollcall help database). "+openDatabase, "tags fields contacts zones",
	"To copy the database: pg_dump \"$(rollcall db url)\". Contacts of a powerlist: rollcall export NAME", "dump backup",
	"Settings are flags, ROLLCALL_* variables or rollcall.yaml: rollcall help environment", "config settings set configure env",
	"rollcall version", "about",

	"rollcall suppress add", "suppress/import suppress/load suppress/append suppress/put suppress/insert suppress/upload",
	"rollcall suppress remove", "suppress/rm suppress/delete suppress/del suppress/off suppress/unsuppress suppress/drop",
	"rollcall suppress list", "suppress/show suppress/export suppress/dump suppress/print suppress/cat",
	"rollcall suppress lists", "suppress/ls suppress/names",
	"rollcall suppress check", "suppress/get suppress/find suppress/lookup suppress/has suppress/test suppress/contains suppress/search",

	"rollcall db check", "db/doctor db/test db/verify db/health",
	"rollcall db migrate", "db/init db/create db/setup db/upgrade db/update",
	openDatabase, "db/psql db/shell db/connect db/console db/sql db/query db/open",
	"To copy the database: pg_dump \"$(rollcall db url)\" (rollcall help database)", "db/dump db/backup db/export",
	"To start it again: rollcall db stop && rollcall db start", "db/restart db/reload",
	"rollcall db status", "db/info db/ps db/logs db/log db/show db/ls db/list",
	"Imports are taken back with: rollcall undo ID. To delete a database is up to PostgreSQL: dropdb", "db/drop db/reset db/delete db/rm db/destroy db/clean db/clear db/wipe",
)

// guessedCommand returns what a word under cmd is called here, as a hint.
func guessedCommand(cmd *cobra.Command, word string) (hint string, ok bool) {
	key := strings.ToLower(word)
	if cmd.HasParent() {
		key = cmd.Name() + "/" + key
	}
	meant, ok := guessedCommands[key]
	if strings.HasPrefix(meant, "rollcall ") {
		meant = "Did you mean " + meant + "?"
	}
	return meant, ok
}

const (
	region     = "Numbers without a country code are read as a region's: --region US"
	database   = "The database is named with --database postgres://USER@HOST:PORT/NAME, or PGHOST, PGUSER and so on."
	duplicates = "What becomes of known numbers: --duplicates skip, update or create"
	confirm    = "To confirm that the people in the file agreed to be called: --consent"
	powerlist  = "The powerlist is named with --powerlist NAME."
	rejects    = "Skipped rows, with the reason for each: --rejects FILE.csv"
	noteHint   = "A note on the consent is given with --consent-note TEXT, a reason with --reason TEXT."
	theNumber  = "A number is given with --number +12065551234"
	anArgument = "The number is the argument: rollcall lookup +12065551234"
)

// guessedFlags are flags that people try, by name or by "command/name", which takes
// precedence.
var guessedFlags = table(
	"Results as JSON: -o json", "json",
	"No progress and no hints: --quiet", "q silent",
	"To see more: --log-level info. The program's version: rollcall version", "v",
	"rollcall version shows the version.", "V",
	"To see more: --log-level info", "verbose",
	"To see more: --log-level debug", "debug",
	database, "db dsn url uri connection conn host port user username U d dbname password",
	"The mapping file is named with -m FILE; settings are in --config FILE.", "map c f template schema",
	noteHint, "note comment message",
	region, "r country default-region default-country locale region-code cc",

	"Only the first rows: --rows N", "inspect/n inspect/head inspect/limit inspect/sample inspect/max-rows inspect/lines",
	"The delimiter is detected; to set it: --delimiter ';'", "inspect/d map/d inspect/sep inspect/separator map/sep map/separator",
	"The encoding is detected; to set it: --encoding windows-1252", "inspect/e map/e inspect/charset map/charset",
	"The delimiter and the encoding are detected, or set in the mapping under source (rollcall help mapping).", "review/delimiter import/delimiter review/encoding import/encoding review/sep import/sep review/sheet import/sheet review/e import/e",
	"The columns are listed without a flag.", "inspect/names inspect/columns inspect/headers",
	"To replace the file that --out names: --force", "map/overwrite map/y map/yes map/f map/replace",
	"To write a mapping into a file: --out FILE.yaml", "map/save map/write map/file",

	"The file is read whole; --sample N shows more contacts.", "review/limit review/n review/head review/rows",
	rejects, "errors error-file errors-file bad skipped failed-rows log-errors bad-rows error-log rejected-rows",
	"The outcome as a page: --report FILE.html", "html md markdown page review/out import/out",
	duplicates, "upsert on-conflict on-duplicate on-duplicates merge mode dedupe ignore-duplicates overwrite skip-duplicates replace-existing",
	"Known contacts take what the file says under: --duplicates update", "import/update review/update",
	"Rows that cannot be used are skipped, each with its reason (--rejects FILE.csv); --max-skipped limits them.", "skip-errors ignore-errors continue continue-on-error keep-going max-errors",
	"Nothing is imported without consent. Those who said no are skipped and suppressed by their column (rollcall help consent).", "no-consent skip-consent",
	"There is nothing to tune: an import is one transaction (rollcall help performance).", "batch-size chunk-size threads jobs j workers parallel",
	"Numbers that must not be called: --suppress FILE for one run, rollcall suppress add for good.", "dnc blocklist blacklist exclude do-not-call",
	powerlist, "import/name import/group import/campaign review/name review/group review/campaign",
	"The file is an argument, and a powerlist is named with --powerlist NAME.", "import/list review/list",
	"rollcall review does the whole of an import but the writing.", "import/dry-run import/n import/preview import/check import/what-if",
	"To import a file once more: --again. To add to a powerlist: --append.", "import/force",
	confirm, "import/yes import/y import/confirm import/accept import/agree",
	"A review writes nothing and asks for no consent; import does.", "review/consent",
	"A review is a dry run: leave the flag out.", "review/dry-run",
	"The file is an argument: rollcall import FILE -m MAPPING.yaml", "import/file import/input import/i",
	"The file is an argument: rollcall review FILE -m MAPPING.yaml", "review/file review/input review/i",
	"The file is an argument: rollcall suppress add FILE", "add/file add/input add/i",

	"The powerlist is the argument: rollcall export NAME", "export/powerlist export/name export/list",
	"Columns are chosen, put in order and renamed with: --columns Number=phone,last_name", "fields select cols header headers",
	"To export all contacts, give any flag and no name: rollcall export --out all.csv", "export/all",
	"Contacts are chosen by --tag, --import or --callable-now. For more: psql \"$(rollcall db url)\"", "export/where export/filter",
	"At most so many contacts: --limit N", "export/n export/head",
	"tail -n +2 leaves the first line out.", "export/no-header",
	"To write into a file: --out FILE.csv", "export/file export/save",

	"All imports: rollcall history --limit 0", "history/all history/a",
	"The last few imports: rollcall history --limit 5", "history/n history/last history/head history/tail",
	"Imports that failed: rollcall history --status failed", "failed",
	"The import is the argument: rollcall undo 7. rollcall history lists them.", "undo/id undo/last undo/import",
	"undo does not ask: leave the flag out.", "undo/yes undo/y undo/force undo/f",
	theNumber, "add/phone add/n remove/phone remove/n erase/phone erase/n",
	anArgument, "lookup/number lookup/phone lookup/n",
	"The number is the argument: rollcall suppress check +12065551234", "check/number check/phone check/n",
	"The list is named with --list NAME.", "add/name remove/name",
)

// guessedFlag returns what a flag is called here, as a hint.
func guessedFlag(cmd *cobra.Command, name string) (hint string, ok bool) {
	if hint, ok = guessedFlags[cmd.Name()+"/"+name]; !ok {
		hint, ok = guessedFlags[name]
	}
	return hint, ok
}

// guessedTopics are words for which help is wanted, by the topic that has it.
var guessedTopics = table(
	"operations", "cron nightly systemd github actions ci gitlab kubernetes k8s docker recipes recipe metrics prometheus report reports plans events notify webhook drop-folder automation unattended monitoring undo-import",
	"files", "rejects skipped reasons reason duplicates duplicate phone phones encoding excel xlsx csv delimiter formats email zip",
	"do-not-call", "dnc registry registries litigators suppression blocklist optout opt-out ftc tps lists",
	"calling-hours", "tcpa hours timezone timezones time-zones zones holidays callable callable_now windows",
	"consent", "gdpr opt-in optin attest evidence",
	"mapping", "yaml columns fields targets tags custom-fields powerlist powerlists schema limits",
	"database", "postgres postgresql psql tables views citus backup restore pgbouncer sql grants rights",
	"environment", "env variables config configuration settings rollcall.yaml password passwords",
	"exit-codes", "exit errors error codes status",
	"json", "output jq",
	"performance", "speed memory benchmark benchmarks size",
)

// numberHint returns how a number is given that stands where an argument does not.
func numberHint(cmd *cobra.Command, arg string) string {
	return "A number is given as " + cmd.CommandPath() + " --number " + report.ShellQuote(arg)
}
