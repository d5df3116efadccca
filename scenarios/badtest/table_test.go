package badtest

import (
	"errors"
	"path/filepath"
	"testing"
)

// Whatever stands in it, a table is read back as it was written.
func TestATableIsReadBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bad.txt")
	want := []Case{
		{"plain", "name: x\n  - y: \"z\"\n\n---\n", "x:1:1: no\nx:2:2: no"},
		{"hidden", "a\tb\x01 \xff\ufeff\\\"'\r\nc \n", "x:1:2: a tab"},
		{"empty", "", "x:1:1: empty"},
	}
	if err := Write(path, "# Head\n\nTwo lines.\n", want); err != nil {
		t.Fatal(err)
	}
	head, got, err := Read(path)
	if err != nil || head != "# Head\n\nTwo lines.\n" || len(got) != len(want) {
		t.Fatalf("%q %q %v", head, got, err)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%q was written, and %q is read", want[i], got[i])
		}
	}
	*Update = true
	defer func() { *Update = false }()
	Check(t, path, func(_ *testing.T, c Case) error { return errors.New(c.Says + "!") })
	if _, got, err = Read(path); err != nil || got[1].Says != "x:1:2: a tab!" || got[1].Input != want[1].Input {
		t.Errorf("written anew it is %q, %v", got, err)
	}
	if got := Edited(t, "one two", "- two\n+ three"); got != "one three" {
		t.Errorf("edited it is %q", got)
	}
}
