package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"hash/fnv"
	"slices"
	"strings"
)

// A mutant is an edit of a function, chosen to be planted.
type mutant struct {
	edit
	pack   *pack
	file   *source
	name   string // of the function
	body   *ast.BlockStmt
	result bool // the function has results
	rank   uint64
	number int
	killer string // what saw it; "" while it lives
}

// String says where a mutant is, and what it changes.
func (m *mutant) String() string {
	at := m.pack.set.Position(m.from)
	line := strings.TrimSpace(strings.Split(string(m.file.text), "\n")[at.Line-1])
	old := m.old()
	if m.text == "" {
		return fmt.Sprintf("%s:%d: %s: %s: %s", m.file.shown, at.Line, m.name, m.kind, old)
	}
	return fmt.Sprintf("%s:%d: %s: %s: %s becomes %s in %s", m.file.shown, at.Line, m.name, m.kind, old, m.text, line)
}

// old is the text that the mutant replaces.
func (m *mutant) old() string { return string(m.file.text[m.offset(m.from):m.offset(m.to)]) }

// choose takes n mutants that compile, of all packages together. What is chosen
// depends on the seed, the function's name, the change, the text around it and
// how often it stands there: edits elsewhere choose no others.
func choose(packages []*pack, seed uint64, n int, at string) []*mutant {
	var all []*mutant
	for _, p := range packages {
		for _, file := range p.files {
			all = append(all, p.mutants(file, seed)...)
		}
	}
	slices.SortStableFunc(all, func(a, b *mutant) int { return cmp.Compare(a.rank, b.rank) })
	var chosen []*mutant
	for _, m := range all {
		if len(chosen) == n {
			break
		}
		if at != "" && !strings.HasPrefix(fmt.Sprintf("%s:%d:", m.file.shown, m.pack.set.Position(m.from).Line), at) {
			continue
		}
		m.number = len(chosen) + 1
		if m.pack.check(m.file, planted(m.file, []*mutant{m}), nil) == nil {
			chosen = append(chosen, m)
		}
	}
	return chosen
}

// mutants are all that could be planted in a file.
func (p *pack) mutants(file *source, seed uint64) (all []*mutant) {
	each(file.syntax, func(name string, kind *ast.FuncType, body *ast.BlockStmt) {
		seen := map[string]int{}
		for _, e := range p.faults(file, body) {
			m := &mutant{edit: e, pack: p, file: file, name: name, body: body, result: kind.Results != nil}
			key := fmt.Sprint(seed, p.path, name, e.kind, m.old(), e.text)
			seen[key]++
			h := fnv.New64a()
			fmt.Fprint(h, key, seen[key])
			m.rank = mix(h.Sum64())
			all = append(all, m)
		}
	})
	return all
}

// mix spreads the bits of a hash, whose highest hardly know the last letters.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// each calls f for the outermost functions of a file: declared ones, and those
// in the values of variables, which are named after variable and field.
func each(file *ast.File, f func(name string, kind *ast.FuncType, body *ast.BlockStmt)) {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Body != nil && d.Name.Name != "String" && d.Name.Name != "Error" {
				f(d.Name.Name, d.Type, d.Body)
			}
		case *ast.GenDecl:
			name := ""
			ast.Inspect(d, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.ValueSpec:
					name = n.Names[0].Name
				case *ast.KeyValueExpr:
					if key, ok := n.Key.(*ast.Ident); ok {
						if literal, ok := n.Value.(*ast.FuncLit); ok {
							f(name+"."+key.Name, literal.Type, literal.Body)
							return false
						}
					}
				case *ast.FuncLit:
					f(name, n.Type, n.Body)
					return false
				}
				return true
			})
		}
	}
}
