package evidence

import (
	"cmp"
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed references.csv
var works embed.FS

// Reference is a work that the description of the model or a comment in the code cites.
// What is not known for certain is empty; a title that nobody noted says so.
type Reference struct {
	Key      string   // of the list and of BibTeX: "noy2023"
	Cited    []string // how texts and comments cite it: "Noy and Zhang 2023"
	Kind     string   // of BibTeX: article, book, inproceedings, techreport, misc
	Authors  []string // "Noy, Shakked", or an institution without a comma; "et al." for others
	Year     int
	Title    string
	In       string // journal, series or publisher
	Volume   string // with its number: "381", "23(2)"
	Pages    string // or the number of the article
	DOI, URL string
}

// References are the works that are cited, by key. It panics if the table is broken,
// which the tests rule out.
var References = sync.OnceValue(func() []Reference {
	var list []Reference
	err := rows(works, "references.csv", "key,cited,kind,authors,year,title,container,volume,pages,doi,url", func(t *table) {
		list = append(list, Reference{
			Key: t.newKey("key"), Cited: t.spellings("cited"), Kind: t.one("kind", "article", "book", "inproceedings", "techreport", "misc"),
			Authors: strings.Split(t.text("authors"), "; "), Year: t.whole("year", 1900, 2060), Title: t.text("title"),
			In: t.optional("container"), Volume: t.optional("volume"), Pages: t.optional("pages"), DOI: t.doi("doi"), URL: t.url("url"),
		})
	})
	if err != nil {
		panic(err)
	}
	return list
})

var (
	doiForm = regexp.MustCompile(`^10\.\d{4,9}/\S+$`)
	urlForm = regexp.MustCompile(`^https://\S+$`)
	day     = regexp.MustCompile(`^(by )?\d{4}-\d{2}-\d{2}$`)
)

// like returns a field that is empty or has a form; what says which.
func (t *table) like(column string, form *regexp.Regexp, what string) string {
	s := t.optional(column)
	if s != "" && !form.MatchString(s) {
		t.failf(column, "%q is not %s", s, what)
	}
	return s
}

func (t *table) doi(column string) string {
	return t.like(column, doiForm, "a DOI such as 10.1126/science.adh2586")
}

func (t *table) url(column string) string {
	return t.like(column, urlForm, "an address that begins with https://")
}

// spellings are those of a field, which stand between bars.
func (t *table) spellings(column string) []string {
	s := t.optional(column)
	if s == "" {
		return nil
	}
	return strings.Split(s, " | ")
}

// Spellings are how works and the sources of a country are cited, each with the key that
// it stands for, the longest first: a text is read by the longest that fits.
func Spellings(sources []Source) []Spelling {
	var list []Spelling
	for _, r := range References() {
		for _, s := range r.Cited {
			list = append(list, Spelling{s, r.Key})
		}
	}
	for _, x := range sources {
		for _, s := range x.Cited {
			list = append(list, Spelling{s, x.Key})
		}
	}
	slices.SortStableFunc(list, func(x, y Spelling) int { return cmp.Compare(len(y.Text), len(x.Text)) })
	return list
}

// Spelling is a text that cites a reference or a source.
type Spelling struct{ Text, Key string }

// In tells where the spelling next stands in a text as words of its own, from a place on;
// -1 where it does not.
func (s Spelling) In(text string, from int) int {
	for from <= len(text) {
		at := strings.Index(text[from:], s.Text)
		if at < 0 {
			return -1
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(s.Text):])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after) {
			return at
		}
		from = at + 1
	}
	return -1
}

// CitedIn are the keys of the works and sources that a text cites, in its order.
func CitedIn(text string, spellings []Spelling) []string {
	type place struct {
		at  int
		key string
	}
	var found []place
	for _, s := range spellings {
		for at := s.In(text, 0); at >= 0; at = s.In(text, at) {
			found = append(found, place{at, s.Key})
			text = text[:at] + strings.Repeat(" ", len(s.Text)) + text[at+len(s.Text):]
		}
	}
	slices.SortFunc(found, func(x, y place) int { return cmp.Compare(x.at, y.at) })
	var keys []string
	for _, p := range found {
		if !slices.Contains(keys, p.key) {
			keys = append(keys, p.key)
		}
	}
	return keys
}

// Line is the reference for reading: authors, year, title, where, DOI or address.
func (r Reference) Line() string {
	title := strings.TrimRight(r.Title, ".")
	line := fmt.Sprintf("%s (%d): %s", strings.Join(r.Authors, "; "), r.Year, title)
	if last, _ := utf8.DecodeLastRuneInString(title); !strings.ContainsRune("?!", last) {
		line += "."
	}
	if where := r.where(); where != "" {
		line += " " + where + "."
	}
	switch {
	case r.DOI != "":
		line += " doi:" + r.DOI
	case r.URL != "":
		line += " " + r.URL
	}
	return line
}

// where is what it stands in.
func (r Reference) where() string {
	where := r.In
	if r.Volume != "" {
		where += " " + r.Volume
	}
	if r.Pages != "" {
		where += ", " + strings.ReplaceAll(r.Pages, "-", "–")
	}
	return where
}

// escapes are what BibTeX takes for more than letters.
var escapes = strings.NewReplacer(`\`, `\textbackslash{}`, "&", `\&`, "%", `\%`, "#", `\#`, "_", `\_`, "$", `\$`, "{", `\{`, "}", `\}`)

// containers are what BibTeX calls that in which a work of a kind stands.
var containers = map[string]string{"article": "journal", "book": "publisher", "inproceedings": "booktitle", "techreport": "institution", "misc": "howpublished"}

// BibTeX writes works and sources as BibTeX, in UTF-8.
func BibTeX(works []Reference, sources []Source) string {
	var b strings.Builder
	entry := func(kind, key string, fields ...string) {
		fmt.Fprintf(&b, "@%s{%s", kind, key)
		for i := 0; i < len(fields); i += 2 {
			if fields[i+1] != "" {
				fmt.Fprintf(&b, ",\n  %s = {%s}", fields[i], fields[i+1])
			}
		}
		b.WriteString("\n}\n\n")
	}
	for _, r := range works {
		var authors []string
		for _, a := range r.Authors {
			switch {
			case a == "et al.":
				a = "others"
			case !strings.Contains(a, ", "):
				a = "{" + escapes.Replace(a) + "}"
			default:
				a = escapes.Replace(a)
			}
			authors = append(authors, a)
		}
		number := ""
		volume, rest, numbered := strings.Cut(r.Volume, "(")
		if numbered {
			number = strings.TrimSuffix(rest, ")")
		}
		entry(r.Kind, r.Key, "author", strings.Join(authors, " and "), "title", "{"+escapes.Replace(r.Title)+"}", containers[r.Kind], escapes.Replace(r.In),
			"year", fmt.Sprint(r.Year), "volume", volume, "number", number, "pages", strings.ReplaceAll(r.Pages, "-", "--"), "doi", r.DOI, "url", r.URL)
	}
	for _, s := range sources {
		entry("misc", s.Key, "author", "{"+escapes.Replace(s.Publisher)+"}", "title", "{"+escapes.Replace(s.Title)+"}", "edition", escapes.Replace(s.Edition),
			"doi", s.DOI, "url", s.URL, "urldate", strings.TrimPrefix(s.Accessed, "by "), "note", escapes.Replace("Licence: "+s.Licence))
	}
	return strings.TrimSuffix(b.String(), "\n")
}
