package ensemble

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/atelier-sim/atelier/sim"
)

// Checkpoints are how far a play is, left on a disk now and then, so that one that was killed
// goes on from there and ends with the same bytes. Of what was played to its end there are
// results, in parcels as shelves exchange them; of each world that is on its way, an image
// with what was recorded of it, and the one before. Each world leaves its own, between
// two of its months, by who plays it: nobody waits for another. The keys are those of shelves.
type Checkpoints struct {
	Depot Depot
	Model string        // the fingerprint of the model, which only reads what it left itself
	Every time.Duration // 0: none are left, only those that are there are read
	// Told, if not nil, is told in a sentence what could not be read or written. That ends no play.
	Told func(text string)
	// Found, if not nil, is told how many months need not be played, as that is found.
	Found func(months int)

	months int // tests: a checkpoint every so many months

	opening sync.Once
	writing sync.Mutex // held by who writes results

	mu      sync.Mutex
	worlds  map[Key][]int // stages on the disk of each world, lowest first
	results int           // number of the last file of results
	done    *Shelf        // what came of what was played to its end
	ended   []*track      // whose results may not be on the disk
	pace    pace          // of results
	any     bool          // some were left or found
}

// Depot is where checkpoints lie, by name. Each is written whole or not at all.
type Depot interface {
	Names() ([]string, error)
	Open(name string) (r io.ReadCloser, bytes int64, err error)
	Put(ctx context.Context, name string, write func(io.Writer) error) error
	Remove(name string) error
}

// first is what is told of the population of the first seed.
type first struct {
	People, Weight float64
	Titles         map[string]string
}

// pace tells when something is to be left.
type pace struct {
	since  time.Time
	months int
}

// leaves tells whether any are left.
func (k *Checkpoints) leaves() bool { return k.Every > 0 || k.months > 0 }

// due tells whether it is time, asked once a month.
func (k *Checkpoints) due(p *pace) bool {
	p.months++
	if k.months > 0 {
		return p.months >= k.months
	}
	return k.Every > 0 && time.Since(p.since) >= k.Every
}

// Names of the files: a world by its key and stage, results by number.
const (
	worldEnd   = ".world"
	resultsEnd = ".results"
)

func worldName(key Key, stage int) string {
	return fmt.Sprintf("%s-%04d%s", hex.EncodeToString(key[:]), stage, worldEnd)
}

// stageOf is how far a world is: months since its burn-in began.
func stageOf(w *sim.World) int { return w.Month + sim.BurnInMonths }

// open reads what lies in the depot: all results, and which worlds there are.
func (k *Checkpoints) open(tables *cellar) {
	k.worlds, k.done, k.pace.since = map[Key][]int{}, NewShelf(math.MaxInt64), time.Now()
	names, err := k.Depot.Names()
	if err != nil {
		k.tell("Checkpoints are not used: %v.", err)
		return
	}
	slices.Sort(names)
	strange := 0
	for _, name := range names {
		err := k.openOne(name, tables)
		if errors.Is(err, errOtherModel) {
			strange++
		} else if err != nil {
			k.tell("The checkpoint %s is not used: %v. What is in it is played again.", name, err)
		}
		if err != nil && (strings.HasSuffix(name, worldEnd) || errors.Is(err, errOtherModel)) {
			k.remove(name) // of results that are damaged what stands before the damage is used
		}
	}
	if strange > 0 {
		k.tell("Checkpoints of another version of the model are not used: all is played from the start.")
	}
	for _, stages := range k.worlds {
		slices.Sort(stages)
	}
	k.any = len(k.worlds) > 0 || k.results > 0
}

// openOne reads a file of results, or the head of a world.
func (k *Checkpoints) openOne(name string, tables *cellar) error {
	in, size, err := k.Depot.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	if number, ok := strings.CutSuffix(name, resultsEnd); ok {
		n, err := strconv.Atoi(number)
		if err != nil {
			return errDamaged
		}
		k.results = max(k.results, n)
		return k.readResults(&sealed{of: k.of("results"), from: bufio.NewReaderSize(in, 1<<20), left: size}, tables)
	}
	text, number, _ := strings.Cut(strings.TrimSuffix(name, worldEnd), "-")
	stage, err := strconv.Atoi(number)
	bytes, wrong := hex.DecodeString(text)
	if err != nil || wrong != nil || len(bytes) != len(Key{}) {
		return errDamaged
	}
	key := Key(bytes)
	if err := (&sealed{of: k.of(worldName(key, stage)), from: in, left: size}).head(); err != nil {
		return err
	}
	k.worlds[key] = append(k.worlds[key], stage)
	return nil
}

