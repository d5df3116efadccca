package population

import (
	"math"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/evidence"
	"github.com/atelier-sim/atelier/sim"
	"github.com/atelier-sim/atelier/sim/num"
)

// hill is the maximum-likelihood exponent of the upper tail of staff above a
// size (Hill 1975), each organisation counted as the real ones it stands for.
func hill(w *sim.World, sector int, above float64) float64 {
	n, sum := 0.0, 0.0
	for f, s := range w.Orgs.Sector {
		if x := float64(w.Orgs.Staff[f]); (sector < 0 || int(s) == sector) && x >= above {
			n += float64(w.Orgs.Firms[f])
			sum += float64(w.Orgs.Firms[f]) * num.Log(x/above)
		}
	}
	return n / sum
}

func TestSizesFollowZipf(t *testing.T) {
	c := evidence.US()
	w := build(t, 200_000, 6, 2)
	all := hill(w, -1, 100)
	t.Logf("all organisations of 100 staff and more: %.3f", all)
	if all < 0.73 || all > 1.26 {
		t.Errorf("the tail of staff has exponent %.3f, want 0.73 to 1.26", all)
	}
	for s := range c.Sectors {
		got := hill(w, s, 100)
		t.Logf("%-16s %.3f, table %.3f", c.Sectors[s].Key, got, c.Sectors[s].Tail)
		if math.Abs(got-c.Sectors[s].Tail) > 0.25 {
			t.Errorf("the tail of %s has exponent %.3f, want about %.3f", c.Sectors[s].Key, got, c.Sectors[s].Tail)
		}
	}
}

func TestSmallOrganisationsStaySmall(t *testing.T) {
	for _, n := range []int{200, 5000, 200_000} {
		w := build(t, n, 8, 2)
		for f := range w.Orgs.Staff {
			rows := int32(0)
			for k := w.Orgs.FirstCell[f]; k < w.Orgs.FirstCell[f+1]; k++ {
				rows += w.Cells.Staff[k]
			}
			team := float64(rows) * w.Weight / float64(w.Orgs.Firms[f]) // creatives of a real one
			staff := float64(w.Orgs.Staff[f])
			if staff < 1 || float64(rows) > team*1.0001 || team > staff*1.0001 {
				t.Fatalf("%d people: an organisation of %v staff has %d rows for %v creatives", n, staff, rows, team)
			}
		}
	}
}

func TestFewRealOrganisationsAreMissing(t *testing.T) {
	c := evidence.US()
	w := build(t, 100_000, 8, 2)
	firms := make([]float64, len(c.Sectors))
	for f, s := range w.Orgs.Sector {
		firms[s] += float64(w.Orgs.Firms[f])
	}
	for s := range c.Sectors {
		n := 0.0
		for _, class := range c.Sectors[s].Classes {
			n += class.Firms
		}
		if firms[s] > n {
			t.Errorf("%s: %.0f organisations employ creatives, of %.0f that exist", c.Sectors[s].Key, firms[s], n)
		}
	}
}

func TestAdoptionOf2021FitsBySector(t *testing.T) {
	c := evidence.US()
	const n = 400_000
	w := build(t, n, 9, 2)
	for s := range c.Sectors {
		firms, legacy, heaviest := 0.0, 0.0, 0.0
		for f, sector := range w.Orgs.Sector {
			if int(sector) == s && w.Orgs.Staff[f] >= fromStaff {
				x := float64(w.Orgs.Firms[f])
				firms += x
				legacy += x * float64(w.Orgs.Legacy[f])
				heaviest = max(heaviest, x)
			}
		}
		got, want := legacy/firms, c.Sectors[s].AnyAI2021
		t.Logf("%-16s %.4f, survey %.4f (%.0f organisations)", c.Sectors[s].Key, got, want, firms/w.Weight)
		if math.Abs(got-want) > 0.005+2*heaviest/firms {
			t.Errorf("%s: %.4f of organisations had AI in 2021, want %.4f", c.Sectors[s].Key, got, want)
		}
	}
}

func TestLargerOrganisationsHaveAIMoreOften(t *testing.T) {
	w := build(t, 100_000, 9, 2)
	var firms, legacy [sim.SizeClasses]float64
	for f, k := range w.Orgs.Size {
		firms[k] += float64(w.Orgs.Firms[f])
		legacy[k] += float64(w.Orgs.Firms[f]) * float64(w.Orgs.Legacy[f])
	}
	odds := func(k int) float64 { return legacy[k] / (firms[k] - legacy[k]) }
	if ratio := odds(3) / odds(1); ratio < 3 || ratio > 8 {
		t.Errorf("odds of 250+ to 10-49 staff are %.2f to 1, want 3 to 8", ratio)
	}
}

func TestSharesOfDomainsAddUpToOne(t *testing.T) {
	w := build(t, 7777, 1, 2)
	sum := make([]float64, len(w.Domains))
	for f, d := range w.Orgs.Domain {
		sum[d] += w.Orgs.BaseShare[f]
		main := w.Cells.Occupation[w.Orgs.FirstCell[f]]
		if w.Occupations[main].Domain != d {
			t.Fatalf("organisation %d of domain %d has most creatives in domain %d", f, d, w.Occupations[main].Domain)
		}
	}
	for d, x := range sum {
		if math.Abs(x-1) > 1e-9 {
			t.Errorf("shares in %s add up to %v", w.Domains[d].Name, x)
		}
	}
}

func TestRoundedHeadsAddUp(t *testing.T) {
	w := build(t, 100_000, 3, 2)
	for _, factor := range []float64{0.8, 1, 1.13} {
		var heads, wish [sim.Occupations]float64
		for k, o := range w.Cells.Occupation {
			star := float64(w.Cells.Base[k]) * factor
			wish[o] += star
			heads[o] += math.Floor(star + float64(w.Cells.Rounding[k]))
		}
		for o := range heads {
			if off := math.Abs(heads[o] - wish[o]); off > 3+0.005*wish[o] {
				t.Errorf("%s at %v times the base: %v heads for %.1f desired", w.Occupations[o].Name, factor, heads[o], wish[o])
			}
		}
	}
}

func TestPeersStandTogether(t *testing.T) {
	w := build(t, 20_000, 1, 2)
	c := &w.Creatives
	near, same, links := 0.0, 0.0, 0.0
	for at, j := range c.Peers[:w.People*sim.Degree] {
		if d := int(j) - at/sim.Degree; -sim.Degree <= d && d <= sim.Degree {
			near++
		}
		links++
		if c.Occupation[j] == c.Occupation[at/sim.Degree] {
			same++
		}
	}
	if near < 0.9*links {
		t.Errorf("%.1f %% of peers stand near, want 90 or more", 100*near/links)
	}
	if share := same / links; share < 0.985 || share == 1 {
		t.Errorf("%.2f %% of peers are of the same occupation, want nearly all", 100*share)
	}
	for i := w.People; i < w.Rows(); i++ {
		for _, j := range c.Peers[i*sim.Degree : (i+1)*sim.Degree] {
			if int(j) >= w.People {
				t.Fatalf("spare row %d would hear the spare row %d", i, j)
			}
		}
	}
}
