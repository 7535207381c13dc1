//! The parser of IDs in arguments of both programs.

use std::ffi::OsStr;

use clap::{builder::TypedValueParser, error::ErrorKind};
use uuid::Uuid;

/// A parser for IDs. Its error does not show the value, which may be a secret that was given
/// instead.
#[derive(Clone, Copy, Debug)]
pub struct IdParser {
    /// The way out of a wrong value.
    pub remedy: &'static str,
}

impl TypedValueParser for IdParser {
    type Value = Uuid;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Uuid, clap::Error> {
        value.to_str().and_then(|text| text.parse().ok()).ok_or_else(|| {
            let flag = argument.map(ToString::to_string).unwrap_or_default();
            let message = format!(
                "invalid value for '{flag}': not a UUID such as 0b0c5f6e-7a43-4a0e-8f5f-5a3c1e0f2d4b: {}\n",
                self.remedy
            );
            clap::Error::raw(ErrorKind::ValueValidation, message).with_cmd(command)
        })
    }
}
