package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A dependency is a row of the tables in ARCHITECTURE.md.
type dependency struct{ why, licence, released, kept string }

// dependencies are the rows of those tables.
func dependencies(t *testing.T) map[string]dependency {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "sim/ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]dependency{}
	for _, m := range regexp.MustCompile("(?m)^\\| `(\\S+)` \\| (.+?) \\| (.+?) \\| (\\d{4}-\\d{2}) \\|(.*)\\|$").FindAllStringSubmatch(string(text), -1) {
		if _, twice := rows[m[1]]; twice {
			t.Errorf("%s has two rows", m[1])
		}
		rows[m[1]] = dependency{m[2], m[3], m[4], strings.TrimSpace(m[5])}
	}
	return rows
}

// required are the modules of go.mod: whether it is for one that the repository itself imports.
func required(t *testing.T) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	direct := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^(?:require )?\t?([a-z][\w.-]+\.[a-z]+/\S+) v\S+( // indirect)?$`).FindAllStringSubmatch(string(text), -1) {
		direct[m[1]] = m[2] == ""
	}
	return direct
}

// licencesOf are those of a module as the head of NOTICES.txt has them.
func licencesOf(module string) string {
	m := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(module) + ` +(\S.*)$`).FindStringSubmatch(notices)
	if m == nil {
		return "tests only"
	}
	return m[1]
}

// Each module that code of this repository imports has a row that says what for and under which
// licence; one that nobody has released anew for two years says why it is kept.
func TestArchitectureKnowsEveryDependency(t *testing.T) {
	rows, direct := dependencies(t), required(t)
	if len(direct) < 50 {
		t.Fatalf("only %d modules were read from go.mod", len(direct))
	}
	for module, own := range direct {
		if _, there := rows[module]; own && !there {
			t.Errorf("%s is imported here and has no row in sim/ARCHITECTURE.md: say what for", module)
		}
	}
	var newest time.Time
	for module, row := range rows {
		if _, there := direct[module]; !there {
			t.Errorf("sim/ARCHITECTURE.md has a row for %s, which go.mod does not have", module)
		}
		if got := licencesOf(module); row.licence != got {
			t.Errorf("sim/ARCHITECTURE.md says of %s %q, NOTICES.txt %q", module, row.licence, got)
		}
		if at := month(t, row.released); at.After(newest) {
			newest = at
		}
	}
	old := 0
	for module, row := range rows {
		if month(t, row.released).AddDate(2, 0, 0).Before(newest) {
			if old++; row.kept == "" {
				t.Errorf("%s had its last release in %s, and sim/ARCHITECTURE.md does not say why it is kept", module, row.released)
			}
		}
	}
	if old == 0 {
		t.Error("no module is old: are the dates read?")
	}
}

// A module whose version is a day long gone has a row as well, wherever it comes from.
func TestOldDaysAreExplained(t *testing.T) {
	rows := dependencies(t)
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^\t(\S+) v\S*?[-.](20\d{2})(\d{2})\d{8}-[0-9a-f]{12}`).FindAllStringSubmatch(string(text), -1)
	if len(found) < 3 {
		t.Fatalf("only %d versions of a day were found", len(found))
	}
	for _, m := range found {
		row, there := rows[m[1]]
		switch {
		case there && row.released != m[2]+"-"+m[3]:
			t.Errorf("sim/ARCHITECTURE.md dates %s %s, go.mod %s-%s", m[1], row.released, m[2], m[3])
		case !there && m[2] < "2024":
			t.Errorf("%s is of %s-%s and has no row in sim/ARCHITECTURE.md: say why it is kept", m[1], m[2], m[3])
		}
	}
}

// month reads a year and a month.
func month(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01", text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
