package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// NotCalibrated stands in every headline of runs with one parameter set until the
// model is calibrated.
const NotCalibrated = "Not calibrated: a what-if, no forecast."

// Tell fills in headline and sentences from the numbers, so that they cannot
// say what the tables do not. They are the only ones: terminal, JSON, report and
// workbook show these.
func (s *Study) Tell() {
	add := func(list *[]string, said ...string) {
		for _, text := range said {
			if text != "" {
				*list = append(*list, finding.Sentence(text))
			}
		}
	}
	s.Headline, s.Sentences = nil, nil
	add(&s.Sentences, s.inFocus()...)
	if s.Kind == KindRun {
		add(&s.Headline, s.claim())
		add(&s.Sentences, s.inForce())
		if s.Paired() { // else the headline says it
			add(&s.Sentences, s.use())
		}
		add(&s.Sentences, s.clients())
		add(&s.Sentences, s.minds())
		for _, column := range differences {
			add(&s.Sentences, s.difference(column))
		}
	} else {
		add(&s.Headline, s.disagreement(), s.leader())
		add(&s.Sentences, s.outlays())
		for _, a := range s.Others() {
			add(&s.Sentences, s.armSentence(a))
		}
		add(&s.Sentences, s.robust(), s.pairing(), s.narrow())
		for _, a := range s.Others() {
			if a.ScaleNote != "" {
				add(&s.Sentences, a.Title+": "+a.ScaleNote)
			}
		}
	}
	for _, list := range [][]string{s.Headline, s.Sentences} {
		for i := range list {
			list[i] = s.named(list[i])
		}
	}
	if len(s.Headline) > 0 {
		s.Headline[0] = s.Headed(s.Headline[0])
	}
	add(&s.Headline, s.Standing())
	add(&s.Sentences, s.caveats()...)
}

// differences are the measures that a run tells of in sentences of their own.
var differences = []string{"employed", "orders", "freelance_income_usd", "quality", "variety"}

// Period is the months that effects over the period are means of.
func (s *Study) Period() string { return finding.Span(s.Start, s.Months-1) }

// Last is the last month.
func (s *Study) Last() int { return s.Months - 1 }

// WhenText is the study's one period in words: "December 2035" of a run.
func (s *Study) WhenText() string {
	if s.When() == finding.AtEnd {
		return finding.Month(s.Last())
	}
	return "mean of " + s.Period()
}

// ReferenceTitle is the reference within a sentence: "the frozen world".
func (s *Study) ReferenceTitle() string {
	if a := s.Reference(); a != nil {
		return finding.Lower(a.Title)
	}
	return "nothing"
}

// Marked is an arm's title with its dagger.
func (a *Arm) Marked() string { return finding.Marked(a.Title, a.Assumed) }

// ArmTitle is what readers call the arm of a name.
func (s *Study) ArmTitle(name string) string {
	if a := s.Arm(name); a != nil {
		return a.Marked()
	}
	return name
}

// ArmTitles are what readers call some arms, in the order of the study.
func (s *Study) ArmTitles(names []string) []string {
	var list []string
	for i := range s.Arms {
		if slices.Contains(names, s.Arms[i].Name) {
			list = append(list, s.Arms[i].Marked())
		}
	}
	return list
}

// main is the effect that the study is about.
func (s *Study) main(a *Arm) *Effect { return s.Effect(s.World(), a.Name, sim.AtWork, s.When()) }

// claim is the first sentence of a run: how many people are left at work, or
// how many use AI where there is no world to compare with.
func (s *Study) claim() string {
	when := "by " + finding.Month(s.Last()) + " "
	arm := s.Others()[0]
	if e := s.main(arm); e != nil {
		shown := e.Shown()
		said := when + s.size(s.Measure(sim.AtWork), shown)
		if shown.Sure() {
			said += ", a difference of " + e.Estimate.Text(finding.Signed)
		}
		return said + ifAssumed(e.Estimate) + luckMoves(shown) + "; in the frozen world AI stays as in 2021"
	}
	if said := s.use(); said != "" {
		return when + said
	}
	return when + "the run ends"
}

