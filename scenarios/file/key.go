package file

import (
	"math"
	"strings"

	"github.com/invopop/jsonschema"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Kind is what may stand at a key.
type Kind int

// The kinds of keys, with the type of the value that is read.
const (
	Section Kind = iota // keys of its own
	Text                // a sentence or more: string
	Word                // a short name: string
	Choice              // one of a few names: string
	Names               // a list of some of a few names: []string
	Whole               // a whole number from low to high: int64
	Number              // a number from low to high: float64
	Truth               // true or false: bool
	Month               // a month, such as 2027-01, June 2027 or 2027: int, months after January 2021
	Entries             // a list of names or sections: []any, each as Entry makes it
	Numbers             // a list of numbers from low to high: []float64
	Texts               // a list of texts: []string
)

// Key is one place in a file: what may stand there and what it means. The root
// of a tree is a section without a name.
type Key struct {
	Name, Doc, Unit string
	Kind            Kind
	Low, High       float64  // Whole, Number and Numbers: the ends of the range, both allowed; ±Unbounded is none
	Longest         int      // Text, Word and Texts: characters, not bytes; Entries: how many
	Choices         []string // Choice and Names
	// Called, if not nil, is which of the choices a word stands for that is none of them,
	// "" for none; it is taken as if it had been given.
	Called   func(word string, choices []string) string
	Lister   string   // Choice: the command that lists the choices, where they are many
	Noun     string   // what one of them is: a root is "a scenario", a Choice with a Lister a "policy"
	Example  string   // a root: a line that a file might begin with; Entries: an entry as a section
	Also     []string // what people call it, in lower case, who do not know its name
	Last     bool     // Month: a year is its December, not its January
	Lines    bool     // Text: it may have several lines
	Latest   int      // Month: the last that may be named, 0 for latestMonth
	Required bool
	Initial  any // the default; nil where there is none
	Children []*Key
	// Gone says of a path below a section that is no key why it is none any more;
	// "" of one that never was.
	Gone func(path string) string

	// Check complains about values of a section that do not go together: which
	// paths, and why.
	Check func(values map[string]any) (paths []string, wrong string)
	// Entry makes an entry of its values, by their paths below the entry, after
	// those before it. An entry that is a name has it at the first child.
	Entry func(values map[string]any, before []any) (any, Flaw)
	// Form adds to the schema of an entry what the children cannot say.
	Form func(*jsonschema.Schema) *jsonschema.Schema
}

// A Flaw is what is wrong with an entry, and under which of its keys. The zero
// value is none.
type Flaw struct {
	Key, Text string
	// Alone: it is wrong whatever else is.
	Alone bool
}

// Unbounded is the end of a range that other rules set.
const Unbounded = math.MaxFloat64

// Child returns the key of that name below k, or nil.
func (k *Key) Child(name string) *Key {
	for _, c := range k.Children {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// childNames returns the names of the keys below k, in order.
func (k *Key) childNames() []string {
	return finding.Each(k.Children, func(c *Key) string { return c.Name })
}

// Find returns the key at a dotted path below k, or nil.
func (k *Key) Find(path string) *Key {
	for _, name := range strings.Split(path, ".") {
		if k = k.Child(name); k == nil {
			return nil
		}
	}
	return k
}

// Paths returns the dotted paths of all keys below k that hold a value.
func (k *Key) Paths() []string {
	var list []string
	for _, c := range k.Children {
		if c.Kind != Section {
			list = append(list, c.Name)
			continue
		}
		for _, below := range c.Paths() {
			list = append(list, c.Name+"."+below)
		}
	}
	return list
}

// Put adds a key at a dotted path below k, and the sections on the way.
func (k *Key) Put(path string, c Key) {
	for {
		name, rest, more := strings.Cut(path, ".")
		if !more {
			c.Name = name
			k.Children = append(k.Children, &c)
			return
		}
		next := k.Child(name)
		if next == nil {
			next = &Key{Name: name, Kind: Section}
			k.Children = append(k.Children, next)
		}
		k, path = next, rest
	}
}
