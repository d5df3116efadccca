package publish

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Files that take long are begun first, others in the order in which they are named; the
// list that is given stays as it is, for the study tells it.
func TestFilesThatTakeLongAreBegunFirst(t *testing.T) {
	name := func(p part) string { return p.name }
	asked := finding.Each([]string{"figures/a.svg", "figures/a.png", workbookFile, "tables/a.csv", reportFile, seriesTable, "figures/b.svg"}, func(name string) part { return part{name, nil} })
	want := []string{workbookFile, reportFile, seriesTable, "figures/a.png", "figures/a.svg", "tables/a.csv", "figures/b.svg"}
	if got := finding.Each(inTurn(asked), name); !slices.Equal(got, want) {
		t.Errorf("begun are %v, want %v", got, want)
	}
	if asked[0].name != "figures/a.svg" {
		t.Error("the list was put in another order")
	}
}

// No more files are made at once than there are workers, and each is written once, whole.
func TestFilesAreMadeByTheWorkersThatThereAre(t *testing.T) {
	for _, workers := range []int{1, 2, 3} {
		dir := filepath.Join(t.TempDir(), "run")
		folder, err := layout.Create(dir, aKey())
		if err != nil {
			t.Fatal(err)
		}
		w := &writer{ctx: t.Context(), folder: folder, question: Question{Contest: alone(t, 1)}}
		w.question.Contest.Options.Workers = workers
		var at, most, made atomic.Int64
		var parts []part
		for i := range 30 {
			parts = append(parts, part{fmt.Sprintf("tables/%d.csv", i), func(out io.Writer) error {
				now := at.Add(1)
				for was := most.Load(); now > was && !most.CompareAndSwap(was, now); was = most.Load() {
				}
				made.Add(1)
				time.Sleep(2 * time.Millisecond) // so that others meet it
				_, err := out.Write(bytes.Repeat([]byte{byte(i)}, 100_000))
				at.Add(-1)
				return err
			}})
		}
		for range 2 {
			if err := w.put(parts); err != nil {
				t.Fatal(err)
			}
		}
		if most.Load() > int64(workers) || made.Load() != 30 || len(w.written) != 30 {
			t.Errorf("%d workers: %d files were made at once; %d were made, and %d are noted, of 30", workers, most.Load(), made.Load(), len(w.written))
		}
		for i := range 30 {
			content, err := os.ReadFile(filepath.Join(dir, "tables", fmt.Sprintf("%d.csv", i)))
			if err != nil || !bytes.Equal(content, bytes.Repeat([]byte{byte(i)}, 100_000)) {
				t.Errorf("%d workers: file %d is not what was written: %v", workers, i, err)
			}
		}
		if err := folder.Abort(); err != nil {
			t.Fatal(err)
		}
	}
}
