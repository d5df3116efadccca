package explain

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

var (
	sentences = regexp.MustCompile(`^[A-Z0-9][^\n]*[A-Za-z0-9%)]\.$`)
	mangled   = regexp.MustCompile(`NaN|Inf|%!|  |USD -|\.\.|,,|−0(\.0+)?\b[^.]|\b1 months|\ba [aeio]`)
)

// Every sentence of every life is whole, dated in order, and has numbers.
func TestEveryLifeReadsFromStartToEnd(t *testing.T) {
	kinds := map[string]int{}
	for _, s := range all(t).stories {
		if len(s.events) < 2 && !(s.events[0].Month == labMonths-1) {
			t.Fatalf("creative %d: %d events", s.id, len(s.events))
		}
		if first := s.events[0]; first.Kind != Start || s.first.Here != (first.Month == 0 && !strings.Contains(first.Text, "comes into")) {
			t.Errorf("creative %d begins with %v", s.id, first)
		}
		month := 0
		for i, e := range s.events {
			kinds[e.Kind]++
			if e.Month < month {
				t.Errorf("creative %d: %s comes after %s", s.id, finding.Month(e.Month), finding.Month(month))
			}
			month = e.Month
			if !sentences.MatchString(e.Text) || mangled.MatchString(e.Text) {
				t.Errorf("creative %d in %s: %q is no sentence", s.id, finding.Month(e.Month), e.Text)
			}
			for name, x := range e.Values {
				if math.IsNaN(x) || math.IsInf(x, 0) {
					t.Errorf("creative %d in %s: %s is %v", s.id, finding.Month(e.Month), name, x)
				}
			}
			if (e.Kind == End) != (i == len(s.events)-1) {
				t.Errorf("creative %d: event %d of %d is of kind %s", s.id, i+1, len(s.events), e.Kind)
			}
		}
	}
	for _, kind := range []string{Start, Saw, Decided, Drew, Client, Lost, Trust, Year, End} {
		if kinds[kind] == 0 {
			t.Errorf("no life has an event of kind %s", kind)
		}
	}
}

