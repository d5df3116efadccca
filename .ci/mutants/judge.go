package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A court is a package's tests, built with all mutants in it.
type court struct {
	path, folder, binary string
	sittings             []sitting // the quickest first
}

// A sitting is some tests of a court, run together: those that are quick, or
// one that is not.
type sitting struct {
	*court
	tests    []string
	took     time.Duration // without any mutant
	patience time.Duration // beside what the tests take
	reached  map[int]bool  // the mutants in functions that the tests call: no other can be seen
}

// quickTest is how long a test of the common sitting may take.
const quickTest = 50 * time.Millisecond

// patience is how long every mutant may take beside five times what the tests take.
const patience = 10 * time.Second

// courts builds the tests that judge each package, by its path.
func (g *gate) courts(packages []*pack, folder string) (map[string][]*court, error) {
	by := map[string][]*court{}
	n := 0
	build := func(path, of, tests string) error {
		n++
		c := &court{path: of, binary: filepath.Join(folder, fmt.Sprintf("%d.test", n))}
		if err := c.open(folder, tests, g.workers); err != nil {
			return err
		}
		by[path] = append(by[path], c)
		return nil
	}
	for _, p := range packages {
		if err := build(p.path, p.path, "."); err != nil {
			return nil, err
		}
	}
	for _, word := range strings.FieldsFunc(g.also, func(r rune) bool { return r == ',' }) {
		left, right, _ := strings.Cut(word, "=")
		of, tests, _ := strings.Cut(right, ":")
		at := slices.IndexFunc(packages, func(p *pack) bool { return strings.HasSuffix(p.path, strings.TrimPrefix(left, ".")) })
		if at < 0 {
			return nil, fmt.Errorf("-also %s: no mutants are planted in %s", word, left)
		}
		if err := build(packages[at].path, of, tests); err != nil {
			return nil, err
		}
	}
	return by, nil
}

// passed is a line of a test's own output.
var passed = regexp.MustCompile(`(?m)^--- PASS: (\S+) \(([0-9.]+)s\)`)

// open builds a court and runs its tests without a mutant, all of them and then
// each sitting by itself, some at once: they must pass, the time that they take
// gives their order, and what they reach is what they are asked about.
func (c *court) open(folder, tests string, workers int) error {
	build := exec.Command("go", "test", "-c", "-vet=off", "-overlay", overlay(folder), "-o", c.binary, c.path)
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%s with mutants: %w\n%s", c.path, err, out)
	}
	if _, err := os.Stat(c.binary); err != nil {
		return fmt.Errorf("%s has no tests", c.path)
	}
	list := exec.Command("go", "list", "-f", "{{.Dir}}", c.path)
	out, err := list.Output()
	if err != nil {
		return err
	}
	c.folder = strings.TrimSpace(string(out))
	text, err := c.hear(context.Background(), nil, "-test.v", "-test.short", "-test.run", tests)
	if err != nil {
		return fmt.Errorf("%s without a mutant: %w\n%s", c.path, err, text)
	}
	quick := sitting{court: c, patience: patience}
	for _, m := range passed.FindAllStringSubmatch(string(text), -1) {
		took, err := time.ParseDuration(m[2] + "s")
		switch {
		case err != nil:
			return err
		case took > quickTest:
			c.sittings = append(c.sittings, sitting{court: c, tests: m[1:2], took: took, patience: patience})
		default:
			quick.tests, quick.took = append(quick.tests, m[1]), quick.took+took
		}
	}
	if len(quick.tests) > 0 {
		c.sittings = append(c.sittings, quick)
	}
	slices.SortStableFunc(c.sittings, func(a, b sitting) int { return cmp.Compare(a.took, b.took) })
	errs := make([]error, len(c.sittings))
	var scouts sync.WaitGroup
	var next atomic.Int64
	for range workers {
		scouts.Go(func() {
			for k := int(next.Add(1)) - 1; k < len(c.sittings); k = int(next.Add(1)) - 1 {
				errs[k] = c.sittings[k].scout(fmt.Sprintf("%s.%d", c.binary, k))
			}
		})
	}
	scouts.Wait()
	return errors.Join(errs...)
}

// scout runs the tests of a sitting and keeps which mutants they reach; it uses
// a file of a name.
func (s *sitting) scout(name string) error {
	if err := os.WriteFile(name, nil, 0o666); err != nil {
		return err
	}
	environment := []string{fmt.Sprintf("%s=%d", variable, scout), reachedVariable + "=" + name}
	if text, err := s.hear(context.Background(), environment, "-test.short", "-test.run", s.pattern()); err != nil {
		return fmt.Errorf("%s without a mutant, %s alone: %w\n%s", s.path, strings.Join(s.tests, ", "), err, text)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	s.reached = map[int]bool{}
	for _, word := range strings.Fields(string(text)) {
		n, err := strconv.Atoi(word)
		if err != nil {
			return err
		}
		s.reached[n] = true
	}
	return nil
}

// pattern is what -test.run is told for a sitting.
func (s *sitting) pattern() string { return "^(" + strings.Join(s.tests, "|") + ")$" }

// hear runs tests with more in the environment, which tells what mutant they
// have before them.
func (c *court) hear(ctx context.Context, environment []string, flags ...string) ([]byte, error) {
	run := exec.CommandContext(ctx, c.binary, flags...)
	run.Dir = c.folder
	run.Env = slices.Concat(os.Environ(), []string{"GOMAXPROCS=1"}, environment)
	return run.CombinedOutput()
}

// judge asks the courts of each mutant, several mutants at once, until the time
// is over; it returns those that were judged.
func (g *gate) judge(mutants []*mutant, courts map[string][]*court) (judged []*mutant) {
	var all sync.WaitGroup
	var lock sync.Mutex
	var next atomic.Int64
	for range g.workers {
		all.Go(func() {
			for k := int(next.Add(1)) - 1; k < len(mutants) && time.Now().Before(g.until); k = int(next.Add(1)) - 1 {
				m := mutants[k]
				m.killer = killer(m.number, courts[m.pack.path])
				lock.Lock()
				judged = append(judged, m)
				lock.Unlock()
			}
		})
	}
	all.Wait()
	slices.SortFunc(judged, func(a, b *mutant) int { return strings.Compare(a.String(), b.String()) })
	return judged
}

// killer is what sees a mutant: the quickest tests of all courts are asked
// first, and only those that reach it.
func killer(mutant int, courts []*court) string {
	var sittings []sitting
	for _, c := range courts {
		sittings = append(sittings, c.sittings...)
	}
	slices.SortStableFunc(sittings, func(a, b sitting) int { return cmp.Compare(a.took, b.took) })
	for _, s := range sittings {
		if !s.reached[mutant] {
			continue
		}
		if seen := s.sees(mutant); seen != "" {
			return seen
		}
	}
	return ""
}

// failed is a line of a test's own output.
var failed = regexp.MustCompile(`(?m)^--- FAIL: (\S+)`)

// sees names the test of the sitting that fails on a mutant, or what else became
// of it; "" if it passes all. A mutant that takes too long is seen.
func (s *sitting) sees(mutant int) string {
	ctx, cancel := context.WithTimeout(context.Background(), s.patience+5*s.took)
	defer cancel()
	text, err := s.hear(ctx, []string{fmt.Sprintf("%s=%d", variable, mutant)}, "-test.failfast", "-test.short", "-test.run", s.pattern())
	switch name := failed.FindSubmatch(text); {
	case err == nil:
		return ""
	case ctx.Err() != nil:
		return "time"
	case name != nil:
		return string(name[1])
	}
	return "panic"
}
