package infer

import (
	"io"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// WriteJSON writes what signs rest on, null where a number is not defined.
func (s *Signs) WriteJSON(out io.Writer) error { return finding.WriteJSON(out, s) }

// WriteText writes the table for reading, at most 120 characters wide.
func (s *Signs) WriteText(out io.Writer) error {
	text := finding.Wrapped(s.title(), 120) + "\n\n" + finding.Columns(s.cells()) + "\n" + finding.Wrapped(s.Verdict(), 120) + "\n"
	_, err := io.WriteString(out, text)
	return err
}

// Markdown is the table as ODD.md has it.
func (s *Signs) Markdown() string {
	return finding.Wrapped(s.title(), 120) + "\n\n" + markdown(s.cells()) + "\n" + finding.Wrapped(s.Verdict(), 120) + "\n"
}

// title says what the table holds.
func (s *Signs) title() string {
	return finding.Capital(s.moment()) + ", " + s.words() + ": the effect of AI with each of " + finding.Count(s.Asked) +
		" assumed parameters at both ends of its range, one at a time, on the same seeds. A range flips an effect where the sign is surely another at one " +
		"end, and halves it where half of it or less is left; where fewer than three ranges do either, those that move it most stand below."
}

// cells are the rows of the table.
func (s *Signs) cells() [][]string {
	rows := [][]string{{"outcome, effect", "parameter", "range", "low end", "high end", "the range"}}
	for _, h := range s.Headlines {
		e := h.Effect
		name := finding.Marked(e.Label, e.Assumed) + ", " + finding.SignedAt(e.Value, -1) + e.Unit
		for _, x := range h.Hinges {
			rows = append(rows, []string{name, x.Parameter, finding.Plain(x.LowEnd) + " to " + finding.Plain(x.HighEnd),
				finding.SignedAt(x.AtLow.Value, -1), finding.SignedAt(x.AtHigh.Value, -1), string(x.Does)})
			name = ""
		}
		if name != "" {
			rows = append(rows, []string{name, "", "", "", "", ""})
		}
	}
	return rows
}

// Verdict says which signs hold, and on how many numbers others hang.
func (s *Signs) Verdict() string {
	var holds, flipped, luck []string
	for _, h := range s.Headlines {
		name := finding.Lower(h.Effect.Label)
		flips, halves := h.count(Flips), h.count(Halves)
		switch {
		case !h.Effect.Sure():
			luck = append(luck, name)
		case flips > 0:
			flipped = append(flipped, name+" ("+finding.Counted(flips, "range", "ranges")+")")
		case halves == 0:
			holds = append(holds, name)
		}
	}
	first := "No single range flips a sign."
	if len(flipped) > 0 {
		first = finding.Sentence("Single ranges flip the sign of " + finding.And(flipped))
	}
	say := func(what string, names []string) string {
		if len(names) == 0 {
			return ""
		}
		return finding.Sentence(what + " " + finding.And(names))
	}
	return finding.Paragraph(first, say("No single range flips or halves the effect on", holds), say("These effects are luck with every parameter at its default:", luck))
}

// count is how many ranges do something to the effect.
func (h Headline) count(does Doing) int {
	return count(finding.Each(h.Hinges, func(x Hinge) bool { return x.Does == does }))
}
