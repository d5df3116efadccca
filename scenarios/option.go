package scenarios

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim/policy"
)

// An Option is one thing that may be asked of a command: a row of [optionTable].
type Option struct {
	file.Key // its name, what it may be and what it means, in files as elsewhere

	Flag    string // on the command line, without the dashes; the name unless stated
	Value   string // what stands for the value in help, "" for a switch
	Negates bool   // the flag is a switch that sets the key to false

	bare    string // what the flag means without a value, "" where it needs one
	stands  place
	acts    when // says why, given as a flag, it does nothing beside what else is asked
	counts  weight
	usual   by       // the default by command; what has none here has not the option
	says    by       // by command: what help says, where that is not what the key says
	ordered bool     // the order of its choices holds, not that in which they are given
	always  []string // choices that hold whatever is said
	common  bool     // of a comparison: one for all arms
	spare   bool     // what is not written where it is 0 or "": digests of before hold
	only    bool     // it is nothing for commands that have it not, whatever is said elsewhere
	settles bool     // of a comparison: done once it is played, so that to repeat it is not to ask for it
	// elsewhere, if not "", is what the option is for commands that have it not, for the
	// library, and for what was played before there was the option: so that is not in a
	// digest.
	elsewhere string
	// instead is the option that this one says in other words, "" for none, and in is what
	// a value of it means there. The other is what is kept, recorded and in the digest.
	instead string
	in      func(value any) any
	word    string // in digests; the flag unless stated

	at func(*Run) any // a pointer to where it is kept
}

// by is something by the name of a command.
type by map[string]any

// told is a default in words, where it is not one value.
type told string

// place is where an option may be said.
type place int

const (
	labelled place = iota // in a scenario's file
	asked                 // there, in a configuration file, in a variable and as a flag
	below                 // the same; in a scenario's file below "options"
	apart                 // of a scenario, but not in its file: from the configuration file on
	usually               // of a command: from the configuration file on
	flagged               // as a flag only
)

// weight is what an option counts for.
type weight int

const (
	nothing weight = iota
	kept           // a manifest records it
	decides        // it decides numbers: it is in the digest, too
)

// of tells whether a command has the option.
func (o *Option) of(command string) bool { _, has := o.usual[command]; return has }

// Bare is what the option's flag means when no value follows it; "" where one must.
func (o *Option) Bare() string {
	if o.Value == "" {
		return "true"
	}
	return o.bare
}

// OptionsOf lists the options of a command.
func OptionsOf(command string) []Option {
	return slices.DeleteFunc(slices.Clone(optionTable()), func(o Option) bool { return !o.of(command) })
}

// finish fills in what follows from the rest.
func (o *Option) finish() {
	o.Flag = cmp.Or(o.Flag, o.dashed())
	o.word = cmp.Or(o.word, o.Flag)
	if o.Negates {
		o.Flag = "no-" + o.Flag
	}
	o.Initial = o.initial("run")
	o.Also = strings.Fields(calledOptions[o.Name])
}

// dashed is the name as manifests and flags write it.
func (o *Option) dashed() string { return strings.ReplaceAll(o.Name, "_", "-") }

// Env is the option's variable of the environment: that of its key, or of its
// flag where the flag names one of several.
func (o *Option) Env() string {
	if o.Kind == file.Section || o.Kind == file.Entries {
		return prefix + strings.ToUpper(o.Flag)
	}
	return prefix + strings.ToUpper(o.Name)
}

// OfScenario tells whether a scenario has the option.
func (o *Option) OfScenario() bool { return o.stands <= apart }

// path is where the option stands in a scenario's file; what does not is there
// in a scenario that has no file.
func (o *Option) path() string {
	if o.stands == below || o.stands == apart {
		return "options." + o.Name
	}
	return o.Name
}

