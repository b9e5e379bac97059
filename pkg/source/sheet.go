package source

import (
	"archive/zip"
	"errors"
)

type sheet struct{}

func (r *Reader) openWorkbook(z *zip.Reader) error { return errors.New("later") }
func (r *Reader) sheetHeader(o Options) error      { return nil }
func (r *Reader) nextOfSheet() (*Chunk, error)     { return nil, nil }
