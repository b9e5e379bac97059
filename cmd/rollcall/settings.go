package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// commandLineOnly are the flags that neither environment nor config file can
// set: consent is attested by whoever runs the command, each time, and whoever
// is forgotten is named there.
var commandLineOnly = []string{"consent", "config", "help", "again", "force", "number"}

// applySettings gives every flag that was not on the command line the value of
// its ROLLCALL_* variable, else of the config file. It is called once, before
// a command runs; nothing else reads the environment's settings.
func applySettings(cmd *cobra.Command, env func(string) (string, bool), globals *globalOptions) error {
	v := viper.New()
	if err := readConfig(v, cmd, env, globals); err != nil {
		return err
	}
	var typed []string
	cmd.Flags().Visit(func(f *pflag.Flag) { typed = append(typed, f.Name) })
	var errs []error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Changed || slices.Contains(commandLineOnly, f.Name) ||
			slices.ContainsFunc(overruledBy[f.Name], func(name string) bool { return slices.Contains(typed, name) }) {
			return
		}
		if value, name, ok := fromEnvironment(f.Name, env); ok {
			globals.fromSettings = append(globals.fromSettings, f.Name)
			errs = append(errs, setFlag(cmd, f, []string{value}, name))
			return
		}
		if v.IsSet(f.Name) {
			globals.fromSettings = append(globals.fromSettings, f.Name)
			errs = append(errs, setFromFile(cmd, f, v.Get(f.Name), v.ConfigFileUsed()))
		}
	})
	return errors.Join(errs...)
}

// fromEnvironment finds a flag's variable: ROLLCALL_DIAL_MODE for --dial-mode,
// ROLLCALL_DATABASE_URL for --database. An empty variable says nothing.
func fromEnvironment(flag string, env func(string) (string, bool)) (value, name string, ok bool) {
	name = "ROLLCALL_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
	if flag == "database" {
		name = "ROLLCALL_DATABASE_URL"
	}
	value, _ = env(name)
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
	"no-header":      {"check"},
}

// setFromFile gives a flag the value that the config file has for it.
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
		return setFlag(cmd, f, []string{fmt.Sprint(value)}, file)
	}
	return usageError("", "%s: %q is no single value", file, f.Name)
}

func setFlag(cmd *cobra.Command, f *pflag.Flag, values []string, from string) error {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		var split []string
		for _, value := range values {
			for part := range strings.SplitSeq(value, ",") {
				if part = strings.TrimSpace(part); part != "" {
					split = append(split, part)
				}
			}
		}
		f.Changed = true
		return list.Replace(split)
	}
	if err := cmd.Flags().Set(f.Name, values[0]); err != nil {
		return usageError("", "%s: %q is no value for %s: %w", from, values[0], f.Name, err)
	}
	return nil
}

// readConfig reads --config, else rollcall.yaml here, else the user's own. A
// file that was named must be there.
func readConfig(v *viper.Viper, cmd *cobra.Command, env func(string) (string, bool), globals *globalOptions) error {
	path := globals.Config
	if path == "" {
		path, _ = env("ROLLCALL_CONFIG")
	}
	named := path != ""
	if !named {
		path = defaultConfig(env)
	}
	if path == "" {
		return nil
	}
	v.SetConfigFile(path)
	v.SetConfigType("yaml")
	if err := v.ReadInConfig(); err != nil {
		return usageError("Settings are YAML: one \"flag: value\" a line.", "reading settings from %s: %w", path, err)
	}
	for _, key := range v.AllKeys() {
		if err := checkKey(cmd.Root(), key); err != nil {
			return usageError("", "%s: %w", path, err)
		}
	}
	return nil
}

func defaultConfig(env func(string) (string, bool)) string {
	home, _ := env("XDG_CONFIG_HOME")
	if home == "" {
		if dir, _ := env("HOME"); dir != "" {
			home = filepath.Join(dir, ".config")
		}
	}
	candidates := []string{"rollcall.yaml"}
	if home != "" {
		candidates = append(candidates, filepath.Join(home, "rollcall", "config.yaml"))
	}
	for _, c := range candidates {
		if st, err := os.Stat(c); err == nil && st.Mode().IsRegular() {
			return c
		}
	}
	return ""
}

// checkKey refuses a key that no command's flag has, and those that only the
// command line can give.
func checkKey(root *cobra.Command, key string) error {
	if slices.Contains(commandLineOnly, key) {
		return fmt.Errorf("%q can be given on the command line alone", key)
	}
	found := false
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		found = found || c.Flags().Lookup(key) != nil || c.PersistentFlags().Lookup(key) != nil
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit(root)
	if !found {
		return fmt.Errorf("no setting is named %q", key)
	}
	return nil
}

// oneOf refuses a flag's value that is none of allowed.
func oneOf(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return usageError(fmt.Sprintf("It is one of %s.", strings.Join(allowed, ", ")), "%s: %q is not known", flag, value)
}

// wantsJSON says whether a command line, or else the environment, asks for
// JSON, as far as that can be seen where it could not be parsed.
func wantsJSON(args []string, env func(string) (string, bool)) bool {
	for i, arg := range args {
		switch {
		case arg == "--output=json" || arg == "-ojson" || arg == "-o=json":
			return true
		case (arg == "-o" || arg == "--output") && i+1 < len(args):
			return args[i+1] == "json"
		}
	}
	output, _ := env("ROLLCALL_OUTPUT")
	return output == "json"
}
