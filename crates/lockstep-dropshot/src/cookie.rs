//! Cookies of a request.

use http::{HeaderMap, header};

/// Returns the values of the cookies with a name, in the order in which they were sent (RFC 6265,
/// section 4.2.1). Others may be malformed.
pub(crate) fn values<'h>(headers: &'h HeaderMap, name: &str) -> impl Iterator<Item = &'h [u8]> {
    let fields = headers.get_all(header::COOKIE).iter();
    let pairs = fields.flat_map(|field| field.as_bytes().split(|byte| *byte == b';'));
    pairs.filter_map(move |pair| {
        let value = pair.trim_ascii().strip_prefix(name.as_bytes())?.strip_prefix(b"=")?;
        // Section 4.1.1 allows quotation marks around the value.
        let quoted = value.strip_prefix(b"\"").and_then(|it| it.strip_suffix(b"\""));
        Some(quoted.unwrap_or(value))
    })
}
