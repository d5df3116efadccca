package plots

import (
	"errors"
	"image/color"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Role is which of the futures a line of a page is.
type Role string

// Roles, from the one drawn first.
const (
	WithoutAI Role = "without-ai" // the world in which AI stays as in 2021
	Reference Role = "reference"  // the same world without the policies
	Before    Role = "before"     // what the page showed before the last change
	Now       Role = "now"
	Gap       Role = "difference" // of Now from what it is set against
)

// A Future is one future of a measure, month by month from January 2021 on.
type Future struct {
	Role  Role
	Title string // as a label at its end
	Line  []finding.Estimate
}

// Moved is what a page shows of one measure: futures beside each other, or the difference
// of the present choice from what it is set against. Lines are in the measure's unit, or, with
// Index, per 100 of January 2021.
type Moved struct {
	ID      string
	Measure finding.Measure
	Index   bool
	Study   *scenarios.Study // of the choice against no policy
	Futures []Future         // each role once at most; none for the difference
	// Gap is the paired difference of Now from what it is set against, nil where there is
	// nothing; Ends are its single runs in the last month. It is drawn where there are no Futures.
	Gap  []finding.Estimate
	Ends []float64
	// Against and Than say from what: "no policy", " than with no policy".
	Against, Than string
	Base          float64 // what Now is set against has in the last month; NaN for nothing
	// Of is how many runs the choice has; where fewer are played nothing is claimed yet.
	Of       int
	Observed []evidence.Point
	Place    string
	Today    float64 // as of [Data]
}

// A Reading is how a measure is read off a page: its numbers times Factor, with what stands
// before and behind them.
type Reading struct {
	Factor         float64
	Before, Behind string
	unit           string // at the last tick of an axis
	points         string // behind a difference
	subtitle       string
	ofHundred      bool // numbers are parts of 100
}

// Reading is that of the measure.
func (m Moved) Reading() Reading {
	switch of := m.Measure.Of; {
	case m.Index:
		return Reading{1, "", " of 100", "", " per 100", m.Measure.Label + " per 100 in January 2021", true}
	case m.Measure.Unit == "share" && strings.Contains(m.Measure.Doc, "0 to 1"):
		return Reading{100, "", " of 100", "", " points", m.Measure.Label + ", mean of " + of + ", from 0 to 100", true}
	case m.Measure.Unit == "share":
		return Reading{100, "", "%", "%", " points", m.Measure.Label + ", per cent of " + of, true}
	}
	r := Reading{1, "", "", "", "", m.Measure.Label + ", " + m.Measure.Subtitle(), false}
	money, isMoney := strings.CutPrefix(m.Measure.Unit, "USD")
	switch {
	case isMoney:
		r.Before, r.Behind = "USD ", strings.NewReplacer("/month", " a month").Replace(money)
		r.subtitle = m.Measure.Label + ", USD" + r.Behind
		if m.Measure.Of != "" {
			r.subtitle += ", mean of " + m.Measure.Of
		}
	case m.Measure.Unit != "index":
		r.Behind = " " + m.Measure.Unit
	}
	return r
}

// place is the power of ten to which numbers of lines are read: whole ones of 100, one
// decimal below ten, since lines beside each other are compared.
func (r Reading) place(e finding.Estimate) int {
	switch {
	case !r.ofHundred:
		return e.Place10()
	case math.Abs(e.Value) < 9.95 && e.Value != 0:
		return -1
	}
	return 0
}

// spell is a level as it is read.
func (r Reading) spell(e finding.Estimate) finding.Spelling {
	e = e.Scaled(r.Factor)
	return e.SpellAt(r.place(e), finding.Unsigned)
}

// Read is what a month's estimate says in words, Differs what that of a difference says.
func (r Reading) Read(month int, e finding.Estimate) string {
	return r.spell(e).Reading(month, r.Before, r.Behind)
}

// Differs is Read of a difference, with how sure its sign is.
func (r Reading) Differs(month int, e finding.Estimate) string {
	behind := r.points
	if behind == "" {
		behind = r.Behind
	}
	return e.Scaled(r.Factor).Spell(finding.Signed).Reading(month, r.Before, behind) + "; " + e.Sureness(1)
}

// Value is a number with what stands around it.
func (r Reading) Value(e finding.Estimate) string {
	said := r.spell(e).Value
	if said == finding.None {
		return "not defined"
	}
	return r.Before + said + r.Behind
}

// Number is a number as a label at a line's end has it.
func (r Reading) Number(e finding.Estimate) string {
	said := r.spell(e).Value
	if r.Behind == "%" && said != finding.None {
		return said + "%"
	}
	return said
}

// Figure draws it.
func (m Moved) Figure() Figure {
	f := Figure{Sheet: canvas.Sheet{ID: m.ID, Title: m.Measure.Label}}
	if len(m.Futures) == 0 && len(m.Gap) == 0 {
		f.Missing = errors.New("there is no future to draw; give one")
		return f
	}
	b, err := open(Data{Study: m.Study, Place: m.Place, Today: m.Today, Observed: m.Observed})
	if err != nil {
		f.Missing = err
		return f
	}
	for month := range m.Study.Months {
		b.months, b.years = append(b.months, month), append(b.years, finding.Year(month))
	}
	f.Title = m.title()
	f.Caption = m.caption(b)
	f.Alt = "Line chart by month."
	if len(m.Futures) == 0 {
		m.drawGap(b, &f)
	} else {
		m.drawFutures(b, &f)
	}
	return f
}

// looks are how the roles are drawn: the present solid, what it is set against dashed, the
// world without AI thin, the picture of before as a ghost.
var looks = []struct {
	role  Role
	tint  color.NRGBA
	width float64
	dash  canvas.Dash
	name  color.NRGBA
}{
	{WithoutAI, canvas.Green, 1, nil, canvas.Green},
	{Reference, canvas.Reference, 2, canvas.Dashed, canvas.Reference},
	{Before, canvas.Faded(canvas.Blue, 0.55), 1.25, nil, canvas.Blue},
	{Now, canvas.Blue, 2, nil, canvas.Blue},
}

// numbered finds the number at the end of a line's name.
var numbered = regexp.MustCompile(` (\S+)$`)

// drawFutures draws the futures beside each other.
func (m Moved) drawFutures(b *book, f *Figure) {
	r := m.Reading()
	seen, values := b.observed(m.Measure.Column, r.Factor, false)
	f.Values = values
	extent := canvas.Nothing()
	for _, p := range seen {
		extent = extent.And(p.Value)
	}
	var tracks []track
	var series []mark.Series
	for _, look := range looks {
		k := slices.IndexFunc(m.Futures, func(x Future) bool { return x.Role == look.role })
		if k < 0 || len(m.Futures[k].Line) == 0 {
			continue
		}
		x := m.Futures[k]
		t := trackOfLine(x.Line, r.Factor)
		extent = withTracks(extent, t)
		if look.role != Now {
			t.From, t.To = nil, nil
		}
		tracks = append(tracks, t)
		series = append(series, mark.Series{Line: mark.Line{Color: look.tint, Width: look.width, Dash: look.dash}, NameColor: look.name,
			Name: x.Title + " " + r.Number(x.Line[len(x.Line)-1])})
	}
	y := m.levels(extent)
	f.Subtitle = r.subtitle + ". " + b.where() + startsAt(y) + "."
	marks := m.band(b)
	if len(seen) > 0 {
		var whose []string
		for _, p := range seen {
			if who := measuredBy(p.Publication, p.Place); !slices.Contains(whose, who) {
				whose = append(whose, who)
			}
		}
		marks += " Points: observed, hollow ones by another definition (" + strings.Join(whose, "; ") + ")."
	}
	f.Footer = b.foot(marks, m.assumed())
	f.Body = canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(210, 200) },
		Draw: func(c canvas.Area, s canvas.Size) {
			chart := mark.Chart{At: b.today(), Size: s.Text(), Points: pointsOf(seen, func(evidence.Point) string { return "" }, canvas.Ink)}
			for i, line := range series {
				drawn := tracks[i].series(s, line.Color)
				drawn.Width, drawn.Dash, drawn.Name, drawn.NameColor = line.Width, line.Dash, line.Name, line.NameColor
				if s.Narrow() { // beside the lines all the same: within they would lie upon one another
					drawn.Name = numbered.ReplaceAllString(line.Name, "\n$1")
				}
				chart.Series = append(chart.Series, drawn)
			}
			m.panel(b, y, false, s, chart).Alone(c, s.Text(), chart.Room())
		},
	}
}

