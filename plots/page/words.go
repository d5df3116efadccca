package page

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

// Words are the texts of the interface by their keys, those of assets/words.json: the one
// place where the page's template and its scripts take them from. A text may have {name}
// for what is filled in.
var Words = sync.OnceValue(func() map[string]string {
	text, err := assets.ReadFile("assets/words.json")
	if err != nil {
		panic(err) // it is embedded
	}
	words := map[string]string{}
	if err := json.Unmarshal(text, &words); err != nil {
		panic("assets/words.json: " + err.Error()) // a mistake of whoever wrote it, which any test finds
	}
	return words
})

// word is a text for the template, given names and values in turn for what is to be filled
// in. One that is missing is an error and no empty place.
func word(key string, fill ...string) (string, error) {
	text, ok := Words()[key]
	if !ok {
		return "", fmt.Errorf("assets/words.json has no %s", key)
	}
	for k := 0; k+1 < len(fill); k += 2 {
		text = strings.ReplaceAll(text, "{"+fill[k]+"}", fill[k+1])
	}
	return text, nil
}
