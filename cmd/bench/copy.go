package main

import (
	"context"
	"errors"
	"os"
	"os/exec"

	"github.com/jackc/pgx/v5"
)

// cleanColumns are those that a list of clean rows has.
const cleanColumns = "phone, phone_ext, first_name, last_name, email, city, state, zip, fields, tags, time_zone, time_zones, time_zone_from"

// exportClean writes the contacts that an import has made into a file, in the
// order of its list.
func (b *bench) exportClean(ctx context.Context, path string) {
	b.connected(ctx, "imported", func(conn *pgx.Conn) error {
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = conn.PgConn().CopyTo(ctx, f, "copy (select "+cleanColumns+` from contacts c
			join (select contact_id, position from powerlist_contacts) p on p.contact_id = c.id order by p.position) to stdout`)
		return errors.Join(err, f.Close())
	})
}

// copyArg makes this program do what psql does with \copy.
const copyArg = "-copy"

// copyCommand loads clean rows with psql, or in its way where there is none.
func (b *bench) copyCommand(path string) command {
	const name = "copied"
	c := command{before: b.fresh(name, template), server: b.serverTime}
	if psql, err := exec.LookPath("psql"); err == nil {
		c.args = []string{psql, "-X", "-q", b.server.SetupURL(name), "-c", `\copy contacts (` + cleanColumns + `) from '` + path + `'`}
		return c
	}
	c.args = []string{b.self, copyArg, b.server.SetupURL(name), path}
	return c
}

// copyFile is \copy without psql.
func copyFile(ctx context.Context, url, path string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = conn.PgConn().CopyFrom(ctx, f, "copy contacts ("+cleanColumns+") from stdin")
	return err
}
