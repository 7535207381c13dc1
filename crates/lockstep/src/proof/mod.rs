//! The proof that a Dropshot server describes the same API as the contract that it was generated
//! from.
//!
//! Dropshot describes the generated trait in a document of its own. [`compare`] normalises that and
//! the contract, and compares the two. What Dropshot cannot describe is not compared. It goes into
//! a ledger, so that nothing is left out in silence.
//!
//! The contract is the document as it was read: in one file, and in OpenAPI 3.0. The head of
//! `document/dialect.rs` lists how one of OpenAPI 3.1 is translated; a test there compares the
//! verdicts of a validator before and after.
//!
//! # The rules of normalisation
//!
//! 1. A reference to a parameter, a header, a request body or a response stands for what it refers
//!    to. References to schemas are compared as they are.
//! 2. Parameters are compared without regard to their order, as are the names in `required` and the
//!    tags. A tag that an operation has is a tag of the document.
//! 3. Line breaks within a paragraph of an operation's, a tag's or a parameter's description are
//!    spaces, as are those of a response's; code without a language has the language `text`.
//!    Descriptions and titles inside schemas are compared to the letter, but for spaces and line
//!    breaks at the end. An empty text is the same as none. A description without a summary is
//!    compared with both together, since Dropshot takes its first paragraph for the summary.
//!    Spaces and line breaks after a hyphen are left out, since Dropshot joins a line that ends in
//!    one to the next.
//! 4. Numbers are compared by value: `1` is `1.0`.
//! 5. A member with its default value is the same as none: flags that are `false`, empty lists of
//!    tags, parameters or required names, and the default `style` of a parameter or header.
//! 6. Errors are compared as the set of the schemas that an operation's errors may have. Dropshot
//!    describes `4XX` and `5XX` with one schema for both, which is `anyOf` where there are several.
//!    A schema that allows any JSON is the same as none, and titles of errors are left out.
//! 7. Dropshot's router cannot tell some paths apart. Generated code describes each of their
//!    operations under a path with a first segment of its own, which is removed.
//! 8. A title that Dropshot gives to a schema without a name is left out where the contract gives
//!    it none.
//! 9. A bound of an integer that has a fraction, or is beyond 63 bits, is compared as Dropshot
//!    writes it: cut. The types enforce the bound itself.
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
