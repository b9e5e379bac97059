package main

import (
	"strings"

	"github.com/spf13/cobra"

	"rollcall/pkg/mapping"
)

// topics are texts that "rollcall help" shows beside those of the commands.
func topics() []*cobra.Command {
	return []*cobra.Command{
		{Use: "mapping", Short: "The mapping file: which column goes where", Long: mappingTopic()},
		{Use: "environment", Short: "Environment variables and config files", Long: environmentTopic},
		{Use: "exit-codes", Short: "What each exit code means", Long: exitTopic},
	}
}

// mappingExample names every key; a test holds it to the loader.
const mappingExample = `version: 1
region: US                 # of numbers without a country code
columns:                   # by header; "Phone#2" where a header stands twice
  Mobile: phone            # the first with a valid number is dialed
  Phone: phone
  Name: full_name
  E-Mail: {field: email, update: fill}     # or overwrite (default), never
  OK to call?: consent
  Do not call: {target: consent, means: opt_out, record_opt_outs: true}
  Interests: tags          # a row's own tags, split at , ; |
  Lead Source: {new_field: lead_source, label: Lead Source, type: text}
  Met on: {new_field: met_on, label: Met on, type: date}
  Stage: {field: customer_stage}           # a custom field that exists
  Notes: ignore
unmapped: ignore           # or error: columns that the mapping does not name
tags: [expo-2026]
duplicates: skip           # skip, update or create
powerlist:
  name: "{file} {date}"
  dial_mode: manual        # or ai
  if_exists: error         # or append
  call_window: "08:00-21:00"               # in the time of who is called
names: keep                # or proper: Ann Lee, where all are as ANN LEE
clear: "--"                # under update, this cell empties the field
date_order: mdy            # of dates as 04/05/2026
phones: {refuse: [premium_rate]}
limits: {max_skipped: 20%, suppression_max_age: 31d}
expect: {Mobile: 80%}      # valid phones as it was written, for map --check
source: {encoding: auto, delimiter: auto, quote: auto, skip_lines: auto}
`

func mappingTopic() string {
	targets := strings.Join(append(mapping.Targets(), "{field: KEY}", "{new_field: KEY, label: LABEL, type: text|number|date|boolean}"), ", ")
	return `A mapping is a YAML file that says which column of a list goes to which field of
a contact. "rollcall map FILE --out leads.yaml" proposes one and says why; keep
it in version control. Headers match exactly, else but for case and spaces.

` + indent(strings.Split(strings.TrimRight(mappingExample, "\n"), "\n")) + `
TARGETS
` + wrap(strings.Split(targets, " "), 76) + `

Any column may also be written {target: NAME, ...}. At least one column must be
phone. A column that the mapping names and the list lacks is an error before any
row is read; "rollcall map FILE --check leads.yaml" tells that in CI.`
}

const environmentTopic = `Every flag but --consent, --config, --again, --force, --number and --help can
also be set by a variable, ROLLCALL_ and its name, and in a config file. A flag
comes before its variable, that before the config file, and that before the
default. Lists are split at commas.

  ROLLCALL_DATABASE_URL    --database
  ROLLCALL_MAPPING         --mapping
  ROLLCALL_TAG             --tag, as expo-2026,booth-7
  ROLLCALL_LOG_FORMAT      --log-format, and so on

The config file is --config or ROLLCALL_CONFIG, else rollcall.yaml in the folder
where rollcall runs, else rollcall/config.yaml in $XDG_CONFIG_HOME or ~/.config:

  database: postgres://crm@db.example/crm
  output: json

OTHER VARIABLES
  PGHOST, PGDATABASE, ...  the database where none is named, as for psql; a
                           password is best kept in ~/.pgpass (PGPASSFILE)
  ROLLCALL_DATA_DIR        where the private server keeps its data; else
                           $XDG_DATA_HOME/rollcall, for root
                           /var/lib/rollcall
  PATH                     where PostgreSQL's programs are looked for first
  NO_COLOR                 no colours
  SUDO_USER                who attests consent where root runs it by sudo`

const exitTopic = `Scripts can rely on these:

    0  done; skipped rows are normal
    1  failed: a file, the database, the system
    2  wrong usage, or a mapping that is wrong or doesn't fit the list
    3  consent was not confirmed: --consent is missing
    4  the data was refused: no header, no rows, no valid phone, more rows
       skipped than --max-skipped allows, not what --plan says, imported before
  130  interrupted by Ctrl-C or SIGTERM

With every code but 0, import has imported nothing. Under -o json, an error is
one object on standard output, too: {"error": {"code", "message", "hint", ...}}.`
