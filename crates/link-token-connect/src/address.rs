//! The addresses that requests to third parties may reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

const fn v4(a: u8, b: u8, c: u8, d: u8, length: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length)
}

const fn v6(a: u16, b: u16, c: u16, length: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0), length)
}

/// IANA's registry of special-purpose IPv4 addresses, multicast, reserved addresses, and the
/// address at which Azure serves credentials to its machines.
const SPECIAL_V4: &[Ipv4Net] = &[
    v4(0, 0, 0, 0, 8),
    v4(10, 0, 0, 0, 8),
    v4(100, 64, 0, 0, 10),
    v4(127, 0, 0, 0, 8),
    v4(168, 63, 129, 16, 32),
    v4(169, 254, 0, 0, 16),
    v4(172, 16, 0, 0, 12),
    v4(192, 0, 0, 0, 24),
    v4(192, 0, 2, 0, 24),
    v4(192, 31, 196, 0, 24),
    v4(192, 52, 193, 0, 24),
    v4(192, 88, 99, 0, 24),
    v4(192, 168, 0, 0, 16),
    v4(192, 175, 48, 0, 24),
    v4(198, 18, 0, 0, 15),
    v4(198, 51, 100, 0, 24),
    v4(203, 0, 113, 0, 24),
    v4(224, 0, 0, 0, 4),
    v4(240, 0, 0, 0, 4),
];

/// The global unicast addresses of IPv6. All others are special, among them `::1`, those mapped
/// from IPv4, NAT64, unique local, link-local and multicast ones.
const GLOBAL_V6: Ipv6Net = v6(0x2000, 0, 0, 3);

/// The special ones among the global unicast addresses: protocol assignments such as Teredo,
/// documentation, 6to4 and AS112.
const SPECIAL_V6: &[Ipv6Net] = &[
    v6(0x2001, 0, 0, 23),
    v6(0x2001, 0xdb8, 0, 32),
    v6(0x2002, 0, 0, 16),
    v6(0x2620, 0x4f, 0x8000, 48),
    v6(0x3fff, 0, 0, 20),
];

/// Returns true for addresses that are not of the public internet.
pub fn is_special(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => SPECIAL_V4.iter().any(|net| net.contains(&address)),
        IpAddr::V6(address) => {
            !GLOBAL_V6.contains(&address) || SPECIAL_V6.iter().any(|net| net.contains(&address))
        }
    }
}

/// The special networks that the operator allows.
#[derive(Clone, Debug, Default)]
pub(crate) struct AllowedNetworks(pub(crate) Vec<IpNet>);

impl AllowedNetworks {
    /// Returns true for an address in one of the networks, also if it is written as IPv6.
    pub(crate) fn contain(&self, address: IpAddr) -> bool {
        let canonical = address.to_canonical();
        self.0.iter().any(|net| net.contains(&address) || net.contains(&canonical))
    }

    pub(crate) fn permit(&self, address: IpAddr) -> bool {
        !is_special(address) || self.contain(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect(text)
    }

    #[test]
    fn special_addresses_are_recognised() {
        for special in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:8.8.8.8",
            "::ffff:0:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b::808:808",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2620:4f:8000::1",
            "3fff::1",
            "3fff:fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
            "4000::1",
            "8000::1",
        ] {
            assert!(is_special(address(special)), "{special}");
        }
        for public in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "168.63.129.17",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.0.3.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "203.0.112.0",
            "203.0.114.0",
            "223.255.255.255",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2001:db9::1",
            "2003::1",
            "2606:4700::1111",
            "3ffe::1",
            "3fff:1000::1",
        ] {
            assert!(!is_special(address(public)), "{public}");
        }
    }

    #[test]
    fn allowed_networks_permit_their_special_addresses_only() {
        let allowed = ["10.1.0.0/16", "fd00::/8"].map(|net| net.parse().expect(net));
        let allowed = AllowedNetworks(allowed.to_vec());
        for permitted in ["10.1.2.3", "::ffff:10.1.2.3", "fd00::1", "8.8.8.8"] {
            assert!(allowed.permit(address(permitted)), "{permitted}");
        }
        for refused in ["10.2.0.1", "::ffff:10.2.0.1", "fc00::1", "127.0.0.1", "64:ff9b::a01:203"] {
            assert!(!allowed.permit(address(refused)), "{refused}");
        }
        assert!(!allowed.contain(address("8.8.8.8")));
    }
}
