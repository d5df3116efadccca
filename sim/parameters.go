package sim

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Parameter describes one number of Params: where it is, what it means and
// where its value comes from. Low and High are the plausible range; a value
// outside it is refused.
type Parameter struct {
	Path      string  `json:"path"`
	Unit      string  `json:"unit"`
	Default   float64 `json:"default"`
	Low       float64 `json:"low"`
	High      float64 `json:"high"`
	Source    string  `json:"source"`
	Meaning   string  `json:"meaning"`
	Mechanism string  `json:"mechanism"`
	Switch    string  `json:"switch"`

	mechanism, field int
	domain           string // that it is about, if any
}

var parameters = readParameters()

// Assumed tells whether nobody measured the value: its source says that it is assumed or a
// judgement, be it of the size alone.
func (p Parameter) Assumed() bool {
	return slices.ContainsFunc(strings.FieldsFunc(p.Source, func(r rune) bool { return !unicode.IsLetter(r) }), func(word string) bool {
		return word == "assumed" || word == "judgement"
	})
}

// Parameters lists every parameter in the order of the Params struct.
func Parameters() []Parameter { return append([]Parameter(nil), parameters...) }

// DefaultParams returns the parameters of the preset "baseline".
func DefaultParams() Params {
	var p Params
	for _, q := range parameters {
		*p.field(q) = q.Default
	}
	return p
}

// Get returns the value at a path such as "trust.failure_ratio".
func (p *Params) Get(path string) (float64, bool) {
	q, ok := Lookup(path)
	if !ok {
		return 0, false
	}
	return *p.field(q), true
}

// Set changes the value at a path. It refuses an unknown path and a value that is
// not a number in the parameter's range.
func (p *Params) Set(path string, v float64) error {
	q, ok := Lookup(path)
	if !ok {
		return fmt.Errorf("there is no parameter %q", path)
	}
	if math.IsNaN(v) || v < q.Low || v > q.High {
		return fmt.Errorf("parameter %s = %v is outside its range: use %v to %v (%s)", path, v, q.Low, q.High, q.Unit)
	}
	*p.field(q) = v
	return nil
}

// Lookup finds a parameter by its path.
func Lookup(path string) (Parameter, bool) {
	k := slices.IndexFunc(parameters, func(q Parameter) bool { return q.Path == path })
	if k < 0 {
		return Parameter{}, false
	}
	return parameters[k], true
}

func (p *Params) field(q Parameter) *float64 {
	return reflect.ValueOf(p).Elem().Field(q.mechanism).Field(q.field).Addr().Interface().(*float64)
}

// readParameters turns the struct tags of Params into the table. A tag that
// does not parse is a mistake of the programmer and stops the program.
func readParameters() []Parameter {
	var list []Parameter
	all := reflect.TypeOf(Params{})
	for i := range all.NumField() {
		group := all.Field(i)
		name := group.Tag.Get("m")
		for j := range group.Type.NumField() {
			f := group.Type.Field(j)
			low, high, _ := strings.Cut(f.Tag.Get("r"), ",")
			path := name + "." + snake(f.Name)
			list = append(list, Parameter{
				Path: path, Unit: f.Tag.Get("u"), Source: f.Tag.Get("s"), Meaning: meanings[path],
				Mechanism: name, Switch: f.Tag.Get("switch"),
				Default: number(f.Tag.Get("d"), f.Name), Low: number(low, f.Name), High: number(high, f.Name),
				mechanism: i, field: j, domain: f.Tag.Get("domain"),
			})
		}
	}
	return list
}

func number(s, name string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic("sim: tag of parameter " + name + ": " + err.Error())
	}
	return v
}

// snake writes a Go field name as a YAML key: FailureRatio is failure_ratio,
// ToolUSD is tool_usd, AIPrice is ai_price.
func snake(name string) string {
	r := []rune(name)
	var b strings.Builder
	for i, c := range r {
		if unicode.IsUpper(c) && i > 0 {
			before := unicode.IsLower(r[i-1])
			last := i+1 < len(r) && unicode.IsLower(r[i+1])
			if before || last {
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return b.String()
}

// Worlds are the four futures of the technology.
var Worlds = []string{"slow", "expected", "fast", "frozen"}

// SetWorld sets the parameters that tell the worlds apart. Worlds differ in
// ceilings too, or they would all meet by 2035.
func (p *Params) SetWorld(name string) error {
	t := &p.Technology
	switch name {
	case "slow":
		t.Access, t.Rate, t.Midpoint, t.CeilingScale = 1, 0.35, 2027.5, 0.8
	case "expected":
		t.Access, t.Rate, t.Midpoint, t.CeilingScale = 1, 0.6, 2025, 1
	case "fast":
		t.Access, t.Rate, t.Midpoint, t.CeilingScale = 1, 0.95, 2023.8, 1.15
	case "frozen":
		t.Access = 0
	default:
		return fmt.Errorf("there is no world %q: use slow, expected, fast or frozen", name)
	}
	return nil
}
