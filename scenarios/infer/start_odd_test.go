package infer

import (
	"context"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim"
)

// startPopulation is how many creatives the world has that ODD.md tells the start of.
const startPopulation = 10_000

// startFact is what the burnt-in world has in January 2021 beside what a source says.
type startFact struct {
	what         string
	unit         string // "%" or "persons"
	model, data  float64
	within       float64 // how far the model may be off: points, or per cent of persons
	source, note string
}

// startFacts are those of a world of one replicate that was played for a month: the table of
// the month, and the world itself.
func startFacts(h history, w *sim.World) []startFact {
	c, jan := h.country, month(0)
	heads := func(of func(o *evidence.Occupation) bool) (employees, people float64) {
		for i := range c.Occupations {
			if o := &c.Occupations[i]; of(o) {
				employees += o.EmployeesAt(0)
				people += o.PeopleAt(0)
			}
		}
		return employees, people
	}
	employees, people := heads(func(*evidence.Occupation) bool { return true })
	employed, freelancing, unemployed := h.now(everyone, "employed", jan), h.now(everyone, "freelancing", jan), h.now(everyone, "unemployed", jan)
	separated, _ := sim.Lookup("employees.unemployment")
	found, _ := sim.Lookup("employees.job_finding")
	list := []startFact{
		{"employees", "persons", employed, employees, 1, "oews", "interpolated between the Mays of 2020 and 2021"},
		{"freelancers among people at work", "%", 100 * freelancing / (employed + freelancing), 100 * (1 - employees/people), 2, "bls_ep, oews", "share outside the payroll survey in 2024"},
		{"unemployed among employees and unemployed", "%", 100 * unemployed / (employed + unemployed), 100 * separated.Default / (separated.Default + found.Default), 1, "cps", "s/(s + f) of the flows of 2022-25"},
	}
	for _, d := range c.Domains {
		own, all := heads(func(o *evidence.Occupation) bool { return o.Domain == d.Key })
		g := domain(d.Key)
		e, f := h.now(g, "employed", jan), h.now(g, "freelancing", jan)
		list = append(list,
			startFact{strings.ToLower(d.Title) + ": part of all employees", "%", 100 * e / employed, 100 * own / employees, 1, "oews", ""},
			startFact{"freelancers among people at work", "%", 100 * f / (e + f), 100 * (1 - own/all), 4, "bls_ep, oews", ""})
	}
	for s, sector := range c.Sectors {
		part := 0.0
		for i := range c.Occupations {
			part += c.Occupations[i].EmployeesAt(0) * c.Occupancy[i][s]
		}
		g := group{"sector", sector.Key}
		list = append(list, startFact{strings.ToLower(sector.Title) + ": part of all employees", "%", 100 * staffIn(w, func(f int) bool { return int(w.Orgs.Sector[f]) == s }), 100 * part / employees, 2, "oews_industry", "split of 541 and 513 assumed"},
			startFact{"any AI, organisations with 10 staff and more", "%", 100 * h.now(g, tenPlus, jan), 100 * sector.AnyAI2021, 5, "abs_2021", "of any size in the survey, moved to 10 and more"})
	}
	for size, name := range sim.SizeNames {
		part, firms, all := 0.0, 0.0, 0.0
		for s, sector := range c.Sectors {
			part += sizePart(c, s, name)
			if sector.NACE != "all" {
				firms += inSize(sector, name, func(k evidence.SizeClass) float64 { return k.Firms })
				all += inSize(sector, "", func(k evidence.SizeClass) float64 { return k.Firms })
			}
		}
		list = append(list, startFact{"organisations of " + name + " staff, but for other industries", "%", 100 * firmsIn(w, c, size), 100 * firms / all, 22, "susb", "all firms; in the world those with creatives, whom many small ones have not"})
		list = append(list, startFact{"employees in organisations of " + name + " staff", "%", 100 * staffIn(w, func(f int) bool { return int(w.Orgs.Size[f]) == size }), 100 * part / employees, 5, "susb, oews_industry", "in proportion to all jobs"})
	}
	t, _ := c.Target("D01")
	return append(list,
		startFact{"mean trust, for the share willing to trust AI", "%", 100 * h.now(everyone, "trust", jan), t.Value, 10, "targets D01, kpmg2025", "asked late in 2024, after a fall by 7 points"},
		startFact{"fear of displacement above one half", "%", 100 * h.now(everyone, "fear_high", jan), 15, 10, "gallup2021", "workers of all trades, August 2021"},
		startFact{"creatives who use generative AI", "%", 100 * h.now(everyone, "ai_use", jan), 0, 0, "none was released", ""},
		startFact{"creatives who ever took a course on AI", "%", 100 * h.now(everyone, "trained_share", jan), 0, 0, "no source", "the model begins without"})
}

