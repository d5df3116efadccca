package atelier_test

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim"
)

// Numbers that nobody measured stand in three places: parameters, literals in the code of the model,
// cells of the evidence. Whoever adds one pays for it with another; a number that moves from one
// place to another moves its ceiling with it. `go test . -run AssumedNumbers -v` lists them all.
var ceilings = []struct {
	kind string
	most int
}{
	{inParameters, 174},
	{inCode, 116},
	{inEvidence, 281},
}

const (
	inParameters = "parameters"
	inCode       = "literals in the code"
	inEvidence   = "cells of the evidence"
)

// unmeasured is what a source says of a number that has none. A source that gives the form or the sign
// and says "size assumed" does not give the number.
var unmeasured = regexp.MustCompile(`\b(assumed|judgement)\b`)

// neutral are numbers that say nothing by themselves: none, one, twice, half; months and weeks of a year,
// the first year of the calendar. In a policy only none, one and units are.
var neutral = map[float64]bool{0: true, 1: true, 2: true, 0.5: true, 12: true, 52: true, 2021: true}

// modelled are the folders whose literals count, without tests.
var modelled = []string{"sim", "sim/network", "sim/policy", "scenarios/population"}

// formats are declarations whose literals say how something is written, counted or bounded and not how
// the world is, each with the reason.
var formats = map[string]string{
	"scenarios/population/adoption.go base":                "bisection",
	"scenarios/population/adoption.go fromStaff":           "organisations of the survey",
	"scenarios/population/adoption.go logitBin":            "bins of a histogram",
	"scenarios/population/cells.go roundCells":             "from here on one row more or less hardly matters",
	"scenarios/population/clients.go clientsOf":            "number of a draw",
	"sim/aid.go insuredLowMonths":                          "terms of Ireland's insurance of the self-employed",
	"scenarios/population/clients.go clientsPerFreelancer": "how fine: rows, not clients",
	"scenarios/population/clients.go mostNeeds":            "a bound",
	"scenarios/population/clients.go volumesOf":            "how often a scaling is repeated",
	"scenarios/population/draws.go bronzeStep":             "an even sequence",
	"scenarios/population/draws.go copperStep":             "an even sequence",
	"scenarios/population/draws.go goldenStep":             "an even sequence",
	"scenarios/population/draws.go silverStep":             "an even sequence",
	"scenarios/population/draws.go tinStep":                "an even sequence",
	"scenarios/population/facts.go trendMonths":            "a bound",
	"scenarios/population/heads.go pools":                  "number of a draw",
	"scenarios/population/organisations.go sizeOf":         "classes of the tables",
	"scenarios/population/population.go FewestPeople":      "a bound",
	"scenarios/population/population.go MostPeople":        "a bound",
	"scenarios/population/population.go spare":             "memory",
	"scenarios/population/population.go spareRows":         "memory",
	"scenarios/population/sizes.go newSpan":                "near enough to a limit",
	"scenarios/population/sizes.go spanOf":                 "bisection",
	"sim/ablate.go shockFrom":                              "calendar",
	"sim/ablate.go shockUntil":                             "calendar",
	"sim/aid.go insuranceCapUSD":                           "terms of US Trade Adjustment Assistance",
	"sim/aid.go insuredMonths":                             "terms of US Trade Adjustment Assistance",
	"sim/burnin.go BurnInMonths":                           "how long, until nothing changes",
	"sim/burnin.go Fifths":                                 "a fifth",
	"sim/burnin.go meanPay":                                "an integral in twenty steps",
	"sim/burnin.go referenceMonths":                        "over how many months a mean is taken",
	"sim/cells.go fewWorkers":                              "memory",
	"sim/cells.go headShift":                               "fixed point",
	"sim/cells.go userShift":                               "fixed point",
	"sim/check.go checkDecomposition":                      "rounding",
	"sim/check.go checkMarkets":                            "rounding",
	"sim/check.go checkMoney":                              "rounding",
	"sim/choice.go gumbelBits":                             "a table of quantiles",
	"sim/choice.go gumbelQuantiles":                        "a table of quantiles",
	"sim/clients.go needStep":                              "an even sequence",
	"sim/clients.go shownPerson":                           "fixed point",
	"sim/clients.go shownRow":                              "fixed point",
	"sim/clients.go steerIdle":                             "away from 0 and 1",
	"sim/demand.go logMean":                                "a series",
	"sim/hiring.go hire":                                   "number of a round",
	"sim/lists.go move":                                    "memory",
	"sim/measure.go nQuintiles":                            "a fifth",
	"sim/measure.go payBins":                               "pay bins",
	"sim/network/smallworld.go tries":                      "how often a draw that fails is repeated",
	"sim/offers.go makeOffer":                              "fixed point",
	"sim/offers.go mostLeft":                               "fixed point",
	"sim/offers.go offerHours":                             "fixed point",
	"sim/offers.go offerLeft":                              "fixed point",
	"sim/orders.go bookShift":                              "fixed point",
	"sim/orders.go orderUnit":                              "thirds of a week in a month",
	"sim/organisations.go CES":                             "near enough to a limit",
	"sim/people.go PayQuantile":                            "percentiles of the pay tables",
	"sim/people.go payPoints":                              "percentiles of the pay tables",
	"sim/policy/setting.go MostUnitCost":                   "a bound",
	"sim/policy/setting.go Start":                          "calendar",
	"sim/spread.go lowestWages":                            "the tenth of which a measure tells",
	"sim/spread.go topTenth":                               "the tenth of which a measure tells",
	"sim/rows.go takeRow":                                  "memory",
	"sim/rule.go MostRules":                                "a bound",
	"sim/rule.go key":                                      "a hash",
	"sim/tally.go words":                                   "memory",
	"sim/technology.go FirstRelease":                       "months of releases, facts",
	"sim/technology.go modalityCode":                       "an index",
	"sim/technology.go modalityVideo":                      "an index",
	"sim/technology.go releases":                           "months of releases, facts",
	"sim/use.go barrierShift":                              "fixed point",
	"sim/use.go termBins":                                  "bins of a histogram",
	"sim/use.go termWidth":                                 "bins of a histogram",
	"sim/world.go Domains":                                 "a bound",
	"sim/world.go Modalities":                              "what there is",
	"sim/world.go Occupations":                             "a bound",
	"sim/world.go SizeClasses":                             "what there is",
	"sim/world.go Stages":                                  "what there is",
	"sim/world.go Tasks":                                   "what there is",
}

