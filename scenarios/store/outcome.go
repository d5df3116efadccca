package store

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	text "github.com/atelier-sim/atelier/scenarios/file"
)

// Outcome says what came of a sweep. It is the file outcome.json, with a checksum of all
// that stands above its last line, and is written last. Nothing in it tells of the clock,
// the machine or the parts, so the same sweep gives the same bytes.
type Outcome struct {
	Schema     int             `json:"schema"` // Version
	Experiment string          `json:"experiment"`
	Digest     string          `json:"digest"`  // of the experiment
	Model      string          `json:"model"`   // fingerprint of the model that played it
	Results    string          `json:"results"` // that of the results, the same whenever and wherever they are played; see Manifest.Sum
	Runs       int             `json:"runs"`
	Failed     int             `json:"failed"`
	Files      map[string]File `json:"files"` // what was played, and the tables
}

// isSweepResult tells whether a file of a sweep holds numbers that were played: of these
// it has one digest.
func isSweepResult(name string) bool { return name == "runs.csv" }

// Finish writes what came of the sweep: files are the names of those that say what was
// played, tables those that were written. It returns the digest of the results.
func (s *Sweep) Finish(files, tables []string, failed int) (results string, err error) {
	o := Outcome{Schema: Version, Experiment: s.Plan.Experiment, Digest: s.Plan.Digest, Model: s.Plan.Model, Runs: s.Plan.Runs, Failed: failed, Files: map[string]File{}}
	for _, name := range files { // an earlier process may have written them
		o.Files[name] = s.Plan.Files[name]
	}
	s.mu.Lock()
	for _, name := range tables {
		o.Files[name] = s.written[name]
	}
	s.mu.Unlock()
	o.Results = sumOfFiles(o.Files, isSweepResult)
	data, err := encodeSealed(o)
	if err != nil {
		return "", err
	}
	return o.Results, s.put(endName, data)
}

// ReadOutcome reads what came of the sweep in a folder. It is ErrMissing where there is no
// such file and ErrChanged where it is not as it was written.
func ReadOutcome(dir string) (*Outcome, error) {
	place := filepath.Join(dir, endName)
	data, err := readSealed(place)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, refuse(ErrMissing, "%s is missing; give the same atelier sweep again, and it is written", place)
	case err != nil:
		return nil, unreadable(place, err)
	}
	if err := sealed(place, data); err != nil {
		return nil, err
	}
	o := new(Outcome)
	if err := json.Unmarshal(data, o); err != nil || o.Schema != Version {
		return nil, refuse(ErrOtherVersion, "%s is of another version of the program", place)
	}
	return o, nil
}

// Read is what a file of the sweep in a folder holds, if it is as it was written.
func (o *Outcome) Read(dir, name string) ([]byte, error) {
	place := filepath.Join(dir, filepath.FromSlash(name))
	data, err := readFile(system, place)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, refuse(ErrMissing, "%s is missing; give the same atelier sweep again, and it is written", place)
	case err != nil:
		return nil, unreadable(place, err)
	case sumOf(data) != o.Files[name].SHA256:
		return nil, refuse(ErrChanged, "%s has changed since it was written; give the same atelier sweep again, and it is written anew", place)
	}
	return data, nil
}

// OpenSweep is the folder of a sweep to be read and not written: nobody is kept from it.
func OpenSweep(dir string) (*Sweep, error) {
	p, err := ReadPlan(dir)
	if err != nil {
		return nil, err
	}
	return &Sweep{Plan: *p, disk: system, dir: filepath.Clean(dir), written: map[string]File{}}, nil
}

