package main

import (
	"context"
	"log/slog"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// inspectOptions are the flags of inspect.
type inspectOptions struct {
	rollcall.InspectOptions
	globals *globalOptions
	read    readFlags
}

func newInspectCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := inspectOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "inspect FILE",
		Short: "Show what is in a file: format, columns, problems",
		Long: `inspect reads a whole file once and shows its encoding, delimiter and
compression, and for each column how much is filled, what it looks like, how
many phone numbers can be dialed, and what it would be mapped to. With -m it
also shows where the file and a mapping no longer match.
` + exitHeading + `    0  done
    1  failed: file, database or system
    2  wrong usage or mapping
    4  the data was refused: no header, no rows, unclear rows
  130  interrupted`,
		Example: `  rollcall inspect leads.csv
  rollcall inspect leads.csv.gz --rows 10000 -o json
  rollcall inspect leads.csv -m leads.yaml`,
		Args: fileArg(&o.File),
		RunE: func(cmd *cobra.Command, _ []string) error { return runInspect(cmd.Context(), s, &o) },
	}
	f := cmd.Flags()
	f.StringVarP(&o.Mapping, "mapping", "m", "", "mapping `FILE` to compare the file with")
	addReadFlags(f, &o.read)
	f.StringVar(&o.Region, "region", "", "read numbers without a country code as this region's (`CC`: US, GB, ...)")
	f.Int64Var(&o.Rows, "rows", 0, "read only the first `N` rows")
	addPageFlags(f, &o.Page)
	return cmd
}

func runInspect(ctx context.Context, s Streams, o *inspectOptions) error {
	var err error
	if o.Source, err = o.read.source(); err != nil {
		return err
	}
	o.Env, o.NoHeader, o.Masked = o.globals.env(s), o.read.noHeader, !o.Page.Unmasked && !s.OutTerminal
	if !o.globals.Quiet && o.Mapping == "" && o.File != "-" && !o.read.any() {
		o.Next = rollcall.MapCommand(o.File)
	}
	in, err := rollcall.Inspect(ctx, o.InspectOptions)
	if err != nil {
		return err
	}
	for _, w := range in.Warnings {
		o.globals.tell(s, slog.LevelWarn, "%s", w.Message)
	}
	return show(s, o.globals, in, report.WriteInspection)
}
