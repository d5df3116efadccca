package scenarios

import (
	"slices"
	"strings"
	"sync"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/policy"
)

// A Group is some of the creatives, by what they do or how they work.
type Group struct {
	By    string `json:"by"`    // "domain", "occupation", "contract" or "stage"
	Key   string `json:"key"`   // as tables have it: "music"
	Title string `json:"title"` // as readers know it: "Music"
}

// groups are those that people ask for, domains first. No two have one key.
var groups = sync.OnceValue(func() []Group {
	var list []Group
	c := evidence.US()
	for _, d := range c.Domains {
		list = append(list, Group{"domain", d.Key, d.Title})
	}
	for _, o := range c.Occupations {
		list = append(list, Group{"occupation", o.Key, o.Title})
	}
	for _, key := range sim.ContractNames {
		list = append(list, Group{"contract", key, map[string]string{"employed": "Employees", "freelancing": "Freelancers", "unemployed": "Without a job"}[key]})
	}
	for _, key := range policy.Stages {
		list = append(list, Group{"stage", key, plainTitles[key]})
	}
	return list
})

// groupKeys are the keys of the groups of some groupings.
func groupKeys(by ...string) []string {
	return finding.Each(slices.DeleteFunc(slices.Clone(groups()), func(g Group) bool { return !slices.Contains(by, g.By) }), func(g Group) string { return g.Key })
}

// focusChoices are the groups that a study may tell of alone: those who are at work by
// themselves.
func focusChoices() []string {
	return slices.DeleteFunc(groupKeys("domain", "occupation", "contract"), func(key string) bool { return key == "unemployed" })
}

// GroupOf is the group of a key; the zero value of one that is none.
func GroupOf(key string) Group {
	if i := slices.IndexFunc(groups(), func(g Group) bool { return g.Key == key }); i >= 0 {
		return groups()[i]
	}
	return Group{}
}

// calledGroup is which of some groups, by their keys, a word stands for: as Called knows
// it, by its title, or by a word that stands in one title only. It is "" for none.
func calledGroup(word string, keys []string) string {
	if key := Called(word, keys); key != "" {
		return key
	}
	var within []string
	for _, key := range keys {
		title := spoken(GroupOf(key).Title)
		if title == spoken(word) {
			return key
		}
		if slices.Contains(strings.Split(title, "_"), spoken(word)) {
			within = append(within, key)
		}
	}
	if len(within) == 1 && len(word) > 3 {
		return within[0]
	}
	return ""
}
