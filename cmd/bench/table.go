package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
)

// result is one line of the table.
type result struct {
	what string
	// of and to are seconds, ratio their ratio, cpu that of CPU times; 0 where
	// nothing is compared.
	of, to, ratio, cpu float64
	// memory is in bytes; 0 where it is not what was asked for.
	memory int64
	// most is the ratio, or the MiB, that it should stay below; 0 for none.
	most float64
}

// as names a result; most is its limit, or 0.
func (r result) as(most float64, format string, args ...any) result {
	r.what, r.most = fmt.Sprintf(format, args...), most
	return r
}

type table []result

// write writes the table in Markdown, with a line about the machine.
func (t table) write(w io.Writer, machine string) error {
	var b strings.Builder
	b.WriteString("| measured | seconds | beside | ratio | at most | of CPU time | memory |\n|---|---:|---:|---:|---:|---:|---:|\n")
	for _, r := range t {
		var of, to, times, cpu, memory, most string
		if r.ratio > 0 {
			of, to, times = fmt.Sprintf("%.2f", r.of), fmt.Sprintf("%.2f", r.to), fmt.Sprintf("**%.2f**", r.ratio)
		}
		if r.cpu > 0 {
			cpu = fmt.Sprintf("%.2f", r.cpu)
		}
		if r.ratio > 0 && r.to < 0.1 {
			of, to = fmt.Sprintf("%.4f", r.of), fmt.Sprintf("%.4f", r.to)
		}
		if r.memory > 0 {
			memory = fmt.Sprintf("%d MiB", r.memory>>20)
		}
		switch {
		case r.most > 0 && r.ratio > 0:
			most = fmt.Sprintf("%g", r.most)
		case r.most > 0:
			memory, most = "**"+memory+"**", fmt.Sprintf("%g MiB", r.most)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s |\n", r.what, of, to, times, most, cpu, memory)
	}
	fmt.Fprintf(&b, "\n%s\n", machine)
	_, err := io.WriteString(w, b.String())
	return err
}

// machine describes where the figures were taken.
func machine(ctx context.Context, b *bench) string {
	if b.admin == nil {
		return fmt.Sprintf("%s, %d cores, %s", processor(), runtime.NumCPU(), runtime.Version())
	}
	var server, fsync, commit, buffers string
	err := b.admin.QueryRow(ctx, `select current_setting('server_version'), current_setting('fsync'),
		current_setting('synchronous_commit'), current_setting('shared_buffers')`).Scan(&server, &fsync, &commit, &buffers)
	if err != nil {
		server = err.Error()
	}
	kernel, _ := exec.CommandContext(ctx, "uname", "-sr").Output()
	facts := []string{
		processor() + fmt.Sprintf(", %d cores", runtime.NumCPU()), strings.TrimSpace(string(kernel)), runtime.Version(),
		fmt.Sprintf("PostgreSQL %s with its default settings (fsync %s, synchronous_commit %s, shared_buffers %s)", server, fsync, commit, buffers),
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				facts = append(facts, "commit "+s.Value[:min(12, len(s.Value))])
			}
		}
	}
	return fmt.Sprintf("Medians of %d turns each, of longer ones %d. %s.", b.turns, few(b.turns), strings.Join(facts, "; "))
}

// processor is the name of the CPU where Linux tells it.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimSpace(strings.TrimLeft(name, "\t :"))
		}
	}
	return runtime.GOARCH
}
