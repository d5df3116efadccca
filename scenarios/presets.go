package scenarios

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

//go:embed presets/*.yaml
var presetFiles embed.FS

// presets come with the program: the baseline, then the others by name. A new one is a
// file in presets/ and its golden beside it.
var presets = file.Presets{Files: presetFiles, Noun: "preset", First: "baseline"}

// Presets returns the names of the scenarios that come with the program.
func Presets() []string { return presets.Names() }

// PresetText returns the file of a preset as it was written.
func PresetText(name string) ([]byte, error) {
	_, text, err := presets.Text(name)
	return text, err
}

// Preset returns a scenario that comes with the program. An unknown name is
// bad input; the error names the nearest one.
func Preset(name string) (*Scenario, error) {
	source, text, err := presets.Text(name)
	if err != nil {
		return nil, err
	}
	s, err := Parse(source, text)
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

// Find returns the preset of that name or reads the file at that path, see
// [file.Presets.Find]. What people call a preset is that preset, unless a file is there.
func Find(nameOrFile string) (*Scenario, error) {
	if slices.Contains(Presets(), nameOrFile) {
		return Preset(nameOrFile)
	}
	if name := Called(nameOrFile, Presets()); name != "" && !file.Exists(nameOrFile) {
		return Preset(name)
	}
	source, text, err := presets.Find(nameOrFile)
	if err != nil {
		return nil, err
	}
	return Parse(source, text)
}

// FindBeside is Find of a name that stands below the key scenario in the text of a file at
// source, beside which a file is looked for. What is wrong in that file is told with the
// place there, and that there is none with the place of the name.
func FindBeside(name, source string, text []byte) (*Scenario, error) {
	if !slices.Contains(Presets(), name) && !filepath.IsAbs(name) && strings.HasSuffix(name, "yaml") {
		name = filepath.Join(filepath.Dir(source), name)
	}
	s, err := Find(name)
	var places Problems
	if err != nil && !errors.As(err, &places) {
		return nil, file.At(source, text, "scenario", "%v", err)
	}
	return s, err
}
