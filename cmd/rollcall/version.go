package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"rollcall/pkg/normalize/phone"
)

// release is set by the Makefile (-ldflags "-X main.release=…"): the linker
// can set no variable that a call initialises.
var release string

// version is the release; else it is what "go install" knows of the module.
var version = cmp.Or(release, moduleVersion())

func moduleVersion() string {
	if build, ok := debug.ReadBuildInfo(); ok && build.Main.Version != "" && build.Main.Version != "(devel)" {
		return strings.TrimPrefix(build.Main.Version, "v")
	}
	return "dev"
}

func newVersionCommand(s Streams, globals *globalOptions) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Show the version, and that of the phone number metadata",
		Args:    noArgs,
		Example: "  rollcall version\n  rollcall version -o json",
		RunE: func(*cobra.Command, []string) error {
			v := struct {
				Version       string `json:"version"`
				Go            string `json:"go"`
				Platform      string `json:"platform"`
				PhoneMetadata string `json:"phone_metadata"`
			}{version, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH, "libphonenumber " + phone.MetadataVersion}
			if globals.json() {
				return writeJSON(s.Out, v)
			}
			_, err := fmt.Fprintf(s.Out, "rollcall %s\nphone metadata: %s\n%s %s\n", v.Version, v.PhoneMetadata, v.Go, v.Platform)
			return err
		},
	}
}
