//! The proof that a Dropshot server says the same as the contract that it was generated from.
//!
//! Dropshot describes the generated trait in a document of its own. [`compare`] brings that and the contract into the same
//! form and compares them. What Dropshot cannot say is not compared, and goes into a ledger, so that nothing is left out in
//! silence.
//!
//! # The rules by which both are brought into one form
//!
//! 1. A reference to a parameter, a header, a request body or a response stands for what it refers to. References to
//!    schemas are compared as they are.
//! 2. Parameters are compared without regard to their order, as are the names in `required` and the tags. A tag that an
//!    operation has is a tag of the document.
//! 3. Line breaks within a paragraph of an operation's, a tag's or a parameter's description are spaces. Descriptions
//!    inside schemas are compared to the letter. A description without a summary is compared with both together, since
//!    Dropshot takes its first paragraph for the summary.
//! 4. Numbers are compared by value: `1` is `1.0`.
//! 5. What says no more than its absence is the same as nothing: flags that are `false`, empty lists of tags, parameters
//!    or required names, and the default `style` of a parameter or header.
//! 6. Errors are compared as the set of the schemas that an operation's errors may have: Dropshot says `4XX` and `5XX`, and one
//!    schema for both, which is `anyOf` where there are several. Any JSON at all is the same as no schema.
//! 7. A title that Dropshot gives to a schema without a name is left out where the contract gives it none.
//!
//! # What goes into the ledger
//!
//! See [`LedgerKind`].

mod comparison;
#[cfg(feature = "instances")]
pub mod instances;
mod ledger;
mod normalise;

pub use self::{
    comparison::{Comparison, Difference, Tally, compare, unreferenced},
    ledger::LedgerKind,
};
