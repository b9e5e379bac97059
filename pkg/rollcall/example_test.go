package rollcall_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"rollcall/pkg/contact"
	"rollcall/pkg/rollcall"
)

const exampleList = `Name,Phone,Opt In
Ada Lovelace,(206) 739-1000,yes
Alan Turing,206-739-1000,yes
Grace Hopper,206.739.1001,yes
Charles Babbage,206 739 1002,no
`

const exampleMapping = `version: 1
region: US
columns:
  Name: full_name
  Phone: phone
  Opt In: consent
tags: [expo]
powerlist: {name: "{file} {date}"}
`

// Review shows what an import would come to; the import does just that. The
// contacts are kept in a private PostgreSQL server here: to use another, name
// it with rollcall.Database{Named: true, URL: "postgres://…"}.
func Example() {
	dir := exampleFolder()
	defer os.RemoveAll(dir)
	ctx := context.Background()
	env := rollcall.Env{Database: rollcall.Database{Dir: filepath.Join(dir, "data"), Path: os.Getenv("PATH")}}
	list := rollcall.FileOptions{File: filepath.Join(dir, "leads.csv"), Mapping: filepath.Join(dir, "leads.yaml")}

	review, err := rollcall.Review(ctx, rollcall.ReviewOptions{Env: env, FileOptions: list})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d of %d rows would be new contacts\n", review.Created, review.Rows)

	done, err := rollcall.Import(ctx, rollcall.ImportOptions{
		Env: env, FileOptions: list, Consent: true, By: "Ada", Note: "signed at the booth",
	})
	if err != nil {
		kind, e := rollcall.Explain(err)
		log.Fatal(kind, e.Code, e.Message, e.Hint)
	}
	fmt.Printf("import %d: %d created, %d without consent, %d duplicate\n",
		done.ImportID, done.Created, done.Skipped[contact.NoConsent], done.Skipped[contact.Duplicate])
	// Output:
	// 2 of 4 rows would be new contacts
	// import 1: 2 created, 1 without consent, 1 duplicate
}

// exampleFolder makes a folder with a list and its mapping, into which the
// account that PostgreSQL runs as can get.
func exampleFolder() string {
	dir, err := os.MkdirTemp("", "rollcall-example-")
	if err == nil {
		err = os.Chmod(dir, 0o755)
	}
	for name, text := range map[string]string{"leads.csv": exampleList, "leads.yaml": exampleMapping} {
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600)
		}
	}
	if err != nil {
		log.Fatal(err)
	}
	return dir
}
