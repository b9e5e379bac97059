package report

import (
	"bufio"
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/outfile"
	"rollcall/pkg/source"
	"rollcall/pkg/workbook"
)

// Rejects writes the rows that are not imported: the original columns, then
// _line, _reason and _detail, in file order. A path that ends in .csv gets UTF-8
// with commas and a byte order mark, for spreadsheets, and formula cells made
// harmless (source.EscapeFormula); one that ends in .xlsx a workbook
// in which every cell is text.
//
// If the input is a rejects file itself, its rejects have the line of the first file, from
// the column _line.
//
// It is a pipeline.Sink, before any that skips rows, for those that the cleaning
// skips; those that are skipped later come through Late or Finish. The file
// appears whole, with Commit.
type Rejects struct {
	path   string
	sheet  string // the name of a workbook's sheet
	header []string
	// kept are the positions of header in a record's cells, and width is the number of
	// cells in records.
	kept  []int
	width int
	// again has the positions of source.RejectsColumns in an input that is a rejects file
	// itself, isAgain reports that it is one.
	again   [3]int
	isAgain bool
	// lines are the lines of such an input, in order, origins those of the first file.
	lines, origins []int64

	early *spool
	late  *spool
	file  *outfile.File
}

// NewRejects prepares to write path, for records with the given header; if the input is a
// rejects file itself, its added columns are left out. sheet is the name of a workbook's
// sheet. It fails if the folder cannot be written to, before anything is read.
func NewRejects(path, sheet string, header []string) (*Rejects, error) {
	r := &Rejects{path: path, sheet: cmp.Or(sheet, "rejects"), width: len(header), header: source.WithoutRejectsColumns(header)}
	r.again, r.isAgain = source.FindRejectsColumns(header)
	for i := range header {
		if !r.isAgain || !slices.Contains(r.again[:], i) {
			r.kept = append(r.kept, i)
		}
	}
	err := outfile.Check(path)
	if err == nil {
		r.early, err = newSpool(filepath.Dir(path))
	}
	if err == nil {
		r.late, err = newSpool(filepath.Dir(path))
	}
	if err != nil {
		r.Close()
		return nil, fmt.Errorf("preparing the rejects file %s: %w", path, err)
	}
	return r, nil
}

// IsWorkbook reports whether a rejects file of that name is a workbook, by its ending; ok
// is false if it is neither a workbook nor a CSV.
func IsWorkbook(path string) (workbook, ok bool) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		return false, true
	case ".xlsx":
		return true, true
	}
	return false, false
}

// appendCellLine appends cells as one CSV line without its end.
func appendCellLine(dst []byte, cells []string) []byte {
	for i, c := range cells {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendCell(dst, source.EscapeFormula(c))
	}
	return dst
}

func appendCell(dst []byte, cell string) []byte {
	if !strings.ContainsAny(cell, ",\"\r\n") && strings.TrimSpace(cell) == cell {
		return append(dst, cell...)
	}
	dst = append(dst, '"')
	for {
		i := strings.IndexByte(cell, '"')
		if i < 0 {
			break
		}
		dst = append(append(dst, cell[:i]...), `""`...)
		cell = cell[i+1:]
	}
	return append(append(dst, cell...), '"')
}

// rejected is the result of Encode for a batch: the spool entries of skipped rows, and the
// lines of all rows of a rejects file, with those of the first file.
type rejected struct {
	entries        []byte
	lines, origins []int64
}

// Encode writes the skipped rows of a batch as spool entries.
func (r *Rejects) Encode(rows []contact.Row) (any, error) {
	var out rejected
	var raw []byte
	for i := range rows {
		row := &rows[i]
		if r.isAgain {
			if line, ok := r.origin(row.Cells); ok {
				out.lines, out.origins = append(out.lines, row.Line), append(out.origins, line)
			}
		}
		if row.Reason != contact.Accepted {
			raw = r.appendRaw(raw[:0], row.Cells)
			out.entries = appendEntry(out.entries, contact.Reject{Line: row.Line, Reason: row.Reason, Detail: row.Detail, Raw: raw})
		}
	}
	return out, nil
}

// origin returns the line of the first file in a row of a rejects file. In a row with more
// cells than the header it is before the reason, if it is there.
func (r *Rejects) origin(cells []string) (line int64, ok bool) {
	at := r.again[0]
	if more := len(cells) - r.width; more != 0 {
		if at += more; at < 0 || at+1 >= len(cells) || new(contact.Reason).UnmarshalText([]byte(cells[at+1])) != nil {
			return 0, false
		}
	}
	text := strings.TrimSuffix(strings.TrimSpace(cells[at]), ".0") // of a spreadsheet
	line, err := strconv.ParseInt(text, 10, 64)
	return line, err == nil && line > 0
}

// Origin returns the line of the first file for a line of an input that is a rejects file;
// for any other input, the line itself.
func (r *Rejects) Origin(line int64) int64 {
	if i, ok := slices.BinarySearch(r.lines, line); ok {
		return r.origins[i]
	}
	return line
}

// appendRaw appends a row in the form of the spools: its line in the first file, or 0, and
// each of its cells after its length.
func (r *Rejects) appendRaw(dst []byte, cells []string) []byte {
	line := int64(0)
	if r.isAgain {
		line, _ = r.origin(cells)
	}
	dst = binary.AppendUvarint(dst, uint64(line))
	for _, cell := range r.fit(cells) {
		dst = append(binary.AppendUvarint(dst, uint64(len(cell))), cell...)
	}
	return dst
}

