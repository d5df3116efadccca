package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/plots/page/lesson"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// lessonCommand lists the lessons, tells one, and prints one for a class.
func lessonCommand() *cobra.Command {
	var slides, sheet, check bool
	var out string
	cmd := &cobra.Command{
		Use:   "lesson [NAME|FILE.md]",
		Short: "List the lessons of the classroom, tell one, or print slides of it",
		Long: `List the lessons of the classroom. With a NAME, or the file of a lesson of your own, play
what it needs and tell it with its numbers, its reveals and the notes for the teacher.

With --slides it writes three slides and three questions for a class without the page,
with --sheet a sheet for pupils and the notes for the teacher: one file of HTML that a
browser shows and prints. No file is written over. With --check it says which of the
lesson's checks hold, with file and line.

A lesson is a Markdown file; atelier serve --lessons DIR shows those of a folder.`,
		Example: "  atelier lesson s-curve\n  atelier lesson s-curve --slides --out talk\n  atelier lesson mine.md --check",
		Args:    atMost(1, "one lesson"),
	}
	cmd.Flags().BoolVar(&slides, "slides", false, "write three slides and three questions")
	cmd.Flags().BoolVar(&sheet, "sheet", false, "write a sheet for pupils and the notes for the teacher")
	cmd.Flags().BoolVar(&check, "check", false, "say which checks of the lesson hold")
	cmd.Flags().StringVar(&out, "out", ".", "`DIR` that slides and sheet are written to")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		w := cmd.OutOrStdout()
		switch into := cmd.Flags().Changed("out"); {
		case into && !slides && !sheet:
			return scenarios.Mistake("--out: is where slides and sheets are written; give --slides or --sheet as well")
		case into && scenarios.Folder(out) != "":
			return scenarios.Mistake("--out: %s", scenarios.Folder(out))
		case check && (slides || sheet):
			return scenarios.Mistake("--check: nothing is written with it; leave --slides and --sheet out, or --check")
		}
		if len(args) == 0 {
			if slides || sheet || check {
				return scenarios.Mistake("%s needs a lesson with --slides, --sheet and --check", cmd.CommandPath())
			}
			return lesson.List(w, lesson.All())
		}
		l, err := lessonOf(args[0])
		if err != nil {
			return err
		}
		desk := page.NewDesk(atelier.Fingerprint(), store.CurrentVersions().Module, 256<<20)
		r := lesson.Tell(cmd.Context(), desk, l, nil)
		if check {
			all, err := r.WriteChecks(w)
			if err == nil && !all {
				return scenarios.Mistake("%s: a check fails: the lesson says what is not so", l.Source)
			}
			return err
		}
		if !slides && !sheet {
			return r.Write(w)
		}
		paths, err := r.Print(out, slides, sheet)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(w, "Written: "+finding.And(finding.Each(paths, finding.Named)))
		return err
	}
	return cmd
}

// lessonOf is the lesson of a name, or of a file.
func lessonOf(word string) (*lesson.Lesson, error) {
	if strings.HasSuffix(word, ".md") || strings.ContainsAny(word, `/\`) {
		return lesson.ReadFile(word)
	}
	return lesson.Find(lesson.All(), word)
}
