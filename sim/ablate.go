package sim

import (
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/sim/draw"
)

// An Ablation takes an interaction or a part of minds out of a world, or pushes the
// world once, to measure what that is worth. It stands for nothing that could happen and is never
// on by default; where there is none, no bit changes. What is measured with them
// stands in section 4 of ODD.md.
//
// To add one, write a row in Ablations. Most need only Params: a weight of zero.
type Ablation struct {
	Name  string
	Does  string // what it does, for readers
	Kind  AblationKind
	Leave string          // mechanism that is left out
	Level []draw.Decision // lasting traits in which everybody is the median
	Deaf  bool            // clients hear nothing of each other
	Stuck bool            // clients learn nothing of their own attempts
	Param func(*Params)   // numbers changed for good, ranges aside
	Begin func(w *World)  // once, before the burn-in
	From  int             // first month in which hooks act, where there is one
	Until int             // first month in which they act no more, 0 for none
	Hooks []hook
}

// AblationKind is what an ablation takes out.
type AblationKind string

// Kinds of ablations. After a shock the rules act again.
const (
	Interaction AblationKind = "interaction"
	Mind        AblationKind = "mind"
	Shock       AblationKind = "shock"
)

// A hook of an ablation runs alone instead of a mechanism or behind it.
type hook struct {
	mechanism string
	instead   bool
	do        func(w *World)
}

// The year of the shocks.
const (
	shockFrom  = 48 // January 2025
	shockUntil = 60
)

// Ablations are all of them, interactions first, then minds, then shocks.
var Ablations = []Ablation{
	{Name: "peers shuffled", Kind: Interaction, Does: "peers are drawn anew from all creatives, whatever their occupation: no neighbourhoods", Begin: (*World).shufflePeers},
	{Name: "clients' learning frozen", Kind: Interaction, Does: "own attempts teach a client nothing: its AI skill and its trust in AI stay as at the start, but for what it hears of others", Stuck: true},
	{Name: "traits equal", Kind: Interaction, Does: "every creative is the median in innate trust, susceptibility, autonomy, privacy, openness, taste, threshold, disposition, talent and reservation income",
		Level: []draw.Decision{drawInnate, drawAutonomy, drawPrivacy, drawTaste, drawThreshold, drawDisposition, drawTalent, drawReservation}, Begin: (*World).bornAgain},
	{Name: "mean field", Kind: Interaction, Does: "instead of eight peers everybody sees the mean of the own occupation, use and loss rounded to an eighth up or down by luck",
		Hooks: []hook{{"exposure", true, (*World).seeTheMean}}},
	{Name: "clients' word of mouth off", Kind: Interaction, Does: "clients hear of AI from nobody they know, and nobody's trust in it moves theirs", Deaf: true,
		Param: func(p *Params) { p.Clients.Imitation = 0 }},
	{Name: "loyalty off", Kind: Interaction, Does: "clients have neither habit nor loyalty: whom they look for next is open at every look", Param: func(p *Params) { p.Clients.Loyalty = 0 }},
	{Name: "reputation off", Kind: Interaction, Does: "nobody is recommended: clients find freelancers on platforms only", Param: func(p *Params) { p.Clients.Referral = 0 }},
	{Name: "trust left out", Kind: Mind, Does: "nobody's trust in AI moves from what it was at the start, whatever AI does", Leave: "trust"},
	{Name: "fear left out", Kind: Mind, Does: "nobody's fear moves from what it was at the start, and nobody leaves, stays away or resists for it", Leave: "fear"},
	{Name: "training left out", Kind: Mind, Does: "nobody takes a course, and use teaches nobody", Leave: "training"},
	{Name: "nobody uses AI in 2025", Does: "no creative uses AI for a year, then each decides again", Kind: Shock, From: shockFrom, Until: shockUntil,
		Hooks: []hook{{"use", true, func(w *World) { w.allUse(false) }}}},
	{Name: "everybody uses AI in 2025", Does: "all creatives use AI for a year where it can do anything of their work, then each decides again", Kind: Shock, From: shockFrom, Until: shockUntil,
		Hooks: []hook{{"use", true, func(w *World) { w.allUse(true) }}}},
	{Name: "no organisation has AI in 2025", Does: "organisations are without generative AI for a year, and their depth fades as after a retreat", Kind: Shock, From: shockFrom, Until: shockUntil,
		Hooks: []hook{{"organisations", false, func(w *World) { w.allAdopt(false) }}}},
	{Name: "all organisations have AI in 2025", Does: "organisations that have no generative AI pilot it for a year", Kind: Shock, From: shockFrom, Until: shockUntil,
		Hooks: []hook{{"organisations", false, func(w *World) { w.allAdopt(true) }}}},
}

// FindAblation is the ablation of a name, or nil.
func FindAblation(name string) *Ablation {
	k := slices.IndexFunc(Ablations, func(a Ablation) bool { return a.Name == name })
	if k < 0 {
		return nil
	}
	return &Ablations[k]
}

// Ablate takes out what an ablation names: of a world before its burn-in, or, of
// a shock, before its first month. Clones have it too.
func (w *World) Ablate(name string) error {
	a := FindAblation(name)
	if a == nil {
		var known []string
		for _, a := range Ablations {
			known = append(known, a.Name)
		}
		return fmt.Errorf("there is no ablation %q: there are %s", name, strings.Join(known, ", "))
	}
	w.Ablated = append(slices.Clone(w.Ablated), a)
	if a.Param != nil {
		a.Param(&w.Params)
	}
	if a.Begin != nil {
		a.Begin(w)
	}
	if a.Leave != "" {
		return w.LeaveOut(a.Leave)
	}
	return nil
}

