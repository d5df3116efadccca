package main

var numbers = []Row{
	{
		Promise: "Sums do not depend on how many workers add up, or in which order.",
		Command: "go test ./sim/par -run '^TestSumsAreEqualForAnyWorkersAndOrder$'",
		Seen:    "seven sizes up to 100,003 rows, each number of workers, four orders",
		Fault:   Fault{"sim/par/par.go", "min(n, lo+Chunk)", "min(n-1, lo+Chunk)"},
	},
}
