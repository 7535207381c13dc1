//! The commands `completions` and `man` of both programs.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
};

use anyhow::Context as _;
use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::roff::{Roff, roman};

/// Print a shell script that completes the arguments of this program.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    shell: Shell,
}

/// Write the manual pages of this program and of its commands.
#[derive(Debug, Args)]
pub struct Man {
    /// The folder to write to. It is created if it does not exist.
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
}

impl Completions {
    /// Prints the script.
    pub fn run(&self, mut program: Command) -> anyhow::Result<()> {
        let name = program.get_name().to_owned();
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut program, name.as_str(), &mut script);
        let mut script = String::from_utf8(script).context("the completion script is not UTF-8")?;
        if self.shell == Shell::Bash {
            // clap_complete generates two different names for the commands of a program with a
            // hyphen in its name.
            let (wrong, right) = (name.replace('-', "__subcmd__"), name.replace('-', "__"));
            script = script.replace(&wrong, &right);
        }
        match io::stdout().write_all(script.as_bytes()) {
            // The reader has closed the pipe, as `head` does.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => Ok(other?),
        }
    }
}

impl Man {
    /// Writes the pages.
    pub fn run(&self, mut program: Command) -> anyhow::Result<()> {
        let shown = self.to.display();
        fs::create_dir_all(&self.to).with_context(|| format!("cannot create {shown}"))?;
        program = program.disable_help_subcommand(true);
        program.build();
        let source = format!("{} {}", program.get_name(), env!("CARGO_PKG_VERSION"));
        self.write(&program, &source).with_context(|| format!("cannot write to {shown}"))
    }

    /// Writes the pages of a command and of its subcommands.
    fn write(&self, command: &Command, source: &str) -> io::Result<()> {
        let man = clap_mangen::Man::new(command.clone()).source(source);
        let mut file = fs::File::create(self.to.join(man.get_filename()))?;
        render(command, &man, &mut file)?;
        file.flush()?;
        command
            .get_subcommands()
            .filter(|inner| !inner.is_hide_set())
            .try_for_each(|inner| self.write(inner, source))
    }
}

/// Renders a page like `Man::render`, but keeps the line breaks of the last sections.
fn render(command: &Command, man: &clap_mangen::Man, out: &mut dyn Write) -> io::Result<()> {
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(out)?;
    }
    let after = command.get_after_long_help().or(command.get_after_help());
    let after = after.map(ToString::to_string).unwrap_or_default();
    let (examples, more) = after.split_once("\n\n").unwrap_or((&after, ""));
    // The section has its own heading.
    let examples = examples.split_once('\n').map_or("", |(_, lines)| lines);
    for (heading, lines) in [("EXAMPLES", examples), ("SETTINGS", more)] {
        if !lines.is_empty() {
            let mut section = Roff::new();
            section.control("SH", [heading]).control("nf", []);
            for line in lines.lines() {
                section.text([roman(line)]);
            }
            section.control("fi", []).to_writer(out)?;
        }
    }
    Ok(())
}
