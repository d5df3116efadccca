package report

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"html/template"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// Download is a file that the page carries in a link.
type Download struct {
	Name, About, Size string
	Link              template.URL
}

// download is a file as a link that holds it.
func download(name, about, kind string, content []byte) Download {
	return Download{
		Name: name, About: about, Size: strconv.Itoa((len(content)+999)/1000) + " kB",
		Link: template.URL("data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(content)),
	}
}

// downloads are the files in the page: of the tables the rows of all creatives
// and of year ends only, so that the page stays small.
func (r *Report) downloads() ([]Download, error) {
	var list []Download
	add := func(name, about, kind string, content []byte) {
		list = append(list, download(name, about, kind, content))
	}
	series, err := yearEnds(r.Run.Series)
	if err != nil {
		return nil, err
	}
	add("series-all.csv", "mean, 10th and 90th percentile of all creatives, each December and in the last month.", "text/csv", series)
	if r.Run.Contrast != nil {
		contrast, err := yearEnds(r.Run.Contrast)
		if err != nil {
			return nil, err
		}
		add("contrast-all.csv", "the same of the differences from the world without AI, with the 95% interval of the mean.", "text/csv", contrast)
	}
	summary, err := json.Marshal(r.Run.Summary)
	if err != nil {
		return nil, err
	}
	add("summary.json", "the main numbers and sentences; its layout is in summary.schema.json.", "application/json", summary)
	return list, nil
}

// yearEnds is the CSV of the statistics about all creatives in Decembers and
// in the last month; of the one run where there are no statistics.
func yearEnds(s *table.Series) ([]byte, error) {
	last := s.Months() - 1
	kept := s.Only(func(row *table.Row) bool {
		_, err := strconv.Atoi(row.Replicate)
		return err != nil && row.By == table.All && (row.Month%12 == 11 || row.Month == last)
	})
	var b bytes.Buffer
	err := kept.WriteCSV(&b)
	return b.Bytes(), err
}
