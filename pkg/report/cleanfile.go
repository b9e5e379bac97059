package report

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/outfile"
)

// CleanFile writes the contacts of a file as they would be stored: a CSV with one line a
// contact. Cells that look like formulas are made harmless, except numbers with a sign.
// The file appears whole, with Commit.
type CleanFile struct {
	path   string
	fields []string // keys of custom fields
	tags   []string
	file   *outfile.File
	out    ContactWriter
	values [][]byte
	// folds: rows of one number are folded into one contact. Then all rows go
	// through rows, a temporary file, and folded has the contacts of the numbers
	// that have several.
	folds  bool
	rows   *os.File
	writer *csv.Writer
	folded map[string]*foldedRow
}

// foldedRow has the values of all rows of a number.
type foldedRow struct {
	cells   []string // without the tags
	tags    tagSet
	written bool
}

// tagSet are tags in the order in which they were first added.
type tagSet struct {
	all []string
	has map[string]bool
}

// add adds a tag that is not there yet. A few are looked through one by one.
func (s *tagSet) add(tag string) {
	const few = 16
	if s.has == nil && len(s.all) >= few {
		s.has = make(map[string]bool, 2*few)
		for _, t := range s.all {
			s.has[t] = true
		}
	}
	if s.has[tag] || s.has == nil && slices.Contains(s.all, tag) {
		return
	}
	if s.has != nil {
		s.has[tag] = true
	}
	s.all = append(s.all, tag)
}

// cleanColumns are the columns of a CleanFile before the custom fields.
var cleanColumns = func() []string {
	columns := []string{"phone"}
	for f := range contact.NumFields {
		columns = append(columns, contact.Field(f).String())
	}
	return append(columns, "tags", "other_phones")
}()

// zoneColumn is the position of a contact's time zones in a row; the file has a single
// zone there, if there is only one, and all of them in the column after it.
var zoneColumn = slices.Index(cleanColumns, contact.TimeZone.String())

// emptied is a cell of the temporary file that empties a field.
const emptied = "\x00"

// NewCleanFile begins a file at path. fields are the keys of the custom fields that the
// input fills, tags those of every contact; folds says that rows of one number are one
// contact.
func NewCleanFile(path string, fields, tags []string, folds bool) (*CleanFile, error) {
	c := &CleanFile{path: path, fields: fields, tags: tags, folds: folds, folded: map[string]*foldedRow{}}
	var err error
	if c.file, err = outfile.Create(path, outfile.Private); err == nil {
		c.out, err = NewContactsCSV(c.file, slices.Concat(slices.Insert(slices.Clone(cleanColumns), zoneColumn+1, "time_zones"), fields), true)
	}
	if err == nil && folds {
		if c.rows, err = os.CreateTemp(filepath.Dir(path), ".rollcall-clean-*"); err == nil {
			os.Remove(c.rows.Name()) // fails on Windows, where Close does it
			c.writer = csv.NewWriter(bufio.NewWriterSize(c.rows, 1<<16))
		}
	}
	if err != nil {
		c.Close()
		return nil, fmt.Errorf("preparing the clean file %s: %w", path, err)
	}
	return c, nil
}

// Add adds the contact of a row, in the order of the file. Merged: a row
// above has its number, and both are one contact.
func (c *CleanFile) Add(of *contact.Contact, merged bool) error {
	cells := c.cells(of)
	if !c.folds {
		return c.write(cells)
	}
	if merged {
		c.folded[of.Phone] = nil // Finish folds them
	}
	return c.writer.Write(cells)
}

