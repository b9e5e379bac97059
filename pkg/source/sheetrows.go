package source

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/xlsx"
)

// sheetHeader reads a sheet's first rows and finds the header in them.
func (r *Reader) sheetHeader(o Options) error {
	s := r.sheet
	if ok, err := s.isRejects(); err != nil {
		return err
	} else if ok {
		// What the mapping says of the list does not hold for its rejects file.
		o, r.rejects = Options{}, true
	}
	skip := int64(0)
	if o.SkipLines != nil {
		skip = int64(*o.SkipLines)
	}
	rows, err := s.readAhead(skip)
	if err != nil {
		return err
	}
	if !r.rejects {
		r.list.undo = undoingOf(rows)
		r.list.undo.rows(rows)
	}
	width, _ := usual(rows)
	h, err := r.chooseHeader(rows, width, o)
	if err != nil {
		return err
	}
	if o.SkipLines != nil {
		r.format.SkippedLines = *o.SkipLines
	}
	header := skip
	if h != nil {
		r.learnBeside(s, h)
		header = h.last.line
		r.format.SkippedLines = int(h.first.line - 1)
		s.pass(h.last.line)
	}
	if err := r.readRemarks(s, header); err != nil {
		return err
	}
	r.namePairs(s)
	if err := r.refuseUnseen(s); err != nil && !r.rejects {
		return err
	}
	r.list.groups = slices.DeleteFunc(r.list.groups, func(g group) bool { return s.MergedDown(g.column) })
	r.tellColumns()
	r.highlights.settle(s.top, s.beside.limit())
	s.Highlights, s.Spread = r.highlights.any() || r.workbook.Strikes(), r.spread()
	data := sampled(s.listed())
	r.list.refusals.within(r.header, data)
	codes := func() error { return r.learnCodes(data) }
	for _, refuse := range [...]func() error{r.refuseJoinedNames, func() error { return r.refuseUnfound(data) }, codes, r.refuseUnread} {
		if err := refuse(); err != nil {
			return err
		}
	}
	r.sheetsFrom = r.archive.read
	for _, entry := range append(r.further, s.Entry) {
		r.sheetsSize += r.workbook.Stored(entry)
	}
	return nil
}

// namePairs gives the second of two columns below one merged name, the halves of people's names,
// the same.
func (r *Reader) namePairs(s *sheet) {
	for _, at := range s.Pairs {
		if at+1 >= len(r.header) || len(r.further) > 0 || header.Read(r.header[at]).Concept != header.FullName {
			continue
		}
		if second := r.header[at] + "#2"; r.header[at+1] == fmt.Sprintf("#%d", at+2) && !slices.Contains(r.header, second) {
			r.header[at+1] = second
		}
	}
}

// learnBeside finds out what stands beside the list of a sheet.
func (r *Reader) learnBeside(s *sheet, h *heading) {
	r.codes = append(r.codes, s.beside.learn(&r.highlights, s.top, h.cells, h.last.line)...)
	for _, name := range h.cells {
		if _, aside, ok := strings.Cut(name, "("); ok {
			r.highlights.describes(strings.TrimSuffix(strings.TrimSpace(aside), ")"), "", whereOf(&xlsx.Row{Line: h.last.line}))
		}
	}
	if s.beside.from > 0 {
		r.tell(besideList, "what is beside the list, after an empty column, is not read as part of its rows")
	}
}

// spread returns what becomes of a value of merged cells in another column than its own: a
// refusal, an answer, and what columns of one meaning have holds for all of them.
func (r *Reader) spread() func(from, to int, value string) xlsx.Spread {
	concepts := make([]header.Concept, len(r.header))
	for i, name := range r.header {
		concepts[i] = header.Read(name).Concept
	}
	isName := func(c header.Concept) bool { return c == header.FirstName || c == header.LastName }
	return func(from, to int, value string) xlsx.Spread {
		if to >= len(concepts) || namesAnswer(r.header[to]) || concepts[from] == concepts[to] && concepts[to] != header.None && concepts[to] != header.Extra {
			return xlsx.Carried
		}
		if normalize.AnswerOf(value) != normalize.Unknown || refusesIn(header.None, value) {
			return xlsx.Carried
		}
		if isName(concepts[from]) && isName(concepts[to]) && len(strings.Fields(value)) > 1 {
			return xlsx.Joined
		}
		return xlsx.LeftOut
	}
}

