//! The `Host` header (RFC 9112, section 3.2), which neither Dropshot nor hyper checks.

use dropshot::{HttpError, RequestInfo};
use http::{Version, header};

/// Rejects a request of HTTP/1.1 without exactly one valid `Host`. Proxies that read such a request
/// differently could be led to another server.
pub fn check(request: &RequestInfo) -> Result<(), HttpError> {
    let mut values = request.headers().get_all(header::HOST).iter();
    match (values.next(), values.next()) {
        (Some(host), None) if is_valid(host.as_bytes()) => Ok(()),
        // HTTP/2 has `:authority` instead, and HTTP/1.0 need not name a host.
        (None, None) if request.version() != Version::HTTP_11 => Ok(()),
        _ => Err(HttpError::for_bad_request(
            None,
            "Host: send exactly one header with the name and port of the server".to_owned(),
        )),
    }
}

/// Returns whether a value is a host with an optional port, as far as its characters tell. It may
/// be empty.
fn is_valid(host: &[u8]) -> bool {
    host.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=:[]".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_wants_one_valid_host_in_http_1_1() {
        let is_accepted = |version, hosts: &[&str]| {
            let mut request = http::Request::new(());
            *request.version_mut() = version;
            for host in hosts {
                let host = host.parse().expect("a header value");
                request.headers_mut().append(header::HOST, host);
            }
            let client = "192.0.2.1:1".parse().expect("an address");
            check(&RequestInfo::new(&request, client)).is_ok()
        };
        for host in ["example.com", "127.0.0.1:8080", "[::1]:8080", "xn--mnchen-3ya.example", ""] {
            assert!(is_accepted(Version::HTTP_11, &[host]), "{host}");
        }
        for hosts in [&[] as &[_], &["a", "a"], &["a b"], &["user@a"], &["a/b"]] {
            assert!(!is_accepted(Version::HTTP_11, hosts), "{hosts:?}");
        }
        assert!(is_accepted(Version::HTTP_10, &[]) && is_accepted(Version::HTTP_2, &[]));
        assert!(!is_accepted(Version::HTTP_10, &["a", "b"]));
    }
}
