package scenarios

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/sim"
)

// Every parameter of the first edition is there still, or is told what replaced
// it; what the text names is there.
func TestParametersOfTheFirstEditionAreThereOrSayWhatReplacedThem(t *testing.T) {
	list, err := os.ReadFile("testdata/first-edition.txt")
	if err != nil {
		t.Fatal(err)
	}
	paths := strings.Fields(string(list))
	if len(paths) < 200 {
		t.Fatalf("%d parameters of the first edition", len(paths))
	}
	mentions := regexp.MustCompile(`\b[a-z]+\.[a-z][a-z_]+`)
	went := 0
	for _, path := range paths {
		_, known := sim.Lookup(path)
		why := goneFor(path)
		if known == (why != "") {
			t.Errorf("%s: there is %v, said to be gone: %q", path, known, why)
		}
		if why == "" {
			continue
		}
		went++
		named := mentions.FindAllString(why, -1)
		if len(named) == 0 {
			t.Errorf("%s: %q names nothing instead", path, why)
		}
		for _, other := range named {
			if _, known := sim.Lookup(other); !known {
				t.Errorf("%s: %q names %s, which is no parameter", path, why, other)
			}
		}
	}
	if went != len(gone) {
		t.Errorf("%d of %d that went are of the first edition", went, len(gone))
	}
}

// Whoever sets one is told in every place where one may be set, and by its name.
func TestAParameterThatIsGoneSaysSoWhereverItIsSet(t *testing.T) {
	const said = "is gone since the second edition: clients decide one by one; see clients.own and clients.reach"
	for _, c := range []struct {
		name string
		set  func() error
	}{
		{"--set: clients.ceiling: ", func() error {
			_, err := Resolve(nil, Layers{Flags: map[string][]string{"set": {"clients.ceiling=0.7"}}})
			return err
		}},
		{"ATELIER_SET: clients.ceiling: ", func() error {
			t.Setenv("ATELIER_SET", "clients.ceiling=0.7")
			_, err := Resolve(nil, Layers{})
			return err
		}},
		{"x.yaml:2:24: parameters.clients.ceiling: ", func() error {
			_, err := Parse("x.yaml", []byte("{name: x, title: X,\nparameters: {clients: {ceiling: 0.7}}}"))
			return err
		}},
		{"x.yaml:2:14: parameters.clients.ceiling: ", func() error {
			_, err := Parse("x.yaml", []byte("{name: x, title: X,\nparameters: {clients.ceiling: 0.7}}"))
			return err
		}},
		{"clients.ceiling ", func() error {
			_, err := SelectParameters([]string{"trust", "clients.ceiling"})
			return err
		}},
	} {
		if err := c.set(); err == nil || err.Error() != c.name+said || !errors.Is(err, ErrInput) {
			t.Errorf("got %v, want %s", err, c.name+said)
		}
	}
	if _, err := Parse("x.yaml", []byte("name: x\ntitle: X\nparameters: {clients: {ceilings: 0.7}}\nclients: {ceiling: 1}\n")); err == nil || strings.Contains(err.Error(), "is gone") {
		t.Errorf("a name that never was: %v", err)
	}
}
