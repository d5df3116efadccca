package population

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// CheckPack reads a folder as the tables of a country and makes the smallest world of it.
// It returns in a sentence what the country has; what is wrong is bad input, with the table
// and the line.
func CheckPack(dir string) (string, error) {
	folder := os.DirFS(dir)
	c, err := evidence.LoadPack(folder, dir)
	if err != nil {
		return "", file.Mistake("%s: %s", dir, strings.TrimPrefix(err.Error(), filepath.Base(dir)+": ")) // the country's own name
	}
	if _, err := Build(c, Spec{People: FewestPeople, Seed: 1, Params: sim.DefaultParams()}); err != nil {
		return "", file.Mistake("%s: %v", dir, err)
	}
	said := fmt.Sprintf("%s: valid, a country of %s in %s and %s", finding.Named(dir), finding.Counted(len(c.Occupations), "occupation", "occupations"),
		finding.Counted(len(c.Domains), "domain", "domains"), finding.Counted(len(c.Sectors), "sector", "sectors"))
	if _, spared := evidence.Lacking(folder); len(spared) > 0 {
		said += "; without " + strings.Join(spared, ", ")
	}
	return said, nil
}
