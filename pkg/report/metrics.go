package report

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Metrics is the outcome of an import for a monitoring system.
type Metrics struct {
	// Mapping is the mapping file's name, which distinguishes jobs.
	Mapping string
	// Started is when the run began, Duration how long it took.
	Started  time.Time
	Duration time.Duration
	// ExitCode is 0 if the import was done.
	ExitCode int
	// LastSuccess is when an import was last done before this run, or zero.
	LastSuccess time.Time
	// Result is the result of an import that was done; else it can be nil.
	Result *Result
}

const lastSuccess = "rollcall_import_last_success_timestamp_seconds"

// WriteOpenMetrics writes the metrics as OpenMetrics text, all as gauges, so that
// node_exporter's textfile collector, which reads the older text format of
// Prometheus, understands every line.
func (m *Metrics) WriteOpenMetrics(w io.Writer) error {
	out := bufio.NewWriter(w)
	gauge := func(name, help string) {
		fmt.Fprintf(out, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name)
	}
	label := `{mapping="` + labelEscapes.Replace(strings.ToValidUTF8(m.Mapping, "\uFFFD")) + `"`
	value := func(name string, v float64) {
		fmt.Fprintf(out, "%s%s} %s\n", name, label, strconv.FormatFloat(v, 'f', -1, 64))
	}
	one := func(name, help string, v float64) {
		gauge(name, help)
		value(name, v)
	}
	done, finished := m.ExitCode == 0, m.Started.Add(m.Duration)
	success, last := 0.0, m.LastSuccess
	if done {
		success, last = 1, finished
	}
	one("rollcall_import_last_run_timestamp_seconds", "When the last import ended, successful or not.", seconds(finished))
	one("rollcall_import_success", "Whether the last import was done: 1, or 0 if a file was not imported.", success)
	one("rollcall_import_exit_code", "Exit code of the last import: 0 done, 1 failed, 2 usage, 3 no consent, 4 data refused, 130 interrupted.", float64(m.ExitCode))
	one("rollcall_import_duration_seconds", "How long the last import took.", m.Duration.Seconds())
	if !last.IsZero() {
		one(lastSuccess, "When an import last succeeded.", seconds(last))
	}
	if r := m.Result; done && r != nil {
		const rows = "rollcall_import_rows"
		gauge(rows, "Rows of the last import that was done, by what happened to them.")
		outcome := func(name string, n int64) {
			fmt.Fprintf(out, "%s%s,outcome=%q} %d\n", rows, label, name, n)
		}
		outcome("created", r.Created)
		outcome("updated", r.Updated)
		outcome("merged", r.Merged)
		for reason, rows := range r.Skipped.All() {
			outcome(reason.String(), rows)
		}
	}
	out.WriteString("# EOF\n")
	return out.Flush()
}

var labelEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

// seconds is Unix time, in milliseconds at the finest.
func seconds(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }

// LastSuccess returns from earlier metrics when an import was last done; the zero
// time if they do not have it.
func LastSuccess(metrics []byte) time.Time {
	for line := range bytes.Lines(metrics) {
		if !bytes.HasPrefix(line, []byte(lastSuccess+"{")) {
			continue
		}
		value := line[bytes.LastIndexByte(line, '}')+1:]
		if at, err := strconv.ParseFloat(string(bytes.TrimSpace(value)), 64); err == nil {
			return time.UnixMilli(int64(at * 1000))
		}
	}
	return time.Time{}
}
