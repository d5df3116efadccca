package main

import (
	"slices"
	"testing"
)

func TestSVGAndPNGAreAlwaysDrawn(t *testing.T) {
	for text, want := range map[string][]string{
		"svg,png":     {"svg", "png"},
		"pdf":         {"svg", "png", "pdf"},
		"PDF, svg":    {"svg", "png", "pdf"},
		"png,png,pdf": {"svg", "png", "pdf"},
	} {
		if got, err := readFormats(text); err != nil || !slices.Equal(got, want) {
			t.Errorf("--format %s gives %v, %v", text, got, err)
		}
	}
}

func TestOtherFormatsAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"tiff-16": `--format: value "tiff-16": must be svg, png or pdf, separated by commas`,
		"svg,pgn": `--format: value "pgn": must be svg, png or pdf, separated by commas; did you mean "png"?`,
		"":        `--format: value "": must be svg, png or pdf, separated by commas`,
	} {
		if _, err := readFormats(text); err == nil || err.Error() != want {
			t.Errorf("--format %q: %v, want %s", text, err, want)
		}
	}
}
