package lesson

import (
	"fmt"
	"html/template"
	"io"
	"regexp"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// A Part is one step of a lesson as it was filled in.
type Part struct {
	Step string
	Bet  *Bet // of a bet
	Text string
}

// Part fills in a step; which is the number of the bet where there are several. Of a
// reveal it says how far each bet lies from the run and what is said to it.
func (r *Reading) Part(step string, which int) (Part, error) {
	p := Part{Step: step}
	of := r.Lesson.steps[step]
	if step == stepBet {
		p.Bet = r.Lesson.Bets[which]
		of = p.Bet.prose
	}
	var err error
	if p.Text, err = of.fill(r); err != nil || step != stepReveal {
		return p, err
	}
	for _, b := range r.Lesson.Bets {
		o, err := r.Outcome(b)
		if err != nil {
			return p, err
		}
		p.Text += "\n\n" + finding.Paragraph(o.Right, o.Gap)
		if own := r.Lesson.answer(b.Name, o.Verdict); own != nil {
			said, err := own.fill(r)
			if err != nil {
				return p, err
			}
			p.Text += " " + said
		}
	}
	return p, nil
}

// HTML is the part as a page shows it, links to futures as buttons.
func (r *Reading) HTML(p Part) (template.HTML, error) { return html(r.Lesson.Futures, p.Text) }

// Parts are all steps of a lesson in their order, filled in.
func (r *Reading) Parts() ([]Part, error) {
	var list []Part
	for _, step := range Steps {
		times := 1
		if step == stepBet {
			times = len(r.Lesson.Bets)
		}
		for k := range times {
			p, err := r.Part(step, k)
			if err != nil {
				return nil, err
			}
			list = append(list, p)
		}
	}
	return list, nil
}

// A Held is a check with whether it held.
type Held struct {
	Says  string
	Line  int
	Holds bool
}

// Checks evaluates what must be so for the lesson to be worth telling.
func (r *Reading) Checks() ([]Held, error) {
	var list []Held
	for _, c := range r.Lesson.checks {
		out, err := c.when.fill(r)
		if err != nil {
			return nil, err
		}
		list = append(list, Held{c.says, c.line, out == "true"})
	}
	return list, nil
}

// linked finds the links of Markdown, for where there is nothing to click on.
var linked = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)

// width of a terminal's lines.
const wide = 88

// Write tells the lesson on a terminal.
func (r *Reading) Write(w io.Writer) error {
	parts, err := r.Parts()
	if err != nil {
		return err
	}
	l := r.Lesson
	_, err = fmt.Fprintf(w, "%s\n%s, %d minutes\n", finding.Marked(l.Title, l.Assumed), l.ID, l.Minutes)
	for _, p := range parts {
		if err == nil {
			_, err = fmt.Fprintf(w, "\n%s\n%s", strings.ToUpper(p.Step), r.plain(p))
		}
	}
	return err
}

// plain is a part without marks, in lines of a terminal.
func (r *Reading) plain(p Part) string {
	var b strings.Builder
	body := linked.ReplaceAllStringFunc(p.Text, func(found string) string {
		m := linked.FindStringSubmatch(found)
		if source(m[2]) {
			return m[1] + " (" + m[2] + ")"
		}
		return m[1]
	})
	body = strings.ReplaceAll(body, "**", "")
	for paragraph := range strings.SplitSeq(body, "\n\n") {
		if strings.TrimSpace(paragraph) == "" {
			continue
		}
		for _, item := range items(paragraph) {
			mark := ""
			if found := listed.FindString(item); found != "" {
				mark = found
			}
			rest := strings.Join(strings.Fields(item[len(mark):]), " ")
			text := finding.Indented(rest, 2+len(mark), wide)
			b.WriteString("  " + mark + strings.TrimLeft(text, " ") + "\n")
		}
	}
	if p.Bet != nil {
		for _, o := range p.Bet.Options {
			b.WriteString("  [ ] " + o.Words + "\n")
		}
	}
	return b.String()
}

// listed is the mark before an item of a list.
var listed = regexp.MustCompile(`^(- |\d+\. )`)

// items cuts a paragraph before each item of a list.
func items(paragraph string) []string {
	var list []string
	for line := range strings.SplitSeq(strings.TrimSpace(paragraph), "\n") {
		if len(list) == 0 || listed.MatchString(line) {
			list = append(list, line)
		} else {
			list[len(list)-1] += " " + line
		}
	}
	return list
}

// WriteChecks says which checks hold, a line each, and whether all do.
func (r *Reading) WriteChecks(w io.Writer) (all bool, err error) {
	held, err := r.Checks()
	all = err == nil
	for _, h := range held {
		says := "holds"
		if !h.Holds {
			says, all = "FAILS", false
		}
		if err == nil {
			_, err = fmt.Fprintf(w, "%s:%d: %s: %s\n", r.Lesson.Source, h.Line, says, h.Says)
		}
	}
	return all, err
}
