package scenarios

import (
	"slices"
	"strings"
	"testing"
)

// alone are the options that do something whatever else is asked, or of which it is told
// where the folder that they hang on is read.
var alone = strings.Fields(`
name title question description
world population months until seed replicates parameter_sets counterfactual full panel focus check policies
out from cache replay json quiet files csv where measure print
patterns ablation signs priors levers convergence predictions rounds peers addr open lan lessons
worlds against target_width equal_cost
creative replicate arm find year domain occupation contract stage
engine shards shard
dry_run force`)

// Each option says when it has an effect, or is one of those that always have.
func TestEveryOptionSaysWhenItHasAnEffect(t *testing.T) {
	for _, o := range optionTable() {
		if listed := slices.Contains(alone, o.Name); !listed && o.acts == nil {
			t.Errorf("%s: say in its row when it has an effect (acts), or name it here if it always has", o.Name)
		}
	}
	if len(alone) > 60 { // a list that names everything would hold nothing
		t.Errorf("%d options always have an effect", len(alone))
	}
}

// An option that does nothing beside what else is given is refused, with what it needs.
func TestOptionsWithoutEffectAreRefused(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"compare budget=90", "--budget: says how many replicates may be added for --target-width: give that as well, such as --target-width 1"},
		{"compare budget=9 target-width=2", "--budget: is less than the replicates that are played anyway; give more, or fewer --replicates"},
		{"compare budget=9 target-width=2 replicates=9", ""},
		{"compare format=pdf files=none", "--format: no figure is drawn with --files none; leave one of the two out"},
		{"run format=pdf files=tables", "--format: no figure is drawn with --files tables; leave one of the two out"},
		{"run format=pdf", ""},
		{"report format=pdf", ""},
		{"sensitivity format=pdf", ""},
		{"sensitivity format=pdf csv=true", "--format: nothing is drawn with --csv; leave one of the two out"},
		{"sensitivity width=85mm csv=true", "--width: nothing is drawn with --csv; leave one of the two out"},
		{"sensitivity out=mine csv=true", "--out: nothing is drawn with --csv; leave one of the two out"},
		{"validate format=pdf", "--format: nothing is drawn without a folder: give --out as well, such as --out fit"},
		{"validate format=pdf out=fit", ""},
		{"validate format=pdf out=fit patterns=true", "--format: only the comparison with published figures is drawn; leave it out"},
		{"sweep slurm-args=--partition=short", "--slurm-args: goes with --engine slurm"},
		{"sweep slurm-args=--partition=short engine=slurm", ""},
		{"sweep detach=true", "--detach: goes with --engine slurm"},
		{"sweep detach=false", ""},
		{"cache clear=true cache=none", "--clear: nothing is kept with --cache none; leave one of the two out"},
		{"cache clear=true cache=mine", ""},
		{"verify workers=2", "--workers: nothing is played without --replay; give that as well"},
		{"verify workers=2 replay=1", ""},
		{"run workers=2", ""},
		{"bench peers=true world=fast", "--world: changes worlds of creatives, and --peers times another model; leave one of the two out"},
		{"bench peers=true exposure=consensus", "--exposure: changes worlds of creatives, and --peers times another model; leave one of the two out"},
		{"bench peers=true set=trust.failure_ratio=3", "--set: changes worlds of creatives, and --peers times another model; leave one of the two out"},
		{"bench peers=true without=fear", "--without: changes worlds of creatives, and --peers times another model; leave one of the two out"},
		{"bench peers=false without=fear", ""},
		{"bench peers=true population=1000 months=10 seed=3 workers=2 rounds=1 json=true", ""},
		{"run checkpoint=30", ""},
		{"compare checkpoint=30", ""},
		{"run checkpoint=30 panel=50", "--checkpoint: no checkpoint holds a panel; leave one of the two out"},
		{"run checkpoint=30 from=a", "--checkpoint: with --from a new folder is made each time, so none goes on; name it with --out"},
		{"run checkpoint=30 from=a out=b", ""},
	} {
		words := strings.Fields(c.line)
		l := Layers{Command: words[0], Flags: map[string][]string{}, Alone: true, Fresh: true}
		for _, word := range words[1:] {
			flag, value, _ := strings.Cut(word, "=")
			l.Flags[flag] = []string{value}
		}
		_, err := Resolve(nil, l)
		if got := text(err); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.line, got, c.want)
		}
	}
}

// The path of a folder that nobody can see or mean is refused.
func TestAFolderNeedsANameThatCanBeRead(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"", "--out: is empty: name a folder, such as mine"},
		{"  ", "--out: is empty: name a folder, such as mine"},
		{"a\nb", `--out: value "a\nb": holds an end of a line (U+000A) as its character 2: delete it`},
		{"a\x1b[31m", `--out: value "a\x1b[31m": holds the control character U+001B as its character 2: delete it`},
		{"été 2026/ü", ""},
		{".", ""},
	} {
		_, err := Resolve(nil, Layers{Flags: map[string][]string{"out": {c.path}}, Alone: true, Fresh: true})
		if got := text(err); got != c.want {
			t.Errorf("%q\ngot  %s\nwant %s", c.path, got, c.want)
		}
	}
}

// text is what an error says, "" where there is none.
func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