// of is what a checkpoint says of itself.
func (k *Checkpoints) of(what string) string {
	return "atelier checkpoint 1\nmodel " + k.Model + "\n" + what + "\n"
}

func (k *Checkpoints) tell(format string, a ...any) {
	if k.Told != nil {
		k.Told(fmt.Sprintf(format, a...))
	}
}

// remove removes a file that nobody needs; one that stays takes room and does no harm.
func (k *Checkpoints) remove(name string) { _ = k.Depot.Remove(name) }

// readResults lays the results of a file on the shelf, up to where it is damaged.
func (k *Checkpoints) readResults(from *sealed, tables *cellar) error {
	if err := from.head(); err != nil {
		return err
	}
	for {
		block, err := from.block()
		if err != nil || len(block) == 0 { // the end
			return err
		}
		t, rest, err := cutThing(block)
		if err == nil && (len(rest) > 0 || !t.fits()) {
			err = errDamaged
		}
		if err == nil {
			err = k.done.receive(t, tables)
		}
		if err != nil {
			return err
		}
	}
}

// fits tells whether rows have a place for each measure, and tables are of each month.
func (t *thing) fits() bool {
	if t.tag.Trend || t.tag.First != nil {
		return true
	}
	for _, part := range t.parts {
		for _, row := range part {
			if len(row) != len(sim.Columns) {
				return false
			}
		}
	}
	all, end, mean, counts := len(t.parts[0]), len(t.parts[1]), len(t.parts[2]), len(t.parts[3])
	groups := len(t.tag.Groups)
	return all > 0 && end == groups && (mean == groups || mean == 0) && (counts == mean || counts == 0) &&
		(t.tag.Tables == 0 || t.tag.Tables == all) && len(t.tag.Sums) <= sim.MostRules
}

// leave writes results that are on no disk yet, where it is time for it or must be, and then
// removes the worlds that they are of. Whoever finds another at it leaves it to them.
func (k *Checkpoints) leave(ctx context.Context, tables *cellar, must bool) {
	k.mu.Lock()
	due := k.due(&k.pace)
	k.mu.Unlock()
	if !must && !due {
		return
	}
	if !k.writing.TryLock() {
		return
	}
	defer k.writing.Unlock()
	k.mu.Lock()
	ended := k.ended
	k.ended, k.pace = nil, pace{since: time.Now()}
	k.mu.Unlock()
	list := k.done.unpacked()
	if len(list) > 0 {
		name := fmt.Sprintf("%06d%s", k.results+1, resultsEnd)
		if err := k.Depot.Put(ctx, name, func(to io.Writer) error { return k.writeResults(to, list, tables) }); err != nil {
			k.failed(ctx, err)
			k.mu.Lock()
			k.ended = append(ended, k.ended...)
			k.mu.Unlock()
			return
		}
		k.results++
		k.done.pack(list)
		k.mu.Lock()
		k.any = true
		k.mu.Unlock()
	}
	for _, t := range ended {
		t.forget()
	}
}

// over says that all is played: results that are on no disk are left where others are, and worlds
// that lie there still are removed, for a kill may have come between what was played and that.
func (k *Checkpoints) over(ctx context.Context, tables *cellar) {
	k.leave(ctx, tables, k.any)
	k.mu.Lock()
	defer k.mu.Unlock()
	for key, stages := range k.worlds {
		for _, stage := range stages {
			k.remove(worldName(key, stage))
		}
		delete(k.worlds, key)
	}
}

// failed tells that a checkpoint could not be written, unless it was to stop.
func (k *Checkpoints) failed(ctx context.Context, err error) {
	if ctx.Err() == nil {
		k.tell("A checkpoint is missing: %v. It is played on.", err)
	}
}

func (k *Checkpoints) writeResults(to io.Writer, list []*kept, tables *cellar) error {
	out := &sealed{of: k.of("results"), to: to}
	if err := out.head(); err != nil {
		return err
	}
	for _, v := range list {
		t, err := thingOf(v, tables)
		if err == nil {
			err = out.put(t.append(nil))
		}
		if err != nil {
			return err
		}
	}
	return out.put(nil)
}

