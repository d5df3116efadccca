package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/atelier-sim/atelier/plots/page"
	"github.com/atelier-sim/atelier/scenarios"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// ShelfBytes is how much of what was played a server's desk is to keep: what the usual choice
// has in common, about 40 MB, and the newest pictures, and those before, of a class of thirty, each
// of about 8 MB.
const ShelfBytes = 512 << 20

// A Server serves the page of a desk.
type Server struct {
	Desk *page.Desk
	Link string // the query that the page opens on, "" for that of the defaults
	Addr string // host:port to listen at; port 0 is any that is free
	Open bool   // open the page in the system's browser
	// LAN lets the machines of the network in: at the address's host, or at every address
	// of this machine where it is a loopback one.
	LAN bool
	// Class, if not nil, makes the files of a page that plays within the browser, index.html
	// among them, for the other machines of the network.
	Class func(context.Context) (map[string][]byte, error)
	Out   io.Writer // where the address is told
	Err   io.Writer // where is told what went wrong
	// Screen tells that Out is a terminal, which shows a QR code in black and white.
	Screen bool

	names names
	line  *line
	pages *pages
	files map[string]*held
	class atomic.Pointer[map[string]*held] // nil until it is made

	patience patience
	idle     *time.Timer // while it serves
}

// Serve serves until ctx is done, and then lets answers that are being played end. An
// address at which it cannot listen is [scenarios.ErrInput].
func (s *Server) Serve(ctx context.Context) error {
	host, port, err := s.address()
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		return unheard(s.Addr, err)
	}
	return s.on(ctx, listener, host)
}

// address is where to listen; the host is "" for every address of this machine.
func (s *Server) address() (host, port string, err error) {
	host, port, err = net.SplitHostPort(s.Addr)
	if err != nil {
		return "", "", scenarios.Mistake("--addr: %s is no address; it is a host and a port, such as 127.0.0.1:8080", s.Addr)
	}
	ip, err := netip.ParseAddr(host)
	everywhere := host == "" || err == nil && ip.IsUnspecified()
	switch {
	case s.LAN && (everywhere || host == "localhost" || err == nil && ip.IsLoopback()):
		return "", port, nil
	case everywhere:
		return "", "", scenarios.Mistake("--addr: %s lets every network in; say --lan if that is meant", s.Addr)
	}
	return host, port, nil
}

// unheard says why an address cannot be listened at.
func unheard(addr string, err error) error {
	var call *os.SyscallError
	if errors.As(err, &call) { // what is around it says the address again
		err = call.Err
	}
	return scenarios.Mistake("--addr: cannot listen at %s: %v; another port, or port 0 for one that is free, may do", addr, err)
}

// prepare makes what requests need.
func (s *Server) prepare(host string) (err error) {
	if s.patience == (patience{}) {
		s.patience = usual
	}
	s.names = namesOf(host, s.LAN)
	s.line = newLine(runtime.GOMAXPROCS(0), mostWaiting)
	s.pages = newPages()
	s.idle = time.AfterFunc(s.patience.rest, s.Desk.Rest)
	s.files, err = holdAll(page.Assets())
	delete(s.files, "page.html") // a template, no page
	return err
}

// on serves at a listener, which it closes.
func (s *Server) on(ctx context.Context, listener net.Listener, host string) error {
	if err := s.prepare(host); err != nil {
		_ = listener.Close()
		return err
	}
	// Answers outlive ctx, for a while: asking is what their contexts come from.
	asking, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	server := &http.Server{
		Handler: s.handler(), BaseContext: func(net.Listener) context.Context { return asking },
		ReadHeaderTimeout: s.patience.head, IdleTimeout: toIdle, MaxHeaderBytes: mostHeaders,
		ErrorLog: log.New(io.Discard, "", 0), // of what clients do wrong,
	}
	defer s.idle.Stop()
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	s.tell(listener.Addr().(*net.TCPAddr))
	var ahead sync.WaitGroup
	defer func() { stop(); ahead.Wait() }()
	ahead.Go(func() { // the first page is there when the first browser asks for it
		_, _ = s.page(asking, s.Link) // who asks is told what is wrong with it
	})
	if s.LAN && s.Class != nil {
		ahead.Go(func() { s.gather(asking) })
	}
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	s.line.close()
	late, enough := context.WithTimeout(context.WithoutCancel(ctx), s.patience.drain)
	defer enough()
	if server.Shutdown(late) != nil { // some go on: their worlds stop within a month
		stop()
		_ = server.Close()
	}
	<-ended
	return nil
}