// drawGap draws the difference over time, and beside it one dot a run at the end.
func (m Moved) drawGap(b *book, f *Figure) {
	r := m.Reading()
	t, end := trackOfLine(m.Gap, r.Factor), m.Gap[len(m.Gap)-1].Scaled(r.Factor)
	runs := rowOf(end, finding.Each(m.Ends, func(v float64) float64 { return r.Factor * v }))
	tint := verdict(end, 1)
	extent := withTracks(canvas.Nothing(), t).With(runs.runs)
	far := roundly(max(math.Abs(extent.Low), math.Abs(extent.High)))
	y := scaleOf(canvas.Extent{Low: -far, High: far}, 6, "").SignedTicks()
	f.Subtitle = r.subtitle + ": difference from " + m.Against + map[string]string{" points": ", in points"}[r.points] + ". " + b.where() + "."
	f.Footer = b.foot(m.gapBand(b)+" Small dots: the single runs in "+finding.Moment(b.end())+". Grey: could be luck.", m.assumed())
	f.Alt = "Line chart of the difference by month, with one dot a run at its end."
	f.Body = canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(210, 200) },
		Draw: func(c canvas.Area, s canvas.Size) {
			strip := s.Choose(104, 92)
			x0, y0, x1, y1 := float64(c.Min.X), float64(c.Min.Y), float64(c.Max.X), float64(c.Max.Y)
			left, right := canvas.Within(c, canvas.BoxOf(x0, y0, x1-strip, y1)), canvas.Within(c, canvas.BoxOf(x1-strip+10, y0, x1, y1))
			chart := mark.Chart{Series: []mark.Series{t.series(s, tint)}, At: b.begin(), Size: s.Text()}
			m.panel(b, y, true, s, chart).Alone(left, s.Text(), 4)
			canvas.Panel{XMin: -1, XMax: 1, YMin: y.Low, YMax: y.High,
				Axes:  canvas.Axes{X: canvas.Places([]float64{0}, []string{runs.sides()}).Ticks, Y: y.Ticks, HideY: true, Zero: true, Size: s.Text()},
				Marks: []canvas.Mark{mark.Strip{Runs: runs.runs, Mean: dotOf(end, tint)}},
			}.Alone(right, s.Text(), 2)
		},
	}
}

