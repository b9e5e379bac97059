package rollcall

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"rollcall/pkg/dryrun"
	"rollcall/pkg/report"
)

// For returns the options for one of several files: its path takes the place of
// File, and {file} and {date} are filled in where they stand in the names of files
// that are written.
func (o FileOptions) For(file string, now time.Time) FileOptions {
	o.File = file
	o.Rejects = ExpandPath(o.Rejects, file, now)
	o.Page.Path = ExpandPath(o.Page.Path, file, now)
	return o
}

// ExpandPath fills in the name of a file that is written: {file} is the name of the
// file that is read, without its endings, and {date} today.
func ExpandPath(path, file string, now time.Time) string {
	if path == "" {
		return ""
	}
	return expandName(path, file, now)
}

// CheckFiles refuses options with which one of the files would overwrite an input,
// or the output of another. Outputs are the files that are written for each of
// them, other than --rejects and --report, with {file} not yet filled in.
func CheckFiles(ctx context.Context, o FileOptions, files []string, outputs ...Output) error {
	now := time.Now()
	inputs := o.inputs(files)
	outputs = append([]Output{{"--rejects", o.Rejects}, {"--report", o.Page.Path}}, outputs...)
	if at := slices.IndexFunc(files, isMappingName); at >= 0 && o.Mapping == "" {
		o.File = files[at]
		return o.check()
	}
	written := map[string]string{}
	named := map[string]bool{}
	for _, file := range files {
		if named[file] {
			return UsageError("", "%s is named twice", file)
		}
		named[file] = true
		for _, out := range outputs {
			if out.Path == "" {
				continue
			}
			path := filepath.Clean(ExpandPath(out.Path, file, now))
			if err := (Output{out.Option, path}).checkInputs(inputs); err != nil {
				return err
			}
			if other, ok := written[path]; ok {
				return UsageError("Put {file} into its name; it becomes the file's name.",
					"%s: %s would be written for %s and for %s", out.Option, path, other, file)
			}
			written[path] = file
		}
	}
	if len(files) < 2 {
		return nil
	}
	return o.checkPowerlists(ctx, files, now)
}

// CheckOutput refuses an output, written once for all files, that would overwrite
// an input.
func CheckOutput(o FileOptions, files []string, out Output) error {
	return out.checkInputs(o.inputs(files))
}

// inputs are all files that are read.
func (o *FileOptions) inputs(files []string) []string {
	return slices.Concat(files, []string{o.Mapping}, o.Suppress)
}

// checkPowerlists refuses several files that would make powerlists of the same name,
// if the second of them would fail.
func (o *FileOptions) checkPowerlists(ctx context.Context, files []string, now time.Time) error {
	if o.Mapping == "" {
		return nil // which is refused anyway
	}
	m, err := loadMapping(ctx, o.Mapping)
	if err != nil {
		return err
	}
	first := *o
	first.File = files[0]
	name, err := first.apply(m, now)
	if err != nil || m.Powerlist == nil || m.Powerlist.Append {
		return err
	}
	made := map[string]string{}
	for _, file := range files {
		list := expandName(name, file, now)
		if other, ok := made[list]; ok {
			return UsageError("Let its name hold {file}, or put them on one powerlist with --append.",
				"powerlist %q would be made for %s and for %s", list, other, file)
		}
		made[list] = file
	}
	return nil
}

// earlier is what importing the files that were reviewed before would leave in the
// database. The zero value is that of no files.
type earlier struct {
	dryrun.Earlier
	tags, fields map[string]bool
}

// without returns the names that are not in before.
func without(names []string, before map[string]bool) []string {
	var left []string
	for _, name := range names {
		if !before[name] {
			left = append(left, name)
		}
	}
	return left
}

// leave adds what an import with the outcome r would leave.
func (e *earlier) leave(sink *dryrun.Sink, r *report.Result) {
	sink.Leave()
	if e.tags == nil {
		e.tags, e.fields = map[string]bool{}, map[string]bool{}
	}
	for _, tag := range r.NewTags {
		e.tags[tag] = true
	}
	for _, key := range r.NewFields {
		e.fields[key] = true
	}
}
