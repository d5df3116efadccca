package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/report"
	"github.com/atelier-sim/atelier/scenarios"
)

// formats are the kinds of files that figures are drawn into. The first two
// are always drawn; PDF embeds its fonts and is drawn on request.
var formats = []string{"svg", "png", "pdf"}

// usualFormats are those of a run folder unless more are asked for.
var usualFormats = formats[:2]

// formatFlag adds --format to a command. The function it returns reads it.
func formatFlag(cmd *cobra.Command) func() ([]string, error) {
	text := cmd.Flags().String("format", strings.Join(usualFormats, ","), "`KINDS` of figure files: svg, png, pdf, separated by commas")
	return func() ([]string, error) { return readFormats(*text) }
}

// readFormats reads a list of formats. SVG and PNG are drawn whether they are
// named or not: a run folder without them would not be one.
func readFormats(text string) ([]string, error) {
	list := slices.Clone(usualFormats)
	for _, name := range strings.Split(text, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		if !slices.Contains(formats, name) {
			meant := ""
			if near, ok := scenarios.Nearest(name, formats); ok {
				meant = `; did you mean "` + near + `"?`
			}
			return nil, scenarios.Mistake("--format: value %q: must be svg, png or pdf, separated by commas%s", name, meant)
		}
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list, nil
}

// drawings are the files of one figure.
func drawings(f report.Figure, kinds []string) []part {
	draw := map[string]func(canvas.Size) ([]byte, error){"svg": f.SVG, "png": f.PNG, "pdf": f.PDF}
	var parts []part
	for _, kind := range kinds {
		parts = append(parts, drawing(f.ID+"."+kind, draw[kind]))
	}
	return parts
}
