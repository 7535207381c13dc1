// @generated from features.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// The shared types of operation parameters and responses.
#[doc(inline)]
pub use super::types as types;

#[derive(Clone, Debug)]
/// Client for Features
///
/// Version: v1
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
        "v1"
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
    /// Sends a `GET` request to `/filtered`
    ///
    /// Arguments:
    /// - `created_at_gt`: Later than this.
    /// - `created_at_in`
    /// - `created_at_lte`
    /// - `maker_name_in`
    /// - `maker_name_size`
    /// ```ignore
    /// let response = client.filter_things()
    ///     .created_at_gt(created_at_gt)
    ///     .created_at_in(created_at_in)
    ///     .created_at_lte(created_at_lte)
    ///     .maker_name_in(maker_name_in)
    ///     .maker_name_size(maker_name_size)
    ///     .send()
    ///     .await;
    /// ```
    pub fn filter_things(&self) -> builder::FilterThings<'_> {
        builder::FilterThings::new(self)
    }

    /// Sends a `POST` request to `/form`
    ///
    /// ```ignore
    /// let response = client.send_form()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn send_form(&self) -> builder::SendForm<'_> {
        builder::SendForm::new(self)
    }

    /// Sends a `GET` request to `/logos/{name}`
    ///
    /// Arguments:
    /// - `name`
    /// - `sizes`
    /// - `accept`: The media types that the caller accepts, such as `text/csv`.
    /// ```ignore
    /// let response = client.get_logo()
    ///     .name(name)
    ///     .sizes(sizes)
    ///     .accept(accept)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_logo(&self) -> builder::GetLogo<'_> {
        builder::GetLogo::new(self)
    }

    /// Sends a `PUT` request to `/note`
    ///
    /// ```ignore
    /// let response = client.put_note()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn put_note(&self) -> builder::PutNote<'_> {
        builder::PutNote::new(self)
    }

    /// Sends a `POST` request to `/notes/form`
    ///
    /// ```ignore
    /// let response = client.send_note()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn send_note(&self) -> builder::SendNote<'_> {
        builder::SendNote::new(self)
    }

    /// Sends a `POST` request to `/notes/import`
    ///
    /// ```ignore
    /// let response = client.import_notes()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn import_notes(&self) -> builder::ImportNotes<'_> {
        builder::ImportNotes::new(self)
    }

    /// The note of the caller.
    ///
    /// Sends a `GET` request to `/notes/mine`
    ///
    /// ```ignore
    /// let response = client.get_my_note()
    ///     .size(size)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_my_note(&self) -> builder::GetMyNote<'_> {
        builder::GetMyNote::new(self)
    }

    /// Sends a `GET` request to `/notes/mine/tags`
    ///
    /// ```ignore
    /// let response = client.get_my_tags()
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_my_tags(&self) -> builder::GetMyTags<'_> {
        builder::GetMyTags::new(self)
    }

    /// Fetch a note
    ///
    /// By its ID.
    ///
    /// Sends a `GET` request to `/notes/{id}`
    ///
    /// ```ignore
    /// let response = client.get_note()
    ///     .id(id)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_note(&self) -> builder::GetNote<'_> {
        builder::GetNote::new(self)
    }

    /// Sends a `DELETE` request to `/notes/{id}`
    ///
    /// ```ignore
    /// let response = client.delete_note()
    ///     .id(id)
    ///     .send()
    ///     .await;
    /// ```
    pub fn delete_note(&self) -> builder::DeleteNote<'_> {
        builder::DeleteNote::new(self)
    }

    /// Sends a `GET` request to `/notes/{note}/lines/last`
    ///
    /// ```ignore
    /// let response = client.get_last_line()
    ///     .note(note)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_last_line(&self) -> builder::GetLastLine<'_> {
        builder::GetLastLine::new(self)
    }

    /// Sends a `GET` request to `/notes/{note}/lines/{line}`
    ///
    /// ```ignore
    /// let response = client.get_line()
    ///     .note(note)
    ///     .line(line)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_line(&self) -> builder::GetLine<'_> {
        builder::GetLine::new(self)
    }

    /// Sends a `POST` request to `/parts`
    ///
    /// Arguments:
    /// - `content_type`: `multipart/form-data` with the boundary of the parts.
    /// - `body`
    /// ```ignore
    /// let response = client.send_parts()
    ///     .content_type(content_type)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn send_parts(&self) -> builder::SendParts<'_> {
        builder::SendParts::new(self)
    }

    /// Sends a `GET` request to `/raw`
    ///
    /// ```ignore
    /// let response = client.get_raw()
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_raw(&self) -> builder::GetRaw<'_> {
        builder::GetRaw::new(self)
    }

    /// Sends a `GET` request to `/search`
    ///
    /// ```ignore
    /// let response = client.search()
    ///     .id(id)
    ///     .one_or_more(one_or_more)
    ///     .order(order)
    ///     .x_rank(x_rank)
    ///     .send()
    ///     .await;
    /// ```
    pub fn search(&self) -> builder::Search<'_> {
        builder::Search::new(self)
    }

    /// Sends a `GET` request to `/socket/{name}`
    ///
    /// ```ignore
    /// let response = client.open_socket()
    ///     .name(name)
    ///     .send()
    ///     .await;
    /// ```
    pub fn open_socket(&self) -> builder::OpenSocket<'_> {
        builder::OpenSocket::new(self)
    }

    /// Sends a `GET` request to `/style.css`
    ///
    /// ```ignore
    /// let response = client.get_style()
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_style(&self) -> builder::GetStyle<'_> {
        builder::GetStyle::new(self)
    }

    /// List things
    ///
    /// All of them,
    /// page by page.
    ///
    /// Sends a `GET` request to `/things`
    ///
    /// ```ignore
    /// let response = client.list_things()
    ///     .colour(colour)
    ///     .limit(limit)
    ///     .page_token(page_token)
    ///     .send()
    ///     .await;
    /// ```
    pub fn list_things(&self) -> builder::ListThings<'_> {
        builder::ListThings::new(self)
    }

    /// Sends a `POST` request to `/things`
    ///
    /// ```ignore
    /// let response = client.create_thing()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn create_thing(&self) -> builder::CreateThing<'_> {
        builder::CreateThing::new(self)
    }

    /// Sends a `PUT` request to `/upload`
    ///
    /// ```ignore
    /// let response = client.upload()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn upload(&self) -> builder::Upload<'_> {
        builder::Upload::new(self)
    }

    /// Sends a `POST` request to `/values`
    ///
    /// ```ignore
    /// let response = client.echo_values()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn echo_values(&self) -> builder::EchoValues<'_> {
        builder::EchoValues::new(self)
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

    /// Builder for [`Client::filter_things`]
    ///
    /// [`Client::filter_things`]: super::Client::filter_things
    #[derive(Debug, Clone)]
    pub struct FilterThings<'a> {
        client: &'a super::Client,
        created_at_gt: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        created_at_in: Result<
            Option<Vec<chrono::DateTime<chrono::offset::Utc>>>,
            String,
        >,
        created_at_lte: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        maker_name_in: Result<Option<Vec<types::Name>>, String>,
        maker_name_size: Result<Option<i32>, String>,
    }

    impl<'a> FilterThings<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                created_at_gt: Ok(None),
                created_at_in: Ok(None),
                created_at_lte: Ok(None),
                maker_name_in: Ok(None),
                maker_name_size: Ok(None),
            }
        }

        /// Later than this.
        pub fn created_at_gt<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.created_at_gt = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("created_at[gt]", error)
                        .to_string()
                });
            self
        }

        /// Sets `created_at[in]`.
        pub fn created_at_in<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            <V::Item as std::convert::TryInto<
                chrono::DateTime<chrono::offset::Utc>,
            >>::Error: std::fmt::Display + 'static,
        {
            self.created_at_in = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("created_at[in]", error)
                        .to_string()
                });
            self
        }

        /// Sets `created_at[lte]`.
        pub fn created_at_lte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.created_at_lte = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("created_at[lte]", error)
                        .to_string()
                });
            self
        }

        /// Sets `maker.name[in]`.
        pub fn maker_name_in<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<types::Name>,
            <V::Item as std::convert::TryInto<
                types::Name,
            >>::Error: std::fmt::Display + 'static,
        {
            self.maker_name_in = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("maker.name[in]", error)
                        .to_string()
                });
            self
        }

        /// Sets `maker.name[size]`.
        pub fn maker_name_size<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i32>,
            V::Error: std::fmt::Display + 'static,
        {
            self.maker_name_size = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("maker.name[size]", error)
                        .to_string()
                });
            self
        }

        /// Sends a `GET` request to `/filtered`
        pub async fn send(self) -> Result<ResponseValue<types::Place>, Error<()>> {
            let Self {
                client,
                created_at_gt,
                created_at_in,
                created_at_lte,
                maker_name_in,
                maker_name_size,
            } = self;
            let created_at_gt = created_at_gt.map_err(Error::InvalidRequest)?;
            let created_at_in = created_at_in.map_err(Error::InvalidRequest)?;
            let created_at_lte = created_at_lte.map_err(Error::InvalidRequest)?;
            let maker_name_in = maker_name_in.map_err(Error::InvalidRequest)?;
            let maker_name_size = maker_name_size.map_err(Error::InvalidRequest)?;
            if let Some(values) = &maker_name_in {
                super::check_list(
                    "maker.name[in]",
                    values,
                    lockstep_runtime::ListLimits {
                        least: 0,
                        most: Some(2),
                        unique: false,
                    },
                )?;
            }

            let url = format!("{}/filtered", client.baseurl,);
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
                .query(
                    &progenitor_client::QueryParam::new("created_at[gt]", &created_at_gt),
                )
                .query(
                    &progenitor_client::QueryParam::new("created_at[in]", &created_at_in),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "created_at[lte]",
                        &created_at_lte,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new("maker.name[in]", &maker_name_in),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "maker.name[size]",
                        &maker_name_size,
                    ),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "filter_things",
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

    /// Builder for [`Client::send_form`]
    ///
    /// [`Client::send_form`]: super::Client::send_form
    #[derive(Debug, Clone)]
    pub struct SendForm<'a> {
        client: &'a super::Client,
        body: Result<types::builder::Form, String>,
    }

    impl<'a> SendForm<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Form>,
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
            F: std::ops::FnOnce(types::builder::Form) -> types::builder::Form,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `POST` request to `/form`
        pub async fn send(self) -> Result<ResponseValue<ByteStream>, Error<()>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::Form::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/form", client.baseurl,);
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
                .form_urlencoded(&body)?
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "send_form",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => Ok(ResponseValue::stream(response)),
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

    /// Builder for [`Client::get_logo`]
    ///
    /// [`Client::get_logo`]: super::Client::get_logo
    #[derive(Debug, Clone)]
    pub struct GetLogo<'a> {
        client: &'a super::Client,
        name: Result<String, String>,
        sizes: Result<Option<std::collections::HashMap<String, i64>>, String>,
        accept: Result<Option<String>, String>,
    }

    impl<'a> GetLogo<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                name: Err("name: required".to_string()),
                sizes: Ok(None),
                accept: Ok(None),
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

        /// Sets `sizes`.
        pub fn sizes<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::collections::HashMap<String, i64>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.sizes = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("sizes", error).to_string()
                });
            self
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

        /// Sends a `GET` request to `/logos/{name}`
        pub async fn send(self) -> Result<ResponseValue<ByteStream>, Error<ByteStream>> {
            let Self { client, name, sizes, accept } = self;
            let name = name.map_err(Error::InvalidRequest)?;
            let sizes = sizes.map_err(Error::InvalidRequest)?;
            let accept = accept.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/logos/{}", client.baseurl, encode_path(& name.to_string()),
            );
            let url = super::exact_path(url, "/logos/{name}")?;
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
            let mut request = client
                .client
                .get(url)
                .query(&progenitor_client::QueryParam::new("sizes", &sizes))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_logo",
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

    /// Builder for [`Client::put_note`]
    ///
    /// [`Client::put_note`]: super::Client::put_note
    #[derive(Debug)]
    pub struct PutNote<'a> {
        client: &'a super::Client,
        body: Result<reqwest::Body, String>,
    }

    impl<'a> PutNote<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Err("body: required".to_string()),
            }
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

        /// Sends a `PUT` request to `/note`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::PutNoteResponse>, Error<()>> {
            let Self { client, body } = self;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/note", client.baseurl,);
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
                .header(
                    reqwest::header::CONTENT_TYPE,
                    reqwest::header::HeaderValue::from_static("text/plain"),
                )
                .body(body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "put_note",
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

    /// Builder for [`Client::send_note`]
    ///
    /// [`Client::send_note`]: super::Client::send_note
    #[derive(Debug, Clone)]
    pub struct SendNote<'a> {
        client: &'a super::Client,
        body: Result<types::builder::Form, String>,
    }

    impl<'a> SendNote<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Form>,
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
            F: std::ops::FnOnce(types::builder::Form) -> types::builder::Form,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `POST` request to `/notes/form`
        pub async fn send(self) -> Result<ResponseValue<types::Place>, Error<()>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::Form::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/notes/form", client.baseurl,);
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
                .form_urlencoded(&body)?
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "send_note",
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

    /// Builder for [`Client::import_notes`]
    ///
    /// [`Client::import_notes`]: super::Client::import_notes
    #[derive(Debug, Clone)]
    pub struct ImportNotes<'a> {
        client: &'a super::Client,
        body: Result<types::builder::Form, String>,
    }

    impl<'a> ImportNotes<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Form>,
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
            F: std::ops::FnOnce(types::builder::Form) -> types::builder::Form,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `POST` request to `/notes/import`
        pub async fn send(self) -> Result<ResponseValue<types::Place>, Error<()>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::Form::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/notes/import", client.baseurl,);
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
                operation_id: "import_notes",
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

    /// Builder for [`Client::get_my_note`]
    ///
    /// [`Client::get_my_note`]: super::Client::get_my_note
    #[derive(Debug, Clone)]
    pub struct GetMyNote<'a> {
        client: &'a super::Client,
        size: Result<Option<i64>, String>,
    }

    impl<'a> GetMyNote<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                size: Ok(None),
            }
        }

        /// Sets `size`.
        pub fn size<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<i64>,
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

        /// Sends a `GET` request to `/notes/mine`
        pub async fn send(self) -> Result<ResponseValue<types::Place>, Error<()>> {
            let Self { client, size } = self;
            let size = size.map_err(Error::InvalidRequest)?;
            let url = format!("{}/notes/mine", client.baseurl,);
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
                .query(&progenitor_client::QueryParam::new("size", &size))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_my_note",
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

    /// Builder for [`Client::get_my_tags`]
    ///
    /// [`Client::get_my_tags`]: super::Client::get_my_tags
    #[derive(Debug, Clone)]
    pub struct GetMyTags<'a> {
        client: &'a super::Client,
    }

    impl<'a> GetMyTags<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/notes/mine/tags`
        pub async fn send(self) -> Result<ResponseValue<types::Place>, Error<()>> {
            let Self { client } = self;
            let url = format!("{}/notes/mine/tags", client.baseurl,);
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
                operation_id: "get_my_tags",
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

    /// Builder for [`Client::get_note`]
    ///
    /// [`Client::get_note`]: super::Client::get_note
    #[derive(Debug, Clone)]
    pub struct GetNote<'a> {
        client: &'a super::Client,
        id: Result<String, String>,
    }

    impl<'a> GetNote<'a> {
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

        /// Sends a `GET` request to `/notes/{id}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::Place>, Error<types::Error>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/notes/{}", client.baseurl, encode_path(& id.to_string()),
            );
            let url = super::exact_path(url, "/notes/{id}")?;
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
                operation_id: "get_note",
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

    /// Builder for [`Client::delete_note`]
    ///
    /// [`Client::delete_note`]: super::Client::delete_note
    #[derive(Debug, Clone)]
    pub struct DeleteNote<'a> {
        client: &'a super::Client,
        id: Result<String, String>,
    }

    impl<'a> DeleteNote<'a> {
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

        /// Sends a `DELETE` request to `/notes/{id}`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<()>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/notes/{}", client.baseurl, encode_path(& id.to_string()),
            );
            let url = super::exact_path(url, "/notes/{id}")?;
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client.client.delete(url).headers(header_map).build()?;
            let info = OperationInfo {
                operation_id: "delete_note",
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

    /// Builder for [`Client::get_last_line`]
    ///
    /// [`Client::get_last_line`]: super::Client::get_last_line
    #[derive(Debug, Clone)]
    pub struct GetLastLine<'a> {
        client: &'a super::Client,
        note: Result<String, String>,
    }

    impl<'a> GetLastLine<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                note: Err("note: required".to_string()),
            }
        }

        /// Sets `note`.
        pub fn note<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.note = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("note", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/notes/{note}/lines/last`
        pub async fn send(self) -> Result<ResponseValue<types::Place>, Error<()>> {
            let Self { client, note } = self;
            let note = note.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/notes/{}/lines/last", client.baseurl, encode_path(& note
                .to_string()),
            );
            let url = super::exact_path(url, "/notes/{note}/lines/last")?;
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
                operation_id: "get_last_line",
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

    /// Builder for [`Client::get_line`]
    ///
    /// [`Client::get_line`]: super::Client::get_line
    #[derive(Debug, Clone)]
    pub struct GetLine<'a> {
        client: &'a super::Client,
        note: Result<String, String>,
        line: Result<u8, String>,
    }

    impl<'a> GetLine<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                note: Err("note: required".to_string()),
                line: Err("line: required".to_string()),
            }
        }

        /// Sets `note`.
        pub fn note<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.note = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("note", error).to_string()
                });
            self
        }

        /// Sets `line`.
        pub fn line<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<u8>,
            V::Error: std::fmt::Display + 'static,
        {
            self.line = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("line", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/notes/{note}/lines/{line}`
        pub async fn send(self) -> Result<ResponseValue<types::Place>, Error<()>> {
            let Self { client, note, line } = self;
            let note = note.map_err(Error::InvalidRequest)?;
            let line = line.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/notes/{}/lines/{}", client.baseurl, encode_path(& note.to_string()),
                encode_path(& line.to_string()),
            );
            let url = super::exact_path(url, "/notes/{note}/lines/{line}")?;
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
                operation_id: "get_line",
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

    /// Builder for [`Client::send_parts`]
    ///
    /// [`Client::send_parts`]: super::Client::send_parts
    #[derive(Debug)]
    pub struct SendParts<'a> {
        client: &'a super::Client,
        content_type: Result<String, String>,
        body: Result<reqwest::Body, String>,
    }

    impl<'a> SendParts<'a> {
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

        /// Sends a `POST` request to `/parts`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<()>> {
            let Self { client, content_type, body } = self;
            let content_type = content_type.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/parts", client.baseurl,);
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
                operation_id: "send_parts",
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

    /// Builder for [`Client::get_raw`]
    ///
    /// [`Client::get_raw`]: super::Client::get_raw
    #[derive(Debug, Clone)]
    pub struct GetRaw<'a> {
        client: &'a super::Client,
    }

    impl<'a> GetRaw<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/raw`
        pub async fn send(self) -> Result<ResponseValue<ByteStream>, Error<ByteStream>> {
            let Self { client } = self;
            let url = format!("{}/raw", client.baseurl,);
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
                operation_id: "get_raw",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => Ok(ResponseValue::stream(response)),
                _ => Err(Error::ErrorResponse(ResponseValue::stream(response))),
            }
        }
    }

    /// Builder for [`Client::search`]
    ///
    /// [`Client::search`]: super::Client::search
    #[derive(Debug, Clone)]
    pub struct Search<'a> {
        client: &'a super::Client,
        id: Result<Vec<u16>, String>,
        one_or_more: Result<Option<types::SearchOneOrMore>, String>,
        order: Result<Option<types::SearchOrder>, String>,
        x_rank: Result<Option<types::SearchXRank>, String>,
    }

    impl<'a> Search<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
                one_or_more: Ok(None),
                order: Ok(None),
                x_rank: Ok(None),
            }
        }

        /// Sets `id`.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<u16>,
            <V::Item as std::convert::TryInto<u16>>::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sets `one-or-more`.
        pub fn one_or_more<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::SearchOneOrMore>,
            V::Error: std::fmt::Display + 'static,
        {
            self.one_or_more = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("one-or-more", error).to_string()
                });
            self
        }

        /// Sets `order`.
        pub fn order<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::SearchOrder>,
            V::Error: std::fmt::Display + 'static,
        {
            self.order = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("order", error).to_string()
                });
            self
        }

        /// Sets `X-Rank`.
        pub fn x_rank<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::SearchXRank>,
            V::Error: std::fmt::Display + 'static,
        {
            self.x_rank = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("X-Rank", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/search`
        pub async fn send(self) -> Result<ResponseValue<types::ThingList>, Error<()>> {
            let Self { client, id, one_or_more, order, x_rank } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let one_or_more = one_or_more.map_err(Error::InvalidRequest)?;
            let order = order.map_err(Error::InvalidRequest)?;
            let x_rank = x_rank.map_err(Error::InvalidRequest)?;
            let url = format!("{}/search", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = x_rank {
                header_map.append("X-Rank", value.to_string().try_into()?);
            }

            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("id", &id))
                .query(&progenitor_client::QueryParam::new("one-or-more", &one_or_more))
                .query(&progenitor_client::QueryParam::new("order", &order))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "search",
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

    /// Builder for [`Client::open_socket`]
    ///
    /// [`Client::open_socket`]: super::Client::open_socket
    #[derive(Debug, Clone)]
    pub struct OpenSocket<'a> {
        client: &'a super::Client,
        name: Result<types::Name, String>,
    }

    impl<'a> OpenSocket<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                name: Err("name: required".to_string()),
            }
        }

        /// Sets `name`.
        pub fn name<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Name>,
            V::Error: std::fmt::Display + 'static,
        {
            self.name = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("name", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/socket/{name}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<reqwest::Upgraded>, Error<types::Error>> {
            let Self { client, name } = self;
            let name = name.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/socket/{}", client.baseurl, encode_path(& name.to_string()),
            );
            let url = super::exact_path(url, "/socket/{name}")?;
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
                .headers(header_map)
                .header(reqwest::header::CONNECTION, "Upgrade")
                .header(reqwest::header::UPGRADE, "websocket")
                .header(reqwest::header::SEC_WEBSOCKET_VERSION, "13")
                .header(
                    reqwest::header::SEC_WEBSOCKET_KEY,
                    base64::Engine::encode(
                        &base64::engine::general_purpose::STANDARD,
                        rand::random::<[u8; 16]>(),
                    ),
                )
                .build()?;
            let info = OperationInfo {
                operation_id: "open_socket",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                101u16 => ResponseValue::upgrade(response).await,
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

    /// Builder for [`Client::get_style`]
    ///
    /// [`Client::get_style`]: super::Client::get_style
    #[derive(Debug, Clone)]
    pub struct GetStyle<'a> {
        client: &'a super::Client,
    }

    impl<'a> GetStyle<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `GET` request to `/style.css`
        pub async fn send(self) -> Result<ResponseValue<ByteStream>, Error<()>> {
            let Self { client } = self;
            let url = format!("{}/style.css", client.baseurl,);
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
                operation_id: "get_style",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => Ok(ResponseValue::stream(response)),
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

    /// Builder for [`Client::list_things`]
    ///
    /// [`Client::list_things`]: super::Client::list_things
    #[derive(Debug, Clone)]
    pub struct ListThings<'a> {
        client: &'a super::Client,
        colour: Result<Option<types::Colour>, String>,
        limit: Result<Option<std::num::NonZeroU32>, String>,
        page_token: Result<Option<String>, String>,
    }

    impl<'a> ListThings<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                colour: Ok(None),
                limit: Ok(None),
                page_token: Ok(None),
            }
        }

        /// Sets `colour`.
        pub fn colour<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Colour>,
            V::Error: std::fmt::Display + 'static,
        {
            self.colour = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("colour", error).to_string()
                });
            self
        }

        /// Sets `limit`.
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<std::num::NonZeroU32>,
            V::Error: std::fmt::Display + 'static,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("limit", error).to_string()
                });
            self
        }

        /// Sets `page_token`.
        pub fn page_token<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<String>,
            V::Error: std::fmt::Display + 'static,
        {
            self.page_token = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("page_token", error).to_string()
                });
            self
        }

        /// Sends a `GET` request to `/things`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ThingResultsPage>, Error<types::Error>> {
            let Self { client, colour, limit, page_token } = self;
            let colour = colour.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let page_token = page_token.map_err(Error::InvalidRequest)?;
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
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("colour", &colour))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("page_token", &page_token))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_things",
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

        /// Streams `GET` requests to `/things`
        pub fn stream(
            self,
        ) -> impl futures::Stream<
            Item = Result<types::Thing, Error<types::Error>>,
        > + Unpin + 'a {
            use ::futures::StreamExt;
            use ::futures::TryFutureExt;
            use ::futures::TryStreamExt;
            let next = Self {
                colour: Ok(None),
                page_token: Ok(None),
                ..self.clone()
            };
            self.send()
                .map_ok(move |page| {
                    let page = page.into_inner();
                    let first = futures::stream::iter(page.items).map(Ok);
                    let rest = futures::stream::try_unfold(
                            (page.next_page, next),
                            |(next_page, next)| async {
                                if next_page.is_none() {
                                    Ok(None)
                                } else {
                                    Self {
                                        page_token: Ok(next_page),
                                        ..next.clone()
                                    }
                                        .send()
                                        .map_ok(|page| {
                                            let page = page.into_inner();
                                            Some((
                                                futures::stream::iter(page.items).map(Ok),
                                                (page.next_page, next),
                                            ))
                                        })
                                        .await
                                }
                            },
                        )
                        .try_flatten();
                    first.chain(rest)
                })
                .try_flatten_stream()
                .boxed()
        }
    }

    /// Builder for [`Client::create_thing`]
    ///
    /// [`Client::create_thing`]: super::Client::create_thing
    #[derive(Debug, Clone)]
    pub struct CreateThing<'a> {
        client: &'a super::Client,
        body: Result<types::builder::Thing, String>,
    }

    impl<'a> CreateThing<'a> {
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
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<super::responses::CreateThingResponse>,
            Error<super::responses::CreateThingError>,
        > {
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
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_thing",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => super::responses::CreateThingResponse::read(response).await,
                202u16 => super::responses::CreateThingResponse::read(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            super::responses::CreateThingError::read(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            super::responses::CreateThingError::read(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /// Builder for [`Client::upload`]
    ///
    /// [`Client::upload`]: super::Client::upload
    #[derive(Debug)]
    pub struct Upload<'a> {
        client: &'a super::Client,
        body: Result<reqwest::Body, String>,
    }

    impl<'a> Upload<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Err("body: required".to_string()),
            }
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

        /// Sends a `PUT` request to `/upload`
        pub async fn send(self) -> Result<ResponseValue<ByteStream>, Error<()>> {
            let Self { client, body } = self;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/upload", client.baseurl,);
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
                    reqwest::header::CONTENT_TYPE,
                    reqwest::header::HeaderValue::from_static("image/png"),
                )
                .body(body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "upload",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => Ok(ResponseValue::stream(response)),
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

    /// Builder for [`Client::echo_values`]
    ///
    /// [`Client::echo_values`]: super::Client::echo_values
    #[derive(Debug, Clone)]
    pub struct EchoValues<'a> {
        client: &'a super::Client,
        body: Result<types::builder::Values, String>,
    }

    impl<'a> EchoValues<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Values>,
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
            F: std::ops::FnOnce(types::builder::Values) -> types::builder::Values,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `POST` request to `/values`
        pub async fn send(self) -> Result<ResponseValue<types::Values>, Error<()>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::Values::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/values", client.baseurl,);
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
                operation_id: "echo_values",
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

/// Responses that have one of several contents.
pub mod responses {
    use super::{types, Error, ResponseValue};

    /// A response of `create_thing` unless it fails.
    pub enum CreateThingResponse {
        /// `application/json`
        Created(types::Thing),
        /// No content.
        Accepted,
    }

    impl CreateThingResponse {
        pub(super) async fn read<E>(
            response: reqwest::Response,
        ) -> Result<ResponseValue<Self>, Error<E>> {
            match response.status().as_u16() {
                201 => {
                    super::read_answer::<types::Thing, E>(response)
                        .await?
                        .map(CreateThingResponse::Created)
                }
                202 => {
                    ResponseValue::empty(response)
                        .map(|()| CreateThingResponse::Accepted)
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    impl std::fmt::Debug for CreateThingResponse {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self {
                Self::Created(value) => f.debug_tuple("Created").field(value).finish(),
                Self::Accepted => f.write_str("Accepted"),
            }
        }
    }

    /// An error of `create_thing`.
    pub enum CreateThingError {
        /// `application/json`
        CreateThingErrors(types::CreateThingErrors),
        /// No content.
        NoContent,
    }

    impl CreateThingError {
        pub(super) async fn read<E>(
            response: reqwest::Response,
        ) -> Result<ResponseValue<Self>, Error<E>> {
            match response.status().as_u16() {
                409 => {
                    super::read_error::<
                        types::Thing,
                        types::CreateThingErrors,
                        E,
                    >(response)
                        .await?
                        .map(CreateThingError::CreateThingErrors)
                }
                422 => {
                    super::read_error::<
                        types::CreateThingError,
                        types::CreateThingErrors,
                        E,
                    >(response)
                        .await?
                        .map(CreateThingError::CreateThingErrors)
                }
                423 => {
                    ResponseValue::empty(response).map(|()| CreateThingError::NoContent)
                }
                _ => {
                    super::read_error::<
                        types::Error,
                        types::CreateThingErrors,
                        E,
                    >(response)
                        .await?
                        .map(CreateThingError::CreateThingErrors)
                }
            }
        }
    }

    impl std::fmt::Debug for CreateThingError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self {
                Self::CreateThingErrors(value) => {
                    f.debug_tuple("CreateThingErrors").field(value).finish()
                }

                Self::NoContent => f.write_str("NoContent"),
            }
        }
    }
}

/// Returns true if a request of an operation may be sent again after one that may have
/// taken effect, for instance because its answer was lost. The name of the operation is
/// that of its method, as in `OperationInfo`. False for an unknown name.
pub fn is_repeatable(operation_id: &str) -> bool {
    matches!(
        operation_id, "filter_things" | "get_logo" | "put_note" | "send_note" |
        "get_my_note" | "get_my_tags" | "get_note" | "delete_note" | "get_line" |
        "get_raw" | "search" | "open_socket" | "get_style" | "list_things" | "upload"
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

/// Reads an error by the schema of its status.
async fn read_error<T, U, E>(
    answer: reqwest::Response,
) -> Result<ResponseValue<U>, Error<E>>
where
    T: serde::de::DeserializeOwned,
    U: From<T> + std::fmt::Debug,
{
    read_answer::<T, E>(answer).await?.map(U::from)
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
