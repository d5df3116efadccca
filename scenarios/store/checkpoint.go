package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
)

// Checkpoints are the files in which an unfinished run leaves how far it is: worlds between
// two months and what came of those that were played to their end. Create spares those of
// a killed run of the same digest, Abort those of its own; they go with Finish. The record
// names their subfolder once, not each of them, for there may be many.
type Checkpoints struct{ f *Folder }

const (
	checkpointsDir  = "checkpoints"
	checkpointsName = checkpointsDir + "/begun" // stands in the record for all of them
)

// checkpointShape is the name of a checkpoint: a world with its key and month, or results
// with their number.
var checkpointShape = regexp.MustCompile(`^([0-9a-f]{32}-\d{4}\.world|\d{6}\.results)$`)

// Checkpoints are those of the run.
func (f *Folder) Checkpoints() *Checkpoints { return &Checkpoints{f} }

// KeepsCheckpoints tells whether the folder holds checkpoints, which are there after Abort.
func (f *Folder) KeepsCheckpoints() bool {
	names, err := f.Checkpoints().Names()
	return f.existing == nil && err == nil && len(names) > 0
}

// Names lists the checkpoints that are whole, by name.
func (c *Checkpoints) Names() ([]string, error) {
	entries, err := c.f.checkpoints()
	var names []string
	for _, e := range entries {
		if checkpointShape.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// Bytes is how many they are.
func (c *Checkpoints) Bytes() (sum int64, err error) {
	entries, err := c.f.checkpoints()
	for _, e := range entries {
		if info, gone := e.Info(); gone == nil {
			sum += info.Size()
		}
	}
	return sum, err
}

// Open opens a checkpoint and tells of how many bytes it is.
func (c *Checkpoints) Open(name string) (io.ReadCloser, int64, error) {
	place := c.path(name)
	in, err := c.f.disk.openFile(place, os.O_RDONLY, 0)
	if err != nil {
		return nil, 0, unreadable(place, err)
	}
	info, err := in.Stat()
	if err != nil {
		in.Close()
		return nil, 0, unreadable(place, err)
	}
	return in, info.Size(), nil
}

// Put leaves a checkpoint, whole or not at all. What is written says itself whether it is
// as it was written, so it has no checksum here.
func (c *Checkpoints) Put(ctx context.Context, name string, write func(io.Writer) error) error {
	if !checkpointShape.MatchString(name) {
		return fmt.Errorf("%q is not the name of a checkpoint", name)
	}
	c.f.life.RLock()
	defer c.f.life.RUnlock()
	if err := c.f.writable(); err != nil {
		return err
	}
	if err := c.begin(); err != nil {
		return trouble("write "+c.path(name), err)
	}
	return c.put(ctx, name, write)
}

// begin names the subfolder in the record, and makes it.
func (c *Checkpoints) begin() error {
	if err := c.f.begin(checkpointsName); err != nil {
		return nil // it was begun
	}
	err := c.f.announce(checkpointsName)
	if err != nil {
		c.f.mu.Lock()
		delete(c.f.begun, checkpointsName)
		c.f.mu.Unlock()
	}
	return err
}

// put writes a hidden file and gives it its name once it is on the disk.
func (c *Checkpoints) put(ctx context.Context, name string, write func(io.Writer) error) (err error) {
	d, place, part := c.f.disk, c.path(name), c.path(partName(name))
	out, err := d.openFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return trouble("write "+place, err)
	}
	to := &stopping{ctx: ctx, to: out}
	buffer := bufio.NewWriterSize(to, 1<<16)
	if err = write(buffer); err == nil {
		err = buffer.Flush()
	}
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err == nil {
		err = d.rename(part, place)
		if _, there := d.lstat(place); errors.Is(err, fs.ErrNotExist) && there == nil {
			err = nil // a network file system lost its answer, see move
		}
	}
	if err == nil {
		err = d.syncDir(filepath.Dir(place))
	}
	if err != nil {
		_ = removeIfThere(d, part)
		return trouble("write "+place, err)
	}
	return nil
}

// Remove removes a checkpoint that nobody needs any more.
func (c *Checkpoints) Remove(name string) error {
	if err := removeIfThere(c.f.disk, c.path(name)); err != nil {
		return trouble("remove "+c.path(name), err)
	}
	return nil
}

func (c *Checkpoints) path(name string) string { return c.f.path(path.Join(checkpointsDir, name)) }

// stopping passes bytes on until the context is done.
type stopping struct {
	ctx context.Context
	to  io.Writer
}

func (s *stopping) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.to.Write(p)
}

// namesCheckpoints tells whether the record says that there may be checkpoints.
func (f *Folder) namesCheckpoints() bool {
	if f.record == nil {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Contains(f.record.names, checkpointsName)
}

// checkpoints lists the plain files in the subfolder of checkpoints; none where the record says
// nothing of them. A link in its place, which may lead anywhere, is refused.
func (f *Folder) checkpoints() ([]fs.DirEntry, error) {
	if !f.namesCheckpoints() {
		return nil, nil
	}
	dir := f.path(checkpointsDir)
	info, err := f.disk.lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, unreadable(dir, err)
	case !info.IsDir():
		return nil, strangePlace(dir)
	}
	entries, err := f.disk.readDir(dir)
	if err != nil {
		return nil, unreadable(dir, err)
	}
	var files []fs.DirEntry
	for _, e := range entries {
		if e.Type().IsRegular() {
			files = append(files, e)
		}
	}
	return files, nil
}

// checkpointsToClear are the checkpoints that a record stands for, by their names in the
// folder: those half-written, and, unless they are spared, the whole ones.
func (f *Folder) checkpointsToClear(spare bool) ([]string, error) {
	entries, err := f.checkpoints()
	var names []string
	for _, e := range entries {
		if name := e.Name(); checkpointShape.MatchString(unhidden(name)) || !spare && checkpointShape.MatchString(name) {
			names = append(names, path.Join(checkpointsDir, name))
		}
	}
	return names, err
}

// clearCheckpoints removes all checkpoints and their subfolder, as far as they are there.
func (f *Folder) clearCheckpoints() error {
	if !f.namesCheckpoints() {
		return nil
	}
	names, err := f.checkpointsToClear(false)
	if err == nil {
		err = removeWritten(f.disk, f.dir, names)
	}
	if err == nil {
		_ = f.disk.remove(f.path(checkpointsDir)) // stays if another file is in it
	}
	return err
}

// isCheckpoint tells whether a file of a folder is a checkpoint, by its name there.
func isCheckpoint(name string) bool {
	dir, base := path.Split(name)
	return dir == checkpointsDir+"/" && checkpointShape.MatchString(base)
}