// panel is the panel over the months, whose place an SVG tells.
func (m Moved) panel(b *book, y canvas.Scale, zero bool, s canvas.Size, chart mark.Chart) canvas.Panel {
	from, to := b.span()
	p := timePanel(from, to, y, zero, s, chart)
	p.Months = m.Study.Months
	return p
}

// trackOfLine is a line as a track, times factor.
func trackOfLine(line []finding.Estimate, factor float64) track {
	t := track{}
	for month, e := range line {
		t.X = append(t.X, finding.Year(month))
		t.Mean, t.From, t.To, t.Dice = append(t.Mean, e.Value), append(t.From, e.Low), append(t.To, e.High), append(t.Dice, e.Dice)
	}
	last := line[len(line)-1]
	t.N, t.Sets, t.Pairs = last.N, last.Sets, last.Pairs
	if !last.Ensemble() {
		t.Dice = nil
	}
	return t.times(factor)
}

// levels is a scale that stays while a slider moves a line a little: its ends are so round
// that few moves change them.
func (m Moved) levels(e canvas.Extent) canvas.Scale {
	r := m.Reading()
	low, high := 0.0, roundly(e.High)
	switch {
	case !(e.Low <= e.High):
		low, high = 0, 1
	case m.Index:
		low, high = 20*math.Floor((e.Low-1)/20), 20*math.Ceil((e.High+1)/20)
		if low <= 40 {
			low = 0
		}
	case m.Measure.Unit == "share":
		high = 100
		for _, top := range []float64{50, 25, 10, 5, 1} {
			if e.High < 0.96*top {
				high = top
			}
		}
	}
	if below := min(e.Low, 0); below != 0 && finding.Defined(below) {
		low = -roundly(-below)
	}
	return scaleOf(canvas.Extent{Low: low, High: high}, 6, r.unit)
}

