package finding

// Measure is what is said of a measure wherever it appears.
type Measure struct {
	Column string `json:"column"` // name in series.csv
	Label  string `json:"label"`
	Unit   string `json:"unit"`
	Of     string `json:"of"` // of whom or what a share or mean is taken; "" for counts
	Doc    string `json:"doc"`
	// Noun is the measure within a sentence, More and Fewer a rise and a fall.
	Noun    string `json:"noun"`
	More    string `json:"more"`
	Fewer   string `json:"fewer"`
	Better  int    `json:"better"` // 1: more is better; -1: less; 0: neither
	Assumed bool   `json:"assumed"`
	Main    bool   `json:"main"`   // it stands in the main table
	Gained  bool   `json:"gained"` // it stands in the tables of who gains and who loses
	Scored  bool   `json:"scored"` // it stands on the scorecard of a comparison
}

// Name is the label with a dagger where the measure rests on an assumption.
func (m Measure) Name() string { return Marked(m.Label, m.Assumed) }

// Subtitle is the measure with its unit and of whom: "share of employees, per
// cent".
func (m Measure) Subtitle() string {
	switch {
	case m.Unit == "share" && m.Of != "":
		return "per cent of " + m.Of
	case m.Of != "":
		return m.Unit + ", mean of " + m.Of
	}
	return m.Unit
}

// Share tells whether differences of the measure are in points.
func (m Measure) Share() bool { return m.Unit == "share" }

// Names of measures that are no columns of their own: people at work, and what
// freelancers earn and are given.
const (
	AtWork   = "at_work"
	Received = "freelance_received_usd"
)
