//! What server code that lockstep generated leans on when it runs.
//!
//! - [`UnreadRequest`] is the request of an operation. [`Secured`] is one that the contract guards with a security scheme: the
//!   only way to its content is through [`Authenticate`], so a caller who is not known gets no other answer than that,
//!   whatever it sent.
//! - [`JsonBody`] is a body of one JSON object: another media type is 415, a larger body 413, and what does not fit the type
//!   is 400 with the path of the value at fault.
//! - [`OptionalJsonBody`] is one that may be left out, [`FormBody`] a URL-encoded form.
//! - [`Headers`] are header parameters, read without regard to what else is in the headers. [`Query`] are query parameters,
//!   with lists.
//! - [`OperationResponse`] is what an operation answers: its success, or an [`ErrorResponse`] in the contract's own schema, and headers
//!   on either. Dropshot by itself sends no headers with an error of the contract.
//!
//! It is not for describing an API: the generated crate does that.

mod body;
mod parameters;
mod request;
mod response;
mod security;

/// For generated code: has the structs of parameters and headers describe themselves by the contract's own schemas.
pub use lockstep_runtime::schemas;

pub use body::{FormBody, JsonBody, JsonValueBody, OptionalJsonBody};
pub use parameters::{Headers, Query};
pub use request::{Authenticate, Authenticated, Extract, RejectedRequest, Secured, UnreadRequest};
pub use response::{
    AnyError, ErrorResponse, Fallible, FrameworkError, OperationResponse, SwitchingToWebsocket,
    ToHeaders, empty, header_value, insert_header, optional_header_value, sent_as, status,
};
pub use security::{
    ApiKey, ApiKeyScheme, Basic, BasicCredential, Bearer, BearerToken, Credential, KeyPlace,
    Mechanism, Secret, SecurityScheme,
};
