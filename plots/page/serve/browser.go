package serve

import (
	"os/exec"
	"runtime"
)

// openers are the programs that open an address in the browser that somebody uses, by
// system.
var openers = map[string][]string{
	"darwin":  {"open"},
	"windows": {"rundll32", "url.dll,FileProtocolHandler"},
}

// open opens an address, which is one of ours, in the browser. It does not wait for it
// to be closed.
func open(address string) error {
	words, known := openers[runtime.GOOS]
	if !known {
		words = []string{"xdg-open"}
	}
	return exec.Command(words[0], append(words[1:], address)...).Run()
}