// tell says where the page is, and opens it.
func (s *Server) tell(at *net.TCPAddr) {
	here := *at
	if here.IP.IsUnspecified() {
		here.IP = net.IPv4(127, 0, 0, 1)
	}
	address := "http://" + here.String() + "/"
	fmt.Fprintf(s.Out, "The page is at %s until Ctrl-C ends it.\n", address)
	if s.LAN {
		s.tellNetwork(at)
	}
	if s.Open {
		go func() {
			if err := open(address); err != nil {
				fmt.Fprintf(s.Err, "No browser could be opened (%v): open %s yourself.\n", err, address)
			}
		}()
	}
}

// tellNetwork says where others of the network find the page, as a code for their cameras
// too.
func (s *Server) tellNetwork(at *net.TCPAddr) {
	all := []netip.Addr{at.AddrPort().Addr().Unmap()}
	if at.IP.IsUnspecified() {
		all = reached()
	}
	if len(all) == 0 {
		fmt.Fprintln(s.Err, "This machine is in no network, so nobody else can open the page.")
		return
	}
	addresses := finding.Each(all, func(ip netip.Addr) string {
		return "http://" + netip.AddrPortFrom(ip, uint16(at.Port)).String() + "/"
	})
	if code, err := qrCode(addresses[0]); err == nil { // it is short enough
		fmt.Fprintln(s.Out, "\n"+onScreen(code, s.Screen))
	}
	fmt.Fprintf(s.Out, "In this network: %s\n", strings.Join(addresses, " "))
}

// fault tells the operator what went wrong.
func (s *Server) fault(format string, args ...any) { fmt.Fprintf(s.Err, format+"\n", args...) }

// handler answers all requests.
func (s *Server) handler() http.Handler {
	return s.guarded(func(w http.ResponseWriter, r *http.Request) error {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if what, asks := strings.CutPrefix(name, "do/"); asks {
			return s.ask(w, r, what)
		}
		if file := s.files[name]; file != nil {
			return file.send(w, r)
		}
		if rest, there := strings.CutPrefix(name, classFolder); there {
			return s.playsThere(w, r, rest)
		}
		if name != "" {
			return errNowhere
		}
		return s.front(w, r)
	})
}

var errNowhere = refuse(http.StatusNotFound, "there is no such file; the page is at /")

// front answers with the page of a link.
func (s *Server) front(w http.ResponseWriter, r *http.Request) error {
	if err := only(w, r, http.MethodGet, http.MethodHead); err != nil {
		return err
	}
	query := r.URL.RawQuery
	if query == "" {
		query = s.Link
	}
	switch {
	case s.class.Load() != nil && elsewhere(r):
		return sendTo(w, "/"+classFolder, query)
	case r.URL.RawQuery != query:
		return sendTo(w, "/", query)
	}
	text, err := s.page(r.Context(), query)
	if err != nil {
		return err
	}
	return text.send(w, r)
}

// page is the page of a link, with its first picture.
func (s *Server) page(ctx context.Context, query string) (*held, error) {
	return s.pages.get(ctx, query, func() (text *held, err error) {
		leave, err := s.line.enter(ctx, true, func(int) error { return nil })
		if err != nil {
			return nil, err
		}
		defer leave()
		err = s.whole(func() error {
			html, err := s.Desk.HTML(ctx, query, page.FirstRuns)
			if err == nil {
				text, err = hold("index.html", html)
			}
			return err
		})
		return text, err
	})
}
