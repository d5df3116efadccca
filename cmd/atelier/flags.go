package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/atelier-sim/atelier/scenarios"
)

// given collects what a flag was given, as text: package scenarios checks
// flags, variables and files by one set of rules.
type given struct {
	values []string
	kind   string
}

func (g *given) String() string     { return strings.Join(g.values, ",") }
func (g *given) Set(s string) error { g.values = append(g.values, s); return nil }
func (g *given) Type() string       { return g.kind }

// layers declares the flags that mean the same everywhere and returns a
// function that tells what was given.
func layers(cmd *cobra.Command, keys ...string) func() scenarios.Layers {
	flags := map[string]*given{}
	for _, s := range scenarios.Settings() {
		if len(keys) > 0 && !slices.Contains(keys, s.Key) {
			continue
		}
		g := &given{kind: s.Value}
		f := cmd.Flags().VarPF(g, s.Flag, "", s.Doc)
		if s.Value == "" {
			f.NoOptDefVal = "true"
			g.kind = "bool" // so that help shows no value
		}
		flags[s.Flag] = g
	}
	config := cmd.Flags().String("config", "", "`FILE` of options to begin with (default "+scenarios.ConfigFile+" if there)")
	return func() scenarios.Layers {
		l := scenarios.Layers{Config: *config, Flags: map[string][]string{}}
		for name, g := range flags {
			l.Flags[name] = g.values
		}
		return l
	}
}

// flagError turns what the parser of flags says into one sentence.
func flagError(cmd *cobra.Command, err error) error {
	var absent *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	switch {
	case errors.As(err, &absent):
		return unknownFlag(cmd, absent)
	case errors.As(err, &bare):
		return scenarios.Mistake("--%s: needs a value, such as --%s %s",
			bare.GetSpecifiedName(), bare.GetSpecifiedName(), bare.GetFlag().Value.Type())
	}
	return scenarios.Mistake("%s: %v", cmd.CommandPath(), err)
}

// unknownFlag names the nearest flag.
func unknownFlag(cmd *cobra.Command, absent *pflag.NotExistError) error {
	name := absent.GetSpecifiedName()
	if absent.GetSpecifiedShortnames() != "" {
		return scenarios.Mistake("-%s: flags are written with two dashes; see %s --help", absent.GetSpecifiedShortnames(), cmd.CommandPath())
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near, ok := scenarios.Nearest(name, names); ok {
		return scenarios.Mistake("--%s: %s has no such flag; did you mean --%s?", name, cmd.CommandPath(), near)
	}
	return scenarios.Mistake("--%s: %s has no such flag; see %s --help", name, cmd.CommandPath(), cmd.CommandPath())
}
