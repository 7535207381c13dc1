//! The runtime of the server code that lockstep generates.
//!
//! - [`UnreadRequest`] is the request of an operation. [`Secured`] is the request of an operation
//!   that a security scheme guards. Its content is reached through [`Authenticate`] only, so an
//!   unknown caller learns nothing about the rest of its request.
//! - [`JsonBody`] is a body of one JSON object. Another media type gets 415, a larger body 413, and
//!   a value that does not fit its type 400, with the path of the value.
//! - [`OptionalJsonBody`] is a body that may be absent, [`FormBody`] a URL-encoded form.
//!   [`ContentBody`] is a body under one of several media types, [`OptionalBody`] one that may be
//!   absent.
//! - [`MultipartForm`] is a form in parts, as a type.
//! - [`Headers`] are the header parameters of an operation, and [`Cookies`] its cookies, whatever
//!   others hold. [`Query`] are its query parameters, lists included, and [`Path`] those of its
//!   path.
//! - [`OperationResult`] is an [`OperationResponse`], or an [`ErrorResponse`] in the contract's own
//!   schema, with headers on either. Dropshot by itself sends no headers with an error.
//!   [`ChosenStatus`] is a success whose status the operation chooses.
//! - [`ItemBody`] is a response that is a stream of items, such as server-sent events.
//! - [`Endpoints`] registers the operations of a contract with Dropshot, those included whose paths
//!   Dropshot's router cannot tell apart.
//! - [`AnyOf`], [`AllOf`] and [`Optional`] are requirements of several security schemes, or of
//!   none.
//!
//! This crate does not describe an API: the generated crate does. What the generated types need,
//! which clients share, is in `lockstep-runtime`.

mod body;
mod cookie;
mod deep;
mod endpoints;
mod item_body;
mod multipart;
mod network;
mod parameters;
mod request;
mod requirement;
mod response;
mod routes;
mod security;
mod segment;
mod text_value;
mod unread;
mod url_encoded;

#[doc(hidden)]
pub use {dropshot, http};

/// The limits of lists that are sent as parameters.
pub use lockstep_runtime::ListLimits;
/// Files in forms, and the forms.
pub use lockstep_runtime::multipart as form_parts;
/// Lets generated structs of parameters and headers describe themselves by the contract's own
/// schemas.
pub use lockstep_runtime::schemas;
/// The formats and the items of streams.
pub use lockstep_runtime::stream;
/// Reads UUIDs and times in the form that the contract has, and in no other.
pub use lockstep_runtime::strict;

pub use body::{
    ContentBody, FormBody, JsonBody, JsonTextBody, JsonValueBody, JsonValueTextBody, OptionalBody,
    OptionalJsonBody, RequestContent, media_type, read_form, read_json, read_json_object,
};
pub use deep::{TextShape, deep};
pub use endpoints::{Endpoint, Endpoints, NotImplemented, not_implemented};
pub use item_body::ItemBody;
pub use multipart::{MultipartForm, read_multipart};
pub use network::network;
pub use parameters::{
    Cookies, Headers, LimitedList, Path, Query, ScalarList, cookie_json, default_of, json_text,
    limited, limited_scalars, optional_cookie_json, optional_json_text, scalar, scalars,
};
pub use request::{
    Authenticate, Authenticated, Discard, Extract, RejectedRequest, Secured, UnreadRequest,
};
pub use requirement::{
    AllOf, Alternatives, AnyOf, AuthenticateAny, CredentialOf, Optional, find_credential,
};
pub use response::{
    AnyError, AnyStatus, ChosenStatus, ErrorContent, ErrorResponse, Fallible, OperationResponse,
    OperationResult, Redirection, ResponseWithHeaders, StatusRange, Successful,
    SwitchingToWebsocket, ToHeaders, add_headers, bytes, empty, escape_html, header_value,
    insert_header, json, optional_header_value, preferred, sent_as, status,
};
pub use security::{
    ApiKey, ApiKeyScheme, Basic, BasicCredential, Bearer, BearerToken, Credential, HttpCredentials,
    HttpScheme, KeyPlace, Mechanism, MutualTls, Secret, SecurityScheme, UnverifiedConnection,
};
