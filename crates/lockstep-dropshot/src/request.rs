//! Requests that are authenticated before they are read.

use std::{fmt, future::Future, marker::PhantomData, net::IpAddr};

use async_trait::async_trait;
use dropshot::{
    ApiEndpointBodyContentType, Body, ExclusiveExtractor, ExtensionMode, ExtractorMetadata,
    HttpError, RequestContext, RequestInfo, ServerContext, SharedExtractor,
};
use hyper::body::Body as _;

use crate::{
    security::{Credential, Mechanism, SecurityScheme},
    unread,
};

/// Authentication by one security scheme. A server's context implements it for each scheme of its
/// contract.
pub trait Authenticate<S: SecurityScheme>: ServerContext {
    /// An authenticated caller.
    type Caller: Send;
    /// The reason for a rejection.
    type Error: Send;

    /// Checks the credential of a request. Nothing else of the request has been read.
    fn authenticate(
        &self,
        credential: Credential<<S::Mechanism as Mechanism>::Credential>,
        request: &RequestInfo,
    ) -> impl Future<Output = Result<Self::Caller, Self::Error>> + Send;
}

/// The request of an operation that the security scheme `S` guards, before authentication.
///
/// `P` is a tuple of the extractors of its parameters and its body.
#[derive(Debug)]
pub struct Secured<S, P> {
    request: UnreadRequest<P>,
    scheme: PhantomData<fn() -> S>,
}

impl<S: SecurityScheme, P: Extract> Secured<S, P> {
    /// Has the server's context authenticate the caller. There is no other way to the content of
    /// the request.
    pub async fn authenticate<C>(
        self,
        rqctx: &RequestContext<C>,
    ) -> Result<Authenticated<C::Caller, P>, C::Error>
    where
        C: Authenticate<S>,
    {
        match self.try_authenticate(rqctx).await {
            Ok(authenticated) => Ok(authenticated),
            Err(RejectedRequest { error, request }) => {
                let _ = request.discard().await;
                Err(error)
            }
        }
    }

    /// Does the same, but leaves it to the caller of this function to discard a rejected request,
    /// for instance after it has released what the request holds.
    pub async fn try_authenticate<C>(
        self,
        rqctx: &RequestContext<C>,
    ) -> Result<Authenticated<C::Caller, P>, RejectedRequest<C::Error, P>>
    where
        C: Authenticate<S>,
    {
        let (headers, uri) = (rqctx.request.headers(), rqctx.request.uri());
        let credential = <S::Mechanism as Mechanism>::credential(headers, uri);
        match rqctx.context().authenticate(credential, &rqctx.request).await {
            Ok(caller) => Ok(Authenticated { caller, request: self.request }),
            Err(error) => Err(RejectedRequest { error, request: self.request }),
        }
    }

    /// Discards the request, as [`UnreadRequest::discard`] does.
    pub async fn discard(self) -> bool {
        self.request.discard().await
    }
}

/// A request that can be discarded unread.
pub trait Discard: Send {
    /// Discards the request, as [`UnreadRequest::discard`] does.
    fn discard_unread(self) -> impl Future<Output = bool> + Send;
}

impl<S: SecurityScheme, P: Extract> Discard for Secured<S, P> {
    fn discard_unread(self) -> impl Future<Output = bool> + Send {
        self.discard()
    }
}

impl<P: Extract> Discard for UnreadRequest<P> {
    fn discard_unread(self) -> impl Future<Output = bool> + Send {
        self.discard()
    }
}

/// A request whose caller is authenticated.
#[derive(Debug)]
pub struct Authenticated<Caller, P> {
    /// The caller.
    pub caller: Caller,
    /// The request, still unread.
    pub request: UnreadRequest<P>,
}

/// A request that authentication rejected.
#[derive(Debug)]
pub struct RejectedRequest<Error, P> {
    /// The reason.
    pub error: Error,
    /// The request, which should be discarded.
    pub request: UnreadRequest<P>,
}

/// A request that has not been read. `P` is a tuple of the extractors of its parameters and its
/// body.
pub struct UnreadRequest<P> {
    // Boxed, since the request is moved several times.
    request: Box<hyper::Request<Body>>,
    client: IpAddr,
    parts: PhantomData<fn() -> P>,
}

