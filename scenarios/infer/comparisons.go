package infer

import (
	"slices"

	"github.com/atelier-sim/atelier/scenarios/evidence"
)

// comparison says what of a run stands beside a target.
type comparison struct {
	id   string // of the target
	with string // what is compared, beside the target's own words
	// sets names what of the model was set with the figure in view: nearness
	// is then no evidence of fit. Empty where nothing was.
	sets   string
	months int // averaged over, from the target's date on; 0 is one month
	// worded: the figure was asked in words that mean something else than what is
	// compared, so that it may be off as one of another country may.
	worded bool
	of     quantity
}

// comparisons are the targets that the model can speak to, in their order. Each says
// what was asked of whom: who has ever used AI where a survey asks whether one has, the
// share of people beyond a threshold where it counts who agree, the occupations that it
// asked. What asks people of all occupations is silent.
var comparisons = []comparison{
	{id: "A02", with: "org_any_ai_10plus of other industries, grown in log odds from the EU's 2021 (A01)", of: grown("A01", "all", tenPlus)},
	{id: "A03", with: "as A02", of: grown("A01", "all", tenPlus)},
	{id: "A06", with: "org_any_ai_10plus of film and sound, publishing and information by firms, grown in log odds from the EU's 2021 (A05)", of: grown("A05", "J", tenPlus)},
	{id: "A07", with: "as A06", of: grown("A05", "J", tenPlus)},
	{id: "A13", with: "odds of any AI, 50-249 over 10-49 staff, all sectors that employ creatives", sets: "organisations.size_large", of: odds("50-249")},
	{id: "A19", with: "org_any_ai of performing arts and artists, of every size; the survey asks of the last two weeks, the start of ever", worded: true,
		of: percent(group{"sector", "performing_arts"}, "org_any_ai")},
	{id: "A26", with: "org_any_ai_10plus of design, advertising and other professional services by firms, grown in log odds from the EU's 2021 (A25)", of: grown("A25", "M", tenPlus)},
	{id: "A27", with: "as A26", of: grown("A25", "M", tenPlus)},
	{id: "A28", with: "odds of any AI, 250+ over 10-49 staff, all sectors that employ creatives", sets: "organisations.size_large", of: odds("250+")},
	{id: "A29", with: "org_any_ai of other industries, of every size, grown in log odds from the same survey half a year before (A14)", of: grown("A14", "all", "org_any_ai")},
	{id: "B01", with: "ever_used of writers and authors", sets: "reserve of the occupation", of: percent(occupation("writers"), "ever_used")},
	{id: "B02", with: "ever_used of fine artists and illustrators", sets: "reserve of the occupation", of: percent(occupation("fine_artists_illustrators"), "ever_used")},
	{id: "B03", with: "ever_used of interpreters and translators", sets: "reserve of the occupation", of: percent(occupation("translators"), "ever_used")},
	{id: "B04", with: "ever_used of music directors and composers", sets: "reserve of the occupation", of: percent(occupation("composers"), "ever_used")},
	{id: "B05", with: "ever_used of all creatives; the vendor asked those whom its tools reach", of: percent(everyone, "ever_used")},
	{id: "B08", with: "ever_used of journalists and public relations specialists by people; the survey asks of one tool", worded: true, sets: "reserve of the occupation",
		of: percentOf("ever_used", occupation("journalists"), occupation("pr_specialists"))},
	{id: "C03", with: "trained_share of all creatives", of: percent(everyone, "trained_share")},
	{id: "E04", with: "fear_high in music", of: percent(domain("music"), "fear_high")},
	{id: "E05", with: "fear_high of writers and authors, for the share who expect lower income", worded: true, of: percent(occupation("writers"), "fear_high")},
	{id: "E06", with: "fear_high of translators and illustrators by people, for the share who expect lower income", worded: true,
		of: percentOf("fear_high", occupation("translators"), occupation("fine_artists_illustrators"))},
	{id: "E08", with: "fear_high in music", of: percent(domain("music"), "fear_high")},
	{id: "E09", with: "risks_outweigh_share in music", of: percent(domain("music"), "risks_outweigh_share")},
	{id: "E10", with: "bad_for_field_share of all creatives, for that of game professionals", worded: true, sets: "attitude.ai_supply", of: percent(everyone, "bad_for_field_share")},
	{id: "F09", with: "orders of the most exposed third of occupations against no AI, beside those of the least exposed third",
		of: gap(func(h history) []group { return h.mostExposed })},
	{id: "F10", with: "orders of illustrators, animators and graphic designers against no AI, beside those of the least exposed third",
		of: gap(func(history) []group {
			return []group{occupation("fine_artists_illustrators"), occupation("special_effects_artists"), occupation("graphic_designers")}
		})},
	{id: "F13", with: "lost_work_share of fine artists and illustrators", sets: "clients.own", of: percent(occupation("fine_artists_illustrators"), "lost_work_share")},
	{id: "F19", with: "separations over employees, every cause, of all creatives, mean of the year; the survey counts all staff of one sector", worded: true, months: 12, of: percentRatio("separations", "employed")},
	{id: "F20", with: "freelancers among people at work, mean of the year", sets: "the population at the start", months: 12, of: percentRatio("freelancing", "freelancing", "employed")},
	{id: "G06", with: "more works a month per user in visual art, mean of the year; the study is of users of one platform", months: 12, of: percentMore(domain("visual_art"))},
}

// A family is figures that say much the same of the world. Each has one vote, however
// many figures it has.
var families = []struct {
	name   string
	groups []string // of targets
}{
	{"adoption by organisations", []string{"firm adoption", "size gap"}},
	{"use by creatives", []string{"worker use", "encouragement", "gender"}},
	{"training", []string{"training"}},
	{"minds", []string{"trust", "fear"}},
	{"freelance work", []string{"freelance", "lost work", "structure"}},
	{"employment", []string{"employment", "flows", "displacement"}},
	{"works and prices", []string{"productivity", "diversity", "market"}},
}

// familyOf is the family of a target.
func familyOf(t evidence.Target) string {
	for _, f := range families {
		if slices.Contains(f.groups, t.Group) {
			return f.name
		}
	}
	return t.Group
}

// FamilyNames are the families in their order.
func FamilyNames() []string {
	var names []string
	for _, f := range families {
		names = append(names, f.name)
	}
	return names
}
