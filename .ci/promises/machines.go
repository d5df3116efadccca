package main

var machines = []Row{
	{
		Promise: "A sealed picture that another machine drew a little differently is kept by report as long as it is whole; a damaged one, and a table that differs, are refused.",
		Command: "go test ./plots/publish -run '^TestAnIntactPictureOfAnotherMachineStays$'",
		Seen:    "a figure and a page kept; damaged, unsealed, lost and a dictionary refused",
		Fault:   Fault{File: "plots/publish/draw.go", From: "holdsPictures(name) && file.SHA256 == digest(before)", To: "holdsPictures(name)"},
	},
	{
		Promise: "Every kind of table has the same bytes on every machine: by 1 and 3 workers, on x86 with and without AVX and fused products, on 386, arm, arm64 and s390x, and as WebAssembly.",
		Command: ".ci/machines - x86",
		Seen:    "runs with groups and panel, a comparison of equal cost, a sweep, sensitivity, a validation, lives, the workbook; all files but pictures and what tells of the day",
		Fault:   Fault{File: "sim/num/exp.go", From: "return expEdge(x)\n\t}\n\tk, high", To: "return expEdge(x)\n\t}\n\tif x < 0 {\n\t\treturn math.Exp(x)\n\t}\n\tk, high"},
	},
}
