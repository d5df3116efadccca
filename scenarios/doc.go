// Package scenarios holds the questions that Atelier is asked.
//
// A [Scenario] says which world is played (how fast generative AI becomes
// capable), with which parameters, without which mechanisms, for how many
// creatives and months, and on which seeds. It is written as a YAML file and
// read strictly: every mistake of a file is reported at once, each with its
// line and column, the key, the value as written, what is allowed, and the
// nearest valid name. Presets come with the program: [Presets].
//
// Read scenario.go first, then options.go (the table of options, from which
// files, variables, flags, help, JSON schema, digests and manifests all follow),
// then layers.go: [Resolve] puts the layers together: defaults, the
// configuration file, the scenario, the environment, the command line.
//
// What came of a question is a [Study]: numbers and the words made of them.
package scenarios
