//! `link-token-server completions` and `link-token-server man`

use std::{fs, io, path::PathBuf};

use anyhow::Context as _;
use clap::{Args, Command};
use clap_complete::Shell;

/// Print what a shell needs to complete the arguments of this program.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  link-token-server completions bash > /etc/bash_completion.d/link-token-server")]
pub struct Completions {
    /// The shell.
    shell: Shell,
}

/// Write the manual pages of this program and of each of its commands.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  link-token-server man --to /usr/local/share/man/man1")]
pub struct Man {
    /// The folder to write them to, made if it is not there.
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
}

impl Completions {
    pub fn run(&self, mut program: Command) {
        let name = program.get_name().to_owned();
        clap_complete::generate(self.shell, &mut program, name, &mut io::stdout());
    }
}

impl Man {
    pub fn run(&self, program: Command) -> anyhow::Result<()> {
        let shown = self.to.display();
        fs::create_dir_all(&self.to).with_context(|| format!("cannot make {shown}"))?;
        clap_mangen::generate_to(program, &self.to)
            .with_context(|| format!("cannot write to {shown}"))
    }
}
