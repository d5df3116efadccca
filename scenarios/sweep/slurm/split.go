package slurm

import (
	"strings"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
)

// ours are options of sbatch without which a sweep would lose track of its tasks.
var ours = []string{"--array", "-a", "--job-name", "-J", "--parsable", "--wait", "-W", "--wrap", "--output", "-o", "--open-mode", "--test-only", "--help", "-h", "--usage", "--version", "-V"}

// split cuts the options for sbatch into words as a shell does, with quotes, and refuses
// whatever a shell would do besides, since none is run.
func split(text string) ([]string, error) {
	var words []string
	word, begun, quote := "", false, rune(0)
	for _, r := range text {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == '\'' || quote == '"' && !strings.ContainsRune("$`\\", r) && r != 0:
			word += string(r)
		case quote == 0 && (r == '\'' || r == '"'):
			quote, begun = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			if begun {
				words = append(words, word)
			}
			word, begun = "", false
		case r < ' ' || strings.ContainsRune("$`\\|&;<>()*?[]{}#~!", r):
			return nil, scenarios.Mistake("--slurm-args: value %s: %s has a meaning to a shell, and none is run; put it between single quotes", file.Shown(text, true), file.Shown(string(r), true))
		default:
			word, begun = word+string(r), true
		}
	}
	if quote != 0 {
		return nil, scenarios.Mistake("--slurm-args: value %s: a quote is not closed", file.Shown(text, true))
	}
	if begun {
		words = append(words, word)
	}
	return words, allowed(words)
}

// allowed refuses words with which sbatch would not do what a sweep needs.
func allowed(words []string) error {
	for i, w := range words {
		name, _, _ := strings.Cut(w, "=")
		for _, own := range ours {
			short := len(own) == 2 && strings.HasPrefix(w, own) && !strings.HasPrefix(w, "--")
			long := len(own) > 2 && len(name) > 3 && strings.HasPrefix(own, name) // sbatch takes what is cut short
			if short || long || name == own {
				return scenarios.Mistake("--slurm-args: %s: atelier says this itself (%s); leave it out", file.Shown(w, false), own)
			}
		}
		if i == 0 && !strings.HasPrefix(w, "-") || w == "-" || w == "--" {
			return scenarios.Mistake("--slurm-args: %s: give options of sbatch, such as --partition=short", file.Shown(w, false))
		}
	}
	return nil
}
