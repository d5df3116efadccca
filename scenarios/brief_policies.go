package scenarios

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// namedAtMost is how many policies a sentence or a point names at most; the tables have all.
const namedAtMost = 4

// rival is a policy and the share of AI's loss that it undoes.
type rival struct {
	arm   *Arm
	share *Ratio
}

// rivals are the policies with the share of AI's loss in a measure that they undo, the
// largest first; none where the study does not tell of shares.
func (s *Study) rivals(column string) []rival {
	var list []rival
	for _, a := range s.Others() {
		if r := s.UndoneOf(s.World(), a.Name, column); r != nil {
			list = append(list, rival{a, r})
		}
	}
	share := func(r rival) float64 {
		if !finding.Defined(r.share.Value) {
			return math.Inf(-1)
		}
		return r.share.Value
	}
	slices.SortStableFunc(list, func(a, b rival) int { return cmp.Compare(share(b), share(a)) })
	return list
}

// shares tells whether the share of any policy is defined.
func shares(list []rival) bool {
	return slices.ContainsFunc(list, func(r rival) bool { return r.share.Why == "" })
}

// AILoss is what AI takes in a measure, within a sentence: "AI's loss of work", "AI's
// loss of freelancers", "AI's effect on fear of displacement".
func AILoss(m finding.Measure) string {
	switch {
	case m.Column == sim.AtWork:
		return "AI's loss of work"
	case m.Unit == "persons" || m.Unit == "orders":
		return "AI's loss of " + m.Noun
	}
	return "AI's effect on " + m.Noun
}

// Undoes says what share of AI's loss a policy undoes, one of so many looked at, behind
// its name: "undoes between 5 and 20% of AI's loss of work". of is AILoss, or "it".
func (r *Ratio) Undoes(of string, looks int) string {
	e := r.Estimate.Shown(false)
	switch v := e.VerdictAmong(looks); {
	case r.Why != "":
		return "undoes a share of " + of + " that is not defined: " + r.Why
	case v == finding.Absent:
		return "undoes nothing of " + of
	case v == finding.Single:
		return "undoes " + e.Text(finding.Unsigned) + " of " + of + inTheOne(e)
	case v == finding.Luck && e.ByLuck(looks):
		return "makes no difference to " + of + " that could be told from luck (" + e.Spell(finding.Signed).Interval() + "%)"
	case v == finding.Luck:
		x := e.Spell(finding.Unsigned)
		return "may undo up to " + x.High + "% of " + of + ", or add up to " + strings.TrimPrefix(x.Low, finding.Minus) + "% to it"
	case e.Value < 0:
		return "adds " + e.Extent(" to "+of, looks)
	}
	return "undoes " + e.Extent(" of "+of, looks)
}

// answer is what a comparison found, in a sentence or two: how much of AI's loss of work
// the policy undoes that undoes most, and whether that is known of it.
func (s *Study) answer() []string {
	if s.Replicates < 2 {
		return []string{"one run of each policy cannot tell a difference from luck"}
	}
	if said := s.disagreement(); said != nil {
		return said
	}
	list := s.rivals(sim.AtWork)
	if !shares(list) {
		return s.leader()
	}
	looks := len(s.Others())
	sure := slices.DeleteFunc(slices.Clone(list), func(r rival) bool { return !r.share.SureAmong(looks) || r.share.Value < 0 })
	if len(sure) == 0 {
		return []string{s.here() + s.undoesNone(AILoss(s.Measure(sim.AtWork)))}
	}
	top := sure[0]
	return []string{s.here() + top.arm.Marked() + " " + s.aloud(top.share, looks), s.whichMost(top.arm)}
}

// undoesNone says that of no policy it is known that it undoes any of a loss.
func (s *Study) undoesNone(of string) string {
	if others := s.Others(); len(others) == 1 {
		return others[0].Marked() + " is not known to undo any of " + of
	}
	return "no policy is known to undo any of " + of
}

// aloud is Undoes of the first sentence of all, with a share that has a name by it: "undoes
// about a seventh of AI's loss of work, as far as known between 9 and 24%".
func (s *Study) aloud(r *Ratio, looks int) string {
	of, e := AILoss(s.Measure(sim.AtWork)), r.Estimate.Shown(false)
	x := e.Spell(finding.Size)
	switch {
	case !e.Ensemble():
		return r.Undoes(of, looks)
	case e.VerdictAmong(looks) != finding.Clear || x.Low == x.High:
		return r.Undoes(of, looks) + ", " + AsFarAsKnown
	}
	return "undoes about " + finding.Portion(r.Value) + " of " + of + ", " + AsFarAsKnown + " between " + x.Low + " and " + x.High + "%"
}

