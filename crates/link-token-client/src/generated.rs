// @generated from openapi.yaml by `cargo xtask codegen`. Do not edit: change openapi.yaml and run that again.

#[allow(unused_imports)]
use progenitor_client::Error;
#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// The shared types of operation parameters and responses.
#[doc(inline)]
pub use link_token_types as types;

#[derive(Clone, Debug)]
/// Client for Link Token API
///
/// Issues link tokens. A link token starts a connection flow, in which an end user connects a
/// third-party account for one of your tenants, or reauthorises an account that is already
/// connected.
///
/// Your backend creates a link token and passes it to the user's browser. The connection UI
/// introspects the token when the user arrives, and redeems it after the third party has granted
/// access. A link token can be redeemed once, expires after a limited time, and can be revoked.
///
/// Version: 0.1.0
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::Retry,
}

impl Client {
    /// Construct a new client with an existing `reqwest::Client`,
    /// allowing more control over its configuration.
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new_with_client(
        baseurl: &str,
        client: reqwest::Client,
        inner: crate::Retry,
    ) -> Self {
        Self {
            baseurl: baseurl.to_string(),
            client,
            inner,
        }
    }
}

impl ClientInfo<crate::Retry> for Client {
    fn api_version() -> &'static str {
        "0.1.0"
    }

    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }

    fn client(&self) -> &reqwest::Client {
        &self.client
    }

    fn inner(&self) -> &crate::Retry {
        &self.inner
    }
}

impl ClientHooks<crate::Retry> for &Client {}

