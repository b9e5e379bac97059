package main

import (
	"os"
	"os/user"

	"rollcall/pkg/rollcall"
)

// env returns the environment of the steps, from the settings.
func (o *globalOptions) env(s Streams) rollcall.Env {
	return rollcall.Env{
		Database: o.database(s), Stdin: s.In, Log: o.logger(s), Version: version,
		Progress: func(size int64) rollcall.Progress { return newProgress(s, o, size) },
	}
}

// database is the database that was named, by --database or its variable, else
// by the PG* variables that name a server or a database; else the private one.
func (o *globalOptions) database(s Streams) rollcall.Database {
	if o.Database != "" {
		return rollcall.Database{Named: true, URL: o.Database}
	}
	for _, name := range []string{"PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE"} {
		if v, _ := s.Env.lookUp(name); v != "" {
			return rollcall.Database{Named: true}
		}
	}
	return privateDatabase(s)
}

// privateDatabase is the private database, even where another was named.
func privateDatabase(s Streams) rollcall.Database {
	return rollcall.PrivateDatabase(func(name string) string {
		value, _ := s.Env.lookUp(name)
		return value
	})
}

// unknownUser stands for a user that the system has no name for, as in a
// container without accounts.
const unknownUser = "unknown"

// systemUser is who runs the program, for the records; where root runs it by
// sudo, with the name that sudo gives.
func systemUser(env environment) string {
	u, err := user.Current()
	if err != nil {
		return unknownUser
	}
	if sudo, _ := env.lookUp("SUDO_USER"); sudo != "" && u.Uid == "0" {
		return u.Username + " (SUDO_USER: " + sudo + ")" // which anybody who is root may set
	}
	return u.Username
}

// hostName is the computer's name, or empty where it has none.
func hostName() string {
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return name
}