// size says a difference from the reference after its verdict: "there are about
// 5.2% fewer employees than in the frozen world (5.1 to 5.2%; 95%, 8 paired
// runs)".
func (s *Study) size(m finding.Measure, e finding.Estimate) string {
	word, than := m.More, " than in "+s.ReferenceTitle()
	if s.Kind != KindRun {
		than = " than under " + s.ReferenceTitle()
	}
	if e.Value < 0 {
		word = m.Fewer
	}
	there := "there is "
	if strings.HasPrefix(m.Fewer, "fewer ") {
		there = "there are "
	}
	x, signed := e.Spell(finding.Size), e.Spell(finding.Signed)
	if e.Ensemble() && e.Verdict() != finding.Absent {
		return known(e, m, there, than)
	}
	switch e.Verdict() {
	case finding.Absent:
		if e.Value == 0 {
			return "there is no difference in " + m.Noun + " from " + s.ReferenceTitle() + " in any run"
		}
		return m.Noun + " cannot be compared with " + s.ReferenceTitle()
	case finding.Single:
		return there + x.Value + e.Unit + " " + word + than + " in the one run played"
	case finding.Luck:
		return fmt.Sprintf("there is no difference in %s that could be told from luck (%s%s of those in %s; %s)", m.Noun, signed.Interval(), e.Unit, s.ReferenceTitle(), runsBehind(e))
	case finding.Wide:
		return fmt.Sprintf("%sbetween %s and %s%s %s%s (%s)", there, x.Low, x.High, e.Unit, word, than, runsBehind(e))
	}
	return fmt.Sprintf("%sabout %s%s %s%s (%s%s; %s)", there, x.Value, e.Unit, word, than, x.Interval(), e.Unit, runsBehind(e))
}

// runsBehind is "95%, 8 paired runs"; over an ensemble "as far as known".
func runsBehind(e finding.Estimate) string {
	if e.Ensemble() {
		return AsFarAsKnown
	}
	return fmt.Sprintf("95%%, %d paired runs", e.N)
}

// ifAssumed marks what rests on an assumption.
func ifAssumed(e finding.Estimate) string {
	if !e.Assumed || e.Verdict() == finding.Absent {
		return ""
	}
	return ", if the assumed effects hold" + finding.Dagger
}

// ifSome is ifAssumed where not every difference that the sentences tell of
// rests on an assumption; where all do it is said once, below them.
func (s *Study) ifSome(e finding.Estimate) string {
	if s.allRest() {
		return ""
	}
	return ifAssumed(e)
}

// allRest tells whether every difference that the sentences tell of rests on an
// assumption.
func (s *Study) allRest() bool {
	columns := differences
	if s.Kind == KindComparison {
		columns = []string{sim.AtWork}
	}
	for _, a := range s.Others() {
		for _, column := range columns {
			if e := s.Effect(s.World(), a.Name, column, s.When()); e == nil || !e.Assumed {
				return false
			}
		}
	}
	return true
}

// difference compares a measure with the frozen world at the end; "" where there
// is nothing to compare with.
func (s *Study) difference(column string) string {
	e := s.Effect(s.World(), s.Others()[0].Name, column, s.When())
	if e == nil || s.Untold(column) || s.Focus.Counts(column) {
		return ""
	}
	return s.size(s.Measure(column), e.Shown()) + luckMoves(e.Shown()) + s.ifSome(e.Estimate)
}

// levelAt is a level of the run in its last month, with the spread of runs.
func (s *Study) levelAt(column string) *finding.Estimate {
	return s.Level(s.World(), s.Others()[0].Name, column, finding.Date(s.Last()))
}

// use tells how far AI has come, at the end.
func (s *Study) use() string {
	people, organisations := s.levelAt("ai_use"), s.levelAt("org_adoption")
	switch {
	case people != nil && s.Untold("org_adoption"):
		return spread(people) + " of creatives use generative AI in a month"
	case people == nil || organisations == nil:
		return ""
	}
	return spread(people) + " of creatives use generative AI in a month and " + spread(organisations) + " of organisations have it in use"
}

// clients tells who among clients makes the work with AI, at the end.
func (s *Study) clients() string {
	all, arm := s.levelAt("client_ai_share"), s.Others()[0].Name
	var said []string
	for _, kind := range sim.KindNames {
		if e := s.GroupLevel(s.World(), arm, "client_kind", kind, "client_ai_share", finding.AtEnd); e != nil && finding.Defined(e.Value) {
			said = append(said, finding.Lower(s.GroupTitle(kind))+" "+finding.Share(e.Value))
		}
	}
	if all == nil || !finding.Defined(all.Value) || all.Value == 0 || len(said) == 0 {
		return ""
	}
	return "of the commissions that freelancers could have had clients make " + spread(all) + " with AI themselves: " + finding.And(said) + s.ifSome(*all)
}

