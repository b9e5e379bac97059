package mapping

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// word is one of the words that a key takes, with what it means.
type word struct{ name, doc string }

// value is what a key takes. The reader checks values by it and the JSON
// Schema is made of it, so that the two cannot differ.
type value struct {
	// what names the value in messages: "a region", "a number of days".
	what string
	// words are all that is allowed, or nil.
	words []word
	// pattern is what a text must match, or nil, and examples show it.
	pattern  *pattern
	examples []string
	// list means that several texts stand in a YAML list; one may stand alone.
	list bool
	// whole tells editors that a whole number may stand without quotes, from least
	// to most where there is a most; the reader takes every scalar by its text.
	whole       bool
	least, most int64
	// blank allows an empty text.
	blank bool
	// alias returns the word that another word stands for, which is taken as well,
	// or "". Editors know the words alone.
	alias func(string) string
	// meant returns what a wrong text was probably meant to be, or "".
	meant func(text string) string
}

// names returns the words without their meaning.
func (v value) names() []string {
	names := make([]string, len(v.words))
	for i, w := range v.words {
		names[i] = w.name
	}
	return names
}

// maxListed is how many words a message enumerates.
const maxListed = 12

// check returns what is wrong with text as this value, or an empty code. What
// was probably meant takes time to find, and is looked for only under hints.
func (v value) check(text string, hints bool) (code, message, hint string) {
	names := v.names()
	switch {
	case text == "" && !v.blank:
		return "empty_value", "an empty text is not " + v.what, ""
	case v.alias != nil && v.alias(text) != "":
		return "", "", ""
	case v.words != nil && !slices.Contains(names, text):
		code, hint = "unknown_word", "it can be "+oneOf(names)
		if len(names) > maxListed {
			hint = ""
		}
	case v.pattern != nil && !v.pattern.MatchString(text):
		code, hint = "wrong_form", "write it as "+oneOf(v.examples)
	default:
		return "", "", ""
	}
	if !hints {
		return code, "", ""
	}
	if v.meant != nil && v.meant(text) != "" {
		hint = didYouMean(v.meant(text))
	} else if near, ok := Nearest(text, names); ok {
		hint = didYouMean(near)
	}
	return code, fmt.Sprintf("%s is not %s", quoted(text), v.what), hint
}

// quoted returns text from a file as messages show it, cut where it is long.
func quoted(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", text)
}

func didYouMean(w string) string { return fmt.Sprintf("did you mean %s?", quoted(w)) }

// oneOf lists words as English does: a, b or c.
func oneOf(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// text reads a scalar that v allows. It has reported why where it returns false.
func (r *reader) text(key string, v value, n ast.Node) (string, bool) {
	text, ok := r.scalar(n)
	if !ok {
		r.add(n, "wrong_kind", fmt.Sprintf("%s needs %s, not %s", key, v.what, kindOf(n)), nullHint(n))
		return "", false
	}
	if _, ok := n.(*ast.BoolNode); ok && v.words != nil {
		text = strings.ToLower(text) // True is true
	}
	if code, message, hint := v.check(text, len(r.errs.Problems) < r.most); code != "" {
		r.add(n, code, key+": "+message, hint)
		return "", false
	}
	return text, true
}

// texts reads a list of scalars that v allows, or a single one.
func (r *reader) texts(key string, v value, n ast.Node) []string {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		if text, ok := r.text(key, v, n); ok {
			return []string{text}
		}
		return nil
	}
	var all []string
	for _, item := range list.Values {
		if text, ok := r.text(key, v, item); ok {
			all = append(all, text)
		}
	}
	return all
}

// scalar returns the text of a scalar as it stands in the file: `1.50`, `yes`
// and `0x1F` are what they look like, never a number or a truth value.
func (r *reader) scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// kindOf names what stands in the file, for messages.
func kindOf(n ast.Node) string {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "keys with values"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode:
		return "nothing"
	}
	return "text"
}

func nullHint(n ast.Node) string {
	if null, ok := n.(*ast.NullNode); ok && null.GetToken().Origin != " null" {
		return fmt.Sprintf("if the text %[1]s is meant, write %[1]q", null.GetToken().Value)
	}
	return ""
}
