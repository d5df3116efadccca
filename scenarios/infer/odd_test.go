package infer

import (
	"flag"
	"os"
	"strings"
	"testing"
)

// ODD.md holds what was found out with the model. What is written down of it as data becomes a table there:
//
//	go test ./scenarios/infer -run ODD -update
var updateODD = flag.Bool("update", false, "write the tables of ODD.md that come from data anew")

const oddFile = "../../sim/ODD.md"

// traceFile says how the model was tested; its tables are made likewise.
const traceFile = "../../sim/TRACE.md"

// oddTable is docTable in ODD.md.
func oddTable(t *testing.T, name, want string) {
	t.Helper()
	docTable(t, oddFile, name, want)
}

// docTable fails if what stands between the marker lines of a table in a document is not what the data say, or
// with -update writes it.
func docTable(t *testing.T, file, name, want string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	odd, begin, end := string(text), "<!-- "+name+": begin ", "<!-- "+name+": end -->"
	from, to := strings.Index(odd, begin), strings.Index(odd, end)
	if from < 0 || to < from {
		t.Fatalf("%s lacks the lines %q and %q: put them where the table belongs", file, begin+"... -->", end)
	}
	from += strings.Index(odd[from:], "\n") + 1
	switch {
	case odd[from:to] == want:
	case !*updateODD:
		t.Errorf("the table of %s in %s is not that of the data; run: go test ./scenarios/infer -run ODD -update", name, file)
	default:
		if err := os.WriteFile(file, []byte(odd[:from]+want+odd[to:]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
