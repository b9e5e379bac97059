package normalize

import (
	"slices"
	"strings"
)

// MaxTag is the greatest length of a tag in bytes. A longer text is a note in the wrong
// column; beyond some 2,700 bytes it fits into no index of PostgreSQL.
const MaxTag = 1000

// Tags splits a cell at commas, semicolons and bars into its tags, each once,
// in the order in which they stand there.
func Tags(s string) []string { return AppendTags(nil, s) }

// AppendTags appends the tags of a cell to dst, without those that are there
// already. Tags that differ only by the case of their letters are one tag, as it
// was written first.
func AppendTags(dst []string, s string) []string {
	var seen map[string]struct{}
	for s != "" {
		tag := s
		if end := indexTagEnd(s); end >= 0 {
			tag, s = s[:end], s[end+1:]
		} else {
			s = ""
		}
		if tag = Text(tag); tag == "" {
			continue
		}
		if len(dst) < fewTags {
			if !slices.ContainsFunc(dst, func(t string) bool { return strings.EqualFold(t, tag) }) {
				dst = append(dst, tag)
			}
			continue
		}
		if seen == nil {
			seen = make(map[string]struct{}, 2*fewTags)
			for _, t := range dst {
				seen[strings.ToLower(t)] = struct{}{}
			}
		}
		folded := strings.ToLower(tag)
		if _, ok := seen[folded]; !ok {
			seen[folded] = struct{}{}
			dst = append(dst, tag)
		}
	}
	return dst
}

// fewTags are looked through one by one sooner than by a map.
const fewTags = 16

// indexTagEnd is where the first tag of s ends because another follows, or -1.
func indexTagEnd(s string) int {
	for i := range len(s) {
		if c := s[i]; c == ',' || c == ';' || c == '|' {
			return i
		}
	}
	return -1
}
