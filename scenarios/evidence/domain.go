package evidence

import (
	"io/fs"
	"slices"
)

// Domain is a group of occupations.
type Domain struct{ Key, Title string }

func (c *Country) loadDomains(folder fs.FS) error {
	return rows(folder, "domains.csv", "key,title", func(t *table) {
		c.Domains = append(c.Domains, Domain{t.newKey("key"), t.text("title")})
	})
}

// Domain returns the row of the domain with this key, or -1.
func (c *Country) Domain(key string) int {
	return slices.IndexFunc(c.Domains, func(d Domain) bool { return d.Key == key })
}
