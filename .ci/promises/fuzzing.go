package main

var fuzzing = []Row{
	{
		Promise: "A Parquet file is not given the memory that it asks for where its bytes cannot fill it: lengths, rows, pages and what they unpack to are held against the file first, and a table of one value all over is still read.",
		Command: "go test ./scenarios/store -run '^TestAFileIsNotGivenTheMemoryItAsksFor$'",
		Seen:    "13 files of up to 1 MB that ask for up to 2^60 rows, 2^31 columns or a gigabyte a page: each refused within 300 MB",
		Fault:   Fault{"scenarios/store/frame.go", "err = believeTable(file, data, size)", "err = error(nil)"},
	},
	{
		Promise: "In a run or a sweep of which one file has other bytes the damage is found, or all reads as it was; bytes with a right checksum are read or refused; nothing beside the folder is touched; no panic, no more than 300 MB.",
		Command: "go test ./scenarios/store -run '^FuzzFolder$'",
		Seen:    "manifest, record, plan, outcome, tables and sealed parts; 20 s in .ci/run, 2 minutes in .ci/long",
		Fault:   Fault{"scenarios/store/run.go", "if got != want {", "if got.Bytes != want.Bytes {"},
	},
	{
		Promise: "Whatever stands in a configuration, in variables and on a command line, each mistake is a line with its place, or what is asked for is the same written down as flags, as a file and in a manifest.",
		Command: "go test ./scenarios -run '^FuzzLayers$'",
		Seen:    "it found that a scenario without its twin asked for the twin by its own flags",
		Fault:   Fault{"scenarios/asked.go", "if o.Negates {", "if false {"},
	},
	{
		Promise: "Whatever stands in an experiment's file, it is refused with its place, or it is written into a folder and read back from there with the same digest, and its points lie within their ranges.",
		Command: "go test ./scenarios/sweep -run '^FuzzExperiment$'",
		Seen:    "all presets and five files as seeds; 20 s in .ci/run, 2 minutes in .ci/long",
		Fault:   Fault{"scenarios/sweep/load.go", `t.Put("distribution", f.Distribution)`, `t.Put("distribution", Distributions[0])`},
	},
	{
		Promise: "Whatever stands in a calibration's file, it is refused with its place, or it is written into a folder and read back from there with the same digest.",
		Command: "go test ./scenarios/calibrate -run '^FuzzCalibration$'",
		Seen:    "all presets and three files as seeds; 20 s in .ci/run, 2 minutes in .ci/long",
		Fault:   Fault{"scenarios/calibrate/calibration.go", `one.Put("low", p.Low)`, `one.Put("low", p.High)`},
	},
	{
		Promise: "Whatever a link of the page says, there is a choice, and its own link and its file give it back.",
		Command: "go test ./plots/page/serve -run '^FuzzLink$'",
		Seen:    "eight links as seeds; 20 s in .ci/run, 2 minutes in .ci/long",
		Fault:   Fault{"plots/page/choice.go", `strings.Join(parts, "&")`, `strings.Join(parts[:min(1, len(parts))], "&")`},
	},
}
