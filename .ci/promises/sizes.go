package main

var sizes = []Row{
	{
		Promise: "What is played is counted beforehand: the months that are said are those that the clock counts to.",
		Command: "go test ./scenarios/ensemble -run '^TestWorkCountsTheMonthsThatArePlayed$'",
		Seen:    "a run with and without its twin, a comparison in two worlds, replicates added: equal to the month",
		Fault:   Fault{"scenarios/ensemble/work.go", "w.BurnIn += burnIns - kept", "w.Months += burnIns - kept"},
	},
	{
		Promise: "The memory that is said beforehand is within 30 % of what worlds and tables take.",
		Command: "go test ./scenarios/cost -run '^TestMemoryIsAboutWhatWorldsAndTablesTake$'",
		Seen:    "15,000 creatives with their twin, and the tables of three replicates, against the heap",
		Fault:   Fault{"scenarios/cost/cost.go", "bytesOfCreative = 203 ", "bytesOfCreative = 10 "},
	},
	{
		Promise: "A large world is played with little garbage beside it, and the memory that is said beforehand is within 30 % of what it takes.",
		Command: "go test ./scenarios/cost -run '^TestMemoryIsAboutWhatALargeWorldTakes$'",
		Seen:    "250,000 creatives without a twin, made and played for 18 months, against the heap",
		Fault:   Fault{"scenarios/cost/cost.go", "(1 + ensemble.Garbage)", "(2 + ensemble.Garbage)"},
	},
	{
		Promise: "What memory or disk does not hold is refused before anything is played, with the arithmetic and with what takes less.",
		Command: "go test ./scenarios/cost -run '^TestWhatTheMachineDoesNotHoldIsRefusedWithTheArithmetic$'",
		Seen:    "1,000 replicates on machines that have a byte too little of either, and on one that has enough",
		Fault:   Fault{"scenarios/cost/limit.go", "has > 0 && e.Memory > has", "has > 0 && e.Memory > 2*has"},
	},
	{
		Promise: "The limit of a control group counts as the memory there is, of version 1 and 2, wherever above the process it is set.",
		Command: "go test ./scenarios/cost -run '^TestTheLeastLimitOfControlGroupsCounts$'",
		Seen:    "six lists of groups, one of them nonsense",
		Fault:   Fault{"scenarios/cost/memory_linux.go", "n < least) {\n\t\t\t\tleast = n", "n > least) {\n\t\t\t\tleast = n"},
	},
}