// assumption is one number that nobody measured.
type assumption struct{ kind, place, value, why string }

func TestAssumedNumbersAreNotMore(t *testing.T) {
	list := slices.Concat(assumedParameters(), assumedLiterals(t), assumedCells(t))
	counts, most := map[string]int{}, 0
	for _, a := range list {
		counts[a.kind]++
		if !testing.Verbose() {
			continue
		}
		t.Logf("%s: %s = %s  %s", a.kind, a.place, a.value, a.why)
	}
	for _, c := range ceilings {
		most += c.most
		t.Logf("%d %s, at most %d", counts[c.kind], c.kind, c.most)
		if n := counts[c.kind]; n > c.most {
			t.Errorf("%d assumed numbers among %s, %d too many: cite a source, remove as many, or take the ceiling of the kind they came from down by what moved", n, c.kind, n-c.most)
		}
	}
	t.Logf("%d assumed numbers, at most %d", len(list), most)
}

// What atelier parameters --csv says of each parameter is what is counted here, and every parameter
// says what it is.
func TestTheTableOfParametersCountsTheAssumedAlike(t *testing.T) {
	var text bytes.Buffer
	if err := scenarios.WriteParametersCSV(&text, sim.Parameters()); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&text).ReadAll()
	if err != nil || len(rows) != 1+len(sim.Parameters()) {
		t.Fatalf("%d rows of %d parameters: %v", len(rows), len(sim.Parameters()), err)
	}
	at := func(row []string, column string) string { return row[slices.Index(rows[0], column)] }
	var assumed, counted []string
	meanings := map[string]string{}
	for _, row := range rows[1:] {
		path, meaning := at(row, "path"), at(row, "meaning")
		if at(row, "assumed") == "yes" {
			assumed = append(assumed, path)
		}
		if other := meanings[meaning]; meaning == "" || other != "" {
			t.Errorf("%s does not say what it is, or says what %q says", path, other)
		}
		meanings[meaning] = path
	}
	for _, a := range assumedParameters() {
		counted = append(counted, a.place)
	}
	if !slices.Equal(assumed, counted) {
		t.Errorf("%d parameters are assumed in the table and %d are counted", len(assumed), len(counted))
	}
}