// Verify checks every file of a sweep by its checksum, and changes nothing. o is what
// came of it, nil where that cannot be read; parts are those that are whole. Each problem
// is a sentence.
func (s *Sweep) Verify() (o *Outcome, parts []Part, problems []error, err error) {
	o, err = ReadOutcome(s.dir)
	if err != nil {
		problems = append(append(problems, err), verifyAll(s.dir, s.Plan.Files, sparesNone)...)
	} else {
		if o.Digest != s.Plan.Digest || o.Model != s.Plan.Model || o.Runs != s.Plan.Runs {
			problems = append(problems, refuse(ErrChanged, "%s is of another sweep than %s", s.path(endName), s.path(planName)))
		}
		problems = append(problems, verifyAll(s.dir, o.Files, sparesNone)...)
		if o.Results != sumOfFiles(o.Files, isSweepResult) {
			problems = append(problems, wrongResults(s.path(endName)))
		}
	}
	all, err := partsOf(s.disk, s.dir)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, p := range all {
		if err := s.verifyPart(p); err != nil {
			problems = append(problems, err)
			continue
		}
		parts = append(parts, p)
	}
	strange, err := strangers(s.dir, func(name string) bool {
		dir, base := path.Split(name)
		if dir == partsDir+"/" {
			return partShape.MatchString(strings.TrimSuffix(base, damagedEnd)) // one set aside is no part, and no harm
		}
		if o == nil {
			return true // nothing is known to be strange
		}
		_, known := o.Files[name]
		return known || pictureShape.MatchString(name) || name == planName || name == endName || name == sweepLock
	})
	for _, name := range strange {
		problems = append(problems, stranger(s.dir, name))
	}
	return o, parts, problems, err
}

// pictureShape is the name of a figure that may have been drawn of a sweep after it was
// played. What it shows depends on what was asked, so that it cannot be checked.
var pictureShape = regexp.MustCompile(`^figures/[a-z0-9][a-z0-9_.-]*\.(svg|png|pdf)$`)

// verifyPart compares a part with its name.
func (s *Sweep) verifyPart(p Part) error {
	if p.From >= p.To || p.To > s.Plan.Runs {
		return refuse(ErrChanged, "%s: the sweep has no such runs; it has %d", s.path(path.Join(partsDir, p.Name)), s.Plan.Runs)
	}
	_, err := s.ReadPart(p)
	return err
}

// sparesNone: nothing of a sweep can be spared.
func sparesNone(string) bool { return false }

// verifyAll compares files with what is recorded of them: a sentence for each that is
// missing or changed, by name. What is spared can be drawn again.
func verifyAll(dir string, files map[string]File, spared func(name string) bool) []error {
	var problems []error
	for _, name := range slices.Sorted(maps.Keys(files)) {
		err := checkName(name)
		if err == nil {
			err = verify(dir, name, files[name])
		}
		if errors.Is(err, ErrMissing) && spared(name) {
			err = refuse(ErrMissing, "%s is missing; atelier report %s draws it again", filepath.Join(dir, filepath.FromSlash(name)), dir)
		}
		if err != nil {
			problems = append(problems, err)
		}
	}
	return problems
}

// strangers lists what lies in a folder and is not known, by its name with slashes. A
// folder counts where it holds nothing that is known and is none of a run's.
func strangers(dir string, known func(name string) bool) ([]string, error) {
	var strange []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return unreadable(filepath.Join(dir, name), err)
		case name == "." || e.IsDir() && slices.Contains(subfolders, name):
			return nil
		case ofDisk.MatchString(path.Base(name)):
		case !known(name):
			strange = append(strange, name)
		}
		if e.IsDir() { // it is no better known inside, and where a file should be, that is said
			return fs.SkipDir
		}
		return nil
	})
	return strange, err
}

// stranger is the sentence for what does not belong to a folder.
func stranger(dir, name string) error {
	if name == additionName || unhidden(name) != "" {
		return refuse(ErrForeign, "%s was left by a process that was killed while it drew; draw again, and it is cleared away",
			filepath.Join(dir, text.Short(filepath.FromSlash(name))))
	}
	return refuse(ErrForeign, "%s is not part of what was written; take it away", filepath.Join(dir, text.Short(filepath.FromSlash(name))))
}

// wrongResults is the sentence for a digest of the results that is not theirs.
func wrongResults(place string) error {
	return refuse(ErrChanged, "the digest of the results in %s is not that of the files it names", place)
}