impl Client {
    /// Create a link token
    ///
    /// Creates a single-use link token. To connect a new integrated account, set `tenant_id`. To
    /// reauthorise an existing one, set `integrated_account_id`. At least one of the two is
    /// required. If both are set, the account must belong to the tenant.
    ///
    /// Sends a `POST` request to `/link-token`
    ///
    /// Arguments:
    /// - `idempotency_key`: Makes the request safe to retry. The same key with the same request returns the same link token;
    ///   the same key with a different request returns 422. A key belongs to the API token that it was sent with. Use a new
    ///   UUID for each link token that you want to create.
    /// - `body`
    /// ```ignore
    /// let response = client.create_link_token()
    ///    .idempotency_key(idempotency_key)
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn create_link_token(&self) -> builder::CreateLinkToken<'_> {
        builder::CreateLinkToken::new(self)
    }

    /// Introspect a link token
    ///
    /// Returns whether a link token can be redeemed and, if so, what it was created for.
    /// Introspection does not consume the token. A token that is unknown, expired, redeemed,
    /// revoked or from another environment is inactive; the response does not say which of these
    /// applies.
    ///
    /// Sends a `POST` request to `/link-token/introspect`
    ///
    /// ```ignore
    /// let response = client.introspect_link_token()
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn introspect_link_token(&self) -> builder::IntrospectLinkToken<'_> {
        builder::IntrospectLinkToken::new(self)
    }

    /// Redeem a link token
    ///
    /// Consumes a link token and, in the same transaction, creates the new integrated account or
    /// updates the account to reauthorise. If several requests redeem the same token concurrently,
    /// exactly one succeeds.
    ///
    /// Sends a `POST` request to `/link-token/redeem`
    ///
    /// ```ignore
    /// let response = client.redeem_link_token()
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn redeem_link_token(&self) -> builder::RedeemLinkToken<'_> {
        builder::RedeemLinkToken::new(self)
    }

    /// Revoke a link token
    ///
    /// Makes a link token unusable. The operation also succeeds if the token is already inactive or
    /// does not exist. It is therefore safe to retry, and its response does not reveal whether the
    /// token exists.
    ///
    /// Sends a `POST` request to `/link-token/revoke`
    ///
    /// ```ignore
    /// let response = client.revoke_link_token()
    ///    .body(body)
    ///    .send()
    ///    .await;
    /// ```
    pub fn revoke_link_token(&self) -> builder::RevokeLinkToken<'_> {
        builder::RevokeLinkToken::new(self)
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

    /// Builder for [`Client::create_link_token`]
    ///
    /// [`Client::create_link_token`]: super::Client::create_link_token
    #[derive(Debug, Clone)]
    pub struct CreateLinkToken<'a> {
        client: &'a super::Client,
        idempotency_key: Result<Option<types::IdempotencyKey>, String>,
        body: Result<types::builder::LinkTokenRequest, String>,
    }

    impl<'a> CreateLinkToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                idempotency_key: Ok(None),
                body: Ok(Default::default()),
            }
        }

        /// Makes the request safe to retry. The same key with the same request returns the same link token; the same key with a
        /// different request returns 422. A key belongs to the API token that it was sent with. Use a new UUID for each link token
        /// that you want to create.
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::IdempotencyKey>,
            V::Error: std::fmt::Display + 'static,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("Idempotency-Key", error)
                        .to_string()
                });
            self
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::LinkTokenRequest>,
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
                types::builder::LinkTokenRequest,
            ) -> types::builder::LinkTokenRequest,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::LinkTokenResponse>, Error<types::Error>> {
            let Self { client, idempotency_key, body } = self;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::LinkTokenRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/link-token", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }

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
                operation_id: "create_link_token",
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

        /// Sends a `POST` request to `/link-token`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::LinkTokenResponse>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("create_link_token", error))
        }
    }

    /// Builder for [`Client::introspect_link_token`]
    ///
    /// [`Client::introspect_link_token`]: super::Client::introspect_link_token
    #[derive(Debug, Clone)]
    pub struct IntrospectLinkToken<'a> {
        client: &'a super::Client,
        body: Result<types::builder::LinkTokenReference, String>,
    }

    impl<'a> IntrospectLinkToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::LinkTokenReference>,
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
                types::builder::LinkTokenReference,
            ) -> types::builder::LinkTokenReference,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::LinkTokenIntrospection>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::LinkTokenReference::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/link-token/introspect", client.baseurl,);
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
                operation_id: "introspect_link_token",
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

        /// Sends a `POST` request to `/link-token/introspect`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::LinkTokenIntrospection>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("introspect_link_token", error))
        }
    }

    /// Builder for [`Client::redeem_link_token`]
    ///
    /// [`Client::redeem_link_token`]: super::Client::redeem_link_token
    #[derive(Debug, Clone)]
    pub struct RedeemLinkToken<'a> {
        client: &'a super::Client,
        body: Result<types::builder::LinkTokenRedemption, String>,
    }

    impl<'a> RedeemLinkToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::LinkTokenRedemption>,
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
                types::builder::LinkTokenRedemption,
            ) -> types::builder::LinkTokenRedemption,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::LinkTokenRedemption::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/link-token/redeem", client.baseurl,);
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
                operation_id: "redeem_link_token",
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

        /// Sends a `POST` request to `/link-token/redeem`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("redeem_link_token", error))
        }
    }

    /// Builder for [`Client::revoke_link_token`]
    ///
    /// [`Client::revoke_link_token`]: super::Client::revoke_link_token
    #[derive(Debug, Clone)]
    pub struct RevokeLinkToken<'a> {
        client: &'a super::Client,
        body: Result<types::builder::LinkTokenReference, String>,
    }

    impl<'a> RevokeLinkToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::LinkTokenReference>,
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
                types::builder::LinkTokenReference,
            ) -> types::builder::LinkTokenReference,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(self) -> Result<ResponseValue<()>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::LinkTokenReference::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/link-token/revoke", client.baseurl,);
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
                operation_id: "revoke_link_token",
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

        /// Sends a `POST` request to `/link-token/revoke`
        pub async fn send(self) -> Result<ResponseValue<()>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("revoke_link_token", error))
        }
    }
}

/// Items consumers will typically use such as the Client.
pub mod prelude {
    pub use self::super::Client;
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
