package finding

import (
	"bytes"
	"errors"
	"io"
	"math"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// WriteJSON writes a value as indented JSON in the order of its fields, numbers
// in the shortest digits that give them back and null where they are not
// defined.
func WriteJSON(w io.Writer, v any) error {
	number := json.MarshalToFunc(func(e *jsontext.Encoder, x float64) error {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return e.WriteToken(jsontext.Null)
		}
		return errors.ErrUnsupported // as usual
	})
	err := json.MarshalWrite(w, v, jsontext.WithIndent(" "), json.FormatNilSliceAsNull(true), json.Deterministic(true), json.WithMarshalers(number))
	if err == nil {
		_, err = io.WriteString(w, "\n")
	}
	return err
}

// OddText finds the first text of a JSON file, its names included, that holds what no text
// may hold ([Odd]) once its escapes are read, and says so in the end of a sentence; "" where
// there is none. What is no JSON is left to who reads it.
func OddText(data []byte) string {
	d := jsontext.NewDecoder(bytes.NewReader(data), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		token, err := d.ReadToken()
		if err != nil {
			return ""
		}
		if token.Kind() != '"' {
			continue
		}
		if odd := Oddity(token.String(), true); odd != "" {
			return "a text in it " + odd
		}
	}
}

// ReadJSON reads what WriteJSON wrote; null is NaN again. A text that holds what no text may
// hold is an error.
func ReadJSON(r io.Reader, v any) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if odd := OddText(data); odd != "" {
		return errors.New(odd)
	}
	number := json.UnmarshalFromFunc(func(d *jsontext.Decoder, x *float64) error {
		if d.PeekKind() != jsontext.KindNull {
			return errors.ErrUnsupported
		}
		*x = math.NaN()
		_, err := d.ReadToken()
		return err
	})
	return json.Unmarshal(data, v, json.WithUnmarshalers(number))
}
