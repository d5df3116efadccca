package file

import "strings"

// Nearest returns the name among names closest to word, and whether any is
// close enough to be what was meant: at most a third of its letters wrong, but
// two at least. Case and the difference between "-" and "_" do not count; a
// neighbouring pair swapped counts once. A word that is the last part of
// exactly one dotted name ("success_weight") means that name.
func Nearest(word string, names []string) (string, bool) {
	w := folded(word)
	best, least := "", len(w)+1
	for _, name := range names {
		if d := distance(w, folded(name), least); d < least {
			best, least = name, d
		}
	}
	if least <= max(2, len(w)/3) && least < len(w) {
		return best, true
	}
	return lastPart(w, names)
}

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

// distance is the number of letters to insert, delete, replace or swap with
// their neighbour to turn a into b (optimal string alignment, Damerau 1964),
// or some number >= limit if it is not below limit. Letters are bytes: names
// are ASCII.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last, now := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}

// Meant returns `; did you mean "name"?`, or "" when nothing is near.
func Meant(word string, names []string) string {
	if name, ok := Nearest(word, names); ok {
		return `; did you mean "` + name + `"?`
	}
	return ""
}

// OneOf returns "a, b or c".
func OneOf(names []string) string {
	switch n := len(names); n {
	case 0:
		return "nothing"
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
}