// Whatever may befall a creative befalls somebody in the lab, and is told.
func TestLivesOfEveryKindAreTold(t *testing.T) {
	stays := func(s *story) bool { return s.months[len(s.months)-1].After.Here }
	some := func(s *story, f func(m *Month) bool) bool {
		for i := range s.months {
			if m := &s.months[i]; m.Before.Here && f(m) {
				return true
			}
		}
		return false
	}
	for _, c := range []struct {
		name string
		is   func(s *story) bool
		told string // in one of the texts
	}{
		{"a user", func(s *story) bool {
			return some(s, func(m *Month) bool { return m.Before.Here && !m.Before.Uses && m.Mind.Uses })
		}, `think about AI( again)? and start to use it\. For it weighed most .* \(\+[0-9.]+\)`},
		{"one who stops", func(s *story) bool {
			return some(s, func(m *Month) bool { return m.Before.Uses && !m.Mind.Uses })
		}, `stop using it\. Against it weighed most .* \(−[0-9.]+\)`},
		{"a non-user with a barrier", func(s *story) bool {
			return some(s, func(m *Month) bool { return m.Again && m.Mind.Barrier >= 0 })
		}, `What holds them back, compared with others, is (a price|less|more|fewer) `},
		{"one who is laid off", func(s *story) bool {
			return some(s, func(m *Month) bool {
				return m.Before.State == sim.Employed && m.Between.State == sim.Unemployed && m.LaidOff
			})
		}, `laid off: their employer wants fewer [a-z ]+, and the chance of it was [0-9.]+% this month\. Of the reasons, [0-9.]+% is AI`},
		{"one who loses a job otherwise", func(s *story) bool {
			return some(s, func(m *Month) bool {
				return m.Before.State == sim.Employed && m.Between.State == sim.Unemployed && !m.LaidOff
			})
		}, `as 1\.4% of employees do in any month`},
		{"one who finds a job", func(s *story) bool {
			return some(s, func(m *Month) bool { return m.Before.State == sim.Unemployed && m.Between.State == sim.Employed })
		}, `After [0-9]+ months? without one they find a job`},
		{"one who turns freelance", func(s *story) bool {
			return some(s, func(m *Month) bool {
				return m.Before.State == sim.Unemployed && m.Between.State == sim.Freelancing
			})
		}, `turn to freelancing as an? `},
		{"one who retires", func(s *story) bool {
			return !stays(s) && some(s, func(m *Month) bool { return m.Before.State == sim.Employed && !m.After.Here })
		}, `leave creative work\. They retire or take up another trade`},
		{"one who leaves unemployed", func(s *story) bool {
			return !stays(s) && some(s, func(m *Month) bool { return m.Before.State == sim.Unemployed && !m.After.Here })
		}, `leave creative work\. After [0-9]+ months? without a job they (give up|applied once more)`},
		{"a freelancer", func(s *story) bool { return s.first.State == sim.Freelancing }, `freelancing with an income of (USD [1-9][0-9,]*|less than USD 1) a month, and wants to work <?[0-9.]+(%| times).* usual hours\. (No client orders from them|.* orders? from them)`},
		{"a freelancer who gives up", func(s *story) bool {
			return !stays(s) && some(s, func(m *Month) bool {
				return m.Before.State == sim.Freelancing && !m.Retires && !m.After.Here
			})
		}, `Their income as a freelancer, (USD [0-9,]+|less than USD 1) a month, has been less than they need for [0-9]+ months`},
		{"a freelancer who loses work to AI", func(s *story) bool {
			return some(s, func(m *Month) bool { return !m.Between.LostWork && m.After.LostWork && goesTo(m, sim.ToSelf) })
		}, `^A (household|small firm|large organisation) that ordered from them since .* makes the work itself with AI from now on\. For it weighed most .* \(\+[0-9.]+\); against it .*: <?[0-9.]+% of its attempts would succeed\. They count it as work lost to AI\.$`},
		{"one whose client finds it too dear", func(s *story) bool {
			return some(s, func(m *Month) bool { return goesTo(m, sim.ToNobody) })
		}, `orders nothing any more\. For it weighed most .*; against it .* \(−[0-9.]+\)`},
		{"one whom a client finds on a platform", func(s *story) bool {
			return some(s, func(m *Month) bool { return comesBy(m, false, false) })
		}, `begins to order from them\. It found them on a platform\. (Until now it|The freelancer from whom)`},
		{"one whom a client recommends", func(s *story) bool {
			return some(s, func(m *Month) bool { return comesBy(m, true, false) })
		}, `It found them by the word of a (household|small firm|large organisation) that orders from them\.`},
		{"one to whom a client returns", func(s *story) bool {
			return some(s, func(m *Month) bool {
				return slices.ContainsFunc(m.Came, func(c sim.ClientMonth) bool { return c.Look.Best() == sim.WayStay })
			})
		}, `^A (household|small firm|large organisation) orders from them again\. Until now it `},
		{"one whose client finds another freelancer", func(s *story) bool {
			return some(s, func(m *Month) bool {
				return slices.ContainsFunc(m.Left, func(c sim.ClientMonth) bool { return c.Look.Best() == sim.WayOther })
			})
		}, `orders from another freelancer from now on\. For it weighed most `},
		{"one whom a colleague names", func(s *story) bool {
			return some(s, func(m *Month) bool { return comesBy(m, true, true) })
		}, `It found them by a colleague without time, whom a (household|small firm|large organisation) had recommended\.`},
		{"one who works for own clients and for others", func(s *story) bool {
			return stays(s) && some(s, func(m *Month) bool { return m.Number == labMonths-1 && m.Work.Own > 0 && m.Work.Sent > 0 })
		}, `Freelancing with an income of .*; work of [0-9.]+ normal months, [0-9.]+% of it for own clients, the rest sent on to them; earned in the year`},
		{"one who is promoted", func(s *story) bool {
			return some(s, func(m *Month) bool { return m.After.Here && m.Before.Stage < m.After.Stage })
		}, `They rise to (mid-career|senior) `},
		{"one who takes a course", func(s *story) bool { return some(s, func(m *Month) bool { return m.Course }) }, `take an?(other)? course in AI; their AI skill rises from 0\.`},
		{"one who is there at the end", stays, `^The story ends here\.`},
		{"one who comes later", func(s *story) bool { return !s.first.Here }, `comes into creative work as an? `},
	} {
		told, text, n := false, regexp.MustCompile(c.told), 0
		for _, s := range all(t).stories {
			if !c.is(s) {
				continue
			}
			n++
			told = false
			for _, e := range s.events {
				told = told || text.MatchString(e.Text)
			}
			if !told {
				t.Errorf("%s, creative %d: nothing like %q is told in\n%s", c.name, s.id, c.told, texts(s))
				break
			}
		}
		if n == 0 {
			t.Errorf("%s: no such life in the lab", c.name)
		}
	}
}

// goesTo tells whether a client leaves for a channel, and comesBy whether one
// comes on somebody's word, of a colleague or else of a client.
func goesTo(m *Month, channel uint8) bool {
	return slices.ContainsFunc(m.Left, func(c sim.ClientMonth) bool { return c.After.Channel == channel })
}

func comesBy(m *Month, word, colleague bool) bool {
	return slices.ContainsFunc(m.Came, func(c sim.ClientMonth) bool {
		return c.Look.Best() == sim.WayOther && c.Look.Found.Peer >= 0 == word && c.Look.Found.By >= 0 == colleague
	})
}

func texts(s *story) string {
	var b strings.Builder
	for _, e := range s.events {
		fmt.Fprintf(&b, "%s. %s\n", finding.Month(e.Month), e.Text)
	}
	return b.String()
}

func TestNumbersAreWrittenForReaders(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{usd(4312.4), "USD 4,310 a month"}, {usd(995), "USD 1,000 a month"}, {usd(1234567), "USD 1.23457 million a month"}, {usd(0), "USD 0 a month"},
		{usdYear(61234), "USD 61,200"}, {usdYear(37), "USD 40"}, {usdYear(0.3), "less than USD 1"}, {dollars(1525, 0), "USD 1,525"},
		{logit(-0.004), "0.00"}, {logit(-0.25), "−0.25"}, {logit(0.25), "+0.25"}, {moved(0.664, 0.666), "0.66 (−0.01)"},
		{against(88, 100), "12% less than"}, {against(103, 100), "3% more than"}, {against(100.2, 100), "as much as"},
		{Singular("Fine artists and illustrators"), "fine artist or illustrator"}, {Singular("Web and digital interface designers"), "web or digital interface designer"},
		{article("editor"), "an editor"}, {article("senior editor"), "a senior editor"}, {months(1), "1 month"},
		{peers(0, "uses", "use"), "none use"}, {peers(1, "uses", "use"), "one uses"}, {peers(7, "uses", "use"), "seven use"}, {peers(8, "uses", "use"), "all use"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
