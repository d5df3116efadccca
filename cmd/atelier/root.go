package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
)

// rootCommand returns the program: every command is added here.
func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "atelier",
		Short: "What becomes of creative work when generative AI enters it",
		Long: `Atelier simulates creatives and organisations month by month, from January
2021, and tells what generative AI changes for jobs, freelance work, pay, trust
and skill, beside a paired world in which AI stayed as it was.

Runs play parameter sets that known figures do not rule out. They answer what-if
questions and make no forecasts.`,
		Example: `  atelier run
  atelier run fast --replicates 20
  atelier run baseline --set trust.failure_ratio=4 --without fear
  atelier scenarios list`,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(runCommand(), compareCommand(), sweepCommand(), sensitivityCommand(), calibrateCommand(), reportCommand(), verifyCommand(), explainCommand(), serveCommand(), siteCommand(), lessonCommand(), scenariosCommand(), policiesCommand(), parametersCommand(), validateCommand(), benchCommand(), cacheCommand(), licencesCommand(), versionCommand())
	commandsOnly(root)
	return root
}

// commandsOnly makes a command refuse a word that names none of those below.
func commandsOnly(parent *cobra.Command) {
	parent.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return unknown(args[0], "command of "+cmd.CommandPath(), below(cmd))
	}
}

// below returns the names of a command's commands.
func below(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			names = append(names, c.Name())
		}
	}
	return names
}

// unknown is the sentence for a word that is not among names.
func unknown(word, what string, names []string) error {
	return scenarios.Mistake("%s: no %s has this name; there are %s%s", word, what, strings.Join(names, ", "), file.Meant(word, names))
}

// atMost refuses more than n words after a command; what says what they are.
func atMost(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) <= n {
			return nil
		}
		return scenarios.Mistake("%s: one word too many: %s takes %s", args[n], cmd.CommandPath(), what)
	}
}

// exactly refuses any other number of words than n after a command.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return scenarios.Mistake("%s needs %s", cmd.CommandPath(), what)
		}
		return atMost(n, what)(cmd, args)
	}
}
