package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// suppressOptions are the flags of suppress add and suppress remove.
type suppressOptions struct {
	rollcall.SuppressOptions
	globals *globalOptions
	// asOf and expires are AsOf and Expires as they are typed.
	asOf, expires string
}

func newSuppressCommand(s Streams, globals *globalOptions) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "suppress",
		Short: "The do-not-call lists",
		Long: `The do-not-call lists hold the numbers that must not be called. No import, in
any mode, brings one of them in or puts one on a powerlist, and no import takes
one off a list. The internal list holds the people who asked not to be called;
there may be any number of named lists as well: registries, litigators,
reassigned numbers. Every change of a list is on record, in suppression_log.`,
		Args: subcommands,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newSuppressAddCommand(s, globals), newSuppressRemoveCommand(s, globals), newSuppressListCommand(s, globals),
		newSuppressCheckCommand(s, globals), newSuppressListsCommand(s, globals))
	return cmd
}

func newSuppressAddCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := suppressOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "add FILE | --number N",
		Short: "Put numbers on the do-not-call list",
		Long: `add puts a file of numbers on the do-not-call list, all or none, however many
they are: one number a line, a CSV with a column of numbers, or what registries
and scrubbing services provide: area code and number (206,5551234), XML, a zip
of one file for each area code, ranges, results of scrubs; plain or compressed;
- is standard input. Every number of a line counts.

A file that would leave less than half of a named list of 1,000 numbers or more,
or with --replace nothing of any, is refused without --force: it may have been
cut off. So is a file that is older than the list and would replace it or take
numbers off it.

A file with a line that cannot be read is refused, unless --max-unread accepts
it; one of which half cannot be read is refused in any case. A column that may
reverse the meaning of its lines is read where that is certain ("Status: Good,
Bad"); otherwise the file is refused, with the option that settles it.

With "limits: {suppression_max_age: 31d}" in the mapping, imports are refused if
a list is older (16 CFR 310.4(b)(3)(iv)): add a list again whenever you download
it, even if little in it is new. A file renews a list, or an area code of a
named one, if it has nine in ten of the numbers that files had put there; single
numbers and smaller files do not make the list younger.

EXIT STATUS
    0  done
    1  failed: file, database or system
    2  wrong usage, or not a phone number
    4  refused: lines of the file cannot be read, or could mean two things
  130  interrupted
With any code but 0, nothing was changed.`,
		Example: `  rollcall suppress add dnc-2026-11.txt.gz --region US
  rollcall suppress add registry.zip --list national-dnc --replace --as-of 2026-11-01
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
	f.BoolVar(&o.Replace, "replace", false, "replace what was on the list by the file")
	f.BoolVar(&o.Changes, "changes", false, "apply the additions and deletions that the file marks")
	f.BoolVar(&o.Force, "force", false, "change a list even if little of it is left, or it is newer")
	f.StringVar(&o.asOf, "as-of", "", "when the list was obtained (`YYYY-MM-DD`; else the date in the file, else the file's time)")
	f.StringVar(&o.expires, "expires", "", "the day from which the list no longer applies (`YYYY-MM-DD`)")
	f.StringVar(&o.Kind, "kind", "", "what `KIND` of list it is: registry, state, litigators, reassigned, ...")
	o.addFlags(cmd)
	return cmd
}

// addFlags puts the options that add and remove share onto a command.
func (o *suppressOptions) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.Region, "region", "", "read numbers without a country code as this region's (`CC`: US, GB, ...)")
	f.StringVar(&o.Reason, "reason", "", "why, as `TEXT` for the record")
	f.StringVar(&o.List, "list", "", "the list's `NAME` (default internal: those who asked)")
	f.StringArrayVar(&o.Columns, "column", nil, "the column of the numbers, by header or place `NAME` (repeatable)")
	f.StringArrayVar(&o.Where, "where", nil, "only lines with this value count, as `COLUMN=VALUE` (repeatable)")
	f.StringVar(&o.MaxUnread, "max-unread", "", "accept up to `N|P%` lines that cannot be read")
}

func newSuppressRemoveCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := suppressOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "remove FILE | --number N",
		Short: "Take numbers off a do-not-call list, on record",
		Long: `remove takes numbers off one do-not-call list, so that they may be imported and
called again unless another list has them. Without --list it is the internal
one, of those who asked. Who did it, when and why stays on record.

EXIT STATUS
    0  done, or no number was on the list
    1  failed: file, database or system
    2  wrong usage, not a phone number, or no such list
    4  refused: lines of the file cannot be read, or could mean two things
  130  interrupted
