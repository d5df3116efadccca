package evidence

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// packTable is a table of a country's folder: its file, what it is for, and, where a
// country may go without it, what it goes without.
type packTable struct{ file, says, without string }

// packTables are all of them, in the order in which they are read. COUNTRIES.md has them
// with their columns.
var packTables = []packTable{
	{"sources.csv", "where every figure comes from", ""},
	{"domains.csv", "the groups of occupations", ""},
	{"occupations.csv", "the occupations, and how many people are in each", ""},
	{"employees.csv", "employees of each occupation, year by year", ""},
	{"pay.csv", "the spread of employees' pay in each occupation", ""},
	{"exposure.csv", "how much of each occupation's tasks AI can do, as rated", ""},
	{"use.csv", "how much AI is seen in use in each occupation's tasks", ""},
	{"work.csv", "what the work of each occupation is made of", ""},
	{"sectors.csv", "the industries that employ creatives, and their use of AI in 2021", ""},
	{"size_classes.csv", "how large organisations are in each sector", ""},
	{"occupancy.csv", "in which industries each occupation is employed", ""},
	{"mobility.csv", "between which occupations people move", ""},
	{"stages.csv", "how many are juniors, in mid-career and seniors", ""},
	{"targets.csv", "published figures that the model is compared with", ""},
	{"observed.csv", "points that are drawn beside what is simulated", ""},
	{predictionsFile, "figures that nobody has looked at", "no validate --predictions"},
	{ensembleFile, "parameter sets that known figures do not rule out", "runs with --parameters central alone"},
	{knownFile, "what outcomes hang on over these sets", "no figure of what is not known"},
}

// Lacking is what a folder has not of the tables of a country: those that it has to have,
// each with what it is for, and those that it may go without, each with what it goes
// without.
func Lacking(folder fs.FS) (needed, spared []string) {
	for _, t := range packTables {
		_, err := fs.Stat(folder, t.file)
		switch {
		case !errors.Is(err, fs.ErrNotExist):
		case t.without == "":
			needed = append(needed, t.file+" ("+t.says+")")
		default:
			spared = append(spared, t.file+" ("+t.without+")")
		}
	}
	return needed, spared
}

// LoadPack is Load of a folder of which nothing is known, under its own name. One that
// lacks tables is told all that it lacks.
func LoadPack(folder fs.FS, dir string) (*Country, error) {
	if needed, _ := Lacking(folder); len(needed) > 0 {
		return nil, fmt.Errorf("the folder has no %s; every country needs them, see scenarios/evidence/COUNTRIES.md", strings.Join(needed, ", no "))
	}
	name := filepath.Base(dir)
	return Load(folder, name, name)
}

// tableSays is what a table is for.
func tableSays(file string) string {
	for _, t := range packTables {
		if t.file == file {
			return t.says
		}
	}
	return "part of a country"
}
