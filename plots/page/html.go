package page

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"html/template"
	"io/fs"
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

// view of the template.
type front struct {
	Answer   *Answer
	Question string          // as JSON
	First    string          // the answer as JSON
	Drawn    []template.HTML // its figures
}

// HTML is the page with its first picture in it: that of a link, played with so many
// replicates.
func (d *Desk) HTML(ctx context.Context, link string, runs int) ([]byte, error) {
	a, err := d.Answer(ctx, Question{Link: link, Runs: runs})
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	f := front{Answer: a, First: string(text)}
	for _, x := range a.Figures {
		f.Drawn = append(f.Drawn, template.HTML(x.SVG)) // ours, and escaped where it is written
	}
	t, err := template.ParseFS(assets, "assets/page.html")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, f); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
