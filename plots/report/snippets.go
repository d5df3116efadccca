package report

// Snippet is three lines that read the table of a run in one tool and print
// employees and orders in the last month. They are meant for the run folder.
type Snippet struct{ Tool, Code string }

// Snippets read series.parquet in pandas, R and DuckDB.
var Snippets = []Snippet{
	{"Python (pandas)", `import pandas as pd
d = pd.read_parquet("series.parquet").query("replicate == 'mean' and by == 'all'")
print(d[["date", "employed", "orders"]].tail(1))`},
	{"R (arrow)", `d <- as.data.frame(arrow::read_parquet("series.parquet"))
d <- d[d$replicate == "mean" & d$by == "all", c("date", "employed", "orders")]
print(tail(d, 1))`},
	{"DuckDB", `SELECT "date", employed, orders FROM 'series.parquet'
WHERE replicate = 'mean' AND "by" = 'all'
ORDER BY "month" DESC LIMIT 1;`},
}
