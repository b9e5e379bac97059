package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rollcall/pkg/mapping"
	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// fileArg takes the one FILE argument.
func fileArg(into *string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return usageError("Give a path, or - for standard input: "+cmd.CommandPath()+" leads.csv", "no file was named")
		case len(args) > 1:
			return usageError("Quote names that contain spaces; run once for each file.", "one file at a time, not %d (%q ...)", len(args), args[1])
		case args[0] == "":
			return usageError("", "the file name is empty")
		}
		*into = args[0]
		return nil
	}
}

// noArgs refuses arguments.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		hint := cmd.CommandPath() + " --help shows how it is used."
		if cmd.Flags().Lookup("number") != nil {
			hint = numberHint(cmd, args[0])
		}
		return usageError(hint, "%s takes no argument, but got %q", cmd.CommandPath(), args[0])
	}
	return nil
}

// commandDistance is the Levenshtein distance up to which a command is still
// suggested for a mistyped one.
const commandDistance = 2

// subcommands refuses a word that is no command, and names those that it may
// have been meant for.
func subcommands(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := cmd.CommandPath() + " --help lists the commands."
	cmd.SuggestionsMinimumDistance = min(commandDistance, len(args[0])/2)
	if meant, ok := guessedCommand(cmd, args[0]); ok {
		hint = meant
	} else if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		for i, name := range near {
			near[i] = cmd.CommandPath() + " " + name
		}
		hint = fmt.Sprintf("Did you mean %s?", strings.Join(near, " or "))
	} else if _, err := os.Stat(args[0]); err == nil && !cmd.HasParent() {
		hint = "To see what is in a file: rollcall inspect " + report.ShellQuote(args[0])
	}
	return usageError(hint, "unknown command %q", strings.TrimSpace(cmd.CommandPath()+" "+args[0]))
}

// flagError turns cobra's error about a flag into ours, with the nearest
// flag that there is.
func flagError(cmd *cobra.Command, err error) error {
	if cmd.HasSubCommands() && cmd.Flags().NArg() > 0 { // the flag of a command that there isn't
		return subcommands(cmd, cmd.Flags().Args())
	}
	hint := cmd.CommandPath() + " --help lists the flags."
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) && invalid.GetFlag().Value.Type() == "bool" {
		return usageError("", "--%s takes no value", invalid.GetFlag().Name)
	}
	if errors.As(err, &unknown) {
		name := unknown.GetSpecifiedName()
		if meant, ok := guessedFlag(cmd, name); ok {
			hint = meant
		} else if near, ok := nearestFlag(cmd, name); ok {
			hint = "Did you mean --" + near + "?"
		}
	}
	return usageError(hint, "%w", err)
}

// nearestFlag is the flag whose name is closest to a mistyped one.
func nearestFlag(cmd *cobra.Command, name string) (near string, ok bool) {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return mapping.Nearest(name, names)
}

// databaseFlags writes those flags of a command line that say which database
// is meant, as repeatFlags does.
func databaseFlags(cmd *cobra.Command, globals *globalOptions) string {
	others := slices.Clone(globals.fromSettings)
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Name != "database" && f.Name != "config" {
			others = append(others, f.Name)
		}
	})
	return repeatFlags(cmd, others...)
}

// repeatFlags writes the flags of a command line as they can be typed again,
// each after a space, but for those that are named.
func repeatFlags(cmd *cobra.Command, but ...string) string {
	var b strings.Builder
	write := func(f *pflag.Flag, value string) {
		name := "--" + f.Name
		if f.Name == "mapping" {
			name = "-m"
		}
		b.WriteString(" " + name)
		switch {
		case f.Value.Type() != "bool":
			b.WriteString(" " + report.ShellQuote(value))
		case value != "true":
			b.WriteString("=" + value)
		}
	}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		list, isList := f.Value.(pflag.SliceValue)
		switch {
		case slices.Contains(but, f.Name):
		case isList:
			for _, value := range list.GetSlice() {
				write(f, value)
			}
		case f.Name == "database":
			if address := rollcall.WithoutPassword(f.Value.String()); address != "" {
				write(f, address)
			}
		case f.Name != "output":
			write(f, f.Value.String())
		}
	})
	return b.String()
}
