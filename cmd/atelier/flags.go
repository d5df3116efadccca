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

// layers declares the flags of a command and returns a function that tells what
// was given.
func layers(cmd *cobra.Command) func() scenarios.Layers { return layersOf(cmd, cmd.Name()) }

// layersOf declares the flags that another command has, but for some.
func layersOf(cmd *cobra.Command, command string, but ...string) func() scenarios.Layers {
	flags := map[string]*given{}
	for _, o := range scenarios.OptionsOf(command) {
		if slices.Contains(but, o.Flag) {
			continue
		}
		g := &given{kind: o.Value}
		f := cmd.Flags().VarPF(g, o.Flag, "", o.Help(command))
		if f.NoOptDefVal = o.Bare(); o.Value == "" {
			g.kind = "bool" // so that help shows no value
		}
		flags[o.Flag] = g
	}
	config := cmd.Flags().String("config", "", "`FILE` of options to begin with (default "+scenarios.ConfigFile+" if there)")
	return func() scenarios.Layers {
		l := scenarios.Layers{Command: command, Config: *config, Flags: map[string][]string{}}
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
	if meant := scenarios.MeantFlag(name, cmd.Name(), names); meant != "" {
		return scenarios.Mistake("--%s: %s has no such flag%s", name, cmd.CommandPath(), meant)
	}
	return scenarios.Mistake("--%s: %s has no such flag; see %s --help", name, cmd.CommandPath(), cmd.CommandPath())
}
