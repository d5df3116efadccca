package lesson

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// Steps are the parts of a lesson in their order, by the headings of its file. There may
// be several bets.
var Steps = []string{stepQuestion, stepBet, stepRun, stepReveal, stepChange, stepSay, stepSandbox, stepTeacher}

const (
	stepQuestion = "Question"
	stepBet      = "Bet"
	stepRun      = "Run"
	stepReveal   = "Reveal"
	stepChange   = "Change"
	stepSay      = "Say why"
	stepSandbox  = "Sandbox"
	stepTeacher  = "For the teacher"
	checking     = "Check" // what must be so; it is nobody's step
)

// section is what stands below a heading: lines from one of the file's on.
type section struct {
	name string
	line int // of the heading, from 1
	body []string
}

// text is the body as a text whose lines are those of the file.
func (s section) text(from int) string {
	return strings.Repeat("\n", s.line+from) + strings.Join(s.body[from:], "\n")
}

// parser reads one lesson and collects what is wrong with it.
type parser struct {
	l     *Lesson
	head  []string // lines of the front matter, the first line of the file among them
	found file.Problems
}

func (p *parser) wrong(line int, key, text string) {
	one := file.Problem{Source: p.l.Source, Line: max(line, 1), Column: 1, Key: key, Text: text}
	if !slices.Contains(p.found, one) { // a tag that opens and one that closes are one mistake
		p.found = append(p.found, one)
	}
}

// Read reads the text of a lesson; source is what its problems call it. All mistakes are
// returned together, as file.Problems with line and the nearest name.
func Read(source string, body []byte) (*Lesson, error) {
	if found := file.Guard(source, body); found != nil {
		return nil, found
	}
	p := &parser{l: &Lesson{Source: source, steps: map[string]*text{}}}
	whole := strings.TrimPrefix(strings.ReplaceAll(string(body), "\r\n", "\n"), "\ufeff")
	lines := strings.Split(whole, "\n")
	end := slices.IndexFunc(lines[1:], func(s string) bool { return strings.TrimRight(s, " ") == "---" }) + 1
	if strings.TrimRight(lines[0], " ") != "---" || end == 0 {
		p.wrong(1, "", "a lesson begins with its keys between two lines of ---, such as "+frontMatter.Example)
		return nil, p.found
	}
	p.head = lines[:end]
	p.keys(lines[1:end])
	for i, s := range p.sections(lines, end+1) {
		p.section(i, s)
	}
	p.whole()
	if p.found != nil {
		slices.SortStableFunc(p.found, func(a, b file.Problem) int { return a.Line - b.Line })
		return nil, p.found
	}
	return p.l, nil
}

// keys reads the front matter.
func (p *parser) keys(lines []string) {
	values, found := frontMatter.Decode(p.l.Source, []byte("\n"+strings.Join(lines, "\n")+"\n"))
	p.found = append(p.found, found...)
	l := p.l
	l.ID, l.Title = wordOf(values, "id"), wordOf(values, "title")
	l.Minutes = int(wholeOf(values, "minutes"))
	l.Patterns, l.Watch = listOf(values, "patterns"), listOf(values, "watch")
	l.Assumed, _ = values["assumed"].(bool)
	if found == nil { // else nobody knows which futures there are, and none is missed
		p.futures(values)
	}
}

func wordOf(values map[string]any, key string) string {
	s, _ := values[key].(string)
	return s
}

func wholeOf(values map[string]any, key string) int64 {
	n, _ := values[key].(int64)
	return n
}

func listOf(values map[string]any, key string) []string {
	list, _ := values[key].([]string)
	return list
}

// futures makes the futures of the front matter: what is played first, and those that
// differ from it by the query of a link.
func (p *parser) futures(values map[string]any) {
	flags := url.Values{}
	for _, key := range []string{"world", "parameters"} {
		if v := wordOf(values, key); v != "" {
			flags.Set(key, v)
		}
	}
	for _, key := range []string{"seed", "replicates", "population", "months"} {
		if n, given := values[key].(int64); given {
			flags.Set(key, file.Exact(float64(n)))
		}
	}
	if preset := wordOf(values, "scenario"); preset != "" {
		s, err := scenarios.Find(preset)
		if err != nil {
			p.wrong(1, "scenario", err.Error())
			return
		}
		for _, a := range s.Asked("serve") {
			if flags[a.Flag] == nil || a.Flag == "policy" {
				flags.Add(a.Flag, a.Value)
			}
		}
	}
	for _, policy := range listOf(values, "policies") {
		flags.Add("policy", policy)
	}
	p.future(first, "policies", p.line("policies:"), flags)
	for _, also := range listOf(values, "also") {
		name, query, found := strings.Cut(also, " = ")
		name = strings.TrimSpace(name)
		own, err := url.ParseQuery(query)
		if !found || err != nil || !plain.MatchString(name) {
			p.wrong(p.line(also), "also", file.Shown(also, true)+": must be a name and what is otherwise, such as slow = world=slow")
			continue
		}
		if _, twice := p.l.future(name); twice || slices.Contains(reserved, name) {
			p.wrong(p.line(also), "also", file.Shown(name, true)+": this name is taken; give the future another")
			continue
		}
		all := url.Values{}
		for key, list := range flags {
			all[key] = list
		}
		for key, list := range own {
			all[key] = list
		}
		p.future(name, "also", p.line(also), all)
	}
}

