package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// commandLineOnly are the flags that neither environment nor config file can
// set: consent is attested by whoever runs the command, each time, whoever is
// forgotten is named there, and so is what changes what a command does at all, or
// what else it runs.
var commandLineOnly = []string{
	"again", "callable-now", "changes", "check", "config", "consent", "distribute", "dry-run", "force", "help", "number", "on-done", "prune", "replace", "schema", "version",
}

// typedOnly marks a flag that only the command line sets, though another
// command's flag of the same name is a setting: the tags that imports add select
// nothing on an export.
const typedOnly = "rollcall_typed_only"

// onlyTyped marks flags so.
func onlyTyped(cmd *cobra.Command, names ...string) {
	for _, name := range names {
		if err := cmd.Flags().SetAnnotation(name, typedOnly, []string{}); err != nil {
			panic(err) // the flag was just made
		}
	}
}

// refusedVariables are those of them whose variable would make a command do less, as
// ROLLCALL_DRY_RUN: it is refused, since ignoring it would do more than was meant, such
// as exporting people who may not be called now. There is a note about the variables
// of the others.
var refusedVariables = []string{"callable-now", "check", "dry-run", "schema"}

// notInFiles are the flags that no config file sets, though a variable can: who
// attests consent, and every file that is written. A config file may come with
// a folder that somebody else has filled.
var notInFiles = []string{
	"clean", "consent-by", "consent-note", "cpuprofile", "metrics", "out", "rejects", "report", "save",
}

// applySettings sets every flag that was not on the command line to the value of
// its ROLLCALL_* variable, else of the config file. It is called once, before
// a command runs; nothing else reads the environment's settings.
func applySettings(cmd *cobra.Command, env environment, globals *globalOptions) error {
	v := viper.New()
	if err := readConfig(v, cmd, env, globals); err != nil {
		return err
	}
	if err := checkVariables(cmd, env, globals); err != nil {
		return err
	}
	var typed []string
	cmd.Flags().Visit(func(f *pflag.Flag) { typed = append(typed, f.Name) })
	var errs []error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Changed || slices.Contains(commandLineOnly, f.Name) || f.Annotations[typedOnly] != nil ||
			slices.ContainsFunc(overruledBy[f.Name], func(name string) bool { return slices.Contains(typed, name) }) {
			return
		}
		if value, name, ok := fromEnvironment(f.Name, env); ok {
			globals.fromSettings = append(globals.fromSettings, f.Name)
			errs = append(errs, setFlag(cmd, f, value, name))
			return
		}
		if v.IsSet(f.Name) {
			globals.fromSettings = append(globals.fromSettings, f.Name)
			errs = append(errs, setFromFile(cmd, f, v.Get(f.Name), globals.configFile))
		}
	})
	return errors.Join(errs...)
}

// fromEnvironment finds a flag's variable: ROLLCALL_DIAL_MODE for --dial-mode,
// ROLLCALL_DATABASE_URL for --database. An empty variable says nothing.
func fromEnvironment(flag string, env environment) (value, name string, ok bool) {
	name = variable(flag)
	value, _ = env.lookUp(name)
	return value, name, value != ""
}

// overruledBy has for a setting the flags that exclude it: typed on the command
// line, they win over what environment and config file say of it.
var overruledBy = map[string][]string{
	"powerlist":      {"no-powerlist"},
	"dial-mode":      {"no-powerlist"},
	"no-powerlist":   {"powerlist", "dial-mode"},
	"out":            {"check"},
	"min-confidence": {"check"},
	"no-header":      {"check", "header-line"},
	"header-line":    {"check", "no-header"},
	"encoding":       {"check"},
	"delimiter":      {"check"},
	"quote":          {"check"},
	"sheet":          {"check"},
}

// setFromFile sets a flag to the value that the config file has for it.
func setFromFile(cmd *cobra.Command, f *pflag.Flag, value any, file string) error {
	many, isList := f.Value.(pflag.SliceValue)
	switch value := value.(type) {
	case []any:
		if !isList {
			break
		}
		all := make([]string, len(value))
		for i, element := range value {
			all[i] = fmt.Sprint(element)
		}
		f.Changed = true
		return many.Replace(all)
	case string, bool, int, int64, uint64, float64:
		return setFlag(cmd, f, fmt.Sprint(value), file)
	}
	return usageError("", "%s: %q takes a single value", file, f.Name)
}

// setFlag sets a flag to a value, which may be several with commas between; from is
// where it comes from.
func setFlag(cmd *cobra.Command, f *pflag.Flag, value, from string) error {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		var split []string
		for part := range strings.SplitSeq(value, ",") {
			if part = strings.TrimSpace(part); part != "" {
				split = append(split, part)
			}
		}
		f.Changed = true
		return list.Replace(split)
	}
	if err := cmd.Flags().Set(f.Name, value); err != nil {
		return usageError("", "%s: %q is not a value for %s: %w", from, value, f.Name, err)
	}
	return nil
}

// oneOf refuses a flag's value that is none of allowed.
func oneOf(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return usageError(fmt.Sprintf("Use one of %s.", strings.Join(allowed, ", ")), "%s: unknown value %q", flag, value)
}

// wantsJSON reports whether a command line, or else the environment, asks for
// JSON, as far as that can be seen where it could not be parsed.
func wantsJSON(args []string, env environment) bool {
	for i, arg := range args {
		switch {
		case arg == "--output=json" || arg == "-ojson" || arg == "-o=json":
			return true
		case (arg == "-o" || arg == "--output") && i+1 < len(args):
			return args[i+1] == "json"
		}
	}
	output, _ := env.lookUp("ROLLCALL_OUTPUT")
	return output == "json"
}