// spread says a share with its spread over runs: "68% (67 to 69% in 8 of 10
// runs)"; over an ensemble "68% (41 to 80%, as far as known)".
func spread(e *finding.Estimate) string {
	shown := e.Shown(false)
	x := shown.Spell(finding.Unsigned)
	if e.N < 2 || !(e.High > e.Low) {
		return x.Value + "%"
	}
	if e.Ensemble() {
		return fmt.Sprintf("%s%% (%s%%, %s)", x.Value, x.Interval(), AsFarAsKnown)
	}
	return fmt.Sprintf("%s%% (%s%% in %s)", x.Value, x.Interval(), finding.Spread(e.N))
}

// minds tells how trust and fear move, from the first December to the end.
func (s *Study) minds() string {
	months := s.Milestones()
	arm, first, last := s.Others()[0].Name, finding.Date(months[0]), finding.Date(s.Last())
	var said []string
	for _, x := range []struct{ column, noun string }{{"trust", "mean trust in AI"}, {"fear", "mean fear of displacement"}} {
		from, to := s.Level(s.World(), arm, x.column, first), s.Level(s.World(), arm, x.column, last)
		if from == nil || to == nil || len(months) < 2 {
			return ""
		}
		said = append(said, fmt.Sprintf("%s goes from %s to %s", x.noun, finding.Decimal(from.Value, 2), finding.Decimal(to.Value, 2)))
	}
	return fmt.Sprintf("from %s to %s %s (scales 0 to 1)", finding.Month(months[0]), finding.Month(s.Last()), finding.And(said))
}

// Milestones are the Decembers of 2021, 2025, 2030 and every fifth year after
// that lie within the study, and its last month.
func (s *Study) Milestones() []int {
	var list []int
	for month := 11; month < s.Months; month += 12 {
		if year := finding.FirstYear + month/12; month == 11 || year%5 == 0 {
			list = append(list, month)
		}
	}
	if last := s.Last(); len(list) == 0 || list[len(list)-1] != last {
		list = append(list, last)
	}
	return list
}

// inForce names the policies of a run and how surely their effects are known.
func (s *Study) inForce() string {
	names := finding.Each(s.Others()[0].Policies, func(p PolicyLine) string {
		return finding.Marked(finding.Lower(p.Title)+" ("+p.Dose+")", p.Assumed)
	})
	if len(names) == 0 {
		return ""
	}
	return "in force: " + finding.And(names) + "; the frozen world has them too, so differences from it are those of AI (atelier compare tells what policies change)"
}

// leader says which policy keeps most people at work in the main world, if that
// can be told.
func (s *Study) leader() string {
	main := s.World()
	where := ""
	if len(s.Worlds) > 1 {
		where = " in the " + main + " world"
	}
	b := s.BestOf(sim.AtWork, main)
	switch {
	case s.Replicates < 2:
		return "One run of each policy cannot tell a difference from luck"
	case s.Ensemble() && (b == nil || !s.told()):
		return "Of no policy it is known whether it keeps or loses people at work" + where
	case b == nil || !s.told():
		return "No policy's effect on people at work could be told from luck" + where
	case len(b.Arms) == 1 && b.Arms[0] == s.Against:
		return "No policy keeps as many people at work as " + s.ReferenceTitle() + " does" + where
	case len(b.Arms) == 1:
		return s.ArmTitle(b.Arms[0]) + " keeps most people at work" + where + ": " + s.years(main, b.Arms[0]) + ", more than " + s.ReferenceTitle() + ", from " + s.Period() + ifAssumed(s.JobYears(main, b.Arms[0]))
	}
	cannot := " cannot be told from luck"
	if s.Ensemble() {
		cannot = " is not known"
	}
	return "Which policy keeps most people at work" + cannot + where + ": it may be " + finding.Or(s.ArmTitles(b.Arms))
}

// told tells whether any policy's effect on people at work could be told from
// luck, all of them looked at.
func (s *Study) told() bool {
	return slices.ContainsFunc(s.Others(), func(a *Arm) bool { return s.JobYears(s.World(), a.Name).SureAmong(len(s.Others())) })
}

