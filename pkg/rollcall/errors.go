package rollcall

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/localserver"
	"rollcall/pkg/mapping"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
	"rollcall/pkg/store"
)

// Kind is the sort of error that ended a step, and so whether trying again helps.
type Kind uint8

// The kinds. With each of them nothing was imported or changed, unless the code is
// CodeCommitUnknown.
const (
	// Failed: a file, the database or the system.
	Failed Kind = iota
	// Usage: the options or the mapping are wrong.
	Usage
	// NoConsent: consent was not confirmed.
	NoConsent
	// Refused: the data must not be imported as it is.
	Refused
	// Interrupted: the context was cancelled.
	Interrupted
)

// String returns the kind as a word.
func (k Kind) String() string {
	return [...]string{"failed", "usage", "no_consent", "refused", "interrupted"}[k]
}

// CodeCommitUnknown is the code of an error after which it is not known whether the
// commit was done: the connection was lost before the server answered.
const CodeCommitUnknown = "commit_unknown"

// Error is an error that the user can act on: what is wrong, and what to do.
type Error struct {
	Kind Kind
	// Code is stable and in snake_case, for scripts.
	Code string
	// Hint says what to do about it, or is empty.
	Hint string
	Err  error
}

// Error returns the text of Err.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns the error that Error adds to.
func (e *Error) Unwrap() error { return e.Err }

// UsageError returns an Error for options that are wrong.
func UsageError(hint, format string, args ...any) error {
	return &Error{Usage, "usage", hint, fmt.Errorf(format, args...)}
}

// Explain returns the kind of an error, and the error as it is shown. It is the only
// place that distinguishes the errors of all packages.
func Explain(err error) (Kind, report.Error) {
	kind, e := explain(err)
	e.Hint = sentence(e.Hint)
	return kind, e
}

// sentence returns a hint as a sentence: with a capital letter, unless it begins
// with a command, and a full stop, unless it ends with what is to be typed.
func sentence(hint string) string {
	if hint == "" || strings.HasPrefix(hint, "rollcall ") {
		return hint
	}
	first, size := utf8.DecodeRuneInString(hint)
	hint = string(unicode.ToUpper(first)) + hint[size:]
	last, _ := utf8.DecodeLastRuneInString(hint)
	tail := hint[max(strings.LastIndex(hint, ": "), strings.LastIndex(hint, "; "), strings.LastIndex(hint, ". "), 0):]
	if !unicode.IsLetter(last) || strings.HasPrefix(tail, ": ") || strings.Contains(tail, "rollcall ") || strings.Contains(tail, "--") || strings.ContainsAny(tail, "{[=") {
		return hint
	}
	return hint + "."
}

func explain(err error) (Kind, report.Error) {
	e := report.Error{Problem: source.Problem{Message: oneLine(err)}}
	var advice interface{ Hint() string }
	if errors.As(err, &advice) {
		e.Hint = advice.Hint()
	}
	var (
		known   *Error
		refused *source.RefusedError
		wrong   *mapping.Errors
		missing *localserver.NotInstalledError
	)
	switch {
	case errors.As(err, &known):
		e.Code, e.Hint = known.Code, known.Hint
		var differs planError
		if errors.As(err, &differs) {
			e.Differences = differs
		}
		return known.Kind, e
	case errors.Is(err, store.ErrCommitUnknown):
		e.Code = CodeCommitUnknown
		return Failed, e
	case errors.Is(err, context.Canceled):
		e.Code, e.Message = "interrupted", "interrupted: nothing was imported or changed"
		return Interrupted, e
	case errors.As(err, &refused):
		e.Code, e.Hint, e.Line = "refused", refused.Hint, refused.Line
		return Refused, e
	case errors.As(err, &wrong):
		explainMapping(&e, wrong)
		return Usage, e
	case errors.As(err, &missing):
		e.Code = "no_postgresql"
		return Failed, e
	}
	for _, s := range storeErrors {
		if errors.Is(err, s.err) {
			e.Code = s.code
			e.Hint = cmp.Or(e.Hint, s.hint)
			return s.kind, e
		}
	}
	e.Code = "failed"
	return Failed, e
}

