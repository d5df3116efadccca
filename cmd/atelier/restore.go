package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/store"
)

// withoutDrawings reads a run of which only drawings are missing, which can be
// made again; missing is what the store said. Everything that is there is
// held against its checksum.
func withoutDrawings(dir string, missing error) (*store.Run, error) {
	text, err := os.ReadFile(filepath.Join(dir, manifestFile)) // the store found it whole
	if err != nil {
		return nil, err
	}
	run := &store.Run{Dir: dir}
	if err := json.Unmarshal(text, &run.Manifest); err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(run.Manifest.Files)) {
		sum, err := checksum(run.Path(name))
		switch {
		case errors.Is(err, fs.ErrNotExist) && isDrawing(name):
			continue
		case errors.Is(err, fs.ErrNotExist):
			return nil, missing
		case err != nil:
			return nil, err
		case sum != run.Manifest.Files[name].SHA256:
			return nil, fmt.Errorf("%s has changed since the run was written; restore it, or play the scenario again into a new folder", run.Path(name))
		}
	}
	return run, nil
}

// isDrawing tells whether a file of a run is made from its tables.
func isDrawing(name string) bool {
	drawings := []string{reportFile, workbookFile, dictionaryFile, schemaFile}
	return slices.Contains(drawings, name) || strings.HasPrefix(name, "figures/") || strings.HasPrefix(name, "tables/")
}

// checksum is the SHA-256 of a file in hexadecimal digits.
func checksum(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
