package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// A pack is a package to change: its files as they are, and their types.
type pack struct {
	path, folder, name string
	set                *token.FileSet
	files              []*source
	info               *types.Info
	imports            types.Importer
}

// A source is one file of a package.
type source struct {
	path   string // for the compiler
	shown  string // for the reader
	text   []byte
	syntax *ast.File
}

// load reads packages of this module and checks their types.
func load(patterns []string) ([]*pack, error) {
	listed, exports, err := list(patterns)
	if err != nil {
		return nil, err
	}
	set := token.NewFileSet()
	imports := importer.ForCompiler(set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	var packages []*pack
	for _, l := range listed {
		p := &pack{path: l.ImportPath, folder: l.Dir, name: l.Name, set: set, imports: imports}
		for _, name := range l.GoFiles {
			if err := p.read(filepath.Join(l.Dir, name)); err != nil {
				return nil, err
			}
		}
		p.info = &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
		if err := p.check(nil, nil, p.info); err != nil {
			return nil, err
		}
		packages = append(packages, p)
	}
	return packages, nil
}

// entry is what go list says of a package.
type entry struct {
	ImportPath, Dir, Name, Export string
	GoFiles                       []string
	DepOnly, Standard             bool
}

// list asks the go command for packages, and where the types of all that they
// and the question import lie.
func list(patterns []string) (listed []entry, exports map[string]string, err error) {
	command := exec.Command("go", append([]string{"list", "-export", "-deps", "-json=ImportPath,Dir,Name,Export,GoFiles,DepOnly,Standard", "os", "strconv"}, patterns...)...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return nil, nil, fmt.Errorf("go list: %w", err)
	}
	exports = map[string]string{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var e entry
		if err := d.Decode(&e); err == io.EOF {
			return listed, exports, nil
		} else if err != nil {
			return nil, nil, err
		}
		exports[e.ImportPath] = e.Export
		if !e.DepOnly && !e.Standard {
			listed = append(listed, e)
		}
	}
}

// read parses a file of the package.
func (p *pack) read(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	syntax, err := parser.ParseFile(p.set, path, text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	shown := path
	if here, err := os.Getwd(); err == nil {
		if r, err := filepath.Rel(here, path); err == nil {
			shown = filepath.ToSlash(r)
		}
	}
	p.files = append(p.files, &source{path, shown, text, syntax})
	return nil
}

// check checks the types of the package, with other text instead of one file.
func (p *pack) check(instead *source, text []byte, info *types.Info) error {
	var files []*ast.File
	for _, f := range p.files {
		syntax := f.syntax
		if f == instead {
			var err error
			if syntax, err = parser.ParseFile(token.NewFileSet(), f.path, text, parser.SkipObjectResolution); err != nil {
				return err
			}
		}
		files = append(files, syntax)
	}
	question, err := parser.ParseFile(p.set, "question.go", p.question(), parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	config := types.Config{Importer: p.imports}
	_, err = config.Check(p.path, p.set, append(files, question), info)
	return err
}