// roundly is a round number from a little above v on.
func roundly(v float64) float64 {
	if !(v > 0) {
		return 1
	}
	unit := math.Pow10(finding.Magnitude(1.05 * v))
	for _, step := range []float64{1, 1.5, 2, 3, 4, 5, 6, 8} {
		if 1.05*v <= step*unit {
			return step * unit
		}
	}
	return 10 * unit
}

// band says what line and bands are.
func (m Moved) band(b *book) string {
	if !b.Study.Ensemble() || b.n < 2 {
		return b.lineAndBand()
	}
	said := b.lineAndBand() + " Pale band: what is not known, " + b.bandOf()
	if _, again := b.Study.SetsPlayed(); again > 0 {
		said += "; dark: what luck alone does"
	}
	return said + "."
}

// gapBand says the same of the difference, of which the band is an interval of the mean.
func (m Moved) gapBand(b *book) string {
	if b.Study.Ensemble() || b.n < 2 {
		return m.band(b)
	}
	return "Line: mean of the runs' differences; band: its 95% interval in each month."
}

// assumed tells whether what is shown rests on an assumed effect.
func (m Moved) assumed() bool { return m.Measure.Assumed || len(m.Gap) > 0 && m.change().Assumed }

// change is the difference at the end as it is said: shares in points, what is set to 100
// in parts of it, the rest in per cent of what it is set against.
func (m Moved) change() finding.Estimate {
	if len(m.Gap) == 0 {
		return finding.Undefined("", 0)
	}
	r, e := m.Reading(), m.Gap[len(m.Gap)-1]
	if r.points == "" && finding.Defined(m.Base) && m.Base != 0 {
		place, assumed := e.Place, e.Assumed
		e = e.PerCentOf(m.Base)
		e.Place, e.Assumed = place, assumed
		e.Unit = "%"
		return e
	}
	e = e.Scaled(r.Factor)
	e.Unit = r.points
	return e
}

// partial tells whether more runs are on their way, so that nothing is claimed yet.
func (m Moved) partial() bool { return m.Study.Replicates < m.Of }

// title is the finding in at most ten words.
func (m Moved) title() string {
	e := m.change()
	name, noun := finding.Marked(m.Measure.Label, m.assumed()), finding.Marked(finding.Capital(m.sized().Noun), m.assumed())
	year := " by " + finding.Moment(m.Study.Last())
	end := ""
	if now := m.now(); now != nil {
		end = m.Reading().Value(*now)
	}
	switch v := e.Verdict(); {
	case m.partial() && end != "":
		return fitting(name+": "+end+", "+finding.Runs(m.Study.Replicates)+" so far", name+": "+end)
	case v == finding.Absent && e.Value == 0:
		return fitting(name+": no difference in any run", "No difference in any run")
	case v <= finding.Single && end != "":
		return fitting(name+": "+end+year, name+": "+end)
	case v <= finding.Single:
		return fitting(name+": one run cannot tell", "One run cannot tell")
	case v == finding.Luck && e.ByLuck(1):
		return fitting(name+": no difference that "+luck, noun+": no difference that "+luck, noun+": no difference "+luck, noun+": could be luck", finding.Marked("No difference "+luck, m.assumed()))
	case v == finding.Luck:
		return fitting(name+": either sign is possible"+year, name+": either sign is possible", finding.Marked("Either sign is possible"+year, m.assumed()))
	}
	dagger := finding.Marked("", m.assumed())
	said := finding.Capital(e.Extent(" "+m.word(e), 1))
	brief, _, _ := strings.Cut(said, " (") // the interval stands in the caption
	nameless := strings.Replace(brief, m.word(e), way(e), 1)
	return fitting(said+dagger+m.Than, said+dagger+year, said+dagger, brief+dagger, nameless+dagger+m.Than)
}

