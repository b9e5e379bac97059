package main

import (
	"context"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// eraseOptions are the flags of erase.
type eraseOptions struct {
	rollcall.EraseOptions
	globals *globalOptions
}

func newEraseCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := eraseOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "erase --number N",
		Short: "Forget a person, but not that the number must not be called",
		Long: `erase deletes all contacts with a number, their places on powerlists, what is
kept of them to undo imports, and what files said of their consent. It cannot be
undone. That the number is on the do-not-call list is not forgotten: that is
what keeps it from being called. To keep a person out of the next import,
suppress the number first.

Files are not changed: take the person out of lists, rejects files and backups
yourself.

EXIT STATUS
    0  done, or nobody with this number is known
    1  failed: database or system; nothing was changed
    2  wrong usage, or not a phone number
  130  interrupted; nothing was changed`,
		Example: `  rollcall suppress add --number +12065551234 --reason "asked to be forgotten"
  rollcall erase --number +12065551234 --dry-run
  rollcall erase --number +12065551234`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runErase(cmd.Context(), s, &o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.Number, "number", "", "forget all contacts with the phone number `N`")
	f.StringVar(&o.Region, "region", "", "read a number without a country code as this region's (`CC`: US, GB, ...)")
	f.BoolVar(&o.DryRun, "dry-run", false, "show what would be forgotten, and write nothing")
	return cmd
}

func runErase(ctx context.Context, s Streams, o *eraseOptions) error {
	o.Env = o.globals.env(s)
	e, err := rollcall.Erase(ctx, o.EraseOptions)
	if err != nil {
		return err
	}
	err = show(s, o.globals, e, report.WriteErased)
	if o.DryRun {
		return err
	}
	return shownDone(s, o.globals, err)
}
