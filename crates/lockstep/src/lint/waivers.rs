//! Waivers: faults that the user lets pass, with a reason.

use serde::Deserialize;

use crate::document::{
    diagnostic::{Diagnostic, Report, Rule},
    pointer::Pointer,
};

/// Faults of a document that are let pass, read from a TOML file:
///
/// ```toml
/// [[waive]]
/// rule = "unenforced"
/// at = "#/components/schemas/Tags/maxProperties"
/// reason = "checked where tags are written"
/// ```
///
/// `at` is the JSON pointer that a diagnostic shows. With `/**` at its end, it covers everything
/// below. Only faults without an effect on generated code can be waived, and their diagnostics say
/// so.
#[derive(Clone, Debug, Default)]
pub struct Waivers {
    origin: String,
    text: String,
    waived: Vec<Waiver>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    waive: Vec<toml::Spanned<Waiver>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Waiver {
    rule: String,
    at: String,
    reason: String,
    #[serde(skip)]
    place: std::ops::Range<usize>,
}

impl Waiver {
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let at = diagnostic.pointer.to_string();
        let covered = match self.at.strip_suffix("/**") {
            Some(above) => at.strip_prefix(above).is_some_and(|rest| rest.starts_with('/')),
            None => at == self.at,
        };
        covered && self.rule == diagnostic.rule.code()
    }
}

impl Waivers {
    /// Reads waivers from TOML. `origin` is the name that diagnostics show for it.
    pub fn parse(origin: &str, text: &str) -> Result<Self, Report> {
        let refuse = |place: std::ops::Range<usize>, message: String, help: &str| {
            let (pointer, help) = (Pointer::root(), help.to_owned());
            let rule = Rule::Waiver;
            let (other, waivable, is_warning) = (None, false, false);
            let fault =
                Diagnostic { rule, pointer, place, other, message, help, waivable, is_warning };
            Report::new(origin, text, vec![fault])
        };
        let help = "each `[[waive]]` has a `rule`, the pointer `at` and a `reason`";
        let file: File = toml::from_str(text).map_err(|error| {
            refuse(error.span().unwrap_or(0..0), error.message().to_owned(), help)
        })?;
        let mut waived = Vec::new();
        for waiver in file.waive {
            let place = waiver.span();
            let waiver = Waiver { place: place.clone(), ..waiver.into_inner() };
            if !Rule::ALL.iter().any(|rule| rule.code() == waiver.rule) {
                let message = format!("there is no rule `{}`", waiver.rule);
                return Err(refuse(place, message, "use the name that the diagnostic shows"));
            }
            if waiver.reason.trim().is_empty() {
                return Err(refuse(
                    place,
                    "a waiver without a reason".to_owned(),
                    "add a `reason`",
                ));
            }
            waived.push(waiver);
        }
        Ok(Self { origin: origin.to_owned(), text: text.to_owned(), waived })
    }

    pub(crate) fn covers(&self, diagnostic: &Diagnostic) -> bool {
        self.waived.iter().any(|waiver| waiver.covers(diagnostic))
    }

    /// Refuses waivers that waived nothing, so that none outlives its reason.
    pub(crate) fn check(&self, waived: &[Diagnostic]) -> Result<(), Report> {
        let idle = self.waived.iter().filter(|waiver| !waived.iter().any(|it| waiver.covers(it)));
        let faults: Vec<Diagnostic> = idle
            .map(|waiver| Diagnostic {
                rule: Rule::Waiver,
                pointer: Pointer::root(),
                place: waiver.place.clone(),
                other: None,
                message: format!("nothing at {} breaks the rule `{}`", waiver.at, waiver.rule),
                help: "remove the waiver, or correct the pointer; some rules cannot be waived"
                    .to_owned(),
                waivable: false,
                is_warning: false,
            })
            .collect();
        if faults.is_empty() { Ok(()) } else { Err(Report::new(&self.origin, &self.text, faults)) }
    }
}
