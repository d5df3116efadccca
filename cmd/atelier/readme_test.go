package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the outputs and the figure of README.md, and NOTICES.txt")

// readme is where the README stands, seen from this package.
const readme = "../../README.md"

// figureOfReadme is the picture that the README shows, and where the program
// writes it in a run folder.
const figureOfReadme = "freelance.svg"

// output is the block that holds what the main command says.
var output = regexp.MustCompile("(?s)(On the terminal it says:\n\n```console\n\\$ go run ./cmd/atelier run\n)(.*?)(```)")

// TestReadmeShowsWhatTheProgramSays plays the README's main command and holds
// its words, and the title of its figure, against the README.
func TestReadmeShowsWhatTheProgramSays(t *testing.T) {
	if testing.Short() {
		t.Skip("plays the default run")
	}
	folder := filepath.Join(t.TempDir(), "run")
	var said strings.Builder
	if code := execute(context.Background(), []string{"run", "--out", folder}, &said, os.Stderr); code != 0 {
		t.Fatalf("the main command ends with exit code %d", code)
	}
	words, _, _ := strings.Cut(said.String(), "Written to ")
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	figure, err := os.ReadFile(filepath.Join(folder, "figures", figureOfReadme))
	if err != nil {
		t.Fatal(err)
	}
	shown := filepath.Join("../../plots/gallery", figureOfReadme)
	if *update {
		text = output.ReplaceAll(text, []byte("${1}"+strings.TrimRight(words, "\n")+"\n${3}"))
		if err := os.WriteFile(readme, text, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(shown, figure, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found := output.FindSubmatch(text)
	if found == nil {
		t.Fatal("README.md has no block with the output of the main command")
	}
	if got, want := strings.TrimSpace(string(found[2])), strings.TrimSpace(words); got != want {
		t.Errorf("README.md does not show what the program says; go test ./cmd/atelier -run Readme -update mends it.\nREADME:\n%s\nprogram:\n%s", got, want)
	}
	old, err := os.ReadFile(shown)
	if err != nil {
		t.Fatal(err)
	}
	if title(old) != title(figure) {
		t.Errorf("the README's figure says %q, the program's %q", title(old), title(figure))
	}
}

var titleOf = regexp.MustCompile(`<title[^>]*>(.*?)</title>`)

func title(svg []byte) string {
	if m := titleOf.FindSubmatch(svg); m != nil {
		return string(m[1])
	}
	return ""
}

var readComparison = flag.Bool("comparison", false, "play the README's comparison too, which takes a minute")

// comparisonOutput is the block that holds the first words of the comparison.
var comparisonOutput = regexp.MustCompile("(?s)(In words it begins:\n\n```text\n)(.*?)(```)")

// TestReadmeShowsWhatTheComparisonSays plays the README's comparison and holds
// its first words, and the title of its figure, against the README.
func TestReadmeShowsWhatTheComparisonSays(t *testing.T) {
	if !*readComparison {
		t.Skip("takes a minute: go test ./cmd/atelier -run Readme -comparison plays it")
	}
	folder := filepath.Join(t.TempDir(), "comparison")
	var said strings.Builder
	args := []string{"compare", "laissez-faire", "skills-first", "rights-first", "safety-net", "supportive-ecosystem", "--out", folder}
	if code := execute(context.Background(), args, &said, os.Stderr); code != 0 {
		t.Fatalf("the comparison ends with exit code %d", code)
	}
	words, _, _ := strings.Cut(said.String(), "\nmean of ")
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	figure, err := os.ReadFile(filepath.Join(folder, "figures", "scorecard.svg"))
	if err != nil {
		t.Fatal(err)
	}
	const shown = "../../plots/gallery/policies.svg"
	if *update {
		text = comparisonOutput.ReplaceAll(text, []byte("${1}"+strings.TrimRight(words, "\n")+"\n${3}"))
		if err := os.WriteFile(readme, text, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(shown, figure, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found := comparisonOutput.FindSubmatch(text)
	if found == nil {
		t.Fatal("README.md has no block with the words of the comparison")
	}
	if got, want := strings.TrimSpace(string(found[2])), strings.TrimSpace(words); got != want {
		t.Errorf("README.md does not show what the comparison says; go test ./cmd/atelier -run Readme -comparison -update mends it.\nREADME:\n%s\nprogram:\n%s", got, want)
	}
	old, err := os.ReadFile(shown)
	if err != nil {
		t.Fatal(err)
	}
	if title(old) != title(figure) {
		t.Errorf("the README's figure says %q, the program's %q", title(old), title(figure))
	}
}
