// @generated from names.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// The shared types of operation parameters and responses.
#[doc(inline)]
pub use super::types as types;

#[derive(Clone, Debug)]
/// Client for Names
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
    /// Sends a `PUT` request to `/option`
    ///
    /// ```ignore
    /// let response = client.gen_operation()
    ///     .id(id)
    ///     .self_query(self_query)
    ///     .id_query(id_query)
    ///     .content_type(content_type)
    ///     .gen_(gen_)
    ///     .self_(self_)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn gen_operation(&self) -> builder::GenOperation<'_> {
        builder::GenOperation::new(self)
    }

    /// Sends a `POST` request to `/option`
    ///
    /// Arguments:
    /// - `content_type_query`
    /// - `content_type`: the media type of the body: one of `image/*`.
    /// - `body`
    /// ```ignore
    /// let response = client.self_operation()
    ///     .content_type_query(content_type_query)
    ///     .content_type(content_type)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn self_operation(&self) -> builder::SelfOperation<'_> {
        builder::SelfOperation::new(self)
    }

    /// Sends a `GET` request to `/option/url`
    ///
    /// ```ignore
    /// let response = client.option_url()
    ///     .send()
    ///     .await;
    /// ```
    pub fn option_url(&self) -> builder::OptionUrl<'_> {
        builder::OptionUrl::new(self)
    }

    /// Sends a `GET` request to `/option/{request}`
    ///
    /// ```ignore
    /// let response = client.option_request()
    ///     .request(request)
    ///     .url(url)
    ///     .send()
    ///     .await;
    /// ```
    pub fn option_request(&self) -> builder::OptionRequest<'_> {
        builder::OptionRequest::new(self)
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

    /// Builder for [`Client::gen_operation`]
    ///
    /// [`Client::gen_operation`]: super::Client::gen_operation
    #[derive(Debug, Clone)]
    pub struct GenOperation<'a> {
        client: &'a super::Client,
        id: Result<Option<std::string::String>, String>,
        self_query: Result<Option<std::string::String>, String>,
        id_query: Result<Option<std::string::String>, String>,
        content_type: Result<Option<std::string::String>, String>,
        gen_: Result<Option<std::string::String>, String>,
        self_: Result<Option<std::string::String>, String>,
        body: Result<types::builder::Option, String>,
    }

    impl<'a> GenOperation<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Ok(None),
                self_query: Ok(None),
                id_query: Ok(None),
                content_type: Ok(None),
                gen_: Ok(None),
                self_: Ok(None),
                body: Ok(Default::default()),
            }
        }

        /// Sets `$id`.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::string::String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("$id", error).to_string()
                });
            self
        }

        /// Sets `Self`.
        pub fn self_query<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::string::String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.self_query = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("Self", error).to_string()
                });
            self
        }

        /// Sets `_id`.
        pub fn id_query<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::string::String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id_query = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("_id", error).to_string()
                });
            self
        }

        /// Sets `content-type`.
        pub fn content_type<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::string::String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.content_type = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("content-type", error).to_string()
                });
            self
        }

        /// Sets `gen`.
        pub fn gen_<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::string::String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.gen_ = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("gen", error).to_string()
                });
            self
        }

        /// Sets `self`.
        pub fn self_<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::string::String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.self_ = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("self", error).to_string()
                });
            self
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Option>,
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
            F: std::ops::FnOnce(types::builder::Option) -> types::builder::Option,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `PUT` request to `/option`
        pub async fn send(self) -> Result<ResponseValue<types::Option>, Error<()>> {
            let Self {
                client,
                id,
                self_query,
                id_query,
                content_type,
                gen_,
                self_,
                body,
            } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let self_query = self_query.map_err(Error::InvalidRequest)?;
            let id_query = id_query.map_err(Error::InvalidRequest)?;
            let content_type = content_type.map_err(Error::InvalidRequest)?;
            let gen_ = gen_.map_err(Error::InvalidRequest)?;
            let self_ = self_.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| types::Option::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/option", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .query(&progenitor_client::QueryParam::new("$id", &id))
                .query(&progenitor_client::QueryParam::new("Self", &self_query))
                .query(&progenitor_client::QueryParam::new("_id", &id_query))
                .query(
                    &progenitor_client::QueryParam::new("content-type", &content_type),
                )
                .query(&progenitor_client::QueryParam::new("gen", &gen_))
                .query(&progenitor_client::QueryParam::new("self", &self_))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "gen_operation",
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

    /// Builder for [`Client::self_operation`]
    ///
    /// [`Client::self_operation`]: super::Client::self_operation
    #[derive(Debug)]
    pub struct SelfOperation<'a> {
        client: &'a super::Client,
        content_type_query: Result<Option<std::string::String>, String>,
        content_type: Result<std::string::String, String>,
        body: Result<reqwest::Body, String>,
    }

    impl<'a> SelfOperation<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                content_type_query: Ok(None),
                content_type: Err("content_type: required".to_string()),
                body: Err("body: required".to_string()),
            }
        }

        /// Sets `content-type`.
        pub fn content_type_query<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::string::String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.content_type_query = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("content-type", error).to_string()
                });
            self
        }

        /// Sets the media type of the body: one of `image/*`.
        pub fn content_type<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::string::String>,
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

        /// Sends a `POST` request to `/option`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::DefaultSchema>, Error<()>> {
            let Self { client, content_type_query, content_type, body } = self;
            let content_type_query = content_type_query.map_err(Error::InvalidRequest)?;
            let content_type = content_type.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/option", client.baseurl,);
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
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .header(
                    reqwest::header::CONTENT_TYPE,
                    reqwest::header::HeaderValue::from_static("application/octet-stream"),
                )
                .body(body)
                .query(
                    &progenitor_client::QueryParam::new(
                        "content-type",
                        &content_type_query,
                    ),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "self_operation",
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

    /// Builder for [`Client::option_url`]
    ///
    /// [`Client::option_url`]: super::Client::option_url
    #[derive(Debug, Clone)]
    pub struct OptionUrl<'a> {
        client: &'a super::Client,
    }

    impl<'a> OptionUrl<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/option/url`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<()>> {
            let Self { client } = self;
            let url = format!("{}/option/url", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client.client.get(url).headers(header_map).build()?;
            let info = OperationInfo {
                operation_id: "option_url",
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

    /// Builder for [`Client::option_request`]
    ///
    /// [`Client::option_request`]: super::Client::option_request
    #[derive(Debug, Clone)]
    pub struct OptionRequest<'a> {
        client: &'a super::Client,
        request: Result<std::string::String, String>,
        url: Result<Option<std::string::String>, String>,
    }

    impl<'a> OptionRequest<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                request: Err("request: required".to_string()),
                url: Ok(None),
            }
        }

        /// Sets `request`.
        pub fn request<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::string::String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.request = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("request", error).to_string()
                });
            self
        }

        /// Sets `url`.
        pub fn url<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::string::String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.url = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("url", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/option/{request}`
        pub async fn send(self) -> Result<ResponseValue<types::S>, Error<()>> {
            let Self { client, request, url } = self;
            let request = request.map_err(Error::InvalidRequest)?;
            let url = url.map_err(Error::InvalidRequest)?;
            let _url = format!(
                "{}/option/{}", client.baseurl, encode_path(& request.to_string()),
            );
            let _url = super::exact_path(_url, "/option/{request}")?;
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut _request = client
                .client
                .get(_url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("url", &url))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "option_request",
            };
            client.pre(&mut _request, &info).await?;
            let result = client.exec(_request, &info).await;
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

/// Returns true if a request of an operation may be sent again after one that may have
/// taken effect, for instance because its answer was lost. The name of the operation is
/// that of its method, as in `OperationInfo`. False for an unknown name.
pub fn is_repeatable(operation_id: &str) -> bool {
    matches!(operation_id, "gen_operation" | "option_url" | "option_request")
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

/// Returns an address with exactly the path of the operation. No URL has segments `.` and
/// `..`, a backslash is a slash in URLs, and servers ignore empty segments.
fn exact_path<E>(url: String, path: &str) -> Result<String, Error<E>> {
    for (sent, part) in url.rsplit('/').zip(path.rsplit('/')) {
        if part.contains('{') && matches!(sent, "" | "." | "..") {
            return Err(
                Error::InvalidRequest(
                    format!("`{part}` in the path must not be empty, `.` or `..`"),
                ),
            );
        }
    }

    Ok(url.replace('\\', "%5C"))
}
