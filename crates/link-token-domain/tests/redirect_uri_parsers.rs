//! A redirect URI that the rules accept means the same to programs that read URIs by other
//! standards: Node.js, which reads them like a browser (WHATWG URL), and Python's `urllib` (RFC
//! 3986).
//!
//! They may write an IPv6 address in another way. Private-use schemes are compared by the scheme
//! only: what follows it is between the app and its operating system. The letters of an A-label may
//! be too new for a browser, which then opens nothing.

use std::{
    io::Write as _,
    net::Ipv6Addr,
    process::{Command, Stdio},
};

use link_token_domain::redirect_uri::RedirectUri;
use link_token_types as types;
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use serde::Deserialize;

/// The number of generated URIs.
const GENERATED: usize = 4000;

const NODE: &str = r"
const lines = require('fs').readFileSync(0, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
for (const text of lines) {
  let read = null;
  try {
    const url = new URL(text);
    read = { scheme: url.protocol.slice(0, -1), host: url.hostname, port: url.port === '' ? null : Number(url.port) };
  } catch {}
  console.log(JSON.stringify(read));
}";

const PYTHON: &str = r"
import json, sys
from urllib.parse import urlsplit

for line in sys.stdin:
    try:
        url = urlsplit(json.loads(line))
        port = None if url.port == {'http': 80, 'https': 443}.get(url.scheme) else url.port
        print(json.dumps({'scheme': url.scheme, 'host': url.hostname or '', 'port': port}))
    except ValueError:
        print('null')
";

/// The parts of a URI, as a program reads them.
#[derive(Debug, Deserialize, PartialEq)]
struct Parts {
    scheme: String,
    host: String,
    /// `None` for the scheme's own port.
    port: Option<u16>,
}

impl Parts {
    fn normalised(mut self) -> Self {
        let address = self.host.trim_matches(['[', ']']).parse::<Ipv6Addr>();
        self.host = address.map_or(self.host, |address| address.to_string());
        if self.scheme.contains('.') {
            (self.host, self.port) = (String::new(), None);
        }
        self
    }
}

/// Reads URIs with a program. `None` if the program is missing.
fn read(program: &str, arguments: &[&str], uris: &[String]) -> Option<Vec<Option<Parts>>> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = match command.spawn() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            assert!(std::env::var_os("SKIP_NOTHING").is_none(), "`{program}` is not installed");
            eprintln!("Skipped: `{program}` is not installed.");
            return None;
        }
        child => child.expect("starts"),
    };
    let lines: Vec<String> =
        uris.iter().map(|uri| serde_json::to_string(uri).expect("JSON") + "\n").collect();
    let mut input = child.stdin.take().expect("piped");
    let writer = std::thread::spawn(move || input.write_all(lines.concat().as_bytes()));
    let output = child.wait_with_output().expect("ends");
    writer.join().expect("no panic").expect("reads its input");
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    let answers: Vec<Option<Parts>> = answers
        .lines()
        .map(|line| serde_json::from_str::<Option<Parts>>(line).expect("JSON"))
        .map(|parts| parts.map(Parts::normalised))
        .collect();
    assert_eq!(answers.len(), uris.len(), "{program} answers each line");
    Some(answers)
}

fn is_accepted(uri: &str) -> bool {
    types::RedirectUri::try_from(uri).is_ok_and(|uri| RedirectUri::check(uri).is_ok())
}

