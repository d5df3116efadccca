package sim

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ODD.md describes the model. These tests hold that the description and the
// program do not drift apart; what a test can write by itself it writes:
//
//	go test ./sim -run ODD -update
var updateODD = flag.Bool("update", false, "write the generated tables of ODD.md anew")

const oddFile = "ODD.md"

func readODD(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(oddFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// oddSection is the text below the heading that holds a word, up to the next
// heading of the same level or a higher one. Words are compared whole.
func oddSection(t *testing.T, odd, marks, word string) string {
	t.Helper()
	var section []string
	inside := false
	for line := range strings.Lines(odd) {
		level, title, found := strings.Cut(strings.TrimSpace(line), " ")
		if found && strings.Trim(level, "#") == "" && level != "" && len(level) <= len(marks) {
			words := strings.FieldsFunc(title, func(r rune) bool { return strings.ContainsRune(" ,.:", r) })
			inside = level == marks && slices.Contains(words, word)
		} else if inside {
			section = append(section, line)
		}
	}
	if section == nil {
		t.Fatalf("%s has no heading %q with the word %q: restore it, or name its new heading here", oddFile, marks, word)
	}
	return strings.Join(section, "")
}

// oddTable fails if what stands between the marker lines of a generated table
// is not what the program says, or with -update writes it.
func oddTable(t *testing.T, name, want string) {
	t.Helper()
	odd := readODD(t)
	begin, end := "<!-- "+name+": begin ", "<!-- "+name+": end -->"
	from, to := strings.Index(odd, begin), strings.Index(odd, end)
	if from < 0 || to < from {
		t.Fatalf("%s lacks the lines %q and %q: put them where the table belongs", oddFile, begin+"... -->", end)
	}
	from += strings.Index(odd[from:], "\n") + 1
	if odd[from:to] == want {
		return
	}
	if !*updateODD {
		t.Fatalf("the table of %s in %s is not that of the program; run: go test ./sim -run ODD -update%s",
			name, oddFile, firstDifference(odd[from:to], want))
	}
	if err := os.WriteFile(oddFile, []byte(odd[:from]+want+odd[to:]), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("wrote the table of %s", name)
}

// firstDifference shows the first line in which two tables differ.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("\nwritten: %s\nprogram: %s", a[i], b[i])
		}
	}
	return fmt.Sprintf("\nwritten: %d lines, program: %d", len(a), len(b))
}

func TestODDHasTheMonthOfTheProgram(t *testing.T) {
	var b strings.Builder
	b.WriteString("| mechanism | what it asks | what it writes |\n|---|---|---|\n")
	for _, m := range Schedule {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", m.Name, m.Asks, strings.Join(m.Writes, ", "))
	}
	oddTable(t, "schedule", b.String())
}

func TestODDHasEveryParameter(t *testing.T) {
	var b strings.Builder
	b.WriteString("| parameter | default | range | unit | source |\n|---|---|---|---|---|\n")
	for _, q := range Parameters() {
		fmt.Fprintf(&b, "| %s | %s | %s to %s | %s | %s |\n", q.Path, short(q.Default), short(q.Low), short(q.High), q.Unit, q.Source)
	}
	oddTable(t, "parameters", b.String())
}

