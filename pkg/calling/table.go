package calling

import (
	"fmt"
	"strings"
	"time"
)

// Table returns the calling rules and holidays as Markdown, for people.
func Table() string {
	var b strings.Builder
	fmt.Fprintf(&b, `Read from public sources as of %s. This is no legal advice: sources disagree,
and law changes. Where sources disagree the stricter hours hold. Rules marked
"shown" are too uncertain, or no law, and are not enforced. Rules for automated
calls bind powerlists in dial mode ai. Everywhere, calls are from %s at the
called party's place (47 CFR 64.1200(c)(1)).

| place | calls | Mon-Fri | Sat | Sun | holidays | source | certainty |
|---|---|---|---|---|---|---|---|
`, RulesAsOf, Federal)
	for _, r := range Rules() {
		calls, holidays, sure := "all", "as any day", r.Confidence
		if r.Automated {
			calls = "automated"
		}
		if !r.HolidayAsDay {
			holidays = r.Holiday.String()
		}
		if !r.Enforced {
			sure += ", shown"
		}
		name := r.Jurisdiction + " " + r.Name
		if r.ValidFrom > clocksSinceDay {
			name += " from " + r.ValidFrom
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", name, calls,
			r.Week[time.Monday], r.Week[time.Saturday], r.Week[time.Sunday], holidays, r.Statute, sure)
	}
	b.WriteString("\nNotes:\n\n")
	for _, r := range Rules() {
		if r.Notes != "" {
			fmt.Fprintf(&b, "- %s: %s.\n", r.Name, r.Notes)
		}
	}
	b.WriteString("\nHolidays, for the places above whose hours on holidays differ:\n\n| day | holiday | places |\n|---|---|---|\n")
	for _, h := range Holidays() {
		observed := ""
		if h.Observed {
			observed = ", and the day on which it is observed"
		}
		fmt.Fprintf(&b, "| %s%s | %s | %s |\n", h.Day, observed, h.Name, strings.Join(h.Jurisdictions, " "))
	}
	return b.String()
}

const clocksSinceDay = "2025-01-01"
