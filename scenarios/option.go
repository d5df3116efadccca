package scenarios

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/sim/policy"
)

// An Option is one thing that may be asked of a command: a row of [optionTable].
type Option struct {
	file.Key // its name, what it may be and what it means, in files as elsewhere

	Flag    string // on the command line, without the dashes; the name unless stated
	Value   string // what stands for the value in help, "" for a switch
	Negates bool   // the flag is a switch that sets the key to false

	stands  place
	counts  weight
	usual   by       // the default by command; what has none here has not the option
	says    by       // by command: what help says, where that is not what the key says
	ordered bool     // the order of its choices holds, not that in which they are given
	always  []string // choices that hold whatever is said
	common  bool     // of a comparison: one for all arms
	settles bool     // of a comparison: done once it is played, so that to repeat it is not to ask for it
	word    string   // in the digest of a comparison; the flag unless stated

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

// OptionsOf lists the options of a command.
func OptionsOf(command string) []Option {
	var list []Option
	for _, o := range optionTable() {
		if o.of(command) {
			list = append(list, o.finished())
		}
	}
	return list
}

// finished fills in what follows from the rest.
func (o Option) finished() Option {
	if o.Flag == "" {
		if o.Flag = o.dashed(); o.Negates {
			o.Flag = "no-" + o.Flag
		}
	}
	if o.word == "" {
		o.word = strings.TrimPrefix(o.Flag, "no-")
	}
	switch usual := o.usual["run"].(type) {
	case told, nil:
	default:
		o.Initial = usual
	}
	return o
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

// ofScenario tells whether a scenario has the option.
func (o *Option) ofScenario() bool { return o.stands <= apart }

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
		r, size := utf8.DecodeRuneInString(o.Doc)
		text = string(unicode.ToLower(r)) + strings.TrimSuffix(o.Doc[size:], ".")
	}
	var more []string
	if may := o.Range(); may != "" {
		more = append(more, may)
	} else if n := len(o.Choices); n > 0 && n < 6 {
		more = append(more, file.OneOf(o.Choices))
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
	case told:
		return string(usual)
	case int:
		if usual == 0 {
			return "all"
		}
		return file.Commas(int64(usual))
	case string:
		return usual
	case []string:
		return strings.Join(usual, ",")
	}
	return ""
}

// initial is the option's default in a command as viper has it, nil for none.
func (o *Option) initial(command string) any {
	usual, has := o.usual[command]
	if !has {
		usual = o.usual["run"]
	}
	switch v := usual.(type) {
	case told:
		return nil
	case int:
		return int64(v)
	case nil:
		if o.Kind == file.Names {
			return []string{}
		}
	}
	return usual
}

// get is the option's value in a run, as a file has it.
func (o *Option) get(r *Run) any {
	switch p := o.at(r).(type) {
	case *int:
		return int64(*p)
	case *uint64:
		return int64(*p)
	case *float64:
		return *p
	case *bool:
		return *p
	case *string:
		return *p
	case *[]string:
		return o.sorted(*p)
	case *[]policy.Setting:
		return PolicyTexts(*p)
	}
	return nil // parameters are kept one by one
}

// put gives the option a value that was checked when it was read.
func (o *Option) put(r *Run, value any) {
	switch p := o.at(r).(type) {
	case *int:
		*p = int(value.(int64))
	case *uint64:
		*p = uint64(value.(int64))
	case *float64:
		*p = value.(float64)
	case *bool:
		*p = value.(bool)
	case *string:
		*p = value.(string)
	case *[]string:
		*p = o.sorted(value.([]string))
	case *[]policy.Setting:
		*p = settings(value)
	}
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
	case int64:
		return []string{strconv.FormatInt(v, 10)}
	case float64:
		return []string{file.Exact(v)}
	case bool:
		return []string{strconv.FormatBool(v)}
	case string:
		return []string{v}
	case []string:
		return v
	}
	return nil
}

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
