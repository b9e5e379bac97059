package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"rollcall/pkg/source/internal/filetype"
	"rollcall/pkg/source/internal/xlsx"
	"rollcall/pkg/tempfile"
)

// archive is a zip file that can be read at any place: the file itself, or a copy of standard
// input.
type archive struct {
	ctx   context.Context
	at    io.ReaderAt
	size  int64
	read  int64          // bytes read
	spool *tempfile.File // the copy
	err   error          // of reading the file, which is no damage to its contents
}

// openArchive makes a zip file readable at any place. raw is at its start.
func (in *input) openArchive(raw io.Reader) (*archive, error) {
	if in.file != nil && in.size >= 0 {
		return &archive{ctx: in.ctx, at: in.file, size: in.size}, nil
	}
	return copyArchive(in.ctx, in.name, raw)
}

func copyArchive(ctx context.Context, name string, raw io.Reader) (*archive, error) {
	spool, err := tempfile.Create("a copy of " + name)
	if err != nil {
		return nil, err
	}
	a := &archive{ctx: ctx, at: spool, spool: spool}
	if a.size, err = io.Copy(spool, raw); err != nil {
		a.close()
		return nil, err
	}
	return a, nil
}

// maxWithin is the size of the largest workbook in compressed data, which is copied to disk:
// several times that of one with as many rows as a sheet has.
const maxWithin = 1 << 30

// openWithin opens the workbook in compressed data, such as a zipped attachment, or one in the XML
// of Excel 2003. Other data is left alone.
func (r *Reader) openWithin(sheet string) error {
	old := xlsx.IsXML2003(r.buf)
	if !old && (r.format.Compression == "none" || !bytes.HasPrefix(r.buf, []byte("PK\x03\x04"))) {
		return nil
	}
	outer := r.archive
	text := io.LimitReader(io.MultiReader(bytes.NewReader(r.buf), r.text), maxWithin)
	if old {
		from, to := io.Pipe()
		defer from.Close()
		go func(in io.Reader) { to.CloseWithError(xlsx.FromXML2003(in, to)) }(text)
		text = from
	}
	a, err := copyArchive(r.input.ctx, r.input.name, text)
	if err != nil {
		if old && r.input.err == nil && !errors.As(err, new(*tempfile.Error)) {
			return damage("workbook", "", err)
		}
		return r.failed(err)
	}
	defer outer.close()
	r.archive = a
	z, err := zip.NewReader(a, a.size)
	switch {
	case a.err != nil:
		return a.err
	case err != nil:
		return damage("workbook or zip archive in compressed data", "", err)
	}
	if p := xlsx.NewPackage(z, a.size); p.IsWorkbook() {
		return r.openWorkbook(p, sheet)
	}
	return nil
}

// ReadAt reads and counts. Its errors don't name the file, which may be the
// copy: the caller does.
func (a *archive) ReadAt(b []byte, at int64) (int, error) {
	if a.err = a.ctx.Err(); a.err != nil {
		return 0, a.err
	}
	n, err := a.at.ReadAt(b, at)
	a.read += int64(n)
	if in := (*fs.PathError)(nil); errors.As(err, &in) {
		err = in.Err
	}
	if err != nil && err != io.EOF {
		a.err = err
	}
	return n, err
}

func (a *archive) close() error {
	if a == nil {
		return nil
	}
	return a.spool.Close()
}

// openZip opens the only file of a zip archive, or the workbook that it is.
func (r *Reader) openZip(raw *bufio.Reader, sheet string) (io.Reader, error) {
	lists, err := r.openZipLists(raw, sheet)
	if err != nil || r.sheet != nil {
		return nil, err
	}
	if len(lists) > 1 {
		return nil, refuseFile(0, "unpack it and import its files one by one",
			"this is a zip archive of %d files", len(lists))
	}
	return r.openZipped(lists[0])
}

// openZipLists returns the files of a zip archive, at least one, or opens it as a workbook.
func (r *Reader) openZipLists(raw *bufio.Reader, sheet string) ([]*zip.File, error) {
	a, err := r.input.openArchive(raw)
	if err != nil {
		return nil, err
	}
	r.archive = a
	z, err := zip.NewReader(a, a.size)
	switch {
	case a.err != nil:
		return nil, a.err
	case err != nil:
		return nil, damage("zip archive", "", err)
	}
	parts := xlsx.NewPackage(z, a.size)
	if err := refuseKind(filetype.OfPackage(parts)); err != nil {
		return nil, err
	}
	if parts.IsWorkbook() {
		return nil, r.openWorkbook(parts, sheet)
	}
	var lists []*zip.File
	for _, f := range z.File {
		switch base := path.Base(f.Name); {
		case strings.HasSuffix(f.Name, "/"), strings.HasPrefix(f.Name, "__MACOSX/"), base == ".DS_Store", base == "Thumbs.db":
		default:
			lists = append(lists, f)
		}
	}
	if others := slices.DeleteFunc(slices.Clone(lists), beside); len(others) == 1 {
		lists = others
	}
	if len(lists) == 0 {
		return nil, refuseKind(filetype.Kind{Is: "an empty zip archive", Hint: filetype.ExportCSV}, true)
	}
	return lists, nil
}

// beside reports whether a file of an archive accompanies a list but is not one: a readme, a
// licence, a checksum.
func beside(f *zip.File) bool {
	base := strings.ToLower(path.Base(f.Name))
	name, _, _ := strings.Cut(base, ".")
	switch strings.Trim(name, "_- 0123456789") {
	case "readme", "read_me", "read me", "read-me", "lies_mich", "liesmich", "license", "licence", "copying", "notice", "manifest", "changelog":
		return true
	}
	switch path.Ext(base) {
	case ".md", ".pdf", ".html", ".htm", ".nfo", ".md5", ".sha1", ".sha256", ".png", ".jpg", ".docx", ".rtf":
		return true
	}
	return false
}

// openZipped opens a file of a zip archive.
func (r *Reader) openZipped(f *zip.File) (io.Reader, error) {
	if f.Flags&1 != 0 {
		return nil, refuseKind(filetype.Kind{Is: "a zip archive with a password", Hint: filetype.Unpack}, true)
	}
	r.format.Compression = "zip"
	text, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, refuseKind(filetype.Kind{Is: "a zip archive of a rare compression method", Hint: filetype.Unpack}, true)
	}
	if err != nil {
		return nil, r.failed(err)
	}
	return text, nil
}
