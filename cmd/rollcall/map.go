package main

import (
	"context"
	"log/slog"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rollcall/pkg/mapping"
	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// mapOptions are the flags of map.
type mapOptions struct {
	rollcall.MapOptions
	globals *globalOptions
	Files   []string
	Check   string
	Schema  bool
	read    readFlags
	// leastSure is MinConfidence as it is typed: 0.8 or 80%.
	leastSure string
}

func newMapCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := mapOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "map FILE...",
		Short: "Propose a mapping for a file, or check one against it",
		Long: `map proposes which column of a file goes to which field of a contact, as a YAML
file whose comments say why. Read it, correct it and keep it in version control.
For several files it proposes one mapping: columns that mean the same get
aliases, those that only some of the files have are optional.

With --check it shows instead where each file and a mapping no longer match, and
exits with 2 if an import would refuse one of them because of that.

With --schema it prints the JSON Schema of mapping files, for editors.
` + exitHeading + `    0  done
    1  failed: file, database or system
    2  wrong usage, or with --check a mapping that is wrong or doesn't fit
    4  the data was refused: no header, no rows, or less certain than --min-confidence
  130  interrupted`,
		Example: `  rollcall map leads.csv > leads.yaml
  rollcall map leads.csv --out leads.yaml --min-confidence 0.8
  rollcall map leads.csv --check leads.yaml
  rollcall map --schema > mapping.schema.json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if o.Schema {
				return o.checkSchema(cmd, args)
			}
			return filesArg(&o.Files)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.Schema {
				_, err := s.Out.Write(mapping.Schema())
				return err
			}
			return runMap(cmd.Context(), s, &o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.Schema, "schema", false, "print the JSON Schema of mapping files")
	f.StringVar(&o.Out, "out", "", "write the mapping to `FILE` instead of stdout")
	f.BoolVar(&o.Force, "force", false, "overwrite --out if it exists")
	f.StringVar(&o.Check, "check", "", "check the mapping in `FILE` against the files")
	addReadFlags(f, &o.read)
	f.StringVar(&o.Region, "region", "", "read numbers without a country code as this region's (`CC`: US, GB, ...)")
	f.StringVar(&o.leastSure, "min-confidence", "", "exit with 4 if a suggestion is less certain than `P`: 0.8, 80%")
	return cmd
}

// checkSchema refuses other flags with --schema, which reads no file.
func (o *mapOptions) checkSchema(cmd *cobra.Command, args []string) (err error) {
	if len(args) > 0 {
		return usageError("Type: rollcall map --schema", "--schema reads no file")
	}
	own := cmd.LocalNonPersistentFlags()
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Name != "schema" && own.Lookup(f.Name) != nil && err == nil {
			err = usageError("Type: rollcall map --schema", "--schema cannot be used with --%s", f.Name)
		}
	})
	return err
}

func (o *mapOptions) check() error {
	switch {
	case o.Check != "" && (o.Out != "" || o.Force || o.leastSure != ""):
		return usageError("", "--check cannot be used with --out, --force or --min-confidence")
	case o.Check != "" && o.read.any():
		return usageError("", "--check reads the file as the mapping says, so --no-header, --header-line, --encoding, --delimiter, --quote and --sheet cannot be used with it")
	}
	var ok bool
	if o.MinConfidence, ok = parseShare(o.leastSure); !ok {
		return usageError("Give a number from 0 to 1 or a share, as 0.8 or 80%.", "--min-confidence: %q is not a confidence", o.leastSure)
	}
	return nil
}

func runMap(ctx context.Context, s Streams, o *mapOptions) error {
	err := o.check()
	if err != nil {
		return err
	}
	if o.Check != "" {
		return runCheck(ctx, s, o)
	}
	if o.Source, err = o.read.source(); err != nil {
		return err
	}
	o.Env, o.File, o.More, o.NoHeader = o.globals.env(s), o.Files[0], o.Files[1:], o.read.noHeader
	m, err := rollcall.Map(ctx, o.MapOptions)
	if err != nil {
		return err
	}
	for _, w := range m.Warnings {
		o.globals.tell(s, slog.LevelWarn, "%s", w.Message)
	}
	if o.globals.json() {
		return writeJSON(s.Out, newProposed(o, m))
	}
	if o.Out == "" {
		_, err := s.Out.Write(m.YAML)
		return err
	}
	if !o.globals.Quiet {
		o.globals.tell(s, slog.LevelInfo, "wrote %s; read it, then: rollcall review %s -m %s", o.Out,
			quoteAll(o.Files), report.ShellQuote(o.Out))
	}
	return nil
}

// runCheck is map --check: the differences that it finds are its result. All files
// are looked at, though an import would refuse one of them.
func runCheck(ctx context.Context, s Streams, o *mapOptions) error {
	var first error
	o.globals.lines = len(o.Files) > 1
	for _, file := range o.Files {
		drift, refused := rollcall.CompareMapping(ctx, rollcall.CompareOptions{
			Env: o.globals.env(s), File: file, Mapping: o.Check, Region: o.Region,
		})
		if drift == nil {
			return refused
		}
		if refused != nil && first == nil {
			first = &shownError{refused}
		}
		var err error
		if o.globals.json() {
			err = o.globals.writeResult(s.Out, checkedMapping{file, o.Check, drift})
		} else {
			heading := ""
			if len(o.Files) > 1 {
				heading = file
			}
			err = report.WriteDrift(s.Out, heading, drift, o.globals.style(s))
		}
		if err != nil {
			return err
		}
	}
	return first
}

// proposed is the JSON form of a proposal.
type proposed struct {
	File string `json:"file"`
	// Mapping is the file that it was written to, or null.
	Mapping *string `json:"mapping"`
	// YAML is the mapping file's text.
	YAML    string           `json:"yaml"`
	Region  string           `json:"region"`
	Columns []proposedColumn `json:"columns"`
}

type proposedColumn struct {
	Name       string  `json:"name"`
	Position   int     `json:"position"`
	Suggested  string  `json:"suggested"`
	Why        string  `json:"why"`
	Confidence float64 `json:"confidence"`
}

func newProposed(o *mapOptions, m *rollcall.Mapped) proposed {
	p := m.Proposal
	all := proposed{File: o.File, YAML: string(m.YAML), Region: p.Region, Columns: []proposedColumn{}}
	if o.Out != "" {
		all.Mapping = &o.Out
	}
	for i := range p.Columns {
		c := &p.Columns[i]
		all.Columns = append(all.Columns, proposedColumn{c.Header, c.Profile.Position, c.Suggested(), c.Why, c.Confidence})
	}
	return all
}

// parseShare reads 0.8 and 80%; nothing is 0.
func parseShare(s string) (share float64, ok bool) {
	if s == "" {
		return 0, true
	}
	number, percent := strings.CutSuffix(s, "%")
	share, err := strconv.ParseFloat(number, 64)
	if percent {
		share /= 100
	}
	return share, err == nil && share >= 0 && share <= 1
}
