package store

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Write writes one file of the run: "series.csv", "figures/fan.svg". What
// write puts out is buffered and goes to a hidden file beside the final place,
// which gets its name once everything is on the disk; if write fails or the
// disk does, no file stays and Write may be tried again. When ctx is done the
// next output of write fails, and so does the file, with an error that is
// ctx.Err(). A name can be written once. Do not call Finish or Abort from
// within write.
func (f *Folder) Write(ctx context.Context, name string, write func(io.Writer) error) error {
	if err := checkName(name); err != nil {
		return err
	}
	f.life.RLock()
	defer f.life.RUnlock()
	if err := f.writable(); err != nil {
		return err
	}
	if err := f.begin(name); err != nil {
		return err
	}
	written, err := f.put(ctx, name, write)
	f.mu.Lock()
	defer f.mu.Unlock()
	if err != nil {
		delete(f.begun, strings.ToLower(name))
		return err
	}
	f.files[name] = written
	return nil
}

// writable refuses a run that is finished, aborted or was there before.
func (f *Folder) writable() error {
	switch {
	case f.existing != nil:
		return fmt.Errorf("the run in %s is complete already; read it, or choose another folder", f.dir)
	case f.closed:
		return fmt.Errorf("the run in %s is finished or aborted; nothing more can be written to it", f.dir)
	}
	return nil
}

// begin reserves a name. Names that differ in case only are one file on some
// systems and so are the same name on all.
func (f *Folder) begin(name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := strings.ToLower(name)
	if key == manifestName || f.begun[key] {
		return fmt.Errorf("%s in %s is written once only; give the file another name", name, f.dir)
	}
	f.begun[key] = true
	return nil
}

// put writes a file from first to last.
func (f *Folder) put(ctx context.Context, name string, write func(io.Writer) error) (written File, err error) {
	if err := f.announce(name); err != nil {
		return File{}, trouble("write "+f.path(name), err)
	}
	return putFile(ctx, f.disk, f.dir, name, write)
}

// putFile writes a file of a folder to a hidden one beside its place, which gets its
// name once everything is on the disk. If it fails no file stays.
func putFile(ctx context.Context, d disk, dir, name string, write func(io.Writer) error) (written File, err error) {
	place, part := filepath.Join(dir, filepath.FromSlash(name)), filepath.Join(dir, filepath.FromSlash(partName(name)))
	what := "write " + place
	out, err := d.openFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return File{}, trouble(what, err)
	}
	left := part // what is to be removed if we do not get to the end, panics included
	defer func() {
		if left != "" {
			out.Close()
			d.remove(left)
		}
	}()
	sum := &summing{ctx: ctx, to: out, hash: sha256.New()}
	if err := sum.fill(write); err != nil {
		if sum.err == nil && ctx.Err() == nil {
			return File{}, fmt.Errorf("cannot write %s: %w", place, err) // write's own failure
		}
		if ctx.Err() != nil {
			return File{}, fmt.Errorf("writing %s was interrupted: %w", place, ctx.Err())
		}
		return File{}, trouble(what, sum.err)
	}
	if err := errors.Join(out.Sync(), out.Close()); err != nil {
		return File{}, trouble(what, err)
	}
	written = File{SHA256: hex.EncodeToString(sum.hash.Sum(nil)), Bytes: sum.bytes}
	if err := move(d, part, place, written); err != nil {
		return File{}, trouble(what, err)
	}
	left = place
	if err := d.syncDir(filepath.Dir(place)); err != nil {
		return File{}, trouble(what, err)
	}
	left = ""
	return written, nil
}

// Sum is one digest of those files written so far that of chooses: the SHA-256
// of what sha256sum prints of them in the order of their names.
func (f *Folder) Sum(of func(name string) bool) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return sumOfFiles(f.files, of)
}

// Sum is that digest of the files that the manifest names.
func (m *Manifest) Sum(of func(name string) bool) string { return sumOfFiles(m.Files, of) }

// sumOfFiles is one digest of those files that of chooses.
func sumOfFiles(files map[string]File, of func(name string) bool) string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if of(name) {
			fmt.Fprintf(sum, "%s  %s\n", files[name].SHA256, name)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// announce makes the file's subfolder and names the file in the record.
func (f *Folder) announce(name string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.record.add(name); err != nil {
		return err
	}
	return makeSubfolder(f.disk, f.dir, name)
}

// makeSubfolder makes the subfolder in which a file of a folder lies.
func makeSubfolder(d disk, dir, name string) error {
	sub := path.Dir(name)
	if sub == "." {
		return nil
	}
	switch err := d.mkdir(filepath.Join(dir, sub), 0o777); {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil:
		return err
	}
	return d.syncDir(dir)
}

// path is where a file of the run lies.
func (f *Folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// summing passes bytes on to a file, counts them and sums them up, until the
// context is done.
type summing struct {
	ctx   context.Context
	to    io.Writer
	hash  hash.Hash
	bytes int64
	err   error // first failure of the file, apart from those of whoever writes
}

// fill lets write write, through a buffer, to the end.
func (s *summing) fill(write func(io.Writer) error) error {
	buffer := bufio.NewWriterSize(s, 1<<16)
	if err := write(buffer); err != nil {
		return err
	}
	if err := buffer.Flush(); err != nil {
		return err
	}
	return s.ctx.Err()
}

// Write passes bytes on.
func (s *summing) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.to.Write(p)
	s.hash.Write(p[:n])
	s.bytes += int64(n)
	if err != nil {
		s.err = err
	}
	return n, err
}
