package source

import (
	"strings"

	"rollcall/pkg/source/internal/cell"
)

const (
	// roundedZeros is how many zeros a number ends in at least that a spreadsheet program
	// has rounded to the six digits that a narrow column shows.
	roundedZeros = 4
	// fewestRounded is how many different ones a column has at least, and mostWhole how
	// many others for each of them.
	fewestRounded, mostWhole = 2, 4
)

// learnRounded finds the phone columns in which several numbers end in zeros, as when
// 2.12737E+09 was saved as text and read as a number again.
func (sh *shape) learnRounded(data []sampleRow) {
	for _, p := range sh.phones {
		rounded, others := map[string]bool{}, 0
		for _, r := range data {
			switch c := strings.TrimSpace(r.cells[p]); {
			case isRounded(c):
				rounded[c] = true
			case c != "":
				others++
			}
		}
		if len(rounded) >= fewestRounded && others <= mostWhole*len(rounded) {
			sh.rounded = append(sh.rounded, p)
		}
	}
}

// isRounded reports whether a cell has only the digits of a phone number, the last of them
// zeros. People who write numbers by hand put marks between the digits.
func isRounded(text string) bool {
	const fewest, most = 9, 15
	bare := strings.TrimPrefix(text, "+")
	return len(bare) >= fewest && len(bare) <= most && cell.CountDigits(bare) == len(bare) && len(bare)-len(strings.TrimRight(bare, "0")) >= roundedZeros
}

// refuseRounded makes a row malformed if it has a rounded number in a column of them.
func (sh *shape) refuseRounded(rec *Record) {
	for _, p := range sh.rounded {
		if p < len(rec.Cells) && !rec.Malformed && isRounded(strings.TrimSpace(rec.Cells[p])) {
			rec.malformed("rounded_number", p+1, "a spreadsheet seems to have rounded this number and others in its column: format the column as text and export the file again")
		}
	}
}
