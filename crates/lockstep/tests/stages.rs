//! The folders of the library are stages, and each uses those before it only.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use syn::{Item, UseTree};

/// Each folder, and the folders that it may use.
const STAGES: &[(&str, &[&str])] = &[
    ("document", &[]),
    ("lint", &["document"]),
    ("model", &["document", "lint"]),
    ("code", &["document", "lint", "model"]),
    ("workspace", &["document", "lint", "model", "code"]),
    ("proof", &["document"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The folders that a list of imports names after `crate`.
fn used(tree: &UseTree, found: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => drop(found.insert(path.ident.to_string())),
        UseTree::Name(name) => drop(found.insert(name.ident.to_string())),
        UseTree::Group(group) => group.items.iter().for_each(|tree| used(tree, found)),
        UseTree::Rename(_) | UseTree::Glob(_) => panic!("imports of another kind"),
    }
}

fn imports(items: &[Item], found: &mut BTreeSet<String>) {
    for item in items {
        match item {
            Item::Use(item) => match &item.tree {
                UseTree::Path(path) if path.ident == "crate" => used(&path.tree, found),
                _ => {}
            },
            Item::Mod(item) => {
                if let Some((_, items)) = &item.content {
                    imports(items, found);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn stage_uses_only_the_stages_before_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: BTreeSet<String> = fs::read_dir(&src)
        .expect("a folder")
        .map(|entry| entry.expect("an entry"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().expect("text"))
        .collect();
    assert!(folders.remove("bin"));
    let stages: BTreeSet<String> = STAGES.iter().map(|(stage, _)| (*stage).to_owned()).collect();
    assert_eq!(folders, stages, "the list above names every folder");

    for (stage, allowed) in STAGES {
        let mut files = Vec::new();
        sources(&src.join(stage), &mut files);
        for file in files {
            let text = fs::read_to_string(&file).expect("text");
            let mut found = BTreeSet::new();
            imports(&syn::parse_file(&text).expect("Rust").items, &mut found);
            for used in &found {
                let known = used == stage || allowed.contains(&used.as_str());
                assert!(known, "{} uses `{used}`", file.display());
            }
        }
    }
}
