package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// Files of the folder of a sweep.
const (
	planName  = "sweep.json"     // what is played: written once, before the first run
	endName   = "outcome.json"   // what came of it: written last
	sweepLock = ".atelier-sweep" // locked by whoever plays
	partsDir  = "parts"
)

// ErrNotASweep is of a folder that holds no sweep.
var ErrNotASweep = errors.New("not a sweep")

// Plan says what a sweep is. It is the file sweep.json, with a checksum of all that
// stands above its last line; nothing in it changes but the number of shards, which
// decides no number.
type Plan struct {
	Schema     int             `json:"schema"` // Version
	Experiment string          `json:"experiment"`
	Title      string          `json:"title"`
	Digest     string          `json:"digest"` // of the experiment
	Model      string          `json:"model"`  // fingerprint of the model that plays it
	Runs       int             `json:"runs"`
	Points     int             `json:"points"`
	Replicates int             `json:"replicates"`
	Shards     int             `json:"shards,omitempty"` // that it is cut into, 0 where nobody said
	Columns    []table.Head    `json:"columns"`          // of parts and of the final table
	Files      map[string]File `json:"files,omitempty"`  // those that say what is played
	Versions   Versions        `json:"versions"`
	Platform   Platform        `json:"platform"`
	Started    time.Time       `json:"started"`
}

// About is what a table of the sweep says of itself.
func (p *Plan) About(note string) About { return About{Digest: p.Digest, Note: note} }

// Sweep is the folder of a sweep: of one that this process plays and no other
// ([CreateSweep]), or that it shares with processes here and on other machines
// ([PlanSweep], [JoinSweep]).
//
//	out/
//	  sweep.json  experiment.yaml ...
//	  parts/00000000-00000120-0-3f2a....parquet ...
//	  runs.parquet  runs.csv ...
//	  outcome.json
//
// A part holds the runs of a range, in the order in which they are played, and is
// named by the range, by how many of them failed and by its checksum. It is there
// under its name only when it is complete and on the disk, and that it is there is
// the record that its runs are done: there is no other record that could be wrong.
// Parts may hold the same run twice, since a run has the same bytes whoever plays it.
//
// Who shares a folder takes no lock, which network file systems do not keep: it
// writes under hidden names that nobody else has, and a rename puts a file in its place.
type Sweep struct {
	Plan   Plan
	disk   disk
	dir    string
	lock   file
	shared bool

	mu      sync.Mutex // guards what follows
	written map[string]File
}

// CreateSweep prepares a folder for a sweep and the files that say what it is, by
// name, or takes up the one that is there. It refuses with ErrLocked if a process is
// playing there, ErrOtherVersion, ErrOtherRun, ErrOtherModel if what was begun there
// is something else, and ErrForeign if other files are in the way.
func CreateSweep(dir string, p Plan, files map[string][]byte) (*Sweep, error) {
	return createSweep(system, dir, p, files)
}

func createSweep(d disk, dir string, p Plan, files map[string][]byte) (*Sweep, error) {
	return prepareSweep(&Sweep{Plan: p, disk: d, dir: filepath.Clean(dir), written: map[string]File{}}, files)
}

// PlanSweep prepares a folder for processes that share it, or takes up the one that is
// there and cuts it into as many shards as the plan says, unless that is 0. It locks
// nothing; otherwise it refuses what [CreateSweep] does.
func PlanSweep(dir string, p Plan, files map[string][]byte) (*Sweep, error) {
	s, err := prepareSweep(&Sweep{Plan: p, disk: system, dir: filepath.Clean(dir), shared: true, written: map[string]File{}}, files)
	if err != nil || p.Shards == 0 || s.Plan.Shards == p.Shards {
		return s, err
	}
	s.Plan.Shards = p.Shards
	return s, s.putPlan()
}

// JoinSweep opens a sweep that is there, to be shared. One that is not is
// ErrNotASweep; otherwise it refuses what [PlanSweep] does.
func JoinSweep(dir string, p Plan) (*Sweep, error) {
	s := &Sweep{Plan: p, disk: system, dir: filepath.Clean(dir), shared: true, written: map[string]File{}}
	found, err := s.find()
	if err == nil && found == nil {
		err = noSweep(dir)
	}
	if err != nil {
		return nil, err
	}
	s.Plan = *found
	return s, nil
}