// refuseJoinedNames refuses a sheet whose first and last names are one text in most rows, in
// cells that are merged.
func (r *Reader) refuseJoinedNames() error {
	people, _ := nameColumnsOf(r.header)
	first, last := people.first, people.last
	if first < 0 || last < 0 {
		return nil
	}
	if n := r.sheet.MergedOver(first, last); n > 0 && 2*n >= len(r.sheet.top) {
		return refuseFile(0, "unmerge these cells in the spreadsheet program, and name the column that then has full names Name",
			"the cells of %q and %q are merged in %d rows, so each of these has one text for both", r.header[first], r.header[last], n)
	}
	return nil
}

// refuseUnread refuses a file whose column about who may be called has no readable answer in
// its first rows: formulas without a stored result, or errors.
func (r *Reader) refuseUnread() error {
	for i, name := range r.header {
		if !namesAnswer(name) && header.SenseOfYes(name, normalize.Touches(name).OfCalls()) == header.NotCalls {
			continue
		}
		line, answered := int64(0), false
		for _, row := range r.sheet.top {
			rec := sheetRecord(&row, &r.list, nil)
			if rec.Unread(i) {
				line = cmp.Or(line, row.Line)
			} else if isFilled(cellAt(rec.Cells, i)) {
				answered = true
				break
			}
		}
		if line > 0 && !answered {
			return refuseFile(line, "open the workbook in a spreadsheet program, check the column, save it and try again",
				"column %q has formulas without a stored result, or errors, so it is not known who may be called", name)
		}
	}
	return nil
}

