//! The endpoints that return the contract. They need no API token.

use dropshot::{ApiDescription, ApiDescriptionRegisterError, Body, HttpError, RequestContext};
use http::{Response, header};

use super::App;
use crate::page;

pub fn register(api: &mut ApiDescription<App>) -> Result<(), ApiDescriptionRegisterError> {
    page::register(api, "/openapi.yaml", openapi_yaml)?;
    page::register(api, "/openapi.json", openapi_json)
}

/// Returns the contract as YAML.
async fn openapi_yaml(_rqctx: RequestContext<App>) -> Result<Response<Body>, HttpError> {
    // The media type of RFC 9512.
    answer("application/yaml", link_token_api::OPENAPI_YAML)
}

/// Returns the contract as JSON.
async fn openapi_json(_rqctx: RequestContext<App>) -> Result<Response<Body>, HttpError> {
    answer("application/json", link_token_api::OPENAPI_JSON)
}

fn answer(media_type: &str, text: &'static str) -> Result<Response<Body>, HttpError> {
    let response = Response::builder()
        .header(header::CONTENT_TYPE, media_type)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(text.into());
    response.map_err(|error| HttpError::for_internal_error(error.to_string()))
}
