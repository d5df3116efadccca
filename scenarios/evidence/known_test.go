package evidence

import (
	"fmt"
	"testing"
	"testing/fstest"
)

func TestKnownIsReadAsItIsWritten(t *testing.T) {
	read := func(text string) ([]Known, error) {
		folder := copyOfUS(t)
		folder[knownFile] = &fstest.MapFile{Data: []byte(text)}
		c, err := Load(folder, "us", "United States")
		if err != nil {
			return nil, err
		}
		return c.Known, nil
	}
	const head = "outcome,low,middle,high,emulated,parameter,share\n"
	list, err := read(head + "at_work,-20,-12,-5,0.7,clients.own,0.4\nfear,1,2,3,0.5,,\nat_work,-20,-12,-5,0.7,clients.reach,0.1\n")
	if got := fmt.Sprint(list); err != nil || got != "[{at_work -20 -12 -5 0.7 [{clients.own 0.4} {clients.reach 0.1}]} {fear 1 2 3 0.5 []}]" {
		t.Errorf("read as %s, %v", got, err)
	}
	for text, want := range map[string]string{
		head + "at_work,-20,-12,-5,0.7,clients.owm,0.4\n": `known.csv:2: parameter: no parameter is called "clients.owm"`,
		head + "at_work,-20,-12,-5,0.7,clients.own,1.4\n": "known.csv:2: share: 1.4 is outside 0 to 1",
		head + ",-20,-12,-5,0.7,clients.own,0.4\n":        "known.csv:2: outcome: is empty; write a value",
		head + "at_work,x,-12,-5,0.7,clients.own,0.4\n":   `known.csv:2: low: "x" is not a number`,
		"outcome\nat_work\n":                              "known.csv:1: 1 fields instead of 7; put text that holds a comma in double quotes",
	} {
		if _, err := read(text); err == nil || err.Error() != want {
			t.Errorf("%q\n got %v\nwant %s", text, err, want)
		}
	}
}
