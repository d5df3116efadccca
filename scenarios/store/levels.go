package store

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"syscall"
)

// errDangling is of a path at which a link stands and nothing else.
var errDangling = errors.New("there is a link that leads nowhere; choose another folder")

// makeFolders makes a folder and those above it that are missing, and lists
// what it made, outermost first. On failure nothing made stays.
func makeFolders(d disk, dir string) (made []string, err error) {
	missing, err := missingLevels(d, dir)
	if err != nil {
		return nil, err
	}
	for _, folder := range missing {
		err := d.mkdir(folder, 0o777)
		if errors.Is(err, fs.ErrExist) {
			continue // another process made it just now: it is theirs
		}
		if err != nil {
			removeFolders(d, made)
			return nil, err
		}
		made = append(made, folder)
	}
	return made, nil
}

// missingLevels lists the folders of a path that are not there, outermost
// first.
func missingLevels(d disk, dir string) ([]string, error) {
	var missing []string
	for level := filepath.Clean(dir); ; level = filepath.Dir(level) {
		info, err := d.stat(level)
		switch {
		case err == nil && info.IsDir():
			slices.Reverse(missing)
			return missing, nil
		case err == nil:
			return nil, &fs.PathError{Op: "mkdir", Path: level, Err: syscall.ENOTDIR}
		case !errors.Is(err, fs.ErrNotExist) || filepath.Dir(level) == level:
			return nil, err
		}
		if info, err := d.lstat(level); err == nil && info.Mode()&fs.ModeSymlink != 0 { // and no folder made just now
			return nil, &fs.PathError{Op: "mkdir", Path: level, Err: errDangling}
		}
		missing = append(missing, level)
	}
}

// levels lists the last n folders of a path, outermost first.
func levels(dir string, n int) []string {
	var folders []string
	for level := filepath.Clean(dir); len(folders) < n && filepath.Dir(level) != level; level = filepath.Dir(level) {
		folders = append(folders, level)
	}
	slices.Reverse(folders)
	return folders
}

// removeFolders removes folders, the innermost first, as far as they are
// empty: one that others have put something into is theirs to keep.
func removeFolders(d disk, folders []string) {
	for _, folder := range slices.Backward(folders) {
		if d.remove(folder) != nil {
			return
		}
	}
}
