package localserver

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// oldest is the first major version of PostgreSQL that rollcall works with.
const oldest = 13

// places are where packages put a PostgreSQL of each version.
var places = []string{
	"/usr/lib/postgresql/*/bin",                          // Debian, Ubuntu
	"/usr/pgsql-*/bin",                                   // PostgreSQL's own packages for Red Hat and SUSE
	"/usr/libexec/postgresql*",                           // Alpine
	"/usr/lib/postgresql*/bin",                           // SUSE
	"/usr/lib64/postgresql-*/bin",                        // Gentoo
	"/usr/lib/psql*/bin",                                 // Void
	"/opt/homebrew/opt/postgresql*/bin",                  // Homebrew on Apple's own processors,
	"/usr/local/opt/postgresql*/bin",                     // on Intel's,
	"/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",     // on Linux
	"/Applications/Postgres.app/Contents/Versions/*/bin", // Postgres.app
	"/Library/PostgreSQL/*/bin", "/opt/PostgreSQL/*/bin", // EDB's installers
	"/opt/local/lib/postgresql*/bin",                     // MacPorts
	"/usr/bin", "/usr/local/bin", "/usr/local/pgsql/bin", // Fedora, Arch; BSD; built from source
}

// SystemBinaries returns the folders where PostgreSQL's server programs may be: those of path, a list
// as PATH is one, then the usual places of packages, of each the newest version first.
func SystemBinaries(path string) []string {
	var dirs []string
	for _, dir := range filepath.SplitList(path) {
		if filepath.IsAbs(dir) {
			dirs = append(dirs, dir)
		}
	}
	for _, pattern := range places {
		found, _ := filepath.Glob(pattern) // the only error is a malformed pattern
		slices.SortStableFunc(found, func(a, b string) int {
			return cmp.Compare(numberIn(b), numberIn(a))
		})
		dirs = append(dirs, found...)
	}
	return dirs
}

var digits = regexp.MustCompile(`\d+`)

func numberIn(path string) int {
	n, _ := strconv.Atoi(digits.FindString(path))
	return n
}

// programs are PostgreSQL's of one version.
type programs struct {
	dir     string
	version string // major
}

func (p programs) postgres() string { return filepath.Join(p.dir, "postgres") }
func (p programs) initdb() string   { return filepath.Join(p.dir, "initdb") }

// findPrograms returns the first programs of that major version; any that is new enough for "".
func findPrograms(ctx context.Context, dirs []string, version string) (programs, error) {
	var found []string
	for _, dir := range dirs {
		p, ok := programsIn(ctx, dir)
		if !ok {
			continue
		}
		number, _ := strconv.Atoi(p.version)
		if p.version == version || version == "" && number >= oldest {
			return p, nil
		}
		if !slices.Contains(found, p.version) {
			found = append(found, p.version)
		}
	}
	return programs{}, &NotInstalledError{Version: version, Found: found, Command: installCommand(version, isRoot(), isThere)}
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// programsIn looks into one folder. A link to the programs leads to their own folder, next to which
// they find their other files.
func programsIn(ctx context.Context, dir string) (programs, bool) {
	if real, err := filepath.EvalSymlinks(filepath.Join(dir, "postgres")); err == nil {
		if _, err := os.Stat(filepath.Join(filepath.Dir(real), "initdb")); err == nil {
			dir = filepath.Dir(real)
		}
	}
	p := programs{dir: dir}
	if _, err := os.Stat(p.initdb()); err != nil {
		return p, false
	}
	out, err := exec.CommandContext(ctx, p.postgres(), "--version").Output()
	if err != nil {
		return p, false
	}
	match := versionLine.FindSubmatch(out)
	if match == nil {
		return p, false
	}
	p.version = string(match[1])
	return p, true
}

// installers are the package managers that we know, and what each has to say to install PostgreSQL's
// server: in any version, and in one, which stands for "#". Where it has no packages of single
// versions, that is "".
var installers = []struct {
	program  string
	any, one string
	root     bool // must run as root
}{
	{"/usr/bin/apt-get", "apt-get install -y postgresql", "apt-get install -y postgresql-#", true},
	{"/usr/bin/dnf", "dnf install -y postgresql-server", "", true},
	{"/usr/bin/yum", "yum install -y postgresql-server", "", true},
	{"/sbin/apk", "apk add postgresql", "apk add postgresql#", true},
	{"/usr/bin/pacman", "pacman -S --noconfirm postgresql", "", true},
	{"/usr/bin/zypper", "zypper install -y postgresql-server", "zypper install -y postgresql#-server", true},
	{"/opt/homebrew/bin/brew", "brew install postgresql@17", "brew install postgresql@#", false},
	{"/usr/local/bin/brew", "brew install postgresql@17", "brew install postgresql@#", false},
	{"/home/linuxbrew/.linuxbrew/bin/brew", "brew install postgresql@17", "brew install postgresql@#", false},
}

// installCommand returns what installs PostgreSQL, of a major version if it isn't "", on a system that
// has these files, "" where we don't know.
func installCommand(version string, root bool, has func(path string) bool) string {
	for _, i := range installers {
		if !has(i.program) {
			continue
		}
		command := i.any
		if version != "" {
			command = strings.Replace(i.one, "#", version, 1)
		}
		if command == "" {
			return ""
		}
		if i.root && !root {
			command = "sudo " + command
		}
		return command
	}
	return ""
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
