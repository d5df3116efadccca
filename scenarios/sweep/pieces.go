package sweep

import (
	"math"
	"path/filepath"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// stretch is some places in the order of play, to not included.
type stretch struct{ from, to int }

// piece is a part and those of its places that are used. Processes that share a folder
// may have played the same run; it is used once.
type piece struct {
	store.Part
	use stretch
}

// pieces takes every run from one of the parts that hold it, and counts those that
// failed. Parts are in the order of their runs. Two of them that do not agree on a run
// that both hold are refused.
func (p *Plan) pieces(folder *store.Sweep, parts []store.Part) (list []piece, failed int, err error) {
	at := 0
	for _, part := range parts {
		if part.From < at {
			if err := p.agree(folder, part, list); err != nil {
				return nil, 0, err
			}
		}
		next := piece{part, stretch{max(part.From, at), part.To}}
		if next.use.from >= next.use.to {
			continue
		}
		bad := part.Failed
		if next.use.from > part.From && bad > 0 {
			rows, err := folder.ReadPart(part)
			if err != nil {
				return nil, 0, err
			}
			bad = onlyFailed(rows.Part(next.use.from-part.From, rows.Rows())).Rows()
		}
		list, failed, at = append(list, next), failed+bad, part.To
	}
	return list, failed, nil
}

// agree refuses a part that holds a run otherwise than one of the pieces before it.
func (p *Plan) agree(folder *store.Sweep, part store.Part, before []piece) error {
	rows, err := folder.ReadPart(part)
	for k := len(before) - 1; err == nil && k >= 0 && before[k].use.to > part.From; k-- {
		var other table.Frame
		if other, err = folder.ReadPart(before[k].Part); err != nil {
			break
		}
		for place := max(before[k].use.from, part.From); place < min(before[k].use.to, part.To); place++ {
			if column := differs(rows, place-part.From, other, place-before[k].From); column != "" {
				s := p.at(place)
				return scenarios.Mistake("%s: parts %s and %s do not agree on %s at point %d, replicate %d, and runs are the same wherever they are played; delete the one that you do not trust, and its runs are played again",
					filepath.Clean(folder.Dir()), before[k].Name, part.Name, column, s.point, s.replicate+1)
			}
		}
	}
	return err
}

// differs names the first column in which two rows differ, "" where none does. Where a
// run failed is not asked: of a world that several workers played it is not known.
func differs(a table.Frame, i int, b table.Frame, k int) string {
	for c := range a {
		switch x, y := &a[c], &b[c]; {
		case x.Name == tail[1].Name:
		case x.Content == table.Text:
			if x.Texts[i] != y.Texts[k] {
				return x.Name
			}
		case x.Numbers[i] != y.Numbers[k] && !(math.IsNaN(x.Numbers[i]) && math.IsNaN(y.Numbers[k])):
			return x.Name
		}
	}
	return ""
}

// missing are the stretches of some places that no part holds. Parts are in the order
// of their runs.
func missing(parts []store.Part, within stretch) []stretch {
	var list []stretch
	at := within.from
	for _, p := range parts {
		if p.From > at && at < within.to {
			list = append(list, stretch{at, min(p.From, within.to)})
		}
		at = max(at, p.To)
	}
	if at < within.to {
		list = append(list, stretch{at, within.to})
	}
	return list
}

// length is how many places some stretches have.
func length(list []stretch) (n int) {
	for _, s := range list {
		n += s.to - s.from
	}
	return n
}