// word is the measure with the way in which it moved: "more people at work".
func (m Moved) word(e finding.Estimate) string {
	switch {
	case m.Measure.More == "":
		return way(e) + " " + finding.Lower(m.Measure.Label)
	case e.Value < 0:
		return m.Measure.Fewer
	}
	return m.Measure.More
}

// way is the way in which something moved.
func way(e finding.Estimate) string {
	if e.Value < 0 {
		return "lower"
	}
	return "higher"
}

// now is the last month of the present choice, nil where only a difference is shown.
func (m Moved) now() *finding.Estimate {
	for _, x := range m.Futures {
		if x.Role == Now && len(x.Line) > 0 {
			return &x.Line[len(x.Line)-1]
		}
	}
	return nil
}

// caption says in at most forty words what moved, from what to what, by when, against what
// and how sure.
func (m Moved) caption(b *book) string {
	r, when := m.Reading(), "in "+finding.Month(b.end())
	var others []string
	first := ""
	for _, x := range m.Futures {
		last := x.Line[len(x.Line)-1]
		if x.Role == Now {
			first = m.Measure.Label + " " + when + ": " + r.Value(last)
			if s := r.spell(last); s.Low != "" && last.High > last.Low {
				first += " (" + s.Interval() + ")"
			}
			continue
		}
		others = append(others, x.Title+" "+r.Number(last))
	}
	if first == "" {
		first = m.Measure.Label + " " + when + " against " + m.Against
	} else if len(others) > 0 {
		first += "; " + strings.Join(others, ", ")
	}
	how := ""
	if e := m.change(); len(m.Gap) > 0 {
		how = finding.Sentence(scenarios.Size(m.sized(), e, m.Than))
	}
	rests := ""
	if m.assumed() {
		rests = "It rests on an assumed effect."
	}
	first = finding.Sentence(first)
	return captioned(finding.Paragraph(first, how, rests), finding.Paragraph(first, how), finding.Paragraph(how, rests), how, first)
}

// sized is the measure as a sentence on the size of a difference takes it.
func (m Moved) sized() finding.Measure {
	s := m.Measure
	if s.Noun == "" {
		s.Noun = finding.Lower(s.Label)
	}
	return s
}

// Says is the size of the change in words, as captions have it, without a full stop.
func (m Moved) Says() string {
	if len(m.Gap) == 0 {
		return ""
	}
	return scenarios.Size(m.sized(), m.change(), m.Than)
}

// Sides says in how many runs it is more or less: "7 of 8 higher".
func (m Moved) Sides() string {
	if len(m.Gap) == 0 {
		return ""
	}
	return rowOf(m.Gap[len(m.Gap)-1], m.Ends).sides()
}

// Lines are the lines that are drawn: the futures, or the difference.
func (m Moved) Lines() []Future {
	if len(m.Futures) > 0 {
		return m.Futures
	}
	return []Future{{Role: Gap, Title: "difference from " + m.Against, Line: m.Gap}}
}

// Table is what the lines say in Decembers and in the last month, as readers read it: a head,
// and a row a month.
func (m Moved) Table() (head []string, rows [][]string) {
	r, lines := m.Reading(), m.Lines()
	head = []string{"Month"}
	for _, x := range lines {
		head = append(head, x.Title, x.Title+", low to high")
	}
	for month := range m.Study.Months {
		if month%12 != 11 && month != m.Study.Last() {
			continue
		}
		row := []string{finding.Month(month)}
		for _, x := range lines {
			if month >= len(x.Line) {
				row = append(row, finding.None, finding.None)
				continue
			}
			said := r.spell(x.Line[month])
			if x.Role == Gap {
				said = x.Line[month].Scaled(r.Factor).Spell(finding.Signed)
			}
			row = append(row, said.Value, said.Interval())
		}
		rows = append(rows, row)
	}
	return head, rows
}
