package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rollcall/pkg/outfile"
)

// newManCommand writes the manual as man pages, for packages. cobra's own
// generator takes the texts for Markdown and has no EXIT STATUS.
func newManCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man DIR",
		Short:   "Write the man pages into a folder",
		Hidden:  true,
		Example: "  rollcall man dist/man",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			return writeManPages(cmd.Root(), args[0])
		},
	}
}

// writeManPages writes a page for cmd and for each command and topic under it.
func writeManPages(cmd *cobra.Command, dir string) error {
	m := manualOf(cmd)
	err := outfile.Write(filepath.Join(dir, manName(cmd)+"."+manSection(cmd)), m.roff(), outfile.Public)
	for _, sub := range append(m.commands, m.topics...) {
		err = errors.Join(err, writeManPages(sub, dir))
	}
	return err
}

// manName is the name of a command's page: "rollcall-db-start".
func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manSection is that of the manual: 1 has commands, 5 file formats, 7 the rest.
func manSection(cmd *cobra.Command) string {
	switch {
	case !isTopic(cmd):
		return "1"
	case cmd.Name() == "mapping":
		return "5"
	}
	return "7"
}

// roff is the manual in the language of man pages. It holds no date, so that
// the same program always has the same pages.
func (m *manual) roff() []byte {
	var b bytes.Buffer
	cmd := m.command
	fmt.Fprintf(&b, ".TH %s %s \"\" \"rollcall %s\" \"rollcall manual\"\n.nh\n.ad l\n", strings.ToUpper(roffWord(manName(cmd))), manSection(cmd), roffText(version))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roffWord(manName(cmd)), roffText(cmd.Short))
	if len(m.usage) > 0 {
		b.WriteString(".SH SYNOPSIS\n")
		for _, u := range m.usage {
			fmt.Fprintf(&b, ".B %s\n.br\n", roffWord(u))
		}
	}
	b.WriteString(".SH DESCRIPTION\n")
	roffProse(&b, m.description)
	roffGlossary(&b, "COMMANDS", m.commands)
	roffGlossary(&b, "TOPICS", m.topics)
	roffFlags(&b, "OPTIONS", m.flags)
	roffFlags(&b, "GLOBAL OPTIONS", m.globals)
	roffBlock(&b, "EXAMPLES", m.examples)
	roffBlock(&b, "EXIT STATUS", m.exitStatus)
	if len(m.usage) > 0 {
		b.WriteString(".SH ENVIRONMENT\nFlags can be set by variables named ROLLCALL_ and the flag's name, and in a config file: see\n.BR rollcall\\-environment (7).\n")
	}
	if cmd.HasParent() {
		fmt.Fprintf(&b, ".SH SEE ALSO\n.BR %s (1)\n", roffWord(manName(cmd.Parent())))
	}
	return b.Bytes()
}

var roffEscapes = strings.NewReplacer(`\`, `\e`, "-", `\-`)

// roffWord is text to be typed, in which a hyphen is a minus.
func roffWord(s string) string { return roffLine(roffEscapes.Replace(s)) }

// roffText is text to be read.
func roffText(s string) string { return roffLine(strings.ReplaceAll(s, `\`, `\e`)) }

// roffLine keeps a line from being taken for a request.
func roffLine(s string) string {
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		return `\&` + s
	}
	return s
}

// roffProse sets paragraphs; indented lines stay as they are, and a line of
// capitals is a heading.
func roffProse(b *bytes.Buffer, text string) {
	literal := false
	mode := func(to bool) {
		if to != literal {
			b.WriteString(map[bool]string{true: ".PP\n.nf\n", false: ".fi\n"}[to])
			literal = to
		}
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		switch {
		case line == "" && literal && i+1 < len(lines) && strings.HasPrefix(lines[i+1], " "):
			b.WriteByte('\n')
		case line == "":
			mode(false)
			b.WriteString(".PP\n")
		case strings.HasPrefix(line, " "):
			mode(true)
			b.WriteString(roffWord(line) + "\n")
		case line == strings.ToUpper(line) && len(line) > 3:
			mode(false)
			fmt.Fprintf(b, ".SH %s\n", roffText(line))
		default:
			mode(false)
			b.WriteString(roffText(line) + "\n")
		}
	}
	mode(false)
}

func roffBlock(b *bytes.Buffer, heading, text string) {
	if text == "" {
		return
	}
	fmt.Fprintf(b, ".SH %s\n.nf\n", heading)
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(roffWord(line) + "\n")
	}
	b.WriteString(".fi\n")
}

func roffGlossary(b *bytes.Buffer, heading string, cmds []*cobra.Command) {
	if len(cmds) == 0 {
		return
	}
	fmt.Fprintf(b, ".SH %s\n", heading)
	for _, c := range cmds {
		fmt.Fprintf(b, ".TP\n.BR %s (%s)\n%s\n", roffWord(manName(c)), manSection(c), roffText(c.Short))
	}
}

func roffFlags(b *bytes.Buffer, heading string, flags *pflag.FlagSet) {
	if flags == nil || flagText(flags, 0) == "" {
		return
	}
	fmt.Fprintf(b, ".SH %s\n", heading)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		name, usage := pflag.UnquoteUsage(f)
		b.WriteString(".TP\n")
		if f.Shorthand != "" {
			fmt.Fprintf(b, "\\fB\\-%s\\fR, ", f.Shorthand)
		}
		fmt.Fprintf(b, "\\fB\\-\\-%s\\fR", roffWord(f.Name))
		if name != "" {
			fmt.Fprintf(b, " \\fI%s\\fR", roffWord(name))
		}
		fmt.Fprintf(b, "\n%s\n", roffText(usage))
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0" {
			fmt.Fprintf(b, "(default: %s)\n", roffText(f.DefValue))
		}
	})
}