// disagreement says of which policies the worlds disagree in sign.
func (s *Study) disagreement() string {
	var said []string
	looks := len(s.Worlds) * len(s.Others())
	for _, a := range s.Others() {
		var more, fewer []string
		for _, w := range s.Worlds {
			if e := s.JobYears(w, a.Name); e.SureAmong(looks) && e.Value > 0 {
				more = append(more, w)
			} else if e.SureAmong(looks) {
				fewer = append(fewer, w)
			}
		}
		if len(more) > 0 && len(fewer) > 0 {
			said = append(said, fmt.Sprintf("%s keeps more people at work in the %s world and fewer in the %s world", a.Marked(), finding.And(more), finding.And(fewer)))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return "The worlds disagree: " + strings.Join(said, "; ")
}

// years says an effect on years of work, without its sign: "about 29,000 years
// of work, 0.17% of all (25,000 to 34,000; 95%, 12 paired runs)".
func (s *Study) years(world, arm string) string {
	e := s.JobYears(world, arm)
	x := e.Spell(finding.Size)
	if e.Ensemble() {
		return s.yearsKnown(e, s.Effect(world, arm, sim.AtWork, finding.OverPeriod).Shown())
	}
	ofAll := ""
	if share := s.Effect(world, arm, sim.AtWork, finding.OverPeriod).Shown(); share.Verdict() != finding.Absent {
		ofAll = ", " + share.Spell(finding.Size).Value + "% of all"
	}
	if e.Verdict() == finding.Wide {
		return fmt.Sprintf("between %s and %s years of work%s (%s)", x.Low, x.High, ofAll, runsBehind(e))
	}
	return fmt.Sprintf("about %s years of work%s (%s; %s)", x.Value, ofAll, x.Interval(), runsBehind(e))
}

// yearsKnown says an effect on years of work over an ensemble, without its sign:
// "between 25,000 and 34,000 years of work, 0.15 to 0.2% of all, as far as known; luck
// alone moves it by 1,200".
func (s *Study) yearsKnown(e, share finding.Estimate) string {
	x, ofAll := e.Spell(finding.Size), share.Spell(finding.Size).Interval()
	return fmt.Sprintf("between %s and %s years of work, %s%% of all, %s%s", x.Low, x.High, ofAll, AsFarAsKnown, luckMoves(e))
}

// armSentence says what an arm does and what it costs.
func (s *Study) armSentence(a *Arm) string {
	if a.Idle != "" {
		return a.Title + ": " + a.Idle
	}
	e := s.JobYears(s.World(), a.Name)
	signed := e.Spell(finding.Signed)
	said := a.Marked() + " "
	switch e.VerdictAmong(len(s.Others())) {
	case finding.Clear, finding.Wide:
		verb := "keeps "
		if e.Value < 0 {
			verb = "loses "
		}
		said += verb + s.years(s.World(), a.Name)
	case finding.Luck:
		if e.Ensemble() && !e.ByLuck(len(s.Others())) {
			said += fmt.Sprintf("keeps or loses years of work (%s, %s): %s%s", signed.Interval(), AsFarAsKnown, e.Sides("that it keeps some", "that it loses some"), luckMoves(e))
			break
		}
		among := ""
		if e.Sure() {
			among = " among " + finding.Cardinal(len(s.Others())) + " policies"
		}
		said += fmt.Sprintf("makes no difference to years of work that could be told from luck%s (%s; %s)", among, signed.Interval(), runsBehind(e))
	case finding.Single:
		said += "makes a difference of " + signed.Value + " years of work in the one run played"
	default:
		said += "changes no year of work"
	}
	return said + s.ifSome(e) + s.yearCosts(a)
}

// yearCosts says what a year of work costs under an arm.
func (s *Study) yearCosts(a *Arm) string {
	r := s.Ratio(s.World(), a.Name, "job-year", PayerBoth)
	switch {
	case r == nil:
		return ""
	case r.Why == CostsNothing:
		return "; it costs neither the public nor organisations anything" + s.levied(a)
	case r.Why != "":
		return "; what a year of work costs is not defined: " + r.Why
	}
	x := r.Spell(finding.Unsigned)
	if r.Ensemble() {
		return "; a year of work costs the public and organisations USD " + x.Interval() + ", " + AsFarAsKnown
	}
	return "; a year of work costs the public and organisations USD " + x.Value + " (" + x.Interval() + ")"
}

// CostsNothing is why a ratio without any cost is not defined.
const CostsNothing = "costs nothing"

// levied says that a levy is borne all the same.
func (s *Study) levied(a *Arm) string {
	if b := s.Bill(s.World(), a.Name, "", PayerLevyIn); b != nil && b.Value > 0 {
		return " but the levy"
	}
	return ""
}

// Payers are who pays for policies, as sentences and tables call them.
var Payers = []struct{ Payer, Who, Head string }{
	{PayerPublic, "the public", "Public"},
	{PayerFirms, "organisations", "Firms"},
	{PayerLevyIn, "users of AI, by levy,", "Levy in"},
	{PayerLevyOut, "", "Levy out"},
}

// outlays say who pays in each arm, each arm's amounts to one place.
func (s *Study) outlays() string {
	var said []string
	for _, a := range s.Others() {
		var parts []string
		var bills []finding.Estimate
		for _, p := range Payers {
			if b := s.Bill(s.World(), a.Name, "", p.Payer); b != nil && b.Value > 0 && p.Who != "" {
				parts, bills = append(parts, p.Who), append(bills, b.Estimate)
			}
		}
		for i, b := range bills {
			parts[i] += " " + finding.Dollars(b.Value)
		}
		if len(parts) > 0 {
			said = append(said, finding.Lower(a.Marked())+" costs "+finding.And(parts))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return strings.Join(said, "; ") + ", from " + s.Period()
}

// robust says who has least to regret over the worlds; nothing where no effect
// could be told.
func (s *Study) robust() string {
	b := s.BestOf(sim.AtWork, "")
	if len(s.Worlds) < 2 || b == nil || s.Replicates < 2 || len(b.Dominated) == 0 || !s.told() {
		return ""
	}
	if len(b.Arms) == 1 {
		return "Over the worlds " + finding.And(s.Worlds) + ", " + s.ArmTitle(b.Arms[0]) + " has the least to regret in people at work"
	}
	return "Which policy has least to regret over the worlds " + finding.And(s.Worlds) + " cannot be told: it may be " + finding.Or(s.ArmTitles(b.Arms))
}

// pairing says what common luck was worth: the median over arms of how many
// times the runs would have been needed, for people at work in the main world.
func (s *Study) pairing() string {
	var list []float64
	for _, a := range s.Others() {
		if e := s.Effect(s.World(), a.Name, sim.AtWork, finding.OverPeriod); e != nil && finding.Defined(e.Pairing) {
			list = append(list, e.Pairing)
		}
	}
	slices.Sort(list)
	if len(list) == 0 || list[len(list)/2] <= 1 {
		return ""
	}
	with := "the same luck"
	if s.Ensemble() {
		with = "the same luck and parameters"
	}
	return "Playing all policies with " + with + " was worth " + finding.Figures(list[len(list)/2], 1) + " times the runs for people at work"
}

// narrow says whether the intervals are as narrow as was asked for.
func (s *Study) narrow() string {
	p := s.Precision
	if p.Target <= 0 || s.Replicates < 2 {
		return ""
	}
	word, what := "are as narrow as asked for", "The intervals "
	if !p.Reached {
		word = "did not become as narrow as asked for"
	}
	if s.Ensemble() {
		what = "The 95% intervals of means over sets "
	}
	return fmt.Sprintf(what+"%s: the widest is %s%% of the reference, %s%% was asked for, after %d runs of each policy in each world",
		word, finding.Decimal(p.Widest, 2), finding.Plain(p.Target), s.Replicates)
}

// caveats say what the numbers are and what they are not.
func (s *Study) caveats() []string {
	said := []string{s.holds()}
	if s.Months > sim.FirstRelease && slices.ContainsFunc(s.Worlds, func(world string) bool { return world != "frozen" }) {
		said = append(said, "Employees follow the observed record as far as that goes, to "+finding.Month(evidence.LastObserved)+
			", whatever AI is assumed to do to them: how much of their change up to then is due to AI cannot be told from it")
	}
	if slices.ContainsFunc(s.Arms, func(a Arm) bool { return slices.ContainsFunc(a.Policies, PolicyLine.past) }) {
		said = append(said, "What a policy would have done before January 2027, "+Past+", is a what-if of the past: nobody changes it")
	}
	if !s.rests() {
		return said
	}
	see := []string{"atelier parameters"}
	if slices.ContainsFunc(s.Arms, func(a Arm) bool { return len(a.Policies) > 0 }) {
		see = append(see, "atelier policies")
	}
	rests := finding.Dagger + " rests on an assumed effect"
	if s.allRest() {
		rests = "All these differences rest on assumed effects" + finding.Dagger
	}
	return append(said, rests+": see "+finding.And(see))
}

// past tells whether a policy starts before January 2027.
func (p PolicyLine) past() bool { return strings.HasPrefix(p.Period, Past) }

// rests tells whether any number rests on an assumption.
func (s *Study) rests() bool {
	return slices.ContainsFunc(s.Effects, func(e Effect) bool { return e.Assumed }) || slices.ContainsFunc(s.Arms, func(a Arm) bool { return a.Assumed })
}
