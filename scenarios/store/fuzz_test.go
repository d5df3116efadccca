package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/atelier-sim/atelier/scenarios/table"
)

// mostMemory is what reading a small file may take in all, whatever the file says of itself.
const mostMemory = 300 << 20

// frugal fails if a piece of work asks for more memory than a small file may.
func frugal(t *testing.T, work func()) {
	t.Helper()
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	before := sample[0].Value.Uint64()
	work()
	metrics.Read(sample)
	if took := sample[0].Value.Uint64() - before; took > mostMemory {
		t.Errorf("it asks for %d MB of memory", took>>20)
	}
}

// withoutSums is a Parquet file whose pages have no checksum, so that the library unpacks
// them whatever was changed in them.
func withoutSums(t interface{ Fatal(...any) }, data []byte) []byte {
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.Clone(data)
	for _, group := range file.Metadata().RowGroups {
		for _, column := range group.Columns {
			at := int(column.MetaData.DataPageOffset)
			for range 3 { // type and sizes, each behind its field's head
				_, n := binary.Uvarint(data[at+1:])
				at += 1 + n
			}
			_, n := binary.Uvarint(data[at+1:])
			for i := range n {
				data[at+1+i] &= 0x80 // zero, in as many bytes
			}
		}
	}
	return data
}

// tables are Parquet files that this program writes.
func tables(t interface{ Fatal(...any) }) [][]byte {
	several := example()
	several.Rows = append(several.Rows, table.Row{Replicate: table.Mean, By: "all", Group: "all", Values: []float64{math.NaN(), -1}})
	whole := parquetOf(t, several)
	var frame bytes.Buffer
	w, err := NewFrameWriter(&frame, ourPlan().Columns, About{})
	if err == nil {
		err = errors.Join(w.Write(runs(0, 3)), w.Write(runs(3, 5)), w.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	empty := parquetOf(t, &table.Series{Columns: []string{"trust"}})
	return [][]byte{whole, withoutSums(t, whole), frame.Bytes(), withoutSums(t, frame.Bytes()), empty}
}

// Whatever is read as Parquet is a table or is refused, takes no more memory than a small
// file may, and what is read is written and read back the same.
func FuzzParquet(f *testing.F) {
	for _, data := range tables(f) {
		f.Add(data)
		f.Add(data[:len(data)-9])
	}
	for _, b := range bombs(f) {
		f.Add(b.data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var frame table.Frame
		var err error
		frugal(t, func() { frame, err = ReadFrame(data, nil) })
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("not one sentence: %q", err)
			}
			return
		}
		var written bytes.Buffer
		w, err := NewFrameWriter(&written, frame.Heads(), About{})
		if err != nil || len(frame) == 0 {
			return // names that this program gives no column
		}
		if err := errors.Join(w.Write(frame), w.Close()); err != nil {
			t.Fatal(err)
		}
		back, err := ReadFrame(written.Bytes(), frame.Heads())
		if err != nil {
			t.Fatal(err)
		}
		for c := range frame {
			same := func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }
			if !slices.Equal(frame[c].Texts, back[c].Texts) || !slices.EqualFunc(frame[c].Numbers, back[c].Numbers, same) {
				t.Fatalf("column %s is %v, and was %v", frame[c].Name, back[c], frame[c])
			}
		}
	})
}

// Kinds of folders of which one file's bytes are replaced.
const (
	aRun = iota
	aRecord
	aSweep
	aPart
	kindsOfFolders
)

// In a folder of which one file has other bytes, the damage is found, or all is read as it
// was; where the bytes bear the right checksum, they are read or refused. Nothing outside of
// the folder is touched.
func FuzzFolder(f *testing.F) {
	root := f.TempDir()
	beside := filepath.Join(root, "thesis.tex")
	if err := os.WriteFile(beside, []byte("dear"), 0o666); err != nil {
		f.Fatal(err)
	}
	run, sweep, part := filepath.Join(root, "run"), filepath.Join(root, "sweep"), tables(f)[2]
	if _, err := play(system, run); err != nil {
		f.Fatal(err)
	}
	if err := sweepAt(sweep); err != nil {
		f.Fatal(err)
	}
	places := [kindsOfFolders][]string{aRun: {}, aRecord: {recordName}, aSweep: {planName, endName, "runs.csv"}, aPart: {""}}
	for _, file := range exampleFiles {
		places[aRun] = append(places[aRun], file.name)
	}
	places[aRun] = append(places[aRun], manifestName)
	for kind, names := range places {
		for i, name := range names {
			data := part
			if dir := []string{aRun: run, aSweep: sweep}; kind == aRun || kind == aSweep {
				var err error
				if data, err = os.ReadFile(filepath.Join(dir[kind], name)); err != nil {
					f.Fatal(err)
				}
			}
			if kind == aRecord {
				data = []byte(recordHead + "\ndigest " + ours + "\nfolders 1\nfile series.csv\nfile ../thesis.tex\n")
			}
			f.Add(uint8(kind), uint8(i), false, data)
			if len(data) > 0 {
				changed := bytes.Clone(data)
				changed[len(data)/2] ^= 1
				f.Add(uint8(kind), uint8(i), false, changed)
			}
			if at := bytes.LastIndex(data, []byte(sealHead)); at >= 0 {
				f.Add(uint8(kind), uint8(i), true, data[:at])
				f.Add(uint8(kind), uint8(i), true, bytes.Replace(data[:at], []byte(`"files": {`), []byte(`"files": {"../thesis.tex": {"sha256": "", "bytes": 4},`), 1))
			}
			f.Add(uint8(kind), uint8(i), true, []byte("{\n  \"schema\": 1,\n  \"state\": \"complete\",\n  \"columns\": null,\n  \"files\": null"))
		}
	}
	f.Fuzz(func(t *testing.T, kind, which uint8, sealed bool, data []byte) {
		kind %= kindsOfFolders
		name := places[kind][int(which)%len(places[kind])]
		if sealed {
			data = seal(data)
		}
		sealed = sealed || whole(data) // that of the same folder made at another time, too
		frugal(t, func() {
			switch kind {
			case aRun:
				changedRun(t, run, name, data, sealed)
			case aRecord:
				changedRecord(t, filepath.Join(root, "begun"), data)
			case aSweep:
				changedSweep(t, sweep, name, data, sealed)
			case aPart:
				changedPart(t, sweep, data, int(which))
			}
		})
		if text, err := os.ReadFile(beside); err != nil || string(text) != "dear" {
			t.Fatalf("a file beside the folder is now %q, %v", text, err)
		}
	})
}

