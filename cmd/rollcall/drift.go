package main

import (
	"fmt"

	"rollcall/pkg/report"
)

// drift tells how the list and the mapping have drifted apart.
func (st *study) drift() []report.Drift {
	drift := []report.Drift{}
	for _, d := range st.loaded.Drift(st.profile) {
		drift = append(drift, report.Drift(d))
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
