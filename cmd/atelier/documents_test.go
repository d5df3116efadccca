package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios/file"
)

// documents tell how the model was tested; what they name is looked for from the root of the repository.
var documents = []string{"sim/TRACE.md", "sim/PREDICTIONS.md"}

const root = "../.."

var (
	quoted     = regexp.MustCompile("`([^`\n]+)`")
	linked     = regexp.MustCompile(`\]\(([^)#]+)\)`)
	testNamed  = regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	repository = regexp.MustCompile(`^[a-z]+(/[a-z_*-]+)*(/|/[\w-]+\.\w+)$`) // sim/params.go
)

// Every command, test and file that a document names is there.
func TestDocumentsNameWhatIsThere(t *testing.T) {
	for _, name := range documents {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		commands := 0
		for _, m := range quoted.FindAllStringSubmatch(string(text), -1) {
			switch words := strings.Fields(m[1]); {
			case words[0] == "atelier":
				commands++
				if why := wrongCommand(words[1:]); why != "" {
					t.Errorf("%s: `%s`: %s", name, m[1], why)
				}
			case len(words) > 2 && words[0] == "go" && words[1] == "test":
				commands++
				if why := wrongTest(words[2:]); why != "" {
					t.Errorf("%s: `%s`: %s", name, m[1], why)
				}
			case len(words) == 1 && repository.MatchString(m[1]):
				if _, err := os.Stat(filepath.Join(root, m[1])); err != nil {
					t.Errorf("%s names %s, which is not there", name, m[1])
				}
			}
		}
		for _, m := range linked.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s links %s, which is not there", name, m[1])
			}
		}
		if commands == 0 {
			t.Errorf("%s names no command: are they looked for?", name)
		}
	}
}

// wrongCommand says what is wrong with the words of a command, "" for nothing: the command, its flags, and its
// preset where it takes one.
func wrongCommand(words []string) string {
	words, _, _ = cutAt(words, ">")
	cmd, rest, err := rootCommand().Find(words)
	if err != nil || !cmd.HasParent() {
		return "there is no such command"
	}
	cmd.InitDefaultHelpFlag()
	for _, w := range rest {
		flag, isFlag := strings.CutPrefix(w, "--")
		flag, _, _ = strings.Cut(flag, "=")
		if isFlag && cmd.Flags().Lookup(flag) == nil && cmd.InheritedFlags().Lookup(flag) == nil {
			return "there is no flag --" + flag
		}
	}
	return wrongPreset(cmd, rest)
}

// wrongPreset says that the first word behind a command that plays presets is none of them.
func wrongPreset(cmd *cobra.Command, words []string) string {
	folder := map[string]string{"sweep": "scenarios/sweep/presets", "calibrate": "scenarios/calibrate/presets", "show": "scenarios/presets", "run": "scenarios/presets"}[cmd.Name()]
	if folder == "" || len(words) == 0 || strings.HasPrefix(words[0], "-") {
		return ""
	}
	if _, err := os.Stat(filepath.Join(root, folder, words[0]+".yaml")); err != nil {
		return "there is no preset " + file.Shown(words[0], true)
	}
	return ""
}

// cutAt are the words before and behind a word.
func cutAt(words []string, at string) (before, after []string, found bool) {
	for i, w := range words {
		if w == at {
			return words[:i], words[i+1:], true
		}
	}
	return words, nil, false
}

// wrongTest says what is wrong with the words of go test: a folder without tests, or a name that fits none.
func wrongTest(words []string) string {
	folder := filepath.Join(root, words[0])
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil || len(files) == 0 {
		return "there are no tests in " + words[0]
	}
	if len(words) < 3 || words[1] != "-run" {
		return ""
	}
	wanted, err := regexp.Compile(words[2])
	if err != nil {
		return err.Error()
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return err.Error()
		}
		for _, m := range testNamed.FindAllStringSubmatch(string(text), -1) {
			if wanted.MatchString(m[1]) {
				return ""
			}
		}
	}
	return "no test of " + words[0] + " has such a name"
}

// The rule sees what is not there.
func TestMissingCommandsAreSeen(t *testing.T) {
	for words, want := range map[string]string{
		"validate --patterns": "", "validate --pattern": "there is no flag --pattern", "validat --patterns": "there is no such command",
		"sweep robust": "", "sweep robusd": `there is no preset "robusd"`, "scenarios show baseline": "", "validate --csv > robusd --x": "",
	} {
		if got := wrongCommand(strings.Fields(words)); got != want {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
	for words, want := range map[string]string{
		"./sim -run ODD": "", "./sim -run NoSuchTest": "no test of ./sim has such a name", "./nowhere": "there are no tests in ./nowhere", "./sim": "",
	} {
		if got := wrongTest(strings.Fields(words)); got != want {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
}
