package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	mdtext "github.com/yuin/goldmark/text"
	nethtml "golang.org/x/net/html"

	"github.com/atelier-sim/atelier/scenarios"
)

// strangeTitles are titles that a scenario may have and that mean something to one of the
// outputs, of several scripts and directions.
var strangeTitles = []string{
	`</title><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `]]> --> <!-- <?x ?>`, `# | a | b | *c* _d_ ~~e~~`, "`x` [l](javascript:alert(1)) ![i](x)",
	`=1+1`, `+1+1`, `-2-3`, `@SUM(A1)`, `&lt;b&gt; &#60; &amp; R&D`, `{{.}} ${x} %s %n`, `\ \n 1. x`, `שלום עולם`, `مرحبا می‌خواهم`, `👩‍💻 🏳️‍🌈 e` + "\u0301", `10. ten`,
}

// TestAStrangeTitleIsText: whatever a run calls itself stands letter by letter in the page,
// the dictionary, the words, the JSON and the tables, and makes nothing else of them: the
// page has the elements, and the dictionary the blocks, of one with a plain title.
func TestAStrangeTitleIsText(t *testing.T) {
	usual, many := outputsOf(t, "Plain", "Plain?"), 4
	for k := range many {
		var all []string
		for i := k; i < len(strangeTitles); i += many {
			all = append(all, strangeTitles[i])
		}
		title := all[0]
		got := outputsOf(t, title, strings.Join(all, " "))
		if got.elements != usual.elements {
			t.Errorf("%q makes other elements of the page", title)
		}
		if got.blocks != usual.blocks {
			t.Errorf("%q makes other blocks of the dictionary:\n%s\nand not\n%s", title, got.blocks, usual.blocks)
		}
		for _, title := range all {
			for name, text := range map[string]string{"page": got.page, "dictionary": got.dictionary, "words": got.words, "JSON": got.json} {
				if !strings.Contains(text, title) {
					t.Errorf("%q does not stand in the %s", title, name)
				}
			}
			if strings.Contains(got.tables, title) {
				t.Errorf("%q stands in a table as CSV, where a spreadsheet takes it for a formula", title)
			}
		}
		if testing.Short() {
			break
		}
	}
}

// outputs are what is written of a run, as its readers see it.
type outputs struct{ page, elements, dictionary, blocks, words, json, tables string }

func outputsOf(t *testing.T, title, question string) outputs {
	t.Helper()
	r := reported(t, "one run", func(s *scenarios.Study) { s.Title, s.Question = title, question })
	var o outputs
	var b bytes.Buffer
	write := func(f func(io.Writer) error) []byte {
		b.Reset()
		if err := f(&b); err != nil {
			t.Fatal(err)
		}
		return bytes.Clone(b.Bytes())
	}
	o.page, o.elements = seenHTML(t, []byte(html(t, r)))
	o.dictionary, o.blocks = seenMarkdown(write(r.WriteDictionary))
	o.words = string(write(func(w io.Writer) error { return r.Study.WriteText(w, 1000) }))
	var values any
	if err := json.Unmarshal(write(r.Study.WriteJSON), &values); err != nil {
		t.Fatal(err)
	}
	study := values.(map[string]any)
	o.json = study["title"].(string) + study["question"].(string)
	for _, s := range r.Sheets() {
		rows, err := csv.NewReader(bytes.NewReader(write(s.WriteCSV))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			o.tables += strings.Join(row, "\n") + "\n"
		}
	}
	return o
}

// seenHTML are the text of a page and the elements of it with the names of what they are
// given.
func seenHTML(t *testing.T, page []byte) (text, elements string) {
	root, err := nethtml.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var texts, made strings.Builder
	for n := range root.Descendants() {
		switch n.Type {
		case nethtml.TextNode:
			texts.WriteString(n.Data)
		case nethtml.ElementNode, nethtml.CommentNode:
			if n.Type == nethtml.CommentNode {
				made.WriteString("comment")
			}
			made.WriteString(n.Data)
			for _, a := range n.Attr {
				made.WriteString(" " + a.Key)
			}
			made.WriteByte('\n')
		}
	}
	return texts.String(), made.String()
}

// seenMarkdown are the text of a document and the kinds of its blocks, links and signs.
func seenMarkdown(document []byte) (text, blocks string) {
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))
	var made strings.Builder
	_ = ast.Walk(md.Parser().Parse(mdtext.NewReader(document)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Kind() != ast.KindText && n.Kind() != ast.KindString {
			made.WriteString(n.Kind().String() + "\n")
		}
		return ast.WalkContinue, nil
	})
	var page bytes.Buffer
	_ = md.Convert(document, &page)
	root, _ := nethtml.Parse(&page)
	for n := range root.Descendants() {
		if n.Type == nethtml.TextNode {
			text += n.Data
		}
	}
	return text, made.String()
}
