package page

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/explain"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// LifeQuestion asks for the story of one creative in the first replicate of a choice.
type LifeQuestion struct {
	Link   string `json:"link"`
	Person int64  `json:"person"` // ID
}

// Life is the story, with the reference and with the choice.
type Life struct {
	Person int64    `json:"person"`
	Weight float64  `json:"weight"` // persons whom the creative stands for
	Arms   []string `json:"arms"`   // titles, the reference first
	Events []Told   `json:"events"`
}

// Told is an event of a life.
type Told struct {
	Month int    `json:"month"` // since January 2021
	When  string `json:"when"`  // in words
	Kind  string `json:"kind"`  // one of explain's
	Text  string `json:"text"`
	Sides []Side `json:"sides"` // what each future has to say of it
}

// Side is one future's part of an event.
type Side struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Life tells what is asked, from what was told lately where it can.
func (d *Desk) Life(ctx context.Context, q LifeQuestion) (*Life, error) {
	if q.Person < 0 {
		return nil, scenarios.Mistake("person: value %d: give the ID of a creative, a whole number such as 0", q.Person)
	}
	choice := Read(q.Link)
	if err := d.Limits.Allow(choice.Scenario.Options, 2, 1); err != nil {
		return nil, err
	}
	return d.lives.of(fmt.Sprintf("%s %d", choice.Link(), q.Person), func() (*Life, error) {
		contest := choice.contestOf(d.Workers)
		question := explain.Question{Contest: contest, Arms: []int{armReference, armChoice}, World: contest.Worlds[0], Creative: uint64(q.Person), Replicate: 1}
		stage, err := d.stages.of(choice.Link(), func() (*explain.Stage, error) { return explain.NewStage(ctx, question) })
		if err != nil {
			return nil, err
		}
		return lifeOf(ctx, stage, question)
	})
}

// lifeOf is the life that is asked for.
func lifeOf(ctx context.Context, stage *explain.Stage, q explain.Question) (*Life, error) {
	told, err := stage.Replay(ctx, q)
	if err != nil {
		return nil, err
	}
	titles := finding.Each(q.Contest.Arms, func(s *scenarios.Scenario) string { return s.Title })
	l := &Life{Person: int64(q.Creative), Weight: told.People, Arms: titles}
	for _, e := range told.Events {
		t := Told{Month: e.Month, When: finding.Month(e.Month), Kind: e.Kind, Text: e.Text}
		for i, side := range e.Arms {
			if side.Text != "" {
				t.Sides = append(t.Sides, Side{titles[i], side.Text})
			}
		}
		l.Events = append(l.Events, t)
	}
	return l, nil
}

// lately keeps the last answers to what is asked again and again, which nobody may change.
type lately[A any] struct {
	most int
	mu   sync.Mutex
	keys []string // the one asked for last at the end
	by   map[string]A
}

// of is what is kept under a key, or else what is made for it. What fails is not kept.
func (l *lately[A]) of(key string, make func() (A, error)) (A, error) {
	if a, known := l.get(key); known {
		return a, nil
	}
	a, err := make()
	if err == nil {
		l.put(key, a)
	}
	return a, err
}

func (l *lately[A]) get(key string) (a A, known bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if a, known = l.by[key]; known {
		l.keys = append(slices.DeleteFunc(l.keys, func(k string) bool { return k == key }), key)
	}
	return a, known
}

func (l *lately[A]) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keys, l.by = nil, nil
}

func (l *lately[A]) put(key string, a A) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.by == nil {
		l.by = map[string]A{}
	}
	if _, known := l.by[key]; !known { // else somebody made it meanwhile
		l.keys = append(l.keys, key)
	}
	l.by[key] = a
	if len(l.keys) > l.most {
		delete(l.by, l.keys[0])
		l.keys = l.keys[1:]
	}
}
