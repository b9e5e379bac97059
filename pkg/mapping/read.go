package mapping

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"rollcall/pkg/infile"
	"rollcall/pkg/source"
)

// MaxSize is how many bytes a mapping file may have: some ten thousand columns.
const MaxSize = 1 << 20

// maxProblems is how many problems of a file are listed.
const maxProblems = 100

// Load reads and checks the mapping file at path. What is wrong with its
// contents comes as *Errors; a file that cannot be read as an *fs.PathError. A
// cancelled context ends it, though not the parser, which looks at none: what that
// is at is given up.
func Load(ctx context.Context, path string) (*Mapping, error) {
	text, err := infile.ReadAll(ctx, path, MaxSize)
	if err != nil && !errors.Is(err, infile.ErrTooLarge) { // which Parse tells better
		return nil, err
	}
	return infile.Await(ctx, func() (*Mapping, error) { return Parse(path, text) })
}

// Parse reads and checks a mapping file's text; name is the file's name for
// messages. The error is *Errors and holds every problem there is.
func Parse(name string, text []byte) (*Mapping, error) {
	r := &reader{name: name, most: maxProblems}
	m := &Mapping{Name: name, Text: text}
	if body := r.tree(text); body != nil {
		if readKeys(r, "", rootKeys(), body, m) {
			r.checkWhole(body, m)
		}
	}
	r.tooMany()
	if err := r.errs.sorted(); err != nil {
		return nil, err
	}
	return m, nil
}

// reader walks one mapping file and gathers what is wrong with it.
type reader struct {
	name  string
	lines []string
	errs  Errors
	// most is how many problems are kept, more how many there are beyond.
	most, more int
	// brokenColumn means that a column was left out since it is wrong.
	brokenColumn bool
	// compared is how many words a nearest one was looked for among.
	compared int
	// expects are the columns that something is expected of.
	expects []pair
}

// tree returns the file as a tree, or nil where it cannot be one, which it has
// reported then.
func (r *reader) tree(text []byte) (body ast.Node) {
	source := ""
	if len(text) <= MaxSize {
		source = lineBreaks.Replace(withoutBOM(text))
		r.lines = strings.Split(source, "\n")
	}
	switch {
	case len(text) > MaxSize:
		r.addAt(0, 0, 0, "too_large", fmt.Sprintf("a mapping file of more than %d bytes is refused", MaxSize),
			"is this the contact file itself? give it as FILE and its mapping with -m")
		return nil
	case !utf8.Valid(text):
		r.addAt(1+bytes.Count(text[:invalidAt(text)], []byte("\n")), 1, 1, "not_utf8", "this is not UTF-8 text",
			"save the mapping file as UTF-8")
		return nil
	}
	if line, col, ok := controlCharacter(source); ok {
		r.addAt(line, col, 1, "control_character", "a mapping file cannot contain control characters",
			`write it as "\x1b" is written, in double quotes`)
		return nil
	}
	if line, col, ok := longRun(source, '<', maxRun); ok {
		r.addAt(line, col, maxRun, "syntax", "this cannot be read as YAML: too many < without a meaning", "text with < in it is written in double quotes")
		return nil
	}
	// The parser recurses; what it is given is bounded by harmless before. A
	// panic of it must not take the program down: the text comes from outside.
	defer func() {
		if p := recover(); p != nil {
			r.addAt(1, 1, 1, "syntax", "this cannot be read as YAML: "+plain(fmt.Sprint(p)), "")
			body = nil
		}
	}()
	tokens := lexer.Tokenize(source)
	if !r.harmless(tokens) {
		return nil
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntax(err)
		return nil
	}
	return r.onlyDocument(file)
}

// onlyDocument returns the one document that a mapping file holds.
func (r *reader) onlyDocument(file *ast.File) ast.Node {
	var bodies []ast.Node
	for _, d := range file.Docs {
		if d.Body != nil && d.Body.Type() != ast.DirectiveType {
			bodies = append(bodies, d.Body)
		}
	}
	switch len(bodies) {
	case 0:
		r.addAt(1, 1, 1, "empty", "the mapping file is empty", "rollcall map FILE proposes one")
		return nil
	case 1:
		return bodies[0]
	}
	r.add(bodies[1], "several_documents", "a mapping file holds one document", "remove the line --- and what follows it")
	return nil
}

