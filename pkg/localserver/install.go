package localserver

import (
	"os"
	"strings"
)

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
