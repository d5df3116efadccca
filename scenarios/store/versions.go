package store

import (
	"runtime"
	"runtime/debug"
)

// Versions are those of the program that computed a run, as its build recorded
// them; a field the build did not record is empty.
type Versions struct {
	Module       string            `json:"module"`       // path@version of the program's module
	Revision     string            `json:"revision"`     // commit it was built from
	Modified     bool              `json:"modified"`     // whether the source differed from that commit
	Go           string            `json:"go"`           // Go release
	Dependencies map[string]string `json:"dependencies"` // module path -> version
}

// Platform is the machine a run was computed on.
type Platform struct {
	OS   string `json:"os"`   // GOOS
	Arch string `json:"arch"` // GOARCH
	CPUs int    `json:"cpus"` // logical processors the process could use
}

// CurrentVersions are those of the running program.
func CurrentVersions() Versions {
	v := Versions{Go: runtime.Version(), Dependencies: map[string]string{}}
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	v.Module = build.Main.Path + "@" + build.Main.Version
	for _, dependency := range build.Deps {
		used := dependency
		if dependency.Replace != nil {
			used = dependency.Replace
		}
		v.Dependencies[dependency.Path] = used.Version
	}
	for _, setting := range build.Settings {
		switch setting.Key {
		case "vcs.revision":
			v.Revision = setting.Value
		case "vcs.modified":
			v.Modified = setting.Value == "true"
		}
	}
	return v
}

// CurrentPlatform is the machine the program runs on.
func CurrentPlatform() Platform {
	return Platform{OS: runtime.GOOS, Arch: runtime.GOARCH, CPUs: runtime.NumCPU()}
}