func short(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// What the table rounds is no more than the last digits of a fraction: a bound
// such as the year 2023.8 stands there as it is.
func TestODDRoundsNoParameterAway(t *testing.T) {
	for _, q := range Parameters() {
		for _, x := range []float64{q.Default, q.Low, q.High} {
			if y, err := strconv.ParseFloat(short(x), 64); err != nil || math.Abs(x-y) > 1e-6*math.Abs(x) {
				t.Errorf("%s: %v stands in %s as %s", q.Path, x, oddFile, short(x))
			}
		}
	}
}

// A lever that the text names, as Lever.Audit, is one.
func TestODDNamesLeversThatExist(t *testing.T) {
	named := map[string]bool{}
	for _, m := range regexp.MustCompile(`Lever\.([A-Z]\w+)`).FindAllStringSubmatch(readODD(t), -1) {
		named[m[1]] = true
		if !slices.Contains(LeverNames[:], m[1]) {
			t.Errorf("%s names Lever.%s, which is none: use a name of lever.go", oddFile, m[1])
		}
	}
	for _, l := range LeverNames {
		if !named[l] {
			t.Errorf("no equation of %s holds Lever.%s", oddFile, l)
		}
	}
}

// Above every mechanism of the Schedule stand its rule, its equations and its
// source.
func TestMechanismsStateEquationAndSource(t *testing.T) {
	stated := map[string]string{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		source, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range source.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				stated[g.Specs[0].(*ast.ValueSpec).Names[0].Name] = g.Doc.Text()
			}
		}
	}
	for _, m := range Schedule {
		rule, source, found := strings.Cut(stated[m.Name], "\nSource: ")
		switch {
		case len(strings.Fields(rule)) < 15:
			t.Errorf("%s: its rule does not stand above it", m.Name)
		case len(cited(rule)) == 0:
			t.Errorf("%s: its comment names no equation of %s", m.Name, oddFile)
		case !found || len(source) < len("assumed."):
			t.Errorf("%s: its comment does not end with its source, \"Source: ...\"", m.Name)
		}
	}
}

// ARCHITECTURE.md says what a row of creatives takes.
func TestArchitectureKnowsWhatARowTakes(t *testing.T) {
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	var c Creatives
	c.each(func(col column) { col.grow(1024, 0) })
	bytes := 0
	c.each(func(col column) { bytes += col.bytes() })
	if says := fmt.Sprintf("A row of creatives takes %d bytes, %d of them the eight peers", bytes/1024, 4*Degree); !strings.Contains(string(text), says) {
		t.Errorf("ARCHITECTURE.md does not say %q", says)
	}
}

// Every parameter has its place in the equations or the text of its
// mechanism's submodel.
func TestODDUsesEveryParameter(t *testing.T) {
	odd := readODD(t)
	for _, q := range Parameters() {
		_, name, _ := strings.Cut(q.Path, ".")
		submodel := oddSection(t, odd, "###", q.Mechanism)
		if !regexp.MustCompile(`(^|[^\w])` + name + `([^\w]|$)`).MatchString(submodel) {
			t.Errorf("the submodel %q of %s does not say what %s does: add it to an equation or a sentence there", q.Mechanism, oddFile, q.Path)
		}
	}
}

// A path that the text names, such as `trust.failure_ratio`, is a parameter.
func TestODDNamesParametersThatExist(t *testing.T) {
	found := 0
	for _, m := range regexp.MustCompile(`\b([a-z]+\.[a-z]+(?:_[a-z]+)*)\b`).FindAllString(readODD(t), -1) {
		mechanism, name, _ := strings.Cut(m, ".")
		if !slices.ContainsFunc(parameters, func(q Parameter) bool { return q.Mechanism == mechanism }) || slices.Contains([]string{"go", "csv", "md"}, name) {
			continue
		}
		found++
		if _, ok := Lookup(m); !ok {
			t.Errorf("%s names the parameter %s, which does not exist", oddFile, m)
		}
	}
	if found < len(parameters) {
		t.Errorf("only %d paths found", found)
	}
}

// Every state variable is named in the section of its table.
func TestODDNamesEveryStateVariable(t *testing.T) {
	odd := readODD(t)
	for _, table := range []any{Creatives{}, Organisations{}, Cells{}, Occupation{}, Domain{}, Sector{}, Levers{}} {
		kind := reflect.TypeOf(table)
		section := oddSection(t, odd, "###", kind.Name())
		for i := range kind.NumField() {
			name := kind.Field(i).Name
			if !strings.Contains(section, "`"+name+"`") {
				t.Errorf("section %s of %s does not name `%s`: add it to the table there, with its unit and meaning", kind.Name(), oddFile, name)
			}
		}
	}
}