With any code but 0, nothing was changed.`,
		Example: `  rollcall suppress remove --number +12065551234 --reason "signed up again, form of 2026-11-23"
  rollcall suppress remove --number +12065551234 --number +12065551235 --list national-dnc`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 0 && len(o.Numbers) > 0:
				return nil
			case len(o.Numbers) > 0:
				return usageError("", "give a file or --number, not both")
			case len(args) == 0:
				return usageError("Name it: --number +12065551234", "no number was named")
			}
			return fileArg(&o.File)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return runSuppressRemove(cmd.Context(), s, &o) },
	}
	cmd.Flags().StringArrayVar(&o.Numbers, "number", nil, "a phone number `N` (repeatable)")
	o.addFlags(cmd)
	return cmd
}

func newSuppressCheckCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := rollcall.ListsOfOptions{}
	cmd := &cobra.Command{
		Use:   "check NUMBER...",
		Short: "Show which do-not-call lists have a number",
		Long: `check prints, for each number, the do-not-call lists that it is on, with reason
and date. A list that has expired is named, but no longer applies.

EXIT STATUS
    0  done, on a list or not
    1  failed: database or system
    2  wrong usage, or not a phone number
  130  interrupted`,
		Example: `  rollcall suppress check +12065551234
  rollcall suppress check 206-555-1234 --region US -o json | jq '.numbers[0].suppressed'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError("Name it: rollcall suppress check +12065551234", "no number was named")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Env, o.Numbers = globals.env(s), args
			all, err := rollcall.ListsOf(cmd.Context(), o)
			if err != nil {
				return err
			}
			if globals.json() {
				return writeJSON(s.Out, checkedNumbers{all})
			}
			return report.WriteCheckedNumbers(s.Out, all)
		},
	}
	cmd.Flags().StringVar(&o.Region, "region", "", "read numbers without a country code as this region's (`CC`: US, GB, ...)")
	return cmd
}

func newSuppressListsCommand(s Streams, globals *globalOptions) *cobra.Command {
	return &cobra.Command{
		Use:   "lists",
		Short: "Print the do-not-call lists: kind, numbers, age",
		Long: `lists prints each do-not-call list with its kind, how many numbers it has, its
date and its age, and its area codes one by one if their dates differ.`,
		Example: `  rollcall suppress lists
  rollcall suppress lists -o json | jq '.lists[] | select(.age_days > 31)'`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			all, err := rollcall.DoNotCallLists(cmd.Context(), globals.env(s))
			if err != nil {
				return err
			}
			if globals.json() {
				return writeJSON(s.Out, doNotCallLists{all})
			}
			return report.WriteLists(s.Out, all)
		},
	}
}

// parseDay reads the day of an option, as its beginning in UTC.
func parseDay(option, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return at, usageError("Give it as YYYY-MM-DD.", "%s: %q is not a date", option, text)
	}
	return at, nil
}

func newSuppressListCommand(s Streams, globals *globalOptions) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "Print the internal do-not-call list: the people who asked",
		Long: `list prints the internal do-not-call list, the people who asked not to be
called, in order of number, one number a line: the number, the reason, the
source and the time it was added (UTC), with tabs between. "suppress add" reads
it back. Of named lists, "suppress lists" shows how many numbers they have, and
"suppress check" whether they have a number.`,
		Example: `  rollcall suppress list | cut -f1 > dnc.txt
  rollcall suppress list -o json | jq '.suppressions | length'`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return runSuppressList(cmd.Context(), s, globals) },
	}
}

func runSuppressAdd(ctx context.Context, s Streams, o *suppressOptions) error {
	var err error
	if o.AsOf, err = parseDay("--as-of", o.asOf); err != nil {
		return err
	}
	if o.Expires, err = parseDay("--expires", o.expires); err != nil {
		return err
	}
	o.Env, o.By = o.globals.env(s), systemUser(s.Env)
	r, err := rollcall.Suppress(ctx, o.SuppressOptions)
	if err != nil {
		return err
	}
	return shownDone(s, o.globals, show(s, o.globals, r, report.WriteSuppressed))
}

func runSuppressRemove(ctx context.Context, s Streams, o *suppressOptions) error {
	o.Env, o.By = o.globals.env(s), systemUser(s.Env)
	r, err := rollcall.Unsuppress(ctx, o.NumberOptions)
	if err != nil {
		return err
	}
	return shownDone(s, o.globals, showPlain(s, o.globals, r, report.WriteUnsuppressed))
}

func runSuppressList(ctx context.Context, s Streams, globals *globalOptions) error {
	out := report.NewSuppressionWriter(s.Out, globals.json())
	begun := false
	for n, err := range rollcall.Suppressions(ctx, globals.env(s)) {
		if err == nil {
			begun = true
			err = out.Write(n)
		}
		if err != nil && begun {
			return &shownError{errors.Join(err, out.Flush())} // stdout has part of the list already
		}
		if err != nil {
			return err
		}
	}
	return out.Close()
}
