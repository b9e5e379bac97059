package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// endings are the flags that name a file of a kind.
var endings = map[string][]string{
	"mapping": {"yaml", "yml"}, "check": {"yaml", "yml"}, "out": {"yaml", "yml", "csv", "xlsx", "json"}, "config": {"yaml", "yml"},
	"report": {"html", "md"}, "rejects": {"csv", "xlsx"}, "clean": {"csv"}, "metrics": {"prom"},
}

// freeTexts are the flags for which neither a word nor a file can be proposed.
var freeTexts = []string{
	"columns", "consent-by", "consent-note", "database", "import", "limit", "max-invalid", "max-skipped", "min-confidence", "number", "on-done", "powerlist", "reason", "rows", "sample", "since", "tag",
}

// describeForShells takes the marks of the values' names out of what flags say
// of themselves: the shells show it as it stands.
func describeForShells(cmd *cobra.Command) {
	plain := func(f *pflag.Flag) { f.Usage = strings.ReplaceAll(f.Usage, "`", "") }
	cmd.Flags().VisitAll(plain)
	cmd.PersistentFlags().VisitAll(plain)
	for _, sub := range cmd.Commands() {
		describeForShells(sub)
	}
}

// setCompletions sets what the shells complete, in all commands under cmd.
func setCompletions(cmd *cobra.Command) {
	for name, words := range enums {
		complete(cmd, name, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
	complete(cmd, "region", func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return phone.Regions(), cobra.ShellCompDirectiveNoFileComp
	})
	for name, kinds := range endings {
		complete(cmd, name, cobra.FixedCompletions(kinds, cobra.ShellCompDirectiveFilterFileExt))
	}
	for _, name := range freeTexts {
		complete(cmd, name, cobra.NoFileCompletions)
	}
	for _, sub := range cmd.Commands() {
		setCompletions(sub)
	}
}

func complete(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	if cmd.Flags().Lookup(flag) == nil && cmd.PersistentFlags().Lookup(flag) == nil {
		return
	}
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(err) // the flag is there, and has none yet
	}
}

// completionPatience is how long somebody who pressed Tab waits for a database.
// Tests wait longer, on machines with other work.
var completionPatience = 700 * time.Millisecond

// fromDatabase completes the one argument of a command with what look finds in a
// database. It starts no server, and proposes nothing if the answer takes long.
func fromDatabase(s Streams, globals *globalOptions, look func(context.Context, rollcall.Env) ([]cobra.Completion, error)) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 || applySettings(cmd, s.Env, globals) != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		ctx, cancel := context.WithTimeout(context.Background(), completionPatience)
		defer cancel()
		env := rollcall.Env{Database: globals.database(s)}
		env.Database.OnlyRunning = true
		found, err := look(ctx, env)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return found, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

// importIDs completes the number of a past import: of those with that status, or
// of all where it is empty.
func importIDs(s Streams, globals *globalOptions, status string) cobra.CompletionFunc {
	return fromDatabase(s, globals, func(ctx context.Context, env rollcall.Env) (ids []cobra.Completion, err error) {
		const most = 30
		last, err := rollcall.History(ctx, rollcall.HistoryOptions{Env: env, Limit: most})
		for _, r := range last {
			if status == "" || r.Status == status {
				what := fmt.Sprintf("%s %s, %s", r.StartedAt.Local().Format(time.DateOnly), report.Cell(r.FileName), r.Status)
				ids = append(ids, cobra.CompletionWithDesc(strconv.FormatInt(r.ID, 10), what))
			}
		}
		return ids, err
	})
}