// track is a world on its way, and what lies of it on the disk.
type track struct {
	k    *Checkpoints
	key  Key
	pace pace
	// behind is a world from which this one was cloned and that others will need as it stands.
	behind *held
	// taken is the track of the world that this one was, which nobody needs once this one is on the disk.
	taken *track

	mu     sync.Mutex
	stages []int // on the disk, lowest first
}

// held is a world that stands still, for others are to begin from it.
type held struct {
	world  *sim.World
	record *recorder // nil of a burnt-in one
	track  *track    // on which it came; nil where no checkpoints are

	mu   sync.Mutex
	left bool // it is on the disk as it stands
}

// track is that of a world of a key; nil where no checkpoints are.
func (p *party) track(key Key) *track {
	k := p.points()
	if k == nil {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return &track{k: k, key: key, stages: slices.Clone(k.worlds[key]), pace: pace{since: time.Now()}}
}

// points are the checkpoints of the party's futures; nil where there are none, or where somebody
// watches or changes the worlds, which no checkpoint knows.
func (p *party) points() *Checkpoints {
	c := p.c
	if c.Checkpoints == nil || c.Watch != nil || c.Change != nil || c.Shelf != nil {
		return nil
	}
	return c.Checkpoints
}

// results is the shelf on which the party finds what was played to its end, and lays it; nil for none.
func (p *party) results() *Shelf {
	if k := p.points(); k != nil {
		return k.done
	}
	return p.shelf()
}

// from says that the world comes from another, which is held as it stands, or taken.
func (t *track) from(h *held, taken bool) {
	if t == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.left { // what it lacks on the disk, this one lacks, too
		t.pace = h.track.pace
	}
	if taken {
		t.taken = h.track
	} else {
		t.behind = h
	}
}

// month leaves the world as it stands where it is time for that, or where it is to
// stop, and results likewise. Of a world that is not recorded, r is nil.
func (t *track) month(ctx context.Context, w *sim.World, r *recorder, tables *cellar) {
	if t == nil {
		return
	}
	stop := ctx.Err() != nil && t.k.leaves()
	if due := t.k.due(&t.pace); due || stop {
		whole := context.WithoutCancel(ctx)
		if t.behind != nil {
			t.behind.keep(whole)
		}
		t.keep(whole, w, r)
	}
	t.k.leave(context.WithoutCancel(ctx), tables, stop)
}

// keep leaves a world that is held as it stands, once, in the place of those before it.
func (h *held) keep(ctx context.Context) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.left {
		return
	}
	if h.left = h.track.keep(ctx, h.world, h.record); h.left {
		h.track.mu.Lock()
		defer h.track.mu.Unlock()
		h.track.trim(1)
	}
}

// trim removes images but for the last few.
func (t *track) trim(few int) {
	for len(t.stages) > few {
		t.k.remove(worldName(t.key, t.stages[0]))
		t.stages = t.stages[1:]
	}
	t.k.mu.Lock()
	defer t.k.mu.Unlock()
	t.k.worlds[t.key] = slices.Clone(t.stages)
}

// keep writes the world as it stands. Of those before it the last one stays.
func (t *track) keep(ctx context.Context, w *sim.World, r *recorder) (done bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	defer func() { t.pace = pace{since: time.Now()} }()
	stage := stageOf(w)
	if slices.Contains(t.stages, stage) {
		return true
	}
	t.trim(1)
	err := t.k.Depot.Put(ctx, worldName(t.key, stage), func(to io.Writer) error { return t.write(to, w, r) })
	if err != nil {
		t.k.failed(ctx, err)
		return false
	}
	t.stages = append(t.stages, stage)
	t.k.mu.Lock()
	t.k.worlds[t.key], t.k.any = slices.Clone(t.stages), true
	t.k.mu.Unlock()
	if t.taken != nil {
		t.taken.forget()
		t.taken = nil
	}
	return true
}

func (t *track) write(to io.Writer, w *sim.World, r *recorder) error {
	out := &sealed{of: t.k.of(worldName(t.key, stageOf(w))), to: to}
	if err := out.head(); err != nil {
		return err
	}
	var record []byte
	if r != nil && len(r.all) > 0 {
		recorded, err := r.thing()
		if err != nil {
			return err
		}
		record = recorded.append(nil)
	}
	if err := out.put(record); err != nil {
		return err
	}
	return w.WriteImage(to, out.of)
}

