package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/charset"
	"rollcall/pkg/source/internal/filetype"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/syntax"
	"rollcall/pkg/source/internal/xlsx"
)

// sampleSize is how much text is used to detect what a file is.
const sampleSize = 256 << 10

// sizes are what tests reduce.
type sizes struct {
	chunk int // how much text a chunk has, unless a row needs more
	cell  int // how large a cell can be
	row   int // how large a row can be
}

var standard = sizes{chunk: 256 << 10, cell: 1 << 20, row: 16 << 20}

// Reader reads a list. It is used from one goroutine; the chunks it returns can
// be parsed on others.
type Reader struct {
	input    *input
	archive  *archive // of a zip file
	sheet    *sheet   // of a workbook, which has no text
	workbook *xlsx.Workbook
	// allSheets and alikeSheets are as in Options; further are the sheets still to come.
	allSheets, alikeSheets bool
	further                []*xlsx.Entry
	highlights             highlights  // that mean not to call
	codes                  []sheetCode // that mean it, as another sheet says
	unnumbered             []unnumbered
	unfound                error // that they are not in the list
	// sheetsFrom is how much of a workbook was read before its rows, and sheetsSize
	// how much the sheets that are read come to, as they are stored.
	sheetsFrom, sheetsSize int64
	// sheetwise: the rows end with the sheet.
	sheetwise bool
	// passedOver are the sheets of a do-not-call list that are not read.
	passedOver []string
	notices    []Notice  // of what a workbook holds beside its rows
	text       io.Reader // decompressed, and of UTF-16 decoded
	format     Format
	header     []string
	list       list

	usual     *syntax.Grammar  // what findSeparator found to be the usual dialect of the text
	usualRows []sampleRow      // that it reads, or nil
	charset   *charset.Charset // nil for UTF-8
	undecided bool             // all text so far is ASCII, so charset may be another
	asciiTo   int              // how much of buf that was seen of

	buf   []byte // what was read and is not in a chunk yet
	size  int    // to which fill reads buf
	chunk int    // of how much text chunks are made
	ended bool   // text is read to its end
	line  int64  // of buf's first byte
	rows  bool   // a row was given
	// cutOff: the text ends without the line end that all other lines have.
	cutOff bool
	// rejects: the file begins as a rejects file does.
	rejects bool
	// broken is why the text cannot be read on. The whole rows before it are
	// returned first, however the text is cut into chunks.
	broken error
	err    error    // what Next returns from now on, once ahead is empty
	ahead  []*Chunk // what Peek has read
}

// Open opens the list called name, which is a path, or "-" for stdin. When it
// returns, the file's format and header are known. A file that can't be a list
// is refused with a *RefusedError. The caller closes the Reader.
func Open(ctx context.Context, name string, stdin io.Reader, o Options) (*Reader, error) {
	return openSized(ctx, name, stdin, o, standard)
}

