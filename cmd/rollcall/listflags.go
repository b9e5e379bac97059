package main

import (
	"github.com/spf13/pflag"

	"rollcall/pkg/rollcall"
)

// addListFlags puts the options that review and import share onto a command.
func addListFlags(f *pflag.FlagSet, o *rollcall.ListOptions) {
	f.StringVarP(&o.Mapping, "mapping", "m", "", "mapping `FILE` (make one with: rollcall map FILE)")
	f.StringArrayVar(&o.Tags, "tag", nil, "`TAG` for every contact, beside the mapping's (repeatable)")
	f.StringVar(&o.Duplicates, "duplicates", "", "what to do with known numbers: `skip|update|create` (default: the mapping's)")
	f.StringVar(&o.Powerlist, "powerlist", "", "`NAME` of the powerlist; may hold {file} and {date}")
	f.StringVar(&o.DialMode, "dial-mode", "", "who dials the powerlist: `ai|manual`")
	f.BoolVar(&o.Append, "append", false, "add to the powerlist if it exists")
	f.BoolVar(&o.NoPowerlist, "no-powerlist", false, "no powerlist, even if the mapping names one")
	f.StringVar(&o.Region, "region", "", "read numbers without a country code as this region's (`CC`: US, GB, ...)")
	f.StringArrayVar(&o.Suppress, "suppress", nil, "`FILE` of numbers that must not be called (repeatable)")
	f.StringVar(&o.MaxUnread, "max-unread", "", "refuse a --suppress file with more unreadable lines than `N|P%` (default none)")
	f.StringVar(&o.Rejects, "rejects", "", "write the skipped rows and why to `FILE.csv|FILE.xlsx`")
	f.StringVar(&o.MaxSkipped, "max-skipped", "", "refuse the file if more rows than `N|P%` would be skipped")
	f.StringVar(&o.MaxInvalid, "max-invalid", "", "refuse the file if more rows than `N|P%` cannot be read or have no valid number")
	addPageFlags(f, &o.Page)
}

// addPageFlags puts the options of the page onto a command.
func addPageFlags(f *pflag.FlagSet, o *rollcall.PageOptions) {
	f.StringVar(&o.Path, "report", "", "write the outcome as a page to `FILE.html|FILE.md`")
	f.BoolVar(&o.Unmasked, "unmasked", false, "show personal data in full in the report, and even if stdout is not a terminal")
}
