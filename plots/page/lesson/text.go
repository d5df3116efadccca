package lesson

import (
	entities "html"
	"regexp"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// text is a part of a lesson with places to fill in: {{a function of the run}}, and what is
// said on a condition, between {{if ...}}, {{else}} and {{end}}.
type text struct {
	shape *template.Template
	links []link
}

// ofGo are the functions of texts that Go has.
var ofGo = []string{"and", "or", "not", "eq", "ne"}

// said is a mistake as package template words it: line, and what is wrong.
var said = regexp.MustCompile(`(?s)^template: lesson:(\d+)(?::\d+)?: (?:executing "lesson" at <.*?>: )?(?:error calling \w+: )?(.*)$`)

// noFunction is its complaint about a function that it does not know.
var noFunction = regexp.MustCompile(`^function "(.*)" not defined$`)

// text reads the lines of a section from one on.
func (p *parser) text(s section, from int) *text {
	t := &text{}
	body := s.text(from)
	shape, err := template.New("lesson").Funcs((&Reading{}).functions()).Parse(body)
	if err != nil {
		line, wrong := mistake(err, s.line)
		if m := noFunction.FindStringSubmatch(wrong); m != nil {
			wrong = file.Shown(m[1], true) + ": there is no such function" + file.Meant(m[1], functionNames())
		}
		p.wrong(line, "", wrong)
		return t
	}
	t.shape = shape
	if shape.Tree != nil {
		p.node(shape.Tree.Root, body)
	}
	t.links = p.links(body)
	return t
}

// mistake is the line and the words of what package template complains about.
func mistake(err error, line int) (int, string) {
	m := said.FindStringSubmatch(err.Error())
	if m == nil {
		return line, err.Error()
	}
	if n, err := strconv.Atoi(m[1]); err == nil {
		line = n
	}
	return line, m[2]
}

// node looks at what stands between braces: functions and conditions, and nothing that
// could go on for ever.
func (p *parser) node(n parse.Node, body string) {
	line := func(at parse.Node) int { return 1 + strings.Count(body[:min(len(body), int(at.Position()))], "\n") }
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, below := range n.Nodes {
			p.node(below, body)
		}
	case *parse.TextNode, *parse.CommentNode:
	case *parse.IfNode:
		p.pipe(n.Pipe, line(n))
		p.node(n.List, body)
		if n.ElseList != nil {
			p.node(n.ElseList, body)
		}
	case *parse.ActionNode:
		p.pipe(n.Pipe, line(n))
	default:
		p.wrong(line(n), "", "between {{ and }} may stand a function of the run, if, else and end")
	}
}

// pipe looks at one expression.
func (p *parser) pipe(pipe *parse.PipeNode, line int) {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 {
		p.wrong(line, "", file.Shown(pipe.String(), true)+": write one function and what it takes, without | and :=")
		return
	}
	args := pipe.Cmds[0].Args
	name, is := args[0].(*parse.IdentifierNode)
	if !is {
		if nested, also := args[0].(*parse.PipeNode); also && len(args) == 1 {
			p.pipe(nested, line)
			return
		}
		p.wrong(line, "", file.Shown(pipe.String(), true)+": begin with the name of a function")
		return
	}
	f := functionOf(name.Ident)
	if f == nil && !inList(ofGo, name.Ident) {
		p.wrong(line, "", file.Shown(name.Ident, true)+": there is no such function"+file.Meant(name.Ident, functionNames()))
		return
	}
	var words []string
	for _, a := range args[1:] {
		switch a := a.(type) {
		case *parse.PipeNode:
			p.pipe(a, line)
		case *parse.StringNode:
			words = append(words, a.Text)
		case *parse.NumberNode:
		case *parse.IdentifierNode:
			if functionOf(a.Ident) == nil {
				p.wrong(line, "", file.Shown(a.Ident, true)+": there is no such function"+file.Meant(a.Ident, functionNames()))
			}
		default:
			p.wrong(line, "", file.Shown(a.String(), true)+": a function takes texts in quotes, numbers, and functions in brackets")
		}
	}
	if f != nil {
		if wrong := f.refuses(p.l, words); wrong != "" {
			p.wrong(line, name.Ident, wrong)
		}
	}
}

// fill is the text with every place filled in from what is played.
func (t *text) fill(r *Reading) (string, error) {
	if t.shape == nil {
		return "", nil
	}
	shape, err := t.shape.Clone()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	if err := shape.Funcs(r.functions()).Execute(&b, nil); err != nil {
		if r.failed != nil { // the run was stopped, or could not be played
			return "", r.failed
		}
		line, wrong := mistake(err, 1)
		return "", file.Problems{{Source: r.Lesson.Source, Line: line, Column: 1, Text: wrong}}
	}
	if odd := finding.Oddity(entities.UnescapeString(b.String()), true); odd != "" { // Markdown reads &#8238; as HTML does
		return "", file.Problems{{Source: r.Lesson.Source, Line: 1, Column: 1, Text: "a text of the lesson, as it is shown, " + odd}}
	}
	return strings.TrimSpace(b.String()), nil
}

func inList(list []string, name string) bool {
	for _, x := range list {
		if x == name {
			return true
		}
	}
	return false
}
