//! Forms in parts (`multipart/form-data`, RFC 7578), as types.

use async_trait::async_trait;
use dropshot::{
    ApiEndpointBodyContentType, Body, ExclusiveExtractor, ExtractorMetadata, HttpError,
    MultipartBody, RequestContext, ServerContext,
};
use futures::{future, stream};
use http::header;
use hyper::body::Bytes;
use lockstep_runtime::multipart::{self, FormParts, Part};
use multer::Multipart;
use serde::de::DeserializeOwned;

use crate::{
    RequestContent,
    body::{ANY, bad_request, read},
};

/// A form in parts, of which each field of the type has one. It is read as a whole, so files count
/// to the limit of the body.
#[derive(Debug)]
pub struct MultipartForm<T>(pub T);

const MULTIPART: &[&str] = &["multipart/form-data"];

#[async_trait]
impl<T: DeserializeOwned + FormParts + Send + Sync + 'static> ExclusiveExtractor
    for MultipartForm<T>
{
    async fn from_request<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        read_form(rqctx, request, MULTIPART).await.map(Self)
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        MultipartBody::metadata(content_type)
    }
}

impl<T: DeserializeOwned + FormParts + Send + Sync + 'static> RequestContent for MultipartForm<T> {
    const MEDIA_TYPES: &'static [&'static str] = MULTIPART;
    type Described = Self;

    async fn read<C: ServerContext>(
        _: usize,
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        Self::from_request(rqctx, request).await
    }
}

/// Reads a form in parts, after its media type was looked at.
pub async fn read_multipart<T: DeserializeOwned + FormParts, C: ServerContext>(
    rqctx: &RequestContext<C>,
    request: hyper::Request<Body>,
) -> Result<T, HttpError> {
    read_form(rqctx, request, ANY).await
}

async fn read_form<T: DeserializeOwned + FormParts, C: ServerContext>(
    rqctx: &RequestContext<C>,
    request: hyper::Request<Body>,
    media_types: &'static [&'static str],
) -> Result<T, HttpError> {
    let content_type = request.headers().get(header::CONTENT_TYPE).cloned();
    let body = read(request, media_types, rqctx).await?;
    let boundary = content_type.and_then(|it| multer::parse_boundary(it.to_str().ok()?).ok());
    let Some(boundary) = boundary else {
        return Err(bad_request("the content type has no boundary: send it as in RFC 7578"));
    };
    let parts = parts(body, boundary)
        .await
        .map_err(|error| bad_request(format!("the body is no form in parts: {error}")))?;
    if parts.iter().any(|part| part.name.is_empty()) {
        return Err(bad_request("a part has no name"));
    }
    multipart::read(parts).map_err(|error| bad_request(error.to_string()))
}

/// Takes a form apart.
async fn parts(body: Bytes, boundary: String) -> Result<Vec<Part>, multer::Error> {
    let body = stream::once(future::ready(Ok::<_, std::convert::Infallible>(body)));
    let mut form = Multipart::new(body, boundary);
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await? {
        parts.push(Part {
            name: field.name().unwrap_or_default().to_owned(),
            file_name: field.file_name().map(str::to_owned),
            content_type: field.content_type().map(ToString::to_string),
            content: field.bytes().await?,
        });
    }
    Ok(parts)
}

#[cfg(test)]
mod tests;
