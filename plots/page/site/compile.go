package site

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier"
	"github.com/atelier-sim/atelier/scenarios"
)

// module is the import path of this repository.
const module = "github.com/atelier-sim/atelier"

// Source finds the folder with the source of this program: the one given or the nearest above
// it that is the root of its module, with the model that this program plays. Anything else is
// bad input.
func Source(folder string) (string, error) {
	start, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	for root := start; ; root = filepath.Dir(root) {
		text, err := os.ReadFile(filepath.Join(root, "go.mod"))
		if err == nil && strings.HasPrefix(string(text), "module "+module+"\n") {
			return root, sameModel(root)
		}
		if root == filepath.Dir(root) {
			return "", scenarios.Mistake("the page without a server is compiled from the source of this version, and %s is not within it: go to the folder that holds go.mod and sim", start)
		}
	}
}

// sameModel refuses the source of a model that is not this program's: its numbers would be
// others than those of the first picture and of the command line.
func sameModel(root string) error {
	model, err := atelier.FingerprintOf(os.DirFS(root))
	if err != nil {
		return scenarios.Mistake("the source in %s cannot be read: %v", root, err)
	}
	if model != atelier.Fingerprint() {
		return scenarios.Mistake("the source in %s is of another model (%s) than this program (%s): build the program from it first, with go build ./cmd/atelier", root, model[:8], atelier.Fingerprint()[:8])
	}
	return nil
}

// compiled is the simulation for a browser and the script by which Go talks to one.
type compiled struct{ wasm, exec []byte }

// compile compiles the simulation from a source. The same source, Go and version give the
// same bytes on any machine.
func compile(ctx context.Context, source, version string) (c compiled, err error) {
	if _, err := exec.LookPath("go"); err != nil {
		return c, scenarios.Mistake("there is no Go on this machine, which compiles the simulation for a browser: install it from https://go.dev/dl and try again")
	}
	scratch, err := os.MkdirTemp("", "atelier-site-")
	if err != nil {
		return c, err
	}
	defer os.RemoveAll(scratch)
	seems, err := slim(ctx, source, scratch)
	if err != nil {
		return c, err
	}
	out := filepath.Join(scratch, "atelier.wasm")
	linked := fmt.Sprintf("-s -w -buildid= -X 'main.model=%s' -X 'main.version=%s'", atelier.Fingerprint(), version)
	if _, err := run(ctx, source, "build", "-overlay", seems, "-trimpath", "-buildvcs=false", "-ldflags", linked, "-o", out, "./cmd/atelier-wasm"); err != nil {
		return c, err
	}
	if c.wasm, err = os.ReadFile(out); err != nil {
		return c, err
	}
	root, err := run(ctx, source, "env", "GOROOT")
	if err != nil {
		return c, err
	}
	for _, folder := range []string{"lib", "misc"} { // it has moved
		c.exec, err = os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), folder, "wasm", "wasm_exec.js"))
		if !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return c, err
}

// slim writes an overlay with lean modules into a scratch folder and returns its path.
func slim(ctx context.Context, source, scratch string) (string, error) {
	o := overlay{Replace: map[string]string{}, source: source, scratch: scratch}
	lines, err := os.ReadFile(filepath.Join(source, "go.mod"))
	if err != nil {
		return "", err
	}
	for _, l := range leans {
		said, err := run(ctx, source, "mod", "download", "-json", l.module)
		if err != nil {
			return "", err
		}
		var found struct{ Dir string }
		if err := json.Unmarshal(said, &found); err != nil {
			return "", fmt.Errorf("what Go says of %s cannot be read: %w", l.module, err)
		}
		line, err := o.add(l, found.Dir)
		if err != nil {
			return "", err
		}
		lines = append(lines, line...)
	}
	if err := o.put(filepath.Join(source, "go.mod"), string(lines)); err != nil {
		return "", err
	}
	text, err := json.Marshal(o)
	if err != nil {
		return "", err
	}
	place := filepath.Join(scratch, "overlay.json")
	return place, os.WriteFile(place, text, 0o600)
}

// run runs Go in a folder, without a shell, and returns what it prints. What the environment
// says of how programs are built is left out: it would change the bytes.
func run(ctx context.Context, folder string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = folder
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(e string) bool {
		return slices.ContainsFunc([]string{"GOFLAGS=", "GOEXPERIMENT=", "GOWASM=", "GOWORK="}, func(name string) bool { return strings.HasPrefix(e, name) })
	}), "GOOS=js", "GOARCH=wasm", "GOWORK=off", "CGO_ENABLED=0")
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		text := strings.ReplaceAll(strings.TrimSpace(said.String()), "\n", "; ")
		return nil, fmt.Errorf("go %s failed on %s: %s", args[0], runtime.GOOS, cmp.Or(text, err.Error()))
	}
	return out, nil
}
