package infer

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/table"
	"github.com/atelier-sim/atelier/sim"
)

// What follows counts every pattern and every figure again, in a made-up world
// whose tables are known: two worlds of shares that rise by month, all others
// apart, so that no group, column, month or sign can be taken for another.

// A known world is what its tables hold: by replicate from 1, month, group and
// column.
type known func(r, m int, g group, column string) float64

// kernel is a world in which everything lies between 0.02 and 0.9.
func kernel(world string) known {
	type line struct{ from, rise float64 }
	type place struct {
		r      int
		g      group
		column string
	}
	lines := map[place]line{}
	return func(r, m int, g group, column string) float64 {
		at := place{r, g, column}
		x, drawn := lines[at]
		if !drawn {
			h := fnv.New64a()
			h.Write([]byte(world + strconv.Itoa(r) + g.by + g.name + column))
			u := float64(h.Sum64()>>11) / (1 << 53)
			x = line{0.02 + 0.3*u, 0.0005 + 0.0025*math.Mod(1000*u, 1)}
			lines[at] = x
		}
		return x.from + float64(m)*x.rise
	}
}

var knownRun, knownFrozen = kernel("run"), kernel("frozen")

// knownYear is the mean of a calendar year.
func (k known) year(r, of int, g group, column string) float64 {
	sum := 0.0
	for m := 12 * (of - 2021); m < 12*(of-2021)+12; m++ {
		sum += k(r, m, g, column)
	}
	return sum / 12
}

// over is run over frozen in 2025, minus one, in per cent, of the sum of groups.
func over(r int, column string, groups ...group) float64 {
	a, b := 0.0, 0.0
	for _, g := range groups {
		a, b = a+knownRun.year(r, 2025, g, column), b+knownFrozen.year(r, 2025, g, column)
	}
	return 100 * (a/b - 1)
}

func oddsLog(p float64) float64 { return math.Log(p) - math.Log(1-p) }

// everyOccupation is in the order of the country, exposed from the most exposed
// on by what people say, then by the wider index.
func everyOccupation() (list, exposed []group) {
	c := evidence.US()
	for i := range c.Occupations {
		list = append(list, group{"occupation", c.Occupations[i].Key})
	}
	of := func(g group, k int) float64 { return c.Occupations[c.Occupation(g.name)].Exposure["human"][k] }
	exposed = slices.Clone(list)
	slices.SortStableFunc(exposed, func(a, b group) int { return cmp.Or(cmp.Compare(of(b, 1), of(a, 1)), cmp.Compare(of(b, 2), of(a, 2))) })
	return list, exposed
}

// knownInside is what an insider would have counted, by replicate: run, frozen.
var knownInside = [2][6]float64{{0.3, 0.24, 0.08, 0.4, 0.45, 0.03}, {0.1, 0.2, 0.16, 0.5, 0.6, 0.2}}

// frozenShares are the yearly shares of freelancers at work without AI, in per
// cent.
func frozenShares(r int) (shares []float64) {
	for y := 2021; y < 2036; y++ {
		f, e := knownFrozen.year(r, y, everyone, "freelancing"), knownFrozen.year(r, y, everyone, "employed")
		shares = append(shares, 100*f/(f+e))
	}
	return shares
}

// offTrend is the worst distance of employment from the trend that the frozen
// world was given, in the mean of two runs.
func offTrend(from, to int) float64 {
	list, _ := everyOccupation()
	worst := 0.0
	for _, g := range list {
		for y := from; y <= to; y++ {
			trend, ratio := 0.0, 0.0
			for r := 1; r <= 2; r++ {
				trend += knownFrozen.year(r, y, g, "trend_staff") / knownFrozen(r, 0, g, "trend_staff") / 2
				ratio += knownFrozen.year(r, y, g, "employed") / knownFrozen(r, 0, g, "employed") / 2
			}
			worst = math.Max(worst, 100*math.Abs(ratio/trend-1))
		}
	}
	return worst
}

// soured is the deepest fall of attitude over a year at level use.
func soured(r int) float64 {
	deepest := math.Inf(1)
	for _, d := range evidence.US().Domains {
		for m := 36; m+12 < 180; m++ {
			change := func(column string) float64 {
				return knownRun(r, m+12, group{"domain", d.Key}, column) - knownRun(r, m, group{"domain", d.Key}, column)
			}
			if math.Abs(change("ai_use")) <= 0.03 {
				deepest = min(deepest, 100*change("attitude"))
			}
		}
	}
	return deepest
}

// useAndOrders are AI use in 2025 and the change in orders, by occupation.
func useAndOrders(r int) (use, orders []float64) {
	list, _ := everyOccupation()
	for _, g := range list {
		use, orders = append(use, knownRun.year(r, 2025, g, "ai_use")), append(orders, over(r, "orders", g))
	}
	return use, orders
}

func rankOf(values []float64, k int) float64 {
	return float64(slices.Index(slices.Sorted(slices.Values(values)), values[k]) + 1)
}

