//! The programs `lockstep generate` and `lockstep survey`, as they are called. `verify`, which
//! compiles, is followed in the documentation.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const GOOD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/contract.yaml");

fn generate(arguments: &[&str]) -> (Option<i32>, String, String) {
    let lockstep = env!("CARGO_BIN_EXE_lockstep");
    let output = Command::new(lockstep).arg("generate").args(arguments).output().expect("runs");
    let Output { status, stdout, stderr } = output;
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status.code(), text(stdout), text(stderr))
}

/// All files of a folder, with their content.
fn tree(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).expect("text");
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// Replaces the content of a file.
fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("a folder");
    let mut file = tempfile::NamedTempFile::new_in(folder).expect("a file");
    std::io::Write::write_all(&mut file, text.as_bytes()).expect("written");
    file.persist(path).expect("in its place");
}

#[test]
fn generate_writes_three_crates_and_a_workspace() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("deep/down");
    let path = out.to_str().expect("text");
    let (code, said, _) = generate(&[GOOD, "--out", path]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&format!("wrote {path}/thing-api/src/generated.rs")), "{said}");
    assert!(
        said.ends_with(&format!("Next: cargo build --manifest-path {path}/Cargo.toml\n")),
        "{said}"
    );

    let files = tree(&out);
    let names: Vec<_> =
        files.iter().map(|(it, _)| it.strip_prefix(&out).expect("inside")).collect();
    let expected = [
        "Cargo.toml",
        "thing-api/Cargo.toml",
        "thing-api/src/generated.rs",
        "thing-api/src/lib.rs",
        "thing-api/src/openapi.json",
        "thing-api/src/schemas.json",
        "thing-client/Cargo.toml",
        "thing-client/src/generated.rs",
        "thing-client/src/lib.rs",
        "thing-client/src/mock.rs",
        "thing-types/Cargo.toml",
        "thing-types/src/generated.rs",
        "thing-types/src/lib.rs",
        "thing-types/src/schemas.json",
    ];
    assert_eq!(names, expected.map(Path::new));

    // Elsewhere, the same.
    let elsewhere = tempfile::tempdir().expect("a folder");
    generate(&[GOOD, "--out", elsewhere.path().to_str().expect("text")]);
    let again = tree(elsewhere.path());
    for ((path, text), (_, other)) in files.iter().zip(&again) {
        assert_eq!(text, other, "{}", path.display());
    }
    assert_eq!(files.len(), again.len());

    // What is generated is written again, what is written once is left alone.
    let all_same = (Some(0), format!("All {} files are up to date.\n", 7), String::new());
    assert_eq!(generate(&[GOOD, "--out", path, "--check"]), all_same);
    let manifest = out.join("thing-api/Cargo.toml");
    let mine = fs::read_to_string(&manifest).expect("there") + "# Mine.\n";
    write(&manifest, &mine);
    write(&out.join("thing-api/src/generated.rs"), "mine");
    let (code, said, _) = generate(&[GOOD, "--out", path, "--check"]);
    assert_eq!(code, Some(1));
    assert!(said.ends_with("1 of 7 files are out of date.\n"), "{said}");
    generate(&[GOOD, "--out", path]);
    assert_eq!(generate(&[GOOD, "--out", path, "--check"]), all_same);
    assert_eq!(fs::read_to_string(&manifest).expect("there"), mine);
}

/// Manifests that are there are left alone, and what they lack is said.
#[test]
fn generate_shows_what_manifests_lack() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("text");
    let manifest = folder.path().join("Cargo.toml");
    write(
        &manifest,
        "[workspace]\nmembers = [\"thing-types\"]\n[workspace.dependencies]\nserde = \"1\"\n",
    );
    generate(&[GOOD, "--out", path]);
    let api = folder.path().join("thing-api/Cargo.toml");
    let text = fs::read_to_string(&api).expect("there");
    write(&api, &text.replace("uuid.workspace = true\n", ""));
    let (code, said, _) = generate(&[GOOD, "--out", path]);
    assert_eq!(code, Some(0));
    let added: Vec<&str> = said.lines().filter(|line| line.starts_with("Add to ")).collect();
    for line in [
        format!("Add to [dependencies] of {}: uuid.workspace = true", api.display()),
        format!("Add to [workspace.dependencies] of {}: dropshot = \"0.18\"", manifest.display()),
        format!("Add to `members` of {}: \"thing-api\"", manifest.display()),
    ] {
        assert!(added.contains(&line.as_str()), "{line}: {said}");
    }
    assert!(
        !said.contains("serde =") && !said.contains("rand =") && !said.contains("\"thing-types\""),
        "{said}"
    );
}