// cells returns the cells of a row, with emptied for a field that is to be empty.
func (c *CleanFile) cells(of *contact.Contact) []string {
	cells := make([]string, 0, len(cleanColumns)+len(c.fields))
	cells = append(cells, of.Phone)
	for f, v := range of.Values {
		if of.Clear.Has(contact.Field(f)) {
			v = emptied
		}
		cells = append(cells, v)
	}
	tags := tagSet{all: slices.Clone(c.tags)}
	for _, tag := range of.Tags {
		tags.add(tag)
	}
	cells = append(cells, strings.Join(tags.all, tagBreak), of.OtherPhones)
	for _, key := range c.fields {
		cell := ""
		for i := range of.Custom {
			switch v := &of.Custom[i]; {
			case v.Key != key:
			case v.Clear:
				cell = emptied
			default:
				cell = v.Text
			}
		}
		cells = append(cells, cell)
	}
	return cells
}

// write writes a line of the file.
func (c *CleanFile) write(cells []string) error {
	c.values = c.values[:0]
	for i, cell := range cells {
		value := []byte(strings.TrimPrefix(cell, emptied))
		if i == zoneColumn {
			c.values = append(c.values, []byte(oneZone(string(value))))
		}
		c.values = append(c.values, value)
	}
	return c.out.Write(c.values)
}

// tagBreak separates tags; no tag has a comma in it.
const tagBreak = ", "

// tagsColumn is the position of a contact's tags in a row.
var tagsColumn = slices.Index(cleanColumns, "tags")

// fold replaces the values of earlier rows by those of a later one.
func (r *foldedRow) fold(later []string) {
	date, source := int(contact.ConsentDate)+1, int(contact.ConsentSource)+1 // after the phone
	if r.cells == nil {
		r.cells = make([]string, len(later))
	}
	older := contact.IsOlder(later[date], r.cells[date])
	for i, cell := range later {
		switch {
		case i == tagsColumn:
			for tag := range strings.SplitSeq(cell, tagBreak) {
				if tag != "" {
					r.tags.add(strings.Clone(tag))
				}
			}
		case cell != "" && !(older && (i == date || i == source)):
			r.cells[i] = strings.Clone(cell)
		}
	}
}

// all returns the rows of the temporary file.
func (c *CleanFile) all(ctx context.Context, do func(cells []string) error) error {
	if _, err := c.rows.Seek(0, io.SeekStart); err != nil {
		return err
	}
	in := csv.NewReader(bufio.NewReaderSize(c.rows, 1<<16))
	in.ReuseRecord = true
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = do(cells)
		}
		if err != nil {
			return err
		}
	}
}

// Finish completes the temporary file.
func (c *CleanFile) Finish(ctx context.Context) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("writing the clean file %s: %w", c.path, err)
		}
	}()
	if c.folds {
		if err := c.finishFolded(ctx); err != nil {
			return err
		}
	}
	if err := c.out.Close(); err != nil {
		return err
	}
	return c.file.Sync()
}

func (c *CleanFile) finishFolded(ctx context.Context) error {
	c.writer.Flush()
	if err := c.writer.Error(); err != nil {
		return err
	}
	err := c.all(ctx, func(cells []string) error {
		if row, ok := c.folded[cells[0]]; ok {
			if row == nil {
				row = &foldedRow{}
				c.folded[strings.Clone(cells[0])] = row
			}
			row.fold(cells)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.all(ctx, func(cells []string) error {
		row, ok := c.folded[cells[0]]
		switch {
		case !ok:
			return c.write(cells)
		case row.written: // with the first of its rows
			return nil
		}
		row.written = true
		row.cells[tagsColumn] = strings.Join(row.tags.all, tagBreak)
		return c.write(row.cells)
	})
}

// Commit puts the file in its place.
func (c *CleanFile) Commit() error {
	if err := c.file.Commit(); err != nil {
		return fmt.Errorf("writing the clean file %s: %w", c.path, err)
	}
	return nil
}

// Close removes what is not needed any more; without Commit, everything.
func (c *CleanFile) Close() {
	if c.rows != nil {
		c.rows.Close()
		os.Remove(c.rows.Name())
	}
	if c.file != nil {
		c.file.Close() // does nothing after Commit
	}
}
