// @generated from forms.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// The shared types of operation parameters and responses.
#[doc(inline)]
pub use super::types as types;

#[derive(Clone, Debug)]
/// Client for Forms
///
/// Version: 1.0.0
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
}

impl Client {
    /// Create a new client.
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new(baseurl: &str) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        let client = {
            let dur = std::time::Duration::from_secs(15u64);
            reqwest::ClientBuilder::new().connect_timeout(dur).timeout(dur)
        };
        #[cfg(target_arch = "wasm32")]
        let client = reqwest::ClientBuilder::new();
        Self::new_with_client(baseurl, client.build().unwrap())
    }

    /// Construct a new client with an existing `reqwest::Client`,
    /// allowing more control over its configuration.
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new_with_client(baseurl: &str, client: reqwest::Client) -> Self {
        Self {
            baseurl: baseurl.to_string(),
            client,
        }
    }
}

impl ClientInfo<()> for Client {
    fn api_version() -> &'static str {
        "1.0.0"
    }

    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }

    fn client(&self) -> &reqwest::Client {
        &self.client
    }

    fn inner(&self) -> &() {
        &()
    }
}

impl ClientHooks<()> for &Client {}

impl Client {
    /// Sends a `POST` request to `/avatars`
    ///
    /// ```ignore
    /// let response = client.put_avatar()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn put_avatar(&self) -> builder::PutAvatar<'_> {
        builder::PutAvatar::new(self)
    }

    /// Sends a `PUT` request to `/either`
    ///
    /// ```ignore
    /// let response = client.put_either()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn put_either(&self) -> builder::PutEither<'_> {
        builder::PutEither::new(self)
    }

    /// Sends a `POST` request to `/opaque`
    ///
    /// Arguments:
    /// - `content_type`: `multipart/form-data` with the boundary of the parts.
    /// - `body`
    /// ```ignore
    /// let response = client.post_opaque()
    ///     .content_type(content_type)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn post_opaque(&self) -> builder::PostOpaque<'_> {
        builder::PostOpaque::new(self)
    }

    /// Sends a `POST` request to `/others`
    ///
    /// ```ignore
    /// let response = client.post_others()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn post_others(&self) -> builder::PostOthers<'_> {
        builder::PostOthers::new(self)
    }

    /// Sends a `POST` request to `/plain`
    ///
    /// ```ignore
    /// let response = client.post_plain()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn post_plain(&self) -> builder::PostPlain<'_> {
        builder::PostPlain::new(self)
    }
}

/// Types for composing operation parameters.
#[allow(clippy::all)]
pub mod builder {
    use super::types;
    #[allow(unused_imports)]
    use super::{
        encode_path, ByteStream, ClientInfo, ClientHooks, Error, OperationInfo,
        RequestBuilderExt, ResponseValue,
    };

    /// Builder for [`Client::put_avatar`]
    ///
    /// [`Client::put_avatar`]: super::Client::put_avatar
    #[derive(Debug, Clone)]
    pub struct PutAvatar<'a> {
        client: &'a super::Client,
        body: Result<types::builder::PutAvatarBody, String>,
    }

    impl<'a> PutAvatar<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PutAvatarBody>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::PutAvatarBody,
            ) -> types::builder::PutAvatarBody,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `POST` request to `/avatars`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::PutAvatarResponse>, Error<types::Problem>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::PutAvatarBody::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/avatars", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = super::with_parts(
                    client
                        .client
                        .post(url)
                        .header(
                            reqwest::header::ACCEPT,
                            reqwest::header::HeaderValue::from_static("application/json"),
                        ),
                    &body,
                )?
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "put_avatar",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /// Builder for [`Client::put_either`]
    ///
    /// [`Client::put_either`]: super::Client::put_either
    #[derive(Debug)]
    pub struct PutEither<'a> {
        client: &'a super::Client,
        body: Result<super::requests::PutEitherBody, String>,
    }

    impl<'a> PutEither<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Err("body: required".to_string()),
            }
        }

        /// Sets the body.
        pub fn body<B>(mut self, value: B) -> Self
        where
            B: std::convert::TryInto<super::requests::PutEitherBody>,
            B::Error: std::fmt::Display + 'static,
        {
            self.body = value.try_into().map_err(|error| error.to_string());
            self
        }

        /// Sends a `PUT` request to `/either`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::PutEitherResponse>, Error<()>> {
            let Self { client, body } = self;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/either", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = body
                .add_to(
                    client
                        .client
                        .put(url)
                        .header(
                            reqwest::header::ACCEPT,
                            reqwest::header::HeaderValue::from_static("application/json"),
                        ),
                )?
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "put_either",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(ResponseValue::empty(response)))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(ResponseValue::empty(response)))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /// Builder for [`Client::post_opaque`]
    ///
    /// [`Client::post_opaque`]: super::Client::post_opaque
    #[derive(Debug)]
    pub struct PostOpaque<'a> {
        client: &'a super::Client,
        content_type: Result<String, String>,
        body: Result<reqwest::Body, String>,
    }

    impl<'a> PostOpaque<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                content_type: Err("content_type: required".to_string()),
                body: Err("body: required".to_string()),
            }
        }

        /// Sets `multipart/form-data` with the boundary of the parts.
        pub fn content_type<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.content_type = value.try_into().map_err(|error| error.to_string());
            self
        }

        /// Sets the body.
        pub fn body<B>(mut self, value: B) -> Self
        where
            B: std::convert::TryInto<reqwest::Body>,
            B::Error: std::fmt::Display + 'static,
        {
            self.body = value.try_into().map_err(|error| error.to_string());
            self
        }

        /// Sends a `POST` request to `/opaque`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<()>> {
            let Self { client, content_type, body } = self;
            let content_type = content_type.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/opaque", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            header_map.append("content-type", content_type.to_string().try_into()?);
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::CONTENT_TYPE,
                    reqwest::header::HeaderValue::from_static("application/octet-stream"),
                )
                .body(body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "post_opaque",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(ResponseValue::empty(response)))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(ResponseValue::empty(response)))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /// Builder for [`Client::post_others`]
    ///
    /// [`Client::post_others`]: super::Client::post_others
    #[derive(Debug, Clone)]
    pub struct PostOthers<'a> {
        client: &'a super::Client,
        body: Result<types::builder::PostOthersBody, String>,
    }

    impl<'a> PostOthers<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PostOthersBody>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::PostOthersBody,
            ) -> types::builder::PostOthersBody,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `POST` request to `/others`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::PostOthersResponse>, Error<()>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::PostOthersBody::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/others", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = super::with_parts(
                    client
                        .client
                        .post(url)
                        .header(
                            reqwest::header::ACCEPT,
                            reqwest::header::HeaderValue::from_static("application/json"),
                        ),
                    &body,
                )?
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "post_others",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(ResponseValue::empty(response)))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(ResponseValue::empty(response)))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /// Builder for [`Client::post_plain`]
    ///
    /// [`Client::post_plain`]: super::Client::post_plain
    #[derive(Debug, Clone)]
    pub struct PostPlain<'a> {
        client: &'a super::Client,
        body: Result<types::builder::Place, String>,
    }

    impl<'a> PostPlain<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Place>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(types::builder::Place) -> types::builder::Place,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `POST` request to `/plain`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::PostPlainResponse>, Error<()>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::Place::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/plain", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = super::with_parts(
                    client
                        .client
                        .post(url)
                        .header(
                            reqwest::header::ACCEPT,
                            reqwest::header::HeaderValue::from_static("application/json"),
                        ),
                    &body,
                )?
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "post_plain",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(ResponseValue::empty(response)))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(ResponseValue::empty(response)))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
}

