package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the release build (-ldflags "-X main.version=…").
var version = "dev"

// phoneLibrary is the module whose metadata decides what a valid number is.
const phoneLibrary = "github.com/nyaruka/phonenumbers/v2"

func newVersionCommand(s Streams, globals *globalOptions) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Show the version, and that of the phone number metadata",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			v := struct {
				Version       string `json:"version"`
				Go            string `json:"go"`
				Platform      string `json:"platform"`
				PhoneMetadata string `json:"phone_metadata"`
			}{version, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH, phoneMetadata()}
			if globals.json() {
				return writeJSON(s.Out, v)
			}
			_, err := fmt.Fprintf(s.Out, "rollcall %s\nphone metadata: %s\n%s %s\n", v.Version, v.PhoneMetadata, v.Go, v.Platform)
			return err
		},
	}
}

// phoneMetadata names the library that the metadata came with: it has no
// version of its own.
func phoneMetadata() string {
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range build.Deps {
			if dep.Path == phoneLibrary {
				return "nyaruka/phonenumbers " + dep.Version
			}
		}
	}
	return "nyaruka/phonenumbers"
}
