package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/cost"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/scenarios/store"
)

// cacheCommand tells what is kept of burnt-in populations, and deletes it.
func cacheCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cache",
		Short: "Tell where burnt-in populations are kept and how much, or delete them",
		Long: `Before January 2021 ten years are played without AI, the burn-in of a population. It
hangs on the seed, the population and some parameters, but not on AI or policies, so
run, compare and serve keep it and begin there the next time. What is kept changes
no number: each population is checked to the byte when it is read, and played anew
where it is damaged or of another version of the model. At most ` + cost.Bytes(store.MostWorlds) + ` are kept, and
less on a full disk; populations used least lately go first.

--cache none, or ATELIER_CACHE=none, keeps nothing and reads nothing.`,
		Example: "  atelier cache\n  atelier cache --clear",
		Args:    atMost(0, "no word, only options"),
	}
	given := layers(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		r, err := scenarios.Resolve(nil, given())
		if err != nil {
			return err
		}
		worlds := cacheOf(r)
		if worlds == nil {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "No burnt-in population is kept.")
			return err
		}
		if r.Clear {
			if err := worlds.Clear(); err != nil {
				return err
			}
		}
		n, bytes, err := worlds.Held()
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s holds %s, %s.\n", finding.Named(worlds.Dir()), finding.Counted(n, "burnt-in population", "burnt-in populations"), cost.Bytes(bytes))
		return err
	}
	return cmd
}

// diskShare is the part of what is free on a disk that burnt-in populations may take at most.
const diskShare = 8

// cacheOf is where a command keeps burnt-in populations; nil for nowhere.
func cacheOf(r *scenarios.Run) *store.Worlds {
	dir := r.Cache
	if dir == scenarios.NoCache {
		return nil
	}
	if dir == "" {
		caches, err := os.UserCacheDir()
		if err != nil {
			return nil // there is no user
		}
		dir = filepath.Join(caches, "atelier")
	}
	most := int64(store.MostWorlds)
	if free, known := cost.This.FreeAt(dir); known {
		most = min(most, free/diskShare)
	}
	return store.NewWorlds(dir, atelier.Fingerprint(), most)
}

// damaged says that populations that were kept had to be played anew, "" where none had.
func damaged(worlds *store.Worlds) string {
	if worlds == nil || worlds.Damaged() == 0 {
		return ""
	}
	return fmt.Sprintf("%s and played anew, in %s.", finding.Counted(worlds.Damaged(), "burnt-in population was damaged", "burnt-in populations were damaged"), finding.Named(worlds.Dir()))
}
