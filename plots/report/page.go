package report

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/sim/par"
)

//go:embed assets/report.html
var markup string

// view is what the template sees: the report, and what surrounds its findings.
type view struct {
	*Report
	Whole    bool // printed with its appendix
	Download Download
	drawn    drawings
}

// WriteHTML writes the page; whole is one that is printed with its appendix. The
// figures are drawn by so many workers; the bytes do not depend on their number.
func (r *Report) WriteHTML(w io.Writer, workers int, whole bool) error {
	drawn, err := drawAll(r.Sections, workers)
	if err != nil {
		return err
	}
	download, err := r.download()
	if err != nil {
		return err
	}
	links := linker{slices.Clone(r.Glossary)}
	t, err := template.New("page").Funcs(template.FuncMap{
		"prose":   links.prose,
		"plain":   finding.Plain,
		"lower":   finding.Lower,
		"heading": heading,
		"cite":    cite,
	}).Parse(markup)
	if err != nil {
		return fmt.Errorf("the template of the report: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, view{r, whole, download, drawn}); err != nil {
		return fmt.Errorf("the report cannot be written: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

// heading is a heading of a level, which a template cannot write by itself.
func heading(level int, id, text string) template.HTML {
	tag := "h" + strconv.Itoa(level)
	return template.HTML("<" + tag + ` id="` + template.HTMLEscapeString(id) + `">` + template.HTMLEscapeString(text) + "</" + tag + ">")
}

// part is a section with its figures as the page shows them, its headings below
// those of a level.
type part struct {
	ID, Title, Lead string
	Level           int
	Figures         []plate
	Tables          []Table
}

// plate is a figure with its drawings and the level of its heading.
type plate struct {
	Figure
	Level    int
	Drawings []drawing
}

// drawing is a figure in one size. Class says where it is shown.
type drawing struct {
	Class string
	SVG   template.HTML
}

// parts are sections as the page shows them.
func (v view) parts(sections []Section, level int) []part {
	return finding.Each(sections, func(s Section) part {
		figures := finding.Each(s.Figures, func(f Figure) plate {
			f.Tables = finding.Each(f.Tables, func(t Table) Table { return t.slim(func(Head) bool { return true }) })
			return plate{f, level, v.drawn[f.ID]}
		})
		tables := finding.Each(s.Tables, func(t Table) Table { return t.slim(func(h Head) bool { return h == runsHead }) })
		return part{s.ID, s.Title, s.Lead, level, figures, tables}
	})
}

// First is the figure that stands with the answer.
func (v view) First() []part {
	return v.parts(slices.DeleteFunc(slices.Clone(v.Sections), func(s Section) bool { return s.ID != foremost }), 3)
}

// Body is what answers the question, Annex what stands behind it.
func (v view) Body() []part  { return v.parts(v.of(!appendix), 3) }
func (v view) Annex() []part { return v.parts(v.of(appendix), 4) }

// Style is the style sheet, which the policy names by its hash.
func (v view) Style() template.CSS { return template.CSS(Style(v.Study.Title)) }

// Policy is the content security policy.
func (v view) Policy() string { return Policy(Style(v.Study.Title)) }

// Question is what is asked.
func (v view) Question() string { return v.question() }

// Finding is the answer in a sentence, Points what the first page says of it.
func (v view) Finding() string { return v.opening().Finding }
func (v view) Points() []point { return v.points() }

// Seeds are the seed and those of the replicates that it gives.
func (v view) Seeds() store.Seeds { return v.Run.Manifest.Seeds }

// Version is the program that played.
func (v view) Version() string {
	versions := v.Run.Manifest.Versions
	said := versions.Module
	if versions.Revision != "" {
		said += ", revision " + versions.Revision
	}
	if versions.Modified {
		said += " with local changes"
	}
	return cmp.Or(said, "unknown") + ", " + versions.Go
}

// Played is the day on which it was played.
func (v view) Played() string { return v.Run.Manifest.Started.UTC().Format("2 January 2006") }

// Comparison tells whether policies are compared.
func (v view) Comparison() bool { return v.Study.Kind == scenarios.KindComparison }

// Snippets read the table of the folder.
func (v view) Snippets() []Snippet { return snippets[v.Study.Kind] }

// InRun is where a parameter has its value.
func (v view) InRun() string {
	if v.Comparison() {
		return "under the reference, in the main world"
	}
	return "in this run"
}

// PolicyAssumptions are the policies of which an effect is assumed.
func (v view) PolicyAssumptions() []Fact {
	var list []Fact
	seen := map[string]bool{}
	for _, a := range v.Study.Arms {
		for _, p := range a.Policies {
			if p.Assumed && !seen[p.Name] {
				seen[p.Name] = true
				list = append(list, Fact{cmp.Or(p.Title, p.Name), p.Known})
			}
		}
	}
	return list
}

// AssumedLead introduces the list of assumptions.
func (v view) AssumedLead() string {
	return fmt.Sprintf("%d of %d parameters have no field estimate: their values are judgements with a range. %d outputs move with one of them by much and are marked %s wherever they appear:",
		len(v.Assumed.Parameters), v.Assumed.All, len(v.Assumed.Outputs), finding.Dagger)
}

// drawings are the SVG elements of a page by figure.
type drawings map[string][]drawing

// sizes are those in which figures of the body are drawn, and of the appendix, where
// two of them stand side by side.
func sizes(s Section) []canvas.Size {
	if s.Appendix {
		return []canvas.Size{canvas.Narrow}
	}
	return []canvas.Size{canvas.Wide, canvas.Narrow}
}

// drawAll draws every figure in the sizes in which the page shows it. The bytes do
// not depend on the number of workers.
func drawAll(sections []Section, workers int) (drawings, error) {
	type task struct {
		figure Figure
		size   canvas.Size
		alone  bool
	}
	var tasks []task
	for _, s := range sections {
		for _, f := range s.Figures {
			for _, size := range sizes(s) {
				tasks = append(tasks, task{f, size, s.Appendix})
			}
		}
	}
	svgs, errs := make([][]byte, len(tasks)), make([]error, len(tasks))
	par.Each(workers, len(tasks), func(_, i int) { svgs[i], errs[i] = tasks[i].figure.SVG(tasks[i].size) })
	drawn := drawings{}
	for i, t := range tasks {
		if errs[i] != nil {
			return nil, errs[i]
		}
		class := t.size.Name
		if t.alone {
			class = "single"
		}
		drawn[t.figure.ID] = append(drawn[t.figure.ID], drawing{class, template.HTML(bytes.TrimSpace(svgs[i]))})
	}
	return drawn, nil
}