func prepareSweep(s *Sweep, files map[string][]byte) (_ *Sweep, err error) {
	d := s.disk
	if err := cmp.Or(checkDigest(s.Plan.Digest), checkDigest(s.Plan.Model), CheckProcessor()); err != nil {
		return nil, err
	}
	s.Plan.Files = map[string]File{}
	for name, text := range files {
		s.Plan.Files[name] = File{sumOf(text), int64(len(text))}
	}
	s.Plan.Schema, s.Plan.Versions, s.Plan.Platform, s.Plan.Started = Version, CurrentVersions(), CurrentPlatform(), time.Now().UTC()
	made, err := makeFolders(d, s.dir)
	if err != nil {
		return nil, trouble("make folder "+s.dir, err)
	}
	defer func() {
		if err != nil {
			s.Close()
			removeFolders(d, made)
		}
	}()
	found, err := s.find()
	if err == nil && found == nil {
		err = s.vacant(files)
	}
	if err != nil {
		return nil, err
	}
	if !s.shared {
		if err := s.acquire(); err != nil {
			return nil, err
		}
		if found, err = s.find(); err != nil {
			return nil, err
		}
	}
	if err := s.Clear(); err != nil {
		return nil, err
	}
	if found != nil {
		s.Plan = *found
		return s, nil
	}
	return s, s.begin(files)
}

// begin writes what is played, the plan last.
func (s *Sweep) begin(files map[string][]byte) error {
	if err := s.disk.mkdir(s.path(partsDir), 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return trouble("make folder "+s.path(partsDir), err)
	}
	for name, text := range files {
		if err := s.put(name, text); err != nil {
			return err
		}
	}
	return s.putPlan()
}

// putPlan writes the plan.
func (s *Sweep) putPlan() error {
	plan, err := encodeSealed(s.Plan)
	if err != nil {
		return err
	}
	return s.put(planName, plan)
}

// find reads the plan that is there, nil if none is. One that is there must be ours.
func (s *Sweep) find() (*Plan, error) {
	p, err := readPlan(s.disk, s.dir)
	switch {
	case errors.Is(err, ErrNotASweep):
		return nil, nil
	case err != nil:
		return nil, err
	case p.Digest != s.Plan.Digest:
		return nil, refuse(ErrOtherRun, "%s holds another experiment, %s with digest %s, not %s; choose another folder with --out or delete this one",
			s.dir, p.Experiment, short(p.Digest), short(s.Plan.Digest))
	case p.Model != s.Plan.Model:
		return nil, p.PlayedBy(s.Plan.Model, s.dir, "they may not be mixed with new ones: choose another folder with --out or delete this one")
	case !slices.Equal(p.Columns, s.Plan.Columns) || p.Runs != s.Plan.Runs:
		return nil, refuse(ErrOtherVersion, "%s holds a sweep of another version of the program; choose another folder with --out or delete this one", s.dir)
	}
	return p, s.said(p)
}

// said refuses a folder in which a file that says what is played is not as it was written.
func (s *Sweep) said(p *Plan) error {
	for _, name := range slices.Sorted(maps.Keys(p.Files)) {
		data, err := readFile(s.disk, s.path(name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return refuse(ErrMissing, "%s is missing; restore it, or sweep into a new folder", s.path(name))
		case err != nil:
			return unreadable(s.path(name), err)
		case sumOf(data) != p.Files[name].SHA256:
			return changedPlan(s.path(name))
		}
	}
	return nil
}

// PlayedBy refuses the sweep in a folder, with ErrOtherModel, if another model plays it.
// instead says what to do.
func (p *Plan) PlayedBy(model, dir, instead string) error {
	if p.Model == model {
		return nil
	}
	return refuse(ErrOtherModel, "%s holds runs of another version of the model (fingerprint %s; this program's is %s); %s",
		dir, short(p.Model), short(model), instead)
}

// ReadPlan reads the plan of the sweep in a folder.
func ReadPlan(dir string) (*Plan, error) { return readPlan(system, dir) }

func readPlan(d disk, dir string) (*Plan, error) {
	place := filepath.Join(dir, planName)
	data, err := readFile(d, place)
	switch {
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR):
		return nil, noSweep(dir)
	case err != nil:
		return nil, unreadable(place, err)
	case !whole(data):
		return nil, changedPlan(place)
	}
	if err := sealed(filepath.Join(dir, planName), data); err != nil {
		return nil, err
	}
	p := new(Plan)
	if err := json.Unmarshal(data, p); err != nil || p.Schema != Version {
		return nil, refuse(ErrOtherVersion, "%s holds a sweep of another version of the program; choose another folder with --out or delete this one", dir)
	}
	return p, nil
}

// noSweep is the refusal of a folder in which no sweep was begun.
func noSweep(dir string) error {
	return refuse(ErrNotASweep, "%s holds no sweep (it has no %s); give the folder that atelier sweep writes to", dir, planName)
}

// changedPlan is the refusal of a file that says what is played and is not as it was written.
func changedPlan(place string) error {
	return refuse(ErrChanged, "%s has changed since it was written; restore it, or sweep into a new folder", place)
}

