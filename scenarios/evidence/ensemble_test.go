package evidence

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/atelier-sim/atelier/sim"
)

// ofEnsemble is what is read of a country whose table of sets is this.
func ofEnsemble(t *testing.T, text string) (*Ensemble, error) {
	t.Helper()
	folder := copyOfUS(t)
	folder[ensembleFile] = &fstest.MapFile{Data: []byte(text)}
	c, err := Load(folder, "us", "United States")
	if err != nil {
		return nil, err
	}
	return c.Ensemble, nil
}

func TestAnEnsembleIsReadAsItIsWritten(t *testing.T) {
	e, err := ofEnsemble(t, "set,start,use.base,trust.forgetting\n7,2,-1.25,0.0312\n3,1,-2,0.01\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(*e); got != "{[use.base trust.forgetting] [{7 2 [-1.25 0.0312]} {3 1 [-2 0.01]}]}" {
		t.Errorf("read as %s", got)
	}
	if s := e.Of(3); s == nil || s.Start != 1 || e.Of(1) != nil {
		t.Errorf("set 3 is %v, set 1 %v", s, e.Of(1))
	}
}

func TestBadEnsemblesAreRejectedWithFileAndLine(t *testing.T) {
	const head = "set,start,use.base,trust.forgetting\n1,1,-1.5,0.02\n"
	for text, want := range map[string]string{
		"number,start,use.base\n1,1,-1\n":          "ensemble.csv:1: the first line must be [set start]",
		"set,start\n1,1\n":                         "ensemble.csv:1: start: no column of a parameter follows; add one a parameter, by its path",
		"set,start,use.bass\n1,1,-1\n":             `ensemble.csv:1: use.bass: no parameter has this name; did you mean "use.base"?`,
		"set,start,use.base,use.base\n1,1,-1,-1\n": "ensemble.csv:1: use.base: stands twice; remove one of the two columns",
		"set,start,\"use.base\x1b[2J\"\n1,1,-1\n":  "ensemble.csv:1: the field 3 holds the control character U+001B as its character 9: delete it",
		"set,start,liability.firm\n1,1,0\n":        "ensemble.csv:1: liability.firm: is for scenarios to say, since it puts law in force or withholds AI; remove the column",
		"set,start,technology.access\n1,1,1\n":     "ensemble.csv:1: technology.access: is for scenarios to say, since it puts law in force or withholds AI; remove the column",
		"set,start,use.base\n":                     "ensemble.csv:2: there are no rows below the header",
		head + "1,2,-1.5,0.02\n":                   "ensemble.csv:3: set: 1 stands twice; remove one of the two rows",
		head + "1.0,2,-1.5,0.02\n":                 "ensemble.csv:3: set: 1 stands twice; remove one of the two rows",
		head + "0,2,-1.5,0.02\n":                   "ensemble.csv:3: set: 0 is outside 1 to 1e+06",
		head + "2,1.5,-1.5,0.02\n":                 "ensemble.csv:3: start: 1.5 is not a whole number",
		head + "2,1,-1.5,NaN\n":                    `ensemble.csv:3: trust.forgetting: "NaN" is not a number`,
		head + "2,1,-1.5,+Inf\n":                   `ensemble.csv:3: trust.forgetting: "+Inf" is not a number`,
		head + "2,1,-1.5,\n":                       `ensemble.csv:3: trust.forgetting: "" is not a number`,
		head + "2,1,-1.5,0.5\n":                    "ensemble.csv:3: trust.forgetting: 0.5 is outside 0.01 to 0.06",
		head + "2,1,-1.5\n":                        "ensemble.csv:3: 3 fields instead of 4; put text that holds a comma in double quotes",
		head + "2,1,-1.5,0.02,0.03\n":              "ensemble.csv:3: 5 fields instead of 4; put text that holds a comma in double quotes",
		strings.Replace(head, "-1.5", "\"-1.5", 1): `ensemble.csv:2: extraneous or missing " in quoted-field`,
	} {
		_, err := ofEnsemble(t, text)
		if got := fmt.Sprint(err); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

// The sets of the United States have a value for what may be unknown, each other ones.
func TestTheSetsOfTheUnitedStatesDiffer(t *testing.T) {
	e := US().Ensemble
	if e == nil || len(e.Sets) < 20 || len(e.Paths) < len(sim.Parameters())/2 {
		t.Fatal("there are too few sets to play, or too few parameters in them")
	}
	for i, s := range e.Sets[1:] {
		if fmt.Sprint(s.Values) == fmt.Sprint(e.Sets[i].Values) {
			t.Errorf("set %d is set %d once more", s.Number, e.Sets[i].Number)
		}
	}
}
