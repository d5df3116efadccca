package explain

import (
	"fmt"
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// subject is one respect in which two lives may differ, in the order of the
// month: with all before it equal, its cause is outside the creative.
type subject struct {
	name    string
	of      func(m *Month) any     // what is compared, in any bit
	notable func(a, b *Month) bool // worth telling on its own; nil: never
	tell    func(t *telling) string
}

// differs tells whether anything differs.
func (s *subject) differs(a, b *Month) bool {
	if s.name == employersUse && !sameEmployer(a, b) {
		return false // that is another job
	}
	return s.of(a) != s.of(b)
}

// stands tells whether it differs so much that it is told on its own.
func (s *subject) stands(a, b *Month) bool {
	return s.notable != nil && s.differs(a, b) && s.notable(a, b)
}

// whenever is notable of all that differs at all.
func whenever(_, _ *Month) bool { return true }

const employersUse = "the employer's use of AI"

// subjects are all respects. What is left when none of them differs is nothing.
var subjects = []subject{
	{"what peers show", func(m *Month) any { return [...]any{m.Mind.PeersTrust, m.Mind.PeersUse, m.Mind.PeersLost} }, nil, (*telling).tellPeers},
	measure("trust in AI", func(m *Month) float64 { return m.Mind.Trust },
		"how reliable AI is at large has moved a little, with who works in which occupation", sim.Audit),
	measure("view of what AI does to the field", func(m *Month) float64 { return m.Mind.Attitude },
		"clients' own use of AI in their occupation, or works made by AI alone, have changed"),
	measure("fear of losing work", func(m *Month) float64 { return m.Mind.Fear },
		"others whom policies reach have changed AI's part in the occupation, in the news or with the employer", sim.SafetyNet, sim.Voice),
	{"courses", func(m *Month) any { return m.Course }, whenever, (*telling).tellCourse},
	measure("AI skill", func(m *Month) float64 { return m.Mind.Skill }, "use, a course or a retraining has raised it"),
	{employersUse, func(m *Month) any { return m.Mind.Job.Adoption }, whenever, (*telling).tellEmployer},
	{"the use of AI", func(m *Month) any { return [...]any{m.Mind.Uses, m.Mind.Barrier} },
		func(a, b *Month) bool { return a.Mind.Uses != b.Mind.Uses }, (*telling).tellUse},
	untold(measure("machine share", func(m *Month) float64 { return m.Mind.Depth },
		"their employer's use of AI has changed", sim.HumanShare)),
	{"clients", func(m *Month) any { return [...]any{m.Between.Clients, m.Work} },
		func(a, b *Month) bool {
			return a.Between.State == sim.Freelancing && b.Between.State == sim.Freelancing && a.Between.Clients != b.Between.Clients
		}, (*telling).tellClients},
	{"retraining", func(m *Month) any { return m.retrains() }, whenever, (*telling).tellRetraining},
	{"jobs and careers", func(m *Month) any { return [...]Facts{work(m.Between), work(m.After)} }, jobDiffers, (*telling).tellJob},
	payment("basic income", func(m *Month) float64 { return m.Basic }, "they draw a basic income of %s a month for as long as they freelance"),
	payment("payments from levies", func(m *Month) float64 { return m.Levies }, "they are paid %s a month out of levies on AI"),
	payment("insured pay", func(m *Month) float64 { return m.Insurance }, "wage insurance pays %s a month on top of the pay in the new job, for two years at most"),
	{"income", func(m *Month) any { return [...]any{m.After.Income, m.After.LowMonths} }, incomeMoved, (*telling).tellIncome},
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
	return subject{name, func(m *Month) any { return of(m) },
		func(a, b *Month) bool { return of(b)-of(a) >= apartBy || of(a)-of(b) >= apartBy },
		func(t *telling) string {
			why := "" // later on much of their own has moved it
			if t.month == t.split {
				why = around
			}
			return fmt.Sprintf("Their %s is %s. %s", name, t.apart(of(t.arms[0].now), of(t.arms[1].now)), t.because(why, levers...))
		}}
}

// apart tells two numbers between 0 and 1 of which the digits may be the same.
func (t *telling) apart(a, b float64) string {
	if scale(a) != scale(b) {
		return fmt.Sprintf("%s under %s and %s under %s", scale(b), t.arms[1].scenario.Name, scale(a), t.arms[0].scenario.Name)
	}
	way, by := "higher", b-a
	if by < 0 {
		way, by = "lower", -by
	}
	size := finding.Decimal(by, 3)
	if by < 0.0005 {
		size = "less than 0.001"
	}
	return fmt.Sprintf("%s under %s by %s, at %s", way, t.arms[1].scenario.Name, size, scale(b))
}

// payment is a subject that is money from policies.
func payment(name string, of func(*Month) float64, text string) subject {
	return subject{name, func(m *Month) any { return of(m) },
		func(a, b *Month) bool { return (of(a) == 0) != (of(b) == 0) },
		func(t *telling) string {
			said := func(i int) string { return fmt.Sprintf(text, dollars(of(t.arms[i].now), 0)) }
			switch {
			case of(t.arms[0].now) == 0:
				return t.under(1, said(1))
			case of(t.arms[1].now) == 0:
				return t.under(0, said(0))
			}
			return t.both(1, said(1), said(0))
		}}
}

// sameEmployer tells whether both work for one organisation.
func sameEmployer(a, b *Month) bool {
	return a.Mind.Job.Cell >= 0 && a.Mind.Job.Organisation == b.Mind.Job.Organisation
}

// jobDiffers tells whether they stand elsewhere: employed, freelancing, without
// a job, or in another job.
func jobDiffers(a, b *Month) bool {
	return a.After.State != b.After.State || a.After.Job.Cell != b.After.Job.Cell
}

// work is what of the facts is about jobs and careers.
func work(f Facts) Facts {
	return Facts{Here: f.Here, Occupation: f.Occupation, State: f.State, Stage: f.Stage, Job: f.Job, Trained: f.Trained,
		LostWork: f.LostWork, Months: f.Months, Aid: f.Aid, Skill: f.Skill}
}

// incomeMoved tells of a twentieth more or less in the same kind of work.
func incomeMoved(a, b *Month) bool {
	x, y := a.After.Income, b.After.Income
	return a.After.State == b.After.State && x > 0 && (y/x > 1.05 || y/x < 0.95)
}

// differ tells what differs this month: first of all, or for the first time in
// its respect.
func (t *telling) differ() {
	if t.month == t.split {
		t.first()
	}
	if !t.here() {
		return
	}
	for _, s := range subjects {
		if !t.told[s.name] && s.stands(t.arms[0].now, t.arms[1].now) {
			t.told[s.name] = true
			t.told["AI skill"] = t.told["AI skill"] || s.name == "courses" || s.name == "retraining" // these say what they raise
			t.say(Since, nil, strings.TrimSpace(s.tell(t)))
		}
	}
}

// part tells up to when both lives are one, and what starts under each arm.
func (t *telling) part() {
	a, b := t.arms[0], t.arms[1]
	same := "They differ from the beginning."
	if t.month > a.began() {
		same = fmt.Sprintf("Up to %s both lives are the same to the last digit.", finding.Month(t.month-1))
	}
	text := same
	if starts := a.starts() + b.starts(); starts != "" {
		text += " " + finding.Sentence(strings.TrimSuffix(starts, "; "))
	}
	if changes := scenarios.ArmOf(b.scenario, a.scenario).Changes; changes != "" {
		text += " Besides, under " + b.scenario.Name + " " + changes + "."
	}
	t.say(Same, nil, text)
}

// first tells how they part.
func (t *telling) first() {
	a, b := t.arms[0].now, t.arms[1].now
	text := "They are not alike as the story begins: other numbers make another population."
	if !a.Before.Here && t.month > 0 { // newcomers are people of their own year
		text = "They come new to the field, among people who know and think otherwise of AI under " + t.arms[1].scenario.Name + "."
	}
	var also []string
	any := false
	for _, s := range subjects {
		switch {
		case !s.differs(a, b):
		case !any:
			any, t.told[s.name] = true, s.stands(a, b)
			text = "This differs first. " + strings.TrimSpace(s.tell(t))
		case !s.stands(a, b): // the others are told on their own
			also = append(also, s.name)
		}
	}
	if len(also) > 0 {
		text += fmt.Sprintf(" In the same month there are slight differences in %s.", finding.And(also))
	}
	t.say(First, nil, text)
}
