package lesson

import (
	"cmp"
	"embed"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

//go:embed lessons/*.md
var lessons embed.FS

// A Lesson is one file of a lesson as it was read.
type Lesson struct {
	ID, Title string
	Minutes   int
	Patterns  []string // of the model that it shows, "P1"
	Watch     []string // measures whose pictures tell it
	Assumed   bool     // what it shows rests on an effect that nobody has measured
	Source    string   // the file, as problems call it
	// Futures are those that the lesson plays, by name; the first is that of Run.
	Futures []Future
	Bets    []*Bet
	steps   map[string]*text // by the step's name; of Reveal what is said to every bet
	reveals []reveal
	checks  []check
	say     []string // what is asked of one's own words
}

// A Future is a choice of the page that a lesson has a name for.
type Future struct {
	Name string `json:"name"`
	Link string `json:"link"` // as the page's links hold it
}

// first is the name of the future that the front matter describes.
const first = "run"

// future is the one of a name.
func (l *Lesson) future(name string) (Future, bool) {
	k := slices.IndexFunc(l.Futures, func(f Future) bool { return f.Name == name })
	if k < 0 {
		return Future{}, false
	}
	return l.Futures[k], true
}

func (l *Lesson) bet(name string) *Bet {
	for _, b := range l.Bets {
		if b.Name == name {
			return b
		}
	}
	return nil
}

// All are the lessons that come with the program, in their order.
func All() []*Lesson {
	list, err := folder(lessons, "lessons", "")
	if err != nil {
		panic(err) // they are embedded, and a test reads them
	}
	return list
}

// In are the lessons of a folder as of [ReadDir], and without one those of the program.
func In(dir string) ([]*Lesson, error) {
	if dir == "" {
		return All(), nil
	}
	return ReadDir(dir)
}

// ReadDir reads the lessons of a folder: every file in it that ends in .md. Two of one id,
// a lesson with a mistake and a folder without lessons are bad input.
func ReadDir(dir string) ([]*Lesson, error) {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return nil, scenarios.Mistake("%s: there is no such folder", dir)
	case !info.IsDir():
		return nil, scenarios.Mistake("%s: is a file; name the folder that it is in", dir)
	}
	return folder(os.DirFS(dir), ".", dir)
}

// ReadFile reads the lesson of a file.
func ReadFile(path string) (*Lesson, error) {
	text, err := file.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return Read(path, text)
}

// folder reads the lessons in a folder of a file system; shown is what its files are called
// under.
func folder(files fs.FS, dir, shown string) ([]*Lesson, error) {
	names, err := fs.Glob(files, strings.TrimPrefix(dir+"/*.md", "./"))
	if err != nil {
		return nil, scenarios.Mistake("%s: cannot be read: %v", shown, err)
	}
	var list []*Lesson
	var found file.Problems
	for _, name := range names {
		at := filepath.Join(shown, filepath.Base(name))
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, scenarios.Mistake("%s: cannot be read", at)
		}
		l, err := Read(at, text)
		if problems, ok := err.(file.Problems); ok { // all mistakes of all files together
			found = append(found, problems...)
			continue
		}
		if k := slices.IndexFunc(list, func(o *Lesson) bool { return o.ID == l.ID }); k >= 0 {
			found = append(found, file.Problem{Source: at, Key: "id", Text: file.Shown(l.ID, true) + " is the id of " + list[k].Source + " too: give it one of its own"})
			continue
		}
		list = append(list, l)
	}
	switch {
	case found != nil:
		return nil, found
	case list == nil:
		return nil, scenarios.Mistake("%s: there is no lesson in this folder; a lesson is a file whose name ends in .md", shown)
	}
	slices.SortStableFunc(list, func(a, b *Lesson) int { return cmp.Compare(filepath.Base(a.Source), filepath.Base(b.Source)) })
	return list, nil
}

// Find is the lesson of an id among some.
func Find(list []*Lesson, id string) (*Lesson, error) {
	for _, l := range list {
		if l.ID == id {
			return l, nil
		}
	}
	ids := finding.Each(list, func(l *Lesson) string { return l.ID })
	return nil, scenarios.Mistake("%s: no lesson has this name; there are %s%s", file.Shown(id, true), finding.And(ids), file.Meant(id, ids))
}
