package report

import (
	"io"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
)

// Sheets are all tables of the comparison: differences, levels, bills, ratios,
// regrets, who may be ahead, policies, the values of each figure, and the
// tables of parameters, columns and sources.
func (r *ComparisonReport) Sheets() []Sheet {
	list := []Sheet{r.effectSheet(), r.levelSheet(), r.billSheet(), r.ratioSheet(), r.regretSheet(), r.firstSheet(), r.policySheet()}
	for _, f := range r.Figures() {
		list = append(list, figureSheet(f))
	}
	list = append(list, parameterSheet(r.Run.Manifest.Parameters), columnSheet(), sourceSheet(r.Sources))
	kept := list[:0]
	for _, s := range list {
		if len(s.Rows) > 0 {
			kept = append(kept, s)
		}
	}
	return kept
}

// WriteWorkbook writes all sheets as one workbook (.xlsx), as that of a run.
func (r *ComparisonReport) WriteWorkbook(w io.Writer) error {
	sheets := r.Sheets()
	said := append(append([]string{}, r.Headline...), r.Callouts...)
	first := contents(r.Title, r.Box, said, r.Basis, r.Run.Comparison.Digest, r.Run.Command, sheets)
	return writeWorkbook(w, r.Title, r.Run.Manifest.Started, append([]Sheet{first}, sheets...))
}

// arm is the key of an arm.
func (r *ComparisonReport) arm(i int) string {
	if i < 0 || i >= len(r.Run.Comparison.Arms) {
		return ""
	}
	return r.Run.Comparison.Arms[i].Name
}

// effectSheet is every difference: in the measure's unit, and in per cent where
// that is defined.
func (r *ComparisonReport) effectSheet() Sheet {
	s := Sheet{Name: "effects", About: "Differences from the reference, of all creatives and by group, in the measure's unit and in per cent.",
		Header: append([]string{"world", "arm", "by", "group", "title", "column", "label", "when", "pairing", "unit"}, estimated...)}
	for i := range r.Run.Comparison.Effects {
		e := &r.Run.Comparison.Effects[i]
		head := []any{e.World, r.arm(e.Arm), e.By, e.Group, r.titles.of(e.Group), e.Column, e.Label, e.When, float64(e.Pairing)}
		row := func(unit string, of scenarios.Estimate) []any {
			return append(append(append([]any{}, head...), unit), cells(of)...)
		}
		s.Rows = append(s.Rows, row(e.Unit, e.Estimate))
		if finite(float64(e.PerCent.Value)) {
			relative := e.PerCent // a copy: tables are made side by side
			relative.Assumed = e.Assumed
			s.Rows = append(s.Rows, row("%", relative))
		}
	}
	return s
}

// levelSheet is the level of every measure of every arm.
func (r *ComparisonReport) levelSheet() Sheet {
	s := Sheet{Name: "levels", About: "Means of every arm, the reference included.",
		Header: append([]string{"world", "arm", "by", "group", "title", "column", "label", "when", "unit"}, estimated...)}
	for i := range r.Run.Comparison.Levels {
		e := &r.Run.Comparison.Levels[i]
		s.Rows = append(s.Rows, append([]any{e.World, r.arm(e.Arm), e.By, e.Group, r.titles.of(e.Group), e.Column, e.Label, e.When, e.Unit}, cells(e.Estimate)...))
	}
	return s
}

// billSheet is every bill.
func (r *ComparisonReport) billSheet() Sheet {
	s := Sheet{Name: "bills", About: "Who pays for each policy, 2024 USD over the period; policy is empty for all of an arm.",
		Header: append([]string{"world", "arm", "policy", "payer", "label", "discounted", "unit"}, estimated...)}
	for i := range r.Run.Comparison.Bills {
		b := &r.Run.Comparison.Bills[i]
		s.Rows = append(s.Rows, append([]any{b.World, r.arm(b.Arm), b.Policy, b.Payer, b.Label, float64(b.Discounted), "2024 USD"}, cells(b.Estimate)...))
	}
	return s
}

// ratioSheet is every cost per effect, and why one is not defined.
func (r *ComparisonReport) ratioSheet() Sheet {
	s := Sheet{Name: "ratios", About: "Costs per effect; a value is empty where the effect could be luck, and why says so.",
		Header: append([]string{"world", "arm", "kind", "label", "payer", "why", "unit"}, estimated...)}
	for i := range r.Run.Comparison.Ratios {
		x := &r.Run.Comparison.Ratios[i]
		s.Rows = append(s.Rows, append([]any{x.World, r.arm(x.Arm), x.Kind, x.Label, x.Payer, x.Why, "2024 USD"}, cells(x.Estimate)...))
	}
	return s
}

// regretSheet is every regret; a world that is empty is the largest over all.
func (r *ComparisonReport) regretSheet() Sheet {
	s := Sheet{Name: "regrets", About: "How far each arm stays behind the one that comes out ahead; world is empty for the largest over the worlds.",
		Header: append([]string{"world", "arm", "column", "label", "per_cent", "unit"}, estimated...)}
	for i := range r.Run.Comparison.Regrets {
		x := &r.Run.Comparison.Regrets[i]
		s.Rows = append(s.Rows, append([]any{x.World, r.arm(x.Arm), x.Column, x.Label, float64(x.PerCent), x.Unit}, cells(x.Estimate)...))
	}
	return s
}

// firstSheet is who may be ahead.
func (r *ComparisonReport) firstSheet() Sheet {
	s := Sheet{Name: "ahead", About: "Which arms may be ahead in a measure and a world, and which another one surely beats; world is empty for the smallest worst-case regret.",
		Header: []string{"column", "label", "world", "ahead", "behind"}}
	keys := func(arms []int) string {
		var list []string
		for _, i := range arms {
			list = append(list, r.arm(i))
		}
		return strings.Join(list, " ")
	}
	for _, b := range r.Run.Comparison.Best {
		s.Rows = append(s.Rows, []any{b.Column, b.Label, b.World, keys(b.Arms), keys(b.Dominated)})
	}
	return s
}

// policySheet is every policy in full.
func (r *ComparisonReport) policySheet() Sheet {
	s := Sheet{Name: "policies", About: "The policies of each arm in full.",
		Header: []string{"arm", "policy", "title", "dose", "period", "target", "compliance", "unit_cost", "payer", "claims", "known", "source", "assumed"}}
	for _, a := range r.Run.Comparison.Arms {
		for _, p := range a.Policies {
			s.Rows = append(s.Rows, []any{a.Name, p.Name, p.Title, p.Dose, p.Period, p.Target, p.Compliance, p.UnitCost, p.Payer, p.Claims, p.Known, p.Source, p.Assumed})
		}
	}
	return s
}
