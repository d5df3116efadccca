package file

import (
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Presets are the files of a kind that come with the program: presets/NAME.yaml.
type Presets struct {
	Files fs.FS
	Noun  string // what a file is of, in messages: "experiment"
	First string // the one that leads the list, "" for none
}

// Names are those of the presets, in order.
func (p Presets) Names() []string {
	files, err := fs.Glob(p.Files, "presets/*.yaml")
	if err != nil {
		panic(err) // only a malformed pattern
	}
	var list []string
	if p.First != "" {
		list = append(list, p.First)
	}
	for _, file := range files {
		if name := strings.TrimSuffix(path.Base(file), ".yaml"); name != p.First {
			list = append(list, name)
		}
	}
	return list
}

// Text is the file of a preset as it was written, and what messages call it. An unknown
// name is bad input; the error names the nearest one.
func (p Presets) Text(name string) (source string, text []byte, err error) {
	if !slices.Contains(p.Names(), name) {
		return "", nil, Mistake("%s: no %s and no file has this name; presets are %s%s",
			Shown(name, true), p.Noun, strings.Join(p.Names(), ", "), Meant(name, p.Names()))
	}
	source = "presets/" + name + ".yaml"
	text, err = fs.ReadFile(p.Files, source)
	return source, text, err
}

// Find is the preset of that name or the file at that path, and what messages call it.
// What looks like a path, or exists as a file, is a file; a preset wins over a file of
// its name without an ending.
func (p Presets) Find(nameOrFile string) (source string, text []byte, err error) {
	if !slices.Contains(p.Names(), nameOrFile) {
		if Exists(nameOrFile) || LooksLikePath(nameOrFile) {
			text, err = ReadFile(nameOrFile)
			return nameOrFile, text, err
		}
	}
	return p.Text(nameOrFile)
}

// Exists tells whether there is a file of a name.
func Exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// LooksLikePath reports whether a word is meant as a file and not as a preset.
func LooksLikePath(s string) bool {
	return strings.ContainsAny(s, `/\`) || strings.HasSuffix(s, ".yaml") || strings.HasSuffix(s, ".yml")
}
