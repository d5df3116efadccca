package evidence

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// A folder that lacks tables is told which, and what each is for; one that may go without
// a table, what it goes without.
func TestAPackThatLacksTablesIsToldWhich(t *testing.T) {
	folder := copyOfUS(t)
	if _, err := LoadPack(folder, "a/b/elsewhere"); err != nil {
		t.Fatal(err)
	}
	delete(folder, "pay.csv")
	delete(folder, "work.csv")
	delete(folder, "known.csv")
	_, err := LoadPack(folder, "elsewhere")
	want := "the folder has no pay.csv (the spread of employees' pay in each occupation), no work.csv (what the work of each occupation is made of); every country needs them, see scenarios/evidence/COUNTRIES.md"
	if fmt.Sprint(err) != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	if _, spared := Lacking(folder); fmt.Sprint(spared) != "[known.csv (no figure of what is not known)]" {
		t.Errorf("%v", spared)
	}
	_, err = Load(folder, "elsewhere", "Elsewhere")
	if want := "pay.csv: the folder has no such table; it says the spread of employees' pay in each occupation, and every country needs it"; fmt.Sprint(err) != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// The split of industries needs the sector of all others.
func TestAPackWithoutOtherIndustriesIsRefused(t *testing.T) {
	folder := copyOfUS(t)
	for _, name := range []string{"sectors.csv", "size_classes.csv"} {
		folder[name].Data = []byte(strings.ReplaceAll(string(folder[name].Data), "other_industries", "all_others"))
	}
	_, err := Load(folder, "us", "United States")
	if want := `occupancy.csv:2: occupation: the split needs the sector "other_industries"; add it to sectors.csv`; fmt.Sprint(err) != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// The page on how a country is made has every table with every column, and no other.
func TestThePageOnCountriesHasEveryTable(t *testing.T) {
	page, err := os.ReadFile("COUNTRIES.md")
	if err != nil {
		t.Fatal(err)
	}
	lines, folder := strings.Split(string(page), "\n"), copyOfUS(t)
	for _, x := range packTables {
		header, _, _ := strings.Cut(string(folder[x.file].Data), "\n")
		row := ""
		for _, line := range lines {
			if strings.HasPrefix(line, "| `"+x.file+"` |") {
				row = line
			}
		}
		columns := "`" + strings.ReplaceAll(strings.TrimSpace(header), ",", "`, `") + "`"
		if row == "" || x.without == "" && !strings.Contains(row, "| "+columns+" |") {
			t.Errorf("COUNTRIES.md says of %s: %q; its columns are %s", x.file, row, columns)
		}
	}
	if len(packTables) != len(folder) || strings.Count(string(page), "\n| `") != len(packTables) {
		t.Errorf("%d tables, %d in the folder of the United States, %d on the page", len(packTables), len(folder), strings.Count(string(page), "\n| `"))
	}
}
