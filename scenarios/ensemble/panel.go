package ensemble

import (
	"cmp"
	"math"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/draw"
)

// A Panel follows some creatives through every month of the first replicate, in a run
// and in its frozen twin. Watch is given to [Futures.Watch].
//
// Who is in it is a lasting draw of each person, a function of seed and ID, the same in
// both worlds and for any number of workers. N of those who are there at the end of the
// first month have the lowest draws; they are in it, and so is each newcomer with a draw
// as low; where N is all of them, everybody is. So the panel is at any time the same share of all creatives. Who leaves creative
// work has no rows from then on, and nobody takes the place: IDs are never used again.
type Panel struct {
	n      int
	worlds []string // of the arms
	luck   draw.Stream
	limit  uint64 // the highest draw that is in it
	set    bool
	names  panelNames
	seen   [][]panelRow // by arm
}

// NewPanel is a panel of n creatives under the master seed of a run; worlds are what its
// arms are called in it.
func NewPanel(n int, seed uint64, worlds ...string) *Panel {
	return &Panel{n: n, worlds: worlds, luck: Lasting(seed, "panel"), seen: make([][]panelRow, len(worlds))}
}

// Lasting draws a person once and for all: its Bits are a function of the master seed of a
// run, of what is drawn for, and of the person's ID, the same in every world.
func Lasting(seed uint64, name string) draw.Stream {
	return draw.New(draw.Source(seed, name).Uint64(), 0, 0)
}

// panelRow is a creative at the end of a month.
type panelRow struct {
	id                                               uint64
	pay                                              float64
	trust, attitude, fear, skill, craft, depth, auto float32
	month, tenure                                    uint16
	occupation, state, stage, flags, quintile        uint8
	sector, size, adoption                           uint8 // of the employer; size is nobody's without one
}

// nobody is the size of no employer.
const nobody = math.MaxUint8

// panelNames are what the numbers of a world are called.
type panelNames struct{ occupations, domains, sectors []string }

// Watch notes a month of a world. Arms of one replicate are played one after another, so
// it needs no lock.
func (p *Panel) Watch(replicate, arm int, w *sim.World) {
	if replicate != 1 {
		return
	}
	c := &w.Creatives
	if !p.set {
		p.choose(w)
	}
	for i, id := range c.ID {
		if c.State[i] != sim.Vacant && p.luck.Bits(id) <= p.limit {
			p.seen[arm] = append(p.seen[arm], rowOf(w, i))
		}
	}
}

// choose finds the highest draw that is in the panel, and what things are called.
func (p *Panel) choose(w *sim.World) {
	var draws []uint64
	for i, id := range w.Creatives.ID {
		if w.Creatives.State[i] != sim.Vacant {
			draws = append(draws, p.luck.Bits(id))
		}
	}
	slices.Sort(draws)
	p.limit, p.set = math.MaxUint64, true
	if p.n < len(draws) {
		p.limit = draws[p.n-1]
	}
	for i := range w.Occupations {
		p.names.occupations = append(p.names.occupations, w.Occupations[i].Name)
		p.names.domains = append(p.names.domains, w.Domains[w.Occupations[i].Domain].Name)
	}
	for i := range w.Sectors {
		p.names.sectors = append(p.names.sectors, w.Sectors[i].Name)
	}
}

// rowOf is the creative in a row of a world that has just played a month.
func rowOf(w *sim.World, i int) panelRow {
	c := &w.Creatives
	r := panelRow{
		id: c.ID[i], pay: c.Pay[i], month: uint16(w.Now.Number), tenure: c.Months[i],
		trust: c.Trust[i], attitude: c.Attitude[i], fear: c.Fear[i], skill: c.Skill[i], craft: c.Craft[i], depth: c.Depth[i], auto: c.Autonomy[i],
		occupation: c.Occupation[i], state: c.State[i], stage: c.Stage[i], flags: c.Flags[i], quintile: c.Quintile[i], size: nobody,
	}
	if k := c.Cell[i]; k >= 0 {
		o := w.Cells.Organisation[k]
		r.sector, r.size, r.adoption = w.Orgs.Sector[o], w.Orgs.Size[o], w.Orgs.Stage[o]
	}
	return r
}

// panelColumn is a column of a panel: what it is, and its value or text in a row.
type panelColumn struct {
	table.Head
	number func(*panelRow) float64
	text   func(*panelNames, *panelRow) string
}

// flag is a column of 0 and 1.
func flag(name, doc string, bit uint8) panelColumn {
	return panelColumn{table.Head{Name: name, Content: table.Whole, Doc: doc, Unit: "1 or 0"}, func(r *panelRow) float64 {
		if r.flags&bit != 0 {
			return 1
		}
		return 0
	}, nil}
}

// share is a column of numbers from 0 to 1.
func share(name, doc string, of func(*panelRow) float32) panelColumn {
	return panelColumn{table.Head{Name: name, Doc: doc, Unit: "share"}, func(r *panelRow) float64 { return float64(of(r)) }, nil}
}

