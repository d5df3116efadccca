package evidence

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
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

func TestBadTablesAreRejectedWithFileAndLine(t *testing.T) {
	cases := []struct{ file, old, new, want string }{
		{"pay.csv", "translators,35630", "translators,lots", `pay.csv:19: p10: "lots" is not a number`},
		{"pay.csv", "translators,35630", "translators,NaN", `pay.csv:19: p10: "NaN" is not a number`},
		{"pay.csv", "translators,35630", "translators,", "pay.csv:19: p10: is empty; write a value"},
		{"pay.csv", "translators,35630", "translator,35630", `pay.csv:19: occupation: "translator" is not an occupation; use a key of occupations.csv`},
		{"pay.csv", "translators,35630", "translators,99999", "us: pay.csv: translators has percentiles [99999 45020 59440 80020 99830]; give all five, rising"},
		{"pay.csv", "translators,35630,", "translators,", "pay.csv:19: 7 fields instead of 8; put text that holds a comma in double quotes"},
		{"pay.csv", "occupation,p10", "job,p10", "pay.csv:1: the first line must be [occupation p10 p25 p50 p75 p90 source note]"},
		{"pay.csv", "writers,41080", `wri"ters,41080`, `pay.csv:15: bare " in non-quoted-field`},
		{"pay.csv", "editors,36200", "writers,36200", `pay.csv:16: occupation: "writers" stands twice; remove one of the two rows`},
		{"use.csv", "composers,0.0368", "composers,1.0368", "use.csv:10: observed: 1.0368 is outside 0 to 1"},
		{"use.csv", "translators,0.4304,0.6201,9,anthropic_ei,0.4", "translators,0.4304,0.6201,9,anthropic_ei,40", "use.csv:19: reserve: 40 is outside -5 to 5"},
		{"use.csv", "anthropic_ei", "hearsay", `use.csv:2: source: "hearsay" is not listed in sources.csv; add it there or use one of its keys`},
		{"work.csv", "musicians,0.35,0.05", "musicians,0.35,0.15", "work.csv:11: text: from here on 5 shares sum to 1.1 instead of 1"},
		{"employees.csv", "musicians,2021", "musicians,2020", "employees.csv:57: year: musicians has 2020 twice; remove one of the two rows"},
		{"employees.csv", "musicians,2021", "musicians,2020.5", "employees.csv:57: year: 2020.5 is not a whole number"},
		{"exposure.csv", "writers,gpt4", "writers,aioe", `exposure.csv:29: index: "aioe" is not an index of ratings; use human or gpt4 (observed use stands in use.csv)`},
		{"occupations.csv", "writers,27-3043,Writers and authors,writing_publishing", "writers,27-3043,Writers and authors,music", `occupations.csv:15: domain: "music" appears again after another domain; keep the occupations of a domain together`},
		{"size_classes.csv", "publishing,10,19", "publishing,11,19", "size_classes.csv:10: low: 11 does not follow the class before it, which ends at 9 staff"},
		{"occupancy.csv", "film_editors,14230", "film_editors,94230", "occupancy.csv:14: naics_512: the industries hold 104910 employees but employees.csv has only 28860 in 2024"},
		{"mobility.csv", "graphic_designers,interior_designers", "graphic_designers,graphic_designers", `mobility.csv:35: destination: "graphic_designers" is its own origin; staying is not a move`},
		{"stages.csv", "junior,0.3,", "junior,0.35,", "us: stages.csv: 3 shares sum to 1.05 instead of 1; give every stage"},
		{"targets.csv", ",8.0,7.5,8.5", ",8.0,8.1,8.5", "targets.csv:3: value: 8 is outside its band 8.1 to 8.5"},
		{"observed.csv", "occupation,journalists", "occupation,reporters", `us: observed.csv: "reporters" is not a group of occupation`},
		{"domains.csv", "music,Music", "crafts,Crafts", `occupations.csv:10: domain: "music" is not a domain; use a key of domains.csv`},
		{"domains.csv", "music,Music", "music,Music\ncrafts,Crafts", "us: domains.csv: crafts has no occupation; remove its row"},
		{"domains.csv", "music,Music", "design,Music", `domains.csv:4: key: "design" stands twice; remove one of the two rows`},
		{"sources.csv", "cps,", "cps2,A,B,,C,D,,,,\ncps,", `us: sources.csv: no table uses "cps2"; remove its row`},
		{"sources.csv", "10.1126/science.adj0998", "doi:10.1126/science.adj0998", `sources.csv:11: doi: "doi:10.1126/science.adj0998" is not a DOI such as 10.1126/science.adh2586`},
		{"sources.csv", "https://www.bls.gov/jlt/", "www.bls.gov/jlt/", `sources.csv:6: url: "www.bls.gov/jlt/" is not an address that begins with https://`},
		{"sources.csv", "by 2026-11-23", "in 2026", `sources.csv:2: accessed: "in 2026" is not a day such as 2024-11-05, or by 2024-11-05`},
		{"predictions.csv", "Q01,", "A01,", `predictions.csv:2: id: "A01" is a target already: what was looked at is no prediction`},
		{"predictions.csv", "%,2025,EU27 10+", "%,2024,EU27 10+", "predictions.csv:2: year: 2024 is outside 2025 to 2060"},
		{"predictions.csv", "2026-11-28", "lately", `predictions.csv:2: sealed: "lately" is not a day such as 2026-11-28`},
		{"sources.csv", "cps,", "oews,", `sources.csv:5: key: "oews" stands twice; remove one of the two rows`},
	}
	for _, c := range cases {
		folder := copyOfUS(t)
		data := folder[c.file].Data
		if !bytes.Contains(data, []byte(c.old)) {
			t.Errorf("%s no longer holds %q; change this case", c.file, c.old)
			continue
		}
		folder[c.file].Data = bytes.Replace(data, []byte(c.old), []byte(c.new), 1)
		_, err := Load(folder, "us", "United States")
		if got := fmt.Sprint(err); got != c.want {
			t.Errorf("%s with %q:\n got %s\nwant %s", c.file, c.new, got, c.want)
		}
	}
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
