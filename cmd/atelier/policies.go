package main

import (
	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/sim/policy"
)

// policiesCommand lists the policies and shows one.
func policiesCommand() *cobra.Command {
	var json bool
	parent := &cobra.Command{
		Use:   "policies",
		Short: "List every policy with its dose, cost, source and claimed effect",
		Long: `List every policy with its default dose, what it costs and who pays, the effect
that it claims and how well that is known. † marks an effect that no field
estimate supports.`,
		Example: "  atelier policies show rights\n  atelier run --policy rights=0.03,start=2028-01",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if json {
				return scenarios.WritePoliciesJSON(cmd.OutOrStdout(), policy.All())
			}
			return scenarios.WritePolicies(cmd.OutOrStdout())
		},
	}
	show := &cobra.Command{
		Use: "show NAME", Short: "Tell all about one policy, with an entry of a scenario to copy",
		Args: exactly(1, "the name of a policy"),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := scenarios.FindPolicy(args[0])
			switch {
			case err != nil:
				return err
			case json:
				return scenarios.WritePoliciesJSON(cmd.OutOrStdout(), []*policy.Policy{p})
			}
			return scenarios.WritePolicy(cmd.OutOrStdout(), p)
		},
	}
	parent.PersistentFlags().BoolVar(&json, "json", false, "as JSON, with every field")
	parent.AddCommand(show)
	commandsOnly(parent)
	return parent
}