// whichMost says whether it is known that no other policy keeps as many people at work.
func (s *Study) whichMost(top *Arm) string {
	b := s.BestOf(sim.AtWork, s.World())
	switch {
	case b == nil || len(s.Others()) < 2:
		return ""
	case len(b.Arms) == 1 && b.Arms[0] == top.Name:
		return "no other policy keeps as many people at work"
	case len(b.Arms) == 1:
		return s.ArmTitle(b.Arms[0]) + " keeps most people at work"
	}
	rivals := len(slices.DeleteFunc(slices.Clone(b.Arms), func(name string) bool { return name == s.Against }))
	if rivals < 2 {
		return "whether another policy undoes more of it " + s.open()
	}
	return "which of " + finding.Cardinal(rivals) + " policies undoes most of it " + s.open()
}

// where names the main world where there are several, or none with AI.
func (s *Study) where() string {
	if len(s.Worlds) > 1 || s.World() == FrozenWorld {
		return " " + InWorld(s.World())
	}
	return ""
}

// here is where, before a sentence.
func (s *Study) here() string {
	if where := s.where(); where != "" {
		return where[1:] + " "
	}
	return ""
}

// leader says which policy keeps most people at work, if that can be told, of a study
// without AI's loss.
func (s *Study) leader() []string {
	b, others := s.BestOf(sim.AtWork, s.World()), s.Others()
	switch {
	case !slices.ContainsFunc(others, func(a *Arm) bool { return s.JobYears(s.World(), a.Name).Verdict() != finding.Absent }):
		return []string{"no policy changes how many people are at work" + s.where()}
	case s.Ensemble() && !s.told() && len(others) == 1:
		return []string{"whether " + others[0].Marked() + " keeps or loses people at work is not known" + s.where()}
	case s.Ensemble() && (b == nil || !s.told()):
		return []string{"of no policy it is known whether it keeps or loses people at work" + s.where()}
	case b == nil || !s.told():
		return []string{"no policy's effect on people at work could be told from luck" + s.where()}
	case len(b.Arms) == 1 && b.Arms[0] == s.Against:
		return []string{"no policy keeps as many people at work as " + s.ReferenceTitle() + " does" + s.where()}
	case len(b.Arms) == 1:
		return []string{s.ArmTitle(b.Arms[0]) + " keeps most people at work" + s.where() + ": " + s.years(b.Arms[0])}
	}
	return []string{"which policy keeps most people at work " + s.open() + s.where(), "it may be " + few(s.ArmTitles(b.Arms), finding.Or)}
}

// open is what is said of what cannot be told.
func (s *Study) open() string {
	if s.Ensemble() {
		return "is not known"
	}
	return "cannot be told from luck"
}

// told tells whether any policy's effect on people at work could be told from luck, all
// of them looked at.
func (s *Study) told() bool {
	return slices.ContainsFunc(s.Others(), func(a *Arm) bool { return s.JobYears(s.World(), a.Name).SureAmong(len(s.Others())) })
}

// disagreement says of the first policy on whose sign the worlds disagree that they do,
// and of how many more.
func (s *Study) disagreement() []string {
	var said []string
	others := 0
	looks := len(s.Worlds) * len(s.Others())
	for _, a := range s.Others() {
		var more, fewer []string
		for _, w := range s.Worlds {
			switch e := s.JobYears(w, a.Name); {
			case e.SureAmong(looks) && e.Value > 0:
				more = append(more, InWorld(w))
			case e.SureAmong(looks):
				fewer = append(fewer, InWorld(w))
			}
		}
		switch {
		case len(more) == 0 || len(fewer) == 0:
		case said == nil:
			said = []string{a.Marked() + " keeps more people at work " + more[0] + " and fewer " + fewer[0]}
		default:
			others++
		}
	}
	if others > 0 {
		said = append(said, "the worlds disagree on "+finding.Counted(others, "policy", "policies")+" more")
	}
	return said
}

// lossOf is what AI does to a measure of all creatives over the period, in the main
// world under the reference; nil where that is not told.
func (s *Study) lossOf(column string) *Effect { return s.Loss(s.World(), column, finding.OverPeriod) }

// policySizes say what AI's loss is and what policies undo of it, then the same of
// employees, freelancers and juniors apart.
func (s *Study) policySizes() []string {
	loss := s.lossOf(sim.AtWork)
	if loss == nil {
		return s.kept()
	}
	said := []string{s.lossOfWork(loss)}
	if list := s.rivals(sim.AtWork); !shares(list) {
		if loss.Sure() && len(list) > 0 {
			said = append(said, "what policies undo of it is not defined: "+list[0].share.Why)
		}
		said = append(said, s.kept()...)
	} else {
		for _, r := range list[:min(namedAtMost, len(list))] {
			said = append(said, s.undone(r))
		}
		if more := len(list) - namedAtMost; more > 0 {
			said = append(said, "the tables tell of "+finding.Counted(more, "policy", "policies")+" more")
		}
	}
	for _, column := range s.Focus.others("employed", "freelancing") {
		said = append(said, s.lossApart(s.Measure(column), s.lossOf(column), column)...)
	}
	return append(said, s.lossApart(s.staff("junior"), s.GroupLoss(s.World(), "stage", "junior", "employed", finding.OverPeriod), "junior_share")...)
}

