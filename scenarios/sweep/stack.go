package sweep

import (
	"path"
	"runtime"
	"strings"
)

// stackFiles are the names, without their ends, of the model's files in the stack of
// the caller, innermost first. A mechanism is a file of its name.
func stackFiles() []string {
	var at [64]uintptr
	frames := runtime.CallersFrames(at[:runtime.Callers(2, at[:])])
	var names []string
	for {
		f, more := frames.Next()
		if strings.Contains(f.Function, "/sim.") {
			names = append(names, strings.TrimSuffix(path.Base(f.File), ".go"))
		}
		if !more {
			return names
		}
	}
}
