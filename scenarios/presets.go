package scenarios

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

//go:embed presets/*.yaml
var presetFiles embed.FS

// Presets returns the names of the scenarios that come with the program: the
// baseline, then the others by name. A new one is a file in presets/ and its
// golden beside it.
func Presets() []string {
	files, err := fs.Glob(presetFiles, "presets/*.yaml")
	if err != nil {
		panic(err) // only a malformed pattern
	}
	list := []string{"baseline"}
	for _, file := range files {
		if name := strings.TrimSuffix(path.Base(file), ".yaml"); name != "baseline" {
			list = append(list, name)
		}
	}
	return list
}

// PresetText returns the file of a preset as it was written.
func PresetText(name string) ([]byte, error) {
	if !slices.Contains(Presets(), name) {
		return nil, noPreset(name)
	}
	return presetFiles.ReadFile(path.Join("presets", name+".yaml"))
}

// Preset returns a scenario that comes with the program. An unknown name is
// bad input; the error names the nearest one.
func Preset(name string) (*Scenario, error) {
	file, err := PresetText(name)
	if err != nil {
		return nil, err
	}
	s, err := Parse("presets/"+name+".yaml", file)
	if err != nil {
		return nil, fmt.Errorf("the preset %s is broken: %w", name, err)
	}
	return s, nil
}

// WritePresets lists the presets in lines of 80 characters: name, title, and the
// question each asks.
func WritePresets(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 1, ' ', 0)
	for _, name := range Presets() {
		s, err := Preset(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(table, "%s\t%s\n\t%s\n", s.Name, s.Title, strings.ReplaceAll(finding.Wrapped(s.Question, 58), "\n", "\n\t"))
	}
	return table.Flush()
}

// Find returns the preset of that name or reads the file at that path. What
// looks like a path, or exists as a file, is a file; a preset wins over a file
// of its name without an ending.
func Find(nameOrFile string) (*Scenario, error) {
	if slices.Contains(Presets(), nameOrFile) {
		return Preset(nameOrFile)
	}
	if _, err := os.Stat(nameOrFile); err == nil || looksLikePath(nameOrFile) {
		return Load(nameOrFile)
	}
	return nil, noPreset(nameOrFile)
}

// looksLikePath reports whether a word is meant as a file and not as a preset.
func looksLikePath(s string) bool {
	return strings.ContainsAny(s, `/\`) || strings.HasSuffix(s, ".yaml") || strings.HasSuffix(s, ".yml")
}

// noPreset is the error for a name that is neither a preset nor a file.
func noPreset(name string) error {
	return Mistake("%s: no preset and no file has this name; presets are %s%s",
		file.Shown(name, true), strings.Join(Presets(), ", "), file.Meant(name, Presets()))
}
