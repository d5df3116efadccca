package scenarios

import (
	"slices"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// Options say how a scenario is played, not what it asks. What each may be
// stands in the table of options below.
type Options struct {
	Population     int    // creatives simulated
	Months         int    // months from January 2021
	Seed           uint64 // first seed; replicates use seeds derived from it
	Replicates     int    // runs with different luck
	Workers        int    // processor cores used; 0 = all; never changes a result
	Counterfactual bool   // play the paired world without AI on the same seeds too
	Full           bool   // series of every replicate for every group, not only for all
	Panel          int    // creatives followed through every month of the first replicate; 0 for none
	Check          bool   // check every invariant after every month
	Parameters     string // one of ParameterChoices; "" is central
	Focus          string // the key of the group that is told of instead of all creatives; "" for all
	// Without lists the mechanisms left out, by the names of sim.Schedule.
	Without []string
}

// Whose parameters replicates play: the sets that known figures do not rule out, one after
// another; or those of the model, which are in the middle of what is known.
const (
	Ensemble = "ensemble"
	Central  = "central"
)

// ParameterChoices are these.
var ParameterChoices = []string{Ensemble, Central}

// OfSets tells whether replicates play sets of parameters.
func (o *Options) OfSets() bool { return o.Parameters == Ensemble }

// Run is what is asked of a command: a scenario with every layer applied, and
// how the command behaves.
type Run struct {
	Scenario *Scenario
	Out      string   // folder, "" for the default
	Cache    string   // folder of burnt-in worlds, "" for that of the user, NoCache for none
	From     string   // a manifest or its folder, to be played again; "" for none
	Replay   string   // of verify: how much is played again, "" for nothing
	JSON     bool     // print the result as JSON and nothing else
	Quiet    bool     // no progress bar, no words
	Clear    bool     // of cache: delete what is kept
	DryRun   bool     // tell what it would take, and play nothing
	Force    bool     // play even if it seems that memory or disk does not hold it
	Every    float64  // minutes from one checkpoint to the next, 0 for none
	Formats  []string // files of each figure
	Files    string   // which files a folder gets: one of FileChoices
	CSV      bool     // print the result as comma-separated values
	Where    string   // the condition of which a sweep is asked where it holds
	Measures string   // of a sweep: the measures that are asked for, "" for all
	Width    string   // of figures in print, with its unit, "" for the screen
	DPI      int      // of PNG in print, 0 for the usual
	Print    string   // of report: what of the page is printed, one of PrintChoices
	Patterns bool     // of validate: patterns instead of figures
	Ablation bool     // of validate: what interactions are worth
	Signs    bool     // of validate: what signs rest on
	Priors   bool     // of validate: what figures may be over all parameters
	Levers   bool     // of validate: how far each policy reaches, instead of figures
	Converge bool     // of validate: what worlds of several sizes say
	Predict  bool     // of validate: what figures will be that nobody has looked at
	Rounds   int      // of bench: times that the whole is repeated
	Peers    bool     // of bench: the small model that other frameworks can play, instead of worlds
	Addr     string   // of serve: where it listens, host:port
	Open     bool     // of serve: open the page in a browser
	LAN      bool     // of serve: let the machines of the network in
	Lessons  string   // of serve: a folder of lessons, "" for those of the program

	Engine    string // of sweep: one of Engines
	Shards    int    // of sweep: into how many it is cut, 0 for as many as its length asks for
	Shard     string // of a worker: which it plays, "3/12"
	SlurmArgs string // of sweep: more options for sbatch
	Detach    bool   // of sweep: submit and do not wait

	Contest Contest // of compare: what is asked of it besides its arms
	Against string  // of compare and explain: the name of the reference
	Life    Life    // of explain: whose life is told

	given   func(key string) bool
	command string
}

// Life is whose life is to be told: in which replicate, and in a comparison
// under which policy in which world, "" for the usual ones.
type Life struct {
	Creative, Replicate int
	Arm, World          string
	// Find is what has to befall a creative who is looked for, one of Finds, "" where one is
	// named; Year is when, 0 for ever; Of are the keys of groups that they are in, "" for any.
	Find                                string
	Year                                int
	Domain, Occupation, Contract, Stage string
}

// Finds are what may befall a creative who is looked for.
var Finds = []string{"lost-income", "gained-income", "lost-job", "found-job", "lost-work", "became-freelance", "retrained", "began-ai", "gave-up-ai", "left"}

// NoCache is the folder of caches in which nothing is kept.
const NoCache = "none"

// mostMonths is how long a run may be.
const mostMonths = 600

// Engines are what plays a sweep: this machine, or a cluster.
var Engines = []string{"local", "slurm"}

// formats are the kinds of files that figures are drawn into. The first two are
// always drawn; PDF embeds its fonts and is drawn on request.
var formats = []string{"svg", "png", "pdf"}

// Formats are the kinds of files that figures can be drawn into.
func Formats() []string { return slices.Clone(formats) }

// What a folder gets: everything; no figures, report or workbook; nothing but the
// numbers that were played and what they were played from. What is left out can be
// drawn later.
const (
	FilesAll    = "all"
	FilesTables = "tables"
	FilesNone   = "none"
)

// FileChoices are these, the most first.
var FileChoices = []string{FilesAll, FilesTables, FilesNone}

// What of a report is printed: what answers the question, on a few pages; or all of
// it, the appendix with every table.
const (
	PrintBrief = "brief"
	PrintAll   = "all"
)

// PrintChoices are these, the least first.
var PrintChoices = []string{PrintBrief, PrintAll}

// optionTable holds everything that is known of each option, in the order of
// files and digests: where it may be said, what it may be and is unless said,
// command by command, what it means, where it is kept, and what it counts for.
// Files, variables, flags, help, schema, digests, manifests and the commands that
// repeat a run follow.
var optionTable = sync.OnceValue(func() []Option {
	all := slices.Concat(labels(), scenarioOptions(), commandOptions(), comparisonOptions(), lifeOptions(), clusterOptions())
	for i := range all {
		all[i].finish()
	}
	return all
})

// played are the commands that play a scenario.
const played = "run compare validate bench sweep"

// labels are what a scenario is called.
func labels() []Option {
	return []Option{
		{Key: file.Key{Name: "name", Kind: file.Word, Longest: 64, Required: true, Doc: "Short name, used for folders and in commands."},
			stands: labelled, at: func(r *Run) any { return &r.Scenario.Name }},
		{Key: file.Key{Name: "title", Kind: file.Text, Longest: 120, Doc: "A few words, sentence case."},
			stands: labelled, at: func(r *Run) any { return &r.Scenario.Title }},
		{Key: file.Key{Name: "question", Kind: file.Text, Longest: 400, Doc: "What the scenario asks, in one sentence."},
			stands: labelled, at: func(r *Run) any { return &r.Scenario.Question }},
		{Key: file.Key{Name: "description", Kind: file.Text, Longest: 4000, Lines: true, Doc: "What it assumes, for whoever reads the result."},
			stands: labelled, at: func(r *Run) any { return &r.Scenario.Description }},
	}
}

// scenarioOptions are the scenario and how it is played.
func scenarioOptions() []Option {
	return []Option{
		{Key: file.Key{Name: "world", Kind: file.Choice, Choices: sim.Worlds, Called: Called, Doc: "How fast generative AI becomes capable; frozen: it stays as in 2021."},
			Value: "NAME", stands: asked, acts: ofWorlds, counts: decides, usual: in("run validate bench sweep serve", "expected"), at: func(r *Run) any { return &r.Scenario.World }},
		{Key: file.Key{Name: "exposure", Kind: file.Choice, Choices: Exposures, Doc: "Whose index says how exposed an occupation is."},
			Value: "NAME", stands: asked, acts: ofWorlds, counts: decides, usual: in(played+" serve", "consensus"), at: func(r *Run) any { return &r.Scenario.Exposure }},
		{Key: file.Key{Name: "population", Kind: file.Whole, Low: 200, High: 50_000_000, Doc: "Creatives simulated."},
			Value: "N", stands: below, counts: decides, common: true, at: func(r *Run) any { return &r.Scenario.Options.Population },
			usual: by{"run": 10_000, "compare": 5_000, "validate": 10_000, patterns: 5_000, ablation: 10_000, signs: 2_000, levers: 5_000, ranges: 2_000, sizes: 50_000, predicted: 10_000, "sweep": 2_000, "calibrate": 2_000, "serve": 2_000, "bench": told("10,000, 100,000 and 1,000,000")}},
		{Key: file.Key{Name: "months", Kind: file.Whole, Low: 1, High: mostMonths, Doc: "Months played from January 2021."},
			Value: "N", stands: below, counts: decides, common: true, at: func(r *Run) any { return &r.Scenario.Options.Months },
			usual: by{"run": 180, "compare": 180, "validate": 180, "sweep": 180, "serve": 180, "bench": told("180, and 60 of large worlds")}},
		{Key: file.Key{Name: "until", Kind: file.Month, Latest: mostMonths - 1, Last: true, Doc: "Last month played, such as 2030-06; a year is its December. Another way to say months."}, Value: "MONTH",
			stands: below, usual: in("run compare validate sweep bench serve", nil), says: in("run compare validate sweep bench serve", "last month played, such as 2030 or 2030-06; another way to say --months"),
			instead: "months", in: func(value any) any { return int64(value.(int)) + 1 }},
		{Key: file.Key{Name: "seed", Kind: file.Whole, High: 1<<53 - 1, Doc: "First seed; the same seed gives the same bytes."},
			Value: "N", stands: below, counts: decides, common: true, usual: in(played+" calibrate serve", 1), at: func(r *Run) any { return &r.Scenario.Options.Seed }},
		{Key: file.Key{Name: "replicates", Kind: file.Whole, Low: 1, High: 1000, Doc: "Runs with different luck."},
			Value: "N", stands: below, counts: decides, common: true, at: func(r *Run) any { return &r.Scenario.Options.Replicates },
			usual: by{"run": 27, "compare": 27, "validate": 27, patterns: 27, ablation: 16, signs: 4, levers: 4, ranges: 200, sizes: 20, predicted: 80, "sweep": 4, "serve": 8}},
		{Key: file.Key{Name: "parameter_sets", Kind: file.Choice, Choices: ParameterChoices, Doc: "Parameters that are played: of an ensemble of sets that known figures do not rule out, one set after another, or the model's central ones."}, Flag: "parameters",
			Value: "WHICH", stands: below, counts: decides, common: true, elsewhere: Central, usual: by{"run": Ensemble, "compare": Ensemble, "sweep": Ensemble, "serve": Ensemble, "validate": Ensemble, patterns: Ensemble, ablation: Central, signs: Central, levers: Central, ranges: Central, sizes: Central, predicted: Ensemble}, at: func(r *Run) any { return &r.Scenario.Options.Parameters }},
		{Key: file.Key{Name: "workers", Kind: file.Whole, High: 1024, Doc: "Processor cores used, 0 for all, at most those there are; never changes a result."},
			Value: "N", stands: apart, acts: replayed, usual: in(played+" calibrate worker verify", told("all")), at: func(r *Run) any { return &r.Scenario.Options.Workers }},
		{Key: file.Key{Name: "counterfactual", Kind: file.Truth, Doc: "Play the world without AI on the same seeds too."}, Negates: true,
			stands: below, counts: decides, usual: in("run", true), says: by{"run": "leave the paired world without AI out"},
			at: func(r *Run) any { return &r.Scenario.Options.Counterfactual }},
		{Key: file.Key{Name: "full", Kind: file.Truth, Doc: "Write every group of every replicate."},
			stands: below, counts: decides, usual: in("run", false), at: func(r *Run) any { return &r.Scenario.Options.Full }},
		{Key: file.Key{Name: "panel", Kind: file.Whole, High: MostPanelRows, Doc: "Creatives followed month by month into panel.parquet, in the first replicate, with and without AI."}, spare: true,
			Value: "N", stands: below, counts: decides, usual: in("run", 0), at: func(r *Run) any { return &r.Scenario.Options.Panel }},
		{Key: file.Key{Name: "focus", Kind: file.Choice, Choices: focusChoices(), Noun: "group of creatives", Called: calledGroup, Doc: "The group of creatives that is told of instead of all: a domain, an occupation, employed or freelancing."}, spare: true, only: true, common: true,
			Value: "GROUP", stands: below, counts: decides, usual: in("run compare", nil), says: in("run compare", "tell of one group alone: a domain or an occupation, such as music or translators, or freelancers or employees"), at: func(r *Run) any { return &r.Scenario.Options.Focus }},
		{Key: file.Key{Name: "check", Kind: file.Truth, Doc: "Check every invariant after every month; slower."},
			stands: apart, counts: kept, usual: in("run compare sweep", false), at: func(r *Run) any { return &r.Scenario.Options.Check }},
		{Key: policyKeys(), Flag: "policy", Value: "NAME[=DOSE,...]", stands: asked, counts: decides, usual: in("run serve", nil),
			says: in("run serve", "put a policy in force; see atelier policies"), at: func(r *Run) any { return &r.Scenario.Policies }},
		{Key: parameterKeys(), Flag: "set", Value: "PATH=VALUE", stands: asked, acts: ofWorlds, usual: in(played+" serve", nil),
			says: in(played+" serve", "set a parameter; see atelier parameters"), at: func(r *Run) any { return &r.Scenario.Parameters }},
		{Key: file.Key{Name: "without", Kind: file.Names, Choices: mechanisms(), Doc: "Mechanisms left out."}, ordered: true,
			Value: "MECHANISM", stands: asked, acts: ofWorlds, counts: decides, usual: in(played+" serve", nil), says: in(played+" serve", "leave a mechanism out"), at: func(r *Run) any { return &r.Scenario.Options.Without }},
	}
}

// commandOptions are how a command behaves.
func commandOptions() []Option {
	return []Option{
		{Key: file.Key{Name: "out", Kind: file.Text, Longest: 4096, Doc: "Folder for the result."},
			Value: "DIR", stands: usually, usual: by{"run": told("atelier-runs/NAME-DIGEST"), "compare": told("atelier-runs/comparison-DIGEST"), "sweep": told("atelier-runs/NAME-DIGEST"), "calibrate": told("atelier-runs/NAME-DIGEST")},
			at: func(r *Run) any { return &r.Out }},
		{Key: file.Key{Name: "out", Kind: file.Text, Longest: 4096, Doc: "Folder to draw into."},
			Value: "DIR", stands: flagged, acts: folderDrawn, usual: by{"report": told("the run folder itself"), "sensitivity": told("DIR/figures")}, at: func(r *Run) any { return &r.Out }},
		{Key: file.Key{Name: "out", Kind: file.Text, Longest: 4096, Doc: "New folder for the figure and the tables; with --patterns and --predictions for their tables."},
			Value: "DIR", stands: flagged, usual: by{"validate": told("none: nothing is written")}, at: func(r *Run) any { return &r.Out }},
		{Key: file.Key{Name: "out", Kind: file.Text, Longest: 4096, Required: true, Doc: "New folder for the page."},
			Value: "DIR", stands: flagged, usual: in("site", nil), at: func(r *Run) any { return &r.Out }},
		{Key: file.Key{Name: "from", Kind: file.Text, Longest: 4096, Doc: "Play again what the manifest in this folder, or this manifest.json, records; other options given win over it."},
			Value: "DIR", stands: flagged, usual: in("run compare", nil), at: func(r *Run) any { return &r.From }},
		{Key: file.Key{Name: "cache", Kind: file.Text, Longest: 4096, Doc: "Folder that keeps burnt-in populations for later, none to keep none; never changes a result."},
			Value: "DIR", stands: usually, usual: in("run compare serve cache", told("atelier in the user's folder of caches")), says: by{"cache": "the folder"}, at: func(r *Run) any { return &r.Cache }},
		{Key: file.Key{Name: "clear", Kind: file.Truth, Doc: "Delete what is kept."},
			stands: flagged, acts: cleared, usual: in("cache", false), at: func(r *Run) any { return &r.Clear }},
		{Key: file.Key{Name: "replay", Kind: file.Text, Longest: 16, Doc: "Play N replicates, of a sweep runs, or all of them again and compare."},
			Value: "N", bare: "1", stands: flagged, usual: in("verify", nil), at: func(r *Run) any { return &r.Replay }},
		{Key: file.Key{Name: "json", Kind: file.Truth, Doc: "Print the result as JSON and nothing else."},
			stands: usually, usual: in(played+" worker collect sensitivity explain verify", false), at: func(r *Run) any { return &r.JSON },
			says: by{"verify": "print what was found as JSON and nothing else", "run": "print summary.json and nothing else", "compare": "print comparison.json and nothing else", "explain": "print the events as an array and nothing else", "sweep": "print what came of it as JSON and nothing else"}},
		{Key: file.Key{Name: "quiet", Kind: file.Truth, Doc: "No progress bar and no words."},
			stands: usually, usual: in("run compare validate sweep calibrate worker collect verify", false), at: func(r *Run) any { return &r.Quiet }},
		{Key: file.Key{Name: "dry_run", Kind: file.Truth, Doc: "Tell about how long it would take, how much memory and disk, and play nothing."},
			stands: flagged, usual: in("run compare", false), at: func(r *Run) any { return &r.DryRun }},
		{Key: file.Key{Name: "force", Kind: file.Truth, Doc: "Play even if it seems that memory or disk does not hold it."},
			stands: flagged, usual: in("run compare", false), at: func(r *Run) any { return &r.Force }},
		{Key: file.Key{Name: "checkpoint", Kind: file.Number, Low: 0.001, High: 10_080, Unit: "minutes", Doc: "Leave a checkpoint in the folder this often, from which the same command goes on when it was killed; never changes a result."},
			Value: "MINUTES", stands: usually, acts: resumable, usual: in("run compare", nil), at: func(r *Run) any { return &r.Every }},
		{Key: file.Key{Name: "format", Kind: file.Names, Choices: formats, Doc: "Kinds of figure files; svg and png are always drawn."}, ordered: true, always: formats[:2],
			Value: "KINDS", stands: usually, acts: drawn, usual: in("run compare report sensitivity validate", formats[:2]), at: func(r *Run) any { return &r.Formats }},
		{Key: file.Key{Name: "files", Kind: file.Choice, Choices: FileChoices, Doc: "What the folder gets: all; tables, without figures, report and workbook; none but what was played. atelier report draws the rest."},
			Value: "WHAT", stands: usually, usual: in("run compare", FilesAll), at: func(r *Run) any { return &r.Files }},
		{Key: file.Key{Name: "csv", Kind: file.Truth, Doc: "As comma-separated values."},
			stands: flagged, usual: in("validate sensitivity", false), at: func(r *Run) any { return &r.CSV }},
		{Key: file.Key{Name: "where", Kind: file.Text, Longest: 200, Doc: "A measure, < or >, and a number: where it holds."},
			Value: "CONDITION", stands: flagged, usual: in("sensitivity", told("none: factors are ranked")), at: func(r *Run) any { return &r.Where }},
		{Key: file.Key{Name: "measure", Kind: file.Text, Longest: 4096, Doc: "Measures that the sweep keeps, with commas between them."},
			Value: "NAMES", stands: flagged, usual: in("sensitivity", told("all")), at: func(r *Run) any { return &r.Measures }},
		{Key: file.Key{Name: "width", Kind: file.Text, Longest: 20, Doc: "Width of figures in print, in mm, cm, in or px."},
			Value: "WIDTH", stands: flagged, acts: drawn, usual: in("report sensitivity validate", told("that of a screen")), at: func(r *Run) any { return &r.Width }},
		{Key: file.Key{Name: "dpi", Kind: file.Whole, Low: 72, High: 1200, Doc: "Pixels an inch of PNG in print, with --width."},
			Value: "N", stands: flagged, acts: drawn, usual: in("report sensitivity validate", told("300")), at: func(r *Run) any { return &r.DPI }},
		{Key: file.Key{Name: "print", Kind: file.Choice, Choices: PrintChoices, Doc: "What a browser prints of the page: the brief, or all with the appendix, of report-all.html."},
			Value: "WHAT", stands: flagged, usual: in("report", PrintBrief), at: func(r *Run) any { return &r.Print }},
		{Key: file.Key{Name: "patterns", Kind: file.Truth, Doc: "The patterns instead of the figures, as text; 5,000 creatives unless said otherwise."},
			stands: flagged, usual: in("validate", false), at: func(r *Run) any { return &r.Patterns }},
		{Key: file.Key{Name: "ablation", Kind: file.Truth, Doc: "What interactions are worth, taken out one by one; 16 runs unless said otherwise."},
			stands: flagged, usual: in("validate", false), at: func(r *Run) any { return &r.Ablation }},
		{Key: file.Key{Name: "signs", Kind: file.Truth, Doc: "Which assumed numbers flip or halve an effect; 4 runs of 2,000 creatives unless said otherwise."},
			stands: flagged, usual: in("validate", false), at: func(r *Run) any { return &r.Signs }},
		{Key: file.Key{Name: "priors", Kind: file.Truth, Doc: "What the model may say of each figure over sets of parameters, as comma-separated values; 200 sets of 2,000 creatives unless said otherwise."},
			stands: flagged, usual: in("validate", false), at: func(r *Run) any { return &r.Priors }},
		{Key: file.Key{Name: "levers", Kind: file.Truth, Doc: "How far each policy reaches instead of the figures, as text; 4 runs of 5,000 creatives unless said otherwise."},
			stands: flagged, usual: in("validate", false), at: func(r *Run) any { return &r.Levers }},
		{Key: file.Key{Name: "convergence", Kind: file.Truth, Doc: "What worlds of 1,000 creatives and more, up to --population, say of the same, and how far luck moves one run; 20 runs of each unless said otherwise."},
			stands: flagged, usual: in("validate", false), at: func(r *Run) any { return &r.Converge }},
		{Key: file.Key{Name: "predictions", Kind: file.Truth, Doc: "What figures of 2025 and 2026 may be that nobody has looked at, over sets of parameters; 80 runs unless said otherwise."},
			stands: flagged, usual: in("validate", false), at: func(r *Run) any { return &r.Predict }},
		{Key: file.Key{Name: "rounds", Kind: file.Whole, Low: 1, High: 100, Doc: "Times the whole is repeated; the fastest counts."},
			Value: "N", stands: flagged, usual: in("bench", 3), at: func(r *Run) any { return &r.Rounds }},
		{Key: file.Key{Name: "peers", Kind: file.Truth, Doc: "Time instead the small model of trust and adoption that other frameworks can play too, of 10,000 and 1,000,000 agents unless said otherwise."},
			stands: flagged, usual: in("bench", false), at: func(r *Run) any { return &r.Peers }},
		{Key: file.Key{Name: "addr", Kind: file.Text, Longest: 300, Doc: "Host and port to listen at; port 0 is any that is free."},
			Value: "ADDR", stands: flagged, usual: in("serve", "127.0.0.1:8080"), at: func(r *Run) any { return &r.Addr }},
		{Key: file.Key{Name: "open", Kind: file.Truth, Doc: "Open the page in the browser."},
			stands: flagged, usual: in("serve", false), at: func(r *Run) any { return &r.Open }},
		{Key: file.Key{Name: "lan", Kind: file.Truth, Doc: "Let the machines of the network in, and print the address as a QR code."},
			stands: flagged, usual: in("serve", false), at: func(r *Run) any { return &r.LAN }},
		{Key: file.Key{Name: "lessons", Kind: file.Text, Longest: 4096, Doc: "Folder of lessons, files that end in .md, instead of those that come with the program."},
			Value: "DIR", stands: flagged, usual: in("serve", nil), at: func(r *Run) any { return &r.Lessons }},
	}
}

// comparisonOptions are what a comparison is asked besides its arms.
func comparisonOptions() []Option {
	return []Option{
		{Key: file.Key{Name: "worlds", Kind: file.Names, Choices: sim.Worlds, Called: Called, Doc: "Worlds in which a comparison is played, the main one first."}, Flag: "world",
			Value: "NAME", stands: usually, counts: decides, word: "worlds", usual: in("compare", []string{"expected", "slow", "fast"}), at: func(r *Run) any { return &r.Contest.Worlds }},
		{Key: file.Key{Name: "against", Kind: file.Text, Longest: 400, Doc: "What others are compared with."},
			Value: "NAME", stands: flagged, counts: decides, usual: by{"compare": told("the first"), "explain": told("the reference")},
			says: by{"explain": "in a comparison, the policy beside which a life is told"}, at: func(r *Run) any { return &r.Against }},
		{Key: file.Key{Name: "target_width", Kind: file.Number, Low: 0.001, High: 100, Doc: "Add replicates until 95% intervals are at most so many per cent of the reference wide."},
			Value: "X", stands: usually, counts: decides, word: "target", settles: true, usual: in("compare", nil), at: func(r *Run) any { return &r.Contest.TargetWidth }},
		{Key: file.Key{Name: "budget", Kind: file.Whole, Low: 2, High: 1000, Doc: "Replicates at most for --target-width."},
			Value: "N", stands: usually, acts: budgeted, counts: decides, word: "most", settles: true, usual: in("compare", 64), at: func(r *Run) any { return &r.Contest.Most }},
		{Key: file.Key{Name: "equal_cost", Kind: file.Number, Low: 1, High: 1e13, Unit: "USD", Doc: "Scale doses that the public pays for to one outlay over the period."},
			Value: "USD", stands: usually, counts: decides, word: "equal", settles: true, usual: in("compare", nil), at: func(r *Run) any { return &r.Contest.EqualCostUSD }},
	}
}

// lifeOptions are whose life is told.
func lifeOptions() []Option {
	return []Option{
		{Key: file.Key{Name: "creative", Kind: file.Whole, High: file.Unbounded, Doc: "The creative by number."},
			Value: "ID", stands: flagged, usual: in("explain", nil), at: func(r *Run) any { return &r.Life.Creative }},
		{Key: file.Key{Name: "replicate", Kind: file.Whole, Low: 1, High: file.Unbounded, Doc: "The replicate by number."},
			Value: "N", stands: flagged, usual: in("explain", 1), at: func(r *Run) any { return &r.Life.Replicate }},
		{Key: file.Key{Name: "arm", Kind: file.Text, Longest: 400, Doc: "In a comparison, the policy by name."},
			Value: "NAME", stands: flagged, usual: in("explain", told("the first that is not the reference")), at: func(r *Run) any { return &r.Life.Arm }},
		{Key: file.Key{Name: "world", Kind: file.Text, Longest: 400, Doc: "In a comparison, the world by name."},
			Value: "NAME", stands: flagged, usual: in("explain", told("the main one")), at: func(r *Run) any { return &r.Life.World }},
		{Key: file.Key{Name: "find", Kind: file.Choice, Choices: Finds, Called: Called, Doc: "Look for creatives whom this befalls instead of naming one: " + finding.Or(Finds) + "."},
			Value: "WHAT", stands: flagged, usual: in("explain", nil), at: func(r *Run) any { return &r.Life.Find }},
		{Key: file.Key{Name: "year", Kind: file.Whole, Low: finding.FirstYear, High: finding.FirstYear + mostMonths/12 - 1, Doc: "With --find, in this year only."},
			Value: "YEAR", stands: flagged, usual: in("explain", told("any")), says: by{"explain": "with --find, in this year only"}, at: func(r *Run) any { return &r.Life.Year }},
		ofGroup("domain", "those of this domain", func(r *Run) any { return &r.Life.Domain }),
		ofGroup("occupation", "those of this occupation", func(r *Run) any { return &r.Life.Occupation }),
		ofGroup("contract", "those who are employed, freelancing or unemployed", func(r *Run) any { return &r.Life.Contract }),
		ofGroup("stage", "those at this stage of a career", func(r *Run) any { return &r.Life.Stage }),
	}
}

// ofGroup is the option that looks for creatives of one group only.
func ofGroup(by, whom string, at func(*Run) any) Option {
	return Option{Key: file.Key{Name: by, Kind: file.Choice, Choices: groupKeys(by), Noun: by, Called: calledGroup, Doc: "With --find, only " + whom + ", as it befalls them."},
		Value: "NAME", stands: flagged, usual: in("explain", nil), at: at}
}

// clusterOptions are how a sweep is played on several machines.
func clusterOptions() []Option {
	return []Option{
		{Key: file.Key{Name: "engine", Kind: file.Choice, Choices: Engines, Doc: "What plays a sweep: this machine, or Slurm."},
			Value: "NAME", stands: usually, usual: in("sweep", Engines[0]), at: func(r *Run) any { return &r.Engine }},
		{Key: file.Key{Name: "slurm_args", Kind: file.Text, Longest: 4096, Doc: "More options for sbatch, such as --partition=short."},
			Value: "OPTIONS", stands: usually, acts: onSlurm, usual: in("sweep", nil), at: func(r *Run) any { return &r.SlurmArgs }},
		{Key: file.Key{Name: "shards", Kind: file.Whole, Low: 1, High: 1_000_000, Doc: "Into how many shards it is cut."},
			Value: "N", stands: flagged, usual: in("sweep", told("one for ten minutes of one core")), at: func(r *Run) any { return &r.Shards }},
		{Key: file.Key{Name: "detach", Kind: file.Truth, Doc: "Submit to Slurm and do not wait."},
			stands: flagged, acts: onSlurm, usual: in("sweep", false), at: func(r *Run) any { return &r.Detach }},
		{Key: file.Key{Name: "shard", Kind: file.Text, Longest: 40, Doc: "Which shard, by its number, of how many."},
			Value: "I/N", stands: flagged, usual: in("worker", told("that of SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX")), at: func(r *Run) any { return &r.Shard }},
	}
}

// What validate can do instead of comparing, each with defaults of its own.
const (
	patterns = "validate patterns"
	ablation = "validate ablation"
	signs    = "validate signs"
	ranges   = "validate priors"
	levers   = "validate levers"
	sizes    = "validate convergence"

	predicted = "validate predictions"
)

// parameterKeys is the section of the model's parameters, nested as their
// paths are: trust.success_weight is success_weight below trust.
func parameterKeys() file.Key {
	root := file.Key{Name: "parameters", Kind: file.Section, Doc: "Parameters that differ from those of the world.", Gone: goneFor}
	for _, p := range sim.Parameters() {
		root.Put(p.Path, file.Key{Kind: file.Number, Low: p.Low, High: p.High, Unit: p.Unit, Doc: p.Source, Initial: p.Default})
	}
	return root
}

// parameterPaths returns the path of every parameter in declaration order.
func parameterPaths() []string { return configKeys().Child("parameters").Paths() }

// mechanisms returns the names of the mechanisms that can be left out, in the
// order of the month. The model says which: a world without measures, say,
// would show nothing.
var mechanisms = sync.OnceValue(func() []string {
	var list []string
	for _, m := range sim.Schedule {
		if new(sim.World).LeaveOut(m.Name) == nil {
			list = append(list, m.Name)
		}
	}
	return list
})

// in gives several commands one default.
func in(commands string, value any) by {
	all := by{}
	for _, command := range strings.Fields(commands) {
		all[command] = value
	}
	return all
}
