package scenarios

import _ "embed"

// studySchema is the layout of summary.json and comparison.json; a test makes it
// of the struct and its comments.
//
//go:embed study.schema.json
var studySchema []byte

// StudySchema returns the JSON schema of summary.json and comparison.json.
func StudySchema() []byte { return studySchema }