// staffIn is the part of the rows in jobs that is in some organisations.
func staffIn(w *sim.World, in func(f int) bool) float64 {
	some, all := 0, 0
	for k, f := range w.Cells.Organisation {
		all += int(w.Cells.Staff[k])
		if in(int(f)) {
			some += int(w.Cells.Staff[k])
		}
	}
	return float64(some) / float64(all)
}

// firmsIn is the part of a class of size in the real organisations that rows stand for, but for those of other industries.
func firmsIn(w *sim.World, c *evidence.Country, size int) float64 {
	some, all := 0.0, 0.0
	for f, n := range w.Orgs.Firms {
		if c.Sectors[w.Orgs.Sector[f]].NACE == "all" {
			continue
		}
		all += float64(n)
		if int(w.Orgs.Size[f]) == size {
			some += float64(n)
		}
	}
	return some / all
}

// classEnds are the least and the most staff of a class of size; without a name, of all.
func classEnds(name string) (low, high int) {
	const noEnd = 1 << 30
	switch name {
	case "1-9":
		return 1, 9
	case "10-49":
		return 10, 49
	case "50-249":
		return 50, 249
	case "250+":
		return 250, noEnd
	}
	return 1, noEnd
}

// inSize adds up something over the classes of a sector's table that lie in a class of size, taken as even
// within a class that lies in two.
func inSize(s evidence.Sector, name string, of func(evidence.SizeClass) float64) float64 {
	low, high := classEnds(name)
	sum := 0.0
	for _, class := range s.Classes {
		top := class.High
		if top == 0 { // open
			if high < 1<<30 {
				continue
			}
			sum += of(class)
			continue
		}
		if from, to := max(class.Low, low), min(top, high); from <= to {
			sum += of(class) * float64(to-from+1) / float64(top-class.Low+1)
		}
	}
	return sum
}

// sizePart are the employees of a sector who would be in a class of size, if they were in it as
// all jobs are.
func sizePart(c *evidence.Country, s int, name string) float64 {
	sum := 0.0
	for i := range c.Occupations {
		sum += c.Occupations[i].EmployeesAt(0) * c.Occupancy[i][s]
	}
	return sum * inSize(c.Sectors[s], name, func(k evidence.SizeClass) float64 { return k.Jobs }) / c.Sectors[s].Jobs()
}

// ODD.md tells what the world has in January 2021 beside its sources, and no fact is farther from
// its source than is said here.
func TestODDTellsTheStartBesideItsSources(t *testing.T) {
	p := brief(1)
	p.Options.Population, p.Options.Replicates, p.Options.Full, p.Options.Counterfactual = startPopulation, 1, true, true
	var world *sim.World
	r, err := ensemble.PlayWatched(context.Background(), p, func(_, arm int, w *sim.World) {
		if arm == 1 {
			world = w.Clone()
		}
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	twins := readTwins(r.Series, r.Contrast)
	rows := [][]string{{"January 2021", "world", "source says", "off", "source", "note"}}
	for _, f := range startFacts(history{twins, twins.replicates[0]}, world) {
		off, allowed := f.model-f.data, f.within
		model, data, said := finding.Figures(f.model, 3)+" %", finding.Figures(f.data, 3)+" %", finding.SignedAt(off, -1)
		if f.unit == "persons" {
			allowed *= f.data / 100
			model, data, said = finding.Count(int(f.model)), finding.Count(int(f.data)), finding.SignedAt(100*off/f.data, -1)+" %"
		}
		if off > allowed || -off > allowed {
			t.Errorf("%s: %s in the world, %s in %s: more than %v off", f.what, model, data, f.source, f.within)
		}
		rows = append(rows, []string{f.what, model, data, said, f.source, f.note})
	}
	oddTable(t, "start", markdown(rows))
}
