package main

var memory = []Row{
	{
		Promise: "Statistics over replicates are the same to the bit whether the tables of months lie in memory, in a scratch file, or partly in each, and are those made of all tables at once.",
		Command: "go test ./scenarios/ensemble -run '^TestStatisticsAreTheSameFromMemoryAndScratch$'",
		Seen:    "3 replicates, 2 arms, 4 months, every group and measure; all, none and nine tables in memory",
		Fault:   Fault{"scenarios/ensemble/kept.go", "block[i/8]&(1<<(i%8)) == 0", "block[i/8]&(1<<(i%8)) == 0 || k == 5"},
	},
	{
		Promise: "A replicate more takes next to no memory: its measures of all creatives, its end, its means and its tables of every month and group lie on the disk.",
		Command: "go test ./scenarios/ensemble -run '^TestMemoryOfTablesIsFlatInReplicates$'",
		Seen:    "heap in use after 2 and 10 replicates of 200 creatives whose tables are made, against a tenth of their rows",
		Fault:   Fault{"scenarios/ensemble/kept.go", "c.scratches != nil && *held >= c.most", "c.scratches == nil && *held >= c.most"},
	},
	{
		Promise: "What outcomes hold is the same to the bit in memory, in a scratch file, and partly in each, row by row and as a whole.",
		Command: "go test ./scenarios/ensemble -run '^TestRowsAreTheSameFromMemoryAndScratch$'",
		Seen:    "3 replicates, 2 arms, 2 worlds, 30 months, of a run and of a comparison; all, none and two futures in memory",
		Fault:   Fault{"scenarios/ensemble/kept.go", "r.at+int64(from)*bytes", "r.at+int64(from/2)*bytes"},
	},
	{
		Promise: "Figures, page and tables that are drawn from an excerpt of the tables of a folder are to the byte those drawn from the whole of them.",
		Command: "go test ./plots/publish -run '^TestAnExcerptDrawsWhatTheWholeTablesDraw$'",
		Seen:    "every file of four runs of 5 replicates: of sets, with central parameters, of every group, and without a world without AI",
		Fault:   Fault{"scenarios/store/parquet.go", "lines[i][at] = v", "lines[i][at] = 2 * v"},
	},
	{
		Promise: "A large world that gets more rows has its columns moved one after another, and is not there twice.",
		Command: "go test ./sim -run '^TestAWorldThatGrowsIsNotThereTwice$'",
		Seen:    "307,200 rows and a twentieth more, by the heap that was asked of the system",
		Fault:   Fault{"sim/lists.go", "x.grow(n, par.Chunk) && was >= largeColumn", "x.grow(n, par.Chunk) && was < 0"},
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
	{
		Promise: "A world that is written between two months and read again goes on to the bit, with any number of workers; nothing of it is forgotten.",
		Command: "go test ./sim -run '^TestAnImageGoesOnAsItsWorldDoes$'",
		Seen:    "five worlds: with every rule, in the burn-in, with rules that answer, with a mechanism left out, grown; 9 months with 1 and 3 workers",
		Fault:   Fault{"sim/image.go", `"hiring.vacant":  "lists`, `"hiring.free":  "lists`},
	},
	{
		Promise: "An image that is cut short or changed by a bit anywhere is refused.",
		Command: "go test ./sim -run '^TestDamagedImagesAreRefused$'",
		Seen:    "400 cuts and 400 bits over an image of 60 creatives; another format, another description",
		Fault:   Fault{"sim/image.go", "[sha256.Size]byte(m.sum.Sum(nil)) != sum", "[sha256.Size]byte(m.sum.Sum(nil)) == [32]byte{}"},
	},
	{
		Promise: "Burnt-in populations that are kept change no bit of any table, whether the folder is empty, full or damaged; and months in all are those played.",
		Command: "go test ./scenarios/ensemble -run '^TestALarderChangesNoBit$'",
		Seen:    "four futures, sets of parameters among them; empty, full, bits flipped, files cut, names exchanged",
		Fault:   Fault{"scenarios/ensemble/larder.go", `fmt.Append(nil, "burn-in of ", seed)`, `fmt.Append(nil, "burn-in of ", seed/seed)`},
	},
	{
		Promise: "Whichever call to the disk of kept populations fails, a run goes on, no part stays, and what is there is whole.",
		Command: "go test ./scenarios/store -run '^TestWorldsOnADiskThatFails$'",
		Seen:    "each call of writing and reading a world failing once",
		Fault:   Fault{"scenarios/store/worlds.go", "\t\ts.disk.remove(part)\n", ""},
	},
}
