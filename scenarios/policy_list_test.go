package scenarios

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
	"github.com/atelier-sim/atelier/sim/policy"
)

// What is shown of a policy to copy is the policy by its name alone.
func TestTheEntryShownIsThePolicyAsItIs(t *testing.T) {
	for _, p := range policy.All() {
		entry, err := entryText(p)
		if err != nil {
			t.Fatal(err)
		}
		s := mustParse(t, "name: x\n"+entry)
		if want := mustParse(t, "name: x\npolicies: ["+p.Name+"]\n"); !reflect.DeepEqual(s.Policies, want.Policies) {
			t.Errorf("%s is %+v when copied, %+v by name", p.Name, s.Policies, want.Policies)
		}
	}
}

// An effect without a field estimate is marked, and only that; lines fit a
// screen of 80 characters; nothing that is known of a policy is left out.
func TestPoliciesAreToldInFull(t *testing.T) {
	var list bytes.Buffer
	if err := WritePolicies(&list); err != nil {
		t.Fatal(err)
	}
	sections := strings.Split(list.String(), "\n\n")
	if len(sections) != len(policy.All())+1 {
		t.Fatalf("%d sections for %d policies", len(sections), len(policy.All()))
	}
	for i, p := range policy.All() {
		var one bytes.Buffer
		if err := WritePolicy(&one, p); err != nil {
			t.Fatal(err)
		}
		for what, text := range map[string]string{"list": sections[i], "show": one.String()} {
			for line := range strings.Lines(text) {
				if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 79 {
					t.Errorf("%s of %s: %d characters: %s", what, p.Name, n, line)
				}
			}
			if strings.Contains(text, finding.Dagger) != p.Assumed {
				t.Errorf("%s of %s: assumed is %v\n%s", what, p.Name, p.Assumed, text)
			}
			said := strings.Join(strings.Fields(text), " ")
			wanted := []string{p.Name, p.Title, p.Dose.Unit, file.Brief(p.Dose.Default), p.Dose.Source, p.Cost.Per, p.Claims.Text, p.Known}
			if what == "show" {
				wanted = append(wanted, p.Does, p.Equation, file.Brief(p.Dose.High), p.Why, p.Cost.Source, p.Example, p.Claims.Column, file.Brief(p.Takes))
				if p.Cost.USD > 0 {
					wanted = append(wanted, "borne by "+payerText(p))
				}
				for _, x := range p.Design.Pulls {
					wanted = append(wanted, x.Lever.String())
				}
			}
			for _, w := range wanted {
				if !strings.Contains(said, strings.Join(strings.Fields(w), " ")) {
					t.Errorf("%s of %s does not say %q", what, p.Name, w)
				}
			}
		}
	}
}

func TestJSONHoldsEveryFieldOfEveryPolicy(t *testing.T) {
	var b bytes.Buffer
	if err := WritePoliciesJSON(&b, policy.All()); err != nil {
		t.Fatal(err)
	}
	var rows []map[string]any
	if err := json.Unmarshal(b.Bytes(), &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(policy.All()) {
		t.Fatalf("%d rows for %d policies", len(rows), len(policy.All()))
	}
	for i, p := range policy.All() {
		dose, cost := rows[i]["dose"].(map[string]any), rows[i]["unit_cost"].(map[string]any)
		if rows[i]["name"] != p.Name || rows[i]["assumed"] != p.Assumed || rows[i]["payer"] != payerText(p) ||
			dose["high"] != p.Dose.High || dose["source"] != p.Dose.Source || cost["usd"] != p.Cost.USD || cost["per"] != p.Cost.Per {
			t.Errorf("%s: %v", p.Name, rows[i])
		}
		// what a reader of the struct would see, a reader of the file sees
		var walk func(v reflect.Value)
		walk = func(v reflect.Value) {
			switch v.Kind() {
			case reflect.Struct:
				for k := range v.NumField() {
					walk(v.Field(k))
				}
			case reflect.String:
				text, _ := json.Marshal(v.String())
				if plain := strings.Trim(string(text), `"`); !strings.Contains(b.String(), plain) {
					t.Errorf("%s: %q is not in the file", p.Name, v.String())
				}
			}
		}
		walk(reflect.ValueOf(*p))
	}
}