impl<P> fmt::Debug for UnreadRequest<P> {
    /// Shows nothing of the request: its headers hold the credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnreadRequest(…)")
    }
}

impl<P: Extract> UnreadRequest<P> {
    fn new<C: ServerContext>(rqctx: &RequestContext<C>, request: hyper::Request<Body>) -> Self {
        let client = rqctx.request.remote_addr().ip();
        Self { request: Box::new(request), client, parts: PhantomData }
    }

    /// Reads the body, then the parameters. So a wrong media type or size is reported before a
    /// wrong value.
    pub async fn read<C: ServerContext>(self, rqctx: &RequestContext<C>) -> Result<P, HttpError> {
        P::extract(rqctx, self.request).await
    }

    /// Discards the request. A rest of its body that is not large is read at once, so that the
    /// connection can be used again. Of a larger one, more is read after the answer, so that the
    /// answer reaches a client that still sends.
    ///
    /// Returns true if the connection ends with the answer, which should then have the header
    /// `Connection: close` (RFC 9112, section 9.6).
    pub async fn discard(self) -> bool {
        discard(self.request, self.client).await
    }
}

async fn discard(request: Box<hyper::Request<Body>>, client: IpAddr) -> bool {
    // Boxed, so that the common path does not carry the state of the rare one.
    !request.body().is_end_stream() && Box::pin(unread::discard(*request, client)).await
}

#[async_trait]
impl<P: Extract> ExclusiveExtractor for UnreadRequest<P> {
    async fn from_request<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        Ok(Self::new(rqctx, request))
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        P::metadata(&content_type)
    }
}

#[async_trait]
impl<S: SecurityScheme, P: Extract> ExclusiveExtractor for Secured<S, P> {
    async fn from_request<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        Ok(Self { request: UnreadRequest::new(rqctx, request), scheme: PhantomData })
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        P::metadata(&content_type)
    }
}

/// A tuple of Dropshot extractors: up to four shared ones, then at most one that takes the body.
pub trait Extract: Sized + Send + 'static {
    /// Runs the extractors, the one that takes the body first.
    fn extract<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: Box<hyper::Request<Body>>,
    ) -> impl Future<Output = Result<Self, HttpError>> + Send;

    /// The part of an operation's description that the extractors make.
    fn metadata(content_type: &ApiEndpointBodyContentType) -> ExtractorMetadata;
}

impl Extract for () {
    async fn extract<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: Box<hyper::Request<Body>>,
    ) -> Result<Self, HttpError> {
        discard(request, rqctx.request.remote_addr().ip()).await;
        Ok(())
    }

    fn metadata(_: &ApiEndpointBodyContentType) -> ExtractorMetadata {
        ExtractorMetadata { extension_mode: ExtensionMode::None, parameters: Vec::new() }
    }
}

macro_rules! extract_tuple {
    ($($shared:ident),*) => {
        impl<$($shared,)* X> Extract for ($($shared,)* X,)
        where
            $($shared: SharedExtractor + 'static,)*
            X: ExclusiveExtractor + 'static,
        {
            async fn extract<C: ServerContext>(
                rqctx: &RequestContext<C>,
                request: Box<hyper::Request<Body>>,
            ) -> Result<Self, HttpError> {
                let exclusive = X::from_request(rqctx, *request).await?;
                Ok(($($shared::from_request(rqctx).await?,)* exclusive,))
            }

            fn metadata(content_type: &ApiEndpointBodyContentType) -> ExtractorMetadata {
                #[allow(unused_mut, reason = "not all tuples have shared extractors")]
                let mut metadata = X::metadata(content_type.clone());
                let mut parameters = Vec::new();
                $(
                    let shared = $shared::metadata(content_type.clone());
                    if metadata.extension_mode == ExtensionMode::None {
                        metadata.extension_mode = shared.extension_mode;
                    }
                    parameters.extend(shared.parameters);
                )*
                parameters.append(&mut metadata.parameters);
                ExtractorMetadata { parameters, ..metadata }
            }
        }
    };
}

extract_tuple!();
extract_tuple!(S1);
extract_tuple!(S1, S2);
extract_tuple!(S1, S2, S3);
extract_tuple!(S1, S2, S3, S4);