// replace puts other bytes into a file for the time of a test.
func replace(t *testing.T, place string, data []byte) (same bool) {
	t.Helper()
	was, err := os.ReadFile(place)
	if err == nil {
		err = os.WriteFile(place, data, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.WriteFile(place, was, 0o666); err != nil {
			t.Fatal(err)
		}
	})
	return bytes.Equal(was, data)
}

// changedRun opens and verifies a run of which a file has other bytes.
func changedRun(t *testing.T, dir, name string, data []byte, sealed bool) {
	same := replace(t, filepath.Join(dir, name), data)
	_, err := Open(dir)
	switch {
	case same && err != nil:
		t.Errorf("%s is as it was: %v", name, err)
	case !same && !sealed && (!errors.Is(err, ErrChanged) || !strings.Contains(err.Error(), filepath.FromSlash(name))):
		t.Errorf("%s has other bytes, and opened it says %v", name, err)
	}
	run, problems, _, err := Verify(dir, func(name string) bool { return strings.HasSuffix(name, ".csv") }, sparesNone)
	if !same && !sealed && err == nil && len(problems) == 0 {
		t.Errorf("%s has other bytes, and nothing is found", name)
	}
	if err == nil {
		for name := range run.Manifest.Files {
			_, _ = run.Series(name)
		}
	}
}

// changedRecord begins a run where a record says that one was begun.
func changedRecord(t *testing.T, dir string, data []byte) {
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	place := filepath.Join(dir, recordName)
	if err := errors.Join(os.WriteFile(place, data, 0o666), os.WriteFile(filepath.Join(dir, "series.csv"), nil, 0o666)); err != nil {
		t.Fatal(err)
	}
	folder, err := Create(dir, ourKey)
	if err == nil {
		if err := folder.Abort(); err != nil {
			t.Error(err)
		}
		return
	}
	if _, err := os.Stat(filepath.Join(dir, "series.csv")); err != nil && !bytes.Contains(data, []byte("\nfile series.csv\n")) {
		t.Errorf("nobody named series.csv, and it is gone; the record said %q", data)
	}
}

// sweepAt makes a folder of a sweep that was played to its end.
func sweepAt(dir string) error {
	s, err := CreateSweep(dir, ourPlan(), map[string][]byte{"experiment.yaml": []byte("name: mine\n")})
	if err != nil {
		return err
	}
	defer s.Close()
	ctx := context.Background()
	if _, err := s.WritePart(ctx, 0, 1, runs(0, 10)); err != nil {
		return err
	}
	if err := s.Write(ctx, "runs.csv", func(w io.Writer) error { return runs(0, 10).WriteCSV(w) }); err != nil {
		return err
	}
	_, err = s.Finish([]string{"experiment.yaml"}, []string{"runs.csv"}, 1)
	return err
}

// changedSweep verifies a sweep of which a file has other bytes.
func changedSweep(t *testing.T, dir, name string, data []byte, sealed bool) {
	same := replace(t, filepath.Join(dir, name), data)
	s, err := OpenSweep(dir)
	if err != nil {
		if same || name != planName {
			t.Errorf("%s has other bytes, and the sweep cannot be opened: %v", name, err)
		}
		return
	}
	_, _, problems, err := s.Verify()
	if same != (err == nil && len(problems) == 0) && !sealed {
		t.Errorf("%s has other bytes: %v; and this is found: %v, %v", name, !same, problems, err)
	}
}

// changedPart reads a part of a sweep with some bytes under a name that vouches for them.
func changedPart(t *testing.T, dir string, data []byte, to int) {
	name := fmt.Sprintf("%08d-%08d-0-%s.parquet", 0, to, sumOf(data)[:16])
	place := filepath.Join(dir, partsDir, name)
	if err := os.WriteFile(place, data, 0o666); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := errors.Join(removeIfThere(system, place), removeIfThere(system, place+damagedEnd)); err != nil {
			t.Error(err)
		}
	}()
	s, err := OpenSweep(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, verified, problems, err := s.Verify()
	if err != nil {
		t.Fatal(err)
	}
	whole := slices.ContainsFunc(verified, func(p Part) bool { return p.Name == name })
	if whole == (len(problems) > 0) {
		t.Errorf("the part is whole: %v, and these are problems: %v", whole, problems)
	}
	parts, _, err := s.Parts(0, s.Plan.Runs)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		if p.Name != name {
			continue
		}
		if frame, err := s.ReadPart(p); (err == nil) != whole || err == nil && frame.Rows() != to {
			t.Errorf("the part is whole: %v, and read it has %d rows of %d, %v", whole, frame.Rows(), to, err)
		}
	}
}
