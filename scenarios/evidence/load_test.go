package evidence

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/atelier-sim/atelier/scenarios/badtest"
)

// copyOfUS returns the built-in tables in a folder that a test may damage.
func copyOfUS(t *testing.T) fstest.MapFS {
	t.Helper()
	folder := fstest.MapFS{}
	names, err := fs.Glob(tables, "us/*.csv")
	if err != nil || len(names) < 15 {
		t.Fatalf("found %d tables: %v", len(names), err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(tables, name)
		if err != nil {
			t.Fatal(err)
		}
		folder[strings.TrimPrefix(name, "us/")] = &fstest.MapFile{Data: data}
	}
	return folder
}

// Every table that was edited badly gets the exact message that stands beside it.
func TestBadTablesAreRejectedWithFileAndLine(t *testing.T) {
	badtest.Check(t, "../testdata/bad/countries.txt", func(t *testing.T, c badtest.Case) error {
		folder := copyOfUS(t)
		name, _, _ := strings.Cut(c.Name, " ")
		folder[name].Data = []byte(badtest.Edited(t, string(folder[name].Data), c.Input))
		_, err := Load(folder, "us", "United States")
		return err
	})
}

func TestNoRowOfFiguresCanBeMissing(t *testing.T) {
	for _, name := range []string{
		"occupations.csv", "employees.csv", "pay.csv", "exposure.csv", "use.csv", "work.csv",
		"sectors.csv", "size_classes.csv", "occupancy.csv", "domains.csv", "stages.csv", "sources.csv",
	} {
		folder := copyOfUS(t)
		lines := strings.SplitAfter(string(folder[name].Data), "\n")
		for i := 1; i < len(lines)-1; i++ {
			rest := append(append([]string{}, lines[:i]...), lines[i+1:]...)
			folder[name].Data = []byte(strings.Join(rest, ""))
			if _, err := Load(folder, "us", "United States"); err == nil {
				t.Errorf("%s without line %d (%.30s...) is accepted", name, i+1, lines[i])
			}
		}
	}
}

func TestMissingOrEmptyTablesAreRejected(t *testing.T) {
	for name := range copyOfUS(t) {
		folder := copyOfUS(t)
		delete(folder, name)
		if name == ensembleFile || name == knownFile || name == predictionsFile {
			c, err := Load(folder, "us", "United States")
			if err != nil || (c.Ensemble == nil) != (name == ensembleFile) || (c.Known == nil) != (name == knownFile) || (c.Predictions == nil) != (name == predictionsFile) {
				t.Errorf("without %s: %v", name, err)
			}
		} else if _, err := Load(folder, "us", "United States"); err == nil || !strings.HasPrefix(err.Error(), name+": ") {
			t.Errorf("without %s: %v", name, err)
		}
		folder[name] = &fstest.MapFile{}
		if _, err := Load(folder, "us", "United States"); err == nil || !strings.HasPrefix(err.Error(), name+":1: ") {
			t.Errorf("with an empty %s: %v", name, err)
		}
	}
}

// FuzzLoad damages one table at a time; whatever it holds, Load answers with a
// country that passes Check or with an error, never with a panic.
func FuzzLoad(f *testing.F) {
	names, _ := fs.Glob(tables, "us/*.csv")
	for i, name := range names {
		data, _ := fs.ReadFile(tables, name)
		f.Add(uint8(i), data)
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		folder := copyOfUS(t)
		name := strings.TrimPrefix(names[int(which)%len(names)], "us/")
		folder[name].Data = data
		c, err := Load(folder, "us", "United States")
		if err == nil && c.Check() != nil {
			t.Fatal("Load returned a country that does not pass Check")
		}
	})
}
