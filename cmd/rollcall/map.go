package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rollcall/pkg/mapping"
	"rollcall/pkg/outfile"
	"rollcall/pkg/report"
)

// mapOptions are the flags of map.
type mapOptions struct {
	globals *globalOptions
	File    string
	Out     string
	Force   bool
	Check   string
	Region  string
	// NoHeader: the list has no header row; the mapping names its columns.
	NoHeader bool
	// MinConfidence is the least sure that a suggestion may be: 0.8 or 80%.
	MinConfidence string
	leastSure     float64
}

func newMapCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := mapOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "map FILE",
		Short: "Propose a mapping for a list, or check one against it",
		Long: `map proposes which column of a list goes to which field of a contact, as a YAML
file whose comments say why. Read it, correct it and keep it in version control.

With --check it tells instead where a list and a mapping have drifted apart, and
exits with 2 where an import would refuse the list for it.
` + exitHeading + `    0  done
    1  failed: file, database or system
    2  wrong usage, or with --check a mapping that is wrong or doesn't fit
    4  the data was refused: no header, no rows, or less sure than --min-confidence
  130  interrupted`,
		Example: `  rollcall map leads.csv > leads.yaml
  rollcall map leads.csv --out leads.yaml --min-confidence 0.8
  rollcall map leads.csv --check leads.yaml`,
		Args: fileArg(&o.File),
		RunE: func(cmd *cobra.Command, _ []string) error { return runMap(cmd.Context(), s, &o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.Out, "out", "", "write the mapping to `FILE` instead of stdout")
	f.BoolVar(&o.Force, "force", false, "overwrite --out where it exists")
	f.StringVar(&o.Check, "check", "", "check the mapping in `FILE` against the list")
	f.BoolVar(&o.NoHeader, "no-header", false, "the list has no header row")
	f.StringVar(&o.Region, "region", "", "read numbers without a country code as this region's (`CC`: US, GB, ...)")
	f.StringVar(&o.MinConfidence, "min-confidence", "", "exit with 4 where a suggestion is less sure than `P`: 0.8, 80%")
	return cmd
}

func (o *mapOptions) check() error {
	switch {
	case o.Check != "" && (o.Out != "" || o.Force || o.MinConfidence != ""):
		return usageError("", "--check proposes nothing: it goes without --out, --force and --min-confidence")
	case o.Check != "" && o.NoHeader:
		return usageError("", "--check reads the list as the mapping says: it goes without --no-header")
	case o.Force && o.Out == "":
		return usageError("", "--force goes with --out")
	}
	var ok bool
	if o.leastSure, ok = parseShare(o.MinConfidence); !ok {
		return usageError("Give a number from 0 to 1 or a share, as 0.8 or 80%.", "--min-confidence: %q is no confidence", o.MinConfidence)
	}
	if o.Out == "" || o.Force {
		return nil
	}
	if _, err := os.Lstat(o.Out); err == nil {
		return usageError("Choose another name, or overwrite it with --force.", "%s exists already", o.Out)
	}
	return nil
}

func runMap(ctx context.Context, s Streams, o *mapOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	st := study{file: o.File, region: o.Region, noHeader: o.NoHeader, mapping: o.Check}
	if err := st.run(ctx, s, o.globals); err != nil {
		return err
	}
	if o.Check != "" {
		return o.showDrift(s, &st)
	}
	proposal, err := st.propose(ctx, s, o.globals)
	if err != nil {
		return err
	}
	if proposal.Phones() == 0 {
		return &problem{exitRefused, "no_phone_column",
			fmt.Errorf("%s: no column looks like phone numbers, and we can't dial without one", o.File),
			"Look at its columns with: rollcall inspect " + shellQuote(o.File)}
	}
	if low := proposal.Lowest(); low != nil && low.Confidence < o.leastSure {
		return &problem{exitRefused, "low_confidence",
			fmt.Errorf("%s: column %q would be mapped to %s with a confidence of %.2f, and the least is %.2f",
				o.File, report.Cell(low.Header), low.Suggested(), low.Confidence, o.leastSure),
			"Map it by hand, or lower --min-confidence."}
	}
	var yaml bytes.Buffer
	if err := proposal.WriteYAML(&yaml); err != nil {
		return fmt.Errorf("writing the mapping: %w", err)
	}
	if o.Out != "" {
		if err := o.write(yaml.Bytes()); err != nil {
			return fmt.Errorf("writing the mapping %s: %w", o.Out, err)
		}
	}
	if o.globals.json() {
		return writeJSON(s.Out, newProposed(o, proposal, yaml.String()))
	}
	if o.Out == "" {
		_, err := s.Out.Write(yaml.Bytes())
		return err
	}
	if !o.globals.Quiet {
		o.globals.tell(s, slog.LevelInfo, "wrote %s; read it, then: rollcall review %s -m %s", o.Out, shellQuote(o.File), shellQuote(o.Out))
	}
	return nil
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

func newProposed(o *mapOptions, p *mapping.Proposal, yaml string) proposed {
	all := proposed{File: o.File, YAML: yaml, Region: p.Region, Columns: []proposedColumn{}}
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

// write puts the mapping in its place, whole; without --force it never goes
// over a file that appeared meanwhile.
func (o *mapOptions) write(text []byte) error {
	if o.Force {
		return outfile.Write(o.Out, text, outfile.Public)
	}
	f, err := os.OpenFile(o.Out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err = f.Write(text); err != nil {
		return errors.Join(err, f.Close(), os.Remove(o.Out))
	}
	return f.Close()
}

// propose makes a mapping of what was found; where a database is configured,
// its custom fields and tags are considered.
func (st *study) propose(ctx context.Context, s Streams, globals *globalOptions) (*mapping.Proposal, error) {
	o := mapping.SuggestOptions{File: filepath.Base(st.file), Headerless: st.noHeader}
	if st.file == "-" {
		o.File = ""
	}
	if _, named := databaseURL(s, globals); named {
		if err := considerDatabase(ctx, s, globals, &o); ctx.Err() != nil {
			return nil, ctx.Err()
		} else if err != nil {
			globals.tell(s, slog.LevelWarn, "the database's fields and tags are not considered: %s", err)
		}
	}
	return mapping.Suggest(st.profile, o), nil
}

// maxTags is how many of the database's tags are considered.
const maxTags = 10_000

// considerDatabase takes in the custom fields and the tags of the database.
func considerDatabase(ctx context.Context, s Streams, globals *globalOptions, o *mapping.SuggestOptions) error {
	db, err := openDatabase(ctx, s, globals)
	if err != nil {
		return err
	}
	defer db.Close()
	dir, err := db.Directory(ctx, "")
	if err != nil {
		return err
	}
	types, err := dir.Fields(ctx)
	if err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(types)) {
		o.Fields = append(o.Fields, mapping.Field{Key: key, Type: types[key]})
	}
	o.Tags, err = dir.Tags(ctx, maxTags)
	return err
}
