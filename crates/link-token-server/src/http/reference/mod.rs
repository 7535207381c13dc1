//! The page `/docs`, on which developers read the contract and try its operations with their API
//! token. Swagger UI renders it in the browser. The page itself needs no API token.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use dropshot::{ApiDescription, ApiDescriptionRegisterError, Body, HttpError, RequestContext};
use http::{HeaderMap, Response, StatusCode, header, response};
use sha2::{Digest as _, Sha256};
use utoipa_swagger_ui::Config;

use super::App;
use crate::page;

/// The content security policy: the page may only talk to this server, and not be framed. Swagger
/// UI's style contains `data:` images.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The files that the page needs of Swagger UI.
const OF_SWAGGER_UI: [&str; 3] = ["favicon-32x32.png", "swagger-ui-bundle.js", "swagger-ui.css"];

/// Registers the page, and the files that it refers to.
pub fn register(api: &mut ApiDescription<App>) -> Result<(), ApiDescriptionRegisterError> {
    page::register(api, "/", start)?;
    page::register(api, "/docs", page)?;
    for name in ["page.css", "page.js"].into_iter().chain(OF_SWAGGER_UI) {
        let file = move |rqctx: RequestContext<App>| async move { answer(name, &rqctx) };
        page::register(api, &format!("/docs/{name}"), file)?;
    }
    Ok(())
}

/// Leads those who open the server's address to the page. The location is relative, since a proxy
/// may add a prefix to the path.
async fn start(_rqctx: RequestContext<App>) -> Result<Response<Body>, HttpError> {
    finish(head(StatusCode::TEMPORARY_REDIRECT).header(header::LOCATION, "docs"), Body::empty())
}

/// Returns the page. Its links are relative to `/docs`, since a proxy may add a prefix to the path.
async fn page(rqctx: RequestContext<App>) -> Result<Response<Body>, HttpError> {
    if rqctx.request.uri().path().ends_with('/') {
        let moved = head(StatusCode::PERMANENT_REDIRECT).header(header::LOCATION, "../docs");
        return finish(moved, Body::empty());
    }
    answer("page.html", &rqctx)
}

/// An embedded file.
#[derive(Debug)]
struct EmbeddedFile {
    media_type: Cow<'static, str>,
    /// True for the files of Swagger UI, which are embedded as every browser accepts them:
    /// compressed.
    gzipped: bool,
    content: Cow<'static, [u8]>,
    etag: String,
}

impl EmbeddedFile {
    fn new(
        media_type: impl Into<Cow<'static, str>>,
        gzipped: bool,
        content: Cow<'static, [u8]>,
    ) -> Self {
        let etag = format!("\"{}\"", hex::encode(Sha256::digest(&content)));
        Self { media_type: media_type.into(), gzipped, content, etag }
    }

    fn own(media_type: &'static str, text: &'static str) -> Self {
        Self::new(media_type, false, text.as_bytes().into())
    }

    fn of_swagger_ui(name: &str) -> Option<Self> {
        let file = utoipa_swagger_ui::serve(name, Arc::new(Config::default())).ok()??;
        Some(Self::new(file.content_type, file.gzpipped, file.bytes))
    }

    /// Returns true if the client has this version of the file.
    fn is_known(&self, headers: &HeaderMap) -> bool {
        let lists = headers.get_all(header::IF_NONE_MATCH).iter();
        let mut etags =
            lists.filter_map(|list| list.to_str().ok()).flat_map(|list| list.split(','));
        // A compressing proxy turns the tag into a weak one.
        etags.any(|etag| etag.trim() == "*" || etag.trim().trim_start_matches("W/") == self.etag)
    }
}

static FILES: LazyLock<BTreeMap<&str, EmbeddedFile>> = LazyLock::new(|| {
    let own = [
        ("page.html", EmbeddedFile::own("text/html; charset=utf-8", include_str!("page.html"))),
        ("page.css", EmbeddedFile::own("text/css; charset=utf-8", include_str!("page.css"))),
        ("page.js", EmbeddedFile::own("text/javascript; charset=utf-8", include_str!("page.js"))),
    ];
    let others = OF_SWAGGER_UI
        .into_iter()
        .filter_map(|name| Some((name, EmbeddedFile::of_swagger_ui(name)?)));
    others.chain(own).collect()
});

fn answer(name: &str, rqctx: &RequestContext<App>) -> Result<Response<Body>, HttpError> {
    let missing = || HttpError::for_internal_error(format!("Swagger UI has no file {name}"));
    let file = FILES.get(name).ok_or_else(missing)?;
    let is_known = file.is_known(rqctx.request.headers());
    let status = if is_known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
    // The browser revalidates each time, so that it never mixes files of two versions.
    let mut response =
        head(status).header(header::CACHE_CONTROL, "no-cache").header(header::ETAG, &file.etag);
    if is_known {
        return finish(response, Body::empty());
    }
    response = response.header(header::CONTENT_TYPE, file.media_type.as_ref());
    if file.gzipped {
        response = response.header(header::CONTENT_ENCODING, "gzip");
    }
    finish(response, Body::with_content(file.content.as_ref()))
}

fn head(status: StatusCode) -> response::Builder {
    Response::builder()
        .status(status)
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .header(header::REFERRER_POLICY, "no-referrer")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
}

fn finish(response: response::Builder, body: Body) -> Result<Response<Body>, HttpError> {
    response.body(body).map_err(|error| HttpError::for_internal_error(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_is_not_part_of_the_contract() {
        let mut api = ApiDescription::new();
        register(&mut api).expect("registered");
        let described = api.openapi("", dropshot::semver::Version::new(0, 0, 0)).json();
        assert_eq!(described.expect("a description")["paths"], serde_json::json!({}));
    }
}
