//! The pages of the documentation that the Debian package installs. Those for contributors, and for
//! users of the generator, stay out, and links to what is not installed become plain text.

use std::{
    fs,
    io::Write as _,
    path::{Component, Path, PathBuf},
};

use anyhow::Context as _;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::commands::workspace;

/// The installed pages, by their paths in the repository.
const PAGES: [&str; 18] = [
    "README.md",
    "CHANGELOG.md",
    "docs/README.md",
    "docs/accounts.md",
    "docs/administration.md",
    "docs/api.md",
    "docs/connection-flow.md",
    "docs/connection-page.md",
    "docs/errors.md",
    "docs/integrations.md",
    "docs/moving.md",
    "docs/operations.md",
    "docs/postgresql.md",
    "docs/quick-start.md",
    "docs/refresh.md",
    "docs/security.md",
    "docs/settings.md",
    "docs/webhooks.md",
];

/// The other files that are installed next to them: see `package.metadata.deb` of the server.
const FILES: [&str; 4] =
    ["openapi.yaml", "docs/link-token.toml", "examples/proxy", "examples/monitoring"];

/// Writes the pages into a folder.
pub fn write(folder: &Path) -> anyhow::Result<()> {
    for page in PAGES {
        let source = workspace().join(page);
        let text = fs::read_to_string(&source)
            .with_context(|| format!("cannot read {}", source.display()))?;
        let path = folder.join(page);
        let parent = path.parent().context("a page is in a folder")?;
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        fs::File::create(&path)
            .and_then(|mut file| {
                file.write_all(with_links_that_lead_somewhere(page, &text).as_bytes())
            })
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Returns a page in which each link to a file that is not installed is replaced by its text.
fn with_links_that_lead_somewhere(page: &str, text: &str) -> String {
    let mut shown = text.to_owned();
    let links = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let links = links.filter_map(|(event, place)| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
            if !is_installed(page, &dest_url) =>
        {
            Some(place)
        }
        _ => None,
    });
    // From the end, so that earlier places stay true.
    for place in links.collect::<Vec<_>>().into_iter().rev() {
        let link = &text[place.clone()];
        let words = link.trim_start_matches('!').trim_start_matches('[');
        let words = words.rfind("](").map_or(words, |end| &words[..end]);
        shown.replace_range(place, words);
    }
    shown
}

fn is_installed(page: &str, link: &str) -> bool {
    let path = link.split('#').next().unwrap_or_default();
    if path.is_empty() || link.contains("://") || link.starts_with("mailto:") {
        return true;
    }
    let mut target = PathBuf::from(page);
    target.pop();
    for component in Path::new(path).components() {
        match component {
            Component::ParentDir => {
                target.pop();
            }
            other => target.push(other),
        }
    }
    PAGES.iter().any(|page| target == Path::new(page))
        || FILES.iter().any(|file| target.starts_with(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn link_becomes_text_when_its_target_is_not_installed() {
        for (before, after) in [
            ("See [errors](errors.md#503).", "See [errors](errors.md#503)."),
            ("See [the contract](contract.md).", "See the contract."),
            ("| [`a`](../crates/a.rs) | [b](../openapi.yaml) |", "| `a` | [b](../openapi.yaml) |"),
            ("[x](https://example.com) [y](#here)", "[x](https://example.com) [y](#here)"),
            ("![a picture](internals/create.svg)", "a picture"),
            ("[nginx](../examples/proxy/nginx.conf)", "[nginx](../examples/proxy/nginx.conf)"),
        ] {
            assert_eq!(with_links_that_lead_somewhere("docs/operations.md", before), after);
        }
    }
}
