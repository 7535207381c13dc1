//! The confirmation of commands that cannot be undone.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::visible::escaped_lines;

#[derive(Clone, Copy, Debug, Args)]
pub struct Confirmation {
    /// Do not ask for confirmation. Required if standard input is no terminal.
    #[arg(long)]
    yes: bool,
}

impl Confirmation {
    /// Says what the command is going to do, and asks for confirmation, unless `--yes` is set.
    pub fn ask(self, what: &str) -> anyhow::Result<()> {
        let what = escaped_lines(what);
        if self.yes {
            return Ok(());
        }
        if !std::io::stdin().is_terminal() {
            bail!(
                "nothing was changed, since standard input is no terminal: confirm it with --yes. {what} This cannot be undone"
            );
        }
        eprint!("{what} This cannot be undone.\nType `yes` to go on: ");
        std::io::stderr().flush().context("cannot write to the terminal")?;
        let mut answer = String::new();
        std::io::stdin().lock().read_line(&mut answer).context("cannot read from the terminal")?;
        if answer.trim() != "yes" {
            bail!("not confirmed: nothing was changed");
        }
        Ok(())
    }
}
