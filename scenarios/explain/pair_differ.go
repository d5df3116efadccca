package explain

import (
	"fmt"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// subject is one respect in which two lives may differ, in the order of the
// month: with all before it equal, its cause is outside the creative.
type subject struct {
	name    string
	differs func(a, b *Month) bool // in any bit
	notable func(a, b *Month) bool // worth telling on its own; nil: never
	tell    func(p *pairing) string
}

// subjects are all respects. What is left when none of them differs is nothing.
var subjects = []subject{
	{"what peers show", peersDiffer, nil, (*pairing).tellPeers},
	measure("trust in AI", func(m *Month) float64 { return m.Mind.Trust },
		"how reliable AI is at large has moved a little, with who works in which occupation", sim.Audit),
	measure("view of what AI does to the field", func(m *Month) float64 { return m.Mind.Attitude },
		"clients' own use of AI in their occupation, or works made by AI alone, have changed"),
	measure("fear of losing work", func(m *Month) float64 { return m.Mind.Fear },
		"others whom policies reach have changed AI's part in the occupation, in the news or with the employer", sim.SafetyNet, sim.Voice),
	{"courses", func(a, b *Month) bool { return a.Course != b.Course }, func(a, b *Month) bool { return a.Course != b.Course }, (*pairing).tellCourse},
	measure("AI skill", func(m *Month) float64 { return m.Mind.Skill }, "use, a course or a retraining has raised it"),
	{"the employer's use of AI", adoptionDiffers, adoptionDiffers, (*pairing).tellEmployer},
	{"the use of AI", func(a, b *Month) bool { return a.Mind.Uses != b.Mind.Uses || a.Mind.Barrier != b.Mind.Barrier },
		func(a, b *Month) bool { return a.Mind.Uses != b.Mind.Uses }, (*pairing).tellUse},
	untold(measure("machine share", func(m *Month) float64 { return m.Mind.Depth },
		"their employer's use of AI has changed", sim.HumanShare)),
	{"retraining", func(a, b *Month) bool { return a.retrains() != b.retrains() }, func(a, b *Month) bool { return a.retrains() != b.retrains() }, (*pairing).tellRetraining},
	{"jobs and careers", workDiffers, jobDiffers, (*pairing).tellJob},
	payment("basic income", func(m *Month) float64 { return m.Basic }, "they draw a basic income of %s for as long as they freelance"),
	payment("payments from levies", func(m *Month) float64 { return m.Levies }, "they are paid %s out of levies on AI"),
	payment("insured pay", func(m *Month) float64 { return m.Insurance }, "wage insurance pays %s on top of the pay in the new job, for two years at most"),
	{"income", incomeDiffers, incomeMoved, (*pairing).tellIncome},
	measure("craft", func(m *Month) float64 { return m.After.Craft }, "they work more or less by hand"),
}

// untold is a subject that is told only where it differs first of all.
func untold(s subject) subject {
	s.notable = nil
	return s
}

// apartBy is by how much a measure between 0 and 1 must differ to be told.
const apartBy = 0.05

// measure is a subject that is a number between 0 and 1.
func measure(name string, of func(*Month) float64, around string, levers ...sim.Lever) subject {
	return subject{name, func(a, b *Month) bool { return of(a) != of(b) },
		func(a, b *Month) bool { return of(b)-of(a) >= apartBy || of(a)-of(b) >= apartBy },
		func(p *pairing) string {
			a, b := of(p.arms[0].now), of(p.arms[1].now)
			why := "" // later on much of their own has moved it
			if p.month == p.split {
				why = around
			}
			return fmt.Sprintf("Their %s is %s. %s", name, p.apart(a, b), p.because(why, levers...))
		}}
}

// apart tells two numbers between 0 and 1 of which the digits may be the same.
func (p *pairing) apart(a, b float64) string {
	if scale(a) != scale(b) {
		return fmt.Sprintf("%s under %s and %s under %s", scale(b), p.arms[1].name(), scale(a), p.arms[0].name())
	}
	way, by := "higher", b-a
	if by < 0 {
		way, by = "lower", -by
	}
	if by < 0.0005 {
		return fmt.Sprintf("%s under %s by less than 0.001, at %s", way, p.arms[1].name(), scale(b))
	}
	return fmt.Sprintf("%s under %s by %s, at %s", way, p.arms[1].name(), finding.Decimal(by, 3), scale(b))
}

// payment is a subject that is money from policies.
func payment(name string, of func(*Month) float64, text string) subject {
	return subject{name, func(a, b *Month) bool { return of(a) != of(b) },
		func(a, b *Month) bool { return (of(a) == 0) != (of(b) == 0) },
		func(p *pairing) string {
			a, b := of(p.arms[0].now), of(p.arms[1].now)
			switch {
			case a == 0:
				return p.under(1, fmt.Sprintf(text, dollars(b)))
			case b == 0:
				return p.under(0, fmt.Sprintf(text, dollars(a)))
			}
			return p.both(1, fmt.Sprintf(text, dollars(b)), fmt.Sprintf(text, dollars(a)))
		}}
}

// dollars is a small amount a month.
func dollars(x float64) string {
	if x < 0.995 {
		return "less than $1 a month"
	}
	return "$" + count(x) + " a month"
}

func peersDiffer(a, b *Month) bool {
	x, y := a.Mind, b.Mind
	return x.PeersTrust != y.PeersTrust || x.PeersUse != y.PeersUse || x.PeersLost != y.PeersLost
}

func adoptionDiffers(a, b *Month) bool {
	return a.Mind.Job.Cell >= 0 && a.Mind.Job.Organisation == b.Mind.Job.Organisation && a.Mind.Job.Adoption != b.Mind.Job.Adoption
}

// jobDiffers tells whether they stand elsewhere: employed, freelancing, without
// a job, or in another job.
func jobDiffers(a, b *Month) bool {
	return a.After.State != b.After.State || a.After.Job.Cell != b.After.Job.Cell
}

// workDiffers tells of any bit of jobs, careers and spells.
func workDiffers(a, b *Month) bool {
	x, y := work(a.After), work(b.After)
	return x != y || work(a.Between) != work(b.Between)
}

// work is what of the facts is about jobs and careers.
func work(f Facts) Facts {
	return Facts{Here: f.Here, Occupation: f.Occupation, State: f.State, Stage: f.Stage, Job: f.Job, Trained: f.Trained,
		LostWork: f.LostWork, Months: f.Months, Aid: f.Aid, Skill: f.Skill}
}

func incomeDiffers(a, b *Month) bool {
	return a.After.Income != b.After.Income || a.After.LowMonths != b.After.LowMonths
}

// incomeMoved tells of a twentieth more or less in the same kind of work.
func incomeMoved(a, b *Month) bool {
	x, y := a.After.Income, b.After.Income
	return a.After.State == b.After.State && x > 0 && (y/x > 1.05 || y/x < 0.95)
}

// differ tells what differs this month: first of all, or for the first time in
// its respect.
func (p *pairing) differ() {
	if p.month == p.split {
		p.first()
	}
	if !p.here() {
		return
	}
	a, b := p.arms[0].now, p.arms[1].now
	for _, s := range subjects {
		if s.notable != nil && !p.told[s.name] && s.notable(a, b) {
			p.told[s.name] = true
			p.told["AI skill"] = p.told["AI skill"] || s.name == "courses" || s.name == "retraining" // these say what they raise
			p.say(Since, strings.TrimSpace(s.tell(p)), "", "")
		}
	}
}

// part tells up to when both lives are one, and what starts under each arm.
func (p *pairing) part() {
	a, b := p.arms[0], p.arms[1]
	same := "They differ from the beginning."
	if p.month > max(0, a.comes()) {
		same = fmt.Sprintf("Up to %s both lives are the same to the last digit.", finding.Month(p.month-1))
	}
	text := fmt.Sprintf("%s %s; %s.", same, upper(a.starts()), b.starts())
	if changes := b.changes(a); changes != "" {
		text += " Besides, under " + b.name() + " " + changes + "."
	}
	p.say(Same, text, "", "")
}

// first tells how they part.
func (p *pairing) first() {
	a, b := p.arms[0].now, p.arms[1].now
	var differing []subject
	for _, s := range subjects {
		if s.differs(a, b) {
			differing = append(differing, s)
		}
	}
	if len(differing) == 0 {
		p.say(First, "They are not alike as the story begins: other numbers make another population.", "", "")
		return
	}
	s := differing[0]
	p.told[s.name] = s.notable != nil && s.notable(a, b)
	text := "This differs first. " + strings.TrimSpace(s.tell(p))
	var also []string
	for _, x := range differing[1:] {
		if x.notable == nil || !x.notable(a, b) { // those are told on their own
			also = append(also, x.name)
		}
	}
	if len(also) > 0 {
		text += fmt.Sprintf(" In the same month there are slight differences in %s.", finding.And(also))
	}
	p.say(First, text, "", "")
}
