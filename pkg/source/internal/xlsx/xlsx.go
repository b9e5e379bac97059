// Package xlsx reads the cells of workbooks (.xlsx: ECMA-376, ISO/IEC 29500) as they
// are stored. A library that returns cells as they are displayed takes numbers through
// floats and dates through formats that differ from country to country, and it reads
// past damage; here a phone number or a ZIP keeps every digit, and a row that cannot
// be read says so. Which sheet holds a list, and which row is its header, is not known
// here.
//
// Memory and work are bounded by the size of the archive, whatever it holds.
package xlsx

import (
	"errors"
	"fmt"
)

// Errors of packages that are no readable workbooks.
var (
	// ErrNoWorkbook: no part is a workbook.
	ErrNoWorkbook = errors.New("the package has no workbook")
	// ErrBinary: the workbook is binary (.xlsb).
	ErrBinary = errors.New("the workbook is binary")
	// ErrPassword: a part is encrypted.
	ErrPassword = errors.New("the workbook has a password")
	// ErrNoSheet: no sheet of the workbook has cells.
	ErrNoSheet = errors.New("the workbook has no sheet with cells")
	// ErrBomb: the workbook unpacks to far more than its size lets expect.
	ErrBomb = errors.New("the workbook unpacks to far more than a workbook of its size would")
)

// DamagedError is the error of a part of a workbook that cannot be read.
type DamagedError struct {
	// Part is its name in the archive.
	Part string
	// Err is what is wrong with it; io.ErrUnexpectedEOF where it is cut off.
	Err error
}

// Error names the part and what is wrong with it.
func (e *DamagedError) Error() string { return fmt.Sprintf("%s: %v", e.Part, e.Err) }

// Unwrap returns what is wrong.
func (e *DamagedError) Unwrap() error { return e.Err }
