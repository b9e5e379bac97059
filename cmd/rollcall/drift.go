package main

import (
	"errors"
	"fmt"

	"rollcall/pkg/mapping"
	"rollcall/pkg/report"
)

// drift tells how the list and the mapping have drifted apart.
func (st *study) drift() []report.Drift {
	drift := []report.Drift{}
	match, err := st.loaded.Match(st.header)
	var wrong *mapping.Errors
	if errors.As(err, &wrong) {
		for _, p := range wrong.Problems {
			drift = append(drift, report.Drift{Code: p.Code, Message: p.String(), Refused: true})
		}
	}
	if !st.loaded.RefuseUnmapped {
		for _, at := range match.Unmapped {
			drift = append(drift, report.Drift{Code: "new_column", Column: st.header[at],
				Message: fmt.Sprintf("the list has a column %q that the mapping does not name", report.Cell(st.header[at]))})
		}
	}
	for at, i := range match.Columns {
		if i < 0 || st.loaded.Columns[i].Target != mapping.Phone {
			continue
		}
		c := &st.profile.Columns[at]
		if c.Filled > 0 && float64(c.ValidPhones) < poorShare*float64(c.Filled) {
			drift = append(drift, report.Drift{Code: "phone_mostly_invalid", Column: c.Name,
				Message: fmt.Sprintf("of column %q, mapped to phone, only %s of %s numbers can be dialed",
					report.Cell(c.Name), report.Count(c.ValidPhones), report.Count(c.Filled))})
		}
	}
	return drift
}

// showDrift is map --check: what it finds is its result.
func (o *mapOptions) showDrift(s Streams, st *study) error {
	drift := st.drift()
	var err error
	if o.globals.json() {
		err = writeJSON(s.Out, map[string]any{"file": o.File, "mapping": o.Check, "drift": drift})
	} else {
		err = report.WriteDrift(s.Out, drift, o.globals.style(s))
	}
	if err != nil {
		return err
	}
	for _, d := range drift {
		if d.Refused {
			return &shown{&problem{exitUsage, "mapping_drift", fmt.Errorf("an import of %s would be refused by %s", o.File, o.Check),
				"Mend the mapping, or ask for the list as it was."}}
		}
	}
	return nil
}
