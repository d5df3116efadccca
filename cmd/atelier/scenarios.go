package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/population"
)

// scenariosCommand lists, shows and checks scenarios.
func scenariosCommand() *cobra.Command {
	parent := &cobra.Command{
		Use:   "scenarios",
		Short: "List, show and check scenarios",
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	parent.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List the scenarios that come with the program",
			Args: atMost(0, "nothing after it"), RunE: func(cmd *cobra.Command, _ []string) error { return scenarios.WritePresets(cmd.OutOrStdout()) },
		},
		&cobra.Command{
			Use: "show NAME", Short: "Print the file of a scenario, to copy and change",
			Args: exactly(1, "the name of a preset or a file"), RunE: showScenario,
		},
		&cobra.Command{
			Use: "validate FILE...", Short: "Check scenario files, or folders with the tables of a country, and tell every mistake",
			Args: func(cmd *cobra.Command, args []string) error {
				if len(args) == 0 {
					return scenarios.Mistake("%s needs a file", cmd.CommandPath())
				}
				return nil
			},
			RunE: validateScenarios,
		},
		&cobra.Command{
			Use: "schema", Short: "Print the JSON schema of a scenario file, for editors",
			Args: atMost(0, "nothing after it"), RunE: printSchema,
		},
	)
	commandsOnly(parent)
	return parent
}

func showScenario(cmd *cobra.Command, args []string) error {
	text, err := scenarios.PresetText(args[0])
	if err != nil {
		s, findErr := scenarios.Find(args[0])
		if findErr != nil {
			return findErr
		}
		if text, err = s.YAML(); err != nil {
			return err
		}
	}
	_, err = cmd.OutOrStdout().Write(text)
	return err
}

// validateScenarios checks every file before it fails.
func validateScenarios(cmd *cobra.Command, args []string) error {
	var wrong []error
	for _, file := range args {
		if info, err := os.Stat(file); err == nil && info.IsDir() {
			said, err := population.CheckPack(file)
			if wrong = append(wrong, err); err == nil {
				fmt.Fprintln(cmd.OutOrStdout(), said)
			}
			continue
		}
		s, err := scenarios.Load(file)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		digest, err := s.Digest()
		if err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "%s: valid, scenario %s, digest %s\n", finding.Named(file), s.Name, digest[:8])
	}
	return errors.Join(wrong...)
}

func printSchema(cmd *cobra.Command, _ []string) error {
	text, err := scenarios.Schema()
	if err != nil {
		return err
	}
	_, err = cmd.OutOrStdout().Write(text)
	return err
}
