package store

import (
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// manifestName is the file that makes a folder a finished run.
const manifestName = "manifest.json"

// recordName is the file that makes a folder an unfinished run.
const recordName = ".atelier-unfinished"

// subfolders are those a run may have, next to files at its top.
var subfolders = []string{"figures", "tables", "arms", "parts", checkpointsDir}

// plain are names that every file system can hold and that are never hidden.
var plain = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._+-]*$`)

// checkName refuses names of files that a run may not hold: "series.csv" and
// "figures/fan.svg" are fine, "../x", "/x", ".x", "other/x" are not.
func checkName(name string) error {
	dir, base := path.Split(name)
	if !plain.MatchString(base) || len(base) > 200 || !filepath.IsLocal(filepath.FromSlash(name)) {
		return fmt.Errorf("%q is not a file name for a run; use letters, digits and . _ + -", name)
	}
	if dir != "" && !slices.Contains(subfolders, strings.TrimSuffix(dir, "/")) {
		return fmt.Errorf("%q is not a file name for a run; its folders are %s", name, strings.Join(subfolders, ", "))
	}
	return nil
}

// partName is where a file is written until it is complete: beside it, hidden.
func partName(name string) string {
	dir, base := path.Split(name)
	return dir + "." + base + ".part"
}

// unhidden is the name of the file whose part has this name, "" if it is no part.
func unhidden(name string) string {
	dir, base := path.Split(name)
	if len(base) < len("..part") || !strings.HasPrefix(base, ".") || !strings.HasSuffix(base, ".part") {
		return ""
	}
	return dir + base[1:len(base)-len(".part")]
}

// short is enough of a digest to tell two apart.
func short(digest string) string { return digest[:min(12, len(digest))] }
