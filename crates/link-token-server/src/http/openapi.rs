//! The endpoints that return the contract. They need no API token.

use dropshot::{
    ApiDescription, ApiDescriptionRegisterError, Body, HttpError, RequestContext, endpoint,
};
use http::{Response, header};

use super::App;

pub fn register(api: &mut ApiDescription<App>) -> Result<(), ApiDescriptionRegisterError> {
    api.register(openapi_yaml)?;
    api.register(openapi_json)
}

/// Returns the contract as YAML.
#[endpoint { method = GET, path = "/openapi.yaml", unpublished = true }]
async fn openapi_yaml(_rqctx: RequestContext<App>) -> Result<Response<Body>, HttpError> {
    // The media type of RFC 9512.
    answer("application/yaml", link_token_api::OPENAPI_YAML)
}

/// Returns the contract as JSON.
#[endpoint { method = GET, path = "/openapi.json", unpublished = true }]
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
