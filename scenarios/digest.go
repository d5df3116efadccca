package scenarios

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/atelier-sim/atelier/sim"
)

// Canonical returns everything that decides the numbers of a scenario, one
// fact a line: the world, the index, population, months, seeds, what is
// played and written, the mechanisms left out, and the value of every
// parameter after defaults and world. Titles, workers and folders are not in
// it. Two scenarios with the same text give the same bytes.
func (s *Scenario) Canonical() (string, error) {
	p, err := s.Params()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	o := s.Options
	fmt.Fprintf(&b, "atelier scenario 1\nworld %s\nexposure %s\n", s.World, s.Exposure)
	fmt.Fprintf(&b, "population %d\nmonths %d\nseed %d\nreplicates %d\n", o.Population, o.Months, o.Seed, o.Replicates)
	fmt.Fprintf(&b, "counterfactual %t\nfull %t\n", o.Counterfactual, o.Full)
	for _, m := range inSchedule(o.Without) {
		fmt.Fprintf(&b, "without %s\n", m)
	}
	for _, text := range PolicyTexts(s.Policies) {
		fmt.Fprintf(&b, "policy %s\n", text)
	}
	for _, q := range sim.Parameters() {
		v, _ := p.Get(q.Path)
		fmt.Fprintf(&b, "parameter %s %s\n", q.Path, strconv.FormatFloat(v, 'g', -1, 64))
	}
	return b.String(), nil
}

// Values returns the value of every parameter by its path, after defaults and
// world: what a manifest records.
func (s *Scenario) Values() (map[string]float64, error) {
	p, err := s.Params()
	if err != nil {
		return nil, err
	}
	values := map[string]float64{}
	for _, q := range sim.Parameters() {
		values[q.Path], _ = p.Get(q.Path)
	}
	return values, nil
}

// Record returns the options as text by the names they have on the command
// line and in a configuration: what a manifest records.
func (s *Scenario) Record() map[string]string {
	o := s.Options
	return map[string]string{
		"world": s.World, "exposure": s.Exposure,
		"population": strconv.Itoa(o.Population), "months": strconv.Itoa(o.Months),
		"seed": strconv.FormatUint(o.Seed, 10), "replicates": strconv.Itoa(o.Replicates),
		"counterfactual": strconv.FormatBool(o.Counterfactual), "full": strconv.FormatBool(o.Full),
		"check": strconv.FormatBool(o.Check), "without": strings.Join(inSchedule(o.Without), ","),
		"policies": strings.Join(PolicyTexts(s.Policies), " "),
	}
}

// Digest returns the SHA-256 of [Scenario.Canonical] in 64 hexadecimal digits.
func (s *Scenario) Digest() (string, error) {
	c, err := s.Canonical()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(c))
	return hex.EncodeToString(sum[:]), nil
}
