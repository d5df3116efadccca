package scenarios

import _ "embed"

// summarySchema is the layout of summary.json with a sentence for each field;
// a test holds it against the struct.
//
//go:embed summary.schema.json
var summarySchema []byte

// SummarySchema returns the JSON schema (draft 7) of summary.json.
func SummarySchema() []byte { return summarySchema }
