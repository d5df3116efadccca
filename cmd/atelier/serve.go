package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/plots/page/lesson"
	"github.com/atelier-sim/atelier/plots/page/serve"
	"github.com/atelier-sim/atelier/plots/page/site"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// serveCommand serves the page of the classroom.
func serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve a page on which moving a slider moves the future",
		Long: `Serve a page on which moving a slider moves the future, beside the same world
without the policy and where it was before, until Ctrl-C ends it. Options say what
the page opens on; a link of the page holds everything that was chosen.

Nobody but this machine reaches it, unless --lan lets the network in: then the address
is printed as a QR code too.`,
		Example: `  atelier serve --open
  atelier serve --world fast --policy ai_levy
  atelier serve --lan --addr :9000`,
		Args: atMost(0, "no word, only options"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		r, err := scenarios.Resolve(nil, given())
		if err != nil {
			return err
		}
		lessons, err := lesson.In(r.Lessons)
		if err != nil {
			return err
		}
		desk := page.NewDesk(atelier.Fingerprint(), store.CurrentVersions().Module, serve.ShelfBytes)
		if worlds := cacheOf(r); worlds != nil {
			desk.Larder = worlds
		}
		lesson.Teach(desk, lessons)
		server := serve.Server{
			Desk: desk, Link: page.Choice{Scenario: r.Scenario}.Link(), Addr: r.Addr, Open: r.Open, LAN: r.LAN,
			Out: cmd.OutOrStdout(), Err: cmd.ErrOrStderr(), Screen: screenOf(cmd.OutOrStdout()) != nil,
		}
		if r.LAN {
			server.Class = func(ctx context.Context) (map[string][]byte, error) {
				source, err := site.Source(".")
				if err != nil {
					return nil, err
				}
				return site.Build(ctx, desk, source)
			}
		}
		return server.Serve(cmd.Context())
	}
	return cmd
}
