package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// rule stands between two texts of NOTICES.txt and in none.
var rule = strings.Repeat("=", 78)

// noticesHead is what NOTICES.txt begins with.
const noticesHead = `Atelier is linked with what other people made. Here is whose it is and under which
licences; their texts follow. Each lets the work be handed on with this program as
long as the text goes along, so this file goes with every copy of the program.

The software is based in part of the work of the FreeType Team.
`

// render writes NOTICES.txt: who is under which licence, and each text once.
func render(t *testing.T, all []notice) string {
	t.Helper()
	licences, owners := map[string][]string{}, map[string][]string{}
	var names, texts []string
	for _, n := range all {
		licence := recognise(n.text)
		if licence == "" {
			t.Errorf("the licence of %s in %s is not known; read it, and where it lets the program be handed on, put %q into known in known_licences_test.go:\n%.600s", n.of, n.file, digestOf(n.text), n.text)
			continue
		}
		for l := range strings.SplitSeq(licence, " AND ") {
			if !slices.Contains(licences[n.of], l) {
				licences[n.of] = append(licences[n.of], l)
			}
		}
		if !slices.Contains(names, n.of) {
			names = append(names, n.of)
		}
		if !slices.Contains(texts, n.text) {
			texts = append(texts, n.text)
		}
		owners[n.text] = append(owners[n.text], n.of+": "+n.file)
		if strings.Contains(n.text, rule) {
			t.Errorf("%s of %s has a line that stands between texts", n.file, n.of)
		}
	}
	place := func(of string) int { // a module comes after what is none
		name, _, _ := strings.Cut(of, ":")
		if at := slices.Index([]string{"this program", "tables within it", "Go"}, name); at >= 0 {
			return at
		}
		return 3
	}
	first := func(a, b string) int { return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b)) }
	slices.SortFunc(names, first)
	var b strings.Builder
	b.WriteString(noticesHead + "\n")
	for _, name := range names {
		slices.Sort(licences[name])
		fmt.Fprintf(&b, "%-40s %s\n", name, strings.Join(licences[name], ", "))
	}
	for _, text := range texts {
		slices.SortFunc(owners[text], first)
	}
	slices.SortFunc(texts, func(a, b string) int { return first(owners[a][0], owners[b][0]) })
	for _, text := range texts {
		fmt.Fprintf(&b, "\n%s\n%s\n%s\n\n%s\n", rule, recognise(text), strings.Join(owners[text], "\n"), text)
	}
	return b.String()
}

// noticesIn reads a file of notices back: all of one owner, or all where none is named.
func noticesIn(t *testing.T, file, of string) []notice {
	t.Helper()
	var all []notice
	for _, part := range strings.Split(file, "\n"+rule+"\n")[1:] {
		head, text, whole := strings.Cut(part, "\n\n")
		if !whole {
			t.Fatalf("a notice has no text: %.200q", part)
		}
		for _, line := range strings.Split(head, "\n")[1:] {
			owner, name, _ := strings.Cut(line, ": ")
			if of == "" || of == owner {
				all = append(all, notice{owner, name, strings.Trim(text, "\n")})
			}
		}
	}
	return all
}

// What is linked, on any system, is known by its files; the program prints their texts.
func TestNoticesAreThoseOfWhatIsLinked(t *testing.T) {
	if testing.Short() {
		t.Skip("asks Go four times what is linked")
	}
	want := render(t, handedOn(t))
	if t.Failed() {
		return
	}
	if *update {
		if err := os.WriteFile("NOTICES.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if notices != want {
		was, is := strings.Split(notices, "\n"), strings.Split(want, "\n")
		at := 0
		for at < min(len(was), len(is)) && was[at] == is[at] {
			at++
		}
		t.Errorf("NOTICES.txt is not what is linked, from line %d on; go test ./cmd/atelier -run Notices -update mends it", at+1)
	}
}

// Every text of the file is of a licence that is known and lets the program be handed on, and the
// file says which.
func TestEveryNoticeIsOfALicenceThatIsKnown(t *testing.T) {
	all := noticesIn(t, notices, "")
	if len(all) < 50 {
		t.Fatalf("only %d notices were read", len(all))
	}
	if again := render(t, all); again != notices {
		t.Error("NOTICES.txt does not say of each text what it is; go test ./cmd/atelier -run Notices -update mends it")
	}
	for _, n := range all {
		for licence := range strings.SplitSeq(recognise(n.text), " AND ") {
			if compatible[licence] == "" {
				t.Errorf("%s is under %s, and nobody said that it may be handed on with a program under the MIT licence", n.of, licence)
			}
		}
	}
	for _, must := range []string{"this program", "Go", "codeberg.org/go-fonts/liberation", "github.com/inconshreveable/mousetrap", "tables within it"} {
		if len(noticesIn(t, notices, must)) == 0 {
			t.Errorf("no notice of %s", must)
		}
	}
}

// A licence is known by all of its words but the names in it.
func TestALicenceIsKnownByItsWords(t *testing.T) {
	own := noticesIn(t, notices, "this program")[0].text
	for _, c := range []struct{ from, to, want string }{
		{"", "", "MIT"},
		{"Copyright (c) 2026 The Atelier authors", "Copyright (c) 1999 Somebody Else", "MIT"},
		{"in the Software\n", "in   the Software ", "MIT"},
		{"furnished to do so,", "furnished to do so, except for profit,", ""},
		{"The above copyright notice", "The Software shall be used for Good, not Evil.\n\nThe above copyright notice", ""},
		{"Copyright (c) 2026 The Atelier authors", "Copyright (c) 2026 The Atelier authors. It may be used by those only who have paid for it, and by nobody else in the world whoever it be.", ""},
		{"merge, publish,", "merge,", ""},
	} {
		if got := recognise(strings.Replace(own, c.from, c.to, 1)); got != c.want {
			t.Errorf("with %q in place of %q it is taken for %q, want %q", c.to, c.from, got, c.want)
		}
	}
}
