package phone

import (
	"fmt"
	"testing"
)

// TestPlus has columns of numbers without a plus, and how their cells are read.
func TestPlus(t *testing.T) {
	repeat := func(format string, from, n int) (cells []string) {
		for i := range n {
			cells = append(cells, fmt.Sprintf(format, from+i*7))
		}
		return cells
	}
	icelandic := repeat("3545%06d", 551234, 60)
	tests := []struct {
		name, region string
		named        bool
		cells        []string
		want         Plus
		first        string // what becomes of the first cell
	}{
		{"US", "US", false, repeat("212736%04d", 5000, 20), Never, "+12127365000"},
		{"US with its code", "US", false, repeat("1212736%04d", 5000, 20), Never, "+12127365000"},
		{"US, one in Alabama's newest", "US", false, append([]string{"6592234567"}, repeat("212736%04d", 5000, 20)...), Never, "+16592234567"},
		{"that alone", "US", false, []string{"6592234567"}, Never, "+16592234567"},
		{"Connecticut", "US", false, repeat("203736%04d", 5000, 60), Never, "+12037365000"},
		{"Connecticut, named", "US", true, repeat("203736%04d", 5000, 60), Never, "+12037365000"},
		{"Los Angeles", "US", false, repeat("323736%04d", 5000, 60), Never, "+13237365000"},
		{"four area codes that are countries too", "US", false, []string{"2037365010", "3237365010", "3617365010", "4317365010"}, Never, "+12037365010"},
		{"those and a digit too many", "US", false, []string{"2037365010", "3237365010", "3617365010", "49162289730"}, Never, "+12037365010"},
		{"German mobiles, named", "DE", true, repeat("4916228%05d", 97306, 20), Implied, "+491622897306"},
		{"German mobiles with decimals", "DE", true, repeat("4916228%05d,00", 97306, 20), Implied, "+491622897306"},
		{"German mobiles in a list of the US", "US", false, repeat("4916228%05d", 97306, 20), Implied, "+491622897306"},
		{"two of them", "US", false, repeat("4916228%05d", 97306, 2), Undecided, "too_long"},
		{"German mobiles in a list of Germany", "DE", false, repeat("4916228%05d", 97306, 20), Implied, "+491622897306"},
		{"one", "DE", false, []string{"491622897306"}, Undecided, "ambiguous"},
		{"six countries", "DE", false, []string{"441904567891", "33123456789", "85291234567", "12127365010", "31201234567", "34912345678"}, Implied, "+441904567891"},
		{"Icelandic as Canadian", "CA", false, icelandic, Undecided, "ambiguous"},
		{"Icelandic, named", "IS", true, icelandic, Never, "+3545551234"},
		{"US, a digit too many in each", "US", false, []string{"21273650101", "31027050101"}, Never, "too_long"},
		{"with a plus", "DE", false, []string{"+491622897306"}, Never, "+491622897306"},
		{"national with a zero", "DE", false, repeat("016228%05d", 97306, 20), Never, "+491622897306"},
		{"mixed", "US", false, append(repeat("4916228%05d", 97306, 20), repeat("212736%04d", 5000, 20)...), Undecided, "too_long"},
		{"Chinese, some of which could be of the US", "CN", false, []string{"13853274419", "13844202649", "13855250396", "13850743530"}, Never, "+8613853274419"},
		{"Italian in groups, which begin with no code", "", false, []string{"328 4455611", "347 1234536", "335 6789065", "328 4455618"}, Never, "no_region"},
		{"Chinese, where no region is known", "", false, []string{"13853274419", "13844202649", "13855250396", "13850743530", "13838065547", "13859164628"}, Undecided, "no_region"},
		{"no cells", "US", false, nil, Never, ""},
	}
	p := NewParser(Options{})
	for _, test := range tests {
		var e PlusEvidence
		for _, cell := range test.cells {
			var one PlusEvidence
			one.Add(p, cell, test.region, test.named)
			e.Merge(&one)
		}
		got := e.Decide()
		if got != test.want {
			t.Errorf("%s: %v, want %v by %+v", test.name, got, test.want, e)
		}
		if test.first == "" {
			continue
		}
		r := p.ParsePlus(test.cells[0], test.region, got)
		found := r.E164
		if !r.OK() {
			found = r.Problem.String()
		}
		if found != test.first {
			t.Errorf("%s: %s, want %s", test.name, found, test.first)
		}
	}
}
