package main

var sweeps = []Row{
	{
		"Whichever call to the disk fails, once or from then on, a sweep says so in one sentence with path and cause, leaves nothing that the same command does not clear, and ends with the same bytes.",
		"go test ./scenarios/sweep -run '^TestWhicheverCallToTheDiskFailsTheSweepGoesOn$'",
		"358 failures of 9 kinds of calls, in one process and in shards with collect",
		Fault{"scenarios/store/sweep.go", "\t\t\tout.Close()\n\t\t\ts.disk.remove(part)", "\t\t\tout.Close()"},
	},
	{
		"Whichever call to the disk fails, a calibration says so, keeps the sets that were played, and ends with the same bytes.",
		"go test ./scenarios/calibrate -run '^TestWhicheverCallToTheDiskFailsTheCalibrationGoesOn$' -every",
		"each call to the disk, once and for ever",
		Fault{"scenarios/calibrate/play.go", "\tif lost := k.flush(); err == nil { // where the disk failed before, that is said\n\t\terr = lost\n\t}", "\terr = errors.Join(err, k.flush())"},
	},
	{
		"A rename that a network file system has done and answers with an error is done; one that was not done is said.",
		"go test ./scenarios/store -run '^TestARenameWhoseAnswerWasLostIsDone$'",
		"ENOENT and ESTALE, done and not done",
		Fault{"scenarios/store/disk.go", "if err == nil || !errors.Is(err, fs.ErrNotExist) {", "if true {"},
	},
	{
		"A list of files that comes late, or names a part that is gone, makes runs missing and nothing else.",
		"go test ./scenarios/store -run '^TestAListOfFilesThatIsNotOfNowMakesRunsMissing$'",
		"a late list, a part that is gone, one whose handle is stale",
		Fault{"scenarios/store/parts.go", "\t\tif errors.Is(err, fs.ErrNotExist) {\n\t\t\tcontinue // somebody set it aside\n\t\t}\n", ""},
	},
	{
		"A plan that cannot be read is not written anew.",
		"go test ./scenarios/store -run '^TestAPlanThatCannotBeReadIsNotWrittenAnew$'",
		"one case",
		Fault{"scenarios/store/sweep.go", "case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR):", "case err != nil || errors.Is(err, syscall.ENOTDIR):"},
	},
	{
		"Names that a file system itself leaves in a folder keep no sweep from it and are no problem.",
		"go test ./scenarios/store -run '^TestNamesOfTheFileSystemAreNobodys$'",
		"of NFS, FUSE and a disk of its own",
		Fault{"scenarios/store/disk.go", `\.nfs[0-9a-f]{8,}|`, ""},
	},
	{
		"Clocks that were set back or ahead change no part and no result: only which unfinished files of others are cleared.",
		"go test ./scenarios/store -run '^TestClocksDecideNothingButWhatIsCleared$'",
		"30 years and two hours off, both ways",
		Fault{"scenarios/store/sweep.go", "time.Since(info.ModTime()).Abs() < idle", "time.Since(info.ModTime()) < idle"},
	},
	{
		"A sweep does not go on where a file that says what is played has changed, and says which.",
		"go test ./scenarios/store -run '^TestNoSweepGoesOnBesideAPlanThatChanged$'",
		"every bit and cut of plan and experiment",
		Fault{"scenarios/store/sweep.go", "\treturn p, s.said(p)", "\treturn p, nil"},
	},
	{
		"Damage to any file of a sweep is one problem, which names the file.",
		"go test ./scenarios/store -run '^TestEveryDamageOfASweepIsFoundAndNamed$'",
		"every bit and cut of small files, every 31st of others",
		Fault{"scenarios/store/run.go", "\tif got != want {\n", "\tif got.Bytes != want.Bytes {\n"},
	},
	{
		"Damaged manifests and outcomes are refused, with a checksum that holds without a panic.",
		"go test ./scenarios/store -run '^TestDamagedManifestsAreRefused$'",
		"640 manifests",
		Fault{"scenarios/store/seal.go", "return at >= 0 && bytes.Equal(seal(data[:at]), data)", "return at >= 0"},
	},
	{
		"A part under the name of other runs is not taken for them.",
		"go test ./scenarios/sweep -run '^TestAPartUnderTheNameOfOtherRunsIsNotTaken$'",
		"two parts that changed names",
		Fault{"scenarios/sweep/final.go", "runs[0].Numbers[place-part.From] != float64(s.point) ||", "false &&"},
	},
	{
		"A table of a sweep that changed is not read for a finding.",
		"go test ./scenarios/sweep -run '^TestAChangedTableIsNotRead$'",
		"every 487th bit of table and outcome",
		Fault{"scenarios/store/outcome.go", "\tcase sumOf(data) != o.Files[name].SHA256:\n", "\tcase false:\n"},
	},
	{
		"A process that plays a sweep keeps another out; one that was killed does not.",
		"go test ./scenarios/sweep -run '^TestAKilledProcessKeepsNobodyOut$'",
		"kill -9 of a process that holds the folder",
		Fault{"scenarios/store/sweep.go", "\t\tif free {\n", "\t\tif free || true {\n"},
	},
}
