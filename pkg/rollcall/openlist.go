package rollcall

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"rollcall/pkg/mapping"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
)

// loadMapping reads and checks a mapping file.
func loadMapping(path string) (*mapping.Mapping, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, UsageError("", "mapping file %s is a directory", path)
	}
	m, err := mapping.Load(path)
	var unread *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, UsageError("Make one with: rollcall map FILE --out "+report.ShellQuote(path), "mapping file %s not found", path)
	case errors.As(err, &unread):
		return nil, fmt.Errorf("reading the mapping %s: %w", path, unread.Err)
	}
	return m, err
}

// openSource opens a list; "-" is standard input.
func openSource(ctx context.Context, stdin io.Reader, file string, o source.Options) (*source.Reader, error) {
	r, err := source.Open(ctx, file, stdin, o)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noFile(file)
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	// A workbook's rejects file is a CSV, and is read with the workbook's mapping.
	if o.Sheet != "" && r.Format().Sheet == "" && !source.IsRejects(r.Header()) {
		r.Close()
		return nil, fmt.Errorf("reading %s: %w", file, &source.RefusedError{
			Message: fmt.Sprintf("it is not a workbook and has no sheet %q", o.Sheet),
			Hint:    "Give the workbook itself, or remove sheet from source in the mapping.",
		})
	}
	return r, nil
}

// noFile is the error of a list that is not there; it names the file beside it
// that may be meant, else where it was looked for.
func noFile(file string) error {
	dir := filepath.Dir(file)
	hint := ""
	if there, err := filepath.Abs(dir); err == nil {
		hint = "Looked for it in " + there + "."
	}
	var names []string
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		names = append(names, f.Name())
	}
	if near, ok := mapping.Nearest(filepath.Base(file), names); ok {
		hint = fmt.Sprintf("Did you mean %s?", report.ShellQuote(filepath.Join(dir, near)))
	}
	return &Error{Failed, "no_file", hint, fmt.Errorf("file %s not found", file)}
}

func sourceOptions(m mapping.Source) source.Options {
	return source.Options{
		Encoding: m.Encoding, Delimiter: m.Delimiter, Quote: m.Quote, Widths: m.Widths,
		SkipLines: m.SkipLines, Sheet: m.Sheet, AllSheets: m.AllSheets, Header: m.Header,
	}
}
