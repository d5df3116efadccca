// Package atelier knows the model by its sources. The program carries them
// within, so that go run, a tree with local changes and a build that knows no
// version control can all say which model they play: where two fingerprints
// are the same, so are the numbers of every scenario.
package atelier

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// module is the import path of this repository.
const module = "github.com/atelier-sim/atelier"

// sources are the files of Go and assembly of whatever may belong to the model, the evidence,
// and the versions of other modules. Presets are not among them: a scenario has
// a digest of its own. Names begin with a letter, because editors leave files
// that begin otherwise.
//
//go:embed go.mod sim/[a-z]*.go sim/*/[a-z]*.go sim/*/[a-z]*.s scenarios/[a-z]*.go scenarios/*/[a-z]*.go scenarios/*/*/[a-z]*.go scenarios/evidence/*/[a-z]*.csv
var sources embed.FS

// roots are the packages that make the numbers of runs and comparisons. They
// and all that they import are the model.
var roots = []string{"scenarios/ensemble", "scenarios/infer"}

// Fingerprint is the SHA-256 of all that can change a number, in 64
// hexadecimal digits: what compiler and assembler see of the model's files, the
// evidence, and the versions of the modules that they import. Comments, layout
// and tests do not count; nor do the machine and the release of Go, which
// change no number. It is computed once, when it is first asked for.
var Fingerprint = sync.OnceValue(func() string {
	sum, err := fingerprint(sources)
	if err != nil {
		panic(err) // the tests rule it out
	}
	return sum
})

// FingerprintOf is that of the model whose sources lie in a tree, which is this repository or
// a copy of it.
func FingerprintOf(tree fs.FS) (string, error) { return fingerprint(tree) }

// fingerprint is that of the model whose sources lie in a tree.
func fingerprint(tree fs.FS) (string, error) {
	m, err := read(tree)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	out := bufio.NewWriter(sum) // a sum takes all it is given, so writing cannot fail
	for _, name := range slices.Sorted(maps.Keys(m.files)) {
		fmt.Fprintln(out, "file", name)
		if strings.HasSuffix(name, ".s") {
			writeLines(out, string(m.files[name]))
			continue
		}
		writeTokens(out, name, m.files[name])
	}
	if err := errors.Join(m.writeEvidence(out), m.writeVersions(out)); err != nil {
		return "", err
	}
	out.Flush()
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// model is what the roots are made of.
type model struct {
	tree     fs.FS
	packages map[string]bool   // by folder
	files    map[string][]byte // of Go, but for tests, and of assembly
	imports  map[string]bool   // from outside the repository and the standard library
}

// read finds the model in a tree of sources.
func read(tree fs.FS) (*model, error) {
	m := &model{tree: tree, packages: map[string]bool{}, files: map[string][]byte{}, imports: map[string]bool{}}
	for _, folder := range roots {
		if err := m.add(folder); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// add takes a package in, and what it imports.
func (m *model) add(folder string) error {
	if m.packages[folder] {
		return nil
	}
	m.packages[folder] = true
	names, err := fs.Glob(m.tree, folder+"/*.go")
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("the sources of %s are not within the program", folder)
	}
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		if err := m.addFile(name); err != nil {
			return err
		}
	}
	return m.addAssembly(folder)
}

// addAssembly takes the files of assembly of a package in.
func (m *model) addAssembly(folder string) error {
	names, err := fs.Glob(m.tree, folder+"/*.s")
	for _, name := range names {
		if err == nil {
			m.files[name], err = fs.ReadFile(m.tree, name)
		}
	}
	return err
}

// addFile takes a Go file in, and the packages that it imports. Which machine
// it is for does not matter.
func (m *model) addFile(name string) error {
	text, err := fs.ReadFile(m.tree, name)
	if err != nil {
		return err
	}
	m.files[name] = text
	syntax, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
	if err != nil {
		return err
	}
	for _, spec := range syntax.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		if own, ok := strings.CutPrefix(path, module+"/"); ok {
			if err := m.add(own); err != nil {
				return err
			}
		} else if host, _, _ := strings.Cut(path, "/"); strings.Contains(host, ".") {
			m.imports[path] = true
		}
	}
	return nil
}

// writeTokens writes the tokens of a Go file, one a line. Of comments, only
// directives to the compiler count.
func writeTokens(w *bufio.Writer, name string, text []byte) {
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile(name, -1, len(text)), text, nil, scanner.ScanComments)
	for {
		_, kind, literal := s.Scan()
		switch {
		case kind == token.EOF:
			return
		case kind == token.COMMENT && !strings.HasPrefix(literal, "//go:"):
			continue
		case kind == token.SEMICOLON:
			literal = "" // written or implied by the end of a line
		}
		w.WriteString(cmp.Or(literal, kind.String()))
		w.WriteByte('\n')
	}
}

// writeLines writes the lines of a file of assembly, without layout and comments but for
// directives.
func writeLines(w *bufio.Writer, text string) {
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "//go:") {
			line, _, _ = strings.Cut(line, "//")
		}
		if words := strings.Fields(line); len(words) > 0 {
			w.WriteString(strings.Join(words, " "))
			w.WriteByte('\n')
		}
	}
}

// writeEvidence writes the tables that the world is made from.
func (m *model) writeEvidence(w io.Writer) error {
	names, err := fs.Glob(m.tree, "scenarios/evidence/*/*.csv")
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := fs.ReadFile(m.tree, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "table %s %d\n%s", name, len(text), text)
	}
	return nil
}

// writeVersions writes the lines of go.mod that speak of a module which the
// model imports.
func (m *model) writeVersions(w io.Writer) error {
	text, err := fs.ReadFile(m.tree, "go.mod")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "//")
		words := strings.Fields(line)
		if slices.ContainsFunc(words, m.uses) {
			fmt.Fprintln(w, "module", words)
		}
	}
	return nil
}

// uses tells whether the model imports a package of the module with that path.
func (m *model) uses(path string) bool {
	for name := range m.imports {
		if name == path || strings.HasPrefix(name, path+"/") {
			return true
		}
	}
	return false
}
