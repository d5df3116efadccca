package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// variable names the mutant that a process is asked to be; scout is none of
// them, but writes down in the file of reachedVariable which ones it meets.
const (
	variable        = "MUTANT"
	reachedVariable = "MUTANTS_REACHED"
	scout           = -1
)

// question is the file that a package gains: which mutant is this?
func (p *pack) question() []byte {
	return fmt.Appendf(nil, `package %s

import (
	mutantOS "os"
	mutantText "strconv"
	mutantSync "sync"
)

var (
	thisMutant, _  = mutantText.Atoi(mutantOS.Getenv(%q))
	reachedMutants mutantSync.Map
)

func isMutant(n int) bool {
	if thisMutant != %d {
		return thisMutant == n
	}
	if _, known := reachedMutants.LoadOrStore(n, true); !known {
		list, err := mutantOS.OpenFile(mutantOS.Getenv(%q), mutantOS.O_APPEND|mutantOS.O_WRONLY, 0)
		if err != nil {
			panic(err)
		}
		defer list.Close()
		if _, err := list.WriteString(mutantText.Itoa(n) + "\n"); err != nil {
			panic(err)
		}
	}
	return false
}
`, p.name, variable, scout, reachedVariable)
}

func (m *mutant) offset(at token.Pos) int { return m.pack.set.Position(at).Offset }

// branch is the mutant's own body, behind the question.
func (m *mutant) branch() []byte {
	text, from, to := m.file.text, m.offset(m.body.Lbrace)+1, m.offset(m.body.Rbrace)
	b := fmt.Appendf(nil, "\nif thisMutant != 0 && isMutant(%d) {\n", m.number)
	b = append(b, text[from:m.offset(m.from)]...)
	b = append(b, m.text...)
	b = append(b, text[m.offset(m.to):to]...)
	if !m.result {
		b = append(b, "\nreturn\n"...)
	}
	return append(b, "}\n"...)
}

// planted is a file with some of its mutants.
func planted(file *source, mutants []*mutant) []byte {
	mutants = slices.Clone(mutants)
	slices.SortFunc(mutants, func(a, b *mutant) int { return int(a.body.Lbrace - b.body.Lbrace) })
	var text bytes.Buffer
	done := 0
	for _, m := range mutants {
		at := m.offset(m.body.Lbrace) + 1
		text.Write(file.text[done:at])
		text.Write(m.branch())
		done = at
	}
	text.Write(file.text[done:])
	return text.Bytes()
}

// plant writes the changed files of packages and the overlay that puts them in
// the place of the tree's own.
func plant(packages []*pack, chosen []*mutant, folder string) error {
	replace := map[string]string{}
	put := func(path string, text []byte) error {
		file := filepath.Join(folder, strconv.Itoa(len(replace))+".go")
		replace[path] = file
		return os.WriteFile(file, text, 0o666)
	}
	for _, p := range packages {
		if err := put(filepath.Join(p.folder, "this_mutant.go"), p.question()); err != nil {
			return err
		}
		for _, file := range p.files {
			own := slices.DeleteFunc(slices.Clone(chosen), func(m *mutant) bool { return m.file != file })
			if len(own) == 0 {
				continue
			}
			if err := put(file.path, planted(file, own)); err != nil {
				return err
			}
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	return os.WriteFile(overlay(folder), text, 0o666)
}

// overlay is where the go command reads what stands in place of what.
func overlay(folder string) string { return filepath.Join(folder, "overlay.json") }
