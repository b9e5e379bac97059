package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rollcall/pkg/contact"
	"rollcall/pkg/localserver"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
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

// importIDs completes the number of a past import: of those with that status,
// or of all where it is empty. It starts no server, and where it can't tell
// soon it says nothing.
func importIDs(s Streams, globals *globalOptions, status string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 || applySettings(cmd, s.Env, globals) != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		ctx, cancel := context.WithTimeout(context.Background(), completionPatience)
		defer cancel()
		var ids []cobra.Completion
		for _, r := range lastImports(ctx, s, globals) {
			if status == "" || r.Status == status {
				what := fmt.Sprintf("%s %s, %s", r.StartedAt.Local().Format(time.DateOnly), report.Cell(r.FileName), r.Status)
				ids = append(ids, cobra.CompletionWithDesc(strconv.FormatInt(r.ID, 10), what))
			}
		}
		return ids, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

// powerlistNames completes the name of a powerlist, as importIDs does that of an
// import.
func powerlistNames(s Streams, globals *globalOptions) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 || applySettings(cmd, s.Env, globals) != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		ctx, cancel := context.WithTimeout(context.Background(), completionPatience)
		defer cancel()
		db := runningDatabase(ctx, s, globals)
		if db == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		defer db.Close()
		names, err := db.PowerlistNames(ctx)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}

// lastImports returns the last imports of a database that runs, if it does.
func lastImports(ctx context.Context, s Streams, globals *globalOptions) []contact.ImportRecord {
	db := runningDatabase(ctx, s, globals)
	if db == nil {
		return nil
	}
	defer db.Close()
	const most = 30
	records, err := db.History(ctx, store.HistoryFilter{Limit: most})
	if err != nil {
		return nil
	}
	return records
}

// runningDatabase opens a database that runs already, or returns nil.
func runningDatabase(ctx context.Context, s Streams, globals *globalOptions) *store.DB {
	at := globals.database(s)
	url := at.URL
	if !at.Named {
		if at.CheckDir() != nil {
			return nil
		}
		st, err := localserver.Status(ctx, at.Dir)
		if err != nil || !st.Running {
			return nil
		}
		url = st.URL
	}
	db, err := store.Open(ctx, url)
	if err != nil {
		return nil
	}
	return db
}