func openSized(ctx context.Context, name string, stdin io.Reader, o Options, is sizes) (*Reader, error) {
	in, err := openInput(ctx, name, stdin)
	if err != nil {
		return nil, err
	}
	if o.Unhashed {
		in.hash = nil
	}
	r := newReader(in, is)
	err = r.detect(o)
	if err == nil {
		err = r.refuseName(name)
	}
	if err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

func newReader(in *input, is sizes) *Reader {
	r := &Reader{input: in, size: sampleSize, chunk: is.chunk, line: 1}
	r.list.maxCell, r.list.grammar.MaxRow = is.cell, is.row
	r.list.found = &fileNotices{}
	return r
}

// detect finds out how the file is written, and reads its header.
func (r *Reader) detect(o Options) (err error) {
	r.allSheets, r.alikeSheets = o.AllSheets, o.AlikeSheets
	if r.text, err = r.decompress(bufio.NewReaderSize(r.input, 64<<10), o.Sheet); err != nil {
		return err
	}
	if r.sheet != nil {
		return r.sheetHeader(o)
	}
	if err := r.fill(); err != nil {
		return err
	}
	if err := r.openWithin(o.Sheet); err != nil {
		return err
	}
	if r.sheet != nil {
		return r.sheetHeader(o)
	}
	if r.format.Compression != "none" {
		if err := refuseKind(filetype.OfHead(r.buf)); err != nil {
			return err
		}
	}
	if beginsAsRejects(r.buf) {
		// What the mapping says of the list does not hold for its rejects file.
		o, r.rejects = Options{}, true
	}
	if m := htmlCharset().FindSubmatch(r.buf[:min(len(r.buf), window)]); m != nil && (o.Encoding == "" || o.Encoding == "auto") && filetype.IsHTML(bytes.TrimSpace(r.buf)) {
		if name, ok := charset.Name(string(m[1])); ok {
			o.Encoding = name
		}
	}
	if err := r.decode(o); err != nil {
		return err
	}
	return r.structure(o)
}

// refuseName refuses a list whose file has the name of a list of people not to be called,
// unless a column, a heading or another sheet says who they are.
func (r *Reader) refuseName(name string) error {
	if r.rejects || slices.ContainsFunc(r.header, namesAnswer) || r.list.tells || r.list.refused != nil || r.sheetBars() {
		return nil
	}
	name = filepath.Base(name)
	title := name
	for ext := filepath.Ext(title); ext != "" && len(ext) <= longestEnding && !strings.Contains(ext, " "); ext = filepath.Ext(title) {
		title = strings.TrimSuffix(title, ext)
	}
	title = strings.Join(strings.FieldsFunc(title, func(c rune) bool { return strings.ContainsRune("-_. ", c) }), " ")
	if len(r.header) > mostBlocked && slices.Contains(strings.Fields(strings.ToLower(title)), "block") {
		return nil // people live in one
	}
	if _, refuses := normalize.Refuses(title); !refuses && header.Read(title).Concept != header.Refusal || !remark.SaysDoNotCall(title) || remark.IsEndMark(title) || strings.EqualFold(title, "out") {
		return nil // a doubt that would do in a title is none in a file's name
	}
	return refuseFile(0, "give it to rollcall suppress add; if its people may be called, rename the file",
		"%q is the name of a list of people not to be called", name)
}

// sheetBars reports whether other sheets of a workbook say not to call some of the numbers of the
// list, fewer than half, and hardly any others: who must not be called is there.
func (r *Reader) sheetBars() bool {
	f := r.list.refusals
	if f == nil || r.sheet == nil {
		return false
	}
	barred, numbers := 0, 0
	for _, at := range f.at {
		if !at.end {
			numbers++
		}
	}
	data := sampled(r.sheet.listed())
	for _, row := range data {
		if slices.ContainsFunc(row.cells, func(c string) bool {
			return slices.ContainsFunc(numbersIn(c), func(n string) bool { _, is := f.of(n); return is })
		}) {
			barred++
		}
	}
	return barred > 0 && 2*barred < len(data) && numbers <= 2*barred
}

// mostBlocked is how many columns a list of blocked numbers has at most.
const mostBlocked = 4

// longestEnding is how long the ending of a file's name is, with its dot: ".xlsx".
const longestEnding = 5

// Format returns what was found out about the file. Of a file that begins with
// much ASCII, the encoding may turn out later: it is final with the last chunk.
func (r *Reader) Format() Format { return r.format }

// Notice is something about a file as a whole that its user should know.
type Notice struct {
	// Code is stable and in snake_case: "repeated_header".
	Code    string
	Message string
	// Line is the first line concerned, or 0; Count how many are.
	Line, Count int64
}

// Notices returns what was noticed about the file. It is complete once Next
// returned io.EOF and the records of all chunks were read.
func (r *Reader) Notices() []Notice {
	all := slices.Clone(r.notices)
	if r.workbook != nil && r.workbook.Unshown() > 0 {
		all = append(all, Notice{
			Code: stylesMissing, Count: r.workbook.Unshown(),
			Message: "the workbook does not say how these numbers are formatted, so dates among them are read as day numbers",
		})
	}
	return append(all, r.list.found.notices()...)
}

// CutOff reports whether the file ends without the line end that all other lines have,
// as if it had been cut off: NoLineEnd. It is known once Next returned io.EOF.
func (r *Reader) CutOff() bool { return r.cutOff }

// Header returns the columns' names, each of them once: "Phone", "Phone#2", and
// "#4" for the fourth where it has none.
func (r *Reader) Header() []string { return r.header }

// Size is the size of the file as it is stored, in bytes, or -1 where it isn't
// known.
func (r *Reader) Size() int64 { return r.input.size }

// SHA256 is the hash of the file as it is stored, once Next returned io.EOF; zero
// if it was opened Unhashed.
func (r *Reader) SHA256() (sum [32]byte) {
	if r.input.hash != nil {
		r.input.hash.Sum(sum[:0])
	}
	return sum
}

// Close closes the file.
func (r *Reader) Close() error {
	return errors.Join(r.sheet.close(), r.workbook.Close(), r.archive.close(), r.input.close())
}

// Next returns the next run of rows. After the last it returns io.EOF, having
// checked that the file was neither changed nor cut off meanwhile; and a
// *RefusedError instead if there was no row at all. Any other error says that
// the file can't be read on.
func (r *Reader) Next() (*Chunk, error) {
	if len(r.ahead) > 0 {
		c := r.ahead[0]
		r.ahead = r.ahead[1:]
		return c, nil
	}
	if r.err == nil {
		var c *Chunk
		if c, r.err = r.next(); r.err == nil {
			r.rows = true
			return c, nil
		}
	}
	return nil, r.err
}

// maxAhead is how many bytes of text Peek holds.
const maxAhead = 32 << 20

// Peek calls see with the first records, at most so many, and reports whether it could: not if
// they are too large to hold. Next still returns them. Peek is called before Next.
func (r *Reader) Peek(records int64, see func(Record)) (ok bool, err error) {
	var ahead []*Chunk
	defer func() { r.ahead = ahead }()
	noticed := &fileNotices{} // Records will notice it again
	for held := 0; records > 0; {
		c, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return false, err
		}
		ahead = append(ahead, c)
		if held += max(len(c.text), r.chunk); held > maxAhead {
			return false, nil
		}
		look := c
		if !c.parse() {
			one, l := *c, r.list
			look, one.list, l.found = &one, &l, noticed
		}
		for rec := range look.Records() {
			if records == 0 {
				break
			}
			records--
			see(rec)
		}
		if look.err != nil {
			return false, look.err
		}
	}
	return true, nil
}

func (r *Reader) next() (*Chunk, error) {
	if r.sheet != nil {
		return r.nextOfSheet()
	}
	for {
		if r.broken == nil {
			r.broken = r.fill()
		}
		if err := r.input.ctx.Err(); err != nil {
			return nil, err
		}
		if ok, err := r.decide(); err != nil {
			return nil, err
		} else if !ok {
			continue
		}
		end, large := r.cut()
		switch {
		case end > 0:
			if c := r.take(end); c != nil {
				return c, nil
			}
		case r.broken != nil:
			return nil, r.broken
		case large:
			return r.skipRow()
		case r.ended:
			return nil, r.finish()
		default:
			r.size = min(2*len(r.buf), r.list.grammar.MaxRow+r.chunk)
		}
	}
}

func (r *Reader) finish() error {
	if err := r.input.finish(); err != nil {
		return err
	}
	if !r.rows {
		return refuseFile(0, "check that the export wrote its rows",
			"there are no rows below the header")
	}
	return io.EOF
}
