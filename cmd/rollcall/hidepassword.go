package main

import (
	"regexp"
	"strings"
)

// passwordIn finds a password in an argument: that of a URL, up to the last @
// since it may have one itself, or of a libpq string of keywords and values,
// where it may be in quotes.
var passwordIn = regexp.MustCompile(`(?i)://[^/?#@:]*:(.+)@|(?:^|[\s?&=])(?:ssl)?password\s*=\s*` +
	`('(?:[^'\\]|\\.)*'?|(?:[^&\s\\]|\\.)+)`)

// cloneArgs copies arguments out of the memory that the system shows.
func cloneArgs(args []string) []string {
	clones := make([]string, len(args))
	for i, arg := range args {
		clones[i] = strings.Clone(arg)
	}
	return clones
}

// hidePasswords writes x over the passwords of arguments that ps and /proc
// show. For the moment before, no program can help: PGPASSWORD and .pgpass
// never show.
func hidePasswords(args []string) {
	for _, arg := range args {
		for _, password := range passwords(arg) {
			overwrite(password)
		}
	}
}

// passwords are the parts of an argument that are passwords.
func passwords(arg string) (found []string) {
	for _, at := range passwordIn.FindAllStringSubmatchIndex(arg, -1) {
		for group := 2; group < len(at); group += 2 {
			if at[group] >= 0 {
				found = append(found, arg[at[group]:at[group+1]])
			}
		}
	}
	return found
}
