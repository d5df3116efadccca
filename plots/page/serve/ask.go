package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/atelier-sim/atelier/plots/page"
)

// lines is the type of an answer that tells places first.
const lines = "application/x-ndjson"

// ask answers POST /do/WHAT, as the package's description says.
func (s *Server) ask(w http.ResponseWriter, r *http.Request, what string) error {
	if err := only(w, r, http.MethodPost); err != nil {
		return err
	}
	body, err := question(w, r)
	if err != nil {
		return err
	}
	var told *reply // once a place was told
	tell := func(place int) error {
		if !strings.Contains(r.Header.Get("Accept"), lines) {
			return nil
		}
		if told == nil {
			told = replying(w, r, lines)
		}
		return told.send(fmt.Appendf(nil, "{\"place\":%d}\n", place))
	}
	answer, err := s.do(r.Context(), tell, what, body)
	switch {
	case r.Context().Err() != nil: // they went away
		return nil
	case told == nil && err != nil:
		return err
	case told == nil:
		out := replying(w, r, "application/json")
		err = errors.Join(out.send(answer), out.end())
	case err != nil:
		no := refusalOf(err)
		text, failed := json.Marshal(map[string]any{"error": no.text, "status": no.status})
		err = errors.Join(failed, told.send(text, []byte("\n")), told.end())
	default:
		err = errors.Join(told.send([]byte(`{"answer":`), answer, []byte("}\n")), told.end())
	}
	_ = err // whoever does not read to the end went away
	return nil
}

// do has the desk answer, once there is a seat.
func (s *Server) do(ctx context.Context, tell func(place int) error, what string, body []byte) (answer []byte, err error) {
	leave, err := s.line.enter(ctx, page.Hasty(what, body), tell)
	if err != nil {
		return nil, err
	}
	defer leave()
	defer s.idle.Reset(s.patience.rest) // once nobody asks for a while, what is kept is let go of
	if s.line.length() > 0 {
		ctx = page.Pressed(ctx)
	}
	err = s.whole(func() error {
		answer, err = s.Desk.Do(ctx, what, body)
		return err
	})
	return answer, err
}
