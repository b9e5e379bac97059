package main

import (
	"context"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// lookupOptions are the flags of lookup.
type lookupOptions struct {
	rollcall.LookupOptions
	globals *globalOptions
}

func newLookupCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := lookupOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "lookup NUMBER",
		Short: "Show everything on record about a number",
		Long: `lookup prints all that is on record about a number, for a complaint, a
regulator, or the person who asks what is known: its contacts and their
powerlists; each import that created, updated or listed one, with the line of
the file, what the consent columns say there, the consent date and source, the
file's SHA-256, and who attested what and when; the do-not-call lists that it is
on, since when, why and by whom; and whether it may be called now, else why not
and when.

Lines and consent cells stay on record when an import is undone: somebody may
have been called before. erase takes them out. Of a consent cell the first 200
bytes are kept.

EXIT STATUS
    0  done, even if nothing is on record
    1  failed: database or system
    2  wrong usage, or not a phone number
  130  interrupted`,
		Example: `  rollcall lookup +12065551234
  rollcall lookup 206-555-1234 --region US -o json | jq '.imports[].rows'
  rollcall lookup +12065551234 -o json | jq -e .callable.now`,
		Args: func(_ *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				return usageError("Name it: rollcall lookup +12065551234", "no number was named")
			case 1:
				o.Number = args[0]
				return nil
			}
			return usageError("Quote a number that holds spaces.", "one number at a time, not %d", len(args))
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(cmd *cobra.Command, _ []string) error { return runLookup(cmd.Context(), s, &o) },
	}
	cmd.Flags().StringVar(&o.Region, "region", "", "read a number without a country code as this region's (`CC`: US, GB, ...)")
	return cmd
}

func runLookup(ctx context.Context, s Streams, o *lookupOptions) error {
	o.Env = o.globals.env(s)
	r, err := rollcall.Lookup(ctx, o.LookupOptions)
	if err != nil {
		return err
	}
	return show(s, o.globals, r, report.WriteLookup)
}
