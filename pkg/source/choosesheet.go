package source

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/remark"
	"rollcall/pkg/source/internal/xlsx"
)

// Codes of the notices about a workbook as a whole.
const (
	otherSheets   = "other_sheets"
	refusalSheet  = "do_not_call_sheet"
	hiddenSheet   = "hidden_sheet"
	hiddenColumns = "hidden_columns"
	hiddenRow     = "hidden_row"
	stylesMissing = "styles_missing"
	drawnValues   = "drawn_values"
	besideList    = "beside_list"
	countedRows   = 10_000
)

// sheetSummary is what a look at a sheet shows.
type sheetSummary struct {
	*xlsx.Entry
	top    []sampleRow
	rows   int64 // with a value, as far as they were counted
	more   bool  // there are more than were counted
	header []string
	// headerLine is its row, or 0.
	headerLine int64
	// likeness is how much it looks like a list of contacts: 0 not at all, 1 it has rows, 2
	// columns with names, 3 phone numbers in them, 4 and names of people.
	likeness int
}

// summarize looks at the first rows of a sheet and counts them.
func (r *Reader) summarize(entry *xlsx.Entry) (v sheetSummary, err error) {
	v.Entry = entry
	s, err := r.openSheet(entry)
	if err != nil {
		return v, err
	}
	defer s.close()
	for ; ; v.rows++ {
		row, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return v, err
		}
		if v.rows == countedRows {
			v.more = true
			break
		}
		if len(s.top) < sampleRows {
			s.top = append(s.top, row)
		}
	}
	s.beside.from = asideCells(s.top)
	rows, _ := new(highlights).explainAround(s.listed(), s.beside.limit(), len(s.top) < sampleRows)
	v.top = sampled(rows)
	v.rate()
	return v, nil
}

// rate finds out how much the sheet looks like a list.
func (v *sheetSummary) rate() {
	if len(v.top) == 0 {
		return
	}
	v.likeness = 1
	width, _ := usual(v.top)
	h, err := findHeading(v.top, width, false)
	if err != nil || looksLikeData(v.top, h.at) != "" || h.at+1 == len(v.top) {
		return
	}
	v.header, v.headerLine = columnNames(h.cells), h.last.line
	if named(h.cells) < min(2, width) {
		return
	}
	v.likeness = 2
	for _, row := range v.top[h.at+1:] {
		if slices.ContainsFunc(row.cells, func(c string) bool { return cell.IsPhoneLike(c) }) {
			if v.likeness = 3; slices.ContainsFunc(v.header, namesPerson) {
				v.likeness = 4
			}
			return
		}
	}
}

// namesPerson reports whether a header is of people's names.
func namesPerson(name string) bool {
	switch header.Read(name).Concept {
	case header.FirstName, header.LastName, header.FullName:
		return true
	}
	return false
}

func (v *sheetSummary) String() string {
	rows := fmt.Sprintf("%d rows", v.rows)
	switch {
	case v.more:
		rows = fmt.Sprintf("more than %d rows", countedRows)
	case v.rows == 1:
		rows = "1 row"
	}
	return fmt.Sprintf("%q (%s)", v.Name, rows)
}

