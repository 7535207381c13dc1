//! The network of a client.

use std::net::{IpAddr, Ipv6Addr};

/// Returns the network of one client: an IPv4 address, or a /64 of IPv6 (RFC 6177).
pub fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}
