//! Documents of others, from a folder that `LOCKSTEP_CORPUS` names: below `dropshot-made`, what
//! Dropshot emits, which is generated; below `general`, what people wrote for other stacks, which
//! is generated or refused with a reason. Without the folder, there is nothing to test. That what
//! is generated compiles and is described the same is for `lockstep verify`.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use lockstep::{Document, Report, Settings, Sources, generate};

fn documents(kind: &str) -> Vec<PathBuf> {
    let Some(corpus) = env::var_os("LOCKSTEP_CORPUS") else {
        println!("skipped: LOCKSTEP_CORPUS names no folder of documents");
        return Vec::new();
    };
    let folder = Path::new(&corpus).join(kind);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    found.retain(|path| {
        path.extension().is_some_and(|it| it == "json" || it == "yml" || it == "yaml")
    });
    found.sort();
    assert!(!found.is_empty(), "no documents in {}", folder.display());
    found
}

fn run(path: &Path) -> Result<Sources, Report> {
    let document = Document::load(path).expect("readable");
    let settings = Settings::new("types", "generated").expect("a path");
    generate(&document, &settings.with_client_mock())
}

#[test]
fn document_is_generated_when_dropshot_wrote_it() {
    for path in documents("dropshot-made") {
        let sources = run(&path).unwrap_or_else(|report| panic!("{report}"));
        assert!(sources.waived.is_empty());
        let again = run(&path).expect("again");
        assert!(sources == again, "{} gives something else each time", path.display());
    }
}

#[test]
fn document_is_generated_or_refused_with_a_reason_when_others_wrote_it() {
    for path in documents("general") {
        let Err(report) = run(&path) else { continue };
        assert!(!report.diagnostics().is_empty(), "{}", path.display());
        for diagnostic in report.diagnostics() {
            let what = format!("{}: {}", path.display(), diagnostic.message);
            assert!(!diagnostic.help.is_empty(), "{what}");
            assert!(!diagnostic.place.is_empty(), "{what} has no place");
            assert!(
                !diagnostic.message.contains("typify")
                    && !diagnostic.message.contains("not valid Rust"),
                "{what}"
            );
        }
    }
}
