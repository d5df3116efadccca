package sim

import (
	"sync/atomic"

	"github.com/atelier-sim/atelier/sim/draw"
	"github.com/atelier-sim/atelier/sim/num"
)

// exitByStage multiplies the chance of leaving creative work: seniors retire.
var exitByStage = [Stages]float64{0.8, 0.7, 1.8}

// discouragedAfter months without work some give up looking.
const discouragedAfter = 6

// employees ends and begins jobs (equations 26 to 30). Each month an employee
// may become unemployed (with chance unemployment), leave creative work (exit,
// by stage), look for another job (job_to_job), or be laid off (see wish in
// demand.go); the unemployed apply, give up, or turn freelance. Then posts are
// filled, occupation by occupation (hiring.go).
//
// Source: the Current Population Survey 2022-25 and JOLTS for flows, urn and
// balls for matching; layoffs, levels and junior posts are assumed.
var employees = Mechanism{
	Name: "employees", Asks: "Who leaves, who is hired?",
	Writes: append([]string{"Cell", "Cells.Staff", "Occupations", "Flows", "Money", "Bills", "Effort", "EffortSum"}, newcomerWrites...),
	Begin:  func(w *World) { w.hiring.begin(w) },
	Rows: func(w *World, c *Rows, worker int) {
		p, t := &w.Params.Employees, &w.tallies[worker]
		list, search := w.hiring.listOf(c.lo), w.newSearch()
		us, vs := &t.room.lists[0], &t.room.lists[1]
		c.halves(w.Stream(drawSeparate), us, vs)
		stay := p.Unemployment + w.mostExit()
		seekFrom, rise := 1-p.JobToJob, 1/min(p.JuniorMonths, p.MidMonths)
		aided := len(w.Rules) > 0
		for i := range c.n {
			switch c.State[i] {
			case Employed:
				if aided && c.Aid[i] > 0 {
					c.Aid[i]--
					w.payInsurance(c.At(i), t)
				}
				u, v := us[i], vs[i]
				if u >= stay+float64(w.Cells.Layoff[c.Cell[i]]) && u <= seekFrom && v >= rise {
					c.Months[i] = later(c.Months[i])
					continue // most months bring nothing
				}
				w.promote(c, i, v)
				w.stayOrLeave(c, i, u, t, list)
			case Unemployed:
				search.month(c, i, t, list)
			}
		}
	},
	Settle: (*World).hire,
}

// jobSearch is what the month of the unemployed depends on, and their luck.
type jobSearch struct {
	w                      *World
	retrain, jobless, seek draw.Stream
	effort                 float64
	aided, insured         bool
}

func (w *World) newSearch() jobSearch {
	return jobSearch{w, w.Stream(drawRetrain), w.Stream(drawJobless), w.Stream(drawSeek), w.effort(), len(w.Rules) > 0, w.pulled(Insurance)}
}

// month is one month without a job: in a course, else giving up, turning
// freelance or applying for posts.
func (s *jobSearch) month(c *Rows, i int, t *tally, list *chunkList) {
	w, p, row := s.w, &s.w.Params.Employees, c.At(i)
	c.Months[i] = later(c.Months[i])
	flows := &t.flows[c.Occupation[i]]
	flows[FlowJobless]++
	if c.Flags[i]&LostWork != 0 {
		flows[FlowDisplacedJobless]++
	}
	if s.aided && w.inCourse(row, s.retrain.Uniform(c.ID[i]), t) {
		return
	}
	u, v := draw.Halves(s.jobless.Bits(c.ID[i]))
	switch {
	case c.Months[i] > discouragedAfter && u < p.Discouraged:
		w.leaveField(row, t, FlowExitsUnemployed, list)
	case v < p.TurnFreelance*min(2, w.Occupations[c.Occupation[i]].IncomeRatio):
		flows[FlowTurnedFreelance]++
		c.State[i], c.Months[i], c.LowMonths[i], c.Output[i] = Freelancing, 0, 0, 0
		c.Flags[i] &^= Retrained
	case s.seek.Uniform(c.ID[i]) < w.effortOf(row, s.effort, s.insured):
		list.seekers = append(list.seekers, seeker{int32(row), c.Occupation[i], level(c.Stage[i]), false})
	}
}

// effort is the share of the unemployed who apply in a month.
func (w *World) effort() float64 {
	if w.Effort == 0 {
		return w.Params.Employees.SearchEffort
	}
	return w.Effort
}

