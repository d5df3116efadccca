package finding

import (
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

// ReadJSON reads what WriteJSON wrote; null is NaN again.
func ReadJSON(r io.Reader, v any) error {
	number := json.UnmarshalFromFunc(func(d *jsontext.Decoder, x *float64) error {
		if d.PeekKind() != jsontext.KindNull {
			return errors.ErrUnsupported
		}
		*x = math.NaN()
		_, err := d.ReadToken()
		return err
	})
	return json.UnmarshalRead(r, v, json.WithUnmarshalers(number))
}