// Help says what the option does in a command, with what it may be and its
// default.
func (o *Option) Help(command string) string {
	text, own := o.says[command].(string)
	if !own {
		text = finding.Lower(strings.TrimSuffix(o.Doc, "."))
	}
	var more []string
	if may := o.Range(); may != "" {
		more = append(more, may)
	} else if n := len(o.Choices); n > 0 && n < 6 {
		more = append(more, finding.Or(o.Choices))
	}
	if usual := o.usualText(command); usual != "" {
		more = append(more, "default "+usual)
	}
	if len(more) == 0 {
		return text
	}
	return text + " (" + strings.Join(more, "; ") + ")"
}

// usualText is the default of a command in words, "" where there is none.
func (o *Option) usualText(command string) string {
	switch usual := o.usual[command].(type) {
	case nil, bool:
		return ""
	case int:
		return finding.Count(usual)
	case []string:
		return strings.Join(usual, ",")
	default:
		return fmt.Sprint(usual)
	}
}

// initial is the option's default in a command, "" for none of them; nil where there is none.
func (o *Option) initial(command string) any {
	usual := o.usual["run"]
	switch {
	case o.of(command):
		usual = o.usual[command]
	case o.elsewhere != "":
		usual = o.elsewhere
	}
	if _, words := usual.(told); words {
		return nil
	}
	return usual
}

// get is the option's value in a run.
func (o *Option) get(r *Run) any {
	value := reflect.ValueOf(o.at(r)).Elem().Interface()
	switch v := value.(type) {
	case []string:
		return o.sorted(v)
	case string:
		return cmp.Or(v, o.elsewhere)
	}
	return value
}

// put gives the option a value that was checked when it was read.
func (o *Option) put(r *Run, value any) {
	switch v := value.(type) {
	case []string:
		value = o.sorted(v)
	case []any:
		value = settings(v)
	}
	to := reflect.ValueOf(o.at(r)).Elem()
	to.Set(reflect.ValueOf(value).Convert(to.Type()))
}

// sorted puts names in the order of the choices, so that two orders of the same
// list are one scenario, and adds those that always hold.
func (o *Option) sorted(given []string) []string {
	if !o.ordered {
		return given
	}
	return inOrder(o.Choices, append(slices.Clone(o.always), given...))
}

// inOrder are those choices that are given, in their order.
func inOrder(choices, given []string) []string {
	var list []string
	for _, c := range choices {
		if slices.Contains(given, c) {
			list = append(list, c)
		}
	}
	return list
}

// texts are the option's value in a run, name by name where it has several.
func (o *Option) texts(r *Run) []string {
	switch v := o.get(r).(type) {
	case string:
		if o.spare && v == "" {
			return nil
		}
		return []string{v}
	case float64:
		return []string{file.Exact(v)}
	case int:
		if o.spare && v == 0 {
			return nil
		}
		return []string{fmt.Sprint(v)}
	case []string:
		return v
	case []policy.Setting:
		return PolicyTexts(v)
	default:
		return []string{fmt.Sprint(v)}
	}
}

// text is all of that in one.
func (o *Option) text(r *Run) string { return strings.Join(o.texts(r), o.between()) }

// In is what a scenario has of the option, as its flag takes it.
func (o *Option) In(s *Scenario) string { return o.text(&Run{Scenario: s}) }

// between separates the names of the option in one text: policies have commas of
// their own.
func (o *Option) between() string {
	if o.Kind == file.Entries {
		return " "
	}
	return ","
}

// words ask for the option on a command line, given its text; nil where it need
// not be asked for.
func (o *Option) words(text string) []string {
	var list []string
	switch {
	case text == "":
	case o.Kind == file.Truth:
		if (text == "true") == o.Negates {
			return nil
		}
		return []string{"--" + o.Flag}
	case o.Kind == file.Names || o.Kind == file.Entries:
		for _, name := range strings.Split(text, o.between()) {
			list = append(list, "--"+o.Flag, name)
		}
	default:
		return []string{"--" + o.Flag, text}
	}
	return list
}
