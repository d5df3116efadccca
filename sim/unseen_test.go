package sim

import (
	"testing"
)

// One more person whom nobody sees changes nobody else's life, to the bit. The
// barrier of non-users is the one exception: it is measured against the median
// of all.
func TestOneMoreUnlinkedPersonChangesNobodyElse(t *testing.T) {
	unseen := peers(func(i, k, n int) uint32 { return web(i, k, n-4) }) // none of the spare rows
	a := lab(3000, at(24), spare(4), unseen, only(append(alone, "measure")...))
	b := a.Clone()
	row := b.Rows() - 2
	c := &b.Creatives
	c.ID[row], c.Occupation[row], c.Stage[row], c.State[row] = 1<<45, 1, Senior, Unemployed
	b.InitPerson(row)
	c.Potential[row], c.Pay[row] = 4000, 4000
	b.FindFree()
	b.publishAll()
	run(a, 24)
	run(b, 24)
	if c.Skill[row] == float32(b.Params.Training.Floor) && c.Trust[row] == 0 {
		t.Fatal("the newcomer did not live")
	}
	for _, w := range []*World{a, b} {
		for i := range w.Creatives.Flags {
			w.Creatives.Flags[i] &= 1<<barrierShift - 1
		}
		blank(w, row)
	}
	first, second := state(a), state(b)
	a.Creatives.each(func(col column) {
		if first[col.name] != second[col.name] {
			t.Errorf("%s of somebody else changed", col.name)
		}
	})
}

// blank empties a row, so that two worlds can be compared but for it.
func blank(w *World, row int) {
	w.Creatives.each(func(c column) {
		if c.per == 1 {
			c.data.Index(row).SetZero()
		}
	})
}

// disturb changes everything about a person but where the person is.
func disturb(w *World, row int) {
	c := &w.Creatives
	c.ID[row] ^= 1 << 50
	c.Trust[row], c.Fear[row], c.Attitude[row] = 1-c.Trust[row], 1-c.Fear[row], 1-c.Attitude[row]
	c.Craft[row], c.Skill[row], c.Depth[row] = 0.9, 0.8, 0.7
	c.Alpha[row], c.Beta[row] = 40, 2
	c.Flags[row] ^= Uses | Trained | LostWork
	c.Stage[row] = (c.Stage[row] + 1) % Stages
	c.Pay[row], c.Potential[row] = 2*c.Pay[row], 2*c.Potential[row]
	c.Autonomy[row], c.Disposition[row] = 1-c.Autonomy[row], -c.Disposition[row]
	c.Months[row], c.LowMonths[row] = 30, 9
}

// A mechanism's pass over the rows reads of other people only what they
// published last month: whatever else changes about one row, the others do
// not notice.
func TestRowsReadNobodyElsesRow(t *testing.T) {
	w := busy(1000)
	run(w, 4)
	for _, m := range Schedule {
		if m.Rows == nil {
			continue
		}
		for _, row := range []int{0, 17, 500, 999} {
			if w.Creatives.State[row] == Vacant {
				continue
			}
			a, b := w.Clone(), w.Clone()
			disturb(b, row)
			for _, v := range []*World{a, b} {
				if m.Begin != nil {
					m.Begin(v)
				}
				m.Rows(v, v.Creatives.rows(0, v.Rows()), 0)
				blank(v, row)
			}
			first, second := state(a), state(b)
			a.Creatives.each(func(c column) {
				if first[c.name] != second[c.name] {
					t.Errorf("%s: %s of others follows row %d", m.Name, c.name, row)
				}
			})
		}
	}
}

// A client reads of other clients only what they published last month: whatever else
// changes about one, the others do not notice.
func TestClientsReadNobodyElsesRow(t *testing.T) {
	first := busy(1500)
	run(first, 8)
	first.openBooks()
	for k := range indexOf("clients") {
		first.run(k, k+1, nil)
	}
	for _, row := range []int{0, 1, 30, 200, len(first.Clients.Kind) - 1} {
		a, b := first.Clone(), first.Clone()
		for k := range first.hiring.sellers { // made by production, of which clones know nothing
			a.hiring.sellers[k], b.hiring.sellers[k] = first.hiring.sellers[k], first.hiring.sellers[k]
		}
		c := &b.Clients
		c.Kind[row], c.Channel[row] = (c.Kind[row]+1)%ClientKinds, ToSelf
		c.Flags[row] ^= KnowsAI | TriedAI | LooksAgain | LongOrders | HouseBound | Referred
		c.Volume[row], c.Ask[row], c.Skill[row] = 2*c.Volume[row], 0.1, 0.9
		c.Alpha[row], c.Beta[row], c.Tenure[row] = 40, 2, 3
		for _, w := range []*World{a, b} {
			clients.Clients(w, 0, len(w.Clients.Kind), 0)
			w.Clients.each(func(x column) { x.data.Index(row).SetZero() })
		}
		before, after := state(a), state(b)
		a.Clients.each(func(x column) {
			if before[x.name] != after[x.name] {
				t.Errorf("%s of others follows client %d", x.name, row)
			}
		})
	}
}

// Who has left is seen by nobody: shares of peers are of those who are here.
func TestWhoHasLeftIsNotSeen(t *testing.T) {
	w := lab(600, only("exposure", "publish"))
	c := &w.Creatives
	for i := range w.People {
		c.Trust[i] = float32(i%9) / 9
		if i%4 == 0 {
			c.Flags[i] |= Uses
		}
		if i%7 == 0 {
			c.Flags[i] |= LostWork
		}
	}
	w.Params.Trust.Confidence = 1
	run(w, 1)
	for i := 0; i < w.People; i += 3 {
		c.State[i] = Vacant
	}
	run(w, 2)
	for i := range w.People {
		if c.State[i] == Vacant {
			continue
		}
		here, uses, lost, trust := 0.0, 0.0, 0.0, 0.0
		for _, j := range c.Peers[i*Degree : (i+1)*Degree] {
			if c.State[j] != Vacant {
				here++
				uses += float64(c.Flags[j] & Uses)
				lost += float64(c.Flags[j] & LostWork / LostWork)
				trust += float64(c.Trust[j])
			}
		}
		if here > 0 {
			within(t, "peers who use", float64(c.PeersUse[i])/Degree, uses/here, 0.5/Degree)
			within(t, "peers who lost work", float64(c.PeersLost[i])/Degree, lost/here, 0.5/Degree)
			within(t, "trust of peers", float64(c.PeersTrust[i]), trust/here, 1e-5)
		}
	}
}