// lossOfWork says what AI costs in years of work.
func (s *Study) lossOfWork(loss *Effect) string {
	if !loss.Sure() {
		return s.under() + Size(s.Measure(sim.AtWork), loss.Shown(), WithoutAI) + s.dagger(loss)
	}
	years, share, verb := s.LostYears(s.World()), loss.Shown().Spell(finding.Size), "costs "
	years.Unit = ""
	if loss.Value > 0 {
		verb = "adds "
	}
	said := s.under() + "AI " + verb + years.Extent(" years of work", 1) + ", "
	if loss.Verdict() == finding.Single {
		return said + share.Value + "% of all," + inTheOne(loss.Estimate)
	}
	return said + share.Interval() + "% of all, from " + s.Period()
}

// undone says what a policy undoes of AI's loss of work, and how many years of work that
// is where both can be told.
func (s *Study) undone(r rival) string {
	if r.arm.Idle != "" {
		return r.arm.Title + ": " + r.arm.Idle
	}
	looks := len(s.Others())
	said := r.arm.Marked() + " " + r.share.Undoes(AILoss(s.Measure(sim.AtWork)), looks)
	if e := s.JobYears(s.World(), r.arm.Name); r.share.SureAmong(looks) && e.SureAmong(looks) {
		said += ", " + s.years(r.arm.Name)
	}
	return said
}

// lossApart says what AI does to some creatives, and which policies undo some of that.
// column is the measure whose shares are told.
func (s *Study) lossApart(m finding.Measure, loss *Effect, column string) []string {
	if loss == nil {
		return nil
	}
	said := []string{s.under() + Size(m, loss.Shown(), WithoutAI) + s.dagger(loss)}
	if !loss.Sure() || !shares(s.rivals(column)) {
		return append(said, s.more(m)...)
	}
	of, looks := AILoss(s.Measure(column)), len(s.Others())
	var sure []string
	for _, r := range s.rivals(column) {
		if r.share.SureAmong(looks) && r.share.Value > 0 && len(sure) < 2 {
			sure = append(sure, r.arm.Marked()+" undoes "+r.share.Estimate.Shown(false).Extent("", looks))
		}
	}
	if len(sure) == 0 {
		return append(said, s.undoesNone(of))
	}
	return append(said, "of "+of+" "+finding.And(sure))
}

// more say which policies keep more of some creatives than the reference does, two at
// most, where there is no loss to take shares of.
func (s *Study) more(m finding.Measure) []string {
	var said []string
	for _, a := range s.Others() {
		e := s.Effect(s.World(), a.Name, m.Column, finding.OverPeriod)
		if e != nil && m.Noun == s.Measure(m.Column).Noun && e.Value > 0 && e.SureAmong(len(s.Others())) && len(said) < 2 {
			said = append(said, "with "+a.Marked()+" "+Size(m, e.Shown(), s.Than())+s.dagger(e))
		}
	}
	return said
}

// kept say what each policy does to years of work, where there is no loss to take shares
// of.
func (s *Study) kept() []string {
	list := s.Others()
	said := finding.Each(list[:min(namedAtMost, len(list))], s.armSentence)
	if more := len(list) - namedAtMost; more > 0 {
		said = append(said, "the tables tell of "+finding.Counted(more, "policy", "policies")+" more")
	}
	return said
}

// armSentence says what an arm does to years of work.
func (s *Study) armSentence(a *Arm) string {
	if a.Idle != "" {
		return a.Title + ": " + a.Idle
	}
	e := s.JobYears(s.World(), a.Name)
	looks := len(s.Others())
	signed := e.Spell(finding.Signed)
	switch v := e.VerdictAmong(looks); {
	case v >= finding.Wide && e.Value < 0:
		return a.Marked() + " loses " + s.years(a.Name) + s.ofAll(a.Name)
	case v >= finding.Wide:
		return a.Marked() + " keeps " + s.years(a.Name) + s.ofAll(a.Name)
	case v == finding.Luck && e.Ensemble() && !e.ByLuck(looks):
		return a.Marked() + " keeps or loses years of work (" + signed.Interval() + ")"
	case v == finding.Luck && e.Sure():
		return a.Marked() + " makes no difference to years of work that could be told from luck among " + finding.Cardinal(looks) + " policies (" + signed.Interval() + ")"
	case v == finding.Luck:
		return a.Marked() + " makes no difference to years of work that could be told from luck (" + signed.Interval() + ")"
	case v == finding.Single:
		return a.Marked() + " makes a difference of " + signed.Value + " years of work" + inTheOne(e)
	}
	return a.Marked() + " changes no year of work"
}