// vacant refuses a folder in which anything lies that a sweep begun and killed
// before its plan was written would not have left.
func (s *Sweep) vacant(files map[string][]byte) error {
	entries, err := s.disk.readDir(s.dir)
	if err != nil {
		return trouble("read folder "+s.dir, err)
	}
	for _, e := range entries {
		name := strings.TrimSuffix(strings.TrimPrefix(e.Name(), "."), ".part")
		if shared.MatchString(e.Name()) {
			name = strings.TrimSuffix(name, filepath.Ext(name))
		}
		if _, ours := files[name]; !ours && e.Name() != sweepLock && e.Name() != partsDir && name != planName && !ofDisk.MatchString(e.Name()) {
			return refuse(ErrForeign, "%s holds %s, which is not part of this sweep; choose an empty folder or a new one", s.dir, e.Name())
		}
	}
	return nil
}

// acquire locks the folder. The lock goes with the process, however that ends. A
// glance of status at the lock may be in the way for a moment.
func (s *Sweep) acquire() error {
	place := s.path(sweepLock)
	for try := 0; ; try++ {
		f, err := s.disk.openFile(place, os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return trouble("write to folder "+s.dir, err)
		}
		free, err := tryLock(f)
		if err != nil {
			f.Close()
			return fmt.Errorf("cannot lock folder %s: %w; choose a folder on a disk that knows locks", s.dir, err)
		}
		if free {
			s.lock = f
			return nil
		}
		f.Close()
		if try == 20 {
			return refuse(ErrLocked, "another process is playing the sweep in %s; wait for it, or look with atelier sweep status %s", s.dir, s.dir)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// Played tells whether a process is playing the sweep in a folder.
func Played(dir string) bool {
	f, err := os.OpenFile(filepath.Join(dir, sweepLock), os.O_RDWR, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	free, err := tryLock(f)
	return err == nil && !free
}

// shared is the name of a file that is being written by a process that shares the
// folder, and idle how old such a file is once nobody writes it any more: it is
// written from memory, in seconds, and clocks of machines differ by less. One that is as
// far in the future was written before a clock was set back.
var shared = regexp.MustCompile(`^\..+\.[0-9a-z]{13}\.part$`)

const idle = time.Hour

// Clear removes files that a killed process had not finished: those of a process that
// shared the folder once they are old, since it may be alive.
func (s *Sweep) Clear() error {
	for _, sub := range []string{"", partsDir} {
		entries, err := s.disk.readDir(s.path(sub))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return trouble("read folder "+s.path(sub), err)
		}
		for _, e := range entries {
			n := e.Name()
			if !strings.HasPrefix(n, ".") || !strings.HasSuffix(n, ".part") || s.shared && !shared.MatchString(n) {
				continue
			}
			if shared.MatchString(n) {
				if info, err := e.Info(); err != nil || time.Since(info.ModTime()).Abs() < idle {
					continue
				}
			}
			if err := removeIfThere(s.disk, s.path(path.Join(sub, n))); err != nil {
				return trouble("remove "+s.path(path.Join(sub, n)), err)
			}
		}
	}
	return nil
}

// Close gives the folder up. The lock's file stays, or somebody who waits for it could
// lock one that is gone.
func (s *Sweep) Close() error {
	if s.lock == nil {
		return nil
	}
	f := s.lock
	s.lock = nil
	return f.Close()
}

// Dir is the folder.
func (s *Sweep) Dir() string { return s.dir }

// path is where a file of the sweep lies.
func (s *Sweep) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

// put writes a file whole.
func (s *Sweep) put(name string, data []byte) error {
	return s.Write(context.Background(), name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// Write writes a file, over one of that name: what write puts out goes to a hidden
// file beside the final place, which gets its name once everything is on the disk.
func (s *Sweep) Write(ctx context.Context, name string, write func(io.Writer) error) (err error) {
	place, part := s.path(name), s.path(s.hidden(name))
	what := "write " + place
	out, err := s.disk.openFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return trouble(what, err)
	}
	defer func() {
		if err != nil {
			out.Close()
			s.disk.remove(part)
		}
	}()
	sum := &summing{ctx: ctx, to: out, hash: sha256.New()}
	if err := sum.fill(write); err != nil {
		switch {
		case ctx.Err() != nil:
			return fmt.Errorf("writing %s was interrupted: %w", place, ctx.Err())
		case sum.err == nil:
			return fmt.Errorf("cannot write %s: %w", place, err)
		}
		return trouble(what, sum.err)
	}
	if err := errors.Join(out.Sync(), out.Close()); err != nil {
		return trouble(what, err)
	}
	done := File{SHA256: hex.EncodeToString(sum.hash.Sum(nil)), Bytes: sum.bytes}
	if err := move(s.disk, part, place, done); err != nil {
		return trouble(what, err)
	}
	if err := s.disk.syncDir(filepath.Dir(place)); err != nil {
		return trouble(what, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.written[name] = done
	return nil
}

// hidden is where a file is written until it is complete: where others write to the
// folder, under a name of this writer alone.
func (s *Sweep) hidden(name string) string {
	if s.shared {
		name += "." + strings.ToLower(rand.Text()[:13])
	}
	return partName(name)
}

// sumOf is the checksum of a part.
func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
