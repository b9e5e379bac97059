package registry

import (
	"io"
	"path"
	"slices"
	"strings"

	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// headLines is the number of lines read to find out what the columns are.
const headLines = 2000

// line is a line of a part: its text, or the cells of a workbook's row.
type line struct {
	number int64
	text   string
	cells  []string // of a workbook
	bad    bool     // it was no line of text
}

// lines reads the lines of a part.
type lines struct {
	*List
	layout
	queue   []line // the lines that were read ahead
	trailer *line  // is one if nothing follows it
	cells   []string
	// verdicts are those of the words in columns of results so far.
	verdicts map[string]wordVerdict
}

// layout is the meaning of a part's columns.
type layout struct {
	delims  string
	blanks  bool // no line has a delimiter
	header  []string
	roles   []role
	area    uint64 // from the name of the part; 0 if it has none
	deleted bool   // the part's name or title says that it has deletions
	mixed   bool   // it says that it has additions as well
	cleared bool   // it says that it has what may be called
	certain bool   // a column says which numbers count
	own     bool   // what "suppress list" prints
	ranges  bool   // two numbers a line are the ends of a range
	torn    bool   // the end of a range in the line cannot be read
	records bool   // the lines are records of XML, their first cell the number
	simple  bool   // the columns need not be considered: every cell may be a number
	nanp    bool   // ten digits are a number of the North American Numbering Plan
	nanpAny bool   // area code and number in two cells are one, whatever the region
	where   []whereColumn
	plus    []phone.Plus // by column, how numbers without a plus are read
	glued   bool         // a plus or a minus before the number adds or deletes it
	titled  int64        // the number of lines above the numbers
	// otherwise: all numbers are under headers of other things: "caller_id".
	otherwise bool
	// country is the position from 1 of the column with each line's country or calling
	// code; 0 if there is none.
	country int
	only    []int // the columns of the numbers, if they were named
}

type whereColumn struct {
	column int
	values map[string]bool
}

// role is the meaning of a column.
type role uint8

const (
	roleNumber  role = iota // may hold a number
	rolePlain               // nothing that matters
	roleDate                // a date of the line
	roleAction              // added or deleted
	roleListed              // on a list or not, in words
	roleYes                 // yes says that the number is on the list
	roleNo                  // yes says that it may be called
	roleCode                // result codes of DNC.com
	roleRemoved             // the day on which the number was taken off the list
	roleExpires             // the day from which the line no longer applies
)

// readHead looks at the first lines of a part.
func (l *List) readHead(part *source.Part) (*lines, error) {
	ls := &lines{List: l}
	for len(ls.queue) < headLines {
		chunk, err := part.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		ls.queue = appendLines(ls.queue, chunk)
	}
	stem := stemOfName(part.Name)
	ls.area = areaOf(stem)
	ls.entitled(stem)
	ls.entitled(part.Folder)
	if at, ok := ls.dateIn(strings.NewReplacer("_", " ", ".", " ").Replace(stem)); ok {
		l.dated(at)
	}
	ls.nanp = isNANP(l.opts.Region)
	ls.nanpAny = ls.nanp || l.opts.Region == ""
	if err := ls.learn(); err != nil {
		return nil, err
	}
	return ls, nil
}

// entitled reads what a name, a title or a header says about all numbers under it.
func (ls *lines) entitled(title string) {
	ls.deleted = ls.deleted || isDeletion(title)
	ls.mixed = ls.mixed || isDeletion(title) && isAddition(title)
	ls.cleared = ls.cleared || isCleared(title)
}

// stemOfName returns a part's name without its ending: "212" of "212.txt"; for a sheet,
// the workbook's name and its own.
func stemOfName(name string) string {
	file, sheet, _ := strings.Cut(name, ", sheet ")
	return strings.TrimSpace(strings.TrimSuffix(file, path.Ext(file)) + " " + sheet)
}

// appendLines takes the lines of a chunk that are not blank.
func appendLines(all []line, chunk *source.Chunk) []line {
	for rec := range chunk.Records() {
		switch {
		case rec.Malformed:
			all = append(all, line{number: rec.Line, bad: true, text: strings.Join(rec.Cells, " ")})
		case len(rec.Cells) == 1:
			if strings.TrimSpace(rec.Cells[0]) != "" && rec.Cells[0] != "\x1a" {
				all = append(all, line{number: rec.Line, text: rec.Cells[0]})
			}
		case slices.ContainsFunc(rec.Cells, func(c string) bool { return strings.TrimSpace(c) != "" }):
			all = append(all, line{number: rec.Line, text: strings.Join(rec.Cells, "\t"), cells: slices.Clone(rec.Cells)})
		}
	}
	return all
}

// areaOf reads the area code in a file's name: "212", "area-212".
func areaOf(stem string) uint64 {
	var found uint64
	for _, w := range strings.FieldsFunc(stem, func(r rune) bool { return r < '0' || r > '9' }) {
		if n := areaDigits(w); n != 0 && len(w) == 3 {
			if found != 0 {
				return 0
			}
			found = n
		}
	}
	return found
}

// split cuts a line into cells.
func (ls *lines) split(at *line) []string {
	if at.cells != nil {
		return at.cells
	}
	text := strings.TrimPrefix(at.text, "\ufeff")
	if t := strings.TrimSpace(text); ls.glued && len(t) > 1 && (t[0] == '+' || t[0] == '-') {
		ls.cells = append(ls.cells[:0], t[:1], t[1:])
	} else if ls.blanks {
		ls.cells = splitBlanks(ls.cells[:0], text, ls.parser, ls.opts.Region)
	} else {
		ls.cells = appendCells(ls.cells[:0], text, ls.delims)
	}
	return ls.cells
}

// learn finds out what the columns are.
func (ls *lines) learn() error {
	ls.dropComments()
	texts := make([]string, 0, len(ls.queue))
	for i := range ls.queue {
		if ls.queue[i].cells == nil {
			texts = append(texts, ls.queue[i].text)
		}
	}
	if slices.ContainsFunc(texts, isSQL) {
		return refusal("export the table as CSV", "this is SQL, not a list")
	}
	ls.delims = delimiterOf(texts)
	ls.blanks = !slices.ContainsFunc(texts, func(t string) bool { return strings.ContainsAny(t, delimiters) })
	if len(texts) == 0 {
		ls.blanks = false
	}
	ls.glued = signsAreFlags(texts)
	ls.simple = true // until the columns are known
	ls.findHeader()
	if len(ls.header) > maxColumns {
		return refusal("check that this is the right file", "its header has %d columns; a list has at most %d", len(ls.header), maxColumns)
	}
	if err := ls.findNamed(); err != nil {
		return err
	}
	ls.findPlus()
	p := ls.profile()
	if p.lines == 0 && len(ls.header) > 1 && len(ls.only) == 0 {
		ls.otherwise = true
		p = ls.profile()
	}
	if p.own {
		ls.own, ls.simple = true, false
		return nil
	}
	return ls.decide(p)
}

// isSQL reports whether a line is a statement that puts rows into a table.
func isSQL(text string) bool {
	words := strings.Fields(text[:min(len(text), 100)])
	return len(words) > 3 && strings.EqualFold(words[0], "insert") && strings.EqualFold(words[1], "into")
}

// dropComments removes the lines above the others that begin with a number sign.
func (ls *lines) dropComments() {
	for len(ls.queue) > 0 {
		at := &ls.queue[0]
		if at.bad || !strings.HasPrefix(strings.TrimSpace(at.text), "#") || hasDigits(strings.Join(withoutDates([]string{at.text}), " "), 7) {
			return
		}
		if date, ok := ls.dateIn(at.text); ok {
			ls.dated(date)
		}
		ls.queue, ls.titled = ls.queue[1:], ls.titled+1
	}
}

// maxColumns is the greatest number of columns in a header, that of a worksheet: each is
// read for its meaning.
const maxColumns = 16384

// findPlus finds out, for each column, whether its numbers have their calling code
// without a plus. If no region is known, all of them must.
func (ls *lines) findPlus() {
	var evidence []phone.PlusEvidence
	var digits []int // cells that are only digits, by column
	for i := range ls.queue {
		if ls.queue[i].bad {
			continue
		}
		for j, c := range ls.split(&ls.queue[i]) {
			if c = strings.TrimSpace(c); leadingDigits(c) != len(c) || len(c) < 8 || c[0] == '+' || isDate(c) {
				continue
			}
			for len(evidence) <= j {
				evidence, digits = append(evidence, phone.PlusEvidence{}), append(digits, 0)
			}
			digits[j]++
			if ls.opts.Region != "" || len(c) > 10 {
				evidence[j].Add(ls.parser, c, ls.opts.Region, false)
			}
		}
	}
	ls.plus = make([]phone.Plus, len(evidence))
	for j := range evidence {
		ls.plus[j] = phone.Never
		if e := &evidence[j]; ls.opts.Region != "" && e.Decide() == phone.Implied || ls.opts.Region == "" && e.Code >= 3 && e.Code == digits[j] {
			ls.plus[j] = phone.Implied
		}
	}
}

// parse parses a cell of the jth column.
func (ls *lines) parse(cell string, j int) phone.Result {
	if ls.implied(j) {
		return ls.parser.ParsePlus(cell, ls.opts.Region, phone.Implied)
	}
	return ls.parser.Parse(cell, ls.opts.Region)
}

// implied reports whether the numbers of the jth column have their calling code,
// but no plus.
func (ls *lines) implied(j int) bool { return j < len(ls.plus) && ls.plus[j] == phone.Implied }

func withoutDates(cells []string) []string {
	var rest []string
	for _, c := range cells {
		for _, w := range strings.Fields(c) {
			if !isDate(w) {
				rest = append(rest, w)
			}
		}
	}
	return rest
}
