package page_test

import (
	"encoding/json"
	"testing"

	"github.com/atelier-sim/atelier/plots/page"
)

// A picture whose parts several desks played is, to the byte, that of one desk; who gets the
// parcels plays no month more for it.
func TestPartsMakeTheSamePicture(t *testing.T) {
	q := page.Question{Link: "population=200&months=84&replicates=4&policy=training_subsidy=0.9", Show: []string{"at_work", "skill"}}
	alone := page.NewDesk("0123456789", "test", 1<<30)
	want, err := alone.Answer(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	first, other := page.NewDesk("0123456789", "test", 1<<30), page.NewDesk("0123456789", "test", 1<<30)
	for _, part := range []struct {
		desk *page.Desk
		page.Part
	}{
		{first, page.Part{Link: q.Link, From: 0, To: 2}},
		{other, page.Part{Link: q.Link, From: 2, To: 9}}, // there are four
		{other, page.Part{Link: q.Link, From: 7, To: 9}},
		{other, page.Part{Link: q.Link, From: -3, To: 1}},
	} {
		if err := part.desk.PlayPart(t.Context(), part.Part); err != nil {
			t.Fatal(err)
		}
	}
	if err := first.Unpack(other.Pack()); err != nil {
		t.Fatal(err)
	}
	got, err := first.Answer(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	if string(a) != string(b) || got.Played != 0 || want.Played == 0 {
		t.Errorf("%d bytes of parts, %d alone; %d months were played again", len(a), len(b), got.Played)
	}
	big := page.Part{Link: "population=2000000&policy=ai_levy=0.1", To: 1}
	if err := first.PlayPart(t.Context(), big); err == nil {
		t.Error("a part of what is too much is played")
	}
}

// Where others wait, a picture that is wanted at once is of one run; more of one is not less.
func TestThePressedHaveOneRun(t *testing.T) {
	d := page.NewDesk("0123456789", "test", 1<<30)
	for _, c := range []struct {
		asked, pressed int
		body           string
		hasty          bool
	}{
		{1, 1, `{"runs":1}`, true}, {page.FirstRuns, 1, `{"runs":2}`, true}, {3, 3, `{"runs":3}`, false}, {0, 4, `{}`, false},
	} {
		q := page.Question{Link: "population=200&months=60&replicates=4", Runs: c.asked, Show: []string{"at_work"}}
		a, err := d.Answer(page.Pressed(t.Context()), q)
		if err != nil {
			t.Fatal(err)
		}
		if a.Runs != c.pressed || page.Hasty("answer", []byte(c.body)) != c.hasty {
			t.Errorf("%d runs are asked for: %d are played, want %d; hasty %v", c.asked, a.Runs, c.pressed, !c.hasty)
		}
	}
	if page.Hasty("inside", []byte(`{"runs":1}`)) || page.Hasty("answer", []byte(`{"runs":`)) {
		t.Error("what is no picture is hasty")
	}
	if a, err := d.Answer(t.Context(), page.Question{Link: "population=200&months=60&replicates=4", Runs: 2}); err != nil || a.Runs != 2 {
		t.Errorf("where nobody waits %+v, %v", a, err)
	}
}
