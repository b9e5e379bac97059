package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rollcall/pkg/mapping"
)

// variablePrefix is what the names of the program's own variables begin with.
const variablePrefix = "ROLLCALL_"

// variable returns the name of a flag's variable: ROLLCALL_DIAL_MODE for
// --dial-mode, ROLLCALL_DATABASE_URL for --database.
func variable(flag string) string {
	if flag == "database" {
		return variablePrefix + "DATABASE_URL"
	}
	return variablePrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// otherVariables are the program's variables that belong to no flag.
var otherVariables = []string{variablePrefix + "DATA_DIR", variablePrefix + "TEST_DATABASE_URL"}

// checkVariables reports the variables that have the program's prefix and set
// nothing, and refuses those that would make the command do less.
func checkVariables(cmd *cobra.Command, env environment, globals *globalOptions) error {
	if env.names == nil {
		return nil
	}
	flags := map[string]string{} // by variable
	for _, name := range flagNames(cmd.Root()) {
		flags[variable(name)] = name
	}
	known := slices.Clone(otherVariables)
	for name, flag := range flags {
		if flag == "config" || !slices.Contains(commandLineOnly, flag) {
			known = append(known, name)
		}
	}
	slices.Sort(known)
	names := env.names()
	slices.Sort(names)
	for _, name := range names {
		value, _ := env.lookUp(name)
		if value == "" || !strings.HasPrefix(name, variablePrefix) || slices.Contains(known, name) {
			continue
		}
		switch flag := flags[name]; {
		case flag == "":
			note := fmt.Sprintf("the variable %s sets nothing", name)
			if near, ok := mapping.Nearest(name, known); ok {
				note += fmt.Sprintf("; did you mean %s?", near)
			}
			globals.notes = append(globals.notes, note)
		case slices.Contains(refusedVariables, flag) && cmd.Flags().Lookup(flag) != nil && !cmd.Flags().Changed(flag):
			return usageError("Type --"+flag+", or unset "+name+".", "%s: --%s can be given only on the command line", name, flag)
		default:
			globals.notes = append(globals.notes, fmt.Sprintf("the variable %s sets nothing: --%s can be given only on the command line", name, flag))
		}
	}
	return nil
}

// flagNames returns the names of all commands' flags, each once.
func flagNames(root *cobra.Command) []string {
	all := map[string]bool{}
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		add := func(f *pflag.Flag) { all[f.Name] = true }
		c.Flags().VisitAll(add)
		c.PersistentFlags().VisitAll(add)
		for _, sub := range c.Commands() {
			visit(sub)
		}
	}
	visit(root)
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
