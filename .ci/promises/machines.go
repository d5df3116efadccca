package main

var machines = []Row{
	{
		Promise: "A sealed picture that another machine drew a little differently is kept by report as long as it is whole; a damaged one, and a table that differs, are refused.",
		Command: "go test ./plots/publish -run '^TestAnIntactPictureOfAnotherMachineStays$'",
		Seen:    "a figure and a page kept; damaged, unsealed, lost and a dictionary refused",
		Fault:   Fault{File: "plots/publish/draw.go", From: "holdsPictures(name) && file.SHA256 == digest(before)", To: "holdsPictures(name)"},
	},
}
