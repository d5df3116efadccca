package explain

import (
	"fmt"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// clientele lists clients by kind: "a household and two small firms".
func clientele(kinds [sim.ClientKinds]int) string {
	var list []string
	for k, n := range kinds {
		switch {
		case n == 1:
			list = append(list, article(sim.KindNames[k]))
		case n > 1:
			list = append(list, finding.Cardinal(n)+" "+sim.KindNames[k]+"s")
		}
	}
	return finding.And(list)
}

// patrons says who orders from a freelancer.
func (f *Facts) patrons() string {
	switch n := f.Clients.all(); {
	case n == 0:
		return "No client orders from them: their work is what others send on."
	case n == 1:
		return finding.Sentence(clientele(f.Clients.Kinds) + " orders from them")
	}
	return finding.Sentence(clientele(f.Clients.Kinds) + " order from them")
}

// motives are the reasons for which a client leaves a freelancer, by way and
// term; stays those for which it would stay, the same on every way.
var motives = [sim.Ways][sim.ClientWeights]string{
	sim.WayNone: {sim.WeighPull: "how little the work is worth to it", sim.WeighPrice: "their price", sim.WeighQuality: "what their work lacks in quality",
		sim.WeighHabit: "no habit of freelancers", sim.WeighTaste: "a lasting taste for doing without"},
	sim.WayOther: {sim.WeighPrice: "a lower price", sim.WeighQuality: "better work"},
	sim.WayHouse: {sim.WeighPrice: "the prices of organisations", sim.WeighQuality: "what their work lacks in quality", sim.WeighHabit: "its habit of organisations",
		sim.WeighLoyalty: "loyalty to an organisation", sim.WeighTaste: "a lasting taste for organisations"},
	sim.WayAlone: {sim.WeighPull: "the pull of making it itself", sim.WeighPrice: "how cheap AI is", sim.WeighQuality: "how good a work AI makes in its hands",
		sim.WeighHabit: "no habit of freelancers", sim.WeighTaste: "a lasting taste for AI"},
}

var stays = [sim.ClientWeights]string{sim.WeighPull: "how much the work is worth to it", sim.WeighPrice: "how cheap they are", sim.WeighQuality: "how good their work is",
	sim.WeighHabit: "its habit of freelancers", sim.WeighLoyalty: "loyalty to them", sim.WeighDistrust: "want of trust in AI", sim.WeighRules: "legal risk and labels",
	sim.WeighTaste: "a lasting taste for freelancers"}

// goes is where commissions go that a freelancer loses.
var goes = [sim.Ways]string{sim.WayNone: "orders nothing any more", sim.WayOther: "orders from another freelancer from now on",
	sim.WayHouse: "orders from an organisation from now on", sim.WayAlone: "makes the work itself with AI from now on"}

// trading tells which clients left and came.
func (s *story) trading() {
	lost := s.now.After.LostWork && !s.now.Between.LostWork
	for i := range s.now.Left {
		c := &s.now.Left[i]
		v, text := s.leaves(c)
		if lost && c.Look.Best() == sim.WayAlone {
			text, lost = text+" They count it as work lost to AI.", false
		}
		s.say(Client, v, "%s", text)
	}
	for i := range s.now.Came {
		v, text := s.joins(&s.now.Came[i])
		s.say(Client, v, "%s", text)
	}
}

// gain is by how much a term speaks more for the way that a client goes than for
// its freelancer of before.
func gain(c *sim.ClientMonth, term int) float64 {
	return c.Look.Terms[c.Look.Best()][term] - c.Look.Terms[sim.WayStay][term]
}

// leaves tells of a client that ceases to order, and what weighed.
func (s *story) leaves(c *sim.ClientMonth) (values, string) {
	way, v := c.Look.Best(), values{"kind": float64(c.Kind), "way": float64(c.Look.Best()), "months": float64(c.Before.Months)}
	for k, name := range sim.WeightNames {
		v[name] = gain(c, k)
	}
	text := fmt.Sprintf("%s that ordered from them since %s %s. For it weighed most %s; against it %s.", finding.Capital(article(sim.KindNames[c.Kind])),
		s.since(c), goes[way], leaving(c, 1, motives[way]), leaving(c, -1, stays))
	if mood := gain(c, sim.WeighMood); c.Look.Utility(way)-c.Look.Utility(sim.WayStay) <= mood {
		text += fmt.Sprintf(" But for the mood of the month (%s) it would have stayed.", logit(mood))
	}
	if way == sim.WayAlone {
		v["trust"], v["makes"], v["asks"], v["chance"] = c.Look.Trust, c.Look.Makes, c.Asks, c.Chance
		text += " " + s.alone(c)
	}
	return v, text
}

// leaving names at most two terms that speak with a sign for leaving.
func leaving(c *sim.ClientMonth, sign float64, words [sim.ClientWeights]string) string {
	return weightiest(sim.WeighMood, sign, func(k int) float64 { return gain(c, k) }, func(k int) string { return words[k] })
}

// alone tells how well a client is placed to make its work with AI.
func (s *story) alone(c *sim.ClientMonth) string {
	return fmt.Sprintf("It trusts AI at %s. AI in its hands comes to %s, of 1 at most, and its jobs ask for %s: %s of its attempts would succeed.",
		scale(c.Look.Trust), scale(c.Look.Makes), scale(c.Asks), finding.Share(c.Chance))
}

// longest is how many months with a supplier are counted.
const longest = 255

// since is when a client began to order from its supplier of before.
func (s *story) since(c *sim.ClientMonth) string {
	switch first := s.now.Number - c.Before.Months; {
	case first < 0:
		return "before " + finding.Month(0)
	case c.Before.Months == longest:
		return finding.Month(first) + " at the latest"
	default:
		return finding.Month(first)
	}
}

// joins tells of a client that begins to order, how it found them, and where it
// comes from.
func (s *story) joins(c *sim.ClientMonth) (values, string) {
	who := finding.Capital(article(sim.KindNames[c.Kind]))
	v := values{"kind": float64(c.Kind), "channel_before": float64(c.Before.Channel)}
	if c.Look.Best() == sim.WayStay {
		return v, fmt.Sprintf("%s orders from them again. %s", who, before(c))
	}
	v["platform"] = float64(one(c.Look.Found.Peer < 0))
	return v, fmt.Sprintf("%s begins to order from them. It found them %s. %s", who, s.found(c), before(c))
}

// found is how a client found them.
func (s *story) found(c *sim.ClientMonth) string {
	f := c.Look.Found
	if f.Peer < 0 {
		return "on a platform"
	}
	peer := article(sim.KindNames[s.world.Clients.Kind[f.Peer]])
	if f.By < 0 {
		return "by the word of " + peer + " that orders from them"
	}
	return "by a colleague without time, whom " + peer + " had recommended"
}

// before is where the commissions of a new client went.
func before(c *sim.ClientMonth) string {
	switch {
	case c.Gone:
		return "The freelancer from whom it ordered before no longer freelances."
	case c.Before.Channel == sim.ToSelf && c.Failed:
		return "Until now it made the work itself with AI, and its last attempt failed."
	}
	return [sim.Channels]string{"Until now it ordered nothing.", "Until now it ordered from another freelancer.", "Until now it ordered from an organisation.",
		"Until now it made the work itself with AI."}[c.Before.Channel]
}

// workOfYear is what a year brought a freelancer, and from whom; "" for nothing.
func (s *story) workOfYear() string {
	all := s.year.own + s.year.sent
	if all == 0 {
		return ""
	}
	text := fmt.Sprintf("work of %s normal months", finding.Figures(all, 2))
	switch own := s.year.own / all; {
	case own == 0:
		return text + ", all of it sent on to them"
	case own == 1:
		return text + ", all of it for own clients"
	case own > 0.995:
		return text + ", nearly all of it for own clients"
	default:
		return text + ", " + finding.Share(own) + " of it for own clients, the rest sent on to them"
	}
}

// tellClients tells of another client in one arm, and of what moved it.
func (t *telling) tellClients() string {
	levers := []sim.Lever{sim.Clarity, sim.Licence, sim.AILevy, sim.Disclosure, sim.StaffFloor}
	for i, l := range t.arms {
		other := t.arms[1-i].now
		for k := range l.now.Left {
			if c := &l.now.Left[k]; among(other.Left, c.Row) == nil {
				_, text := l.leaves(c)
				return t.under(i, text) + " " + t.stays(1-i, c) + " " + t.because("", levers...)
			}
		}
		for k := range l.now.Came {
			if c := &l.now.Came[k]; among(other.Came, c.Row) == nil {
				_, text := l.joins(c)
				return t.under(i, text) + " " + t.under(1-i, "it does not") + " " + t.because("", levers...)
			}
		}
	}
	a, b := t.arms[0].now.Work, t.arms[1].now.Work
	switch {
	case a.Own != b.Own:
		return "Their clients ask for other work in this month. " + t.because("", levers...)
	case a.Sent != b.Sent:
		return fmt.Sprintf("More or less work is sent on to them: of a normal month %s under %s and %s under %s.", finding.Share(b.Sent), t.arms[1].scenario.Name, finding.Share(a.Sent), t.arms[0].scenario.Name)
	}
	return "They have time for more or less work, because AI saves other hours."
}

// stays says why a client that leaves under one arm does not under another.
func (t *telling) stays(arm int, left *sim.ClientMonth) string {
	c := among(t.arms[arm].now.Stays, left.Row)
	if c == nil {
		return t.under(arm, "it does not look elsewhere this month")
	}
	way := left.Look.Best()
	less := func(k int) float64 { return c.Look.Terms[way][k] - c.Look.Terms[sim.WayStay][k] - gain(left, k) }
	text := "it stays"
	if c.Look.Open[way] {
		text += ": less speaks for leaving there, by " + weightiest(sim.ClientWeights, -1, less, func(k int) string { return weights[k] })
	}
	return t.under(arm, text)
}

// weights are the terms of a client's choice, for and against alike.
var weights = [sim.ClientWeights]string{"the worth of the work", "price", "quality", "habit", "loyalty", "trust in AI", "legal risk and labels", "taste", "the mood of the month"}

// among is the client of a row in a list, nil if it is not there.
func among(list []sim.ClientMonth, row int) *sim.ClientMonth {
	for i := range list {
		if list[i].Row == row {
			return &list[i]
		}
	}
	return nil
}

// withClients is how many clients a freelancer has, in few words.
func withClients(f Facts) string {
	switch n := f.Clients.all(); n {
	case 0:
		return "no client of their own"
	case 1:
		return "one client"
	default:
		return finding.Cardinal(n) + " clients"
	}
}

// wanted is how much a freelancer wants to work.
func wanted(hours float64) string {
	if hours >= 1.5 {
		return finding.Figures(hours, 2) + " times a freelancer's usual hours"
	}
	return finding.Share(hours) + " of a freelancer's usual hours"
}
