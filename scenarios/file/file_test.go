package file

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/invopop/jsonschema"
)

// garden is a tree of keys with one of every kind, which knows no model.
func garden() *Key {
	root := &Key{Kind: Section, Noun: "a garden", Example: "name: back_yard"}
	root.Put("name", Key{Kind: Word, Longest: 20, Required: true})
	root.Put("motto", Key{Kind: Text, Longest: 30})
	root.Put("soil", Key{Kind: Choice, Choices: []string{"sand", "clay"}})
	root.Put("trees", Key{Kind: Names, Choices: []string{"oak", "ash", "elm"}})
	root.Put("size.beds", Key{Kind: Whole, Low: 1, High: 40})
	root.Put("size.share", Key{Kind: Number, Low: 0, High: 1})
	root.Put("fenced", Key{Kind: Truth})
	root.Put("sown", Key{Kind: Month})
	root.Put("weights", Key{Kind: Numbers, Low: 0, High: 9})
	root.Put("notes", Key{Kind: Texts, Longest: 9})
	root.Put("crops", Key{Kind: Entries, Longest: 3, Example: "{crop: leek, rows: 1}", Children: []*Key{
		{Name: "crop", Kind: Choice, Choices: []string{"leek", "kale"}, Noun: "crop", Lister: "the shed", Required: true},
		{Name: "rows", Kind: Whole, Low: 1, High: 9},
	}, Form: func(s *jsonschema.Schema) *jsonschema.Schema { return s }, Entry: func(values map[string]any, before []any) (any, Flaw) {
		if len(before) > 0 {
			return values["crop"], Flaw{Key: "crop", Text: "one crop is enough", Alone: true}
		}
		return values["crop"], Flaw{}
	}})
	return root
}

func TestATreeThatIsWrittenIsReadBack(t *testing.T) {
	var crop, tree Tree
	crop.Put("crop", "leek")
	crop.Put("rows", 2)
	for _, x := range []struct {
		path  string
		value any
	}{
		{"name", "back_yard"}, {"motto", "yes: 12"}, {"soil", "clay"}, {"trees", []string{"oak", "elm"}},
		{"size.beds", 3}, {"fenced", true}, {"size.share", 0.25}, {"sown", "2027-01"}, {"weights", []float64{0.5, 3}}, {"notes", []string{"a b", "12"}}, {"crops", []Tree{crop}},
	} {
		tree.Put(x.path, x.value)
	}
	text, err := tree.YAML()
	if err != nil {
		t.Fatal(err)
	}
	got, found := garden().Decode("garden.yaml", text)
	if len(found) > 0 {
		t.Fatalf("%v\n%s", found, text)
	}
	want := map[string]any{"name": "back_yard", "motto": "yes: 12", "soil": "clay", "trees": []string{"oak", "elm"}, "size.beds": int64(3),
		"size.share": 0.25, "fenced": true, "sown": 72, "weights": []float64{0.5, 3}, "notes": []string{"a b", "12"}, "crops": []any{"leek"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s\n%s", d, text)
	}
}

func TestEveryMistakeHasItsPlace(t *testing.T) {
	_, found := garden().Decode("g.yaml", []byte(`motto: 12
soil: caly
size: {beds: 41, shrae: 1}
trees: [oak, oak]
fenced: "true"
sown: 2020-01
crops: [leek, kale, {crop: lek}]
weights: [1, 10, two]
notes: today
`))
	want := `g.yaml:1:1: name: is missing: it must be 1 to 20 of a-z, 0-9, - and _, a letter first
g.yaml:1:8: motto: value 12: must be text of at most 30 characters; put it in quotes
g.yaml:2:7: soil: value "caly": must be sand or clay; did you mean "clay"?
g.yaml:3:14: size.beds: value 41: must be a whole number from 1 to 40
g.yaml:3:18: size.shrae: unknown key; did you mean "share"?
g.yaml:4:14: trees[1]: "oak" stands twice: name each once
g.yaml:5:9: fenced: value "true": must be true or false; leave out the quotes
g.yaml:6:7: sown: value "2020-01": must be a month from 2021-01 to 2071-01, such as 2028-06 or June 2028, or a year
g.yaml:7:15: crops[1].crop: one crop is enough
g.yaml:7:28: crops[2].crop: value "lek": no crop has this name; did you mean "leek"?
g.yaml:8:14: weights[1]: value 10: must be a number from 0 to 9
g.yaml:8:18: weights[2]: value "two": must be a number from 0 to 9
g.yaml:9:8: notes: value "today": must be a list, such as [a, b]`
	lines := strings.Split(found.Error(), "\n")
	for _, line := range strings.Split(want, "\n") {
		if !strings.Contains(found.Error()+"\n", line+"\n") {
			t.Errorf("not said: %s", line)
		}
	}
	if len(lines) != strings.Count(want, "\n")+1 {
		t.Errorf("said:\n%v", found)
	}
}