// oneLine returns an error's text, with several errors joined on one line: a line
// break that is left belongs to a name or a cell.
func oneLine(err error) string {
	text := err.Error()
	if wrong := (*mapping.Errors)(nil); !errors.As(err, &wrong) && len(text) > mostText {
		return clipped(text)
	}
	var inner []error
	switch err := err.(type) {
	case *mapping.Errors:
		return text
	case interface{ Unwrap() []error }:
		inner = err.Unwrap()
	case interface{ Unwrap() error }:
		inner = []error{err.Unwrap()}
	}
	lines := make([]string, 0, len(inner))
	for _, e := range inner {
		if e == nil {
			return text
		}
		line := oneLine(e)
		text = strings.Replace(text, e.Error(), line, 1)
		lines = append(lines, line)
	}
	if len(lines) > 1 {
		text = strings.Replace(text, strings.Join(lines, "\n"), strings.Join(lines, "; "), 1)
	}
	return text
}

// mostText is the greatest length of an error's text. A server can send megabytes.
const mostText = 16 << 10

// clipped is the beginning of a text that is longer than mostText.
func clipped(text string) string {
	if len(text) <= mostText {
		return text
	}
	return fmt.Sprintf("%s… (and %d bytes more)", strings.ToValidUTF8(text[:mostText], ""), len(text)-mostText)
}

// mostShown is the number of problems of a mapping that are shown to a person: a
// mapping with more of them is for another file.
const mostShown = 10

// explainMapping makes the first problem of a mapping the error, and adds all of
// them, with their lines for a person.
func explainMapping(e *report.Error, wrong *mapping.Errors) {
	first, whole := wrong.Problems[0], e.Message // which may say more than wrong does
	e.Problem, e.File = first.Problem, first.File
	e.Code = "mapping"
	short := wrong
	if first.Code == mapping.OtherList {
		short = &mapping.Errors{Problems: wrong.Problems[:1]}
	} else if more := len(wrong.Problems) - mostShown; more > 1 {
		short = &mapping.Errors{Problems: wrong.Problems[:mostShown]}
		e.Text = fmt.Sprintf("\nand %d more; -o json has them all", more)
	}
	before, after, _ := strings.Cut(whole, wrong.Error())
	e.Text = report.Cell(before) + short.Error() + e.Text + report.Cell(after)
	first.Hint, first.Text = "", ""
	message := first.String()
	if more := len(wrong.Problems) - 1; more > 0 && first.Code != mapping.OtherList {
		message += fmt.Sprintf(" (and %s)", report.Plural(int64(more), "more problem"))
	}
	e.Message = strings.Replace(whole, wrong.Error(), message, 1)
	for _, p := range wrong.Problems {
		p.Text = "" // its place says which line it is
		e.Problems = append(e.Problems, p)
	}
}

// storeErrors are the store's errors that have a code of their own.
var storeErrors = []struct {
	err  error
	kind Kind
	code string
	hint string
}{
	{store.ErrURL, Usage, "database_url", ""},
	{store.ErrNoSchema, Usage, "no_schema", ""},
	{store.ErrNoCitus, Usage, "no_citus", ""},
	{store.ErrNoWorkers, Usage, "no_workers", ""},
	{store.ErrCitusWorker, Usage, "citus_worker", ""},
	{store.ErrForeignTables, Usage, "foreign_tables", ""},
	{store.ErrUnknownField, Usage, "unknown_field", ""},
	{store.ErrFieldType, Usage, "field_type", ""},
	{store.ErrPowerlistExists, Usage, "powerlist_exists", ""},
	{store.ErrPowerlistDiffers, Usage, "powerlist_differs", ""},
	{store.ErrImportedBefore, Refused, "imported_before", ""},
	{store.ErrNoImport, Usage, "no_import", ""},
	{store.ErrNoList, Usage, "no_list", "See them with: rollcall suppress lists"},
	{store.ErrNotUndoable, Usage, "not_undoable", ""},
	{store.ErrNoTemporary, Failed, "no_temporary", ""},
	{store.ErrRights, Failed, "no_rights", ""},
	{store.ErrNotTrusted, Failed, "not_trusted", ""},
	{store.ErrServerTooOld, Failed, "server_too_old", ""},
	{store.ErrStandby, Failed, "standby", ""},
	{store.ErrEncoding, Failed, "database_encoding", ""},
	{store.ErrInDoubt, Failed, "in_doubt", ""},
	{store.ErrNodeSilent, Failed, "node_silent", ""},
	{store.ErrNoTwoPhase, Failed, "no_two_phase", ""},
	{store.ErrTimeout, Failed, "server_timeout", ""},
	{store.ErrSchemaOld, Failed, "schema_old", ""},
	{store.ErrSchemaNew, Failed, "schema_new", ""},
}
