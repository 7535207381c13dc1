//! The definitions of integrations for commands: the presets, and those of the operator's folder.

use std::{
    io::IsTerminal as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use clap::Args;
use ipnet::IpNet;
use link_token_connect::{
    catalogue::{Catalogue, CatalogueEntry},
    diagnostic::DefinitionReport,
};

use crate::config::did_you_mean;

/// The option that names the operator's definitions.
#[derive(Debug, Args)]
pub struct Definitions {
    /// A folder with definitions of integrations, which add to the presets and override them.
    #[arg(long, env = "LINK_TOKEN_INTEGRATIONS", hide_env_values = true, value_name = "FOLDER")]
    integrations: Option<PathBuf>,
}

impl Definitions {
    /// Takes the folder of the configuration file, unless another one is named.
    pub fn or(&mut self, folder: Option<PathBuf>) {
        if self.integrations.is_none() {
            self.integrations = folder;
        }
    }

    pub fn catalogue(&self) -> anyhow::Result<Catalogue> {
        match &self.integrations {
            Some(folder) => load_catalogue(folder, &[]),
            None => Ok(Catalogue::presets()),
        }
    }
}

/// Reads the definitions of a folder. Diagnostics go to standard error, apart from warnings about
/// plain http to allowed networks.
pub fn load_catalogue(folder: &Path, allowed: &[IpNet]) -> anyhow::Result<Catalogue> {
    match Catalogue::load(folder) {
        Ok((catalogue, mut warnings)) => {
            for report in &mut warnings {
                report.allow_plain_http(allowed);
            }
            print_reports(&warnings);
            Ok(catalogue)
        }
        Err(reports) => {
            print_reports(&reports);
            bail!("the definitions in {} have errors", folder.display())
        }
    }
}

/// Prints diagnostics to standard error.
pub fn print_reports(reports: &[DefinitionReport]) {
    let coloured = std::io::stderr().is_terminal();
    for report in reports.iter().filter(|report| !report.diagnostics().is_empty()) {
        anstream::eprint!("{}", report.render(coloured));
    }
}

/// Finds an integration by its name.
pub fn find<'c>(
    catalogue: &'c Catalogue,
    name: &str,
    how: &str,
) -> anyhow::Result<&'c CatalogueEntry> {
    catalogue.get(name).with_context(|| {
        let names = catalogue.iter().map(|entry| entry.definition.name.as_str());
        let guess = did_you_mean(name, names);
        let guess = guess.map_or_else(String::new, |known| format!("did you mean `{known}`? "));
        format!(
            "integration `{name}` not found: {guess}`{how} integration list` shows the integrations, and --integrations adds \
             a folder with definitions"
        )
    })
}
