package sim

import "github.com/atelier-sim/atelier/sim/num"

// What the law tells clients, or forbids them. Without a rule nothing of it acts.

// labels are what labels add to the worth of human works and of works that clients
// make with AI, in logits, for who buys for an audience (equation 21). A work
// known to be machine-made is worth disclosure less, and one of which nobody can
// tell as much less as it is likely to be. Labels of either kind change what an
// unlabelled work is likely to be: of the works on offer S are AI's alone, D of
// those and H of the others are labelled.
//
//	P = S (1 - D) / (S (1 - D) + (1 - S)(1 - H))
//	human   = worth [ (1 - H) ln(1 - disclosure P) - ln(1 - disclosure S) ]
//	machine = worth [ D ln(1 - disclosure) + (1 - D) ln(1 - disclosure P) - ln(1 - disclosure S) ]
//
// Source: NYU and Emory for clicks on labelled display ads, Raj, Berg and Seamans for
// ratings of text; that unlabelled works are discounted by what they may be is
// assumed.
func (w *World) labels(i int) (human, machine float64) {
	law, p := w.Market(w.Occupations[i].Domain), &w.Params.Clients
	if law.Disclosure == 0 && law.HumanLabel == 0 {
		return 0, 0
	}
	s := w.aiSupply(i)
	ours, theirs := float64((1-s)*(1-law.HumanLabel)), float64(s*(1-law.Disclosure))
	left := 0.0 // what a work without a label loses
	if theirs > 0 {
		left = num.Log(1 - float64(p.Disclosure*(theirs/(theirs+ours))))
	}
	before := num.Log(1 - float64(p.Disclosure*s))
	human = float64((1-law.HumanLabel)*left) - before
	machine = float64(law.Disclosure*num.Log(1-p.Disclosure)) + float64((1-law.Disclosure)*left) - before
	return p.Worth * human, p.Worth * machine
}

// audience is for whom else a kind of client buys: a household for itself, a
// large organisation for all who see its works. Labels matter so much, as errors do.
var audience = [ClientKinds]float64{Household: 0, SmallFirm: 0.5, LargeFirm: 1}

// label adds what labels are worth to what clients weigh.
func (m *choiceTerms) label(human, machine float64) {
	for k, share := range audience {
		m.price[k] += float64(share * human)
		m.house[k] += float64(share * human)
		m.rules[k] -= float64(share * machine)
	}
}

// bound tells whether a client is a public body, or another large organisation,
// that must not have works made with AI: a lasting trait of the client.
func (b *buyers) bound(j int) bool {
	c := &b.w.Clients
	share := b.w.Market(b.w.Occupations[c.Occupation[j]].Domain).Procurement
	return share > 0 && c.Kind[j] == LargeFirm && b.w.Trait(drawProcures).Uniform(uint64(j)) < share
}

// permitted is what is left of the quality of AI where a share of works may not be
// used to make it (equation 1).
//
// Source: Hoffmann et al. 2022 for the exponent, which is that of loss by data.
func (w *World) permitted(o *Occupation) float64 {
	refused := w.Market(o.Domain).Refusal
	if refused == 0 {
		return 1
	}
	return num.Pow(1-refused, w.Params.Technology.Withheld)
}
