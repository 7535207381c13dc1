//! What server code that lockstep generated leans on when it runs.
//!
//! - [`Unread`] is the request of an operation. [`Secured`] is one that the contract guards with a security scheme: the
//!   only way to its content is through [`Authenticate`], so a caller who is not known gets no other answer than that,
//!   whatever it sent.
//! - [`JsonBody`] is a body of one JSON object: another media type is 415, a larger body 413, and what does not fit the type
//!   is 400 with the path of the value at fault.
//! - [`Headers`] are header parameters, read without regard to what else is in the headers.
//! - [`Reply`] is what an operation answers: its success, or an [`ErrorResponse`] in the contract's own schema, and headers
//!   on either. Dropshot by itself sends no headers with an error of the contract.
//!
//! It is not for describing an API: the generated crate does that.

mod body;
mod headers;
mod reply;
mod request;

pub use body::{JsonBody, JsonValueBody};
pub use headers::Headers;
pub use reply::{
    ErrorResponse, FrameworkError, Reply, ToHeaders, header_value, insert_header,
    optional_header_value, status,
};
pub use request::{
    Authenticate, Authenticated, Bearer, BearerToken, Credential, Extract, Mechanism, Secured,
    SecurityScheme, Unread,
};
