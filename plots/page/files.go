package page

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Formats are the files that can be asked for: the numbers, drawing and picture of a figure,
// the choice as a scenario's file, and the rows of all creatives that atelier run writes to
// series.csv for it.
var Formats = []string{"csv", "svg", "png", "yaml", "series"}

// types are the media types of the formats.
var types = map[string]string{"csv": "text/csv", "svg": "image/svg+xml", "png": "image/png", "yaml": "application/yaml", "series": "text/csv"}

// A FileQuestion asks for a file.
type FileQuestion struct {
	Link       string `json:"link"`
	Before     string `json:"before"`
	ID         string `json:"id"` // of the figure; of yaml and series ""
	Format     string `json:"format"`
	Runs       int    `json:"runs"` // as of Question; a series has all
	Difference bool   `json:"difference"`
	Narrow     bool   `json:"narrow"`
}

// A File is one to be kept.
type File struct {
	Name   string `json:"name"` // without a folder, from letters, digits and hyphens
	Type   string `json:"type"`
	Base64 string `json:"base64"`
}

// File makes a file of a choice. An unknown format or figure is [scenarios.ErrInput].
func (d *Desk) File(ctx context.Context, q FileQuestion) (*File, error) {
	if !slices.Contains(Formats, q.Format) {
		return nil, scenarios.Mistake("%s: there is no such format; there are %s%s", file.Shown(q.Format, true), finding.And(Formats), file.Meant(q.Format, Formats))
	}
	if q.Format == "yaml" {
		text, err := Read(q.Link).YAML()
		return filed("choice.yaml", q.Format, text), err
	}
	if q.Format == "series" {
		q.Runs, q.Before = 0, ""
	} else if ids, notes := shown([]string{q.ID}); len(ids) == 0 {
		return nil, scenarios.Mistake("%s", notes[0])
	}
	s, err := d.play(ctx, q.Link, q.Before, q.Runs)
	if err != nil {
		return nil, err
	}
	if q.Format == "series" {
		text, err := s.series()
		return filed("series.csv", q.Format, text), err
	}
	text, err := s.file(q)
	return filed(q.ID+"."+q.Format, q.Format, text), err
}

func filed(name, format string, content []byte) *File {
	return &File{Name: name, Type: types[format], Base64: base64.StdEncoding.EncodeToString(content)}
}

// file is a figure as a file.
func (s *playing) file(q FileQuestion) ([]byte, error) {
	f, size := s.figure(q.ID, q.Difference), canvas.Wide
	if q.Narrow {
		size = canvas.Narrow
	}
	switch {
	case f.Missing != nil:
		return nil, scenarios.Mistake("%s: %v", q.ID, f.Missing)
	case q.Format == "svg":
		return f.SVG(size)
	case q.Format == "png":
		return f.PNG(size)
	}
	return s.numbers(f)
}

// numbers are those of a figure as comma-separated values: of each line a row a month, of
// groups a row each, with the choice that they belong to.
func (s *playing) numbers(f figure) ([]byte, error) {
	digest, err := s.choice.Scenario.Digest()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	_ = w.Write([]string{"month", "date", "role", "measure", "by", "group", "unit", "mean", "low", "high", "dice", "n", "sets", "method", "assumed", "link", "digest"}) // Flush keeps the error
	row := func(month, date, role, unit string, e finding.Estimate) {
		number := func(v float64) string { return string(table.AppendNumber(nil, v)) }
		if !e.Ensemble() {
			e.Dice = math.NaN()
		}
		_ = w.Write([]string{month, date, role, e.Column, e.By, e.Group, unit, number(e.Value), number(e.Low), number(e.High), number(e.Dice),
			strconv.Itoa(e.N), strconv.Itoa(e.Sets), e.Method, strconv.FormatBool(e.Assumed), s.choice.Link(), digest})
	}
	if f.moved.Study == nil {
		for _, e := range f.Values {
			row("", e.When, "difference", e.Unit, e)
		}
	} else {
		unit := f.moved.Measure.Unit
		if f.moved.Index {
			unit = "per 100 in January 2021"
		}
		for _, x := range f.moved.Lines() {
			for month, e := range x.Line {
				row(strconv.Itoa(month), finding.Date(month), string(x.Role), unit, e)
			}
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// series are the rows of all creatives of the choice, as atelier run writes them.
func (s *playing) series() ([]byte, error) {
	rows, err := s.now.Summarise(s.now.Series(0, armChoice).Only(func(r *table.Row) bool { return r.By == table.All }))
	if err != nil {
		return nil, fmt.Errorf("the series cannot be summarised: %w", err)
	}
	var out bytes.Buffer
	err = rows.WriteCSV(&out)
	return out.Bytes(), err
}
