package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/plots/page/site"
	"github.com/atelier-sim/atelier/plots/publish"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// siteCommand writes the page of the classroom as files that need no server.
func siteCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "site --out DIR",
		Short: "Write the page of the classroom as files that need no server",
		Long: `Write the page of atelier serve as a folder of files. Any web host can hand them out,
and a double click on index.html opens them from a disk or a stick, without a network.
The simulation runs within the browser, compiled to WebAssembly, and gives the
numbers of the command line to the last digit.

It compiles the simulation, so it needs Go on this machine and the source of this
version: give it in the folder that holds go.mod, or below. The folder is new or
empty; nothing that lies in one is written over.`,
		Example: "  atelier site --out classroom",
		Args:    atMost(0, "nothing but --out"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		r, err := scenarios.Resolve(nil, given())
		if err != nil {
			return err
		}
		if r.Out == "" {
			return scenarios.Mistake("--out: into which folder? give a new one, such as --out classroom")
		}
		source, err := site.Source(".")
		if err != nil {
			return err
		}
		desk := page.NewDesk(atelier.Fingerprint(), store.CurrentVersions().Module, 256<<20)
		files, err := site.Build(cmd.Context(), desk, source)
		if err != nil {
			return interrupted(cmd.Context(), err)
		}
		written, err := publish.Place(cmd.Context(), r.Out, "page", files)
		if err != nil {
			return err
		}
		said := "The page is written: open %s, or let a web host hand the folder out.\n"
		if written == 0 {
			said = "%s and all beside it is there already: nothing had to be written.\n"
		}
		_, err = fmt.Fprintf(cmd.OutOrStdout(), said, filepath.Join(r.Out, site.Index))
		return err
	}
	return cmd
}
