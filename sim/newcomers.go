package sim

// newcomerWrites are the columns that change when somebody takes a vacant row,
// and when somebody leaves one.
var newcomerWrites = []string{"ID", "Occupation", "State", "Stage", "Flags", "Craft", "Skill", "Alpha", "Beta", "Trust", "Attitude", "Fear", "Depth",
	"Autonomy", "Disposition", "Aid", "Hours", "Potential", "Output", "Pay", "Months", "LowMonths", "Quintile", "PeersTrust", "PeersUse", "PeersLost", "Free", "Rows"}

// openDoors decides which posts still open go to newcomers (equation 30): more of them the
// more posts stay open, so that employment can follow a boom.
func (w *World) openDoors(o int) {
	h, luck, p := &w.hiring, w.stream(drawOutside), &w.Params.Employees
	open := float64(len(h.posts[o][0])+len(h.posts[o][1])) / float64(w.Occupations[o].Employed+1)
	fill := p.OutsideFill + float64((1-p.OutsideFill)*clamp(open/p.Boom-1))
	for l := range 2 {
		for _, p := range h.posts[o][l] {
			if luck.Uniform(p.key) < fill {
				h.fresh[o][l] = append(h.fresh[o][l], p.cell)
			}
		}
	}
	// movers that found a job take up the new occupation
	for l := range 2 {
		for _, i := range h.movers[o][l] {
			if w.Creatives.State[i] == Employed {
				w.Creatives.Occupation[i] = uint8(o)
			}
		}
	}
}

// welcome gives newcomers a row and a job.
func (w *World) welcome() {
	h := &w.hiring
	for o := range w.Occupations {
		n := 0
		for l := range 2 {
			for _, cell := range h.fresh[o][l] {
				row := w.newcomer(o, w.personID(o, 0, n), l)
				c := &w.Creatives
				c.State[row], c.Cell[row] = Employed, cell
				c.Pay[row] = float64(c.Potential[row])
				w.Cells.Staff[cell]++
				if l == 0 {
					w.billFirm(h.purse(o), PerJuniorHire, int(w.Cells.Organisation[cell]), 1)
				}
				w.Flows[o][FlowHires]++
				if l == 0 {
					w.Flows[o][FlowJuniorHires]++
				}
				w.Flows[o][FlowEntrants]++
				n++
			}
		}
	}
}

// newcomer takes a vacant row, in the neighbourhood of the occupation if there
// is one. Of the experienced three in ten are senior.
func (w *World) newcomer(o int, id uint64, lv int) int {
	row := w.takeRow(o)
	c := &w.Creatives
	c.ID[row], c.Occupation[row] = id, uint8(o)
	c.Stage[row] = Junior
	u := w.trait(drawPotential).Uniform(id ^ 1<<62)
	if lv > 0 {
		c.Stage[row] = Mid
		if u < 0.3 {
			c.Stage[row] = Senior
		}
	}
	w.InitPerson(row)
	x := w.potential(row)
	c.Potential[row] = float32(x)
	c.Quintile[row] = w.quintileOf(x)
	return row
}
