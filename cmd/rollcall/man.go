package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/cpuguy83/go-md2man/v2/md2man"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rollcall/pkg/outfile"
)

// newManCommand writes the manual as man pages, for packages. cobra's own
// generator has no EXIT STATUS and leaves out help topics.
func newManCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man DIR",
		Short:   "Write the man pages into a folder",
		Hidden:  true,
		Example: "  rollcall man dist/man",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := outfile.MakeFolder(args[0]); err != nil {
				return err
			}
			return writeManPages(cmd.Root(), args[0])
		},
	}
}

// writeManPages writes a page for cmd and for each command and topic under it.
func writeManPages(cmd *cobra.Command, dir string) error {
	m := manualOf(cmd)
	err := outfile.Write(filepath.Join(dir, manName(cmd)+"."+manSection(cmd)), md2man.Render([]byte(m.manPage())), outfile.Public)
	for _, sub := range append(m.commands, m.topics...) {
		err = errors.Join(err, writeManPages(sub, dir))
	}
	return err
}

// manName returns the name of a command's page: "rollcall-db-start".
func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manSection returns the section of the manual: 1 has commands, 5 file formats, 7 the rest.
func manSection(cmd *cobra.Command) string {
	switch {
	case !isTopic(cmd):
		return "1"
	case cmd.Name() == "mapping":
		return "5"
	}
	return "7"
}

// manPage returns the manual as Markdown in the form that md2man takes. It holds no
// date, so that the same program always has the same pages.
func (m *manual) manPage() string {
	var b strings.Builder
	cmd := m.command
	fmt.Fprintf(&b, "%% %s %s \"\" \"rollcall %s\" \"rollcall manual\"\n\n# NAME\n\n%s - %s\n",
		strings.ToUpper(manName(cmd)), manSection(cmd), version, manName(cmd), manText(cmd.Short))
	section := func(name, body string) {
		if strings.TrimSpace(body) != "" {
			fmt.Fprintf(&b, "\n# %s\n\n%s\n", name, strings.TrimRight(body, "\n"))
		}
	}
	if isTopic(cmd) {
		// Headings of a topic stand under DESCRIPTION.
		section("DESCRIPTION", cmd.Long)
		return b.String()
	}
	section("SYNOPSIS", manCode(strings.Join(m.usage, "\n")))
	section("DESCRIPTION", manProse(m.description))
	section("COMMANDS", manGlossary(m.commands))
	section("TOPICS", manGlossary(m.topics))
	section("OPTIONS", manFlags(m.flags))
	section("GLOBAL OPTIONS", manFlags(m.globals))
	section("EXAMPLES", manCode(m.examples))
	section("EXIT STATUS", manCode(m.exitStatus))
	section("ENVIRONMENT", "Flags can be set by variables named `ROLLCALL_` and the flag's name, and in a config file: see **rollcall-environment**(7).")
	if cmd.HasParent() {
		section("SEE ALSO", "**"+manName(cmd.Parent())+"**(1)")
	}
	return b.String()
}

var markdownEscapes = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", `\<`, "`", "\\`", "[", `\[`, "|", `\|`)

// manText returns text to be read as Markdown.
func manText(s string) string { return markdownEscapes.Replace(s) }

// manCode returns lines as a block of code.
func manCode(text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return "```\n" + strings.TrimRight(text, "\n") + "\n```\n"
}

// manProse returns a command's description as Markdown: its indented lines are code.
func manProse(text string) string {
	var b strings.Builder
	code := false
	for line := range strings.SplitSeq(text, "\n") {
		if indented := strings.HasPrefix(line, " "); indented != code && line != "" {
			code = indented
			b.WriteString("```\n")
		}
		if !code {
			line = manText(line)
		}
		b.WriteString(line + "\n")
	}
	if code {
		b.WriteString("```\n")
	}
	return b.String()
}

func manGlossary(cmds []*cobra.Command) string {
	var b strings.Builder
	for _, c := range cmds {
		fmt.Fprintf(&b, "**%s**(%s)\n: %s\n\n", manName(c), manSection(c), manText(c.Short))
	}
	return b.String()
}

func manFlags(flags *pflag.FlagSet) string {
	if flags == nil {
		return ""
	}
	var b strings.Builder
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		name, usage := pflag.UnquoteUsage(f)
		if f.Shorthand != "" {
			fmt.Fprintf(&b, "**-%s**, ", f.Shorthand)
		}
		fmt.Fprintf(&b, "**--%s**", f.Name)
		if name != "" {
			fmt.Fprintf(&b, " *%s*", manText(name))
		}
		fmt.Fprintf(&b, "\n: %s", manText(usage))
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0" {
			fmt.Fprintf(&b, " (default: %s)", manText(f.DefValue))
		}
		b.WriteString("\n\n")
	})
	return b.String()
}
