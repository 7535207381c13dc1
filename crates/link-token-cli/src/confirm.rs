//! The confirmation of commands that cannot be undone.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use anyhow::{Context as _, bail};

use crate::visible;

/// Says what the command is going to do, and asks for confirmation.
pub fn ask(what: &str) -> anyhow::Result<()> {
    let what = visible::escaped_lines(what);
    if !io::stdin().is_terminal() {
        bail!(
            "nothing was changed, since standard input is no terminal: confirm it with --yes. {what} This cannot be undone"
        );
    }
    anstream::eprint!("{what} This cannot be undone.\nType `yes` to go on: ");
    io::stderr().flush().context("cannot write to the terminal")?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).context("cannot read from the terminal")?;
    if answer.trim() != "yes" {
        bail!("not confirmed: nothing was changed");
    }
    Ok(())
}
