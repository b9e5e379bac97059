package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"rollcall/pkg/calling"
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
		Short:   "Show the version, and those of the phone, time zone and calling hours data",
		Args:    noArgs,
		Example: "  rollcall version\n  rollcall version -o json",
		RunE:    func(*cobra.Command, []string) error { return runVersion(s, globals) },
	}
}

// versions is the JSON form of the program's version and of those of its data.
type versions struct {
	Version       string `json:"version"`
	Go            string `json:"go"`
	Platform      string `json:"platform"`
	PhoneMetadata string `json:"phone_metadata"`
	TimeZoneData  string `json:"time_zone_data"`
	CallingRules  string `json:"calling_rules"`
}

// runVersion shows the program's version, and those of the data in it that
// decide who is dialed and when.
func runVersion(s Streams, globals *globalOptions) error {
	v := versions{
		version, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH,
		"libphonenumber " + phone.MetadataVersion, calling.ZoneDataVersion, calling.RulesVersion(),
	}
	if globals.json() {
		return writeJSON(s.Out, v)
	}
	_, err := fmt.Fprintf(s.Out, "rollcall %s\nphone metadata: %s\ntime zone data: %s\ncalling rules: %s\n%s %s\n",
		v.Version, v.PhoneMetadata, v.TimeZoneData, v.CallingRules, v.Go, v.Platform)
	return err
}