// Every file that the themes and the submodels point to exists.
func TestODDPointsToFilesThatExist(t *testing.T) {
	odd := readODD(t)
	path := regexp.MustCompile("`((?:sim|scenarios|plots|cmd)/[\\w/.-]+)`")
	for _, m := range path.FindAllStringSubmatch(odd, -1) {
		if _, err := os.Stat(filepath.Join("..", filepath.FromSlash(m[1]))); err != nil {
			t.Errorf("%s points to %s, which is not there: point to the file that holds it now", oddFile, m[1])
		}
	}
	themes := 0
	for line := range strings.Lines(oddSection(t, odd, "##", "Themes")) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| theme |") {
			continue
		}
		themes++
		if !path.MatchString(line) {
			t.Errorf("no file is named for the theme %.60q: say where it lives", line)
		}
	}
	if themes < 21 {
		t.Errorf("only %d of the 21 themes of the source study are left in %s: a theme keeps its row", themes, oddFile)
	}
}

// definition is an equation in a block of ODD.md, citation a mention anywhere.
var (
	definition = regexp.MustCompile(`(?m)^\((\d+)\) `)
	citation   = regexp.MustCompile(`[Ee]quations?\s+(\d+)((?:\s*(?:,|and|to)\s+\d+)*)`)
	further    = regexp.MustCompile(`(,|and|to)\s+(\d+)`)
)

// defined counts how often each equation is defined.
func defined(odd string) map[int]int {
	count := map[int]int{}
	for _, m := range definition.FindAllStringSubmatch(odd, -1) {
		n, _ := strconv.Atoi(m[1])
		count[n]++
	}
	return count
}

// cited are the numbers of equations that a text names; "9 to 12" names four.
func cited(text string) []int {
	var numbers []int
	for _, m := range citation.FindAllStringSubmatch(text, -1) {
		last, _ := strconv.Atoi(m[1])
		numbers = append(numbers, last)
		for _, more := range further.FindAllStringSubmatch(m[2], -1) {
			n, _ := strconv.Atoi(more[2])
			from := n
			if more[1] == "to" {
				from = last + 1
			}
			for k := from; k <= n; k++ {
				numbers = append(numbers, k)
			}
			last = n
		}
	}
	return numbers
}

// citations are the equations that the files below sim cite, by file.
func citations(t *testing.T) map[string][]int {
	t.Helper()
	files := map[string][]int{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		switch filepath.Ext(path) {
		case ".md":
			if text, err := os.ReadFile(path); err == nil {
				files[path] = cited(string(text))
			}
		case ".go":
			source, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for _, c := range source.Comments {
				files[path] = append(files[path], cited(c.Text())...)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestODDNumbersEquationsAsTheProgramDoes(t *testing.T) {
	equations := defined(readODD(t))
	inCode := map[int]bool{}
	for path, numbers := range citations(t) {
		for _, n := range numbers {
			if equations[n] == 0 {
				t.Errorf("%s cites equation %d, which %s does not define: mend the number, or add a line that begins with (%d) to a block of section 7", path, n, oddFile, n)
			}
			if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				inCode[n] = true
			}
		}
	}
	for n := 1; n <= len(equations); n++ {
		switch {
		case equations[n] != 1:
			t.Errorf("%s defines equation %d %d times: number equations 1, 2, 3 ..., each once", oddFile, n, equations[n])
		case !inCode[n]:
			t.Errorf("no file below sim cites equation %d: name it in the comment of the code that holds it, as (equation %d)", n, n)
		}
	}
}

// The reader of citations understands how they are written.
func TestODDCitationsAreRead(t *testing.T) {
	for text, want := range map[string][]int{
		"trust (equations 3 and 4).": {3, 4}, "equations 20, 21": {20, 21}, "(equation\n35)": {35}, "no number": nil,
		"Equations 9 to 12, and equation 30": {9, 10, 11, 12, 30}, "equations 1, 2 and 5 to 7": {1, 2, 5, 6, 7},
	} {
		if got := cited(text); !slices.Equal(got, want) {
			t.Errorf("%q cites %v, read as %v", text, want, got)
		}
	}
}
