//! The runtime of the server code that lockstep generates.
//!
//! - [`UnreadRequest`] is the request of an operation. [`Secured`] is the request of an operation
//!   that a security scheme guards. Its content is reached through [`Authenticate`] only, so an
//!   unknown caller learns nothing about the rest of its request.
//! - [`JsonBody`] is a body of one JSON object. Another media type gets 415, a larger body 413, and
//!   a value that does not fit its type 400, with the path of the value.
//! - [`OptionalJsonBody`] is a body that may be absent, [`FormBody`] a URL-encoded form.
//! - [`Headers`] are the header parameters of an operation, whatever other headers hold. [`Query`]
//!   are its query parameters, lists included.
//! - [`OperationResponse`] is a success, or an [`ErrorResponse`] in the contract's own schema, with
//!   headers on either. Dropshot by itself sends no headers with an error.
//!
//! This crate does not describe an API: the generated crate does. What the generated types need,
//! which clients share, is in `lockstep-runtime`.

mod body;
mod parameters;
mod request;
mod response;
mod security;
mod unread;

/// Lets generated structs of parameters and headers describe themselves by the contract's own
/// schemas.
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
