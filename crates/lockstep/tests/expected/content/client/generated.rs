// @generated from content.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// The shared types of operation parameters and responses.
#[doc(inline)]
pub use super::types as types;

#[derive(Clone, Debug)]
/// Client for Content
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
    /// Sends a `GET` request to `/photo`
    ///
    /// Arguments:
    /// - `accept`: The media types that the caller accepts, such as `text/csv`.
    /// ```ignore
    /// let response = client.get_photo()
    ///     .accept(accept)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_photo(&self) -> builder::GetPhoto<'_> {
        builder::GetPhoto::new(self)
    }

    /// Sends a `PUT` request to `/photo`
    ///
    /// Arguments:
    /// - `accept`: The media types that the caller accepts, such as `text/csv`.
    /// - `content_type`: the media type of the body: one of `image/*`.
    /// - `body`
    /// ```ignore
    /// let response = client.put_photo()
    ///     .accept(accept)
    ///     .content_type(content_type)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn put_photo(&self) -> builder::PutPhoto<'_> {
        builder::PutPhoto::new(self)
    }

    /// Sends a `POST` request to `/photo`
    ///
    /// Arguments:
    /// - `accept`: The media types that the caller accepts, such as `text/csv`.
    /// - `content_type`: the media type of the body: one of `text/*`.
    /// - `body`
    /// ```ignore
    /// let response = client.describe_photo()
    ///     .accept(accept)
    ///     .content_type(content_type)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn describe_photo(&self) -> builder::DescribePhoto<'_> {
        builder::DescribePhoto::new(self)
    }

    /// Sends a `GET` request to `/picture`
    ///
    /// Arguments:
    /// - `accept`: The media types that the caller accepts, such as `text/csv`.
    /// ```ignore
    /// let response = client.get_picture()
    ///     .accept(accept)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_picture(&self) -> builder::GetPicture<'_> {
        builder::GetPicture::new(self)
    }

    /// Sends a `PUT` request to `/picture`
    ///
    /// ```ignore
    /// let response = client.put_picture()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn put_picture(&self) -> builder::PutPicture<'_> {
        builder::PutPicture::new(self)
    }

    /// Sends a `GET` request to `/row`
    ///
    /// Arguments:
    /// - `accept`: The media types that the caller accepts, such as `text/csv`.
    /// ```ignore
    /// let response = client.get_row()
    ///     .accept(accept)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_row(&self) -> builder::GetRow<'_> {
        builder::GetRow::new(self)
    }

    /// Sends a `POST` request to `/row`
    ///
    /// ```ignore
    /// let response = client.add_row()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn add_row(&self) -> builder::AddRow<'_> {
        builder::AddRow::new(self)
    }

    /// Sends a `GET` request to `/rows`
    ///
    /// Arguments:
    /// - `accept`: The media types that the caller accepts, such as `text/csv`.
    /// ```ignore
    /// let response = client.get_rows()
    ///     .accept(accept)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_rows(&self) -> builder::GetRows<'_> {
        builder::GetRows::new(self)
    }

    /// Sends a `PUT` request to `/rows`
    ///
    /// ```ignore
    /// let response = client.put_rows()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn put_rows(&self) -> builder::PutRows<'_> {
        builder::PutRows::new(self)
    }

    /// Sends a `DELETE` request to `/rows`
    ///
    /// ```ignore
    /// let response = client.drop_rows()
    ///     .send()
    ///     .await;
    /// ```
    pub fn drop_rows(&self) -> builder::DropRows<'_> {
        builder::DropRows::new(self)
    }

    /// Sends a `OPTIONS` request to `/rows`
    ///
    /// ```ignore
    /// let response = client.ask_rows()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn ask_rows(&self) -> builder::AskRows<'_> {
        builder::AskRows::new(self)
    }

    /// Sends a `HEAD` request to `/rows`
    ///
    /// ```ignore
    /// let response = client.head_rows()
    ///     .send()
    ///     .await;
    /// ```
    pub fn head_rows(&self) -> builder::HeadRows<'_> {
        builder::HeadRows::new(self)
    }

    /// Sends a `PATCH` request to `/rows`
    ///
    /// ```ignore
    /// let response = client.patch_rows()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn patch_rows(&self) -> builder::PatchRows<'_> {
        builder::PatchRows::new(self)
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

    /// Builder for [`Client::get_photo`]
    ///
    /// [`Client::get_photo`]: super::Client::get_photo
    #[derive(Debug, Clone)]
    pub struct GetPhoto<'a> {
        client: &'a super::Client,
        accept: Result<Option<String>, String>,
    }

    impl<'a> GetPhoto<'a> {
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

        /// Sends a `GET` request to `/photo`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<super::responses::GetPhotoResponse>,
            Error<types::Problem>,
        > {
            let Self { client, accept } = self;
            let accept = accept.map_err(Error::InvalidRequest)?;
            let url = format!("{}/photo", client.baseurl,);
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
                operation_id: "get_photo",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::responses::GetPhotoResponse::read(response).await,
                202u16 => super::responses::GetPhotoResponse::read(response).await,
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

    /// Builder for [`Client::put_photo`]
    ///
    /// [`Client::put_photo`]: super::Client::put_photo
    #[derive(Debug)]
    pub struct PutPhoto<'a> {
        client: &'a super::Client,
        accept: Result<Option<String>, String>,
        content_type: Result<String, String>,
        body: Result<reqwest::Body, String>,
    }

    impl<'a> PutPhoto<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                accept: Ok(None),
                content_type: Err("content_type: required".to_string()),
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

        /// Sets the media type of the body: one of `image/*`.
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

        /// Sends a `PUT` request to `/photo`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::Row>, Error<types::Problem>> {
            let Self { client, accept, content_type, body } = self;
            let accept = accept.map_err(Error::InvalidRequest)?;
            let content_type = content_type.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/photo", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(3usize);
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

            header_map.append("content-type", content_type.to_string().try_into()?);
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
                    reqwest::header::HeaderValue::from_static("application/octet-stream"),
                )
                .body(body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "put_photo",
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

    /// Builder for [`Client::describe_photo`]
    ///
    /// [`Client::describe_photo`]: super::Client::describe_photo
    #[derive(Debug)]
    pub struct DescribePhoto<'a> {
        client: &'a super::Client,
        accept: Result<Option<String>, String>,
        content_type: Result<String, String>,
        body: Result<reqwest::Body, String>,
    }

    impl<'a> DescribePhoto<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                accept: Ok(None),
                content_type: Err("content_type: required".to_string()),
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

        /// Sets the media type of the body: one of `text/*`.
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

        /// Sends a `POST` request to `/photo`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<
                lockstep_runtime::stream::ItemStream<
                    lockstep_runtime::stream::JsonSequence<types::Row>,
                >,
            >,
            Error<()>,
        > {
            let Self { client, accept, content_type, body } = self;
            let accept = accept.map_err(Error::InvalidRequest)?;
            let content_type = content_type.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/photo", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(3usize);
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
                operation_id: "describe_photo",
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

    /// Builder for [`Client::get_picture`]
    ///
    /// [`Client::get_picture`]: super::Client::get_picture
    #[derive(Debug, Clone)]
    pub struct GetPicture<'a> {
        client: &'a super::Client,
        accept: Result<Option<String>, String>,
    }

    impl<'a> GetPicture<'a> {
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

        /// Sends a `GET` request to `/picture`
        pub async fn send(self) -> Result<ResponseValue<ByteStream>, Error<ByteStream>> {
            let Self { client, accept } = self;
            let accept = accept.map_err(Error::InvalidRequest)?;
            let url = format!("{}/picture", client.baseurl,);
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
                operation_id: "get_picture",
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

    /// Builder for [`Client::put_picture`]
    ///
    /// [`Client::put_picture`]: super::Client::put_picture
    #[derive(Debug)]
    pub struct PutPicture<'a> {
        client: &'a super::Client,
        body: Result<reqwest::Body, String>,
    }

    impl<'a> PutPicture<'a> {
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

        /// Sends a `PUT` request to `/picture`
        pub async fn send(self) -> Result<ResponseValue<ByteStream>, Error<()>> {
            let Self { client, body } = self;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/picture", client.baseurl,);
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
                operation_id: "put_picture",
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

    /// Builder for [`Client::get_row`]
    ///
    /// [`Client::get_row`]: super::Client::get_row
    #[derive(Debug, Clone)]
    pub struct GetRow<'a> {
        client: &'a super::Client,
        accept: Result<Option<String>, String>,
    }

    impl<'a> GetRow<'a> {
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

        /// Sends a `GET` request to `/row`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<super::responses::GetRowResponse>, Error<()>> {
            let Self { client, accept } = self;
            let accept = accept.map_err(Error::InvalidRequest)?;
            let url = format!("{}/row", client.baseurl,);
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
                operation_id: "get_row",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::responses::GetRowResponse::read(response).await,
                202u16 => super::responses::GetRowResponse::read(response).await,
                206u16 => super::responses::GetRowResponse::read(response).await,
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

    /// Builder for [`Client::add_row`]
    ///
    /// [`Client::add_row`]: super::Client::add_row
    #[derive(Debug, Clone)]
    pub struct AddRow<'a> {
        client: &'a super::Client,
        body: Result<types::builder::Row, String>,
    }

    impl<'a> AddRow<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Row>,
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
            F: std::ops::FnOnce(types::builder::Row) -> types::builder::Row,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `POST` request to `/row`
        pub async fn send(self) -> Result<ResponseValue<types::Row>, Error<types::Row>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::Row::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/row", client.baseurl,);
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
                .header(
                    reqwest::header::CONTENT_TYPE,
                    "application/x-www-form-urlencoded",
                )
                .body(super::form_text(&body)?)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "add_row",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => super::read_answer(response).await,
                _ => Err(Error::ErrorResponse(super::read_answer(response).await?)),
            }
        }
    }

    /// Builder for [`Client::get_rows`]
    ///
    /// [`Client::get_rows`]: super::Client::get_rows
    #[derive(Debug, Clone)]
    pub struct GetRows<'a> {
        client: &'a super::Client,
        accept: Result<Option<String>, String>,
    }

    impl<'a> GetRows<'a> {
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

        /// Sends a `GET` request to `/rows`
        pub async fn send(
            self,
        ) -> Result<
            ResponseValue<super::responses::GetRowsResponse>,
            Error<types::Problem>,
        > {
            let Self { client, accept } = self;
            let accept = accept.map_err(Error::InvalidRequest)?;
            let url = format!("{}/rows", client.baseurl,);
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
                operation_id: "get_rows",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::responses::GetRowsResponse::read(response).await,
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

    /// Builder for [`Client::put_rows`]
    ///
    /// [`Client::put_rows`]: super::Client::put_rows
    #[derive(Debug)]
    pub struct PutRows<'a> {
        client: &'a super::Client,
        body: Result<super::requests::PutRowsBody, String>,
    }

    impl<'a> PutRows<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Err("body: required".to_string()),
            }
        }

        /// Sets the body.
        pub fn body<B>(mut self, value: B) -> Self
        where
            B: std::convert::TryInto<super::requests::PutRowsBody>,
            B::Error: std::fmt::Display + 'static,
        {
            self.body = value.try_into().map_err(|error| error.to_string());
            self
        }

        /// Sends a `PUT` request to `/rows`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::Rows>, Error<super::responses::PutRowsError>> {
            let Self { client, body } = self;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!("{}/rows", client.baseurl,);
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
                operation_id: "put_rows",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            super::responses::PutRowsError::read(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            super::responses::PutRowsError::read(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /// Builder for [`Client::drop_rows`]
    ///
    /// [`Client::drop_rows`]: super::Client::drop_rows
    #[derive(Debug, Clone)]
    pub struct DropRows<'a> {
        client: &'a super::Client,
    }

    impl<'a> DropRows<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `DELETE` request to `/rows`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<types::Problem>> {
            let Self { client } = self;
            let url = format!("{}/rows", client.baseurl,);
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
                operation_id: "drop_rows",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200..=299 => Ok(ResponseValue::empty(response)),
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

    /// Builder for [`Client::ask_rows`]
    ///
    /// [`Client::ask_rows`]: super::Client::ask_rows
    #[derive(Debug, Clone)]
    pub struct AskRows<'a> {
        client: &'a super::Client,
        body: Result<types::builder::Row, String>,
    }

    impl<'a> AskRows<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Row>,
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
            F: std::ops::FnOnce(types::builder::Row) -> types::builder::Row,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `OPTIONS` request to `/rows`
        pub async fn send(self) -> Result<ResponseValue<types::Row>, Error<()>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::Row::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/rows", client.baseurl,);
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
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .header(reqwest::header::CONTENT_TYPE, "application/x.any+json")
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "ask_rows",
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

    /// Builder for [`Client::head_rows`]
    ///
    /// [`Client::head_rows`]: super::Client::head_rows
    #[derive(Debug, Clone)]
    pub struct HeadRows<'a> {
        client: &'a super::Client,
    }

    impl<'a> HeadRows<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        /// Sends a `HEAD` request to `/rows`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<()>> {
            let Self { client } = self;
            let url = format!("{}/rows", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client.client.head(url).headers(header_map).build()?;
            let info = OperationInfo {
                operation_id: "head_rows",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => Ok(ResponseValue::empty(response)),
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

    /// Builder for [`Client::patch_rows`]
    ///
    /// [`Client::patch_rows`]: super::Client::patch_rows
    #[derive(Debug, Clone)]
    pub struct PatchRows<'a> {
        client: &'a super::Client,
        body: Result<types::builder::Row, String>,
    }

    impl<'a> PatchRows<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Row>,
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
            F: std::ops::FnOnce(types::builder::Row) -> types::builder::Row,
        {
            self.body = self.body.map(f);
            self
        }

        /// Sends a `PATCH` request to `/rows`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<types::Problem>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| types::Row::try_from(v).map_err(|e| e.to_string()))
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/rows", client.baseurl,);
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
                .patch(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .header(reqwest::header::CONTENT_TYPE, "application/merge-patch+json")
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "patch_rows",
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

/// Bodies of requests that have one of several contents.
pub mod requests {
    use super::{types, Error};

    /// The body of `put_rows`.
    #[derive(Debug)]
    pub enum PutRowsBody {
        /// `application/json`, `text/json`, `application/*+json`
        ApplicationJson(types::Rows),
        /// `application/x-www-form-urlencoded`
        ApplicationXWwwFormUrlencoded(types::Row),
        /// `application/octet-stream`
        ApplicationOctetStream(reqwest::Body),
        /// `text/csv`
        TextCsv(reqwest::Body),
    }

    impl PutRowsBody {
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

                    Self::ApplicationXWwwFormUrlencoded(value) => {
                        request
                            .header(
                                reqwest::header::CONTENT_TYPE,
                                "application/x-www-form-urlencoded",
                            )
                            .body(super::form_text(&value)?)
                    }

                    Self::ApplicationOctetStream(body) => {
                        request
                            .header(
                                reqwest::header::CONTENT_TYPE,
                                "application/octet-stream",
                            )
                            .body(body)
                    }

                    Self::TextCsv(body) => {
                        request
                            .header(reqwest::header::CONTENT_TYPE, "text/csv")
                            .body(body)
                    }
                },
            )
        }
    }

    impl From<types::Rows> for PutRowsBody {
        fn from(value: types::Rows) -> Self {
            Self::ApplicationJson(value)
        }
    }

    impl From<types::Row> for PutRowsBody {
        fn from(value: types::Row) -> Self {
            Self::ApplicationXWwwFormUrlencoded(value)
        }
    }
}

