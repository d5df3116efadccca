package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Tests run in their folder; rows speak of the top of the tree.
func TestMain(m *testing.M) {
	if err := os.Chdir("../.."); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func TestTheDocumentSaysWhatTheRowsSay(t *testing.T) {
	text, err := os.ReadFile("sim/PROMISES.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != document(rooms) {
		t.Error("sim/PROMISES.md is not what the rows say: go run ./.ci/promises -print >sim/PROMISES.md")
	}
}

// goTest is a command that runs tests of one package by their names.
var goTest = regexp.MustCompile(`^go test (\S+)(?: -count 1)? -run '?(\S+?)'?( -\S+.*)?$`)

func TestEveryRowNamesATestAndAPlaceForItsFault(t *testing.T) {
	for _, room := range rooms {
		if len(room.rows) == 0 {
			t.Errorf("%s: no promise is made", room.title)
		}
		for _, r := range room.rows {
			if r.Promise == "" || r.Seen == "" {
				t.Errorf("%q: a promise and what was seen are wanted", r.Command)
			}
			text, err := os.ReadFile(filepath.FromSlash(r.Fault.File))
			if err != nil {
				t.Errorf("%s: %v", r.Promise, err)
			} else if _, err := r.Fault.in(string(text)); err != nil {
				t.Errorf("%s: %v", r.Promise, err)
			}
			script, _, _ := strings.Cut(r.Command, " ")
			m := goTest.FindStringSubmatch(r.Command)
			switch {
			case strings.HasPrefix(script, ".ci/"):
				if _, err := os.Stat(filepath.FromSlash(script)); err != nil {
					t.Errorf("%s: %v", r.Promise, err)
				}
			case m == nil:
				t.Errorf("%s: %q is neither a script of .ci nor go test PACKAGE -run NAME", r.Promise, r.Command)
			case !declares(t, m[1], m[2]):
				t.Errorf("%s: %s has no test that matches %s", r.Promise, m[1], m[2])
			}
		}
	}
}

// declared are the tests of packages, by package.
var declared = map[string][]string{}

// declares tells whether a package has a test whose name matches an expression.
func declares(t *testing.T, pkg, names string) bool {
	t.Helper()
	if declared[pkg] == nil {
		files, err := filepath.Glob(filepath.Join(filepath.FromSlash(pkg), "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`).FindAllStringSubmatch(string(text), -1) {
				declared[pkg] = append(declared[pkg], m[1])
			}
		}
	}
	top, _, _ := strings.Cut(names, "/")
	for _, name := range declared[pkg] {
		if ok, err := regexp.MatchString(top, name); err != nil {
			t.Fatal(err)
		} else if ok {
			return true
		}
	}
	return false
}

// A fault that tests see is seen, one that changes nothing is not.
func TestFaultsAreSeenAndBlindTestsToo(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("no bash here")
	}
	row := Row{Command: "go test ./sim/par -run '^TestSum'", Fault: Fault{File: "sim/par/par.go"}}
	text, err := os.ReadFile(row.Fault.File)
	if err != nil {
		t.Fatal(err)
	}
	line := string(text[:strings.Index(string(text), "\n")])
	row.Fault.From, row.Fault.To = line, line+" "
	if err := row.plant(); err == nil || !strings.Contains(err.Error(), "passes although") {
		t.Errorf("a fault that is none: %v", err)
	}
	row.Fault.To = "no Go"
	if err := row.plant(); err == nil || !strings.Contains(err.Error(), "cannot be built") {
		t.Errorf("a tree that is no Go: %v", err)
	}
}
