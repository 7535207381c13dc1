// @generated from contract.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// The shared types of operation parameters and responses.
#[doc(inline)]
pub use super::types as types;

#[derive(Clone, Debug)]
/// Client for Thing
///
/// Version: 1.2.3
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
}

impl Client {
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
        "1.2.3"
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
    /// Sends a `POST` request to `/things`
    ///
    /// ```ignore
    /// let response = client.thing_create()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn thing_create(&self) -> builder::ThingCreate<'_> {
        builder::ThingCreate::new(self)
    }

    /// Fetch a thing
    ///
    /// Sends a `GET` request to `/things/{id}`
    ///
    /// Arguments:
    /// - `id`: Which one.
    /// - `since`
    /// - `size`
    /// - `x_trace`
    /// ```ignore
    /// let response = client.thing_get()
    ///     .id(id)
    ///     .since(since)
    ///     .size(size)
    ///     .x_trace(x_trace)
    ///     .send()
    ///     .await;
    /// ```
    pub fn thing_get(&self) -> builder::ThingGet<'_> {
        builder::ThingGet::new(self)
    }

    /// Sends a `DELETE` request to `/things/{id}/v1.0/{part}`
    ///
    /// ```ignore
    /// let response = client.part_delete()
    ///     .id(id)
    ///     .part(part)
    ///     .send()
    ///     .await;
    /// ```
    pub fn part_delete(&self) -> builder::PartDelete<'_> {
        builder::PartDelete::new(self)
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

    /// Builder for [`Client::thing_create`]
    ///
    /// [`Client::thing_create`]: super::Client::thing_create
    #[derive(Debug, Clone)]
    pub struct ThingCreate<'a> {
        client: &'a super::Client,
        body: Result<types::builder::Thing, String>,
    }

    impl<'a> ThingCreate<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Thing>,
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
            F: std::ops::FnOnce(types::builder::Thing) -> types::builder::Thing,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `POST` request to `/things`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::Thing::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/things", client.baseurl,);
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
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "thing_create",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
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

    /// Builder for [`Client::thing_get`]
    ///
    /// [`Client::thing_get`]: super::Client::thing_get
    #[derive(Debug, Clone)]
    pub struct ThingGet<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
        since: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        size: Result<Option<types::Size>, String>,
        x_trace: Result<Option<String>, String>,
    }

    impl<'a> ThingGet<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
                since: Ok(None),
                size: Ok(None),
                x_trace: Ok(None),
            }
        }

        /// Which one.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sets `since`.
        pub fn since<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.since = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("since", error).to_string()
                });
            self
        }

        /// Sets `size`.
        pub fn size<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Size>,
            V::Error: std::fmt::Display + 'static,
        {
            self.size = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("size", error).to_string()
                });
            self
        }

        /// Sets `X-Trace`.
        pub fn x_trace<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.x_trace = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("X-Trace", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/things/{id}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::Thing>, Error<types::Error>> {
            let Self { client, id, since, size, x_trace } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let since = since.map_err(Error::InvalidRequest)?;
            let size = size.map_err(Error::InvalidRequest)?;
            let x_trace = x_trace.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/things/{}", client.baseurl, encode_path(& id.to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = x_trace {
                header_map.append("X-Trace", value.to_string().try_into()?);
            }

            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("since", &since))
                .query(&progenitor_client::QueryParam::new("size", &size))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "thing_get",
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

    /// Builder for [`Client::part_delete`]
    ///
    /// [`Client::part_delete`]: super::Client::part_delete
    #[derive(Debug, Clone)]
    pub struct PartDelete<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
        part: Result<String, String>,
    }

    impl<'a> PartDelete<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
                part: Err("part: required".to_string()),
            }
        }

        /// Sets `id`.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sets `part`.
        pub fn part<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.part = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("part", error).to_string()
                });
            self
        }

        /// Sends a `DELETE` request to `/things/{id}/v1.0/{part}`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<types::Error>> {
            let Self { client, id, part } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let part = part.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/things/{}/v1.0/{}", client.baseurl, encode_path(& id.to_string()),
                encode_path(& part.to_string()),
            );
            let url = super::exact_path(url, "/things/{id}/v1.0/{part}")?;
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
                .delete(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "part_delete",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
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
}

/// Items consumers will typically use such as the Client.
pub mod prelude {
    pub use self::super::Client;
}

/// Returns true if a request of an operation may be sent again after one that may have
/// taken effect, for instance because its answer was lost. The name of the operation is
/// that of its method, as in `OperationInfo`. False for an unknown name.
pub fn is_repeatable(operation_id: &str) -> bool {
    matches!(operation_id, "thing_get" | "part_delete")
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
