package plots

import (
	"image/color"
	"strings"

	"github.com/atelier-sim/atelier/plots/canvas"
	"github.com/atelier-sim/atelier/plots/mark"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// clients shows the other side of the market, by kind of client: at the left how
// much they make with AI themselves, at the right what that and prices do to what
// they order from freelancers.
var clients = Kind{
	ID: "clients", Shows: "What clients make with AI, and what they order", By: "client_kind",
	Columns: []string{"client_ai_share", "orders"}, Paired: true,
	build: buildClients,
}

// clientLine is one kind of client.
type clientLine struct {
	title     string
	colour    color.NRGBA
	own, less track // made with AI; orders against without AI
	end       finding.Estimate
}

// clientColours are those of the kinds of clients, in their order.
var clientColours = [...]color.NRGBA{canvas.Blue, canvas.Brown, canvas.Green}

func buildClients(b *book, f *Figure) error {
	groups, err := b.needGroups("client_kind")
	if err != nil {
		return err
	}
	var lines []clientLine
	for i, group := range groups[:min(len(groups), len(clientColours))] {
		l := clientLine{title: b.title(group), colour: clientColours[i], own: b.level("client_kind", group, "client_ai_share").times(100), less: b.relative("client_kind", group, "orders")}
		const ordered = "Orders asked of freelancers, against without AI"
		l.end = b.changeAt(l.less, b.endOf(), ordered, group, "%", "orders")
		f.Values = append(f.Values, b.decembers(l.own, b.Study.Measure("client_ai_share").Label, group, "%", "client_ai_share")...)
		f.Values = append(f.Values, b.decemberChanges(l.less, ordered, group, "%", "orders")...)
		lines = append(lines, l)
	}
	f.Title, f.claimed = clientsTitle(lines)
	f.Subtitle = "Made with AI: per cent of commissions that freelancers could have had; orders: against the same world without AI, per cent. " + b.where()
	f.Caption = clientsCaption(b, lines)
	f.Alt = "Two line charts by year, a line for each kind of client: commissions that it makes with AI itself, and its orders against without AI."
	f.Footer = finding.Paragraph(b.lineAndBand(), "Grey number: could be luck.")
	f.Key = b.bands()
	f.Body = clientsBody(b, lines)
	return nil
}

// clientsTitle names the kind of client whose orders have surely fallen most, all
// kinds looked at.
func clientsTitle(lines []clientLine) (title string, claimed []finding.Estimate) {
	told := false
	var most *clientLine
	for i := range lines {
		l := &lines[i]
		told = told || l.end.Told()
		if l.end.SureAmong(len(lines)) && (most == nil || l.end.Value < most.end.Value) {
			most = l
		}
	}
	switch {
	case !told:
		return "", nil
	case most == nil:
		return "Orders of clients: nothing " + luck, []finding.Estimate{}
	}
	word := " less"
	if most.end.Value > 0 {
		word = " more"
	}
	said := most.title + " order " + sizeOf(most.end) + word
	return fitting(said+" of freelancers than without AI", said+" than without AI", said, most.title+" order"+word), []finding.Estimate{most.end}
}

func clientsCaption(b *book, lines []clientLine) string {
	say := func(briefly bool) string {
		var own, less []string
		for _, l := range lines {
			own = append(own, finding.Lower(l.title)+" "+portion(pick(l.own.Mean, b.endOf())/100))
			less = append(less, finding.Lower(l.title)+dagged(l.end)+" "+b.said(l.end, len(lines), "fewer", "more", briefly))
		}
		return finding.Paragraph(
			finding.Sentence("made with AI by clients in "+finding.Month(b.end())+": "+finding.And(own)),
			finding.Sentence("orders against the world without AI: "+strings.Join(less, "; ")))
	}
	return captioned(say(false), say(true))
}

func clientsBody(b *book, lines []clientLine) canvas.Body {
	shares, changes := canvas.Nothing().And(0), canvas.Nothing().And(0)
	for _, l := range lines {
		shares, changes = withTracks(shares, l.own), withTracks(changes, l.less)
	}
	own, less := scaleOf(shares, 5, "%"), scaleOf(changes, 5, "%").SignedTicks()
	return canvas.Body{
		Height: func(s canvas.Size) float64 { return s.Choose(240, 400) },
		Draw: func(c canvas.Area, s canvas.Size) {
			first, second := mark.Chart{At: b.today(), Size: s.Text(), Inside: true}, mark.Chart{At: mark.Today{X: b.Today}, Size: s.Text(), Inside: true}
			for _, l := range lines {
				x, y := l.own.series(s, l.colour), l.less.series(s, l.colour)
				x.Name, y.Name = l.title+" "+l.own.ends(), l.title+" "+l.end.Spell(finding.Signed).Value+"%"
				if !l.end.SureAmong(len(lines)) {
					y.NameColor = canvas.Reference
				}
				first.Series, second.Series = append(first.Series, x), append(second.Series, y)
			}
			canvas.Facets{
				Panels: []canvas.Panel{
					b.panel(finding.Marked("Made with AI by clients themselves", b.Study.Measure("client_ai_share").Assumed), "", own, false, s, first),
					b.panel(finding.Marked("Orders asked of freelancers", b.differs("orders")), "", less, true, s, second),
				},
				Columns: int(s.Choose(2, 1)), Size: s.Text(), Right: 8, OwnY: map[int]bool{1: true}, GapX: 24, GapY: 14,
			}.Draw(c)
		},
	}
}
