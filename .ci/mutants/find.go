package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
)

// An edit is a fault that could be planted: other text in place of a node.
type edit struct {
	from, to token.Pos
	kind     string
	text     string
}

// A finder lists the faults that could be planted in a function.
type finder struct {
	*pack
	file  *source
	edits []edit
}

// faults lists all edits of a function's body.
func (p *pack) faults(file *source, body *ast.BlockStmt) []edit {
	f := &finder{pack: p, file: file}
	ast.Inspect(body, f.look)
	return f.edits
}

// look adds the faults of one node; false where nothing below it counts.
func (f *finder) look(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.CallExpr:
		if f.leftAlone(n) {
			return false
		}
		f.clamp(n)
	case *ast.BinaryExpr:
		if n.Op == token.SHL || n.Op == token.SHR || n.Op == token.REM {
			return false
		}
		f.binary(n)
	case *ast.UnaryExpr:
		if n.Op == token.NOT || n.Op == token.SUB {
			f.put(n, "sign dropped", f.of(n.X))
		}
	case *ast.BasicLit:
		f.constant(n)
	case *ast.IfStmt:
		if _, simple := n.Cond.(*ast.BinaryExpr); !simple {
			f.put(n.Cond, "condition turned", "!("+f.of(n.Cond)+")")
		}
	case *ast.AssignStmt:
		f.assignment(n)
	case *ast.IncDecStmt:
		f.put(n, "statement dropped", "")
	case *ast.ExprStmt:
		if call, ok := n.X.(*ast.CallExpr); ok && !f.leftAlone(call) {
			f.put(n, "statement dropped", "")
		}
	case *ast.RangeStmt:
		f.lastRound(n)
	case *ast.BranchStmt:
		if n.Tok == token.CONTINUE && n.Label == nil {
			f.put(n, "loop left", "break")
		}
	case *ast.ReturnStmt:
		f.results(n)
	}
	return true
}

func (f *finder) put(n ast.Node, kind, text string) {
	f.edits = append(f.edits, edit{n.Pos(), n.End(), kind, text})
}

// of is the text of a node.
func (f *finder) of(n ast.Node) string {
	return string(f.file.text[f.set.Position(n.Pos()).Offset:f.set.Position(n.End()).Offset])
}

// quiet are the calls whose change is no fault: see the package's comment.
var quiet = regexp.MustCompile(`^(panic|make|cap|(fmt\.)?Errorf|errors\..*|(.*\.)?(trace|Grow|Clip|Fatalf?|Logf?|Printf|Println))$`)

func (f *finder) leftAlone(call *ast.CallExpr) bool { return quiet.MatchString(f.of(call.Fun)) }

// clamp drops or turns a bound.
func (f *finder) clamp(call *ast.CallExpr) {
	turned := map[string]string{"min": "max", "max": "min", "math.Min": "math.Max", "math.Max": "math.Min"}
	other, ok := turned[f.of(call.Fun)]
	if !ok || len(call.Args) != 2 {
		return
	}
	f.put(call.Fun, "bound turned", other)
	for i, a := range call.Args {
		if f.info.Types[call.Args[1-i]].Value == nil && f.info.Types[a].Value != nil {
			continue // only the constant would be left
		}
		f.put(call, "bound dropped", "("+f.of(a)+")")
	}
}

// turned are operators and what they are changed to.
var turned = map[token.Token][]string{
	token.LSS: {"<=", ">="}, token.LEQ: {"<", ">"}, token.GTR: {">=", "<="}, token.GEQ: {">", "<"}, token.EQL: {"!="}, token.NEQ: {"=="},
	token.ADD: {"-"}, token.SUB: {"+"}, token.MUL: {"/"}, token.QUO: {"*"}, token.LAND: {"||"}, token.LOR: {"&&"},
	token.ADD_ASSIGN: {"-="}, token.SUB_ASSIGN: {"+="}, token.MUL_ASSIGN: {"/="}, token.QUO_ASSIGN: {"*="},
}

// binary turns an operator and drops what is added to a whole number.
func (f *finder) binary(n *ast.BinaryExpr) {
	if f.is(n.X, types.IsString) || f.info.Types[n].Value != nil {
		return
	}
	others := turned[n.Op]
	if len(others) == 2 && f.is(n.X, types.IsFloat) {
		others = others[1:]
	}
	for _, o := range others {
		f.edits = append(f.edits, edit{n.OpPos, n.OpPos + token.Pos(len(n.Op.String())), "operator turned", o})
	}
	if (n.Op == token.ADD || n.Op == token.SUB) && f.is(n, types.IsInteger) {
		f.put(n, "offset dropped", f.of(n.X))
		if n.Op == token.ADD {
			f.put(n, "offset dropped", f.of(n.Y))
		}
	}
}

// is tells whether an expression is of a kind of basic type.
func (f *finder) is(x ast.Expr, kind types.BasicInfo) bool {
	t := f.info.Types[x].Type
	if t == nil {
		return false
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&kind != 0
}

// constant moves a number by one.
func (f *finder) constant(n *ast.BasicLit) {
	if n.Kind != token.INT && n.Kind != token.FLOAT {
		return
	}
	f.put(n, "constant moved", "("+n.Value+" + 1)")
	if n.Value == "1" || n.Value == "2" {
		f.put(n, "constant moved", "("+n.Value+" - 1)")
	}
}

// assignment turns x += y, and drops a statement that declares nothing.
func (f *finder) assignment(n *ast.AssignStmt) {
	if n.Tok == token.DEFINE {
		return
	}
	if !f.is(n.Lhs[0], types.IsString) {
		for _, o := range turned[n.Tok] {
			f.edits = append(f.edits, edit{n.TokPos, n.TokPos + token.Pos(len(n.Tok.String())), "operator turned", o})
		}
	}
	f.put(n, "statement dropped", "")
}

// lastRound leaves out the last round of a loop.
func (f *finder) lastRound(n *ast.RangeStmt) {
	t := f.info.Types[n.X].Type
	if t == nil {
		return
	}
	x := f.of(n.X)
	switch u := t.Underlying().(type) {
	case *types.Slice:
		f.put(n.X, "last round dropped", "("+x+")[:max(1, len("+x+"))-1]")
	case *types.Basic:
		if u.Info()&types.IsInteger != 0 {
			f.put(n.X, "last round dropped", "("+x+") - 1")
		}
	}
}

// results turns what a function returns.
func (f *finder) results(n *ast.ReturnStmt) {
	for i, r := range n.Results {
		switch {
		case f.is(r, types.IsBoolean) && !slices.Contains([]string{"true", "false"}, f.of(r)):
			if _, simple := r.(*ast.BinaryExpr); !simple {
				f.put(r, "result turned", "!("+f.of(r)+")")
			}
		case f.of(r) == "true" && f.is(r, types.IsBoolean):
			f.put(r, "result turned", "false")
		case f.of(r) == "false" && f.is(r, types.IsBoolean):
			f.put(r, "result turned", "true")
		}
		if i > 0 && f.of(r) != f.of(n.Results[i-1]) && types.Identical(f.info.Types[r].Type, f.info.Types[n.Results[i-1]].Type) {
			a, b := n.Results[i-1], r
			f.edits = append(f.edits, edit{a.Pos(), b.End(), "results swapped", f.of(b) + ", " + f.of(a)})
		}
	}
}