// Retune makes a world the reference of others: it has these parameters, what is
// taken out of them is taken out of it, and no shock strikes.
func (w *World) Retune(p Params) {
	w.Params = p
	w.Ablated = slices.DeleteFunc(slices.Clone(w.Ablated), func(a *Ablation) bool { return a.Kind == Shock })
	for _, a := range w.Ablated {
		if a.Param != nil {
			a.Param(&w.Params)
		}
	}
}

// acts tells whether the hooks of an ablation act this month.
func (a *Ablation) acts(month int) bool {
	return a.Until == 0 || month >= a.From && month < a.Until
}

// levelled tells whether everybody is the median in a trait.
func (w *World) levelled(d draw.Decision) bool {
	for _, a := range w.Ablated {
		if slices.Contains(a.Level, d) {
			return true
		}
	}
	return false
}

// clientsUnlike tells whether clients are deaf to each other, and whether they learn
// nothing.
func (w *World) clientsUnlike() (deaf, stuck bool) {
	for _, a := range w.Ablated {
		deaf, stuck = deaf || a.Deaf, stuck || a.Stuck
	}
	return deaf, stuck
}

// hooks calls f for the hooks that act at a mechanism this month.
func (w *World) hooks(mechanism int, f func(hook)) {
	for _, a := range w.Ablated {
		for _, h := range a.Hooks {
			if h.mechanism == w.month()[mechanism].Name && a.acts(w.Month) {
				f(h)
			}
		}
	}
}

// hooked tells whether there are any.
func (w *World) hooked(mechanism int) (any bool) {
	w.hooks(mechanism, func(hook) { any = true })
	return any
}

// replace runs what stands instead of a mechanism, and tells whether anything does.
func (w *World) replace(mechanism int) (any bool) {
	w.hooks(mechanism, func(h hook) {
		if h.instead {
			any = true
			h.do(w)
		}
	})
	return any
}

// follow runs what comes behind a mechanism.
func (w *World) follow(mechanism int) {
	w.hooks(mechanism, func(h hook) {
		if !h.instead {
			h.do(w)
		}
	})
}

// shufflePeers draws everybody's peers from all rows. Clones share the column of
// before, so it is a new one.
func (w *World) shufflePeers() {
	c := &w.Creatives
	c.each(func(x column) {
		if x.name == "Peers" {
			x.move(x.data.Len(), x.data.Cap())
		}
	})
	luck, others := draw.New(w.Seed, drawAblation, forever), uint64(w.Rows()-1)
	for k := range c.Peers {
		j := uint32(luck.Below(uint64(k), others))
		if int(j) >= k/Degree {
			j++
		}
		c.Peers[k] = j
	}
}

// bornAgain gives everybody the traits that hold now. Jobs stay.
func (w *World) bornAgain() {
	c := &w.Creatives
	for i, s := range c.State {
		if s != Vacant {
			job := c.Cell[i]
			w.InitPerson(i)
			c.Cell[i] = job
		}
	}
	w.publishAll()
}

// seeTheMean is exposure to the mean of the occupation, last month: of trust where it lies within
// confidence of one's own, of use and loss in eighths, rounded so that all together see the mean.
func (w *World) seeTheMean() {
	var here, trust, uses, lost [Occupations]float64
	for i, v := range w.Creatives.Published {
		if v&seenHere != 0 {
			o := w.Creatives.Occupation[i]
			here[o]++
			trust[o] += float64(v & trustMask)
			if v&seenUses != 0 {
				uses[o]++
			}
			if v&seenLost != 0 {
				lost[o]++
			}
		}
	}
	luck, bound := w.Stream(drawAblation), float32(w.Params.Trust.Confidence)
	w.passRows(func(c *Rows, _ int) {
		for i := range c.n {
			o := c.Occupation[i] % Occupations
			if c.State[i] == Vacant || here[o] == 0 {
				continue
			}
			c.PeersTrust[i] = c.Trust[i]
			if mean := float32(trust[o] / (here[o] * trustUnit)); max(mean-c.Trust[i], c.Trust[i]-mean) <= bound {
				c.PeersTrust[i] = mean
			}
			u, v := draw.Halves(luck.Bits(c.ID[i]))
			c.PeersUse[i] = uint8(float64(Degree*uses[o])/here[o] + u)
			c.PeersLost[i] = uint8(float64(Degree*lost[o])/here[o] + v)
		}
	})
}

// allUse lets everybody use AI where it can do anything, or nobody.
func (w *World) allUse(all bool) {
	depths := w.newDepths()
	w.passRows(func(c *Rows, _ int) {
		for i := range c.n {
			if c.State[i] == Vacant || w.Occupations[c.Occupation[i]].Quality == 0 {
				continue
			}
			c.Flags[i] &^= Uses | 7<<barrierShift
			if !all {
				c.Depth[i] = 0
				continue
			}
			c.Flags[i] |= Uses
			c.Depth[i] = float32(toward(float64(c.Depth[i]), depths.wished(c, i), w.Params.Use.DepthRate))
		}
	})
}

// allAdopt lets every organisation have generative AI, or none, once there is any.
func (w *World) allAdopt(all bool) {
	if w.Capability == 0 {
		return
	}
	o := &w.Orgs
	for f, s := range o.Stage {
		switch {
		case all && s == NoAI:
			o.Stage[f], o.Age[f] = Pilot, 0
		case !all && s != NoAI:
			o.Stage[f], o.Age[f] = NoAI, 0
		}
	}
	for s := range w.Sectors {
		if w.Sectors[s].Share = w.Sectors[s].Share2021; all {
			w.Sectors[s].Share = 1
		}
	}
}