const (
	maxDepth  = 8   // brackets within brackets, and lists within lists
	maxIndent = 400 // columns of indentation
	maxRun    = 200 // < in a row, each of which the lexer would count anew
	// maxKeys is how many keys and dashes may stand on lines of their own: the
	// parser's time grows as the square of their number.
	maxKeys = 20_000
)

// harmless refuses what could grow when it is read, or exhaust the parser, and
// what a mapping file has no use for.
func (r *reader) harmless(tokens token.Tokens) bool {
	depth, dashes, dashLine, keys := 0, 0, 0, 0
	for _, t := range tokens {
		at := t.Position
		switch t.Type {
		case token.AnchorType, token.AliasType, token.TagType, token.MappingKeyType:
			r.addAt(at.Line, at.Column, 1, "unsupported", "mapping files have no anchors, aliases, tags or complex keys",
				"write the value out, or put text in quotes")
		case token.MappingStartType, token.SequenceStartType:
			depth++
		case token.MappingEndType, token.SequenceEndType:
			depth--
		case token.MappingValueType:
			if depth > 0 {
				break
			}
			keys++
		case token.SequenceEntryType:
			keys++
			if dashLine != at.Line {
				dashes, dashLine = 0, at.Line
			}
			dashes++
		}
		if keys > maxKeys {
			r.addAt(at.Line, at.Column, 1, "too_many", fmt.Sprintf("a mapping file has at most %d keys and elements of lists on lines of their own", maxKeys), "")
			return false
		}
		if depth > maxDepth || dashes > maxDepth || at.IndentNum > maxIndent {
			r.addAt(at.Line, at.Column, 1, "too_deep", "this is nested too deeply for a mapping file", "")
			return false
		}
	}
	return len(r.errs.Problems) == 0
}

// syntax reports an error of the parser.
func (r *reader) syntax(err error) {
	var syntax *yaml.SyntaxError
	if !errors.As(err, &syntax) || syntax.Token == nil {
		r.addAt(1, 1, 1, "syntax", "this cannot be read as YAML: "+plain(err.Error()), "")
		return
	}
	at, hint := syntax.Token.Position, ""
	line := r.line(at.Line)
	switch {
	case strings.Contains(line[:min(len(line), max(at.Column, 1))], "\t"):
		hint = "indent with spaces, not with tabs"
	case strings.ContainsAny(syntax.Token.Value, "@`%&*!|>") || strings.Contains(syntax.Message, "mapping value"):
		hint = "a header or text with : # @ or quotes in it is written in double quotes"
	}
	r.addAt(at.Line, at.Column, 1, "syntax", "this cannot be read as YAML: "+plain(syntax.Message), hint)
}

// line returns a line of the file, from 1.
func (r *reader) line(n int) string {
	if n < 1 || n > len(r.lines) {
		return ""
	}
	return r.lines[n-1]
}

