package report

import (
	"encoding/base64"
	"html/template"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios"
)

// Download is a file that the page carries in a link.
type Download struct {
	Name, About, Size string
	Link              template.URL
}

// download is a file as a link that holds it.
func download(name, about, kind string, content []byte) Download {
	return Download{
		Name: name, About: about, Size: strconv.Itoa((len(content)+999)/1000) + " kB",
		Link: template.URL("data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(content)),
	}
}

// Snippet is three lines that read the table of a study in one tool and print
// its main numbers. They are meant for the folder.
type Snippet struct{ Tool, Code string }

// snippets read series.parquet of a run and tables/effects.csv of a comparison
// in pandas, R and DuckDB.
var snippets = map[string][]Snippet{
	scenarios.KindRun: {
		{"Python (pandas)", `import pandas as pd
d = pd.read_parquet("series.parquet").query("statistic == 'mean' and by == 'all'")
print(d[["date", "employed", "orders"]].tail(1))`},
		{"R (arrow)", `d <- as.data.frame(arrow::read_parquet("series.parquet"))
d <- d[d$statistic == "mean" & d$by == "all", c("date", "employed", "orders")]
print(tail(d, 1))`},
		{"DuckDB", `SELECT "date", employed, orders FROM 'series.parquet'
WHERE statistic = 'mean' AND "by" = 'all'
ORDER BY "month" DESC LIMIT 1;`},
	},
	scenarios.KindComparison: {
		{"Python (pandas)", `import pandas as pd
d = pd.read_csv("tables/effects.csv").query("by == 'all' and column == 'at_work' and when == 'period' and unit == '%'")
print(d[["arm", "world", "value", "low", "high"]])`},
		{"R", `d <- read.csv("tables/effects.csv")
d <- d[d$by == "all" & d$column == "at_work" & d$when == "period" & d$unit == "%", ]
print(d[, c("arm", "world", "value", "low", "high")])`},
		{"DuckDB", `SELECT arm, world, value, low, high FROM 'tables/effects.csv'
WHERE "by" = 'all' AND "column" = 'at_work' AND "when" = 'period' AND unit = '%'
ORDER BY world, arm;`},
	},
}