// basket is what the orders and works of the world without AI cost at the prices of
// a world.
func basket(r int, at known) float64 {
	_, exposed := everyOccupation()
	cost := 0.0
	for _, g := range exposed[:7] {
		x := func(k known, column string) float64 { return k.year(r, 2025, g, column) }
		work := (x(at, "revenue_usd") - x(at, "orders")*x(at, "order_price_usd")) / (x(at, "output") - x(at, "orders"))
		cost += x(knownFrozen, "orders")*x(at, "order_price_usd") + (x(knownFrozen, "output")-x(knownFrozen, "orders"))*work
	}
	return cost
}

// made are the works of a world, with those that clients make themselves.
func made(r int) float64 {
	_, exposed := everyOccupation()
	now, then := 0.0, 0.0
	for _, g := range exposed[:7] {
		b := knownRun.year(r, 2025, g, "client_ai_share")
		now += knownRun.year(r, 2025, g, "output") + knownRun.year(r, 2025, g, "orders")*b/(1-b)
		then += knownFrozen.year(r, 2025, g, "output")
	}
	return 100 * (now/then - 1)
}

// expectedPatterns are the values of every part of every pattern in a replicate.
func expectedPatterns(r int) map[string][]float64 {
	const ai = "org_any_ai_10plus"
	list, exposed := everyOccupation()
	slope := func(from, to int) float64 {
		return (oddsLog(knownRun(r, to, everyone, ai)) - oddsLog(knownRun(r, from, everyone, ai))) * 12 / float64(to-from)
	}
	sizeIn := func(r, m int) float64 {
		return math.Exp(oddsLog(knownRun(r, m, group{"size", "250+"}, ai)) - oddsLog(knownRun(r, m, group{"size", "10-49"}, ai)))
	}
	size := func(m int) float64 { return sizeIn(r, m) }
	unemployed, employed, most := 0.0, 0.0, 0.0
	for m := range 180 {
		unemployed, employed = unemployed+knownFrozen(r, m, everyone, "unemployed"), employed+knownFrozen(r, m, everyone, "employed")
		most = max(most, knownFrozen(r, m, everyone, "ai_use"), knownFrozen(r, m, everyone, "displaced_automation"), knownFrozen(r, m, everyone, "displaced_clients"))
	}
	trend := func(column string) float64 {
		return 100 * (knownFrozen.year(r, 2035, everyone, column) - knownFrozen.year(r, 2021, everyone, column))
	}
	pass := func(column string) float64 {
		for m := range 180 {
			if knownRun(r, m, everyone, column) >= 0.2 {
				return float64(m)
			}
		}
		return 180
	}
	use, orders := useAndOrders(r)
	_, both := useAndOrders(1)
	for i, x := range second(useAndOrders(2)) {
		both[i] += x
	}
	sorted := slices.Sorted(slices.Values(use))
	median := (sorted[9] + sorted[10]) / 2
	artists, translators := slices.Index(list, group{"occupation", "fine_artists_illustrators"}), slices.Index(list, group{"occupation", "translators"})
	run, frozen := knownInside[0], knownInside[1]
	odds := func(by, name string) float64 {
		x := knownRun(r, 37, group{by, name}, "ai_use")
		return x / (1 - x)
	}
	return map[string][]float64{
		"P0": {offTrend(2021, 2027), offTrend(2028, 2035), 100 * unemployed / (unemployed + employed), slices.Min(frozenShares(r)), slices.Max(frozenShares(r)),
			trend("trust"), trend("attitude"), trend("fear"), trend("skill"), most},
		"P1": {slope(23, 47), slope(23, 47) - 2*slope(0, 23)},
		"P2": {size(35), size(83), 0.5 * (sizeIn(1, 83)/sizeIn(1, 35) + sizeIn(2, 83)/sizeIn(2, 35))},
		"P3": {pass("org_adoption") - pass("ai_use")},
		"P4": {100 * (knownRun(r, 59, everyone, "employed")/knownFrozen(r, 59, everyone, "employed") - 1), ordersIn2025(r, exposed[:7])},
		"P5": {100 * run[0]}, "P6": {run[1] / run[2], 100 * (run[4]/frozen[4] - 1), 100 * (run[3]/frozen[3] - 1)},
		"P7": {over(r, "quality", everyone) / knownRun.year(r, 2025, everyone, "ai_use"), over(r, "variety", everyone)},
		"P8": {soured(r)},
		"P9": {pearson(use, orders), 100 * (use[artists] - median), rankOf(both, artists), 100 * (use[translators] - median), rankOf(both, translators)},
		"P10": {100 * (basket(r, knownRun)/basket(r, knownFrozen) - 1), made(r),
			100 * ((100+over(r, "revenue_usd", exposed[:7]...))/(100+over(r, "people", exposed[:7]...)) - 1)},
		"P12": {odds("stage", "junior") / odds("stage", "senior"), odds("contract", "freelancing") / odds("contract", "employed")},
		"P11": expectedOfClients(exposed[:7]),
		"P14": {50 * (knownRun.year(1, 2022, occupationOf("writers"), "income_top_tenth") + knownRun.year(2, 2022, occupationOf("writers"), "income_top_tenth")),
			100 * knownRun.year(r, 2022, everyone, "income_top_tenth")},
		"P13": {100 * run[5]},
	}
}

