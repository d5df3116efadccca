package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

func TestMain(m *testing.M) {
	os.Setenv("ATELIER_CACHE", scenarios.NoCache) // tests keep nothing in the folder of who runs them
	testscript.Main(m, map[string]func(){"atelier": main})
}

// The scripts in testdata/script run the program as a user would. Beside the
// commands of testscript they know
//
//	status N command...   the command ends with exit code N
//	untouched             no file was made or removed since the script began
//	allcreatives A B      A holds just the rows of B about all creatives, to the printed digit
//	flip FILE             turns a bit in the middle of a file round
//	setcell FILE REPLICATE MONTH COLUMN VALUE
//	                      writes a value into a table's row about all creatives
//	edit FILE OLD NEW     replaces what is found of a regular expression
//	reseal DIR            writes the manifest's checksums anew, as the files now are
//	sameanswer A B        two folders hold the same files with the same bytes, but for when they were made
//	flipall DIR           turns a bit round in every file of a folder
//
// and the condition [traced], that strace may follow a program here.
func TestCommandsDoWhatTheScriptsSay(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			files, err := tree(env.WorkDir)
			env.Values["files"] = files
			env.Setenv("ATELIER_CACHE", scenarios.NoCache)
			return err
		},
		Condition: func(name string) (bool, error) {
			if name != "traced" {
				return false, fmt.Errorf("no condition is named %s", name)
			}
			return exec.CommandContext(t.Context(), "strace", "-f", "true").Run() == nil, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":       status,
			"allcreatives": allCreatives,
			"flip":         flip,
			"setcell":      setCell,
			"edit":         edit,
			"reseal":       reseal,
			"sameanswer":   sameAnswer,
			"flipall":      flipAll,
			"untouched": func(ts *testscript.TestScript, _ bool, _ []string) {
				before := ts.Value("files").([]string)
				after, err := tree(ts.MkAbs("."))
				ts.Check(err)
				if !slices.Equal(before, after) {
					ts.Fatalf("files are now\n%s\nand were\n%s", strings.Join(after, "\n"), strings.Join(before, "\n"))
				}
			},
		},
	})
}

// status runs a command that has to end with a given exit code.
func status(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 2 {
		ts.Fatalf("usage: status N command...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit := &exec.ExitError{}
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// tree lists every file and folder below a folder, but for the script's own
// folder of temporary files.
func tree(dir string) ([]string, error) {
	var list []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel(dir, path)
		if name == ".tmp" {
			return fs.SkipDir
		}
		list = append(list, name)
		return err
	})
	return list, err
}

// allCreatives holds that one table, Parquet or CSV, is the rows of another about
// all creatives, to the printed digits.
func allCreatives(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 2 {
		ts.Fatalf("usage: allcreatives A B")
	}
	var texts [2]strings.Builder
	for i, name := range args {
		s, err := store.ReadTable(ts.MkAbs(name))
		ts.Check(err)
		if i == 1 {
			s = s.Only(func(r *table.Row) bool { return r.By == table.All })
		}
		if len(s.Rows) < 100 {
			ts.Fatalf("only %d rows of %s are compared", len(s.Rows), name)
		}
		ts.Check(s.WriteCSV(&texts[i]))
	}
	if texts[0].String() != texts[1].String() {
		ts.Fatalf("%s is not what %s says of all creatives", args[0], args[1])
	}
}

// rewrite makes a file anew from what it holds.
func rewrite(ts *testscript.TestScript, name string, now func([]byte) []byte) {
	path := ts.MkAbs(name)
	before, err := os.ReadFile(path)
	ts.Check(err)
	after := now(bytes.Clone(before))
	if bytes.Equal(before, after) {
		ts.Fatalf("%s stays as it is", name)
	}
	ts.Check(os.WriteFile(path, after, 0o666))
}

// flip turns a bit of a file round.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	rewrite(ts, args[0], func(data []byte) []byte { data[len(data)/2] ^= 4; return data })
}

// flipAll turns a bit round in every file of a folder.
func flipAll(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, e := range entries {
		flip(ts, false, []string{args[0] + "/" + e.Name()})
	}
}

// timed are lines of a manifest that say when it was played, or follow from that: workbooks have the time.
var timed = regexp.MustCompile(`"(started|wall_seconds|checksum)": .*|"tables.xlsx": \{[^}]*\}|(?s:"times": \{.*?\n  \},)`)

