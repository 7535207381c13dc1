//! The help of the two programs, side by side. A command that both have is described alike.

use std::{collections::BTreeMap, process::Command};

use link_token_tests::{output, program, text};

/// The words of a command after the name of the program.
type Words = Vec<String>;

/// Options that mean something else in the other program.
const DIFFERENT: [(&[&str], &str); 3] = [
    // An import through the API reads credentials, too.
    (&["integrated-account", "import"], "--context"),
    // The server knows the methods of the app, and the command next to the database does not.
    (&["integrated-account", "import"], "--authentication-method"),
    // An API token cannot give permissions that it lacks.
    (&["api-token", "create"], "--permission"),
];

#[test]
fn examples_fit_80_columns() {
    for name in ["link-token", "link-token-server"] {
        for (words, help) in commands(name) {
            let (_, examples) = help.split_once("\nExample").unwrap_or_default();
            for line in examples.lines() {
                let width = line.chars().count();
                assert!(width <= 80, "{name} {words:?}: {width} columns: {line}");
            }
        }
    }
}

#[test]
fn programs_describe_arguments_alike_where_both_have_them() {
    let of_server = commands("link-token-server");
    let mut compared = 0;
    for (words, help) in commands("link-token") {
        // `link-token` has no group for link tokens.
        let in_group: Words = [&["link-token".to_owned()], &words[..]].concat();
        let Some(other) = of_server.get(&in_group).or_else(|| of_server.get(&words)) else {
            continue;
        };
        let others = arguments(other);
        for (argument, described) in arguments(&help) {
            let Some(other) = others.get(&argument) else { continue };
            if !DIFFERENT.iter().any(|(in_, it)| words == *in_ && argument == *it) {
                assert_eq!(&described, other, "{words:?}: {argument}");
                compared += 1;
            }
        }
    }
    assert!(compared > 50, "{compared} arguments were compared");
}

#[test]
fn commands_refuse_options_that_they_do_not_use() {
    let server = |arguments: &[&str]| {
        let mut command = Command::new(program("link-token-server"));
        // For other commands.
        command.args(arguments).env("LINK_TOKEN_DATABASE", "sqlite:/nowhere/link-token.db");
        let ran = output(&mut command);
        (ran.status.code(), text(&ran.stderr))
    };
    for (arguments, command) in [
        (&["demo", "--once", "--database", "sqlite:link-token.db"][..], "demo"),
        (&["--database=sqlite:link-token.db", "demo", "--once"], "demo"),
        (&["man", "--to", "/nowhere", "--database", "sqlite:link-token.db"], "man"),
        (&["completions", "bash", "--database", "sqlite:link-token.db"], "completions"),
        (&["encryption-key", "generate", "--database", "x"], "encryption-key generate"),
    ] {
        let (code, said) = server(arguments);
        let expected = format!("`{command}` does not take --database: ");
        assert!(code == Some(2) && said.contains(&expected), "{arguments:?}: {said}");
        assert!(said.contains("leave --database out"), "{arguments:?}: {said}");
    }
    assert_eq!(server(&["encryption-key", "generate"]).0, Some(0));
    assert_eq!(server(&["completions", "bash"]).0, Some(0));
}

/// Returns the short help of each command of a program.
fn commands(name: &str) -> BTreeMap<Words, String> {
    fn collect(name: &str, words: Words, found: &mut BTreeMap<Words, String>) {
        let shown = output(Command::new(program(name)).args(&words).arg("-h"));
        assert!(shown.status.success(), "{name} {words:?}: {shown:?}");
        let help = text(&shown.stdout);
        let (_, below) = help.split_once("\nCommands:\n").unwrap_or_default();
        let below = below.lines().take_while(|line| !line.is_empty());
        // The rest of a description is indented further.
        let below = below.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
        for word in below.filter(|word| !word.is_empty() && *word != "help") {
            collect(name, [&words[..], &[word.to_owned()]].concat(), found);
        }
        found.insert(words, help);
    }
    let mut found = BTreeMap::new();
    collect(name, Words::new(), &mut found);
    found
}

/// Returns the name of the value and the description of each argument, without the values that it
/// may have.
fn arguments(help: &str) -> BTreeMap<String, (String, String)> {
    let help = help.split("\nExample").next().unwrap_or_default();
    let mut found = BTreeMap::new();
    let mut current: Option<String> = None;
    for line in help.lines() {
        let indentation = line.len() - line.trim_start().len();
        let line = line.trim_start();
        if (2..=6).contains(&indentation) && line.starts_with(['-', '<', '[']) {
            let (names, described) = line.split_once("  ").unwrap_or((line, ""));
            let names = names.split_once(", ").map_or(names, |(_, long)| long);
            let (name, value) = names.split_once(' ').unwrap_or((names, ""));
            found.insert(name.to_owned(), (value.to_owned(), described.trim().to_owned()));
            current = Some(name.to_owned());
        } else if line.is_empty() {
            current = None;
        } else if let Some((_, described)) = current.as_ref().and_then(|name| found.get_mut(name)) {
            described.push(' ');
            described.push_str(line);
        }
    }
    // Some commands have a longer help as well.
    found.remove("--help");
    for (_, described) in found.values_mut() {
        let values = [" [default: ", " [possible values: ", " [env: "];
        let end = values.iter().filter_map(|it| described.find(it)).min();
        described.truncate(end.unwrap_or(described.len()));
        *described = described.trim().to_owned();
    }
    found
}
