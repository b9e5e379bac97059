package main

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"rollcall/pkg/outfile"
	"rollcall/pkg/report"
	"runtime/pprof"

	"github.com/spf13/cobra"
)

// globalOptions are the settings that every command has.
type globalOptions struct {
	Database string
	Config   string
	Output   string
	Progress string
	Quiet    bool
	NoColor  bool
	LogLevel string
	// LogFormat is "text" or "json".
	LogFormat string
	// CPUProfile is where a profile for "go tool pprof" goes, or empty.
	CPUProfile string
	// profile is that file in the making, once a profile was begun.
	profile *outfile.File

	// lines: results are of several files, one object a line in JSON.
	lines bool

	// fromSettings are the flags that got their value from the environment or the
	// config file.
	fromSettings []string
	// configFile is the file that was read, or empty; notes are what is to be
	// said about the settings.
	configFile string
	notes      []string
}

// defaultGlobals are the settings where nothing else is said.
func defaultGlobals() globalOptions {
	return globalOptions{Output: "text", Progress: "auto", LogLevel: "warn", LogFormat: "text"}
}

func (o *globalOptions) json() bool { return o.Output == "json" }

// addFlags puts the flags that every command has onto root.
func (o *globalOptions) addFlags(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVar(&o.Database, "database", o.Database, "PostgreSQL `URL` (else PG* variables, else a private server)")
	f.StringVar(&o.Config, "config", o.Config, "settings `FILE` (default rollcall.yaml here, else the user's)")
	f.StringVarP(&o.Output, "output", "o", o.Output, "`FORMAT` of results: text or json")
	f.StringVar(&o.Progress, "progress", o.Progress, "`HOW` to show progress: auto, bar, plain or none")
	f.BoolVar(&o.Quiet, "quiet", o.Quiet, "no progress and no hints")
	f.BoolVar(&o.NoColor, "no-color", o.NoColor, "no colours (NO_COLOR does the same)")
	f.StringVar(&o.LogLevel, "log-level", o.LogLevel, "`LEVEL` of the log on stderr: debug, info, warn or error")
	f.StringVar(&o.LogFormat, "log-format", o.LogFormat, "`FORMAT` of the log: text, or json for one object a line, errors among them")

	f.StringVar(&o.CPUProfile, "cpuprofile", "", "write a CPU profile to `FILE`")
	if err := f.MarkHidden("cpuprofile"); err != nil {
		panic(err) // the flag was just made
	}
}

// check refuses values that no setting has.
func (o *globalOptions) check() error {
	if filepath.Ext(o.Output) != "" {
		return usageError("-o is the format of results, text or json; a mapping or an export goes into a file with --out "+report.ShellQuote(o.Output), "--output: %q is not a format", o.Output)
	}
	for _, c := range []struct{ flag, value string }{
		{"output", o.Output}, {"progress", o.Progress}, {"log-level", o.LogLevel}, {"log-format", o.LogFormat},
	} {
		if err := oneOf("--"+c.flag, c.value, enums[c.flag]...); err != nil {
			return err
		}
	}
	return nil
}

// style is how text is written to stdout.
func (o *globalOptions) style(s Streams) report.Style {
	noColor, _ := s.Env.lookUp("NO_COLOR") // no-color.org: any text but an empty one
	width := s.Width
	if out, ok := s.Out.(pipeWriter); ok && s.OutTerminal {
		width = terminalWidth(out.Writer) // somebody may have made it narrower meanwhile
	}
	return report.Style{Color: s.OutTerminal && !o.NoColor && noColor == "", Width: width, Wrap: s.OutTerminal}
}

// startProfile profiles until endProfile, which writes the file.
func (o *globalOptions) startProfile() error {
	f, err := outfile.Create(o.CPUProfile, outfile.Private)
	if err == nil {
		o.profile, err = f, pprof.StartCPUProfile(f)
	}
	if err != nil {
		return fmt.Errorf("profiling: %w", err)
	}
	return nil
}

func (o *globalOptions) endProfile() {
	if o.profile == nil {
		return
	}
	pprof.StopCPUProfile()
	if err := o.profile.Commit(); err != nil {
		slog.Warn("writing the profile", "error", err)
	}
	o.profile.Close()
}