// place returns where a node starts and how many characters of its line it has.
func place(n ast.Node) (line, column, width int) {
	switch n := n.(type) {
	case *ast.MappingNode:
		if len(n.Values) > 0 && n.Start.Type != token.MappingStartType {
			return place(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return place(n.Key)
	}
	t := n.GetToken()
	width = 1
	if _, ok := n.(ast.ScalarNode); ok {
		width = utf8.RuneCountInString(strings.TrimSpace(t.Origin))
	}
	return t.Position.Line, t.Position.Column, width
}

// add reports a problem at a node.
func (r *reader) add(n ast.Node, code, message, hint string) {
	line, column, width := place(n)
	r.addAt(line, column, width, code, message, hint)
}

// addAt reports a problem at a place, 0 for no place.
func (r *reader) addAt(line, column, width int, code, message, hint string) {
	if len(r.errs.Problems) >= r.most {
		r.more++
		return
	}
	line = min(line, len(r.lines)) // the parser counts some breaks twice
	r.errs.Problems = append(r.errs.Problems, Problem{
		Problem: source.Problem{Code: code, Message: message, Hint: hint, Line: int64(line), Column: column},
		File:    r.name, Text: r.line(line), Width: width,
	})
}

// tooMany adds how many problems there are beyond those that were kept.
func (r *reader) tooMany() {
	if r.more > 0 {
		last := r.errs.Problems[len(r.errs.Problems)-1]
		last.Code, last.Message = "more", fmt.Sprintf("and %d more problems", r.more)
		last.Hint, last.Text, last.Width = "", "", 0
		r.errs.Problems = append(r.errs.Problems, last)
	}
}

// readKeys reads a value that has keys, and sets what they say. It returns false
// where the value has no keys at all.
func readKeys[T any](r *reader, where string, keys []key[T], n ast.Node, into *T) bool {
	pairs, ok := r.pairs(where, n, keyNames(keys))
	for _, p := range pairs {
		for _, k := range keys {
			if k.name == p.key {
				k.apply(r, p.value, into)
			}
		}
	}
	return ok
}

// apply sets what one key says.
func (k key[T]) apply(r *reader, n ast.Node, into *T) {
	switch {
	case k.read != nil:
		k.read(r, n, into)
	case k.setAll != nil:
		k.setAll(into, r.texts(k.name, k.value, n))
	default:
		if text, ok := r.text(k.name, k.value, n); ok {
			k.set(into, text)
		}
	}
}

// pair is one key with its value.
type pair struct {
	key   string
	node  ast.Node // the key's own
	value ast.Node
}

// entries returns the keys of a node with their values; a single pair has no node around it.
// ok is false if the node has no keys.
func entries(n ast.Node) (all []*ast.MappingValueNode, ok bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// pairs returns the keys of a node in the file's order, and reports repeats and,
// where known is given, keys that are not among them.
func (r *reader) pairs(where string, n ast.Node, known []string) ([]pair, bool) {
	values, ok := entries(n)
	if !ok {
		message := "a mapping file is made of keys with values"
		if where != "" {
			message = fmt.Sprintf("%s needs keys with values, not %s", where, kindOf(n))
		}
		hint := ""
		if s, ok := n.(*ast.StringNode); ok && strings.Contains(s.Value, ":") {
			hint = "a key's colon is followed by a space: " + strings.Replace(s.Value, ":", ": ", 1)
		} else if known != nil {
			hint = "its keys are " + strings.Join(known, ", ")
		}
		r.add(n, "wrong_kind", message, hint)
		return nil, false
	}
	seen := map[string]int{}
	all := make([]pair, 0, len(values))
	for _, v := range values {
		p := pair{key: keyText(v.Key), node: v.Key, value: v.Value}
		line, _, _ := place(v.Key)
		if first, twice := seen[p.key]; twice {
			r.add(v.Key, "repeated_key", fmt.Sprintf("%s is given twice, first in line %d", quoted(p.key), first),
				repeatHint(where))
			continue
		}
		seen[p.key] = line
		if known != nil && !slices.Contains(known, p.key) {
			r.unknownKey(where, p, known)
			continue
		}
		all = append(all, p)
	}
	return all, true
}

func repeatHint(where string) string {
	if where == "columns" {
		return `the second column of that name is written with "#2" behind its name`
	}
	return "remove one of the two"
}

// unknownKey reports a key that does not exist.
func (r *reader) unknownKey(where string, p pair, known []string) {
	message := "unknown key " + quoted(p.key)
	if where != "" {
		message += " in " + where
	}
	hint := "the keys are " + strings.Join(known, ", ")
	if near, ok := r.nearest(p.key, known); ok {
		hint = didYouMean(near)
	}
	r.add(p.node, "unknown_key", message, hint)
}

// keyText returns a key as it stands in the file; one that YAML takes for a
// number or nothing, as 2024 or ~, is the header that it looks like.
func keyText(n ast.MapKeyNode) string {
	if s, ok := n.(*ast.StringNode); ok {
		return s.Value
	}
	return n.GetToken().Value
}
