// Mutants plants faults in packages and asks their tests to see them.
//
// A mutant is one small fault: a comparison turned, a bound dropped, lo+i that
// became i. A fixed seed chooses some of all that are possible; each is judged
// by the tests of its own package, and by those named with -also. Mutants that
// no test sees are listed with file, line and change, and fewer dead than
// -least fails the gate. Only tests that -short leaves are asked: what needs
// minutes to be seen is seen too late. No file of the tree is changed.
//
// All mutants of a package are planted in one binary: the body of a function
// stands there once more for each, behind a question that only the process
// asked to be that mutant answers with yes. So 150 mutants cost one build and
// not 150; compiling would take longer than testing.
//
// What is left alone, because a change of it is no fault or one that only a
// copied text could show: everything outside functions, as numbers there are
// data and goldens hold them; strings; methods String and Error; panics, errors
// and traces with all that is in them; room that is made or grown (make, Grow,
// cap); bits (shifts, masks, x%n, which keep indexes in bounds); on floats the
// difference of < and <=, as equal values do not come.
//
// Gremlins (v0.6.0) was tried: it knows no seed, no choice and no limit of
// time, drops no statements and no bounds, and compiles every mutant.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	seed := flag.Uint64("seed", 8, "chooses the mutants")
	n := flag.Int("n", 150, "mutants")
	least := flag.Float64("least", 0.85, "share that tests must see")
	limit := flag.Duration("limit", 8*time.Minute, "time for all")
	workers := flag.Int("workers", 2, "mutants judged at once, each on one processor")
	also := flag.String("also", "", "package=package:tests that judge it too, by comma")
	at := flag.String("at", "", "only mutants whose file:line begins like this")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: go run ./.ci/mutants [flags] package ...")
		flag.PrintDefaults()
	}
	flag.Parse()
	g := gate{seed: *seed, n: *n, least: *least, workers: *workers, also: *also, at: *at, until: time.Now().Add(*limit), out: os.Stdout}
	if err := g.run(flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

// A gate is one run of this program.
type gate struct {
	seed    uint64
	n       int
	least   float64
	workers int
	also    string
	at      string
	until   time.Time
	out     io.Writer
}

// run chooses mutants of packages, plants them, judges them and tells.
func (g *gate) run(patterns []string) error {
	folder, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	packages, err := load(patterns)
	if err != nil {
		return err
	}
	chosen := choose(packages, g.seed, g.n, g.at)
	if err := plant(packages, chosen, folder); err != nil {
		return err
	}
	courts, err := g.courts(packages, folder)
	if err != nil {
		return err
	}
	return g.tell(g.judge(chosen, courts), len(chosen))
}

// tell lists the mutants that lived, and fails where too many did.
func (g *gate) tell(judged []*mutant, n int) error {
	killed := 0
	for _, m := range judged {
		if m.killer != "" {
			killed++
			continue
		}
		fmt.Fprintf(g.out, "lives  %s\n", m)
	}
	share := float64(killed) / float64(max(1, len(judged)))
	fmt.Fprintf(g.out, "%d of %d mutants killed, %.0f %%\n", killed, len(judged), 100*share)
	switch {
	case len(judged) < n:
		return fmt.Errorf("only %d of %d mutants were judged in time", len(judged), n)
	case n == 0:
		return fmt.Errorf("there is nothing to change in these packages")
	case share < g.least:
		return fmt.Errorf("%.0f %% must be killed", 100*g.least)
	}
	return nil
}
