package scenarios

import _ "embed"

// summarySchema is the layout of summary.json with a sentence for each field;
// a test holds it against the struct.
//
//go:embed summary.schema.json
var summarySchema []byte

// comparisonSchema is the layout of comparison.json; a test makes it of the
// struct and its comments.
//
//go:embed comparison.schema.json
var comparisonSchema []byte

// SummarySchema returns the JSON schema of summary.json.
func SummarySchema() []byte { return summarySchema }

// ComparisonSchema returns the JSON schema of comparison.json.
func ComparisonSchema() []byte { return comparisonSchema }
