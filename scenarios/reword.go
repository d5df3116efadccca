package scenarios

import (
	"fmt"
	"maps"
	"slices"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// An option may say another in other words: until says months. What was said so is
// turned into the other where it is read, layer by layer, so that everything behind
// knows the other alone and two ways to ask for one thing are one digest.

// rewordings are the options that say another, each with that.
func rewordings(options []Option) (pairs [][2]*Option) {
	for i := range options {
		if at := slices.IndexFunc(options, func(o Option) bool { return o.Name == options[i].instead }); options[i].instead != "" && at >= 0 {
			pairs = append(pairs, [2]*Option{&options[i], &options[at]})
		}
	}
	return pairs
}

// reworded turns values of a file that were read, by their paths.
func reworded(values map[string]any, path func(*Option) string) {
	for _, pair := range rewordings(optionTable()) {
		if value, given := values[path(pair[0])]; given {
			values[path(pair[1])] = pair[0].in(value)
			delete(values, path(pair[0]))
		}
	}
}

// twoEnds complains about a file in which an option and another way to say it do not
// agree.
func twoEnds(values map[string]any) (paths []string, wrong string) {
	for _, pair := range rewordings(optionTable()) {
		for _, path := range []func(*Option) string{(*Option).path, func(o *Option) string { return o.Name }} {
			one, other := path(pair[0]), path(pair[1])
			value, given := values[one]
			said, both := values[other]
			if given && both && pair[0].in(value) != said {
				return []string{one, other}, twoWays(one, pair[0].in(value), other, said)
			}
		}
	}
	return nil, ""
}

// twoWays is the sentence for two ways to say an option that do not agree.
func twoWays(one string, means any, other string, says any) string {
	return fmt.Sprintf("%s means %v for %s, which is given as %v: keep one of the two", one, means, other, says)
}

// rewordedTexts turns what variables of the environment, in place, and flags, in a copy,
// were given. A text that cannot be read and one that does not agree with the other option
// are mistakes.
func rewordedTexts(options []Option, env map[string]string, flags map[string][]string) (map[string][]string, Problems) {
	var found Problems
	turn := func(pair [2]*Option, source, other string, given, others []string) []string {
		if len(given) > 1 {
			found = append(found, Problem{Source: source, Text: "given twice: keep one"})
			return others
		}
		value, wrong := pair[0].Read(given[0])
		if wrong != "" {
			found = append(found, Problem{Source: source, Text: wrong})
			return others
		}
		text := fmt.Sprint(pair[0].in(value))
		if len(others) > 0 && !slices.Equal(others, []string{text}) {
			found = append(found, Problem{Source: source, Text: twoWays(file.Shown(given[0], false), text, other, finding.And(others))})
		}
		return []string{text}
	}
	flags = maps.Clone(flags)
	for _, pair := range rewordings(options) {
		one, other := pair[0], pair[1]
		if raw, given := env[one.Env()]; given {
			var others []string
			if said, both := env[other.Env()]; both {
				others = []string{said}
			}
			if texts := turn(pair, one.Env(), other.Env(), []string{raw}, others); len(texts) > 0 {
				env[other.Env()] = texts[0]
			}
			delete(env, one.Env())
		}
		if given := flags[one.Flag]; len(given) > 0 {
			flags[other.Flag] = turn(pair, "--"+one.Flag, "--"+other.Flag, given, flags[other.Flag])
		}
		delete(flags, one.Flag)
	}
	return flags, found
}
