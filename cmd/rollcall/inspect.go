package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
)

// inspectOptions are the flags of inspect.
type inspectOptions struct {
	globals *globalOptions
	File    string
	Mapping string
	Region  string
	// NoHeader: the list has no header row.
	NoHeader bool
	// Rows is how many rows are looked at; 0 is all.
	Rows int64
	page pageOptions
}

func newInspectCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := inspectOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "inspect FILE",
		Short: "Show what is in a list: format, columns, problems",
		Long: `inspect reads a whole list once and tells its encoding, delimiter and
compression, and of each column how much is filled, what it looks like, how many
phone numbers can be dialed, and what it would be mapped to. With -m it also
tells where the list and a mapping have drifted apart.
` + readStatus,
		Example: `  rollcall inspect leads.csv
  rollcall inspect leads.csv.gz --rows 10000 -o json
  rollcall inspect leads.csv -m leads.yaml`,
		Args: fileArg(&o.File),
		RunE: func(cmd *cobra.Command, _ []string) error { return runInspect(cmd.Context(), s, &o) },
	}
	f := cmd.Flags()
	f.StringVarP(&o.Mapping, "mapping", "m", "", "mapping `FILE` to compare the list with")
	f.BoolVar(&o.NoHeader, "no-header", false, "the list has no header row")
	f.StringVar(&o.Region, "region", "", "read numbers without a country code as this region's (`CC`: US, GB, ...)")
	f.Int64Var(&o.Rows, "rows", 0, "look at the first `N` rows alone")
	o.page.addFlags(f)
	return cmd
}

func runInspect(ctx context.Context, s Streams, o *inspectOptions) (err error) {
	if o.Rows < 0 {
		return usageError("", "--rows: %d is no number of rows", o.Rows)
	}
	if err := o.page.check(); err != nil {
		return err
	}
	defer func() {
		err = o.page.refused(&report.Result{Command: "inspect", File: o.File}, &report.Run{Program: programVersion(), At: time.Now(), Source: report.Source{Size: -1}}, err)
	}()
	st := study{file: o.File, region: o.Region, rows: o.Rows, noHeader: o.NoHeader, mapping: o.Mapping}
	if err := st.run(ctx, s, o.globals); err != nil {
		return err
	}
	proposal, err := st.propose(ctx, s, o.globals)
	if err != nil {
		return err
	}
	in := st.inspection(proposal, !o.page.Unmasked && !s.OutTerminal)
	if o.Mapping != "" {
		drift := st.drift()
		in.Drift = &drift
	}
	if !o.globals.Quiet && o.Mapping == "" && o.File != "-" {
		in.NextSteps = []string{proposeCommand(o.File)}
	}
	if o.page.Path != "" {
		shown := *in
		shown.Columns = st.inspection(proposal, !o.page.Unmasked).Columns
		run := &report.Run{Program: programVersion(), At: time.Now(), Source: in.Source(), Unmasked: o.page.Unmasked}
		if err := o.page.write(shown.Page(run)); err != nil {
			return err
		}
	}
	if o.globals.json() {
		return writeJSON(s.Out, in)
	}
	return report.WriteInspection(s.Out, in, o.globals.style(s))
}
