package lesson

import (
	"bytes"
	"html/template"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	mdtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// link is a link of a text: to a future, which makes it a button, or to a page.
type link struct{ to, words string }

// source says that a destination is a page of the web.
func source(to string) bool {
	return strings.HasPrefix(to, "https://") || strings.HasPrefix(to, "http://")
}

// links are those of a text, of which each must name a future or a page of the web. Pictures
// and tags of HTML are refused, since they would not be shown.
func (p *parser) links(body string) []link {
	var list []link
	raw := []byte(body)
	names := finding.Each(p.l.Futures, func(f Future) string { return f.Name })
	root := goldmark.DefaultParser().Parse(mdtext.NewReader(raw))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		line := lineOf(n, raw)
		switch n := n.(type) {
		case *ast.Link:
			to := string(n.Destination)
			list = append(list, link{to, wordsOf(n, raw)})
			if !source(to) && !slices.Contains(names, to) && (len(names) > 0 || strings.Contains(to, ":")) {
				p.wrong(line, "", file.Shown(to, true)+": a link leads to a future of the lesson or to a page, https://..."+file.Meant(to, names))
			}
		case *ast.Image:
			p.wrong(line, "", "pictures are not shown in a lesson: leave it out")
		case *ast.RawHTML, *ast.HTMLBlock:
			p.wrong(line, "", "tags of HTML are not shown in a lesson: write Markdown")
		case *ast.Heading:
			p.wrong(line, "", "a heading within a section: headings are ## with the name of a section, and below Reveal ### if bet = what came of it")
		}
		return ast.WalkContinue, nil
	})
	return list
}

// wordsOf is the text below a node.
func wordsOf(n ast.Node, raw []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, is := n.(*ast.Text); is && entering {
			b.Write(t.Segment.Value(raw))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// lineOf is the line on which a node stands, that of the nearest block around it.
func lineOf(n ast.Node, raw []byte) int {
	at := -1
	_ = ast.Walk(n, func(below ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, is := below.(*ast.Text); is && at < 0 {
			at = t.Segment.Start
		}
		return ast.WalkContinue, nil
	})
	for ; n != nil && at < 0; n = n.Parent() {
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			at = n.Lines().At(0).Start
		}
	}
	return 1 + bytes.Count(raw[:max(0, at)], []byte("\n"))
}

// html is Markdown as HTML: paragraphs, lists, emphasis and links; tags in it are text.
func html(futures []Future, body string) (template.HTML, error) {
	var b bytes.Buffer
	md := goldmark.New(goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(choices{futures}, 1))))
	if err := md.Convert([]byte(body), &b); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil // tags of the text itself are left out by goldmark
}

// choices draws links to futures as buttons.
type choices struct{ futures []Future }

// RegisterFuncs makes goldmark ask for links.
func (c choices) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindLink, c.link)
}

func (c choices) link(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	to := string(n.(*ast.Link).Destination)
	chosen := slices.ContainsFunc(c.futures, func(f Future) bool { return f.Name == to })
	open, end := "", ""
	switch {
	case chosen:
		open, end = `<button type="button" class="lesson-choice" data-future="`+template.HTMLEscapeString(to)+`">`, "</button>"
	case source(to):
		open, end = `<a rel="noopener noreferrer" href="`+template.HTMLEscapeString(to)+`">`, "</a>"
	}
	if entering {
		_, err := w.WriteString(open)
		return ast.WalkContinue, err
	}
	_, err := w.WriteString(end)
	return ast.WalkContinue, err
}
