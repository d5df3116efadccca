package atelier_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strings"
	"testing"
)

// digits are the places besides package finding where a number becomes digits, each with the
// reason: none of them is an estimate that a reader is told.
var digits = map[string]string{
	"plots/canvas/size.go":        "a size that cannot be drawn, as it was asked for",
	"plots/canvas/svg.go":         "places on paper",
	"plots/canvas/style.go":       "a number of a style sheet",
	"plots/report/command.go":     "a command to be typed again, to the last digit",
	"scenarios/file/tree.go":      "a scenario to be read again, to the last digit",
	"scenarios/file/schema.go":    "JSON",
	"scenarios/table/write.go":    "a table for machines",
	"scenarios/evidence/check.go": "a mistake in the evidence, told to who made it",
	"sim/params.go":               "a mistake in parameters; the model knows nothing of findings",
}

// signs are the places besides package finding where an end of something is compared with zero, each
// with the reason: none of them is an interval.
var signs = map[string]string{
	"plots/figure_employment.go":    "the end of an axis",
	"scenarios/population/sizes.go": "a class of size without an end",
	"scenarios/sweep/file.go":       "the end of a range that is asked for",
}

// middles are the places where the middle 8 of 10 runs are spoken of.
var middles = map[string]string{
	"plots/words.go": "that of months, under its own condition",
}

// float is a verb of fmt for numbers with digits behind the point.
var float = regexp.MustCompile(`%[-+# 0]*[0-9*]*(\.[0-9*]*)?[eEfFgG]`)

// offences are the files below the folders in which a node offends, and where.
func offences(t *testing.T, folders []string, allowed map[string]string, offends func(ast.Node) bool) {
	t.Helper()
	set, seen := token.NewFileSet(), map[string]bool{}
	for _, folder := range folders {
		for _, f := range goFiles(t, set, folder, 0) {
			if f.folder == "scenarios/finding" {
				continue
			}
			ast.Inspect(f.syntax, func(n ast.Node) bool {
				if n == nil || !offends(n) {
					return true
				}
				if seen[f.path] = true; allowed[f.path] == "" {
					t.Errorf("%s: package finding does this", set.Position(n.Pos()))
				}
				return true
			})
		}
	}
	for path, reason := range allowed {
		if !seen[path] {
			t.Errorf("%s need no longer be allowed: %s", path, reason)
		}
	}
}

// everywhere are the folders with code.
var everywhere = []string{"sim", "scenarios", "plots", "cmd"}

// text is a literal text, or "".
func text(n ast.Node) string {
	if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
		return l.Value
	}
	return ""
}

// One spelling: numbers become digits for readers in package finding alone.
func TestNumbersAreSpelledInOnePlace(t *testing.T) {
	offences(t, everywhere, digits, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			return s.Sel.Name == "FormatFloat" || s.Sel.Name == "AppendFloat"
		}
		return float.MatchString(strings.ReplaceAll(text(n), "%%", ""))
	})
}

// One verdict: whether an interval covers zero is asked of package finding alone.
func TestIntervalsAreJudgedInOnePlace(t *testing.T) {
	offences(t, []string{"scenarios", "plots"}, signs, func(n ast.Node) bool {
		b, ok := n.(*ast.BinaryExpr)
		if !ok || b.Op != token.LSS && b.Op != token.GTR && b.Op != token.LEQ && b.Op != token.GEQ {
			return false
		}
		return end(b.X) && zero(b.Y) || zero(b.X) && end(b.Y)
	})
}

// end tells whether an expression is the low or high end of something.
func end(e ast.Expr) bool {
	if at, ok := e.(*ast.IndexExpr); ok {
		e = at.X
	}
	name := ""
	switch x := e.(type) {
	case *ast.SelectorExpr:
		name = x.Sel.Name
	case *ast.Ident:
		name = x.Name
	}
	return strings.HasSuffix(name, "Low") || strings.HasSuffix(name, "High") || name == "low" || name == "high"
}

// zero tells whether an expression is the literal zero.
func zero(e ast.Expr) bool {
	l, ok := e.(*ast.BasicLit)
	return ok && strings.Trim(l.Value, "0.") == ""
}

// Eight of ten make no sense of four: what a spread holds is said by package finding.
func TestSpreadsAreSaidInOnePlace(t *testing.T) {
	offences(t, everywhere, middles, func(n ast.Node) bool { return strings.Contains(text(n), "8 of 10") })
}

// The tests above see what they forbid.
func TestOffencesAreSeen(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "", "package p\nvar a = e.Low > 0 || 0.0 >= xs.High[i] || gLow <= 0\nvar b = e.Low > 1", 0)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	ast.Inspect(f, func(x ast.Node) bool {
		if b, ok := x.(*ast.BinaryExpr); ok && (end(b.X) && zero(b.Y) || zero(b.X) && end(b.Y)) {
			n++
		}
		return true
	})
	if n != 3 {
		t.Errorf("%d of 3 comparisons with zero are seen", n)
	}
	for verb, want := range map[string]bool{"%.2f": true, "%12.3g": true, "%e": true, "%-8.*f": true, "%d": false, "%s fewer": false, "5 f": false} {
		if float.MatchString(verb) != want {
			t.Errorf("%s: seen %v", verb, !want)
		}
	}
}
