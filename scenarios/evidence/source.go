package evidence

import (
	"io/fs"
	"slices"
)

// Source is where figures come from and what their use requires.
type Source struct {
	Key, Title, Publisher, Edition string
	Licence                        string   // "public domain", "MIT", "CC BY 4.0", ...
	Credit                         string   // the words to print beside the figures
	Cited                          []string // how texts and comments name it, whatever the year
	DOI, URL                       string
	Accessed                       string // "2024-11-05", or "by 2024-11-05" where only the latest day is known; "" where nothing is

	used bool // by a row of a table
}

func (c *Country) loadSources(folder fs.FS) error {
	return rows(folder, "sources.csv", "key,title,publisher,edition,licence,credit,cited,doi,url,accessed", func(t *table) {
		c.Sources = append(c.Sources, Source{
			Key: t.newKey("key"), Title: t.text("title"), Publisher: t.text("publisher"), Edition: t.optional("edition"),
			Licence: t.text("licence"), Credit: t.text("credit"), Cited: t.spellings("cited"), DOI: t.doi("doi"), URL: t.url("url"),
			Accessed: t.like("accessed", day, "a day such as 2024-11-05, or by 2024-11-05"),
		})
	})
}

// source reads the column "source" of the current row and demands that it is
// listed in sources.csv.
func (c *Country) source(t *table) string { return c.sourceIn(t, "source") }

// sourceIn is source for a row whose figures have several sources.
func (c *Country) sourceIn(t *table, column string) string {
	key := t.text(column)
	if t.err != nil {
		return ""
	}
	i := slices.IndexFunc(c.Sources, func(s Source) bool { return s.Key == key })
	if i < 0 {
		t.failf(column, "%q is not listed in sources.csv; add it there or use one of its keys", key)
		return ""
	}
	c.Sources[i].used = true
	return key
}
