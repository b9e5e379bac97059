package main

import (
	"context"
	"fmt"
	"strings"

	"rollcall/pkg/localserver"
	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// serverStatus is the JSON form of the private server's status.
type serverStatus struct {
	Private bool   `json:"private"`
	Running bool   `json:"running"`
	Kept    bool   `json:"kept"`
	InUse   bool   `json:"in_use"`
	PID     int    `json:"pid,omitempty"`
	Version string `json:"version,omitempty"`
	URL     string `json:"url,omitempty"`
	DataDir string `json:"data_dir"`
}

// runDBStatus shows the state of the named database, else of the private server.
func runDBStatus(ctx context.Context, s Streams, globals *globalOptions) error {
	if !globals.database(s).Named {
		return showServer(ctx, s, globals)
	}
	status, err := rollcall.Status(ctx, globals.env(s))
	if err != nil {
		return err
	}
	if globals.json() {
		return writeJSON(s.Out, status)
	}
	return report.WriteDatabaseStatus(s.Out, status)
}

// showServer shows the state of the private server, even where another database was named.
func showServer(ctx context.Context, s Streams, globals *globalOptions) error {
	db := privateDatabase(s)
	if err := db.CheckDir(); err != nil {
		return err
	}
	dir := db.Dir
	st, err := localserver.Status(ctx, dir)
	if err != nil {
		return err
	}
	if globals.json() {
		return writeJSON(s.Out, serverStatus{true, st.Running, st.Kept, st.InUse, st.PID, st.Version, st.URL, dir})
	}
	var b strings.Builder
	switch {
	case st.Running && st.Kept:
		fmt.Fprintf(&b, "running (process %d) until \"rollcall db stop\"\n", st.PID)
	case st.Running:
		fmt.Fprintf(&b, "running (process %d) while it is used\n", st.PID)
	case st.Version == "":
		b.WriteString("not set up yet: the first import does that\n")
	default:
		b.WriteString("stopped: it starts when it is needed\n")
	}
	fmt.Fprintf(&b, "data     %s\n", report.Cell(dir))
	if st.Version != "" {
		fmt.Fprintf(&b, "version  PostgreSQL %s\n", st.Version)
	}
	if st.URL != "" {
		fmt.Fprintf(&b, "url      %s\n", st.URL)
	}
	_, err = s.Out.Write([]byte(b.String()))
	return err
}