// assumedParameters are those whose source says so.
func assumedParameters() (list []assumption) {
	for _, p := range sim.Parameters() {
		if unmeasured.MatchString(p.Source) {
			list = append(list, assumption{inParameters, p.Path, strconv.FormatFloat(p.Default, 'g', 6, 64), p.Source})
		}
	}
	return list
}

// assumedLiterals are the numbers that stand in the code of the model, as often as they are written.
func assumedLiterals(t *testing.T) (list []assumption) {
	seen := map[string]bool{}
	for _, folder := range modelled {
		set := token.NewFileSet()
		for _, f := range goFiles(t, set, folder, 0) {
			if f.folder != folder {
				continue
			}
			for _, l := range literals(f.syntax) {
				place := f.path + " " + l.declaration
				if formats[place] != "" {
					seen[place] = true
					continue
				}
				at := set.Position(l.at)
				list = append(list, assumption{inCode, at.Filename + ":" + strconv.Itoa(at.Line) + " " + l.declaration, l.value, l.source})
			}
		}
	}
	for place, reason := range formats {
		if !seen[place] {
			t.Errorf("%s need no longer be left out: %s", place, reason)
		}
	}
	return list
}

// literal is a number in the code that has no source.
type literal struct {
	at                         token.Pos
	value, declaration, source string
}

// literals are the numbers of a file that say something of the world and cite nothing. Left out are the
// neutral ones, whole powers of two from 256 on, hexadecimal digits, bits (operands of shifts and masks),
// sizes, indices and bounds of arrays, what is parsed, ends of ranges, and what stands beside a source in one composite
// literal (a dose or cost of a policy and its Source, Takes and its Why) that does not say assumed.
func literals(file *ast.File) (list []literal) {
	var path []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			path = path[:len(path)-1]
			return true
		}
		path = append(path, n)
		l, ok := n.(*ast.BasicLit)
		if !ok || l.Kind != token.INT && l.Kind != token.FLOAT || technical(path) {
			return true
		}
		x, _ := strconv.ParseFloat(strings.ReplaceAll(l.Value, "_", ""), 64)
		source, inPolicy := beside(path)
		unit := x == 12 || x == 52 || x == 0 || x == 1
		if neutral[x] && (!inPolicy || unit) || endOfRange(path) || source != "" && !unmeasured.MatchString(source) {
			return true
		}
		list = append(list, literal{l.Pos(), l.Value, declared(path), source})
		return true
	})
	return list
}

// technical tells whether the number at the end of a path is bits, a size, an index or a bound.
func technical(path []ast.Node) bool {
	l := path[len(path)-1].(*ast.BasicLit)
	if strings.HasPrefix(l.Value, "0x") {
		return true
	}
	if n, err := strconv.Atoi(strings.ReplaceAll(l.Value, "_", "")); err == nil && n >= 256 && n&(n-1) == 0 {
		return true
	}
	for i := len(path) - 2; i >= 0; i-- {
		switch p := path[i].(type) {
		case *ast.BinaryExpr:
			switch p.Op {
			case token.SHL, token.SHR, token.AND, token.OR, token.XOR, token.AND_NOT:
				return true
			}
		case *ast.ArrayType, *ast.SliceExpr:
			return true
		case *ast.IndexExpr:
			return path[i+1] == p.Index
		case *ast.KeyValueExpr:
			if path[i+1] == p.Key {
				return true
			}
		case *ast.CallExpr:
			if f, ok := p.Fun.(*ast.SelectorExpr); ok {
				if x, ok := f.X.(*ast.Ident); ok && x.Name == "strconv" {
					return true
				}
			}
		case ast.Stmt, ast.Decl, *ast.ValueSpec:
			return false
		}
	}
	return false
}

// beside is the source that stands beside a number in a composite literal: Source, or Why beside Takes;
// and whether the number is one of a policy.
func beside(path []ast.Node) (source string, inPolicy bool) {
	for i := len(path) - 2; i >= 0; i-- {
		c, ok := path[i].(*ast.CompositeLit)
		if !ok {
			continue
		}
		if k, ok := c.Type.(*ast.Ident); ok && k.Name == "Policy" {
			inPolicy = true
		}
		own, _ := path[i+1].(*ast.KeyValueExpr)
		for _, e := range c.Elts {
			if k, ok := e.(*ast.KeyValueExpr); ok {
				name, _ := k.Key.(*ast.Ident)
				what := text(k.Value)
				if source == "" && name != nil && what != "" && (name.Name == "Source" || name.Name == "Why" && own != nil && own.Key.(*ast.Ident).Name == "Takes") {
					source = what
				}
			}
		}
	}
	return source, inPolicy
}

