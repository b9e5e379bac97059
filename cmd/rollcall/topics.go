package main

import (
	"embed"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
)

// topicFiles are the help topics: Markdown that "rollcall help" shows as it does the
// help of the commands. The same files are the man pages of sections 5 and 7,
// and what the README links to.
//
//go:embed topics/*.md
var topicFiles embed.FS

// topicNames are the topics in the order in which help lists them.
var topicNames = []string{
	"mapping", "files", "consent", "calling-hours", "do-not-call", "database", "operations",
	"environment", "exit-codes", "json", "performance", "architecture",
}

// topics returns a command without a run function for each help topic: its Short is
// the heading of the Markdown file, its Long the rest as it is.
func topics() []*cobra.Command {
	var all []*cobra.Command
	for _, name := range topicNames {
		title, text, _ := strings.Cut(topicText(name), "\n")
		all = append(all, &cobra.Command{Use: name, Short: strings.TrimPrefix(title, "# "), Long: strings.TrimSpace(text)})
	}
	return all
}

// topicText returns a topic's Markdown.
func topicText(name string) string {
	text, err := topicFiles.ReadFile("topics/" + name + ".md")
	if err != nil {
		panic(err) // it is embedded
	}
	return string(text)
}

var (
	markdownLink = regexp.MustCompile(`\[([^\]]+)\]\([^)]+\)`)
	markdownMark = strings.NewReplacer("`", "", "**", "")
	tableRule    = regexp.MustCompile(`^\|[-:| ]+\|$`)
)

// terminalText renders a topic's Markdown, as far as topics use it, for a terminal:
// headings in capitals, code indented by two columns, tables aligned, prose as it
// is wrapped in the file.
func terminalText(markdown string) string {
	var b strings.Builder
	var table [][]string
	fence := false
	for line := range strings.SplitSeq(markdown, "\n") {
		if row, ok := strings.CutPrefix(line, "|"); ok && !fence {
			if !tableRule.MatchString(line) {
				table = append(table, strings.Split(strings.TrimSuffix(strings.ReplaceAll(row, `\|`, "¦"), "|"), "|"))
			}
			continue
		}
		writeTable(&b, table)
		table = nil
		code, indented := strings.CutPrefix(line, "    ")
		switch {
		case strings.HasPrefix(line, "```"):
			fence = !fence
			continue
		case fence:
			line = strings.TrimRight("  "+line, " ")
		case indented:
			line = "  " + code
		case strings.HasPrefix(line, "#"):
			line = strings.ToUpper(strings.TrimLeft(line, "# "))
		default:
			line = markdownMark.Replace(markdownLink.ReplaceAllString(line, "$1"))
		}
		b.WriteString(line + "\n")
	}
	writeTable(&b, table)
	return strings.TrimRight(b.String(), "\n")
}

// writeTable writes the rows of a table in columns as wide as their widest cell.
func writeTable(b *strings.Builder, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			row[i] = markdownMark.Replace(strings.ReplaceAll(strings.TrimSpace(cell), "¦", "|"))
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], len([]rune(row[i])))
		}
	}
	for _, row := range rows {
		line := " "
		for i, cell := range row {
			line += fmt.Sprintf(" %-*s ", widths[i], cell)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}