func second(_, b []float64) []float64 { return b }

func occupationOf(key string) group { return group{"occupation", key} }

// expectedOfClients are the parts of P11, all in the mean of two runs.
func expectedOfClients(exposed []group) []float64 {
	change := func(column string, g group) (x float64) {
		for r := 1; r <= 2; r++ {
			x += 50 * (knownRun.year(r, 2024, g, column)/knownFrozen.year(r, 2024, g, column) - 1)
		}
		return x
	}
	logs := func(column string, groups ...group) float64 {
		now, then := 0.0, 0.0
		for _, g := range groups {
			for r := 1; r <= 2; r++ {
				now, then = now+knownRun.year(r, 2024, g, column), then+knownFrozen.year(r, 2024, g, column)
			}
		}
		return math.Log(now / then)
	}
	translators := occupationOf("translators")
	return []float64{change("buyers", everyone), 1 + logs("order_price_usd", translators)/logs("orders", translators), change("orders", occupationOf("web_developers")),
		change("orders", group{"order_length", "short"}) - change("orders", group{"order_length", "long"}),
		logs("posts", exposed...) / logs("bids", exposed...), change("platform_ability", everyone)}
}

// ordersIn2025 is the change in orders in December 2025.
func ordersIn2025(r int, groups []group) float64 {
	a, b := 0.0, 0.0
	for _, g := range groups {
		a, b = a+knownRun(r, 59, g, "orders"), b+knownFrozen(r, 59, g, "orders")
	}
	return 100 * (a/b - 1)
}

func pearson(x, y []float64) float64 {
	n := float64(len(x))
	var sx, sy, xx, yy, xy float64
	for i := range x {
		sx, sy, xx, yy, xy = sx+x[i], sy+y[i], xx+x[i]*x[i], yy+y[i]*y[i], xy+x[i]*y[i]
	}
	return (n*xy - sx*sy) / math.Sqrt((n*xx-sx*sx)*(n*yy-sy*sy))
}

func TestPatternsOfAKnownWorld(t *testing.T) {
	run, frozen := worldOf(2, 180, knownRun), worldOf(2, 180, knownFrozen)
	results, err := CheckPatterns(run, gapOf(t, run, frozen), insideOf(2, knownInside[0][:], knownInside[1][:]))
	if err != nil {
		t.Fatal(err)
	}
	for r := 1; r <= 2; r++ {
		want := expectedPatterns(r)
		for _, p := range results {
			if len(p.Parts) != len(want[p.ID]) {
				t.Fatalf("%s has %d parts", p.ID, len(p.Parts))
			}
			for i, part := range p.Parts {
				if got := part.Values[r-1]; !(math.Abs(got-want[p.ID][i]) <= 1e-6*math.Max(1, math.Abs(want[p.ID][i]))) {
					t.Errorf("%s, %s in run %d: %v, counted %v", p.ID, part.Name, r, got, want[p.ID][i])
				}
			}
		}
	}
}

// The bands of the patterns, as they were agreed upon before any run.
func TestBandsOfPatternsStand(t *testing.T) {
	bands := map[string][][2]float64{
		"P0": {{0, 2}, {0, 2}, {4.6, 5.6}, {30.6, 34.6}, {30.6, 34.6}, {-1, 1}, {-1, 1}, {-1, 1}, {-1, 1}, {0, 0}},
		"P1": {{0.35, 1.2}, {0, open}}, "P2": {{3, 8}, {3, 8}, {0.75, 1.33}}, "P3": {{6, open}}, "P4": {{-3, 3}, {-50, -10}},
		"P5": {{0, 50}}, "P6": {{2, open}, {-100, -5}, {-100, -5}}, "P7": {{3, open}, {-100, -3}}, "P8": {{-100, -3}},
		"P9": {{-0.6, 0.6}, {-100, 0}, {1, 7}, {0, 100}, {1, 7}}, "P10": {{-100, 0}, {0, open}, {-100, 0}}, "P12": {{1.5, 5}, {1, open}},
		"P11": {{-100, 0}, {1.2, 4}, {0, open}, {-100, 0}, {1.1, 1.6}, {-100, 0}}, "P14": {{45, 70}, {45, 70}},
		"P13": {{0, 5}},
	}
	for _, p := range Patterns() {
		for i, part := range p.Parts {
			if len(p.Parts) != len(bands[p.ID]) || part.Low != bands[p.ID][i][0] || part.High != bands[p.ID][i][1] {
				t.Errorf("%s, %s: %v to %v", p.ID, part.Name, part.Low, part.High)
			}
		}
	}
}

