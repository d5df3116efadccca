// Package file reads files strictly along a tree of keys.
//
// A tree of [Key] says what a file may hold: names, kinds, ranges, choices. From
// it follow what is read ([Key.Decode]), what is said of a mistake, with line,
// column and the nearest name that was meant ([Problems]), the JSON schema for
// editors ([Key.Schema]), and how one value is read from a flag or a variable
// ([Key.Read]). A [Tree] writes such a file. The package knows no option and no
// model: who calls it says which keys there are.
package file
