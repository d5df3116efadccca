package main

var folders = []Row{
	{
		Promise: "Whoever is killed while drawing into a folder leaves no file half-written under its name, and what it hid is cleared away by whoever draws there next.",
		Command: "go test ./scenarios/store -run '^TestPartsThatARecordNamesAreCleared$'",
		Seen:    "12 processes killed at growing delays in another test, parts of a record in this one; `.ci/long reports` kills each of the commands",
		Fault:   Fault{"scenarios/store/addition.go", "parts[i] = partName(name)", "parts[i] = partName(name + name)"},
	},
	{
		Promise: "A file is added to a folder whole or not at all.",
		Command: "go test ./scenarios/store -run '^TestAFailureOfTheDiskLeavesWholeFilesAdded$'",
		Seen:    "each single call to the disk fails once, at create, write, sync, close, rename and remove",
		Fault:   Fault{"scenarios/store/write.go", "if left != \"\" {", "if left == \"\" {"},
	},
	{
		Promise: "A forged mark of an unfinished run deletes nothing: not outside its folder, not below a link, no folder, and no file is opened that is not a plain one.",
		Command: "go test ./scenarios/store -run '^TestAForgedRecordDeletesNothing$'",
		Seen:    "13 forgeries of two kinds of marks: paths above and absolute, links, pipes, folders, a million lines",
		Fault:   Fault{"scenarios/store/clear.go", "!info.IsDir():", "false:"},
	},
	{
		Promise: "A mark of an unfinished run clears only files that a run writes, whatever it lists.",
		Command: "go test ./scenarios/store -run '^TestARecordClearsOnlyWhatARunWrites$'",
		Seen:    "a list with a document in it is refused whole",
		Fault:   Fault{"scenarios/store/finish.go", "!f.layout.Writes(name) && name != manifestName && name != scratchName", "false"},
	},
	{
		Promise: "A run or a comparison with --checkpoint that is killed at any month, again and again, goes on with the same command and ends with the same bytes, whatever the number of workers; what it says of its progress ends at its total.",
		Command: "go test ./scenarios/ensemble -run '^TestAKilledPlayGoesOnFromItsCheckpoints$'",
		Seen:    "seven kinds of plays, sets of parameters, several worlds and tables in a scratch among them, each with three spacings of checkpoints and several kills, with 1 and 2 workers; other tests stop whole folders and kill the program",
		Fault:   Fault{"scenarios/ensemble/checkpoint.go", "r.kept, r.all, r.sums, r.counts, r.levies = kept, t.parts[0], t.parts[2], t.parts[3], t.tag.Levy", "r.kept, r.all, r.sums, r.counts, r.levies = kept, t.parts[0], t.parts[2], t.parts[2], t.tag.Levy"},
	},
	{
		Promise: "A checkpoint that is damaged, cut short or of another version of the model is told of in a sentence and not used; the bytes at the end are the same.",
		Command: "go test ./scenarios/ensemble -run '^TestADamagedCheckpointIsNotUsed$'",
		Seen:    "nine damages of images of worlds and of results",
		Fault:   Fault{"scenarios/ensemble/checkpoint.go", "if err == nil && !bytes.Equal(sum, s.sum[:]) {", "if err == nil && bytes.Equal(sum, s.sum[:0]) {"},
	},
	{
		Promise: "Checkpoints of a killed run are spared by whoever takes it over, half-written ones are not; nothing else in their folder is removed, and a link in its place is refused.",
		Command: "go test ./scenarios/store -run '^(TestCheckpointsOutliveAKill|TestOnlyCheckpointsAreCleared)$'",
		Seen:    "a kill, two aborts, another digest; a document among them, a link in their folder's place, no record",
		Fault:   Fault{"scenarios/store/checkpoint.go", "|| !spare && checkpointShape", "|| checkpointShape"},
	},
	{
		Promise: "An option that does nothing beside what else is asked is refused, with what it needs.",
		Command: "go test ./scenarios -run '^TestOptionsWithoutEffectAreRefused$'",
		Seen:    "21 command lines; another test walks the table of options, so that a new one has to say when it has an effect",
		Fault:   Fault{"scenarios/acts.go", "case r.Contest.TargetWidth <= 0:", "case r.Contest.TargetWidth < 0:"},
	},
	{
		Promise: "A folder is named by a path that can be read: not empty, and on one line.",
		Command: "go test ./scenarios -run '^TestAFolderNeedsANameThatCanBeRead$'",
		Seen:    "empty, blank, a line break, an escape sequence",
		Fault:   Fault{"scenarios/acts.go", "strings.TrimSpace(path) == \"\"", "strings.TrimSpace(path) == \"none\""},
	},
	{
		Promise: "A result that cannot be printed is an error, in one sentence, for every command.",
		Command: "go test ./cmd/atelier -run '^TestAFullScreenIsAnError$'",
		Seen:    "a dozen commands print where nothing fits; what they write to folders is there",
		Fault:   Fault{"cmd/atelier/spoken.go", "s.failed = err", "_ = err"},
	},
}
