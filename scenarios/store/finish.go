package store

import (
	"cmp"
	"context"
	"errors"
	"io"
	"path"
	"path/filepath"
	"reflect"
	"time"
)

// Finish writes the manifest and with it makes the folder a finished run. It
// fills in what m leaves to it (see Manifest). If it fails the run is
// unfinished and may be aborted.
func (f *Folder) Finish(m Manifest) error {
	f.life.Lock()
	defer f.life.Unlock()
	if err := f.writable(); err != nil {
		return err
	}
	if err := f.scratch.Close(); err != nil {
		return trouble("close "+f.path(partName(scratchName)), err)
	}
	f.complete(&m)
	data, err := m.encode()
	if err != nil {
		return err
	}
	_, err = f.put(context.Background(), manifestName, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		return err
	}
	f.closed = true
	// With a manifest checkpoints and record mean nothing any more: that they could not be
	// removed would not make the run any less finished.
	if f.clearCheckpoints() != nil {
		_ = f.record.file.Close() // it says whose they are
		return nil
	}
	_ = removeLocked(f.disk, filepath.Join(f.dir, recordName), f.record.file)
	return nil
}

// complete fills in the fields of a manifest that the folder knows.
func (f *Folder) complete(m *Manifest) {
	m.Schema, m.State, m.Digest, m.Model, m.Files = Version, complete, f.key.Digest, f.key.Model, f.files
	if reflect.ValueOf(m.Versions).IsZero() {
		m.Versions = CurrentVersions()
	}
	m.Platform = cmp.Or(m.Platform, CurrentPlatform())
	m.Started = cmp.Or(m.Started, f.started).UTC()
	m.WallSeconds = cmp.Or(m.WallSeconds, time.Since(f.started).Seconds())
}

// Abort removes everything that the run wrote, and the folders that it made as
// far as they are empty. After Finish, a second time, and for an existing run
// it does nothing, so that it can be deferred. If a file cannot be removed the
// folder stays an unfinished run, which a later Create of the same digest
// clears. Checkpoints stay, and with them the record: the run is unfinished.
func (f *Folder) Abort() error {
	f.life.Lock()
	defer f.life.Unlock()
	if f.closed || f.existing != nil {
		return nil
	}
	f.closed = true
	_ = f.scratch.Close() // clear removes what is left of it
	keeps := f.KeepsCheckpoints()
	if err := f.clear(keeps); err != nil || keeps {
		return errors.Join(err, f.record.file.Close())
	}
	if err := removeLocked(f.disk, filepath.Join(f.dir, recordName), f.record.file); err != nil {
		return trouble("remove "+filepath.Join(f.dir, recordName), err)
	}
	removeFolders(f.disk, f.made)
	return nil
}

// clear removes the files that the record names, begun or done, the scratch among them, and the
// subfolders they leave empty; checkpoints that are whole may be spared. Nothing goes unless
// all of it may.
func (f *Folder) clear(spare bool) error {
	var names []string
	for _, name := range f.record.names {
		if name == checkpointsName {
			more, err := f.checkpointsToClear(spare)
			if err != nil {
				return err
			}
			names = append(names, more...)
			continue
		}
		if !f.layout.Writes(name) && name != manifestName && name != scratchName {
			return refuse(ErrForeign, "%s names %s, which no run writes; choose another folder or delete this one",
				filepath.Join(f.dir, recordName), name)
		}
		names = append(names, partName(name), name)
	}
	if err := removeWritten(f.disk, f.dir, names); err != nil {
		return err
	}
	for _, name := range f.record.names {
		if dir := path.Dir(name); dir != "." {
			_ = f.disk.remove(f.path(dir)) // stays if another file is in it
		}
	}
	return nil
}
