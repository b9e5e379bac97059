package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"rollcall/pkg/source/internal/filetype"
)

// maxParts is how many files a zip archive may have: more than there are area codes.
const maxParts = 10_000

// Parts reads a file of lines, or the files of a zip archive one after another.
// It is used from one goroutine.
type Parts struct {
	input   *input
	archive *archive
	files   []*zip.File // of an archive of several
	whole   *Reader     // of what is one file
	at      int
	skipped []string // files of the archive that are no lists, and sheets that are not read
}

// anyWidth is the number of columns of a file that has none: a record keeps the cells it has.
const anyWidth = -1

// Part is one of Parts. Nothing in it is taken for a header or a quote, so that
// damage to one line cannot reach another: each record is a line in one cell, or of
// a workbook a row in the cells that it has. Blank lines are left out, and there may
// be no line at all. Where it is XML it comes as text.
type Part struct {
	*Reader
	// Name is the file's name without folders; of a part of an archive its name
	// there.
	Name string
	// Folder is the folder in the archive, after the archive's name without its extension;
	// empty if there is none.
	Folder string
	// XML: Text has the part's text. Next must not be called.
	XML bool
	// modified is that of the archive's directory.
	modified time.Time
}

// OpenParts opens a file of which only the lines are wanted, such as a list of numbers, XML,
// or a zip archive of several such files. Compression and encoding are detected as for any
// file. The caller closes the Parts.
func OpenParts(ctx context.Context, name string, stdin io.Reader) (*Parts, error) {
	in, err := openInput(ctx, name, stdin)
	if err != nil {
		return nil, err
	}
	p := &Parts{input: in}
	if err := p.find(); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

// find finds out what the file consists of.
func (p *Parts) find() error {
	raw := bufio.NewReaderSize(p.input, 64<<10)
	r := newLineReader(p.input)
	head, _ := raw.Peek(4)
	if string(head) != "PK\x03\x04" {
		p.whole = r
		var err error
		r.text, err = r.decompress(raw, "")
		return err
	}
	lists, err := r.openZipLists(raw, "")
	p.archive = r.archive
	if err != nil {
		return err
	}
	if r.sheet != nil {
		p.whole = r
		p.skipped = r.passedOver
		return nil
	}
	if len(lists) > maxParts {
		return &RefusedError{Message: fmt.Sprintf("this is a zip archive of %d files", len(lists)), Hint: "unpack it and name one of its files"}
	}
	p.files, p.skipped = withoutPapers(lists)
	return nil
}

// withoutPapers returns the files of an archive without those that accompany a list, by their
// names: descriptions, licences, checksums; and the names of these. If there is nothing else,
// all are lists.
func withoutPapers(all []*zip.File) (lists []*zip.File, papers []string) {
	for _, f := range all {
		name := strings.ToLower(path.Base(f.Name))
		switch ext := path.Ext(name); {
		case slices.Contains(paperEndings, ext), slices.ContainsFunc(paperNames, func(n string) bool { return strings.HasPrefix(name, n) }) && ext != ".csv":
			papers = append(papers, f.Name)
		default:
			lists = append(lists, f)
		}
	}
	if len(lists) == 0 {
		return all, nil
	}
	return lists, papers
}

var (
	paperEndings = []string{".pdf", ".doc", ".docx", ".rtf", ".odt", ".md", ".html", ".htm", ".png", ".jpg", ".md5", ".sha1", ".sha256", ".sig", ".asc"}
	paperNames   = []string{"readme", "read_me", "read me", "license", "licence", "layout", "manifest", "changelog"}
)

func newLineReader(in *input) *Reader {
	r := newReader(in, standard)
	r.rows, r.sheetwise = true, true // there needn't be any rows
	r.list.columns = anyWidth
	// The unit separator is what no text has.
	r.list.grammar.Delim, r.list.grammar.Width = 0x1f, 1
	return r
}

// Next opens the next part; the one before must not be used any more. After the
// last it returns io.EOF.
func (p *Parts) Next() (*Part, error) {
	if p.whole != nil && p.at == 0 {
		p.at++
		part := &Part{Reader: p.whole, Name: path.Base(p.input.name)}
		if p.Several() {
			part.Name += ", sheet " + p.whole.format.Sheet
		}
		return part, part.detect()
	}
	if p.whole != nil && len(p.whole.further) > 0 {
		return p.nextSheet()
	}
	if p.at >= len(p.files) || p.whole != nil {
		return nil, io.EOF
	}
	f := p.files[p.at]
	p.at++
	r := newLineReader(p.input)
	r.archive = p.archive
	var err error
	if r.text, err = r.openZipped(f); err != nil {
		return nil, err
	}
	archive := path.Base(p.input.name)
	part := &Part{Reader: r, Name: path.Base(f.Name), Folder: path.Join(strings.TrimSuffix(archive, path.Ext(archive)), path.Dir(f.Name)), modified: f.Modified}
	if err := part.detect(); err != nil {
		return nil, fmt.Errorf("%s: %w", part.Name, err)
	}
	return part, nil
}

// nextSheet opens the next sheet of a workbook as a part.
func (p *Parts) nextSheet() (*Part, error) {
	r := p.whole
	entry := r.further[0]
	r.further = r.further[1:]
	p.at++
	if err := r.sheet.close(); err != nil {
		return nil, err
	}
	s, err := r.openSheet(entry)
	if err != nil {
		return nil, err
	}
	r.sheet, r.err, r.format.Sheet = s, nil, entry.Name
	return &Part{Reader: r, Name: path.Base(p.input.name) + ", sheet " + entry.Name}, nil
}

// detect finds out how the part is written, and refuses what is not text.
func (p *Part) detect() error {
	r := p.Reader
	if r.sheet != nil {
		return nil
	}
	if err := r.fill(); err != nil {
		return err
	}
	if r.format.Compression != "none" {
		if err := refuseKind(filetype.OfHead(r.buf)); err != nil {
			return err
		}
	}
	if err := r.decode(Options{}); err != nil {
		return err
	}
	head := bytes.TrimLeft(r.buf[:min(len(r.buf), 4096)], " \t\r\n\x00")
	if len(head) > 1 && head[0] == '<' && !filetype.IsHTML(head) {
		p.XML = true
		return nil
	}
	if err := refuseKind(filetype.OfMarkup(r.buf)); err != nil {
		return err
	}
	return refuseKind(filetype.OfNoise(r.buf))
}

// Text is the text of a part that is XML, from its beginning.
func (p *Part) Text() io.Reader { return &partText{r: p.Reader} }

type partText struct{ r *Reader }

func (t *partText) Read(b []byte) (int, error) {
	r := t.r
	if len(r.buf) > 0 {
		n := copy(b, r.buf)
		r.buf = r.buf[n:]
		return n, nil
	}
	if r.ended {
		return 0, r.finish()
	}
	n, err := r.text.Read(b)
	switch {
	case err == io.EOF:
		r.ended = true
		if err = nil; n == 0 {
			err = r.finish()
		}
	case err != nil:
		err = r.failed(err)
	}
	return n, err
}

// Modified returns when the part was last changed: according to its archive, else to the file
// system; the zero time if neither knows.
func (p *Part) Modified() time.Time {
	if !p.modified.IsZero() {
		return p.modified
	}
	return p.input.mtime
}

// Offset returns how many bytes of the file, as it is stored, were read.
func (p *Part) Offset() int64 { return p.offset() }

// Size is the size of the file as it is stored, in bytes, or -1 where it isn't
// known.
func (p *Parts) Size() int64 { return p.input.size }

// Modified returns when the file was last changed, as the file system has it;
// the zero time where the list is no file.
func (p *Parts) Modified() time.Time { return p.input.mtime }

// SHA256 is the hash of the file as it is stored, once Next returned io.EOF and
// every part was read to its end.
func (p *Parts) SHA256() (sum [32]byte) {
	p.input.hash.Sum(sum[:0])
	return sum
}

// Close closes the file.
func (p *Parts) Close() error {
	if p.whole != nil {
		return p.whole.Close()
	}
	err := p.archive.close()
	if e := p.input.close(); err == nil {
		err = e
	}
	return err
}

// Skipped returns the names of the files in the archive that are not lists: descriptions,
// licences, checksums; and of the sheets that are not read because others are named as
// do-not-call lists.
func (p *Parts) Skipped() []string { return p.skipped }

// Several reports whether the file is an archive of more than one part, or a
// workbook of more than one sheet.
func (p *Parts) Several() bool {
	return len(p.files) > 1 || p.whole != nil && p.at+len(p.whole.further) > 1
}