/// Responses that have one of several contents.
pub mod responses {
    use super::{types, ByteStream, Error, ResponseValue};

    /// A response of `get_photo` unless it fails.
    pub enum GetPhotoResponse {
        /// `application/json`
        OkApplicationJson(types::Rows),
        /// `application/*+json`
        OkApplicationAnyJson(types::Row),
        /// `application/*+json`
        Accepted(types::Row),
    }

    impl GetPhotoResponse {
        pub(super) async fn read<E>(
            response: reqwest::Response,
        ) -> Result<ResponseValue<Self>, Error<E>> {
            match response.status().as_u16() {
                200 => {
                    if is_sent_as(&response, "application/json") {
                        super::read_answer::<types::Rows, E>(response)
                            .await?
                            .map(GetPhotoResponse::OkApplicationJson)
                    } else if is_sent_as(&response, "application/*+json") {
                        super::read_answer::<types::Row, E>(response)
                            .await?
                            .map(GetPhotoResponse::OkApplicationAnyJson)
                    } else {
                        Err(Error::UnexpectedResponse(response))
                    }
                }
                202 => {
                    super::read_answer::<types::Row, E>(response)
                        .await?
                        .map(GetPhotoResponse::Accepted)
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    impl std::fmt::Debug for GetPhotoResponse {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self {
                Self::OkApplicationJson(value) => {
                    f.debug_tuple("OkApplicationJson").field(value).finish()
                }

                Self::OkApplicationAnyJson(value) => {
                    f.debug_tuple("OkApplicationAnyJson").field(value).finish()
                }

                Self::Accepted(value) => f.debug_tuple("Accepted").field(value).finish(),
            }
        }
    }

    /// A response of `get_row` unless it fails.
    pub enum GetRowResponse {
        /// `application/json`
        Ok(types::Row),
        /// `application/json`
        Accepted(types::GetRowResponse202),
        /// `text/plain`
        PartialContent(ByteStream),
    }

    impl GetRowResponse {
        pub(super) async fn read<E>(
            response: reqwest::Response,
        ) -> Result<ResponseValue<Self>, Error<E>> {
            match response.status().as_u16() {
                200 => {
                    super::read_answer::<types::Row, E>(response)
                        .await?
                        .map(GetRowResponse::Ok)
                }
                202 => {
                    super::read_answer::<types::GetRowResponse202, E>(response)
                        .await?
                        .map(GetRowResponse::Accepted)
                }
                206 => {
                    ResponseValue::stream(response).map(GetRowResponse::PartialContent)
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    impl std::fmt::Debug for GetRowResponse {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self {
                Self::Ok(value) => f.debug_tuple("Ok").field(value).finish(),
                Self::Accepted(value) => f.debug_tuple("Accepted").field(value).finish(),
                Self::PartialContent(_) => f.write_str("PartialContent(…)"),
            }
        }
    }

    /// A response of `get_rows` unless it fails.
    pub enum GetRowsResponse {
        /// `application/json`
        ApplicationJson(types::Rows),
        /// `text/csv`
        TextCsv(ByteStream),
        /// `image/*`
        ImageAny(ByteStream),
    }

    impl GetRowsResponse {
        pub(super) async fn read<E>(
            response: reqwest::Response,
        ) -> Result<ResponseValue<Self>, Error<E>> {
            match response.status().as_u16() {
                200 => {
                    if is_sent_as(&response, "application/json") {
                        super::read_answer::<types::Rows, E>(response)
                            .await?
                            .map(GetRowsResponse::ApplicationJson)
                    } else if is_sent_as(&response, "text/csv") {
                        ResponseValue::stream(response).map(GetRowsResponse::TextCsv)
                    } else if is_sent_as(&response, "image/*") {
                        ResponseValue::stream(response).map(GetRowsResponse::ImageAny)
                    } else {
                        Err(Error::UnexpectedResponse(response))
                    }
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    impl std::fmt::Debug for GetRowsResponse {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self {
                Self::ApplicationJson(value) => {
                    f.debug_tuple("ApplicationJson").field(value).finish()
                }

                Self::TextCsv(_) => f.write_str("TextCsv(…)"),
                Self::ImageAny(_) => f.write_str("ImageAny(…)"),
            }
        }
    }

    /// An error of `put_rows`.
    pub enum PutRowsError {
        /// `application/json`
        Problem(types::Problem),
        /// No content.
        NoContent,
        /// `text/plain`
        TextPlain(ByteStream),
    }

    impl PutRowsError {
        pub(super) async fn read<E>(
            response: reqwest::Response,
        ) -> Result<ResponseValue<Self>, Error<E>> {
            match response.status().as_u16() {
                400 => {
                    super::read_answer::<types::Problem, E>(response)
                        .await?
                        .map(PutRowsError::Problem)
                }
                503 => ResponseValue::empty(response).map(|()| PutRowsError::NoContent),
                400..=499 => {
                    if is_sent_as(&response, "application/problem+json") {
                        super::read_answer::<types::Problem, E>(response)
                            .await?
                            .map(PutRowsError::Problem)
                    } else if is_sent_as(&response, "text/plain") {
                        ResponseValue::stream(response).map(PutRowsError::TextPlain)
                    } else {
                        Err(Error::UnexpectedResponse(response))
                    }
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    impl std::fmt::Debug for PutRowsError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self {
                Self::Problem(value) => f.debug_tuple("Problem").field(value).finish(),
                Self::NoContent => f.write_str("NoContent"),
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
        operation_id, "get_photo" | "put_photo" | "get_picture" | "put_picture" |
        "get_row" | "get_rows" | "put_rows" | "drop_rows" | "ask_rows" | "head_rows"
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

/// Writes a form. A list is given once for each element, an object as JSON.
fn form_text<E>(form: &impl serde::Serialize) -> Result<String, Error<E>> {
    let form = serde_json::to_value(form)
        .map_err(|error| Error::InvalidRequest(error.to_string()))?;
    let mut url = reqwest::Url::parse("http://form").expect("a URL");
    for (name, value) in form.as_object().into_iter().flatten() {
        let values = match value {
            serde_json::Value::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        for value in values.iter().filter(|value| !value.is_null()) {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            url.query_pairs_mut().append_pair(name, &text);
        }
    }

    Ok(url.query().unwrap_or_default().to_owned())
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
