package page

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/ensemble"
	"github.com/atelier-sim/atelier/scenarios/explain"
	"github.com/atelier-sim/atelier/sim"
)

// village is a link to a world small enough to be looked at whole, with a policy from its
// second year on.
const village = "population=400&months=60&policy=ai_levy%3D0.5,start%3D2022-03"

// person is what is seen of somebody in a world.
type person struct {
	state, who                          uint8
	organisation                        int32
	trust, attitude, fear, skill, depth float32
	uses                                bool
	clients                             []int
}

// seen is a village that was filmed, and what a second observer saw of it.
type seen struct {
	crowd  *crowd
	inside *Inside
	worlds []map[int]map[uint64]person // by arm and month
	tracks [][]byte                    // by arm, unpacked: trackBytes x persons x months
}

var filmed = sync.OnceValues(func() (*seen, error) {
	c := Read(village)
	contest := c.contestOf(2)
	o := contest.Options
	f, err := ensemble.New(contest.Arms, contest.Worlds, o)
	if err != nil {
		return nil, err
	}
	v := &seen{crowd: newCrowd(o.Seed, o.Months, InsideQuestion{People: 120}, 2), worlds: []map[int]map[uint64]person{{}, {}}}
	f.Watch = func(_, arm int, w *sim.World) {
		v.crowd.watch(arm, w)
		if m := w.Now.Number; m%7 == 0 || m > 56 {
			v.worlds[arm][m] = everybody(w)
		}
	}
	if err = f.Play(context.Background(), 1, nil); err != nil {
		return nil, err
	}
	v.inside = v.crowd.inside()
	for arm := range v.inside.Films {
		tracks, err := unpacked(v, arm)
		if err != nil {
			return nil, err
		}
		v.tracks = append(v.tracks, tracks)
	}
	return v, nil
})