// isRejects reports whether a sheet is a rejects file's, by its first row.
func (s *sheet) isRejects() (bool, error) {
	row, err := s.next()
	if err == io.EOF {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	s.top = append(s.top, row)
	return row.Line == 1 && IsRejects(row.Wide(nil)), nil
}

// readAhead reads the first rows of a sheet, after the skipped lines, so that they can be
// looked at before they are taken.
func (s *sheet) readAhead(skip int64) ([]sampleRow, error) {
	s.pass(skip)
	for len(s.top) < sampleRows {
		row, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if row.Line > skip {
			s.top = append(s.top, row)
		}
	}
	if r := s.reader; s.beside.from == 0 && !r.rejects && r.list.columns != anyWidth {
		s.beside.from = asideCells(s.top)
	}
	if s.reader.rejects || s.reader.list.columns == anyWidth {
		return sampled(s.listed()), nil
	}
	rows, lines := s.reader.highlights.explainAround(s.listed(), s.beside.limit(), len(s.top) < sampleRows)
	for _, line := range lines {
		s.reader.list.shape.legends.add(sampleRow{line: line})
	}
	return sampled(rows), nil
}

// listed returns the rows that were read ahead without what stands beside them.
func (s *sheet) listed() []xlsx.Row {
	if s.beside.from == 0 {
		return s.top
	}
	rows := slices.Clone(s.top)
	for i := range rows {
		n := slices.IndexFunc(rows[i].Cells, func(c xlsx.Cell) bool { return c.Column >= s.beside.from })
		if n > 0 {
			rows[i].Cells = rows[i].Cells[:n]
		}
	}
	return rows
}

// sampled returns rows as those of text are looked at. Cells far away from the others of a row
// are not columns of a list.
func sampled(rows []xlsx.Row) []sampleRow {
	var all []sampleRow
	for _, row := range rows {
		if n := len(row.Cells); n > 0 && row.Cells[n-1].Column >= farColumn && 8*n < row.Cells[n-1].Column {
			row.Cells = slices.DeleteFunc(slices.Clone(row.Cells), func(c xlsx.Cell) bool { return c.Column >= farColumn })
		}
		if !row.Malformed && len(row.Cells) > 0 {
			all = append(all, sampleRow{line: row.Line, cells: row.Wide(nil)})
		}
	}
	return all
}

// pass removes the rows up to a line from those read ahead.
func (s *sheet) pass(line int64) {
	for len(s.top) > 0 && s.top[0].Line <= line {
		s.top = s.top[1:]
	}
}

// sheetChunk is how many rows of a sheet a chunk has.
const sheetChunk = 512

// nextOfSheet makes a chunk of the next rows.
func (r *Reader) nextOfSheet() (*Chunk, error) {
	c := &Chunk{list: &r.list}
	for total := 0; len(c.rows) < sheetChunk && total < r.chunk; {
		row, err := r.sheet.take()
		delete(r.sheet.pending, row.Line)
		if err == io.EOF {
			if err := r.sheet.refuseNoted(); err != nil && !r.rejects {
				return nil, err
			}
			if r.sheetwise {
				break // Parts goes on to the next
			}
			more, err := r.nextSheet()
			if err != nil {
				return nil, err
			}
			if more {
				continue
			}
			break
		}
		if err != nil {
			return nil, err
		}
		if r.sheet.Highlights {
			if err := r.highlights.classify(&row, r.sheet.beside.limit(), r.list.shape.phones, r.header); err != nil {
				return nil, err
			}
		}
		for i := range row.Cells {
			row.Cells[i].Value = r.list.undo.cell(row.Cells[i].Value, r.list.found)
		}
		if err := r.sheet.Complete(&row, r.list.columns); err != nil {
			return nil, r.workbookError(err)
		}
		r.sheet.beside.take(&row)
		total += row.Size()
		c.rows = append(c.rows, row)
	}
	if err := r.input.ctx.Err(); err != nil {
		return nil, err
	}
	if len(c.rows) == 0 {
		return nil, r.finish()
	}
	c.offset = r.offset()
	return c, nil
}

// take returns the next row, those read ahead first.
func (s *sheet) take() (xlsx.Row, error) {
	if len(s.top) > 0 {
		row := s.top[0]
		s.top = s.top[1:]
		return row, nil
	}
	return s.next()
}

// farColumn is the column beyond which, in a file without columns, only filled cells count.
const farColumn = 1024

// sheetRecord makes a row a record, with its cells in a slice that is reused.
func sheetRecord(row *xlsx.Row, l *list, cells []string) Record {
	rec := Record{Line: row.Line, Malformed: row.Malformed}
	for _, p := range row.Problems {
		rec.problem(p.Code, p.Column, p.Message)
	}
	if row.Hidden {
		rec.problem(hiddenRow, 0, "this row is hidden in the workbook, but is read")
	}
	columns := l.columns
	if n := len(row.Cells); n > 0 && row.Cells[n-1].Column < farColumn {
		columns = max(columns, row.Cells[n-1].Column+1)
	} else if n > 0 && columns == anyWidth {
		// Cells that stand so far from one another are handed on side by side.
		cells = cells[:0]
		for _, c := range row.Cells {
			cells = append(cells, c.Value)
		}
		rec.Cells = cells
		rec.limit(row.Bytes, l)
		return rec
	}
	cells = slices.Grow(cells[:0], max(columns, 0))[:max(columns, 0)]
	clear(cells)
	for _, c := range row.Cells {
		if c.Column < columns {
			cells[c.Column] = c.Value
		} else if !rec.Malformed {
			rec.malformedFirst("too_many_cells", c.Column+1, "this row has more cells than the header")
		}
	}
	rec.Cells = cells
	for _, column := range row.Sums {
		if slices.Contains(l.shape.phones, column) && !rec.Malformed {
			rec.malformedFirst("footer", column+1, "this row is a total of other rows, not a contact")
		}
	}
	rec.limit(row.Bytes, l)
	l.refusals.mark(&rec)
	return rec
}
