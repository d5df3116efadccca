package infer

import (
	"io"
	"math"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// WriteJSON writes what interactions are worth, null where a number is not defined.
func (w *Worths) WriteJSON(out io.Writer) error { return finding.WriteJSON(out, w) }

// WriteText writes the table for reading, at most 120 characters wide, with what it says and what was taken out.
func (w *Worths) WriteText(out io.Writer) error {
	var b strings.Builder
	b.WriteString(finding.Wrapped(w.title(), 120) + "\n\n")
	b.WriteString(finding.Columns(w.cells()) + "\n")
	b.WriteString(finding.Wrapped(w.Verdict(), 120) + "\n\n")
	for _, r := range w.Rows {
		b.WriteString(finding.Wrapped(r.Name+": "+r.Does, 120) + "\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// Markdown is the table as ODD.md has it.
func (w *Worths) Markdown() string {
	var b strings.Builder
	b.WriteString(finding.Wrapped(w.title(), 120) + "\n\n")
	b.WriteString(markdown(w.cells()))
	b.WriteString("\n" + finding.Wrapped(w.Verdict(), 120) + "\n\n")
	for _, r := range w.Rows {
		b.WriteString("- **" + r.Name + "**: " + r.Does + "\n")
	}
	return b.String()
}

// title says what the table holds.
func (w *Worths) title() string {
	return finding.Capital(w.moment()) + ", " + w.words() + ": the effect of AI with everything, and by how many points it changes when one thing is taken out; " +
		"in brackets the standard error of the paired difference, then how many of them the change is."
}

// cells are the rows of the table.
func (w *Worths) cells() [][]string {
	head, plain := []string{""}, []string{"everything, effect in %"}
	for _, e := range w.Plain {
		head = append(head, finding.Lower(finding.Marked(e.Label, e.Assumed)))
		plain = append(plain, finding.SignedAt(e.Value, -2))
	}
	rows := [][]string{head, plain}
	for _, r := range w.Rows {
		row := []string{r.Name}
		for _, c := range r.Changes {
			row = append(row, c.cell())
		}
		rows = append(rows, row)
	}
	return rows
}

// cell is a change with its luck: "+0.31 (0.05) 6.2".
func (c Change) cell() string {
	if !finding.Defined(c.StandardError) {
		return finding.SignedAt(c.Value, -2)
	}
	return finding.SignedAt(c.Value, -2) + " (" + finding.At(c.StandardError, -2) + ") " + finding.Decimal(math.Abs(c.InLuck), 1)
}

// Verdict says which interactions are worth something, and plainly which are not.
func (w *Worths) Verdict() string {
	interactions := count(finding.Each(w.Rows, func(r Worth) bool { return r.Kind == sim.Interaction }))
	return finding.Paragraph(
		sorted(w.Rows, sim.Interaction, "Of "+finding.Cardinal(interactions)+" interactions"),
		sorted(w.Rows, sim.Mind, "Of trust, fear and training"),
		sorted(w.Rows, sim.Shock, "Of the shocks of 2025"))
}

// sorted sorts the ablations of a kind by what they are worth.
func sorted(rows []Worth, kind sim.AblationKind, of string) string {
	var much, little, none []string
	for _, r := range rows {
		switch name := r.Name; {
		case r.Kind != kind:
		case r.counts():
			much = append(much, name)
		case r.told():
			little = append(little, name)
		default:
			none = append(none, name)
		}
	}
	say := func(names []string, what string) string {
		if len(names) == 0 {
			return ""
		}
		return finding.Sentence(what + ": " + finding.And(names))
	}
	if len(much)+len(little)+len(none) == 0 {
		return ""
	}
	first := say(much, of+" these move a headline by over half a point and five standard errors")
	if first == "" {
		first = of + " none moves a headline by over half a point and five standard errors."
	}
	return finding.Paragraph(first, say(little, "These move one surely, but by less than that"), say(none, "These are worth nothing that can be told from luck"))
}

// markdown is a table in Markdown.
func markdown(rows [][]string) string {
	var b strings.Builder
	for i, row := range rows {
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
	return b.String()
}
