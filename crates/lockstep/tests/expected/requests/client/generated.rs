// @generated from requests.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// The shared types of operation parameters and responses.
#[doc(inline)]
pub use super::types as types;

#[derive(Clone, Debug)]
/// Client for Requests
///
/// Version: 1.0.0
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
    /// Sends a `GET` request to `/count/{number}`
    ///
    /// ```ignore
    /// let response = client.count()
    ///     .number(number)
    ///     .send()
    ///     .await;
    /// ```
    pub fn count(&self) -> builder::Count<'_> {
        builder::Count::new(self)
    }

    /// Sends a `POST` request to `/echo/2fa`
    ///
    /// Arguments:
    /// - `accept`: The media types that the caller accepts, such as `text/csv`.
    /// - `body`
    /// ```ignore
    /// let response = client.n_2fa()
    ///     .accept(accept)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn n_2fa(&self) -> builder::N2fa<'_> {
        builder::N2fa::new(self)
    }

    /// Sends a `GET` request to `/echo/both`
    ///
    /// ```ignore
    /// let response = client.need_both()
    ///     .send()
    ///     .await;
    /// ```
    pub fn need_both(&self) -> builder::NeedBoth<'_> {
        builder::NeedBoth::new(self)
    }

    /// Sends a `GET` request to `/echo/certificate`
    ///
    /// ```ignore
    /// let response = client.need_certificate()
    ///     .send()
    ///     .await;
    /// ```
    pub fn need_certificate(&self) -> builder::NeedCertificate<'_> {
        builder::NeedCertificate::new(self)
    }

    /// Sends a `GET` request to `/echo/choices/{id}`
    ///
    /// Arguments:
    /// - `id`
    /// - `level`: The level.
    /// - `since`
    /// - `size`
    /// - `x_mark`
    /// - `mark`
    /// ```ignore
    /// let response = client.read_choices()
    ///     .id(id)
    ///     .level(level)
    ///     .since(since)
    ///     .size(size)
    ///     .x_mark(x_mark)
    ///     .mark(mark)
    ///     .send()
    ///     .await;
    /// ```
    pub fn read_choices(&self) -> builder::ReadChoices<'_> {
        builder::ReadChoices::new(self)
    }

    /// Sends a `GET` request to `/echo/deep`
    ///
    /// ```ignore
    /// let response = client.read_deep()
    ///     .filter(filter)
    ///     .switches(switches)
    ///     .tags(tags)
    ///     .send()
    ///     .await;
    /// ```
    pub fn read_deep(&self) -> builder::ReadDeep<'_> {
        builder::ReadDeep::new(self)
    }

    /// Sends a `GET` request to `/echo/digest`
    ///
    /// ```ignore
    /// let response = client.need_digest()
    ///     .send()
    ///     .await;
    /// ```
    pub fn need_digest(&self) -> builder::NeedDigest<'_> {
        builder::NeedDigest::new(self)
    }

    /// Sends a `GET` request to `/echo/either`
    ///
    /// ```ignore
    /// let response = client.need_either()
    ///     .send()
    ///     .await;
    /// ```
    pub fn need_either(&self) -> builder::NeedEither<'_> {
        builder::NeedEither::new(self)
    }

    /// Sends a `GET` request to `/echo/json/{point}`
    ///
    /// ```ignore
    /// let response = client.read_encoded()
    ///     .point(point)
    ///     .count(count)
    ///     .filter(filter)
    ///     .x_meta(x_meta)
    ///     .prefs(prefs)
    ///     .send()
    ///     .await;
    /// ```
    pub fn read_encoded(&self) -> builder::ReadEncoded<'_> {
        builder::ReadEncoded::new(self)
    }

    /// Sends a `GET` request to `/echo/lists`
    ///
    /// ```ignore
    /// let response = client.read_lists()
    ///     .colour(colour)
    ///     .each(each)
    ///     .least(least)
    ///     .name(name)
    ///     .size(size)
    ///     .tags(tags)
    ///     .word(word)
    ///     .send()
    ///     .await;
    /// ```
    pub fn read_lists(&self) -> builder::ReadLists<'_> {
        builder::ReadLists::new(self)
    }

    /// Sends a `GET` request to `/echo/marked`
    ///
    /// ```ignore
    /// let response = client.read_marked()
    ///     .b(b)
    ///     .filter(filter)
    ///     .list(list)
    ///     .others(others)
    ///     .sort(sort)
    ///     .id(id)
    ///     .send()
    ///     .await;
    /// ```
    pub fn read_marked(&self) -> builder::ReadMarked<'_> {
        builder::ReadMarked::new(self)
    }

    /// Sends a `GET` request to `/echo/mixed`
    ///
    /// ```ignore
    /// let response = client.read_mixed()
    ///     .either(either)
    ///     .free(free)
    ///     .header_map_query(header_map_query)
    ///     .mixed(mixed)
    ///     .more(more)
    ///     .info_header(info_header)
    ///     .send()
    ///     .await;
    /// ```
    pub fn read_mixed(&self) -> builder::ReadMixed<'_> {
        builder::ReadMixed::new(self)
    }

    /// Sends a `GET` request to `/echo/optional`
    ///
    /// ```ignore
    /// let response = client.need_none()
    ///     .send()
    ///     .await;
    /// ```
    pub fn need_none(&self) -> builder::NeedNone<'_> {
        builder::NeedNone::new(self)
    }

    /// Sends a `GET` request to `/echo/parts/{ids}/{point}/{days}`
    ///
    /// ```ignore
    /// let response = client.read_parts()
    ///     .ids(ids)
    ///     .point(point)
    ///     .days(days)
    ///     .size(size)
    ///     .word(word)
    ///     .x_names(x_names)
    ///     .x_point(x_point)
    ///     .x_rates(x_rates)
    ///     .x_sizes(x_sizes)
    ///     .colours(colours)
    ///     .corner(corner)
    ///     .send()
    ///     .await;
    /// ```
    pub fn read_parts(&self) -> builder::ReadParts<'_> {
        builder::ReadParts::new(self)
    }

    /// Sends a `GET` request to `/echo/times/{at}`
    ///
    /// ```ignore
    /// let response = client.read_times()
    ///     .at(at)
    ///     .x_since(x_since)
    ///     .x_until(x_until)
    ///     .day(day)
    ///     .session(session)
    ///     .send()
    ///     .await;
    /// ```
    pub fn read_times(&self) -> builder::ReadTimes<'_> {
        builder::ReadTimes::new(self)
    }

    /// Sends a `GET` request to `/echo/times/{at}/limited`
    ///
    /// ```ignore
    /// let response = client.read_limited_times()
    ///     .at(at)
    ///     .until(until)
    ///     .x_new_year(x_new_year)
    ///     .x_since(x_since)
    ///     .send()
    ///     .await;
    /// ```
    pub fn read_limited_times(&self) -> builder::ReadLimitedTimes<'_> {
        builder::ReadLimitedTimes::new(self)
    }

    /// Sends a `GET` request to `/echo/{id}/same`
    ///
    /// ```ignore
    /// let response = client.async_operation()
    ///     .id(id)
    ///     .body(body)
    ///     .id_query(id_query)
    ///     .page_size_query(page_size_query)
    ///     .page_size(page_size)
    ///     .send_header(send_header)
    ///     .send()
    ///     .await;
    /// ```
    pub fn async_operation(&self) -> builder::AsyncOperation<'_> {
        builder::AsyncOperation::new(self)
    }

    /// Sends a `OPTIONS` request to `/echo/{id}/same`
    ///
    /// ```ignore
    /// let response = client.new_operation()
    ///     .id(id)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn new_operation(&self) -> builder::NewOperation<'_> {
        builder::NewOperation::new(self)
    }

    /// Sends a `POST` request to `/echo/{name}/same`
    ///
    /// ```ignore
    /// let response = client.error_operation()
    ///     .name(name)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn error_operation(&self) -> builder::ErrorOperation<'_> {
        builder::ErrorOperation::new(self)
    }

    /// Sends a `GET` request to `/files/{id}`
    ///
    /// ```ignore
    /// let response = client.read_whole()
    ///     .id(id)
    ///     .send()
    ///     .await;
    /// ```
    pub fn read_whole(&self) -> builder::ReadWhole<'_> {
        builder::ReadWhole::new(self)
    }

    /// Sends a `POST` request to `/files/{id}:cancel`
    ///
    /// ```ignore
    /// let response = client.cancel_file()
    ///     .id(id)
    ///     .send()
    ///     .await;
    /// ```
    pub fn cancel_file(&self) -> builder::CancelFile<'_> {
        builder::CancelFile::new(self)
    }

    /// Sends a `GET` request to `/files/{name}.{ext}`
    ///
    /// ```ignore
    /// let response = client.read_file()
    ///     .name(name)
    ///     .ext(ext)
    ///     .send()
    ///     .await;
    /// ```
    pub fn read_file(&self) -> builder::ReadFile<'_> {
        builder::ReadFile::new(self)
    }

    /// Sends a `GET` request to `/slash/`
    ///
    /// ```ignore
    /// let response = client.get_slash()
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_slash(&self) -> builder::GetSlash<'_> {
        builder::GetSlash::new(self)
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

    /// Builder for [`Client::count`]
    ///
    /// [`Client::count`]: super::Client::count
    #[derive(Debug, Clone)]
    pub struct Count<'a> {
        client: &'a super::Client,
        number: Result<types::CountNumber, String>,
    }

    impl<'a> Count<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                number: Err("number: required".to_string()),
            }
        }

        /// Sets `number`.
        pub fn number<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::CountNumber>,
            V::Error: std::fmt::Display + 'static,
        {
            self.number = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("number", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/count/{number}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::CountResponse>, Error<()>> {
            let Self { client, number } = self;
            let number = number.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/count/{}", client.baseurl, encode_path(& number.to_string()),
            );
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "count",
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

    /// Builder for [`Client::n_2fa`]
    ///
    /// [`Client::n_2fa`]: super::Client::n_2fa
    #[derive(Debug)]
    pub struct N2fa<'a> {
        client: &'a super::Client,
        accept: Result<Option<String>, String>,
        body: Result<super::requests::N2faBody, String>,
    }

    impl<'a> N2fa<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                accept: Ok(None),
                body: Err("body: required".to_string()),
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

        /// Sets the body.
        pub fn body<B>(mut self, value: B) -> Self
        where
            B: std::convert::TryInto<super::requests::N2faBody>,
            B::Error: std::fmt::Display + 'static,
        {
            self.body = value.try_into().map_err(|error| error.to_string());
            self
        }

        /// Sends a `POST` request to `/echo/2fa`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<super::responses::N2faResponse>,
            Error<super::responses::N2faError>,
        > {
            let Self { client, accept, body } = self;
            let accept = accept.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/echo/2fa", client.baseurl,);
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
            let mut request = body
                .add_to(client.client.post(url))?
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "n_2fa",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::responses::N2faResponse::read(response).await,
                202u16 => super::responses::N2faResponse::read(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            super::responses::N2faError::read(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            super::responses::N2faError::read(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /// Builder for [`Client::need_both`]
    ///
    /// [`Client::need_both`]: super::Client::need_both
    #[derive(Debug, Clone)]
    pub struct NeedBoth<'a> {
        client: &'a super::Client,
    }

    impl<'a> NeedBoth<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/echo/both`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::NeedBothResponse>, Error<()>> {
            let Self { client } = self;
            let url = format!("{}/echo/both", client.baseurl,);
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "need_both",
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

    /// Builder for [`Client::need_certificate`]
    ///
    /// [`Client::need_certificate`]: super::Client::need_certificate
    #[derive(Debug, Clone)]
    pub struct NeedCertificate<'a> {
        client: &'a super::Client,
    }

    impl<'a> NeedCertificate<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/echo/certificate`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::NeedCertificateResponse>, Error<()>> {
            let Self { client } = self;
            let url = format!("{}/echo/certificate", client.baseurl,);
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "need_certificate",
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

    /// Builder for [`Client::read_choices`]
    ///
    /// [`Client::read_choices`]: super::Client::read_choices
    #[derive(Debug, Clone)]
    pub struct ReadChoices<'a> {
        client: &'a super::Client,
        id: Result<types::PointId, String>,
        level: Result<Option<types::Level>, String>,
        since: Result<Option<types::ReadChoicesSince>, String>,
        size: Result<Option<types::ReadChoicesSize>, String>,
        x_mark: Result<types::ReadChoicesXMark, String>,
        mark: Result<Option<types::ReadChoicesMark>, String>,
    }

    impl<'a> ReadChoices<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
                level: Ok(None),
                since: Ok(None),
                size: Ok(None),
                x_mark: Err("X-Mark: required".to_string()),
                mark: Ok(None),
            }
        }

        /// Sets `id`.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PointId>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// The level.
        ///
        /// Deprecated.
        pub fn level<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Level>,
            V::Error: std::fmt::Display + 'static,
        {
            self.level = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("level", error).to_string()
                });
            self
        }

        /// Sets `since`.
        pub fn since<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadChoicesSince>,
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
            V: std::convert::TryInto<types::ReadChoicesSize>,
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

        /// Sets `X-Mark`.
        pub fn x_mark<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadChoicesXMark>,
            V::Error: std::fmt::Display + 'static,
        {
            self.x_mark = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("X-Mark", error).to_string()
                });
            self
        }

        /// Sets `mark`.
        pub fn mark<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadChoicesMark>,
            V::Error: std::fmt::Display + 'static,
        {
            self.mark = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("mark", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/echo/choices/{id}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ReadChoicesResponse>, Error<()>> {
            let Self { client, id, level, since, size, x_mark, mark } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let level = level.map_err(Error::InvalidRequest)?;
            let since = since.map_err(Error::InvalidRequest)?;
            let size = size.map_err(Error::InvalidRequest)?;
            let x_mark = x_mark.map_err(Error::InvalidRequest)?;
            let mark = mark.map_err(Error::InvalidRequest)?;
            let mark = mark.map(|value| super::scalar_text(&value)).transpose()?;
            let x_mark = super::scalar_text(&x_mark)?;
            let size = size.map(|value| super::scalar_text(&value)).transpose()?;
            let since = since.map(|value| super::scalar_text(&value)).transpose()?;
            let level = level.map(|value| super::scalar_text(&value)).transpose()?;
            let id = super::scalar_text(&id)?;
            let url = format!(
                "{}/echo/choices/{}", client.baseurl, encode_path(& id.to_string()),
            );
            let url = super::exact_path(url, "/echo/choices/{id}")?;
            let mut header_map = reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            header_map.append("X-Mark", x_mark.to_string().try_into()?);
            if let Some(value) = mark {
                super::add_cookie(&mut header_map, "mark", &value.to_string(), false)?;
            }

            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("level", &level))
                .query(&progenitor_client::QueryParam::new("since", &since))
                .query(&progenitor_client::QueryParam::new("size", &size))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "read_choices",
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

    /// Builder for [`Client::read_deep`]
    ///
    /// [`Client::read_deep`]: super::Client::read_deep
    #[derive(Debug, Clone)]
    pub struct ReadDeep<'a> {
        client: &'a super::Client,
        filter: Result<Option<types::DeepFilter>, String>,
        switches: Result<types::ReadDeepSwitches, String>,
        tags: Result<Option<types::ReadDeepTags>, String>,
    }

    impl<'a> ReadDeep<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                filter: Ok(None),
                switches: Err("switches: required".to_string()),
                tags: Ok(None),
            }
        }

        /// Sets `filter`.
        pub fn filter<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::DeepFilter>,
            V::Error: std::fmt::Display + 'static,
        {
            self.filter = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("filter", error).to_string()
                });
            self
        }

        /// Sets `switches`.
        pub fn switches<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadDeepSwitches>,
            V::Error: std::fmt::Display + 'static,
        {
            self.switches = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("switches", error).to_string()
                });
            self
        }

        /// Sets `tags`.
        pub fn tags<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadDeepTags>,
            V::Error: std::fmt::Display + 'static,
        {
            self.tags = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("tags", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/echo/deep`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ReadDeepResponse>, Error<()>> {
            let Self { client, filter, switches, tags } = self;
            let filter = filter.map_err(Error::InvalidRequest)?;
            let switches = switches.map_err(Error::InvalidRequest)?;
            let tags = tags.map_err(Error::InvalidRequest)?;
            let tags = super::deep_pairs("tags", &tags)?;
            let switches = super::deep_pairs("switches", &switches)?;
            let filter = super::deep_pairs("filter", &filter)?;
            let url = format!("{}/echo/deep", client.baseurl,);
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&filter)
                .query(&switches)
                .query(&tags)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "read_deep",
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

    /// Builder for [`Client::need_digest`]
    ///
    /// [`Client::need_digest`]: super::Client::need_digest
    #[derive(Debug, Clone)]
    pub struct NeedDigest<'a> {
        client: &'a super::Client,
    }

    impl<'a> NeedDigest<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/echo/digest`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::NeedDigestResponse>, Error<()>> {
            let Self { client } = self;
            let url = format!("{}/echo/digest", client.baseurl,);
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "need_digest",
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

    /// Builder for [`Client::need_either`]
    ///
    /// [`Client::need_either`]: super::Client::need_either
    #[derive(Debug, Clone)]
    pub struct NeedEither<'a> {
        client: &'a super::Client,
    }

    impl<'a> NeedEither<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/echo/either`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::NeedEitherResponse>, Error<()>> {
            let Self { client } = self;
            let url = format!("{}/echo/either", client.baseurl,);
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "need_either",
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

    /// Builder for [`Client::read_encoded`]
    ///
    /// [`Client::read_encoded`]: super::Client::read_encoded
    #[derive(Debug, Clone)]
    pub struct ReadEncoded<'a> {
        client: &'a super::Client,
        point: Result<types::Point, String>,
        count: Result<Option<types::ReadEncodedCount>, String>,
        filter: Result<Option<types::ReadEncodedFilter>, String>,
        x_meta: Result<types::ReadEncodedXMeta, String>,
        prefs: Result<Option<types::Prefs>, String>,
    }

    impl<'a> ReadEncoded<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                point: Err("point: required".to_string()),
                count: Ok(None),
                filter: Ok(None),
                x_meta: Err("X-Meta: required".to_string()),
                prefs: Ok(None),
            }
        }

        /// Sets `point`.
        pub fn point<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Point>,
            V::Error: std::fmt::Display + 'static,
        {
            self.point = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("point", error).to_string()
                });
            self
        }

        /// Sets `count`.
        pub fn count<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadEncodedCount>,
            V::Error: std::fmt::Display + 'static,
        {
            self.count = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("count", error).to_string()
                });
            self
        }

        /// Sets `filter`.
        pub fn filter<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadEncodedFilter>,
            V::Error: std::fmt::Display + 'static,
        {
            self.filter = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("filter", error).to_string()
                });
            self
        }

        /// Sets `X-Meta`.
        pub fn x_meta<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadEncodedXMeta>,
            V::Error: std::fmt::Display + 'static,
        {
            self.x_meta = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("X-Meta", error).to_string()
                });
            self
        }

        /// Sets `prefs`.
        pub fn prefs<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Prefs>,
            V::Error: std::fmt::Display + 'static,
        {
            self.prefs = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("prefs", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/echo/json/{point}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ReadEncodedResponse>, Error<()>> {
            let Self { client, point, count, filter, x_meta, prefs } = self;
            let point = point.map_err(Error::InvalidRequest)?;
            let count = count.map_err(Error::InvalidRequest)?;
            let filter = filter.map_err(Error::InvalidRequest)?;
            let x_meta = x_meta.map_err(Error::InvalidRequest)?;
            let prefs = prefs.map_err(Error::InvalidRequest)?;
            let prefs = prefs
                .map(|value| super::json_text(&value))
                .transpose()?
                .map(|text| super::cookie_json(&text));
            let x_meta = super::json_text(&x_meta)?;
            let filter = filter.map(|value| super::json_text(&value)).transpose()?;
            let count = count.map(|value| super::json_text(&value)).transpose()?;
            let point = super::json_text(&point)?;
            let url = format!(
                "{}/echo/json/{}", client.baseurl, encode_path(& point.to_string()),
            );
            let url = super::exact_path(url, "/echo/json/{point}")?;
            let mut header_map = reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            header_map.append("X-Meta", x_meta.to_string().try_into()?);
            if let Some(value) = prefs {
                super::add_cookie(&mut header_map, "prefs", &value.to_string(), false)?;
            }

            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("count", &count))
                .query(&progenitor_client::QueryParam::new("filter", &filter))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "read_encoded",
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

    /// Builder for [`Client::read_lists`]
    ///
    /// [`Client::read_lists`]: super::Client::read_lists
    #[derive(Debug, Clone)]
    pub struct ReadLists<'a> {
        client: &'a super::Client,
        colour: Result<Option<Vec<types::ReadListsColourItem>>, String>,
        each: Result<Option<Vec<String>>, String>,
        least: Result<Option<i32>, String>,
        name: Result<Option<Vec<String>>, String>,
        size: Result<Vec<i64>, String>,
        tags: Result<Option<Vec<String>>, String>,
        word: Result<Option<Vec<String>>, String>,
    }

    impl<'a> ReadLists<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                colour: Ok(None),
                each: Ok(None),
                least: Ok(None),
                name: Ok(None),
                size: Err("size: required".to_string()),
                tags: Ok(None),
                word: Ok(None),
            }
        }

        /// Sets `colour`.
        pub fn colour<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<types::ReadListsColourItem>,
            <V::Item as std::convert::TryInto<
                types::ReadListsColourItem,
            >>::Error: std::fmt::Display + 'static,
        {
            self.colour = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("colour", error).to_string()
                });
            self
        }

        /// Sets `each`.
        pub fn each<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<String>,
            <V::Item as std::convert::TryInto<
                String,
            >>::Error: std::fmt::Display + 'static,
        {
            self.each = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("each", error).to_string()
                });
            self
        }

        /// Sets `least`.
        pub fn least<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i32>,
            V::Error: std::fmt::Display + 'static,
        {
            self.least = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("least", error).to_string()
                });
            self
        }

        /// Sets `name`.
        pub fn name<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<String>,
            <V::Item as std::convert::TryInto<
                String,
            >>::Error: std::fmt::Display + 'static,
        {
            self.name = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("name", error).to_string()
                });
            self
        }

        /// Sets `size`.
        pub fn size<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<i64>,
            <V::Item as std::convert::TryInto<i64>>::Error: std::fmt::Display + 'static,
        {
            self.size = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map_err(|error| {
                    types::error::ConversionError::of("size", error).to_string()
                });
            self
        }

        /// Sets `tags`.
        pub fn tags<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<String>,
            <V::Item as std::convert::TryInto<
                String,
            >>::Error: std::fmt::Display + 'static,
        {
            self.tags = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("tags", error).to_string()
                });
            self
        }

        /// Sets `word`.
        pub fn word<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<String>,
            <V::Item as std::convert::TryInto<
                String,
            >>::Error: std::fmt::Display + 'static,
        {
            self.word = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("word", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/echo/lists`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ReadListsResponse>, Error<()>> {
            let Self { client, colour, each, least, name, size, tags, word } = self;
            let colour = colour.map_err(Error::InvalidRequest)?;
            let each = each.map_err(Error::InvalidRequest)?;
            let least = least.map_err(Error::InvalidRequest)?;
            let name = name.map_err(Error::InvalidRequest)?;
            let size = size.map_err(Error::InvalidRequest)?;
            let tags = tags.map_err(Error::InvalidRequest)?;
            let word = word.map_err(Error::InvalidRequest)?;
            let url = format!("{}/echo/lists", client.baseurl,);
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("colour", &colour))
                .query(&progenitor_client::QueryParam::new("each", &each))
                .query(&progenitor_client::QueryParam::new("least", &least))
                .query(&progenitor_client::QueryParam::new("name", &name))
                .query(&progenitor_client::QueryParam::new("size", &size))
                .query(&progenitor_client::QueryParam::new("tags", &tags))
                .query(&progenitor_client::QueryParam::new("word", &word))
                .headers(header_map)
                .build()?;
            super::join_list(request.url_mut(), "colour", ",");
            super::join_list(request.url_mut(), "name", "%20");
            super::join_list(request.url_mut(), "size", "%7C");
            super::join_list(request.url_mut(), "word", ",");
            let info = OperationInfo {
                operation_id: "read_lists",
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

    /// Builder for [`Client::read_marked`]
    ///
    /// [`Client::read_marked`]: super::Client::read_marked
    #[derive(Debug, Clone)]
    pub struct ReadMarked<'a> {
        client: &'a super::Client,
        b: Result<Option<Vec<i64>>, String>,
        filter: Result<Option<String>, String>,
        list: Result<Option<Vec<String>>, String>,
        others: Result<Option<std::collections::HashMap<String, String>>, String>,
        sort: Result<String, String>,
        id: Result<Option<i64>, String>,
    }

    impl<'a> ReadMarked<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                b: Ok(None),
                filter: Ok(None),
                list: Ok(None),
                others: Ok(None),
                sort: Err("sort[,]: required".to_string()),
                id: Ok(None),
            }
        }

        /// Sets `[b]`.
        pub fn b<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<i64>,
            <V::Item as std::convert::TryInto<i64>>::Error: std::fmt::Display + 'static,
        {
            self.b = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("[b]", error).to_string()
                });
            self
        }

        /// Sets `filter[*]`.
        pub fn filter<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.filter = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("filter[*]", error).to_string()
                });
            self
        }

        /// Sets `list[|]`.
        pub fn list<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<String>,
            <V::Item as std::convert::TryInto<
                String,
            >>::Error: std::fmt::Display + 'static,
        {
            self.list = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("list[|]", error).to_string()
                });
            self
        }

        /// Sets `others`.
        pub fn others<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::collections::HashMap<String, String>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.others = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("others", error).to_string()
                });
            self
        }

        /// Sets `sort[,]`.
        pub fn sort<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.sort = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("sort[,]", error).to_string()
                });
            self
        }

        /// Sets `{id}`.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("{id}", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/echo/marked`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ReadMarkedResponse>, Error<()>> {
            let Self { client, b, filter, list, others, sort, id } = self;
            let b = b.map_err(Error::InvalidRequest)?;
            let filter = filter.map_err(Error::InvalidRequest)?;
            let list = list.map_err(Error::InvalidRequest)?;
            let others = others.map_err(Error::InvalidRequest)?;
            let sort = sort.map_err(Error::InvalidRequest)?;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!("{}/echo/marked", client.baseurl,);
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("[b]", &b))
                .query(&progenitor_client::QueryParam::new("filter[*]", &filter))
                .query(&progenitor_client::QueryParam::new("list[|]", &list))
                .query(&progenitor_client::QueryParam::new("others", &others))
                .query(&progenitor_client::QueryParam::new("sort[,]", &sort))
                .query(&progenitor_client::QueryParam::new("{id}", &id))
                .headers(header_map)
                .build()?;
            super::join_list(request.url_mut(), "list[|]", ",");
            let info = OperationInfo {
                operation_id: "read_marked",
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

    /// Builder for [`Client::read_mixed`]
    ///
    /// [`Client::read_mixed`]: super::Client::read_mixed
    #[derive(Debug, Clone)]
    pub struct ReadMixed<'a> {
        client: &'a super::Client,
        either: Result<Option<Vec<types::ReadMixedEitherItem>>, String>,
        free: Result<Option<types::ReadMixedFree>, String>,
        header_map_query: Result<Option<String>, String>,
        mixed: Result<Option<Vec<types::ReadMixedMixedItem>>, String>,
        more: Result<Option<std::collections::HashMap<String, String>>, String>,
        info_header: Result<Option<String>, String>,
    }

    impl<'a> ReadMixed<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                either: Ok(None),
                free: Ok(None),
                header_map_query: Ok(None),
                mixed: Ok(None),
                more: Ok(None),
                info_header: Ok(None),
            }
        }

        /// Sets `either`.
        pub fn either<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<types::ReadMixedEitherItem>,
            <V::Item as std::convert::TryInto<
                types::ReadMixedEitherItem,
            >>::Error: std::fmt::Display + 'static,
        {
            self.either = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("either", error).to_string()
                });
            self
        }

        /// Sets `free`.
        pub fn free<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadMixedFree>,
            V::Error: std::fmt::Display + 'static,
        {
            self.free = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("free", error).to_string()
                });
            self
        }

        /// Sets `header_map`.
        pub fn header_map_query<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.header_map_query = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("header_map", error).to_string()
                });
            self
        }

        /// Sets `mixed`.
        pub fn mixed<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<types::ReadMixedMixedItem>,
            <V::Item as std::convert::TryInto<
                types::ReadMixedMixedItem,
            >>::Error: std::fmt::Display + 'static,
        {
            self.mixed = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("mixed", error).to_string()
                });
            self
        }

        /// Sets `more`.
        pub fn more<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::collections::HashMap<String, String>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.more = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("more", error).to_string()
                });
            self
        }

        /// Sets `info`.
        pub fn info_header<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.info_header = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("info", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/echo/mixed`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ReadMixedResponse>, Error<()>> {
            let Self {
                client,
                either,
                free,
                header_map_query,
                mixed,
                more,
                info_header,
            } = self;
            let either = either.map_err(Error::InvalidRequest)?;
            let free = free.map_err(Error::InvalidRequest)?;
            let header_map_query = header_map_query.map_err(Error::InvalidRequest)?;
            let mixed = mixed.map_err(Error::InvalidRequest)?;
            let more = more.map_err(Error::InvalidRequest)?;
            let info_header = info_header.map_err(Error::InvalidRequest)?;
            let mixed = mixed.map(|value| super::scalar_texts(&value)).transpose()?;
            let free = super::deep_pairs("free", &free)?;
            if let Some(values) = &either {
                super::check_list(
                    "either",
                    values,
                    lockstep_runtime::ListLimits {
                        least: 0,
                        most: Some(2),
                        unique: false,
                    },
                )?;
            }

            let either = either.map(|value| super::scalar_texts(&value)).transpose()?;
            let url = format!("{}/echo/mixed", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = info_header {
                header_map.append("info", value.to_string().try_into()?);
            }

            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("either", &either))
                .query(&free)
                .query(
                    &progenitor_client::QueryParam::new("header_map", &header_map_query),
                )
                .query(&progenitor_client::QueryParam::new("mixed", &mixed))
                .query(&progenitor_client::QueryParam::new("more", &more))
                .headers(header_map)
                .build()?;
            super::join_list(request.url_mut(), "either", ",");
            let info = OperationInfo {
                operation_id: "read_mixed",
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

    /// Builder for [`Client::need_none`]
    ///
    /// [`Client::need_none`]: super::Client::need_none
    #[derive(Debug, Clone)]
    pub struct NeedNone<'a> {
        client: &'a super::Client,
    }

    impl<'a> NeedNone<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/echo/optional`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::NeedNoneResponse>, Error<()>> {
            let Self { client } = self;
            let url = format!("{}/echo/optional", client.baseurl,);
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "need_none",
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

    /// Builder for [`Client::read_parts`]
    ///
    /// [`Client::read_parts`]: super::Client::read_parts
    #[derive(Debug, Clone)]
    pub struct ReadParts<'a> {
        client: &'a super::Client,
        ids: Result<Vec<String>, String>,
        point: Result<types::Point, String>,
        days: Result<Vec<chrono::DateTime<chrono::offset::Utc>>, String>,
        size: Result<Option<Vec<f64>>, String>,
        word: Result<Vec<String>, String>,
        x_names: Result<Vec<String>, String>,
        x_point: Result<Option<types::Point>, String>,
        x_rates: Result<Option<types::ReadPartsXRates>, String>,
        x_sizes: Result<Option<Vec<i64>>, String>,
        colours: Result<Option<Vec<types::ReadPartsColoursItem>>, String>,
        corner: Result<Option<types::Point>, String>,
    }

    impl<'a> ReadParts<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                ids: Err("ids: required".to_string()),
                point: Err("point: required".to_string()),
                days: Err("days: required".to_string()),
                size: Ok(None),
                word: Err("word: required".to_string()),
                x_names: Err("X-Names: required".to_string()),
                x_point: Ok(None),
                x_rates: Ok(None),
                x_sizes: Ok(None),
                colours: Ok(None),
                corner: Ok(None),
            }
        }

        /// Sets `ids`.
        pub fn ids<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<String>,
            <V::Item as std::convert::TryInto<
                String,
            >>::Error: std::fmt::Display + 'static,
        {
            self.ids = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map_err(|error| {
                    types::error::ConversionError::of("ids", error).to_string()
                });
            self
        }

        /// Sets `point`.
        pub fn point<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Point>,
            V::Error: std::fmt::Display + 'static,
        {
            self.point = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("point", error).to_string()
                });
            self
        }

        /// Sets `days`.
        pub fn days<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            <V::Item as std::convert::TryInto<
                chrono::DateTime<chrono::offset::Utc>,
            >>::Error: std::fmt::Display + 'static,
        {
            self.days = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map_err(|error| {
                    types::error::ConversionError::of("days", error).to_string()
                });
            self
        }

        /// Sets `size`.
        pub fn size<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<f64>,
            <V::Item as std::convert::TryInto<f64>>::Error: std::fmt::Display + 'static,
        {
            self.size = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("size", error).to_string()
                });
            self
        }

        /// Sets `word`.
        pub fn word<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<String>,
            <V::Item as std::convert::TryInto<
                String,
            >>::Error: std::fmt::Display + 'static,
        {
            self.word = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map_err(|error| {
                    types::error::ConversionError::of("word", error).to_string()
                });
            self
        }

        /// Sets `X-Names`.
        pub fn x_names<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<String>,
            <V::Item as std::convert::TryInto<
                String,
            >>::Error: std::fmt::Display + 'static,
        {
            self.x_names = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map_err(|error| {
                    types::error::ConversionError::of("X-Names", error).to_string()
                });
            self
        }

        /// Sets `X-Point`.
        pub fn x_point<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Point>,
            V::Error: std::fmt::Display + 'static,
        {
            self.x_point = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("X-Point", error).to_string()
                });
            self
        }

        /// Sets `X-Rates`.
        pub fn x_rates<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadPartsXRates>,
            V::Error: std::fmt::Display + 'static,
        {
            self.x_rates = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("X-Rates", error).to_string()
                });
            self
        }

        /// Sets `X-Sizes`.
        pub fn x_sizes<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<i64>,
            <V::Item as std::convert::TryInto<i64>>::Error: std::fmt::Display + 'static,
        {
            self.x_sizes = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("X-Sizes", error).to_string()
                });
            self
        }

        /// Sets `colours`.
        pub fn colours<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<types::ReadPartsColoursItem>,
            <V::Item as std::convert::TryInto<
                types::ReadPartsColoursItem,
            >>::Error: std::fmt::Display + 'static,
        {
            self.colours = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("colours", error).to_string()
                });
            self
        }

        /// Sets `corner`.
        pub fn corner<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Point>,
            V::Error: std::fmt::Display + 'static,
        {
            self.corner = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("corner", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/echo/parts/{ids}/{point}/{days}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ReadPartsResponse>, Error<()>> {
            let Self {
                client,
                ids,
                point,
                days,
                size,
                word,
                x_names,
                x_point,
                x_rates,
                x_sizes,
                colours,
                corner,
            } = self;
            let ids = ids.map_err(Error::InvalidRequest)?;
            let point = point.map_err(Error::InvalidRequest)?;
            let days = days.map_err(Error::InvalidRequest)?;
            let size = size.map_err(Error::InvalidRequest)?;
            let word = word.map_err(Error::InvalidRequest)?;
            let x_names = x_names.map_err(Error::InvalidRequest)?;
            let x_point = x_point.map_err(Error::InvalidRequest)?;
            let x_rates = x_rates.map_err(Error::InvalidRequest)?;
            let x_sizes = x_sizes.map_err(Error::InvalidRequest)?;
            let colours = colours.map_err(Error::InvalidRequest)?;
            let corner = corner.map_err(Error::InvalidRequest)?;
            let corner = corner
                .map(|value| super::comma_members(&value, "corner", false, false))
                .transpose()?;
            let colours = colours
                .map(|value| super::comma_list(&value, "colours", false))
                .transpose()?;
            if let Some(values) = &x_sizes {
                super::check_list(
                    "X-Sizes",
                    values,
                    lockstep_runtime::ListLimits {
                        least: 0,
                        most: None,
                        unique: true,
                    },
                )?;
            }

            let x_sizes = x_sizes
                .map(|value| super::comma_list(&value, "X-Sizes", false))
                .transpose()?;
            let x_rates = x_rates
                .map(|value| super::comma_members(&value, "X-Rates", true, false))
                .transpose()?;
            let x_point = x_point
                .map(|value| super::comma_members(&value, "X-Point", false, false))
                .transpose()?;
            let x_names = super::comma_list(&x_names, "X-Names", false)?;
            super::check_list(
                "word",
                &word,
                lockstep_runtime::ListLimits {
                    least: 2,
                    most: None,
                    unique: false,
                },
            )?;
            if let Some(values) = &size {
                super::check_list(
                    "size",
                    values,
                    lockstep_runtime::ListLimits {
                        least: 1,
                        most: Some(2),
                        unique: true,
                    },
                )?;
            }

            let point = super::comma_members(&point, "point", true, true)?;
            super::check_list(
                "ids",
                &ids,
                lockstep_runtime::ListLimits {
                    least: 0,
                    most: Some(3),
                    unique: false,
                },
            )?;
            let ids = super::comma_list(&ids, "ids", true)?;
            let days = super::comma_list(&days, "days", true)?;
            let url = format!(
                "{}/echo/parts/{}/{}/{}", client.baseurl, ids, point, days,
            );
            let url = super::exact_path(url, "/echo/parts/{ids}/{point}/{days}")?;
            let mut header_map = reqwest::header::HeaderMap::with_capacity(7usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            header_map.append("X-Names", x_names.to_string().try_into()?);
            if let Some(value) = x_point {
                header_map.append("X-Point", value.to_string().try_into()?);
            }

            if let Some(value) = x_rates {
                header_map.append("X-Rates", value.to_string().try_into()?);
            }

            if let Some(value) = x_sizes {
                header_map.append("X-Sizes", value.to_string().try_into()?);
            }

            if let Some(value) = colours {
                super::add_cookie(&mut header_map, "colours", &value.to_string(), true)?;
            }

            if let Some(value) = corner {
                super::add_cookie(&mut header_map, "corner", &value.to_string(), true)?;
            }

            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("size", &size))
                .query(&progenitor_client::QueryParam::new("word", &word))
                .headers(header_map)
                .build()?;
            super::join_list(request.url_mut(), "word", ",");
            let info = OperationInfo {
                operation_id: "read_parts",
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

    /// Builder for [`Client::read_times`]
    ///
    /// [`Client::read_times`]: super::Client::read_times
    #[derive(Debug, Clone)]
    pub struct ReadTimes<'a> {
        client: &'a super::Client,
        at: Result<chrono::DateTime<chrono::offset::Utc>, String>,
        x_since: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        x_until: Result<types::Time, String>,
        day: Result<Option<chrono::naive::NaiveDate>, String>,
        session: Result<String, String>,
    }

    impl<'a> ReadTimes<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                at: Err("at: required".to_string()),
                x_since: Ok(None),
                x_until: Err("X-Until: required".to_string()),
                day: Ok(None),
                session: Err("session: required".to_string()),
            }
        }

        /// Sets `at`.
        pub fn at<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.at = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("at", error).to_string()
                });
            self
        }

        /// Sets `X-Since`.
        pub fn x_since<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.x_since = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("X-Since", error).to_string()
                });
            self
        }

        /// Sets `X-Until`.
        pub fn x_until<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Time>,
            V::Error: std::fmt::Display + 'static,
        {
            self.x_until = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("X-Until", error).to_string()
                });
            self
        }

        /// Sets `day`.
        pub fn day<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::naive::NaiveDate>,
            V::Error: std::fmt::Display + 'static,
        {
            self.day = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("day", error).to_string()
                });
            self
        }

        /// Sets `session`.
        pub fn session<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.session = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("session", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/echo/times/{at}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ReadTimesResponse>, Error<()>> {
            let Self { client, at, x_since, x_until, day, session } = self;
            let at = at.map_err(Error::InvalidRequest)?;
            let x_since = x_since.map_err(Error::InvalidRequest)?;
            let x_until = x_until.map_err(Error::InvalidRequest)?;
            let day = day.map_err(Error::InvalidRequest)?;
            let session = session.map_err(Error::InvalidRequest)?;
            let at = at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
            let url = format!(
                "{}/echo/times/{}", client.baseurl, encode_path(& at.to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(5usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = x_since {
                header_map
                    .append(
                        "X-Since",
                        value
                            .to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
                            .try_into()?,
                    );
            }

            header_map
                .append(
                    "X-Until",
                    x_until
                        .to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
                        .try_into()?,
                );
            if let Some(value) = day {
                super::add_cookie(&mut header_map, "day", &value.to_string(), false)?;
            }

            super::add_cookie(&mut header_map, "session", &session.to_string(), false)?;
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "read_times",
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

    /// Builder for [`Client::read_limited_times`]
    ///
    /// [`Client::read_limited_times`]: super::Client::read_limited_times
    #[derive(Debug, Clone)]
    pub struct ReadLimitedTimes<'a> {
        client: &'a super::Client,
        at: Result<types::ReadLimitedTimesAt, String>,
        until: Result<Option<types::ReadLimitedTimesUntil>, String>,
        x_new_year: Result<Option<types::ReadLimitedTimesXNewYear>, String>,
        x_since: Result<Option<types::ReadLimitedTimesXSince>, String>,
    }

    impl<'a> ReadLimitedTimes<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                at: Err("at: required".to_string()),
                until: Ok(None),
                x_new_year: Ok(None),
                x_since: Ok(None),
            }
        }

        /// Sets `at`.
        pub fn at<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadLimitedTimesAt>,
            V::Error: std::fmt::Display + 'static,
        {
            self.at = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("at", error).to_string()
                });
            self
        }

        /// Sets `until`.
        pub fn until<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadLimitedTimesUntil>,
            V::Error: std::fmt::Display + 'static,
        {
            self.until = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("until", error).to_string()
                });
            self
        }

        /// Sets `X-New-Year`.
        pub fn x_new_year<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadLimitedTimesXNewYear>,
            V::Error: std::fmt::Display + 'static,
        {
            self.x_new_year = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("X-New-Year", error).to_string()
                });
            self
        }

        /// Sets `X-Since`.
        pub fn x_since<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadLimitedTimesXSince>,
            V::Error: std::fmt::Display + 'static,
        {
            self.x_since = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("X-Since", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/echo/times/{at}/limited`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ReadLimitedTimesResponse>, Error<()>> {
            let Self { client, at, until, x_new_year, x_since } = self;
            let at = at.map_err(Error::InvalidRequest)?;
            let until = until.map_err(Error::InvalidRequest)?;
            let x_new_year = x_new_year.map_err(Error::InvalidRequest)?;
            let x_since = x_since.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/echo/times/{}/limited", client.baseurl, encode_path(& at
                .to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(3usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = x_new_year {
                header_map.append("X-New-Year", value.to_string().try_into()?);
            }

            if let Some(value) = x_since {
                header_map.append("X-Since", value.to_string().try_into()?);
            }

            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("until", &until))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "read_limited_times",
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

    /// Builder for [`Client::async_operation`]
    ///
    /// [`Client::async_operation`]: super::Client::async_operation
    #[derive(Debug, Clone)]
    pub struct AsyncOperation<'a> {
        client: &'a super::Client,
        id: Result<String, String>,
        body: Result<Option<String>, String>,
        id_query: Result<Option<i64>, String>,
        page_size_query: Result<Option<i64>, String>,
        page_size: Result<Option<i64>, String>,
        send_header: Result<Option<String>, String>,
    }

    impl<'a> AsyncOperation<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
                body: Ok(None),
                id_query: Ok(None),
                page_size_query: Ok(None),
                page_size: Ok(None),
                send_header: Ok(None),
            }
        }

        /// Sets `id`.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sets `body`.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("body", error).to_string()
                });
            self
        }

        /// Sets `id`.
        pub fn id_query<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id_query = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sets `page-size`.
        pub fn page_size_query<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
            V::Error: std::fmt::Display + 'static,
        {
            self.page_size_query = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("page-size", error).to_string()
                });
            self
        }

        /// Sets `page_size`.
        pub fn page_size<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
            V::Error: std::fmt::Display + 'static,
        {
            self.page_size = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("page_size", error).to_string()
                });
            self
        }

        /// Sets `send`.
        pub fn send_header<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.send_header = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("send", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/echo/{id}/same`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::AsyncOperationResponse>, Error<()>> {
            let Self {
                client,
                id,
                body,
                id_query,
                page_size_query,
                page_size,
                send_header,
            } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let id_query = id_query.map_err(Error::InvalidRequest)?;
            let page_size_query = page_size_query.map_err(Error::InvalidRequest)?;
            let page_size = page_size.map_err(Error::InvalidRequest)?;
            let send_header = send_header.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/echo/{}/same", client.baseurl, encode_path(& id.to_string()),
            );
            let url = super::exact_path(url, "/echo/{id}/same")?;
            let mut header_map = reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = send_header {
                header_map.append("send", value.to_string().try_into()?);
            }

            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("body", &body))
                .query(&progenitor_client::QueryParam::new("id", &id_query))
                .query(
                    &progenitor_client::QueryParam::new("page-size", &page_size_query),
                )
                .query(&progenitor_client::QueryParam::new("page_size", &page_size))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "async_operation",
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

    /// Builder for [`Client::new_operation`]
    ///
    /// [`Client::new_operation`]: super::Client::new_operation
    #[derive(Debug, Clone)]
    pub struct NewOperation<'a> {
        client: &'a super::Client,
        id: Result<String, String>,
        body: Result<types::builder::NewOperationBody, String>,
    }

    impl<'a> NewOperation<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
                body: Ok(Default::default()),
            }
        }

        /// Sets `id`.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::NewOperationBody>,
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
                types::builder::NewOperationBody,
            ) -> types::builder::NewOperationBody,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `OPTIONS` request to `/echo/{id}/same`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<
                lockstep_runtime::stream::ItemStream<
                    lockstep_runtime::stream::JsonLines<types::NewOperationResponseItem>,
                >,
            >,
            Error<()>,
        > {
            let Self { client, id, body } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::NewOperationBody::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/echo/{}/same", client.baseurl, encode_path(& id.to_string()),
            );
            let url = super::exact_path(url, "/echo/{id}/same")?;
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
                .request(reqwest::Method::OPTIONS, url)
                .header(reqwest::header::CONTENT_TYPE, "application/merge-patch+json")
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "new_operation",
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

    /// Builder for [`Client::error_operation`]
    ///
    /// [`Client::error_operation`]: super::Client::error_operation
    #[derive(Debug, Clone)]
    pub struct ErrorOperation<'a> {
        client: &'a super::Client,
        name: Result<String, String>,
        body: Result<types::builder::ErrorOperationBody, String>,
    }

    impl<'a> ErrorOperation<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                name: Err("name: required".to_string()),
                body: Ok(Default::default()),
            }
        }

        /// Sets `name`.
        pub fn name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.name = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("name", error).to_string()
                });
            self
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ErrorOperationBody>,
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
                types::builder::ErrorOperationBody,
            ) -> types::builder::ErrorOperationBody,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `POST` request to `/echo/{name}/same`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ErrorOperationResponse>, Error<()>> {
            let Self { client, name, body } = self;
            let name = name.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::ErrorOperationBody::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/echo/{}/same", client.baseurl, encode_path(& name.to_string()),
            );
            let url = super::exact_path(url, "/echo/{name}/same")?;
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
                operation_id: "error_operation",
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

    /// Builder for [`Client::read_whole`]
    ///
    /// [`Client::read_whole`]: super::Client::read_whole
    #[derive(Debug, Clone)]
    pub struct ReadWhole<'a> {
        client: &'a super::Client,
        id: Result<String, String>,
    }

    impl<'a> ReadWhole<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
            }
        }

        /// Sets `id`.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/files/{id}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ReadWholeResponse>, Error<()>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/files/{}", client.baseurl, encode_path(& id.to_string()),
            );
            let url = super::exact_path(url, "/files/{id}")?;
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "read_whole",
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

    /// Builder for [`Client::cancel_file`]
    ///
    /// [`Client::cancel_file`]: super::Client::cancel_file
    #[derive(Debug, Clone)]
    pub struct CancelFile<'a> {
        client: &'a super::Client,
        id: Result<i32, String>,
    }

    impl<'a> CancelFile<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
            }
        }

        /// Sets `id`.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i32>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sends a `POST` request to `/files/{id}:cancel`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::CancelFileResponse>, Error<()>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/files/{}:cancel", client.baseurl, encode_path(& id.to_string()),
            );
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
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "cancel_file",
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

    /// Builder for [`Client::read_file`]
    ///
    /// [`Client::read_file`]: super::Client::read_file
    #[derive(Debug, Clone)]
    pub struct ReadFile<'a> {
        client: &'a super::Client,
        name: Result<String, String>,
        ext: Result<types::ReadFileExt, String>,
    }

    impl<'a> ReadFile<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                name: Err("name: required".to_string()),
                ext: Err("ext: required".to_string()),
            }
        }

        /// Sets `name`.
        pub fn name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.name = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("name", error).to_string()
                });
            self
        }

        /// Sets `ext`.
        pub fn ext<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ReadFileExt>,
            V::Error: std::fmt::Display + 'static,
        {
            self.ext = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("ext", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/files/{name}.{ext}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ReadFileResponse>, Error<()>> {
            let Self { client, name, ext } = self;
            let name = name.map_err(Error::InvalidRequest)?;
            let ext = ext.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/files/{}.{}", client.baseurl, encode_path(& name.to_string()),
                encode_path(& ext.to_string()),
            );
            let url = super::exact_path(url, "/files/{name}.{ext}")?;
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "read_file",
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

    /// Builder for [`Client::get_slash`]
    ///
    /// [`Client::get_slash`]: super::Client::get_slash
    #[derive(Debug, Clone)]
    pub struct GetSlash<'a> {
        client: &'a super::Client,
    }

    impl<'a> GetSlash<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/slash/`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::GetSlashResponse>, Error<()>> {
            let Self { client } = self;
            let url = format!("{}/slash/", client.baseurl,);
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_slash",
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

    /// The body of `2fa`.
    #[derive(Debug)]
    pub enum N2faBody {
        /// `application/json`
        ApplicationJson(types::N2faBody),
        /// `text/plain`
        TextPlain(reqwest::Body),
    }

    impl N2faBody {
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

                    Self::TextPlain(body) => {
                        request
                            .header(reqwest::header::CONTENT_TYPE, "text/plain")
                            .body(body)
                    }
                },
            )
        }
    }

    impl From<types::N2faBody> for N2faBody {
        fn from(value: types::N2faBody) -> Self {
            Self::ApplicationJson(value)
        }
    }
}

