package main

import (
	"errors"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/atelier-sim/atelier/scenarios/store"
	"github.com/atelier-sim/atelier/scenarios/table"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"atelier": main})
}

// The scripts in testdata/script run the program as a user would. Beside the
// commands of testscript they know
//
//	status N command...   the command ends with exit code N
//	untouched             no file was made or removed since the script began
//	allcreatives A B      A holds just the rows of B about all creatives, to the printed digit
func TestCommandsDoWhatTheScriptsSay(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			files, err := tree(env.WorkDir)
			env.Values["files"] = files
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":       status,
			"allcreatives": allCreatives,
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
