package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestTheManifestIsAsDocumented(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(played(t), manifestName))
	if err != nil {
		t.Fatal(err)
	}
	want := `{
  "schema": 1,
  "state": "complete",
  "scenario": "expected",
  "digest": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
  "model": "05af05af05af05af05af05af05af05af05af05af05af05af05af05af05af05af",
  "results": "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210",
  "parameters": {
    "fear.decay": 0.1,
    "trust.success_weight": 0.25
  },
  "options": {
    "population": "1000",
    "set": "fear.decay=0.1"
  },
  "seeds": {
    "master": "7",
    "replicates": [
      "18446744073709551615",
      "42"
    ]
  },
  "versions": {
    "module": "example@v1",
    "revision": "",
    "modified": false,
    "go": "go1.26",
    "dependencies": {
      "a": "v1",
      "b": "v2"
    }
  },
  "platform": {
    "os": "plan",
    "arch": "any",
    "cpus": 2
  },
  "workers": 2,
  "parallel": "replicates",
  "started": "2026-07-01T12:00:00Z",
  "wall_seconds": 1.5,
  "times": {
    "playing_clock_seconds": 1.25,
    "tables_clock_seconds": 0.125,
    "figures_clock_seconds": 0.0625,
    "burn_in": {
      "months": 240,
      "seconds": 0.5
    },
    "months": {
      "months": 24,
      "seconds": 0.75
    },
    "collecting": {
      "months": 24,
      "seconds": 0.001
    },
    "traced": {
      "every": 7,
      "months": 4,
      "seconds": 0.1
    },
    "mechanisms": {
      "fear": {
        "seconds": 0.025,
        "share": 0.25
      },
      "trust": {
        "seconds": 0.075,
        "share": 0.75
      }
    }
  },
  "files": {
    "figures/fan.svg": {
      "sha256": "`
	if !strings.HasPrefix(string(data), want) {
		t.Errorf("the manifest reads\n%s", data)
	}
	var plain map[string]any
	if err := json.Unmarshal(data, &plain); err != nil || len(plain["checksum"].(string)) != 64 {
		t.Errorf("as JSON: %v, %v", err, plain["checksum"])
	}
	files := plain["files"].(map[string]any)
	odds := files["tables/odds.csv"].(map[string]any)
	if odds["bytes"] != 0.0 || odds["sha256"] != "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" {
		t.Errorf("an empty file has the entry %v", odds)
	}
}

func TestManifestsComeBackAsTheyWere(t *testing.T) {
	want := exampleManifest()
	want.Schema, want.State, want.Digest = Version, "complete", ours
	want.Scenario = "<a & b>\"" + sealHead + sealTail // nothing in it can end it early
	want.Files = map[string]File{"series.csv": {SHA256: theirs, Bytes: 1 << 40}}
	data, err := want.encode()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), `"<a & b>`) {
		t.Errorf("signs are spelled out in the manifest\n%s", data)
	}
	got, err := decode("run", data)
	if err != nil || !reflect.DeepEqual(*got, want) {
		t.Errorf("%v: got\n%+v want\n%+v", err, got, want)
	}
}

func TestRunsOfAnotherVersionAreSaidToBe(t *testing.T) {
	dir := played(t)
	place := filepath.Join(dir, manifestName)
	data, err := os.ReadFile(place)
	if err != nil {
		t.Fatal(err)
	}
	open := data[:bytes.LastIndex(data, []byte(sealHead))]
	write(t, place, string(seal(bytes.Replace(open, []byte(`"schema": 1`), []byte(`"schema": 2`), 1))))
	for _, err := range []error{second(Open(dir)), second(Create(dir, ourKey))} {
		if !errors.Is(err, ErrOtherVersion) || !strings.Contains(err.Error(), dir+" holds a run in layout 2, this program reads layout 1") {
			t.Errorf("got %v", err)
		}
	}
}

// second is the error of a call.
func second[T any](_ T, err error) error { return err }

func TestFinishFillsInWhoAndWhere(t *testing.T) {
	dir := t.TempDir()
	f, err := Create(dir, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Finish(Manifest{Parameters: map[string]float64{"fear.decay": math.NaN()}}); err == nil {
		t.Error("a parameter that is no number is written")
	}
	if err := f.Finish(Manifest{Scenario: "slow"}); err != nil {
		t.Fatal(err)
	}
	run, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	m := run.Manifest
	if m.Versions.Go != runtime.Version() || m.Platform != CurrentPlatform() || m.Started.IsZero() || m.WallSeconds <= 0 {
		t.Errorf("manifest %+v", m)
	}
	if !strings.HasPrefix(m.Versions.Module, "github.com/atelier-sim/atelier@") || m.Versions.Dependencies == nil {
		t.Errorf("versions %+v", m.Versions)
	}
}

func TestTimeIsToldInNoZone(t *testing.T) {
	dir := t.TempDir()
	f, err := Create(dir, ourKey)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Finish(Manifest{Started: time.Date(2026, 7, 1, 12, 0, 0, 0, time.FixedZone("here", 3600))}); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, manifestName)); err != nil || !strings.Contains(string(data), `"started": "2026-07-01T11:00:00Z"`) {
		t.Errorf("%v: the manifest reads\n%s", err, data)
	}
}