// chooseSheet opens the sheet to read: the one asked for, else the first visible one that
// looks most like a list of contacts. Notices say what is in the others.
func (r *Reader) chooseSheet(want string) (*sheet, error) {
	w := r.workbook
	var chosen *xlsx.Entry
	if want != "" {
		var err error
		if chosen, err = sheetNamed(w, want); err != nil {
			return nil, err
		}
	}
	if len(w.Sheets) == 1 {
		chosen = &w.Sheets[0]
	}
	var all []sheetSummary
	for i := range w.Sheets {
		if len(w.Sheets) == 1 {
			break
		}
		v, err := r.summarize(&w.Sheets[i])
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	if chosen == nil {
		chosen = r.mostLikely(all)
	}
	if err := r.refuseHiddenList(chosen, all, want); err != nil {
		return nil, err
	}
	if chosen.Hidden {
		r.tell(hiddenSheet, fmt.Sprintf("sheet %q, which is read, is hidden in the workbook", chosen.Name))
	}
	if r.list.columns != anyWidth && remark.SetsAside(chosen.Name) {
		if want == "" {
			return nil, refuseFile(0, "load it with rollcall suppress add; to read it as contacts anyway, set source: {sheet: "+chosen.Name+"} in the mapping",
				"the only sheet with a list, %q, is of people who must not be called", chosen.Name)
		}
		r.tell(refusalSheet, fmt.Sprintf("sheet %q is read as contacts, but is named as a list of people who must not be called", chosen.Name))
	}
	r.format.Sheet, r.format.Sheets = chosen.Name, max(1, len(all))
	s, err := r.openSheet(chosen)
	if err != nil {
		return nil, err
	}
	return s, r.tellSheets(chosen, all, want != "" || r.allSheets)
}

// refuseHiddenList refuses a workbook that shows no list, and hides one.
func (r *Reader) refuseHiddenList(chosen *xlsx.Entry, all []sheetSummary, want string) error {
	var hidden *sheetSummary
	for i := range all {
		v := &all[i]
		switch {
		case v.Entry == chosen:
			if v.Hidden || v.likeness > 1 || slices.ContainsFunc(v.top, func(row sampleRow) bool { return slices.ContainsFunc(row.cells, cell.IsPhoneLike) }) {
				return nil
			}
		case hidden == nil && v.Hidden && v.likeness > 2:
			hidden = v
		}
	}
	if hidden == nil || want != "" || r.list.columns == anyWidth {
		return nil
	}
	return refuseFile(0, fmt.Sprintf("show that sheet, or name it to read it: --sheet %q, or source: {sheet: %q} in the mapping", hidden.Name, hidden.Name),
		"no sheet that the workbook shows has a list; its sheet %s has one, and is hidden", hidden)
}

// sheetNamed returns the sheet with a name, ignoring case.
func sheetNamed(w *xlsx.Workbook, name string) (*xlsx.Entry, error) {
	var names []string
	for i := range w.Sheets {
		if strings.EqualFold(w.Sheets[i].Name, name) {
			return &w.Sheets[i], nil
		}
		names = append(names, w.Sheets[i].Name)
	}
	return nil, refuseFile(0, "its sheets are "+strings.Join(firstFew(names), ", "),
		"the workbook has no sheet %q", name)
}

// mostLikely chooses among sheets. Hidden ones count only if none is visible, those of people
// not to be called only if no other has a list, unless they are what is wanted, and those out of
// use or of the team's own people only if none is as likely.
func (r *Reader) mostLikely(all []sheetSummary) *xlsx.Entry {
	numbers := r.list.columns == anyWidth
	rank := func(v *sheetSummary) int {
		n := v.likeness
		if !v.Hidden {
			n += 20
		}
		if remark.SetsAside(v.Name) == numbers && v.likeness > 0 {
			n += 10
		}
		if outOfUse().MatchString(v.Name) || ownPeople().MatchString(v.Name) {
			n -= 2
		}
		return n
	}
	best := &all[0]
	for i := range all {
		if rank(&all[i]) > rank(best) {
			best = &all[i]
		}
	}
	return best.Entry
}

// tellSheets adds notices about the sheets that are not read, and notes those to read after
// the chosen one. Whoever must not be called according to the others is not called; see
// searchRefusals.
func (r *Reader) tellSheets(chosen *xlsx.Entry, all []sheetSummary, told bool) error {
	var header []string
	for i := range all {
		if all[i].Entry == chosen {
			header = all[i].header
		}
	}
	if r.list.columns == anyWidth {
		r.sheetsOfNumbers(chosen, all)
		return nil
	}
	var names []string
	same := false
	every := r.allSheets || r.alikeSheets && !told || IsRejects(header) // rejects beyond what one sheet holds are on the next
	for i := range all {
		v := &all[i]
		alike := len(header) > 0 && slices.EqualFunc(v.header, header, strings.EqualFold)
		switch {
		case v.Entry == chosen || v.rows == 0:
		case remark.SetsAside(v.Name):
			r.tell(refusalSheet, fmt.Sprintf("sheet %s is not read as contacts, and its numbers are not called; to block them in other imports too, load it with rollcall suppress add", v))
		case every && alike && !v.Hidden && !outOfUse().MatchString(v.Name):
			r.further = append(r.further, v.Entry)
		default:
			names = append(names, v.String())
			if v.Hidden {
				names[len(names)-1] += " hidden"
			}
			same = same || alike && !v.Hidden
		}
	}
	r.format.AllSheets = len(r.further) > 0
	if err := r.searchRefusals(chosen, all, told); err != nil {
		return err
	}
	message := fmt.Sprintf("only sheet %q is read", chosen.Name)
	n := len(r.further)
	switch {
	case len(names) == 0 && (n == 0 || IsRejects(header)):
		return nil
	case n > 0:
		message = fmt.Sprintf("%d sheets are read, from %q to %q", n+1, chosen.Name, r.further[n-1].Name)
	}
	if len(names) > 0 {
		message += "; not read: " + strings.Join(firstFew(names), ", ")
	}
	if same && !every {
		message += "; source: {sheets: all} in the mapping reads all that have the same header"
	}
	r.tell(otherSheets, message)
	return nil
}

// outOfUse matches the name of a sheet with the same columns but not the current people: it is
// read only if asked for.
var outOfUse = lazyregexp.New(`(?i)\b(old(er)?|archived?|backup|bak|deleted|removed|closed|lost|done|dead|bad|invalid|wrong|dupl\w*|rejects?|rejected|template|example|sample|test|copy|kopie|alt|alte|archiv|ancien\w*|viej\w*|antigu\w*|vecchi\w*)\b`)

// ownPeople matches the name of a sheet of those who make the calls, or whom they can ask.
var ownPeople = lazyregexp.New(`(?i)^\W*((our|my|the|internal|company|office|useful|important|emergency) )*(agents?|staff|team|employees|colleagues|callers|dialers|reps?|(sales|account) ?(reps?|team|managers?|people)|managers?|supervisors?|vendors?|suppliers?|(emergency|useful|important|office) (numbers?|contacts?)|hotlines?|(phone ?)?directory|extensions?|competitors|media|press|mitarbeiter|kollegen|lieferanten|telefonliste|equipo|empleados|proveedores|équipe|employés|fournisseurs|funcionários|fornecedores|fornitori|dipendenti|medewerkers|leveranciers)( (list|directory|contacts|numbers|\(callers\)))?\W*$|\bvolunteers \(callers\)`)

// sheetsOfNumbers notes the sheets of a do-not-call list to read after the chosen one: all
// that have rows, or, if some are named as such lists, only those.
func (r *Reader) sheetsOfNumbers(chosen *xlsx.Entry, all []sheetSummary) {
	named := remark.SetsAside(chosen.Name)
	for i := range all {
		v := &all[i]
		switch {
		case v.Entry == chosen || v.rows == 0:
		case named && !remark.SetsAside(v.Name):
			r.passedOver = append(r.passedOver, "sheet "+v.String())
		default:
			r.further = append(r.further, v.Entry)
		}
	}
}

// tell adds a notice about the file as a whole.
func (r *Reader) tell(code, message string) {
	r.notices = append(r.notices, Notice{Code: code, Message: message, Count: 1})
}

// tellColumns adds a notice about the hidden columns.
func (r *Reader) tellColumns() {
	begin := make([]int, len(r.header)+1) // how many more ranges are open from a column on
	for _, c := range r.sheet.Hidden {
		if from, to := max(c[0], 0), min(c[1], len(r.header)); from < to {
			begin[from]++
			begin[to]--
		}
	}
	var names []string
	open := 0
	for i, name := range r.header {
		if open += begin[i]; open > 0 {
			names = append(names, fmt.Sprintf("%q", name))
		}
	}
	if len(names) > 0 {
		r.tell(hiddenColumns, "these columns are hidden in the workbook, but are read: "+strings.Join(firstFew(names), ", "))
	}
}

// nextSheet goes to the next sheet with the same header, if all of them are to be read.
func (r *Reader) nextSheet() (bool, error) {
	if len(r.further) == 0 {
		return false, nil
	}
	before := r.sheet.Before + r.sheet.Rows()
	s, err := r.openSheet(r.further[0])
	if err != nil {
		return false, err
	}
	s.beside.from = r.sheet.beside.from
	s.Before, s.Highlights, s.Spread = before, r.highlights.any() || r.workbook.Strikes(), r.sheet.Spread
	r.sheet, r.further = s, r.further[1:]
	rows, err := s.readAhead(0)
	if err != nil {
		return false, err
	}
	header := int64(0)
	for _, row := range rows {
		if r.list.columns == anyWidth {
			break
		}
		if slices.EqualFunc(columnNames(row.cells), r.header, strings.EqualFold) {
			s.pass(row.line)
			header = row.line - before
			break
		}
	}
	s.beside.header = before + header
	return true, r.readRemarks(s, header)
}

// fewNames is the number of names in a message.
const fewNames = 10

// firstFew returns the first names and the number of the others.
func firstFew(names []string) []string {
	if more := len(names) - fewNames; more > 1 {
		return append(slices.Clone(names[:fewNames]), fmt.Sprintf("and %d more", more))
	}
	return names
}
