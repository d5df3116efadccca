package lesson

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"os"
	"path/filepath"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

//go:embed print.html
var printed string

//go:embed print.css
var printedStyle string

// List lists lessons, one a line.
func List(w io.Writer, list []*Lesson) error {
	var rows [][]string
	for _, l := range list {
		rows = append(rows, []string{l.ID, finding.Marked(l.Title, l.Assumed), fmt.Sprintf("%d minutes", l.Minutes)})
	}
	_, err := fmt.Fprintln(w, finding.Columns(rows))
	return err
}

// sheet is what is printed of a lesson.
type sheet struct {
	Lesson  *Lesson
	Title   string
	Style   template.CSS
	By      map[string]template.HTML // texts by step
	Bets    []printedBet
	Figures []template.HTML // of the first future
	Changed []template.HTML // of the one that a change asks for
	Change  string
	Say     []string
	Model   string // its fingerprint, shortened
}

// printedBet is a bet on paper, with what came of it.
type printedBet struct {
	*Bet
	Text  template.HTML
	Years []int
	Right string
}

// Slides writes three slides and a page with three questions, one file of HTML that needs
// no other: it fills a screen, and prints as four pages across.
func (r *Reading) Slides(w io.Writer) error { return r.printTo(w, "slides") }

// Sheet writes a sheet for pupils and, on a page of its own, the notes for the teacher with
// what the run says.
func (r *Reading) Sheet(w io.Writer) error { return r.printTo(w, "sheet") }

func (r *Reading) printTo(w io.Writer, what string) error {
	s, err := r.sheet(what == "slides")
	if err != nil {
		return err
	}
	t, err := template.New("").Parse(printed)
	if err != nil {
		return err
	}
	return t.ExecuteTemplate(w, what, s)
}

// sheet fills in what is printed; figures where they are wanted.
func (r *Reading) sheet(figures bool) (*sheet, error) {
	l := r.Lesson
	s := &sheet{Lesson: l, Title: finding.Marked(l.Title, l.Assumed), Style: template.CSS(canvas.Style() + printedStyle), By: map[string]template.HTML{}, Say: l.say, Model: r.desk.Model[:min(8, len(r.desk.Model))]}
	parts, err := r.Parts()
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		// On paper nobody clicks: links to futures are their words.
		text, err := html(nil, p.Text)
		if err != nil {
			return nil, err
		}
		if p.Bet == nil {
			s.By[p.Step] = text
			continue
		}
		o, err := r.Outcome(p.Bet)
		if err != nil {
			return nil, err
		}
		b := printedBet{Bet: p.Bet, Text: text, Right: o.Right}
		for k := range o.Curve {
			b.Years = append(b.Years, p.Bet.From+k)
		}
		s.Bets = append(s.Bets, b)
	}
	if !figures {
		return s, nil
	}
	if s.Figures, err = r.figures(l.Futures[0].Link); err != nil {
		return nil, err
	}
	for _, change := range l.steps[stepChange].links {
		if f, is := l.future(change.to); is {
			s.Change = change.words
			s.Changed, err = r.figures(f.Link)
			return s, err
		}
	}
	return s, nil
}

// figures are the pictures of a choice that tell the lesson, two at most.
func (r *Reading) figures(link string) ([]template.HTML, error) {
	watch := r.Lesson.Watch
	a, err := r.desk.Answer(r.ctx, page.Question{Link: link, Show: watch[:min(2, len(watch))]})
	if err != nil {
		return nil, err
	}
	return finding.Each(a.Figures, func(d page.Drawn) template.HTML { return template.HTML(d.SVG) }), nil // ours, and escaped where they are written
}

// Print writes slides and sheet to a folder, which it makes where there is none, and says
// where they are. No file is written over, and none is left half-written.
func (r *Reading) Print(dir string, slides, sheet bool) (paths []string, err error) {
	wanted := []struct {
		wanted bool
		name   string
		write  func(io.Writer) error
	}{{slides, "slides", r.Slides}, {sheet, "sheet", r.Sheet}}
	for _, x := range wanted {
		path := filepath.Join(dir, r.Lesson.ID+"-"+x.name+".html")
		if _, err := os.Lstat(path); x.wanted && err == nil {
			return nil, scenarios.Mistake("%s: there is such a file already; move it, or name another folder with --out", path)
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, scenarios.Mistake("%s: cannot be made: %v", dir, err)
	}
	for _, x := range wanted {
		if !x.wanted {
			continue
		}
		var text bytes.Buffer
		if err := x.write(&text); err != nil {
			return nil, err
		}
		path := filepath.Join(dir, r.Lesson.ID+"-"+x.name+".html")
		if err := writeNew(path, text.Bytes()); err != nil {
			return nil, scenarios.Mistake("%s: cannot be written: %v", path, err)
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// writeNew writes a file that must not be there yet, whole or not at all.
func writeNew(path string, text []byte) error {
	part, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(part.Name())
	_, err = part.Write(text)
	for _, next := range []func() error{func() error { return part.Chmod(0o644) }, part.Sync, part.Close} {
		if e := next(); err == nil {
			err = e
		}
	}
	if err != nil {
		return err
	}
	return os.Link(part.Name(), path) // unlike a rename, it replaces nothing
}