// fit returns the cells under the header. Further cells of a malformed row go into the
// last column, so that nothing is lost.
func (r *Rejects) fit(cells []string) []string {
	n := len(r.header)
	if len(cells) == r.width && !r.isAgain {
		return cells
	}
	if len(cells) == r.width {
		fitted := make([]string, n)
		for i, at := range r.kept {
			fitted[i] = cells[at]
		}
		return fitted
	}
	if _, ok := r.origin(cells); r.isAgain && ok && r.again[2] == r.width-1 {
		cells = cells[:len(cells)-len(r.again)]
	}
	if len(cells) > n && n > 0 {
		last := strings.Join(cells[n-1:], ",")
		return append(cells[:n-1:n-1], last)
	}
	return append(cells[:len(cells):len(cells)], make([]string, n-min(n, len(cells)))...)
}

// Write stores what Encode returned.
func (r *Rejects) Write(_ context.Context, encoded any) error {
	batch := encoded.(rejected)
	r.lines, r.origins = append(r.lines, batch.lines...), append(r.origins, batch.origins...)
	return r.early.write(batch.entries)
}

// Late takes a row that the sink skips, in file order, with what Raw made of its cells.
func (r *Rejects) Late(reject contact.Reject) error {
	return r.late.write(appendEntry(nil, reject))
}

// Raw encodes a record's cells for Late.
func (r *Rejects) Raw(cells []string) []byte { return r.appendRaw(nil, cells) }

// Finish writes the temporary file, merged by line from the rows so far and from late,
// which can be nil.
func (r *Rejects) Finish(late iter.Seq2[contact.Reject, error]) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("writing the rejects file %s: %w", r.path, err)
		}
	}()
	r.file, err = outfile.Create(r.path, outfile.Private)
	if err != nil {
		return err
	}
	if late == nil {
		late = r.late.all()
	}
	var w rowWriter = &csvRows{w: bufio.NewWriterSize(r.file, 1<<16)}
	header := slices.Concat(r.header, source.RejectsColumns)
	if book, _ := IsWorkbook(r.path); book {
		w = bookRows{workbook.NewWriter(r.file, r.sheet, header)}
	} else if err := w.Row(header); err != nil {
		return err
	}
	var cells []string
	for reject, err := range merge(r.early.all(), late) {
		if err != nil {
			return err
		}
		if cells, err = r.appendCells(cells[:0], reject); err != nil {
			return err
		}
		if err := w.Row(cells); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return r.file.Sync()
}

// appendCells appends the cells of a row of the file.
func (r *Rejects) appendCells(dst []string, reject contact.Reject) ([]string, error) {
	origin, n := binary.Uvarint(reject.Raw)
	rest := reject.Raw[max(0, n):]
	for range r.header {
		size, n := binary.Uvarint(rest)
		if n <= 0 || uint64(len(rest)-n) < size {
			return nil, io.ErrUnexpectedEOF
		}
		dst = append(dst, string(rest[n:n+int(size)]))
		rest = rest[n+int(size):]
	}
	line := "" // of a row that was added to a rejects file
	switch {
	case origin > 0:
		line = strconv.FormatUint(origin, 10)
	case !r.isAgain:
		line = strconv.FormatInt(reject.Line, 10)
	}
	return append(dst, line, reject.Reason.String(), reject.Detail), nil
}

// rowWriter writes rows of cells.
type rowWriter interface {
	Row(cells []string) error
	Close() error
}

// bookRows writes rows as a workbook, in which nothing is a formula. A cell that already
// looks like a formula made harmless is escaped again, because reading undoes it once.
type bookRows struct{ *workbook.Writer }

// Row writes a row.
func (b bookRows) Row(cells []string) error {
	for i, cell := range cells {
		if source.UnescapeFormula(cell) != cell {
			cells[i] = source.EscapeFormula(cell)
		}
	}
	return b.Writer.Row(cells)
}

// csvRows writes rows as CSV that a spreadsheet opens as UTF-8.
type csvRows struct {
	w     *bufio.Writer
	line  []byte
	begun bool
}

const byteOrderMark = "\ufeff"

// Row writes a row.
func (c *csvRows) Row(cells []string) error {
	c.line = c.line[:0]
	if !c.begun {
		c.line, c.begun = append(c.line, byteOrderMark...), true
	}
	c.line = append(appendCellLine(c.line, cells), '\n')
	_, err := c.w.Write(c.line)
	return err
}

// Close writes what is left.
func (c *csvRows) Close() error { return c.w.Flush() }

// Commit puts the file in its place. If it kept a different file that was there, in which
// somebody may have fixed rows, it returns its new name; else "".
func (r *Rejects) Commit() (kept string, err error) {
	was, err := r.file.CommitKeeping()
	if err != nil {
		return "", fmt.Errorf("writing the rejects file %s: %w", r.path, err)
	}
	if was {
		kept = outfile.KeptName(r.path)
	}
	return kept, nil
}

// Close removes what is not needed any more; without Commit, everything.
func (r *Rejects) Close() {
	for _, s := range []*spool{r.early, r.late} {
		if s != nil {
			s.close()
		}
	}
	if r.file != nil {
		r.file.Close() // does nothing after Commit
	}
}
