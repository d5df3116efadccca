package infer

// Why the model cannot speak to a target.
const (
	startLevel  = "a start, not an outcome: the model begins at the US level of 2021 by sector"
	allWorkers  = "asks people of all occupations, of whom the model has none but creatives"
	inputIndex  = "an input: observed employment to 2025 is the model's exogenous demand, nearness would be no evidence of fit"
	laboratory  = "an effect in a laboratory, of a task done with AI: it sets a parameter of production"
	onePlatform = "one platform's shock at one date; the model's markets mix users and others, clients and years"
	noColumn    = "not an output of the model"
	forecast    = "a forecast, not an observation"
)

// silent says of targets why they stand beside nothing.
var silent = map[string]string{
	"A01": startLevel, "A05": startLevel, "A23": startLevel, "A24": startLevel, "A25": startLevel,
	"A14": "the start of its series, from which A29 is grown: its wording gives another level than that of 2021",
	"B09": allWorkers,
	"B11": "use by encouragement is not an output; the gap of B11 and B12 sets use.encouraged",
	"B12": "use by encouragement is not an output; the gap of B11 and B12 sets use.encouraged",
	"B13": "the model has no gender",
	"C01": allWorkers + "; it is of eleven exposed ones",
	"C02": "barrier_skill names the one barrier cheapest to lift, the survey any that is felt",
	"C06": noColumn + ": earnings after retraining",
	"D01": allWorkers,
	"D03": noColumn + ": beliefs about time saved",
	"E01": allWorkers, "E02": allWorkers,
	"F01": inputIndex, "F02": inputIndex, "F03": inputIndex, "F04": inputIndex,
	"F05": "made of the same index of employment that is an input",
	"F08": allWorkers + "; it is of eleven exposed ones",
	"F17": "an input: employees.unemployment is this figure",
	"F18": allWorkers,
	"F21": "another country's; F20 is the same of the US",
	"G01": laboratory, "G02": laboratory, "G08": laboratory, "G09": "an effect in a laboratory: it sets production.idea_share",
	"G03": noColumn + ": use after a trial",
	"G04": "another occupation: support agents",
	"G05": allWorkers + "; it is of eleven exposed ones",
	"G07": noColumn + ": views of a work",
	"G10": onePlatform, "G11": onePlatform,
	"G14": forecast, "G15": forecast,
	"G16": noColumn + ": a displaced person's later earnings",
}

// whySilent is the reason for a target without a comparison.
func whySilent(id string) string {
	if reason, ok := silent[id]; ok {
		return reason
	}
	return "nobody has yet said what of the model it speaks of"
}
