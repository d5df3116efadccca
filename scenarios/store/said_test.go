package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	text "github.com/atelier-sim/atelier/scenarios/file"
)

// A sweep does not go on in a folder in which a file that says what is played has changed,
// by a bit or a cut, or is gone; it says which. So no outcome ever vouches for such a file.
func TestNoSweepGoesOnBesideAPlanThatChanged(t *testing.T) {
	dir, _ := swept(t)
	step := 1
	if testing.Short() {
		step = 97
	}
	for _, name := range []string{planName, "experiment.yaml"} {
		place := filepath.Join(dir, name)
		whole, err := os.ReadFile(place)
		if err != nil {
			t.Fatal(err)
		}
		tried := 0
		refused := func(what string, at int) {
			t.Helper()
			tried++
			_, join := JoinSweep(dir, ourPlan())
			_, create := CreateSweep(dir, ourPlan(), nil)
			for _, err := range []error{join, create} {
				if !errors.Is(err, ErrChanged) || err.Error() != place+" has changed since it was written; restore it, or sweep into a new folder" {
					t.Fatalf("%s, %s %d: %v", name, what, at, err)
				}
			}
		}
		for bit := 0; bit < 8*len(whole); bit += step {
			flipped := []byte(string(whole))
			flipped[bit/8] ^= 1 << (bit % 8)
			write(t, place, string(flipped))
			refused("bit", bit)
		}
		for cut := 0; cut < len(whole); cut += step {
			write(t, place, string(whole[:cut]))
			refused("cut to", cut)
		}
		write(t, place, string(whole)+"\n")
		refused("longer by", 1)
		write(t, place, string(whole))
		again(t, dir).Close()
		t.Logf("%s: %d kinds of damage", name, tried)
	}
	if err := os.Remove(filepath.Join(dir, "experiment.yaml")); err != nil {
		t.Fatal(err)
	}
	if _, err := CreateSweep(dir, ourPlan(), nil); !errors.Is(err, ErrMissing) || !strings.HasPrefix(err.Error(), filepath.Join(dir, "experiment.yaml")+" is missing; ") {
		t.Errorf("it is gone: %v", err)
	}
}

// A failure of the disk is not a mistake of whoever named the folder; a refusal is.
func TestOnlyWhatAnotherFolderMendsIsAMistake(t *testing.T) {
	for err, want := range map[error]bool{
		refuse(ErrLocked, "locked"): true, trouble("write x", os.ErrPermission): true,
		trouble("write x", errors.New("input/output error")): false,
	} {
		if got := Mistaken(err); errors.Is(got, text.ErrInput) != want || got.Error() != err.Error() {
			t.Errorf("%v is %v", err, got)
		}
	}
}
