package main

var supply = []Row{
	{
		Promise: "What has to go with a copy of the program goes with it: `atelier licences` prints the licence of every module, font and table that is linked, on Linux, Windows, macOS and in a browser.",
		Command: "go test ./cmd/atelier -run '^TestNoticesAreThoseOfWhatIsLinked$'",
		Seen:    "51 modules, Go and two tables of others, by the files that lie in their folders",
		Fault:   Fault{"cmd/atelier/NOTICES.txt", "github.com/piglig/go-qr: LICENSE\n", ""},
	},
	{
		Promise: "Each of these licences is known by all of its words, and lets the work be handed on with a program under the MIT licence.",
		Command: "go test ./cmd/atelier -run '^TestEveryNoticeIsOfALicenceThatIsKnown$'",
		Seen:    "22 texts of eight licences; a sentence more or a word less is not known",
		Fault:   Fault{"cmd/atelier/NOTICES.txt", "1) Neither the Font Software nor any of its individual components,in", "1) Neither the Font Software nor any of its neighbours,in"},
	},
	{
		Promise: "A run, its report and its check ask nobody: they open no socket.",
		Command: "go test ./cmd/atelier -run '^TestCommandsDoWhatTheScriptsSay$/^alone$'",
		Seen:    "every system call of the network under strace, in three commands; needs strace",
		Fault:   Fault{"cmd/atelier/main.go", "context.AfterFunc(ctx, release)\n", "context.AfterFunc(ctx, release)\n\tif fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0); err == nil {\n\t\tsyscall.Connect(fd, &syscall.SockaddrInet4{Port: 9, Addr: [4]byte{127, 0, 0, 1}})\n\t}\n"},
	},
	{
		Promise: "`atelier version` tells the module, the revision, the fingerprint of the model, Go, the platform, and all that is linked with its version.",
		Command: "go test ./cmd/atelier -run '^TestCommandsDoWhatTheScriptsSay$/^licences$'",
		Seen:    "a script of the command",
		Fault:   Fault{"cmd/atelier/version.go", "slices.Sorted(maps.Keys(v.Dependencies))", "slices.Sorted(maps.Keys(v.Dependencies))[:1]"},
	},
}