// What must be zero without AI is seen in any month, column and sign.
func TestTheLargestOfWhatMustBeZeroIsSeen(t *testing.T) {
	for _, column := range []string{"ai_use", "displaced_automation", "displaced_clients"} {
		for _, month := range []int{0, 77, 179} {
			for _, v := range []float64{0.25, -0.25} {
				frozen := worldOf(1, 180, func(_, m int, g group, c string) float64 {
					if g == everyone && c == column && m == month {
						return v
					}
					return 0
				})
				if got := frozenAI(alone(t, frozen, frozen)); got != 0.25 {
					t.Errorf("%s of %v in month %d is seen as %v", column, v, month, got)
				}
			}
		}
	}
}

// expectedFigures are what stands beside published figures, from a month on.
func expectedFigures(r, m int) map[string]float64 {
	now := func(g group, column string) float64 { return 100 * knownRun(r, m, g, column) }
	weighted := func(column string, keys ...string) float64 {
		sum, people := 0.0, 0.0
		for _, key := range keys {
			n := knownRun(r, m, group{"occupation", key}, "people")
			sum, people = sum+n*now(group{"occupation", key}, column), people+n
		}
		return sum / people
	}
	whole := func(column string) (sum float64) {
		for k := range 12 {
			sum += knownRun(r, m+k, everyone, column) / 12
		}
		return sum
	}
	odds := func(size string) float64 {
		const ai = "org_any_ai_10plus"
		return math.Exp(oddsLog(knownRun(r, m, group{"size", size}, ai)) - oddsLog(knownRun(r, m, group{"size", "10-49"}, ai)))
	}
	_, exposed := everyOccupation()
	beside := func(groups ...group) float64 {
		change := func(groups []group) float64 {
			a, b := 0.0, 0.0
			for _, g := range groups {
				a, b = a+knownRun(r, m, g, "orders"), b+knownFrozen(r, m, g, "orders")
			}
			return a / b
		}
		return 100 * (change(groups)/change(exposed[13:]) - 1)
	}
	job := func(key string) group { return group{"occupation", key} }
	music, art := group{"domain", "music"}, group{"domain", "visual_art"}
	hours, users := 0.0, 0.0
	for k := range 12 {
		hours, users = hours+knownRun(r, m+k, art, "hours_per_work")/12, users+knownRun(r, m+k, art, "ai_use")/12
	}
	return map[string]float64{
		"A13": odds("50-249"), "A28": odds("250+"), "A19": now(group{"sector", "performing_arts"}, "org_any_ai"),
		"B01": now(job("writers"), "ever_used"), "B02": now(job("fine_artists_illustrators"), "ever_used"),
		"B03": now(job("translators"), "ever_used"), "B04": now(job("composers"), "ever_used"), "B05": now(everyone, "ever_used"),
		"B08": weighted("ever_used", "journalists", "pr_specialists"), "C03": now(everyone, "trained_share"),
		"E04": now(music, "fear_high"), "E05": now(job("writers"), "fear_high"), "E06": weighted("fear_high", "translators", "fine_artists_illustrators"),
		"E08": now(music, "fear_high"), "E09": now(music, "risks_outweigh_share"), "E10": now(everyone, "bad_for_field_share"),
		"F09": beside(exposed[:7]...), "F10": beside(job("fine_artists_illustrators"), job("special_effects_artists"), job("graphic_designers")),
		"F13": now(job("fine_artists_illustrators"), "lost_work_share"), "F19": 100 * whole("separations") / whole("employed"),
		"F20": 100 * whole("freelancing") / (whole("freelancing") + whole("employed")),
		"G06": 100 * (1/(1-(1-hours)/users) - 1),
	}
}

// grownTo is the share of organisations with any AI in a section of industry, with
// so many staff at least, from a published start and its month on, on the simulated odds.
func grownTo(r, m int, start, nace, column string, staff int) float64 {
	share := func(m int) float64 {
		sum, firms := 0.0, 0.0
		for _, s := range evidence.US().Sectors {
			for _, class := range s.Classes {
				if s.NACE == nace && class.Low >= staff {
					sum += class.Firms * knownRun(r, m, group{"sector", s.Key}, column)
					firms += class.Firms
				}
			}
		}
		return sum / firms
	}
	first, _ := evidence.US().Target(start)
	return 100 / (1 + math.Exp(-(oddsLog(first.Value/100) + oddsLog(share(m)) - oddsLog(share(int(12*(first.Year-2021)+1e-6))))))
}

