package report

import (
	"maps"
	"strings"
)

// titles of groups that the summary does not name, because they are the same
// everywhere.
var plainTitles = map[string]string{
	"1-9": "1 to 9 staff", "10-49": "10 to 49 staff", "50-249": "50 to 249 staff", "250+": "250 staff or more", "none": "Not employed",
	"employed": "Employed", "freelancing": "Freelancing", "unemployed": "Unemployed",
	"junior": "Juniors", "mid": "Mid-career", "senior": "Seniors",
	"q1": "Lowest fifth", "q2": "Second fifth", "q3": "Middle fifth", "q4": "Fourth fifth", "q5": "Highest fifth",
}

// titles are what readers call groups, by key.
type titles map[string]string

// groupTitles adds a run's own titles to the plain ones.
func groupTitles(own map[string]string) titles {
	all := maps.Clone(plainTitles)
	maps.Copy(all, own)
	return all
}

// of is what readers call a group.
func (t titles) of(key string) string {
	if t := t[key]; t != "" {
		return t
	}
	return strings.ToUpper(key[:min(1, len(key))]) + strings.ReplaceAll(key[min(1, len(key)):], "_", " ")
}
