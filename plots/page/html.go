package page

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"html/template"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

//go:embed assets
var assets embed.FS

// Assets are the files that the page is made of: styles, scripts and its template.
func Assets() fs.FS {
	sub, err := fs.Sub(assets, "assets")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return sub
}

// Front is how a page is made.
type Front struct {
	Link string // what it shows, as the query of a link
	Runs int    // replicates of the first picture
	// Ask are the scripts by which the page asks, nil for that of a server; they run first.
	Ask []string
}

// scripts are those of the page in the order in which they run: how it asks, the page, and
// its parts. Others that ask, and workers, are no part of it.
func (f Front) scripts() []string {
	ask := f.Ask
	if ask == nil {
		ask = []string{"ask.js"}
	}
	return slices.Concat(ask, []string{"page.js"}, parts(".js", "page.js"))
}

// styles are the style sheets: colours, the page, and its parts.
func styles() []string {
	return append([]string{"palette.css", "page.css"}, parts(".css", "palette.css", "page.css")...)
}

// parts are the files of a kind but for some and those that ask.
func parts(kind string, but ...string) []string {
	all, _ := fs.Glob(Assets(), "*"+kind)
	return slices.DeleteFunc(all, func(name string) bool {
		return slices.Contains(but, name) || strings.HasPrefix(name, "ask") || strings.HasPrefix(name, "worker")
	})
}

// A drawing is a figure in both sizes.
type drawing struct {
	Drawn
	Wide, Narrow template.HTML
}

// Last is the last month that is read out; -1 of a figure that is not over time.
func (d drawing) Last() int {
	last := -1
	for _, l := range d.Lines {
		last = len(l.Said) - 1
	}
	return last
}

// A sheet is what the template sees.
type sheet struct {
	Front
	Answer   *Answer // without what stands in Figures
	Figures  []drawing
	Worlds   []world
	Groups   []group
	Bundles  []bundle
	Dials    []dial
	Measures []measure
}

// Scripts, Styles, Words and FirstYear, that of month 0, for the template.
func (s sheet) Scripts() []string        { return s.Front.scripts() }
func (s sheet) Styles() []string         { return styles() }
func (s sheet) Words() map[string]string { return Words() }
func (s sheet) FirstYear() int           { return finding.FirstYear }

// Mould is a figure without anything in it, from which scripts make one.
func (s sheet) Mould() drawing { return drawing{} }

var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page.html").Funcs(template.FuncMap{"word": word}).ParseFS(assets, "assets/page.html"))
})

// HTML is the page as a server shows it, with its first picture in it: that of a link,
// played with so many replicates.
func (d *Desk) HTML(ctx context.Context, link string, runs int) ([]byte, error) {
	return d.Front(ctx, Front{Link: link, Runs: runs})
}

// Front is a page with its first picture in it, in both sizes: the page's style takes the
// one that fits, before any script ran.
func (d *Desk) Front(ctx context.Context, f Front) ([]byte, error) {
	q := asked(f.Link)
	q.Runs = f.Runs
	wide, err := d.Answer(ctx, q)
	var notes []string
	if errors.Is(err, scenarios.ErrInput) { // a link that cannot be played shows a page all the same
		notes = append(Read(f.Link).Notes, finding.Sentence("the link is left out: "+err.Error()))
		f.Link, q = "", Question{Runs: f.Runs}
		wide, err = d.Answer(ctx, q)
	}
	if err != nil {
		return nil, err
	}
	q.Narrow = true
	narrow, err := d.Answer(ctx, q)
	if err != nil {
		return nil, err
	}
	s := sheet{Front: f, Worlds: worlds(), Groups: groups(), Bundles: bundles(), Dials: dials(), Measures: measures()}
	for k, x := range wide.Figures {
		// They are ours, and what they are written from is escaped where they are written.
		s.Figures = append(s.Figures, drawing{x, template.HTML(x.SVG), template.HTML(narrow.Figures[k].SVG)})
		narrow.Figures[k].SVG = "" // the page has it already
	}
	narrow.Notes = append(notes, narrow.Notes...)
	s.Answer = narrow
	var out bytes.Buffer
	if err := templates().Execute(&out, s); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// asked is what a link asks for, with how it is to be shown.
func asked(link string) Question {
	given, _ := url.ParseQuery(strings.TrimPrefix(link, "?")) // what is wrong with it, Read says
	q := Question{Link: link, Before: given.Get("before"), Difference: given.Get("view") == difference}
	if show := given.Get("show"); show != "" {
		q.Show = strings.Split(show, ",")
	}
	return q
}

// difference is the view of now minus reference, in a link.
const difference = "difference"