func TestFiguresOfAKnownWorld(t *testing.T) {
	run, frozen := worldOf(2, 180, knownRun), worldOf(2, 180, knownFrozen)
	report := Validate(run, gapOf(t, run, frozen), 1000, evidence.US().Targets)
	grown := map[string][2]string{"A29": {"A14", "all"}, "A02": {"A01", "all"}, "A03": {"A01", "all"}, "A06": {"A05", "J"}, "A07": {"A05", "J"}, "A26": {"A25", "M"}, "A27": {"A25", "M"}}
	for _, c := range report.Compared {
		year, month, _ := strings.Cut(c.Date, "-")
		y, _ := strconv.Atoi(year)
		in, _ := strconv.Atoi(month)
		m := 12*(y-2021) + in - 1
		if want := int(12*(c.Year-2021) + 1e-6); m != want {
			t.Errorf("%s of %v is compared with %s", c.ID, c.Year, c.Date)
		}
		var values [2]float64
		for r := 1; r <= 2; r++ {
			v, ok := expectedFigures(r, m)[c.ID]
			if g, grows := grown[c.ID]; grows {
				v, ok = grownTo(r, m, g[0], g[1], "org_any_ai_10plus", 10), true
				if c.ID == "A29" {
					v = grownTo(r, m, g[0], g[1], "org_any_ai", 0)
				}
			}
			if !ok {
				t.Fatalf("nobody counted %s, %s", c.ID, c.With)
			}
			values[r-1] = v
		}
		mean, half := (values[0]+values[1])/2, math.Abs(values[0]-values[1])/2
		if got := c.Mean; !(math.Abs(got-mean) <= 1e-6*math.Max(1, math.Abs(mean))) {
			t.Errorf("%s, %s: %v, counted %v", c.ID, c.With, got, mean)
		}
		// of two values the standard error is half their distance, t is 12.7062
		if low, high := c.Low95, c.High95; !(math.Abs(high-low-2*12.7062047*half) <= 1e-5*math.Max(1, half) && math.Abs(low+high-2*mean) <= 1e-6*math.Max(1, math.Abs(mean))) {
			t.Errorf("%s: %v to %v about %v, counted %v on each side", c.ID, low, high, mean, 12.7062047*half)
		}
		far, bare, verdict := judgedByHand(c, values)
		if !(math.Abs(c.Implausibility-far) <= 1e-6*math.Max(1, far)) || !(math.Abs(c.Bare-bare) <= 1e-6*math.Max(1, bare)) || c.Verdict != verdict {
			t.Errorf("%s: implausibility %v, bare %v, %s; counted %v, %v, %s", c.ID, c.Implausibility, c.Bare, c.Verdict, far, bare, verdict)
		}
	}
	if len(report.Compared) < 28 {
		t.Errorf("only %d figures are compared", len(report.Compared))
	}
}

// judgedByHand is the implausibility of a figure by hand, from the two values of the known
// world, of which a thousand creatives are simulated.
func judgedByHand(c Compared, values [2]float64) (far, bare float64, verdict Verdict) {
	on := func(x float64) float64 { return x }
	kinds := map[string]float64{"official": 0.1, "probability": 0.2, "opt-in": 0.35, "trade": 0.5}
	apart := 0.15 * math.Abs(c.Value)
	if c.Scale == "share" {
		on = func(x float64) float64 { return oddsLog(math.Min(0.999, math.Max(0.001, x/100))) }
		if apart = kinds[string(c.Kind)]; c.Place != "US" || slices.Contains([]string{"A19", "B08", "E05", "E06", "E10", "F19"}, c.ID) {
			apart = math.Hypot(apart, 0.2)
		}
	}
	sds := 2 * 1.96
	if c.Judged {
		sds = 4
	}
	band := (on(c.High) - on(c.Low)) / sds
	half := (on(values[0]) - on(values[1])) / 2
	people := (knownRun(1, 0, everyone, "people") + knownRun(2, 0, everyone, "people")) / 2
	luck := 2 * half * half * math.Min(1, 1000/people)
	distance := math.Abs(on(c.Value) - on((values[0]+values[1])/2))
	far, bare = distance/math.Sqrt(band*band+luck+apart*apart), distance/math.Sqrt(band*band+luck)
	switch {
	case far <= 2:
		return far, bare, "within 2"
	case far <= 3:
		return far, bare, "within 3"
	}
	return far, bare, "beyond 3"
}

