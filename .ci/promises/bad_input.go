package main

var badInput = []Row{
	{
		Promise: "A scenario's file that is wrong gets exactly the message that stands beside it in the table: file, line and column, key, value, what may stand there, and what was meant.",
		Command: "go test ./scenarios -run '^TestBadFilesGetTheirExactMessage$'",
		Seen:    "142 files in scenarios/testdata/bad/scenarios.txt",
		Fault:   Fault{"scenarios/file/read.go", `"unknown key%s", guess`, `"unknown key%.0s", guess`},
	},
	{
		Promise: "So do the command line, variables of the environment and the configuration.",
		Command: "go test ./scenarios -run '^TestBadLayersGetTheirExactMessage$'",
		Seen:    "64 cases in scenarios/testdata/bad/layers.txt",
		Fault:   Fault{"scenarios/nearer.go", "set twice: keep one", "set twice"},
	},
	{
		Promise: "So do experiments, with the place of what does not go together too.",
		Command: "go test ./scenarios/sweep -run '^TestBadExperimentsGetTheirExactMessage$'",
		Seen:    "46 files in scenarios/testdata/bad/experiments.txt",
		Fault:   Fault{"scenarios/file/place.go", "p.Line, p.Column = at.Line, at.Column", "p.Line, p.Column = at.Line, 1"},
	},
	{
		Promise: "So do calibrations.",
		Command: "go test ./scenarios/calibrate -run '^TestBadCalibrationsAreSaid$'",
		Seen:    "26 files in scenarios/testdata/bad/calibrations.txt",
		Fault:   Fault{"scenarios/calibrate/calibration.go", "the country's ensemble has no such set", "there is no such set"},
	},
	{
		Promise: "So do lessons.",
		Command: "go test ./plots/page/lesson -run '^TestMistakesAreToldWithLineAndNearestName$'",
		Seen:    "27 edits of a whole lesson in scenarios/testdata/bad/lessons.txt",
		Fault:   Fault{"plots/page/lesson/read.go", `"a check is one line: `, `"one line: `},
	},
	{
		Promise: "So do tables of measures that were edited.",
		Command: "go test ./scenarios/table -run '^TestBadTablesAreRefusedWithLineAndColumn$'",
		Seen:    "15 tables in scenarios/testdata/bad/tables.txt",
		Fault:   Fault{"scenarios/table/read.go", `is not a number", field`, `is no number", field`},
	},
	{
		Promise: "So do tables of a country.",
		Command: "go test ./scenarios/evidence -run '^TestBadTablesAreRejectedWithFileAndLine$'",
		Seen:    "34 edits of the tables of the United States in scenarios/testdata/bad/countries.txt",
		Fault:   Fault{"scenarios/evidence/table.go", "stands twice; remove one of the two rows", "stands twice"},
	},
}
