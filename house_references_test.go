package atelier_test

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
)

// What the description of the model and the comments in the code cite stands in one list
// (scenarios/evidence/references.csv; the tables' own sources in sources.csv), from which the
// list at the end of ODD.md and the file for reference managers are made:
//
//	go test . -run References -update
const (
	referencesFile = "sim/references.bib"
	oddFile        = "sim/ODD.md"
)

// citingTexts are the documents that cite.
var citingTexts = []string{oddFile, "sim/TRACE.md"}

// dated is what looks like a citation: names and a year.
var dated = regexp.MustCompile(`(?:\p{Lu}[\p{L}'.-]*(?:, | and |/| ))*\p{Lu}[\p{L}'.-]*(?: et al\.)?,? (?:19|20)\d\d\b`)

// noWorks are words that stand before years and cite nothing, each with the reason.
var noWorks = regexp.MustCompile(`^(?:.* )?(?:` + strings.Join([]string{
	"Jan|January|February|March|April|May|June|July|August|September|October|November|December", // months
	"A|An|After|At|Before|By|From|In|Of|Since|Until|EU's|The|To",                                // words of time
	"OECD|States|US|USD|UK", // places and money
}, "|") + `),? (?:19|20)\d\d`)

// citing is a text that may cite, with its place.
type citing struct{ place, text string }

// citingAll are the documents, and the comments and sources of the code that is no test.
func citingAll(t *testing.T) (list []citing) {
	t.Helper()
	for _, path := range citingTexts {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		kept, _, _ := strings.Cut(string(text), "<!-- references: begin")
		list = append(list, citing{path, kept})
	}
	for _, root := range []string{"sim", "scenarios", "plots", "cmd"} {
		set := token.NewFileSet()
		for _, f := range goFiles(t, set, root, parser.ParseComments) {
			for _, g := range f.syntax.Comments {
				list = append(list, citing{set.Position(g.Pos()).String(), g.Text()})
			}
			if !within(f.folder, "sim") && !within(f.folder, "scenarios") {
				continue
			}
			ast.Inspect(f.syntax, func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					if s, err := strconv.Unquote(l.Value); err == nil && !example(f.syntax, l) {
						list = append(list, citing{set.Position(l.Pos()).String(), s})
					}
				}
				return true
			})
		}
	}
	return list
}

// example tells whether a text is the example of a policy: laws and schemes, which are no works.
func example(file *ast.File, l *ast.BasicLit) (is bool) {
	ast.Inspect(file, func(n ast.Node) bool {
		if kv, ok := n.(*ast.KeyValueExpr); ok && kv.Value == l {
			key, _ := kv.Key.(*ast.Ident)
			is = key != nil && key.Name == "Example"
		}
		return !is
	})
	return is
}

// bracketed is a year in brackets behind a name, as in Noy and Zhang (2023).
var bracketed = regexp.MustCompile(` \(((?:19|20)\d\d)`)

// asCited is a text on one line, its years without brackets.
func asCited(text string) string {
	return bracketed.ReplaceAllString(strings.Join(strings.Fields(text), " "), " $1")
}

// uncited are the words of a text that look like a citation and are none of the list.
func uncited(text string, spellings []evidence.Spelling) (left []string) {
	text = asCited(text)
	for _, s := range spellings {
		for at := s.In(text, 0); at >= 0; at = s.In(text, at) {
			text = text[:at] + strings.Repeat(" ", len(s.Text)) + text[at+len(s.Text):]
		}
	}
	for _, found := range dated.FindAllString(text, -1) {
		if !noWorks.MatchString(found) {
			left = append(left, found)
		}
	}
	return left
}

// Every citation is of a work in the list or of a source of the tables, and every work in the
// list is cited.
func TestEveryCitationIsInTheReferences(t *testing.T) {
	spellings := evidence.Spellings(evidence.US().Sources)
	cited := map[string]bool{}
	for _, c := range citingAll(t) {
		for _, words := range uncited(c.text, spellings) {
			t.Errorf("%s cites %q, which is no work of scenarios/evidence/references.csv: add it there, or as it is spelled", c.place, words)
		}
		for _, key := range evidence.CitedIn(asCited(c.text), spellings) {
			cited[key] = true
		}
	}
	for _, r := range evidence.References() {
		if !cited[r.Key] {
			t.Errorf("nothing cites %s any more: remove it from scenarios/evidence/references.csv", r.Key)
		}
	}
}

// The rule sees what it is to see.
func TestCitationsAreSeen(t *testing.T) {
	spellings := []evidence.Spelling{{Text: "Noy and Zhang 2023", Key: "noy2023"}, {Text: "Epoch", Key: "epoch2025"}, {Text: "Eurostat", Key: "eurostat"}}
	text := "as in Noy and\nZhang 2023, by Noy and Zhang (2024) (Smith et al. 2020; Eurostat 2023), from January 2021 on; Epochs"
	if got, want := uncited(text, spellings), []string{"Noy and Zhang 2024", "Smith et al. 2020"}; !slices.Equal(got, want) {
		t.Errorf("not in the list: %q, want %q", got, want)
	}
	if got, want := evidence.CitedIn(asCited(text), spellings), []string{"noy2023", "eurostat"}; !slices.Equal(got, want) {
		t.Errorf("cited are %q, want %q", got, want)
	}
}

// The list of ODD.md and the file of references are those of the tables.
func TestReferencesAreThoseOfTheTables(t *testing.T) {
	keep := func(path, want string) {
		got, err := os.ReadFile(path)
		switch {
		case err == nil && string(got) == want:
		case flag.Lookup("update").Value.String() == "true": // that of LIBRARY.md
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		default:
			t.Errorf("%s is not what the tables of references say; go test . -run References -update mends it", path)
		}
	}
	keep(referencesFile, evidence.BibTeX(evidence.References(), evidence.US().Sources))
	odd, err := os.ReadFile(oddFile)
	if err != nil {
		t.Fatal(err)
	}
	head, tail, found := strings.Cut(string(odd), "<!-- references: begin (generated) -->\n")
	_, tail, closed := strings.Cut(tail, "<!-- references: end -->")
	if !found || !closed {
		t.Fatalf("%s has no place for its references", oddFile)
	}
	var b strings.Builder
	for _, r := range evidence.References() {
		b.WriteString("- **" + strings.Join(r.Cited, "**, **") + "** [" + r.Key + "]: " + r.Line() + "\n")
	}
	for _, s := range evidence.US().Sources {
		if len(s.Cited) > 0 {
			b.WriteString("- **" + strings.Join(s.Cited, "**, **") + "** [" + s.Key + "]: " + s.Publisher + ": " + s.Title + ", " + s.Edition + ". " + s.URL + "\n")
		}
	}
	keep(oddFile, head+"<!-- references: begin (generated) -->\n"+b.String()+"<!-- references: end -->"+tail)
}