// A hand-made report says in words what it holds.
func TestReportsSayWhatTheyHold(t *testing.T) {
	of := func(id string, judged bool, far float64, sets string) Compared {
		return Compared{Published: Published{ID: id, Group: "use", Quantity: "share of those who use AI, of all who were asked", Unit: "%", Value: 12.5, Low: 10, High: 15, Judged: judged, Year: 2024.5, Kind: evidence.OptIn, Place: "UK", Scale: evidence.Share, Family: "use by creatives"},
			With: "ai_use of " + id, Sets: sets, Date: "2024-07", Mean: 13.25, Low95: 12, High95: 14.5, Discrepancy: 0.4, Implausibility: far, Bare: 2 * far, Verdict: verdictOf(far)}
	}
	r := Report{Replicates: 7, Compared: []Compared{
		of("X1", false, 0.456, ""), of("X2", false, 2, ""), of("X3", false, 2.5, ""), of("X4", true, 0.1, "use.base"),
		of("X5", true, 3, ""), of("X6", true, 2.01, "use.base"), of("X7", true, 3.01, ""), of("X8", false, 8, ""), of("X9", false, 4, ""), of("X0", false, 9, ""),
	}, Families: []Family{{"use by creatives", 9, 2.5, WithinThree}, {"training", 1, 4, Beyond}}, Silent: []Silent{{Published{ID: "Y1", Quantity: "views"}, "not an output"}, {Published{ID: "Y2", Quantity: "pay"}, "an input"}}}
	r.Compared[0].Mean, r.Compared[0].Low95 = -1.5, math.NaN()
	r.Compared[9].Weak = true
	for _, want := range []string{"Of 9 figures", "3 lie within an implausibility of 2, 3 more within 3, and 3 beyond it", "of 2 families of figures 1 within 3",
		"was measured, 2, 0 and 7 do", "2 of the 9 were in view", "Not counted: 1 figure that rules nothing out"} {
		if !strings.Contains(r.Headline(), want) {
			t.Errorf("nothing says %q: %s", want, r.Headline())
		}
	}
	var text bytes.Buffer
	if err := r.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"family figures impl. verdict\nuse by creatives 9 2.50 within 3\n",
		"id figure month by published band simulated 95 % impl. bare verdict\n",
		"X1 share of those wh… 2024-07 opt-in+ 12.5 10 to 15 s −1.5 – 0.46 0.91 within 2\n",
		"X4* share of those wh… 2024-07 opt-in+ 12.5 10 to 15 j 13 12 to 14 0.10 0.20 within 2\n",
		"X0 share of those wh… 2024-07 opt-in+ 12.5 10 to 15 s 13 12 to 14 9.0 18 w\n",
		"Not calibrated: parameters are assumed or from the literature. Of 9 figures", "mean of 7 runs", "\nCompared with what\nX1   ai_use of X1\n", "X4   ai_use of X4 (* use.base)\n", "\nNot compared\nY1   views: not an output\nY2   pay: an input\n",
	} {
		if !strings.Contains(squeezed(text.String()), squeezed(want)) {
			t.Errorf("nothing says %q:\n%s", want, &text)
		}
	}
	over := r.Over([]int{4, 9, 4, 2})
	if line := over.Headline(); over.Sets != 3 || !strings.HasPrefix(line, "Over 3 parameter sets that known figures do not rule out. Of 9 figures") {
		t.Errorf("over sets: %s", line)
	}
	for i, c := range over.Compared {
		if want := c.Year < Told && !c.Weak; c.Fitted != want || c.InView() != (want || c.Sets != "") || r.Compared[i].Fitted || r.Over(nil).Compared[i].Fitted {
			t.Errorf("%s of %v is said to be fitted %v", c.ID, c.Year, c.Fitted)
		}
	}
	text.Reset()
	if err := r.WriteCSV(&text); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(text.String(), "\n")
	if lines[1] != "X1,use by creatives,use,\"share of those who use AI, of all who were asked\",%,12.5,10,15,source,opt-in,UK,2024.5,2024-07,-1.5,,14.5,7,0,false,0.4,0.456,0.912,within 2,false,ai_use of X1,,,0,0,0,0" {
		t.Error(lines[1])
	}
	if lines[11] != "Y1,,,views,,0,0,0,source,,,0,,,,,7,0,,,,,not compared,,,,not an output,,,," || len(lines) != 14 || strings.Count(lines[0], ",") != strings.Count(lines[11], ",") {
		t.Errorf("%d lines, the first of what is not compared is %s", len(lines), lines[11])
	}
}

// squeezed is a text with one blank where there are more: columns may move.
func squeezed(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	return strings.Join(lines, "\n")
}

// The table of patterns shows ends, means and verdicts as they are.
func TestTableOfPatternsSaysWhatItHolds(t *testing.T) {
	part := func(name string, low, high float64, values []float64, holds ...bool) PartResult {
		return PartResult{Part: Part{Name: name, Unit: "%", Low: low, High: high}, Values: values, Holds: holds}
	}
	results := []PatternResult{
		{Pattern: Pattern{ID: "P1", Name: "first", Doc: "How it is read."}, Holds: []bool{true, true, false}, Parts: []PartResult{
			part("one", 3, open, []float64{1236, 0.125, -2.5}, true, true, false), part("two", -100, -3, []float64{-4, -5, -6}, true, true, true)}},
		{Pattern: Pattern{ID: "P2", Name: "second"}, Holds: []bool{true, true, true}, Parts: []PartResult{
			part("three", 0, 0, []float64{0, 0, 0}, true, true, true), part("four", -0.5, 1.25, []float64{math.NaN(), 1, 1}, false, true, true), part("five", 0, open, []float64{math.Inf(1), 1, 1}, true, true, true)}},
	}
	results[0].Parts[0].Pooled = true
	var text bytes.Buffer
	if err := WritePatterns(&text, results, true); err != nil {
		t.Fatal(err)
	}
	want := `pattern, 3 seeds band mean lowest highest holds in
P1 first 2 of 3, too few
one, % (pooled) 3 or more 411 −2 1,236 2
two, % −3 or less −5 −6 −4 3
How it is read.
P2 second 3 of 3
three, % exactly 0 0 0 0 3
four, % −0.5 to 1.25 – – – 2
five, % 0 or more – – – 3
`
	got := strings.ReplaceAll(squeezed(text.String()), "\n\n", "\n")
	if !strings.HasPrefix(got, strings.Split(want, "How")[0]) || !strings.Contains(got, "How it is read.") || !strings.HasSuffix(strings.TrimSpace(got), strings.TrimSpace(want[strings.Index(want, "P2"):])) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	columns := strings.Split(text.String(), "\n")
	if at := strings.Index(columns[0], "band"); !strings.HasPrefix(columns[2][at:], "3 or more") || !strings.HasPrefix(columns[3][at:], "−3 or less") {
		t.Errorf("columns do not stand below each other:\n%s", &text)
	}
	text.Reset()
	if err := WritePatterns(&text, nil, true); err != nil || text.Len() > 0 {
		t.Errorf("of no pattern: %v, %q", err, &text)
	}
	if err := WritePatterns(&text, results[:1], false); err != nil || strings.Contains(text.String(), "How it is read") {
		t.Errorf("without docs: %v\n%s", err, &text)
	}
}

