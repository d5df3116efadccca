// Package store keeps runs: folders of tables and figures with a manifest that
// says what was played, with which seeds, by which version, and the checksum
// of every file.
//
//	out/
//	  series.csv  contrast.csv  series.parquet ...
//	  figures/  tables/  parts/
//	  manifest.json
//	  checkpoints/  while it is not finished
//
// A folder holds one run, whole or not at all. A file appears under its name
// only when it is complete and on the disk; the manifest appears last, so a
// folder with a manifest is a finished run. Until then the folder holds
// .atelier-unfinished: the digest of what is played and the names of the files
// begun. That record is also what the writing process locks, so that two
// processes never write one folder, and what tells a later run of the same
// digest which files of a killed one it may clear away. No other file is ever
// touched.
//
// Errors are one sentence with the path, the cause and what to do; the
// variables Err... tell their kinds apart with errors.Is.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"syscall"

	text "github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Kinds of refusal, for errors.Is. Failures of the disk keep their own cause
// (fs.ErrPermission, syscall.ENOSPC, ...) instead.
var (
	ErrNotARun      = errors.New("not a finished run")
	ErrOtherVersion = errors.New("run of another version")
	ErrChanged      = errors.New("changed file")
	ErrMissing      = errors.New("missing file")
	ErrOtherRun     = errors.New("another run")
	ErrOtherModel   = errors.New("run of another model")
	ErrForeign      = errors.New("files that are not a run's")
	ErrLocked       = errors.New("locked by another process")
)

// refusal is an error of one of the kinds above with its own sentence.
type refusal struct {
	kind     error
	sentence string
}

// Error is the sentence.
func (r *refusal) Error() string { return r.sentence }

// Unwrap is the kind.
func (r *refusal) Unwrap() error { return r.kind }

// refuse makes an error of a kind.
func refuse(kind error, format string, a ...any) error {
	return &refusal{kind, fmt.Sprintf(format, finding.NamedAll(a)...)}
}

// ofTheName are causes that another name of the folder mends.
var ofTheName = []error{errDangling, fs.ErrPermission, syscall.EROFS, syscall.ENOTDIR, syscall.ELOOP, syscall.ENAMETOOLONG}

// Mistaken makes a mistake of the input of what whoever named the folder can mend by naming
// another: a refusal, and a place that may not be written to. A disk that fails stays what
// it is.
func Mistaken(err error) error {
	var r *refusal
	if errors.As(err, &r) || slices.ContainsFunc(ofTheName, func(cause error) bool { return errors.Is(err, cause) }) {
		return text.Mistake("%v", err)
	}
	return err
}

// trouble is the sentence for a disk that refuses to write: what could not be
// done (it names the path), why, and what to do where that is known.
func trouble(what string, err error) error {
	what, err = finding.Legible(what), cause(err)
	switch {
	case errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("cannot %s: %w; free some space or choose a folder on another disk", what, err)
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("cannot %s: %w; choose a folder that you may write to", what, err)
	}
	return fmt.Errorf("cannot %s: %w", what, err)
}

// unreadable is the sentence for a file that is there but cannot be read.
func unreadable(place string, err error) error {
	return fmt.Errorf("cannot read %s: %w", finding.Named(place), cause(err))
}

// cause takes the path out of an error whose sentence names it already.
func cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