#[test]
fn generate_writes_nothing_when_a_document_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("text");
    let bad = folder.path().join("bad.yaml");
    let text = fs::read_to_string(GOOD).expect("there").replacen("in: query", "in: body", 1);
    write(&bad, &text);
    let out = folder.path().join("out");
    let (code, _, error) =
        generate(&[bad.to_str().expect("text"), "--out", out.to_str().expect("text")]);
    assert_eq!(code, Some(1));
    assert!(
        error.contains("bad.yaml:25:11") && error.ends_with("Nothing was written.\n"),
        "{error}"
    );
    assert!(!out.exists());

    for (arguments, message) in [
        (["/nowhere.yaml", "--out", path, "--name", "a"], "error: cannot read /nowhere.yaml: "),
        ([GOOD, "--out", path, "--name", "a b"], "is no name for crates: give one with --name"),
        ([GOOD, "--out", path, "--name", "größen"], "is no name for crates: give one with --name"),
        ([GOOD, "--out", path, "--runtime", "/nowhere"], "give --runtime the folder that holds"),
    ] {
        let (code, _, error) = generate(&arguments);
        assert_eq!(code, Some(2));
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn survey_shows_the_outcome_of_each_document_of_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("inner")).expect("a folder");
    let good = fs::read_to_string(GOOD).expect("there");
    write(&folder.path().join("good.yaml"), &good);
    write(&folder.path().join("inner/bad.yml"), &good.replacen("in: query", "in: body", 1));
    write(&folder.path().join("syntax.json"), "{\"openapi\": \"3.0.3\", ]");
    write(&folder.path().join("other.yaml"), "a: openapi\n");
    let survey = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lockstep"));
        let output = command.arg("survey").args(arguments).arg(folder.path()).output();
        let Output { status, stdout, stderr } = output.expect("runs");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (status.code(), text(stdout), text(stderr))
    };
    let (code, said, progress) = survey(&[]);
    assert_eq!(code, Some(0), "{progress}");
    let row = |name: &str| said.lines().find(|line| line.contains(name)).unwrap_or_default();
    assert!(row("good.yaml").ends_with(" generated"), "{said}");
    assert!(row("inner/bad.yml").ends_with(" refused: 1 structure"), "{said}");
    assert!(row("syntax.json").ends_with(" refused: 1 syntax"), "{said}");
    assert_eq!(row("other.yaml"), "");
    assert!(said.contains("    1 of 3      33 %  generated\n"), "{said}");
    assert!(progress.starts_with("1/3 "), "{progress}");

    let (code, said, _) = survey(&["--json"]);
    assert_eq!(code, Some(0));
    let rows: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[1]["refused"], serde_json::json!({ "structure": 1 }));
    let share = serde_json::json!({ "of": "generated", "number": 1, "total": 3 });
    assert_eq!(rows[3]["shares"][0], share);
}

#[test]
fn generate_writes_a_server_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("text");
    let (code, said, _) = generate(&[GOOD, "--out", path, "--server"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&format!("wrote {path}/thing-server/src/main.rs")), "{said}");
    let main = folder.path().join("thing-server/src/main.rs");
    let text = fs::read_to_string(&main).expect("there");
    assert!(text.contains("impl Authenticate<Key> for Context"), "{text}");
    let api = folder.path().join("thing-api/src/generated.rs");
    let api = fs::read_to_string(api).expect("there");
    assert!(api.contains("lockstep_dropshot::not_implemented(\"thing_get\", request)"));
    let members = fs::read_to_string(folder.path().join("Cargo.toml")).expect("there");
    assert!(members.contains("\"thing-server\""), "{members}");
    write(&main, "// mine");
    let (code, said, _) = generate(&[GOOD, "--out", path, "--server"]);
    assert_eq!((code, said.as_str()), (Some(0), "All 7 files are up to date.\n"));
    assert_eq!(fs::read_to_string(&main).expect("there"), "// mine");
}

#[test]
fn generate_names_the_runtime_as_it_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("a/b");
    for name in ["lockstep-runtime", "lockstep-dropshot"] {
        let krate = folder.path().join("c").join(name);
        fs::create_dir_all(&krate).expect("a folder");
        write(&krate.join("Cargo.toml"), "");
    }
    let run = |runtime: &str| {
        let _ = fs::remove_dir_all(&out);
        let lockstep = env!("CARGO_BIN_EXE_lockstep");
        let mut command = Command::new(lockstep);
        command.current_dir(folder.path()).args(["generate", GOOD, "--out", "a/b", "--runtime"]);
        assert!(command.arg(runtime).output().expect("runs").status.success(), "{runtime}");
        fs::read_to_string(out.join("Cargo.toml")).expect("there")
    };
    let manifest = run("./c");
    assert!(
        manifest.contains("lockstep-runtime = { path = \"../../c/lockstep-runtime\" }"),
        "{manifest}"
    );
    let manifest = run("0.1");
    assert!(manifest.contains("lockstep-dropshot = \"0.1\""), "{manifest}");
}
