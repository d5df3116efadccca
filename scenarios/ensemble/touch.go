package ensemble

import (
	"encoding/binary"
	"slices"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/sim"
)

// untouched are parameters that no month before history asks for, by mechanism: they
// speak of AI, of law, of trends and markets that stand still in the burn-in, or of
// how things are measured. Those of technology are among them all. What is not
// listed is taken to matter, so a new parameter costs time and never a wrong bit; a
// test plays burn-ins with all of these moved.
const untouched = `
attitude: ai_supply bad
clients: attention complement cost_ratio demand disclosure elasticity_household elasticity_large fit flood imitation innovation legal own stakes
craft: erosion
employees: insured_search junior_depth junior_loss layoff release skill trend_layoff wage_gap
fear: automated delay_months entry flood habituation inertia leave news peers_loss quality reference safety_net skill visibility voice
feedback: fear gain harm harm_gain legal start
freelancers: entry excess leakage lost_memory pass_through
liability: cost fear firm legal start worker
markets: ai_cost automated elasticity_advertising elasticity_design elasticity_film_video elasticity_music elasticity_visual_art elasticity_writing likeness pass_through quality share_rate substitution
measure: high
organisations: absorptive ai_price check chi closing closing_size depth_rate encourage_base encourage_lead encourage_use fixed_cost gain integrate j_curve j_curve_months kappa legal pilot_failure retreat sector_share
pay: pass_through premium_loss skill_pay wage_curve
production: error_loss idea_share output_share quality_gain saving
training: base cost course_gain decay enrol fear fear_squared fee_usd provision repeat retrain_mobility retrain_months subsidy use_ceiling use_gain
trust: failure_ratio good_faith visible_high visible_low
use: attitude autonomy base cost depth_rate depth_scale encouraged fear firm_depth peers privacy quality reconsider rights skill stage threshold tool_usd trust
`

// untouchedPaths lists them by path.
var untouchedPaths = sync.OnceValue(func() []string {
	var list []string
	for _, line := range strings.Split(strings.TrimSpace(untouched), "\n") {
		mechanism, names, _ := strings.Cut(line, ": ")
		for _, name := range strings.Fields(names) {
			list = append(list, mechanism+"."+name)
		}
	}
	return list
})

// TouchesBurnIn tells whether the months before history depend on a parameter.
func TouchesBurnIn(q sim.Parameter) bool {
	return q.Mechanism != "technology" && !slices.Contains(untouchedPaths(), q.Path)
}

// withoutAI are those of them that history asks for even where nobody has AI, or its
// measures do.
var withoutAI = strings.Fields(`attitude.bad clients.elasticity_household clients.elasticity_large employees.trend_layoff
	freelancers.entry freelancers.excess measure.high organisations.closing organisations.closing_size pay.wage_curve trust.failure_ratio`)

// touchesTwin tells whether the frozen twin depends on a parameter, given its trend and
// without policies.
func touchesTwin(q sim.Parameter) bool {
	return TouchesBurnIn(q) || q.Mechanism == "technology" || slices.Contains(withoutAI, q.Path)
}

// The places of parameters that have no part in the burn-in, and in a twin.
var (
	noBurnIn = sync.OnceValue(func() []int { return places(TouchesBurnIn) })
	noTwin   = sync.OnceValue(func() []int { return places(touchesTwin) })
)

// places are those of parameters that do not touch something.
func places(touches func(sim.Parameter) bool) []int {
	var list []int
	for i, q := range sim.Parameters() {
		if !touches(q) {
			list = append(list, i)
		}
	}
	return list
}

// words are the parameters of a world as numbers side by side, in the order of
// sim.Parameters, but for those at some places.
func words(p sim.Params, but []int) []byte {
	list, err := binary.Append(nil, binary.LittleEndian, p)
	if err != nil {
		panic(err) // parameters are numbers
	}
	for _, i := range but {
		clear(list[8*i : 8*i+8])
	}
	return list
}
