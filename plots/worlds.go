package plots

// worldTexts say what is assumed of the technology.
var worldTexts = map[string]string{
	"slow":     "Slow: AI becomes capable late and stays of limited use.",
	"expected": "Expected: AI becomes capable at the pace that seems likeliest.",
	"fast":     "Fast: AI soon does most creative tasks well.",
	"frozen":   "Without AI: it stays as in 2021.",
}

// WorldText says in a sentence what a world assumes of the technology, its name first;
// "" of a world that nobody knows.
func WorldText(world string) string { return worldTexts[world] }
