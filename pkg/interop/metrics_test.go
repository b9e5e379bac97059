package interop

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"pgregory.net/rapid"

	"rollcall/pkg/contact"
	"rollcall/pkg/report"
)

// parseMetrics reads metrics as node_exporter does, and returns the
// values by name, with the outcome behind it.
func parseMetrics(t rapid.TB, text []byte) (mapping string, values map[string]float64) {
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	values = map[string]float64{}
	for name, family := range families {
		if family.GetType().String() != "GAUGE" || family.GetHelp() == "" {
			t.Errorf("%s is %v, %q", name, family.GetType(), family.GetHelp())
		}
		for _, m := range family.Metric {
			key := strings.TrimPrefix(name, "rollcall_import_")
			for _, l := range m.Label {
				switch l.GetName() {
				case "mapping":
					mapping = l.GetValue()
				default:
					key += " " + l.GetValue()
				}
			}
			values[key] = m.GetGauge().GetValue()
		}
	}
	if !bytes.HasSuffix(text, []byte("\n# EOF\n")) {
		t.Errorf("OpenMetrics ends with # EOF: %s", text)
	}
	return mapping, values
}

func writeMetrics(t rapid.TB, m report.Metrics) []byte {
	var b bytes.Buffer
	if err := m.WriteOpenMetrics(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestMetrics(t *testing.T) {
	started := time.UnixMilli(1795420800500)
	r := &report.Result{}
	c := contact.Counts{Rows: 10, Created: 5, Updated: 1, Merged: 1}
	c.Skipped[contact.InvalidPhone], c.Skipped[contact.Duplicate] = 2, 1
	r.SetCounts(c)
	done := writeMetrics(t, report.Metrics{Mapping: "leads.yaml", Started: started, Duration: 1500 * time.Millisecond, Result: r})
	mapping, got := parseMetrics(t, done)
	want := map[string]float64{
		"last_run_timestamp_seconds": 1795420802, "last_success_timestamp_seconds": 1795420802,
		"success": 1, "exit_code": 0, "duration_seconds": 1.5,
		"rows created": 5, "rows updated": 1, "rows merged": 1, "rows malformed": 0, "rows no_phone": 0,
		"rows filtered": 0, "rows invalid_phone": 2, "rows no_consent": 0, "rows suppressed": 0, "rows duplicate": 1,
	}
	if diff := cmp.Diff(want, got); diff != "" || mapping != "leads.yaml" {
		t.Errorf("of %q -want +got:\n%s", mapping, diff)
	}

	// A failure keeps when the last success was, and counts no rows.
	_, got = parseMetrics(t, writeMetrics(t, report.Metrics{
		Mapping: "leads.yaml", Started: started.Add(time.Hour), ExitCode: 4, LastSuccess: report.LastSuccess(done), Result: r,
	}))
	want = map[string]float64{
		"last_run_timestamp_seconds": 1795424400.5, "last_success_timestamp_seconds": 1795420802,
		"success": 0, "exit_code": 4, "duration_seconds": 0,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("after a failure -want +got:\n%s", diff)
	}
}

func TestMetricsOfAnyName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOf(rapid.SampledFrom([]rune("a\"\\\n{}, =#é"))).Draw(t, "name")
		text := writeMetrics(t, report.Metrics{Mapping: name, Started: time.UnixMilli(1795420800000)})
		mapping, values := parseMetrics(t, text)
		if mapping != name {
			t.Fatalf("%q became %q", name, mapping)
		}
		if at := report.LastSuccess(text); at.UnixMilli() != 1795420800000 {
			t.Fatalf("the success is read as %v from %v", at, slices.Sorted(maps.Keys(values)))
		}
	})
}
