package rollcall

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"rollcall/pkg/normalize"
	"rollcall/pkg/report"
)

// maxName is the greatest length of a powerlist's name in bytes, so that it fits
// into an index of the database.
const maxName = normalize.MaxTag

// expandName fills in {file}, the file's name without its endings, and {date},
// today as YYYY-MM-DD.
func expandName(name, file string, now time.Time) string {
	return strings.TrimSpace(strings.NewReplacer("{file}", printable(fileTitle(file)), "{date}", now.Format(time.DateOnly)).Replace(name))
}

// printable removes control and format characters from a name: terminals act on
// some of them.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf) {
			return -1
		}
		return r
	}, name)
}

// fileEndings are the endings of input files, and of compressed ones.
var fileEndings = []string{".csv", ".tsv", ".tab", ".psv", ".txt", ".xlsx", ".xlsm", ".gz", ".gzip", ".zst", ".bz2", ".xz", ".zip"}

// fileTitle is a file's name without folder and endings; standard input is
// "stdin".
func fileTitle(file string) string {
	if file == "-" {
		return "stdin"
	}
	name := filepath.Base(file)
	for {
		ext := filepath.Ext(name)
		if ext == name || !slices.Contains(fileEndings, strings.ToLower(ext)) {
			return name
		}
		name = strings.TrimSuffix(name, ext)
	}
}

// MapCommand returns the command that proposes a mapping for a file and writes it
// to a file of the same name that ends in .yaml.
func MapCommand(file string) string {
	name := fileTitle(file)
	if file == "-" {
		name = "mapping"
	}
	return fmt.Sprintf("rollcall map %s --out %s", report.ShellQuote(file), report.ShellQuote(name+".yaml"))
}

// recordName is the name by which a file is recorded: without folders.
func recordName(file string) string {
	if file == "-" {
		return "stdin"
	}
	return filepath.Base(file)
}
