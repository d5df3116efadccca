package store

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
)

// strangePlace is the refusal of what is no plain file, or no folder, where a run has one.
func strangePlace(place string) error {
	return refuse(ErrForeign, "%s is not as this program makes it, and nothing in its folder is cleared away; choose another folder or delete this one", place)
}

// removeWritten deletes files that a record names, by their names in a folder, as far as
// they are there. A record may be forged: one name that is not that of a plain file, or
// stands below a link, which may lead anywhere, and nothing is deleted.
func removeWritten(d disk, dir string, names []string) error {
	for _, name := range names {
		for _, each := range []string{path.Dir(name), name} {
			place := filepath.Join(dir, filepath.FromSlash(each))
			info, err := d.lstat(place)
			switch {
			case each == "." || errors.Is(err, fs.ErrNotExist):
			case err != nil:
				return unreadable(place, err)
			case each == name && !info.Mode().IsRegular() || each != name && !info.IsDir():
				return strangePlace(place)
			}
		}
	}
	for _, name := range names {
		place := filepath.Join(dir, filepath.FromSlash(name))
		if err := removeIfThere(d, place); err != nil {
			return trouble("remove "+place+", left by an unfinished run", err)
		}
	}
	return nil
}