// resume is the world as it was left last, with what was recorded of it up to then; nil where there
// is none. One that is damaged is told of and removed.
func (t *track) resume(r *recorder, workers int) *sim.World {
	if t == nil {
		return nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.stages) > 0 {
		last := len(t.stages) - 1
		name := worldName(t.key, t.stages[last])
		w, err := t.read(name, r, workers)
		if err == nil && stageOf(w) == t.stages[last] {
			t.pace = pace{since: time.Now()}
			return w
		}
		t.k.tell("The checkpoint %s is not used: %v. It is played from the one before, or from the start.", name, cmp.Or(err, errDamaged))
		t.k.remove(name)
		t.stages = t.stages[:last]
	}
	t.k.mu.Lock()
	defer t.k.mu.Unlock()
	delete(t.k.worlds, t.key)
	return nil
}

func (t *track) read(name string, r *recorder, workers int) (*sim.World, error) {
	file, size, err := t.k.Depot.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	in := &sealed{of: t.k.of(name), from: bufio.NewReaderSize(file, 1<<20), left: size}
	if err := in.head(); err != nil {
		return nil, err
	}
	record, err := in.block()
	if err != nil {
		return nil, err
	}
	w, err := sim.ReadImage(in.from, in.of, in.left, workers)
	if err != nil || r == nil || w.Month == 0 && len(record) == 0 {
		return w, err
	}
	return w, r.restore(record, w.Month)
}

// end says that the results of the track are on the shelf. Where its world lies on the disk, these
// are left at once, for it takes room.
func (t *track) end(ctx context.Context, tables *cellar) {
	if t == nil {
		return
	}
	t.behind = nil // worlds are large
	t.k.mu.Lock()
	large := len(t.k.worlds[t.key]) > 0
	if large || t.k.leaves() {
		t.k.ended = append(t.k.ended, t)
	}
	t.k.mu.Unlock()
	if large {
		t.k.leave(context.WithoutCancel(ctx), tables, true)
	}
}

// forget removes what lies of the world on the disk.
func (t *track) forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.k.mu.Lock()
	stages := t.k.worlds[t.key]
	delete(t.k.worlds, t.key)
	t.k.mu.Unlock()
	for _, stage := range stages {
		t.k.remove(worldName(t.key, stage))
	}
	t.stages = nil
}

// ahead tells whether a past needs no burnt-in world: its futures are played, or their worlds, or
// that before them, lie on the disk.
func (p *party) ahead(e *entry, g past) bool {
	left, _, whole := p.played(e, g)
	k := p.points()
	return whole || g.dawn >= 0 && k.onDisk(p.ofDawn(e, g)) || len(g.futures) > 1 && k.onDisk(p.ofPast(&e.cast.futures[g.futures[0]], e.seed, g.fork)) ||
		!slices.ContainsFunc(left, func(i int) bool { return !k.onDisk(p.ofOutcome(&e.cast.futures[i], e.seed)) })
}

// over says that a world of a replicate is played; after the last nobody needs its burn-ins.
func (p *party) over(e *entry) {
	if p.points() == nil || e.worlds.Add(-1) > 0 {
		return
	}
	for _, i := range e.cast.burnIns {
		p.track(e.cast.futures[i].ofBurnIn(p.c.Options.Population, e.seed)).end(context.Background(), p.c.cellar)
	}
}

// ofFirst is the key of what is told of the population of the first seed.
func (p *party) ofFirst(e *entry) Key {
	f := &e.cast.futures[e.cast.burnIns[0]]
	return p.keyed(f, e.seed, "first", p.course(f).BurnIn())
}

// knownFirst is that, where a checkpoint has it.
func (p *party) knownFirst(e *entry) *first {
	k := p.points()
	if k == nil {
		return nil
	}
	told, _ := k.done.get(p.ofFirst(e)).(*first)
	return told
}

// skip counts months that a checkpoint has.
func (p *party) skip(months int) {
	if k := p.points(); k != nil {
		if k.Found != nil && months > 0 {
			k.Found(months)
		}
		p.clock.skip(months)
	}
}

