package publish

import (
	"context"
	"maps"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/store"
)

// Place writes files, by their names, into a folder that is new or empty, or that holds some
// of them already. No file that is there is changed: one with other content, and any that is
// not among them, is bad input, and then nothing is written. It returns how many were not
// there.
func Place(ctx context.Context, dir, whose string, files map[string][]byte) (written int, err error) {
	if err := store.Vacant(dir, func(name string) bool { return files[name] != nil }); err != nil {
		return 0, store.Mistaken(err)
	}
	var parts []part
	for _, name := range slices.Sorted(maps.Keys(files)) {
		parts = append(parts, textPart(name, files[name]))
	}
	d := drawer{dir: dir, workers: 1, whose: whose}
	err = d.draw(ctx, parts)
	return d.written, err
}
