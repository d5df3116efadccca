//go:build js

// Command atelier-wasm is the desk of the page within a browser: a worker that is asked by
// messages {id, what, question} and answers by {id, answer} or {id, error}. A message
// {id, drop: true} takes a question back. Workers play parts of a picture side by side: asked for
// "play" a worker plays a part, for "share" it answers with a {parcel} of it too, and {keep: parcel} gives
// it that of another. Package site compiles it.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"syscall/js"
	"time"

	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/plots/page/lesson"
)

// What the program is that compiled this one; the linker fills it in.
var model, version string

// A browser on a phone closes a page that takes much more than this.
const (
	shelved = 96 << 20  // bytes of what was played
	soft    = 384 << 20 // bytes at which collecting garbage is worth more time
)

// breath is how long a question may keep other messages waiting.
const breath = 25 * time.Millisecond

// asked is a question that waits or is being answered.
type asked struct {
	id       int
	what     string
	question string
	ctx      context.Context
	drop     context.CancelFunc
}

func main() {
	debug.SetGCPercent(200)
	debug.SetMemoryLimit(soft)
	desk := page.NewDesk(model, version, shelved)
	desk.Workers = 1
	desk.Month = breathe()
	lesson.Teach(desk, lesson.All())
	questions := make(chan *asked, 1024) // a page takes back what it no longer asks for
	waiting := map[int]*asked{}
	js.Global().Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		data := args[0].Get("data")
		if parcel := data.Get("keep"); parcel.Truthy() {
			bytes := make([]byte, parcel.Get("length").Int())
			js.CopyBytesToGo(bytes, parcel)
			_ = desk.Unpack(bytes) // what it has not, it plays itself
			return nil
		}
		id := data.Get("id").Int()
		if data.Get("drop").Truthy() {
			if q := waiting[id]; q != nil {
				q.drop()
			}
			return nil
		}
		q := &asked{id: id, what: data.Get("what").String(), question: data.Get("question").String()}
		q.ctx, q.drop = context.WithCancel(context.Background())
		waiting[id] = q
		select {
		case questions <- q:
		default:
			delete(waiting, id)
			post(map[string]any{"id": id, "error": "Too many questions wait already."})
		}
		return nil
	}))
	post(map[string]any{"ready": true})
	for q := range questions {
		post(answer(desk, q))
		q.drop()
		delete(waiting, q.id)
	}
}

// answer is the message that answers a question; one that was taken back is not played.
func answer(desk *page.Desk, q *asked) (message map[string]any) {
	defer func() {
		if fault := recover(); fault != nil {
			message = map[string]any{"id": q.id, "error": fmt.Sprintf("The program has a fault: %v", fault)}
		}
	}()
	err := q.ctx.Err()
	var text []byte
	part := q.what == "play" || q.what == "share"
	switch {
	case err != nil:
	case part:
		var p page.Part
		if err = json.Unmarshal([]byte(q.question), &p); err == nil {
			err = desk.PlayPart(q.ctx, p)
		}
	default:
		text, err = desk.Do(q.ctx, q.what, []byte(q.question))
	}
	switch {
	case errors.Is(err, context.Canceled):
		return map[string]any{"id": q.id, "dropped": true}
	case err != nil:
		return map[string]any{"id": q.id, "error": err.Error()}
	}
	if q.what == "share" {
		bytes := desk.Pack()
		parcel := js.Global().Get("Uint8Array").New(len(bytes))
		js.CopyBytesToJS(parcel, bytes)
		return map[string]any{"id": q.id, "answer": "null", "parcel": parcel}
	}
	if part {
		text = []byte("null")
	}
	return map[string]any{"id": q.id, "answer": string(text)}
}

func post(message map[string]any) { js.Global().Call("postMessage", message) }

// breathe returns a function that now and then lets the browser hand over the messages that
// wait: the program has its only thread. A channel of messages is as quick as that can be,
// since timers are made to wait.
func breathe() func() {
	woken := make(chan struct{}, 1)
	channel := js.Global().Get("MessageChannel").New()
	channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
		woken <- struct{}{}
		return nil
	}))
	port, last := channel.Get("port2"), time.Now()
	return func() {
		if time.Since(last) < breath {
			return
		}
		port.Call("postMessage", nil)
		<-woken
		last = time.Now()
	}
}