// onDisk tells whether a world of some key lies on the disk.
func (k *Checkpoints) onDisk(key Key) bool {
	if k == nil {
		return false
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.worlds[key]) > 0
}

// forget lets go of results in memory, whose tables are gone.
func (k *Checkpoints) forget() {
	if k != nil && k.done != nil {
		k.done.Clear()
	}
}

// thing is what was recorded up to a month, with its tables.
func (r *recorder) thing() (*thing, error) {
	t := &thing{tag: tag{Groups: groupsOf(r.last), Levy: r.levies, Sums: r.bills[:]}}
	last := make([][]float64, len(r.last))
	for g := range last {
		last[g] = r.last[g].Values
	}
	t.parts = [4][][]float64{r.all, last, r.sums, r.counts}
	return t, t.fetch(r.kept, r.cellar)
}

// restore goes on from what was recorded of so many months.
func (r *recorder) restore(record []byte, months int) error {
	t, rest, err := cutThing(record)
	if err != nil {
		return err
	}
	if len(rest) > 0 || !t.fits() || len(t.parts[0]) != months || r.tables != (t.tag.Tables > 0) {
		return errDamaged
	}
	kept, err := t.restore(r.cellar)
	if err != nil {
		return err
	}
	r.kept, r.all, r.sums, r.counts, r.levies = kept, t.parts[0], t.parts[2], t.parts[3], t.tag.Levy
	copy(r.bills[:], t.tag.Sums)
	r.last = make([]sim.Group, len(t.tag.Groups))
	for g, name := range t.tag.Groups {
		r.last[g] = sim.Group{By: name.By, Name: name.Group, Values: t.parts[1][g]}
	}
	return nil
}

// Why a checkpoint cannot be used.
var (
	errDamaged    = errors.New("it is damaged")
	errOtherModel = errors.New("it is of another version of the model")
)

// sealed is a file in the making, or being read: a head that says what it is of, and blocks,
// each with its length before it and a checksum of all up to its end behind it.
type sealed struct {
	of   string
	to   io.Writer // nil while it is read
	from io.Reader
	left int64 // bytes to be read
	sum  [sha256.Size]byte
}

// head writes the head, or reads one and holds it against what it should be.
func (s *sealed) head() error {
	s.sum = sha256.Sum256([]byte(s.of))
	if s.to != nil {
		_, err := io.WriteString(s.to, s.of)
		return err
	}
	found := make([]byte, len(s.of))
	if s.left -= int64(len(found)); s.left < 0 {
		return errDamaged
	}
	if _, err := io.ReadFull(s.from, found); err != nil {
		return err
	}
	has, is := strings.Split(string(found), "\n"), strings.Split(s.of, "\n")
	switch {
	case bytes.Equal(found, []byte(s.of)):
		return nil
	case has[0] == is[0] && len(has) > 1 && strings.HasPrefix(has[1], "model ") && has[1] != is[1]:
		return errOtherModel
	}
	return errDamaged
}

// put writes a block.
func (s *sealed) put(block []byte) error {
	length := binary.LittleEndian.AppendUint64(nil, uint64(len(block)))
	s.add(length, block)
	for _, part := range [][]byte{length, block, s.sum[:]} {
		if _, err := s.to.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// add adds to the checksum.
func (s *sealed) add(parts ...[]byte) {
	sum := sha256.New()
	sum.Write(s.sum[:])
	for _, part := range parts {
		sum.Write(part)
	}
	sum.Sum(s.sum[:0])
}

// block reads a block.
func (s *sealed) block() ([]byte, error) {
	length, err := s.take(8)
	if err != nil {
		return nil, err
	}
	n := binary.LittleEndian.Uint64(length)
	if n > uint64(s.left) {
		return nil, errDamaged
	}
	block, err := s.take(int64(n))
	if err != nil {
		return nil, err
	}
	s.add(length, block)
	sum, err := s.take(sha256.Size)
	if err == nil && !bytes.Equal(sum, s.sum[:]) {
		err = errDamaged
	}
	return block, err
}

// take reads so many bytes, of which there must be as many.
func (s *sealed) take(n int64) ([]byte, error) {
	if s.left -= n; s.left < 0 {
		return nil, errDamaged
	}
	part := make([]byte, n)
	if _, err := io.ReadFull(s.from, part); err != nil {
		return nil, errDamaged
	}
	return part, nil
}