func film400(t *testing.T) *seen {
	t.Helper()
	v, err := filmed()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// everybody is a world in a month.
func everybody(w *sim.World) map[uint64]person {
	c, all := &w.Creatives, map[uint64]person{}
	for i, id := range c.ID {
		if c.State[i] == sim.Vacant {
			continue
		}
		p := person{state: c.State[i], who: c.Occupation[i] + 32*c.Stage[i], organisation: -1, trust: c.Trust[i], attitude: c.Attitude[i], fear: c.Fear[i], skill: c.Skill[i], depth: c.Depth[i],
			uses: c.Flags[i]&sim.Uses != 0, clients: w.ClientsOf(i)}
		if c.Flags[i]&sim.LostWork != 0 {
			p.who += 128
		}
		if c.Cell[i] >= 0 {
			p.organisation = w.Cells.Organisation[c.Cell[i]]
		}
		all[id] = p
	}
	return all
}

// unpacked reads tracks as the page's script does.
func unpacked(v *seen, arm int) ([]byte, error) {
	raw, err := base64.StdEncoding.DecodeString(v.inside.Films[arm].Tracks)
	if err != nil {
		return nil, err
	}
	var all []byte
	for i := 0; i < len(raw); i++ {
		all = append(all, raw[i])
		if raw[i] == 0 {
			i++
			all = append(all, make([]byte, raw[i])...)
		}
	}
	for i := range all {
		if i%v.inside.Months > 0 {
			all[i] += all[i-1]
		}
	}
	if arm > 0 {
		for i, x := range v.tracks[0] {
			all[i] += x
		}
	}
	return all, nil
}

// at is a byte of a track.
func (v *seen) at(arm, column, person, month int) byte {
	return v.tracks[arm][(column*len(v.inside.Persons)+person)*v.inside.Months+month]
}

// near tells whether a byte stands for a share.
func near(b byte, share float32) bool { return math.Abs(float64(b)/255-float64(share)) <= 0.5/255+1e-6 }

// What is filmed is what the world says: of everybody followed where they are, what they
// know and think; and everybody who works or freelances where is looked is there.
func TestAFilmIsTheWorld(t *testing.T) {
	v := film400(t)
	size := trackBytes * len(v.inside.Persons) * v.inside.Months
	compared, apart := 0, 0
	for arm, months := range v.worlds {
		if len(v.tracks[arm]) != size {
			t.Fatalf("arm %d has %d bytes, want %d", arm, len(v.tracks[arm]), size)
		}
		for m, world := range months {
			for k, id := range v.inside.Persons {
				p, here := world[id]
				place := v.at(arm, trackPlace, k, m)
				if want := v.placeOf(p, here); place != want && !(place == Away && v.neverSeen(arm, k, m)) {
					t.Fatalf("arm %d month %d: person %d is in place %d, want %d", arm, m, id, place, want)
				}
				if place == Away || place == Elsewhere {
					continue
				}
				compared++
				if !near(v.at(arm, trackTrust, k, m), p.trust) || !near(v.at(arm, trackAttitude, k, m), p.attitude) || !near(v.at(arm, trackFear, k, m), p.fear) || !near(v.at(arm, trackSkill, k, m), p.skill) {
					t.Fatalf("arm %d month %d: person %d is filmed with other traits than %+v", arm, m, id, p)
				}
				if use := v.at(arm, trackUse, k, m); use > 0 != p.uses || use > 1 && !near(use, p.depth) || v.at(arm, trackWho, k, m) != p.who {
					t.Fatalf("arm %d month %d: person %d is filmed with use %d of %+v", arm, m, id, use, p)
				}
				apart += int(place ^ v.at(1-arm, trackPlace, k, m))
			}
			for id, p := range world {
				k := slices.Index(v.inside.Persons, id)
				if place := v.placeOf(p, true); (place >= AtFirm || place == Freelancing && slices.Contains(v.inside.Markets, int(p.who&31))) && (k < 0 || v.at(arm, trackPlace, k, m) == Away) {
					t.Fatalf("arm %d month %d: person %d is in view and not filmed", arm, m, id)
				}
			}
		}
	}
	if compared < 1500 || apart == 0 {
		t.Errorf("%d months of people were compared, and their places differ by %d between the futures", compared, apart)
	}
}

// placeOf is where somebody is to stand.
func (v *seen) placeOf(p person, here bool) byte {
	switch {
	case !here:
		return Away
	case p.state == sim.Freelancing:
		return Freelancing
	case p.state == sim.Unemployed:
		return WithoutWork
	}
	if k, inView := v.crowd.firms[p.organisation]; inView {
		return byte(AtFirm + k)
	}
	return Elsewhere
}

// neverSeen tells whether somebody has not come into view of an arm up to a month.
func (v *seen) neverSeen(arm, k, month int) bool {
	for m := range month + 1 {
		if v.at(arm, trackPlace, k, m) != Away {
			return false
		}
	}
	return true
}

// Lines are the orders of the world.
func TestLinesAreOrders(t *testing.T) {
	v := film400(t)
	row := map[int]int{}
	for j, at := range v.crowd.clients {
		row[at] = j
	}
	lines, moved := 0, 0
	for arm, months := range v.worlds {
		where, month, list := slices.Repeat([]int{Nowhere}, len(v.inside.Clients)), 0, v.inside.Films[arm].Orders
		for m := range v.inside.Months {
			for len(list) > 0 && month+list[0] <= m {
				month, where[list[1]] = month+list[0], list[2]
				list = list[3:]
				moved++
			}
			world, known := months[m]
			if !known {
				continue
			}
			told := map[int]uint64{}
			for _, p := range world {
				for _, j := range p.clients {
					told[j] = 1
				}
			}
			for c, to := range where {
				switch ordered := told[row[c]] == 1; {
				case to >= 0 && !slices.Contains(world[v.inside.Persons[to]].clients, row[c]):
					t.Fatalf("arm %d month %d: client %d does not order from person %d", arm, m, c, v.inside.Persons[to])
				case to == Unseen:
					t.Fatalf("arm %d month %d: client %d orders out of view of a whole market", arm, m, c)
				case ordered != (to >= 0):
					t.Fatalf("arm %d month %d: client %d stands at %d, and orders from a freelancer: %t", arm, m, c, to, ordered)
				case to >= 0:
					lines++
				}
			}
		}
	}
	if lines < 100 || moved < 2*len(v.inside.Clients) {
		t.Errorf("%d lines and %d changes were seen", lines, moved)
	}
}

// People come and go, and none comes back: an ID is never used again. Counts are of the
// whole world.
func TestPeopleAreConserved(t *testing.T) {
	v := film400(t)
	came, left := 0, 0
	for arm := range v.tracks {
		for k, id := range v.inside.Persons {
			gone := false
			for m := 1; m < v.inside.Months; m++ {
				before, now := v.at(arm, trackPlace, k, m-1), v.at(arm, trackPlace, k, m)
				if gone && now != Away {
					t.Fatalf("arm %d: person %d is back in month %d", arm, id, m)
				}
				if before != Away && now == Away {
					gone = true
					left++
				}
				if before == Away && now != Away {
					came++
				}
			}
		}
		for m, world := range v.worlds[arm] {
			counts := v.inside.Films[arm].World[m]
			want := make([]int, len(Counts))
			for _, p := range world {
				want[0]++
				want[p.state]++
				if p.uses {
					want[4]++
				}
			}
			if !slices.Equal(counts, want) {
				t.Errorf("arm %d month %d: the world is counted as %v, want %v", arm, m, counts, want)
			}
		}
	}
	if came < 20 || left < 20 {
		t.Errorf("%d came and %d left", came, left)
	}
}

// ask asks a desk of its own.
func ask(t *testing.T, workers int, what string, question any) ([]byte, error) {
	t.Helper()
	body, err := json.Marshal(question)
	if err != nil {
		t.Fatal(err)
	}
	d := NewDesk("0123456789", "test", 1<<20)
	d.Workers = workers
	return d.Do(context.Background(), what, body)
}

func TestAViewIsTheSameOnAnyNumberOfWorkers(t *testing.T) {
	q := InsideQuestion{Link: village, People: 120, Markets: []string{"translators", "writers"}}
	one, err := ask(t, 1, "inside", q)
	if err != nil {
		t.Fatal(err)
	}
	three, err := ask(t, 3, "inside", q)
	if err != nil || !bytes.Equal(one, three) {
		t.Errorf("three workers see something else than one (%v)", err)
	}
}

// A view of the usual world travels in less than 300 kB, and has the people in it that it
// says.
func TestAViewIsSmall(t *testing.T) {
	text, err := ask(t, 0, "inside", InsideQuestion{Link: "policy=training_subsidy%3D0.5"})
	if err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	z := gzip.NewWriter(&small)
	if _, err := z.Write(text); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	if small.Len() > 300_000 {
		t.Errorf("the view has %d bytes compressed", small.Len())
	}
	var a Inside
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	if a.InView < 200 || a.InView > 280 || len(a.Firms) < 20 || !a.Whole || a.Start != 72 || a.Months != 180 || len(a.Markets) < 2 || a.Films[0].Title != "No policy" || a.Films[1].Title != "Your choice" {
		t.Errorf("%d of %d creatives are in view, in %d organisations and markets %v (whole: %t), from %d on, of %q and %q", a.InView, a.People, len(a.Firms), a.Markets, a.Whole, a.Start, a.Films[0].Title, a.Films[1].Title)
	}
}

// Of a market or an organisation that is too large a part is in view, for good.
func TestOfTheLargeAPartIsInView(t *testing.T) {
	text, err := ask(t, 0, "inside", InsideQuestion{Link: "population=3000&months=2", People: leastView, Markets: []string{"musicians", "writers"}})
	if err != nil {
		t.Fatal(err)
	}
	var a Inside
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	unseen := slices.ContainsFunc(a.Films[1].Orders, func(x int) bool { return x == Unseen })
	if a.Whole || a.InView > 3*leastView || !unseen || a.Start != -1 || a.Films[0].Title != "Without AI" {
		t.Errorf("whole: %t, %d in view, orders out of view: %t, policy from %d on, beside %q", a.Whole, a.InView, unseen, a.Start, a.Films[0].Title)
	}
}

func TestWhatCannotBeLookedAtIsASentence(t *testing.T) {
	for _, x := range []struct {
		what, body, says string
	}{
		{"inside", `{"people":-1}`, "people: value -1: look at 20 to 600 creatives"},
		{"inside", `{"people":601}`, "people: value 601"},
		{"inside", `{"link":"population=200&months=2","markets":["translatrs"]}`, `did you mean "translators"?`},
		{"inside", `{"link":"population=200&months=2","markets":["<b>\u001b[31m"]}`, "holds the control character U+001B"},
		{"inside", `{"people":"many"}`, "the question inside cannot be read"},
		{"life", `{"person":-7}`, "person: value -7: give the ID of a creative"},
		{"life", `{"link":"population=200&months=2","person":9007199254740991}`, "creative 9007199254740991: nobody in replicate 1 has this ID"},
		{"inside", `{"link":"population=100000&months=360"}`, "creative-months; this page plays at most"},
		{"life", `{"link":"population=100000&months=360"}`, "creative-months; this page plays at most"},
		{"lives", `{}`, `did you mean "life"?`},
	} {
		_, err := NewDesk("0123456789", "test", 1<<20).Do(context.Background(), x.what, []byte(x.body))
		if !errors.Is(err, scenarios.ErrInput) || !strings.Contains(err.Error(), x.says) || strings.ContainsRune(err.Error(), '\x1b') {
			t.Errorf("%s %s: %v, want %s", x.what, x.body, err, x.says)
		}
	}
	text, err := ask(t, 0, "inside", InsideQuestion{Link: "population=200&months=2&colour=blue"})
	var a Inside
	if err != nil || json.Unmarshal(text, &a) != nil || len(a.Notes) != 1 || !strings.Contains(a.Notes[0], "the page knows no such setting") {
		t.Errorf("an unknown setting is not named: %v, %q", err, a.Notes)
	}
}

// A story is the one of the person in the film: nobody's life parts in the film before it
// parts in the story, and who leaves in the film leaves in the story.
func TestAStoryIsThatOfTheFilm(t *testing.T) {
	v := film400(t)
	d := NewDesk("0123456789", "test", 1<<20)
	told := 0
	for k, id := range v.inside.Persons {
		parts := -1
		for m := v.inside.Months - 1; m >= 0; m-- {
			if v.at(0, trackPlace, k, m) != v.at(1, trackPlace, k, m) && !v.neverSeen(0, k, m) && !v.neverSeen(1, k, m) {
				parts = m
			}
		}
		if parts < 0 || told == 3 {
			continue
		}
		told++
		life, err := d.Life(context.Background(), LifeQuestion{village, int64(id)})
		if err != nil {
			t.Fatal(err)
		}
		first := slices.IndexFunc(life.Events, func(e Told) bool { return e.Kind == explain.First })
		if first < 0 || life.Events[first].Month > parts || life.Events[first].Month < 14 {
			t.Errorf("person %d parts in month %d of the film; the story: %+v", id, parts, life.Events)
		}
		end := life.Events[len(life.Events)-1]
		if end.Kind != explain.End || len(end.Sides) != 2 || end.Sides[0].Title != "No policy" || end.Sides[1].Title != "Your choice" {
			t.Errorf("the story of %d ends with %+v", id, end)
		}
		for arm := range v.tracks {
			leaves := !v.neverSeen(arm, k, v.inside.Months-1) && v.at(arm, trackPlace, k, v.inside.Months-1) == Away
			if len(end.Sides) == 2 && leaves != strings.Contains(end.Sides[arm].Text, "left in ") {
				t.Errorf("person %d leaves in arm %d of the film: %t; the story: %s", id, arm, leaves, end.Sides[arm].Text)
			}
		}
		if again, err := d.Life(context.Background(), LifeQuestion{village, int64(id)}); err != nil || again != life {
			t.Errorf("the life of %d was played a second time (%v)", id, err)
		}
	}
	if told < 3 {
		t.Errorf("%d lives part", told)
	}
}

// Without a policy a life stands beside the world without AI.
func TestAStoryWithoutAPolicy(t *testing.T) {
	v := film400(t)
	link := "population=400&months=60"
	life, err := NewDesk("0123456789", "test", 1<<20).Life(context.Background(), LifeQuestion{link, int64(v.inside.Persons[0])})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(life.Arms, []string{"Without AI", "Your choice"}) || len(life.Events) < 3 || life.Events[0].Kind != explain.Start || life.Weight < 1000 {
		t.Errorf("%+v", life)
	}
}

// Who goes stops what was played for them, and it is not kept.
func TestWhoGoesIsNotWaitedFor(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	d := NewDesk("0123456789", "test", 1<<20)
	if _, err := d.Inside(ctx, InsideQuestion{Link: village}); err == nil || len(d.views.keys) > 0 {
		t.Errorf("%v, and %d are kept", err, len(d.views.keys))
	}
	if _, err := d.Life(ctx, LifeQuestion{Link: village, Person: 5}); err == nil || len(d.lives.keys)+len(d.stages.keys) > 0 {
		t.Errorf("%v, and %d are kept", err, len(d.lives.keys)+len(d.stages.keys))
	}
}

// What was asked for least lately is let go of.
func TestOnlyTheLastAreKept(t *testing.T) {
	l, made := lately[int]{most: 2}, 0
	of := func(key string) {
		if _, err := l.of(key, func() (int, error) { made++; return made, nil }); err != nil {
			t.Fatal(err)
		}
	}
	for _, key := range []string{"a", "b", "a", "c", "a", "b"} {
		of(key)
	}
	if made != 4 || len(l.by) != 2 || len(l.keys) != 2 {
		t.Errorf("%d were made, %d and %d are kept", made, len(l.keys), len(l.by))
	}
}
