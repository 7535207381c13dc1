// @generated from streams.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// The shared types of operation parameters and responses.
#[doc(inline)]
pub use super::types as types;

#[derive(Clone, Debug)]
/// Client for Streams
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
    /// Sends a `GET` request to `/either`
    ///
    /// Arguments:
    /// - `accept`: The media types that the caller accepts, such as `text/csv`.
    /// ```ignore
    /// let response = client.get_either()
    ///     .accept(accept)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_either(&self) -> builder::GetEither<'_> {
        builder::GetEither::new(self)
    }

    /// Sends a `GET` request to `/events`
    ///
    /// ```ignore
    /// let response = client.get_events()
    ///     .case(case)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_events(&self) -> builder::GetEvents<'_> {
        builder::GetEvents::new(self)
    }

    /// Sends a `GET` request to `/lines`
    ///
    /// ```ignore
    /// let response = client.get_lines()
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_lines(&self) -> builder::GetLines<'_> {
        builder::GetLines::new(self)
    }

    /// Sends a `GET` request to `/names`
    ///
    /// ```ignore
    /// let response = client.get_names()
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_names(&self) -> builder::GetNames<'_> {
        builder::GetNames::new(self)
    }

    /// Sends a `GET` request to `/opaque`
    ///
    /// ```ignore
    /// let response = client.get_opaque()
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_opaque(&self) -> builder::GetOpaque<'_> {
        builder::GetOpaque::new(self)
    }

    /// Sends a `GET` request to `/texts`
    ///
    /// ```ignore
    /// let response = client.get_texts()
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_texts(&self) -> builder::GetTexts<'_> {
        builder::GetTexts::new(self)
    }

    /// Sends a `GET` request to `/values`
    ///
    /// Arguments:
    /// - `accept`: The media types that the caller accepts, such as `text/csv`.
    /// ```ignore
    /// let response = client.get_values()
    ///     .accept(accept)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_values(&self) -> builder::GetValues<'_> {
        builder::GetValues::new(self)
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

    /// Builder for [`Client::get_either`]
    ///
    /// [`Client::get_either`]: super::Client::get_either
    #[derive(Debug, Clone)]
    pub struct GetEither<'a> {
        client: &'a super::Client,
        accept: Result<Option<String>, String>,
    }

    impl<'a> GetEither<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                accept: Ok(None),
            }
        }

        /// Sets the media types that the caller accepts, such as `text/csv` (RFC 9110, section
        /// 12.5.1). Any by default.
        pub fn accept<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.accept = value.try_into().map(Some).map_err(|error| error.to_string());
            self
        }

        /// Sends a `GET` request to `/either`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<super::responses::GetEitherResponse>, Error<()>> {
            let Self { client, accept } = self;
            let accept = accept.map_err(Error::InvalidRequest)?;
            let url = format!("{}/either", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = accept {
                header_map.append("accept", value.to_string().try_into()?);
            }

            #[allow(unused_mut)]
            let mut request = client.client.get(url).headers(header_map).build()?;
            let info = OperationInfo {
                operation_id: "get_either",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::responses::GetEitherResponse::read(response).await,
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

    /// Builder for [`Client::get_events`]
    ///
    /// [`Client::get_events`]: super::Client::get_events
    #[derive(Debug, Clone)]
    pub struct GetEvents<'a> {
        client: &'a super::Client,
        case: Result<String, String>,
    }

    impl<'a> GetEvents<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                case: Err("case: required".to_string()),
            }
        }

        /// Sets `case`.
        pub fn case<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.case = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("case", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/events`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<
                lockstep_runtime::stream::ItemStream<
                    lockstep_runtime::stream::JsonEvents<types::Change>,
                >,
            >,
            Error<types::Problem>,
        > {
            let Self { client, case } = self;
            let case = case.map_err(Error::InvalidRequest)?;
            let url = format!("{}/events", client.baseurl,);
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
                .get(url)
                .query(&progenitor_client::QueryParam::new("case", &case))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_events",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_items(response),
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

    /// Builder for [`Client::get_lines`]
    ///
    /// [`Client::get_lines`]: super::Client::get_lines
    #[derive(Debug, Clone)]
    pub struct GetLines<'a> {
        client: &'a super::Client,
    }

    impl<'a> GetLines<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/lines`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<
                lockstep_runtime::stream::ItemStream<
                    lockstep_runtime::stream::JsonLines<types::Change>,
                >,
            >,
            Error<()>,
        > {
            let Self { client } = self;
            let url = format!("{}/lines", client.baseurl,);
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
                operation_id: "get_lines",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_items(response),
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

    /// Builder for [`Client::get_names`]
    ///
    /// [`Client::get_names`]: super::Client::get_names
    #[derive(Debug, Clone)]
    pub struct GetNames<'a> {
        client: &'a super::Client,
    }

    impl<'a> GetNames<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/names`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<
                lockstep_runtime::stream::ItemStream<
                    lockstep_runtime::stream::TextEvents<types::Name>,
                >,
            >,
            Error<()>,
        > {
            let Self { client } = self;
            let url = format!("{}/names", client.baseurl,);
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
                operation_id: "get_names",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => super::read_items(response),
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

    /// Builder for [`Client::get_opaque`]
    ///
    /// [`Client::get_opaque`]: super::Client::get_opaque
    #[derive(Debug, Clone)]
    pub struct GetOpaque<'a> {
        client: &'a super::Client,
    }

    impl<'a> GetOpaque<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/opaque`
        pub async fn send(self) -> Result<ResponseValue<ByteStream>, Error<ByteStream>> {
            let Self { client } = self;
            let url = format!("{}/opaque", client.baseurl,);
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
                operation_id: "get_opaque",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => Ok(ResponseValue::stream(response)),
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(ResponseValue::stream(response)))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(ResponseValue::stream(response)))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /// Builder for [`Client::get_texts`]
    ///
    /// [`Client::get_texts`]: super::Client::get_texts
    #[derive(Debug, Clone)]
    pub struct GetTexts<'a> {
        client: &'a super::Client,
    }

    impl<'a> GetTexts<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/texts`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<
                lockstep_runtime::stream::ItemStream<
                    lockstep_runtime::stream::TextEvents<String>,
                >,
            >,
            Error<()>,
        > {
            let Self { client } = self;
            let url = format!("{}/texts", client.baseurl,);
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
                operation_id: "get_texts",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_items(response),
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

    /// Builder for [`Client::get_values`]
    ///
    /// [`Client::get_values`]: super::Client::get_values
    #[derive(Debug, Clone)]
    pub struct GetValues<'a> {
        client: &'a super::Client,
        accept: Result<Option<String>, String>,
    }

    impl<'a> GetValues<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                accept: Ok(None),
            }
        }

        /// Sets the media types that the caller accepts, such as `text/csv` (RFC 9110, section
        /// 12.5.1). Any by default.
        pub fn accept<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.accept = value.try_into().map(Some).map_err(|error| error.to_string());
            self
        }

        /// Sends a `GET` request to `/values`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<super::responses::GetValuesResponse>, Error<()>> {
            let Self { client, accept } = self;
            let accept = accept.map_err(Error::InvalidRequest)?;
            let url = format!("{}/values", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = accept {
                header_map.append("accept", value.to_string().try_into()?);
            }

            #[allow(unused_mut)]
            let mut request = client.client.get(url).headers(header_map).build()?;
            let info = OperationInfo {
                operation_id: "get_values",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::responses::GetValuesResponse::read(response).await,
                206u16 => super::responses::GetValuesResponse::read(response).await,
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

/// Responses that have one of several contents.
pub mod responses {
    use super::{types, ByteStream, Error, ResponseValue};

    /// A response of `get_either` unless it fails.
    pub enum GetEitherResponse {
        /// `application/json`
        ApplicationJson(types::Changes),
        /// `text/csv`
        TextCsv(ByteStream),
        /// `text/event-stream`
        TextEventStream(
            lockstep_runtime::stream::ItemStream<
                lockstep_runtime::stream::JsonEvents<types::Change>,
            >,
        ),
    }

    impl GetEitherResponse {
        pub(super) async fn read<E>(
            response: reqwest::Response,
        ) -> Result<ResponseValue<Self>, Error<E>> {
            match response.status().as_u16() {
                200 => {
                    if is_sent_as(&response, "application/json") {
                        super::read_answer::<types::Changes, E>(response)
                            .await?
                            .map(GetEitherResponse::ApplicationJson)
                    } else if is_sent_as(&response, "text/csv") {
                        ResponseValue::stream(response).map(GetEitherResponse::TextCsv)
                    } else if is_sent_as(&response, "text/event-stream") {
                        super::read_items::<
                            lockstep_runtime::stream::JsonEvents<types::Change>,
                            E,
                        >(response)?
                            .map(GetEitherResponse::TextEventStream)
                    } else {
                        Err(Error::UnexpectedResponse(response))
                    }
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    impl std::fmt::Debug for GetEitherResponse {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self {
                Self::ApplicationJson(value) => {
                    f.debug_tuple("ApplicationJson").field(value).finish()
                }

                Self::TextCsv(_) => f.write_str("TextCsv(…)"),
                Self::TextEventStream(_) => f.write_str("TextEventStream(…)"),
            }
        }
    }

    /// A response of `get_values` unless it fails.
    pub enum GetValuesResponse {
        /// `application/jsonl`
        Ok(
            lockstep_runtime::stream::ItemStream<
                lockstep_runtime::stream::JsonLines<types::GetValuesResponseItem>,
            >,
        ),
        /// `application/json-seq`
        PartialContent(
            lockstep_runtime::stream::ItemStream<
                lockstep_runtime::stream::JsonSequence<types::GetValuesResponse206Item>,
            >,
        ),
    }

    impl GetValuesResponse {
        pub(super) async fn read<E>(
            response: reqwest::Response,
        ) -> Result<ResponseValue<Self>, Error<E>> {
            match response.status().as_u16() {
                200 => {
                    super::read_items::<
                        lockstep_runtime::stream::JsonLines<
                            types::GetValuesResponseItem,
                        >,
                        E,
                    >(response)?
                        .map(GetValuesResponse::Ok)
                }
                206 => {
                    super::read_items::<
                        lockstep_runtime::stream::JsonSequence<
                            types::GetValuesResponse206Item,
                        >,
                        E,
                    >(response)?
                        .map(GetValuesResponse::PartialContent)
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    impl std::fmt::Debug for GetValuesResponse {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self {
                Self::Ok(_) => f.write_str("Ok(…)"),
                Self::PartialContent(_) => f.write_str("PartialContent(…)"),
            }
        }
    }

    fn is_sent_as(response: &reqwest::Response, media_type: &str) -> bool {
        let sent = response.headers().get(reqwest::header::CONTENT_TYPE);
        let sent = sent.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = |text: &str| {
            text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
        };
        let (sent, media_type) = (essence(sent), essence(media_type));
        match media_type.split_once('*') {
            None => sent == media_type,
            Some((_, "/*")) => true,
            Some((kind, suffix)) => sent.starts_with(kind) && sent.ends_with(suffix),
        }
    }
}

/// Returns true if a request of an operation may be sent again after one that may have
/// taken effect, for instance because its answer was lost. The name of the operation is
/// that of its method, as in `OperationInfo`. False for an unknown name.
pub fn is_repeatable(operation_id: &str) -> bool {
    matches!(
        operation_id, "get_either" | "get_events" | "get_lines" | "get_names" |
        "get_opaque" | "get_texts" | "get_values"
    )
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

/// Reads a response as a stream of items.
fn read_items<F: lockstep_runtime::stream::ItemFormat, E>(
    response: reqwest::Response,
) -> Result<ResponseValue<lockstep_runtime::stream::ItemStream<F>>, Error<E>> {
    let sent = response.headers().get(reqwest::header::CONTENT_TYPE);
    let sent = sent.and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !lockstep_runtime::stream::is_sent_as::<F>(sent) {
        return Err(Error::UnexpectedResponse(response));
    }

    ResponseValue::stream(response)
        .map(|bytes| lockstep_runtime::stream::ItemStream::new(bytes.into_inner()))
}
