package explain

import (
	"hash/fnv"

	"github.com/atelier-sim/atelier/sim"
)

// buyers are the clients who order from a freelancer, by kind; which they are
// makes the key.
type buyers struct {
	Kinds [sim.ClientKinds]int
	Key   uint64
}

// buyersOf are those of the freelancer in a row.
func buyersOf(w *sim.World, row int) (b buyers) {
	key := fnv.New64a()
	for _, j := range w.ClientsOf(row) {
		b.Kinds[w.Clients.Kind[j]]++
		key.Write([]byte{byte(j), byte(j >> 8), byte(j >> 16), byte(j >> 24)})
	}
	if b.Kinds != [sim.ClientKinds]int{} {
		b.Key = key.Sum64()
	}
	return b
}

// all is how many they are.
func (b *buyers) all() (n int) {
	for _, k := range b.Kinds {
		n += k
	}
	return n
}

// Trade is what clients did to a freelancer in a month.
type Trade struct {
	Work              sim.Work             // what it brought
	Asked             [sim.ClientKinds]int // clients who asked for an order, by kind
	Came, Left, Stays []sim.ClientMonth    // who began and who ceased to order from them, and who looked at the market and did not
}

// market is what the clients of a world do this month, by occupation, for all who
// watch the world.
type market struct {
	world *sim.World
	month int
	of    map[uint8][]sim.ClientMonth
}

// clients are those of an occupation.
func (m *market) clients(occupation uint8) []sim.ClientMonth {
	if m.of == nil || m.month != m.world.Month {
		m.of, m.month = map[uint8][]sim.ClientMonth{}, m.world.Month
	}
	if m.of[occupation] == nil {
		m.of[occupation] = m.world.WeighClients(int(occupation))
	}
	return m.of[occupation]
}

// trade notes what clients do to the creative, if a freelancer.
func (o *watcher) trade() {
	c := &o.world.Creatives
	if c.State[o.row] != sim.Freelancing {
		return
	}
	for _, m := range o.market.clients(c.Occupation[o.row]) {
		before, after := m.Before.To(o.row, o.id), m.After.To(o.row, o.id)
		switch {
		case !before && after:
			o.now.Came = append(o.now.Came, m)
		case before && !after:
			o.now.Left = append(o.now.Left, m)
		case before && m.Looked:
			o.now.Stays = append(o.now.Stays, m)
		}
		if after && m.Need > 0 {
			o.now.Asked[m.Kind]++
		}
	}
}
