package main

var hostile = []Row{
	{
		Promise: "What cannot be seen or turns the direction of a text is refused in every text of a scenario, escapes of YAML decoded, by its number and place; scripts of all directions and emoji are not.",
		Command: "go test ./scenarios/finding -run '^TestOdd'",
		Seen:    "each assigned character of the first planes between two letters; 25 odd texts with their sentences; 18 texts of several scripts",
		Fault:   Fault{"scenarios/finding/odd.go", "case unicode.Is(unicode.Bidi_Control, r):", "case false && unicode.Is(unicode.Bidi_Control, r):"},
	},
	{
		Promise: "Bad scenarios, binary files and hostile keys among them, get their exact message, and nothing of them raw.",
		Command: "go test ./scenarios -run '^TestB.*FilesGetTheirExactMessage$'",
		Seen:    "151 files, 9 of them hostile or binary",
		Fault:   Fault{"scenarios/file/value.go", "odd := finding.Oddity(raw, k.Lines); odd != \"\"", "odd := finding.Oddity(raw, k.Lines); odd == \"-\""},
	},
	{
		Promise: "Of a file that is wrong throughout the first twenty mistakes are told and the rest counted; few words are compared with names.",
		Command: "go test ./scenarios -run '^TestFewWordsAreGuessed$'",
		Seen:    "20,000 unknown keys in three places: 20 guesses each",
		Fault:   Fault{"scenarios/file/read.go", "return *r.asked <= mostGuesses", "return *r.asked <= 1000*mostGuesses"},
	},
	{
		Promise: "A pipe is read as a scenario, and the first Ctrl-C leaves one that nobody writes to; a device, a socket and a folder are refused without opening them.",
		Command: "go test ./scenarios/file -run '^TestWhatIsNoFileIsRefused$'",
		Seen:    "/dev/zero, /dev/random, a socket, a pipe, a folder, a file that is too long",
		Fault:   Fault{"scenarios/file/open.go", "case mode&fs.ModeSocket != 0:", "case false && mode&fs.ModeSocket != 0:"},
	},
	{
		Promise: "A title with markup, formulas, pipes or scripts of another direction stands letter by letter in the page, the dictionary, the words and the JSON of a run, and makes nothing else of them.",
		Command: "go test ./plots/report -run '^TestAStrangeTitleIsText$'",
		Seen:    "16 titles, read back by parsers of HTML, Markdown, JSON and CSV",
		Fault:   Fault{"plots/report/dictionary.go", "finding.MarkdownParagraph(s.Title)", "s.Title"},
	},
}
