package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// A court is a package's tests, built with all mutants in it, in the order in
// which they are asked: quick ones first.
type court struct {
	path, folder, binary string
	sittings             []sitting
	patience             time.Duration // beside what the tests take
}

// A sitting is some tests of a court, run together.
type sitting struct {
	tests []string
	took  time.Duration // without any mutant
}

// quickTest is how long a test of the first sitting may take.
const quickTest = 50 * time.Millisecond

// courts builds the tests that judge each package, by its path.
func (g *gate) courts(packages []*pack, folder string) (map[string][]*court, error) {
	by := map[string][]*court{}
	n := 0
	build := func(path, of, tests string) error {
		n++
		c := &court{path: of, binary: filepath.Join(folder, fmt.Sprintf("%d.test", n)), patience: 10 * time.Second}
		if err := c.open(folder, tests); err != nil {
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

// open builds a court and runs its tests without a mutant: they must pass, and
// the time that they take gives their order.
func (c *court) open(folder, tests string) error {
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
	text, err := c.hear(context.Background(), 0, "-test.v", "-test.short", "-test.run", tests)
	if err != nil {
		return fmt.Errorf("%s without a mutant: %w\n%s", c.path, err, text)
	}
	sittings := make([]sitting, 2)
	for _, m := range passed.FindAllStringSubmatch(string(text), -1) {
		took, err := time.ParseDuration(m[2] + "s")
		if err != nil {
			return err
		}
		at := 0
		if took > quickTest {
			at = 1
		}
		sittings[at].tests, sittings[at].took = append(sittings[at].tests, m[1]), sittings[at].took+took
	}
	c.sittings = slices.DeleteFunc(sittings, func(s sitting) bool { return len(s.tests) == 0 })
	return nil
}

// hear runs tests as the mutant of a number; 0 is none.
func (c *court) hear(ctx context.Context, mutant int, flags ...string) ([]byte, error) {
	run := exec.CommandContext(ctx, c.binary, flags...)
	run.Dir = c.folder
	run.Env = append(os.Environ(), "GOMAXPROCS=1", fmt.Sprintf("%s=%d", variable, mutant))
	return run.CombinedOutput()
}

// judge asks the courts of each mutant, several mutants at once, until the time
// is over; it returns those that were judged.
func (g *gate) judge(mutants []*mutant, courts map[string][]*court) (judged []*mutant) {
	var all sync.WaitGroup
	var lock sync.Mutex
	for worker := range g.workers {
		all.Go(func() {
			for k := worker; k < len(mutants); k += g.workers {
				if time.Now().After(g.until) {
					return
				}
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

// killer is what sees a mutant: the quick tests of all courts are asked first.
func killer(mutant int, courts []*court) string {
	for round := range 2 {
		for _, c := range courts {
			if round >= len(c.sittings) {
				continue
			}
			if seen := c.sees(mutant, c.sittings[round]); seen != "" {
				return seen
			}
		}
	}
	return ""
}

// failed is a line of a test's own output.
var failed = regexp.MustCompile(`(?m)^--- FAIL: (\S+)`)

// sees names the test of a sitting that fails on a mutant, or what else became
// of it; "" if it passes all. A mutant that takes too long is seen.
func (c *court) sees(mutant int, s sitting) string {
	ctx, cancel := context.WithTimeout(context.Background(), c.patience+5*s.took)
	defer cancel()
	text, err := c.hear(ctx, mutant, "-test.failfast", "-test.short", "-test.run", "^("+strings.Join(s.tests, "|")+")$")
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
