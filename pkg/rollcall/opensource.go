package rollcall

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"rollcall/pkg/infile"
	"rollcall/pkg/mapping"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
)

// loadMapping reads and checks a mapping file.
func loadMapping(ctx context.Context, path string) (*mapping.Mapping, error) {
	if isFolder(path) {
		return nil, UsageError("", "mapping file %s is a directory", path)
	}
	m, err := mapping.Load(ctx, path)
	var unread *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		hint := "Make one with: rollcall map FILE --out " + report.ShellQuote(path)
		if near, ok := nearestFile(path); ok && isMappingName(near) {
			hint = "Did you mean " + report.ShellQuote(near) + "?"
		}
		return nil, UsageError(hint, "mapping file %s not found", path)
	case errors.As(err, &unread):
		return nil, fmt.Errorf("reading the mapping %s: %w", path, unread.Err)
	}
	if err != nil && isListName(path) {
		return nil, UsageError("The contact file is the argument, and -m names the mapping: FILE -m MAPPING.yaml",
			"%s does not look like a mapping file, but like a contact file", path)
	}
	return m, err
}

func isMappingName(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return ext == ".yaml" || ext == ".yml"
}

func isListName(path string) bool {
	return slices.Contains(fileEndings, strings.ToLower(filepath.Ext(path)))
}

// mappingAsInput refuses a mapping file in the place of the input: its name and its
// text both say so.
func mappingAsInput(ctx context.Context, file string) error {
	if !isMappingName(file) || fileSize(file) < 0 { // a pipe can be read only once
		return nil
	}
	text, err := infile.ReadAll(ctx, file, mapping.MaxSize)
	if err != nil || !mappingKeys.Match(text) {
		return nil
	}
	return UsageError("The contact file is the argument, and -m names the mapping: FILE -m "+report.ShellQuote(file),
		"%s is a mapping file, not a contact file", file)
}

var mappingKeys = regexp.MustCompile(`(?m)^(version|columns)\s*:`)

// openSource opens an input; "-" is standard input.
func openSource(ctx context.Context, stdin io.Reader, file string, o source.Options) (*source.Reader, error) {
	if err := mappingAsInput(ctx, file); err != nil {
		return nil, err
	}
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

// isFolder reports whether a path leads to a folder.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// noFile is the error of a file that does not exist; it names the file in the same
// folder that is probably meant, else where it was looked for.
func noFile(file string) error {
	dir := filepath.Dir(file)
	hint := ""
	if there, err := filepath.Abs(dir); err == nil {
		hint = "Looked for it in " + there + "."
	}
	if strings.ContainsAny(file, "*?[") {
		hint = "The shell fills in * and ? only where they are not quoted."
	} else if near, ok := nearestFile(file); ok {
		hint = fmt.Sprintf("Did you mean %s?", report.ShellQuote(near))
	}
	return &Error{Failed, "no_file", hint, fmt.Errorf("file %s not found", file)}
}

// nearestFile returns the file in path's folder with the most similar name.
func nearestFile(path string) (near string, ok bool) {
	dir := filepath.Dir(path)
	var names []string
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		names = append(names, f.Name())
	}
	near, ok = mapping.Nearest(filepath.Base(path), names)
	return filepath.Join(dir, near), ok
}

func sourceOptions(m mapping.Source) source.Options {
	return source.Options{
		Encoding: m.Encoding, Delimiter: m.Delimiter, Quote: m.Quote, Widths: m.Widths,
		SkipLines: m.SkipLines, Sheet: m.Sheet, AllSheets: m.AllSheets, Header: m.Header,
	}
}
