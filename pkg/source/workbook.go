package source

import (
	"errors"
	"io"
	"strings"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/xlsx"
)

// sheet is a sheet of a workbook whose first rows can be looked at before they are
// taken.
type sheet struct {
	*xlsx.Sheet
	reader *Reader
	top    []xlsx.Row // rows read ahead and not returned yet
}

// openSheet opens a sheet where its rows begin.
func (r *Reader) openSheet(e *xlsx.Entry) (*sheet, error) {
	s, err := r.workbook.OpenSheet(e, r.list.grammar.MaxRow)
	if err != nil {
		return nil, r.workbookError(err)
	}
	s.Highlights = true
	return &sheet{Sheet: s, reader: r}, nil
}

func (s *sheet) close() error {
	if s == nil {
		return nil
	}
	return s.Close()
}

// next reads the next row that has a value.
func (s *sheet) next() (xlsx.Row, error) {
	row, err := s.Next()
	if err != nil && err != io.EOF {
		err = s.reader.workbookError(err)
	}
	return row, err
}

// readMerged reads which cells below a row are merged.
func (s *sheet) readMerged(below int64) error {
	return s.reader.workbookError(s.ReadMerged(below))
}

// openWorkbook opens the sheet that is asked for, else the one that has the
// list.
func (r *Reader) openWorkbook(p *xlsx.Package, want string) (err error) {
	if r.workbook, err = xlsx.Open(p, r.list.maxCell, formatTells); err != nil {
		return r.workbookError(err)
	}
	r.format.Encoding = "utf-8"
	if r.sheet, err = r.chooseSheet(want); err != nil {
		return err
	}
	r.archive.read = 0 // the sheet itself is still to be read
	return nil
}

// workbookError returns what to tell of a workbook that cannot be read.
func (r *Reader) workbookError(err error) error {
	switch {
	case err == nil:
		return nil
	case r.archive.err != nil:
		return r.archive.err // nothing is wrong with the workbook
	}
	var damaged *xlsx.DamagedError
	switch {
	case errors.Is(err, xlsx.ErrNoWorkbook):
		return refusedKind(kind{is: "an Office document that has no workbook", hint: saveAsCSV})
	case errors.Is(err, xlsx.ErrBinary):
		return refusedKind(kind{is: "a binary workbook (.xlsb)", hint: saveAsXLSX})
	case errors.Is(err, xlsx.ErrPassword):
		return refusedKind(passwordWorkbook)
	case errors.Is(err, xlsx.ErrNoSheet):
		return &RefusedError{Message: err.Error(), Hint: "check that it is the right file"}
	case errors.Is(err, xlsx.ErrBomb):
		return &RefusedError{Message: xlsx.ErrBomb.Error(), Hint: "open it in a spreadsheet program and save the sheet as CSV"}
	case errors.As(err, &damaged):
		return damage("workbook", damaged.Part, damaged.Err)
	}
	return err
}

// otherKind returns what a zip archive is that is neither a workbook nor a list.
func otherKind(p *xlsx.Package) (kind, bool) {
	switch {
	case p.HasUnder("index/document.iwa", "index/calculationengine", "index.zip", "index.apxl"):
		return kind{is: "an Apple Numbers document", hint: "open it in Numbers and choose File > Export To > Excel (.xlsx)"}, true
	case p.Has("mimetype"):
		mime, _ := p.Head("mimetype", 100)
		if strings.Contains(mime, "spreadsheet") {
			return kind{is: "an OpenDocument spreadsheet (.ods)", hint: "open it in LibreOffice Calc and choose File > Save As > Excel 2007-365 (.xlsx)"}, true
		}
		return kind{is: "an OpenDocument file", hint: saveAsCSV}, true
	case p.Has("word/document.xml"):
		return kind{is: "a Word document", hint: saveAsCSV}, true
	case p.Has("ppt/presentation.xml"):
		return kind{is: "a PowerPoint presentation", hint: exportCSV}, true
	}
	return kind{}, false
}

// formatTells reports whether the words that a format shows with a cell matter: they say
// not to call, or that a number is a fax.
func formatTells(words string) bool { return saysDoNotCall(words) || faxLabel().MatchString(words) }

var faxLabel = lazyregexp.New(`(?i)^(tele)?fax\b`)
