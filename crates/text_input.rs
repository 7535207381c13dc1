//! Text that both programs read from files and from standard input.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use anyhow::Context as _;
use zeroize::Zeroizing;

/// The read limit, larger than any valid request.
const MAX_BYTES: u64 = 1024 * 1024;

/// Reads the text of an option from a file, or from standard input for `-`.
pub fn read(option: &str, path: impl AsRef<Path>) -> anyhow::Result<Zeroizing<String>> {
    let path = path.as_ref();
    let mut text = Zeroizing::new(String::new());
    if path.as_os_str() == "-" {
        let read = io::stdin().take(MAX_BYTES).read_to_string(&mut text);
        read.map_err(not_text)
            .with_context(|| format!("cannot read {option} from standard input"))?;
    } else {
        let read = File::open(path).and_then(|it| it.take(MAX_BYTES).read_to_string(&mut text));
        read.map_err(not_text)
            .with_context(|| format!("cannot read {option} {}", path.display()))?;
    }
    remove_mark(&mut text);
    Ok(text)
}

/// Reads the secret of an option. A line break at the end does not belong to it.
pub fn read_secret(option: &str, path: impl AsRef<Path>) -> anyhow::Result<Zeroizing<String>> {
    let mut text = read(option, path)?;
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    Ok(text)
}

/// Removes the byte order mark that Windows programs write at the start of a text.
fn remove_mark(text: &mut String) {
    if text.starts_with(MARK) {
        text.drain(..MARK.len_utf8());
    }
}

const MARK: char = '\u{feff}';

/// Says in plain words that a file is not text.
fn not_text(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::InvalidData => io::Error::other("it is not UTF-8 text: save it as UTF-8"),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mark_at_the_start_is_removed() {
        for (text, expected) in [
            ("\u{feff}a\u{feff}", "a\u{feff}"),
            ("\u{feff}\u{feff}a", "\u{feff}a"),
            ("\u{feff}", ""),
            ("a", "a"),
        ] {
            let mut text = text.to_owned();
            remove_mark(&mut text);
            assert_eq!(text, expected);
        }
    }
}