/// Responses that have one of several contents.
pub mod responses {
    use super::{types, ByteStream, Error, ResponseValue};

    /// A response of `2fa` unless it fails.
    pub enum N2faResponse {
        /// `application/json`
        Ok(types::N2faResponse),
        /// `text/plain`
        Accepted(ByteStream),
    }

    impl N2faResponse {
        pub(super) async fn read<E>(
            response: reqwest::Response,
        ) -> Result<ResponseValue<Self>, Error<E>> {
            match response.status().as_u16() {
                200 => {
                    super::read_answer::<types::N2faResponse, E>(response)
                        .await?
                        .map(N2faResponse::Ok)
                }
                202 => ResponseValue::stream(response).map(N2faResponse::Accepted),
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    impl std::fmt::Debug for N2faResponse {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self {
                Self::Ok(value) => f.debug_tuple("Ok").field(value).finish(),
                Self::Accepted(_) => f.write_str("Accepted(…)"),
            }
        }
    }

    /// An error of `2fa`.
    pub enum N2faError {
        /// `application/json`
        N2faError(types::N2faError),
        /// `text/plain`
        TextPlain(ByteStream),
    }

    impl N2faError {
        pub(super) async fn read<E>(
            response: reqwest::Response,
        ) -> Result<ResponseValue<Self>, Error<E>> {
            match response.status().as_u16() {
                400..=499 => {
                    if is_sent_as(&response, "application/json") {
                        super::read_answer::<types::N2faError, E>(response)
                            .await?
                            .map(N2faError::N2faError)
                    } else if is_sent_as(&response, "text/plain") {
                        ResponseValue::stream(response).map(N2faError::TextPlain)
                    } else {
                        Err(Error::UnexpectedResponse(response))
                    }
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    impl std::fmt::Debug for N2faError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self {
                Self::N2faError(value) => {
                    f.debug_tuple("N2faError").field(value).finish()
                }

                Self::TextPlain(_) => f.write_str("TextPlain(…)"),
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
        operation_id, "count" | "need_both" | "need_certificate" | "read_choices" |
        "read_deep" | "need_digest" | "need_either" | "read_encoded" | "read_lists" |
        "read_marked" | "read_mixed" | "need_none" | "read_parts" | "read_times" |
        "read_limited_times" | "async_operation" | "new_operation" | "read_whole" |
        "read_file" | "get_slash"
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

/// Adds a form in parts to a request.
fn with_parts<T: serde::Serialize + lockstep_runtime::multipart::FormParts, E>(
    request: reqwest::RequestBuilder,
    form: &T,
) -> Result<reqwest::RequestBuilder, Error<E>> {
    let (content_type, body) = lockstep_runtime::multipart::write(form)
        .map_err(|error| Error::InvalidRequest(error.to_string()))?;
    Ok(request.header(reqwest::header::CONTENT_TYPE, content_type).body(body))
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

/// Sends the elements of a list in one parameter, where a parameter for each is now.
fn join_list(url: &mut reqwest::Url, name: &str, delimiter: &str) {
    let Some(query) = url.query() else { return };
    let named: Vec<bool> = url.query_pairs().map(|(key, _)| key == name).collect();
    let mut pairs: Vec<String> = Vec::new();
    let mut list = None;
    for (pair, named) in query.split('&').zip(named) {
        match list {
            Some(at) if named => {
                let value = pair.split_once('=').map_or("", |(_, value)| value);
                let joined: &mut String = &mut pairs[at];
                joined.push_str(delimiter);
                joined.push_str(value);
            }
            _ => {
                if named {
                    list = Some(pairs.len());
                }

                pairs.push(pair.to_owned());
            }
        }
    }

    url.set_query(Some(&pairs.join("&")));
}

/// Adds a cookie to a request (RFC 6265, sections 4.1.1 and 4.2.1). The contract may have
/// commas between the parts of its value, although that section has none.
fn add_cookie<E>(
    headers: &mut reqwest::header::HeaderMap,
    name: &str,
    value: &str,
    commas: bool,
) -> Result<(), Error<E>> {
    let allowed = |byte: u8| {
        byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
            || byte == b',' && commas
    };
    if !value.bytes().all(allowed) {
        return Err(
            Error::InvalidRequest(
                format!(
                    "{name}: a cookie has ASCII characters only, without blanks, quotation marks, \
                     commas, semicolons and backslashes"
                ),
            ),
        );
    }

    let before = headers.get(reqwest::header::COOKIE).and_then(|it| it.to_str().ok());
    let before = before.map_or(String::new(), |before| format!("{before}; "));
    let cookies = format!("{before}{name}={value}");
    headers.insert(reqwest::header::COOKIE, cookies.try_into()?);
    Ok(())
}

/// Returns a string, a number or a boolean as the text of a parameter.
fn scalar_text<E>(value: &impl serde::Serialize) -> Result<String, Error<E>> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => Ok(text),
        Ok(value) => Ok(value.to_string()),
        Err(error) => Err(Error::InvalidRequest(error.to_string())),
    }
}

/// Returns strings, numbers and booleans as the texts of a list of parameters.
fn scalar_texts<E>(values: &[impl serde::Serialize]) -> Result<Vec<String>, Error<E>> {
    values.iter().map(|value| scalar_text(value)).collect()
}

/// Returns a value as JSON, the text of a parameter.
fn json_text<E>(value: &impl serde::Serialize) -> Result<String, Error<E>> {
    serde_json::to_string(value)
        .map_err(|error| Error::InvalidRequest(error.to_string()))
}

/// Returns JSON with `%` and two digits for what a cookie does not have.
fn cookie_json(json: &str) -> String {
    let mut text = String::new();
    for byte in json.bytes() {
        if byte.is_ascii_graphic() && !matches!(byte, b'"' | b'%' | b',' | b';' | b'\\')
        {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }

    text
}

/// Returns the parameters that an object is: `filter[name][eq]` and others.
fn deep_pairs<E>(
    name: &str,
    value: &impl serde::Serialize,
) -> Result<Vec<(String, String)>, Error<E>> {
    let mut pairs = Vec::new();
    match serde_json::to_value(value) {
        Ok(value) if add_members(name, &value, &mut pairs) => Ok(pairs),
        Ok(_) => {
            Err(
                Error::InvalidRequest(
                    format!(
                        "{name}: the name of a member is not empty, and has no brackets"
                    ),
                ),
            )
        }

        Err(error) => Err(Error::InvalidRequest(format!("{name}: {error}"))),
    }
}

/// Adds the parameters of a value. Returns false for a member that has no name of one.
fn add_members(
    name: &str,
    value: &serde_json::Value,
    pairs: &mut Vec<(String, String)>,
) -> bool {
    match value {
        serde_json::Value::Null => true,
        serde_json::Value::Object(members) => {
            members
                .iter()
                .all(|(key, value)| {
                    !key.is_empty() && !key.contains(['[', ']'])
                        && add_members(&format!("{name}[{key}]"), value, pairs)
                })
        }

        serde_json::Value::Array(items) => {
            items.iter().all(|item| add_members(name, item, pairs))
        }

        serde_json::Value::String(text) => {
            pairs.push((name.to_owned(), text.clone()));
            true
        }

        value => {
            pairs.push((name.to_owned(), value.to_string()));
            true
        }
    }
}

/// Refuses a list beyond its limits.
fn check_list<E>(
    name: &str,
    elements: &[impl serde::Serialize],
    limits: lockstep_runtime::ListLimits,
) -> Result<(), Error<E>> {
    limits
        .check(elements)
        .map_err(|error| Error::InvalidRequest(format!("{name}: {error}")))
}

/// Returns a list as the text of a parameter, with commas between its elements.
fn comma_list<E>(
    elements: &[impl serde::Serialize],
    name: &str,
    in_path: bool,
) -> Result<String, Error<E>> {
    let mut parts = Vec::new();
    for element in elements {
        let text = match serde_json::to_value(element) {
            Ok(serde_json::Value::String(text)) => text,
            Ok(value) => value.to_string(),
            Err(error) => {
                return Err(Error::InvalidRequest(format!("{name}: {error}")));
            }
        };
        parts.push(comma_part(name, &text, false, in_path)?);
    }

    let text = parts.join(",");
    if text.is_empty() && (in_path || !parts.is_empty()) {
        return Err(
            Error::InvalidRequest(
                format!(
                    "{name}: an empty list, or an empty text alone, cannot be sent here"
                ),
            ),
        );
    }

    Ok(text)
}

/// Returns an object as the text of a parameter, with commas between its members.
fn comma_members<E>(
    value: &impl serde::Serialize,
    name: &str,
    explode: bool,
    in_path: bool,
) -> Result<String, Error<E>> {
    let value = serde_json::to_value(value)
        .map_err(|error| Error::InvalidRequest(format!("{name}: {error}")))?;
    let mut pairs = Vec::new();
    let is_sound = add_members("", &value, &mut pairs);
    let mut parts = Vec::new();
    for (key, value) in &pairs {
        let key = comma_part(name, key.trim_matches(['[', ']']), explode, in_path)?;
        let value = comma_part(name, value, false, in_path)?;
        parts.push(format!("{key}{}{value}", if explode { '=' } else { ',' }));
    }

    if !is_sound || in_path && parts.is_empty() {
        return Err(
            Error::InvalidRequest(
                format!(
                    "{name}: an object without members, or with a member whose name is empty or \
                     has brackets, cannot be sent here"
                ),
            ),
        );
    }

    Ok(parts.join(","))
}

/// Returns a part of a list or an object that has commas between its parts. The key of a
/// member may have `=` behind it.
fn comma_part<E>(
    name: &str,
    text: &str,
    before_equals: bool,
    in_path: bool,
) -> Result<String, Error<E>> {
    if in_path {
        let text = progenitor_client::encode_path(text).replace(',', "%2C");
        return Ok(if before_equals { text.replace('=', "%3D") } else { text });
    }

    if text.contains(',') || text.trim() != text || before_equals && text.contains('=') {
        return Err(
            Error::InvalidRequest(
                format!(
                    "{name}: a part has no comma, no blank at its ends, and a name no `=` here"
                ),
            ),
        );
    }

    Ok(text.to_owned())
}
