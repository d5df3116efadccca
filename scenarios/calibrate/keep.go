package calibrate

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// A kept is the sets of a calibration that were played, on the disk and in memory. A set is
// known by its number: what it is follows from those before it.
type kept struct {
	folder *store.Sweep
	heads  []table.Head
	of     Problem

	mu      sync.Mutex // guards what follows
	said    map[int]Said
	waiting []int // numbers that are not on the disk
	written time.Time
}

// headsOf are the columns of the sets that were played.
func headsOf(p Problem) []table.Head {
	heads := []table.Head{{Name: "set", Content: table.Whole, Doc: "Number of the set, in the order of play."}}
	for _, f := range p.Figures {
		heads = append(heads, table.Head{Name: f.ID, Content: table.Number, Doc: "What the run says of figure " + f.ID + ", in log odds for shares, else in the figure's unit."})
	}
	for _, b := range p.Bands {
		heads = append(heads, table.Head{Name: b.ID, Content: table.Number, Doc: "What the run says of a part of pattern " + b.Pattern + ", in the part's unit."})
	}
	for _, name := range p.Asked {
		heads = append(heads, table.Head{Name: name, Content: table.Number, Doc: "What AI makes of this in the last month: in percent of the world without AI, of shares in points."})
	}
	return heads
}

// read takes the sets over that a folder holds and names the parts that were damaged.
func (k *kept) read() (damaged []string, err error) {
	parts, damaged, err := k.folder.Parts(0, k.folder.Plan.Runs)
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		f, err := k.folder.ReadPart(p)
		if err != nil {
			return nil, err
		}
		for i := range f.Rows() {
			var list []float64
			for _, c := range f[1:] {
				list = append(list, c.Numbers[i])
			}
			k.said[int(f[0].Numbers[i])] = k.of.said(list)
		}
	}
	return damaged, nil
}

// patience is how long sets that were played wait to be written at most.
const patience = 5 * time.Second

// through plays a set that is not kept, and keeps it.
func (k *kept) through(play func(context.Context, Set) (Said, error)) func(context.Context, Set) (Said, error) {
	return func(ctx context.Context, s Set) (Said, error) {
		k.mu.Lock()
		one, there := k.said[s.Number]
		k.mu.Unlock()
		if there {
			return one, nil
		}
		one, err := play(ctx, s)
		if err != nil {
			return Said{}, fmt.Errorf("set %d: %w", s.Number, err)
		}
		k.mu.Lock()
		defer k.mu.Unlock()
		k.said[s.Number], k.waiting = one, append(k.waiting, s.Number)
		if time.Since(k.written) < patience {
			return one, nil
		}
		return one, k.write()
	}
}

// flush writes what waits.
func (k *kept) flush() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.write()
}

// write writes what waits, a part for each stretch of numbers. What could not be written
// goes on waiting.
func (k *kept) write() error {
	waiting := map[int]bool{}
	for _, n := range k.waiting {
		waiting[n] = true
	}
	k.written = time.Now()
	for n := range k.folder.Plan.Runs {
		if !waiting[n] || waiting[n-1] {
			continue
		}
		end := n
		for waiting[end] {
			end++
		}
		if _, err := k.folder.WritePart(context.Background(), n, 0, k.rows(n, end)); err != nil {
			return err
		}
		k.waiting = slices.DeleteFunc(k.waiting, func(m int) bool { return n <= m && m < end })
	}
	return nil
}

// rows are the sets from one number up to, but not including, another.
func (k *kept) rows(from, to int) table.Frame {
	f := table.NewFrame(k.heads, to-from)
	for i := range f.Rows() {
		one := k.said[from+i]
		f[0].Numbers[i] = float64(from + i)
		for c, v := range one.outputs() {
			f[1+c].Numbers[i] = v
		}
	}
	return f
}

// stored is the calibration as its folder keeps it.
func (c *Calibration) stored(digest, model string, heads []table.Head) store.Plan {
	sets := c.Effort.Total()
	return store.Plan{Experiment: c.Name, Title: c.Title, Digest: digest, Model: model, Runs: sets, Points: sets, Replicates: 1, Columns: heads}
}

// Progress is how far a calibration is.
type Progress struct {
	Sets, Done, Before int // in all, those that are done, and those of them that were kept
}

// Line is the progress in a line: how much is done, and how long the rest takes at the
// rate of this process.
func (p Progress) Line(spent time.Duration) string {
	text := fmt.Sprintf("%s  %s of %s sets", finding.Bar(float64(p.Done)/float64(p.Sets)), finding.Count(p.Done), finding.Count(p.Sets))
	if now := p.Done - p.Before; now > 0 && p.Done < p.Sets && spent > time.Second {
		text += ", " + finding.Clock(time.Duration(float64(spent)*float64(p.Sets-p.Done)/float64(now))) + " left"
	}
	return text
}