// called is a column of names.
func called(name, doc string, of func(*panelNames, *panelRow) string) panelColumn {
	return panelColumn{table.Head{Name: name, Content: table.Text, Doc: doc}, nil, of}
}

// panelColumns are the columns of a panel behind the world.
var panelColumns = []panelColumn{
	{table.Head{Name: "id", Content: table.Whole, Doc: "the person, the same in both worlds and never used again; what atelier explain --creative asks for, with --replicate 1"},
		func(r *panelRow) float64 { return float64(r.id) }, nil},
	{table.Head{Name: "month", Content: table.Whole, Doc: "months since January 2021, which is 0; all columns hold what is at its end", Unit: "months"}, func(r *panelRow) float64 { return float64(r.month) }, nil},
	{table.Head{Name: "date", Content: table.Dated, Doc: "the first day of the month"}, func(r *panelRow) float64 { return float64(r.month) }, nil},
	called("occupation", "by name; it can change", func(n *panelNames, r *panelRow) string { return n.occupations[r.occupation] }),
	called("domain", "of the occupation", func(n *panelNames, r *panelRow) string { return n.domains[r.occupation] }),
	called("stage", "junior, mid or senior", func(_ *panelNames, r *panelRow) string { return sim.StageNames[r.stage] }),
	called("contract", "employed, freelancing or unemployed", func(_ *panelNames, r *panelRow) string { return sim.ContractNames[r.state-1] }),
	{table.Head{Name: "months_in_contract", Content: table.Whole, Doc: "in a row", Unit: "months"}, func(r *panelRow) float64 { return float64(r.tenure) }, nil},
	called("sector", "of the employer; empty without one", employer(func(n *panelNames, r *panelRow) string { return n.sectors[r.sector] })),
	called("size", "staff of the employer; empty without one", employer(func(_ *panelNames, r *panelRow) string { return sim.SizeNames[r.size] })),
	called("employer_ai", "none, pilot or integrated; empty without an employer", employer(func(_ *panelNames, r *panelRow) string { return []string{"none", "pilot", "integrated"}[r.adoption] })),
	flag("uses_ai", "used generative AI this month", sim.Uses),
	flag("ever_used", "has ever used it", sim.EverUsed),
	flag("trained", "has ever taken a course in it", sim.Trained),
	flag("lost_work", "lost work to AI within about a year", sim.LostWork),
	share("depth", "machine share of own work, 0 for who does not use AI", func(r *panelRow) float32 { return r.depth }),
	share("trust", "in AI, as others see it", func(r *panelRow) float32 { return r.trust }),
	share("attitude", "is AI good for my field", func(r *panelRow) float32 { return r.attitude }),
	share("fear", "of displacement", func(r *panelRow) float32 { return r.fear }),
	share("skill", "command of AI", func(r *panelRow) float32 { return r.skill }),
	share("craft", "command of the craft", func(r *panelRow) float32 { return r.craft }),
	share("autonomy", "concern for autonomy, a lasting trait", func(r *panelRow) float32 { return r.auto }),
	{table.Head{Name: "income_usd", Doc: "pay of an employee, smoothed income of a freelancer; empty for the unemployed", Unit: "2024 USD a month"}, func(r *panelRow) float64 {
		if r.state == sim.Unemployed {
			return math.NaN()
		}
		return r.pay
	}, nil},
	{table.Head{Name: "income_fifth", Content: table.Whole, Doc: "fifth of pay at the start, 1 the lowest", Unit: "1 to 5"}, func(r *panelRow) float64 { return float64(r.quintile) + 1 }, nil},
}

// employer is something of who has one.
func employer(of func(*panelNames, *panelRow) string) func(*panelNames, *panelRow) string {
	return func(n *panelNames, r *panelRow) string {
		if r.size == nobody {
			return ""
		}
		return of(n, r)
	}
}

// PanelHeads are the columns of a panel.
func PanelHeads() []table.Head {
	world := table.Head{Name: "world", Content: table.Text, Doc: "run, or frozen: the twin, in which AI stays as in 2021"}
	return append([]table.Head{world}, finding.Each(panelColumns, func(c panelColumn) table.Head { return c.Head })...)
}

// panelPart is how many rows are handed on at a time.
const panelPart = 1 << 16

// Frames hands the panel on in parts: arm by arm, in it person by person, in it month by
// month.
func (p *Panel) Frames(put func(table.Frame) error) error {
	for arm, rows := range p.seen {
		slices.SortFunc(rows, func(a, b panelRow) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.month, b.month)) })
		for part := range slices.Chunk(rows, panelPart) {
			f := table.NewFrame(PanelHeads(), len(part))
			for i := range part {
				f[0].Texts[i] = p.worlds[arm]
				for c, column := range panelColumns {
					if column.text != nil {
						f[c+1].Texts[i] = column.text(&p.names, &part[i])
					} else {
						f[c+1].Numbers[i] = column.number(&part[i])
					}
				}
			}
			if err := put(f); err != nil {
				return err
			}
		}
	}
	return nil
}
