package main

import (
	"fmt"
	"strings"
	"time"

	"rollcall/pkg/calling"
)

// rulesTable returns the calling rules and holidays as Markdown, for people, in lines of
// at most 80 characters.
func rulesTable() string {
	var b strings.Builder
	para := func(format string, args ...any) { b.WriteString(wrapRule(fmt.Sprintf(format, args...), "") + "\n") }
	para("Read from public sources as of %s. This is not legal advice: sources disagree, and law changes. Where sources disagree, the stricter "+
		"hours hold. A rule that is too uncertain, or no law, is shown and not enforced. Rules for automated calls bind powerlists "+
		"in dial mode ai. Hours are local time at the called party's place, and nowhere more than %s (47 CFR 64.1200(c)(1)).", calling.RulesAsOf, brief(calling.Federal))
	b.WriteString("| place | Mon-Fri | Sat | Sun | holidays | certainty |\n|---|---|---|---|---|---|\n")
	for _, r := range calling.Rules() {
		holidays, sure := "as any day", r.Confidence
		if !r.HolidayAsDay {
			holidays = brief(r.Holiday)
		}
		if !r.Enforced {
			sure += ", shown"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", ruleTitle(r),
			brief(r.Week[time.Monday]), brief(r.Week[time.Saturday]), brief(r.Week[time.Sunday]), holidays, sure)
	}
	b.WriteString("\nWhat each rests on, and the calls it applies to:\n\n")
	for _, r := range calling.Rules() {
		text := fmt.Sprintf("%s: %s; %s.", ruleTitle(r), r.Statute, r.AppliesTo)
		if r.Cap != "" {
			text += " At most " + r.Cap + " (not enforced)."
		}
		if r.Notes != "" {
			text += " " + r.Notes + "."
		}
		b.WriteString(wrapRule("- "+text, "  "))
	}
	b.WriteString("\nHolidays, for the places above whose hours on holidays differ:\n\n")
	for _, h := range calling.Holidays() {
		day := h.Day
		if h.Observed {
			day += " and the day on which it is observed"
		}
		b.WriteString(wrapRule(fmt.Sprintf("- %s, %s: %s.", h.Name, day, strings.Join(h.Jurisdictions, " ")), "  "))
	}
	return b.String()
}

// ruleTitle names a rule.
func ruleTitle(r *calling.Rule) string {
	title := r.Name
	if r.Automated {
		title += ", automated"
	}
	if r.ValidFrom > calling.RulesAsOf[:4] {
		title += " from " + r.ValidFrom
	}
	return title
}

// brief returns hours as "8-20" or "9-21:30", or "none".
func brief(h calling.Hours) string {
	if h.Closes <= h.Opens {
		return "none"
	}
	clock := func(minute int) string {
		if minute%60 == 0 {
			return fmt.Sprint(minute / 60)
		}
		return fmt.Sprintf("%d:%02d", minute/60, minute%60)
	}
	return clock(h.Opens) + "-" + clock(h.Closes)
}

// wrapRule breaks a text into lines of at most 80 characters, which after the first
// begin with indent.
func wrapRule(text, indent string) string {
	var b strings.Builder
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case len([]rune(line))+1+len([]rune(word)) > 80:
			b.WriteString(line + "\n")
			line = indent + word
		default:
			line += " " + word
		}
	}
	return b.String() + line + "\n"
}
