package slurm

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/atelier-sim/atelier/scenarios/sweep"
)

// The programs of Slurm are played by the test binary under their names. They keep what
// they know in a folder: jobs, the command lines of sbatch; queue, a line for each task;
// lose, shards that are lost instead of played, once for each line; cancelled; most; and
// refuse, what sbatch says instead of taking a job. Each look at the queue plays its first task.

// fakeFolder is the variable that names the folder.
const fakeFolder = "FAKE_SLURM"

// model stands for a fingerprint.
var model = strings.Repeat("0123456789abcdef", 4)

func TestMain(m *testing.M) {
	dir, name := os.Getenv(fakeFolder), filepath.Base(os.Args[0])
	switch {
	case len(os.Args) > 2 && os.Args[1] == "sweep":
		os.Exit(asTask(os.Args[2:]))
	case dir != "" && slices.Contains(programs, name):
		os.Exit(map[string]func(string, []string) int{"sbatch": asSbatch, "squeue": asSqueue, "scontrol": asScontrol, "scancel": asScancel}[name](dir, os.Args[1:]))
	}
	os.Exit(m.Run())
}

// asTask is the program that a task runs: worker DIR --shard I/N --workers N.
func asTask(args []string) int {
	s, err := sweep.Take(args[1], model)
	if err == nil {
		var shard sweep.Shard
		if shard, err = sweep.ParseShard(args[3], s.Shards()); err == nil {
			_, err = s.Work(context.Background(), shard, 1, nil)
		}
	}
	if err != nil || args[0] != "worker" || args[2] != "--shard" || args[4] != "--workers" || args[5] != "1" {
		fmt.Println(args, err)
		return 1
	}
	return 0
}

// lines are those of a file of the fake.
func lines(dir, name string) []string {
	text, _ := os.ReadFile(filepath.Join(dir, name))
	return strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' })
}

// put writes the lines of such a file.
func put(dir, name string, list ...string) {
	if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.Join(list, "\n")), 0o666); err != nil {
		panic(err)
	}
}

func asSbatch(dir string, args []string) int {
	if said := lines(dir, "refuse"); len(said) > 0 {
		fmt.Fprintln(os.Stderr, said[0])
		return 1
	}
	jobs := append(lines(dir, "jobs"), strings.Join(args, " "))
	put(dir, "jobs", jobs...)
	tasks := lines(dir, "queue")
	array, _ := strings.CutPrefix(args[1], "--array=")
	for _, part := range strings.Split(array, ",") {
		first, last, ranged := strings.Cut(part, "-")
		if !ranged {
			last = first
		}
		from, _ := strconv.Atoi(first)
		to, _ := strconv.Atoi(last)
		for shard := from; shard <= to; shard++ {
			tasks = append(tasks, fmt.Sprintf("%d|%d|%s", 40+len(jobs), shard, args[len(args)-1]))
		}
	}
	put(dir, "queue", tasks...)
	fmt.Println(40 + len(jobs))
	return 0
}

func asSqueue(dir string, _ []string) int {
	tasks := lines(dir, "queue")
	for i, t := range tasks {
		words := strings.Split(t, "|")
		fmt.Printf("%s_%s|%s\n", words[0], words[1], map[bool]string{true: "RUNNING", false: "PENDING"}[i == 0])
	}
	if len(tasks) == 0 {
		return 0
	}
	put(dir, "queue", tasks[1:]...)
	words := strings.Split(tasks[0], "|")
	lose := lines(dir, "lose")
	if i := slices.Index(lose, words[1]); i >= 0 {
		put(dir, "lose", slices.Delete(lose, i, i+1)...)
		return 0
	}
	task := exec.Command("sh", words[2])
	task.Env = append(os.Environ(), "SLURM_ARRAY_TASK_ID="+words[1])
	if out, err := task.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v", out, err)
		return 1
	}
	return 0
}

func asScontrol(dir string, _ []string) int {
	fmt.Printf("Configuration data as of today\nMaxArraySize            = %s\nMaxJobCount = 10000\n", append(lines(dir, "most"), "1001")[0])
	return 0
}

func asScancel(dir string, args []string) int {
	put(dir, "queue")
	put(dir, "cancelled", args...)
	return 0
}

// fake puts the programs on PATH and returns the folder of what they know.
func fake(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil || runtime.GOOS == "windows" {
		t.Skip("a task of Slurm is a script for a shell, and there is none")
	}
	dir, bin := t.TempDir(), t.TempDir()
	for _, name := range programs {
		if err := os.Symlink(os.Args[0], filepath.Join(bin, name)); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv(fakeFolder, dir)
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	return dir
}