/// URIs close to the rules, with what programs read differently.
fn any_uri() -> impl Strategy<Value = String> {
    let scheme = prop_oneof![
        6 => Just("https://"),
        2 => Just("http://"),
        1 => prop::sample::select(vec![
            "HTTPS://", "https:/", "https:", "https:///", "https:\\\\", "com.example.app:/", "com.example.app://", "a.b:",
        ]),
    ];
    let label = prop_oneof![
        4 => "[a-z]{1,3}",
        1 => "[A-Za-z0-9_-]{1,4}",
        2 => "[0-9]{1,3}",
        1 => "0[0-7]{0,3}",
        1 => "0[xX][0-9a-fA-F]{0,3}",
        1 => "[xX][nN]--[a-z0-9-]{0,8}",
        1 => prop::sample::select(vec!["localhost", "LocalHost", "127", "example", "xn--mnchen-3ya", "xn--wgv71a", ""])
            .prop_map(str::to_owned),
        1 => prop::sample::select(vec!["*", "a,b", "a!b", "a;b", "%61", "%2e", "a%00", "\u{fc}", "\u{ff11}", "\u{3002}", "a~b", "a b", "a\tb"])
            .prop_map(str::to_owned),
    ];
    let name = prop::collection::vec(label, 1..5).prop_map(|labels| labels.join("."));
    let host = prop_oneof![
        8 => name,
        1 => "(25[0-9]|1?[0-9]{1,2})([.](25[0-9]|1?[0-9]{1,2})){3}",
        1 => "\\[[0-9a-f:]{1,10}\\]",
        1 => prop::sample::select(vec![
            "[::1]", "[2001:db8::1]", "[::ffff:1.2.3.4]", "[0:0:0:0:0:0:0:1]", "[v1.x]", "[::1%25a]", "localhost", "127.0.0.1", "",
        ])
        .prop_map(str::to_owned),
    ];
    let before = prop_oneof![12 => Just(""), 1 => prop::sample::select(vec!["u@", "u:p@", "@", "a%40", "e.example\\@"])];
    let port = prop_oneof![
        6 => Just(String::new()),
        3 => (0..70_000_u32).prop_map(|port| format!(":{port}")),
        1 => prop::sample::select(vec![":", ":443", ":80", ":0080", ":+1", ":1_0", ":\u{661}"]).prop_map(str::to_owned),
    ];
    let rest = prop_oneof![
        4 => Just(String::new()),
        4 => "/[a-z@:*.]{0,5}([?][a-z=&/?@]{0,5})?",
        1 => "[/?#\\\\][ -~]{0,5}",
    ];
    (scheme, before, host, port, rest).prop_map(|(scheme, before, host, port, rest)| {
        format!("{scheme}{before}{host}{port}{rest}")
    })
}

#[test]
fn accepted_uri_means_the_same_to_browsers_and_python() {
    // Each of these was accepted once, or is close to it.
    let known = [
        "https://0x7f.1/cb",
        "https://0177.0.0.1/cb",
        "https://1.2.3/cb",
        "https://256.1.1.1",
        "https://1.2.3.4.5",
        "https://example.1",
        "https://example.0x1",
        "https://a.09",
        "https://xn--",
        "https://xn--a",
        "https://[v1.x]",
        "https://a*b",
        "https://a,b",
        "https://a&b",
        "https://a;b",
        "https://.example.com",
        "https://example..com",
        "https://example.com.",
        "https://169.254.169.254",
        "https://localhost",
        "https://intranet",
        "http://localhost:3000/cb",
        "http://[::1]:8080/cb",
        "https://[0:0:0:0:0:0:0:1]/",
        "https://[::ffff:1.2.3.4]/",
        "https://example.com",
        "com.example.app:/cb",
        "COM.Example.App:/cb",
        "com.googleusercontent.apps.123-abc:/oauth2redirect",
    ];
    let mut runner = TestRunner::default();
    let generated =
        std::iter::repeat_with(|| any_uri().new_tree(&mut runner).expect("a value").current());
    let known = known.into_iter().map(str::to_owned);
    let uris: Vec<String> =
        known.chain(generated.take(GENERATED)).filter(|uri| is_accepted(uri)).collect();
    assert!(uris.len() > GENERATED / 20, "only {} are accepted", uris.len());

    let Some(node) = read("node", &["-e", NODE], &uris) else { return };
    let Some(python) = read("python3", &["-c", PYTHON], &uris) else { return };
    for ((uri, node), python) in uris.iter().zip(node).zip(python) {
        // A program whose Unicode is older knows fewer letters, and reads no URL then.
        let has_a_label = python.as_ref().is_some_and(|parts| parts.host.contains("xn--"));
        if node.is_some() || !has_a_label {
            assert_eq!(node, python, "Node.js and Python differ: {uri}");
        }
    }
}