// sameAnswer holds that two folders are the same but for when they were made.
func sameAnswer(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) != 2 {
		ts.Fatalf("usage: sameanswer A B")
	}
	var held [2]map[string]string
	for i, dir := range args {
		names, err := tree(ts.MkAbs(dir))
		ts.Check(err)
		held[i] = map[string]string{}
		for _, name := range names {
			data, err := os.ReadFile(filepath.Join(ts.MkAbs(dir), name))
			if err != nil || name == "tables.xlsx" { // a folder, or a workbook
				continue
			}
			held[i][name] = timed.ReplaceAllString(string(data), "")
		}
	}
	if len(held[0]) < 5 || len(held[0]) != len(held[1]) {
		ts.Fatalf("%d files and %d are compared", len(held[0]), len(held[1]))
	}
	for name, data := range held[0] {
		if held[1][name] != data {
			ts.Fatalf("%s differs", name)
		}
	}
}

// edit replaces what is found of a regular expression.
func edit(ts *testscript.TestScript, _ bool, args []string) {
	rewrite(ts, args[0], func(data []byte) []byte { return regexp.MustCompile(args[1]).ReplaceAll(data, []byte(args[2])) })
}

// setCell writes a value into the row of a table about all creatives.
func setCell(ts *testscript.TestScript, _ bool, args []string) {
	rewrite(ts, args[0], func(data []byte) []byte {
		if store.IsParquet(args[0]) {
			return setParquet(ts, data, args)
		}
		lines := strings.SplitAfter(string(data), "\n")
		at := slices.Index(strings.Split(strings.TrimSpace(lines[0]), ","), args[3])
		for i, line := range lines {
			if fields := strings.Split(line, ","); strings.HasPrefix(line, args[1]+",,"+args[2]+",") && fields[4] == "all" && at >= 0 {
				fields[at] = args[4]
				lines[i] = strings.Join(fields, ",")
			}
		}
		return []byte(strings.Join(lines, ""))
	})
}

// setParquet is setCell of a table that is Parquet.
func setParquet(ts *testscript.TestScript, data []byte, args []string) []byte {
	s, err := store.ReadParquet(data)
	ts.Check(err)
	month, err := strconv.Atoi(args[2])
	ts.Check(err)
	value, err := strconv.ParseFloat(args[4], 64)
	ts.Check(err)
	for i := range s.Rows {
		if r := &s.Rows[i]; r.Replicate == args[1] && r.Month == month && r.By == table.All {
			r.Values[s.Index(args[3])] = value
		}
	}
	var b bytes.Buffer
	ts.Check(store.WriteParquet(&b, s, nil, store.About{}))
	return b.Bytes()
}

// reseal writes the checksums of a manifest anew: of the files, of the results, its own.
func reseal(ts *testscript.TestScript, _ bool, args []string) {
	rewrite(ts, args[0]+"/manifest.json", func(data []byte) []byte {
		var m struct {
			Results string
			Files   map[string]struct {
				SHA256 string
				Bytes  int
			}
		}
		ts.Check(json.Unmarshal(data, &m))
		text, results := string(data), sha256.New()
		names := make([]string, 0, len(m.Files))
		for name := range m.Files {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			was, content := m.Files[name], ts.ReadFile(args[0]+"/"+name)
			sum := fmt.Sprintf("%x", sha256.Sum256([]byte(content)))
			text = strings.ReplaceAll(text, fmt.Sprintf("%q,\n      \"bytes\": %d", was.SHA256, was.Bytes), fmt.Sprintf("%q,\n      \"bytes\": %d", sum, len(content)))
			if slices.Contains([]string{"series.csv", "contrast.csv", "panel.parquet", "series.parquet", "contrast.parquet", "tables/effects.csv", "tables/losses.csv"}, name) || strings.HasPrefix(name, "arms/") && store.IsParquet(name) {
				fmt.Fprintf(results, "%s  %s\n", sum, name)
			}
		}
		text = strings.Replace(text, m.Results, fmt.Sprintf("%x", results.Sum(nil)), 1)
		open := text[:strings.LastIndex(text, ",\n  \"checksum\": ")]
		return fmt.Appendf(nil, "%s,\n  \"checksum\": \"%x\"\n}\n", open, sha256.Sum256([]byte(open)))
	})
}
