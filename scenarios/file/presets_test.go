package file

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
)

// Presets are found by name, files by path or because they are there; the leading preset
// leads, and an unknown name gets the nearest.
func TestPresetsAndFilesAreFound(t *testing.T) {
	t.Chdir(t.TempDir())
	p := Presets{Files: fstest.MapFS{"presets/apple.yaml": {Data: []byte("a")}, "presets/pear.yaml": {Data: []byte("p")}, "presets/notes.txt": {}}, Noun: "fruit", First: "pear"}
	if got := p.Names(); !slices.Equal(got, []string{"pear", "apple"}) {
		t.Errorf("names are %v", got)
	}
	for name, text := range map[string]string{"apple": "mine", "plum": "a plum", filepath.Join("x", "kiwi"): "a kiwi"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string][2]string{"apple": {"presets/apple.yaml", "a"}, "./apple": {"./apple", "mine"}, "plum": {"plum", "a plum"}, "x/kiwi": {"x/kiwi", "a kiwi"}} {
		source, text, err := p.Find(name)
		if source != want[0] || string(text) != want[1] || err != nil {
			t.Errorf("%s is %s with %q, %v", name, source, text, err)
		}
	}
	for name, want := range map[string]string{
		"aple":      `"aple": no fruit and no file has this name; presets are pear, apple; did you mean "apple"?`,
		"fig":       `"fig": no fruit and no file has this name; presets are pear, apple`,
		"plum/none": "",
		"none.yaml": "",
	} {
		if _, _, err := p.Find(name); err == nil || !errors.Is(err, ErrInput) || want != "" && err.Error() != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
