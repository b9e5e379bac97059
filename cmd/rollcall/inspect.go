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
	globals *globalOptions
	File    string
	Mapping string
	Region  string
	read    readFlags
	// Rows is how many rows are looked at; 0 is all.
	Rows int64
	page rollcall.PageOptions
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
` + readStatus,
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
	addPageFlags(f, &o.page)
	return cmd
}

func runInspect(ctx context.Context, s Streams, o *inspectOptions) error {
	how, err := o.read.source()
	if err != nil {
		return err
	}
	io := rollcall.InspectOptions{
		Env: o.globals.env(s), File: o.File, Mapping: o.Mapping, Region: o.Region, NoHeader: o.read.noHeader, Source: how, Rows: o.Rows,
		Masked: !o.page.Unmasked && !s.OutTerminal, Page: o.page,
	}
	if !o.globals.Quiet && o.Mapping == "" && o.File != "-" && !o.read.any() {
		io.Next = rollcall.MapCommand(o.File)
	}
	in, err := rollcall.Inspect(ctx, io)
	if err != nil {
		return err
	}
	for _, w := range in.Warnings {
		o.globals.tell(s, slog.LevelWarn, "%s", w.Message)
	}
	return show(s, o.globals, in, report.WriteInspection)
}
