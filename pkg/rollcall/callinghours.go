package rollcall

import (
	"context"
	"fmt"
	"time"

	"rollcall/pkg/calling"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// windowWarning warns that a call window is wider than the law, which narrows it.
func windowWarning(window string) (report.Warning, bool) {
	w, ok := calling.ParseWindow(window)
	if !ok || !w.Wider() {
		return report.Warning{}, false
	}
	message := fmt.Sprintf("call_window %s is wider than the law allows: calls are allowed %s at the called party's place (47 CFR 64.1200(c)(1))", window, calling.Federal)
	if h := (calling.Hours{Opens: max(w.Opens, calling.Federal.Opens), Closes: min(w.Closes, calling.Federal.Closes)}); w.Opens < w.Closes {
		if message += fmt.Sprintf(", so the window is %s", h); h.String() == "none" {
			message = fmt.Sprintf("call_window %s lies outside the hours of the law, %s (47 CFR 64.1200(c)(1)): nobody on this powerlist may ever be called", window, calling.Federal)
		}
	}
	return report.Warning{Code: "call_window_narrowed", Message: message}, true
}

// warnOfClocks warns that the server's time zone data differ from the program's.
func warnOfClocks(ctx context.Context, r *report.Result, compare func(ctx context.Context, at time.Time, zones []string) ([]store.ClockDifference, error)) error {
	var zones []string
	for _, z := range r.TimeZones.Zones {
		zones = append(zones, z.Zone)
	}
	all, err := compare(ctx, time.Now(), zones)
	if err != nil || len(all) == 0 {
		return err
	}
	r.Warnings = append(r.Warnings, report.Warning{
		Code: "time_zone_data", Count: int64(len(all)),
		Message: describeClocks(all) + ". callable_now uses both, and the stricter one applies: update the time zone data of the server, or this program",
	})
	return nil
}

// warnOfRules warns that callable_now goes by calling rules older than the program's,
// which the role may not replace.
func warnOfRules(ctx context.Context, r *report.Result, old func(context.Context) (string, error)) error {
	version, err := old(ctx)
	if err != nil || version == "" {
		return err
	}
	r.Warnings = append(r.Warnings, report.Warning{
		Code: "calling_rules_old",
		Message: fmt.Sprintf("callable_now goes by calling rules older than this program's: the database has %s, the program %s, "+
			"and this role may not replace them; let the owner run: rollcall db migrate", version, calling.RulesVersion()),
	})
	return nil
}

// describeClocks returns a sentence, without a full stop, on how clocks differ.
func describeClocks(all []store.ClockDifference) string {
	d := all[0]
	zones := d.Zone
	if len(all) > 1 {
		zones += " and " + report.Plural(int64(len(all)-1), "other zone")
	}
	text := fmt.Sprintf("the database server's time zone data differs from this program's for %s", zones)
	server := "no such zone"
	if d.Server != nil {
		server = offset(*d.Server)
	}
	return fmt.Sprintf("%s: in %s on %s the server has %s, the program %s", text, d.Zone, d.From.UTC().Format(time.DateOnly), server, offset(d.Program))
}

// offset returns an offset from UTC as "UTC-3:30".
func offset(d time.Duration) string {
	sign := "+"
	if d < 0 {
		sign, d = "-", -d
	}
	text := fmt.Sprintf("UTC%s%d", sign, int(d.Hours()))
	if minutes := int(d.Minutes()) % 60; minutes != 0 {
		text += fmt.Sprintf(":%02d", minutes)
	}
	return text
}
