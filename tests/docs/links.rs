//! Links lead somewhere, and every page can be found.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Component, Path, PathBuf},
};

use link_token_tests::repository;
use pulldown_cmark::{Event, Options, Parser};

use crate::{checkout, page::Page, read};

/// The pages of the repository.
pub fn pages() -> Vec<String> {
    let files = checkout::files(&repository()).expect("readable");
    let pages = files.iter().filter(|path| path.extension().is_some_and(|it| it == "md"));
    pages.map(|path| path.display().to_string()).collect()
}

/// Where a link leads: a file of the repository, and an anchor in it. None if it leads elsewhere.
fn target(page: &str, link: &str) -> Option<Result<(String, Option<String>), String>> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) =
        link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
    let anchor = anchor.map(str::to_owned);
    if path.is_empty() {
        return Some(Ok((page.to_owned(), anchor)));
    }
    let mut found = Path::new(page).parent().map(Path::to_owned).unwrap_or_default();
    for component in Path::new(path).components() {
        match component {
            Component::Normal(name) => found.push(name),
            Component::CurDir => {}
            Component::ParentDir if found.pop() => {}
            _ => return Some(Err("it leads out of the repository".to_owned())),
        }
    }
    Some(Ok((found.display().to_string(), anchor)))
}

/// The pages that a page links to, and what is wrong with its links.
fn follow(
    page: &Page,
    all: &BTreeMap<String, Page>,
    files: &[PathBuf],
) -> (BTreeSet<String>, Vec<String>) {
    let (mut found, mut faults) = (BTreeSet::new(), Vec::new());
    for link in &page.links {
        let fault = match target(&page.path, &link.target) {
            None => continue,
            Some(Err(fault)) => fault,
            Some(Ok((path, anchor))) => {
                let is_there = files.iter().any(|file| file.starts_with(&path));
                match (all.get(&path), anchor) {
                    _ if !is_there => format!("there is no {path}"),
                    (Some(other), Some(anchor)) if !other.anchors.contains(&anchor) => {
                        format!("{path} has no heading #{anchor}")
                    }
                    (None, Some(_)) => format!("{path} is not a page, and has no headings"),
                    _ => {
                        found.insert(path);
                        continue;
                    }
                }
            }
        };
        faults.push(format!("{}, line {}: {}: {fault}", page.path, link.line, link.target));
    }
    (found, faults)
}

#[test]
fn links_resolve_and_every_page_is_reachable() {
    let files = checkout::files(&repository()).expect("readable");
    let all: BTreeMap<String, Page> =
        pages().into_iter().map(|path| (path.clone(), read(&path))).collect();
    let followed = all.values().map(|page| (page.path.clone(), follow(page, &all, &files)));
    let (mut links, mut faults) = (BTreeMap::new(), Vec::new());
    for (path, (found, more)) in followed {
        links.insert(path, found);
        faults.extend(more);
    }
    let mut reached = BTreeSet::new();
    let mut next = vec!["README.md".to_owned(), "docs/README.md".to_owned()];
    while let Some(path) = next.pop() {
        if let Some(found) = links.get(&path).filter(|_| reached.insert(path.clone())) {
            next.extend(found.iter().cloned());
        }
    }
    let lost = all.keys().filter(|path| !reached.contains(*path));
    faults.extend(lost.map(|path| format!("no link leads to {path}")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The first folders of paths in the repository, by which a path is told from other code.
const FOLDERS: [&str; 7] = [".ci/", "crates/", "docs/", "examples/", "fuzz/", "tests/", "xtask/"];

#[test]
fn paths_in_the_repository_exist() {
    let files = checkout::files(&repository()).expect("readable");
    let mut missing = Vec::new();
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/contract.md", "docs/security.md"] {
        let source = std::fs::read_to_string(repository().join(page)).expect("readable");
        for event in Parser::new_ext(&source, Options::ENABLE_TABLES) {
            let Event::Code(code) = event else { continue };
            let is_path = FOLDERS.iter().any(|folder| code.starts_with(folder));
            if is_path && !files.iter().any(|file| file.starts_with(&*code)) {
                missing.push(format!("{page}: there is no {code}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_links_are_found() {
        let page = |path: &str, source: &str| Page::read(path, source).expect("well-formed");
        let one = page(
            "docs/a.md",
            "# A\n[1](b.md#b) [2](../src/x.rs) [3](#a) [4](https://x.example/y)\n",
        );
        let other = page(
            "docs/b.md",
            "# B\n[1](a.md#b)\n\n[2](../../x)\n\n[3](c.md)\n\n[4](../src/x.rs#x)\n\n[5](/docs/a.md)\n",
        );
        let files = ["docs/a.md", "docs/b.md", "src/x.rs"].map(PathBuf::from);
        let all =
            [("docs/a.md", page("docs/a.md", "# A\n")), ("docs/b.md", page("docs/b.md", "# B\n"))];
        let all = all.into_iter().map(|(path, page)| (path.to_owned(), page)).collect();
        let (found, faults) = follow(&one, &all, &files);
        assert_eq!(faults, [""; 0]);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["docs/a.md", "docs/b.md", "src/x.rs"]);
        let (_, faults) = follow(&other, &all, &files);
        assert_eq!(
            faults,
            [
                "docs/b.md, line 2: a.md#b: docs/a.md has no heading #b",
                "docs/b.md, line 4: ../../x: it leads out of the repository",
                "docs/b.md, line 6: c.md: there is no docs/c.md",
                "docs/b.md, line 8: ../src/x.rs#x: src/x.rs is not a page, and has no headings",
                "docs/b.md, line 10: /docs/a.md: it leads out of the repository",
            ]
        );
    }
}
