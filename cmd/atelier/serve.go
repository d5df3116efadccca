package main

import (
	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/plots/page/serve"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// serveCommand shows the page of the classroom.
func serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show a page on which moving a slider moves the future",
		Long:  "Show a page on which moving a slider moves the future.",
		Args:  atMost(0, "nothing"),
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return serve.Listen(page.NewDesk(atelier.Fingerprint(), store.CurrentVersions().Module, 256<<20), "127.0.0.1:8080")
	}
	return cmd
}
