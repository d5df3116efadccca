package main

var memory = []Row{
	{
		Promise: "Statistics over replicates are the same to the bit whether the tables of months lie in memory, in a scratch file, or partly in each, and are those made of all tables at once.",
		Command: "go test ./scenarios/ensemble -run '^TestStatisticsAreTheSameFromMemoryAndScratch$'",
		Seen:    "3 replicates, 2 arms, 4 months, every group and measure; all, none and nine tables in memory",
		Fault:   Fault{"scenarios/ensemble/kept.go", "block[i/8]&(1<<(i%8)) == 0", "block[i/8]&(1<<(i%8)) == 0 || k == 5"},
	},
	{
		Promise: "A replicate more takes the memory of its measures of all creatives, its end and its means; its tables of every month and group lie on the disk.",
		Command: "go test ./scenarios/ensemble -run '^TestMemoryOfTablesIsFlatInReplicates$'",
		Seen:    "heap in use after 2 and 10 replicates of 200 creatives, against what Work tells",
		Fault:   Fault{"scenarios/ensemble/kept.go", "c.scratches != nil && c.held >= c.most", "c.scratches == nil && c.held >= c.most"},
	},
	{
		Promise: "The scratch file of a run has no name while it is used, where the system can, and is gone when the run is closed, aborted or finished.",
		Command: "go test ./scenarios/store -run '^TestAScratchLeavesNothing$'",
		Seen:    "closed, aborted and finished; nothing in the folder, the file closed",
		Fault:   Fault{"scenarios/store/scratch.go", `runtime.GOOS == "windows"; s.left`, `runtime.GOOS == "linux"; s.left`},
	},
	{
		Promise: "A disk that is full while temporary tables are written is told in one sentence, and nothing stays.",
		Command: "go test ./scenarios/store -run '^TestAFullDiskOfAScratchIsToldInASentence$'",
		Seen:    "every call of the disk failing once with ENOSPC",
		Fault:   Fault{"scenarios/store/scratch.go", `err = trouble("write temporary tables to folder "+filepath.Dir(s.path), err)`, `err = nil`},
	},
}