// years says an effect on years of work in the main world, without its sign: "about
// 29,000 years of work (25,000 to 34,000)".
func (s *Study) years(arm string) string {
	e := s.JobYears(s.World(), arm)
	e.Unit = ""
	return e.Extent(" years of work", len(s.Others()))
}

// ofAll says what an effect on years of work is of all of them: ", 0.15 to 0.2% of all".
func (s *Study) ofAll(arm string) string {
	e := s.Effect(s.World(), arm, sim.AtWork, finding.OverPeriod).Shown()
	if e.Verdict() == finding.Absent {
		return ""
	}
	return ", " + e.Spell(finding.Size).Interval() + "% of all"
}

// policySigns say of which policies it is known that they keep people at work, or that
// they lose some.
func (s *Study) policySigns() []string {
	var keep, lose, open []string
	for _, a := range s.Others() {
		switch e := s.JobYears(s.World(), a.Name); {
		case e.SureAmong(len(s.Others())) && e.Value > 0:
			keep = append(keep, a.Marked())
		case e.SureAmong(len(s.Others())):
			lose = append(lose, a.Marked())
		case e.Verdict() != finding.Absent:
			open = append(open, a.Marked())
		}
	}
	var said []string
	if len(keep) > 0 {
		said = append(said, "it is known of "+few(keep, finding.And)+" that people are kept at work")
	}
	if len(lose) > 0 {
		said = append(said, "it is known of "+few(lose, finding.And)+" that people lose work")
	}
	if len(open) > 0 {
		said = append(said, "of "+few(open, finding.And)+" it is not known whether people are kept at work or lose it")
	}
	return said
}

// few joins names, or counts them where they are many.
func few(names []string, join func([]string) string) string {
	if len(names) > namedAtMost {
		return finding.Count(len(names)) + " policies"
	}
	return join(names)
}

// luckOfShares says by how much luck alone moves the shares of AI's loss that policies
// undo.
func (s *Study) luckOfShares() string {
	var most finding.Estimate
	for _, r := range s.rivals(sim.AtWork) {
		if e := r.share.Estimate.Shown(false); e.SpellDice() != "" && e.Dice > most.Dice {
			most = e
		}
	}
	if most.Dice > 0 {
		return "luck alone moves the share of AI's loss that a policy undoes by up to " + most.SpellDice() + " points"
	}
	return ""
}

// helped says whom the policy helps most that undoes most of AI's loss, and whether
// anybody loses by it.
func (s *Study) helped() []string {
	list := s.rivals(sim.AtWork)
	looks := len(s.Others())
	if len(list) == 0 || !list[0].share.SureAmong(looks) || list[0].share.Value < 0 {
		return nil
	}
	a := list[0].arm
	losers, gainers := s.occupations(func(by, group, column string) *Effect {
		return s.GroupEffect(s.World(), a.Name, by, group, column, s.When())
	})
	among := len(s.Groups("occupation"))
	var said []string
	if n := len(gainers); n > 0 {
		e := gainers[n-1]
		said = append(said, a.Marked()+" helps "+finding.Lower(s.GroupTitle(e.Group))+" most on average: "+e.Shown().Extent(" more at work", among))
	}
	switch {
	case losers == nil:
	case len(losers) > 0:
		e := losers[0]
		said = append(said, a.Marked()+" harms "+finding.Lower(s.GroupTitle(e.Group))+" most on average: "+e.Shown().Extent(" fewer at work", among))
	case len(gainers) == 0:
		said = append(said, "of no single occupation it is known whether "+a.Marked()+" helps or harms it")
	default:
		said = append(said, "no occupation is known to lose by "+a.Marked())
	}
	return said
}

// notOfPolicies says what must not be concluded of a comparison.
func (s *Study) notOfPolicies() []string {
	var said []string
	list, looks := s.rivals(sim.AtWork), len(s.Others())
	if len(list) > 0 && list[0].share.SureAmong(looks) && list[0].share.Value > 0 {
		if e := s.Effect(s.World(), list[0].arm.Name, sim.AtWork, finding.OverPeriod); e != nil && e.SureAmong(looks) {
			said = append(said, "a share of AI's loss is no share of all work: "+list[0].arm.Marked()+" keeps "+e.Shown().Extent(" of that", looks))
		}
	}
	if b := s.BestOf(sim.AtWork, s.World()); b != nil && len(b.Arms) > 1 && looks > 1 {
		said = append(said, "do not rank "+few(s.ArmTitles(b.Arms), finding.And)+": their order "+s.open())
	}
	return said
}
