package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// suppressOptions are the flags of suppress add and suppress remove.
type suppressOptions struct {
	globals *globalOptions
	// File is a list of numbers, or empty where Numbers are given.
	File    string
	Numbers []string
	Region  string
	Reason  string
	// MaxUnread is how many lines of File may be unreadable.
	MaxUnread string
}

func newSuppressCommand(s Streams, globals *globalOptions) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "suppress",
		Short: "The do-not-call list",
		Long: `The do-not-call list holds the numbers that must not be called. No import, in
any mode, brings one of them in or puts one on a powerlist, and no import takes
one off the list. Every change of the list is on record, in suppression_log.`,
		Args: subcommands,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newSuppressAddCommand(s, globals), newSuppressRemoveCommand(s, globals), newSuppressListCommand(s, globals))
	return cmd
}

func newSuppressAddCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := suppressOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "add FILE | --number N",
		Short: "Put numbers on the do-not-call list",
		Long: `add puts a file of numbers on the do-not-call list, all or none, however many
they are: one number a line, a CSV with a column of numbers, or what registries
and scrubbing services give: area code and number (206,5551234), XML, a zip of
one file for each area code, ranges, results of scrubs; plain or compressed; -
is standard input. Every number of a line counts.

A file with a line that cannot be read is refused, unless --max-unread accepts
it; one of which half cannot be read is refused in any case. A column that may
turn the meaning of its lines round is read where that is certain ("Status:
Good, Bad"); else the file is refused, with the option that settles it.

A file with at least half as many numbers as the largest that was added is taken
for a whole list, obtained when the file was last changed. That is the age which
"limits: {suppression_max_age: 31d}" of a mapping holds imports to (16 CFR
310.4(b)(3)(iv)): add the list again when you get it again, even if little is
new in it. Single numbers and smaller files do not make the list younger.

EXIT STATUS
    0  done
    1  failed: file, database or system
    2  wrong usage, or what was given is no phone number
    4  refused: lines of the file cannot be read, or could mean two things
  130  interrupted
With every code but 0, nothing was changed.`,
		Example: `  rollcall suppress add dnc-2026-11.txt.gz --region US
  rollcall suppress add --number +12065551234 --reason "asked on the phone, 2026-11-23"
  psql -Atc 'select phone from unsubscribed' crm | rollcall suppress add - --reason crm`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && len(o.Numbers) > 0 {
				return nil
			}
			if len(o.Numbers) > 0 {
				return usageError("", "give a file or --number, not both")
			}
			return fileArg(&o.File)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return runSuppressAdd(cmd.Context(), s, &o) },
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.Numbers, "number", nil, "a single phone number `N` (repeatable)")
	f.StringVar(&o.MaxUnread, "max-unread", "", "accept up to `N|P%` lines that cannot be read")
	o.addFlags(cmd)
	return cmd
}

// addFlags puts the options that add and remove share onto a command.
func (o *suppressOptions) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.Region, "region", "", "read numbers without a country code as this region's (`CC`: US, GB, ...)")
	f.StringVar(&o.Reason, "reason", "", "why, as `TEXT` for the record")
}

func newSuppressRemoveCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := suppressOptions{globals: globals}
	number := ""
	cmd := &cobra.Command{
		Use:   "remove --number N",
		Short: "Take a number off the do-not-call list, on record",
		Long: `remove takes one number off the do-not-call list, so that it may be imported and
called again. Who did it, when and why stays on record.

EXIT STATUS
    0  done, or the number was not on the list
    1  failed: database or system; nothing was changed
    2  wrong usage, or what was given is no phone number`,
		Example: `  rollcall suppress remove --number +12065551234 --reason "signed up again, form of 2026-11-23"`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.Numbers = []string{number}
			return runSuppressRemove(cmd.Context(), s, &o)
		},
	}
	cmd.Flags().StringVar(&number, "number", "", "the phone number `N`")
	o.addFlags(cmd)
	return cmd
}

func newSuppressListCommand(s Streams, globals *globalOptions) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "Print the do-not-call list",
		Long: `list prints the do-not-call list in order of number, one number a line: the
number, the reason, the source and the time it was added (UTC), with tabs
between. "suppress add" reads it back.

EXIT STATUS
    0  done
    1  failed: database or system`,
		Example: `  rollcall suppress list | cut -f1 > dnc.txt
  rollcall suppress list -o json | jq '.suppressions | length'`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runSuppressList(cmd.Context(), s, globals) },
	}
}

func runSuppressAdd(ctx context.Context, s Streams, o *suppressOptions) error {
	r, err := rollcall.Suppress(ctx, rollcall.SuppressOptions{
		Env: o.globals.env(s), File: o.File, Numbers: o.Numbers, Region: o.Region, Reason: o.Reason, By: systemUser(s.Env),
		MaxUnread: o.MaxUnread,
	})
	if err != nil {
		return err
	}
	if o.globals.json() {
		return writeJSON(s.Out, r)
	}
	return report.WriteSuppressed(s.Out, r, o.globals.style(s))
}

func runSuppressRemove(ctx context.Context, s Streams, o *suppressOptions) error {
	was, err := rollcall.Unsuppress(ctx, rollcall.UnsuppressOptions{
		Env: o.globals.env(s), Number: o.Numbers[0], Region: o.Region, Reason: o.Reason, By: systemUser(s.Env),
	})
	if err != nil {
		return err
	}
	if o.globals.json() {
		return writeJSON(s.Out, map[string]bool{"removed": was})
	}
	text := "the number was taken off the do-not-call list"
	if !was {
		text = "the number was not on the do-not-call list"
	}
	_, err = fmt.Fprintln(s.Out, text)
	return err
}

func runSuppressList(ctx context.Context, s Streams, globals *globalOptions) error {
	out := report.NewSuppressions(s.Out, globals.json())
	begun := false
	for n, err := range rollcall.Suppressions(ctx, globals.env(s)) {
		if err == nil {
			begun = true
			err = out.Write(n)
		}
		if err != nil && begun {
			return &shown{errors.Join(err, out.Flush())} // stdout has part of the list already
		}
		if err != nil {
			return err
		}
	}
	return out.Close()
}
