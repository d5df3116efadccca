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
	p := &progress{ticker: &ticker{out: &screen, now: func() time.Time { return now }, started: now}, runs: 16}
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

// Months that a checkpoint had took no time, and what is said stands above the line.
func TestProgressKnowsWhatACheckpointHad(t *testing.T) {
	now := time.Unix(0, 0)
	var screen bytes.Buffer
	p := &progress{ticker: &ticker{out: &screen, now: func() time.Time { return now }, started: now}, runs: 16}
	p.found.Add(700)
	now = now.Add(30 * time.Second)
	p.report(720, 780)
	p.say(&screen, "It goes on.")
	p.report(721, 780)
	line := "\r\033[K[######################..]  92%  month 72"
	want := line + "0 of 780 in 16 runs, 1:30 left\r\033[KIt goes on.\n" + line + "1 of 780 in 16 runs, 1:24 left"
	if screen.String() != want {
		t.Errorf("screen %q, want %q", screen.String(), want)
	}
}

func TestProgressIsSilentWithoutAScreen(t *testing.T) {
	p := &progress{ticker: &ticker{now: time.Now}, runs: 1}
	p.report(1, 2)
	p.clear()
}