// endOfRange tells whether a number is the low or high end of a range: as of a parameter, it is the value
// in it that counts.
func endOfRange(path []ast.Node) bool {
	k, ok := path[len(path)-2].(*ast.KeyValueExpr)
	if !ok {
		return false
	}
	name, _ := k.Key.(*ast.Ident)
	return name != nil && (name.Name == "Low" || name.Name == "High")
}

// declared is the name of the top declaration that a number stands in.
func declared(path []ast.Node) string {
	for _, n := range path {
		switch d := n.(type) {
		case *ast.FuncDecl:
			return d.Name.Name
		case *ast.ValueSpec:
			return d.Names[0].Name
		case *ast.TypeSpec:
			return d.Name.Name
		}
	}
	return ""
}

// assumedCells are the numbers of the evidence tables whose source is assumed, ends of their ranges and
// zeros aside, as a parameter counts once. A source stands behind the numbers it is of: those since the
// source before it; split_source behind the columns that divide one industry among sectors.
func assumedCells(t *testing.T) (list []assumption) {
	files, err := filepath.Glob("scenarios/evidence/*/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tables of evidence: %v", err)
	}
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		for n, row := range rows[1:] {
			for _, k := range assumedIn(rows[0], row) {
				list = append(list, assumption{inEvidence, path + ":" + strconv.Itoa(n+2) + " " + cmp.Or(row[0], "-") + " " + rows[0][k], row[k], ""})
			}
		}
	}
	return list
}

// assumedIn are the places of the assumed numbers in a row.
func assumedIn(head, row []string) (places []int) {
	for k, name := range head {
		x, err := strconv.ParseFloat(row[k], 64)
		if err != nil || x == 0 || name == "year" || strings.HasSuffix(name, "low") || strings.HasSuffix(name, "high") {
			continue
		}
		of := slices.IndexFunc(head[k:], func(s string) bool { return s == "source" || strings.HasSuffix(s, "_source") })
		if split := slices.Index(head, "split_source"); split >= 0 && strings.Contains(name, "_of_") {
			of = split - k
		}
		if of >= 0 && unmeasured.MatchString(row[k+of]) {
			places = append(places, k)
		}
	}
	return places
}

// The rules above see what they are to see.
func TestAssumedNumbersAreSeen(t *testing.T) {
	const code = `package p
const a, b = 0.3, 1 << 20
var c = [5]float64{0: 0.7, 3: 1}
var d = register(Policy{Takes: 0.5, Why: "half of them (assumed)", Ramp: 12, Dose: Dose{High: 9, Default: 4, Source: "a law"},
	Cost: Cost{USD: 7, Low: 3, Source: "8 (judgement)"}, Pulls: []Pull{{Scale: 2}}})
func f(x []float64) float64 { return 0.5*x[3] + max(2, 6*x[0]) - float64(len(x[:4])&7) + 2021.5 + 65536 + 1e-3 }`
	file, err := parser.ParseFile(token.NewFileSet(), "", code, 0)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, l := range literals(file) {
		values = append(values, l.declaration+" "+l.value)
	}
	want := []string{"a 0.3", "c 0.7", "d 0.5", "d 7", "d 2", "f 6", "f 2021.5", "f 1e-3"}
	if !slices.Equal(values, want) {
		t.Errorf("literals\n%q, want\n%q", values, want)
	}
	head := []string{"key", "year", "x", "source", "gain", "gain_low", "gain_source", "a_of_b", "split_source"}
	for _, c := range []struct {
		row  []string
		want []int
	}{
		{[]string{"k", "2020", "3", "assumed", "4", "1", "oews", "5", "oews"}, []int{2}},
		{[]string{"k", "2020", "3", "oews", "4", "1", "assumed", "0", "assumed"}, []int{4}},
		{[]string{"k", "2020", "", "oews", "4", "1", "oews", "5", "assumed"}, []int{7}},
	} {
		if got := assumedIn(head, c.row); !slices.Equal(got, c.want) {
			t.Errorf("%q: cells %v are assumed, want %v", c.row, got, c.want)
		}
	}
}
