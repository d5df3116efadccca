package serve

import (
	"net"
	"net/netip"
	"os"
	"strings"
)

// names are those by which a machine may be asked for, in small letters. Whatever else stands
// in a request's Host is refused: a page of a stranger that has its own name resolve to
// this machine would otherwise be of the same origin as ours.
type names map[string]bool

// namesOf are localhost, the host that was asked for and, in a network, this machine's own
// name, as it is and as the network's machines announce theirs.
func namesOf(host string, lan bool) names {
	n := names{"localhost": true}
	if host != "" {
		n[strings.ToLower(host)] = true
	}
	if own, err := os.Hostname(); lan && err == nil && own != "" {
		own = strings.ToLower(own)
		short, _, _ := strings.Cut(own, ".")
		n[own], n[short], n[short+".local"] = true, true, true
	}
	return n
}

// own tells whether a request's Host is a name of this machine, or the address at which the
// request came in. Ports may be any: a tunnel or a container has its own, and a stranger's page
// cannot choose a name by choosing a port.
func (n names) own(host string, at net.Addr) bool {
	name, port, err := net.SplitHostPort(host)
	if err != nil { // without a port
		name, port = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"), "80"
	}
	for _, digit := range port {
		if digit < '0' || digit > '9' {
			return false
		}
	}
	if n[strings.ToLower(name)] {
		return true
	}
	address, err := netip.ParseAddr(name)
	if err != nil || at == nil {
		return false
	}
	here, err := netip.ParseAddrPort(at.String())
	return err == nil && address.Unmap().WithZone("") == here.Addr().Unmap().WithZone("")
}

// reached are the addresses of this machine in its networks, those of version 4 first.
func reached() []netip.Addr {
	var four, six []netip.Addr
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	for _, a := range all {
		prefix, err := netip.ParsePrefix(a.String())
		if err != nil {
			continue
		}
		switch ip := prefix.Addr().Unmap(); {
		case ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsMulticast():
		case ip.Is4():
			four = append(four, ip)
		default:
			six = append(six, ip)
		}
	}
	return append(four, six...)
}
