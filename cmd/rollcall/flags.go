package main

import (
	"github.com/spf13/pflag"

	"rollcall/pkg/mapping"
	"rollcall/pkg/rollcall"
)

// addFileFlags puts the options that review and import share onto a command.
func addFileFlags(f *pflag.FlagSet, o *rollcall.FileOptions) {
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

// readFlags are the flags that say how a file is read, where detection fails. The mapping has the same under source.
type readFlags struct {
	mapping.Source
	// HeaderLine is the line of the header, from 1; 0 finds it out.
	HeaderLine int
	// noHeader: there is none.
	noHeader bool
}

func addReadFlags(f *pflag.FlagSet, o *readFlags) {
	f.StringVar(&o.Encoding, "encoding", "", "read the file as `NAME`: utf-8, windows-1251, shift_jis, ...")
	f.StringVar(&o.Delimiter, "delimiter", "", "cells are separated by `D`: up to four characters, or comma, semicolon, tab, pipe")
	f.StringVar(&o.Quote, "quote", "", "cells are quoted by `Q`: \", ' or none")
	f.StringVar(&o.Sheet, "sheet", "", "read the sheet `NAME` of a workbook")
	f.IntVar(&o.HeaderLine, "header-line", 0, "the header is in line `N`; lines above it are skipped")
	f.BoolVar(&o.noHeader, "no-header", false, "the file has no header row")
}

// source returns what the flags say of the file.
func (o *readFlags) source() (mapping.Source, error) {
	s := o.Source
	switch {
	case o.HeaderLine < 0:
		return s, usageError("Lines are counted from 1; a file without a header takes --no-header.", "--header-line must be 1 or more")
	case o.HeaderLine > 0 && o.noHeader:
		return s, usageError("", "--header-line and --no-header cannot be used together")
	case o.HeaderLine > 0:
		above := o.HeaderLine - 1
		s.SkipLines = &above
	}
	for _, text := range []*string{&s.Encoding, &s.Delimiter, &s.Quote} {
		if *text == "auto" {
			*text = ""
		}
	}
	return s, nil
}

// any reports whether any of the flags is.
func (o *readFlags) any() bool {
	return o.Encoding != "" || o.Delimiter != "" || o.Quote != "" || o.Sheet != "" || o.HeaderLine != 0 || o.noHeader
}

// enums are the flags that take one of a few words.
var enums = map[string][]string{
	"output":     {"text", "json"},
	"progress":   {"auto", "bar", "plain", "none"},
	"log-level":  {"debug", "info", "warn", "error"},
	"log-format": {"text", "json"},
	"duplicates": {"skip", "update", "create"},
	"dial-mode":  {"ai", "manual"},
	"format":     rollcall.ExportFormats,
}