/// Items consumers will typically use such as the Client.
pub mod prelude {
    pub use self::super::Client;
}

/// Bodies of requests that have one of several contents.
pub mod requests {
    use super::{types, Error};

    /// The body of `put_either`.
    #[derive(Debug)]
    pub enum PutEitherBody {
        /// `application/json`
        ApplicationJson(types::Place),
        /// `multipart/form-data`
        MultipartFormData(types::UploadForm),
    }

    impl PutEitherBody {
        pub(super) fn add_to<E>(
            self,
            request: reqwest::RequestBuilder,
        ) -> Result<reqwest::RequestBuilder, Error<E>> {
            Ok(
                match self {
                    Self::ApplicationJson(value) => {
                        request
                            .header(reqwest::header::CONTENT_TYPE, "application/json")
                            .json(&value)
                    }

                    Self::MultipartFormData(value) => super::with_parts(request, &value)?,
                },
            )
        }
    }

    impl From<types::Place> for PutEitherBody {
        fn from(value: types::Place) -> Self {
            Self::ApplicationJson(value)
        }
    }

    impl From<types::UploadForm> for PutEitherBody {
        fn from(value: types::UploadForm) -> Self {
            Self::MultipartFormData(value)
        }
    }
}

/// Returns true if a request of an operation may be sent again after one that may have
/// taken effect, for instance because its answer was lost. The name of the operation is
/// that of its method, as in `OperationInfo`. False for an unknown name.
pub fn is_repeatable(operation_id: &str) -> bool {
    matches!(operation_id, "put_either")
}

/// Reads a response. The error for a response that breaks the contract says what was
/// expected and where, but shows neither the bytes nor the value: they may hold secrets.
async fn read_answer<T: serde::de::DeserializeOwned, E>(
    answer: reqwest::Response,
) -> Result<ResponseValue<T>, Error<E>> {
    ResponseValue::from_response(answer)
        .await
        .map_err(|error| {
            let Error::InvalidResponsePayload(_, error) = error else {
                return error;
            };
            let message = error.to_string();
            let expected = [", expected ", ", there are no "]
                .into_iter()
                .find_map(|comma| message.rfind(comma));
            let error = expected
                .map_or(error, |comma| serde::de::Error::custom(&message[comma + 2..]));
            Error::InvalidResponsePayload(Default::default(), error)
        })
}

/// Adds a form in parts to a request.
fn with_parts<T: serde::Serialize + lockstep_runtime::multipart::FormParts, E>(
    request: reqwest::RequestBuilder,
    form: &T,
) -> Result<reqwest::RequestBuilder, Error<E>> {
    let (content_type, body) = lockstep_runtime::multipart::write(form)
        .map_err(|error| Error::InvalidRequest(error.to_string()))?;
    Ok(request.header(reqwest::header::CONTENT_TYPE, content_type).body(body))
}
