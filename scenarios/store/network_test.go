package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// onDisk writes the example as two workers of a shared folder on a disk do, and returns
// what failed first.
func onDisk(d disk, dir string) error {
	files := map[string][]byte{"experiment.yaml": []byte("name: mine\n")}
	for _, from := range []int{0, 5} {
		s, err := prepareSweep(&Sweep{Plan: ourPlan(), disk: d, dir: dir, shared: true, written: map[string]File{}}, files)
		if err != nil {
			return err
		}
		if _, err := s.WritePart(context.Background(), from, 0, runs(from, from+5)); err != nil {
			return err
		}
	}
	return nil
}

// A rename that was done and is answered with an error, as a network file system does that
// lost its answer, is done; one that was not is said, and so is a stale handle.
func TestARenameWhoseAnswerWasLostIsDone(t *testing.T) {
	for _, c := range []struct {
		what  string
		done  bool
		cause error
		want  error
	}{
		{"done, and asked again", true, syscall.ENOENT, nil},
		{"not done, and what was written is gone", false, syscall.ENOENT, syscall.ENOENT},
		{"done, and the folder's handle is stale", true, syscall.ESTALE, syscall.ESTALE},
		{"not done, and the folder's handle is stale", false, syscall.ESTALE, syscall.ESTALE},
	} {
		d, dir := system, filepath.Join(t.TempDir(), "sweep")
		d.rename = func(from, to string) error {
			if c.done {
				if err := os.Rename(from, to); err != nil {
					return err
				}
			} else if c.cause == syscall.ENOENT {
				os.Remove(from)
			}
			return &os.LinkError{Op: "rename", Old: from, New: to, Err: c.cause}
		}
		err := onDisk(d, dir)
		if !errors.Is(err, c.want) || err != nil && (!strings.HasPrefix(err.Error(), "cannot write "+dir) || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%s: %v", c.what, err)
		}
		if c.want != nil {
			if err := onDisk(system, dir); err != nil {
				t.Errorf("%s: going on: %v", c.what, err)
			}
		}
		if whole, damaged, err := again(t, dir).Parts(0, 10); err != nil || len(whole) != 2 || len(damaged) > 0 {
			t.Errorf("%s: the parts are %v, damaged %v, %v", c.what, whole, damaged, err)
		}
	}
	// what lies in the place is not what was written: the rename was not done
	place := filepath.Join(t.TempDir(), "x")
	write(t, place, "older")
	d := system
	d.rename = func(string, string) error { return syscall.ENOENT }
	if err := move(d, place+".part", place, File{sumOf([]byte("newer")), 5}); !errors.Is(err, syscall.ENOENT) {
		t.Errorf("another file lies in the place: %v", err)
	}
}

