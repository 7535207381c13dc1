// @generated from openapi.yaml by `cargo xtask codegen`. Do not edit: change openapi.yaml and run that again.

//! Stands in for a server of Link Token API, for tests of what calls it.
//!
//! `MockServerExt` gives a [`MockServer`](httpmock::MockServer) a method for each operation. What is expected and answered
//! keeps to the contract; `into_inner()` leads out of it.

use link_token_types as types;
/// The version that these mocks are made with.
pub use httpmock;

/// Mocks of operations, on a [`MockServer`](httpmock::MockServer). They work like those
/// that [`mock`](httpmock::MockServer::mock) makes.
pub trait MockServerExt {
    /// Mocks `create_link_token`: `POST /link-token`.
    fn create_link_token(
        &self,
        mock: impl FnOnce(
            operations::CreateLinkTokenWhen,
            operations::CreateLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `introspect_link_token`: `POST /link-token/introspect`.
    fn introspect_link_token(
        &self,
        mock: impl FnOnce(
            operations::IntrospectLinkTokenWhen,
            operations::IntrospectLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `redeem_link_token`: `POST /link-token/redeem`.
    fn redeem_link_token(
        &self,
        mock: impl FnOnce(
            operations::RedeemLinkTokenWhen,
            operations::RedeemLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `revoke_link_token`: `POST /link-token/revoke`.
    fn revoke_link_token(
        &self,
        mock: impl FnOnce(
            operations::RevokeLinkTokenWhen,
            operations::RevokeLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn create_link_token(
        &self,
        mock: impl FnOnce(
            operations::CreateLinkTokenWhen,
            operations::CreateLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::CreateLinkTokenWhen::new(when),
                operations::CreateLinkTokenThen::new(then),
            );
        })
    }

    fn introspect_link_token(
        &self,
        mock: impl FnOnce(
            operations::IntrospectLinkTokenWhen,
            operations::IntrospectLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::IntrospectLinkTokenWhen::new(when),
                operations::IntrospectLinkTokenThen::new(then),
            );
        })
    }

    fn redeem_link_token(
        &self,
        mock: impl FnOnce(
            operations::RedeemLinkTokenWhen,
            operations::RedeemLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::RedeemLinkTokenWhen::new(when),
                operations::RedeemLinkTokenThen::new(then),
            );
        })
    }

    fn revoke_link_token(
        &self,
        mock: impl FnOnce(
            operations::RevokeLinkTokenWhen,
            operations::RevokeLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::RevokeLinkTokenWhen::new(when),
                operations::RevokeLinkTokenThen::new(then),
            );
        })
    }
}

/// For each operation, the requests that a mock expects, and what it answers.
pub mod operations {
    use super::types;

    /// The requests of `create_link_token` that a mock expects: any at first.
    pub struct CreateLinkTokenWhen(httpmock::When);

    impl CreateLinkTokenWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/link-token"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `Idempotency-Key`, or for `None`, those without.
        ///
        /// Makes the request safe to retry. The same key with the same request returns the same link token; the same key with a
        /// different request returns 422. A key belongs to the API token that it was sent with. Use a new UUID for each link token
        /// that you want to create.
        pub fn idempotency_key<'a>(
            self,
            value: impl Into<Option<&'a types::IdempotencyKey>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.header_missing("Idempotency-Key"));
            };
            Self(self.0.header("Idempotency-Key", value.to_string()))
        }

        /// Only those with this body.
        pub fn body(self, value: &types::LinkTokenRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What a mock answers to `create_link_token`.
    pub struct CreateLinkTokenThen(httpmock::Then);

    impl CreateLinkTokenThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The link token.
        pub fn ok(self, value: &types::LinkTokenResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 404: The integrated account or the static gate does not exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 422: The `Idempotency-Key` was already used with a different request.
        pub fn unprocessable_entity(self, value: &types::Error) -> Self {
            Self(json(self.0, 422).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, or the server is overloaded. The server may have completed the request nevertheless. It
        /// is safe to retry a create with an `Idempotency-Key`, an introspection or a revocation.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `introspect_link_token` that a mock expects: any at first.
    pub struct IntrospectLinkTokenWhen(httpmock::When);

    impl IntrospectLinkTokenWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/link-token/introspect"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::LinkTokenReference) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What a mock answers to `introspect_link_token`.
    pub struct IntrospectLinkTokenThen(httpmock::Then);

    impl IntrospectLinkTokenThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The state of the link token and, if it is active, what it was created for.
        pub fn ok(self, value: &types::LinkTokenIntrospection) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, or the server is overloaded. The server may have completed the request nevertheless. It
        /// is safe to retry a create with an `Idempotency-Key`, an introspection or a revocation.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `redeem_link_token` that a mock expects: any at first.
    pub struct RedeemLinkTokenWhen(httpmock::When);

    impl RedeemLinkTokenWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/link-token/redeem"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::LinkTokenRedemption) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What a mock answers to `redeem_link_token`.
    pub struct RedeemLinkTokenThen(httpmock::Then);

    impl RedeemLinkTokenThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The created or updated integrated account.
        pub fn ok(self, value: &types::IntegratedAccount) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 409: The link token is unknown, expired, redeemed or revoked.
        pub fn conflict(self, value: &types::Error) -> Self {
            Self(json(self.0, 409).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, or the server is overloaded. The server may have completed the request nevertheless. It
        /// is safe to retry a create with an `Idempotency-Key`, an introspection or a revocation.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `revoke_link_token` that a mock expects: any at first.
    pub struct RevokeLinkTokenWhen(httpmock::When);

    impl RevokeLinkTokenWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/link-token/revoke"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::LinkTokenReference) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// What a mock answers to `revoke_link_token`.
    pub struct RevokeLinkTokenThen(httpmock::Then);

    impl RevokeLinkTokenThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: The link token can no longer be used.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, or the server is overloaded. The server may have completed the request nevertheless. It
        /// is safe to retry a create with an `Idempotency-Key`, an introspection or a revocation.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    fn json(inner: httpmock::Then, status: u16) -> httpmock::Then {
        inner.status(status).header("content-type", "application/json")
    }
}
