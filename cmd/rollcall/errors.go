package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"rollcall/pkg/localserver"
	"rollcall/pkg/mapping"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
	"rollcall/pkg/store"
)

// The exit codes, which users' scripts rely on.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitNoConsent   = 3
	exitRefused     = 4
	exitInterrupted = 130
)

// readStatus ends the help of the commands that read a list and write nothing.
const readStatus = exitHeading + `    0  done; skipped rows are normal
    1  failed: file, database or system
    2  wrong usage or mapping
    4  the data was refused: no header, no rows, no valid phone, over a limit
  130  interrupted`

// exitStatus ends the help of import, and of the program.
const exitStatus = exitHeading + `    0  done; skipped rows are normal
    1  failed: file, database or system
    2  wrong usage or mapping
    3  consent not confirmed
    4  the data was refused: no header, no rows, no valid phone, over a limit
  130  interrupted
With every code but 0, nothing was imported.`

// problem is an error that the user can act on: what is wrong, and what to do.
type problem struct {
	exit int
	// code is stable and in snake_case, for scripts.
	code string
	err  error
	hint string
}

func (p *problem) Error() string { return p.err.Error() }
func (p *problem) Unwrap() error { return p.err }

func usageError(hint, format string, args ...any) error {
	return &problem{exitUsage, "usage", fmt.Errorf(format, args...), hint}
}

// shown is an error whose result, with the error in it, is on stdout already.
type shown struct{ err error }

func (s *shown) Error() string { return s.err.Error() }
func (s *shown) Unwrap() error { return s.err }

// classify is the one place that maps errors to exit codes.
func classify(err error) (exit int, e report.Error) {
	e.Message = err.Error()
	var advice interface{ Hint() string }
	if errors.As(err, &advice) {
		e.Hint = advice.Hint()
	}
	var (
		p       *problem
		refused *source.RefusedError
		wrong   *mapping.Errors
		missing *localserver.NotInstalledError
	)
	switch {
	case errors.As(err, &p):
		e.Code, e.Hint = p.code, p.hint
		return p.exit, e
	case errors.Is(err, store.ErrCommitUnknown):
		e.Code = "commit_unknown"
		return exitFailed, e
	case errors.Is(err, context.Canceled):
		e.Code, e.Message = "interrupted", "interrupted: nothing was imported or changed"
		return exitInterrupted, e
	case errors.As(err, &refused):
		e.Code, e.Hint, e.Line = "refused", refused.Hint, refused.Line
		return exitRefused, e
	case errors.As(err, &wrong):
		tellMapping(&e, wrong)
		return exitUsage, e
	case errors.As(err, &missing):
		e.Code = "no_postgresql"
		return exitFailed, e
	}
	for _, known := range storeErrors {
		if errors.Is(err, known.err) {
			e.Code = known.code
			e.Hint = cmp.Or(e.Hint, known.hint)
			return known.exit, e
		}
	}
	e.Code = "failed"
	return exitFailed, e
}

// mostShown is how many problems of a mapping a person sees at a time: more, and
// it is the mapping of another list.
const mostShown = 10

// tellMapping tells the first problem of a mapping as the error, and has them
// all beside it. A person sees them with their lines.
func tellMapping(e *report.Error, wrong *mapping.Errors) {
	first, whole := wrong.Problems[0], e.Message // which may say more than wrong does
	e.Code, e.Hint = "mapping", first.Hint
	e.File, e.Line, e.Column = first.File, int64(first.Line), int64(first.Column)
	short := wrong
	if more := len(wrong.Problems) - mostShown; more > 1 {
		short = &mapping.Errors{Problems: wrong.Problems[:mostShown]}
		e.Text = fmt.Sprintf("\nand %d more; -o json has them all", more)
	}
	e.Text = strings.Replace(whole, wrong.Error(), short.Error()+e.Text, 1)
	first.Hint, first.Text = "", ""
	message := first.String()
	if more := len(wrong.Problems) - 1; more > 0 {
		message += fmt.Sprintf(" (and %s)", report.Plural(int64(more), "more problem"))
	}
	e.Message = strings.Replace(whole, wrong.Error(), message, 1)
	for _, p := range wrong.Problems {
		e.Problems = append(e.Problems, report.MappingProblem{
			Code: p.Code, Message: p.Message, Hint: p.Hint, File: p.File, Line: p.Line, Column: p.Column,
		})
	}
}

// storeErrors are the store's errors that are no failure, but something that
// was asked wrongly or refused.
var storeErrors = []struct {
	err  error
	exit int
	code string
	hint string
}{
	{store.ErrURL, exitUsage, "database_url", ""},
	{store.ErrNoSchema, exitUsage, "no_schema", ""},
	{store.ErrNoCitus, exitUsage, "no_citus", ""},
	{store.ErrForeignTables, exitUsage, "foreign_tables", ""},
	{store.ErrUnknownField, exitUsage, "unknown_field", ""},
	{store.ErrFieldType, exitUsage, "field_type", ""},
	{store.ErrPowerlistExists, exitUsage, "powerlist_exists", ""},
	{store.ErrPowerlistDiffers, exitUsage, "powerlist_differs", ""},
	{store.ErrImportedBefore, exitRefused, "imported_before", ""},
	{store.ErrNoImport, exitUsage, "no_import", historyHint},
	{store.ErrNotUndoable, exitUsage, "not_undoable", historyHint},
	{store.ErrNoTemporary, exitFailed, "no_temporary", ""},
	{store.ErrSchemaOld, exitFailed, "schema_old", ""},
	{store.ErrSchemaNew, exitFailed, "schema_new", ""},
}

// fail shows an error where the user looks for it and gives the exit code.
func fail(s Streams, globals *globalOptions, err error) int {
	exit, e := classify(err)
	globals.tellError(s, e, exit)
	var done *shown
	if globals.json() && !errors.As(err, &done) {
		writeJSON(s.Out, map[string]report.Error{"error": e})
	}
	return exit
}
