package file

import (
	"slices"
	"strconv"
	"strings"

	edlib "github.com/hbollon/go-edlib"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Nearest returns the name among names closest to word, and whether any is
// close enough to be what was meant: at most a third of its letters wrong, but
// two at least. Case and the difference between "-" and "_" do not count; a
// neighbouring pair swapped counts once. A word that is the last part of
// exactly one dotted name ("success_weight") means that name. A word longer than any
// name could be misspelt into means none.
func Nearest(word string, names []string) (string, bool) {
	if len(word) > longestWord {
		return "", false
	}
	w := folded(word)
	best, least := "", min(max(2, len(w)/3)+1, len(w)) // what is as far as that is not near
	for _, name := range names {
		if far := len(w) - len(name); far >= least || -far >= least {
			continue
		}
		if d := edlib.OSADamerauLevenshteinDistance(w, folded(name)); d < least {
			best, least = name, d
		}
	}
	if best != "" {
		return best, true
	}
	return lastPart(w, names)
}

// longestWord is the longest word, in bytes, that is compared with names: comparing takes
// as long as the two are long, times each other.
const longestWord = 200

// lastPart finds the only dotted name that ends in word.
func lastPart(word string, names []string) (string, bool) {
	found := ""
	for _, name := range names {
		if strings.HasSuffix(folded(name), "."+word) {
			if found != "" {
				return "", false
			}
			found = name
		}
	}
	return found, found != ""
}

// folded maps what people confuse onto one spelling.
func folded(s string) string {
	return strings.ReplaceAll(strings.ToLower(s), "-", "_")
}

// Meant returns `; did you mean "name"?`, or "" when nothing is near.
func Meant(word string, names []string) string {
	if name, ok := Nearest(word, names); ok {
		return Suggested([]string{name})
	}
	return ""
}

// Suggested returns `; did you mean "a" or "b"?`, or "" of no names.
func Suggested(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "; did you mean " + finding.Or(finding.Each(names, strconv.Quote)) + "?"
}

// IsCalled tells whether people may mean k by a word, whose name is another.
func (k *Key) IsCalled(word string) bool { return slices.Contains(k.Also, folded(word)) }

// mostGuesses is how many words of a file are compared with the names that might have
// been meant: no more problems are shown, and each takes a comparison with hundreds of
// names.
const mostGuesses = shown

// meant is what a word below k may mean: keys that are called so, else the nearest.
func (k *Key) meant(word string) string {
	var names []string
	for _, c := range k.Children {
		if c.IsCalled(word) {
			names = append(names, c.Name)
		}
	}
	if len(names) > 0 {
		return Suggested(names)
	}
	return Meant(word, k.childNames())
}

// meantBelow is meant of all keys below k, by their paths.
func (k *Key) meantBelow(word string) string {
	paths := k.Paths()
	called := slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return !k.Find(path).IsCalled(word) })
	if len(called) > 0 {
		return Suggested(called)
	}
	return Meant(word, paths)
}