// plain is what a name may be.
var plain = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

// reserved are names that mean something else where futures may be named.
var reserved = []string{"end", "period"}

// line is where a text of the front matter stands.
func (p *parser) line(text string) int {
	return 1 + max(0, slices.IndexFunc(p.head, func(line string) bool { return strings.Contains(line, text) }))
}

// future adds a future by its flags, which a key on a line gave.
func (p *parser) future(name, key string, at int, flags url.Values) {
	c := page.Read(flags.Encode())
	for _, note := range c.Notes {
		p.wrong(at, key, note)
	}
	p.l.Futures = append(p.l.Futures, Future{name, c.Link()})
}

// sections cuts lines, from one on, at headings of the second level.
func (p *parser) sections(lines []string, from int) []section {
	var list []section
	for i := from; i < len(lines); i++ {
		if name, is := strings.CutPrefix(lines[i], "## "); is {
			list = append(list, section{name: strings.TrimSpace(name), line: i + 1})
			continue
		}
		if len(list) == 0 {
			if strings.TrimSpace(lines[i]) != "" {
				p.wrong(i+1, "", "a line before the first heading: begin with ## "+stepQuestion)
				return nil
			}
			continue
		}
		last := &list[len(list)-1]
		last.body = append(last.body, lines[i])
	}
	return list
}

// section reads one section.
func (p *parser) section(_ int, s section) {
	known := append(slices.Clone(Steps), checking)
	if !slices.Contains(known, s.name) {
		guess := file.Meant(s.name, known)
		if guess == "" {
			guess = ": there may be " + finding.And(known)
		}
		p.wrong(s.line, "", file.Shown(s.name, true)+": a lesson has no such section"+guess)
		return
	}
	if p.l.steps[s.name] != nil && s.name != stepBet {
		p.wrong(s.line, "", s.name+" stands twice: put both together")
		return
	}
	switch s.name {
	case stepBet:
		p.bet(s)
	case stepReveal:
		p.reveal(s)
	case checking:
		p.checks(s)
	default:
		p.l.steps[s.name] = p.text(s, 0)
	}
	if s.name == stepSay {
		for _, line := range s.body {
			if q := numbered.FindStringSubmatch(line); q != nil {
				p.l.say = append(p.l.say, q[1])
			} else if k := len(p.l.say) - 1; k >= 0 && strings.HasPrefix(line, "   ") {
				p.l.say[k] += " " + strings.TrimSpace(line)
			}
		}
	}
}

var numbered = regexp.MustCompile(`^\d+\. +(.*)$`)

// whole complains about what a lesson lacks.
func (p *parser) whole() {
	for _, name := range append(slices.Clone(Steps), checking) {
		if p.l.steps[name] == nil {
			p.wrong(1, "", "## "+name+" is missing")
		}
	}
	if p.l.steps[stepSay] != nil && len(p.l.say) != 3 {
		p.wrong(1, "", "## "+stepSay+" asks three questions, each on a line that begins with 1., 2. and 3.")
	}
}

// check is a condition that must be so for the lesson to be worth telling.
type check struct {
	says string
	line int
	when *text
}

// checks reads "- what must be so: {{condition}}", one a line.
func (p *parser) checks(s section) {
	p.l.steps[checking] = &text{}
	for i, line := range s.body {
		if strings.TrimSpace(line) == "" {
			continue
		}
		says, condition, found := strings.Cut(strings.TrimPrefix(line, "- "), ": {{")
		if !found || !strings.HasPrefix(line, "- ") || !strings.HasSuffix(line, "}}") {
			p.wrong(s.line+i+1, "", "a check is one line: - what must be so: {{a condition}}")
			continue
		}
		one := section{checking, s.line + i, []string{"{{" + condition}}
		p.l.checks = append(p.l.checks, check{says, s.line + i + 1, p.text(one, 0)})
	}
	if len(p.l.checks) == 0 {
		p.wrong(s.line, "", "a lesson has a check at least: what must be so for it to be worth telling")
	}
}
