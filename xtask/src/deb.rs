//! `cargo xtask deb`: the Debian package of the server.

use std::{
    fs,
    io::Write,
    process::{Command, ExitCode},
};

use anyhow::{Context as _, ensure};

use crate::{
    commands::{cargo, output, succeed, target_directory},
    installed_pages,
};

/// Make the Debian package of the server and of the command `link-token`, with manual pages,
/// completions and pages of the documentation.
///
/// Takes `cargo deb`: `cargo install --locked cargo-deb`. The last line tells where the package is.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  cargo xtask deb")]
pub struct Arguments {}

const SERVER: &str = "link-token-server";
/// The package of the command `link-token`.
const CLI: &str = "link-token-cli";
/// The programs of the package.
const PROGRAMS: [&str; 2] = [SERVER, "link-token"];
/// The shells with completions.
const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];

/// Does the task, and tells `out` what happened.
pub fn run(_: &Arguments, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let has_cargo_deb =
        cargo(&["deb", "--version"]).output().is_ok_and(|output| output.status.success());
    ensure!(has_cargo_deb, "cargo deb is missing: cargo install --locked cargo-deb");

    succeed(&mut cargo(&[
        "build",
        "--release",
        "--locked",
        "--package",
        SERVER,
        "--package",
        CLI,
    ]))?;
    let release = target_directory()?.join("release");
    let made = release.join("deb");
    if made.exists() {
        // A page of a command that is no more would stay.
        fs::remove_dir_all(&made).with_context(|| format!("cannot remove {}", made.display()))?;
    }
    for name in PROGRAMS {
        let program = release.join(name);
        succeed(Command::new(&program).arg("man").arg("--to").arg(made.join("man")))?;
        for shell in SHELLS {
            let folder = made.join(shell);
            fs::create_dir_all(&folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
            // Each shell wants its own name.
            let file = match shell {
                "zsh" => format!("_{name}"),
                "fish" => format!("{name}.fish"),
                _ => name.to_owned(),
            };
            let file = fs::File::create(folder.join(&file))
                .with_context(|| format!("cannot make {file}"))?;
            succeed(Command::new(&program).args(["completions", shell]).stdout(file))?;
        }
    }

    installed_pages::write(&made.join("doc"))?;

    let package = output(&mut cargo(&["deb", "--no-build", "--locked", "--package", SERVER]))?;
    let package = String::from_utf8(package).context("the name of the package")?;
    writeln!(out, "{}", package.trim_end())?;
    Ok(ExitCode::SUCCESS)
}
