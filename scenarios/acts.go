package scenarios

import "strings"

// A when says why an option that was given does nothing in a run, and what it needs; "" where
// it does something. An option without one always does, or whether it does hangs on what a
// folder holds, and is said where that is read.
type when func(r *Run) string

// drawn is an option of figures.
func drawn(r *Run) string {
	switch {
	case r.CSV:
		return "nothing is drawn with --csv; leave one of the two out"
	case r.Files == FilesTables || r.Files == FilesNone:
		return "no figure is drawn with --files " + r.Files + "; leave one of the two out"
	case r.command == "validate" && (r.Patterns || r.Predict || r.Ablation || r.Signs || r.Levers || r.Priors || r.Converge):
		return "only the comparison with published figures is drawn; leave it out"
	case r.command == "validate" && r.Out == "":
		return "nothing is drawn without a folder: give --out as well, such as --out fit"
	}
	return ""
}

// budgeted is the most replicates, of those that are added for narrow intervals.
func budgeted(r *Run) string {
	switch n := r.Scenario.Options.Replicates; {
	case r.Contest.TargetWidth <= 0:
		return "says how many replicates may be added for --target-width: give that as well, such as --target-width 1"
	case r.Contest.Most < n:
		return "is less than the replicates that are played anyway; give more, or fewer --replicates"
	}
	return ""
}

// resumable is an option of what the same command finds again.
func resumable(r *Run) string {
	switch {
	case r.Scenario.Options.Panel > 0:
		return "no checkpoint holds a panel; leave one of the two out"
	case r.From != "" && r.Out == "":
		return "with --from a new folder is made each time, so none goes on; name it with --out"
	}
	return ""
}

// onSlurm is an option of a sweep that is played by Slurm.
func onSlurm(r *Run) string {
	if r.Engine == "slurm" {
		return ""
	}
	return "goes with --engine slurm"
}

// replayed is an option of playing again.
func replayed(r *Run) string {
	if r.command == "verify" && r.Replay == "" {
		return "nothing is played without --replay; give that as well"
	}
	return ""
}

// ofWorlds is an option of worlds of creatives.
func ofWorlds(r *Run) string {
	if r.Peers {
		return "changes worlds of creatives, and --peers times another model; leave one of the two out"
	}
	return ""
}

// cleared is what there is to delete.
func cleared(r *Run) string {
	if r.Cache == NoCache {
		return "nothing is kept with --cache none; leave one of the two out"
	}
	return ""
}

// folderDrawn is where a command writes what it draws.
func folderDrawn(r *Run) string {
	if r.command == "sensitivity" {
		return drawn(r)
	}
	return ""
}

// effectless are the flags of a command that do nothing beside the others.
func effectless(r *Run, l Layers) Problems {
	var found Problems
	for _, o := range OptionsOf(l.Command) {
		given := l.Flags[o.Flag]
		if len(given) == 0 || o.acts == nil || o.Value == "" && given[0] != "true" {
			continue
		}
		if why := o.acts(r); why != "" {
			found = append(found, Problem{Source: "--" + o.Flag, Text: why})
		}
	}
	return found
}

// Folder checks what is given as a path of a folder: "" where it may be one. That it can be
// read is checked of every text.
func Folder(path string) (wrong string) {
	if strings.TrimSpace(path) == "" {
		return "is empty: name a folder, such as mine"
	}
	return ""
}
