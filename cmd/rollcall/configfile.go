package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/viper"

	"rollcall/pkg/infile"
	"rollcall/pkg/mapping"
)

// maxConfig is how many bytes a config file may have: every flag fits many
// times.
const maxConfig = 64 << 10

// maxSettings is how many keys it may have at most. The parser names each pair
// of keys that are alike: a few kilobytes of one key would fill the memory.
const maxSettings = 300

// settings counts what may make a key, outside comments: a colon, a question mark,
// or a comma where there are braces.
func settings(text []byte) (n int) {
	marks := ":?"
	if bytes.ContainsRune(text, '{') {
		marks += ","
	}
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); !bytes.HasPrefix(line, []byte("#")) {
			n += len(line) - len(bytes.Map(func(r rune) rune {
				if strings.ContainsRune(marks, r) {
					return -1
				}
				return r
			}, line))
		}
	}
	return n
}

// readConfig reads --config, else rollcall.yaml here, else the user's own. A
// file that was named must be there, and is obeyed; one that was only found must
// be the user's own, else the next is looked for: whoever fills a folder must not
// be able to switch the user's own settings off.
func readConfig(v *viper.Viper, cmd *cobra.Command, env environment, globals *globalOptions) error {
	path := globals.Config
	if path == "" {
		path, _ = env.lookUp("ROLLCALL_CONFIG")
	}
	var text []byte
	var err error
	if path != "" {
		text, err = readConfigFile(cmd.Context(), path, true)
	} else {
		path, text, err = findConfig(cmd.Context(), env, globals)
	}
	switch {
	case err != nil:
		return usageError("", "reading settings from %s: %w", path, err)
	case path == "":
		return nil
	}
	if settings(text) > maxSettings {
		return usageError("", "reading settings from %s: there are more than %d settings in it", path, maxSettings)
	}
	v.SetConfigType("yaml")
	if err := v.ReadConfig(bytes.NewReader(text)); err != nil {
		// Of many wrong lines the first is enough.
		lines := strings.SplitN(err.Error(), "\n", 3)
		return usageError("Settings are YAML: one \"flag: value\" a line.", "reading settings from %s: %s", path, strings.Join(lines[:min(2, len(lines))], ""))
	}
	globals.configFile = path
	flags := flagNames(cmd.Root())
	keys := v.AllKeys()
	slices.Sort(keys)
	for _, key := range keys {
		if err := checkKey(fmt.Sprintf("%s:%d", path, lineOf(text, key)), flags, key); err != nil {
			return err
		}
	}
	return nil
}

func readConfigFile(ctx context.Context, path string, named bool) ([]byte, error) {
	f, err := infile.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if !named {
		if err := checkOwn(f, path); err != nil {
			return nil, err
		}
	}
	return infile.ReadFile(ctx, f, maxConfig)
}

// foreignError explains why a file that was found is not obeyed.
type foreignError struct{ why string }

func (e *foreignError) Error() string { return e.why }

// checkOwn refuses a file that somebody else could have written: it and its
// folder, by whatever way the path leads there, must belong to the user or to
// root, and only these may write them.
func checkOwn(f *os.File, path string) error {
	st, err := f.Stat()
	if err != nil {
		return err
	}
	if why := foreign(st); why != "" {
		return &foreignError{"it " + why}
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	for _, dir := range []string{filepath.Dir(path), filepath.Dir(real)} {
		st, err := os.Stat(dir)
		if err != nil {
			return err
		}
		if why := foreign(st); why != "" {
			return &foreignError{"its folder " + why}
		}
	}
	return nil
}

// findConfig returns the first existing config file that belongs to the user, if none
// was named; path is empty if there is none. There is a note about those of others.
func findConfig(ctx context.Context, env environment, globals *globalOptions) (path string, text []byte, err error) {
	for _, path := range configFiles(env) {
		if st, err := os.Stat(path); err != nil || !st.Mode().IsRegular() {
			continue
		}
		text, err := readConfigFile(ctx, path, false)
		var foreign *foreignError
		if !errors.As(err, &foreign) {
			return path, text, err
		}
		globals.notes = append(globals.notes, fmt.Sprintf("%s was not read: %s; --config %s reads it all the same", path, foreign.why, path))
	}
	return "", nil, nil
}

// configFiles are the places of config files where none was named.
func configFiles(env environment) []string {
	home, _ := env.lookUp("XDG_CONFIG_HOME")
	if home == "" {
		if dir, _ := env.lookUp("HOME"); dir != "" {
			home = filepath.Join(dir, ".config")
		}
	}
	if home == "" {
		return []string{"rollcall.yaml"}
	}
	return []string{"rollcall.yaml", filepath.Join(home, "rollcall", "config.yaml")}
}

// lineOf returns the line of a config file where a key stands, from 1. viper
// lower-cases keys and keeps no lines.
func lineOf(text []byte, key string) int {
	key, _, _ = strings.Cut(key, ".")
	n := 0
	for line := range bytes.Lines(text) {
		n++
		name, _, _ := strings.Cut(string(line), ":")
		if strings.EqualFold(strings.Trim(name, " \t\"'"), key) {
			return n
		}
	}
	return 1
}

// checkKey refuses a key that no command's flag has, and those that a config
// file cannot set.
func checkKey(file string, flags []string, key string) error {
	switch {
	case slices.Contains(commandLineOnly, key):
		return usageError("", "%s: %q can be given only on the command line", file, key)
	case slices.Contains(notInFiles, key):
		return usageError("", "%s: %q can be given only on the command line or as %s", file, key, variable(key))
	case slices.Contains(flags, key):
		return nil
	}
	hint := ""
	if near, ok := mapping.Nearest(key, flags); ok {
		hint = fmt.Sprintf("Did you mean %s?", near)
	}
	return usageError(hint, "%s: no setting is named %q", file, key)
}
