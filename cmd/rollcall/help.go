package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rollcall/pkg/mapping"
)

// manual is the help of a command, in the order in which it is shown: on the
// terminal and as a man page.
type manual struct {
	command     *cobra.Command
	description string
	usage       []string
	// commands are its subcommands, topics what else there is help on.
	commands, topics []*cobra.Command
	flags, globals   *pflag.FlagSet
	examples         string
	exitStatus       string
}

// plainExitStatus is that of commands that say no more of it.
const plainExitStatus = `    0  done
    1  failed: database or system
    2  wrong usage
  130  interrupted`

// manualOf takes a command's help from its fields. Long can end with an EXIT STATUS.
// Topics only have text.
func manualOf(cmd *cobra.Command) manual {
	text := cmd.Long
	if text == "" {
		text = cmd.Short + "."
	}
	m := manual{command: cmd}
	m.description, m.exitStatus, _ = strings.Cut(text, exitHeading)
	m.description = strings.TrimSpace(m.description)
	if isTopic(cmd) {
		m.description = terminalText(text)
		return m
	}
	m.flags, m.globals = cmd.LocalNonPersistentFlags(), cmd.InheritedFlags()
	m.examples = strings.TrimRight(cmd.Example, "\n")
	if m.exitStatus == "" {
		m.exitStatus = plainExitStatus
	}
	if !cmd.HasParent() {
		m.flags, m.globals = cmd.LocalFlags(), nil
	}
	if cmd.HasAvailableSubCommands() {
		m.usage = append(m.usage, cmd.CommandPath()+" COMMAND [flags]")
	} else {
		m.usage = append(m.usage, cmd.UseLine())
	}
	for _, sub := range cmd.Commands() {
		switch {
		case isTopic(sub):
			m.topics = append(m.topics, sub)
		case sub.IsAvailableCommand():
			m.commands = append(m.commands, sub)
		}
	}
	slices.SortStableFunc(m.commands, func(a, b *cobra.Command) int {
		return cmp.Compare(workflow(a.Name()), workflow(b.Name()))
	})
	if m.examples == "" {
		for _, sub := range m.commands {
			first, _, _ := strings.Cut(sub.Example, "\n")
			m.examples += first + "\n"
		}
		m.examples = strings.TrimRight(m.examples, "\n")
	}
	return m
}

// workflow is the order in which commands are mostly used; others follow.
func workflow(name string) int {
	order := []string{"inspect", "map", "review", "import", "export", "lookup", "history", "undo", "suppress", "erase", "db"}
	if i := slices.Index(order, name); i >= 0 {
		return i
	}
	return len(order)
}

// wrap sets words in lines of at most width columns, indented by two.
func wrap(words []string, width int) string {
	var b strings.Builder
	line := " "
	for _, w := range words {
		if len(line)+1+len(w) > width && line != " " {
			b.WriteString(line + "\n")
			line = " "
		}
		line += " " + w
	}
	return b.String() + line
}

// isTopic reports whether a command is a text to read, which can't be run.
func isTopic(cmd *cobra.Command) bool { return !cmd.Runnable() && !cmd.HasSubCommands() }

// text shows the manual on a terminal of that many columns.
func (m *manual) text(width int) string {
	var b strings.Builder
	b.WriteString(m.description + "\n")
	section := func(name, body string) {
		if body = strings.TrimRight(body, "\n"); body != "" {
			fmt.Fprintf(&b, "\n%s\n%s\n", name, body)
		}
	}
	section("USAGE", indent(m.usage))
	section("COMMANDS", glossary(m.commands))
	section("TOPICS (rollcall help TOPIC)", glossary(m.topics))
	section("FLAGS", flagText(m.flags, width))
	section("GLOBAL FLAGS", flagText(m.globals, width))
	section("EXAMPLES", m.examples)
	section("EXIT STATUS", m.exitStatus)
	return b.String()
}

func indent(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString("  " + line + "\n")
	}
	return b.String()
}

// glossary lists commands with what they do.
func glossary(cmds []*cobra.Command) string {
	width := 0
	for _, c := range cmds {
		width = max(width, len(c.Name()))
	}
	var b strings.Builder
	for _, c := range cmds {
		fmt.Fprintf(&b, "  %-*s  %s\n", width, c.Name(), c.Short)
	}
	return b.String()
}

// flagText lists flags; help of help is no help.
func flagText(flags *pflag.FlagSet, width int) string {
	if flags == nil {
		return ""
	}
	shown := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" && !f.Hidden {
			shown.AddFlag(f)
		}
	})
	return shown.FlagUsagesWrapped(width)
}

// maxHelpWidth is how wide the help is at most: longer lines are hard to read.
const maxHelpWidth = 100

// setHelp sets the help of all commands under root, and adds the topics.
func setHelp(root *cobra.Command, s Streams) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		c.Example = "  source <(rollcall completion bash)"
		for _, shell := range c.Commands() {
			shell.Example = "  rollcall completion " + shell.Name()
		}
	}
	root.AddCommand(topics()...)
	root.SetHelpCommand(newHelpCommand(root, s))
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		m := manualOf(cmd)
		fmt.Fprint(s.Out, m.text(min(s.Width, maxHelpWidth)))
	})
}

func newHelpCommand(root *cobra.Command, s Streams) *cobra.Command {
	schema := false
	help := &cobra.Command{
		Use:     "help [COMMAND|TOPIC]",
		Short:   "Help with a command or a topic",
		Example: "  rollcall help import\n  rollcall help mapping\n  rollcall help json --schema",
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			at, _, err := root.Find(args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			m := manualOf(at)
			var names []cobra.Completion
			for _, c := range append(m.commands, m.topics...) {
				names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if schema {
				if len(args) != 1 || args[0] != "json" {
					return usageError("Type: rollcall help json --schema", "--schema is only for the topic json")
				}
				_, err := s.Out.Write(outputSchema())
				return err
			}
			at, rest, err := root.Find(args)
			if err == nil && len(rest) == 0 {
				return at.Help()
			}
			hint := "rollcall help lists the commands and topics."
			if err != nil {
				rest = args
			}
			if topic, ok := guessedTopics[strings.ToLower(rest[0])]; ok && at == root {
				hint = "Did you mean rollcall help " + topic + "?"
			} else if near, ok := nearestTopic(at, rest[0]); ok {
				hint = "Did you mean " + near + "?"
			}
			return usageError(hint, "there is no help for %q", strings.Join(args, " "))
		},
	}
	help.Flags().BoolVar(&schema, "schema", false, "with the topic json: print the JSON Schema of all results")
	return help
}

// nearestTopic is the command or topic whose name is closest to a mistyped one.
func nearestTopic(at *cobra.Command, word string) (near string, ok bool) {
	m := manualOf(at)
	var names []string
	for _, c := range append(m.commands, m.topics...) {
		names = append(names, c.Name())
	}
	return mapping.Nearest(word, names)
}
