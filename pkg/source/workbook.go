package source

import (
	"errors"
	"io"

	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/filetype"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/xlsx"
)

// sheet is a sheet of a workbook whose first rows can be looked at before they are taken.
type sheet struct {
	*xlsx.Sheet
	reader *Reader
	top    []xlsx.Row // rows read ahead and not returned yet
	// beside is what stands beside the list.
	beside besides
	// pending are remarks that say not to call on rows that were not read yet.
	pending map[int64]xlsx.Remark
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

// openWorkbook opens the sheet that is asked for, else the one with the list.
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

// workbookError returns the error for a workbook that cannot be read.
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
		return refuseKind(filetype.Kind{Is: "an Office document that has no workbook", Hint: filetype.SaveAsCSV}, true)
	case errors.Is(err, xlsx.ErrBinary):
		return refuseKind(filetype.Kind{Is: "a binary workbook (.xlsb)", Hint: filetype.SaveAsXLSX}, true)
	case errors.Is(err, xlsx.ErrPassword):
		return refuseKind(filetype.PasswordWorkbook, true)
	case errors.Is(err, xlsx.ErrNoSheet):
		return &RefusedError{Message: err.Error(), Hint: "check that it is the right file"}
	case errors.Is(err, xlsx.ErrBomb):
		return &RefusedError{Message: xlsx.ErrBomb.Error(), Hint: "open it in a spreadsheet program and save the sheet as CSV"}
	case errors.As(err, &damaged):
		return damage("workbook", damaged.Part, damaged.Err)
	}
	return err
}

// formatTells reports whether the words that a format shows with a cell matter: they say
// not to call, or that a number is a fax or an old one.
func formatTells(words string) bool {
	return remark.SaysDoNotCall(words) || normalize.BadNumber(words)
}
