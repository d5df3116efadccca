package sim

// Levers are what the policies in force do this month. With every dose at its
// default each lever has the value that changes nothing, to the bit.
type Levers struct {
	TrainingSubsidy, Provision, LegalRisk, Disclosure, AIPrice, Audit float64
	Voice, SafetyNet, BasicIncomeUSD, StaffFloor, DepthCap            float64
	FixedSupport, Moratorium, JuniorQuota                             float64
}

// policy turns doses into levers: dose x min(1, months since the start / ramp).
// A ramp of zero months is a step. Nothing is in force before the start.
var policy = Mechanism{
	Name: "policy", Asks: "Which levers are pulled, and how far?",
	Writes: []string{"Levers"},
	Begin: func(w *World) {
		p := &w.Params.Policy
		on := 0.0
		if since := float64(w.Month) - p.Start; since >= 0 && !w.BurnIn {
			on = 1
			if p.Ramp > 0 {
				on = min(1, (since+1)/p.Ramp)
			}
		}
		w.Levers = Levers{
			TrainingSubsidy: on * p.TrainingSubsidy,
			Provision:       on * p.Provision,
			LegalRisk:       w.Params.Measure.LegalRisk * (1 - float64(on*p.LegalClarity)),
			Disclosure:      on * p.Disclosure,
			AIPrice:         on * p.AIPrice,
			Audit:           on * p.Audit,
			Voice:           on * p.Voice,
			SafetyNet:       on * p.SafetyNet,
			BasicIncomeUSD:  on * p.BasicIncomeUSD,
			StaffFloor:      on * p.StaffFloor,
			DepthCap:        1 - float64(on*(1-p.DepthCap)),
			FixedSupport:    on * p.FixedSupport,
			Moratorium:      on * p.Moratorium,
			JuniorQuota:     on * p.JuniorQuota,
		}
	},
}
