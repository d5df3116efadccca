package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestProgressShowsWhatIsDoneAndTheTimeLeft(t *testing.T) {
	now := time.Unix(0, 0)
	var screen bytes.Buffer
	p := &progress{&ticker{out: &screen, now: func() time.Time { return now }, started: now}, 16}
	now = now.Add(30 * time.Second)
	p.report(720, 2880)
	p.report(721, 2880) // too soon after the last: not shown
	want := "\r\033[K[######..................]  25%  month 720 of 2880 in 16 runs, 1:30 left"
	if screen.String() != want {
		t.Errorf("screen %q, want %q", screen.String(), want)
	}
	now = now.Add(interval)
	p.report(2880, 2880)
	p.clear()
	p.report(2880, 2880)
	if lines := strings.Split(screen.String(), "\r\033[K"); len(lines) != 4 || lines[3] != "" || strings.Contains(lines[2], "left") {
		t.Errorf("screen %q", lines)
	}
}

func TestProgressIsSilentWithoutAScreen(t *testing.T) {
	p := &progress{&ticker{now: time.Now}, 1}
	p.report(1, 2)
	p.clear()
}
