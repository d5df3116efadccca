package sim

import (
	"fmt"
	"slices"

	"github.com/atelier-sim/atelier/sim/par"
)

// fits says that no month of a world that was read would look where nothing is: tables have
// columns of one length, and whatever is a place is one of what it is a place of. What the
// numbers themselves must keep is held by Check.
func (w *World) fits() error {
	for _, f := range []func() error{w.fitsSizes, w.fitsTables, w.fitsPlaces, w.fitsCreatives, w.fitsJobs, w.fitsRules} {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

// fitsSizes holds how many there are of what has room for some.
func (w *World) fitsSizes() error {
	for _, x := range []struct {
		what     string
		has      int
		low, top int
	}{
		{"occupations", len(w.Occupations), 1, Occupations},
		{"domains", len(w.Domains), 1, Domains},
		{"sectors", len(w.Sectors), 1, MaxSectors},
		{"rules", len(w.Rules), 0, MostRules},
		{"starts of occupations", len(w.OccStart), len(w.Occupations) + 1, len(w.Occupations) + 1},
		{"starts of clients", len(w.ClientStart), len(w.Occupations) + 1, len(w.Occupations) + 1},
		{"first jobs", len(w.Orgs.FirstCell), len(w.Orgs.Staff) + 1, len(w.Orgs.Staff) + 1},
		{"columns of peers", len(w.Creatives.Peers), Degree * w.Rows(), Degree * w.Rows()},
		{"people", w.People, 0, w.Rows()},
		{"months", w.Month, -BurnInMonths, Forever},
		{"months of effects", len(w.Effects), 0, Forever},
	} {
		if x.has < x.low || x.has > x.top {
			return fmt.Errorf("%d %s", x.has, x.what)
		}
	}
	return nil
}

// fitsTables holds that the columns of a table have one length.
func (w *World) fitsTables() (err error) {
	for _, t := range []struct {
		rows  int
		table interface{ each(func(column)) }
	}{
		{w.Rows(), &w.Creatives}, {len(w.Clients.Kind), &w.Clients}, {len(w.Orgs.Staff), &w.Orgs}, {len(w.Cells.Staff), &w.Cells},
	} {
		t.table.each(func(c column) {
			if n := t.rows * c.per; c.data.Len() != n && c.name != "Orgs.FirstCell" && err == nil {
				err = fmt.Errorf("column %s has %d numbers of %d", c.name, c.data.Len(), n)
			}
		})
	}
	return err
}

// placed holds that all numbers of a column are below a limit; least is the lowest.
func placed[T uint8 | int32 | uint32 | int64](w *World, what string, list []T, least, limit int) error {
	bad := make([]int, (len(list)+par.Chunk-1)/par.Chunk)
	par.Chunks(w.Workers, len(list), func(_, chunk, lo, hi int) {
		for _, x := range list[lo:hi] {
			if int64(x) < int64(least) || int64(x) >= int64(limit) {
				bad[chunk]++
			}
		}
	})
	for _, n := range bad {
		if n > 0 {
			return fmt.Errorf("%s is out of range", what)
		}
	}
	return nil
}

// rising holds that starts rise from 0 to at most an end.
func rising(what string, starts []int32, end int) error {
	if starts[0] != 0 || int(starts[len(starts)-1]) > end {
		return fmt.Errorf("%s begin at %d and end at %d", what, starts[0], starts[len(starts)-1])
	}
	for i := range starts[1:] {
		if starts[i+1] < starts[i] {
			return fmt.Errorf("%s fall", what)
		}
	}
	return nil
}

// firstOf is the first error of some.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// fitsPlaces holds what stands beside what in the tables of organisations, jobs and clients.
func (w *World) fitsPlaces() error {
	o, c, k := &w.Orgs, &w.Clients, &w.Cells
	shown := make([]int32, len(c.Published))
	for j, v := range c.Published {
		shown[j] = int32(v>>shownRow) - 1
	}
	known := make([]int64, len(w.Domains))
	for d := range known {
		known[d] = int64(w.Domains[d].known)
	}
	domains := make([]uint8, len(w.Occupations))
	for i := range domains {
		domains[i] = w.Occupations[i].Domain
	}
	return firstOf(
		rising("rows of occupations", w.OccStart, w.Rows()),
		rising("clients of occupations", w.ClientStart, len(c.Kind)),
		rising("jobs of organisations", o.FirstCell, len(k.Staff)),
		placed(w, "the domain of an occupation", domains, 0, len(w.Domains)),
		placed(w, "a domain", known, 0, len(elasticities)),
		placed(w, "the sector of an organisation", o.Sector, 0, len(w.Sectors)),
		placed(w, "the domain of an organisation", o.Domain, 0, len(w.Domains)),
		placed(w, "the size of an organisation", o.Size, 0, SizeClasses),
		placed(w, "the stage of an organisation", o.Stage, 0, int(Integrated)+1),
		placed(w, "the organisation of a job", k.Organisation, 0, len(o.Staff)),
		placed(w, "the occupation of a job", k.Occupation, 0, len(w.Occupations)),
		placed(w, "the occupation of a client", c.Occupation, 0, len(w.Occupations)),
		placed(w, "the kind of a client", c.Kind, 0, ClientKinds),
		placed(w, "the channel of a client", c.Channel, 0, int(Channels)),
		placed(w, "the supplier of a client", c.Supplier, -1, w.Rows()),
		placed(w, "the supplier that a client shows", shown, -1, w.Rows()),
	)
}

func (w *World) fitsCreatives() error {
	c := &w.Creatives
	err := firstOf(
		placed(w, "the occupation of a creative", c.Occupation, 0, len(w.Occupations)),
		placed(w, "the state of a creative", c.State, 0, int(Unemployed)+1),
		placed(w, "the stage of a creative", c.Stage, 0, Stages),
		placed(w, "the job of a creative", c.Cell, -1, len(w.Cells.Staff)),
		placed(w, "the fifth of a creative", c.Quintile, 0, nQuintiles),
		placed(w, "the peers of a creative", c.PeersUse, 0, Degree+1),
		placed(w, "the peers of a creative", c.PeersLost, 0, Degree+1),
		placed(w, "a peer", c.Peers, 0, w.Rows()),
	)
	for _, f := range w.hiring.free {
		err = firstOf(err, placed(w, "a vacant row", f, 0, w.Rows()))
	}
	return err
}

// fitsJobs holds that jobs and people agree on who works where, and that vacant rows are listed
// once each.
func (w *World) fitsJobs() error {
	c := &w.Creatives
	for i, s := range c.State {
		if k := c.Cell[i]; (s == Employed) != (k >= 0) && s != Vacant || s == Employed && w.Cells.Occupation[k] != c.Occupation[i] {
			return fmt.Errorf("creative %d has state %d and job %d", i, s, k)
		}
	}
	listed := make([]bool, w.Rows())
	for _, f := range w.hiring.free {
		for _, row := range f {
			if listed[row] || c.State[row] != Vacant {
				return fmt.Errorf("row %d is listed as vacant", row)
			}
			listed[row] = true
		}
	}
	return nil
}

// fitsRules holds that rules and what they do this month name each other.
func (w *World) fitsRules() error {
	for i := range w.Rules {
		d := w.Rules[i].Design
		if d == nil || d.Charge >= nCharges || d.Payer >= nPayers || d.Through > Markets || d.PerDose && len(d.Pulls) == 0 {
			return fmt.Errorf("rule %d is none", i)
		}
		for _, p := range d.Pulls {
			if p.Lever >= NLevers {
				return fmt.Errorf("rule %d moves lever %d", i, p.Lever)
			}
		}
	}
	for k, list := range slices.Concat(w.Levers.forces[:], w.Levers.charges[:]) {
		for _, f := range list {
			if f.rule < 0 || f.rule >= len(w.Rules) {
				return fmt.Errorf("list %d of levers names rule %d", k, f.rule)
			}
		}
	}
	return nil
}