// A list of files that comes late, or names one that is gone by the time it is read, makes
// runs missing, which is said, and never others than were played.
func TestAListOfFilesThatIsNotOfNowMakesRunsMissing(t *testing.T) {
	dir, parts := swept(t)
	late := system
	late.readDir = func(dir string) ([]fs.DirEntry, error) {
		list, err := os.ReadDir(dir)
		for i, e := range list {
			if e.Name() == parts[0].Name {
				return append(list[:i], list[i+1:]...), err
			}
		}
		return list, err
	}
	s, err := createSweep(late, dir, ourPlan(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if whole, damaged, err := s.Parts(0, 10); err != nil || len(damaged) > 0 || len(whole) != 1 || whole[0].Name != parts[1].Name {
		t.Errorf("a list that is late: %v, damaged %v, %v", whole, damaged, err)
	}
	s.Close()
	for _, cause := range []error{syscall.ENOENT, syscall.ESTALE} {
		gone := system
		gone.openFile = func(name string, flag int, mode fs.FileMode) (file, error) {
			if filepath.Base(name) == parts[0].Name {
				return nil, &fs.PathError{Op: "open", Path: name, Err: cause}
			}
			return openFile(name, flag, mode)
		}
		s, err := createSweep(gone, dir, ourPlan(), nil)
		if err != nil {
			t.Fatal(err)
		}
		whole, damaged, err := s.Parts(0, 10)
		switch {
		case cause == syscall.ENOENT && (err != nil || len(whole) != 1 || len(damaged) > 0):
			t.Errorf("a part that is gone: %v, damaged %v, %v", whole, damaged, err)
		case cause == syscall.ESTALE && (!errors.Is(err, cause) || !strings.HasPrefix(err.Error(), "cannot read "+filepath.Join(dir, partsDir, parts[0].Name)+": ")):
			t.Errorf("a part whose handle is stale: %v", err)
		}
		if _, err := s.ReadPart(parts[0]); !errors.Is(err, cause) || !strings.HasPrefix(err.Error(), "cannot read ") {
			t.Errorf("read, it is %v", err)
		}
		s.Close()
	}
}

// A plan that cannot be read is there: nothing is written over it.
func TestAPlanThatCannotBeReadIsNotWrittenAnew(t *testing.T) {
	dir, _ := swept(t)
	was, err := os.ReadFile(filepath.Join(dir, planName))
	if err != nil {
		t.Fatal(err)
	}
	d := system
	d.openFile = func(name string, flag int, mode fs.FileMode) (file, error) {
		if filepath.Base(name) == planName {
			return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EIO}
		}
		return openFile(name, flag, mode)
	}
	if _, err := createSweep(d, dir, ourPlan(), nil); !errors.Is(err, syscall.EIO) || !strings.HasPrefix(err.Error(), "cannot read "+filepath.Join(dir, planName)+": ") {
		t.Errorf("%v", err)
	}
	if is, err := os.ReadFile(filepath.Join(dir, planName)); err != nil || string(is) != string(was) {
		t.Errorf("it was written over: %v", err)
	}
}

// What a file system itself leaves is no harm to a folder: neither to one that is to be
// filled, nor to one that is full.
func TestNamesOfTheFileSystemAreNobodys(t *testing.T) {
	for _, name := range []string{".nfs00000000068a2cf700000007", ".fuse_hidden0000001c00000002", "lost+found"} {
		dir := filepath.Join(t.TempDir(), "sweep")
		write(t, filepath.Join(dir, name), "")
		s, err := CreateSweep(dir, ourPlan(), nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		write(t, filepath.Join(dir, partsDir, name), "half a part")
		if _, err := s.WritePart(context.Background(), 0, 0, runs(0, 10)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Finish(nil, nil, 0); err != nil {
			t.Fatal(err)
		}
		if whole, damaged, err := s.Parts(0, 10); err != nil || len(whole) != 1 || len(damaged) > 0 {
			t.Errorf("%s: %v, damaged %v, %v", name, whole, damaged, err)
		}
		if _, _, problems, err := s.Verify(); err != nil || len(problems) > 0 {
			t.Errorf("%s: %v, %v", name, problems, err)
		}
		s.Close()
		run := t.TempDir()
		write(t, filepath.Join(run, name), "")
		f, err := Create(run, ourKey)
		if err != nil {
			t.Fatalf("%s in the folder of a run: %v", name, err)
		}
		if err := f.Abort(); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{".nfs", ".nfsnotes", "lost+found.txt", ".fuse_hidden"} {
		dir := filepath.Join(t.TempDir(), "sweep")
		write(t, filepath.Join(dir, name), "")
		if _, err := CreateSweep(dir, ourPlan(), nil); !errors.Is(err, ErrForeign) {
			t.Errorf("%s is somebody's, and %v", name, err)
		}
	}
}

// Whatever clocks said when it was written, a part counts, a file that may be written just
// now is left alone, and one of long ago or of the far future is cleared.
func TestClocksDecideNothingButWhatIsCleared(t *testing.T) {
	for _, off := range []time.Duration{-30 * 365 * 24 * time.Hour, -2 * idle, -idle / 2, idle / 2, 2 * idle, 30 * 365 * 24 * time.Hour} {
		dir, parts := swept(t)
		torn, at := filepath.Join(dir, partsDir, ".00000003-00000004-0-0123456789abcdef.parquet.abcdefghijklm.part"), time.Now().Add(off)
		write(t, torn, "half")
		for _, name := range []string{torn, filepath.Join(dir, planName), filepath.Join(dir, partsDir, parts[0].Name), filepath.Join(dir, sweepLock)} {
			if err := os.Chtimes(name, at, at); err != nil {
				t.Fatal(err)
			}
		}
		s, err := JoinSweep(dir, ourPlan())
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Clear(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(torn); errors.Is(err, fs.ErrNotExist) != (off.Abs() > idle) {
			t.Errorf("written %v from now, an unfinished file is %v", off, err)
		}
		if whole, damaged, err := s.Parts(0, 10); err != nil || len(whole) != 2 || len(damaged) > 0 {
			t.Errorf("%v from now: %v, damaged %v, %v", off, whole, damaged, err)
		}
	}
}