// smallWorld are creatives whose craft, output and use are given.
func smallWorld(state []uint8, craft, output []float32, uses []bool, depth []float32) *sim.World {
	w := &sim.World{}
	w.Creatives.State, w.Creatives.Craft, w.Creatives.Output, w.Creatives.Depth = state, craft, output, depth
	for _, u := range uses {
		flag := uint8(0)
		if u {
			flag = sim.Uses
		}
		w.Creatives.Flags = append(w.Creatives.Flags, flag)
	}
	return w
}

// By hand: of nine employees the quarters are two each; those who use AI save
// 1 - 1/output of a work.
func TestSavingsAreThoseOfTheQuartersOfCraft(t *testing.T) {
	e, f := uint8(sim.Employed), uint8(sim.Freelancing)
	w := smallWorld([]uint8{e, f, e, e, e, e, e, e, e, sim.Vacant, e},
		[]float32{0.9, 0.01, 0.2, 0.3, 0.4, 0.1, 0.5, 0.6, 0.7, 0, 0.8},
		[]float32{1.25, 9, 2, 4, 4, 4, 4, 4, 4, 9, 1},
		[]bool{true, true, true, true, true, true, true, true, true, true, true},
		[]float32{0.6, 0.5, 0.51, 0, 0, 0, 0, 0, 0, 0.9, 0.4})
	if novices, experts := savings(w); math.Abs(novices-(0.5+0.75)/2) > 1e-6 || math.Abs(experts-(0.2+0)/2) > 1e-6 {
		t.Errorf("novices save %v and experts %v, should be 0.625 and 0.1", novices, experts)
	}
	if deep := deepUsers(w); math.Abs(deep-2/10.0) > 1e-9 {
		t.Errorf("%v of users leave more than half to machines, should be 0.2", deep)
	}
	w.Creatives.Flags[5] = 0
	if novices, _ := savings(w); math.Abs(novices-0.5) > 1e-6 {
		t.Errorf("the only novice who uses AI saves %v", novices)
	}
}

// plan is a small one.
func insidePlan() ensemble.Plan {
	o := scenarios.Default().Options
	o.Population, o.Replicates, o.Months, o.Counterfactual = 200, 2, 60, true
	return ensemble.Plan{Scenario: scenarios.Default(), Options: o}
}

// lookInside plays a plan and is the table of what an insider counted.
func lookInside(ctx context.Context, p ensemble.Plan, report ensemble.Progress) (*table.Series, error) {
	x := newInsider(p.Options.Replicates)
	_, err := ensemble.PlayWatched(ctx, p, x.watch, report)
	return x.table(), err
}

func TestLookingInsideCountsBothWorlds(t *testing.T) {
	var done, total int64
	s, err := lookInside(context.Background(), insidePlan(), func(d, n int64) { done, total = d, n })
	if err != nil {
		t.Fatal(err)
	}
	if want := int64(2 * (sim.BurnInMonths + 2*60)); done != want || total != want {
		t.Errorf("%d of %d months were told, %d played", done, total, want)
	}
	if len(s.Rows) != 4 || len(s.Columns) != 6 {
		t.Fatalf("%d rows of %d columns", len(s.Rows), len(s.Columns))
	}
	for i, row := range s.Rows {
		if row.Replicate != strconv.Itoa(i/2+1) || row.Group != []string{"run", "frozen"}[i%2] || row.Month != 59 || row.By != Inside {
			t.Errorf("row %d is %+v", i, row)
		}
		deep, novices, experts, hires, posts := row.Values[0], row.Values[1], row.Values[2], row.Values[3], row.Values[4]
		if frozen := i%2 == 1; math.IsNaN(deep) != frozen || !frozen && !(deep >= 0 && deep < 1 && novices > experts && experts > 0) {
			t.Errorf("%s: %v of users deep, savings %v and %v", row.Group, deep, novices, experts)
		}
		if still := row.Values[5]; !(still >= 0 && still <= 1) {
			t.Errorf("%s: %v of layoffs by what stands still", row.Group, still)
		}
		if !(hires > 0 && hires <= 1 && posts > 0 && posts < 1) {
			t.Errorf("%s: %v junior hires and %v junior posts an opening", row.Group, hires, posts)
		}
	}
}

func TestLookingInsideStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	enough := errors.New("enough")
	calls := 0
	_, err := lookInside(ctx, insidePlan(), func(done, _ int64) {
		if calls++; done >= 5 {
			cancel(enough)
		}
	})
	if !errors.Is(err, enough) || calls > 20 {
		t.Errorf("after %d months: %v", calls, err)
	}
	p := insidePlan()
	p.Options.Without = []string{"fears"}
	if _, err := lookInside(context.Background(), p, nil); err == nil || !strings.Contains(err.Error(), "fears") {
		t.Errorf("without what is not there: %v", err)
	}
}

// Rows beyond the months, or of no single run, are not looked at.
func TestOnlyRowsOfSingleRunsCount(t *testing.T) {
	s := &table.Series{Columns: []string{"people"}, Rows: []table.Row{
		{Replicate: "1", Month: 0, By: table.All, Group: table.All, Values: []float64{3}}, {Replicate: "1", Month: 1, By: table.All, Group: table.All, Values: []float64{4}},
		{Replicate: "mean", Month: 0, By: table.All, Group: table.All, Values: []float64{99}}, {Replicate: "1", Month: -1, By: table.All, Group: table.All, Values: []float64{98}},
	}}
	h := history{readTwins(s, nil), "1"}
	for m, want := range map[int]float64{0: 3, 1: 4} {
		if got := h.value(everyone, "people", m, false); got != want {
			t.Errorf("month %d: %v", m, got)
		}
	}
	for _, m := range []int{-1, 2, 100} {
		if got := h.value(everyone, "people", m, false); !math.IsNaN(got) {
			t.Errorf("month %d: %v", m, got)
		}
	}
}

// Attitudes are watched from January 2024 to the end of the run, and not
// before.
func TestAttitudesAreWatchedFrom2024OnToTheEnd(t *testing.T) {
	for month, want := range map[int]float64{35: 0, 36: -40, 100: -40, 167: -40, 168: 0} {
		run := worldOf(1, 180, func(_, m int, _ group, column string) float64 {
			if column == "attitude" && m == month {
				return 0.9
			}
			return 0.5
		})
		if got := souring(alone(t, run, run)); !near(got, want) {
			t.Errorf("a high attitude in month %d alone falls by %v points, should be %v", month, got, want)
		}
	}
	last := worldOf(1, 180, func(_, m int, _ group, column string) float64 {
		if column == "attitude" && m == 179 {
			return 0.1
		}
		return 0.5
	})
	if got := souring(alone(t, last, last)); !near(got, -40) {
		t.Errorf("a fall in the last month is %v points", got)
	}
}

// Employment off its trend is seen in any occupation. The trend is that which the
// world was given, not the observed index.
func TestEveryOccupationIsHeldAgainstItsTrend(t *testing.T) {
	c := evidence.US()
	for _, k := range []int{0, 7, len(c.Occupations) - 1} {
		frozen := worldOf(1, 24, func(_, m int, g group, column string) float64 {
			i := c.Occupation(g.name)
			if i < 0 || m == 0 {
				return 1
			}
			x := 1.1 * c.Occupations[i].Index(m)
			if i == k && column != "trend_staff" {
				x *= 1.5
			}
			return x
		})
		if got := worstEmployment(2022, 2022)(readTwins(frozen, gapOf(t, frozen, frozen))); !near(got, 50) {
			t.Errorf("half as many again in %s show as %v %%", c.Occupations[k].Key, got)
		}
	}
}

// Playing patterns tells how far it is, to the end, and gives every pattern.
func TestPlayingPatternsTellsItsProgress(t *testing.T) {
	p := insidePlan()
	p.Options.Replicates = 1
	if _, err := PlayPatterns(context.Background(), p, nil); err == nil || !strings.Contains(err.Error(), "patterns need 180 months and the run has 60") {
		t.Errorf("60 months: %v", err)
	}
	p.Options.Months = PatternMonths
	var last, total int64
	results, err := PlayPatterns(context.Background(), p, func(done, all int64) {
		if done < last || all != total && total != 0 {
			t.Errorf("%d of %d months after %d of %d", done, all, last, total)
		}
		last, total = done, all
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := int64(sim.BurnInMonths + 2*180); last != want || total != want || len(results) != 15 {
		t.Errorf("%d of %d months told, %d played; %d patterns", last, total, want, len(results))
	}
}
