//! The names in generated code.

use heck::ToUpperCamelCase;

/// The crate that generated types need when they run.
pub(super) const RUNTIME: &str = "lockstep_runtime";

/// Returns the name of the Rust type of a component schema.
pub(crate) fn type_name(component: &str) -> String {
    component.to_upper_camel_case()
}
