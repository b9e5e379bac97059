package main

import (
	"github.com/spf13/pflag"

	"rollcall/pkg/mapping"
)

// readFlags say how a file is read, where that cannot be found out or is found
// out wrong. The mapping has the same under source.
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

// given reports whether any of the flags is.
func (o *readFlags) given() bool {
	return o.Encoding != "" || o.Delimiter != "" || o.Quote != "" || o.Sheet != "" || o.HeaderLine != 0 || o.noHeader
}
