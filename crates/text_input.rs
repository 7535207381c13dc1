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
        limited(io::stdin(), &mut text)
            .with_context(|| format!("cannot read {option} from standard input"))?;
    } else {
        File::open(path)
            .and_then(|file| limited(file, &mut text))
            .with_context(|| format!("cannot read {option} {}", path.display()))?;
    }
    remove_mark(&mut text);
    Ok(text)
}

/// Reads all of a text, unless it is too large.
fn limited(from: impl io::Read, text: &mut String) -> io::Result<()> {
    let mut bytes = Zeroizing::new(Vec::new());
    from.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_BYTES {
        return Err(io::Error::other("it is larger than 1 MiB"));
    }
    let read = std::str::from_utf8(&bytes);
    text.push_str(read.map_err(|_| io::Error::other("it is not UTF-8 text: save it as UTF-8"))?);
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_whole_or_refused() {
        let read = |bytes: &[u8]| {
            let mut text = String::new();
            limited(bytes, &mut text).map(|()| text).map_err(|error| error.to_string())
        };
        let most = vec![b'a'; 1024 * 1024];
        assert_eq!(read(&most).map(|text| text.len()), Ok(most.len()));
        assert_eq!(read(&[most, vec![b'a']].concat()), Err("it is larger than 1 MiB".to_owned()));
        assert!(read(b"\xff").is_err_and(|it| it.contains("UTF-8")));
    }

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
