package lesson

import (
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// reveal is what is said to those whose bet came out in one of some ways.
type reveal struct {
	bet      string
	verdicts []string
	says     *text
}

// reveal reads what is said after the run: to all, and below each heading "### if bet =
// verdict, verdict" to those whose bet came out so. Every way in which a bet may come out
// needs a text.
func (p *parser) reveal(s section) {
	starts := []int{}
	for i, line := range s.body {
		if strings.HasPrefix(line, "### ") {
			starts = append(starts, i)
		}
	}
	starts = append(starts, len(s.body))
	all := section{s.name, s.line, s.body[:starts[0]]}
	p.l.steps[stepReveal] = p.text(all, 0)
	for k, from := range starts[:len(starts)-1] {
		p.said(section{s.name, s.line + from + 1, s.body[from+1 : starts[k+1]]}, strings.TrimPrefix(s.body[from], "### "))
	}
	for _, b := range p.l.Bets {
		for _, v := range b.Verdicts() {
			if p.l.answer(b.Name, v) == nil {
				p.wrong(s.line, b.Name, "nothing is said to who bets so that it comes out "+v+": write ### if "+b.Name+" = "+v)
			}
		}
	}
}

// said reads one text of a reveal by its heading.
func (p *parser) said(s section, heading string) {
	heading, isIf := strings.CutPrefix(strings.ToLower(heading), "if ")
	name, list, found := strings.Cut(heading, "=")
	name = strings.TrimSpace(name)
	b := p.l.bet(name)
	switch {
	case !isIf || !found:
		p.wrong(s.line, "", "below "+stepReveal+" a heading says to whom: ### if bet = what came of it")
		return
	case b == nil:
		p.wrong(s.line, "", file.Shown(name, true)+": no bet before has this name"+file.Meant(name, finding.Each(p.l.Bets, func(b *Bet) string { return b.Name })))
		return
	}
	r := reveal{bet: name, says: p.text(s, 0)}
	for part := range strings.SplitSeq(list, ",") {
		v := strings.TrimSpace(part)
		if !slices.Contains(b.Verdicts(), v) {
			p.wrong(s.line, name, file.Shown(v, true)+": the bet cannot come out so"+file.Meant(v, b.Verdicts())+"; it comes out "+finding.Or(b.Verdicts()))
			continue
		}
		r.verdicts = append(r.verdicts, v)
	}
	p.l.reveals = append(p.l.reveals, r)
}

// answer is what is said to a bet that came out so, nil for nothing.
func (l *Lesson) answer(bet, verdict string) *text {
	for _, r := range l.reveals {
		if r.bet == bet && slices.Contains(r.verdicts, verdict) {
			return r.says
		}
	}
	return nil
}
