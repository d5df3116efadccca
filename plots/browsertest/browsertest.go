// Package browsertest opens pages in a browser, for tests: one browser a test binary,
// shared by its tests, each in tabs of its own.
package browsertest

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// names are what the browser may be called.
var names = []string{"chromium", "chromium-browser", "google-chrome"}

// look is a flag of every test binary that opens pages.
var look = flag.String("look", "", "folder to which pictures of pages are written, to be looked at")

// Looking is the folder to which pictures are to be written, "" where nobody asked for them.
func Looking() string { return *look }

// Keep writes a picture where somebody asked for it.
func Keep(t *testing.T, name string, picture []byte) {
	t.Helper()
	if *look == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*look, name), picture, 0o644); err != nil {
		t.Fatal(err)
	}
}

var shared struct {
	sync.Once
	ctx   context.Context
	close func()
	why   string
}

// Browser is the browser that all tests of a binary share; a tab is a
// [chromedp.NewContext] of it. Without one, and in the short form of the tests, the test is
// skipped with the reason. Main ends it.
func Browser(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("opens a browser")
	}
	shared.Do(start)
	if shared.why != "" {
		t.Skip(shared.why)
	}
	return shared.ctx
}

func start() {
	path := ""
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		shared.why = "no browser on this machine; on Debian, apt-get install chromium"
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, leave := chromedp.NewContext(ctx)
	shared.ctx, shared.close = ctx, func() { leave(); stop() }
	if err := chromedp.Do(ctx); err != nil {
		shared.why = fmt.Sprintf("the browser %s does not start here: %v", path, err)
	}
}

// Main runs the tests of a package, and ends the browser behind them.
func Main(m *testing.M) {
	code := m.Run()
	if shared.close != nil {
		shared.close()
	}
	os.Exit(code)
}
