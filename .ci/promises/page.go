package main

var classroom = []Row{
	{
		Promise: "A page of a stranger cannot ask the server by a name that leads to this machine.",
		Command: "go test ./plots/page/serve -run '^TestHostsThatAreNotOursAreRefused$'",
		Seen:    "names, addresses, ports, IPv6, spellings",
		Fault:   Fault{"plots/page/serve/guard.go", "if !s.names.own(r.Host, at) {", "if !s.names.own(r.Host, at) && r.Host == \"\" {"},
	},
	{
		Promise: "Pages of other origins cannot ask.",
		Command: "go test ./plots/page/serve -run '^TestPagesOfOtherOriginsAreRefused$'",
		Seen:    "every combination of the headers that tell",
		Fault:   Fault{"plots/page/serve/guard.go", "if err := origin.Check(r); err != nil {", "if err := origin.Check(r); err != nil && r.Method == \"\" {"},
	},
	{
		Promise: "What a question may cost has a limit, refused with the arithmetic before anything is played.",
		Command: "go test ./plots/page -run '^TestTooMuchIsRefusedInASentence$'",
		Seen:    "creatives, months, worlds and runs, alone and together",
		Fault:   Fault{"plots/page/limit.go", "if work > l.Months {", "if work > 2*l.Months {"},
	},
	{
		Promise: "Whoever hangs up stops the run within a month's step.",
		Command: "go test ./plots/page/serve -run '^TestWhoeverHangsUpStopsTheRun$'",
		Seen:    "five hang-ups in the middle of 600 months of 20,000 creatives",
		Fault:   Fault{"plots/page/serve/ask.go", "s.Desk.Do(ctx, what, body)", "s.Desk.Do(context.WithoutCancel(ctx), what, body)"},
	},
	{
		Promise: "A full line is said, with the time after which to ask again.",
		Command: "go test ./plots/page/serve -run '^TestAFullLineIsSaid$'",
		Seen:    "64 who wait",
		Fault:   Fault{"plots/page/serve/guard.go", "return &refusal{http.StatusTooManyRequests, err.Error(), 5}", "return &refusal{http.StatusTooManyRequests, err.Error(), 0}"},
	},
	{
		Promise: "A panic is one answer only; the server lives.",
		Command: "go test ./plots/page/serve -run '^TestAPanicIsOneAnswerOnly$'",
		Seen:    "a question that breaks the program, and one after it",
		Fault:   Fault{"plots/page/serve/guard.go", "if broken := recover(); broken != nil {", "if broken := any(nil); broken != nil {"},
	},
	{
		Promise: "No path leads out of the files of the page.",
		Command: "go test ./plots/page/serve -run '^TestNoPathLeadsOut$'",
		Seen:    "dots, slashes, escapes, devices",
		Fault:   Fault{"plots/page/serve/serve.go", "if name != \"\" {", "if name == \"nowhere\" {"},
	},
	{
		Promise: "A link has an end, and what it cannot ask for is said.",
		Command: "go test ./plots/page -run '^TestALinkHasAnEnd$'",
		Seen:    "links longer than 16,384 characters; those that ask for too much are left out by the test beside it",
		Fault:   Fault{"plots/page/choice.go", "if len(query) > mostLink {", "if len(query) > 4*mostLink {"},
	},
}
