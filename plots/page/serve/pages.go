package serve

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// mostPages is how many pages are kept, each of about 100 kB: those of the links that a
// class opens at once, the lessons among them.
const mostPages = 32

// Pages keeps pages by the query of their link as it stands: a page is a function of it
// alone. Who asks for one that is being made waits for it.
type pages struct {
	mu    sync.Mutex
	by    map[string]*made
	order []string // that were made, the one used least lately first
}

// made is a page that is made, or being made until done is closed.
type made struct {
	done chan struct{}
	page *held
	err  error
}

func newPages() *pages { return &pages{by: map[string]*made{}} }

// get is a kept page, or one that is made now. What fails is not kept.
func (p *pages) get(ctx context.Context, query string, make func() (*held, error)) (*held, error) {
	for {
		m, mine := p.claim(query)
		if mine {
			m.page, m.err = make()
			p.finish(query, m)
			return m.page, m.err
		}
		select {
		case <-m.done:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
		if m.err == nil || !errors.Is(m.err, context.Canceled) { // who made it may have gone away
			return m.page, m.err
		}
	}
}

// claim is the page of a query, and whether the caller has to make it.
func (p *pages) claim(query string) (m *made, mine bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if m = p.by[query]; m == nil {
		m = &made{done: make(chan struct{})}
		p.by[query] = m
		return m, true
	}
	if k := slices.Index(p.order, query); k >= 0 {
		p.order = append(slices.Delete(p.order, k, k+1), query)
	}
	return m, false
}

// finish lays down what was made.
func (p *pages) finish(query string, m *made) {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(m.done)
	if m.err != nil {
		delete(p.by, query)
		return
	}
	if p.order = append(p.order, query); len(p.order) > mostPages {
		delete(p.by, p.order[0])
		p.order = slices.Delete(p.order, 0, 1)
	}
}
