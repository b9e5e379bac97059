package main

import (
	"net/url"
	"regexp"
	"strings"
)

// passwordIn finds a password in an argument: that of a URL, up to the last @
// since it may have one itself, or of a libpq string of keywords and values,
// where it may be in quotes.
var passwordIn = regexp.MustCompile(`(?i):/{1,2}[^/?#@:]*:(.+)@|(?:^|[\s?&=])(?:ssl)?password\s*=\s*` +
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

// withoutPasswords writes x over the passwords in a message: a URL may have been
// given in the wrong place, and taken for a file.
func withoutPasswords(text string) string {
	for _, password := range passwords(text) {
		text = strings.ReplaceAll(text, password, strings.Repeat("x", min(len(password), 8)))
	}
	return text
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
	// A URL may have the name of a parameter in codes: pass%77ord.
	if _, query, ok := strings.Cut(arg, "?"); ok && strings.Contains(arg, "://") {
		for pair := range strings.SplitSeq(query, "&") {
			name, value, _ := strings.Cut(pair, "=")
			if plain, err := url.QueryUnescape(name); err == nil && plain != name && strings.HasSuffix(strings.ToLower(plain), "password") {
				found = append(found, value)
			}
		}
	}
	return found
}

// libpqKeyword begins a part of a libpq string.
var libpqKeyword = regexp.MustCompile(`^(?:host|hostaddr|port|dbname|user|password|passfile|service|options|connect_timeout|application_name|target_session_attrs|ssl[a-z]+)\s*=`)

// checkDatabaseFlag refuses a libpq string that a shell took apart for want of quotes, before
// its parts, the password perhaps among them, are taken for files and named in messages.
func checkDatabaseFlag(args []string) error {
	inside := false
	for i, arg := range args {
		value, given := strings.CutPrefix(arg, "--database=")
		switch {
		case given && libpqKeyword.MatchString(value), i > 0 && args[i-1] == "--database" && libpqKeyword.MatchString(arg):
			inside = true
		case inside && libpqKeyword.MatchString(arg):
			return usageError(`--database "host=db dbname=crm" is one argument: quote it.`, "the shell split the value of --database at its spaces")
		}
	}
	return nil
}
