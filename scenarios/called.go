package scenarios

import (
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// What people call things who do not know their names. An option that is called so is
// told by its name wherever it was looked for: as a flag, as a key of a file, as a
// variable. What is chosen by a word (a preset, a policy, a group) is taken as if its
// name had been given, and everything that is written has the name.

// calledOptions are words for options by their names, in lower case with "_" for "-".
var calledOptions = map[string]string{
	"world":          "speed pace capability technology ai_world",
	"worlds":         "world speed pace capability",
	"exposure":       "exposure_index index",
	"population":     "agents creatives size people persons n sample_size pop",
	"months":         "horizon years duration length steps periods",
	"until":          "horizon end end_date end_year last_month last_year through",
	"seed":           "random_seed random_state rng",
	"replicates":     "runs repeats samples repetitions iterations replications simulations draws trials reps",
	"parameter_sets": "sets ensemble uncertainty",
	"workers":        "threads cores jobs cpus cpu parallel processes procs n_jobs nproc",
	"counterfactual": "no_twin twin no_frozen",
	"panel":          "microdata individuals",
	"focus":          "group only occupation domain field subset filter sector contract",
	"check":          "invariants",
	"policies":       "policies policy interventions intervention",
	"parameters":     "parameter param params override define",
	"without":        "exclude disable skip drop leave_out ablate",
	"out":            "output outdir out_dir output_dir folder dir directory save",
	"from":           "manifest repeat again reproduce",
	"quiet":          "silent no_progress",
	"format":         "formats figure_format filetype pdf svg png",
	"where":          "condition",
	"measure":        "measures outcome outcomes metric",
	"dpi":            "resolution",
	"against":        "reference baseline versus vs control compare_with base",
	"target_width":   "precision tolerance",
	"equal_cost":     "same_cost equal_budget same_budget",
	"creative":       "id person agent who",
	"replicate":      "run",
	"arm":            "policy scenario",
	"find":           "search look_for who_lost event",
	"year":           "when in",
	"occupation":     "job profession",
	"domain":         "field sector industry",
	"contract":       "status employment",
	"stage":          "career level seniority",
	"engine":         "cluster slurm",
	"slurm_args":     "sbatch sbatch_args partition",
	"shards":         "parts chunks",
	"detach":         "background submit",
	"dose":           "amount strength level",
	"start":          "begin from since",
	"end":            "until to stop",
	"compliance":     "take_up uptake coverage",
	"unit_cost":      "cost price",
}

// unaskable are what people ask for that no option gives, with what to do instead.
var unaskable = []struct{ words, why string }{
	{"country countries region state nation place", "the tables of one country come with the program, the United States; scenarios/evidence/COUNTRIES.md says how another is made"},
	{"gender sex race ethnicity age", "there are no demographic groups in the model"},
	{"confidence level_of_confidence alpha ci", "intervals of runs with one parameter set are of 95 %, those over sets from 5 to 95 % of them"},
}

// unasked says of a word why no option gives what it asks for, "" of other words.
func unasked(word string) string {
	for _, u := range unaskable {
		if slices.Contains(strings.Fields(u.words), spoken(word)) {
			return u.why
		}
	}
	return ""
}

// MeantFlag is the end of a sentence about a flag that a command does not have, given
// those that it has: what is asked for so, which flags are called so, or the nearest. It
// is "" where nothing is meant.
func MeantFlag(word, command string, flags []string) string {
	if command == "compare" && slices.Contains([]string{"policy", "policies", "arms", "scenarios"}, spoken(word)) {
		return "; policies are named without a flag, such as atelier compare laissez-faire skills-first"
	}
	var meant []string
	for _, o := range optionTable() {
		if o.IsCalled(word) && slices.Contains(flags, o.Flag) && !slices.Contains(meant, "--"+o.Flag) {
			meant = append(meant, "--"+o.Flag)
		}
	}
	near, ok := file.Nearest(word, flags)
	switch why := unasked(word); {
	case why != "":
		return "; " + why
	case len(meant) > 0:
		return "; did you mean " + finding.Or(meant) + "?"
	case ok:
		return "; did you mean --" + near + "?"
	}
	return ""
}

// calledChoices are words for what is chosen by a name.
var calledChoices = map[string]string{
	"laissez-faire":        "doing_nothing do_nothing nothing no_policy no_policies business_as_usual status_quo",
	"skills-first":         "skills training_first",
	"safety-net":           "safety_net",
	"supportive-ecosystem": "ecosystem",

	"expected": "normal medium usual",
	"frozen":   "without_ai no_ai",

	"basic_income":         "ubi artist_basic_income artists_basic_income universal_basic_income citizens_income",
	"ai_levy":              "ai_tax robot_tax levy",
	"augmentation_first":   "augmentation",
	"bias_audit":           "audit audits",
	"collective_agreement": "collective_bargaining union unions guild guilds",
	"employer_training":    "staff_training",
	"freelance_insurance":  "unemployment_insurance unemployment_benefit",
	"human_made":           "human_made_label label",
	"junior_quota":         "apprenticeship apprenticeships juniors_quota",
	"licensing":            "licences licenses licence license",
	"minimum_fees":         "minimum_wage minimum_fee minimum_rates fee_floor",
	"moratorium":           "ban ai_ban pause",
	"public_commissions":   "commissions public_funding grants",
	"rights":               "copyright",
	"small_firm_support":   "small_firms",
	"training_subsidy":     "training subsidy",
	"transparency":         "attribution disclosure",
	"work_sharing":         "short_time_work kurzarbeit",

	"visual_art":         "art arts fine_art visual_arts illustration",
	"design":             "designers",
	"music":              "musical",
	"film_video":         "film video films cinema movies tv",
	"writing_publishing": "writing publishing literature books",
	"advertising_pr":     "advertising marketing pr ads public_relations",

	"fine_artists_illustrators": "illustrators artists painters fine_artists illustrator",
	"special_effects_artists":   "animators animation vfx special_effects",
	"photographers":             "photography photographer",
	"graphic_designers":         "graphic_design graphic_designer",
	"interior_designers":        "interior_design",
	"set_designers":             "set_design exhibit_designers",
	"interface_designers":       "ux ui ux_designers ui_designers web_designers",
	"web_developers":            "web_development",
	"composers":                 "composer music_directors conductors",
	"musicians":                 "singers musician singer bands",
	"sound_engineers":           "sound audio_engineers sound_technicians",
	"producers_directors":       "producers directors film_directors filmmakers",
	"film_editors":              "video_editors",
	"writers":                   "authors novelists writer author",
	"editors":                   "editor",
	"technical_writers":         "technical_writing",
	"journalists":               "journalism reporters news journalist",
	"translators":               "interpreters translation translator interpreter",
	"pr_specialists":            "public_relations_specialists",
	"art_directors":             "art_director creative_directors",

	"lost-income":      "lost_pay earned_less income_lost",
	"gained-income":    "gained earned_more gained_pay",
	"lost-job":         "laid_off fired lost_jobs unemployed",
	"found-job":        "hired got_job",
	"lost-work":        "lost_orders lost_clients displaced",
	"became-freelance": "became_freelancer went_freelance freelance",
	"retrained":        "retraining",
	"began-ai":         "started_ai began_to_use_ai adopted",
	"gave-up-ai":       "stopped_ai",
	"left":             "gave_up quit exit left_creative_work",

	"employed":    "employees employee staff",
	"freelancing": "freelancers freelancer freelance self_employed",
	"unemployed":  "jobless without_a_job",
	"junior":      "juniors beginners entry_level young",
	"mid":         "mid_career middle",
	"senior":      "seniors experienced",
}

// spoken is a word as the lists above have it.
func spoken(word string) string {
	return strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(strings.TrimSpace(word)))
}

// Called is which of some names a word stands for that is none of them: in other case or
// with other strokes, or what people call it. It is "" for none.
func Called(word string, names []string) string {
	word = spoken(word)
	for _, name := range names {
		if word == spoken(name) || slices.Contains(strings.Fields(calledChoices[name]), word) {
			return name
		}
	}
	return ""
}