// steerEffort sets search effort in the burn-in so that as many of the
// unemployed find a job as in the statistics. Small populations have small
// markets, in which more searching finds less: steered, unemployment is the
// same at any size. The mean of the last months stays for good.
func (w *World) steerEffort() {
	var found, jobless int64
	for o := range w.Flows {
		found += w.Flows[o][FlowFound]
		jobless += w.Flows[o][FlowJobless]
	}
	if jobless == 0 {
		return
	}
	target := w.Params.Employees.JobFinding
	miss := (target - float64(found)/float64(jobless)) / target
	w.Effort = max(0.05, min(1, w.effort()*(1+float64(steerRate*max(-1, min(1, miss))))))
	if w.Month >= -referenceMonths {
		w.EffortSum += w.Effort
	}
}

// steerRate is the share of a miss that the burn-in makes up for in a month.
const steerRate = 0.05

// promote moves a creative up a stage with a chance of one over its length;
// talent of like kind then brings a tenth more.
func (w *World) promote(c *Rows, i int, v float64) {
	p := &w.Params.Employees
	switch {
	case c.Stage[i] == Junior && v*p.JuniorMonths < 1:
		c.Stage[i] = Mid
	case c.Stage[i] == Mid && v*p.MidMonths < 1:
		c.Stage[i] = Senior
	default:
		return
	}
	c.Potential[i] *= 1.1
}

// stayOrLeave settles an employee's month with one draw.
func (w *World) stayOrLeave(c *Rows, i int, u float64, t *tally, list *chunkList) {
	p := &w.Params.Employees
	k := c.Cell[i]
	o := c.Occupation[i]
	exit := p.Unemployment + w.exitFor(c.At(i), 0)
	layoff := exit + float64(w.Cells.Layoff[k])
	switch {
	case u < p.Unemployment:
		w.loseJob(c.At(i), k, t)
	case u < exit:
		atomic.AddInt32(&w.Cells.Staff[k], -1)
		t.flows[o][FlowSeparations]++
		t.flows[o][FlowExitsEmployed]++
		w.leaveField(c.At(i), t, FlowExits, list)
	case u < layoff:
		_, of := p.laidOff(unpack(w.Cells.Blame[k]))
		a, cl := of[forAutomation], of[forClients]
		t.flows[o][FlowDisplacedAutomation] += micro(a)
		t.flows[o][FlowDisplacedClients] += micro(cl)
		t.flows[o][FlowDisplacedOther] += micro(1) - micro(a) - micro(cl)
		if u-exit < float64((layoff-exit)*(a+cl)) {
			c.Flags[i] |= LostWork
		}
		w.loseJob(c.At(i), k, t)
	case u > 1-p.JobToJob:
		list.seekers = append(list.seekers, seeker{int32(c.At(i)), o, level(c.Stage[i]), true})
	default:
		c.Months[i] = later(c.Months[i])
	}
}

func (w *World) loseJob(i int, k int32, t *tally) {
	c := &w.Creatives
	atomic.AddInt32(&w.Cells.Staff[k], -1)
	flows := &t.flows[c.Occupation[i]]
	flows[FlowSeparations]++
	flows[FlowLostJob]++
	c.State[i], c.Cell[i], c.Months[i], c.Aid[i] = Unemployed, -1, 0, 0
}

// leaveField empties the row and counts the exit, under its cause if it has
// a column of its own.
func (w *World) leaveField(i int, t *tally, cause Flow, list *chunkList) {
	o := w.Creatives.Occupation[i]
	t.flows[o][FlowExits]++
	if cause != FlowExits {
		t.flows[o][cause]++
	}
	if s := w.Creatives.Stage[i]; s == Mid || s == Senior && cause != FlowExits { // seniors retire
		t.flows[o][FlowAway]++
	}
	w.vacate(i)
	list.vacated = append(list.vacated, int32(i))
}

// level of a post or a seeker: 0 junior, 1 experienced.
func level(stage uint8) uint8 {
	if stage == Junior {
		return 0
	}
	return 1
}

// juniorPosts is the share of an organisation's openings that are for juniors
// (equation 29): machines take over what juniors used to learn on.
func (w *World) juniorPosts(k int32) float64 {
	p := &w.Params.Employees
	f := w.Cells.Organisation[k]
	lost := 0.0
	if d := float64(w.Orgs.Depth[f]); d > 0 {
		lost = 1 - num.Exp(-float64(p.JuniorDepth*d))
	}
	return max(w.firmLever(JuniorQuota, int(f)), p.JuniorPosts*(1-float64(p.JuniorLoss*lost)))
}
